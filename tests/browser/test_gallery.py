"""Every widget in the gallery, in both languages: act with keys alone, then ask Python."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe import violations
from harness import PATIENCE, Lab, Notebook
from playwright.sync_api import expect

from kit.core.codebook import CHOICES, FINDINGS, RELATIONS, student_view
from kit.exercises.chain.task import Chaining
from kit.exercises.frame.marks import PENS, touched, words_of
from kit.exercises.frame.wording import Words
from kit.exercises.headline.task import Heading
from kit.exercises.highlighter.task import Marking
from kit.exercises.lateral.task import Checking
from kit.lessons.folders import load_lesson

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator

    from kit.lessons.lesson import Lesson

ROOT = Path(__file__).parents[2]
KINDS = ("sorter", "highlighter", "cuelab", "headline", "chain", "lateral", "rewrite", "compare")
HONEST = {
    "en": "Town council announces closure of Mill Bridge after cracks",
    "ar": "بلدية مرسى اللوز تعلن إغلاق جسر الطاحونة بعد ظهور شروخ",
}


class Gallery(Notebook):
    """The gallery, open and run."""

    lesson: Lesson

    def card(self, kind: str) -> Locator:
        """Return one widget."""
        return self.page.locator(f".kit-{kind}")

    def theme(self, name: str) -> None:
        """Change to the light or the dark theme, and wait until it is there."""
        self.command("apputils:change-theme", {"theme": f"JupyterLab {name}"})
        light = str(name == "Light").lower()
        self.page.wait_for_function(
            "light => document.body.dataset.jpThemeLight === light", arg=light
        )

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)


@pytest.fixture(scope="module", params=["en", "ar"])
def gallery(request: pytest.FixtureRequest, browser: Browser, lab: Lab) -> Iterator[Gallery]:
    """Give the gallery's own notebook in each language, all its cells run."""
    lang = request.param
    name = f"gallery-{lang}.ipynb"
    shutil.copyfile(ROOT / "notebooks" / lang / "gallery.ipynb", lab.folder / name)
    context = browser.new_context(viewport={"width": 1200, "height": 1000})
    context.set_default_timeout(PATIENCE * 1000)
    book = Gallery(lab, context.new_page(), name)
    book.lesson = load_lesson("the-bridge", lang, ROOT / "seeds")
    book.open()
    book.run_all()
    for kind in KINDS:
        book.card(kind).scroll_into_view_if_needed()
        book.card(kind).locator(".strip").first.wait_for()
    yield book
    lab.stop(name)
    context.close()


def scores(book: Gallery, kind: str) -> list[float]:
    """Return the points that Python gives for a widget's answers."""
    points: list[float] = book.value(f"{kind}.scores['points'].tolist()")
    return points


def follow(book: Gallery) -> str:
    """Return the arrow key that goes on in the direction of reading."""
    return "ArrowLeft" if book.lesson.lang == "ar" else "ArrowRight"


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_questions_are_accessible(gallery: Gallery, theme: str) -> None:
    """Axe finds nothing against WCAG 2.2 AA in any widget before it is answered."""
    gallery.theme(theme)
    assert violations(gallery.page) == []


def test_sort_in_the_whole_article(gallery: Gallery) -> None:
    """Arrows walk through the article, digits choose, one Enter commits all that is chosen."""
    card, lesson = gallery.card("sorter"), gallery.lesson
    card.locator(".tab").last.focus()
    gallery.press("Enter")
    card.locator(".st").first.focus()
    right = [student_view(label) for label in lesson.key["label"][:3]]
    for label in right:
        here = card.locator(".st[aria-pressed=true]")
        expect(card.locator(".panel .opt").first).to_be_visible()
        gallery.press(str(CHOICES.index(label) + 1))
        expect(here).to_have_class("st pending")
        gallery.press("ArrowDown")
    expect(card.locator(".st.pending")).to_have_count(3)
    assert gallery.value("len(sorter.answers)") == 0
    gallery.press("ArrowUp", "Enter")
    expect(card.locator(".panel .verdict")).to_have_attribute("data-right", "true")
    assert gallery.value("list(sorter.answers['label'])") == right
    assert scores(gallery, "sorter") == [1.0, 1.0, 1.0]


