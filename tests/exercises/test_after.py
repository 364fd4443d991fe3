"""What gives answers away: closed until its exercise is done, then open by itself."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kit.core.errors import AnswerError
from kit.exercises.frame.after import after
from kit.exercises.highlighter.widget import Highlighter
from kit.exercises.sorter.widget import Sorter
from kit.lessons.folders import load_lesson
from kit.show.plots import plot_sourcing
from kit.show.strips import describe_sourcing

if TYPE_CHECKING:
    from kit.lessons.lesson import Lesson

SEEDS = Path(__file__).parents[1] / "browser" / "seeds"
CLOSED = {
    "en": "The answers stand here. They open by themselves once all 5 questions above are answered.",
    "ar": "هنا الإجابات، وتظهر من تلقاء نفسها متى أجبتم عن الأسئلة أعلاه كلها (عددها ٥).",
}


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def answer(sorter: Sorter, *numbers: int) -> None:
    """Answer statements as a page does."""
    for number in numbers:
        statement = f"{sorter.fixed['exercise']}#{number}"
        sorter.receive({"action": "commit", "statement_id": statement, "label": "official"})


def text_of(html: str) -> str:
    """Return the words that HTML shows."""
    bare = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", bare)).strip()


def test_a_closed_card_says_when_it_opens(lesson: Lesson) -> None:
    """It tells how many questions there are and, once some are answered, how many of them."""
    sorter = Sorter(lesson, "owl-7")
    card = after(sorter, plot_sourcing, lesson)
    assert text_of(card.html) == CLOSED[lesson.lang]
    answer(sorter, 1, 2)
    told = {"en": "Answered so far: 2 of 5.", "ar": "أجبتم حتى الآن عن ٢ من ٥."}
    assert text_of(card.html).endswith(told[lesson.lang])


def test_it_opens_with_the_last_answer_and_is_made_only_then(lesson: Lesson) -> None:
    """Nothing is made before, so that nothing of it can be sent; afterwards it stays as it is."""
    made: list[str] = []

    def make(words: str, *, more: str) -> str:
        made.append(words)
        return f"{words} {more} <b>"

    sorter = Sorter(lesson, "owl-7")
    card = after(sorter, make, "the key", more="in full")
    answer(sorter, 1, 2, 3, 4)
    assert (made, card.opened, "the key" in json.dumps(card.get_state())) == ([], False, False)
    answer(sorter, 5)
    assert (made, card.opened, card.html) == (
        ["the key"],
        True,
        "<pre>the key in full &lt;b&gt;</pre>",
    )
    sorter.receive({"action": "next", "statement_id": f"{sorter.fixed['exercise']}#5"})
    assert made == ["the key"]


def test_a_plot_comes_with_its_words(lesson: Lesson) -> None:
    """The picture's text stands beside it, for those who cannot see it."""
    sorter = Sorter(lesson, "owl-7")
    card = after(sorter, plot_sourcing, lesson)
    answer(sorter, 1, 2, 3, 4, 5)
    assert card.html.count('src="data:image/png;base64,') == 1
    assert describe_sourcing(lesson) in unescape(card.html)


def test_what_was_done_before_is_open_at_once(lesson: Lesson) -> None:
    """Whoever comes back to a finished exercise finds the answers."""
    answer(Sorter(lesson, "owl-7"), 1, 2, 3, 4, 5)
    assert after(Sorter(lesson, "owl-7"), str, "the key").html == "<pre>the key</pre>"


def test_the_page_without_a_script_stays_closed(lesson: Lesson) -> None:
    """What a notebook stores and prints is the closed card, though all is answered."""
    sorter = Sorter(lesson, "owl-7")
    answer(sorter, 1, 2, 3, 4, 5)
    card = after(sorter, str, "the key")
    bundle = card._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert CLOSED[lesson.lang] in text_of(data["text/html"])
    assert "the key" not in data["text/html"] + data["text/plain"]


def test_an_answer_is_kept_though_what_follows_it_fails(lesson: Lesson) -> None:
    """The card tells in one line what went wrong."""
    sorter = Sorter(lesson, "owl-7")
    card = after(sorter, lambda: {}["the key"])
    answer(sorter, 1, 2, 3, 4, 5)
    told = {"en": "This could not be shown: 'the key'", "ar": "تعذّر العرض: 'the key'"}
    assert text_of(card.html) == told[lesson.lang]
    assert len(sorter.answers) == 5


def test_a_closed_widget_follows_no_longer(lesson: Lesson) -> None:
    """A cell that is run again leaves nothing behind that would be made in vain."""
    made: list[int] = []
    sorter = Sorter(lesson, "owl-7")
    card = after(sorter, made.append, 1)
    card.close()
    card.close()
    answer(sorter, 1, 2, 3, 4, 5)
    assert made == []


@pytest.mark.parametrize(
    ("exercise", "make", "found"),
    [("sorter", str, "found str, expected an exercise"), (None, "plot", "found str, expected a function")],
)  # fmt: skip
def test_what_is_no_exercise_or_no_function_is_told(
    exercise: object, make: object, found: str
) -> None:
    """With an example that works."""
    one = exercise or Sorter(load_lesson("harbour", "en", SEEDS), "owl-7")
    with pytest.raises(AnswerError, match=found) as caught:
        after(one, make)  # type: ignore[arg-type]
    assert "write kit.after(sorter, kit.plot_sourcing, lesson)" in str(caught.value)


@pytest.mark.parametrize("reasons", [True, False])
def test_marking_may_come_before_sorting(*, lesson: Lesson, reasons: bool) -> None:
    """Without reasons neither a verdict nor the review tells a label that a sorter still asks for."""
    highlighter = Highlighter(lesson, "owl-7", reasons=reasons)
    told = {entry.reason(lesson.lang) for entry in lesson.entries}
    seen: set[str] = set()
    for item, _ in highlighter.fixed["items"]:
        highlighter.receive({"action": "commit", "statement_id": item, "given": []})
        seen |= {
            words for words in told if words in json.dumps(highlighter.state, ensure_ascii=False)
        }
        highlighter.receive({"action": "next", "statement_id": item})
        seen |= {
            words for words in told if words in json.dumps(highlighter.state, ensure_ascii=False)
        }
    assert highlighter.state["mode"] == "review"
    assert bool(seen) is reasons
