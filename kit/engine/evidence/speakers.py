"""The speaker of a finite verb: before it, after it, under "by", or not written at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kit.engine.roles import ASK, CITE, DEEDS, DOCUMENT, FINDING, WEAK
from kit.engine.sentence.forms import is_agent, is_several, noun_of
from kit.engine.sentence.nouns import NAME_WORDS, is_time, noun_after
from kit.engine.sentence.sentence import PARTS, SOURCE_TABLES
from kit.engine.sentence.source import Source
from kit.engine.sentence.subjects import noun_before, opening_noun
from kit.engine.sentence.verbs import has_complement, is_complementiser, opens_content, word_before

if TYPE_CHECKING:
    from kit.engine.sentence.sentence import Hit, Sentence

_CLOSING: Final = re.compile(r"[»”\"]")
_OPENING: Final = 8
_ENDS: Final = ",.?!…"
_WRITTEN_ON: Final = 4
_AGENT: Final = 7
_TITLE: Final = 4
_ASIDES: Final = DEEDS | {WEAK, FINDING}


def speaker_of(sentence: Sentence, hit: Hit, zone: str) -> tuple[int, int] | None:
    """Return the words of a verb's speaker; empty if none is written, None if it is no saying."""
    if sentence.lexicon.grammar.verb_first:
        return _speaker_verb_first(sentence, hit)
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
            source = _document_in(sentence, last + 1)
        return source if source[0] < source[1] and is_known(sentence, source) else None
    bare = hit.word.form == "past" and not grammar.elides
    if bare and (_opens_clause(sentence, first) or _is_done(sentence, hit)):
        return None  # the leak, if confirmed, ...
    if bare and (sentence.word(last) in grammar.agent or _is_aside(sentence, hit)):
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
        _is_finite(sentence, hit, source, zone) and not _holds_verb(sentence, source)
    )
    return source if finite and not asks and _is_anyone(sentence, source) else None


def _document_in(sentence: Sentence, at: int) -> tuple[int, int]:
    """Return the document that something is said in: was confirmed in a report; else nothing."""
    source = noun_after(sentence, at)
    under = sentence.lexicon.grammar.joiners - sentence.lexicon.grammar.articles
    end = next((i for i in range(*source) if sentence.words[i] in under), source[1])
    return source if sentence.within(source[0], end, "documents") else (at, at)


def _holds_verb(sentence: Sentence, source: tuple[int, int]) -> bool:
    """Tell a clause with a verb of its own, in which what looks like one is a noun: had high hopes."""
    grammar = sentence.lexicon.grammar
    return not grammar.helping.isdisjoint(sentence.words[source[0] + 1 : source[1]])


def _is_done(sentence: Sentence, hit: Hit) -> bool:
    """Tell a participle that says what was done: a deal announced on Monday, "a plan" drawn up in ..."""
    grammar, mark = sentence.lexicon.grammar, sentence.before[hit.first]
    under = (grammar.joiners | grammar.prepositions) - grammar.articles - grammar.conjunctions
    if sentence.word(hit.last) not in under and not is_time(sentence, hit.last):
        return False
    if _CLOSING.search(mark):
        return not any(stop in mark for stop in _ENDS) and sentence.quoted[hit.first - 1]
    noun = next(
        (
            h
            for h in sentence.within(max(0, hit.first - _TITLE), hit.first, "documents")
            if h.last == hit.first
        ),
        None,
    )
    return not mark and noun is not None and not has_complement(sentence, hit, opened=True)


def _opens_clause(sentence: Sentence, first: int) -> bool:
    """Tell a verb right behind the word that opens a clause, where no speaker can stand."""
    grammar = sentence.lexicon.grammar
    if first == 0 or sentence.before[first]:
        return False
    clause = sentence.at(first - 1, "references")
    opens = is_complementiser(sentence, first - 1) and sentence.words[first - 1] in grammar.breakers
    return opens or (clause is not None and clause.word.kind == "clause")


