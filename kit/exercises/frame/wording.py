"""The words that widgets speak, in one place so that a catalogue can be held against them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kit.core.codebook import CHOICES, CONFIDENCES, LABELS, LOOKS, Scheme, gloss_of
from kit.languages.interface import number, translator
from kit.languages.messages import messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kit.exercises.frame.contract import Option, Step


FIXED: Final = messages("exercises/frame", "fixed")
"""Sent to every widget once; never holds anything of a key."""


NAMES: Final = messages("exercises/frame", "names")
MEANINGS: Final = messages("exercises/frame", "meanings")
"""Relations to a headline, and findings: a word, and what it means."""

ZONES: Final = messages("exercises/frame", "zones")
"""Zones are named where print would show them; naming a note as one would give its answer away."""

SAID: Final = messages("exercises/frame", "said")
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
        return self.pattern(name).format(**plain)

    def pattern(self, name: str) -> str:
        """Return a message of `SAID` with its {fields} still open."""
        return self._translate(SAID[name])

    def answer(self, label: str) -> str:
        """Return the student's word for a label, a relation or a finding."""
        return self._translate(LOOKS[label].name if label in LOOKS else NAMES[label])

    def zone(self, zone: str) -> str:
        """Return the word for a zone, or nothing where a paper would show none."""
        return self._translate(ZONES[zone]) if zone in ZONES else ""

    def fixed(self) -> dict[str, str]:
        """Return the words that do not change while a learner works."""
        return {name: self._translate(words) for name, words in FIXED.items()}

    def asked(self, kind: str) -> dict[str, str]:
        """Return the words of one kind of widget."""
        return {
            name: self._translate(words)
            for name, words in messages(f"exercises/{kind}", "asked").items()
        }

    def options(self, scheme: Scheme) -> list[Option]:
        """Return the answers to choose from, in order, each with the digit that chooses it."""
        labels = CHOICES if scheme == "student" else LABELS
        return [
            {
                "label": label,
                "name": self.answer(label),
                "gloss": self._translate(gloss_of(label, scheme)),
                "digit": number(position, self.lang),
            }
            for position, label in enumerate(labels, start=1)
        ]

    def others(self, labels: Mapping[str, str]) -> list[Option]:
        """Return choices that are no labels: for each, the name of its words in `NAMES`."""
        return [
            {
                "label": label,
                "name": self._translate(NAMES[name]),
                "gloss": self._translate(MEANINGS[name]) if name in MEANINGS else "",
                "digit": number(position, self.lang),
            }
            for position, (label, name) in enumerate(labels.items(), start=1)
        ]

    def meanings(self, names: Iterable[str]) -> list[str]:
        """Return a line for each of some words in `NAMES`."""
        told = (
            map(self._translate, filter(None, (NAMES[name], MEANINGS.get(name, ""))))
            for name in names
        )
        return [": ".join(words) for words in told]

    def steps(self) -> list[Step]:
        """Return the steps of certainty, from guessing to certain."""
        return [
            {"value": value, "name": self._translate(name)}
            for value, name in zip(
                CONFIDENCES, messages("exercises/frame", "steps").values(), strict=True
            )
        ]
