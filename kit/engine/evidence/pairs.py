"""Reporting expressions in one statement, each with the words that name its speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kit.engine.evidence.speakers import DEEDS, is_known, is_refused, speaker_from, speaker_of
from kit.engine.sentence.nouns import noun_after
from kit.engine.sentence.reading import SOURCE_TABLES
from kit.engine.sentence.source import Source
from kit.engine.sentence.subjects import in_relative, noun_before, opening_noun, skip_back
from kit.engine.sentence.verbs import (
    has_complement,
    has_content,
    is_complementiser,
    is_gloss,
    is_progressive,
    is_saying,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.engine.sentence.reading import Hit, Sentence

_QUOTED: Final = re.compile(r"[«“„\"']")
_ORIGIN_REACH: Final = 16
_SIGNATURE: Final = 5
_SIGNED: Final = re.compile(r"[»”\"][-–—]+$")
_COLON_WORDS: Final = 8
_COLON_BODY: Final = 4
_COLON_NAME: Final = 2
_WEAK: Final = frozenset({"weak", "finding", "inner"})


@dataclass(slots=True)
class Pair:
    """A reporting expression and its speaker, as word ranges of a `Sentence`.

    Attributes
    ----------
    kind
        say, weak, act, ask, deny (verbs); according, cite, decline (phrases); colon; marker.
    cue, source
        Word ranges, first up to last; an empty source where none is written.
    via
        Who quotes the source, where the expression says so (نقلت الوكالة عن ...); may be empty.
    gloss
        It stands in a relative or time clause and does not report this statement's news.
    clitic
        A preposition is written onto the first word of the source (وفقا لشهود).
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
    clitic: bool = False


def find_pairs(sentence: Sentence, zone: str = "body") -> list[Pair]:
    """Return the reporting expressions outside quotations, in the order of the text."""
    found = [
        *_colon(sentence, zone),
        *_signature(sentence),
        *_from_phrases(sentence),
        *_from_verbs(sentence, zone),
    ]
    found.sort(key=lambda p: (p.cue[0], -p.cue[1]))  # جاء في before جاء
    out: list[Pair] = []
    for pair in found:
        if out and pair.cue[0] < out[-1].cue[1]:
            continue
        out.append(pair)
    if out and out[0].second and all(pair.second for pair in out):
        opening = opening_noun(sentence, out[0].cue[0])
        if opening[0] < opening[1] and not sentence.lexicon.grammar.verb_first:
            out[0].source, out[0].second = opening, False  # the minister shrugged, saying ...
    return out


def _from_phrases(sentence: Sentence) -> Iterator[Pair]:
    for hit in sentence.hits.get("phrases", {}).values():
        kind = hit.word.kind
        if sentence.quoted[hit.first] or kind in {"venue", "published"}:
            continue
        source = (
            noun_after(sentence, speaker_from(sentence, hit.last))
            if kind != "decline"
            else noun_before(sentence, hit.first)
        )
        if kind == "decline" or (source[0] < source[1] and _is_someone(sentence, source)):
            onto = len(hit.word.tokens) > hit.last - hit.first
            yield Pair(kind, hit.word.stance, (hit.first, hit.last), source, clitic=onto)


def _from_verbs(sentence: Sentence, zone: str) -> Iterator[Pair]:
    for hit in sentence.hits.get("verbs", {}).values():
        noun = sentence.noun(hit.first)
        if noun and (noun.last > hit.last or noun.word.table == "places"):
            continue  # "informed" in "informed sources"
        if any((n := sentence.noun(hit.first - back)) and n.last >= hit.last for back in (1, 2)):
            continue  # "reports" in "intelligence reports"
        if not is_saying(sentence, hit):
            continue
        if not (has_content(sentence, hit) or _is_shown(sentence, hit, zone)):
            continue
        if hit.word.form == "present" and _is_subject(sentence, hit):
            continue
        if hit.word.form == "participle" and not is_progressive(sentence, hit.first):
            pair = _participle(sentence, hit)
        else:
            pair = _finite(sentence, hit, zone)
        if pair is not None:
            before = pair.source[0] if pair.source[1] == hit.first else hit.first
            stepped = skip_back(sentence, hit.first)
            pair.gloss = is_gloss(sentence, stepped, "glossing", "clause") or is_gloss(
                sentence, before, "clause"
            )
            pair.gloss |= in_relative(sentence, hit.first, aside=True)
            yield pair


def _is_shown(sentence: Sentence, hit: Hit, zone: str) -> bool:
    """Tell a verb that reports without "that": a study shows, its authors found; court rules ..."""
    kind, subject = hit.word.kind, noun_before(sentence, hit.first)
    if kind not in _WEAK or subject[0] == subject[1]:
        return False
    if Source(sentence, *subject).is_a("documents"):
        return True
    short = sentence.at(subject[0], "references")
    if kind == "finding" and short and short.word.kind == "scholars":
        return True
    titled = zone in {"headline", "heading"} and hit.word.form == "present" and kind != "inner"
    known = sentence.within(*subject, *SOURCE_TABLES)
    return titled and subject[1] == hit.first and any(h.last == hit.first for h in known)


