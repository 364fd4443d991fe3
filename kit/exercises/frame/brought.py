"""Answers that come from outside, a log, a saved file or a browser: which of them fit, and why not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from kit.core.names import tidy_name
from kit.exercises.frame.wishes import Refused, Sent
from kit.exercises.lines import Columns
from kit.exercises.task import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from kit.core.rows import Answer
    from kit.exercises.frame import contract

LARGEST_FILE: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class Given:
    """A choice as it was given: how sure its learner was, if that was said, and when (UTC)."""

    choice: Choice
    confidence: float | None
    answered_at: datetime


class Reader(Protocol):
    """What reads answers to one exercise."""

    def read(self, sent: Sent) -> Choice:
        """Return the choice that a page sent, or raise `Refused`."""

    def as_sent(self, choice: Choice) -> contract.Sending:
        """Return a choice as a page would send it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which answers fit: whose, to what, in which edition, how, and to which items."""

    learner: str
    exercise: str
    text_hash: str
    scheme: str
    items: Collection[str]
    reader: Reader = field(repr=False)


def round_of(rows: Iterable[Answer], wanted: Wanted) -> int:
    """Return the round that goes on in a log: the next one, where others were in another scheme."""
    fit = [row for row in rows if _reason(row, wanted) in ("", "scheme")]
    own = [row.round for row in fit if row.scheme == wanted.scheme]
    return min(own) if own else 1 + max((row.round for row in fit), default=0)


def fitting(
    rows: Iterable[Answer], wanted: Wanted, attempt: int = 1
) -> tuple[dict[str, Given], dict[str, int]]:
    """Return the first answer to each item that fits, and how many do not, by the reason.

    The reasons are names of what is said about them. Second tries are no answers; they are returned,
    and nothing else, where `attempt` is 2.
    """
    taken: dict[str, Given] = {}
    others: Counter[str] = Counter()
    for row in rows:
        if row.attempt != attempt:
            continue
        why = _reason(row, wanted)
        choice = Choice(row.label, row.given)
        if not why and not _sound(row.statement_id, choice, wanted.reader):
            why = "left_out"
        if why:
            others[why] += 1
        else:
            taken.setdefault(row.statement_id, _given(row))
    return taken, {name: others[name] for name in _REASONS if others[name]}


def _given(row: Answer) -> Given:
    moment = row.answered_at or datetime.now(UTC)
    return Given(Choice(row.label, row.given), row.confidence, moment)


_REASONS: Final = ("edition", "scheme", "left_out", "not_lesson", "not_learner")


def _reason(row: Answer, wanted: Wanted) -> str:
    """Return why an answer does not fit, as far as its fields tell."""
    if row.exercise_id != wanted.exercise:
        return "not_lesson"
    if row.learner_id != wanted.learner:
        return "not_learner"
    if row.text_hash != wanted.text_hash:
        return "edition"
    if row.scheme != wanted.scheme:
        return "scheme"
    return "" if row.statement_id in wanted.items else "left_out"


def _sound(item: str, choice: Choice, reader: Reader) -> bool:
    """Tell whether a choice from outside is one that this exercise could have taken."""
    try:
        return reader.read(Sent(item, reader.as_sent(choice))) == choice
    except Refused:
        return False


def from_file(
    text: str, wanted: Wanted, *, anonymous: bool
) -> tuple[dict[str, Given], dict[str, int]]:
    """Return the answers of a saved file, and how many of what has to be told.

    A clock may have been fast: no answer is refused for its time, and none keeps one that has not
    come yet. Lines that were edited are taken as well: it is the learner's own file. A learner
    without a name may bring the work of one with a name, but not that of a class.
    """
    if len(text) > LARGEST_FILE:
        raise Refused("too_large")
    columns = Columns()
    data = text.encode("utf-8", "replace")
    columns.read(data.splitlines(keepends=True), "", edited=True)
    rows = columns.rows()
    if anonymous and len({row.learner_id for row in rows}) == 1:
        rows = [replace(row, learner_id=tidy_name(wanted.learner)) for row in rows]
    taken, others = fitting(rows, wanted)
    spoilt = [rows[at] for at in columns.edited if not _reason(rows[at], wanted)]
    edited = sum(taken.get(row.statement_id) == _given(row) for row in spoilt)
    told = others | {"torn": len(columns.notes), "edited": edited}
    return _in_time(taken, told)


def from_copy(
    copies: Sequence[object],
    take: Callable[[object, datetime], tuple[str, Given]],
    most: int,
) -> tuple[dict[str, Given], dict[str, int]]:
    """Return the answers of a browser's copy, held to the rules of new ones; see `from_file`."""
    taken: dict[str, Given] = {}
    refused = max(0, len(copies) - most)
    for copy in copies[:most]:
        try:
            item, given = take(copy, _moment(copy))
        except Refused as no:
            refused += str(no) != "already"
            continue
        taken.setdefault(item, given)
    return _in_time(taken, {"left_out": refused})


def _in_time(
    taken: dict[str, Given], told: dict[str, int]
) -> tuple[dict[str, Given], dict[str, int]]:
    """Return answers none of which was given later than now, and count those that said so."""
    now = datetime.now(UTC)
    late = {item for item, given in taken.items() if given.answered_at > now}
    capped = {
        item: replace(given, answered_at=min(given.answered_at, now))
        for item, given in taken.items()
    }
    return capped, told | {"late": len(late)}


def _moment(copy: object) -> datetime:
    """Return the time a browser noted with an answer, or now where it noted none."""
    try:
        found = datetime.fromisoformat(str(cast("dict[str, Any]", copy).get("answered_at")))
        return found.astimezone(UTC) if found.tzinfo else datetime.now(UTC)
    except (ValueError, AttributeError, OverflowError):
        return datetime.now(UTC)
