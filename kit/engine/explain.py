"""One article from text to suggestions, with the evidence for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kit.articles.statements import statements_of
from kit.engine.evidence.cues import cues_of
from kit.engine.verdict.resolve import hands_of, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Row = dict[str, Any]


class Explained(NamedTuple):
    """One article as rows of ``articles``, ``cues`` and ``suggestions``."""

    article: Row
    cues: list[Row]
    labels: list[Row]


def explain_each(articles: Iterable[Row]) -> Iterator[Explained]:
    """Yield what is found in each row of ``articles``; holds one article at a time."""
    for article in articles:
        statements = list(statements_of(article["text"], article["lang"], article["article_id"]))
        cues = list(cues_of(statements))
        labels = resolve(statements, cues, hands_of([article]))
        yield Explained(article, [c for found in cues for c in found], labels)
