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
_TIGHT: Final = 6
_NEAR: Final = 8
_NEEDED: Final = 16
_NAME_WORDS: Final = 6
_COMPLEMENTED: Final = frozenset({"weak", "tight"})
_DEEDS: Final = frozenset({"act", "ask"})
_AUXILIARIES: Final = frozenset({"did", "does", "do", "will", "would", "can", "could", "should"})
_PARTS: Final = re.compile(r"[,،;؛:.؟?!…()\[\]–—\"«»“”„]|(?:^-$)")
_COMMA: Final = re.compile(r"[,،]")
_QUOTED: Final = re.compile(r"[«“„\"']")
_QUOTE_OR_COLON: Final = re.compile(r"[:«“„\"]")
_COLON_WORDS: Final = 8
_COLON_BODY: Final = 4
_COLON_NAME: Final = 2
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
    found = [*_colon(sentence, zone), *_from_phrases(sentence), *_from_verbs(sentence, zone)]
    found.sort(key=lambda p: (p.cue[0], -p.cue[1]))  # جاء في before جاء
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
            noun_after(sentence, hit.last)
            if kind != "decline"
            else _noun_before(sentence, hit.first)
        )
        if kind == "decline" or (source[0] < source[1] and _is_someone(sentence, source)):
            yield Pair(kind, hit.word.stance, (hit.first, hit.last), source)


def _from_verbs(sentence: Sentence, zone: str) -> Iterator[Pair]:
    for hit in sentence.hits.get("verbs", {}).values():
        first, last, kind = hit.first, hit.last, hit.word.kind
        if sentence.quoted[first] or _is_unsaid(sentence, first) or not _has_needed(sentence, hit):
            continue
        noun = sentence.at(first, *_SOURCE_TABLES)
        if noun and noun.last > last:
            continue  # "informed" in "informed sources"
        if kind in _COMPLEMENTED and not _has_complement(sentence, first, last, kind):
            continue
        gloss = first > 0 and _is_glossing(sentence, first - 1)
        pair = Pair(kind, hit.word.stance, (first, last), (0, 0), gloss=gloss)
        if hit.word.form == "participle" and not _is_progressive(sentence, first):
            if kind == "cite":
                pair.source = noun_after(sentence, last)
                if pair.source[0] < pair.source[1]:
                    yield pair
                continue
            pair.second = True
            yield pair
            continue
        speaker = (
            _speaker_head_first(sentence, hit)
            if sentence.lexicon.grammar.head_first
            else _speaker_or_agent(sentence, hit, zone)
        )
        if speaker is None:
            continue
        pair.source = speaker
        silent = speaker[0] == speaker[1]
        if kind in _DEEDS and not (
            first == 0 if silent else _is_someone(sentence, speaker) and _is_known(sentence, speaker)
        ):
            continue
        if kind == "cite":
            _set_origin(sentence, pair, hit.word.needs or ("عن",))
        yield pair


def _speaker_or_agent(sentence: Sentence, hit: Hit, zone: str) -> tuple[int, int] | None:
    """Return the speaker of an English verb, or None where the form is no saying."""
    grammar, (first, last) = sentence.lexicon.grammar, (hit.first, hit.last)
    source: tuple[int, int] = (last, last)
    passive = _before(sentence, first, grammar.skipped) in grammar.passive
    if passive and hit.word.form == "past" and not (
        hit.word.kind == "cite" and _next(sentence, last) == "as"
    ):  # fmt: skip
        if _next(sentence, last) == "by":
            source = noun_after(sentence, last + 1)
        return source if source[0] < source[1] else None
    source = _speaker_head_last(sentence, hit)
    if source[0] == source[1]:
        return source if _edge(sentence, first) and first > 0 else None
    if source[0] > 0 and _next(sentence, source[0] - 1) in _AUXILIARIES:
        return None  # did he promise ...?
    if hit.word.form == "present" and not _is_finite(sentence, hit, source, zone):
        return None
    return source


def _is_finite(sentence: Sentence, hit: Hit, source: tuple[int, int], zone: str) -> bool:
    """Tell a verb in the present from the noun it may be: claims, reports, questions."""
    if sentence.tokens[hit.first].text in {"say", "says"}:
        return True
    if _has_complement(sentence, hit.first, hit.last, "weak"):
        return True
    near = source[1] == hit.first
    if zone in {"headline", "heading"}:
        return near and hit.word.kind != "ask" and sentence.capital[hit.first - 1]
    known = sentence.within(*source, *_SOURCE_TABLES)
    return near and any(h.last == source[1] for h in known)


def _is_progressive(sentence: Sentence, first: int) -> bool:
    grammar = sentence.lexicon.grammar
    return not grammar.head_first and _before(sentence, first, grammar.skipped) in grammar.passive


def _is_someone(sentence: Sentence, source: tuple[int, int]) -> bool:
    """Tell whether a phrase can be a speaker; where capitals mark names, one is needed."""
    if sentence.lexicon.grammar.head_first:
        return True
    return any(sentence.capital[source[0] : source[1]]) or _is_known(sentence, source)


def _is_known(sentence: Sentence, source: tuple[int, int]) -> bool:
    known = sentence.within(*source, *_SOURCE_TABLES, "references")
    return bool(known) or (
        not sentence.lexicon.grammar.head_first and any(sentence.capital[source[0] : source[1]])
    )


