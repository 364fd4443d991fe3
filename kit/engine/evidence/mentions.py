"""Who and what is introduced without speaking: later a name, or "the researchers", will do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kit.engine.evidence.found import Found
from kit.engine.roles import MENTION, SUBJECT
from kit.engine.rules.named import NAMED_STUDY, PERSON
from kit.engine.rules.official import BODY, OFFICE
from kit.engine.sentence.nouns import noun_after, with_name
from kit.engine.sentence.subjects import opening_noun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.engine.sentence.sentence import Hit, Sentence

_TITLES: Final = 4
_THINGS: Final = ("bodies", "outlets", "documents", "places", "stops", "unnamed")
_FORMER: Final = 4
_FULL_NAME: Final = 7
_STUDY: Final = 12
_LONG_NAME: Final = 5
_NEAR: Final = 6
_ASIDE: Final = 8
_BEHIND: Final = 7


def find_mentions(sentence: Sentence) -> Iterator[Found]:
    """Yield who is introduced by office without speaking: later their name alone will do."""
    for hit in sentence.hits.get("titles", {}).values():
        if hit.word.kind != "office" or _is_possessed(sentence, hit) or _is_inside(sentence, hit):
            continue
        first, last = name_of_office(sentence, hit)
        begins = hit.first
        while hit.first - begins < _TITLES and sentence.at(begins - 1, "titles"):
            begins -= 1  # retired Lt. Gen.
        early = begins
        while early > 0 and begins - early < _FORMER and not sentence.before[early]:
            early -= 1  # former Apex Town Council member
        near = sentence.words[early : max(last, hit.last)]
        former = any(word in sentence.lexicon.grammar.former for word in near)
        if first < last and not former:
            whole = (first == hit.last and not sentence.before[first]) or (
                last == begins and not sentence.before[begins]
            )
            span = sentence.span(min(first, begins), max(last, hit.last)) if whole else (
                sentence.span(first, last)
            )  # fmt: skip
            yield Found(*span, OFFICE.id, "source", MENTION, "Introduced here by office.")


def _is_inside(sentence: Sentence, hit: Hit) -> bool:
    """Tell a word of a longer trade: the manager of "fund manager"."""
    before = (sentence.noun(hit.first - back) for back in (1, 2))
    return any(longer is not None and longer.last >= hit.last for longer in before)


def _is_possessed(sentence: Sentence, hit: Hit) -> bool:
    """Tell whose somebody is from an office: لاعب الفريق, where الفريق is no general."""
    grammar, before = sentence.lexicon.grammar, sentence.at(hit.first - 1, "titles")
    if before is None or not grammar.verb_first or before.word.kind != "person":
        return False
    return not grammar.is_definite(sentence.words[before.first]) and not sentence.before[hit.first]


def find_bodies(sentence: Sentence) -> Iterator[Found]:
    """Yield names of which it is said, behind a comma, that they are bodies: Gosal, a dairy company."""
    for hit in sentence.hits.get("bodies", {}).values():
        if hit.word.kind == "firm":
            begins = hit.first - 1
            while begins > 0 and sentence.capital[begins - 1] and not sentence.before[begins]:
                begins -= 1
            whole = sentence.span(begins, hit.last)
            yield Found(*whole, BODY.id, "source", MENTION, "Said to be a body here.")
            continue
        grammar, goes_on = sentence.lexicon.grammar, not sentence.before[hit.last]
        ends = sentence.word(hit.last) in grammar.joiners | grammar.breakers | {""}
        if grammar.cased and goes_on and not ends:
            continue  # the company's chief
        comma = next(
            (i for i in range(hit.first, max(0, hit.first - _NEAR), -1) if sentence.before[i]), 0
        )
        if not comma or sentence.before[comma] not in {",", "،"} or not _says_what(sentence, comma):
            continue
        if sentence.within(comma, hit.first, "titles", "unnamed") or _is_under(
            sentence, comma, hit
        ):
            continue  # a professor at the university
        start = comma
        while start > 0 and comma - start < _LONG_NAME and _may_be_name(sentence, start - 1):
            start -= 1
            if sentence.before[start]:
                break
        if start < comma:
            span = sentence.span(start, comma)
            yield Found(*span, BODY.id, "source", MENTION, "Said to be a body here.")


def _is_under(sentence: Sentence, first: int, hit: Hit) -> bool:
    """Tell a body under a preposition from one that is the head: the director of a company."""
    grammar = sentence.lexicon.grammar
    under = (grammar.joiners | grammar.prepositions) - grammar.articles - grammar.conjunctions
    return not under.isdisjoint(sentence.words[first : hit.first])


def _says_what(sentence: Sentence, at: int) -> bool:
    """Tell words that say what somebody is: a dairy company, وهي شركة ألبان."""
    grammar, word = sentence.lexicon.grammar, sentence.words[at]
    return word in grammar.articles or word in grammar.copula


def _may_be_name(sentence: Sentence, at: int) -> bool:
    if sentence.lexicon.grammar.cased:
        return sentence.capital[at]
    return not (sentence.noun(at) or sentence.at(at, "verbs", "stops", "phrases"))


def find_subject(sentence: Sentence) -> Iterator[Found]:
    """Yield the name that a sentence of narration opens with: the next "she said" is hers."""
    if not sentence.lexicon.grammar.cased:
        return
    first, last = opening_noun(sentence, len(sentence.words))
    while first < last and sentence.words[first] in sentence.lexicon.grammar.articles:
        first += 1
    if (
        first < last
        and all(sentence.capital[first:last])
        and not sentence.within(first, last, *_THINGS)
    ):
        span = sentence.span(first, last)
        yield Found(*span, PERSON.id, "source", SUBJECT, "Narration opens with this name.")


def find_studies(sentence: Sentence) -> Iterator[Found]:
    """Yield a study of which it is said where it can be read: later "the researchers" are its own."""
    for hit in sentence.hits.get("phrases", {}).values():
        if hit.word.kind != "published" or hit.last >= len(sentence.words):
            continue
        named = any(sentence.capital[hit.last : hit.last + 3]) or not sentence.lexicon.grammar.cased
        studies = [
            h
            for h in sentence.within(max(0, hit.first - _STUDY), hit.last + _STUDY, "documents")
            if h.word.kind == "study"
        ]
        if studies and named:
            span = sentence.span(studies[-1].first, studies[-1].last)
            why = "It is said where this study can be read."
            yield Found(*span, NAMED_STUDY.id, "source", MENTION, why)


def name_of_office(sentence: Sentence, hit: Hit) -> tuple[int, int]:
    """Return the words that name the holder of an office: after it, or before a comma; may be empty."""
    if not sentence.lexicon.grammar.cased:
        return (
            _honoured_before(sentence, hit)
            or _is_what(sentence, hit.first)
            or _named_before(sentence, hit.first)
            or _named_after(sentence, hit)
        )
    return (
        _is_what(sentence, hit.first)
        or _capitals_after(sentence, hit.last)
        or _apposed_after(sentence, hit.last)
        or _apposed_before(sentence, hit.first)
        or (0, 0)
    )


def _honoured_before(sentence: Sentence, hit: Hit) -> tuple[int, int] | None:
    """Return a name with a title that stands before the office: الدكتور سامي الحداد الأمين العام."""
    before = range(hit.first - 2, max(-1, hit.first - _FULL_NAME), -1)
    honoured = next((i for i in before if sentence.at(i, "titles")), -1)
    if honoured < 0:
        return None
    parted = any(sentence.before[i] or sentence.noun(i) for i in range(honoured + 1, hit.first))
    return None if parted else (honoured, hit.first)


def _is_what(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """Return the name of which it is said that it is an office: Ward is the mayor."""
    grammar = sentence.lexicon.grammar
    end = at - 1 if sentence.word(at - 1) in grammar.articles else at
    if end < 2 or sentence.words[end - 1] not in grammar.copula or sentence.before[end]:  # noqa: PLR2004
        return None
    start = end - 1
    while start > 0 and end - start <= _LONG_NAME and _may_be_name(sentence, start - 1):
        start -= 1
    opens = start == 0 or sentence.before[start]
    return (start, end - 1) if opens and start < end - 1 else None


def _named_after(sentence: Sentence, hit: Hit) -> tuple[int, int]:
    """Return what follows an office, with a name between two commas: مدير الميناء، سامي الحداد، ..."""
    _, end = noun_after(sentence, hit.last)
    return (hit.last, with_name(sentence, hit.first, end))


def _named_before(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """Return a name before a comma and an office, where no capitals mark it: سامي الحداد، مدير ..."""
    if at == 0 or sentence.before[at] not in {"،", ","}:
        return None
    start = at
    while start > 0 and at - start < _LONG_NAME:
        if sentence.noun(start - 1) or sentence.at(start - 1, "verbs", "stops", "phrases"):
            break
        start -= 1
        if sentence.before[start]:
            break
    opens = start == 0 or sentence.before[start] or sentence.at(start - 1, "verbs")
    return (start, at) if opens and at - start > 1 else None


def _capitals_after(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """Return the words in capitals that follow at once: Mayor Ines Kaldor."""
    end = at
    while end < len(sentence.words) and sentence.capital[end] and not sentence.before[end]:
        end += 1
    return (at, end) if end > at else None


def _apposed_after(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """Return a name behind a comma: the head of the port authority, Ines Kaldor."""
    near = range(at, min(at + _BEHIND, len(sentence.words)))
    comma = next((i for i in near if sentence.before[i]), 0)
    if not comma or sentence.before[comma] != "," or not sentence.capital[comma]:
        return None
    _, end = _capitals_after(sentence, comma + 1) or (0, comma + 1)
    return (comma, end)


def _apposed_before(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """Return a name before a comma: Ines Kaldor, the head of the port authority."""
    comma = next((i for i in range(at, max(0, at - _ASIDE), -1) if sentence.before[i]), 0)
    if not comma or sentence.before[comma] != "," or sentence.within(comma, at, "verbs"):
        return None
    start = comma
    while (
        start > 0 and sentence.capital[start - 1] and (start == comma or not sentence.before[start])
    ):
        start -= 1
    return (start, comma)
