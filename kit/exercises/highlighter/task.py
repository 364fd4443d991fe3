"""Marking words: those that name the source, those that report, those that hedge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from kit.core.frames import records
from kit.core.text import Span, find_words
from kit.exercises.frame.marks import Overlap, overlap, told
from kit.exercises.task import Choice, Mark

if TYPE_CHECKING:
    from kit.lessons.lesson import Lesson


class Marking:
    """Mark the evidence in the statements of a lesson's body.

    A statement with nothing to mark is part of it: seeing that nobody is named is a find too.
    """

    name = "highlighter"
    scheme = "words"

    def __init__(self, lesson: Lesson) -> None:
        self._lang = lesson.lang
        texts = dict(zip(lesson.statements["statement_id"], lesson.statements["text"], strict=True))
        body = set(lesson.statements.loc[lesson.statements["zone"] == "body", "statement_id"])
        self._rows = {
            str(row["statement_id"]): row | {"text": str(texts[row["statement_id"]])}
            for row in records(lesson.key)
            if row["statement_id"] in body
        }
        self.items = tuple(self._rows)

    @classmethod
    def for_lesson(cls, lesson: Lesson) -> Self:
        """Return the task as it is asked of a lesson."""
        return cls(lesson)

    def wanted(self, item: str) -> dict[str, Span]:
        """Return where the key finds source, reporting words and hedge."""
        row = self._rows[item]
        words = {"source": row["source"], "cue": row["cue"], "hedge": row["hedge_words"]}
        found = {kind: find_words(row["text"], w) for kind, w in words.items() if w}
        return {kind: span for kind, span in found.items() if span is not None}

    def reason(self, item: str) -> str:
        """Return the key's reason."""
        return str(self._rows[item][f"reason_{self._lang}"])

    def overlaps(self, item: str, choice: Choice) -> dict[str, Overlap]:
        """Return by kind how far the marks agree with the key's."""
        return overlap(self._rows[item]["text"], choice.given, self.wanted(item))

    def mark(self, item: str, choice: Choice) -> Mark:
        """Give the mean of the kinds' F1; one point where there was nothing to mark and none was."""
        found = self.overlaps(item, choice)
        points = sum(o.share for o in found.values()) / len(found) if found else 1.0
        row = self._rows[item]
        wanted = "; ".join(
            f"{k}: {row['text'][s.start : s.end]}" for k, s in self.wanted(item).items()
        )
        lines = (*told(found, self._lang), self.reason(item))
        return Mark(round(points, 3), 1.0, wanted, points == 1, lines)