def _has_needed(sentence: Sentence, hit: Hit) -> bool:
    """Tell whether one of the words that the verb needs follows soon."""
    if not hit.word.needs:
        return True
    return any(
        token.text.startswith(need) if len(need) == 1 else token.text == need
        for need in hit.word.needs
        for token in sentence.tokens[hit.last : hit.last + (_NEAR if len(need) == 1 else _NEEDED)]
    )


def _set_origin(sentence: Sentence, pair: Pair, links: tuple[str, ...]) -> None:
    """Put the quoted one as the source and the quoting one as `via`: نقلت الوكالة عن مصدر."""
    start = pair.cue[1]
    if sentence.lexicon.grammar.head_first:
        for place in range(start, min(len(sentence.tokens), start + _LONGEST)):
            if sentence.tokens[place].text in links:
                origin = noun_after(sentence, place + 1)
                if origin[0] < origin[1]:
                    pair.via, pair.source = pair.source, origin
                return
        return
    origin = noun_after(sentence, start)
    if origin[0] < origin[1] and sentence.within(*origin, *_SOURCE_TABLES):
        pair.via, pair.source = pair.source, origin


def _speaker_head_first(sentence: Sentence, hit: Hit) -> tuple[int, int]:
    """Find the speaker after the verb, else before it; empty where the verb carries it alone."""
    after = noun_after(sentence, hit.last)
    if after[0] < after[1] and (
        sentence.at(after[0], *_SOURCE_TABLES, "references")
        or _opens_content(sentence, after[1])
        or _closes_name(sentence, after)
    ):
        return after
    if not hit.word.joined:
        before = _noun_before(sentence, hit.first)
        known = sentence.at(before[0], *_SOURCE_TABLES) if before[0] < before[1] else None
        if known or (0 == before[0] < before[1] <= _NAME_WORDS and _opens_content(sentence, hit.last)):
            return before
    return (hit.last, hit.last)


def _closes_name(sentence: Sentence, after: tuple[int, int]) -> bool:
    """Tell whether words after a verb end as a subject does: a comma, a venue, a time."""
    end = after[1]
    if end >= len(sentence.tokens):
        return False
    if sentence.before[end][:1] in {"،", ",", "("} or sentence.at(end, "phrases"):
        return True
    definite = sentence.tokens[after[0]].text.startswith(sentence.lexicon.grammar.article or " ")
    return definite and _is_time(sentence, end)


def _speaker_head_last(sentence: Sentence, hit: Hit) -> tuple[int, int]:
    """Find the speaker before the verb; after it where the verb follows what was said."""
    mark = sentence.before[hit.first]
    listener = sentence.tokens[hit.first].text in sentence.lexicon.grammar.listener
    if mark and hit.first > 0 and _PARTS.search(mark) and not listener:
        after = noun_after(sentence, hit.last)
        if after[0] < after[1] and (
            sentence.capital[after[0]] or sentence.within(*after, *_SOURCE_TABLES, "references")
            or any(sentence.capital[after[0] : after[1]])
        ):  # fmt: skip
            return after
    return _noun_before(sentence, hit.first)


def noun_after(sentence: Sentence, first: int) -> tuple[int, int]:
    """Return the tokens of the source phrase that begins at a token; empty if none does."""
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
        if verb and _speaks(sentence, verb) and not sentence.at(end, *_SOURCE_TABLES):
            break
        if text in grammar.joiners and end > first and not _joins(sentence, first, end):
            break
        known = sentence.at(end, *_SOURCE_TABLES)
        end = known.last if known else end + 1
    while end > first and tokens[end - 1].text in grammar.joiners:
        end -= 1
    return (first, end)


def _speaks(sentence: Sentence, verb: Hit) -> bool:
    """Tell whether a verb inside what looks like a source phrase begins the news instead."""
    return (
        verb.word.kind == "say" and verb.word.form != "participle" and _has_needed(sentence, verb)
    )


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
    if not grammar.head_first and end - start > _NAME_WORDS:
        close = [h for h in sentence.within(start, end, "unnamed", "titles") if h.last == end]
        if close and end == last:
            start = close[0].first  # ... the probe officials said
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


def _has_complement(sentence: Sentence, first: int, last: int, kind: str) -> bool:
    """Tell whether something said goes with the verb: that ..., a colon, or a quotation beside it."""
    if re.search(r"[\"”»“]", sentence.before[first]):
        return True
    reach = _COMPLEMENT if kind == "weak" else _TIGHT
    for place in range(last, min(len(sentence.tokens), last + reach)):
        mark = sentence.before[place]
        if _QUOTE_OR_COLON.search(mark):
            return True
        if place > last and mark and (kind == "tight" or not _COMMA.search(mark)):
            return False
        hit = sentence.at(place, "stops")
        if hit and hit.word.kind == "complementiser":
            return True
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
        titled = zone in {"headline", "heading"}
        if not mark.startswith(":") or sentence.quoted[0] or not (titled or place <= _COLON_BODY):
            return
        if sentence.within(0, place, "verbs") or sentence.lexicon.tags.match(sentence.folded.text):
            return
        tables = [t for t in _SOURCE_TABLES if t != "places"]  # "Lebanon: ..." is a topic
        known = sentence.within(0, place, *tables)
        if not sentence.lexicon.grammar.head_first:
            known = [h for h in known if h.last == place]
        short = place <= (_COLON_WORDS if _QUOTED.search(mark) else _COLON_NAME)
        if known or (titled and short and not sentence.at(0, "places")):
            yield Pair("colon", "neutral", (place, place), (0, place))
        return
