"""Words found in a statement, before they are placed in the article."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kit.core.rows import Cue

if TYPE_CHECKING:
    from kit.core.rows import Statement


class Found(NamedTuple):
    """A cue whose offsets count in its statement; both are -1 for one that is not written.

    Fields as in `Cue`.
    """

    start: int
    end: int
    rule_id: str
    kind: str
    role: str
    why: str
    pair: int = -1
    stance: str = ""

    def placed(self, statement: Statement) -> Cue:
        """Return the cue in its article, with its words."""
        start, end, rule_id, kind, role, why, pair, stance = self
        written = start >= 0
        return Cue(
            statement.statement_id,
            rule_id,
            kind,
            role,
            pair,
            statement.start + start if written else -1,
            statement.start + end if written else -1,
            statement.text[start:end] if written else "",
            stance,
            why,
        )
