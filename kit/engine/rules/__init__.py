"""The rules, in the order in which they are asked; an id is never used again."""

from typing import Final

from kit.engine.rules.base import Link, Rule, StatementRule, View
from kit.engine.rules.named import NAMED
from kit.engine.rules.official import OFFICIAL
from kit.engine.rules.reference import LINKS, REFERENCES
from kit.engine.rules.unattributed import UNATTRIBUTED
from kit.engine.rules.unverified import ANONYMOUS, HEARSAY, UNNAMED

SOURCE_RULES: Final[tuple[Rule, ...]] = (
    ANONYMOUS,
    *REFERENCES,
    *(rule for rule in UNNAMED if rule is not ANONYMOUS),
    *HEARSAY,
    *OFFICIAL,
    *NAMED,
)
"""What a speaker is: the first whose test holds decides."""

STATEMENT_RULES: Final[tuple[StatementRule, ...]] = UNATTRIBUTED
"""What a statement without a reporting expression is: the first whose test holds decides."""

_ALL: Final[tuple[Rule | StatementRule | Link, ...]] = (*SOURCE_RULES, *STATEMENT_RULES, *LINKS)
RULES: Final = {rule.id: rule for rule in _ALL}
RULE_OF_ROLE: Final = {rule.role: rule for rule in SOURCE_RULES}
"""The rule behind the role of a speaker; a study stands for one that can be looked up."""

__all__ = [
    "RULES", "RULE_OF_ROLE", "SOURCE_RULES", "STATEMENT_RULES", "Link", "Rule", "StatementRule", "View",
]  # fmt: skip
