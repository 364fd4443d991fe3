"""The head of a lesson on a page: by keyboard alone, at a phone's width, and on a projector."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe import violations
from playwright.sync_api import expect

from kit.exercises.frame import present

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bare import Bare
    from harness import Notebook

LANGS = ["en", "ar"]
NAMES = {"en": "Leila", "ar": "ليلى"}


@pytest.fixture(autouse=True)
def _no_projector() -> Iterator[None]:
    """Python serves all bare pages, and a projector is the whole kernel's."""
    yield
    present._Kernel.projecting = False  # noqa: SLF001  (a kernel of its own would have ended)


OWN_FOLDER = (
    "import os\nos.makedirs('head', exist_ok=True)\nos.chdir('head')\nimport kit\nkit.Header('en')"
)
"""The head of a lesson in a folder where nobody has worked."""


def lesson(bare: Callable[..., Bare], lang: str) -> Bare:
    """Open a head with an exercise below it."""
    page = bare(
        f'import kit\nheader = kit.Header("{lang}")\nheader',
        f'sorter = kit.Sorter(kit.load_lesson("the-call", lang="{lang}"))\nsorter',
    )
    page.run_all()
    return page


def answer(book: Bare) -> None:
    """Commit the first answer of the statement that is shown."""
    book.page.locator(".kit-sorter .opt input").first.check()
    book.page.locator(".kit-sorter .go").click()
    book.page.locator(".kit-sorter .verdict").wait_for()


@pytest.mark.parametrize("context", [{"viewport": {"width": 320, "height": 700}}], indirect=True)
@pytest.mark.parametrize("lang", LANGS)
def test_a_second_learner_takes_over_by_keyboard_alone(
    bare: Callable[..., Bare], lang: str
) -> None:
    """The exercise shows the new learner's work at once, choices of the one before are gone, nothing overflows."""
    book = lesson(bare, lang)
    page = book.page
    answer(book)
    page.locator(".kit-sorter .go").click()
    page.locator(".kit-sorter .opt input").nth(1).check()  # chosen, and not committed
    page.locator(".kit-header input").focus()
    page.keyboard.type(NAMES[lang])
    page.keyboard.press("Enter")
    head = page.locator(".kit-header .said")
    expect(head).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # begin afresh
    expect(head).to_contain_text(NAMES[lang])
    expect(head).to_be_focused()
    expect(page.locator(".kit-sorter .strip [data-label]")).to_have_count(0)
    expect(page.locator(".kit-sorter .opt input:checked")).to_have_count(0)
    assert book.value("sorter.fixed['learner'], sorter.progress[0]") == (NAMES[lang], 0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_projector_shows_the_lesson_large_and_keeps_no_copy(
    bare: Callable[..., Bare], lang: str
) -> None:
    """Letters grow, contrast is full, neither disk nor browser keeps an answer; ending gives all back."""
    book = lesson(bare, lang)
    page = book.page
    answer(book)
    size = "() => parseFloat(getComputedStyle(document.querySelector('.kit-sorter')).fontSize)"
    kept = "() => JSON.stringify({ ...localStorage })"
    before, copies = page.evaluate(size), page.evaluate(kept)
    page.locator(".kit-header summary").click()
    page.locator(".kit-header details button").first.click()
    page.locator(".kit-projector").wait_for()
    answer(book)
    assert page.evaluate(size) >= 1.4 * before
    assert page.evaluate(kept) == copies
    expect(page.locator(".kit-sorter footer")).to_be_hidden()
    assert violations(page) == []
    page.locator(".kit-header button").first.click()
    page.locator(".kit-projector").wait_for(state="detached")
    assert (page.evaluate(size), book.value("sorter.progress[0]")) == (before, 1)


def test_a_new_class_begins_while_an_exercise_is_open(bare: Callable[..., Bare]) -> None:
    """It is asked once more, then the page has no answers, offers nobody's, and says so."""
    book = lesson(bare, "en")
    page = book.page
    answer(book)
    page.locator(".kit-header summary").click()
    page.locator(".kit-header details button").nth(1).click()
    expect(page.locator(".kit-header .said")).to_contain_text("learners: 1, answers: 1")
    page.locator(".kit-header .go").click()
    notice = page.locator(".kit-sorter .notice")
    expect(notice).to_contain_text("a new class begins")
    expect(page.locator(".kit-sorter .strip [data-label]")).to_have_count(0)
    expect(page.locator(".kit-sorter .card > .quiet")).to_have_count(0)  # no copies to bring back


def test_in_jupyterlab_all_cells_follow_the_name_and_the_projector(
    notebook: Callable[..., Notebook],
) -> None:
    """Nothing is run again: both exercises change hands, and the page of this lesson alone grows."""
    book = notebook(
        OWN_FOLDER,
        "lesson = kit.load_lesson('the-call', lang='en')\nsorter = kit.Sorter(lesson)\nsorter",
        "chain = kit.HeadlineCheck(lesson)\nchain",
    )
    book.run_all()
    page, head = book.page, book.page.locator(".kit-header")
    head.locator("input").fill("Leila in Lab")
    head.locator("input").press("Enter")
    expect(head.locator(".said")).to_contain_text("Leila in Lab")
    assert book.value("[one.fixed['learner'] for one in (sorter, chain)]") == ["Leila in Lab"] * 2
    head.locator("summary").click()
    head.locator("details button").first.click()
    page.locator(".jp-NotebookPanel.kit-projector").wait_for()
    expect(page.locator(".kit-sorter .status")).to_have_text("Nothing is kept · 0 of 17")
    head.locator("button").first.click()
    expect(page.locator(".kit-sorter .status")).to_have_text("Saved · 0 of 17")
