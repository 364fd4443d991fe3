"""Second tries and later rounds: the first answer counts, and what comes after it is kept beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from kit.exercises.frame.after import after
from kit.exercises.frame.contract import state_forms, validate
from kit.exercises.frame.wording import Words
from kit.exercises.log import AnswerLog, first_answers, log_path, read_answers
from kit.exercises.scoring import score
from kit.exercises.sorter.face import SorterFace
from kit.exercises.sorter.widget import Sorter

if TYPE_CHECKING:
    from pathlib import Path

    from kit.lessons.lesson import Lesson

RIGHT = ["outlet", "official", "unverified", "named", "unverified"]
SOME = ["official", "official", "outlet", "named", "unverified"]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def act(sorter: Sorter, action: str, number: int = 0, **more: object) -> dict[str, Any]:
    """Send a wish about a statement, and return what the page then sees, held to the contract."""
    item = f"{sorter.fixed['exercise']}#{number}" if number else ""
    sorter.receive({"action": action, "statement_id": item, **more})
    state = dict(sorter.state)
    assert validate(state, *state_forms(SorterFace.adds, state["mode"])) == []
    return state


def finish(sorter: Sorter, labels: list[str]) -> dict[str, Any]:
    """Answer all statements, go on each time, and return the review."""
    for number, label in enumerate(labels, start=1):
        act(sorter, "commit", number, label=label)
        state = act(sorter, "next", number)
    return state


def rows(lesson: Lesson) -> list[tuple[str, str, int, int]]:
    """Return statement, label, round and attempt of each line of the log."""
    found = AnswerLog(log_path(lesson.exercise_id, "owl-7")).rows()
    return [(one.statement_id[-1], one.label, one.round, one.attempt) for one in found]


def test_a_wrong_answer_is_asked_about_before_the_key_is_told(lesson: Lesson) -> None:
    """Neither the page nor the printed one holds the key's reason until it is shown."""
    sorter, say = Sorter(lesson, "owl-7"), Words(lesson.lang).say
    state = act(sorter, "commit", 1, label="official")
    verdict, reason = state["verdict"], lesson.key[f"reason_{lesson.lang}"].iloc[0]
    assert (verdict["head"], verdict["again"], verdict["right"]) == (say("not_quite"), True, False)
    assert verdict["why"].startswith(Words(lesson.lang).answer("official"))
    html = str(sorter._repr_mimebundle_()[0]["text/html"])
    assert reason not in json.dumps(state, ensure_ascii=False) + html
    told = act(sorter, "show", 1)["verdict"]
    assert (told["reason"], told["label"], "again" in told) == (reason, "outlet", False)
    assert act(sorter, "again", 1)["notice"] == say("already")


@pytest.mark.parametrize(("second", "tone"), [("outlet", "part"), ("named", "wrong")])
def test_a_second_try_is_kept_and_never_counts(lesson: Lesson, second: str, tone: str) -> None:
    """It stands in the log as the second attempt; answers and scores are those of the first."""
    sorter, words = Sorter(lesson, "owl-7"), Words(lesson.lang)
    act(sorter, "commit", 1, label="official", confidence=1.0)
    state = act(sorter, "again", 1)
    assert (state["mode"], state["tried"]) == ("ask", "official")
    assert state["again"] == words.say("second", answer=words.answer("official"))
    verdict = act(sorter, "commit", 1, label=second, confidence=0.25)["verdict"]
    assert (verdict["tone"], verdict["right"], verdict["label"]) == (tone, False, "outlet")
    pair = {"answer": words.answer("official"), "second": words.answer(second)}
    assert verdict["own_said"] == words.say("first_counts", **pair)
    assert rows(lesson) == [("1", "official", 1, 1), ("1", second, 1, 2)]
    assert sorter.answers[["label", "confidence"]].to_numpy().tolist() == [["official", 1.0]]
    assert sorter.scores["points"].tolist() == [0.0]
    assert score(read_answers("answers"), lesson)["label"].tolist() == ["official"]
    assert act(sorter, "commit", 1, label="outlet")["notice"] == words.say("already")
    again = Sorter(lesson, "owl-7")
    assert again.answers["label"].tolist() == ["official"]
    assert again.state["strip"][0]["own"] == "official"


