"""A statement in its paragraph, cut into pieces that a browser can show as they come.

JavaScript counts UTF-16 units and Python code points, so a browser gets words and never offsets.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kit.core.text import find_words, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kit.core.rows import Statement
    from kit.exercises.frame.contract import CardPiece, Kind, Piece

_AROUND: Final = 1500
"""Characters of the paragraph shown on each side of a statement."""


def passage(
    text: str,
    mates: Sequence[Statement],
    statement_id: str,
    evidence: dict[Kind, str] | None = None,
) -> list[Piece]:
    """Cut the paragraph around one statement into pieces.

    Parameters
    ----------
    text
        The article's text.
    mates
        The statements of the paragraph, or of whatever is to be shown with it.
    statement_id
        The statement to bring out.
    evidence
        Words to mark in it, by kind (source, cue, hedge); those that are not there are left out.

    Returns
    -------
    list of dict
        ``text``, ``now`` (whether it belongs to the statement), ``marks`` (kinds of evidence).
    """
    row = next(mate for mate in mates if mate.statement_id == statement_id)
    start, end = row.start, row.end
    first, last = min(mate.start for mate in mates), max(mate.end for mate in mates)
    before, after = text[first:start], text[end:last]
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:]
    if len(after) > _AROUND:
        after = after[:_AROUND] + " …"
    inside = _marked(row.text, evidence or {})
    pieces = [_piece(before), *inside, _piece(after)]
    return [piece for piece in pieces if piece["text"]]


def _piece(text: str) -> Piece:
    return {"text": visible(text), "now": False, "marks": []}


def _marked(text: str, evidence: dict[Kind, str]) -> list[Piece]:
    spans = {kind: find_words(text, words) for kind, words in evidence.items() if words}
    found = {kind: span for kind, span in spans.items() if span is not None}
    cuts = sorted({0, len(text), *(edge for span in found.values() for edge in span)})
    return [
        {
            "text": visible(text[a:b]),
            "now": True,
            "marks": [kind for kind, span in found.items() if span.start <= a and b <= span.end],
        }
        for a, b in pairwise(cuts)
    ]


def cut(text: str, spans: Iterable[tuple[int, int]]) -> list[CardPiece]:
    """Cut a text into pieces, those inside one of the spans marked."""
    marks = list(spans)
    edges = sorted({0, len(text), *(edge for span in marks for edge in span)})
    return [
        {
            "text": visible(text[a:b]),
            "marks": ["source"] if any(s <= a and b <= e for s, e in marks) else [],
        }
        for a, b in pairwise(edges)
    ]