def _is_aside(sentence: Sentence, hit: Hit) -> bool:
    """Tell a participle behind a comma that has no object: ..., posted on a wall, ..."""
    mark, grammar = sentence.before[hit.first], sentence.lexicon.grammar
    under = (grammar.joiners | grammar.prepositions) - grammar.articles - grammar.conjunctions
    if mark != ",":
        return False
    near = range(hit.last, min(hit.last + _AGENT, len(sentence.words)))
    marked = next((i for i in near if "," in sentence.before[i]), near.stop)
    agents = [i for i in range(hit.last, marked) if sentence.words[i] in grammar.agent]
    if agents and not sentence.words[agents[0] - 1].endswith(grammar.done):
        return True  # ..., dubbed "The Rock" by sailors, ..., but not: rejected the ideas raised by
    aside = hit.word.kind in _ASIDES and sentence.word(hit.last) in under
    return aside and not has_complement(sentence, hit)


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
    counted = not sure and _is_counted(sentence, hit)
    if sure or (not counted and has_complement(sentence, hit, opened=True)):
        return True
    if counted or grammar.elides:  # such a language tells the two by their endings
        return not counted and is_known(sentence, source)
    bracket = ")" in sentence.before[hit.first]  # the World Health Organization (WHO) says
    if (source[1] != hit.first and not bracket) or not _agrees(sentence, hit, source):
        return False
    known = any(h.last == source[1] for h in sentence.within(*source, *SOURCE_TABLES))
    if zone in {"headline", "heading"}:
        return hit.word.kind != ASK and (known or sentence.capital[hit.first - 1])
    if all(sentence.capital[source[0] : source[1]]):
        return sentence.word(hit.last) not in grammar.nounlike
    return known


def _is_counted(sentence: Sentence, hit: Hit) -> bool:
    """Tell a noun for several from the verb it looks like: a few states, several other issues."""
    grammar, at = sentence.lexicon.grammar, hit.first - 1
    if grammar.elides or not sentence.words[hit.last - 1].endswith(grammar.agreement):
        return False
    if sentence.capital[at] or sentence.before[hit.first]:
        return False
    before = (sentence.at(i, "unnamed") for i in (at, at - 1))
    if any(some is not None and some.word.kind == "quantity" for some in before):
        return True
    if opens_content(sentence, hit.last):
        return False
    word = sentence.words[at]
    known = any(
        h.last == hit.first
        for h in sentence.within(max(0, at - _TITLE), hit.first, *SOURCE_TABLES, "references")
    )
    return not (
        known
        or is_agent(word, grammar)
        or word in grammar.skipped
        or word.endswith(grammar.adverbs)
    )


def _agrees(sentence: Sentence, hit: Hit, source: tuple[int, int]) -> bool:
    """Tell whether a verb in the present fits one speaker or several: GOP state parties does not."""
    grammar = sentence.lexicon.grammar
    under = (grammar.joiners | grammar.prepositions) - grammar.articles - grammar.conjunctions
    core = next(
        (i for i in range(source[0] + 1, source[1]) if sentence.words[i] in under), source[1]
    )
    word, last = sentence.words[hit.last - 1], sentence.words[core - 1]
    if not grammar.agreement or word.endswith(grammar.agreement):
        return True
    several = any(w in grammar.conjunctions for w in sentence.words[slice(*source)])
    return several or last.endswith(grammar.agreement) or last in grammar.several


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


def _speaker_verb_first(sentence: Sentence, hit: Hit) -> tuple[int, int] | None:
    """Find the speaker after the verb, else before it; empty where the verb carries it alone."""
    after, before = _noun_behind(sentence, hit), (0, 0)
    if not hit.word.joined:
        before = noun_before(sentence, hit.first)
    if after[0] < after[1]:
        if _is_speaker(sentence, hit, after):
            return after
        ahead = before[0] < before[1] and sentence.noun(before[0])
        if not ahead and _closes_name(sentence, hit, after):
            return after
    if before[0] < before[1] and _opens_saying(sentence, hit, before):
        return before
    return _opening_subject(sentence, hit) or _unwritten(sentence, hit)


def _noun_behind(sentence: Sentence, hit: Hit) -> tuple[int, int]:
    """Return the source phrase right after a verb; no subject begins with a preposition."""
    after, grammar = noun_after(sentence, hit.last), sentence.lexicon.grammar
    oblique = sentence.word(after[0]) in grammar.joiners | grammar.oblique
    return (hit.last, hit.last) if oblique else (after[0], _before_needed(sentence, hit, *after))


def _before_needed(sentence: Sentence, hit: Hit, first: int, last: int) -> int:
    """Return where a speaker ends before what the verb takes by a letter: طالبت النقابة بزيادة ..."""
    # one of them also says whose somebody is: المكتب الإعلامي للجامعة
    own = sentence.lexicon.grammar.onto
    onto = tuple(need for need in hit.word.needs if len(need) == 1 and need != own)
    if not onto:
        return last
    found = (
        i
        for i in range(first + 1, last)
        if sentence.words[i].startswith(onto)
        and len(sentence.words[i]) >= _WRITTEN_ON
        and (
            sentence.noun(i) is None or sentence.lexicon.grammar.carries_article(sentence.words[i])
        )
    )
    return next(found, last)


def _is_quoted_before(sentence: Sentence, hit: Hit) -> bool:
    return bool(_CLOSING.search(sentence.before[hit.first]))


