"""Folders and files as people have them: what is passed over, and what is refused with a remedy."""

from __future__ import annotations

import time
import warnings
from pathlib import Path

import pytest

import kit
from kit.articles.files import read_articles
from kit.articles.kinds import is_page

pytestmark = pytest.mark.fault("loading")

NO = "The mayor said no."
WORDS = "save it as .docx, or copy its text into a .txt file"


def fill(folder: Path, *names: str) -> None:
    """Write files of the same words."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NO, encoding="utf-8")


def test_a_folder_says_what_it_passes_over(tmp_path: Path) -> None:
    """One line with the number and the first names; the articles load."""
    fill(tmp_path, "a.txt", "b.pdf", "c.doc", "d.odt", "e.rtf", "f.png", "sub/g.xlsx", "h")
    with pytest.warns(kit.KitWarning) as caught:
        frame = kit.load_articles(tmp_path)
    assert list(frame["article_id"]) == ["a"]
    assert [str(one.message) for one in caught] == [
        (
            f"{tmp_path}: passed over 7 files of kinds that are not read, or saved beside a page: "
            "b.pdf, c.doc, d.odt, e.rtf, f.png and 2 more"
        )
    ]


def test_a_folder_is_silent_about_what_nobody_takes_for_an_article(tmp_path: Path) -> None:
    """Hidden files, notes on the folder, answers, a lesson's key and what systems leave."""
    fill(
        tmp_path, "a.en.md", ".hidden.pdf", ".git/b.txt", "README.md", "readme.ar.md", "README",
        "answers/x.jsonl", "key.en.toml", "evidence.ar.toml", "story.toml", "~$a.docx",
        "Thumbs.db", "desktop.ini", ".DS_Store",
    )  # fmt: skip
    with warnings.catch_warnings(action="error"):
        assert list(kit.load_articles(tmp_path)["article_id"]) == ["a.en"]


def test_the_shipped_stories_load_in_silence() -> None:
    """A lesson's folder holds more than articles, and nothing of it is in doubt."""
    with warnings.catch_warnings(action="error"):
        assert len(kit.load_articles(Path(__file__).parents[2] / "seeds")) == 38


@pytest.mark.parametrize("beside", ["saved_files", "saved-Dateien", "saved_ملفات", "saved.files"])
def test_what_a_browser_saves_beside_a_page_is_no_article(tmp_path: Path, beside: str) -> None:
    """Frames and scripts of a saved page lie in a folder that is named after it."""
    fill(tmp_path, f"{beside}/frame.html", f"{beside}/ad.txt")
    (tmp_path / "saved.html").write_text(f"<h1>Port</h1><p>{NO}</p>", encoding="utf-8")
    with pytest.warns(kit.KitWarning, match="passed over 2 files"):
        assert list(kit.load_articles(tmp_path)["article_id"]) == ["saved"]


def test_a_broken_file_of_any_kind_stops_no_folder(tmp_path: Path) -> None:
    """Each is an error of its own beside the sound one."""
    fill(tmp_path, "a.txt", "b.docx", "c.html", "d.csv", "e.jsonl", "f.json")
    (tmp_path / "g.md").write_text("---\na: &x\n---\n", encoding="utf-8")
    articles, failures = read_articles(tmp_path)
    assert list(articles["article_id"]) == ["a"]
    names = [str(failure).removeprefix(f"{tmp_path}/")[:1] for failure in failures]
    assert names == ["b", "c", "d", "e", "f", "g"]


def test_a_folder_without_articles_says_what_it_holds(tmp_path: Path) -> None:
    """The names help to see what went wrong."""
    fill(tmp_path, "a.pdf")
    with pytest.raises(kit.ArticleError, match=r"found no \.txt or \.md .*; it holds a\.pdf$"):
        kit.load_articles(tmp_path)


