"""What the exercises have in common: items to answer, and marks for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

Marked = tuple[str, int, int]
"""Marked words: their kind, and the half-open code points at which they stand."""


class Answer(NamedTuple):
    """An answer: a label of its scheme, or what no label can say."""

    label: str = ""
    given: tuple[Any, ...] = ()


def text_of(answer: Answer) -> str:
    """Return the text of an answer that is one; an edited log may hold anything."""
    first = answer.given[0] if answer.given else ""
    return first if isinstance(first, str) else ""


@dataclass(frozen=True)
class Mark:
    """What an answer earned, and why.

    Attributes
    ----------
    points, max_points
        Part of a whole; an item that asks nothing of a learner has 0 of 0.
    expected
        The key's answer, in the words of the frame ``scores``.
    accepted
        Whether the answer is right; words that were asked for besides may still be missing.
    feedback
        Sentences in the language of the lesson.
    """

    points: float
    max_points: float
    expected: str
    accepted: bool
    feedback: str


class Task(Protocol):
    """An exercise on a lesson, without a face.

    Attributes
    ----------
    name
        The last part of the exercise's id; empty for sorting.
    scheme
        How it is answered, one of ``kit.core.codebook.SCHEMES``.
    items
        Ids of what is to be answered, in order; they are the ``statement_id`` of answers.
    """

    name: str
    scheme: str

    @property
    def items(self) -> Sequence[str]:
        """Ids of what is to be answered."""

    def mark(self, item: str, answer: Answer) -> Mark:
        """Hold an answer against the key."""


def exercise_of(exercise_id: str, name: str) -> str:
    """Return the id under which answers to a task on a lesson are kept."""
    return f"{exercise_id}.{name}" if name else exercise_id
