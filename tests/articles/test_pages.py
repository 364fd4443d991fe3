"""Saved web pages: the article's words in order, and nothing of what stands around them."""

from __future__ import annotations

import subprocess
import sys
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

import kit

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.fault("loading")

HEAD = (
    '<title>{title} - {outlet}</title><meta property="og:site_name" content="{outlet}">'
    '<meta property="og:title" content="{title}">'
    '<meta property="article:published_time" content="2026-03-01T10:00:00+02:00">'
)
ARABIC = (
    '<!doctype html><html lang="ar-EG" dir="rtl"><head><meta charset="{charset}">'
    + HEAD.replace("{title}", "المدرسة أُغلقت").replace("{outlet}", "صحيفة المرفأ")
    + "<style>p{{color:red}}</style><script>let text = '<p>حيلة</p>'</script></head><body>"
    "<nav><ul><li><a href='/'>الرئيسية</a></li><li><a href='/s'>رياضة</a></li></ul></nav>"
    "<div id='cookie-consent' class='cookie-banner'><p>نستخدم ملفات تعريف الارتباط.</p></div>"
    "<main><article><h1>المدرسة أُغلقت</h1><p>قال مدير المدرسة إن الباب\nأُغلق في الصباح.</p>"
    "<p>وقالت مصادر مطلعة إنه كُسر.</p><h2>لجنة</h2><ul><li>أعضاء اللجنة ثلاثة</li></ul>"
    "</article></main><footer><p>جميع الحقوق محفوظة</p></footer></body></html>"
)
ARABIC_TEXT = (
    "المدرسة أُغلقت\n\nقال مدير المدرسة إن الباب أُغلق في الصباح.\n\n"
    "وقالت مصادر مطلعة إنه كُسر.\n\nلجنة\n\nأعضاء اللجنة ثلاثة"
)
ENGLISH = (
    "<html><head><meta charset={charset}><title>Café shut</title></head><body>"
    "<div class=nav><a href=/>Home</a> | <a href=/n>News</a></div><h1>Café shut</h1>"
    "<p>The café was shut on Monday, police said. It cost the owner “€40”.</p>"
    "<p>Sources said it had been sold.<br>Nobody was hurt.</p>"
    "<table><tr><td>Tables</td><td>12</td></tr></table></body></html>"
)
ENGLISH_TEXT = (
    "Café shut\n\nThe café was shut on Monday, police said. It cost the owner “€40”.\n\n"
    "Sources said it had been sold.\n\nNobody was hurt.\n\nTables | 12"
)


def load(path: Path, page: str, encoding: str = "utf-8", **asked: str) -> dict[str, str]:
    """Write a page as bytes and return its only article."""
    path.write_bytes(page.encode(encoding))
    (row,) = kit.load_articles(path, **asked).to_dict("records")
    return {str(name): value for name, value in row.items()}


def test_a_page_becomes_its_article(tmp_path: Path) -> None:
    """Menu, consent, script and footer are gone; title, outlet, day and language are told."""
    row = load(tmp_path / "school.html", ARABIC.format(charset="utf-8"))
    assert row == {
        "article_id": "school", "lang": "ar", "title": "المدرسة أُغلقت",
        "publisher": "صحيفة المرفأ", "republished_from": "", "published": "2026-03-01",
        "url": "", "licence": "", "constructed": False, "text": ARABIC_TEXT,
    }  # fmt: skip


@pytest.mark.parametrize("suffix", [".html", ".htm", ".xhtml", ".HTML"])
@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("utf-8", "utf-16"),
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("no-such", "utf-8"),
        ("macintosh", "mac_roman"),
    ],
)
def test_a_page_is_read_as_it_declares(
    tmp_path: Path, suffix: str, charset: str, encoding: str
) -> None:
    """The declared encoding as browsers take it; UTF-8 and byte order marks speak for themselves."""
    row = load(tmp_path / f"cafe{suffix}", ENGLISH.format(charset=charset), encoding)
    assert row["text"] == ENGLISH_TEXT


@pytest.mark.parametrize(
    "declared",
    ["windows-1256", "WINDOWS-1256", "cp1256"],
)
def test_an_old_arabic_page_is_read_as_it_declares(tmp_path: Path, declared: str) -> None:
    """Most Arabic pages before UTF-8 are in this encoding."""
    row = load(tmp_path / "a.html", ARABIC.format(charset=declared), "cp1256")
    assert (row["lang"], row["text"]) == ("ar", ARABIC_TEXT)


def test_a_page_that_declares_wrongly_is_refused_with_the_right_encoding(tmp_path: Path) -> None:
    """Nothing is read in an encoding that its bytes are not in."""
    path = tmp_path / "a.html"
    with pytest.raises(kit.ArticleError, match=r"look like cp1256 .*pass encoding='cp1256'"):
        load(path, ARABIC.format(charset="utf-8"), "cp1256")
    assert kit.load_articles(path, encoding="cp1256").iloc[0]["text"] == ARABIC_TEXT


