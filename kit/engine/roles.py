"""The roles that cues play, as the frame ``cues`` names them, so that no code asks for a stray word.

Speakers have the roles of their rules (`kit.engine.rules`); here stand all others.
"""

from __future__ import annotations

from typing import Final

# of sources that do not speak
MENTION: Final = "mention"
"""Introduced by office, or as a study: later a name alone, or "the researchers", will do."""
SUBJECT: Final = "subject"
"""The name that a sentence of narration opens with."""
VIA: Final = "via"
"""Who hands on what somebody else said."""
SCHOLARS: Final = "scholars"
"""Short for the authors of a study."""
ELIDED: Final = "elided"

# of reporting expressions, beside the kinds of verbs and phrases in the tables of words
GLOSS: Final = "gloss"
"""In a relative or time clause: it does not carry the news of the statement."""
SECOND: Final = "second"
"""A participle that goes on after another reporting expression."""
MARKER: Final = "marker"
"""It is said, and nobody is named for it."""
COLON: Final = "colon"
SAY: Final = "say"
WEAK: Final = "weak"
FINDING: Final = "finding"
INNER: Final = "inner"
ONWARD: Final = "onward"
TIGHT: Final = "tight"
ACT: Final = "act"
ASK: Final = "ask"
DENY: Final = "deny"
DECLINE: Final = "decline"
CITE: Final = "cite"
LEARN: Final = "learn"
DOCUMENT: Final = "document"
ACCORDING: Final = "according"
DEEDS: Final = frozenset({ACT, ASK})
"""What is done by saying; it reports only where somebody is there to do it."""

# of hedges
EVENT: Final = "event"
"""It may have happened."""
PROSPECT: Final = "prospect"
"""It may come."""

# of notes on the text
NOTE: Final = "note"
CREDIT: Final = "credit"
DATELINE: Final = "dateline"

# of quotations
_WHOLE: Final = "whole"
_PART: Final = "part"
_CONTINUED: Final = "-continued"


def quotation(*, whole: bool, continued: bool) -> str:
    """Return the role of a quotation: whether it is the whole statement, and began before it."""
    return (_WHOLE if whole else _PART) + (_CONTINUED if continued else "")


def is_whole(role: str) -> bool:
    """Tell a statement that is nothing but somebody's words."""
    return role.startswith(_WHOLE)


def is_continued(role: str) -> bool:
    """Tell a quotation that was open before its statement."""
    return role.endswith(_CONTINUED)
