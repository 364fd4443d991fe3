"""Bodies that speak for themselves, and those who hold an office in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.engine.rules.base import Rule

if TYPE_CHECKING:
    from kit.engine.sentence.source import Source


def _office(source: Source) -> bool:
    """A minister, spokesperson, director: identified by the office."""
    former = source.sentence.lexicon.grammar.former
    return source.is_a("titles", "office") and not (source.words & former)


def _body(source: Source) -> bool:
    """A government, ministry, court, company or party, speaking as one."""
    return source.is_a("bodies") or source.is_unknown_body


def _document(source: Source) -> bool:
    """A statement, decree or data release."""
    theirs = source.is_a("documents", "reports") and source.is_owned
    return theirs or source.is_a("documents", "body", "report")


def _place(source: Source) -> bool:
    """A capital or country that stands for its government: Moscow announced."""
    if source.head is not None:
        return False
    place = source.sentence.at(source.first, "places")
    grammar = source.sentence.lexicon.grammar
    if grammar.verb_first:
        return place is not None  # what follows has run into the news: رفضت القاهرة المقترح
    if source.words - grammar.conjunctions and all(
        source.sentence.at(i, "places") or source.sentence.words[i] in grammar.conjunctions
        for i in range(source.first, source.last)
    ):
        return True  # Ankara and Athens
    named = source.sentence.within(source.first + 1, source.last, "places")
    with_article = source.last - source.first == 2 and source.words & grammar.articles  # noqa: PLR2004
    return source.is_whole("places") or bool(named and with_article)


OFFICE = Rule(
    "OF-001", "official", "office",
    "“{source}” speaks for an office, on the record.", _office,
    is_alone=True, has_name=True,
)  # fmt: skip
BODY = Rule(
    "OF-002", "official", "body",
    "“{source}” is a body that speaks for itself, on the record.", _body,
    is_thing=True, has_name=True,
)  # fmt: skip
DOCUMENT = Rule(
    "OF-003", "official", "document",
    "“{source}” is a document that a body has published.", _document,
    is_thing=True,
)  # fmt: skip
PLACE = Rule(
    "OF-004", "official", "place",
    "“{source}” stands for its government here, which speaks on the record.", _place,
    is_thing=True,
)  # fmt: skip
OFFICIAL = (OFFICE, BODY, DOCUMENT, PLACE)
