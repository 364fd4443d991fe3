"""Suggestions made readable: as text, as HTML for a notebook, as data for other programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from kit.articles.files import article_from_text
from kit.core.codebook import LOOKS
from kit.core.errors import ArticleError
from kit.core.frames import build, check, records
from kit.engine.explain import Explained, Row, explain_each
from kit.languages.interface import translator
from kit.show.tables import STYLE, face_of, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA: Final = 1


@dataclass(frozen=True)
class Explanation:
    """Articles with every statement labelled, and the evidence and reason for each.

    Attributes
    ----------
    articles, cues, labels
        The frames ``articles``, ``cues`` and ``suggestions``, made when first asked for.
    """

    _found: tuple[Explained, ...] = field(repr=False)

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The frame ``articles``."""
        return build("articles", (found.article for found in self._found))

    @cached_property
    def cues(self) -> pd.DataFrame:
        """The frame ``cues``."""
        return build("cues", (row for found in self._found for row in found.cues))

    @cached_property
    def labels(self) -> pd.DataFrame:
        """The frame ``suggestions``."""
        return build("suggestions", (row for found in self._found for row in found.labels))

    def __str__(self) -> str:
        """Return two lines a statement: mark, label, text and, below, the reason."""
        lines = []
        for row in (row for found in self._found for row in found.labels):
            face = face_of(row["lang"])
            look, say = LOOKS[row["label"]], translator(face)
            lines.append(f"{look.mark} {say(look.name)}: {row['text']}")
            lines.append(f"    {row['why_' + face]} [{', '.join(row['rules'])}]")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return STYLE + "".join(self.tables())

    def tables(self) -> Iterator[str]:
        """Yield one HTML table an article."""
        return (table_of(*found) for found in self._found)

    def to_dict(self) -> Row:
        """Return ``{"schema": 1, "articles": [...]}``, which JSON can hold as it is.

        Offsets are half-open code points into each article's ``text``; ``source`` and ``cue``
        are null where there is none.
        """
        return {"schema": SCHEMA, "articles": list(self.records())}

    def records(self) -> Iterator[Row]:
        """Yield one object an article, as in `to_dict`."""
        for found in self._found:
            names = ("article_id", "lang", "title", "text")
            plain = {name: found.article[name] for name in names}
            yield {**plain, "statements": [_record(row) for row in found.labels]}


def explain(article: str | pd.DataFrame, *, lang: str | None = None) -> Explanation:
    """Label every statement of a text or of articles, and say which words made it so.

    Parameters
    ----------
    article
        The text of one statement or article, or a frame of ``articles``.
    lang
        Language of the text; by default told by its letters and commonest words.

    Raises
    ------
    ArticleError
        If the text is empty.
    FrameError
        If the frame is not one of articles.
    """
    if isinstance(article, str):
        rows = [article_from_text(article, lang)]
    elif isinstance(article, pd.DataFrame):
        rows = records(check(article, "articles"))
    else:
        raise ArticleError(
            f"found {type(article).__name__}, expected a text or a frame of articles; "
            "for a file write kit.explain(kit.load_articles(path))"
        )
    return Explanation(tuple(explain_each(rows)))


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
