"""What a statement takes: counted from the texts, printed in the guide, and held by the plans."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

import kit
from kit.languages.interface import LANGUAGES, number

ROOT = Path(__file__).resolve().parents[2]
TALK = 30
"""Seconds a pair has to say who told the newsroom, to choose and to commit."""
SLOW = 2.5
"""Words a second, read slowly: the statement aloud, then the reason."""
GUIDES = {"en": "teachers-guide.md", "ar": "teachers-guide.ar.md"}
SORTED = {
    "01": "the-concert", "02": "the-count", "03": "the-transfer", "04": "the-budget",
    "05": "the-sleep-study", "06": "the-stadium", "07": "the-harvest", "08": "the-flood",
    "09": "bridge-rumour",
}  # fmt: skip


def pace(story: str, lang: str) -> tuple[int, int, int]:
    """Return how many statements a class sorts, and words and seconds for each of them."""
    core = kit.load_lesson(story, lang).core
    texts = {row.statement_id: row.text for row in core.statement_rows}
    words = [
        len(f"{texts[entry.statement_id]} {entry.reason(lang)}".split()) for entry in core.entries
    ]
    each = sum(words) / len(words)
    return len(words), round(each), round(TALK + each / SLOW)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("lesson", SORTED)
def test_the_guide_prints_the_seconds_of_a_statement(lesson: str, lang: str) -> None:
    """Statements, words and seconds of each lesson stand in one row of its table."""
    figures = [number(n, lang) for n in (int(lesson), *pace(SORTED[lesson], lang))]
    guide = (ROOT / "docs" / GUIDES[lang]).read_text("utf-8")
    assert f"| {' | '.join(figures)} |" in guide.splitlines()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("lesson", SORTED)
def test_the_plan_gives_sorting_the_time_that_it_takes(lesson: str, lang: str) -> None:
    """The minutes of the step are no fewer than its statements need."""
    (path,) = (ROOT / "notebooks" / lang).glob(f"{lesson}-*.ipynb")
    cells = {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}
    (minutes,) = re.findall(r"^## .*\((\d+) \w+\)$", cells["sort"].source, re.MULTILINE)
    statements, _, seconds = pace(SORTED[lesson], lang)
    assert int(minutes) * 60 >= statements * seconds
