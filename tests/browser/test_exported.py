"""A story where no kernel answers: in an exported page without the net, and in a notebook of yesterday."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import nbformat
import pytest
from playwright.sync_api import Page, expect

from kit.exercises.frame.wording import Words
from kit.lessons.folders import load_lesson

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from harness import Notebook
    from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.fault("notebooks")

CELL = """import kit
sorter = kit.Sorter(kit.load_lesson("the-bridge", lang={lang!r}), {learner!r})
sorter.receive({{"action": "commit", "statement_id": "the-bridge.{lang}#1", "label": "outlet"}})
sorter"""


def told(lang: str) -> list[str]:
    """Return what must be readable: all statements, and the answer."""
    words = Words(lang)
    own = words.say("own", answer=words.answer("outlet"))
    return [*load_lesson("the-bridge", lang).statements["text"], own]


def missing(page: Page, lang: str) -> list[str]:
    """Return what of it nobody can see on a page."""
    seen = " ".join(page.locator("body").inner_text().split())
    return [text for text in told(lang) if " ".join(text.split()) not in seen]


@pytest.mark.parametrize("context", [{"offline": True}], indirect=True, ids=["offline"])
@pytest.mark.parametrize(("lang", "template"), [("ar", "lab"), ("en", "lab"), ("ar", "classic")])
def test_an_exported_page_shows_story_and_answer(
    context: BrowserContext, lang: str, template: str, tmp_path: Path
) -> None:
    """Executed and exported by nbconvert it is whole without the net, and each line in its direction."""
    path = tmp_path / "lesson.ipynb"
    cells = [nbformat.v4.new_code_cell(CELL.format(lang=lang, learner="owl-7"))]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    command = ["-m", "nbconvert", "--execute", "--to", "html", "--template", template, path.name]
    done = subprocess.run(
        [sys.executable, *command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    page = context.new_page()
    page.goto(path.with_suffix(".html").as_uri(), wait_until="domcontentloaded")
    expect(page.locator(".kit-printed")).to_be_visible()
    assert missing(page, lang) == []
    heading = page.locator(".kit-printed h3")
    expect(heading).to_have_css("direction", "rtl" if lang == "ar" else "ltr")
    hidden = load_lesson("the-bridge", lang).key[f"reason_{lang}"].iloc[1:]
    assert [words for words in hidden if words in page.content()] == []


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_live_exercise_stands_there_once_and_its_page_the_next_morning(
    notebook: Callable[..., Notebook], lang: str
) -> None:
    """Beside the widget nobody sees or hears the page; once the kernel has gone it stands alone."""
    book = notebook(CELL.format(lang=lang, learner=f"morning-{lang}"))
    book.run_all()
    book.widget.wait_for()
    printed = book.page.locator(".kit-printed")
    expect(printed).to_be_attached()
    expect(printed).to_be_hidden()
    assert missing(book.page, lang)
    book.save()
    book.lab.stop(book.name)
    book.open()
    expect(printed).to_be_visible()
    assert missing(book.page, lang) == []
    expect(book.page.get_by_text("model not found")).to_be_hidden()
