"""A log becomes hand-ins: one learner's answers to one exercise, and what is odd about them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from kit.core.errors import AnswerError
from kit.exercises.lines import Columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kit.core.rows import Answer
    from kit.grading.holders import Holder
    from kit.grading.inputs import Found

_EARLIEST: Final = datetime(2024, 1, 1, tzinfo=UTC)
"""There was no kit before."""
_AHEAD: Final = timedelta(days=1)
"""A learner's clock may be set to another zone's day."""
_TOLD: Final = 3


@dataclass(frozen=True, slots=True)
class HandIn:
    """One learner's answers to one exercise, as they were handed in.

    Attributes
    ----------
    where, place, holder
        As in `kit.grading.inputs.Found`.
    learner, exercise
        As the log names them.
    rows
        All answers in the order of the log, second tries among them.
    digest, root
        What tells this hand-in from any other; and its first answer, which all later hand-ins of
        the same log begin with.
    flags
        What is odd, counted: ``checksum`` (lines that were changed), ``order`` (times that run
        backwards, a second try without a first), ``time`` (times that cannot be).
    """

    where: str
    place: str
    holder: Holder | None
    learner: str
    exercise: str
    rows: tuple[Answer, ...]
    digest: str
    root: str
    flags: Mapping[str, int]


def read_hand_ins(found: Found, data: bytes, now: datetime) -> tuple[list[HandIn], list[str]]:
    """Return the hand-ins of a log, and a line for what in it could not be read.

    Only what was answered is taken: a line may claim points, and they are not looked at.

    Raises
    ------
    AnswerError
        If there is no answer in it at all.
    """
    columns = Columns()
    columns.read(data.splitlines(keepends=True), found.where, edited=True)
    if not len(columns):
        why = columns.notes[0].removeprefix(f"{found.where}: ") if columns.notes else "it is empty"
        raise AnswerError(f"{found.where}: found no answer ({why}); ask for the log again")
    told = columns.notes[:_TOLD]
    if more := len(columns.notes) - len(told):
        told.append(f"{found.where}: {more:,} more lines are passed over")
    changed = set(columns.edited)
    groups: dict[tuple[str, str], list[tuple[Answer, bool]]] = {}
    for at, row in enumerate(columns.rows()):
        groups.setdefault((row.learner_id, row.exercise_id), []).append((row, at in changed))
    return [
        HandIn(
            found.where,
            found.place,
            found.holder,
            learner,
            exercise,
            tuple(row for row, _ in own),
            digest_of([row for row, _ in own]),
            digest_of([own[0][0]]),
            _flags([row for row, _ in own], sum(edited for _, edited in own), now),
        )
        for (learner, exercise), own in groups.items()
    ], told


def digest_of(rows: Sequence[Answer]) -> str:
    """Return what tells these answers from any others."""
    fields = attrgetter(
        "statement_id", "label", "scheme", "given", "confidence", "answered_at", "text_hash",
        "round", "attempt",
    )  # fmt: skip
    told = [fields(row) for row in rows]
    return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _flags(rows: Sequence[Answer], changed: int, now: datetime) -> dict[str, int]:
    found = Counter(checksum=changed, order=0, time=0)
    tried: set[tuple[str, int, int]] = set()
    last = None
    for row in rows:
        moment = row.answered_at
        if moment is not None:
            found["order"] += last is not None and moment < last
            found["time"] += not _EARLIEST <= moment <= now + _AHEAD
            last = moment
        before = (row.statement_id, row.round, row.attempt - 1)
        found["order"] += row.attempt > 1 and before not in tried
        tried.add((row.statement_id, row.round, row.attempt))
    return {name: times for name, times in found.items() if times}
