"""The head of a lesson: one name for all exercises, a projector, a new class."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.core.names import tidy_name
from kit.exercises import aside
from kit.exercises.frame import contract, present
from kit.exercises.frame.gate import Pace
from kit.exercises.header import widget
from kit.exercises.header.widget import Header
from kit.exercises.log import AnswerLog, log_path, read_answers
from kit.languages.interface import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.exercises.frame.exercise import Exercise

LESSON = kit.load_lesson("the-call", lang="en")
IDS = LESSON.statements["statement_id"].tolist()


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(present, "_FOLLOWERS", [])  # exercises of other tests may still be alive
    yield
    present._Kernel.projecting = False  # noqa: SLF001  (a kernel's, and all tests run in one)


def press(header: Header, want: str, name: str = "") -> list[str]:
    """Press a button of the head, and return what is said without the marks round names."""
    panel = header.children[0]
    panel._pace = Pace(10)  # noqa: SLF001  (a test presses faster than a hand)
    panel.receive({"action": "press", "want": want, "name": name})
    return [line.replace("\u2068", "").replace("\u2069", "") for line in panel.state["lines"]]


def presses(header: Header) -> list[str]:
    """Return what can be pressed."""
    return [name for name, _ in header.children[0].state["presses"]]


def commit(exercise: Exercise, at: int, label: str = "official") -> None:
    """Answer a statement."""
    exercise.receive({"action": "commit", "statement_id": IDS[at], "label": label})


def own(exercise: Exercise) -> dict[str, str]:
    """Return who works at an exercise, and the places answered."""
    return {str(exercise.fixed["learner"]): str(exercise.progress[0])}


def given_by() -> dict[str, int]:
    """Return how many answers of each learner lie in ``answers/``."""
    return {
        str(name): int(n)
        for name, n in read_answers("answers").groupby("learner_id").size().items()
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_name_is_typed_once_for_all_exercises(lang: str) -> None:
    """It is shown and kept, exercises made later have it too, and the next session asks for nobody."""
    header, sorter, chain = Header(lang), kit.Sorter(LESSON), kit.Highlighter(LESSON)
    assert presses(header) == ["keep"]
    assert "Leila" in press(header, "keep", "Leila")[0]
    names = [one.fixed["learner"] for one in (sorter, chain, kit.HeadlineCheck(LESSON))]
    assert names == ["Leila"] * 3
    assert Path("answers/learner.txt").read_text(encoding="utf-8").splitlines()[0] == "Leila"
    assert (presses(Header(lang)), presses(header)) == (["change"], ["change"])


@given(st.text(max_size=80))
def test_whatever_is_typed_is_a_name_or_is_said_to_be_none(typed: str) -> None:
    """Two who type the same for the eye are one learner; a name that is kept is read back."""
    present._NAMED.clear()  # noqa: SLF001  (of the text before)
    Path("answers/learner.txt").unlink(missing_ok=True)
    header = Header("en")
    before = present.present().id
    press(header, "keep", typed)
    tidy = tidy_name(typed).lstrip("# ")
    kept = tidy if tidy and len(tidy) <= 60 and tidy != before else before
    present._NAMED.clear()  # noqa: SLF001  (what stands on disk is what counts)
    assert present.present().id == kept
    press(header, "keep", f"\u200f{typed} \u200b")
    assert present.present().id == kept


@pytest.mark.parametrize("typed", ["", " \u200f", "#", "x" * 61, None, 7])
def test_what_is_no_name_changes_nothing(typed: object) -> None:
    """An empty or endless name is told, and the box stays."""
    header, sorter = Header("en"), kit.Sorter(LESSON)
    before = own(sorter)
    told = press(header, "keep", typed)  # type: ignore[arg-type]  # what a page may send
    assert told[0] in ("Type a name first.", "That name is too long: it may have 60 letters.")
    assert (own(sorter), presses(header)) == (before, ["keep", "cancel"])


def test_answers_given_without_a_name_are_taken_along_when_asked() -> None:
    """Whose they are is asked; taken along, they stand under the name alone, and the old log is kept."""
    header, sorter = Header("en"), kit.Sorter(LESSON)
    commit(sorter, 0)
    nameless = sorter.answers
    told = press(header, "keep", "Leila")
    assert (told[0].split(": ")[1], presses(header)) == ("1. Are they yours?", ["mine", "not_mine", "cancel"])  # fmt: skip
    press(header, "mine")
    commit(sorter, 1)
    assert (own(sorter), given_by()) == ({"Leila": "2"}, {"Leila": 2})
    [old] = Path().glob("answers-renamed-*/*/*.jsonl")
    assert AnswerLog(old).read().equals(nameless)


def test_a_second_learner_begins_afresh_and_the_first_comes_back() -> None:
    """Nobody's answers are overwritten, and nothing has to be run again."""
    header, sorter = Header("en"), kit.Sorter(LESSON)
    press(header, "keep", "Leila")
    commit(sorter, 0)
    press(header, "change")
    press(header, "keep", "عمر")
    press(header, "not_mine")
    assert own(sorter) == {"عمر": "0"}
    commit(sorter, 0, "named")
    commit(sorter, 1, "named")
    told = press(header, "keep", "Leila")
    assert told[0].startswith("Somebody called Leila has worked here before (answers: 1,")
    press(header, "me")
    assert (own(sorter), given_by()) == ({"Leila": "1"}, {"Leila": 1, "عمر": 2})


