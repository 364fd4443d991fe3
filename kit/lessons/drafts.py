"""A lesson out of any text: its key is what the engine suggests, until a person writes one."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from kit.articles.files import article_from_paste, articles_in
from kit.core.codebook import OFF_RECORD, ON_RECORD
from kit.core.errors import ArticleError, LessonError
from kit.core.rows import KeyEntry, Statement
from kit.engine.explain import Explained, explain_each
from kit.engine.verdict.headlines import content_words
from kit.languages.interface import LANGUAGES, translator
from kit.lessons.lesson import Lesson

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from kit.core.rows import Article, Suggestion

_ABOUT = 0.2
"""A statement that shares this part of the headline's longer words speaks of its matter."""


def draft_lesson(
    article: str | pd.DataFrame, lang: str | None = None, *, lesson_id: str | None = None
) -> Lesson:
    """Make a lesson of a text or of one article, with the engine's suggestions for a key.

    The engine is sometimes wrong: whoever uses such a lesson is told that no person has written
    its key. Reasons are the engine's own, hints are empty, and there are no evidence cards.

    Parameters
    ----------
    article
        The text, or a frame ``articles`` of one row.
    lang
        Language of the text; by default told by its letters and commonest words.
    lesson_id
        Name of the lesson; made from the text if left out.

    Raises
    ------
    LessonError
        If the frame does not hold exactly one article.
    ArticleError
        If the text is empty, or its language unknown.
    """
    row = article_from_paste(article, lang) if isinstance(article, str) else _only(article)
    digest = sha256(row.text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    name = lesson_id or (f"text-{digest}" if isinstance(article, str) else row.article_id)
    face = row.lang if row.lang in LANGUAGES else "en"
    hand = row.publisher or translator(face)("this page")
    row = replace(row, article_id=f"{name}.{face}", publisher=hand)
    found = next(iter(explain_each([row])))
    if not found.labels:
        raise ArticleError("found an empty text, expected at least one sentence; give some text")
    return Lesson(
        lesson_id=name,
        lang=face,
        title=row.title or found.labels[0].text,
        article_rows=(row,),
        statement_rows=tuple(map(statement_of, found.labels)),
        entries=tuple(entries_of(found)),
        drafted=True,
    )


def _only(articles: pd.DataFrame) -> Article:
    rows = articles_in(articles)
    if len(rows) != 1:
        raise LessonError(
            f"found {len(rows)} articles, expected one; choose a row: articles.iloc[[0]]"
        )
    return rows[0]


def statement_of(row: Suggestion) -> Statement:
    """Return the statement that a suggestion is for."""
    return Statement(
        row.article_id,
        row.statement_id,
        row.lang,
        row.zone,
        row.paragraph,
        row.start,
        row.end,
        row.text,
    )


def entries_of(found: Explained) -> Iterator[KeyEntry]:
    """Yield what the engine suggests for the key of an article, an entry a statement."""
    hedges: dict[str, str] = {}
    for cue in found.cues:
        if cue.kind == "hedge":
            hedges.setdefault(cue.statement_id, cue.text)
    head = next((row for row in found.labels if row.zone == "headline"), None)
    for row in found.labels:
        yield KeyEntry(
            statement_id=row.statement_id,
            label=row.label,
            carried=row.carried,
            hedge=row.hedge,
            polarity=row.polarity,
            sensational=row.sensational,
            chain=row.chain,
            source=row.source,
            cue=row.cue,
            hedge_words=hedges.get(row.statement_id, "") if row.hedge else "",
            headline=_relation(row, head),
            reason_en=row.why_en,
            reason_ar=row.why_ar,
        )


def _relation(row: Suggestion, head: Suggestion | None) -> str:
    """Guess what a statement does to the headline from shared words and its sourcing."""
    if head is None or row.zone != "body":
        return "beside"
    wanted = content_words(head.text)
    shared = len(wanted & content_words(row.text))
    if not wanted or shared < max(1, _ABOUT * len(wanted)):
        return "beside"
    if row.label in OFF_RECORD or row.hedge or row.polarity == "deny":
        return "open" if head.polarity == "ask" else "weakens"
    return "supports" if row.label in ON_RECORD else "beside"
