"""What each table of words may hold: its columns, and the values of those that are closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kit.core.codebook import STANCES

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Format:
    """The format of a table.

    Attributes
    ----------
    columns
        The names in its header, in order; each tuple is a header that it may have.
    closed
        By column, all the values that the code gives a meaning to. No other may stand there.
    """

    columns: tuple[tuple[str, ...], ...]
    closed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _phrases(*kinds: str, **closed: tuple[str, ...]) -> Format:
    """Return the format of a table of phrases: phrase, kind, and further closed columns."""
    return Format((("phrase", "kind", *closed),), {"kind": kinds, **closed})


FORMATS: Final = {
    "bodies": _phrases("state", "organisation", "firm"),
    "boilerplate": _phrases(
        "note", "caption", "credit", "tag", where=("opens", "sentence", "line", "short", "anywhere")
    ),
    "documents": _phrases("body", "report", "study", "reports"),
    "grammar": Format((("setting", "value", "meaning"),)),
    "hearsay": _phrases("marker", "post", "passive"),
    "hedges": _phrases("qad", "modal", "adverb", "verb", "event", "expected"),
    "outlets": _phrases("agency", "outlet", "state", "generic", "masthead"),
    "phrases": _phrases("according", "as", "cite", "decline", "published", "venue", stance=STANCES),
    "places": _phrases("country"),
    "references": _phrases("pronoun", "short", "scholars", "glossing", "clause"),
    "stops": _phrases("complementiser", "time", "adverb", "noun", "refused", "measure"),
    "titles": _phrases("office", "person"),
    "unnamed": _phrases("source", "group", "some", "one", "own", "quantity", "nameless", "anonymity"),
    "verbs": Format(
        (
            ("lemma", "past", "third", "ing", "participle", "stance", "kind"),
            ("past", "present", "participle", "stance", "kind", "needs"),
        ),
        {
            "stance": STANCES,
            "kind": (
                "say", "weak", "onward", "tight", "finding", "inner", "act", "ask", "deny",
                "document", "cite", "learn",
            ),
        },
    ),
}  # fmt: skip
"""By table; what a kind means stands at the head of every table that has it."""
