"""What tests of the sorter share: a little lesson, its right answers, and what a learner does.

All of it works on a `Notebook` in Jupyter and on a `Bare` page alike.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.sync_api import expect

from kit.exercises.frame.wording import Words
from kit.lessons.folders import load_lesson

if TYPE_CHECKING:
    from bare import Bare
    from harness import Notebook
    from playwright.sync_api import Locator, Page

    Book = Notebook | Bare

SEEDS: Final = Path(__file__).parent / "seeds"
RIGHT: Final = {"outlet": 4, "official": 1, "unverified": 3, "named": 2}
LABELS: Final = ["outlet", "official", "unverified", "named", "unverified"]
WORDS: Final = Words("en")
LESSON: Final = load_lesson("harbour", "en", SEEDS)
IDS: Final = list(LESSON.statements["statement_id"])
CELL: Final = """
from kit.lessons.folders import load_lesson
from kit.exercises.sorter.widget import Sorter
sorter = Sorter(load_lesson("harbour", {lang!r}, {folder!r}), {learner!r})
sorter
"""
NOWHERE: Final = """
from pathlib import Path
from kit.lessons.folders import load_lesson
from kit.exercises.sorter.widget import Sorter
Path("blocker").write_text("a file where a folder should be")
sorter = Sorter(load_lesson("harbour", "en", {seeds!r}), {learner!r}, log={log!r})
sorter
"""


def cell(lang: str, learner: str) -> str:
    """Return the code that shows the sorter; in Jupyter each test has a learner, as all share a folder."""
    return CELL.format(lang=lang, folder=str(SEEDS), learner=learner)


def nowhere(learner: str, log: str) -> str:
    """Return the code of a sorter whose log cannot be written."""
    return NOWHERE.format(seeds=str(SEEDS), learner=learner, log=log)


def tab_into(page: Page, target: Locator) -> None:
    """Press Tab until focus is on `target`, as someone without a mouse does."""
    for _ in range(80):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("found no way to it with Tab alone")


def type_digit(page: Page, digit: str) -> None:
    """Press a digit key of any script; Playwright's own keyboard knows Latin ones only."""
    with_keys = page.context.new_cdp_session(page)
    for kind in ("keyDown", "keyUp"):
        with_keys.send("Input.dispatchKeyEvent", {"type": kind, "key": digit, "text": digit})


def answered(book: Book) -> list[str]:
    """Return the labels that Python holds."""
    labels: list[str] = book.value("list(sorter.answers['label'])")
    return labels


def told(book: Book, words: str) -> None:
    """Expect a message, shown and spoken."""
    expect(book.widget.locator(".notice")).to_have_text(words)
    expect(book.widget.locator("[aria-live]")).to_contain_text(words)


def carry_on(book: Book) -> None:
    """Leave the card of an exercise that is taken up again, if it stands there."""
    card = book.widget.locator(".resumed")
    if card.count():
        card.locator(".go").click()
        expect(card).to_have_count(0)


def choose(book: Book, label: str) -> None:
    """Choose an answer and commit it."""
    carry_on(book)
    book.widget.locator(f".opt[data-label={label}] input").click()
    book.widget.locator(".go").click()


def answer(book: Book, label: str) -> None:
    """Commit an answer, see the verdict, and go on."""
    choose(book, label)
    expect(book.widget.locator(".verdict")).to_be_visible()
    go_on(book)


def go_on(book: Book) -> None:
    """Leave the verdict for the next statement, without a second try."""
    show = book.widget.locator(".show")
    if show.count():
        show.click()
        expect(show).to_have_count(0)
    book.widget.locator(".go").click()
    expect(book.widget.locator(".opt").first).to_be_visible()


def saved(book: Book, number: int) -> None:
    """Expect the header to say that so many answers are safe."""
    expect(book.widget.locator(".status")).to_have_text(WORDS.say("saved", done=number, total=5))
    expect(book.widget.locator(".status.bad")).to_have_count(0)


def unsaved(book: Book, number: int) -> None:
    """Expect the header to say that not all of so many answers are on disk."""
    expect(book.widget.locator(".status.bad")).to_have_text(
        WORDS.say("unsaved", done=number, total=5)
    )


def offer(number: int) -> str:
    """Return the words of the button that brings answers back."""
    return WORDS.fixed()["restore"].replace("{n}", str(number))


def bring_back(book: Book, number: int) -> None:
    """Take up the browser's offer of so many answers."""
    book.widget.get_by_role("button", name=offer(number)).click()
    expect(book.widget.locator(".notice")).to_contain_text(WORDS.say("restored", n=number))


def log_of(folder: Path, learner: str) -> Path:
    """Return where a learner's log is."""
    return folder / "answers" / "harbour.en" / f"{learner}.jsonl"


def logged(folder: Path, learner: str) -> list[tuple[str, str]]:
    """Return statement and label of every line of a log, all of which must be whole."""
    lines = log_of(folder, learner).read_text(encoding="utf-8").splitlines()
    return [(line["statement_id"], line["label"]) for line in map(json.loads, lines)]


def kept(page: Page, learner: str, lang: str = "en") -> Any:  # noqa: ANN401  (JSON)
    """Return what the browser keeps of a learner."""
    return json.loads(
        page.evaluate("key => localStorage.getItem(key)", f"kit:harbour.{lang}:{learner}")
    )
