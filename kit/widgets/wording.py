"""The words that widgets speak, in one place so that a catalogue can be held against them."""

from __future__ import annotations

from typing import Any, Final

from kit.codebook import CHOICES, CONFIDENCES, LABELS, LOOKS, Scheme
from kit.locales import number, translator

STEPS: Final = ("guessing", "unsure", "fairly sure", "certain")

FIXED: Final = {
    "ask": "Who stands behind this statement?",
    "sure": "How sure? (optional)",
    "open": "Leave it open",
    "commit": "Commit",
    "next": "Next",
    "back": "Back",
    "hint": "Hint",
    "to_review": "Review",
    "choose": "Choose an answer first.",
    "keys": "Keys: digits choose, Enter commits and goes on.",
    "silent": "Python does not answer. Your choice is kept in this browser; run the cells again to go on.",
    "restore": "Bring back the answers kept in this browser ({n})",
    "source": "source",
    "cue": "reporting verb",
    "hedge": "hedge",
    "evidence": "Marked in the text:",
    "reopen": "Press a statement to see its verdict again.",
}
"""Sent to the browser once; never holds anything of a key."""

ZONES: Final = {"headline": "Headline", "heading": "Section heading", "caption": "Picture line"}
"""Zones are named where print would show them; naming a note as one would give its answer away."""

SAID: Final = {
    "saved": "Saved · {done} of {total}",
    "unsaved": "Not saved · {done} of {total}",
    "right": "Correct: {answer}.",
    "accepted": "Accepted: {answer}.",
    "wrong": "Not quite. The key says: {answer}.",
    "own": "Your answer: {answer}",
    "key": "Key: {answer}",
    "differ": "Careful readers differ here: {answer} is defended too.",
    "result": "{right} of {total} correct",
    "strip": "{done} of {total} answered.",
    "now": "now",
    "blank": "open",
    "nothing": "This lesson has no statements yet.",
    "write": "Your answer could not be written to the disk ({why}). It is kept here and in this browser; go on.",
    "unread": "The log of your answers could not be read ({why}). You start afresh; what you answer is kept here.",
    "edition": "The article was changed after {n} of your answers; they stay in the log and are not applied.",
    "scheme": "{n} of your answers were given with other labels; they stay in the log and are not applied.",
    "torn": "{n} lines of your log could not be read and were passed over.",
    "not_choice": "That is not one of the answers; nothing was changed.",
    "not_statement": "That statement is not in this lesson; nothing was changed.",
    "not_action": "The page asked for something unknown; nothing was changed.",
    "already": "This statement has its answer already; the first one stands.",
    "restored": "{n} answers were brought back.",
}
"""Said by Python as things happen."""


class Words:
    """The interface in one language.

    Parameters
    ----------
    lang
        ``"ar"`` or ``"en"``.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._translate = translator(lang)

    def say(self, name: str, **values: object) -> str:
        """Return a message of `SAID`, with numbers as the language writes them."""
        plain = {k: number(v, self.lang) if isinstance(v, int) else v for k, v in values.items()}
        return self._translate(SAID[name]).format(**plain)

    def answer(self, label: str) -> str:
        """Return the student's word for a label."""
        return self._translate(LOOKS[label].name)

    def zone(self, zone: str) -> str:
        """Return the word for a zone, or nothing where a paper would show none."""
        return self._translate(ZONES[zone]) if zone in ZONES else ""

    def fixed(self) -> dict[str, str]:
        """Return the words that do not change while a learner works."""
        return {name: self._translate(words) for name, words in FIXED.items()}

    def options(self, scheme: Scheme) -> list[dict[str, str]]:
        """Return the answers to choose from, in order, each with the digit that chooses it."""
        labels = CHOICES if scheme == "student" else LABELS
        return [
            {
                "label": label,
                "name": self.answer(label),
                "gloss": self._translate(LOOKS[label].gloss),
                "digit": number(position, self.lang),
            }
            for position, label in enumerate(labels, start=1)
        ]

    def steps(self) -> list[dict[str, Any]]:
        """Return the steps of certainty, from guessing to certain."""
        return [
            {"value": value, "name": self._translate(name)}
            for value, name in zip(CONFIDENCES, STEPS, strict=True)
        ]
