"""Sorting: which label a statement bears."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from kit.core.codebook import student_view
from kit.core.frames import records
from kit.exercises.sorter.hints import hints
from kit.exercises.task import Choice, Mark

if TYPE_CHECKING:
    from kit.core.codebook import Scheme
    from kit.core.rows import KeyEntry
    from kit.lessons.lesson import Lesson


class Sorting:
    """Sort the statements of a lesson.

    Parameters
    ----------
    lesson, scheme
        Whose statements, in the student's four answers or the codebook's six labels.
    """

    name = ""

    def __init__(self, lesson: Lesson, scheme: Scheme = "student") -> None:
        self.scheme: str = scheme
        self._lang = lesson.lang
        self._key = {str(row["statement_id"]): row for row in records(lesson.key)}
        self._statements = {str(row["statement_id"]): row for row in records(lesson.statements)}
        self._entries = {entry.statement_id: entry for entry in lesson.entries}
        self.items = tuple(self._key)

    @classmethod
    def for_lesson(cls, lesson: Lesson) -> Self:
        """Return the task as it is asked of a lesson."""
        return cls(lesson)

    def expected(self, item: str) -> tuple[str, tuple[str, ...]]:
        """Return the key's label, and the others that score in full."""
        row = self._key[item]
        labels = [row["label"], *row["accept"]]
        if self.scheme == "student":
            labels = [student_view(label) for label in labels]
        first, *others = dict.fromkeys(map(str, labels))
        return first, tuple(others)

    def entry(self, item: str) -> KeyEntry:
        """Return what the key says of a statement."""
        return self._entries[item]

    def hints(self, item: str) -> tuple[str, ...]:
        """Return what helps, the mildest first: the question, where to look, the rule."""
        return hints(self._key[item], self._statements[item], self._lang)

    def mark(self, item: str, choice: Choice) -> Mark:
        """Give the point for any label that the key accepts."""
        first, others = self.expected(item)
        right = choice.label in (first, *others)
        reason = str(self._key[item][f"reason_{self._lang}"])
        return Mark(float(right), 1.0, first, right, (reason,))
