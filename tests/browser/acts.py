"""What a learner does with each exercise of the gallery, and what Python must make of it.

An act works on the gallery's own notebook, in Jupyter and on a bare page alike. The acts are done
in the order of `ACTS`: an exercise keeps what the act before left in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

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
    from playwright.sync_api import Locator, Page
    from sorting import Book

    from kit.lessons.lesson import Lesson

ROOT: Final = Path(__file__).parents[2]
KINDS: Final = (
    "sorter", "highlighter", "cuelab", "headline", "chain", "lateral", "rewrite", "compare",
)  # fmt: skip
HONEST: Final = {
    "en": "Town council announces closure of Mill Bridge after cracks",
    "ar": "بلدية مرسى اللوز تعلن إغلاق جسر الطاحونة بعد ظهور شروخ",
}


def gallery_of(lang: str) -> Path:
    """Return the gallery's notebook in a language."""
    return ROOT / "notebooks" / lang / "gallery.ipynb"


@dataclass(frozen=True)
class Gallery:
    """The gallery, open and run, and the lesson that its exercises are about."""

    book: Book
    lesson: Lesson

    @property
    def page(self) -> Page:
        """The page it is on."""
        return self.book.page

    def value(self, expression: str) -> Any:  # noqa: ANN401  (whatever the expression gives)
        """Return the value of a Python expression where the gallery ran."""
        return self.book.value(expression)

    def card(self, kind: str) -> Locator:
        """Return one widget."""
        return self.page.locator(f".kit-{kind}")

    def see_all(self) -> None:
        """Wait until every widget is drawn: Jupyter draws only what is near."""
        for kind in KINDS:
            self.card(kind).scroll_into_view_if_needed()
            self.card(kind).locator(".strip").first.wait_for()

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)


def run_gallery(book: Book, lang: str) -> Gallery:
    """Run the gallery's cells in a book that holds them, and see all its widgets."""
    book.run_all()
    gallery = Gallery(book, load_lesson("the-bridge", lang, ROOT / "seeds"))
    gallery.see_all()
    return gallery


def scores(gallery: Gallery, kind: str) -> list[float]:
    """Return the points that Python gives for a widget's answers."""
    points: list[float] = gallery.value(f"{kind}.scores['points'].tolist()")
    return points


def follow(gallery: Gallery) -> str:
    """Return the arrow key that goes on in the direction of reading."""
    return "ArrowLeft" if gallery.lesson.lang == "ar" else "ArrowRight"


def sort_in_the_whole_article(gallery: Gallery) -> None:
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


def mark_words(gallery: Gallery) -> None:
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


def swap_and_type_in_the_cue_lab(gallery: Gallery) -> None:
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


def hold_the_body_against_the_headline(gallery: Gallery) -> None:
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


def build_the_chain(gallery: Gallery) -> None:
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


def drag_a_hand(gallery: Gallery) -> None:
    """In the next chain a hand is dragged in by mouse and given back by pressing it."""
    card = gallery.card("chain")
    gallery.press("Enter")
    hand = card.locator(".pool .hand").first
    name = hand.inner_text()
    hand.drag_to(card.locator(".line"))
    expect(card.locator(".line button")).to_have_text([name])
    card.locator(".line button").click()
    expect(card.locator(".line button")).to_have_count(0)


def read_sideways(gallery: Gallery) -> None:
    """Decide with a digit; Space marks the words, and official words can stay unconfirmed."""
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


def rewrite_the_headline(gallery: Gallery) -> None:
    """Write, and the engine reads along; Enter makes a new line, Ctrl and Enter commit."""
    card = gallery.card("rewrite")
    card.locator("textarea").focus()
    gallery.page.keyboard.insert_text(HONEST[gallery.lesson.lang])
    expect(card.locator(".live p[data-right=true]")).to_have_count(3)
    expect(card.locator("textarea")).to_be_focused()
    gallery.press("Control+Enter")
    expect(card.locator(".verdict")).to_have_attribute("data-tone", "right")
    assert scores(gallery, "rewrite") == [1.0]


def compare_stories(gallery: Gallery) -> None:
    """Arrows walk over the blocks, Enter opens one and marks its like, and asks who stands behind it."""
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


ACTS: Final = (
    sort_in_the_whole_article,
    mark_words,
    swap_and_type_in_the_cue_lab,
    hold_the_body_against_the_headline,
    build_the_chain,
    drag_a_hand,
    read_sideways,
    rewrite_the_headline,
    compare_stories,
)
