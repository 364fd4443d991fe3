"""Who is said to say what in one statement, and which of these attributions carries its news."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from kit.engine.roles import (
    ACCORDING,
    CITE,
    DEEDS,
    DENY,
    FINDING,
    GLOSS,
    MENTION,
    SAY,
    SECOND,
    VIA,
    WEAK,
    is_whole,
)
from kit.engine.rules import RULE_OF_ROLE, View
from kit.languages.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.core.rows import Cue, Statement

_FINAL: Final = frozenset({SAY, WEAK, FINDING, ACCORDING})
_INNER: Final = 90
"""How many characters on an outlet's own source may be named."""
_CLOSING: Final = "\"”»)’' "
_ASKING: Final = ("?", "؟")


class Attribution(NamedTuple):
    """A reporting expression, its speaker if one is written, and who handed it on if one did."""

    cue: Cue
    source: Cue | None
    via: Cue | None

    @property
    def end(self) -> int:
        """Where its words end in the article."""
        return max(self.cue.end, self.source.end if self.source else -1)

    @property
    def is_by_outlet(self) -> bool:
        """Whether an outlet speaks, which hands on what somebody else said."""
        return self.source is not None and hands_on(self.source.role)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement with its cues, sorted out."""

    statement: Statement
    cues: tuple[Cue, ...]
    attributions: tuple[Attribution, ...]
    asks: bool

    def first(self, kind: str, *roles: str) -> Cue | None:
        """Return the first cue of a kind (with one of some roles, if any are given)."""
        for cue in self.cues:
            if cue.kind == kind and (not roles or cue.role in roles):
                return cue
        return None

    def view(self) -> View:
        """Return what a statement rule may look at."""
        kinds: dict[str, set[str]] = defaultdict(set)
        for cue in self.cues:
            kinds[cue.kind].add(cue.role)
        found = {kind: frozenset(roles) for kind, roles in kinds.items()}
        return View(self.statement.zone, found, asks=self.asks)


def hands_on(role: str) -> bool:
    """Tell the role of an outlet, which passes on what others say."""
    rule = RULE_OF_ROLE.get(role)
    return rule is not None and rule.hands_on


def sort_out(statement: Statement, cues: Sequence[Cue]) -> Evidence:
    """Bring together what belongs together among the cues of a statement."""
    grouped: dict[int, list[Cue]] = defaultdict(list)
    for found in cues:
        if found.pair >= 0:
            grouped[found.pair].append(found)
    attributions = tuple(_attribution(mine) for _, mine in sorted(grouped.items()))
    asks = statement.text.rstrip(_CLOSING).endswith(_ASKING) and not any(
        _closes_inside(cue, statement) for cue in cues
    )
    return Evidence(statement, tuple(cues), attributions, asks)


def _attribution(cues: list[Cue]) -> Attribution:
    said = next(cue for cue in cues if cue.kind == "cue")
    source = next((cue for cue in cues if cue.kind == "source" and cue.role != VIA), None)
    return Attribution(said, source, next((cue for cue in cues if cue.role == VIA), None))


def _closes_inside(cue: Cue, statement: Statement) -> bool:
    """Tell a quotation at the end of a statement: she asks, the outlet does not."""
    return cue.kind == "quote" and not is_whole(cue.role) and cue.end >= statement.end - 1


def main_attribution(evidence: Evidence) -> Attribution | None:
    """Return the attribution that carries the statement's news, if any does."""
    real = [one for one in evidence.attributions if one.cue.role not in {GLOSS, SECOND}]
    if not real:
        return _participle_alone(evidence)
    verb_first = load_lexicon(evidence.statement.lang).grammar.verb_first
    final = frozenset({ACCORDING}) if verb_first else _FINAL
    first, last = real[0], real[-1]
    if len(real) > 1 and last.cue.role in final:
        if verb_first and last.is_by_outlet and not first.is_by_outlet:
            return Attribution(first.cue, first.source, last.source)  # ..., as the agency published
        if last.end >= evidence.statement.end - 2 and first.cue.role != DENY:
            return last  # ..., the source added.
    main = next((one for one in real if one.cue.role not in DEEDS), first)
    return _inner(main, real) if main.is_by_outlet else main


def _participle_alone(evidence: Evidence) -> Attribution | None:
    """Return a participle that opens the statement, or follows somebody introduced in it."""
    second = [one for one in evidence.attributions if one.cue.role == SECOND]
    if not second:
        return None
    opens = second[0].cue.start <= evidence.statement.start + 2
    return second[0] if opens or evidence.first("source", MENTION) else None


def _inner(main: Attribution, real: list[Attribution]) -> Attribution:
    """Return whom an outlet quotes, with the outlet as the hand between; the outlet if nobody."""
    reach = main.cue.end + _INNER
    for one in real:
        near = main.cue.start < one.cue.start < reach or one.cue.role == CITE
        if not near or one is main or one.cue.role in DEEDS or one.source is None:
            continue
        if not one.is_by_outlet or one.cue.role == CITE:
            return Attribution(one.cue, one.source, main.source)
    return main
