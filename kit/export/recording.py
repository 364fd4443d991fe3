"""A recording: all that Python says of an exercise, composed beforehand, so that a page can replay it.

What a learner does is a path through items, and no page can hold all paths. So it holds what stands
at each place: what each item asks, what is told of each answer to it and of each second one, and
each sentence that has figures in it. `driver.js` goes from place to place as
`kit.exercises.frame.sitting` does and puts the same states together; a test plays both.

A recording is plain JSON:

``fixed``, ``words``
    `contract.Fixed`, without the words that all exercises share; the learner's name is the page's
    to give.
``feedback``, ``drafted``, ``retries``, ``rounds``, ``views``, ``view``
    As the sitting has them.
``say``
    Messages whose {fields} the page fills.
``items``
    By item ``number``, ``ask`` and ``hints``.
``how``
    How an answer is read: ``label``, ``given`` (one text) or ``slots``, and looked up in ``answers``;
    ``marks`` and ``order``, which are compared on the page, by `marking.js`.
``answers``
    By item, and ``by`` answer: ``sent`` (as in `contract.Sending`), ``said``, ``named`` (the same
    within a sentence), ``accepted``, ``points``
    in thousandths, and what is told of it: ``told``, ``listed``, ``again`` (of a wrong one that may be
    tried once more) and, in sorting, ``second`` (by the answer given then). Of these stand the `changes` from
    ``base``; of a second one, from what is told of the same answer as a first one.
``texts``, ``sentences``, ``along``
    Of the cue lab all sentences, by its choices the place of one, and what the engine reads in each;
    of stories that are compared, by story and statement, who stands behind it.
``result``
    The sentence for each count of right answers, or one with {right} and {besides} for all of them;
    ``apart`` are the items counted apart.
``report``
    Of sorting, the sides of labels and of items, and the words of what is counted on each side.
``going``
    The sentence for each count among the last ``window`` answers, where there is one.
``point``
    The sign before decimals.
``review``, ``nothing``
    What else stands in the review, and all of it where there are no items.
"""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from kit.core.codebook import CONFIDENCES, ON_RECORD, SCHEMES
from kit.core.text import visible
from kit.exercises.compare.face import CompareFace
from kit.exercises.cuelab.face import CueLabFace
from kit.exercises.frame.face import Answered, Face
from kit.exercises.frame.standing import standing
from kit.exercises.frame.wishes import Sent
from kit.exercises.frame.wording import SAID
from kit.exercises.sorter.face import SorterFace
from kit.exercises.task import Choice, Mark, exercise_of
from kit.export.open_ended import spots
from kit.languages.interface import decimal, number, translator
from kit.measures import WINDOW
from kit.measures.shares import DOUBTED
from kit.show.reports import FIGURES, by_chance

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAID: Final = (
    "already", "counted", "edited", "edition", "first_counts", "go_on", "is_right", "is_wrong", "joined", "kept", "late",
    "left_out", "new_round", "not_action", "not_choice", "not_learner", "not_lesson", "not_statement",
    "now", "other_edition", "restored", "saved", "scheme", "second", "second_right", "strip", "tested",
    "too_large", "torn", "unsaved",
)  # fmt: skip
_LOOKED_UP: Final = {"pick": "given", "text": "slots"}
"""How answers are read whose scheme has no labels, but a list with an end."""


