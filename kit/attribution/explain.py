"""Suggestions made readable: as text, as HTML for a notebook, as data for other programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from kit.articles import load_articles
from kit.attribution.cues import find_cues
from kit.attribution.resolve import suggest_labels
from kit.codebook import LOOKS
from kit.errors import ArticleError
from kit.frames import check, records
from kit.locales import LANGUAGES, number, translator
from kit.statements import split_statements
from kit.text import direction

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA: Final = 1

_STYLE: Final = """<style>
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


@dataclass(frozen=True)
class Explanation:
    """Articles with every statement labelled, and the evidence and reason for each.

    Attributes
    ----------
    articles, cues, labels
        The frames ``articles``, ``cues`` and ``suggestions``.
    """

    articles: pd.DataFrame = field(repr=False)
    cues: pd.DataFrame = field(repr=False)
    labels: pd.DataFrame = field(repr=False)

    def __str__(self) -> str:
        """Return one line a statement: mark, label, text and, below, the reason."""
        lines = []
        for row in records(self.labels):
            look, say = LOOKS[row["label"]], translator(_interface(row["lang"]))
            lines.append(f"{look.mark} {say(look.name)}: {row['text']}")
            lines.append(f"    {row['why_' + _interface(row['lang'])]} [{', '.join(row['rules'])}]")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return _STYLE + "".join(
            self._table(a["article_id"], a["title"], a["lang"]) for a in records(self.articles)
        )

    def _table(self, article_id: str, title: str, lang: str) -> str:
        face = _interface(lang)
        say = translator(face)
        heads = "".join(
            f'<th scope="col">{escape(say(h))}</th>'
            for h in ("No.", "Statement", "Who stands behind it", "Why")
        )
        mine = self.labels[self.labels["article_id"] == article_id]
        hedges: dict[str, list[tuple[int, int, str]]] = {}
        for cue in records(self.cues[self.cues["kind"] == "hedge"]):
            span = (cue["start"], cue["end"], "h")
            hedges.setdefault(cue["statement_id"], []).append(span)
        rows = []
        for place, row in enumerate(records(mine), start=1):
            look = LOOKS[row["label"]]
            spans = [
                (row["source_start"], row["source_end"], "s"),
                (row["cue_start"], row["cue_end"], "c"),
                *hedges.get(row["statement_id"], ()),
            ]
            rows.append(
                f"<tr><td>{number(place, face)}</td>"
                f'<td lang="{escape(lang)}" dir="{direction(lang)}">{_marked(row, spans)}</td>'
                f'<td class="kit-l" style="--l:{look.light};--d:{look.dark}">'
                f'<span aria-hidden="true">{look.mark}</span> {escape(say(look.name))}</td>'
                f'<td class="kit-w">{escape(row["why_" + face])} '
                f"{' '.join(f'<bdi>{escape(r)}</bdi>' for r in row['rules'])}</td></tr>"
            )
        return (
            f'<table class="kit-explain" lang="{face}" dir="{direction(face)}">'
            f"<caption>{escape(title)}</caption><thead><tr>{heads}</tr></thead>"
            f"<tbody>{''.join(rows)}</tbody></table>"
        )

    def to_dict(self) -> dict[str, Any]:
        """Return ``{"schema": 1, "articles": [...]}``, which JSON can hold as it is.

        Offsets are half-open code points into each article's ``text``; ``source`` and ``cue``
        are null where there is none.
        """
        return {"schema": SCHEMA, "articles": list(self.records())}

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield one object an article, as in `to_dict`."""
        groups: dict[str, list[dict[str, Any]]] = {}
        for row in records(self.labels):
            groups.setdefault(row["article_id"], []).append(_record(row))
        for article in records(self.articles):
            plain = {name: article[name] for name in ("article_id", "lang", "title", "text")}
            yield {**plain, "statements": groups.get(article["article_id"], [])}


def explain(article: str | pd.DataFrame, *, lang: str | None = None) -> Explanation:
    """Label every statement of a text or of articles, and say which words made it so.

    Parameters
    ----------
    article
        The text of one statement or article, or a frame of ``articles``.
    lang
        Language of the text; by default told by its letters.

    Raises
    ------
    ArticleError
        If the text is empty.
    FrameError
        If the frame is not one of articles.
    """
    if isinstance(article, str):
        articles = load_articles(text=article, lang=lang)
    elif isinstance(article, pd.DataFrame):
        articles = check(article, "articles")
    else:
        raise ArticleError(
            f"found {type(article).__name__}, expected a text or a frame of articles; "
            "for a file write kit.explain(kit.load_articles(path))"
        )
    statements = split_statements(articles)
    cues = find_cues(statements)
    return Explanation(articles, cues, suggest_labels(statements, cues, articles))


def _interface(lang: str) -> str:
    return lang if lang in LANGUAGES else "en"


def _marked(row: dict[str, Any], spans: list[tuple[int, int, str]]) -> str:
    """Return a statement as HTML with its evidence underlined; overlaps keep the first."""
    text, base = row["text"], row["start"]
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


def _record(row: dict[str, Any]) -> dict[str, Any]:
    def span(name: str, **more: object) -> dict[str, Any] | None:
        start = row[f"{name}_start"]
        if start < 0:
            return None
        return {"start": start, "end": row[f"{name}_end"], "text": row[name], **more}

    plain = (
        "statement_id", "start", "end", "text", "zone", "paragraph", "label", "carried", "hedge",
        "polarity", "sensational",
    )  # fmt: skip
    return {
        **{name: row[name] for name in plain},
        "chain": list(row["chain"]),
        "source": span("source"),
        "cue": span("cue", stance=row["stance"]),
        "rules": list(row["rules"]),
        "why": {"en": row["why_en"], "ar": row["why_ar"]},
    }
