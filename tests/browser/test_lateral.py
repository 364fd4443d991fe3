"""Lateral reading on a page: a card that only repeats is one answer, one that vouches is another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe import violations
from playwright.sync_api import expect

from kit.core.codebook import FINDINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from bare import Bare

ANSWERS = {
    "en": ["confirmed", "repeated", "contradicted", "not found"],
    "ar": ["مؤكَّد", "مكرَّر", "منقوض", "لم يُعثر عليه"],
}
WHY_NOT = {"en": "Ask who told it first", "ar": "اسألوا مَن رواه أولًا"}
COPY = {"en": "Heard twice, and still one source", "ar": "سُمع مرتين والمصدر واحد"}


@pytest.mark.parametrize("width", [320, 1200])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_copy_is_an_answer_of_its_own_and_told_why(
    bare: Callable[..., Bare], lang: str, width: int
) -> None:
    """By keyboard alone: a copy taken for a witness is asked about, and told at the second try."""
    book = bare(f"import kit\nkit.LateralReading(kit.load_lesson('the-bridge', {lang!r}), 'owl-7')")
    book.page.set_viewport_size({"width": width, "height": 900})
    book.run_all()
    card = book.widget
    options = card.locator(".opt")
    names = [option.inner_text().splitlines() for option in options.all()]
    assert [lines[1] for lines in names] == ANSWERS[lang]
    assert violations(book.page) == []
    options.locator("input").first.focus()
    book.page.keyboard.press(str(FINDINGS.index("confirms") + 1))
    book.page.keyboard.press("Enter")
    expect(card.locator(".verdict")).to_have_attribute("data-tone", "wrong")
    expect(card.locator(".verdict")).to_contain_text(WHY_NOT[lang])
    expect(card.locator(".verdict")).not_to_contain_text(COPY[lang])
    assert violations(book.page) == []
    book.page.keyboard.press("Enter")
    options.locator("input").first.focus()
    book.page.keyboard.press(str(FINDINGS.index("repeats") + 1))
    book.page.keyboard.press("Enter")
    expect(card.locator(".verdict")).to_have_attribute("data-tone", "part")
    expect(card.locator(".verdict")).to_contain_text(COPY[lang])
    assert violations(book.page) == []
