"""The first lesson as a class meets it: opened by its link, in each front end, with the keyboard alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from opening import EVERYWHERE, ROOT, enter, leave, served, wait_anywhere, walk_to
from playwright.sync_api import expect

from kit.core.codebook import CHOICES, student_view
from kit.lessons.folders import load_lesson

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness import Lab, Notebook

TEN = {"ar": "١٠ من ١٠", "en": "10 of 10"}


def logged(front: Lab, folder: str, lang: str) -> list[str]:
    """Return the labels on disk, of the one learner who is there."""
    (log,) = (front.folder / folder / "answers" / f"the-concert.{lang}").glob("*.jsonl")
    return [json.loads(line)["label"] for line in log.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("front", EVERYWHERE, indirect=True)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_first_lesson_from_its_link_to_its_end_and_again_tomorrow(
    lesson: Callable[..., Notebook], front: Lab, lang: str
) -> None:
    """Keys alone answer all statements, the report follows them, nothing is run; a new kernel has it all."""
    told = load_lesson("the-concert", lang, ROOT / "seeds")
    right = [student_view(label) for label in told.key["label"]]
    folder = f"class-{lang}"
    book = lesson(lang, folder)
    page = book.page
    wait_anywhere(book)
    expect(page.locator(".jp-CodeCell .jp-InputArea-editor:visible")).to_have_count(0)
    sorter = page.locator(".kit-sorter").first
    enter(book, "sort", sorter)
    for number, answer in enumerate(right, start=1):
        expect(sorter.locator(f".opt[data-label={answer}]")).to_be_visible()
        page.keyboard.press(str(CHOICES.index(answer) + 1))
        page.keyboard.press("Enter")
        expect(sorter.locator(".verdict")).to_have_attribute("data-right", "true")
        expect(sorter.locator(".go")).to_be_focused()
        assert logged(front, folder, lang) == right[:number]
        page.keyboard.press("Enter")
    expect(sorter.locator(".result")).to_be_focused()
    leave(book, sorter)
    walk_to(book, "result")
    expect(page.locator(".kit-live .kit-report").first).to_contain_text(TEN[lang])
    if front.front != "voila":  # there no notebook is saved, and no kernel belongs to a file
        assert book.value("float(sorter.scores['points'].sum())") == len(right)
        book.save()
        front.stop(book.name)
    page.goto(front.page(book.name))
    wait_anywhere(book)
    walk_to(book, "sort")
    expect(sorter.locator(".review li")).to_have_count(10)
    assert logged(front, folder, lang) == right
    if front.front != "voila":
        said = f"Sorter('the-concert', lang='{lang}', answered=10 of 10)"
        assert book.value("repr(sorter)") == said
        assert book.value("list(sorter.answers['label'])") == right


LOOKS = """() => {
    const text = [...document.querySelectorAll('.jp-RenderedMarkdown p')].find(p => p.offsetWidth);
    const card = document.querySelector('.kit-sorter .card');
    const side = getComputedStyle(text).direction === 'rtl' ? 'right' : 'left';
    const behind = node => {
        for (let one = node; one; one = one.parentElement) {
            const colour = getComputedStyle(one).backgroundColor;
            if (colour !== 'rgba(0, 0, 0, 0)') return colour;
        }
    };
    const gap = text.getBoundingClientRect()[side] - card.getBoundingClientRect()[side];
    const font = getComputedStyle(text).fontFamily.split(',')[0];
    return [font, Math.abs(gap) <= 3, behind(text.parentElement) === behind(card)];
}"""
"""The font of a lesson's text, whether it begins where a card does, and whether they are on one paper."""


@pytest.mark.parametrize("front", [served("voila")], indirect=True)
@pytest.mark.parametrize(("lang", "font"), [("ar", '"Noto Naskh Arabic"'), ("en", '"Noto Sans"')])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_in_voila_text_and_exercises_look_like_one_hand(
    lesson: Callable[..., Notebook], front: Lab, lang: str, font: str, theme: str
) -> None:
    """Text has the kit's font, begins where the cards do, and lies on the same paper."""
    book = lesson(lang, f"hand-{lang}-{theme}")
    book.page.goto(f"{front.page(book.name)}&theme={theme}")
    wait_anywhere(book)
    book.page.locator(".kit-sorter").first.wait_for()
    book.page.locator("body.kit-lesson").wait_for()
    assert book.page.evaluate(LOOKS) == [font, True, True]
