"""Statements with no reporting expression: notes, hearsay, the outlet's own voice."""

from __future__ import annotations

from kit.engine.roles import CREDIT, DATELINE, EVENT, MARKER, NOTE
from kit.engine.rules.base import StatementRule, View


def _note(view: View) -> bool:
    """A disclaimer, a republication note, read also."""
    return view.zone == "boilerplate" or view.has("meta", NOTE)


def _credit(view: View) -> bool:
    """Whose picture it is."""
    return view.zone == "caption" and view.has("meta", CREDIT)


def _dateline(view: View) -> bool:
    """A date, byline or dateline standing alone."""
    return view.has("meta", DATELINE)


def _marker(view: View) -> bool:
    """It is said, reportedly, rumoured."""
    return view.has("cue", MARKER)


def _question(view: View) -> bool:
    """The outlet asks."""
    return view.asks


def _hedged_event(view: View) -> bool:
    """May have happened, and nobody is named for it."""
    return view.has("hedge", EVENT)


def _hedged(view: View) -> bool:
    """A forecast or analysis."""
    return view.has("hedge")


def _own_voice(_: View) -> bool:
    """Everything else."""
    return True


ABOUT_TEXT = StatementRule(
    "ME-001", "meta", "This is a note on the text, not on the world.", _note,
)  # fmt: skip
CREDITED = StatementRule(
    "ME-002", "meta", "This says whose picture or text it is.", _credit,
)  # fmt: skip
STANDING_ALONE = StatementRule(
    "ME-003", "meta", "A date, place or name of a writer, standing alone.", _dateline,
)  # fmt: skip
SAID_BY_NOBODY = StatementRule(
    "HE-004", "hearsay", "“{cue}” reports it, and no source is given.", _marker,
)  # fmt: skip
ASKED = StatementRule(
    "OU-001", "outlet", "The outlet asks; nobody has said it.", _question,
)  # fmt: skip
SUPPOSED_EVENT = StatementRule(
    "HE-005", "hearsay", "“{hedge}” says that it may have happened, and nobody is named for it.",
    _hedged_event,
)  # fmt: skip
SUPPOSED = StatementRule(
    "OU-002", "outlet", "The outlet itself supposes it: “{hedge}”, and nobody is quoted.", _hedged,
)  # fmt: skip
ASSERTED = StatementRule(
    "OU-003", "outlet", "There is no reporting expression: the outlet itself asserts it.",
    _own_voice,
)  # fmt: skip
UNATTRIBUTED = (
    ABOUT_TEXT,
    CREDITED,
    STANDING_ALONE,
    SAID_BY_NOBODY,
    ASKED,
    SUPPOSED_EVENT,
    SUPPOSED,
    ASSERTED,
)
