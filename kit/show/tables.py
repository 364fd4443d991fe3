"""Suggestions as an HTML table, for a notebook or a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kit.core.codebook import LOOKS
from kit.core.text import direction
from kit.languages.interface import LANGUAGES, number, translator
from kit.show.html import read_style, render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kit.core.rows import Article, Cue, Suggestion

_Mark = tuple[int, int, str]

STYLE: Final = f"<style>\n{read_style('explanation.css')}</style>"


def face_of(lang: str) -> str:
    """Return the interface language for an article in `lang`."""
    return lang if lang in LANGUAGES else "en"


def table_of(article: Article, cues: Iterable[Cue], labels: Iterable[Suggestion]) -> str:
    """Return the table of one article, from its cues and suggestions."""
    hedges: dict[str, list[_Mark]] = {}
    for cue in cues:
        if cue.kind == "hedge":
            hedges.setdefault(cue.statement_id, []).append((cue.start, cue.end, "h"))
    lang = article.lang
    face = face_of(lang)
    say = translator(face)
    rows = []
    for place, row in enumerate(labels, start=1):
        look = LOOKS[row.label]
        spans = [
            (row.source_start, row.source_end, "s"),
            (row.cue_start, row.cue_end, "c"),
            *hedges.get(row.statement_id, ()),
        ]
        rows.append(
            {
                "place": number(place, face),
                "pieces": list(_pieces(row.text, row.start, spans)),
                "look": look,
                "name": say(look.name),
                "why": row.why(face),
                "rules": row.rules,
            }
        )
    html = render(
        "explanation.html",
        face=face,
        face_dir=direction(face),
        lang=lang,
        dir=direction(lang),
        title=article.title,
        heads=[say(h) for h in ("No.", "Statement", "Who stands behind it", "Why")],
        rows=rows,
    )
    return str(html)


def _pieces(text: str, base: int, spans: list[_Mark]) -> Iterator[tuple[str, str]]:
    """Cut a statement into what is evidence (of a kind) and what is not; overlaps keep the first."""
    at = base
    for start, end, kind in sorted(s for s in spans if s[0] >= 0):
        if start >= at:
            yield "", text[at - base : start - base]
            yield kind, text[start - base : end - base]
            at = end
    yield "", text[at - base :]