def test_another_person_of_that_name_takes_another_one() -> None:
    """Who is not the Leila of before is asked for a name, and works on as whoever it was."""
    header, sorter = Header("en"), kit.Sorter(LESSON)
    press(header, "keep", "Leila")
    commit(sorter, 0)
    press(header, "keep", "Omar")
    press(header, "not_mine")
    press(header, "keep", "leila".title())
    assert press(header, "not_me") == ["Choose another name, such as Leila 2."]
    assert own(sorter) == {"Omar": "0"}


def test_the_next_session_asks_whether_the_same_learner_goes_on() -> None:
    """Until that is said the exercises hold the answers of the one before; then anyone may begin."""
    first, sorter = Header("en"), kit.Sorter(LESSON)
    press(first, "keep", "Leila")
    commit(sorter, 0)
    present.forget_names()
    header = Header("en")
    [line] = header.children[0].state["lines"]
    assert "Go on as \u2068Leila\u2069? Answers kept here: 1" in line
    assert presses(header) == ["go_on", "another"]
    assert press(header, "go_on") == ["You work here as Leila."]
    assert presses(header) == ["change"]


def test_what_one_learner_opened_is_closed_for_the_next() -> None:
    """A card that opens after the last answer closes, and opens again for the first learner."""
    header, sorter = Header("en"), kit.Sorter(LESSON)
    press(header, "keep", "Leila")
    card = kit.after(sorter, lambda: "the key")
    for at in range(len(IDS)):
        commit(sorter, at)
    opened = (card.opened, "the key" in card.html)
    press(header, "keep", "Omar")
    press(header, "not_mine")
    assert (opened, card.opened, "the key" in card.html) == ((True, True), False, False)
    press(header, "keep", "Leila")
    press(header, "me")
    assert (card.opened, "the key" in card.html) == (True, True)


def test_forms_practice_and_own_articles_follow_too() -> None:
    """A form that was begun is another learner's; practice draws the items of whoever is there."""
    header, form, practice = Header("en"), kit.Form("en"), kit.Practice("en")
    form.children[0].receive({"action": "take", "want": "form-b"})
    assert form.sorter is not None
    form.sorter.receive({"action": "commit", "statement_id": form.sorter.state["at"], "label": "named"})  # fmt: skip
    drawn = practice.fixed["items"]
    press(header, "keep", "Leila")
    press(header, "not_mine")
    assert (form.sorter, form.children[0].state["chosen"]) == (None, "")
    assert practice.fixed["learner"] == "Leila"
    assert practice.fixed["items"] != drawn
    again = kit.Practice("en")
    assert practice.fixed["items"] == again.fixed["items"]


# a projector


def test_a_projector_keeps_nothing_and_gives_all_back() -> None:
    """Not a byte is written, on disk or in the page's copy; afterwards the learner goes on."""
    header, sorter = Header("en"), kit.Sorter(LESSON, "owl-7")
    commit(sorter, 0)
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    assert press(header, "project") == ["Projector: the lesson is shown large, and no answer is kept."]  # fmt: skip
    commit(sorter, 1)
    late = kit.HeadlineCheck(LESSON)
    assert (sorter.progress[0], sorter.fixed["unkept"], late.fixed["unkept"]) == (1, True, True)
    assert sorter.state["status"] == f"Nothing is kept · 1 of {len(IDS)}"
    assert press(header, "keep", "Leila") == press(header, "class")
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before
    press(header, "end")
    assert (own(sorter), sorter.fixed["unkept"]) == ({"owl-7": "1"}, False)


