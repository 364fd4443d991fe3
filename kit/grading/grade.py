"""From what a class handed in to its gradebook; files for a school's system are made of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kit.core.text import quoted
from kit.grading.book import POLICIES, Book, BookError
from kit.grading.gathering import Gathering
from kit.grading.inputs import find
from kit.grading.keeping import Keeper
from kit.grading.marking import Marker

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from kit.grading.inputs import Found, Unread
    from kit.grading.reading import HandIn

_BATCH: Final = 500
_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Graded:
    """What a run of grading did.

    Attributes
    ----------
    logs
        Logs that were found, and texts with codes in them.
    new, again
        Hand-ins that the book did not have, and those marked anew as their key has changed.
    unread
        A line for each thing that could not be read.
    notes
        A line for each thing that was read and should be looked at.
    """

    logs: int
    new: int
    again: int
    unread: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a class is graded.

    Attributes
    ----------
    lessons
        Names of lessons and sets of items; all that were answered, if there are none.
    folder
        Where your own lessons are.
    policy
        Which of several hand-ins of one exercise counts: one of `kit.grading.book.POLICIES`.
    due
        After which an answer makes its hand-in late; that is noted and costs nothing.
    names_are_unique
        Whether a name is one learner's, also where two logs of it differ.
    """

    lessons: tuple[str, ...] = ()
    folder: str | None = None
    policy: str = "last"
    due: datetime | None = None
    names_are_unique: bool = False

    def __post_init__(self) -> None:
        """Hold the policy against those there are."""
        if self.policy not in POLICIES:
            raise BookError(f"found policy {self.policy!r}, expected one of {', '.join(POLICIES)}")


def look(inputs: Iterable[str | Path]) -> list[Found | Unread]:
    """Return every log and text that was handed over, and a line for what is none; nothing is read yet."""
    return list(find(inputs))


def grade(found: Iterable[Found | Unread], book: Book, wishes: Wishes | None = None) -> Graded:
    """Mark what was handed in from the teacher's own keys, and keep it in a gradebook.

    It may be run again with the same or with more: what the book has already stays as it is, and
    every hand-in is kept, also those that do not count.

    Parameters
    ----------
    found
        As `look` returns; any iterator over it may show how far it is.
    book
        A gradebook that is open, in its `changes`.
    wishes
        How.

    Raises
    ------
    BookError
        If the book cannot be written to; then nothing in it is changed.
    LessonError
        If a lesson that is asked for does not exist.
    """
    wishes = wishes or Wishes()
    marker = Marker(wishes.lessons, wishes.folder)
    keeper = Keeper(book, marker, due=wishes.due, names_are_unique=wishes.names_are_unique)
    gathering = Gathering(wishes.folder)
    logs = 0
    waiting: list[HandIn] = []
    for one in gathering.read(found):
        logs += 1
        waiting += one
        if len(waiting) >= _BATCH:
            keeper.keep(waiting)
            waiting.clear()
    keeper.keep(waiting)
    book.decide(wishes.policy)
    copies = [
        f"{len(names)} learners ({', '.join(map(quoted, names[:_NAMED]))}"
        f"{', …' if len(names) > _NAMED else ''}) handed in one log to {exercise}; ask them"
        for exercise, names in book.shared()
    ]
    notes = (*gathering.notes, *keeper.notes, *copies)
    return Graded(logs, keeper.new, keeper.again, tuple(gathering.unread), notes)
