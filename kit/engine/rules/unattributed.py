"""Statements with no reporting expression: notes, hearsay, the outlet's own voice."""

from __future__ import annotations

from kit.engine.rules.base import StatementRule, View


def _note(view: View) -> bool:
    """A disclaimer, a republication note, read also."""
    return view.zone == "boilerplate" or view.has("meta", "note")


def _credit(view: View) -> bool:
    """Whose picture it is."""
    return view.zone == "caption" and view.has("meta", "credit")


def _dateline(view: View) -> bool:
    """A date, byline or dateline standing alone."""
    return view.has("meta", "dateline")


def _marker(view: View) -> bool:
    """It is said, reportedly, rumoured."""
    return view.has("cue", "marker")


def _question(view: View) -> bool:
    """The outlet asks."""
    return view.asks


def _hedged_event(view: View) -> bool:
    """May have happened, and nobody is named for it."""
    return view.has("hedge", "event")


def _hedged(view: View) -> bool:
    """A forecast or analysis."""
    return view.has("hedge")


def _own_voice(_: View) -> bool:
    """Everything else."""
    return True


UNATTRIBUTED = (
    StatementRule(
        "ME-001", "meta", "This is a note on the text, not on the world.", _note,
    ),
    StatementRule(
        "ME-002", "meta", "This says whose picture or text it is.", _credit,
    ),
    StatementRule(
        "ME-003", "meta", "A date, place or name of a writer, standing alone.", _dateline,
    ),
    StatementRule(
        "HE-004", "hearsay", "“{cue}” reports it, and no source is given.", _marker,
    ),
    StatementRule(
        "OU-001", "outlet", "The outlet asks; nobody has said it.", _question,
    ),
    StatementRule(
        "HE-005", "hearsay", "“{hedge}” says that it may have happened, and nobody is named for it.",
        _hedged_event,
    ),
    StatementRule(
        "OU-002", "outlet", "The outlet itself supposes it: “{hedge}”, and nobody is quoted.", _hedged,
    ),
    StatementRule(
        "OU-003", "outlet", "There is no reporting expression: the outlet itself asserts it.",
        _own_voice,
    ),
)  # fmt: skip
