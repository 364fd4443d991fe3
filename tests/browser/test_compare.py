"""Stories side by side: a block is asked for before it is told, and whose it is can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe import violations
from playwright.sync_api import expect

from kit.core.codebook import CHOICES
from kit.exercises.frame.wording import Words
from kit.lessons.folders import load_lesson

if TYPE_CHECKING:
    from collections.abc import Callable

    from bare import Bare

STORIES = ("the-bridge", "bridge-agency", "bridge-rumour")


@pytest.mark.parametrize("width", [320, 1200])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_block_is_asked_for_before_it_has_its_colour(
    bare: Callable[..., Bare], lang: str, width: int
) -> None:
    """By keyboard alone: a legend, the outlet's name, one question a block, colours once it is said."""
    names = ", ".join(f"kit.load_lesson({name!r}, {lang!r})" for name in STORIES)
    book = bare(f"import kit\nkit.Compare([{names}], 'owl-7')")
    book.page.set_viewport_size({"width": width, "height": 900})
    book.run_all()
    card, words, keyboard = book.widget, Words(lang), book.page.keyboard
    expect(card.locator(".legend > span")).to_have_text([words.answer(one) for one in CHOICES])
    blocks = card.locator(".blocks").first.locator("button")
    expect(card.locator(".blocks [data-label]")).to_have_count(0)
    blocks.first.focus()
    keyboard.press("ArrowLeft" if lang == "ar" else "ArrowRight")
    keyboard.press("Enter")
    lesson = load_lesson("the-bridge", lang)
    read = card.locator(".read")
    expect(read).to_contain_text(lesson.statement_rows[1].text)
    expect(read.locator(".tag").first).to_have_text(lesson.article_rows[0].publisher)
    expect(read.locator("strong").first).to_have_text(words.asked("compare")["who"])
    assert violations(book.page) == []
    read.locator(".answer").nth(1).focus()
    keyboard.press("Enter")
    expect(blocks.nth(1)).to_have_attribute("data-label", "official")
    expect(blocks.nth(1)).to_be_focused()
    expect(card.locator(".blocks [data-label]")).to_have_count(1)
    expect(read.locator(".head")).to_contain_text(words.answer("official"))
    expect(read.locator(".own")).to_have_text(words.say("own", answer=words.answer("named")))
    keyboard.press("3")
    keyboard.press("Control+Enter")
    expect(card.locator(".verdict")).to_be_visible()
    expect(card.locator(".blocks button:not([data-label])")).to_have_count(0)
    assert violations(book.page) == []
