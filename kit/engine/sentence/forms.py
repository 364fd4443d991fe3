"""What the form of a noun tells that no table has: several people, or one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kit.engine.sentence.sentence import Sentence
    from kit.languages.grammar import Grammar

_LETTERS: Final = 4


def noun_of(sentence: Sentence, first: int, last: int) -> int:
    """Return where the noun in small letters stands that ends a phrase, or stands before a name in it.

    -1 where all of it is in capitals, as names are; the capital that opens a sentence is none.
    """
    at = last - 1
    while at > first and sentence.capital[at]:
        at -= 1
    if at < first or not sentence.capital[at]:
        return at
    opens = at == first == 0 and not sentence.shouts
    people = sentence.lexicon.grammar.people
    sure = opens and last == 1 and bool(people) and sentence.words[0].endswith(people)
    before_noun = opens and last > 1 and not sentence.capital[1]
    return at if sure or before_noun else -1


def is_several(word: str, grammar: Grammar) -> bool:
    """Tell a noun for several by its ending: cyclists, no press and no campus."""
    if not grammar.many or len(word) < _LETTERS:
        return False
    return word.endswith(grammar.many) and not word.endswith(grammar.not_many)


def is_agent(word: str, grammar: Grammar) -> bool:
    """Tell a noun for a person by its ending: caterer, florist."""
    return bool(grammar.agents) and len(word) >= _LETTERS and word.endswith(grammar.agents)
