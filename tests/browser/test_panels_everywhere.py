"""The box for an article and the choice of a form, in their own notebooks, in each front end."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from opening import EVERYWHERE, shipped, wait_anywhere, walk_to
from playwright.sync_api import expect
from test_own import TEXTS, box, document, drop, paste, words

from kit.exercises.form.widget import FORMS, SAID
from kit.exercises.frame.wording import Words
from kit.languages.interface import translator

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from harness import Lab, Notebook

everywhere = pytest.mark.parametrize("front", EVERYWHERE, indirect=True)
both = pytest.mark.parametrize("lang", ["ar", "en"])


def logged(folder: Path) -> list[str]:
    """Return the labels of all logs in a folder."""
    logs = sorted((folder / "answers").glob("*/*.jsonl"))
    return [
        json.loads(line)["label"] for log in logs for line in log.read_text("utf-8").splitlines()
    ]


@everywhere
@both
def test_an_article_is_dropped_pasted_and_sorted(
    lesson: Callable[..., Notebook], front: Lab, lang: str
) -> None:
    """A Word file opens the first exercise, a pasted text another one; its answer is on disk."""
    folder = f"own-{lang}"
    book = lesson(lang, folder, name="10-your-own-article.ipynb")
    wait_anywhere(book)
    walk_to(book, "choose")
    box(book).locator("textarea").wait_for()
    drop(book, "news.docx", document("\n".join(TEXTS[lang].split("\n")[:3])))
    expect(book.page.locator(".kit-highlighter")).to_be_visible()
    before = box(book).locator(".found").inner_text()
    box(book).get_by_role("button", name=words(lang)["again"]).click()
    paste(book, TEXTS[lang])
    expect(box(book).locator(".found")).not_to_have_text(before)
    box(book).locator("input[value=sorter]").check()
    sorter = book.page.locator(".widget-vbox:has(.kit-own) .kit-sorter")
    sorter.locator(".opt[data-label=outlet] input").check()
    sorter.locator(".go").click()
    expect(sorter.locator(".verdict")).to_be_visible()
    assert logged(front.folder / folder) == ["outlet"]


@everywhere
@both
def test_a_form_goes_on_and_the_other_one_comes_after_the_course(
    lesson: Callable[..., Notebook], front: Lab, lang: str
) -> None:
    """A form that was begun stands there again; after the course the learner is told to take the other."""
    folder = f"form-{lang}"

    def beside(place: Path) -> None:
        shutil.copyfile(shipped(lang, "11-after.ipynb"), place / "after.ipynb")

    book = lesson(lang, folder, beside, "00-before.ipynb")
    form, sorter = book.page.locator(".kit-form"), book.page.locator(".kit-sorter")
    first = next(iter(FORMS))
    wait_anywhere(book)
    walk_to(book, "sort")
    form.locator(f"input[value={first}]").check()
    sorter.locator(".opt[data-label=outlet] input").check()
    sorter.locator(".go").click()
    expect(sorter.locator(".status")).to_have_text(Words(lang).say("saved", done=1, total=40))
    assert logged(front.folder / folder) == ["outlet"]
    front.stop(book.name)
    book.page.on("dialog", lambda dialog: dialog.accept())
    book.page.goto(front.page(book.name))
    wait_anywhere(book)
    walk_to(book, "sort")
    expect(form.locator(f"input[value={first}]")).to_be_checked()
    sorter.locator(".go").click()  # on where it was
    expect(sorter.locator(".opt").first).to_be_visible()
    after = f"{folder}/after.ipynb"
    book.page.goto(front.page(after))
    wait_anywhere(book)
    walk_to(book, "sort")
    say = translator(lang)
    expect(form.locator(".notice")).to_have_text(say(SAID["had"]).format(form=say(FORMS[first])))
    expect(sorter).to_have_count(0)
    front.stop(after)
