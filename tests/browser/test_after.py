"""What gives answers away, on the page: a closed card that opens when the last answer is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from axe import violations
from playwright.sync_api import expect
from sorting import LABELS, cell

from kit.exercises.frame.wording import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from bare import Bare

    Start = Callable[..., Bare]

AFTER: Final = """
import kit
kit.after(sorter, kit.plot_sourcing, lesson)
"""


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_strip_comes_with_the_last_answer(bare: Start, lang: str) -> None:
    """Until then a card says how many are missing; nothing is run by hand, and axe finds nothing."""
    first = cell(lang, "after").replace("Sorter(load", "Sorter(lesson := load")
    book = bare(first, AFTER)
    book.run_all()
    card, say = book.page.locator(".kit-after"), Words(lang).say
    expect(card).to_have_text(say("closed", total=5))
    assert violations(book.page, ".kit-after") == []
    for number, label in enumerate(LABELS, start=1):
        expect(card.locator("img")).to_have_count(0)
        book.widget.locator(f".opt[data-label={label}] input").click()
        book.widget.locator(".go").click()
        if number < len(LABELS):
            expect(card).to_contain_text(say("closed_so_far", done=number, total=5))
            book.widget.locator(".go").click()
    expect(card.locator("img")).to_be_visible()
    expect(card.locator(".kit-next")).to_have_count(0)
    assert violations(book.page, ".kit-after") == []


@pytest.mark.parametrize("context", [{"viewport": {"width": 320, "height": 800}}], indirect=True)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_picture_can_be_read_on_a_phone(bare: Start, lang: str) -> None:
    """Its letters stay large enough, it scrolls by itself and by keys, and the page does not."""
    first = cell(lang, "narrow").replace("Sorter(load", "Sorter(lesson := load")
    book = bare(first, AFTER)
    book.run_all()
    for label in LABELS:
        book.widget.locator(f".opt[data-label={label}] input").click()
        book.widget.locator(".go").click()
        book.widget.locator(".go").click()
    picture = book.page.locator(".kit-after img")
    expect(picture).to_be_visible()
    assert picture.evaluate("node => node.getBoundingClientRect().width") >= 600
    assert book.page.evaluate("document.documentElement.scrollWidth") == 320
    way = picture.locator("..")
    way.focus()
    book.page.keyboard.press("ArrowLeft" if lang == "ar" else "ArrowRight")
    book.page.wait_for_function("() => document.querySelector('.kit-drawn > div').scrollLeft !== 0")
    assert violations(book.page, ".kit-after") == []
