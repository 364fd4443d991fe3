"""The words of a speaker that are his or her name: titles, offices and bodies left out."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kit.engine.sentence.sentence import PARTS, read_sentence
from kit.languages.lexicon import load_lexicon

if TYPE_CHECKING:
    from kit.engine.sentence.sentence import Sentence

_MEMORY: Final = 20_000
_LETTERS: Final = 2
_LONGEST: Final = 6
"""A name of more words than this has run into something else."""

Name = tuple[str, ...]


@lru_cache(maxsize=_MEMORY)
def name_in(words: str, lang: str) -> Name:
    """Return the folded words of the name in a speaker's words; empty where they hold none.

    Where capitals mark names, that is the last run of them that no table knows; else what follows
    the last known word, and adjectives with the article behind it: the surname stands last.
    """
    sentence = read_sentence(words, load_lexicon(lang))
    count = len(sentence.words)
    commas = [i for i in range(1, count) if PARTS.search(sentence.before[i])]
    find = _cased if sentence.lexicon.grammar.cased else _uncased
    found = find(sentence, 0, commas[0] if commas else count)
    if commas and not found:  # the mayor, Lena Orsholt
        found = find(sentence, commas[0], commas[1] if len(commas) > 1 else count)
    owner = sentence.lexicon.grammar.owner
    return tuple(n for w in found[:_LONGEST] if len(n := w.removesuffix(owner)) >= _LETTERS)


def _cased(sentence: Sentence, at: int, count: int) -> list[str]:
    grammar = sentence.lexicon.grammar
    runs: list[list[str]] = []
    open_run = False
    while at < count:
        known = sentence.noun(at)
        small = not sentence.capital[at] or sentence.words[at] in grammar.nominal
        joins = sentence.words[at] in grammar.joiners
        particle = open_run and small and not joins and len(sentence.words[at]) <= _LETTERS + 1
        if not open_run and at + 1 < count and sentence.words[at] in grammar.honorifics:
            at += 1
            continue
        if small and not (particle and at + 1 < count and sentence.capital[at + 1]):
            open_run = False
            at = known.last if known and not small else at + 1
            continue
        if known and not open_run and known.last < count:
            at = known.last  # a title before the name; behind a first name it is a surname
            continue
        if not open_run:
            runs.append([])
            open_run = True
        runs[-1].append(sentence.words[at])
        at += 1
    return runs[-1] if runs else []


def _uncased(sentence: Sentence, start: int, count: int) -> list[str]:
    grammar = sentence.lexicon.grammar
    at = start
    while at < count:
        known = sentence.noun(at)
        surname = known is not None and start < at == count - 1
        if known and not surname:
            start = at = known.last
            continue
        if at == start and at < count - 1 and grammar.carries_article(sentence.words[at]):
            start = at + 1  # وزير الأمن الداخلي فلان
        at += 1
    name = sentence.words[start:count]
    joined = name and name[0].startswith(grammar.joining) and grammar.is_definite(name[0])
    return [name[0][1:], *name[1:]] if joined else name
