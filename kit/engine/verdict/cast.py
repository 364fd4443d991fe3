"""Who is who in an article: everyone it names, gathered from all of it before anything is labelled."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from kit.core.text import fold
from kit.engine.roles import COLON, DEEDS, MENTION, SUBJECT, VIA
from kit.engine.rules import RULE_OF_ROLE
from kit.engine.rules.named import PERSON
from kit.engine.rules.official import BODY, OFFICE
from kit.engine.sentence.names import Name, name_in
from kit.languages.lexicon import load_lexicon, tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.core.rows import Cue
    from kit.engine.rules import Rule
    from kit.engine.verdict.attributions import Evidence

_FULL: Final = 2
"""Words of a name from which on a bare surname may be short for it."""
_SHORT: Final = 2
_UNSURE: Final = DEEDS | {COLON}
"""Expressions beside which a name is one only if the article has it elsewhere too."""
_NAMED: Final = frozenset({OFFICE.role, PERSON.role, BODY.role})


@dataclass(slots=True)
class Member:
    """Someone whom an article names, with the words on him, her or it.

    Attributes
    ----------
    name
        The words of the fullest name so far.
    clues
        The words that name or describe them, in the order of the text.
    rule
        What they are by the strongest of these words: an office, a body, else a person.
    known_by
        The words that say so.
    """

    name: Name
    clues: list[Cue] = field(default_factory=list)
    rule: Rule = PERSON
    known_by: Cue | None = None

    def learn(self, cue: Cue, rule: Rule) -> None:
        """Take in words on this member; an office outweighs all else, and the first to tell it stands."""
        self.clues.append(cue)
        stronger = rule is OFFICE and self.rule is not OFFICE
        if self.known_by is None or stronger or (rule is BODY and self.rule is PERSON):
            self.rule, self.known_by = rule, cue


class Cast:
    """All members of an article, found by full name, by surname, or by first name.

    Each look-up takes the same time however many there are.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.members: list[Member] = []
        self._by_name: dict[Name, Member] = {}
        self._by_word: dict[str, tuple[list[int], list[Member]]] = {}
        self._by_first: dict[str, Member] = {}
        self._by_token: dict[str, Member] = {}

    def meet(self, cue: Cue, rule: Rule, place: int) -> None:
        """Take in someone named by words of the statement at a place."""
        words = tokens_of(cue.text)
        name = name_in(cue.text, self.lang) or words[-1:]
        if not name:
            return
        member = self.called(name, place)
        if member is None:
            member = Member(name)
            self.members.append(member)
        elif len(name) > len(member.name):
            member.name = name
        self._enter(name, member, place)
        member.learn(cue, rule)
        if rule is not PERSON:
            for word in words:
                if len(word) > _SHORT:
                    self._by_token.setdefault(word, member)

    def find(self, words: str, place: int) -> Member | None:
        """Return the member whom words name; of several the one named last before a place.

        Where no name fits, one who was introduced with the last of the words will do.
        """
        name = name_in(words, self.lang)
        found = self.called(name, place)
        if found is not None and (found.rule is not PERSON or len(found.name) >= _FULL):
            others = [self._by_token.get(t) for t in name] if len(name) >= _FULL else []
            body = others[0] if others else None
            same = body is not None and body.rule is BODY and all(o is body for o in others)
            return body if same and found.rule is PERSON else found
        told = name[-1:] if len(name) > _FULL else name[::-1]
        return next((self._by_token[t] for t in told if t in self._by_token), found)

    def called(self, name: Name, place: int) -> Member | None:
        """Return the member of a name; of several of one surname the one named last before a place."""
        if not name:
            return None
        member = self._known(name)
        if len(name) > 1:
            return member
        places, members = self._by_word.get(name[-1], ([], []))
        if places:
            return members[max(0, bisect_right(places, place) - 1)]
        return member or self._by_first.get(name[0])

    def _known(self, name: Name) -> Member | None:
        """Return the member of a full name, or of a surname that only one has so far."""
        for key in _keys(name):
            if key in self._by_name:
                return self._by_name[key]
        if len(name) < _FULL:
            _, members = self._by_word.get(name[-1], ([], []))
            return members[-1] if members else None
        alone = self._by_name.get(name[-1:])
        return alone if alone is not None and len(alone.name) == 1 else None

    def _enter(self, name: Name, member: Member, place: int) -> None:
        for key in _keys(name):
            self._by_name.setdefault(key, member)
        places, members = self._by_word.setdefault(name[-1], ([], []))
        if not members or members[-1] is not member:
            places.append(place)
            members.append(member)
        if len(name) >= _FULL:
            self._by_first.setdefault(name[0], member)


def _keys(name: Name) -> tuple[Name, ...]:
    """Return the ways to look a name up: whole, first and last word, the last two words."""
    if len(name) < _FULL:
        return (name,)
    return (name, (name[0], name[-1]), name[-_FULL:])


def cast_of(everything: Sequence[Evidence]) -> Cast:
    """Return everyone whom an article names, with all the words on each, earlier and later."""
    cast = Cast(everything[0].statement.lang)
    things = load_lexicon(cast.lang).grammar.things
    last: Cue | None = None
    for place, evidence in enumerate(everything):
        unsure = {c.pair for c in evidence.cues if c.kind == "cue" and c.role in _UNSURE}
        for cue in evidence.cues:
            if cue.kind != "source" or cue.role in {SUBJECT, VIA}:
                continue
            if cue.role == PERSON.role and cue.pair in unsure and not _is_titled(cue, cast.lang):
                continue  # a topic, or what was acted on, may stand there as well
            if cue.role == MENTION:
                rule = next((r for r in (OFFICE, BODY, PERSON) if r.id == cue.rule_id), None)
            else:
                rule = RULE_OF_ROLE.get(cue.role) if cue.role in _NAMED else None
            if rule is not None:
                cast.meet(cue, rule, place)
            elif last is not None and cue.pair >= 0 and fold(cue.text).text in things:
                cast.meet(last, BODY, place)  # Gosal said ...; it added ...
            if cue.pair >= 0:
                last = cue if rule is PERSON else None
    return cast


def _is_titled(cue: Cue, lang: str) -> bool:
    """Tell a name with what its bearer is before it: النجم سامي الحداد."""
    words = tokens_of(cue.text)
    node = load_lexicon(lang).roots.get(words[0]) if len(words) > 1 else None
    titled = node is not None and any(word.table == "titles" for word in node.words)
    return titled and bool(name_in(cue.text, lang))


def without_strangers(evidence: Evidence, cast: Cast, place: int) -> Evidence:
    """Leave out deeds of words that name nobody in the article, where no capitals mark names."""
    if load_lexicon(evidence.statement.lang).grammar.cased:
        return evidence
    kept = tuple(
        one
        for one in evidence.attributions
        if one.cue.role not in DEEDS
        or one.source is None
        or one.source.role != PERSON.role
        or cast.find(one.source.text, place)
    )
    return (
        evidence
        if len(kept) == len(evidence.attributions)
        else replace(evidence, attributions=kept)
    )
