"""Bodies that speak for themselves, and those who hold an office in one."""

from __future__ import annotations

from kit.attribution.rules.base import Rule, Source


def _office(source: Source) -> bool:
    """A minister, spokesperson, director: identified by the office."""
    return source.is_a("titles", "office")


def _body(source: Source) -> bool:
    """A government, ministry, court, company or party, speaking as one."""
    return source.is_a("bodies")


def _document(source: Source) -> bool:
    """A statement, decree or data release."""
    return source.is_a("documents", "body")


def _place(source: Source) -> bool:
    """A capital or country that stands for its government: Moscow announced."""
    if source.head is not None:
        return False
    hits = source.sentence.within(source.first, source.last, "places")
    covered = sum(h.last - h.first for h in hits[:1])
    return bool(hits) and covered >= source.last - source.first - 1


OFFICIAL = (
    Rule(
        "OF-001", "official", "office",
        "“{source}” speaks for an office, on the record.", _office,
    ),
    Rule(
        "OF-002", "official", "body",
        "“{source}” is a body that speaks for itself, on the record.", _body,
    ),
    Rule(
        "OF-003", "official", "document",
        "“{source}” is a document that a body has published.", _document,
    ),
    Rule(
        "OF-004", "official", "place",
        "“{source}” stands for its government here, which speaks on the record.", _place,
    ),
)  # fmt: skip
