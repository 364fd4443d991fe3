"""What looks like a reporting verb and is none: participles, nouns, verbs of other clauses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kit.engine.roles import DEEDS, FINDING, WEAK
from kit.engine.sentence.forms import is_agent
from kit.engine.sentence.nouns import is_time, noun_after
from kit.engine.sentence.sentence import SOURCE_TABLES
from kit.engine.sentence.verbs import has_complement, is_complementiser, opens_content

if TYPE_CHECKING:
    from kit.engine.sentence.sentence import Hit, Sentence

_CLOSING: Final = re.compile(r"[»”\"]")
_ENDS: Final = ",.?!…"
_AGENT: Final = 7
_TITLE: Final = 4
_ASIDES: Final = DEEDS | {WEAK, FINDING}


def document_in(sentence: Sentence, at: int) -> tuple[int, int]:
    """Return the document that something is said in: was confirmed in a report; else nothing."""
    source = noun_after(sentence, at)
    under = sentence.lexicon.grammar.joiners - sentence.lexicon.grammar.articles
    end = next((i for i in range(*source) if sentence.words[i] in under), source[1])
    return source if sentence.within(source[0], end, "documents") else (at, at)


def holds_verb(sentence: Sentence, source: tuple[int, int]) -> bool:
    """Tell a clause with a verb of its own, in which what looks like one is a noun: had high hopes."""
    grammar = sentence.lexicon.grammar
    return not grammar.helping.isdisjoint(sentence.words[source[0] + 1 : source[1]])


def is_done(sentence: Sentence, hit: Hit) -> bool:
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


def opens_clause(sentence: Sentence, first: int) -> bool:
    """Tell a verb right behind the word that opens a clause, where no speaker can stand."""
    grammar = sentence.lexicon.grammar
    if first == 0 or sentence.before[first]:
        return False
    clause = sentence.at(first - 1, "references")
    opens = is_complementiser(sentence, first - 1) and sentence.words[first - 1] in grammar.breakers
    return opens or (clause is not None and clause.word.kind == "clause")


def is_aside(sentence: Sentence, hit: Hit) -> bool:
    """Tell a participle behind a comma that has no object: ..., posted on a wall, ..."""
    mark, grammar = sentence.before[hit.first], sentence.lexicon.grammar
    under = (grammar.joiners | grammar.prepositions) - grammar.articles - grammar.conjunctions
    if mark != ",":
        return False
    near = range(hit.last, min(hit.last + _AGENT, len(sentence.words)))
    marked = next((i for i in near if "," in sentence.before[i]), near.stop)
    agents = [i for i in range(hit.last, marked) if sentence.words[i] in grammar.agent]
    if agents and not sentence.words[agents[0] - 1].endswith(grammar.done):
        # ..., dubbed "The Rock" by sailors, ..., but not: rejected the ideas raised by, told us by phone
        who = noun_after(sentence, agents[0] + 1)
        return bool(sentence.within(*who, *SOURCE_TABLES)) or any(sentence.capital[slice(*who)])
    aside = hit.word.kind in _ASIDES and sentence.word(hit.last) in under
    return aside and not has_complement(sentence, hit)


def is_counted(sentence: Sentence, hit: Hit) -> bool:
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


def agrees(sentence: Sentence, hit: Hit, source: tuple[int, int]) -> bool:
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