@pytest.mark.parametrize(
    ("name", "found", "remedy"),
    [
        ("a.pdf", "a PDF", WORDS),
        ("a.PDF", "a PDF", WORDS),
        ("a.rtf", "an RTF document", WORDS),
        ("a.doc", "an old Word document (.doc)", WORDS),
        ("a.docm", "a Word document with macros or a template", "save it as .docx"),
        ("a.odt", "an OpenDocument text (.odt)", WORDS),
        ("a.epub", "an e-book", WORDS),
        ("a.pages", "a Pages document", WORDS),
        ("a.pptx", "slides", WORDS),
        ("a.xlsx", "a spreadsheet", "save the sheet as CSV UTF-8 (.csv)"),
        ("a.xls", "a spreadsheet", "save the sheet as CSV UTF-8 (.csv)"),
        ("a.ods", "a spreadsheet", "save the sheet as CSV UTF-8 (.csv)"),
        ("a.jpg", "a picture", "type its words into a .txt file"),
        ("a.heic", "a picture", "type its words into a .txt file"),
        ("a.mp3", "a recording", "type its words into a .txt file"),
        ("a.zip", "an archive", "unpack it and load what is in it"),
        ("a.eml", "an e-mail", "copy its text into a .txt file"),
        ("a.webarchive", "a web archive", "save the page as .html"),
        ("a.ipynb", "a notebook", "copy its text into a .txt file"),
    ],
)
def test_a_kind_that_is_not_read_is_refused_with_what_to_do(
    tmp_path: Path, name: str, found: str, remedy: str
) -> None:
    """The name alone tells, whatever the bytes are."""
    fill(tmp_path, name)
    with pytest.raises(kit.ArticleError) as caught:
        kit.load_articles(tmp_path / name)
    assert str(caught.value) == f"{tmp_path / name}: found {found}, expected an article; {remedy}"


