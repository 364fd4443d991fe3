"""Speakers who can be looked up, but speak for no body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.engine.rules.base import Rule

if TYPE_CHECKING:
    from kit.engine.sentence.source import Source


def _outlet(source: Source) -> bool:
    """A news agency, newspaper or channel that reports by itself."""
    return source.is_a("outlets", "agency", "outlet", "state", "masthead")


def _study(source: Source) -> bool:
    """A study or poll that the text identifies."""
    return source.is_a("documents", "study")


def _person(_: Source) -> bool:
    """Whoever else is named: a witness, analyst, scholar, player or citizen."""
    return True


OUTLET = Rule(
    "NA-001", "named", "outlet",
    "“{source}” is another outlet, and a reader can look up its report.", _outlet,
    is_thing=True, hands_on=True,
)  # fmt: skip
NAMED_STUDY = Rule(
    "NA-002", "named", "study",
    "“{source}” can be looked up, but no official body speaks here.", _study,
    is_thing=True,
)  # fmt: skip
PERSON = Rule(
    "NA-003", "named", "person",
    "“{source}” is named and can be looked up, but speaks for no official body.", _person,
    is_alone=True, has_name=True,
)  # fmt: skip
NAMED = (OUTLET, NAMED_STUDY, PERSON)
