"""Chains: through whose hands the news came."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final, Self

from kit.core.codebook import OFF_RECORD
from kit.core.frames import records
from kit.core.text import direction, fold
from kit.engine.verdict.headlines import content_words
from kit.exercises.task import Choice, Mark
from kit.languages.arabic import settled, without_dual
from kit.languages.interface import translator
from kit.languages.lexicon import TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kit.core.rows import Statement
    from kit.lessons.lesson import Lesson

_MOST_CHAINS: Final = 6
"""More chains than a class can draw in one sitting teach nothing new."""
_BESIDES: Final = 2
"""Hands to choose from besides the chain's own; more of the article is shown until they stand there."""


def stands_in(hand: str, text: str) -> bool:
    """Tell whether each of the longer words of a hand is in a text, in whichever form."""
    stems = content_words(hand) or TOKEN.findall(fold(hand).text)
    words = settled(fold(text).text)
    return all(without_dual(settled(stem)) in words for stem in stems)


def _each_once(chain: Iterable[object]) -> tuple[str, ...]:
    """Leave out a hand that is the one before it under a shorter name, or a longer one."""
    hands: list[str] = []
    for hand in map(str, chain):
        if not (hands and _is_same(hands[-1], hand)):
            hands.append(hand)
    return tuple(hands)


def _is_same(one: str, other: str) -> bool:
    """Tell whether two names begin alike and one of them says nothing that the other does not."""
    first = [next(filter(None, map(content_words, name.split())), None) for name in (one, other)]
    names, others = content_words(one), content_words(other)
    return first[0] == first[1] is not None and (names <= others or others <= names)


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

    Each chain of the article is asked for once, at the statement that names its origin. With it
    stands who published the article, and as much of it as has two hands to choose from besides.

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
        rows = [
            row | {"chain": _each_once(row["chain"])}
            for row in records(lesson.key)
            if row["chain"] and row["label"] != "meta"
        ]
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
        self._bylines = {
            one.article_id: (one.publisher, one.republished_from) for one in lesson.article_rows
        }
        self._mates = {item: self._around(item, lesson) for item in self.items}

    def _around(self, item: str, lesson: Lesson) -> tuple[Statement, ...]:
        """Return the paragraph of an item, and more of its article until enough hands stand there."""
        asked = next(one for one in lesson.statement_rows if one.statement_id == item)
        rows = [one for one in lesson.statement_rows if one.article_id == asked.article_id]
        paragraphs = sorted({one.paragraph for one in rows})
        at = paragraphs.index(asked.paragraph)
        first = last = at
        while True:
            lot = {*paragraphs[first : last + 1]}
            shown = tuple(one for one in rows if lesson.single or one.paragraph in lot)
            found, chain = self._found(shown), self.chain(item)
            enough = {*chain} <= found and len(found) >= len(chain) + _BESIDES
            if enough or len(shown) == len(rows):
                return shown
            if first > 0 and (at - first <= last - at or last + 1 == len(paragraphs)):
                first -= 1
            else:
                last += 1

    def _found(self, shown: Sequence[Statement]) -> set[str]:
        """Return the hands that a reader finds in some statements, or in who published them."""
        byline = " ".join(self._bylines[shown[0].article_id])
        text = " ".join([byline, *(one.text for one in shown)])
        return {hand for hand in self.hands if stands_in(hand, text)}

    @classmethod
    def for_lesson(cls, lesson: Lesson) -> Self:
        """Return the task as it is asked of a lesson."""
        return cls(lesson)

    def shown(self, item: str) -> tuple[Statement, ...]:
        """Return the statements to be shown with an item, so that its hands can be found there."""
        return self._mates[item]

    def byline(self, item: str) -> tuple[str, str]:
        """Return who published the article of an item and who wrote it first; either may be empty."""
        return self._bylines[self._mates[item][0].article_id]

    def offered(self, item: str) -> tuple[str, ...]:
        """Return the hands that can be found in what is shown, in an order of the item's own."""
        return _shuffled(self._found(self._mates[item]) | {*self.chain(item)}, item)

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