FOREIGN = """node => {
    const [first, second] = ['Marsa', 'al-Lawz'].map(name => {
        const word = node.querySelector('.w').cloneNode(true);
        word.textContent = name;
        return word;
    });
    const gaps = [' ', ' '].map(space => document.createTextNode(space));
    const box = node.querySelector('.words');
    box.prepend(first, gaps[0], second, gaps[1]);
    const [a, b] = [first, second].map(word => word.getBoundingClientRect());
    for (const added of [first, second, ...gaps]) added.remove();
    return [a.top === b.top, a.right <= b.left + 1];
}"""
"""Put two Latin words before the others: whether they share a line, and read from left to right."""


@pytest.mark.parametrize("name", ["highlighter", "lateral"])
def test_words_to_mark_keep_their_order_in_a_line_of_the_other_script(
    gallery: Gallery, name: str
) -> None:
    """A Latin name in an Arabic text reads from left to right while its words can be marked."""
    assert gallery.card(name).evaluate(FOREIGN) == [True, True]


def test_mark_words(gallery: Gallery) -> None:
    """Arrows walk from word to word and digits mark; the key's own words earn the whole point."""
    card, lesson = gallery.card("highlighter"), gallery.lesson
    task = Marking(lesson)
    item = task.items[0]
    text = str(lesson.statements.set_index("statement_id").loc[item, "text"])
    words = words_of(text)
    kinds = {i: kind for kind, span in task.wanted(item).items() for i in touched(words, [span])}
    card.locator(".w").first.focus()
    for place in range(max(kinds) + 1):
        expect(card.locator(".w").nth(place)).to_be_focused()
        if place in kinds:
            gallery.press(str(PENS.index(kinds[place]) + 1))
            expect(card.locator(".w").nth(place)).to_have_attribute("aria-pressed", "true")
        gallery.press(follow(gallery))
    gallery.press("Control+z")
    assert card.locator(".w[aria-pressed=true]").count() == len(kinds) - 1
    card.locator(".w").nth(max(kinds)).focus()
    gallery.press(str(PENS.index(kinds[max(kinds)]) + 1), "Enter")
    expect(card.locator(".verdict")).to_have_attribute("data-tone", "right")
    assert scores(gallery, "highlighter") == [1.0]
    marked = gallery.value("[tuple(m) for m in highlighter.answers['given'].iloc[0]]")
    assert {text[a:b] for _, a, b in marked} == {
        text[s.start : s.end] for s in task.wanted(item).values()
    }


def test_swap_and_type_in_the_cue_lab(gallery: Gallery) -> None:
    """Each swap changes sentence, label and certainty; typing does too; the sentence is committed."""
    card, words = gallery.card("cuelab"), Words(gallery.lesson.lang)
    reads = card.locator(".live")
    expect(reads).to_contain_text(words.answer("official"))
    before = card.locator(".made").inner_text()
    card.locator(".slot").first.locator("input:checked").focus()
    gallery.press("ArrowDown", "ArrowDown")
    expect(reads).to_contain_text(words.answer("unnamed"))
    expect(card.locator(".made")).not_to_have_text(before)
    card.locator("textarea").focus()
    gallery.page.keyboard.insert_text(HONEST[gallery.lesson.lang])
    expect(reads).to_contain_text(words.answer("official"))
    gallery.press("Control+Enter")
    expect(card.locator(".verdict")).to_have_attribute("data-tone", "right")
    assert gallery.value("cuelab.answers['given'].iloc[0]") == (HONEST[gallery.lesson.lang],)
    assert scores(gallery, "cuelab") == [1.0]


def test_hold_the_body_against_the_headline(gallery: Gallery) -> None:
    """Relations are chosen with Space, one Enter commits all, and what was dropped is told."""
    card, task = gallery.card("headline"), Heading(gallery.lesson)
    key = gallery.lesson.key.set_index("statement_id")["headline"]
    for place, item in enumerate(task.items):
        if key[item] != "beside":
            box = card.locator(".claim").nth(place)
            box.locator("input").nth(RELATIONS.index(key[item])).focus()
            gallery.press("Space")
    gallery.press("Enter")
    expect(card.locator(".result")).to_be_focused()
    for line in task.dropped().values():
        expect(card.locator(".verdict")).to_contain_text(line)
    assert gallery.value("headline.answers['label'].tolist()") == [key[i] for i in task.items]
    assert sum(scores(gallery, "headline")) == 4.0


