"""Hand-in codes: a learner's first answers to one exercise in some nine groups of four signs.

What a code carries is one number of mixed radix: the smallest part is read first, and each part says
how many values it may have. docs/hand-in-code.md is the format; ``code.js`` writes the same codes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from kit.core.codebook import CONFIDENCES, SCHEMES
from kit.core.errors import AnswerError
from kit.core.names import tidy_name
from kit.exercises.task import exercise_of
from kit.export.learners import Part, Reader, name_parts, take_name
from kit.export.signs import MOST, SIGNS, VERSION, closed, letters, payload_of, signs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from kit.core.rows import Answer
    from kit.exercises.task import Task
    from kit.lessons.lesson import Lesson

KINDS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("student", ("official", "named", "unverified", "outlet")),
    ("codebook", ("official", "named", "unnamed", "hearsay", "outlet", "meta")),
    ("relation", ("supports", "weakens", "open", "beside")),
    ("witness", ("confirms", "repeats", "contradicts", "open")),
    ("finding", ("confirms", "contradicts", "open")),
    ("order", ("",)),
)
"""Ways of answering by number, each with its labels. Only ever appended to: old codes stay readable."""
TABLE: Final = {
    "signs": SIGNS,
    "letters": {name: letters(name) for name in ("latin", "arabic", "marks")},
}
"""What ``code.js`` needs besides: the signs, and the letters of names."""
_MOST_KINDS: Final = 16
_STEPS: Final = len(CONFIDENCES) + 1
_EXERCISES: Final = len(SIGNS) ** 3
_EDITIONS: Final = len(SIGNS) ** 2


class Carried(NamedTuple):
    """An answer as a code carries it: label or order, and the step of certainty, 0 to 1 or None."""

    label: str
    given: tuple[str, ...]
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What has to be known of an exercise to write and to read its codes.

    Attributes
    ----------
    exercise_id, text_hash
        Name and edition of what was answered.
    kind
        Place of the way of answering in `KINDS`.
    items
        What was asked, in order.
    hands
        For each item what may be put in order; nothing where labels are chosen.
    """

    exercise_id: str
    text_hash: str
    kind: int
    items: tuple[str, ...]
    hands: tuple[tuple[str, ...], ...] = ()

    @property
    def scheme(self) -> str:
        """The way of answering, one of ``kit.core.codebook.SCHEMES``."""
        return KINDS[self.kind][0]

    @property
    def labels(self) -> tuple[str, ...]:
        """What may be chosen, in the order of its values."""
        return KINDS[self.kind][1]

    @property
    def head(self) -> str:
        """The first six signs of each code: version, exercise, edition."""
        return VERSION + exercise_signs(self.exercise_id) + self.edition_signs

    @property
    def edition_signs(self) -> str:
        """Two signs for the text, the items and what may be put in order."""
        told = json.dumps([self.text_hash, self.items, self.hands], ensure_ascii=True)
        return signs_of(_tag(told, _EDITIONS), 2)


def exercise_signs(exercise_id: str) -> str:
    """Return the three signs by which codes name an exercise."""
    return signs_of(_tag(exercise_id, _EXERCISES), 3)


