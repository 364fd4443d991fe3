"""The speaker of a finite verb: before it, after it, under "by", or not written at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kit.engine.evidence.behind import speaker_behind
from kit.engine.evidence.lookalikes import (
    agrees,
    document_in,
    holds_verb,
    is_aside,
    is_counted,
    is_done,
    opens_clause,
)
from kit.engine.roles import ASK, CITE, DEEDS, DOCUMENT, FINDING
from kit.engine.sentence.forms import is_several, noun_of
from kit.engine.sentence.nouns import is_time, noun_after
from kit.engine.sentence.sentence import PARTS, SOURCE_TABLES
from kit.engine.sentence.source import Source
from kit.engine.sentence.subjects import noun_before, opening_noun
from kit.engine.sentence.verbs import has_complement, word_before

if TYPE_CHECKING:
    from kit.engine.sentence.sentence import Hit, Sentence

_CLOSING: Final = re.compile(r"[»”\"]")
_OPENING: Final = 8


def speaker_of(sentence: Sentence, hit: Hit, zone: str) -> tuple[int, int] | None:
    """Return the words of a verb's speaker; empty if none is written, None if it is no saying."""
    if sentence.lexicon.grammar.verb_first:
        return speaker_behind(sentence, hit)
    return _speaker_or_agent(sentence, hit, zone)


def _speaker_or_agent(sentence: Sentence, hit: Hit, zone: str) -> tuple[int, int] | None:
    """Return the speaker of an English verb, or None where the form is no saying."""
    grammar, (first, last) = sentence.lexicon.grammar, (hit.first, hit.last)
    source: tuple[int, int] = (last, last)
    passive = word_before(sentence, first, grammar.skipped) in grammar.passive
    if passive and hit.word.form == "past" and not (
        hit.word.kind == CITE and sentence.word(last) in grammar.quoting
    ):  # fmt: skip
        if sentence.word(last) in grammar.agent:
            source = noun_after(sentence, last + 1)
        elif sentence.word(last) in grammar.inside:
            source = document_in(sentence, last + 1)
        return source if source[0] < source[1] and is_known(sentence, source) else None
    bare = hit.word.form == "past" and not grammar.elides
    if bare and (opens_clause(sentence, first) or is_done(sentence, hit)):
        return None  # the leak, if confirmed, ...
    if bare and (sentence.word(last) in grammar.agent or is_aside(sentence, hit)):
        return None  # the speech written by the minister; the note, posted on a wall, was ...
    if grammar.elides and hit.word.form != "participle" and _opens_bare(sentence, first):
        return _speaker_elided(sentence, hit)
    source = _speaker_verb_last(sentence, hit)
    joined = word_before(sentence, first, grammar.skipped) in grammar.breakers
    if not grammar.elides and _is_place(sentence, source):
        opening = opening_noun(sentence, first)
        source = opening if opening[0] < opening[1] else source
    if source[0] == source[1] and joined and hit.word.kind not in DEEDS:
        source = opening_noun(sentence, first)  # Leahy walked out and said
    if source[0] == source[1]:
        return source if _edge(sentence, first) and first > 0 else None
    # did he promise ...?
    asks = not sentence.before[source[0]] and sentence.word(source[0] - 1) in grammar.asking
    asks = asks or sentence.words[source[0]] in grammar.interrogatives | grammar.existing
    finite = hit.word.form != "present" or (
        _is_finite(sentence, hit, source, zone) and not holds_verb(sentence, source)
    )
    return source if finite and not asks and _is_anyone(sentence, source) else None


def _is_place(sentence: Sentence, source: tuple[int, int]) -> bool:
    """Tell words in commas under a preposition: Israel, in a submission to the court, rejected ..."""
    at, grammar = source[0] - 1, sentence.lexicon.grammar
    if at < 1 or source[0] == source[1] or sentence.before[source[0]]:
        return False
    under = (grammar.joiners | grammar.prepositions) - grammar.articles - grammar.conjunctions
    return sentence.words[at] in under and sentence.before[at] == ","


def _is_anyone(sentence: Sentence, source: tuple[int, int]) -> bool:
    """Tell a speaker from bare words: a name, a known word, an article, or a noun for several."""
    grammar, noun = sentence.lexicon.grammar, noun_of(sentence, *source)
    several = noun >= 0 and is_several(sentence.words[noun], grammar)
    return grammar.elides or several or is_known(sentence, source) or (
        sentence.words[source[0]] in grammar.nominal | grammar.indefinite
    )  # fmt: skip