def test_build_the_chain(gallery: Gallery) -> None:
    """Enter adds a hand, arrows move it, Delete takes it out; the chain is drawn with the verdict."""
    card, task = gallery.card("chain"), Chaining(gallery.lesson)
    first, second = task.chain(task.items[0])
    for hand in (second, first):
        card.locator(".pool .hand", has_text=hand).first.focus()
        gallery.press("Enter")
    placed = card.locator(".line button")
    expect(placed).to_have_text([second, first])
    expect(placed.last).to_be_focused()
    gallery.press("Delete")
    expect(placed).to_have_text([second])
    card.locator(".pool .hand", has_text=first).first.focus()
    gallery.press("Enter", "ArrowUp")
    expect(placed).to_have_text([first, second])
    gallery.press("Control+Enter")
    expect(card.locator(".verdict")).to_have_attribute("data-tone", "right")
    assert gallery.value("chain.answers['given'].iloc[0]") == (first, second)
    assert scores(gallery, "chain") == [1.0]


def test_drag_a_hand(gallery: Gallery) -> None:
    """In the next chain a hand is dragged in by mouse and given back by pressing it."""
    card = gallery.card("chain")
    gallery.press("Enter")
    hand = card.locator(".pool .hand").first
    name = hand.inner_text()
    hand.drag_to(card.locator(".line"))
    expect(card.locator(".line button")).to_have_text([name])
    card.locator(".line button").click()
    expect(card.locator(".line button")).to_have_count(0)


def test_read_sideways(gallery: Gallery) -> None:
    """A digit decides, Space marks the words, and official words can stay unconfirmed."""
    card, task = gallery.card("lateral"), Checking(gallery.lesson)
    for item in task.items:
        shown = task.card(item)
        expect(card.locator(".box")).to_contain_text(shown["publisher"])
        card.locator(".opt input").first.focus()
        gallery.press(str(FINDINGS.index(shown["finding"]) + 1))
        places = touched(words_of(shown["text"]), [tuple(task.wanted(item)["source"])])
        card.locator(".w").nth(min(places)).focus()
        gallery.press("Space", *[f"Shift+{follow(gallery)}"] * (len(places) - 1), "Enter")
        expect(card.locator(".verdict")).to_have_attribute("data-tone", "right")
        gallery.press("Enter")
    assert scores(gallery, "lateral") == [1.0] * len(task.items)
    told = gallery.value("' '.join(lateral.scores['feedback'])")
    same = {"en": "on the record is not the same as true", "ar": "الرسمي ليس مرادفًا للصحيح"}
    assert same[gallery.lesson.lang] in told


def test_rewrite_the_headline(gallery: Gallery) -> None:
    """The engine reads along; Enter makes a new line, Ctrl and Enter commit."""
    card = gallery.card("rewrite")
    card.locator("textarea").focus()
    gallery.page.keyboard.insert_text(HONEST[gallery.lesson.lang])
    expect(card.locator(".live p[data-right=true]")).to_have_count(3)
    expect(card.locator("textarea")).to_be_focused()
    gallery.press("Control+Enter")
    expect(card.locator(".verdict")).to_have_attribute("data-tone", "right")
    assert scores(gallery, "rewrite") == [1.0]


def test_compare_stories(gallery: Gallery) -> None:
    """Arrows walk over the blocks, Enter opens one and marks its like; a digit picks a story."""
    card = gallery.card("compare")
    first = card.locator(".blocks").first.locator("button")
    first.first.focus()
    gallery.press(follow(gallery), "Enter")
    second = gallery.lesson.statements["text"].iloc[1]
    expect(card.locator(".read")).to_contain_text(second)
    expect(card.locator(".blocks [data-alike]")).not_to_have_count(0)
    gallery.press("ArrowDown")
    expect(card.locator(".blocks").nth(1).locator("button").nth(1)).to_be_focused()
    gallery.press("3", "Control+Enter")
    expect(card.locator(".verdict")).to_have_attribute("data-tone", "right")
    picked = gallery.value("compare.answers['given'].iloc[0]")
    assert picked == (f"bridge-rumour.{gallery.lesson.lang}",)
    assert scores(gallery, "compare") == [1.0]


@pytest.mark.parametrize("theme", ["Dark", "Light"])
def test_verdicts_are_accessible(gallery: Gallery, theme: str) -> None:
    """Axe finds nothing against WCAG 2.2 AA once verdicts, chains and reviews are shown."""
    gallery.theme(theme)
    assert violations(gallery.page) == []


def test_everything_is_there_again(gallery: Gallery) -> None:
    """A new kernel finds all answers of all widgets in their logs, and scores them as before."""
    before: dict[str, Any] = {kind: scores(gallery, kind) for kind in KINDS}
    gallery.restart()
    for kind in KINDS:
        gallery.card(kind).scroll_into_view_if_needed()
        gallery.card(kind).locator(".strip").first.wait_for()
    assert {kind: scores(gallery, kind) for kind in KINDS} == before
