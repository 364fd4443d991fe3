"""Comparing stories on one event: which stands least on the record, and who tells the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.core.codebook import OFF_RECORD
from kit.core.frames import records
from kit.engine.verdict.headlines import content_words
from kit.exercises.task import Choice, Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.lessons.lesson import Lesson

_ALIKE = 0.3
"""Two statements speak of the same matter if they share this part of the shorter one's longer words."""


class Comparing:
    """Find the story of several that leans most on sources nobody can ask.

    Attributes
    ----------
    shares
        By lesson, the share of its statements that are unnamed or hearsay; notes on the text
        are left out.
    """

    name = "compare"
    scheme = "pick"
    items = ("least",)

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        self.shares: dict[str, float] = {}
        self._words: list[list[frozenset[str]]] = []
        for lesson in lessons:
            told = lesson.key.loc[lesson.key["label"] != "meta", "label"]
            self.shares[lesson.exercise_id] = (
                float(told.isin(OFF_RECORD).mean()) if len(told) else 0.0
            )
            rows = records(lesson.statements)
            self._words.append([content_words(row["text"]) for row in rows])

    def alike(self, story: int, place: int) -> list[tuple[int, int]]:
        """Return the statement of each other story that speaks of the same matter, if one does."""
        words, found = self._words[story][place], []
        for other, rows in enumerate(self._words):
            if other == story:
                continue
            scores = [len(words & row) / max(1, min(len(words), len(row))) for row in rows]
            best = max(range(len(rows)), key=scores.__getitem__, default=None)
            if best is not None and scores[best] >= _ALIKE and len(words & rows[best]) > 1:
                found.append((other, best))
        return found

    def mark(self, item: str, choice: Choice) -> Mark:  # noqa: ARG002  (there is one item)
        """Give the point for the largest share, or any of those that share it."""
        most = max(self.shares.values())
        largest = [name for name, share in self.shares.items() if share == most]
        right = bool(choice.given) and choice.given[0] in largest
        return Mark(float(right), 1.0, largest[0], right)
