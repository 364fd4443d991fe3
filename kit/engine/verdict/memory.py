"""What has been read of an article so far: who spoke, and who is who."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kit.core.text import fold
from kit.engine.roles import SCHOLARS
from kit.engine.rules import RULE_OF_ROLE
from kit.engine.rules.named import NAMED_STUDY, PERSON
from kit.engine.rules.official import OFFICE
from kit.engine.rules.reference import SHORT
from kit.engine.rules.unattributed import SAID_BY_NOBODY
from kit.engine.rules.unverified import GROUP
from kit.languages.lexicon import tokens_of

if TYPE_CHECKING:
    from kit.core.rows import Cue, Suggestion
    from kit.engine.rules import Rule
    from kit.engine.verdict.cast import Cast
    from kit.languages.grammar import Grammar



@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone whom a statement was traced to."""

    label: str
    role: str
    words: str
    rule_id: str

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
    by_role: dict[str, Speaker] = field(default_factory=dict)
    subject: Speaker | None = None
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

    def tell(self, subject: Cue | None, label: str, opens: int) -> None:
        """Remember whom narration has just told of, until somebody speaks."""
        self.subject = None
        if subject is not None and label == "outlet":
            words = subject.text
            sure = opens > 0 or " " in words  # the first word of a sentence may be no name
            told = Speaker(PERSON.label, PERSON.role, words, PERSON.id) if sure else None
            self.subject = self.name(words) or told

    def keep(self, speaker: Speaker) -> None:
        """Remember who has spoken last, and under which names."""
        rule = speaker.rule
        self.speaker = speaker
        if rule is not None and rule.is_thing:
            self.thing = speaker
        else:
            self.person = speaker
        if not self._is_alone(speaker):
            self.plural = speaker
        self.by_role[speaker.role] = speaker
        self.by_role[speaker.label] = speaker

    def name(self, words: str) -> Speaker | None:
        """Return what the whole article knows of whoever these words name."""
        member = self.cast.find(words, self.place)
        if member is None or member.known_by is None:
            return None
        rule = member.rule
        return Speaker(rule.label, rule.role, member.known_by.text, rule.id)

    def referent(self, rule_id: str, source: Cue | None) -> Speaker | None:
        """Return the earlier speaker whom an elided subject, pronoun or short form stands for."""
        if source is None:
            return self.speaker
        if self._is_person(source):
            return self.subject or self.person or self.met or self.speaker
        if self.thing and self._is_thing(source):
            return self.thing
        if self.plural and self._is_plural(source):
            return self.plural if self.speaker and self._is_alone(self.speaker) else self.speaker
        if rule_id != SHORT.id or source.role == PERSON.role:
            return self.speaker
        return self._named_in_full(source.role)

    def _named_in_full(self, role: str) -> Speaker | None:
        """Return the speaker whom a short form of a role is short for."""
        if role == SCHOLARS:
            return self.by_role.get(NAMED_STUDY.role) or self.by_role.get(GROUP.role)
        rule = RULE_OF_ROLE.get(role)
        return self.by_role.get(role) or (self.by_role.get(rule.label) if rule else None)

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
