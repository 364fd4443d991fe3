"""What the exercises have in common: items to answer, and marks for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.lessons.lesson import Lesson

Marked = tuple[str, int, int]
"""Marked words: their kind, and the half-open code points at which they stand."""


class Choice(NamedTuple):
    """What a learner chose: a label of the scheme, or what no label can say."""

    label: str = ""
    given: tuple[Any, ...] = ()


def text_of(choice: Choice) -> str:
    """Return the text of a choice that is one; an edited log may hold anything."""
    first = choice.given[0] if choice.given else ""
    return first if isinstance(first, str) else ""


@dataclass(frozen=True, slots=True)
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
    lines
        Why, in sentences in the language of the lesson.
    joint
        What stands between the lines where they are told as one text.
    """

    points: float
    max_points: float
    expected: str
    accepted: bool
    lines: tuple[str, ...] = ()
    joint: str = " · "

    @property
    def feedback(self) -> str:
        """The lines as one text, as the frame ``scores`` holds it."""
        return self.joint.join(self.lines)


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

    def mark(self, item: str, choice: Choice) -> Mark:
        """Hold a choice against the key."""


class LessonTask(Task, Protocol):
    """A task that one lesson is enough for."""

    @classmethod
    def for_lesson(cls, lesson: Lesson) -> Self:
        """Return the task as it is asked of a lesson."""


def exercise_of(exercise_id: str, name: str) -> str:
    """Return the id under which answers to a task on a lesson are kept."""
    return f"{exercise_id}.{name}" if name else exercise_id
