"""The chain on a page: every hand to choose from can be read beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe import violations
from playwright.sync_api import expect

from kit.exercises.chain.task import stands_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from bare import Bare


@pytest.mark.parametrize("width", [320, 1200])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_hands_and_the_publisher_can_be_read(
    bare: Callable[..., Bare], lang: str, width: int
) -> None:
    """By keyboard alone: text, byline and hands are there, before the answer and with the verdict."""
    book = bare(
        f"import kit\nkit.ChainBuilder(kit.load_lesson('bridge-agency', {lang!r}), 'owl-7')"
    )
    book.page.set_viewport_size({"width": width, "height": 900})
    book.run_all()
    card = book.widget
    read = " ".join(card.locator(".passage, .passage + .tag").all_inner_texts())
    hands = card.locator(".pool .hand").all_inner_texts()
    assert [hand for hand in hands if not stands_in(hand, read)] == []
    assert len(hands) >= 4
    card.locator(".pool .hand").first.focus()
    book.page.keyboard.press("Enter")
    book.page.keyboard.press("Control+Enter")
    expect(card.locator(".verdict")).to_be_visible()
    expect(card.locator(".passage + .tag")).to_be_visible()
    assert violations(book.page) == []