def _participle(sentence: Sentence, hit: Hit) -> Pair | None:
    pair = Pair(hit.word.kind, hit.word.stance, (hit.first, hit.last), (0, 0))
    if hit.word.kind == "cite":  # citing two officials
        pair.source = noun_after(sentence, hit.last)
        return pair if pair.source[0] < pair.source[1] else None
    own = noun_before(sentence, hit.first)
    if own[0] > 0 and own[0] < own[1] == hit.first and (
        sentence.word(own[0] - 1) in sentence.lexicon.grammar.absolute and is_known(sentence, own)
    ):  # fmt: skip
        pair.source = own  # with one poster writing
    else:
        pair.second = True
    said = hit.word.kind == "say" and "," in sentence.before[hit.first]  # ..., saying it hurt
    return pair if said or has_complement(sentence, hit) else None


def _is_subject(sentence: Sentence, hit: Hit) -> bool:
    """Tell a noun whose own verb follows: the audit report found, police reports claim."""
    grammar, verb = sentence.lexicon.grammar, sentence.at(hit.last, "verbs")
    if verb is None or sentence.before[hit.last]:
        return False
    several = sentence.words[hit.first].endswith(grammar.agreement) if grammar.agreement else False
    bare = several and not sentence.words[hit.last].endswith(grammar.agreement)
    sure = sentence.words[hit.first] in grammar.sure
    return verb.word.form == "past" or (verb.word.form == "present" and bare and not sure)


def _finite(sentence: Sentence, hit: Hit, zone: str) -> Pair | None:
    kind = hit.word.kind
    speaker = speaker_of(sentence, hit, zone)
    if speaker is None or _is_nobody(sentence, speaker):
        return None
    if speaker[0] == speaker[1] and hit.first in sentence.hits.get("hedges", {}):
        return None  # يتوقع أن: it is expected
    if kind == "document" and not sentence.within(*speaker, "documents"):
        return None  # laws require, and so do jobs
    if kind in DEEDS:  # they report only if somebody is there to do them
        silent = speaker[0] == speaker[1]
        known = is_known(sentence, speaker) or is_refused(sentence, speaker[1])
        if hit.first > 0 if silent else not known:
            return None
    if is_refused(sentence, speaker[1]):
        kind = "decline"  # رفضت منى التعليق
    pair = Pair(kind, hit.word.stance, (hit.first, hit.last), speaker)
    if kind == "learn":
        _set_origin(sentence, pair, hit.word.needs)
        pair.kind = "cite"
        return (
            pair if pair.source != speaker else None
        )  # the paper has learned, and says not from whom
    if kind == "cite":
        _set_origin(sentence, pair, hit.word.needs or sentence.lexicon.grammar.origin)
    return pair


def _is_nobody(sentence: Sentence, speaker: tuple[int, int]) -> bool:
    first, last = speaker
    grammar, words = sentence.lexicon.grammar, sentence.words[first:last]
    return first < last and (words[0] in grammar.nobody or grammar.articles.issuperset(words))


def _is_someone(sentence: Sentence, source: tuple[int, int]) -> bool:
    """Tell whether a phrase can be a speaker; where capitals mark names, one is needed."""
    if not sentence.lexicon.grammar.cased:
        return True
    return any(sentence.capital[source[0] : source[1]]) or is_known(sentence, source)


def _set_origin(sentence: Sentence, pair: Pair, links: tuple[str, ...]) -> None:
    """Put the quoted one as the source and the quoting one as `via`: نقلت الوكالة عن مصدر."""
    start = pair.cue[1]
    if sentence.lexicon.grammar.verb_first:
        for place in range(start, min(len(sentence.words), start + _ORIGIN_REACH)):
            if is_complementiser(sentence, place):
                return
            if sentence.words[place] in links:
                origin = noun_after(sentence, place + 1)
                if origin[0] < origin[1] and sentence.within(*origin, *SOURCE_TABLES):
                    pair.via, pair.source = pair.source, origin
                return
        return
    origin = noun_after(sentence, start)
    if origin[0] < origin[1] and sentence.within(*origin, *SOURCE_TABLES):
        pair.via, pair.source = pair.source, origin


def _colon(sentence: Sentence, zone: str) -> Iterator[Pair]:
    """Yield the pair of "Kremlin: ..."; a headline may name anyone there."""
    for place in range(1, min(len(sentence.words), _COLON_WORDS)):
        mark = sentence.before[place]
        if not mark:
            continue
        titled = zone in {"headline", "heading"}
        if not mark.startswith(":") or sentence.quoted[0] or not (titled or place <= _COLON_BODY):
            return
        said = any(not sentence.noun(v.first) for v in sentence.within(0, place, "verbs"))
        if said or sentence.lexicon.tags.match(sentence.folded.text):
            return
        tables = [t for t in SOURCE_TABLES if t != "places"]  # "Lebanon: ..." is a topic
        known = sentence.within(0, place, *tables)
        if not sentence.lexicon.grammar.head_first:
            known = [h for h in known if h.last == place]
        short = place <= (_COLON_WORDS if _QUOTED.search(mark) else _COLON_NAME)
        if known or (titled and short and not sentence.at(0, "places")):
            yield Pair("colon", "neutral", (place, place), (0, place))
        return


def _signature(sentence: Sentence) -> Iterator[Pair]:
    """Yield the pair of a quotation with a name under it: "..." - Marta Ilves."""
    count = len(sentence.words)
    for place in range(max(1, count - _SIGNATURE), count):
        if _SIGNED.search(sentence.before[place]):
            if all(sentence.capital[place:]):
                yield Pair("colon", "neutral", (place, place), (place, count))
            return
