"""Answer strips from paper, typed line by line, become the hand-in codes that are graded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import digit

from kit.core.codebook import CONFIDENCES
from kit.core.errors import AnswerError
from kit.core.names import tidy_name
from kit.core.text import quoted
from kit.exercises.scoring import tasks_of
from kit.export.codes import Carried, code_of, sheet_of
from kit.export.signs import grouped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.core.codebook import Scheme
    from kit.export.codes import Sheet
    from kit.lessons.lesson import Lesson

_NAME_ENDS: Final = ":：\t"
_PARTED: Final = re.compile(r"[\s,،;؛]+")
_NONE: Final = frozenset("-–—_.0")
"""What stands for a box that was left empty."""
_LIKE: Final = "Mona: 14 23 3 - 41"


def codes_of_strips(
    text: str, lesson: Lesson, scheme: Scheme = "student"
) -> Iterator[str | AnswerError]:
    """Yield a line with name and hand-in code for each strip, or what is wrong with it.

    Parameters
    ----------
    text
        A line a strip: the name, a colon, and for each statement the digit of the answer, followed at
        once by that of certainty if it was given; ``-`` where nothing was answered. Digits of any
        script are read, and empty lines are passed over.
    lesson
        What was printed.
    scheme
        ``"student"`` for the four answers, ``"codebook"`` for the six labels.

    Raises
    ------
    AnswerError
        If there is no strip in the text.
    """
    sheet = sheet_of(lesson, tasks_of("", lesson)[scheme])
    lines = [(at, line) for at, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines:
        raise AnswerError(f"found no strip, expected a line for each, such as {_LIKE}; type them")
    names: dict[str, int] = {}
    for at, line in lines:
        try:
            name, answers = _strip(line, sheet)
            _hold_own(name, names)
            names[name] = at
            yield f"{name}: {grouped(code_of(sheet, name, answers))}"
        except AnswerError as error:
            yield AnswerError(f"line {at}: {error}")


def _hold_own(name: str, names: dict[str, int]) -> None:
    if name in names:
        raise AnswerError(
            f"found {quoted(name)} as in line {names[name]}, expected a name of its own; add a letter"
        )


def _strip(line: str, sheet: Sheet) -> tuple[str, dict[str, Carried]]:
    at = max(line.rfind(sign) for sign in _NAME_ENDS)
    name = tidy_name(line[: max(at, 0)])
    if not name:
        raise AnswerError(f"found no name in {quoted(line)}, expected one before a colon: {_LIKE}")
    groups = [one for one in _PARTED.split(line[at + 1 :]) if one]
    if len(groups) != len(sheet.items):
        raise AnswerError(
            f"found {len(groups)} answers of {quoted(name)}, expected {len(sheet.items)}; write - "
            "where nothing was answered"
        )
    found = ((item, _answer(one, sheet)) for item, one in zip(sheet.items, groups, strict=True))
    return name, {item: answer for item, answer in found if answer}


def _answer(group: str, sheet: Sheet) -> Carried | None:
    """Return the answer of one box and the certainty of the one below it."""
    if set(group) <= _NONE:
        return None
    digits = [digit(sign, 0) for sign in group.rstrip("".join(_NONE))]
    label, *rest = digits
    sure = rest[0] if rest else None
    known = 0 < label <= len(sheet.labels) and (sure is None or 0 < sure <= len(CONFIDENCES))
    if len(rest) > 1 or not known:
        raise AnswerError(
            f"found {quoted(group)}, expected a digit of 1 to {len(sheet.labels)} and, if it was "
            f"given, one of 1 to {len(CONFIDENCES)}, as in 14"
        )
    confidence = CONFIDENCES[sure - 1] if sure else None
    return Carried(sheet.labels[label - 1], (), confidence)
