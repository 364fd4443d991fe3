"""The first lesson as a class meets it: opened by its link, in each language, with the keyboard alone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from harness import Lab, Notebook
from playwright.sync_api import BrowserContext, Page, expect

from kit.core.codebook import CHOICES, student_view
from kit.lessons.folders import load_lesson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
LESSON = "01-who-said-so.ipynb"
SELECTED = """() => {
    const book = window.jupyterapp.shell.currentWidget.content;
    return book.activeCell.model.id;
}"""
INSIDE = "() => !!document.activeElement.closest('.kit-sorter')"
TEN = {"ar": "١٠ من ١٠", "en": "10 of 10"}


@pytest.fixture
def lesson(ready_lab: Lab, context: BrowserContext) -> Iterator[Callable[[str], Notebook]]:
    """Give a function that copies the first lesson to where a class has it, and opens it by its link."""
    opened: list[Notebook] = []

    def start(lang: str) -> Notebook:
        place = ready_lab.folder / f"class-{lang}"
        place.mkdir()
        shutil.copyfile(ROOT / "notebooks" / lang / LESSON, place / LESSON)
        opened.append(Notebook(ready_lab, context.new_page(), f"class-{lang}/{LESSON}"))
        opened[-1].page.goto(ready_lab.page(opened[-1].name))
        return opened[-1]

    yield start
    for book in opened:
        ready_lab.stop(book.name)


def walk_to(page: Page, cell: str) -> None:
    """Walk with the arrow keys, down and then up, to a cell."""
    for key in ("ArrowDown", "ArrowUp"):
        for _ in range(40):
            if page.evaluate(SELECTED) == cell:
                return
            page.keyboard.press(key)
    pytest.fail(f"found no cell {cell!r}, expected one: at {page.evaluate(SELECTED)!r}")


@pytest.mark.xdist_group("ready-lab")
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_first_lesson_from_top_to_bottom_and_again_tomorrow(
    lesson: Callable[[str], Notebook], ready_lab: Lab, lang: str
) -> None:
    """Keys alone answer all statements, the report follows them, nothing is run; a new kernel has it all."""
    told = load_lesson("the-concert", lang, ROOT / "seeds")
    right = [student_view(label) for label in told.key["label"]]
    book = lesson(lang)
    page = book.page
    page.locator("[data-kit=done]").wait_for()
    page.keyboard.press("Escape")
    walk_to(page, "sort")
    book.widget.wait_for()
    first = book.widget.locator(".opt input").first
    for _ in range(40):
        if page.evaluate(INSIDE):
            break
        page.keyboard.press("Tab")
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
    walk_to(page, "result")
    expect(page.locator(".kit-live .kit-report").first).to_contain_text(TEN[lang])
    assert first.count() == 0
    book.save()
    ready_lab.stop(book.name)
    page.goto(ready_lab.page(book.name))
    page.locator("[data-kit=done]").wait_for()
    page.keyboard.press("Escape")
    walk_to(page, "sort")
    expect(book.widget.locator(".review li")).to_have_count(10)
    assert book.value("repr(sorter)") == f"Sorter('the-concert', lang='{lang}', answered=10 of 10)"
    assert book.value("list(sorter.answers['label'])") == right
