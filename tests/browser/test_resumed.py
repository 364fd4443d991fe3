"""An exercise that is taken up again: a card says how far it is, and goes on there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe import violations
from playwright.sync_api import expect
from sorting import LABELS, answer, answered, cell, tab_into

from kit.exercises.frame.wording import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from bare import Bare

    Start = Callable[..., Bare]

WIDE = "() => document.documentElement.scrollWidth > window.innerWidth"


@pytest.mark.parametrize(
    "context", [{"viewport": {"width": 320, "height": 640}}], indirect=True, ids=["phone"]
)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_card_goes_on_where_the_learner_was(bare: Start, lang: str) -> None:
    """It stands in place of the question, which keys alone reach, and it comes once."""
    book, words = bare(cell(lang, "back")), Words(lang)
    book.run_all()
    expect(book.widget.locator(".resumed")).to_have_count(
        0
    )  # whoever comes first sees the question
    answer(book, "outlet")
    answer(book, "official")
    book.restart()
    card, page = book.widget.locator(".resumed"), book.page
    expect(card.locator("h4")).to_have_text(words.say("go_on", done=2, total=5))
    expect(card.locator(".notice")).to_contain_text("back")
    expect(book.widget.locator(".opt, .passage")).to_have_count(0)
    assert (violations(page), page.evaluate(WIDE)) == ([], False)
    button = book.widget.get_by_role("button", name=words.fixed()["go_on"])
    tab_into(page, button)
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    expect(card).to_have_count(0)
    expect(book.widget.locator(".opt input").first).to_be_focused()
    assert "#3" in book.value("sorter.state['at']")
    assert answered(book) == LABELS[:2]


def test_where_all_is_answered_the_review_stands(bare: Start) -> None:
    """There is nothing to go on with, so no card stands before the result."""
    book = bare(cell("en", "done"))
    book.run_all()
    for label in LABELS[:-1]:
        answer(book, label)
    book.widget.locator(f".opt[data-label={LABELS[-1]}] input").click()
    book.widget.locator(".go").click()
    book.restart()
    expect(book.widget.locator(".result")).to_be_visible()
    expect(book.widget.locator(".resumed")).to_have_count(0)


def test_a_later_round_goes_on_too(bare: Start) -> None:
    """The mistakes that were begun are asked to their end, and the card counts that round."""
    book = bare(cell("en", "later"))
    book.run_all()
    for label in ("official", "official", "outlet", "named"):
        answer(book, label)
    book.widget.locator(".opt[data-label=unverified] input").click()
    book.widget.locator(".go").click()
    book.widget.locator(".go").click()
    mistakes = Words("en").fixed()["mistakes"].replace("{n}", "2")
    book.widget.get_by_role("button", name=mistakes).click()
    answer(book, "outlet")
    book.restart()
    expect(book.widget.locator(".resumed h4")).to_have_text(
        Words("en").say("go_on", done=4, total=5)
    )
    book.widget.locator(".resumed .go").click()
    book.widget.locator(".opt[data-label=unverified] input").click()
    book.widget.locator(".go").click()
    go = book.widget.locator(".go")
    expect(go).to_contain_text(Words("en").fixed()["to_review"])
    go.click()
    expect(book.widget.locator(".result")).to_have_text(Words("en").say("result", right=5, total=5))
