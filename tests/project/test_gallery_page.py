"""The gallery's page in both languages: it names pages that there are, and every exercise of the kit."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

import pytest

from kit.exercises.registry import EXERCISES

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = {"en": ROOT / "docs" / "gallery.md", "ar": ROOT / "docs" / "gallery.ar.md"}
ROW: Final = re.compile(r"^\| [^|-]+ \|.*\|$", re.MULTILINE)
PUBLIC: Final = [
    "Sorter", "Highlighter", "CueLab", "HeadlineCheck", "ChainBuilder", "LateralReading",
    "Compare", "Rewrite", "OwnArticle",
]  # fmt: skip
"""The exercises in the order of the page."""


def rows(lang: str) -> list[list[str]]:
    """Return the table's rows as cells."""
    found = ROW.findall(DOCS[lang].read_text("utf-8"))[1:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in found]


def lessons(cell: str) -> list[int]:
    """Return the lessons that a cell names."""
    return [int(number) for number in re.findall(r"\d+", cell)]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_exercise_is_named_with_the_lessons_that_have_it(lang: str) -> None:
    """Each row tells which lessons show its exercise, as their notebooks do."""
    shown = {
        int(path.name[:2]): "".join(
            "".join(cell["source"])
            for cell in json.loads(path.read_text("utf-8"))["cells"]
            if cell["cell_type"] == "code"
        )
        for path in sorted((ROOT / "notebooks" / lang).glob("[01][0-9]-*.ipynb"))
        if 0 < int(path.name[:2]) <= 10
    }
    told = dict(zip(PUBLIC, (lessons(row[-1]) for row in rows(lang)), strict=True))
    having = {name: [n for n, code in shown.items() if f"kit.{name}(" in code] for name in PUBLIC}
    having["Sorter"] = told["Sorter"] = []  # in every lesson, as the page says in a word
    assert told == having
    assert len(PUBLIC) == len(EXERCISES) + 1


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_its_pages_are_those_that_the_command_writes(lang: str) -> None:
    """Each file named in the table is the gallery or a lesson in the page's language."""
    named = re.findall(r"[\w.-]+\.html", " ".join(row[2] for row in rows(lang)))
    lessons_of = [f"lesson-{n:02}.{lang}.html" for n in range(4, 10)]
    assert named == [f"gallery.{lang}.html", *lessons_of]


def test_the_command_is_in_the_makefile() -> None:
    """`make gallery` writes where the page says."""
    recipe = re.search(r"^gallery:.*\n\t(.+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert recipe is not None
    assert recipe[1].endswith("kit lesson export --all --to build/gallery")
    assert all("build/gallery/" in page.read_text("utf-8") for page in DOCS.values())