def test_an_attempt_alone_is_no_first_answer(lesson: Lesson) -> None:
    """Where the first answer was lost, a second try does not take its place."""
    sorter = Sorter(lesson, "owl-7")
    act(sorter, "commit", 1, label="official")
    act(sorter, "again", 1)
    act(sorter, "commit", 1, label="outlet")
    answers = read_answers("answers")
    assert len(answers) == 2
    assert first_answers(answers.loc[answers["attempt"] == 2]).empty
    path = log_path(lesson.exercise_id, "owl-7")
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[1])
    assert Sorter(lesson, "owl-7").answers.empty


def test_going_on_gives_the_second_try_up(lesson: Lesson) -> None:
    """What was left is told when it is looked at again, and the review tells all."""
    sorter = Sorter(lesson, "owl-7")
    act(sorter, "commit", 1, label="official")
    act(sorter, "next", 1)
    assert "again" not in act(sorter, "goto", 1)["verdict"]
    act(sorter, "commit", 2, label="outlet")
    act(sorter, "again", 2)
    assert act(sorter, "goto", 3)["mode"] == "ask"
    assert act(sorter, "goto", 2)["verdict"]["again"] is True


def test_there_is_no_second_try_in_a_test_or_on_a_draft(lesson: Lesson) -> None:
    """A test tells nothing, and nobody knows what is right in a text without a key."""
    test = Sorter(lesson, "owl-7", feedback=False)
    act(test, "commit", 1, label="official")
    assert "harbour" in test.state["at"]
    assert "right" not in test.state["strip"][0]
    assert act(test, "again", 1)["notice"] == Words(lesson.lang).say("already")
    assert rows(lesson) == [("1", "official", 1, 1)]
    draft = Sorter("The mayor said on Sunday that the bridge was closed.", "owl-7")
    item = draft.state["at"]
    draft.receive({"action": "commit", "statement_id": item, "label": "outlet"})
    assert "again" not in draft.state["verdict"]
    assert draft.state["verdict"]["why"] == ""


def test_mistakes_are_tried_in_a_new_round(lesson: Lesson) -> None:
    """They alone are asked again; the log keeps both rounds, and the first one is scored."""
    sorter, words = Sorter(lesson, "owl-7"), Words(lesson.lang)
    review = finish(sorter, SOME)
    assert (review["anew"], "counted" in review) == (True, False)
    first = sorter.scores
    state = act(sorter, "mistakes")
    assert (state["mode"], state["notice"]) == ("ask", words.say("new_round"))
    assert ["own" in one for one in state["strip"]] == [False, True, False, True, True]
    assert state["status"] == words.say("saved", done=3, total=5)
    act(sorter, "commit", 1, label="outlet")
    act(sorter, "next", 1)
    act(sorter, "commit", 3, label="outlet")
    act(sorter, "again", 3)
    act(sorter, "commit", 3, label="unverified")
    review = act(sorter, "next", 3)
    assert review["result"] == words.say("result", right=4, total=5)
    result = words.say("result", right=3, total=5)
    assert review["counted"] == words.say("counted", result=result)
    assert rows(lesson)[5:] == [
        ("1", "outlet", 2, 1), ("3", "outlet", 2, 1), ("3", "unverified", 2, 2),
    ]  # fmt: skip
    assert [one["label"] for one in review["strip"]] == SOME
    assert sorter.scores.equals(first)
    assert score(read_answers("answers"), lesson).equals(first)
    assert act(sorter, "mistakes")["strip"][2].keys() & {"own", "right"} == set()


def test_starting_over_asks_everything_and_takes_nothing_away(lesson: Lesson) -> None:
    """All statements are open again; whoever comes back finds the round that counts."""
    sorter, words = Sorter(lesson, "owl-7"), Words(lesson.lang)
    finish(sorter, SOME)
    state = act(sorter, "anew")
    assert state["status"] == words.say("saved", done=0, total=5)
    review = finish(sorter, RIGHT)
    assert review["result"] == words.say("result", right=5, total=5)
    assert [(label, number) for _, label, number, _ in rows(lesson)] == [
        *((label, 1) for label in SOME), *((label, 2) for label in RIGHT),
    ]  # fmt: skip
    assert act(sorter, "mistakes")["notice"] == words.say("not_action")
    again = Sorter(lesson, "owl-7")
    assert again.answers["label"].tolist() == SOME
    assert again.state["result"] == words.say("result", right=3, total=5)
    act(again, "anew")
    act(again, "commit", 1, label="outlet")
    assert rows(lesson)[-1] == ("1", "outlet", 3, 1)


