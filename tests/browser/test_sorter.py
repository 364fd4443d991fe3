"""The sorter by itself: act in the page, then ask Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect
from sorting import LABELS, LESSON, RIGHT, SEEDS, answered, cell, kept, tab_into

from kit.exercises.frame.assets import style
from kit.exercises.frame.wording import Words
from kit.languages.interface import number

if TYPE_CHECKING:
    from collections.abc import Callable

    from bare import Bare
    from playwright.sync_api import BrowserContext, Locator

    Start = Callable[..., Bare]

HOSTILE: Final = """
from kit.articles.files import load_articles
from kit.core.frames import build
from kit.lessons.lesson import Lesson
from kit.articles.statements import split_statements
from kit.exercises.sorter.widget import Sorter
bad = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> \\u202eevil\\u202c ' + 'x' * 10_000
articles = load_articles(text=bad + ".").assign(article_id="bad.en", title=bad)
statements = split_statements(articles).assign(lang="en")
blank = dict.fromkeys(["source", "cue", "hedge_words"], "") | {"polarity": "affirm"}
key = build("key", [blank | {"statement_id": i, "label": "outlet", "accept": (), "carried": False, "hedge": False,
    "sensational": False, "chain": (), "reason_en": bad, "reason_ar": bad, "hint_en": bad, "hint_ar": bad}
    for i in statements["statement_id"]])
