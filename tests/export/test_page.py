"""Lessons as pages of their own: what a file holds, and what it must not."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape
from pathlib import Path

import pytest
from made import contrary

import kit
from kit.cli import main
from kit.core.errors import LessonError
from kit.export.classroom import export_gallery, export_lesson, notebooks
from kit.export.folder import export_all
from kit.export.page import export_page
from kit.export.pool import Pool

STORIES = kit.list_lessons()
OUTSIDE = re.compile(
    r"""(?:src|href)=["'](?!data:|#|https?:)[^"']+|@import|url\((?!data:)|fetch\(|XMLHttp"""
)


def data_of(html: str) -> str:
    """Return what a page holds besides what is read and run: its recordings."""
    return html.partition('id="lesson"')[2].partition("</script>")[0]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_one_small_file(name: str, lang: str) -> None:
    """At most 250 kB, 60 kB compressed, and nothing in it asks for another file."""
    html = export_page(kit.load_lesson(name, lang)).html
    data = html.encode()
    assert len(data) <= 250_000
    assert len(gzip.compress(data)) <= 60_000
    assert OUTSIDE.findall(html) == []


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("kind", ["lesson", "exercise"])
def test_every_notebook_is_one_small_file(kind: str, lang: str) -> None:
    """All ten of each kind, with their text and their exercises."""
    for at in range(1, 11):
        page = export_lesson(at, lang, kind=kind)
        data = page.html.encode()
        assert len(data) <= 250_000, at
        assert len(gzip.compress(data)) <= 60_000, at
        assert OUTSIDE.findall(page.html) == [], at
        book = json.loads(notebooks(kind, lang)[at].read_text(encoding="utf-8"))
        lines = book["cells"][0]["source"]
        title = next(line for line in lines if line.startswith("# "))[2:].strip()
        assert f"<h1>{title}</h1>" in unescape(page.html)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_gallery_has_every_exercise_once(lang: str) -> None:
    """In one file, of which a graded copy holds no reason of the key."""
    html = export_gallery(lang).html
    kinds = ["chain", "compare", "cuelab", "headline", "highlighter", "lateral", "sorter"]
    assert re.findall(r"^faces\.(\w+)=", html, re.MULTILINE) == kinds
    assert len(re.findall(r'<div data-exercise="\d"', html)) == len(kinds)
    assert all(name in html for name in ("kit.Rewrite", "kit.OwnArticle"))
    assert not any(name in html for name in ("Run All", "codebook&quot;"))
    assert OUTSIDE.findall(html) == []
    assert len(gzip.compress(html.encode())) <= 65_000
    reasons = {one.reason(lang) for one in kit.load_lesson("the-bridge", lang).entries}
    graded = unescape(export_gallery(lang, verdicts=False).html).replace('\\"', '"')
    assert [words for words in reasons if words in graded] == []


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", STORIES)
def test_a_graded_copy_holds_nothing_of_the_key(name: str, lang: str) -> None:
    """No reason, no hint, no note on a card, and no verdict is in any byte of it."""
    lesson = kit.load_lesson(name, lang)
    html = unescape(export_page(lesson, verdicts=False).html).replace('\\"', '"')
    entries, cards = lesson.entries, lesson.cards
    secrets = {one.reason(lang) for one in entries} | {one.hint(lang) for one in entries}
    secrets |= {card.note for card in cards}
    assert [words for words in secrets if words and words in html] == []
    assert '"verdict"' not in data_of(html)
    whole = unescape(export_page(lesson).html).replace('\\"', '"')
    assert all(one.reason(lang) in whole for one in entries)  # so would they be found
    assert '"verdict"' in data_of(whole)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_graded_copy_is_the_same_whatever_the_key_says(lang: str) -> None:
    """The labels of all statements may be others: not a byte changes."""
    lesson = kit.load_lesson("the-bridge", lang)
    one, two = (export_page(x, verdicts=False).html for x in (lesson, contrary(lesson)))
    assert one == two


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_what_opens_after_an_exercise_is_not_in_a_graded_lesson(lang: str) -> None:
    """The key's strip stands in the page that tells, and not in the one that does not."""
    assert "drawn" not in data_of(export_lesson(4, lang, verdicts=False).html)
    assert "drawn" in data_of(export_lesson(4, lang).html)


def test_a_page_can_be_made_again_byte_for_byte() -> None:
    """The same lesson gives the same file."""
    assert export_lesson(3, "ar").html == export_lesson(3, "ar").html


