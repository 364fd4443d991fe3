"""The first lesson as a class meets it: its own notebook, in Arabic, with the keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from kit.core.codebook import CHOICES, student_view
from kit.lessons.folders import load_lesson

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness import Notebook

ROOT = Path(__file__).parents[2]
LESSON = ROOT / "notebooks" / "ar" / "01-who-said-so.ipynb"
SELECTED = """() => {
    const book = window.jupyterapp.shell.currentWidget.content;
    return book.activeCell.model.sharedModel.getSource();
}"""
INSIDE = "() => !!document.activeElement.closest('.kit-sorter')"


def select(page: Page, words: str) -> None:
    """Walk with the arrow keys, down and then up, to the cell that holds some words."""
    for key in ("ArrowDown", "ArrowUp"):
        for _ in range(30):
            if words in page.evaluate(SELECTED):
                return
            page.keyboard.press(key)
    pytest.fail(f"found no cell with {words!r}, expected one: at {page.evaluate(SELECTED)!r}")


def test_the_first_lesson_from_top_to_bottom_and_again_tomorrow(
    notebook: Callable[..., Notebook],
) -> None:
    """Keys run the cells, answer all statements and run the report; a new kernel has it all."""
    lesson = load_lesson("the-call", "ar", ROOT / "seeds")
    right = [student_view(label) for label in lesson.key["label"]]
    book = notebook(file=LESSON)
    page = book.page
    page.keyboard.press("Escape")
    select(page, "kit.load_lesson")
    page.keyboard.press("Shift+Enter")
    select(page, "kit.Sorter")
    page.keyboard.press("Shift+Enter")
    book.widget.wait_for()
    first = book.widget.locator(".opt input").first
    for _ in range(200):
        if page.evaluate(INSIDE):
            break
        page.keyboard.press("Shift+Tab")
    for number, answer in enumerate(right, start=1):
        expect(book.widget.locator(f".opt[data-label={answer}]")).to_be_visible()
        page.keyboard.press(str(CHOICES.index(answer) + 1))
        page.keyboard.press("Enter")
        expect(book.widget.locator(".verdict")).to_have_attribute("data-right", "true")
        expect(book.widget.locator(".go")).to_be_focused()
        assert book.value("len(sorter.answers)") == number
        page.keyboard.press("Enter")
    expect(book.widget.locator(".result")).to_be_focused()
    assert book.value("list(sorter.answers['label'])") == right
    assert book.value("float(sorter.scores['points'].sum())") == len(right)
    while page.evaluate(INSIDE):
        page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    select(page, "kit.report")
    page.keyboard.press("Shift+Enter")
    expect(page.locator(".kit-report").last).to_contain_text("١٧ من ١٧")
    assert first.count() == 0
    book.restart()
    assert book.value("repr(sorter)") == "Sorter('the-call', lang='ar', answered=17 of 17)"
    assert book.value("list(sorter.answers['label'])") == right
    expect(book.widget.locator(".review li")).to_have_count(17)