def _speaker_elided(sentence: Sentence, hit: Hit) -> tuple[int, int] | None:
    """Return the speaker of a verb that opens its sentence: after it, or not written."""
    last = hit.last
    after = noun_after(sentence, speaker_from(sentence, last))
    if after[0] < after[1] and is_known(sentence, after) and _is_subject(sentence, after[0]):
        return after  # Dijo la ministra que ...
    alone = hit.word.kind not in DEEDS and has_complement(sentence, hit)
    return (last, last) if alone else None  # Añadió que ...


def _opens_bare(sentence: Sentence, first: int) -> bool:
    """Tell a verb with nothing but adverbs before it in its sentence: También dijo que ..."""
    at, skipped = 0, sentence.lexicon.grammar.skipped
    while at < first and at < _OPENING and (is_time(sentence, at) or sentence.words[at] in skipped):
        at = sentence.hits["stops"][at].last if is_time(sentence, at) else at + 1
    return at == first


def _is_subject(sentence: Sentence, at: int) -> bool:
    """Tell the subject after a verb from its object, which a preposition opens."""
    grammar = sentence.lexicon.grammar
    return sentence.words[at] not in grammar.joiners - grammar.articles


def speaker_from(sentence: Sentence, at: int) -> int:
    """Step over a time, a place of speech or the listener between a verb and its speaker."""
    while sentence.lexicon.grammar.elides and at < len(sentence.words):
        aside = sentence.at(at, "phrases", "stops")
        parted = at > 0 and PARTS.search(sentence.before[at])
        if parted or aside is None or aside.word.kind not in {"venue", "time"}:
            break
        at = aside.last
    return at


def _is_finite(sentence: Sentence, hit: Hit, source: tuple[int, int], zone: str) -> bool:
    """Tell a verb in the present from the noun it may be: claims, reports, questions."""
    grammar = sentence.lexicon.grammar
    study = hit.word.kind == FINDING and Source(sentence, *source).is_a("documents")
    sure = study or hit.word.kind == DOCUMENT or sentence.words[hit.first] in grammar.sure
    counted = not sure and is_counted(sentence, hit)
    if sure or (not counted and has_complement(sentence, hit, opened=True)):
        return True
    if counted or grammar.elides:  # such a language tells the two by their endings
        return not counted and is_known(sentence, source)
    bracket = ")" in sentence.before[hit.first]  # the World Health Organization (WHO) says
    if (source[1] != hit.first and not bracket) or not agrees(sentence, hit, source):
        return False
    known = any(h.last == source[1] for h in sentence.within(*source, *SOURCE_TABLES))
    if zone in {"headline", "heading"}:
        return hit.word.kind != ASK and (known or sentence.capital[hit.first - 1])
    if all(sentence.capital[source[0] : source[1]]):
        return sentence.word(hit.last) not in grammar.nounlike
    return known


def _speaker_verb_last(sentence: Sentence, hit: Hit) -> tuple[int, int]:
    """Find the speaker before the verb; after it where the verb follows what was said."""
    mark = sentence.before[hit.first]
    listener = sentence.words[hit.first] in sentence.lexicon.grammar.listener
    quoted = bool(_CLOSING.search(mark))
    if hit.first > 0 and PARTS.search(mark) and (quoted or not listener):
        after = noun_after(sentence, speaker_from(sentence, hit.last))
        ends = after[1] >= len(sentence.words) or (
            PARTS.search(sentence.before[after[1]])
            or sentence.at(after[1], "stops", "phrases")
            or sentence.words[after[1]] in sentence.lexicon.grammar.breakers
        )
        grammar = sentence.lexicon.grammar
        helping = grammar.asking | grammar.passive | grammar.skipped
        theirs = (grammar.nominal | grammar.joiners) - grammar.articles
        clause = not quoted and (
            hit.word.kind in DEEDS
            or sentence.word(after[0]) in theirs
            or sentence.at(after[0], "verbs")
            or (sentence.at(after[0], "references") and not grammar.elides)
            or any(w in helping for w in sentence.words[slice(*after)])
        )
        if after[0] < after[1] and (quoted or ends) and not clause and is_known(sentence, after):
            return after
    return noun_before(sentence, hit.first)


def is_known(sentence: Sentence, source: tuple[int, int]) -> bool:
    """Tell whether a phrase holds a listed word for a speaker, or a name in capitals."""
    found = sentence.within(*source, *SOURCE_TABLES, "references")
    known = [hit for hit in found if hit.word.kind != "some"]
    first, last = source
    opens = first == 0 and last > 1 and not sentence.capital[1] and not sentence.before[1]
    if opens and sentence.words[1] not in sentence.lexicon.grammar.conjunctions:
        first = 1  # the capital of a sentence marks no name
    return bool(known) or (sentence.lexicon.grammar.cased and any(sentence.capital[first:last]))


def _edge(sentence: Sentence, first: int) -> bool:
    return first == 0 or bool(PARTS.search(sentence.before[first]))
