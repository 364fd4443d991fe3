"""What has been read of an article so far: who spoke, and who is who."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kit.core.text import fold
from kit.engine.roles import COLON, SCHOLARS
from kit.engine.rules import RULE_OF_ROLE
from kit.engine.rules.named import NAMED_STUDY, PERSON
from kit.engine.rules.official import DOCUMENT, OFFICE
from kit.engine.rules.reference import SHORT
from kit.engine.rules.unattributed import SAID_BY_NOBODY
from kit.engine.rules.unverified import GROUP, SOMEONE
from kit.languages.arabic import without_prefix
from kit.languages.lexicon import tokens_of

if TYPE_CHECKING:
    from kit.core.rows import Cue, Suggestion
    from kit.engine.rules import Rule
    from kit.engine.verdict.attributions import Attribution
    from kit.engine.verdict.cast import Cast
    from kit.languages.grammar import Grammar


_MEMORY: Final = 20_000
_LETTERS: Final = 3


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone whom a statement was traced to."""

    label: str
    role: str
    words: str
    rule_id: str
    gender: str = ""

    @property
    def rule(self) -> Rule | None:
        """The rule behind the speaker's role."""
        return RULE_OF_ROLE.get(self.role)


@dataclass(slots=True)
class Memory:
    """What has been read of an article so far; it grows from statement to statement."""

    grammar: Grammar
    cast: Cast
    place: int = 0
    speaker: Speaker | None = None
    person: Speaker | None = None
    plural: Speaker | None = None
    thing: Speaker | None = None
    met: Speaker | None = None
    person_at: int = -1
    met_at: int = -1
    by_role: dict[str, Speaker] = field(default_factory=dict)
    by_noun: dict[str, Speaker] = field(default_factory=dict)
    by_gender: dict[str, Speaker] = field(default_factory=dict)
    subject: Speaker | None = None
    told: Speaker | None = None
    quoted: Speaker | None = None
    before: Suggestion | None = None

    def meet(self, cue: Cue) -> None:
        """Remember someone introduced by office, or a study; whoever has spoken is known better."""
        if cue.rule_id == NAMED_STUDY.id:
            study = Speaker(NAMED_STUDY.label, NAMED_STUDY.role, cue.text, NAMED_STUDY.id)
            self.by_role.setdefault(NAMED_STUDY.role, study)
            return
        if cue.rule_id == OFFICE.id:
            self.met = Speaker(OFFICE.label, OFFICE.role, cue.text, OFFICE.id)
            self.met_at = self.place

    def tell(self, subject: Cue | None, label: str, opens: int) -> None:
        """Remember whom narration has just told of, until somebody speaks."""
        self.subject = None
        if subject is not None and label == "outlet":
            words = subject.text
            sure = opens > 0 or " " in words  # the first word of a sentence may be no name
            told = Speaker(PERSON.label, PERSON.role, words, PERSON.id) if sure else None
            self.subject = self.name(words) or told
            self.told = self.subject or self.told

    def keep(self, speaker: Speaker) -> None:
        """Remember who has spoken last, and under which names."""
        rule = speaker.rule
        self.speaker = speaker
        if rule is not None and rule.is_thing:
            self.thing = speaker
        elif rule is not GROUP:  # no "he" stands for several
            self.person, self.person_at = speaker, self.place
        if not self._is_alone(speaker):
            self.plural = speaker
        self.by_role[speaker.role] = speaker
        self.by_role[speaker.label] = speaker
        if speaker.gender:
            self.by_gender[speaker.gender] = speaker
        for noun in _nouns(speaker.words):
            self.by_noun[noun] = speaker

    def with_gender(self, speaker: Speaker, said: Attribution) -> Speaker:
        """Return a speaker with what the verb, or words such as Ms, say of his or her gender."""
        gender = self.grammar.gender(said.cue.text) or self.grammar.sex(tokens_of(speaker.words))
        return replace(speaker, gender=gender or speaker.gender)

    def name(self, words: str) -> Speaker | None:
        """Return what the whole article knows of whoever these words name."""
        member = self.cast.find(words, self.place)
        if member is None or member.known_by is None:
            return None
        rule = member.rule
        return Speaker(rule.label, rule.role, member.known_by.text, rule.id)

    def referent(self, rule_id: str, source: Cue | None, cue: Cue) -> Speaker | None:
        """Return the earlier speaker whom an elided subject, pronoun or short form stands for."""
        if source is None:
            return self._elided(cue)
        if self._is_person(source):
            return self._person(source)
        if self.thing and self._is_thing(source):
            return self.thing
        if self.plural and self._is_plural(source):
            return self.plural if self.speaker and self._is_alone(self.speaker) else self.speaker
        return self._short(rule_id, source)

    def _short(self, rule_id: str, source: Cue) -> Speaker | None:
        """Return whom a noun stands for: the same source, the official, the ministry."""
        back = not self.grammar.selfsame.isdisjoint(tokens_of(source.text))
        if back and self.speaker and self.speaker.label == SAID_BY_NOBODY.label:
            return self.by_role.get(source.role) or self.speaker  # no rumour is a source
        if source.role == PERSON.role and rule_id == SHORT.id and not back:
            return self._described(source) or self.person or self.told  # the 34-year-old
        if back or rule_id != SHORT.id:
            return self.speaker  # the same source, which may be a body
        if source.role == SOMEONE.role:
            return self._described(source) or self.by_role.get(SOMEONE.role)
        return self._named_in_full(source.role)

    def _elided(self, cue: Cue) -> Speaker | None:
        """Return whom a verb without a subject goes on with: أضافت is no man's."""
        gender = self.grammar.gender(cue.text)
        if cue.role == COLON and self.speaker is None:
            return self.met  # the answer of whoever is interviewed
        one = self.speaker
        person = one is not None and one.rule is not None and one.rule.is_alone
        if person and gender and one and one.gender and gender != one.gender:
            return self.by_gender.get(gender) or one
        return self.speaker

    def _person(self, source: Cue) -> Speaker | None:
        """Return whom he or she stands for: nobody who is known to be of the other sex."""
        gender = self.grammar.sex(tokens_of(source.text))
        near = (self.person, self.met) if self.person_at >= self.met_at else (self.met, self.person)
        told = (self.subject, *near, self.by_gender.get(gender), self.speaker)
        known = [one for one in told if one is not None]
        fits = (one for one in known if not (gender and one.gender) or one.gender == gender)
        found = next(fits, known[0] if known else None)
        return replace(found, gender=gender) if found and gender else found

    def _described(self, source: Cue) -> Speaker | None:
        """Return whom a noun with the article describes: the official, المسؤول السعودي."""
        nouns = [n for n in _nouns(source.text) if n not in self.grammar.articles] or [""]
        known = self.by_noun.get(nouns[0] if self.grammar.head_first else nouns[-1])
        official = self.person is not None and self.person.label == OFFICE.label
        return known or (self.person if official else self.subject)

    def _named_in_full(self, role: str) -> Speaker | None:
        """Return the speaker whom a short form of a role is short for."""
        if role == SCHOLARS:
            return self.by_role.get(NAMED_STUDY.role) or self.by_role.get(GROUP.role)
        rule = RULE_OF_ROLE.get(role)
        theirs = self.thing if rule is DOCUMENT else None  # the paper claimed ...; the report ...
        return self.by_role.get(role) or theirs or (self.by_role.get(rule.label) if rule else None)

    def unresolved(self, source: Cue | None) -> tuple[str, str]:
        """Label a reference that points to nothing: by its own noun, else as said by no one.

        He or she in an article stands for someone whom narration has named.
        """
        if source is None:
            return SAID_BY_NOBODY.label, SAID_BY_NOBODY.id
        if self._is_person(source) and self.before is not None:
            return PERSON.label, PERSON.id
        if source.role == SCHOLARS:
            return GROUP.label, GROUP.id
        rule = RULE_OF_ROLE.get(source.role)
        if rule and rule.label and rule is not PERSON:
            return rule.label, rule.id
        if rule is PERSON:
            return SOMEONE.label, SOMEONE.id
        return SAID_BY_NOBODY.label, SAID_BY_NOBODY.id

    def _is_alone(self, speaker: Speaker) -> bool:
        joined = any(t in self.grammar.conjunctions for t in tokens_of(speaker.words))
        return speaker.rule is not None and speaker.rule.is_alone and not joined

    def _is_thing(self, source: Cue) -> bool:
        return fold(source.text).text in self.grammar.things

    def _is_plural(self, source: Cue) -> bool:
        return fold(source.text).text in self.grammar.plurals

    def _is_person(self, source: Cue) -> bool:
        return fold(source.text).text in self.grammar.persons


@lru_cache(maxsize=_MEMORY)
def _nouns(words: str) -> tuple[str, ...]:
    """Return words as they are looked up by a later description: without articles and prefixes."""
    return tuple(without_prefix(t, at_least=_LETTERS) for t in tokens_of(words)) or ("",)
