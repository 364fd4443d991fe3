"""The words that name a speaker, and the head among them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kit.engine.sentence.forms import is_agent, is_several, noun_of
from kit.engine.sentence.sentence import PARTS

if TYPE_CHECKING:
    from kit.engine.sentence.sentence import Hit, Sentence

_FULL_NAME: Final = 2
_FEW: Final = 2
_ANYONE: Final = frozenset({"one", "own", "group"})
HEADS: Final = ("unnamed", "titles", "bodies", "outlets", "documents")


def _is_human(hit: Hit) -> bool:
    kind = hit.word.kind  # "official" may say what a statement is
    return kind == "person" or (hit.word.table == "unnamed" and kind != "one")


@dataclass(frozen=True)
class Phrase:
    """A speaker's words: words first up to last of a sentence."""

    sentence: Sentence
    first: int
    last: int

    @cached_property
    def head(self) -> Hit | None:
        """The word that decides what kind of speaker this is.

        The head noun: the first known word where heads come first (مصدر في الوزارة), the last
        one before a preposition or comma where they come last (Kremlin sources in Moscow).
        """
        hits = [
            h
            for h in self.sentence.within(self.first, self.last, *HEADS)
            if not self._is_first_name(h)
        ]
        if hits and self._opens_with_some(hits[0]):
            return self._of_some(hits[0])
        hits = [h for h in hits if h.word.kind != "some"]
        chosen = self._head_noun(hits) if hits else None
        if chosen is None:
            return None
        kind = chosen.word.kind
        offices = [h for h in hits if h.word.kind == "office" and not self._is_inside(h, hits)]
        if chosen.word.table == "documents" and not self.sentence.lexicon.grammar.head_first:
            if (behind := self._behind(chosen)) is not None:
                return behind
            beside = (h for h in hits if h.last == chosen.first and _is_human(h))
            chosen = next(beside, chosen)  # eyewitness accounts
        if kind == "quantity":
            things = ("documents", "outlets")
            later = (h for h in hits if h.first > chosen.first and h.word.table in things)
            chosen = next(later, chosen)
        elif chosen.word.table == "titles" and kind == "person":
            beside = (h for h in offices if not self._is_possessed(chosen, h))
            chosen = next(beside, chosen)
        elif self._is_apposed(chosen):  # Ana Ruiz, vecina de ...
            chosen = next(iter(offices), None)
        elif self._has_own_name(chosen):  # an analyst with a name speaks for nobody else
            others = (h for h in hits if h.word.kind == "office" or h.word.table == "bodies")
            chosen = next(others, None) if kind == "one" else None
        return chosen

    def _behind(self, document: Hit) -> Hit | None:
        """Return whose a document is said to be: reports in The Harbour Post, a video posted by police."""
        sentence, grammar = self.sentence, self.sentence.lexicon.grammar
        if document.word.kind not in {"reports", "report", "study"}:
            return None
        links = grammar.theirs if document.word.kind == "reports" else grammar.agent
        at = next((i for i in range(document.last, self.last) if sentence.words[i] in links), None)
        if at is None or at + 1 >= self.last:
            return None
        whose = Phrase(sentence, at + 1, self.last).head
        tables = {"outlets"} if document.word.kind != "reports" else {"outlets", "bodies"}
        known = whose is not None and whose.word.table in tables and whose.word.kind != "generic"
        return whose if known else None

    @staticmethod
    def _is_inside(hit: Hit, hits: list[Hit]) -> bool:
        """Tell a word of a longer trade: the manager of "fund manager"."""
        return any(h.first < hit.first and h.last >= hit.last for h in hits)

    def _opens_with_some(self, hit: Hit) -> bool:
        """Tell words for a part or a number of something at the opening: a small group of ..."""
        if hit.word.kind != "some" or hit.first - self.first > _FEW:
            return False
        before = range(self.first, hit.first)
        return not any(
            (self.sentence.capital[i] and i > 0) or self.sentence.before[i + 1] for i in before
        )

    def _of_some(self, some: Hit) -> Hit | None:
        """Return the head behind words for a part or a number of something: a group of scientists.

        They stand for people, unless what they are of speaks by itself: a number of newspapers.
        """
        whole = Phrase(self.sentence, some.last, self.last)
        head = whole.head
        if any(self.sentence.before[i] and self.sentence.capital[i] for i in whole.inside):
            return None  # one of his lawyers, Tom Reed
        return head if head is not None and head.word.table in {"outlets", "documents"} else some

    def _is_possessed(self, head: Hit, other: Hit) -> bool:
        """Tell a noun that says whose somebody is: لاعب الفريق, where الفريق is no general."""
        grammar = self.sentence.lexicon.grammar
        bare = grammar.verb_first and not grammar.is_definite(self.sentence.words[head.first])
        return bare and other.first == head.last

    def _is_apposed(self, head: Hit) -> bool:
        """Tell a kind of person that stands behind a name and a comma."""
        sentence, grammar = self.sentence, self.sentence.lexicon.grammar
        if not (grammar.head_first and grammar.cased and head.word.kind in _ANYONE):
            return False
        behind = range(head.first, self.first, -1)
        comma = next((i for i in behind if sentence.before[i] == ","), 0)
        return bool(comma) and any(sentence.capital[self.first : comma])

    def _has_own_name(self, head: Hit) -> bool:
        """Tell somebody of a kind who is named as well: official John Smith."""
        if head.word.kind not in {"one", "own"}:
            return False
        if self.sentence.lexicon.grammar.cased:
            behind = range(head.last + 1, self.last)
            later = any(self.sentence.before[i] == "," and self._name_after(i) for i in behind)
            return later or self._name_after(head.last) or self._name_before(head.first)
        return head.first > self.first + 1 or self._definite_with_name(head)

    def _is_first_name(self, hit: Hit) -> bool:
        """Tell Bill Roo from a bill."""
        sentence = self.sentence
        return (
            hit.word.table == "documents"
            and hit.first > self.first
            and hit.last < self.last
            and sentence.capital[hit.first]
            and sentence.capital[hit.last]
            and not sentence.before[hit.last]
        )

    def _head_noun(self, hits: list[Hit]) -> Hit | None:
        if self.sentence.lexicon.grammar.head_first:
            start = hits[0].first
            return max((h for h in hits if h.first == start), key=lambda h: h.last)
        core = [h for h in hits if self._core_start <= h.first and h.last <= self._core_end]
        sure = [h for h in core if not self._is_aside(h)]
        if core := sure or core:
            found = max(core, key=lambda h: (h.last, h.last - h.first))
            return None if self._is_beside(found) else found
        if self._core_start > self.first and self.has_name:
            return None  # Iran's Tom Reed
        # the name comes first: Smith, an analyst at the ministry
        beside = [h for h in hits if h.word.table in {"titles", "unnamed"}]
        if self._has_other_head:
            return None
        if self.has_name and not beside:
            return None
        return (beside or hits)[0]

    @property
    def _has_other_head(self) -> bool:
        """Whether the head is a noun that no table knows: a team led by researchers.

        Before "of" it may only say how many they are: dozens of witnesses.
        """
        sentence, grammar, end = self.sentence, self.sentence.lexicon.grammar, self._core_end
        known = sentence.within(self.first, self.last, *HEADS)
        if any(h.first < end for h in known):
            return False  # a person close to the inquiry
        if end >= self.last or sentence.before[end] or sentence.words[end] in grammar.owning:
            return False
        articled = sentence.words[self.first] in grammar.articles | grammar.indefinite
        return articled and end - self.first > 1 and not any(sentence.capital[self.first + 1 : end])

    def _is_aside(self, hit: Hit) -> bool:
        """Tell a number behind its noun (posts shared thousands of times), and people in a body's name."""
        owning = self.sentence.lexicon.grammar.owning
        named = self.sentence.capital[hit.first] and hit.first > self.first
        body = named and self.sentence.words[hit.first - 1] in owning
        many = hit.word.kind == "quantity" and hit.first > self.first + 1
        return many or (body and hit.word.table == "unnamed")

    def _is_beside(self, known: Hit) -> bool:
        """Tell a known word that only says which: bank tellers, army cook Tom Reed."""
        at, words = self.noun, self.sentence.words
        grammar = self.sentence.lexicon.grammar
        return at >= known.last and (is_several(words[at], grammar) or is_agent(words[at], grammar))

    @cached_property
    def noun(self) -> int:
        """Where a noun in small letters stands that is the head, or before a name; -1 if none does."""
        if self.sentence.lexicon.grammar.head_first or self.last <= self.first:
            return -1
        found = noun_of(self.sentence, self._core_start, self._core_end)
        many = self.sentence.at(found, "unnamed")
        return -1 if many is not None and many.word.kind in {"some", "quantity"} else found

    @property
    def inside(self) -> range:
        """The places of its words but the first."""
        return range(self.first + 1, self.last)

    @cached_property
    def _core_start(self) -> int:
        """Where the head may begin: behind the last owner (the ministry's press officer)."""
        owner, words = self.sentence.lexicon.grammar.owner, self.sentence.words
        if self.sentence.lexicon.grammar.head_first:
            return self.first
        owners = [i for i in range(self.first, self._core_end - 1) if words[i].endswith(owner)]
        return owners[-1] + 1 if owners else self.first

    @cached_property
    def _core_end(self) -> int:
        grammar = self.sentence.lexicon.grammar
        inside = (grammar.joiners | grammar.prepositions) - grammar.articles - grammar.conjunctions
        for index in range(self.first + 1, self.last):
            if PARTS.search(self.sentence.before[index]):
                return index
            if self.sentence.words[index] in inside and not self._is_in_name(index):
                return index
        return self.last

    def _is_in_name(self, at: int) -> bool:
        """Tell the "of" inside the name of a body: Bank of Kalmora strategist Tom Reed."""
        sentence = self.sentence
        if sentence.words[at] not in sentence.lexicon.grammar.owning or at + 1 >= self.last:
            return False
        body = sentence.at(at - 1, "bodies")
        named = sentence.capital[at - 1] and sentence.capital[at + 1]
        return named and body is not None and body.last == at

    def _name_after(self, index: int) -> bool:
        """Tell whether a name follows in the same phrase: official John Smith."""
        sentence = self.sentence
        return index < self.last and sentence.capital[index] and sentence.before[index] in {"", ","}

    def _name_before(self, index: int) -> bool:
        """Tell whether a name and a comma stand before a word: John Smith, an official."""
        sentence = self.sentence
        comma = next((i for i in range(self.first + 1, index) if sentence.before[i] == ","), 0)
        known = {
            i
            for h in sentence.within(self.first, comma, *HEADS, "places")
            for i in range(h.first, h.last)
        }
        return any(sentence.capital[i] for i in range(self.first, comma) if i not in known)

    def _definite_with_name(self, head: Hit) -> bool:
        """Tell الناشط المدني مجيد from مسؤول أمني عراقي: after an article a bare word is a name."""
        sentence, grammar = self.sentence, self.sentence.lexicon.grammar
        unknown = [
            i
            for i in range(head.last, self.last)
            if not grammar.carries_article(sentence.words[i])
            and not sentence.at(i, *HEADS, "places")
            and sentence.words[i] not in grammar.joiners
        ]
        if grammar.is_definite(sentence.words[head.first]):
            return bool(unknown)
        joins = [i for i in range(head.last, self.last) if sentence.words[i] in grammar.joiners]
        rest = self.last - (joins[-1] + 2 if joins else head.last + 1)
        owned = head.last < self.last and grammar.is_definite(sentence.words[head.last])
        # محلل النفط لدى بنك ... فلان الفلاني
        return owned and rest >= _FULL_NAME and any(i >= self.last - _FULL_NAME for i in unknown)

    @property
    def has_name(self) -> bool:
        """Whether a capital letter begins a word that no table knows."""
        sentence = self.sentence
        known = {
            i
            for h in sentence.within(self.first, self.last, *HEADS, "places")
            for i in range(h.first, h.last)
        }
        return any(
            sentence.capital[i] and sentence.words[i] not in sentence.lexicon.grammar.articles
            for i in range(self.first, self.last)
            if i not in known and (i > 0 or (self.last > 1 and sentence.capital[1]))
        )