def _is_speaker(sentence: Sentence, hit: Hit, after: tuple[int, int]) -> bool:
    """Tell a speaker after the verb: a known word, one behind a quotation, or before "that"."""
    at = hit.first - 1
    spoken = _is_quoted_before(sentence, hit) and sentence.quoted[at] and not sentence.titled[at]
    known = sentence.noun(after[0]) or sentence.at(after[0], "references")
    return bool(known) or spoken or opens_content(sentence, after[1])


def _opens_saying(sentence: Sentence, hit: Hit, before: tuple[int, int]) -> bool:
    """Tell a speaker before the verb: a known word, or a name that opens the sentence."""
    if sentence.noun(before[0]):
        return True
    breakers = sentence.lexicon.grammar.breakers
    if any(word not in breakers for word in sentence.words[: before[0]]):
        return False  # but لكن may stand there
    named = next((i for i in range(1, before[1]) if sentence.before[i]), before[1])
    short = named <= NAME_WORDS and opens_content(sentence, hit.last)
    return short or all(sentence.titled[slice(*before)])


def _opening_subject(sentence: Sentence, hit: Hit) -> tuple[int, int] | None:
    """Return who did the first verb of the sentence: أوقفت الشرطة رجلا، وقالت إنه ..."""
    if not (hit.word.joined and sentence.noun(1)):
        return None
    if sentence.at(0, "verbs", "titles", "references"):
        return None
    opening = noun_after(sentence, 1)
    return opening if 1 < opening[1] <= hit.first and sentence.noun(0) is None else None


def _unwritten(sentence: Sentence, hit: Hit) -> tuple[int, int] | None:
    """Return an empty speaker for a verb that carries it; None for "... a new thing to name"."""
    if _is_quoted_before(sentence, hit):
        return (hit.last, hit.last)
    oblique = sentence.word(hit.last) in sentence.lexicon.grammar.oblique
    near = range(hit.last, hit.last + _WRITTEN_ON)
    told = any(is_complementiser(sentence, i) for i in near)  # أكدت عليهم أن
    if oblique and not hit.word.joined and not told:
        return None  # اجتماع يكشف عنه
    if _describes(sentence, hit):
        return None
    at_end = hit.last >= len(sentence.words)
    inside = hit.first > 0 and not hit.word.joined
    following = sentence.word(hit.last)
    thing = (
        hit.first == 0
        and not hit.word.joined
        and (sentence.lexicon.grammar.is_definite(following) and not sentence.noun(hit.last))
    )  # كشفت الحرب عن ...
    bare = (inside or thing) and not has_complement(sentence, hit)
    return None if at_end or bare else (hit.last, hit.last)


def _describes(sentence: Sentence, hit: Hit) -> bool:
    """Tell a verb that says of whom one speaks: رفض اتهامات من امرأة قالت إنها ..."""
    grammar, before = sentence.lexicon.grammar, sentence.word(hit.first - 1)
    if hit.word.joined or sentence.before[hit.first] or grammar.is_definite(before):
        return False
    person = sentence.within(max(0, hit.first - _TITLE), hit.first, "unnamed", "titles")
    earlier = any(v.first < hit.first - 1 for v in sentence.hits["verbs"].values())
    near = person and not any(sentence.before[i] for i in range(person[-1].first, hit.first))
    return bool(near) and earlier and not grammar.is_definite(sentence.words[person[-1].first])


def _closes_name(sentence: Sentence, hit: Hit, after: tuple[int, int]) -> bool:
    """Tell whether words after a verb end as a subject does: a comma, a venue, a time."""
    end = after[1]
    if end >= len(sentence.words):
        return False
    if sentence.before[end][:1] in {"،", ",", "(", "-", "–"} or sentence.at(end, "phrases"):
        return True
    told = sentence.at(end, "outlets")
    if told is not None and sentence.words[end].startswith(sentence.lexicon.grammar.onto):
        return True  # قال سامي الحداد لرويترز
    if is_refused(sentence, end):
        return True
    grammar = sentence.lexicon.grammar
    goes_on = sentence.words[end] in grammar.breakers | grammar.joiners
    following = goes_on and hit.word.kind not in DEEDS and has_complement(sentence, hit)
    timed = is_time(sentence, end)
    if timed and hit.word.kind not in DEEDS and has_complement(sentence, hit):
        return True
    return grammar.is_definite(sentence.words[after[0]]) and (timed or following)


def is_refused(sentence: Sentence, at: int) -> bool:
    """Tell whether what one may refuse stands at a token: التعليق."""
    hit = sentence.at(at, "stops")
    return hit is not None and hit.word.kind == "refused"


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
