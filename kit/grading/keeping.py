"""Hand-ins into the gradebook: whose each one is, whether it is known, and what it earned."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kit.core.errors import KitError
from kit.core.names import tidy_name
from kit.grading.book import as_flags
from kit.grading.tables import HAND_INS, LEARNERS, SCORES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from kit.core.rows import Score
    from kit.grading.book import Book
    from kit.grading.marking import Marked, Marker
    from kit.grading.reading import HandIn


@dataclass(frozen=True, slots=True)
class _Old:
    """A hand-in that the book has already."""

    hand_in: int
    root: str
    key: str
    late: bool


class Keeper:
    """Puts hand-ins into a book, some hundred at once.

    Parameters
    ----------
    book
        Whose `changes` are open.
    marker
        What marks them.
    due
        After which answers are late; none, if left out.
    names_are_unique
        Whether a name is one learner's, also where two logs of it differ.

    Attributes
    ----------
    notes
        A line for each thing that a teacher should look at.
    new, again
        How many hand-ins were new, and how many were marked anew as their key had changed.
    """

    def __init__(
        self,
        book: Book,
        marker: Marker,
        *,
        due: datetime | None = None,
        names_are_unique: bool = False,
    ) -> None:
        self._book, self._marker, self._due = book, marker, due
        self._unique = names_are_unique
        self._next_learner, self._next_hand_in = book.next_ids()
        self.notes: list[str] = []
        self.new = self.again = 0
        self._untaught: set[str] = set()

    def keep(self, hand_ins: Sequence[HandIn]) -> None:
        """Put hand-ins into the book, in their order; one that is there already stays as it is."""
        taught = [one for one in hand_ins if self._has_key(one)]
        people = _People(self._book, taught, unique=self._unique)
        learners: list[dict[str, Any]] = []
        rows: list[dict[str, Any]] = []
        scores: list[dict[str, Any]] = []
        anew: list[int] = []
        for one in taught:
            who, beside = people.find(one)
            if who is None:
                who, self._next_learner = self._next_learner, self._next_learner + 1
                learners.append(people.add(who, one))
                if beside:
                    self.notes.append(
                        f"{one.where}: {people.name(one)!r} handed in other answers to "
                        f"{one.exercise} than one of that name before; they are kept as two learners"
                    )
            self._keep_one(one, who, people, rows, scores, anew)
        self._book.forget_scores(anew)
        self._book.add(LEARNERS, learners)
        self._book.add(HAND_INS, rows)
        self._book.add(SCORES, scores)

    def _keep_one(  # noqa: PLR0913, PLR0917  (the three are what it adds to)
        self,
        one: HandIn,
        who: int,
        people: _People,
        rows: list[dict[str, Any]],
        scores: list[dict[str, Any]],
        anew: list[int],
    ) -> None:
        key, last = self._marker.key(one.exercise), _last(one)
        late = bool(one.holder and one.holder.late) or bool(
            self._due and any(row.answered_at and row.answered_at > self._due for row in one.rows)
        )
        old = people.known(who, one)
        if old and old.key == key:
            if late and not old.late:
                self._book.mark_again(old.hand_in, {"late": True})
            return
        marked = self._marker.mark(one)
        flags = dict(one.flags) | dict(marked.flags)
        self._say(one, flags, marked)
        values = {
            "key": key,
            "flags": as_flags(flags),
            "points": marked.points if marked.scores else None,
            "most": marked.most if marked.scores else None,
        }
        if old:
            number, self.again = old.hand_in, self.again + 1
            anew.append(number)
            self._book.mark_again(number, values)
        else:
            number, self._next_hand_in = self._next_hand_in, self._next_hand_in + 1
            self.new += 1
            rows.append(
                values
                | {
                    "hand_in": number, "learner": who, "exercise": one.exercise,
                    "digest": one.digest, "root": one.root, "place": one.place, "late": late,
                    "answers": len(one.rows), "last_at": last, "counts": False,
                }
            )  # fmt: skip
        people.note(who, one, _Old(number, one.root, key, late))
        scores += [_row(number, place, score) for place, score in enumerate(marked.scores)]

    def _has_key(self, one: HandIn) -> bool:
        if not self._marker.wants(one.exercise) or one.exercise in self._untaught:
            return False
        try:
            self._marker.key(one.exercise)
        except KitError as error:
            self._untaught.add(one.exercise)
            self.notes.append(f"{one.where}: {error}")
            return False
        return True

    def _say(self, one: HandIn, flags: dict[str, int], marked: Marked) -> None:
        told = [_SAID[name].format(times=times) for name, times in sorted(flags.items())]
        if not marked.scores:
            told.append("nothing in it could be marked")
        if told:
            self.notes.append(f"{one.where}: {one.exercise}: {'; '.join(told)}")


_SAID: Final = {
    "checksum": "lines changed after they were written: {times}",
    "order": "answers out of order (its clock was set, or it was edited): {times}",
    "time": "answers at times that cannot be: {times}",
    "foreign": "answers to what this exercise does not ask, left aside: {times}",
    "edition": "answers to another edition of the article, left aside: {times}",
}
"""What is said of each flag, in the order of their names."""


class _People:
    """Who some hand-ins are from: those of the book, and those that are added on the way."""

    def __init__(self, book: Book, hand_ins: Sequence[HandIn], *, unique: bool) -> None:
        self._unique = unique
        names = {self.name(one) for one in hand_ins if one.holder is None}
        holders = {(one.holder.system, one.holder.number) for one in hand_ins if one.holder}
        self._by_holder: dict[tuple[str, str], int] = {}
        self._by_name: defaultdict[str, list[int]] = defaultdict(list)
        found = book.learners(names, holders)
        for known in found:
            self._enter(known.learner, known.name, known.system, known.number)
        self._old: dict[tuple[int, str, str], _Old] = {}
        self._roots: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
        self._places: dict[tuple[str, str], int] = {}
        names_of = {known.learner: known.name for known in found}
        for row in book.handed_in(known.learner for known in found):
            self._old[row.learner, row.exercise, row.digest] = _Old(
                row.hand_in, row.root, row.key, row.late
            )
            self._roots[row.learner, row.exercise].add(row.root)
            self._places.setdefault((row.place, names_of[row.learner]), row.learner)

    @staticmethod
    def name(one: HandIn) -> str:
        return one.holder.name if one.holder else tidy_name(one.learner)

    def find(self, one: HandIn) -> tuple[int | None, bool]:
        """Return whose a hand-in is, if that is known, and whether others have the name.

        A log only ever grows: two of one name and exercise that begin with the same answer are one
        learner's, and two that do not are of two.
        """
        if one.holder:
            return self._by_holder.get((one.holder.system, one.holder.number)), False
        name = self.name(one)
        alike = list(self._by_name[name])
        if self._unique:
            return (alike[0] if alike else None), False
        home = self._places.get((one.place, name))
        if home is not None:  # whoever handed in from there comes first
            alike.sort(key=lambda number: number != home)
        for number in alike:
            if one.root in self._roots[number, one.exercise]:
                return number, False
        for number in alike:
            if not self._roots[number, one.exercise]:
                return number, False
        return None, bool(alike)

    def add(self, learner: int, one: HandIn) -> dict[str, Any]:
        """Enter a learner of whom nothing was known, and return the book's row."""
        name = self.name(one)
        system, number = (one.holder.system, one.holder.number) if one.holder else ("", "")
        self._enter(learner, name, system, number)
        return {"learner": learner, "name": name, "system": system, "number": number}

    def _enter(self, learner: int, name: str, system: str, number: str) -> None:
        if system:
            self._by_holder[system, number] = learner
        else:
            self._by_name[name].append(learner)

    def known(self, learner: int, one: HandIn) -> _Old | None:
        return self._old.get((learner, one.exercise, one.digest))

    def note(self, learner: int, one: HandIn, old: _Old) -> None:
        self._old[learner, one.exercise, one.digest] = old
        self._roots[learner, one.exercise].add(one.root)
        self._places.setdefault((one.place, self.name(one)), learner)


def _last(one: HandIn) -> str:
    """Return when the last answer was given, in ISO 8601, UTC, which sorts as it reads."""
    times = [row.answered_at for row in one.rows if row.answered_at]
    return max(times).isoformat(timespec="microseconds") if times else ""


def _row(hand_in: int, place: int, score: Score) -> dict[str, Any]:
    moment = score.answered_at
    return {
        "hand_in": hand_in, "place": place, "statement": score.statement_id, "label": score.label,
        "scheme": score.scheme, "given": json.dumps(score.given, ensure_ascii=False),
        "confidence": score.confidence,
        "answered_at": moment.isoformat(timespec="microseconds") if moment else "",
        "expected": score.expected, "accepted": score.accepted, "points": score.points,
        "max_points": score.max_points, "feedback": score.feedback,
    }  # fmt: skip
