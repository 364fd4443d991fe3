"""Lateral reading: what another source does to a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from kit.core.frames import records
from kit.core.text import Span, find_words
from kit.exercises.frame.marks import overlap, told
from kit.exercises.task import Choice, Mark
from kit.languages.interface import translator

if TYPE_CHECKING:
    import pandas as pd

    from kit.lessons.lesson import Lesson


class Checking:
    """Hold claims of a lesson against its evidence cards, each card against one claim.

    Parameters
    ----------
    lesson
        Whose claims.
    evidence
        Cards of your own, a frame ``evidence``; the lesson's, if left out.
    """

    name = "lateral"
    scheme = "finding"

    def __init__(self, lesson: Lesson, evidence: pd.DataFrame | None = None) -> None:
        self._lang = lesson.lang
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
        card, wanted = self._cards[item], self.wanted(item)
        right = choice.label == card["finding"]
        lines: list[str] = []
        if wanted and choice.given:
            found = overlap(card["text"], choice.given, wanted)
            lines = [line.partition(": ")[2] for line in told(found, self._lang)]
            lines = [translator(self._lang)("Words: {told}").format(told=line) for line in lines]
        lines += [card["note"]] if card["note"] else []
        lines += [self._same_as_true(item)] if card["finding"] == "open" else []
        return Mark(float(right), 1.0, card["finding"], right, tuple(filter(None, lines)))

    def _same_as_true(self, item: str) -> str:
        if self._labels.get(self.claim(item)) != "official":
            return ""
        say = translator(self._lang)
        return say(
            "The claim is official and not found on this card: on the record is not the same as true."
        )
