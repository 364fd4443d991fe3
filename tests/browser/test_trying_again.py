"""A second try in exercises other than the sorter, by keys alone on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe import violations
from playwright.sync_api import expect

import kit
from kit.core.codebook import RELATIONS
from kit.exercises.frame.wording import Words
from kit.exercises.headline.task import Heading

if TYPE_CHECKING:
    from collections.abc import Callable

    from bare import Bare

WIDE = "() => document.documentElement.scrollWidth > window.innerWidth"
CELL = """
import kit
widget = kit.{name}(kit.load_lesson("the-bridge", lang="{lang}"), "owl")
widget
"""
PHONE = pytest.mark.parametrize(
    "context", [{"viewport": {"width": 320, "height": 640}}], indirect=True, ids=["phone"]
)


@PHONE
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_headline_is_looked_at_again(bare: Callable[..., Bare], lang: str) -> None:
    """The first choice cannot be taken again, and the second one is told as what it is."""
    lesson, words = kit.load_lesson("the-bridge", lang=lang), Words(lang)
    task = Heading(lesson)
    right = str(lesson.key.set_index("statement_id")["headline"][task.items[0]])
    wrong = next(one for one in RELATIONS if one != right)
    book = bare(CELL.format(name="HeadlineCheck", lang=lang))
    book.run_all()
    page, card = book.page, book.widget
    digit = {one: str(RELATIONS.index(one) + 1) for one in (right, wrong)}
    card.locator(".opt input").first.focus()
    page.keyboard.press(digit[wrong])
    page.keyboard.press("Enter")
    verdict = card.locator(".verdict").first
    expect(verdict.locator(".head")).to_contain_text(words.say("not_quite"))
    expect(verdict.locator(".why")).to_contain_text(words.answer(wrong)[1:])
    expect(card.locator("[aria-live]")).to_contain_text(words.answer(wrong)[1:])
    assert (violations(page), page.evaluate(WIDE)) == ([], False)
    page.keyboard.press("Enter")
    first = card.locator(f".opt input[value={wrong}]")
    expect(first).to_be_disabled()
    page.keyboard.press(digit[wrong])
    expect(card.locator(".go")).to_have_attribute("aria-disabled", "true")
    assert (violations(page), page.evaluate(WIDE)) == ([], False)
    page.keyboard.press(digit[right])
    page.keyboard.press("Enter")
    expect(verdict).to_have_attribute("data-tone", "part")
    expect(verdict.locator(".head")).to_contain_text(
        words.say("second_right", answer=words.answer(right))
    )
    assert book.value("widget.answers['label'].tolist()") == [wrong]


@PHONE
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_chain_is_mended(bare: Callable[..., Bare], lang: str) -> None:
    """The learner's hands stay in the line at the second try, and the key's chain comes after it."""
    words = Words(lang)
    book = bare(CELL.format(name="ChainBuilder", lang=lang))
    book.run_all()
    page, card = book.page, book.widget
    chain = book.value("widget._face.task.chain(widget.state['at'])")
    card.locator(".pool .hand", has_text=chain[-1]).first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    expect(card.locator(".verdict .head")).to_contain_text(words.say("not_quite"))
    expect(card.locator(".line")).to_have_count(1)
    assert (violations(page), page.evaluate(WIDE)) == ([], False)
    page.keyboard.press("Enter")
    expect(card.locator(".line button")).to_have_text([chain[-1]])
    page.keyboard.press("Control+Enter")
    expect(card.locator(".line")).to_have_count(2)
    said = card.locator(".verdict .own")
    expect(said).to_have_text(words.say("first_counts", answer=chain[-1], second=chain[-1]))