def test_a_page_lets_no_other_script_run() -> None:
    """Its own policy names its script by hash; a story's markup stays text."""
    evil = "The mayor said <img src=x onerror=alert(1)></script><script>alert(2)</script> so."
    html = export_page(kit.draft_lesson(evil, "en")).html
    assert re.search(r"script-src 'sha256-[\w+/=]+'", html)
    assert html.count("<script") == html.count("</script>") == 2
    assert "<img" not in html


def test_a_lesson_without_statements_is_told() -> None:
    """One line says what was found and what to do."""
    empty = kit.load_lesson("the-bridge").with_frames(
        statements=kit.load_lesson("the-bridge").statements.iloc[:0],
        key=kit.load_lesson("the-bridge").key.iloc[:0],
        evidence=kit.load_lesson("the-bridge").evidence.iloc[:0],
    )
    with pytest.raises(LessonError, match="found nothing to answer, expected statements"):
        export_page(empty)


def test_a_file_that_is_there_is_replaced_whole(tmp_path: Path) -> None:
    """Where the new one cannot be written, the old one stays as it was."""
    place = tmp_path / "page.html"
    place.write_text("old", encoding="utf-8")
    page = export_page(kit.load_lesson("the-bridge"), place)
    assert place.read_text(encoding="utf-8") == page.html
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    with pytest.raises(LessonError, match="cannot be written"):
        page.save(tmp_path / "nowhere" / "page.html")


def test_a_folder_has_all_pages_and_an_index(tmp_path: Path) -> None:
    """Both languages in one index, whose links all lead to a file."""
    files = {path.name for path in export_all(tmp_path / "pages")}
    index = (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
    linked = set(re.findall(r'href="([^"]+)"', index))
    assert files == {path.name for path in (tmp_path / "pages").iterdir()}
    assert linked == files - {"index.html"}
    assert len(linked) == 2 * (21 + len(STORIES))  # the gallery is one
    for name in sorted(linked):
        html = (tmp_path / "pages" / name).read_text(encoding="utf-8")
        links = re.findall(r'<a href="([^":]+\.html)"', html)
        assert set(links) <= files, name


@pytest.mark.parametrize(
    "value",
    [
        {"a": ["the same long text", "the same long text"], "b": [["w", 0, 1], [" ", -1, -1]]},
        [["", -1, -1], ["\u202bx", 3, 4]],
        {"tokens": [["a", 0, 1], ["b", 1, 2]], "none": None, "zero": 0, "no": False},
        [["~0", "#1"], {"a": "~", "b": {"a": "#", "b": ""}}],
    ],
)
def test_a_pool_is_plain_json(value: object) -> None:
    """It can be written."""
    packed = Pool().pack(value)
    assert json.loads(json.dumps(packed)) == packed


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Run the command; return its exit code and what it said."""
    import sys  # noqa: PLC0415  (patched here alone)

    before, sys.argv = sys.argv, ["kit", *words]
    try:
        main()
        code: object = 0
    except SystemExit as end:
        code = end.code
    finally:
        sys.argv = before
    out = capsys.readouterr()
    return int(str(code or 0)), out.out.strip(), out.err.strip()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("the-bridge", "--lang", "ar"), 'lang="ar"'),
        (("{seeds}/the-call",), "the-call"),
        (("{file}",), "text-"),
        (("--lesson", "3", "--lang", "ar"), "lesson-03.ar"),
    ],
    ids=["story", "folder", "file", "lesson"],
)
def test_the_command_takes_stories_folders_files_and_lessons(
    words: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It prints where the page is."""
    article = tmp_path / "a.txt"
    article.write_text("The mayor said the bridge was shut. Sources say otherwise.\n")
    seeds = Path(__file__).parents[2] / "seeds"
    to = tmp_path / "page.html"
    given = [word.format(seeds=seeds, file=article) for word in words]
    assert run(capsys, "lesson", "export", *given, "--to", str(to)) == (0, str(to), "")
    assert said.replace("text-", "a") in to.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nothing-of-the-kind", "--to", "x.html"), 1, "unknown lesson 'nothing-of-the-kind'"),
        (("--lesson", "44", "--to", "x.html"), 1, "found lesson 44, expected 1 to 10"),
        (("no.txt", "--to", "x.html"), 1, "no.txt: found no such file"),
        (("the-bridge",), 2, "expected --to page.html"),
        (("the-bridge", "--all", "--to", "x"), 2, "expected one"),
        (("--to", "x.html"), 2, "expected one"),
    ],
)
def test_the_command_says_in_a_line_what_is_wrong(
    words: tuple[str, ...], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Found, expected, remedy; and nothing is written."""
    found = run(capsys, "lesson", "export", *words)
    assert found[0] == code
    assert said in " ".join(found[2].replace("│", " ").split())
