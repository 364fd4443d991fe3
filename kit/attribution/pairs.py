"""Reporting expressions in one statement, each with the words that name its speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kit.attribution.match import Hit, Sentence

_LONGEST: Final = 16
"""A source phrase of more words than this is taken to have run into the news itself."""
_COMPLEMENT: Final = 14
_PARTS: Final = re.compile(r"[,،;؛:.؟?!…()\[\]–—\"«»“”„]|(?:^-$)")
_COMMA: Final = re.compile(r"[,،]")
_QUOTE_OR_COLON: Final = re.compile(r"[:«“„\"]")
_COLON_WORDS: Final = 8
_SOURCE_TABLES: Final = ("unnamed", "titles", "bodies", "outlets", "documents", "places")


@dataclass(slots=True)
class Pair:
    """A reporting expression and its speaker, as token ranges of a `Sentence`.

    Attributes
    ----------
    kind
        say, weak, act, ask, deny (verbs); according, cite, decline (phrases); colon; marker.
    cue, source
        Token ranges, first up to last; an empty source where none is written.
    via
        Who quotes the source, where the expression says so (نقلت الوكالة عن ...); may be empty.
    gloss
        It stands in a relative or time clause and does not report this statement's news.
    second
        A participle that goes on after another reporting expression (مؤكدا, adding).
    """

    kind: str
    stance: str
    cue: tuple[int, int]
    source: tuple[int, int]
    via: tuple[int, int] = (0, 0)
    gloss: bool = False
    second: bool = False


def find_pairs(sentence: Sentence, zone: str = "body") -> list[Pair]:
    """Return the reporting expressions outside quotations, in the order of the text."""
    found = [*_colon(sentence, zone), *_from_phrases(sentence), *_from_verbs(sentence)]
    found.sort(key=lambda p: p.cue)
    out: list[Pair] = []
    for pair in found:
        if out and pair.cue[0] < out[-1].cue[1]:
            continue
        out.append(pair)
    return out


def _from_phrases(sentence: Sentence) -> Iterator[Pair]:
    for hit in sentence.hits.get("phrases", {}).values():
        kind = hit.word.kind
        if sentence.quoted[hit.first] or kind == "venue":
            continue
        source = (
            _noun_after(sentence, hit.last)
            if kind != "decline"
            else _noun_before(sentence, hit.first)
        )
        if source[0] < source[1] or kind == "decline":
            yield Pair(kind, hit.word.stance, (hit.first, hit.last), source)


def _from_verbs(sentence: Sentence) -> Iterator[Pair]:
    grammar = sentence.lexicon.grammar
    for hit in sentence.hits.get("verbs", {}).values():
        first, last, kind = hit.first, hit.last, hit.word.kind
        if sentence.quoted[first] or _is_unsaid(sentence, first):
            continue
        if kind == "weak" and not _has_complement(sentence, first, last):
            continue
        gloss = first > 0 and _is_glossing(sentence, first - 1)
        pair = Pair(kind, hit.word.stance, (first, last), (0, 0), gloss=gloss)
        if hit.word.form == "participle":
            if kind == "cite":
                pair.kind = "cite"
                pair.source = _noun_after(sentence, last)
                if pair.source[0] < pair.source[1]:
                    yield pair
                continue
            pair.second = True
            yield pair
            continue
        if grammar.head_first:
            pair.source = _speaker_head_first(sentence, hit)
        else:
            passive = _before(sentence, first, grammar.skipped) in grammar.passive
            if passive and not (kind == "cite" and _next(sentence, last) == "as"):
                if _next(sentence, last) == "by":
                    pair.source = _noun_after(sentence, last + 1)
                if pair.source[0] == pair.source[1]:
                    continue
            else:
                pair.source = _speaker_head_last(sentence, hit)
            if pair.source[0] == pair.source[1] and not _edge(sentence, first):
                continue
        if kind == "cite":
            _set_origin(sentence, pair)
        yield pair


def _set_origin(sentence: Sentence, pair: Pair) -> None:
    """Put the quoted one as the source and the quoting one as `via`: نقلت الوكالة عن مصدر."""
    start = pair.cue[1]
    if sentence.lexicon.grammar.head_first:
        for place in range(start, min(len(sentence.tokens), start + _LONGEST)):
            if sentence.tokens[place].text == "عن":
                origin = _noun_after(sentence, place + 1)
                if origin[0] < origin[1]:
                    pair.via, pair.source = pair.source, origin
                return
        return
    origin = _noun_after(sentence, start)
    if origin[0] < origin[1] and sentence.within(*origin, *_SOURCE_TABLES):
        pair.via, pair.source = pair.source, origin


def _speaker_head_first(sentence: Sentence, hit: Hit) -> tuple[int, int]:
    """Find the speaker after the verb, else before it; empty where the verb carries it alone."""
    after = _noun_after(sentence, hit.last)
    if after[0] < after[1] and (
        sentence.within(*after, *_SOURCE_TABLES, "references")
        or _opens_content(sentence, after[1])
    ):
        return after
    if not hit.word.joined:
        before = _noun_before(sentence, hit.first)
        known = sentence.within(*before, *_SOURCE_TABLES)
        if before[0] < before[1] and (known or before[0] == 0 and before[1] - before[0] <= 6):  # noqa: PLR2004
            return before
    return (hit.last, hit.last)


def _speaker_head_last(sentence: Sentence, hit: Hit) -> tuple[int, int]:
    """Find the speaker before the verb; after it where the verb follows what was said."""
    mark = sentence.before[hit.first]
    if mark and hit.first > 0 and _PARTS.search(mark):
        after = _noun_after(sentence, hit.last)
        if after[0] < after[1] and (
            sentence.capital[after[0]] or sentence.within(*after, *_SOURCE_TABLES, "references")
            or any(sentence.capital[after[0] : after[1]])
        ):  # fmt: skip
            return after
    return _noun_before(sentence, hit.first)


def _noun_after(sentence: Sentence, first: int) -> tuple[int, int]:
    grammar = sentence.lexicon.grammar
    tokens, end = sentence.tokens, first
    while end < len(tokens) and end - first < _LONGEST:
        text = tokens[end].text
        if _PARTS.search(sentence.before[end]) or sentence.quoted[end] and end == first:
            break
        if sentence.at(end, "stops") or (text in grammar.breakers and end > first):
            break
        if text in grammar.breakers and text not in {"the", "a", "an"}:
            break
        phrase = sentence.at(end, "phrases")
        if phrase and not (end == first and sentence.at(end, "unnamed", "documents")):
            break
        verb = sentence.at(end, "verbs")
        if verb and verb.word.form != "participle" and not sentence.at(end, *_SOURCE_TABLES):
            break
        if text in grammar.joiners and end > first and not _joins(sentence, first, end):
            break
        end += 1
    while end > first and tokens[end - 1].text in grammar.joiners:
        end -= 1
    return (first, end)


def _joins(sentence: Sentence, first: int, at: int) -> bool:
    """Tell a preposition inside a source phrase (مصدر في الوزارة) from one that ends it."""
    if sentence.lexicon.grammar.head_first:
        return bool(sentence.within(first, at, "unnamed", "titles")) and not sentence.at(
            at + 1, "stops"
        )
    return True


def _noun_before(sentence: Sentence, last: int) -> tuple[int, int]:
    grammar = sentence.lexicon.grammar
    tokens, end = sentence.tokens, last
    bridging = bool(_COMMA.search(sentence.before[last])) and last > 0
    while end > 0 and not _PARTS.search(sentence.before[end]) and (
        tokens[end - 1].text in grammar.skipped or _is_time(sentence, end - 1)
    ):  # fmt: skip
        end -= 1
    if end < last and _PARTS.search(sentence.before[end]) and not _COMMA.search(sentence.before[end]):
        return (end, end)
    start = end
    while start > 0 and end - start < _LONGEST + (10 if bridging else 0):
        if sentence.quoted[start - 1]:
            break
        mark = sentence.before[start]
        if start <= last and mark and _PARTS.search(mark):
            if start == end and bridging and _COMMA.fullmatch(mark):
                pass  # the comma that closes an apposition: Smith, the mayor, said
            elif bridging and _COMMA.fullmatch(mark):
                bridging = False
            else:
                break
        elif tokens[start - 1].text in grammar.breakers:
            if not bridging:
                break
        elif (verb := sentence.at(start - 1, "verbs")) and grammar.head_first and (
            verb.word.form != "participle"
        ):  # fmt: skip
            break
        start -= 1
    while start < end and (
        tokens[start].text in grammar.skipped
        or tokens[start].text in grammar.breakers
        or (tokens[start].text in grammar.joiners and tokens[start].text not in {"the", "a", "an"})
        or _is_time(sentence, start)
    ):
        start += 1
    return (start, end)


def _is_time(sentence: Sentence, index: int) -> bool:
    hit = sentence.at(index, "stops")
    return hit is not None and hit.word.kind in {"time", "adverb"}


def _is_unsaid(sentence: Sentence, first: int) -> bool:
    grammar = sentence.lexicon.grammar
    return first > 0 and not sentence.before[first] and (
        sentence.tokens[first - 1].text in grammar.unsaid
        or (_before(sentence, first, grammar.skipped) in grammar.unsaid and not grammar.head_first)
    )  # fmt: skip


def _is_glossing(sentence: Sentence, index: int) -> bool:
    return any(
        hit.word.kind == "glossing" and hit.last == index + 1
        for start in (index, index - 1)
        if (hit := sentence.hits.get("references", {}).get(start))
    )


def _before(sentence: Sentence, index: int, skipped: frozenset[str]) -> str:
    at = index - 1
    while at > 0 and sentence.tokens[at].text in skipped and sentence.tokens[at].text != "been":
        at -= 1
    return sentence.tokens[at].text if at >= 0 else ""


def _next(sentence: Sentence, index: int) -> str:
    return sentence.tokens[index].text if index < len(sentence.tokens) else ""


def _edge(sentence: Sentence, first: int) -> bool:
    return first == 0 or bool(_PARTS.search(sentence.before[first]))


def _opens_content(sentence: Sentence, index: int) -> bool:
    """Tell whether what was said begins here: that, a colon, a quotation."""
    if index < len(sentence.before) and _QUOTE_OR_COLON.search(sentence.before[index]):
        return True
    hit = sentence.at(index, "stops")
    return hit is not None and hit.word.kind == "complementiser"


def _has_complement(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether something said goes with the verb: that ..., a colon, or a quotation beside it."""
    if re.search(r"[\"”»“]", sentence.before[first]):
        return True
    for place in range(last, min(len(sentence.tokens), last + _COMPLEMENT)):
        if _QUOTE_OR_COLON.search(sentence.before[place]):
            return True
        hit = sentence.at(place, "stops")
        if hit and hit.word.kind == "complementiser":
            return True
        if place > last and _COMMA.search(sentence.before[place]) is None and sentence.before[place]:
            return False
        verb = sentence.at(place, "verbs")
        if verb and verb.word.kind == "say" and verb.word.form != "participle":
            return False
    at_end = last >= len(sentence.tokens) - 1
    return at_end and bool(_PARTS.search("".join(sentence.before[max(0, first - 8) : first + 1])))


def _colon(sentence: Sentence, zone: str) -> Iterator[Pair]:
    """Yield the pair of "Kremlin: ..."; a headline may name anyone there."""
    for place in range(1, min(len(sentence.tokens), _COLON_WORDS)):
        mark = sentence.before[place]
        if not mark:
            continue
        if not mark.startswith(":") or sentence.quoted[0]:
            return
        if sentence.within(0, place, "verbs") and zone == "body":
            return
        known = sentence.within(0, place, *_SOURCE_TABLES)
        urgent = sentence.lexicon.tags.match(sentence.folded.text)
        named = zone in {"headline", "heading"} and place <= 3 and not urgent  # noqa: PLR2004
        if (known and not urgent) or named:
            yield Pair("colon", "neutral", (place, place), (0, place))
        return
