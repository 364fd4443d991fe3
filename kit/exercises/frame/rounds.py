"""What is answered after the first answers, which alone count: second tries, and later rounds.

A page shows the round that goes on. In a round of mistakes, what was right before stays answered. All
of it stands in the log, and none of it changes a score.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from kit.exercises.frame.brought import Given
    from kit.exercises.frame.keeping import Keeping
    from kit.exercises.task import Choice


class Rounds:
    """The round that a page shows, and the second tries in it.

    Parameters
    ----------
    keeping
        Holds the first answers and writes the log.

    Attributes
    ----------
    second
        Second tries in this round, by item.
    offered
        Items whose wrong answer may be tried once more; their key is not told yet.
    """

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping
        self._number = 0
        self._given: dict[str, Given] = {}
        self.second: dict[str, Given] = {}
        self.offered: set[str] = set()

    @property
    def later(self) -> bool:
        """Whether this is not the round that counts."""
        return self._number > 0

    @property
    def undecided(self) -> frozenset[str]:
        """Items of the round that counts whose wrong answer may be tried once more."""
        return frozenset() if self.later else frozenset(self.offered)

    @property
    def given(self) -> dict[str, Given]:
        """The answers that are shown, by item."""
        return self._given if self.later else self._keeping.given

    def resume(self, right: Callable[[str, Choice], bool]) -> None:
        """Go on with the last round in the log, if its learner left it before its end.

        The log does not say what a round asked. One with no answer but to what was wrong before is
        taken for a round of mistakes, in which the rest stays answered.
        """
        counted, total = self._keeping.given, len(self._keeping.order)
        if len(counted) < total:
            return
        shown, unfinished = counted, False
        for number, (first, second) in self._keeping.later_rounds().items():
            kept = {item: one for item, one in shown.items() if right(item, one.choice)}
            given = first if kept.keys() & first.keys() else kept | first
            unfinished = len(given) < total
            if unfinished:
                self._number, self._given, self.second = number, given, second
            shown = counted if unfinished else given
        if not unfinished:
            self._number, self._given, self.second = 0, {}, {}

    def begin(self, items: Collection[str]) -> None:
        """Begin a round in which these items are asked again."""
        self._given = {item: one for item, one in self.given.items() if item not in items}
        self._number = self._keeping.next_round()
        self.second, self.offered = {}, set()

    def keep(self, taken: dict[str, Given]) -> str:
        """Keep first answers of this round; return what has to be said about it."""
        if not self.later:
            return self._keeping.keep(taken)
        self._given |= taken
        return self._keeping.keep_more(taken, self._number, 1)

    def keep_second(self, item: str, given: Given) -> str:
        """Keep a second try; return what has to be said about it."""
        self.second[item] = given
        self.offered.discard(item)
        return self._keeping.keep_more({item: given}, self._number or self._keeping.round, 2)
