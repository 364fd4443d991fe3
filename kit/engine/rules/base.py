"""What a rule is, and what it is asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.engine.sentence.source import Source


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of speaker.

    Attributes
    ----------
    id
        Two letters and three digits; printed with every verdict.
    label
        The codebook label it leads to; empty where another statement decides.
    role
        One word for the kind of speaker, kept in the frame ``cues``.
    why
        One English sentence with the fields {source} and {cue}; the catalogues translate it.
    test
        Whether a `Source` is of this kind.
    is_thing
        Whether it is no person: a later "it" stands for such a speaker, and "he" does not.
    is_alone
        Whether it is one person, if no "and" joins several: a later "they" is somebody else.
    has_name
        Whether its words may name it later on by one word alone.
    hands_on
        Whether it is an outlet, which passes on what others say.
    bare
        What `why` becomes where no reporting words are written: a colon, a quotation.
    """

    id: str
    label: str
    role: str
    why: str
    test: Callable[[Source], bool]
    is_thing: bool = False
    is_alone: bool = False
    has_name: bool = False
    hands_on: bool = False
    bare: str = ""


@dataclass(frozen=True, slots=True)
class StatementRule:
    """A kind of statement that has no speaker; fields as in `Rule`, asked about a `View`."""

    id: str
    label: str
    why: str
    test: Callable[[View], bool]


@dataclass(frozen=True, slots=True)
class Link:
    """How a statement is bound to another one, which decides its label; fields as in `Rule`.

    A link has no test: it is found by whoever sees the whole article.
    """

    id: str
    why: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """What a statement rule may look at.

    Attributes
    ----------
    zone
        Where the statement stands.
    kinds
        The roles of its cues, by kind: hedge -> {"modal"}, meta -> {"credit"}.
    asks
        Whether it is a question.
    """

    zone: str
    kinds: dict[str, frozenset[str]]
    asks: bool

    def has(self, kind: str, *roles: str) -> bool:
        """Tell whether there is a cue of a kind (with one of some roles, if any are given)."""
        found = self.kinds.get(kind, frozenset())
        return bool(found & set(roles)) if roles else bool(found)
