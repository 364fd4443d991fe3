"""One article from text to suggestions, with the evidence for each and the speakers in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kit.articles.statements import statements_of
from kit.engine.evidence.cues import cues_of
from kit.engine.verdict.resolve import Judged, hands_of, judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kit.core.rows import Article, Cue, SpeakerCard, Suggestion


class Explained(NamedTuple):
    """One article, the cues found in it, what is suggested for each statement, and who speaks."""

    article: Article
    cues: tuple[Cue, ...]
    labels: tuple[Suggestion, ...]
    speakers: tuple[SpeakerCard, ...] = ()


def explain_each(articles: Iterable[Article]) -> Iterator[Explained]:
    """Yield what is found in each article; holds one at a time."""
    return map(explain_one, articles)


def explain_one(article: Article) -> Explained:
    """Return what is found in an article."""
    statements = list(statements_of(article.text, article.lang, article.article_id))
    cues = list(cues_of(statements))
    labels, speakers = next(judge(statements, cues, hands_of([article])), Judged([], ()))
    return Explained(article, tuple(c for found in cues for c in found), tuple(labels), speakers)
