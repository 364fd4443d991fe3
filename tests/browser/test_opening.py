"""A lesson that is ready as it is opened, as `kit lab` and Binder have it: nothing is run by hand."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import nbformat
import pytest
from axe import violations
from harness import Lab, Notebook
from opening import FIRST, ROOT, notice, served, shipped, wait
from playwright.sync_api import expect

from kit.core.codebook import student_view
from kit.lessons.folders import load_lesson

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext

TOP = """() => {
    const place = document.querySelector('.jp-WindowedPanel-outer') ?? document.querySelector('.jp-Notebook');
    return place.scrollTop;
}"""
SORTER = """() => {
    const book = window.jupyterapp.shell.currentWidget.content;
    const at = book.widgets.findIndex(cell => cell.model.sharedModel.getSource().includes('kit.Sorter('));
    return book.scrollToItem(at, 'start');
}"""
READY = {"en": "Getting the exercises ready …", "ar": "نجهّز التمارين …"}
RUN = {"en": "Run it", "ar": "شغّلوها"}
CHANGED = {"en": "is not the kit's own, so nothing was run", "ar": "ليست من الأداة، فلم يُشغَّل شيء"}


@pytest.mark.parametrize("front", [served("lab"), served("notebook")], indirect=True)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_lesson_is_ready_as_it_is_opened(
    lesson: Callable[..., Notebook], front: Lab, lang: str
) -> None:
    """It is said that it gets ready; then all is there, at the top, no Python in sight, and Python marks the answers.

    The next morning, after a restart, it goes on where it was.
    """
    told = load_lesson("the-concert", lang, ROOT / "seeds")
    book = lesson(lang, f"opened-{lang}")
    page = book.page
    expect(notice(page)).to_have_text(READY[lang])
    wait(page)
    assert page.evaluate(TOP) == 0
    expect(page.locator(".jp-CodeCell .jp-InputArea-editor:visible")).to_have_count(0)
    assert violations(page) == []
    page.evaluate(SORTER)
    right = [student_view(label) for label in told.key["label"]]
    for answer in right[:2]:
        book.widget.locator(f".opt[data-label={answer}] input").click()
        book.widget.locator(".go").click()
        expect(book.widget.locator(".verdict")).to_have_attribute("data-right", "true")
        book.widget.locator(".go").click()
    assert book.value("list(sorter.answers['label'])") == right[:2]
    front.stop(book.name)
    page.goto(front.page(book.name))
    expect(notice(page)).to_have_text(READY[lang])
    wait(page)
    page.evaluate(SORTER)
    expect(book.widget.locator("h4")).to_contain_text({"en": "2 of 10", "ar": "١٠"}[lang])
    book.widget.locator(".go").click()
    expect(book.widget.locator(f".opt[data-label={right[2]}]")).to_be_visible()
    assert book.value("list(sorter.answers['label'])") == right[:2]


@pytest.mark.parametrize("lang", ["ar"])
def test_changed_code_waits_for_a_person(lesson: Callable[..., Notebook], lang: str) -> None:
    """One cell that is not the kit's own, and nothing runs until somebody says so."""

    def change(place: Path) -> None:
        book = nbformat.read(place / "lesson.ipynb", as_version=4)
        next(c for c in book.cells if c.cell_type == "code").source += "\nstranger = 1"
        nbformat.write(book, place / "lesson.ipynb")

    book = lesson(lang, f"changed-{lang}", change)
    expect(notice(book.page)).to_contain_text(CHANGED[lang])
    book.idle()
    assert book.value("'kit' in globals()") is False
    notice(book.page).get_by_role("button", name=RUN[lang]).click()
    wait(book.page)
    assert book.value("stranger") == 1
    assert book.value("type(sorter).__name__") == "Sorter"


def test_a_file_beside_the_notebook_does_not_pass_for_the_kit(
    lesson: Callable[..., Notebook],
) -> None:
    """While cells run by themselves nothing is imported from the notebook's own folder; afterwards it may be."""

    def change(place: Path) -> None:
        for name in ("kit", "pandas", "anywidget"):
            (place / f"{name}.py").write_text("raise SystemExit('not the kit')", encoding="utf-8")
        (place / "own.py").write_text("mine = 7", encoding="utf-8")

    book = lesson("en", "beside", change)
    expect(notice(book.page)).to_have_text(READY["en"])
    wait(book.page)
    assert book.value("type(sorter).__name__") == "Sorter"
    assert book.value("__import__('own').mine") == 7


@pytest.mark.parametrize("saved", [True, False], ids=["saved", "unsaved"])
def test_a_page_loaded_anew_goes_on(
    lesson: Callable[..., Notebook], front: Lab, *, saved: bool
) -> None:
    """A page that was saved shows what its kernel holds, and nothing runs twice; else it is run anew."""
    book = lesson("en", f"anew-{saved}")
    wait(book.page)
    before = book.value("id(sorter)")
    if saved:
        book.save()
    else:
        book.page.on("dialog", lambda dialog: dialog.accept())
    book.page.goto(front.page(book.name))
    wait(book.page)
    book.page.evaluate(SORTER)
    book.widget.wait_for()
    assert (book.value("id(sorter)") == before) is saved


@pytest.mark.parametrize("lang", ["en"])
def test_without_a_kernel_it_is_said(front: Lab, context: BrowserContext, lang: str) -> None:
    """The story stands there to be read, and one line says what to do."""
    page = context.new_page()
    page.route(
        "**/api/sessions*",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    folder = f"kernelless-{lang}"
    (front.folder / folder).mkdir()
    shutil.copyfile(shipped(lang, FIRST), front.folder / folder / "lesson.ipynb")
    page.goto(front.page(f"{folder}/lesson.ipynb"))
    said = {"en": "The exercises did not start", "ar": "لم تبدأ التمارين"}[lang]
    expect(notice(page)).to_contain_text(said)


def test_one_button_shows_the_python(lesson: Callable[..., Notebook]) -> None:
    """And hides it again."""
    book = lesson("en", "code")
    wait(book.page)
    editors = book.page.locator(".jp-CodeCell .jp-InputArea-editor:visible")
    expect(editors).to_have_count(0)
    book.page.get_by_role("button", name="Show the Python").click()
    expect(editors.first).to_contain_text("import kit")
    book.page.get_by_role("button", name="Hide the Python").click()
    expect(editors).to_have_count(0)


def test_any_other_notebook_is_left_alone(front: Lab, context: BrowserContext) -> None:
    """One that does not use the kit runs nothing and is told nothing."""
    book = Notebook(front, context.new_page(), front.write("touched = True"))
    book.open()
    assert book.value("'touched' in globals()") is False
    expect(notice(book.page)).to_have_count(0)
    expect(book.page.locator(".kit-show-code")).to_have_count(0)
    front.stop(book.name)


def test_on_a_phone_a_lesson_is_one_column(lesson: Callable[..., Notebook]) -> None:
    """Even in JupyterLab as it is no bar stands at its sides, and the text has the screen's width."""
    book = lesson("ar", "phone")
    book.page.set_viewport_size({"width": 360, "height": 740})
    book.page.goto(book.lab.page(book.name).replace("/doc/", "/lab/"))
    wait(book.page)
    text = book.page.locator(".jp-MarkdownOutput").first.bounding_box()
    assert text is not None
    assert text["width"] > 330
    expect(book.page.locator(".jp-SideBar:visible")).to_have_count(0)
    assert book.page.evaluate("document.documentElement.scrollWidth") == 360
