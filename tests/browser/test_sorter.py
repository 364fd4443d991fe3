"""The sorter in JupyterLab: act in the page, then ask Python."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from kit.exercises.frame.assets import style
from kit.exercises.frame.wording import Words
from kit.lessons.folders import load_lesson

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Lab, Notebook
    from playwright.sync_api import BrowserContext, Locator, Page

    Start = Callable[..., Notebook]

SEEDS = Path(__file__).parent / "seeds"
RIGHT = {"outlet": 4, "official": 1, "unverified": 3, "named": 2}
LABELS = ["outlet", "official", "unverified", "named", "unverified"]
CELL = """
from kit.lessons.folders import load_lesson
from kit.exercises.sorter.widget import Sorter
sorter = Sorter(load_lesson("harbour", {lang!r}, {folder!r}), {learner!r})
sorter
"""
HOSTILE = """
from kit.articles.files import load_articles
from kit.core.frames import build
from kit.lessons.lesson import Lesson
from kit.articles.statements import split_statements
from kit.exercises.sorter.widget import Sorter
bad = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> \\u202eevil\\u202c ' + 'x' * 10_000
articles = load_articles(text=bad + ".").assign(article_id="bad.en", title=bad)
statements = split_statements(articles).assign(lang="en")
blank = dict.fromkeys(["source", "cue", "hedge_words", "polarity"], "")
key = build("key", [blank | {"statement_id": i, "label": "outlet", "accept": (), "carried": False, "hedge": False,
    "sensational": False, "chain": (), "reason_en": bad, "reason_ar": bad, "hint_en": bad, "hint_ar": bad}
    for i in statements["statement_id"]])
lesson = Lesson("bad", "en", bad, (), (), ()).with_frames(articles=articles, statements=statements, key=key)
sorter = Sorter(lesson, bad)
sorter
"""


def cell(lang: str, learner: str) -> str:
    """Return the code that shows the sorter; each test has a learner, as all share a folder."""
    return CELL.format(lang=lang, folder=str(SEEDS), learner=learner)


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


def answered(notebook: Notebook) -> list[str]:
    """Return the labels that Python holds."""
    labels: list[str] = notebook.value("list(sorter.answers['label'])")
    return labels


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


@pytest.mark.parametrize(
    "context", [{}, {"has_touch": True}], indirect=True, ids=["mouse", "touch"]
)
def test_a_pointer_chooses_unchooses_and_commits(
    notebook: Start, request: pytest.FixtureRequest
) -> None:
    """A step of certainty can be let go of again, and what was chosen last is what counts."""
    touch = "touch" in request.node.callspec.id
    book = notebook(cell("en", request.node.callspec.id))
    book.run_all()
    widget = book.widget

    def press(target: Locator) -> None:
        target.tap() if touch else target.click()

    press(widget.get_by_role("radio", name="Official"))
    press(widget.get_by_role("radio", name="The outlet itself"))
    sure = widget.get_by_role("radio", name="unsure")
    press(sure)
    expect(sure).to_be_checked()
    press(sure)
    expect(sure).not_to_be_checked()
    press(sure)
    press(widget.get_by_role("button", name="Leave it open"))
    expect(sure).not_to_be_checked()
    press(widget.get_by_role("radio", name="certain", exact=True))
    press(widget.get_by_role("button", name="Commit"))
    expect(widget.locator(".head")).to_have_text("Correct: The outlet itself.")
    assert book.value("sorter.answers[['label', 'confidence']].to_numpy().tolist()") == [
        ["outlet", 1.0]
    ]
    press(widget.get_by_role("button", name="Next"))
    press(widget.get_by_role("button", name="Back", exact=True))
    expect(widget.locator(".verdict")).to_be_visible()


def test_no_key_reaches_the_page_before_the_commit(notebook: Start) -> None:
    """Neither the page nor any message of the kernel holds a reason or hint not yet earned."""
    key = load_lesson("harbour", "en", SEEDS).key
    book = notebook(cell("en", "peek"))
    heard: list[bytes] = []

    def hear(frame: str | bytes) -> None:
        heard.append(frame.encode() if isinstance(frame, str) else frame)

    book.page.on("websocket", lambda socket: socket.on("framereceived", hear))
    book.page.reload()
    book.open()
    book.run_all()

    def held() -> list[bool]:
        everything = b"".join(heard) + book.page.content().encode()
        return [reason[:30].encode() in everything for reason in key["reason_en"]]

    assert held() == [False] * 5
    book.widget.locator(".opt input").first.click()
    book.widget.locator(".go").click()
    expect(book.widget.locator(".verdict")).to_be_visible()
    assert held() == [True, False, False, False, False]
    assert b"ring up" not in b"".join(heard)


@pytest.mark.parametrize("context", [{"viewport": {"width": 320, "height": 800}}], indirect=True)
def test_hostile_text_runs_nothing_and_fits_the_page(notebook: Start) -> None:
    """Markup is shown as typed, direction overrides as signs, and a word of 10,000 letters wraps."""
    book = notebook(HOSTILE)
    book.command("application:toggle-left-area")
    book.run_all()
    widget = book.widget
    for step in ("button.quiet:has-text('Hint')", ".opt input >> nth=3", ".go", ".go"):
        widget.locator(step).click()
    expect(widget.locator(".result")).to_have_text("1 of 1 correct")
    widget.locator(".item").click()
    expect(widget.locator(".para")).to_contain_text('<img src=x onerror="window.hacked=1">')
    expect(widget.locator(".para")).to_contain_text("‹U+202E›evil")
    assert book.page.evaluate("window.hacked") is None
    assert widget.evaluate("node => node.querySelectorAll('img, script').length") == 0
    assert widget.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert answered(book) == ["outlet"]


@pytest.mark.parametrize(("lang", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_direction_language_and_targets(notebook: Start, lang: str, direction: str) -> None:
    """Each text says its language and runs its way; no target is lower than 44 pixels."""
    other = {"ar": "en", "en": "ar"}[lang]
    book = notebook(
        f"""
