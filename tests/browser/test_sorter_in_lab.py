"""The sorter in JupyterLab: act in the page, then ask Python.

What needs no Jupyter stands in test_sorter.py, on a bare page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from sorting import LABELS, LESSON, RIGHT, answered, cell, tab_into, type_digit

from kit.exercises.frame.wording import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness import Lab, Notebook

    Start = Callable[..., Notebook]


def test_keyboard_alone_in_arabic_and_again_after_a_restart(notebook: Start) -> None:
    """Arabic digits and Enter finish a lesson; a new kernel finds the answers and their scores."""
    book = notebook(cell("ar", "keys"))
    book.run_all()
    page, widget = book.page, book.widget
    tab_into(page, widget.locator(".opt input").first)
    for number, label in enumerate(LABELS, start=1):
        expect(widget.locator(".opt input").first).to_be_focused()
        if number == 1:
            page.keyboard.press("Enter")  # nothing is chosen yet, so nothing is committed
        type_digit(page, "٠١٢٣٤"[RIGHT[label]])
        chosen = widget.locator(f".opt[data-label={label}] input")
        expect(chosen).to_be_checked()
        expect(chosen).to_be_focused()
        if number == 2:
            tab_into(page, widget.locator(".steps input").first)
            page.keyboard.press("Space")
            page.keyboard.press("ArrowLeft")
        page.keyboard.press("Enter")
        expect(widget.locator(".verdict")).to_have_attribute("data-right", "true")
        expect(widget.locator(".go")).to_be_focused()
        assert answered(book) == LABELS[:number]
        page.keyboard.press("Enter")
    expect(widget.locator(".result")).to_be_focused()
    assert book.value("list(sorter.scores['points'])") == [1.0] * 5
    assert book.value("list(sorter.answers['confidence'].fillna(0))") == [0, 0.5, 0, 0, 0]
    kinds = (
        "() => [...window.jupyterapp.shell.currentWidget.content.widgets].map(c => c.model.type)"
    )
    assert page.evaluate(kinds) == ["code"]  # Jupyter's own digits would make headings of cells
    before = book.value("repr(sorter.answers.to_dict('list'))")
    book.restart()
    assert book.value("repr(sorter)") == "Sorter('harbour', lang='ar', answered=5 of 5)"
    assert book.value("repr(sorter.answers.to_dict('list'))") == before
    expect(book.widget.locator(".review li")).to_have_count(5)
    tab_into(book.page, book.widget.locator(".item").nth(2))
    book.page.keyboard.press("Enter")
    expect(book.widget.locator(".ev.hedge").first).to_have_text("ربما")


def test_no_key_reaches_the_page_before_the_commit(notebook: Start) -> None:
    """Neither the page nor any message of the kernel holds a reason or hint not yet earned."""
    book = notebook(cell("en", "peek"))
    heard: list[bytes] = []

    def hear(frame: str | bytes) -> None:
        heard.append(frame.encode() if isinstance(frame, str) else frame)

    book.page.on("websocket", lambda socket: socket.on("framereceived", hear))
    book.open()  # anew, with someone listening
    book.run_all()

    def held() -> list[bool]:
        everything = b"".join(heard) + book.page.content().encode()
        return [reason[:30].encode() in everything for reason in LESSON.key["reason_en"]]

    assert held() == [False] * 5
    book.widget.locator(".opt input").first.click()
    book.widget.locator(".go").click()
    expect(book.widget.locator(".verdict")).to_be_visible()
    assert held() == [False] * 5
    book.widget.locator(".show").click()
    expect(book.widget.locator(".reason")).to_be_visible()
    assert held() == [True, False, False, False, False]
    assert b"ring up" not in b"".join(heard)


def test_jupyter_keeps_its_shortcuts_beside_two_views(notebook: Start) -> None:
    """A choice and a commit in one view show in the other; Ctrl+S in the widget saves the notebook."""
    book = notebook(cell("en", "twice"), "sorter")
    book.run_all()
    page = book.page
    one, two = page.locator(".kit-sorter").first, page.locator(".kit-sorter").last
    expect(page.locator(".kit-sorter")).to_have_count(2)
    one.locator(".opt input").nth(1).click()
    expect(two.locator(".opt input").nth(1)).to_be_checked()
    two.locator(".go").click()
    one.locator(".show").click()
    expect(one.locator(".head")).to_have_text("Not quite. The key says: The outlet itself.")
    assert page.evaluate("window.jupyterapp.shell.currentWidget.context.model.dirty")
    page.keyboard.press("Control+s")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    assert answered(book) == ["named"]


def test_a_silent_python_is_spoken_of(notebook: Start, lab: Lab) -> None:
    """With its kernel gone the widget says so and keeps the choice, rather than wait for ever."""
    book = notebook(cell("en", "silent"))
    book.run_all()
    lab.stop(book.name)
    book.widget.locator(".opt input").first.click()
    book.widget.locator(".go").click()
    expect(book.widget.locator(".notice")).to_have_text(Words("en").fixed()["silent"])
    kept = book.page.evaluate("localStorage.getItem('kit:harbour.en:silent')")
    assert '"label":"official"' in kept


def test_colours_follow_the_theme_of_jupyter(notebook: Start) -> None:
    """The paper is white in the light theme and dark in the dark one."""
    book = notebook(cell("en", "theme"))
    book.run_all()
    paper = "node => getComputedStyle(node).backgroundColor"
    card = book.widget.locator(".card")
    seen = {}
    for name in ("Light", "Dark"):
        with book.themed(name):
            seen[name] = card.evaluate(paper)
    assert seen == {"Light": "rgb(255, 255, 255)", "Dark": "rgb(21, 25, 31)"}