@pytest.mark.parametrize("suffix", [".mhtml", ".mht", ".html"])
def test_a_page_in_one_file_with_its_pictures_loads(tmp_path: Path, suffix: str) -> None:
    """What a browser saves as a single file holds the page as a part."""
    message = EmailMessage()
    message["Subject"] = "Saved"
    message.set_content(ARABIC.format(charset="windows-1256"), subtype="html", charset="utf-8")
    message.add_related(b"\x89PNG\r\n", "image", "png")
    path = tmp_path / f"saved{suffix}"
    path.write_bytes(message.as_bytes())
    assert kit.load_articles(path).iloc[0]["text"] == ARABIC_TEXT


@pytest.mark.parametrize(
    "page",
    [
        "<h1>Port shut</h1><h2>Doubts</h2><p>The mayor said no.</p><ul><li>One ship</li></ul>",
        (
            "<html><title>Port shut | Post</title><body><nav><a href=/>Home</a></nav><h1>Port shut</h1>"
            "<h2>Doubts</h2><p>The mayor said no.</p><ul><li>One ship</li></ul><footer>Us</footer>"
        ),
        (
            "<html><body><main><h1>Port shut</h1><h2>Doubts</h2><p>The mayor said no.</p>"
            "<ul><li>One ship</li></ul></main><aside><a href=/x>Other news</a></aside></body></html>"
        ),
    ],
    ids=["fragment", "bare", "framed"],
)
def test_a_short_page_keeps_headings_and_lists(tmp_path: Path, page: str) -> None:
    """A brief in a bare page is an article too."""
    text = load(tmp_path / "a.html", page)["text"]
    assert text == "Port shut\n\nDoubts\n\nThe mayor said no.\n\nOne ship"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"The mayor said no.", "found no tags, expected a page of HTML; rename the file to .txt"),
        (b"%PDF-1.7\n%\xe2\xe3", "found a PDF, expected a page"),
        (b"PK\x03\x04 word/document.xml", "found a Word document, .* rename the file to .docx"),
        (b"<html><body></body></html>", "found no article in this page"),
        (b"<html><script>let a</script><nav><a href=/>Home</a></nav>", "found no article"),
        (b"<html><p " + b"a b " * 900 + b">x y z", "more than 500 attributes"),
        (b"<html>" + b"<p>word" * 61_000, "found a page of 61,001 tags, expected at most 60,000"),
        (b"From: x\nMIME-Version: 1.0\nContent-Type: image/png\n\nx", "found no page in this web"),
        (b"", "found an empty text"),
    ],
)
def test_what_holds_no_article_is_refused_in_one_line(
    tmp_path: Path, content: bytes, said: str
) -> None:
    """Found, expected, remedy."""
    path = tmp_path / "a.html"
    path.write_bytes(content)
    with pytest.raises(kit.ArticleError, match=said) as caught:
        kit.load_articles(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 50_000 + "<p>The mayor said no to the port.</p>",
        "<html><body><p>" + "<" * 200_000,
        "<html><body>" + "<ul><li>" * 20_000 + "x",
        '<!DOCTYPE html [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><p>The mayor said &b; no.</p>',
        '<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]><p>The mayor said &f; no.</p>',
    ],
    ids=["deep", "open", "lists", "entities", "a file"],
)
def test_a_hostile_page_is_read_or_refused(tmp_path: Path, page: str) -> None:
    """Depth and entities cost no time and bring nothing from elsewhere."""
    try:
        text = load(tmp_path / "a.html", page)["text"]
    except kit.ArticleError as error:
        text = str(error)
    assert "root:" not in text
    assert "aaaaaa" not in text


def test_a_page_needs_its_layer_and_says_so(tmp_path: Path) -> None:
    """Without the library one line names what to install, and other files load."""
    (tmp_path / "a.html").write_text(ENGLISH.format(charset="utf-8"), encoding="utf-8")
    (tmp_path / "b.txt").write_text("The mayor said no.", encoding="utf-8")
    code = (
        "import sys; sys.modules['trafilatura'] = None\n"
        "import kit; from kit.articles.files import read_articles\n"
        f"rows, errors = read_articles({str(tmp_path)!r})\n"
        "print(len(rows), errors[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    said = (
        "reading a page needs trafilatura, which is not installed; pip install 'who-said-so[files]'"
    )
    assert done.stdout.strip() == f"1 {tmp_path / 'a.html'}: {said}"


def test_reading_text_loads_no_library_for_pages(tmp_path: Path) -> None:
    """A plain article costs what it did."""
    path = tmp_path / "b.txt"
    path.write_text("The mayor said no.", encoding="utf-8")
    code = (
        f"import sys, kit; kit.load_articles({str(path)!r})\n"
        "print(sorted({'trafilatura', 'docx', 'lxml'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
