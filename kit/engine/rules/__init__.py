"""The rules, in the order in which they are asked; an id is never used again."""

from kit.engine.rules.base import Rule, StatementRule, View
from kit.engine.rules.named import NAMED
from kit.engine.rules.official import OFFICIAL
from kit.engine.rules.reference import LINKS, REFERENCES
from kit.engine.rules.unattributed import UNATTRIBUTED
from kit.engine.rules.unverified import HEARSAY, UNNAMED

SOURCE_RULES: tuple[Rule, ...] = (
    UNNAMED[0],
    *REFERENCES,
    *UNNAMED[1:],
    *HEARSAY,
    *OFFICIAL,
    *NAMED,
)
"""What a speaker is: the first whose test holds decides."""

STATEMENT_RULES: tuple[StatementRule, ...] = UNATTRIBUTED
"""What a statement without a reporting expression is: the first whose test holds decides."""

_ALL: tuple[Rule | StatementRule, ...] = (*SOURCE_RULES, *STATEMENT_RULES, *LINKS)
RULES = {rule.id: rule for rule in _ALL}

__all__ = ["RULES", "SOURCE_RULES", "STATEMENT_RULES", "Rule", "StatementRule", "View"]
