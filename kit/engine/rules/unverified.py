"""Speakers whom no reader could look up, and reports that have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.engine.roles import ACT
from kit.engine.rules.base import Rule
from kit.engine.sentence.verbs import is_complementiser

if TYPE_CHECKING:
    from kit.engine.sentence.source import Source

_CALLED = 2
"""How many words off a study the name of its authors may stand in quotation marks."""
_ISSUED = 8
"""How many words off a study it may say where it was published."""
_BESIDE = 6
"""How many words off a speaker it may say that he or she would not be named."""


def _anonymous(source: Source) -> bool:
    """Someone who asked not to be named, in so many words."""
    sentence = source.sentence
    people = sentence.hits.get("unnamed")
    if people is None:
        return False
    for at in range(max(0, source.first - _BESIDE), source.last + _BESIDE):
        hit = people.get(at)
        if hit is not None and hit.word.kind == "anonymity":
            between = range(source.last, at)  # past a "that" it is said of somebody else
            return (source.is_a("unnamed") or not source.has_name) and not any(
                is_complementiser(sentence, i) for i in between
            )
    return False


def _source(source: Source) -> bool:
    """Sources, a source, also of a ministry: naming the ministry does not name the person."""
    return source.is_a("unnamed", "source")


def _group(source: Source) -> bool:
    """Officials, experts, witnesses, residents: people, but nobody in particular."""
    people = source.is_a("unnamed", "group", "some", "quantity", "anonymity") or source.is_several
    return people and not source.goes_on_with_names and not source.is_told_by_name


def _one(source: Source) -> bool:
    """An official, a diplomat, a baker, with no name."""
    grammar = source.sentence.lexicon.grammar
    if source.is_told_by_name:
        return False
    if source.has("documents") and source.is_a("titles"):
        return False  # a family statement
    if not any(letter.isalpha() for word in source.words for letter in word):
        return True  # the number of a telephone
    plain = source.head is None or source.is_a("titles", "person")
    of_some = source.sentence.words[source.first] in grammar.indefinite
    someone = plain and (of_some or (not grammar.articles and source.is_bare))
    nameless = source.has("unnamed", "nameless")
    no_name = nameless or (source.is_description and source.is_a("unnamed"))
    return no_name or source.is_a("unnamed", "one", "own") or (someone and not source.has_name)


def _reports(source: Source) -> bool:
    """Reports, rumours, leaks: no human being at all."""
    alone = source.is_whole("documents", "report") and bool(
        source.sentence.lexicon.grammar.articles
    )
    return alone or (source.is_a("documents", "reports") and not source.is_owned)


def _media(source: Source) -> bool:
    """Media or newspapers, none of them named."""
    return source.is_a("outlets", "generic")


def _study(source: Source) -> bool:
    """A study or poll that the text does not identify."""
    where = source.sentence.at(source.last, "phrases")
    called = any(source.sentence.titled[source.first : source.last + _CALLED])
    verbs = source.sentence.within(source.first, source.last + 1, "verbs")
    if any(verb.word.kind == ACT for verb in verbs):  # an article published on Monday in Tides
        called = called or any(source.sentence.capital[source.last : source.last + _ISSUED])
    if called or (where is not None and where.word.kind == "published"):
        return False
    return (
        source.is_a("documents", "study")
        and not source.has_name
        and not source.has("bodies")
        and source.last - source.first <= 4  # noqa: PLR2004  (a longer phrase says whose it is)
    )


ANONYMOUS = Rule(
    "UN-001", "unnamed", "anonymous",
    "“{source}” would not be named, so no reader can ask who said it.", _anonymous,
)  # fmt: skip
SOURCES = Rule(
    "UN-002", "unnamed", "source",
    "“{source}” are people whom we cannot identify, so no one answers for “{cue}”.", _source,
    bare="“{source}” are people whom we cannot identify, so no one answers for it.",
)  # fmt: skip
GROUP = Rule(
    "UN-003", "unnamed", "group",
    "“{source}” is a kind of people, not a person we could look up.", _group,
)  # fmt: skip
SOMEONE = Rule(
    "UN-004", "unnamed", "one",
    "“{source}” has no name here, so we cannot look the speaker up.", _one,
)  # fmt: skip
UNNAMED = (ANONYMOUS, SOURCES, GROUP, SOMEONE)

REPORTS = Rule(
    "HE-001", "hearsay", "reports",
    "“{source}” names no human source at all.", _reports,
    is_thing=True,
)  # fmt: skip
MEDIA = Rule(
    "HE-002", "hearsay", "media",
    "“{source}” names no outlet that we could look up.", _media,
    is_thing=True, hands_on=True,
)  # fmt: skip
UNKNOWN_STUDY = Rule(
    "HE-003", "hearsay", "study",
    "“{source}” does not say which one, so we cannot look it up.", _study,
    is_thing=True,
)  # fmt: skip
HEARSAY = (REPORTS, MEDIA, UNKNOWN_STUDY)
