"""Chains: through whose hands the news came."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final, Self

from kit.core.codebook import OFF_RECORD
from kit.core.frames import records
from kit.core.text import direction
from kit.exercises.task import Choice, Mark
from kit.languages.interface import translator

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kit.lessons.lesson import Lesson

_MOST_CHAINS: Final = 6
"""More chains than a class can draw in one sitting teach nothing new."""


def edit_distance(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many hands must be added, taken away or exchanged (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def _shuffled(hands: Iterable[str], seed: str) -> tuple[str, ...]:
    """Return hands in an order that says nothing and is the same for everyone, whenever they come."""

    def lot(hand: str) -> bytes:
        return sha256(f"{seed}/{hand}".encode("utf-8", "surrogatepass")).digest()

    return tuple(sorted(hands, key=lot))


class Chaining:
    """Put the hands in order, from the one nearest to the reader to the one who vouches.

    Each chain of the article is asked for once, at the statement that names its origin.

    Attributes
    ----------
    hands
        All hands of the article, shuffled: sorted by name, they stood in their right order more
        often than chance would have it.
    """

    name = "chain"
    scheme = "order"

    def __init__(self, lesson: Lesson) -> None:
        self._lang = lesson.lang
        rows = [row for row in records(lesson.key) if row["chain"] and row["label"] != "meta"]
        self._rows: dict[str, dict[str, object]] = {}
        seen: set[tuple[str, ...]] = set()
        for row in sorted(rows, key=lambda row: not row["source"]):  # a named origin comes first
            if row["chain"] not in seen and (row["source"] or len(row["chain"]) > 1):
                seen.add(row["chain"])
                self._rows[str(row["statement_id"])] = row
        order = [str(name) for name in lesson.statements["statement_id"] if name in self._rows]
        self.items = tuple(order[:_MOST_CHAINS])
        hands = {str(hand) for row in rows for hand in row["chain"]}
        self.hands = _shuffled(hands, lesson.exercise_id)

    @classmethod
    def for_lesson(cls, lesson: Lesson) -> Self:
        """Return the task as it is asked of a lesson."""
        return cls(lesson)

    def offered(self, item: str) -> tuple[str, ...]:
        """Return all hands in an order of the item's own, so that none tells of the next item's."""
        return _shuffled(self.hands, item)

    def chain(self, item: str) -> tuple[str, ...]:
        """Return the key's chain, the hand nearest to the reader first."""
        return tuple(map(str, self._rows[item]["chain"]))  # type: ignore[call-overload]

    def drawn(self, hands: Sequence[str]) -> str:
        """Return a chain in one line, its arrows towards the reader in either direction."""
        return f" {'→' if direction(self._lang) == 'rtl' else '←'} ".join(hands)

    def weakest(self, item: str) -> str:
        """Return the hand that no reader can ask, or nothing if all of them can be asked."""
        return self.chain(item)[-1] if self._rows[item]["label"] in OFF_RECORD else ""

    def mark(self, item: str, choice: Choice) -> Mark:
        """Give 1 minus the edit distance, divided by the longer chain's length."""
        chain, given = self.chain(item), tuple(map(str, choice.given))
        points = 1 - edit_distance(given, chain) / max(len(given), len(chain), 1)
        say = translator(self._lang)
        weakest = self.weakest(item)
        if weakest:
            told = say("Weakest link: {hand}. Nobody can ask them, however many hands pass it on.")
        else:
            told = say("Every hand can be asked. The last one, {hand}, answers for it.")
        told = told.format(hand=weakest or chain[-1])
        return Mark(round(points, 3), 1.0, self.drawn(chain), given == chain, (told,))