# a new class


def test_a_new_class_puts_all_answers_aside_and_deletes_none() -> None:
    """Each folder of the course has its answers under the day; open exercises go on without."""
    for folder in ("notebooks/en", "notebooks/ar", "exercises/en"):
        Path(folder).mkdir(parents=True)
    os.chdir("exercises/en")
    commit(kit.Sorter(LESSON, "Omar"), 0)
    os.chdir("../../notebooks/en")
    header, sorter = Header("en"), kit.Sorter(LESSON)
    press(header, "keep", "Leila")
    commit(sorter, 0)
    assert press(header, "class")[0].startswith("New class: all answers (learners: 2, answers: 2)")
    [told, _] = press(header, "aside")
    assert told.startswith("The answers are put aside in \u200eanswers-")
    assert sorter.progress[0] == 0
    assert sorter.state["notice"].startswith("The answers given here before are put aside: a new class")  # fmt: skip
    assert present.present().anonymous
    kept = [read_answers(place) for place in sorted(Path("../..").glob("*/*/answers-*"))]
    assert [frame["learner_id"].tolist() for frame in kept] == [["Omar"], ["Leila"]]
    assert press(header, "class")[0] == "There are no answers here yet: a new class can begin."


def test_two_classes_of_a_day_have_a_folder_each() -> None:
    """Nothing is written over."""
    found = []
    for at in range(3):
        commit(kit.Sorter(LESSON, f"owl-{at}"), 0)
        place = aside.put_aside(Path.cwd())
        assert place is not None
        found.append(place.name)
    assert (aside.put_aside(Path.cwd()), found[1:]) == (None, [f"{found[0]}-2", f"{found[0]}-3"])


@pytest.mark.fault("learners")
@pytest.mark.parametrize("learner", ["owl-7", None])
def test_another_program_may_put_answers_aside_while_exercises_are_open(
    learner: str | None,
) -> None:
    """At the next press they begin empty and say so; what was pressed counts for nobody."""
    sorter = kit.Sorter(LESSON, learner)
    commit(sorter, 0)
    place = aside.put_aside(Path.cwd())
    assert place is not None
    commit(sorter, 1)
    assert sorter.state["notice"].startswith("The answers given here before are put aside")
    assert (sorter.progress[0], len(read_answers(place))) == (0, 1)
    commit(sorter, 1)
    assert (sorter.progress[0], len(read_answers("answers")), len(read_answers(place))) == (1, 1, 1)


@pytest.mark.fault("learners")
def test_a_folder_that_cannot_be_written_keeps_the_name_for_the_session() -> None:
    """The name holds as long as the page is open, and that is said."""
    Path("answers").write_text("a file where the folder should be", encoding="utf-8")
    header, sorter = Header("en"), kit.Sorter(LESSON)
    told = press(header, "keep", "Leila")
    assert told[0].startswith("Your name could not be written to the disk (File exists)")
    assert sorter.fixed["learner"] == "Leila"


@pytest.mark.fault("learners")
def test_a_file_that_is_no_name_is_left_as_it_is() -> None:
    """A learner's file that nobody can read is not written over; the name holds for the session."""
    path = log_path("any", "any").parent.parent / "learner.txt"
    path.parent.mkdir()
    path.write_bytes(b"\x00" * 7)
    header, sorter = Header("en"), kit.Sorter(LESSON)
    told = press(header, "keep", "Leila")
    assert told[0] == "Your name could not be written to the disk (it is not UTF-8); it holds as long as this page is open."  # fmt: skip
    assert (sorter.fixed["learner"], path.read_bytes()) == ("Leila", b"\x00" * 7)


def test_the_page_of_the_head_is_what_is_declared() -> None:
    """What it gets is of the contract, in all its states, and what it sends is no more."""
    header = Header("ar")
    assert contract.validate(dict(header.children[0].fixed), widget.HeaderFixed) == []
    for want in ("change", "project", "end", "class"):
        press(header, want)
        assert contract.validate(dict(header.children[0].state), widget.HeaderState) == []
    assert repr(header) == "Header(lang='ar')"
