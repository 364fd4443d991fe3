"""Whatever breaks in Jupyter, the learner is told, can go on, and no committed answer is gone.

Kernels die, pages are loaded anew, tabs and notebooks stand side by side, the server stops. What
breaks without Jupyter's doing (disks, the browser's copy, logs) stands in test_nothing_lost.py.
"""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest
from harness import Lab, Notebook, serve
from playwright.sync_api import expect
from sorting import (
    IDS,
    LABELS,
    WORDS,
    answer,
    answered,
    bring_back,
    carry_on,
    cell,
    choose,
    go_on,
    kept,
    logged,
    offer,
    saved,
    told,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    Start = Callable[..., Notebook]


def kill(book: Notebook) -> None:
    """Kill the kernel's process, and close Jupyter's dialog when a new one has started."""
    os.kill(book.value("__import__('os').getpid()"), signal.SIGKILL)
    dialog = book.page.locator(".jp-Dialog", has_text="appears to have died")
    dialog.locator("button", has_text="Ok").click()
    book.idle()


def close_dialogs(page: Page) -> None:
    """Close Jupyter's own dialogs whenever they are in the way, as a learner would."""
    dialog = page.locator(".jp-Dialog")
    page.add_locator_handler(dialog, lambda it: it.locator("button").last.click())
    page.on("dialog", lambda it: it.accept())


def test_a_killed_kernel(notebook: Start, lab: Lab) -> None:
    """The widget says that Python is silent; the answer it could not take comes back from the browser."""
    book = notebook(cell("en", "killed"))
    book.run_all()
    answer(book, "outlet")
    kill(book)
    choose(book, "official")
    told(book, WORDS.fixed()["silent"])
    expect(book.widget.locator(".opt[data-label=official] input")).to_be_checked()
    assert list(kept(book.page, "killed")["answers"]) == IDS[:2]
    book.run_all()
    bring_back(book, 1)
    assert answered(book) == LABELS[:2]
    answer(book, LABELS[2])
    assert logged(lab.folder, "killed") == list(zip(IDS, LABELS[:3], strict=False))


def test_a_killed_kernel_can_be_asked_again(notebook: Start) -> None:
    """Enter on a silent Python is answered each time, and never locks the widget."""
    book = notebook(cell("en", "killed-twice"))
    book.run_all()
    kill(book)
    errors: list[str] = []
    book.page.on("pageerror", lambda error: errors.append(error.message))
    choose(book, "outlet")
    told(book, WORDS.fixed()["silent"])
    expect(book.widget.locator(".go")).not_to_have_attribute("aria-disabled", "true")
    book.widget.locator(".go").click()
    told(book, WORDS.fixed()["silent"])
    assert errors == []


def test_a_reloaded_page(notebook: Start) -> None:
    """The widget comes back with its answers and its place, and no cell runs again."""
    book = notebook(cell("en", "reloaded"), "ran = globals().get('ran', 0) + 1")
    book.run_all()
    answer(book, "outlet")
    answer(book, "named")
    book.save()
    book.page.reload()
    book.widget.wait_for()
    saved(book, 2)
    expect(book.widget.locator("mark")).to_contain_text("Informed sources")
    answer(book, "unverified")
    assert answered(book) == ["outlet", "named", "unverified"]
    assert book.value("ran") == 1


def test_a_choice_not_yet_committed_survives_nothing_but_harms_nothing(notebook: Start) -> None:
    """A reload forgets a choice without a commit; the statement is asked again."""
    book = notebook(cell("en", "draft"))
    book.run_all()
    book.save()
    book.widget.locator(".opt input").first.click()
    book.page.reload()
    book.widget.wait_for()
    saved(book, 0)
    expect(book.widget.locator(".opt input:checked")).to_have_count(0)
    answer(book, "outlet")
    assert answered(book) == ["outlet"]


def test_one_notebook_in_two_tabs(notebook: Start, lab: Lab) -> None:
    """What is committed in one tab shows in the other; a statement has one answer."""
    book = notebook(cell("en", "tabs"))
    book.run_all()
    book.save()
    other = Notebook(lab, book.page.context.new_page(), book.name)
    other.open()
    other.widget.wait_for()
    other.widget.locator(".opt[data-label=named] input").click()
    choose(book, "outlet")
    for tab in (book, other):
        expect(tab.widget.locator(".head")).to_have_text("Correct: The outlet itself.")
        saved(tab, 1)
    go_on(other)
    answer(other, "official")
    expect(book.widget.locator("mark")).to_contain_text("Informed sources")
    answer(book, "unverified")
    saved(other, 3)
    assert answered(book) == LABELS[:3]
    assert logged(lab.folder, "tabs") == list(zip(IDS, LABELS[:3], strict=False))


def test_two_notebooks_on_one_lesson(notebook: Start, lab: Lab) -> None:
    """A sorter takes over what another one has logged, and the first answer to a statement stands."""
    one, two = notebook(cell("en", "books")), notebook(cell("en", "books"))
    one.run_all()
    two.run_all()
    saved(two, 0)
    answer(one, "outlet")
    choose(two, "official")
    told_here = two.widget.locator(".notice")
    expect(told_here).to_contain_text(WORDS.say("already"))
    expect(two.widget.locator(".head")).to_have_text("Correct: The outlet itself.")
    assert answered(two) == ["outlet"]
    go_on(two)
    answer(two, "official")
    choose(one, "named")
    expect(one.widget.locator(".notice")).to_contain_text(WORDS.say("already"))
    go_on(one)
    saved(one, 2)
    expect(one.widget.locator("mark")).to_contain_text("Informed sources")
    answer(one, "unverified")
    go_back = two.widget.get_by_role("button", name=WORDS.fixed()["back"], exact=True)
    go_back.click()  # any message will do
    saved(two, 3)
    assert answered(one) == answered(two) == LABELS[:3]
    assert logged(lab.folder, "books") == list(zip(IDS, LABELS[:3], strict=False))


def test_two_notebooks_lose_nothing(notebook: Start, lab: Lab) -> None:
    """Answers of two kernels to different statements are all in the log and in the next kernel."""
    one, two = notebook(cell("en", "both")), notebook(cell("en", "both"))
    one.run_all()
    two.run_all()
    answer(one, "outlet")
    choose(two, "outlet")
    expect(two.widget.locator(".verdict")).to_be_visible()
    go_on(two)
    answer(two, "official")
    one.restart()
    assert answered(one) == LABELS[:2]
    assert dict(logged(lab.folder, "both")) == dict(zip(IDS, LABELS[:2], strict=False))


def test_a_notebook_run_again_from_the_top(notebook: Start, lab: Lab) -> None:
    """The new widget goes on where the old one was, and nothing is logged twice."""
    book = notebook(cell("en", "again"))
    book.run_all()
    answer(book, "outlet")
    book.command("notebook:clear-all-cell-outputs")
    book.widget.wait_for(state="detached")
    book.run_all()
    saved(book, 1)
    carry_on(book)
    expect(book.widget.locator("mark")).to_contain_text("The port authority")
    expect(book.widget.locator("button", has_text=offer(1))).to_have_count(0)
    answer(book, "official")
    assert answered(book) == LABELS[:2]
    assert logged(lab.folder, "again") == list(zip(IDS, LABELS[:2], strict=False))


@pytest.mark.parametrize("how", ["reloaded", "reconnected"])
def test_a_server_started_again(tmp_path: Path, context: BrowserContext, how: str) -> None:
    """The widget says that Python is silent; on the same port the answers are all there again."""
    page = context.new_page()
    close_dialogs(page)
    with serve(tmp_path) as lab:
        book = Notebook(lab, page, lab.write(cell("en", "server")))
        book.open()
        book.run_all()
        answer(book, "outlet")
        book.save()
    choose(book, "official")
    told(book, WORDS.fixed()["silent"])
    expect(book.widget.locator(".opt[data-label=official] input")).to_be_checked()
    with serve(tmp_path, port=lab.port) as lab:
        if how == "reloaded":
            book.open()
        else:
            page.wait_for_function(
                "() => !window.jupyterapp.shell.currentWidget.sessionContext.session"
            )
            page.evaluate("""() => {
                const { sessionContext } = window.jupyterapp.shell.currentWidget;
                return sessionContext.changeKernel({ name: "python3" });
            }""")
            book.idle()
        book.command("notebook:clear-all-cell-outputs")
        book.widget.wait_for(state="detached")
        book.run_all()
        saved(book, 1)
        bring_back(book, 1)
        answer(book, "unverified") if book.widget.locator(".opt").count() else go_on(book)
        assert answered(book)[:2] == LABELS[:2]
        assert logged(lab.folder, "server")[:2] == list(zip(IDS, LABELS[:2], strict=False))
