"""What has been read of an article so far: who spoke, and who is who."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kit.core.text import fold
from kit.engine.rules import SOURCE_RULES
from kit.languages.lexicon import tokens_of

if TYPE_CHECKING:
    from kit.languages.grammar import Grammar

_NO_PERSON: Final = frozenset({"reports", "media", "study", "body", "place", "outlet", "document"})
_RULE_OF_ROLE: Final = {rule.role: rule for rule in SOURCE_RULES}
_NAME_LETTERS: Final = 2
_FEW: Final = 2
_APPOSED: Final = re.compile(r"[,،]")
_ALONE: Final = frozenset({"office", "person"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone whom a statement was traced to."""

    label: str
    role: str
    words: str
    rule_id: str


@dataclass(slots=True)
class Memory:
    """What has been read of an article so far."""

    grammar: Grammar
    speaker: Speaker | None = None
    person: Speaker | None = None
    plural: Speaker | None = None
    thing: Speaker | None = None
    met: Speaker | None = None
    by_role: dict[str, Speaker] = field(default_factory=dict)
    by_name: dict[str, Speaker] = field(default_factory=dict)
    subject: Speaker | None = None
    quoted: Speaker | None = None
    before: dict[str, Any] | None = None

    def meet(self, cue: dict[str, Any]) -> None:
        """Remember someone introduced by office, or a study; whoever has spoken is known better."""
        if cue["rule_id"] == "NA-002":
            self.by_role.setdefault("study", Speaker("named", "study", cue["text"], "NA-002"))
            return
        speaker = Speaker("official", "office", cue["text"], "OF-001")
        self.met = speaker
        for token in self._names(cue["text"]):
            self.by_name.setdefault(token, speaker)

    def tell(self, subject: dict[str, Any] | None, label: str, opens: int) -> None:
        """Remember whom narration has just told of, until somebody speaks."""
        self.subject = None
        if subject is not None and label == "outlet":
            words = subject["text"]
            sure = opens > 0 or " " in words  # the first word of a sentence may be no name
            told = Speaker("named", "person", words, "NA-003") if sure else None
            self.subject = self.name(words) or told

    def keep(self, speaker: Speaker) -> None:
        """Remember who has spoken last, and under which names."""
        self.speaker = speaker
        if speaker.role not in _NO_PERSON:
            self.person = speaker
        else:
            self.thing = speaker
        if not self._is_alone(speaker):
            self.plural = speaker
        self.by_role[speaker.role] = speaker
        self.by_role[speaker.label] = speaker
        if speaker.role in {"office", "person", "body"}:
            for token in self._names(speaker.words):
                self.by_name[token] = speaker

    def name(self, words: str) -> Speaker | None:
        """Return whoever was introduced before under one of these words, the last word first."""
        names = self._names(_APPOSED.split(words, maxsplit=1)[0])
        told = names[-1:] if len(names) > _FEW else reversed(names)
        return next((self.by_name[t] for t in told if t in self.by_name), None)

    def referent(self, rule_id: str, source: dict[str, Any] | None) -> Speaker | None:
        """Return the earlier speaker whom an elided subject, pronoun or short form stands for."""
        if self._is_person(source):
            return self.subject or self.person or self.met or self.speaker
        if source is not None and self.thing and self._is_thing(source):
            return self.thing
        if source is not None and self.plural and self._is_plural(source):
            return self.plural if self.speaker and self._is_alone(self.speaker) else self.speaker
        if rule_id != "RE-003" or source is None or source["role"] == "person":
            return self.speaker
        if source["role"] == "scholars":
            return self.by_role.get("study") or self.by_role.get("group")
        rule = _RULE_OF_ROLE.get(source["role"])
        return self.by_role.get(source["role"]) or (self.by_role.get(rule.label) if rule else None)

    def unresolved(self, source: dict[str, Any] | None) -> tuple[str, str]:
        """Label a reference that points to nothing: by its own noun, else as said by no one.

        He or she in an article stands for someone whom narration has named.
        """
        if self._is_person(source) and self.before is not None:
            return "named", "NA-003"
        if source and source["role"] == "scholars":
            return "unnamed", "UN-003"
        rule = _RULE_OF_ROLE.get(source["role"]) if source else None
        if rule and rule.label and rule.role != "person":
            return rule.label, rule.id
        return "hearsay", "HE-004"

    def _is_alone(self, speaker: Speaker) -> bool:
        joined = any(t in self.grammar.conjunctions for t in tokens_of(speaker.words))
        return speaker.role in _ALONE and not joined

    def _is_thing(self, source: dict[str, Any]) -> bool:
        return fold(source["text"]).text in self.grammar.things

    def _is_plural(self, source: dict[str, Any]) -> bool:
        return fold(source["text"]).text in self.grammar.plurals

    def _is_person(self, source: dict[str, Any] | None) -> bool:
        return source is not None and fold(source["text"]).text in self.grammar.persons

    def _names(self, words: str) -> list[str]:
        """Return the words that may be names, without the 's of an owner."""
        owner = self.grammar.owner
        return [t for w in tokens_of(words) if len(t := w.removesuffix(owner)) > _NAME_LETTERS]
