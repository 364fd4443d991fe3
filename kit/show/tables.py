"""Suggestions as an HTML table, for a notebook or a page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from kit.core.codebook import LOOKS
from kit.core.text import direction
from kit.languages.interface import LANGUAGES, number, translator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kit.core.rows import Article, Cue, Suggestion

_Mark = tuple[int, int, str]

STYLE: Final = """<style>
.kit-explain{font-family:var(--jp-content-font-family,"Noto Sans","Segoe UI",system-ui,sans-serif);
border-collapse:collapse;width:100%;font-size:15px;line-height:1.6;color:var(--jp-ui-font-color1,#1c2430)}
.kit-explain bdi{white-space:nowrap}
.kit-explain[lang=ar]{font-family:"Noto Naskh Arabic","Noto Sans Arabic","Segoe UI",Tahoma,sans-serif;font-size:17px;line-height:1.9}
.kit-explain caption{font-weight:600;text-align:start;padding:6px 4px}
.kit-explain th,.kit-explain td{text-align:start!important;vertical-align:top;padding:6px 10px!important;
border-block-end:1px solid var(--jp-border-color2,#d9dee5);white-space:normal!important;background:none!important}
.kit-explain .kit-l{white-space:nowrap!important;font-weight:600;color:light-dark(var(--l),var(--d))}
.kit-explain .kit-w{font-size:.9em;color:var(--jp-ui-font-color2,#5b6470)}
.kit-explain .kit-s{text-decoration:underline 3px;text-underline-offset:6px}
.kit-explain .kit-c{text-decoration:underline double 2px;text-underline-offset:6px}
.kit-explain .kit-h{text-decoration:underline wavy;text-underline-offset:6px}
.kit-explain{color-scheme:light}
[data-jp-theme-light=false] .kit-explain,body.vscode-dark .kit-explain{color-scheme:dark}
</style>"""


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
    heads = "".join(
        f'<th scope="col">{escape(say(h))}</th>'
        for h in ("No.", "Statement", "Who stands behind it", "Why")
    )
    rows = []
    for place, row in enumerate(labels, start=1):
        look = LOOKS[row.label]
        spans = [
            (row.source_start, row.source_end, "s"),
            (row.cue_start, row.cue_end, "c"),
            *hedges.get(row.statement_id, ()),
        ]
        rows.append(
            f"<tr><td>{number(place, face)}</td>"
            f'<td lang="{escape(lang)}" dir="{direction(lang)}">{_marked(row, spans)}</td>'
            f'<td class="kit-l" style="--l:{look.light};--d:{look.dark}">'
            f'<span aria-hidden="true">{look.mark}</span> {escape(say(look.name))}</td>'
            f'<td class="kit-w">{escape(row.why(face))} '
            f"{' '.join(f'<bdi>{escape(r)}</bdi>' for r in row.rules)}</td></tr>"
        )
    return (
        f'<table class="kit-explain" lang="{face}" dir="{direction(face)}">'
        f"<caption>{escape(article.title)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _marked(row: Suggestion, spans: list[_Mark]) -> str:
    """Return a statement as HTML with its evidence underlined; overlaps keep the first."""
    text, base = row.text, row.start
    out, at = [], base
    for start, end, kind in sorted(s for s in spans if s[0] >= 0):
        if start < at:
            continue
        words = escape(text[start - base : end - base])
        out.append(
            f'{escape(text[at - base : start - base])}<span class="kit-{kind}">{words}</span>'
        )
        at = end
    return "".join(out) + escape(text[at - base :])
