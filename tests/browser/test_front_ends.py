"""The same lesson in JupyterLab, Notebook 7 and Voila: what works in one must work in all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, get_args

import pytest
from harness import Front, Lab, Notebook, serve
from playwright.sync_api import expect
from sorting import LABELS, RIGHT, cell, tab_into

from kit.exercises.frame.wording import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Locator, Page

PAPERS = {"light": "rgb(255, 255, 255)", "dark": "rgb(21, 25, 31)"}
CONTRAST = """node => {
    const light = colour => {
        const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
            .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const paper = light(getComputedStyle(node.querySelector('.card')).backgroundColor);
    const words = [...node.querySelectorAll('h3, .status, legend, .opt span, .opt small, .quiet')];
    return Math.min(...words.map(word => {
        const [a, b] = [light(getComputedStyle(word).color), paper].sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05);
    }));
}"""
"""The poorest contrast of the widget's words with its paper."""


@pytest.fixture(
    scope="module",
    params=[pytest.param(front, marks=pytest.mark.xdist_group(front)) for front in get_args(Front)],
)
def front(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Lab]:
    """Give one server of each front end after the other."""
    if request.param == "lab":
        yield request.getfixturevalue("lab")
        return
    with serve(tmp_path_factory.mktemp(request.param), request.param) as lab:
        yield lab


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Give a page of a class without internet: only this machine answers."""
    context.route(lambda url: not url.startswith("http://127.0.0.1"), lambda route: route.abort())
    return context.new_page()


def logged(lab: Lab, lang: str, learner: str) -> list[dict[str, object]]:
    """Return the lines of a learner's log on disk."""
    path: Path = lab.folder / "answers" / f"harbour.{lang}" / f"{learner}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def sort_all(page: Page, widget: Locator, words: Words) -> None:
    """Answer the whole lesson rightly with the keyboard and see each verdict and what is saved."""
    tab_into(page, widget.locator(".opt input").first)
    for number, label in enumerate(LABELS, start=1):
        expect(widget.locator(".opt input").first).to_be_focused()
        page.keyboard.press(str(RIGHT[label]))
        expect(widget.locator(f".opt[data-label={label}] input")).to_be_checked()
        page.keyboard.press("Enter")
        expect(widget.locator(".verdict")).to_have_attribute("data-right", "true")
        saved = words.say("saved", done=number, total=len(LABELS))
        expect(widget.locator(".status")).to_have_text(saved)
        expect(widget.locator(".go")).to_be_focused()
        page.keyboard.press("Enter")


@pytest.mark.parametrize(("lang", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_a_lesson_by_keyboard(front: Lab, page: Page, lang: str, direction: str) -> None:
    """Digits and Enter finish the lesson, verdicts show, and disk and Python hold the answers."""
    learner = f"front-{front.front}"
    book = Notebook(front, page, front.write(cell(lang, learner)))
    book.open()
    book.run_all()
    widget, words = book.widget, Words(lang)
    assert (widget.get_attribute("lang"), widget.get_attribute("dir")) == (lang, direction)
    shown = "node => [getComputedStyle(node).direction, getComputedStyle(node).textAlign]"
    assert widget.evaluate(shown) == [direction, "start"]
    sort_all(page, widget, words)
    expect(widget.locator(".result")).to_have_text(words.say("result", right=5, total=5))
    expect(widget.locator(".result")).to_be_focused()
    expect(widget.locator(".review li")).to_have_count(5)
    assert [line["label"] for line in logged(front, lang, learner)] == LABELS
    if front.front != "voila":  # there no kernel belongs to a file
        assert book.value("list(sorter.answers['label'])") == LABELS
        assert book.value("list(sorter.scores['points'])") == [1.0] * 5
        front.stop(book.name)


def test_tomorrow_the_lesson_goes_on(front: Lab, page: Page) -> None:
    """A page opened anew on a new kernel asks the first statement without an answer."""
    learner = f"tomorrow-{front.front}"
    name = front.write(cell("en", learner))
    book = Notebook(front, page, name)
    book.open()
    book.run_all()
    book.widget.locator(".opt[data-label=outlet] input").click()
    book.widget.locator(".go").click()
    expect(book.widget.locator(".verdict")).to_be_visible()
    if front.front == "voila":
        book.open()  # each look is a run of its own
    else:
        book.restart()
    expect(book.widget.locator(".status")).to_have_text(Words("en").say("saved", done=1, total=5))
    card = book.widget.locator(".resumed")
    expect(card.locator("h4")).to_have_text(Words("en").say("go_on", done=1, total=5))
    card.locator(".go").click()
    expect(book.widget.locator("mark")).to_contain_text("The port authority")
    assert [line["label"] for line in logged(front, "en", learner)] == ["outlet"]


@pytest.mark.xdist_group("voila")
@pytest.mark.parametrize("front", ["voila"], indirect=True)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "context", [{"color_scheme": "dark"}, {"color_scheme": "light"}], indirect=True, ids=str
)
def test_voila_themes_give_readable_colours(front: Lab, page: Page, theme: str) -> None:
    """The theme that Voila is asked for decides, whatever the system prefers, and words stand out."""
    book = Notebook(front, page, front.write(cell("en", "voila-theme")))
    book.open(f"&theme={theme}")
    book.widget.wait_for()
    paper = book.widget.locator(".card").evaluate("n => getComputedStyle(n).backgroundColor")
    assert paper == PAPERS[theme]
    assert book.widget.evaluate(CONTRAST) >= 4.5


def test_what_gives_answers_away_opens_by_itself(front: Lab, page: Page) -> None:
    """A closed card stands where the strip will be, and opens when the last answer is in."""
    first = cell("en", f"after-{front.front}").replace("Sorter(load", "Sorter(lesson := load")
    after = "import kit\nkit.after(sorter, kit.plot_sourcing, lesson)"
    book = Notebook(front, page, front.write(first, after))
    book.open()
    book.run_all()
    words, card = Words("en"), page.locator(".kit-after")
    expect(card).to_have_text(words.say("closed", total=5))
    expect(page.locator(".kit-printed", has_text=words.say("closed", total=5))).to_be_hidden()
    sort_all(page, book.widget, words)
    expect(card.locator("img")).to_be_visible()
    if front.front != "voila":
        front.stop(book.name)


def test_a_name_and_a_projector_reach_the_exercise(front: Lab, page: Page) -> None:
    """Whoever types a name at the head of a lesson answers under it; a projector is large and keeps nothing."""
    name, story = f"Leila in {front.front}", "kit.load_lesson('the-call', lang='en')"
    (front.folder / "fresh").mkdir()  # where nobody has worked
    cells = ("import os, kit\nos.chdir('fresh')\nkit.Header('en')", f"kit.Sorter({story})")
    book = Notebook(front, page, front.write(*cells))
    book.open()
    book.run_all()
    head, status = page.locator(".kit-header"), book.widget.locator(".status")
    head.locator("input").fill(name)
    head.locator("input").press("Enter")
    expect(head.locator(".said")).to_contain_text(name)
    book.widget.locator(".opt[data-label=outlet] input").click()
    book.widget.locator(".go").click()
    expect(status).to_have_text("Saved · 1 of 17")
    assert (
        front.folder / "fresh" / "answers" / "the-call.en" / f"{name.replace(' ', '%20')}.jsonl"
    ).is_file()
    head.locator("summary").click()
    head.locator("details button").first.click()
    page.locator(".kit-projector").wait_for()
    expect(status).to_have_text("Nothing is kept · 0 of 17")
