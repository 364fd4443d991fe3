"""The words that name a speaker, and what may be asked of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kit.engine.sentence.forms import is_agent, is_several, noun_of
from kit.engine.sentence.sentence import PARTS

if TYPE_CHECKING:
    from kit.engine.sentence.sentence import Hit, Sentence

_FULL_NAME: Final = 2
_ADJECTIVES: Final = 3
_FEW: Final = 2
_ASIDE: Final = 9
_DESCRIBED: Final = {True: frozenset({"one", "own", "person"}), False: frozenset({"one", "own"})}
"""Kinds of people whom a noun alone may describe; without capitals a trade may stand before a name."""
_ANYONE: Final = frozenset({"one", "own", "group"})
_HEADS: Final = ("unnamed", "titles", "bodies", "outlets", "documents")


def _is_human(hit: Hit) -> bool:
    kind = hit.word.kind  # "official" may say what a statement is
    return kind == "person" or (hit.word.table == "unnamed" and kind != "one")


@dataclass(frozen=True)
class Source:
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
            for h in self.sentence.within(self.first, self.last, *_HEADS)
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
        whose = Source(sentence, at + 1, self.last).head
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
        whole = Source(self.sentence, some.last, self.last)
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
        if core:
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
        known = sentence.within(self.first, self.last, *_HEADS)
        if any(h.first < end for h in known):
            return False  # a person close to the inquiry
        if end >= self.last or sentence.before[end] or sentence.words[end] in grammar.owning:
            return False
        articled = sentence.words[self.first] in grammar.articles | grammar.indefinite
        return articled and end - self.first > 1 and not any(sentence.capital[self.first + 1 : end])

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
        return noun_of(self.sentence, self._core_start, self._core_end)

    @property
    def is_several(self) -> bool:
        """Whether it is several people by a noun that no table has: local cyclists."""
        grammar, at = self.sentence.lexicon.grammar, self.noun
        return self.head is None and at >= 0 and is_several(self.sentence.words[at], grammar)

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
            for h in sentence.within(self.first, comma, *_HEADS, "places")
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
            and not sentence.at(i, *_HEADS, "places")
            and sentence.words[i] not in grammar.joiners
        ]
        if grammar.is_definite(sentence.words[head.first]):
            return bool(unknown)
        joins = [i for i in range(head.last, self.last) if sentence.words[i] in grammar.joiners]
        rest = self.last - (joins[-1] + 2 if joins else head.last + 1)
        owned = head.last < self.last and grammar.is_definite(sentence.words[head.last])
        # محلل النفط لدى بنك ... فلان الفلاني
        return owned and rest >= _FULL_NAME and any(i >= self.last - _FULL_NAME for i in unknown)

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
    def has_name(self) -> bool:
        """Whether a capital letter begins a word that no table knows."""
        sentence = self.sentence
        known = {
            i
            for h in sentence.within(self.first, self.last, *_HEADS, "places")
            for i in range(h.first, h.last)
        }
        return any(
            sentence.capital[i] and sentence.words[i] not in sentence.lexicon.grammar.articles
            for i in range(self.first, self.last)
            if i not in known and (i > 0 or (self.last > 1 and sentence.capital[1]))
        )

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
            opens = sentence.words[self.first] in grammar.articles - grammar.indefinite
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
            end > last and sentence.capital[end - 1] and not sentence.at(end - 1, *_HEADS, "places")
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
