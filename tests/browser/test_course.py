"""Lessons of the course from top to bottom, as a pair of learners works through them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from kit.core.codebook import CHOICES, LABELS, student_view
from kit.lessons.folders import load_lesson

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness import Notebook
    from playwright.sync_api import Locator

ROOT = Path(__file__).parents[2]
WALKS = [
    ("03-ladder-of-sources", "the-transfer", "lateral", LABELS),
    ("07-chains", "the-harvest", "chain", CHOICES),
    ("08-lateral-reading", "the-flood", "lateral", CHOICES),
]


def card(book: Notebook, kind: str) -> Locator:
    """Return the widget of one kind on the page."""
    return book.page.locator(f".kit-card.kit-{kind}").first


def scroll_to(book: Notebook, cell: str) -> None:
    """Bring the cell with an id into the page: Jupyter draws only what is near."""
    book.page.evaluate(
        """id => {
            const book = window.jupyterapp.shell.currentWidget.content;
            const at = book.widgets.findIndex(cell => cell.model.id === id);
            book.activeCellIndex = at;
            return book.scrollToItem(at, 'start');
        }""",
        cell,
    )


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("walk", WALKS, ids=[name for name, *_ in WALKS])
def test_a_lesson_from_top_to_bottom(
    walk: tuple[str, str, str, tuple[str, ...]], lang: str, notebook: Callable[..., Notebook]
) -> None:
    """Items are recalled, the core path sorted by keys, the report tells it, the second widget answers."""
    name, story, second, labels = walk
    lesson = load_lesson(story, lang, ROOT / "seeds")
    key = [entry.label for entry in lesson.core.entries]
    right = key if labels == LABELS else [student_view(label) for label in key]
    book = notebook(file=ROOT / "notebooks" / lang / f"{name}.ipynb")
    book.run_all()
    recall = card(book, "sorter")
    recall.locator(".opt input").first.check()
    recall.locator(".go").click()
    expect(recall.locator(".verdict")).to_be_visible()
    assert book.value("len(recall.answers)") == 1
    scroll_to(book, "sorter")
    sorter = book.page.locator(f'.kit-card.kit-sorter[aria-label="{lesson.title}"]').first
    sorter.locator(".opt input").first.focus()
    for answer in right:
        expect(sorter.locator(".opt input").first).to_be_visible()
        book.page.keyboard.press(str(labels.index(answer) + 1))
        book.page.keyboard.press("Enter")
        expect(sorter.locator(".verdict")).to_have_attribute("data-right", "true")
        book.page.keyboard.press("Enter")
    expect(sorter.locator(".result")).to_be_visible()
    assert book.value("list(sorter.answers['label'])") == right
    assert book.value("float(sorter.scores['points'].sum())") == len(right)
    assert book.value("kit.over_trust(sorter.scores)") == 0
    scroll_to(book, second)
    other = card(book, second)
    other.wait_for()
    if second == "chain":
        other.locator(".pool button").first.click()
    else:
        other.locator(".opt input").first.check()
    other.locator(".go").click()
    expect(other.locator(".verdict")).to_be_visible()
    assert book.value(f"len({second}.answers)") == 1
    assert book.value("kit.report(sorter.scores).right.part") == len(right)