def record(face: Face, *, feedback: bool = True, view: str = "") -> dict[str, Any]:
    """Return the recording of an exercise.

    Parameters
    ----------
    face
        How it looks, and what is asked.
    feedback
        Whether verdicts and hints are given; without them the recording holds nothing of the key.
    view
        How the exercise is looked at first, one of the face's views.
    """
    exercise = exercise_of(face.lesson.exercise_id, face.task.name)
    views = list(face.views)
    found: dict[str, Any] = {
        "fixed": standing(face, exercise, "", anonymous=True),
        "words": face.words.fixed(),
        "feedback": feedback,
        "drafted": face.lesson.drafted,
        "retries": face.retries,
        "rounds": face.rounds,
        "views": views,
        "view": view or (views[0] if views else ""),
        "sure": list(CONFIDENCES),
        "schemes": {name: list(labels) for name, labels in SCHEMES.items()},
        "say": {name: face.words.pattern(name) for name in _SAID if name in SAID},
        "items": {item: _item(face, item, feedback=feedback) for item in face.items},
        "how": _how(face),
        "point": decimal(0.5, face.words.lang)[1:2],
        "nothing": {"result": face.words.say(face.nothing), "items": []},
        "review": dict(face.review()) if feedback or not face.items else {},
    }
    found |= _along(face)
    marking = spots(face, feedback=feedback)
    if marking:
        found["marking"] = marking
    if not isinstance(face, CueLabFace):
        found["answers"] = {item: _answers(face, item, feedback=feedback) for item in face.items}
    if feedback:
        found |= {"result": _result(face), "going": _going(face), "report": _report(face)}
    found["fixed"]["words"] = face.ask_words
    plain: dict[str, Any] = json.loads(json.dumps(found))
    return plain


def _along(face: Face) -> dict[str, Any]:
    """Return what is said of a choice before it is committed, where that has an end."""
    if isinstance(face, CueLabFace):
        slots = face.fixed()["slots"]
        rows = [[part["label"] for part in parts] for parts in slots.values()]
        chosen = [dict(zip(slots, ids, strict=True)) for ids in product(*rows)]
        texts = [str(choice.given[0]) for choice in face.choices(face.items[0])]
        made = {"|".join(one.values()): texts.index(face.task.compose(one)) for one in chosen}
        read = [face.read_along(Sent("", {"text": text}))["lines"] for text in texts]
        return {"texts": texts, "sentences": made, "along": read}
    if isinstance(face, CompareFace):
        return {"along": face.behind()}
    return {}


def _how(face: Face) -> str:
    scheme = face.task.scheme
    return {"words": "marks", "order": "order"}.get(scheme, _LOOKED_UP.get(scheme, "label"))


def _item(face: Face, item: str, *, feedback: bool) -> dict[str, Any]:
    hints = face.hints(item) if feedback else ()
    return {
        "number": face.number(item),
        "ask": face.ask(item),
        "hints": [visible(hint) for hint in hints],
    }


def _answers(face: Face, item: str, *, feedback: bool) -> dict[str, Any]:
    """Return what is shown of each answer to an item, by what names the answer.

    What the first one shows stands there whole, as ``base``; of the others, what differs from it.
    """
    choices = list(face.choices(item))
    said = {
        _key(choice): {
            "sent": face.as_sent(choice),
            "said": visible(face.answer_in_words(item, choice)),
            "named": face.own_words(item, choice),
            **(_shown(face, item, choice, choices) if feedback else {}),
        }
        for choice in choices
    }
    base: dict[str, Any] = {}
    for one in said.values():
        for name in ("told", "listed", "again"):
            if name in one:
                base.setdefault(name, one[name])
                one[name] = changes(base[name], one[name])
        for key, told in one.get("second", {}).items():
            one["second"][key] = changes(patched(base["told"], said[key]["told"]), told)
    return {"base": base, "by": said}


