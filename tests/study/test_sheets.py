"""Coding sheets: the texts alone, in both languages, in an order that chance gives."""

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kit
from kit.cli import app
from kit.core.codebook import LABELS
from kit.core.errors import AnswerError
from kit.lessons.writing import article_text, key_text
from kit.study import sheets
from kit.study.sheets import page_of, shuffled, table_of, units, write_sheets

LANGS = ("ar", "en")


def rows(text: str) -> list[list[str]]:
    """Return a sheet's rows below its head."""
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))[1:]


@pytest.mark.parametrize("lang", LANGS)
def test_every_key_has_its_statement_on_the_sheet(lang: str) -> None:
    """Nothing is left out, and no two statements share a code."""
    asked = units(lang)
    keyed = [unit for name in kit.list_lessons() for unit in kit.load_lesson(name, lang).key["statement_id"]]  # fmt: skip
    keyed += [unit for name in kit.list_items() for unit in kit.load_items(name, lang).key["statement_id"]]  # fmt: skip
    assert [unit.unit for unit in asked] == keyed
    assert len({unit.code for unit in asked}) == len(asked)


@pytest.mark.parametrize("lang", LANGS)
def test_a_sheet_tells_no_answer(lang: str) -> None:
    """Its cells for labels are empty, and no reason or name of an item stands on it."""
    asked = units(lang, ["items-03", "the-ward"])
    text = table_of(asked, lang) + page_of(asked, lang)
    assert {tuple(row[5:]) for row in rows(table_of(asked, lang))} == {("", "", "")}
    lesson = kit.load_items("items-03", lang)
    assert [reason for reason in lesson.key[f"reason_{lang}"] if reason in text] == []
    assert [name for name in lesson.articles["article_id"] if name in text] == []


def test_a_story_stays_whole_and_single_statements_are_mixed() -> None:
    """Each story keeps its order; the seed decides what comes first."""
    asked = units("en", ["the-ward", "the-exam", "items-01"])
    one, other = shuffled(asked, 1), shuffled(asked, 5)
    for order in (one, other):
        for story in ("the-ward", "the-exam"):
            own = [unit.unit for unit in order if unit.unit.startswith(story)]
            assert own == [f"{story}.en#{at}" for at in range(1, len(own) + 1)]
        assert [bool(unit.source) for unit in order] == sorted((bool(u.source) for u in order), reverse=True)  # fmt: skip
    assert one != other
    assert shuffled(asked, 1) == one


def test_a_code_hangs_on_the_text() -> None:
    """The same statement has another code in another language."""
    arabic, english = (units(lang, ["the-ward"]) for lang in LANGS)
    assert [u.unit for u in arabic] == [u.unit.replace(".en#", ".ar#") for u in english]
    assert {u.code for u in arabic}.isdisjoint(u.code for u in english)


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_shows_labels_paragraphs_and_the_statement_asked_for(lang: str) -> None:
    """All six labels with their meaning, a mark where a paragraph begins, and bold in its lines."""
    asked = units(lang, ["bridge-brief", "items-01"])
    page = page_of(asked, lang)
    assert re.findall(r"^- `([a-z]+)` [●■◌◇▲△] \*\*", page, re.MULTILINE) == list(LABELS)
    story = [unit for unit in asked if unit.source]
    assert page.count("¶ ") == len({unit.paragraph for unit in story})
    assert all(f"**{unit.statement}**" in page for unit in asked if unit.context)


def test_sheets_are_written_once(tmp_path: Path) -> None:
    """What coders may have filled in is never written over."""
    paths = write_sheets(tmp_path / "study", LANGS, only=["the-ward"])
    assert [path.name for path in paths] == ["sheet.ar.csv", "sheet.ar.md", "sheet.en.csv", "sheet.en.md"]  # fmt: skip
    paths[0].write_text("filled in", encoding="utf-8")
    with pytest.raises(AnswerError, match=r"sheet\.ar\.csv: found a file already, expected none"):
        write_sheets(tmp_path / "study", LANGS, only=["the-ward"])
    assert paths[0].read_text(encoding="utf-8") == "filled in"


@pytest.mark.fault("output")
def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """One line says which and what to do."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(AnswerError, match=r"cannot be written .*; name another folder"):
        write_sheets(tmp_path / "file" / "study", ["en"], only=["the-ward"])


def test_the_command_writes_what_is_asked_for(tmp_path: Path) -> None:
    """It names each file; a story that nobody knows gets its nearest."""
    told = CliRunner().invoke(
        app, ["study", "sheets", str(tmp_path), "--lang", "en", "--only", "the-ward"]
    )
    assert told.stdout.splitlines() == [str(tmp_path / f"sheet.en.{k}") for k in ("csv", "md")]
    assert len(rows((tmp_path / "sheet.en.csv").read_text(encoding="utf-8"))) == len(
        kit.load_lesson("the-ward", "en").key
    )
    with pytest.raises(AnswerError, match="did you mean 'the-ward'"):
        write_sheets(tmp_path / "b", ["en"], only=["the-wart"])


def test_an_article_for_the_own_class_goes_to_no_coder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is left out and named in one line; asked for by name, it is refused."""
    home = tmp_path / "seeds" / "own"
    home.mkdir(parents=True)
    source = kit.load_lesson("bridge-brief")
    article = replace(source.article_rows[0], licence="own class only")
    (home / "article.en.md").write_text(article_text(article), "utf-8")
    (home / "key.en.toml").write_text(key_text(source.statement_rows, source.entries), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sheets, "list_lessons", lambda: ["own"])
    monkeypatch.setattr(sheets, "list_items", list)
    with pytest.warns(kit.KitWarning, match="own: found an article for your own class only"):
        assert sheets.units("en") == []
    assert sheets.units("ar") == [], "it speaks one language"
    with pytest.raises(kit.LessonError, match="that may be passed on in coding sheets"):
        sheets.units("en", ["own"])
