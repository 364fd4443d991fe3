"""Who and what is introduced without speaking: later a name, or "the researchers", will do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kit.engine.sentence.nouns import noun_after
from kit.engine.sentence.subjects import opening_noun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.engine.sentence.reading import Hit, Sentence

_TITLES: Final = 4
_THINGS: Final = ("bodies", "outlets", "documents", "places", "stops", "unnamed")
_FORMER: Final = 2
_FULL_NAME: Final = 7
_STUDY: Final = 12


def cue_at(sentence: Sentence, first: int, last: int, **fields: object) -> dict[str, Any]:
    """Return a cue at words first up to last, with offsets in the statement."""
    span = sentence.span(first, last)
    return {"start": span.start, "end": span.end, **fields}


def find_mentions(sentence: Sentence) -> Iterator[dict[str, Any]]:
    """Yield who is introduced by office without speaking: later their name alone will do."""
    for hit in sentence.hits.get("titles", {}).values():
        if hit.word.kind != "office":
            continue
        first, last = name_of_office(sentence, hit)
        begins = hit.first
        while hit.first - begins < _TITLES and sentence.at(begins - 1, "titles"):
            begins -= 1  # retired Lt. Gen.
        near = sentence.words[max(0, begins - _FORMER) : max(last, hit.last)]
        former = any(word in sentence.lexicon.grammar.former for word in near)
        if first < last and not former:
            yield cue_at(
                sentence, first, last, rule_id="OF-001", kind="source", role="mention",
                why="Introduced here by office.",
            )  # fmt: skip


def find_subject(sentence: Sentence) -> Iterator[dict[str, Any]]:
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
        yield cue_at(
            sentence, first, last, rule_id="NA-003", kind="source", role="subject",
            why="Narration opens with this name.",
        )  # fmt: skip


def find_studies(sentence: Sentence) -> Iterator[dict[str, Any]]:
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
            yield cue_at(
                sentence, studies[-1].first, studies[-1].last, rule_id="NA-002", kind="source",
                role="mention", why="It is said where this study can be read.",
            )  # fmt: skip


def name_of_office(sentence: Sentence, hit: Hit) -> tuple[int, int]:
    """Return the words that name the holder of an office: after it, or before a comma."""
    if not sentence.lexicon.grammar.cased:
        before = range(hit.first - 2, max(-1, hit.first - _FULL_NAME), -1)
        honoured = next((i for i in before if sentence.at(i, "titles")), -1)
        plain = not any(
            sentence.before[i] or sentence.noun(i) for i in range(honoured + 1, hit.first)
        )
        if honoured >= 0 and plain:
            return (honoured, hit.first)  # الدكتور سامي الحداد الأمين العام
        return noun_after(sentence, hit.last)
    end = hit.last
    while end < len(sentence.words) and sentence.capital[end] and not sentence.before[end]:
        end += 1
    if end > hit.last:
        return (hit.last, end)
    comma = next(
        (i for i in range(end, min(end + 7, len(sentence.words))) if sentence.before[i]), 0
    )
    if comma and sentence.before[comma] == "," and sentence.capital[comma]:
        end = comma  # the head of the port authority, Ines Kaldor
        while end < len(sentence.words) and sentence.capital[end] and (
            end == comma or not sentence.before[end]
        ):  # fmt: skip
            end += 1
        return (comma, end)
    comma = next((i for i in range(hit.first, max(0, hit.first - 8), -1) if sentence.before[i]), 0)
    if not comma or sentence.before[comma] != "," or sentence.within(comma, hit.first, "verbs"):
        return (0, 0)
    start = comma
    while (
        start > 0 and sentence.capital[start - 1] and (start == comma or not sentence.before[start])
    ):
        start -= 1
    return (start, comma)