def _tag(text: str, size: int) -> int:
    digest = sha256(text.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") % size


def is_carried(scheme: str) -> bool:
    """Tell whether codes carry answers of a scheme: labels and orders, no texts and no marked words."""
    return (scheme, SCHEMES[scheme]) in KINDS


def sheet_of(lesson: Lesson, task: Task) -> Sheet:
    """Return what has to be known of a task on a lesson.

    Raises
    ------
    AnswerError
        If codes carry no such answers.
    """
    exercise = exercise_of(lesson.exercise_id, task.name)
    if not is_carried(task.scheme):
        raise AnswerError(
            f"found {exercise}, whose answers are marked words or sentences, expected labels or an "
            "order, which a code can carry; hand in the saved file"
        )
    kind = len(KINDS) - 1 - KINDS[::-1].index((task.scheme, SCHEMES[task.scheme]))
    items = tuple(map(str, task.items))
    offered: Callable[[str], Sequence[str]] | None = getattr(task, "offered", None)
    hands = tuple(tuple(offered(item)) for item in items) if offered else ()
    return Sheet(exercise, lesson.text_hash, kind, items, hands)


def joined_sheet(sheets: Sequence[Sheet], order: Sequence[str]) -> Sheet:
    """Return parts of one exercise as one sheet, its items in a given order: one code carries them all."""
    items = {item for sheet in sheets for item in sheet.items}
    return replace(sheets[0], items=tuple(item for item in order if item in items))


def code_of(sheet: Sheet, learner: str, answers: Mapping[str, Carried]) -> str:
    """Return the code of a learner's answers, by item; what is left out counts as not answered.

    Raises
    ------
    AnswerError
        If an answer is none that can be given here, or the code gets too long to be copied.
    """
    parts = [(sheet.kind, _MOST_KINDS), *name_parts(tidy_name(learner))]
    for at, item in enumerate(sheet.items):
        parts += _answer_parts(sheet, at, answers.get(item))
    number = 0
    for value, size in reversed(parts):
        number = number * size + value
    code = closed(sheet.head, number)
    if len(code) > MOST:
        raise AnswerError(
            f"found a code of {len(code)} signs for {sheet.exercise_id}, expected {MOST} at most; "
            "hand in the saved file"
        )
    return code


def first_of(rows: Iterable[Answer]) -> dict[str, Carried]:
    """Return one learner's answers, by item, as a code carries them: the first ones."""
    found: dict[str, Carried] = {}
    for row in rows:
        if row.attempt == 1:
            given = tuple(map(str, row.given))
            found.setdefault(row.statement_id, Carried(row.label, given, row.confidence))
    return found


def _answer_parts(sheet: Sheet, at: int, answer: Carried | None) -> Iterator[Part]:
    if answer is None:
        yield (0, _STEPS + 1 if sheet.scheme == "order" else len(sheet.labels) * _STEPS + 1)
        return
    step = _step(answer.confidence)
    item = f"{sheet.exercise_id}, {sheet.items[at]}"
    if sheet.scheme != "order":
        if answer.label not in sheet.labels:
            raise AnswerError(
                f"{item}: found the answer {answer.label!r}, expected one of {', '.join(sheet.labels)}"
            )
        yield (sheet.labels.index(answer.label) * _STEPS + step + 1, len(sheet.labels) * _STEPS + 1)
        return
    left = list(sheet.hands[at])
    yield (step + 1, _STEPS + 1)
    yield (len(answer.given), len(left) + 1)
    for hand in answer.given:
        if hand not in left:
            raise AnswerError(
                f"{item}: found {hand!r} in an order, expected each of its hands once"
            )
        yield (left.index(hand), len(left))
        left.remove(hand)


def _step(confidence: float | None) -> int:
    """Return the step of certainty, the nearest one; 0 where none was said."""
    if confidence is None:
        return 0
    return 1 + min(range(len(CONFIDENCES)), key=lambda at: abs(CONFIDENCES[at] - confidence))


def take_kind(reader: Reader) -> int:
    """Return the number of the way of answering; raises ValueError if this kit knows none of it."""
    kind = reader.take(_MOST_KINDS)
    if kind >= len(KINDS):
        raise ValueError(f"way of answering {kind}")
    return kind


def opened(code: str) -> tuple[int, str, Reader]:
    """Return of a sound code the way of answering, the learner, and the rest, which holds the answers.

    Raises
    ------
    ValueError
        If this kit knows no such way of answering.
    """
    reader = Reader(payload_of(code))
    kind = take_kind(reader)
    return kind, take_name(reader), reader


def take_answers(sheet: Sheet, reader: Reader) -> dict[str, Carried]:
    """Return the answers, by item; raises ValueError if they are none to this sheet."""
    found = {}
    for at, item in enumerate(sheet.items):
        answer = _take_answer(sheet, at, reader)
        if answer:
            found[item] = answer
    if reader.left:
        raise ValueError("more answers than there are items")
    return found


def _take_answer(sheet: Sheet, at: int, reader: Reader) -> Carried | None:
    order = sheet.scheme == "order"
    value = reader.take(_STEPS + 1 if order else len(sheet.labels) * _STEPS + 1)
    if value == 0:
        return None
    label, step = divmod(value - 1, _STEPS)
    confidence = CONFIDENCES[step - 1] if step else None
    if not order:
        return Carried(sheet.labels[label], (), confidence)
    left = list(sheet.hands[at])
    length = reader.take(len(left) + 1)
    given = tuple(left.pop(reader.take(len(left))) for _ in range(length))
    return Carried("", given, confidence)
