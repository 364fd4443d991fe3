"""One article from text to suggestions, with the evidence for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kit.articles.statements import statements_of
from kit.engine.evidence.cues import cues_of
from kit.engine.verdict.resolve import hands_of, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kit.core.rows import Article, Cue, Suggestion


class Explained(NamedTuple):
    """One article, the cues found in it, and what is suggested for each of its statements."""

    article: Article
    cues: tuple[Cue, ...]
    labels: tuple[Suggestion, ...]


def explain_each(articles: Iterable[Article]) -> Iterator[Explained]:
    """Yield what is found in each article; holds one at a time."""
    for article in articles:
        statements = list(statements_of(article.text, article.lang, article.article_id))
        cues = list(cues_of(statements))
        labels = resolve(statements, cues, hands_of([article]))
        yield Explained(article, tuple(c for found in cues for c in found), tuple(labels))