lesson = Lesson("bad", "en", bad, (), (), ()).with_frames(articles=articles, statements=statements, key=key)
sorter = Sorter(lesson, bad)
sorter
"""


@pytest.mark.parametrize(
    "context", [{}, {"has_touch": True}], indirect=True, ids=["mouse", "touch"]
)
def test_a_pointer_chooses_unchooses_and_commits(
    bare: Start, request: pytest.FixtureRequest
) -> None:
    """A step of certainty can be let go of again, and what was chosen last is what counts."""
    touch = "touch" in request.node.callspec.id
    book = bare(cell("en", request.node.callspec.id))
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


@pytest.mark.parametrize("context", [{"viewport": {"width": 320, "height": 800}}], indirect=True)
def test_hostile_text_runs_nothing_and_fits_the_page(bare: Start) -> None:
    """Markup is shown as typed, direction overrides as signs, and a word of 10,000 letters wraps."""
    book = bare(HOSTILE)
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
def test_direction_language_and_targets(bare: Start, lang: str, direction: str) -> None:
    """Each text says its language and runs its way; no target is lower than 44 pixels."""
    other = {"ar": "en", "en": "ar"}[lang]
    book = bare(
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


def test_two_views_show_the_same(bare: Start) -> None:
    """A choice and a commit in one view show in the other; only the one that acted speaks."""
    book = bare(cell("en", "twice"), "sorter")
    book.run_all()
    page = book.page
    one, two = page.locator(".kit-sorter").first, page.locator(".kit-sorter").last
    expect(page.locator(".kit-sorter")).to_have_count(2)
    one.locator(".opt input").nth(1).click()
    expect(two.locator(".opt input").nth(1)).to_be_checked()
    two.locator(".go").click()
    expect(one.locator(".head")).to_have_text("Not quite.")
    expect(two.locator(".go")).to_be_focused()
    expect(two.locator("[aria-live]")).to_contain_text("Not quite.")
    expect(one.locator("[aria-live]")).to_be_empty()
    two.get_by_role("button", name="Show the answer").click()
    expect(one.locator(".head")).to_have_text("Not quite. The key says: The outlet itself.")
    expect(two.locator(".go")).to_be_focused()
    assert answered(book) == ["named"]


def test_nothing_that_python_sends_holds_the_key_before_the_commit(bare: Start) -> None:
    """Neither the page nor anything pushed to it holds a reason or hint not yet earned."""
    book = bare(cell("en", "peek"))
    book.run_all()

    def held() -> list[bool]:
        everything = "".join(book.pushed) + book.page.content()
        return [reason[:30] in everything for reason in LESSON.key["reason_en"]]

    assert held() == [False] * 5
    book.widget.locator(".opt input").first.click()
    book.widget.locator(".go").click()
    expect(book.widget.locator(".verdict")).to_be_visible()
    assert held() == [False] * 5
    book.widget.get_by_role("button", name="Show the answer").click()
    expect(book.widget.locator(".reason")).to_be_visible()
    assert held() == [True, False, False, False, False]
    assert "ring up" not in "".join(book.pushed)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_mistake_by_keyboard_alone(bare: Start, lang: str) -> None:
    """Enter asks for the second try, digits skip what was tried, and mistakes can be tried again."""
    book = bare(cell(lang, "again"))
    book.run_all()
    page, widget, words = book.page, book.widget, Words(lang)
    tab_into(page, widget.locator(".opt input").first)
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(widget.locator(".head")).to_have_text(words.say("not_quite"))
    expect(widget.locator(".go")).to_be_focused()
    expect(widget.locator(".go")).to_contain_text(words.fixed()["again"])
    expect(widget.locator(".strip i").first).to_have_attribute("data-right", "false")
    page.keyboard.press("Enter")
    own = words.answer("official")
    expect(widget.locator(".again")).to_have_text(words.say("second", answer=own))
    expect(widget.locator("[aria-live]")).to_contain_text(words.say("second", answer=own))
    expect(widget.locator(".opt input").first).to_be_disabled()
    expect(widget.locator(".opt input").nth(1)).to_be_focused()
    page.keyboard.press("1")
    expect(widget.locator(".go")).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    right = words.say("second_right", answer=words.answer("outlet"))
    expect(widget.locator(".head")).to_have_text(right)
    tab_into(page, widget.locator("summary"))
    page.keyboard.press("Enter")
    expect(widget.locator(".rule")).to_be_visible()
    tab_into(page, widget.locator(".go"))
    for label in LABELS[1:]:
        page.keyboard.press("Enter")
        expect(widget.locator(".opt input").first).to_be_focused()
        page.keyboard.press(str(RIGHT[label]))
        page.keyboard.press("Enter")
        expect(widget.locator(".verdict")).to_have_attribute("data-right", "true")
    page.keyboard.press("Enter")
    expect(widget.locator(".result")).to_be_focused()
    expect(widget.locator("h5")).to_have_text(
        [words.fixed()["mistaken"], words.fixed()["mastered"]]
    )
    mistakes = words.fixed()["mistakes"].replace("{n}", number(1, lang))
    tab_into(page, widget.get_by_role("button", name=mistakes, exact=True))
    page.keyboard.press("Enter")
    expect(widget.locator(".opt input").first).to_be_focused()
    page.keyboard.press("4")
    page.keyboard.press("Enter")
    expect(widget.locator(".verdict")).to_have_attribute("data-right", "true")
    page.keyboard.press("Enter")
    result = words.say("result", right=4, total=5)
    expect(widget.locator(".card")).to_contain_text(words.say("counted", result=result))
    expect(widget.locator(".strip [data-right=true]")).to_have_count(5)
    assert answered(book) == ["official", *LABELS[1:]]
    kept_here = kept(page, "again", lang)["answers"].values()
    assert [one["label"] for one in kept_here] == answered(book)
    expect(widget.get_by_role("button", name=mistakes)).to_have_count(0)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_second_try_in_the_whole_article(bare: Start, lang: str) -> None:
    """The panel asks again beside the text, and what else is chosen there waits."""
    book = bare(cell(lang, "whole"))
    book.run_all()
    widget, words = book.widget, Words(lang)
    widget.locator(".tab").last.click()
    widget.locator(".opt[data-label=official] input").click()
    widget.locator(".go").click()
    expect(widget.locator(".panel .head")).to_have_text(words.say("not_quite"))
    widget.locator(".go").click()
    widget.locator(".panel .opt[data-label=outlet] input").click()
    widget.locator(".go").click()
    right = words.say("second_right", answer=words.answer("outlet"))
    expect(widget.locator(".panel .head")).to_have_text(right)
    assert answered(book) == ["official"]
