"""What a teacher brings, and whose it is: files, pasted text, addresses."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import docx
import pytest

import kit
from kit import cli
from kit.core.rows import Article
from kit.desk.bringing import bring, folder_for
from kit.desk.session import Session
from kit.desk.store import Store
from kit.export import folder as shared

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Port fire\n\nFire spread to the port, police said.\n"
PAGE = f"<html><body><article><h1>Port fire</h1><p>{TEXT.split(chr(10))[2]}</p></article></body></html>"


def run(monkeypatch: pytest.MonkeyPatch, *words: object, stdin: str = "") -> int:
    """Run `kit lesson ...` where no terminal is, and return its exit code."""
    monkeypatch.setattr(sys, "argv", ["kit", "lesson", *map(str, words)])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
    with pytest.raises(SystemExit) as left:
        cli.main()
    return int(left.value.code or 0)


def write(path: Path) -> Path:
    """Write the text as a file of its kind."""
    if path.suffix == ".docx":
        document = docx.Document()
        for line in TEXT.split("\n\n"):
            document.add_paragraph(line.strip())
        document.save(str(path))
    else:
        path.write_text(PAGE if path.suffix == ".html" else TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["txt", "md", "html", "docx"])
def test_a_file_of_each_kind_becomes_a_lesson(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a folder named after it; where no terminal is, it says how to go on."""
    monkeypatch.chdir(tmp_path)
    assert run(monkeypatch, "new", write(tmp_path / f"Port fire.{kind}")) == 0
    told = "{0}: 0 of 2 statements decided. Go on in a terminal: kit lesson new {0}\n"
    assert capsys.readouterr().out == told.format("my-lessons/port-fire")
    draft, _ = Store(tmp_path / "my-lessons" / "port-fire", "en").load()
    assert [one.text for one in draft.statements] == TEXT.strip().split("\n\n")
    assert draft.article.licence == "own class only"


def test_pasted_text_becomes_a_lesson_of_the_licence_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With publisher and address; its folder is named after the text."""
    monkeypatch.chdir(tmp_path)
    words = ("new", "-", "--licence", "CC BY 4.0", "--publisher", "Harbour Post")
    words = (*words, "--url", "https://post.example/fire")
    assert run(monkeypatch, *words, stdin=TEXT) == 0
    (folder,) = (tmp_path / "my-lessons").iterdir()
    assert folder.name.startswith("text-")
    article = Store(folder, "en").load()[0].article
    assert (article.licence, article.publisher) == ("CC BY 4.0", "Harbour Post")
    assert article.url == "https://post.example/fire"


def test_what_is_fetched_is_for_the_own_class(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever licence its page names."""
    page = Article(
        "x", "en", licence="CC BY 4.0", url="https://post.example/a/Port-fire.html", text=TEXT
    )
    monkeypatch.setattr("kit.desk.bringing.fetch_article", lambda _url, _lang: page)
    found = bring(page.url, None, bytes)
    assert found.licence == "own class only"
    assert folder_for(page.url, found).as_posix() == "my-lessons/port-fire"
    assert folder_for("https://post.example/", found).as_posix() == "my-lessons/post-example"


@pytest.mark.fault("loading")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("none.txt",), "found no such file or folder"),
        (("report.pdf",), "found a PDF, expected an article"),
        (("-",), "found an empty text"),
        (("es.es.txt",), "found an article in 'es', expected one in ar or en"),
        (
            ("https://post.example/", "--licence", "CC0"),
            "what is fetched is for your own class only",
        ),
        (("http://127.0.0.1/",), "inside the own network (127.0.0.1)"),
        (("nothing",), "found no lesson in this folder"),
        (("both",), "found a lesson in ar and en, expected one; say which by --lang"),
    ],
)
def test_what_makes_no_lesson_is_one_line_and_leaves_nothing(
    words: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With code 1."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "es.es.txt").write_text("Fuentes oficiales dijeron que no.", "utf-8")
    for name in ("nothing", "both"):
        (tmp_path / name).mkdir()
    for lang in ("ar", "en"):
        (tmp_path / "both" / f"article.{lang}.md").write_text(TEXT, "utf-8")
    assert run(monkeypatch, "new", *words) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n"), said in err) == ("", 1, True), err
    assert not (tmp_path / "my-lessons").exists()


@pytest.mark.parametrize("licence", ["CC BY 4.0", "own class only"])
def test_an_own_class_lesson_stays_out_of_a_shared_export(
    licence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is left out and named in one line; its own page and sheet say what it is."""
    (tmp_path / "seeds" / "port").mkdir(parents=True)
    source = kit.load_lesson("the-bridge")
    for lang in ("ar", "en"):
        article = Article("port", lang, title="Port fire", licence=licence, text=source.text)
        decide(Store(tmp_path / "seeds" / "port", lang), article)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(shared, "list_lessons", lambda: ["port"])
    monkeypatch.setattr(shared, "notebooks", lambda *_: [])
    lesson = kit.load_lesson("port")
    own = licence == "own class only"
    assert ("For this class only: not to be passed on" in kit.export_page(lesson).html) is own
    assert ("For this class only" in kit.worksheet(lesson).html) is own
    if not own:
        names = [path.name for path in shared.export_all(tmp_path / "pages") if "port" in path.name]
        assert names == ["port.ar.html", "port.en.html"]
        (tmp_path / "seeds" / "port" / "article.ar.md").unlink()
        names = [path.name for path in shared.export_all(tmp_path / "pages") if "port" in path.name]
        assert names == ["port.en.html"], "one language is enough"
        return
    with pytest.warns(kit.KitWarning, match="port: found an article for your own class only"):
        names = [path.name for path in shared.export_all(tmp_path / "pages") if "port" in path.name]
    assert names == []


def decide(store: Store, article: Article) -> None:
    """Make a lesson of an article as the engine suggests it."""
    session = Session(store, store.begin(article))
    while not session.draft.is_done:
        session.do("accept")
