"""Speakers who were brought in before: pronouns, short forms, verbs that carry their subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.engine.rules.base import Link, Rule

if TYPE_CHECKING:
    from kit.engine.sentence.source import Source


def _elided(source: Source) -> bool:
    """The verb alone: وأضاف."""
    return source.first >= source.last


def _pronoun(source: Source) -> bool:
    """He, she, they, we: whoever was speaking."""
    return source.is_whole("references", "pronoun")


def _short(source: Source) -> bool:
    """The statement, the source, the ministry: the article has named it in full."""
    return (
        source.is_whole("references", "short", "scholars")
        or source.is_selfsame
        or source.is_description
    )


UNWRITTEN = Rule(
    "RE-001", "", "elided",
    "“{cue}” goes on with the speaker of an earlier statement: {referent}.", _elided,
)  # fmt: skip
PRONOUN = Rule(
    "RE-002", "", "pronoun",
    "“{source}” stands for a speaker of an earlier statement: {referent}.", _pronoun,
)  # fmt: skip
SHORT = Rule(
    "RE-003", "", "short",
    "“{source}” is short for what an earlier statement named in full: {referent}.", _short,
)  # fmt: skip
REFERENCES = (UNWRITTEN, PRONOUN, SHORT)

CARRIED = Link("CA-001", "It goes on reporting what the statement before it reported: {referent}.")
QUOTED = Link("QU-001", "The quotation belongs to the speaker named beside it: {referent}.")
QUOTED_ON = Link("QU-002", "The quotation that began before goes on: {referent}.")
NAMED_ELSEWHERE = Link("NM-001", "Another statement tells who “{source}” is: {referent}.")
REPEATED = Link("HD-001", "The headline repeats a statement of the body: {referent}.")
LINKS = (CARRIED, QUOTED, QUOTED_ON, NAMED_ELSEWHERE, REPEATED)
"""Found in the whole article; a single statement cannot tell."""