def changes(base: Mapping[str, Any], value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a value that differ from those of another; None for one it lacks.

    The fields of a verdict are held apart, each for itself.
    """
    found: dict[str, Any] = {name: None for name in base if name not in value}
    for name, part in value.items():
        if name == "verdict" and name in base:
            inner = changes(base[name], part)
            found |= {name: inner} if inner else {}
        elif name not in base or base[name] != part:
            found[name] = part
    return found


def patched(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """Return a value with some fields changed, as `changes` gives them."""
    found = {**base}
    for name, part in change.items():
        if name == "verdict" and name in base:
            found[name] = patched(base[name], part)
        elif part is None:
            del found[name]
        else:
            found[name] = part
    return found


def _key(choice: Choice) -> str:
    return choice.label or str(choice.given[0])


def _shown(face: Face, item: str, choice: Choice, choices: list[Choice]) -> dict[str, Any]:
    mark = face.task.mark(item, choice)
    answered = Answered(item, choice, mark, ((item, choice),))
    found: dict[str, Any] = {
        "accepted": mark.accepted,
        "points": round(1000 * mark.points),
        "told": _still(face, face.tell(answered)),
        "listed": dict(face.listed(answered)),
    }
    if found["listed"]["reason"] == " · ".join(found["told"]["verdict"]["lines"]):
        del found["listed"]["reason"]  # the page joins the lines once more
    if face.retries and not mark.accepted:
        found["again"] = face.tell_again(answered)
        if isinstance(face, SorterFace):  # the others say it of any two answers in the same way
            found["second"] = {
                _key(second): _still(face, face.tell(replace(answered, second=second)))
                for second in choices
            }
    return found


def _still(face: Face, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is told without the lines that change as answers go on."""
    verdict = dict(told["verdict"])
    lines = face.going([bool(verdict["right"])])
    if lines:
        verdict["lines"] = verdict["lines"][: -len(lines)]
    return {**told, "verdict": verdict}


def _result(face: Face) -> dict[str, Any]:
    """Return the sentence for each count of right answers, of all items and of those counted apart."""
    marks: dict[bool, list[Mark]] = {False: [], True: []}
    for item in face.items:
        marks[face.counted_apart(item)].append(face.task.mark(item, Choice("", ())))
    lines = {}
    for counts in product(*(range(len(group) + 1) for group in marks.values())):
        made = [
            replace(mark, accepted=at < count, points=float(at < count))
            for count, group in zip(counts, marks.values(), strict=True)
            for at, mark in enumerate(group)
        ]
        lines["{},{}".format(*counts)] = face.result(made)
    found = _pattern(lines, face) or lines
    parts = type(face).result is Face.result and not face.lesson.drafted
    return {
        "apart": [item for item in face.items if face.counted_apart(item)],
        "lines": found,
        "points": face.words.pattern("points") if parts else "",
    }


def _pattern(lines: Mapping[str, str], face: Face) -> str:
    """Return one sentence with fields in place of counts, where it makes all of these."""
    counts = {name: [number(int(n), face.words.lang) for n in name.split(",")] for name in lines}
    for name, line in lines.items():
        right, besides = counts[name]
        found = line.replace(right, "{right}", 1)
        if len(set(counts[name])) > 1 and besides in found:
            found = found.replace(besides, "{besides}", 1)
        fits = (
            found.replace("{right}", a).replace("{besides}", b) == lines[one]
            for one, (a, b) in counts.items()
        )
        if "{right}" in found and all(fits):
            return found
    return ""


def _report(face: Face) -> dict[str, Any]:
    """Return what the report on sorting says, and what it counts: see `kit.measures.trusted` and `doubted`."""
    if not isinstance(face, SorterFace) or face.lesson.drafted:
        return {}
    say = translator(face.words.lang)
    sides = dict.fromkeys(DOUBTED, "signal") | dict.fromkeys(ON_RECORD, "noise")
    expected = [face.task.expected(item)[0] for item in face.items]
    answers = SCHEMES[face.task.scheme]
    parts = {"trust": ON_RECORD, "doubt": DOUBTED}
    chance = {
        name: len(among.intersection(answers)) / len(answers) for name, among in parts.items()
    }
    chance |= {"right": 1 / len(answers), "mixed": chance["trust"] / 2}
    return {
        "labels": sides,
        "sides": [sides.get(label, "") for label in expected],
        "figures": {
            name: [say(told), by_chance(chance[name], face.words.lang), say(meaning) if meaning else ""]
            for name, (told, meaning) in FIGURES.items()
        },
        "share": say("{part} of {whole} ({percent}%)"),
        "none": say("nothing to count yet"),
    }  # fmt: skip


def _going(face: Face) -> dict[str, Any]:
    """Return the sentence for each count of right answers among the last ones."""
    found = {}
    for whole in range(1, WINDOW + 1):
        for part in range(whole + 1):
            lines = face.going([at < part for at in range(whole)])
            if lines:
                found[f"{part},{whole}"] = list(lines)
    return {"window": WINDOW, "lines": found}
