"""How a class opens a notebook of the kit: by its link, in any front end, with nothing to run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

import pytest
from harness import Front, Notebook
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ROOT: Final = Path(__file__).parents[2]
FIRST: Final = "01-who-said-so.ipynb"
_SELECTED: Final = "() => window.jupyterapp.shell.currentWidget.content.activeCell.model.id"
_INSIDE: Final = "(node) => node.contains(document.activeElement)"


def served(kind: Front) -> Any:  # noqa: ANN401  (pytest's own type says no more)
    """Return a front end as a parameter of `front`, whose tests one worker runs."""
    return pytest.param(kind, marks=pytest.mark.xdist_group(f"ready-{kind}"), id=kind)


EVERYWHERE: Final = [served(kind) for kind in get_args(Front)]
"""All front ends, as parameters of `front`."""


def shipped(lang: str, name: str) -> Path:
    """Return a notebook of the course."""
    return ROOT / "notebooks" / lang / name


def notice(page: Page) -> Locator:
    """Return what is said at the foot of the notebook."""
    return page.locator(".kit-notice")


def wait(page: Page) -> None:
    """Wait until the lesson is ready, and nothing more is said of it."""
    page.locator("[data-kit=done]").wait_for()
    expect(notice(page)).to_have_count(0)


def wait_anywhere(book: Notebook) -> None:
    """Wait until the lesson is ready; Voila shows it only then."""
    if book.lab.front == "voila":
        book.page.locator("#rendered_cells").wait_for()
    else:
        wait(book.page)


def enter(book: Notebook, cell: str, widget: Locator) -> None:
    """Come to a cell and into its widget with keys alone."""
    walk_to(book, cell)
    widget.wait_for()
    for _ in range(200):
        if widget.evaluate(_INSIDE):
            return
        book.page.keyboard.press("Tab")
    pytest.fail(f"found no way into {cell!r} with Tab alone")


def leave(book: Notebook, widget: Locator) -> None:
    """Go on with Tab until no part of the widget has the keys."""
    while widget.evaluate(_INSIDE):
        book.page.keyboard.press("Tab")


def walk_to(book: Notebook, cell: str) -> None:
    """Walk with the arrow keys, down and then up, to a cell; Voila has all of them in one page."""
    if book.lab.front == "voila":
        return
    book.page.keyboard.press("Escape")
    for key in ("ArrowDown", "ArrowUp"):
        for _ in range(40):
            if book.page.evaluate(_SELECTED) == cell:
                return
            book.page.keyboard.press(key)
    pytest.fail(f"found no cell {cell!r}, expected one: at {book.page.evaluate(_SELECTED)!r}")
