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
from kit.frames import check
from kit.locales import LANGUAGES, number, translator
from kit.statements import split_statements
from kit.text import direction

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA: Final = 1

_STYLE: Final = """<style>
.kit-explain{border-collapse:collapse;width:100%;font-size:15px;line-height:1.6;color:var(--jp-ui-font-color1,#1c2430)}
.kit-explain[lang=ar]{font-size:17px;line-height:1.9}
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
        for row in self.labels.itertuples():
            look, say = LOOKS[str(row.label)], translator(_interface(str(row.lang)))
            lines.append(f"{look.mark} {say(look.name)}: {row.text}")
            lines.append(f"    {why(row, _interface(str(row.lang)))} [{', '.join(row.rules)}]")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return _STYLE + "".join(
            self._table(str(a.article_id), str(a.title), str(a.lang))
            for a in self.articles.itertuples()
        )

    def _table(self, article_id: str, title: str, lang: str) -> str:
        face = _interface(lang)
        say = translator(face)
        heads = "".join(
            f'<th scope="col">{escape(say(h))}</th>'
            for h in ("No.", "Statement", "Who stands behind it", "Why")
        )
        mine = self.labels[self.labels["article_id"] == article_id]
        hedges = self.cues[self.cues["kind"] == "hedge"].groupby("statement_id")
        rows = []
        for place, row in enumerate(mine.itertuples(), start=1):
            look = LOOKS[str(row.label)]
            spans = [(row.source_start, row.source_end, "s"), (row.cue_start, row.cue_end, "c")]
            if row.statement_id in hedges.groups:
                found = hedges.get_group(row.statement_id)
                spans += [(s, e, "h") for s, e in zip(found["start"], found["end"], strict=True)]
            rows.append(
                f"<tr><td>{number(place, face)}</td>"
                f'<td lang="{escape(lang)}" dir="{direction(lang)}">{_marked(row, spans)}</td>'
                f'<td class="kit-l" style="--l:{look.light};--d:{look.dark}">'
                f'<span aria-hidden="true">{look.mark}</span> {escape(say(look.name))}</td>'
                f'<td class="kit-w">{escape(why(row, face))} '
                f'<bdi>{escape(", ".join(row.rules))}</bdi></td></tr>'
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
        groups = dict(iter(self.labels.groupby("article_id", sort=False)))
        for article in self.articles.itertuples():
            labels = groups.get(article.article_id)
            rows = [] if labels is None else labels.to_dict("records")
            yield {
                "article_id": article.article_id, "lang": article.lang, "title": article.title,
                "text": article.text, "statements": [_record(row) for row in rows],
            }  # fmt: skip


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


def why(row: Any, lang: str) -> str:  # noqa: ANN401  (a named tuple of pandas' own making)
    """Return the reason of a row of ``suggestions`` in an interface language."""
    return str(row.why_ar if lang == "ar" else row.why_en)


def _interface(lang: str) -> str:
    return lang if lang in LANGUAGES else "en"


def _marked(row: Any, spans: list[tuple[int, int, str]]) -> str:  # noqa: ANN401  (as in why)
    """Return a statement as HTML with its evidence underlined; overlaps keep the first."""
    out, at = [], int(row.start)
    text = str(row.text)
    for start, end, kind in sorted(s for s in spans if s[0] >= 0):
        if start < at:
            continue
        out.append(escape(text[at - row.start : start - row.start]))
        words = escape(text[start - row.start : end - row.start])
        out.append(f'<span class="kit-{kind}">{words}</span>')
        at = end
    return "".join(out) + escape(text[at - row.start :])


def _record(row: dict[Any, Any]) -> dict[str, Any]:
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
