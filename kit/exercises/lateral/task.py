"""Lateral reading: what another source does to a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self

from kit.core.codebook import SCHEMES
from kit.core.errors import AnswerError, unknown
from kit.core.frames import records
from kit.core.text import Span, find_words
from kit.exercises.frame.marks import overlap, told
from kit.exercises.task import Choice, Mark
from kit.languages.interface import translator
from kit.languages.messages import messages

if TYPE_CHECKING:
    import pandas as pd

    from kit.lessons.lesson import Lesson

WITNESSES: Final = messages("exercises/lateral", "witnesses")
"""Of a copy, why it is no second witness; by ``chosen_key``, why a second witness is no copy."""


class Checking:
    """Hold claims of a lesson against its evidence cards, each card against one claim.

    Parameters
    ----------
    lesson
        Whose claims.
    evidence
        Cards of your own, a frame ``evidence``; the lesson's, if left out.
    scheme
        ``"witness"``, or ``"finding"`` for older answers: there a card that repeats a claim was right
        as one that confirms it.

    Raises
    ------
    AnswerError
        If the scheme is neither.
    """

    name = "lateral"
    schemes = ("witness", "finding")

    def __init__(
        self, lesson: Lesson, evidence: pd.DataFrame | None = None, scheme: str = "witness"
    ) -> None:
        if scheme not in self.schemes:
            raise AnswerError(unknown("scheme", scheme, self.schemes))
        self.scheme, self._lang = scheme, lesson.lang
        cards = records(lesson.evidence if evidence is None else evidence)
        order = {str(name): at for at, name in enumerate(lesson.statements["statement_id"])}
        cards = sorted(
            (card for card in cards if card["claim"] in order),
            key=lambda card: order[card["claim"]],
        )
        self._cards: dict[str, dict[str, Any]] = {
            f"{card['claim']}|{card['card_id']}": card for card in cards
        }
        self._labels = dict(zip(lesson.key["statement_id"], lesson.key["label"], strict=True))
        self.items = tuple(self._cards)

    @classmethod
    def for_lesson(cls, lesson: Lesson) -> Self:
        """Return the task as it is asked of a lesson."""
        return cls(lesson)

    def claim(self, item: str) -> str:
        """Return the id of the statement that a card is held against."""
        return str(self._cards[item]["claim"])

    def card(self, item: str) -> dict[str, Any]:
        """Return the card, a row of ``evidence``."""
        return self._cards[item]

    def wanted(self, item: str) -> dict[str, Span]:
        """Return where the words stand that decide, if the card says which."""
        card = self._cards[item]
        span = find_words(card["text"], card["words"]) if card["words"] else None
        return {"source": span} if span else {}

    def mark(self, item: str, choice: Choice) -> Mark:
        """Give the point for the finding; words that were marked are told of and cost nothing."""
        card, wanted, expected = self._cards[item], self.wanted(item), self.expected(item)
        right = choice.label == expected
        lines: list[str] = []
        if wanted and choice.given:
            found = overlap(card["text"], choice.given, wanted)
            lines = [line.partition(": ")[2] for line in told(found, self._lang)]
            lines = [translator(self._lang)("Words: {told}").format(told=line) for line in lines]
        lines += [self._witnesses(choice.label, expected), card["note"]]
        lines += [self._same_as_true(item)] if expected == "open" else []
        return Mark(float(right), 1.0, expected, right, tuple(filter(None, lines)))

    def expected(self, item: str) -> str:
        """Return the right finding, in the words of the scheme."""
        finding = str(self._cards[item]["finding"])
        return finding if finding in SCHEMES[self.scheme] else "confirms"

    def _witnesses(self, chosen: str, expected: str) -> str:
        """Say of a copy why it is no second witness, and of one taken for a copy why it is."""
        name = expected if expected == "repeats" else f"{chosen}_{expected}"
        said = WITNESSES.get(name, "")
        return translator(self._lang)(said) if said else ""

    def _same_as_true(self, item: str) -> str:
        if self._labels.get(self.claim(item)) != "official":
            return ""
        say = translator(self._lang)
        return say(
            "The claim is official and not found on this card: on the record is not the same as true."
        )
