"""What may be asked of the words that name a speaker."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kit.engine.sentence.forms import is_agent, is_several
from kit.engine.sentence.phrase import HEADS, Phrase

_ADJECTIVES: Final = 3
_ASIDE: Final = 9
_DESCRIBED: Final = {True: frozenset({"one", "own", "person"}), False: frozenset({"one", "own"})}
"""Kinds of people whom a noun alone may describe; without capitals a trade may stand before a name."""


@dataclass(frozen=True)
class Source(Phrase):
    """A speaker's words, and what the rules ask of them."""

    @property
    def is_several(self) -> bool:
        """Whether it is several people by a noun that no table has: local cyclists."""
        grammar, at = self.sentence.lexicon.grammar, self.noun
        return self.head is None and at >= 0 and is_several(self.sentence.words[at], grammar)

    def is_a(self, table: str, *kinds: str) -> bool:
        """Tell whether the head is a word of a table (and of one of some kinds)."""
        head = self.head
        return head is not None and head.word.table == table and (
            not kinds or head.word.kind in kinds
        )  # fmt: skip

    def has(self, table: str, *kinds: str) -> bool:
        """Tell whether any word in it is of a table (and of one of some kinds)."""
        hits = self.sentence.within(self.first, self.last, table)
        return any(not kinds or h.word.kind in kinds for h in hits)

    def is_whole(self, table: str, *kinds: str) -> bool:
        """Tell whether it is one known word or phrase and nothing else."""
        hit = self.sentence.at(self.first, table)
        return hit is not None and hit.last == self.last and (not kinds or hit.word.kind in kinds)

    @property
    def is_owned(self) -> bool:
        """Whether a body stands right beside the head: police reports, تقارير الوزارة."""
        head, bodies = self.head, self.sentence.hits.get("bodies", {}).values()
        return head is not None and any(
            h.first == head.last
            if self.sentence.lexicon.grammar.head_first
            else h.last == head.first
            for h in bodies
        )

    @property
    def is_selfsame(self) -> bool:
        """Whether it points to whoever spoke last: the same source, المصدر ذاته."""
        return bool(self.words & self.sentence.lexicon.grammar.selfsame) and not self.has_name

    @property
    def is_description(self) -> bool:
        """Whether it is a person known already, by a noun alone: the official, المسؤول السعودي."""
        head, sentence = self.head, self.sentence
        grammar = sentence.lexicon.grammar
        if head is None and not self.has_name and grammar.articles:
            return self._is_agent_by_article
        if head is None or self.has_name or head.word.kind not in _DESCRIBED[grammar.cased]:
            return False
        if grammar.articles:
            owned = any(sentence.words[i].endswith(grammar.owner) for i in self.inside)
            opens = (
                not owned and sentence.words[self.first] in grammar.articles - grammar.indefinite
            )
            return opens and head.last == self.last and head.first - self.first <= _ADJECTIVES
        return all(
            grammar.is_definite(sentence.words[i]) and not (i > head.first and sentence.noun(i))
            for i in range(self.first, self.last)
        ) and self.last - self.first <= _ADJECTIVES  # fmt: skip

    @property
    def _is_agent_by_article(self) -> bool:
        """Whether a noun that no table has stands for a person known already: the 34-year-old."""
        sentence, at = self.sentence, self.noun
        grammar = sentence.lexicon.grammar
        return (
            sentence.words[self.first] in grammar.articles - grammar.indefinite
            and at == self.last - 1
            and at - self.first <= _ADJECTIVES
            and is_agent(sentence.words[at], grammar)
        )

    @property
    def is_unknown_body(self) -> bool:
        """Whether it can only be a body that no table lists.

        An article before a name (the Harlan Animal Shelter), a name in capitals throughout (CMRA),
        or one in quotation marks or in other letters where no capitals mark names.
        """
        sentence, first, last = self.sentence, self.first, self.last
        grammar = sentence.lexicon.grammar
        if self.head is not None or last <= first or self.has("unnamed") or self.has("titles"):
            return False
        if not grammar.cased:
            called = not sentence.opens_quoted and all(sentence.titled[first:last])
            return called or all(w.isascii() for w in self.words)
        word = sentence.said(first, last)
        if last - first == 1 and len(word) > 1 and word.isupper() and not sentence.shouts:
            return True
        if not any(sentence.capital[i] and i > 0 for i in range(first, last)):
            return False
        definite = sentence.words[first] in grammar.articles - grammar.indefinite
        capitals = sum(sentence.capital[first + 1 : last])  # the Argentine is a person
        trade = any(  # the architect Ana Ruiz
            not sentence.capital[i] and sentence.words[i] not in grammar.joiners
            for i in range(first + 1, last)
        )
        several = definite and capitals > 1 and not trade
        return several and self.has_name and not any(sentence.titled[first:last])

    @property
    def is_bare(self) -> bool:
        """Whether it is an Arabic noun without article or name: طبيب في المستشفى."""
        head, sentence = self.head, self.sentence
        grammar = sentence.lexicon.grammar
        if head is None or grammar.is_definite(sentence.words[head.first]):
            return False
        return head.last >= self.last or sentence.words[head.last] in grammar.joiners

    @property
    def is_told_by_name(self) -> bool:
        """Whether a name stands behind a comma: said another diver, the former cook Tom Reed."""
        sentence, last = self.sentence, self.last
        grammar = sentence.lexicon.grammar
        if not grammar.cased or last >= len(sentence.words) or sentence.before[last] != ",":
            return False
        end = last
        while end < len(sentence.words) and end - last < _ASIDE:
            if (end > last and sentence.before[end]) or sentence.at(end, "verbs"):
                break
            end += 1
        aside = Source(sentence, last, end)
        parted = end == len(sentence.words) or bool(sentence.before[end])
        small = any(w in grammar.breakers | grammar.joiners - grammar.articles for w in aside.words)
        named = (
            end > last and sentence.capital[end - 1] and not sentence.at(end - 1, *HEADS, "places")
        )
        return parted and named and not small and aside.has_name

    @property
    def goes_on_with_names(self) -> bool:
        """Whether a name stands beside the head: two rescuers, Ana and Joel; Ana and officials."""
        head, sentence = self.head, self.sentence
        if self.words & self.sentence.lexicon.grammar.conjunctions and self.has_name:
            return True
        if head is None or head.last >= self.last:
            return False
        if not sentence.lexicon.grammar.cased:
            definite = sentence.lexicon.grammar.is_definite(sentence.words[head.first])
            return definite and self._definite_with_name(head)
        return sentence.before[head.last] == "," and sentence.capital[head.last]

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded words of the phrase."""
        return frozenset(self.sentence.words[self.first : self.last])