OTHER = [
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
    (b"\xef\xbb\xbf%PDF-1.4\n", "a PDF"),
    (b"\n\n%PDF-1.4 plain", "a PDF"),
    (b"{\\rtf1\\ansi\\ansicpg1256 \\'d3}", "an RTF document"),
    (b"PK\x03\x04 word/document.xml", "a Word document"),
    (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text"),
    (b"PK\x03\x04 mimetypeapplication/epub+zip", "an e-book"),
    (b"PK\x03\x04 Index/Document.iwa", "a Pages document"),
    (b"PK\x03\x04 xl/workbook.xml", "a spreadsheet"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "an old Word"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "a spreadsheet"),
    (b"\x89PNG\r\n\x1a\n", "a picture"),
    (b"\xff\xd8\xff\xe0 JFIF", "a picture"),
    (b"GIF89a", "a picture"),
    (b"\x1f\x8b\x08", "an archive"),
    (b"bplist00", "a web archive"),
    (b"<!DOCTYPE html><html><body><h1>Port</h1>", "an HTML page"),
    (b"\xef\xbb\xbf\r\n<HTML lang=ar><p>x", "an HTML page"),
    (b'<?xml version="1.0"?><!DOCTYPE html><html>', "an HTML page"),
    (b"<!-- saved from url=(0014)about:internet -->\n<html>", "an HTML page"),
    (b"<p>The mayor said no.</p>", "an HTML page"),
    (b"<div class='story'><b>Port</b> is shut</div>", "an HTML page"),
    (b"<title>Port</title><p>The mayor said no.", "an HTML page"),
    (b"<span>Port</span><br><span>The mayor said no.</span>", "an HTML page"),
    (b"<b>Port</b> is <i>shut</i>, <a href=x>she</a> said.", "an HTML page"),
    (b"Port<br></p><p>The mayor said no.</p><p>She left.</p>", "an HTML page"),
    ("<html><p>قال المدير</p></html>".encode("cp1256"), "an HTML page"),
    ("<html><p>قال المدير</p></html>".encode(), "an HTML page"),
]


@pytest.mark.parametrize(("content", "found"), OTHER)
@pytest.mark.parametrize("name", ["a.txt", "a.text", "a"])
def test_another_kind_under_the_name_of_a_text_is_told_by_its_bytes(
    tmp_path: Path, name: str, content: bytes, found: str
) -> None:
    """No tag, no control word and no font becomes a statement, and no encoding is advised."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(kit.ArticleError) as caught:
        kit.load_articles(path)
    said = str(caught.value)
    assert said.startswith(f"{path}: found {found}")
    assert "encoding=" not in said
    assert "\n" not in said


@pytest.mark.parametrize(
    "pasted",
    [
        "<html><head><title>x</title></head><body><p>The mayor said no.</p></body></html>",
        "<!doctype html>\n<p>The mayor said no.",
        "<article><h1>Port</h1><p>The mayor said no.</p></article>",
        "{\\rtf1\\ansi The mayor said no.}",
        "%PDF-1.4\n%âãÏÓ\n1 0 obj",
    ],
)
def test_the_source_of_a_page_pasted_as_text_is_refused(pasted: str) -> None:
    """Every door for pasted text says what to do instead."""
    for door in (lambda t: kit.load_articles(text=t), kit.explain, kit.draft_lesson):
        with pytest.raises(kit.ArticleError, match=r"^text=: found .*, expected text; "):
            door(pasted)


@pytest.mark.parametrize(
    "text",
    [
        "If a < b and c > d, the mayor said, a is less.",
        "The mayor wrote <b>no</b> in bold.",
        "The tag <html> opens a page, she said.",
        "The mayor's e-mail <mayor@example.org> was closed.",
        "A PDF begins with %PDF-1.4, she said.",
        "{The mayor said no.}",
        "PK said no.",
        "GIF files are pictures.",
        "<The mayor said no.>",
        "<3 said the mayor. <p> is a tag.",
    ],
)
def test_an_article_that_speaks_of_tags_stays_an_article(tmp_path: Path, text: str) -> None:
    """Only what is a page is taken for one."""
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    assert kit.load_articles(path).iloc[0]["text"] == text
    assert kit.load_articles(text=text).iloc[0]["text"] == text


def test_markdown_may_hold_single_tags(tmp_path: Path) -> None:
    """A note with tags in it is Markdown; a whole page under its name is not."""
    path = tmp_path / "a.md"
    text = "# Port\n\n<p align=center>A</p>\n\n<p>B</p>\n\n<div>C</div>\n\nThe mayor said no.\n"
    path.write_text(text, encoding="utf-8")
    assert kit.load_articles(path).iloc[0]["text"] == text
    path.write_text(f"<!doctype html>{text}", encoding="utf-8")
    with pytest.raises(kit.ArticleError, match="found an HTML page, expected text"):
        kit.load_articles(path)


@pytest.mark.parametrize(
    "end", ["\u2028", "\u2029", "\x85", "\v", "\f", "\r", "\r\n", "\n\u2028", "\u2029\u2029"]
)
@pytest.mark.parametrize("words", [("Port shut", NO), ("الباب مغلق", "قال المدير إنه أُغلق.")])
def test_every_line_end_ends_a_line(tmp_path: Path, end: str, words: tuple[str, str]) -> None:
    """What word processors, old Macs and mainframes write parts a headline from its text."""
    path = tmp_path / "a.txt"
    path.write_bytes(end.join(words).encode())
    for articles in (kit.load_articles(path), kit.load_articles(text=end.join(words))):
        statements = kit.split_statements(articles)
        assert list(statements["zone"]) == ["headline", "body"]
        assert list(statements["text"]) == list(words)


def test_no_source_is_said() -> None:
    """An empty list is no reason for another error."""
    with pytest.raises(kit.ArticleError, match="found no source, expected some"):
        kit.load_articles([])


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85", "\v", "\f"])
def test_lines_end_in_a_frame_of_ones_own_too(end: str) -> None:
    """Texts that another program put into a frame are cut at the same places, and kept."""
    articles = kit.load_articles(text=NO).assign(text=f"Port shut{end}{NO}")
    statements = kit.split_statements(articles)
    assert list(statements["zone"]) == ["headline", "body"]
    assert list(statements["start"]) == [0, 10]


@pytest.mark.parametrize(
    "text",
    ["<!---->" * 5_000 + "x", "<?xml>" * 5_000, "<!--" * 20_000, "<p>" * 30_000, "<" * 99_000],
)
def test_a_look_for_tags_takes_no_time(text: str) -> None:
    """Openings that lead nowhere are looked at once."""
    start = time.process_time()
    assert not is_page(text)
    assert time.process_time() - start < 2
