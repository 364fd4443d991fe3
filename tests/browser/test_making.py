"""Cue lab, Highlighter and Headline check: made by mouse, finger and keys, each in one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from acts import ROOT
from axe import violations
from playwright.sync_api import expect
from test_access import FITS

from kit.core.codebook import RELATIONS
from kit.exercises.cuelab.task import GOALS, Swapping
from kit.exercises.frame.marks import touched, words_of
from kit.exercises.frame.wording import Words
from kit.exercises.headline.task import Heading
from kit.exercises.highlighter.task import Marking
from kit.lessons.folders import load_lesson

if TYPE_CHECKING:
    from collections.abc import Callable

    from bare import Bare
    from playwright.sync_api import Locator, Page

    Start = Callable[..., Bare]

BOTH = pytest.mark.parametrize("lang", ["en", "ar"])
LESSONS = {lang: load_lesson("the-bridge", lang, ROOT / "seeds") for lang in ("en", "ar")}
CELL = "import kit\nmade = kit.{name}(kit.load_lesson('the-bridge', {lang!r}, folder={folder!r}), 'owl-7')\nmade"
LAPTOP = {"viewport": {"width": 900, "height": 700}}
PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True}
NARROW = {"viewport": {"width": 320, "height": 800}}
IN_SIGHT = """(card, names) => {
    card.scrollIntoView();
    return names.filter(name => {
        const { top, bottom } = card.querySelector(name).getBoundingClientRect();
        return top < -1 || bottom > innerHeight + 1;
    });
}"""
"""Which of the named parts of a card cannot be seen whole with the card at the top of the screen."""
LINES = """card => [...card.querySelectorAll('h3:not(.unseen), .para, .said')]
    .flatMap(node => [...node.querySelectorAll('mark, bdi')].concat(node.matches('h3, .said') ? node : []))
    .map(node => node.textContent.trim())"""
"""The lines of words that a card shows as its title and as statements."""


def shown(bare: Start, name: str, lang: str) -> Bare:
    """Return a page with one exercise on the story of the bridge."""
    book = bare(CELL.format(name=name, lang=lang, folder=str(ROOT / "seeds")))
    book.run_all()
    return book


def given(book: Bare) -> Any:  # noqa: ANN401  (marks, a sentence or a label)
    """Return what Python holds of the last answer besides its label."""
    return book.value("made.answers['given'].iloc[-1]")


def commit(book: Bare) -> Locator:
    """Press Commit, ask for the answer where a second try is offered, and return the verdict."""
    book.widget.locator(".go").click()
    verdict, show = book.widget.locator(".verdict"), book.widget.locator(".show")
    expect(verdict).to_be_visible()
    if show.count():
        show.click()
        expect(show).to_have_count(0)
    return verdict


# the cue lab


@BOTH
def test_the_cue_lab_starts_on_no_answer_and_shows_one_after_a_miss(bare: Start, lang: str) -> None:
    """Nothing can be committed before a part is swapped; a wrong sentence is told with a right one."""
    book = shown(bare, "CueLab", lang)
    card, task = book.widget, Swapping(lang)
    made, go = card.locator(".made"), card.locator(".go")
    expect(made).to_have_text(task.compose(task.start))
    expect(go).to_have_attribute("aria-disabled", "true")
    card.locator("select").nth(1).select_option("claim")
    wrong = task.compose(task.start | {"verb": "claim"})
    expect(made).to_have_text(wrong)
    expect(go).to_have_attribute("aria-disabled", "false")
    assert task.models["record"] in commit(book).inner_text()
    assert given(book) == (wrong,)
    go.click()
    expect(made).to_have_text(task.compose(task.start))
    expect(go).to_have_attribute("aria-disabled", "true")


@BOTH
def test_the_cue_lab_by_keys_alone(bare: Start, lang: str) -> None:
    """Arrows swap, Enter in a list commits nothing, undo brings the sentence back, Ctrl and Enter commit."""
    book = shown(bare, "CueLab", lang)
    card, task, page = book.widget, Swapping(lang), book.page
    card.locator("select").first.focus()
    page.keyboard.press("Home")
    expect(card.locator(".made")).to_have_text(task.compose(task.start | {"source": "office"}))
    page.keyboard.press("Control+z")
    expect(card.locator(".made")).to_have_text(task.compose(task.start))
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert book.value("len(made.answers)") == 0
    page.keyboard.press("Control+Enter")
    expect(card.locator(".verdict")).to_have_attribute("data-tone", "right")
    assert given(book) == (task.models["record"],)


@BOTH
@pytest.mark.parametrize("context", [LAPTOP, PHONE], indirect=True, ids=["laptop", "phone"])
def test_the_cue_lab_is_one_screen(bare: Start, lang: str) -> None:
    """Goal, sentence and Commit are seen without scrolling, on a laptop the label and its reasons too."""
    book = shown(bare, "CueLab", lang)
    wide = book.page.viewport_size == LAPTOP["viewport"]
    parts = [".lead", ".made", ".parts", ".go", *([".live"] if wide else [])]
    for goal in GOALS:
        card = book.widget
        card.locator("select").first.select_option("name")
        sentence = Swapping(lang).start | {"source": "name"}
        expect(card.locator(".made")).to_have_text(Swapping(lang).compose(sentence))
        assert card.evaluate(IN_SIGHT, parts) == [], goal
        commit(book)
        card.locator(".go").click()


# the highlighter


def middle(word: Locator) -> tuple[float, float]:
    """Return the middle of a word on the screen."""
    box = word.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def draw(page: Page, first: Locator, last: Locator) -> None:
    """Draw from one word to another with the mouse."""
    page.mouse.move(*middle(first))
    page.mouse.down()
    page.mouse.move(*middle(last), steps=8)
    page.mouse.up()


def source(lang: str) -> tuple[list[int], tuple[str, int, int]]:
    """Return the words of the first source in the body, and the mark that they make."""
    task = Marking(LESSONS[lang])
    item = task.items[0]
    texts = LESSONS[lang].statements.set_index("statement_id")["text"]
    span = task.wanted(item)["source"]
    return sorted(touched(words_of(str(texts[item])), [span])), ("source", *span)


@BOTH
@pytest.mark.parametrize("way", ["on", "back"])
def test_words_are_marked_by_drawing_over_them(bare: Start, lang: str, way: str) -> None:
    """A mouse marks from word to word either way; one undo, or the same again, takes all of it away."""
    book = shown(bare, "Highlighter", lang)
    card, (places, mark) = book.widget, source(lang)
    words, marked = card.locator(".w"), card.locator(".w[aria-pressed=true]")
    ends = [words.nth(places[0]), words.nth(places[-1])][:: 1 if way == "on" else -1]
    draw(book.page, *ends)
    expect(marked).to_have_count(len(places))
    assert book.page.evaluate("String(getSelection())") == ""
    card.locator(".undo").click()
    expect(marked).to_have_count(0)
    draw(book.page, *ends)
    draw(book.page, *ends)
    expect(marked).to_have_count(0)
    draw(book.page, *ends)
    words.nth(places[0]).click()
    expect(marked).to_have_count(len(places) - 1)
    words.nth(places[0]).click()
    verdict = commit(book)
    assert given(book) == (mark,)
    say = {"en": "source: you found “", "ar": "المصدر: وجدتم «"}
    expect(verdict).to_contain_text(say[lang])


@BOTH
def test_text_can_still_be_selected(bare: Start, lang: str) -> None:
    """Keys select the words as they do anywhere, and marking one takes nothing of that away."""
    book = shown(bare, "Highlighter", lang)
    words = book.widget.locator(".w")
    words.first.click()
    book.page.keyboard.press("Control+a")
    selected = book.page.evaluate("String(getSelection())")
    assert [one for one in words.all_inner_texts() if one not in selected] == []
    words.nth(2).click()
    expect(book.widget.locator(".w[aria-pressed=true]")).to_have_count(2)
    assert words.first.evaluate("node => getComputedStyle(node).userSelect") != "none"


@BOTH
@pytest.mark.parametrize("context", [PHONE], indirect=True, ids=["phone"])
def test_a_finger_marks_sideways_and_scrolls_up_and_down(bare: Start, lang: str) -> None:
    """What is drawn along a line is marked; what is drawn down the page moves the page and marks nothing."""
    book = shown(bare, "Highlighter", lang)
    book.page.add_style_tag(content="main { padding-block-end: 2000px }")
    words, marked = book.widget.locator(".w"), book.widget.locator(".w[aria-pressed=true]")
    words.first.scroll_into_view_if_needed()
    fingers = book.page.context.new_cdp_session(book.page)

    def stroke(start: tuple[float, float], end: tuple[float, float]) -> None:
        for kind, at in [("touchStart", 0.0), *(("touchMove", n / 8) for n in range(1, 9))]:
            x, y = (a + (b - a) * at for a, b in zip(start, end, strict=True))
            fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})  # fmt: skip
        fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    tops = [middle(words.nth(at))[1] for at in range(3)]
    last = max(at for at in range(3) if abs(tops[at] - tops[0]) < 1)
    assert last > 0
    stroke(middle(words.first), middle(words.nth(last)))
    expect(marked).to_have_count(last + 1)
    x, y = middle(words.first)
    stroke((x, y), (x, y - 200))
    book.page.wait_for_function("() => scrollY > 0")
    expect(marked).to_have_count(last + 1)


@BOTH
def test_nothing_to_mark_is_told_as_a_find(bare: Start, lang: str) -> None:
    """Where the key has no words and none were marked, the verdict says so, and nothing in numbers."""
    book = shown(bare, "Highlighter", lang)
    task = Marking(LESSONS[lang])
    bare_items = [item for item in task.items if not task.wanted(item)]
    book.value(f"made.receive({{'action': 'goto', 'statement_id': {bare_items[0]!r}}})")
    book.widget.locator(".pen.none").click()
    verdict = commit(book)
    head = {"en": "Right: there is nothing to mark here.", "ar": "صحيح: لا شيء هنا لتحديده."}
    expect(verdict.locator(".head")).to_have_text(head[lang])


# the headline check


@BOTH
@pytest.mark.parametrize("context", [LAPTOP], indirect=True, ids=["laptop"])
def test_the_headline_check_asks_one_thing_at_a_time_on_one_screen(bare: Start, lang: str) -> None:
    """Headline, statement, answers and Commit are in one screen; the end says what was counted."""
    book = shown(bare, "HeadlineCheck", lang)
    card, task, words = book.widget, Heading(LESSONS[lang]), Words(lang)
    relations = LESSONS[lang].key.set_index("statement_id")["headline"]
    for item in task.items:
        expect(card.locator("fieldset")).to_have_count(2)
        assert card.evaluate(IN_SIGHT, [".headline", ".opts", ".go"]) == [], item
        label = relations[item] if item != task.items[0] else "open"
        card.locator(".opt input").first.focus()
        book.page.keyboard.press(str(RELATIONS.index(label) + 1))
        expect(card.locator(f".opt[data-label={label}] input")).to_be_focused()
        book.page.keyboard.press("Enter")
        expect(card.locator(".verdict")).to_be_visible()
        assert card.evaluate(IN_SIGHT, [".headline", ".verdict", ".go"]) == [], item
        if item == task.items[0]:
            card.locator(".show").click()
            expect(card.locator(".show")).to_have_count(0)
        book.page.keyboard.press("Enter")
    said = {
        "en": "Statements that matter to the headline: 3 of 4 right. Statements that say nothing about it: 9 of 9 seen.",
        "ar": "عبارات تمسّ العنوان: الصواب ٣ من ٤. عبارات لا تقول عنه شيئًا: تبيّنتم ٩ من ٩.",
    }
    expect(card.locator(".result")).to_have_text(said[lang])
    assert len(task.items) == 13
    assert words.answer("open") in card.locator(".review li").first.inner_text()


# all of them


@BOTH
@pytest.mark.parametrize("name", ["Sorter", "HeadlineCheck", "Rewrite", "Highlighter"])
def test_no_line_of_words_stands_twice(bare: Start, lang: str, name: str) -> None:
    """A card whose story shows its headline leaves out the title that says the same."""
    book = shown(bare, name, lang)
    title = LESSONS[lang].title
    assert book.widget.evaluate(LINES).count(title) == 1
    expect(book.widget.get_by_role("heading", name=title)).to_have_count(1)
    if name == "Sorter":
        book.widget.locator(".tab").last.click()
        expect(book.widget.locator(".article")).to_be_visible()
        assert book.widget.evaluate(LINES).count(title) == 1


@BOTH
@pytest.mark.parametrize("theme", ["Light", "Dark"])
@pytest.mark.parametrize("context", [NARROW], indirect=True, ids=["320px"])
@pytest.mark.parametrize("name", ["CueLab", "Highlighter", "HeadlineCheck"])
def test_on_a_narrow_screen_nothing_is_cut_off(
    bare: Start, lang: str, theme: str, name: str
) -> None:
    """At 320 pixels question and verdict stay inside the card, and axe finds nothing in either."""
    book = shown(bare, name, lang)
    book.theme(theme)
    card = book.widget
    if name == "CueLab":
        card.locator("select").first.select_option("name")
        expect(card.locator(".made")).not_to_have_text("…")
    else:
        card.locator(".w, .opt input").first.click()
    assert (card.evaluate(FITS), violations(book.page)) == ([], [])
    commit(book)
    assert (card.evaluate(FITS), violations(book.page)) == ([], [])