from dataclasses import replace
from kit.lessons.folders import load_lesson
from kit.exercises.sorter.widget import Sorter
lesson = load_lesson("harbour", {lang!r}, {str(SEEDS)!r})
rows = lesson.statements.copy()
rows.loc[1, "lang"] = {other!r}
sorter = Sorter(lesson.with_frames(statements=rows), "mixed")
sorter"""
    )
    book.run_all()
    widget = book.widget
    assert (widget.get_attribute("lang"), widget.get_attribute("dir")) == (lang, direction)
    paragraph = widget.locator(".para")
    assert (paragraph.get_attribute("lang"), paragraph.get_attribute("dir")) == (lang, direction)
    heights = "node => [...node.querySelectorAll(':is(button, input):not([hidden])')].map(n => n.getBoundingClientRect().height)"
    assert min(widget.evaluate(heights)) >= 44
    widget.locator(".opt input").last.click()
    widget.locator(".go").click()
    expect(widget.locator(".verdict")).to_be_visible()
    widget.locator(".go").click()
    expect(paragraph).to_have_attribute("lang", other)
    shown = "node => [getComputedStyle(node).direction, getComputedStyle(node).unicodeBidi]"
    assert paragraph.evaluate(shown) == ["rtl" if other == "ar" else "ltr", "isolate"]


def test_two_views_show_the_same_and_jupyter_keeps_its_shortcuts(notebook: Start) -> None:
    """A choice and a commit in one view show in the other; Ctrl+S in the widget saves the notebook."""
    book = notebook(cell("en", "twice"), "sorter")
    book.run_all()
    page = book.page
    one, two = page.locator(".kit-sorter").first, page.locator(".kit-sorter").last
    expect(page.locator(".kit-sorter")).to_have_count(2)
    one.locator(".opt input").nth(1).click()
    expect(two.locator(".opt input").nth(1)).to_be_checked()
    two.locator(".go").click()
    expect(one.locator(".head")).to_have_text("Not quite. The key says: The outlet itself.")
    expect(two.locator(".go")).to_be_focused()
    expect(two.locator("[aria-live]")).to_contain_text("Not quite.")
    expect(one.locator("[aria-live]")).to_be_empty()
    assert page.evaluate("window.jupyterapp.shell.currentWidget.context.model.dirty")
    page.keyboard.press("Control+s")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    assert answered(book) == ["named"]


def test_a_lost_disk_is_made_good_from_the_browser(notebook: Start, lab: Lab) -> None:
    """When the server forgets its files, as Binder does, this browser brings the answers back."""
    book = notebook(cell("ar", "binder"))
    book.run_all()
    book.widget.locator(".opt input").last.click()
    book.widget.locator(".go").click()
    expect(book.widget.locator(".verdict")).to_be_visible()
    before = book.value("repr(sorter.answers.to_dict('list'))")
    shutil.rmtree(lab.folder / "answers")
    book.restart()
    assert answered(book) == []
    button = Words("ar").fixed()["restore"].replace("{n}", "١")
    book.widget.get_by_role("button", name=button).click()
    expect(book.widget.locator(".notice")).to_have_text(Words("ar").say("restored", n=1))
    assert book.value("repr(sorter.answers.to_dict('list'))") == before
    assert (lab.folder / "answers" / "harbour.ar" / "binder.jsonl").is_file()


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
    for name, light in (("Light", "true"), ("Dark", "false")):
        book.command("apputils:change-theme", {"theme": f"JupyterLab {name}"})
        book.page.wait_for_function(
            "light => document.body.dataset.jpThemeLight === light", arg=light
        )
        seen[name] = card.evaluate(paper)
    book.command("apputils:change-theme", {"theme": "JupyterLab Light"})
    assert seen == {"Light": "rgb(255, 255, 255)", "Dark": "rgb(21, 25, 31)"}


@pytest.mark.parametrize(
    ("page_is", "paper"),
    [
        ("<body>", "rgb(21, 25, 31)"),
        ("<body class='vscode-light'>", "rgb(255, 255, 255)"),
        ("<body class='vscode-dark'>", "rgb(21, 25, 31)"),
        ("<body data-jp-theme-light='true'>", "rgb(255, 255, 255)"),
        ("<html theme='light'><body>", "rgb(255, 255, 255)"),
        ("<html theme='dark'><body>", "rgb(21, 25, 31)"),
    ],
)
@pytest.mark.parametrize("context", [{"color_scheme": "dark"}], indirect=True)
def test_colours_outside_jupyter(context: BrowserContext, page_is: str, paper: str) -> None:
    """A page that names its theme decides; one that does not leaves it to the reader's system."""
    page = context.new_page()
    page.set_content(
        f"{page_is}<style>{style()}</style><div class=kit-card><div class=card>x</div></div>"
    )
    background = "node => getComputedStyle(node).backgroundColor"
    assert page.locator(".card").evaluate(background) == paper
    page.emulate_media(media="print")
    assert page.locator(".card").evaluate(background) == "rgb(255, 255, 255)"
