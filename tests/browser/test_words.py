"""Words marked in a text: the line stands under them, and their names say so."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from kit.exercises.frame.wording import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from bare import Bare
    from playwright.sync_api import Locator

pytestmark = pytest.mark.fault("output")

TEXTS = {
    "names": ("ar", "قالت المزارعة Lena Orsholt لـ«Harbour Post» إن السد سليم.", ["المزارعة", "Lena", "Orsholt"]),
    "body": ("ar", "وأعلنت Water Board of Marsa أن الخزان ممتلئ.", ["Water", "Board", "of", "Marsa"]),
    "digits": ("ar", "وقال التقرير 2024 Annual Review إن المنسوب ارتفع.", ["التقرير", "2024", "Annual", "Review"]),
    "turned": ("en", "The farmer لينا أورشولت told reporters that the dam is sound.", ["farmer", "لينا", "أورشولت"]),
}  # fmt: skip


def lines(word: Locator) -> list[float]:
    """Return how far down its box, 0 to 1, a word has ink when its letters have none."""
    grey = np.asarray(Image.open(io.BytesIO(word.screenshot())).convert("L"), dtype=float)
    paper = np.median(grey)
    rows = np.flatnonzero((np.abs(grey - paper) > 60).mean(axis=1) > 0.5)
    return [float(row) / len(grey) for row in rows]


@pytest.mark.parametrize("name", TEXTS)
def test_the_line_is_under_the_word(bare: Callable[..., Bare], name: str) -> None:
    """A word of the other script has one line, under its letters and never through them."""
    lang, text, marked = TEXTS[name]
    book = bare(f"import kit\nkit.Highlighter(kit.draft_lesson({text!r}, {lang!r}), 'owl-7')")
    book.run_all()
    source = Words(lang).fixed()["source"]
    words = [book.widget.locator(".w", has_text=word).first for word in marked]
    for word in words:
        word.click()
    book.page.add_style_tag(content=".kit-card .w { color: transparent !important }")
    for word, letters in zip(words, marked, strict=True):
        word.evaluate("node => node.blur()")
        found = lines(word)
        assert found
        assert min(found) > 0.6
        expect(word).to_have_accessible_name(f"{letters}, {source}")
        expect(word).to_have_text(letters)
