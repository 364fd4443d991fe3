"""Mastery: whether somebody can do it by now, by their last answers."""

from __future__ import annotations

from math import comb
from typing import TYPE_CHECKING, Final

from kit.measures.shares import Share

if TYPE_CHECKING:
    from collections.abc import Sequence

WINDOW: Final = 10
"""How many of the last answers count."""
NEEDED: Final = 8
"""How many of them must be right: the 80 % at which mastery learning usually moves on."""
HALFWAY: Final = 0.7
"""Right so often, one should not be called sure: for this it is told how often luck does it."""


def mastery(accepted: Sequence[bool]) -> Share:
    """Return how many of the last `WINDOW` answers are right.

    Parameters
    ----------
    accepted
        Whether each answer was right, the oldest first.

    References
    ----------
    Criteria of 80 to 90 % in mastery learning: Kulik, Kulik & Bangert-Drowns (1990), Review of
    Educational Research 60, 265-299.
    """
    last = list(accepted)[-WINDOW:]
    return Share(sum(map(bool, last)), len(last))


def is_mastered(*lasts: Share) -> bool:
    """Tell whether enough of the last answers are right, and there are enough of them.

    Parameters
    ----------
    lasts
        What `mastery` gives of answers to one kind of items, or of several kinds apart: then each
        has to be mastered.
    """
    return all(last.whole >= WINDOW and last.part >= NEEDED for last in lasts)


def false_mastery(ability: float = HALFWAY, kinds: int = 1) -> float:
    """Return how often somebody is found to master something by luck, at any one look.

    ``P(X >= NEEDED) ** kinds``, where X is binomial: `WINDOW` answers, each right with a chance of
    `ability`.

    Parameters
    ----------
    ability
        The share of all items that would be answered rightly, 0 to 1.
    kinds
        In how many kinds of items, of which no answer counts in two.

    References
    ----------
    The binomial model of mastery tests and their false positives: Millman (1973), Review of
    Educational Research 43, 205-216.
    """
    enough = range(NEEDED, WINDOW + 1)
    once = sum(comb(WINDOW, n) * ability**n * (1 - ability) ** (WINDOW - n) for n in enough)
    return float(once**kinds)
