"""Worksheets: the text, numbers and marks on paper, and nothing of the key."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pytest

import kit
from kit.core.codebook import CHOICES, LABELS, LOOKS
from kit.exercises.lateral.face import LateralReadingFace
from kit.exercises.lateral.task import Checking
from kit.exercises.sorter.face import SorterFace
from kit.exercises.sorter.task import Sorting
from kit.languages.interface import number, translator

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("ar", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("scheme", "labels"), [("student", CHOICES), ("codebook", LABELS)])
def test_a_worksheet_holds_text_numbers_and_marks(
    lang: str, scheme: str, labels: tuple[str, ...]
) -> None:
    """Every statement, a row for each, the answers with their marks, in the right direction."""
    lesson = kit.load_lesson("the-bridge", lang)
    html = kit.worksheet(lesson, scheme)._repr_html_()
    assert html.startswith(f'<div lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">')
    for text in lesson.statements["text"]:
        assert escape(text) in html
    for label in labels:
        assert f"{LOOKS[label].mark} <strong>{escape(translator(lang)(LOOKS[label].name))}" in html
    wide = escape(translator(lang)("its own voice, or a note on the text"))
    assert (wide in html) == (scheme == "student"), "six labels have one for notes"
    assert f'<th scope="row">{number(16, lang)}</th>' in html
    assert "<script" not in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_worksheet_gives_nothing_away(lang: str) -> None:
    """No reason and no hint of the key stands there."""
    lesson = kit.load_lesson("the-call", lang)
    html = kit.worksheet(lesson)._repr_html_()
    for column in ("reason_ar", "reason_en", "hint_ar", "hint_en"):
        assert not [words for words in lesson.key[column] if escape(words) in html]


def test_single_statements_stand_out_among_their_lines() -> None:
    """The one to be judged is numbered and bold, the lines around it are not."""
    lesson = kit.load_items("items-01")
    html = kit.worksheet(lesson)._repr_html_()
    assert html.count("<sup>") == len(lesson.key)
    asked = lesson.statements["statement_id"].isin(lesson.key["statement_id"])
    for text in lesson.statements.loc[asked, "text"]:
        assert f"<strong><bdi>{escape(text)}</bdi></strong>" in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_worksheet_is_saved_as_a_page(lang: str, tmp_path: Path) -> None:
    """A file that any browser prints: whole, in UTF-8, with its language and direction."""
    place = kit.worksheet(kit.load_lesson("the-bridge", lang)).save(tmp_path / "sheet.html")
    page = place.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in page
    assert "@page" in page
    with pytest.raises(kit.LessonError, match="choose another place"):
        kit.worksheet(kit.load_lesson("the-bridge", lang)).save(tmp_path)


def test_an_unknown_scheme_is_refused() -> None:
    """With the nearest name."""
    with pytest.raises(kit.LessonError, match="did you mean 'student'"):
        kit.worksheet(kit.load_lesson("the-bridge"), "students")  # type: ignore[arg-type]


RETOLD = {"ar": "أُعيدت روايته للتعليم", "en": "Retold for teaching"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("story", "times"), [("the-call", 1), ("the-concert", 0)])
def test_real_news_told_anew_is_marked_on_every_sheet(lang: str, story: str, times: int) -> None:
    """On the worksheet and on the page of an exercise where no script runs; other stories are not."""
    lesson = kit.load_lesson(story, lang)
    pages = [
        kit.worksheet(lesson).html,
        SorterFace(lesson, Sorting(lesson)).printed(),
        LateralReadingFace(lesson, Checking(lesson)).printed(),
    ]
    assert [page.count(RETOLD[lang]) for page in pages] == [times] * 3