def test_a_round_begins_only_at_the_end(lesson: Lesson) -> None:
    """Before everything is answered the wish is refused, and so it is in a test."""
    refused = Words(lesson.lang).say("not_action")
    sorter = Sorter(lesson, "owl-7")
    act(sorter, "commit", 1, label="outlet")
    for action in ("anew", "mistakes"):
        assert act(sorter, action)["notice"] == refused
    test = Sorter(lesson, "fox-3", feedback=False)
    assert "anew" not in finish(test, SOME)
    assert act(test, "anew")["notice"] == refused


@pytest.mark.fault("learners")
def test_a_later_round_waits_for_a_disk_that_is_full(lesson: Lesson, tmp_path: Path) -> None:
    """What could not be written is shown as not saved, and written once there is room."""
    log = AnswerLog(tmp_path / "wall" / "log.jsonl")
    sorter = Sorter(lesson, "owl-7", log=log)
    (tmp_path / "wall").write_text("a file where the folder should be")
    act(sorter, "commit", 1, label="official")
    act(sorter, "again", 1)
    state = act(sorter, "commit", 1, label="outlet")
    assert (state["mode"], state["unsaved"]) == ("verdict", True)
    (tmp_path / "wall").unlink()
    state = act(sorter, "next", 1)
    assert state["unsaved"] is False
    assert [(one.label, one.attempt) for one in log.rows()] == [("official", 1), ("outlet", 2)]


def test_who_comes_back_is_told_how_far_they_were(lesson: Lesson) -> None:
    """The card says so until something is asked for; neither a first opening nor a review has one."""
    sorter, words = Sorter(lesson, "owl-7"), Words(lesson.lang)
    assert "resumed" not in sorter.state
    act(sorter, "commit", 1, label="outlet")
    again = Sorter(lesson, "owl-7")
    assert again.state["resumed"] == words.say("go_on", done=1, total=5)
    assert "resumed" not in act(again, "goto", 2)
    for number, label in enumerate(RIGHT[1:], start=2):
        act(again, "commit", number, label=label)
    done = Sorter(lesson, "owl-7")
    assert (done.state["mode"], "resumed" in done.state) == ("review", False)


def test_a_round_of_mistakes_goes_on_after_a_restart(lesson: Lesson) -> None:
    """Of the mistakes those left are asked, second tries are shown, and the first round still counts."""
    sorter, words = Sorter(lesson, "owl-7"), Words(lesson.lang)
    finish(sorter, SOME)
    act(sorter, "mistakes")
    act(sorter, "commit", 1, label="named")
    act(sorter, "again", 1)
    act(sorter, "commit", 1, label="outlet")
    again = Sorter(lesson, "owl-7")
    assert again.state["resumed"] == words.say("go_on", done=4, total=5)
    assert again.state["notice"].endswith(words.say("new_round"))
    assert again.state["at"][-1] == "3"
    pair = {"answer": words.answer("named"), "second": words.answer("outlet")}
    told = act(again, "goto", 1)["verdict"]
    assert told["own_said"] == words.say("first_counts", **pair)
    act(again, "commit", 3, label="unverified")
    review = act(again, "next", 3)
    assert review["result"] == words.say("result", right=4, total=5)
    result = words.say("result", right=3, total=5)
    assert review["counted"] == words.say("counted", result=result)
    assert rows(lesson)[-1] == ("3", "unverified", 2, 1)
    assert again.answers["label"].tolist() == SOME
    assert Sorter(lesson, "owl-7").state["result"] == result


def test_an_exercise_begun_anew_goes_on_after_a_restart(lesson: Lesson) -> None:
    """An answer to what was right before tells that everything was asked again."""
    sorter, words = Sorter(lesson, "owl-7"), Words(lesson.lang)
    finish(sorter, SOME)
    act(sorter, "anew")
    act(sorter, "commit", 1, label="outlet")
    act(sorter, "commit", 2, label="official")
    again = Sorter(lesson, "owl-7")
    assert again.state["resumed"] == words.say("go_on", done=2, total=5)
    test = Sorter(lesson, "owl-7", feedback=False)
    assert (test.state["mode"], "resumed" in test.state) == ("review", False)


def test_a_later_round_closes_nothing_that_was_open(lesson: Lesson) -> None:
    """What opens when all is answered stays open, though the exercise was begun anew."""
    sorter = Sorter(lesson, "owl-7")
    finish(sorter, SOME)
    act(sorter, "anew")
    act(sorter, "commit", 1, label="outlet")
    assert after(Sorter(lesson, "owl-7"), str, "the key").opened
