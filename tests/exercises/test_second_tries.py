"""Second tries and later rounds in exercises other than the sorter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import kit
from kit.core.codebook import FINDINGS, RELATIONS
from kit.exercises.cuelab.task import GOALS
from kit.exercises.frame.contract import state_forms, validate
from kit.exercises.frame.wording import Words
from kit.exercises.headline.face import MISTAKES as OF_HEADLINES
from kit.exercises.lateral.face import MISTAKES as OF_CARDS
from kit.exercises.registry import EXERCISES
from kit.exercises.task import Choice

if TYPE_CHECKING:
    from pathlib import Path

    from kit.exercises.frame.exercise import Exercise

KINDS = ("headline", "lateral", "chain", "highlighter", "cuelab")
STORY = "the-bridge"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def opened(kind: str, lang: str) -> Exercise:
    """Return an exercise on a story."""
    widget: Any = next(entry.load_widget() for entry in EXERCISES if entry.folder == kind)
    found: Exercise = widget(kit.load_lesson(STORY, lang), learner="owl-7")
    return found


def act(widget: Exercise, action: str, item: str = "", **more: object) -> dict[str, Any]:
    """Send a wish, and return what the page then sees, held to the contract."""
    widget.receive({"action": action, "statement_id": item, **more})
    state = dict(widget.state)
    assert validate(state, *state_forms(widget._face.adds, state["mode"])) == []  # noqa: SLF001  (what it declares)
    return state


def answers(widget: Exercise, item: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a wrong answer to an item, and the right one, as a page sends them."""
    task: Any = widget._face.task  # noqa: SLF001  (its key)
    kind = widget.kind
    if kind in ("headline", "lateral"):
        labels = RELATIONS if kind == "headline" else FINDINGS
        right = task.mark(item, Choice("")).expected
        return {"label": next(one for one in labels if one != right)}, {"label": right}
    if kind == "chain":
        chain = list(task.chain(item))
        other = next(hand for hand in task.hands if hand not in chain)
        return {"given": [*chain, other]}, {"given": chain}
    if kind == "highlighter":
        given = [[kind, span.start, span.end] for kind, span in task.wanted(item).items()]
        return {"given": [["hedge", 0, 10_000]]}, {"given": given}
    return {"slots": task.start}, {"given": [task.models[item]]}


def items(widget: Exercise) -> list[str]:
    """Return the ids of what is asked."""
    return [item for item, _ in widget.fixed["items"]]


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_mistake_is_answered_before_the_key_is_told(kind: str, lang: str) -> None:
    """One sentence about this choice, and nothing of the key until it is shown."""
    widget, words = opened(kind, lang), Words(lang)
    item = items(widget)[0]
    wrong, _ = answers(widget, item)
    state = act(widget, "commit", item, **wrong)
    verdict = state["verdict"]
    assert (verdict["head"], verdict["again"], verdict["right"]) == (
        words.say("not_quite"),
        True,
        False,
    )
    assert verdict["why"] != ""
    assert (verdict["lines"], state.get("key", [])) == ([], [])
    sent = json.dumps(state, ensure_ascii=False)
    told = act(widget, "show", item)["verdict"]
    assert "again" not in told
    for line in (told.get("reason"), *told["lines"]):
        assert not line or line not in sent


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("second", ["right", "wrong"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_first_answer_counts(kind: str, second: str, lang: str) -> None:
    """The second one is kept as such, said beside the first, and earns nothing."""
    widget, words = opened(kind, lang), Words(lang)
    item = items(widget)[0]
    wrong, right = answers(widget, item)
    act(widget, "commit", item, **wrong)
    first = widget.scores["points"].tolist()
    state = act(widget, "again", item)
    assert (state["mode"], state["tried"]) == ("ask", wrong.get("label", ""))
    told = act(widget, "commit", item, **(right if second == "right" else wrong))["verdict"]
    face, rounds = widget._face, widget._sitting.rounds  # noqa: SLF001  (what was given)
    both = (rounds.given[item].choice, rounds.second[item].choice)
    first_said, second_said = (face.own_words(item, one) for one in both)
    assert told["own_said"] == words.say("first_counts", answer=first_said, second=second_said)
    assert told["right"] is False
    head = words.say("second_right", answer="").rstrip(".")
    assert told["head"].startswith(head) is (second == "right")
    assert (told["tone"] == "part" and told.get("why", "") == "") or second == "wrong"
    assert (widget.scores["points"].tolist(), first[0] < 1) == (first, True)
    rows = kit.read_answers("answers")
    assert rows["attempt"].tolist() == [1, 2]


@pytest.mark.parametrize("kind", KINDS)
def test_mistakes_are_tried_in_a_new_round(kind: str) -> None:
    """At the end those alone are asked again, and the first round is the one that counts."""
    widget = opened(kind, "en")
    names = items(widget)
    for at, item in enumerate(names):
        wrong, right = answers(widget, item)
        act(widget, "commit", item, **(right if at else wrong))
        state = act(widget, "next", item)
    assert (state["mode"], state["anew"]) == ("review", True)
    state = act(widget, "mistakes")
    assert (state["mode"], state["at"]) == ("ask", names[0])
    act(widget, "commit", names[0], **answers(widget, names[0])[1])
    review = act(widget, "next", names[0])
    assert (review["mode"], "counted" in review) == ("review", True)
    assert kit.read_answers("answers")["round"].tolist() == [1] * len(names) + [2]
    assert widget.answers["round"].tolist() == [1] * len(names)


def test_each_pair_has_its_sentence() -> None:
    """Whatever was chosen in place of whatever is right."""
    for labels, said in ((RELATIONS, OF_HEADLINES), (FINDINGS, OF_CARDS)):
        pairs = {f"{one}_{other}" for one in labels for other in labels if one != other}
        assert pairs - said.keys() == set()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_chain_is_asked_about_by_its_first_fault(lang: str) -> None:
    """A hand that is no part of it, one with a gap behind it, or one out of its place."""
    widget = opened("chain", lang)
    task: Any = widget._face.task  # noqa: SLF001  (its key)
    item = next(one for one in items(widget) if len(task.chain(one)) > 1)
    first, *_, last = task.chain(item)
    told = []
    for given in ([first], [last, first]):
        fresh = opened("chain", lang)
        fresh._keeping.log.path.unlink(missing_ok=True)  # noqa: SLF001  (each begins afresh)
        fresh = opened("chain", lang)
        told.append(act(fresh, "commit", item, given=given)["verdict"]["why"])
    assert first in told[0]
    assert last in told[1]
    assert told[0] != told[1]


def test_where_the_engine_stands_in_for_a_key_there_is_no_second_try() -> None:
    """Nobody is wrong against it."""
    text = "Budget cut\n\nThe mayor said on Sunday that the bridge was closed."
    for make in (kit.HeadlineCheck, kit.ChainBuilder, kit.Highlighter):
        assert make(text, "owl-7")._face.retries is False  # noqa: SLF001  (as above)


def test_every_goal_of_the_cue_lab_can_be_missed() -> None:
    """The sentence it starts with meets none, and is told how it reads."""
    lab = opened("cuelab", "en")
    for item in GOALS:
        why = act(lab, "commit", item, **answers(lab, item)[0])["verdict"]["why"]
        assert why.startswith("It reads as “")
