"""The page on what loads says what the code does, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.articles.kinds import refused_name
from kit.articles.making import names
from kit.articles.sources import SUFFIXES

DOCS = Path(__file__).parents[2] / "docs"
PAGES = (DOCS / "loading.md", DOCS / "loading.ar.md")


def suffixes(page: Path) -> list[str]:
    """Return the suffixes in the first column of a page's table, in order."""
    rows = [line.split("|")[1] for line in page.read_text("utf-8").splitlines() if line[:1] == "|"]
    return [suffix for row in rows for suffix in re.findall(r"[>`](\.\w+)[<`]", row)]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_kind_that_is_read_is_listed(page: Path) -> None:
    """The two longer names of text and Markdown apart; what is refused is refused."""
    listed = suffixes(page)
    assert set(SUFFIXES) - {".text", ".markdown", ".mht"} <= set(listed)
    assert [s for s in listed if s not in SUFFIXES and refused_name(f"a{s}") is None] == []


def test_both_languages_list_the_same_kinds() -> None:
    """A change in one comes with its counterpart."""
    english, arabic = map(suffixes, PAGES)
    assert english == arabic


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_field_of_front_matter_is_named(page: Path) -> None:
    """The fields that an article has, by their own names."""
    text = page.read_text("utf-8")
    assert [field for field in names("front_matter").values() if f"`{field}`" not in text] == []
