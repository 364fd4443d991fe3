"""Mastery: whether somebody can do it by now, by their last answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kit.measures.shares import Share

if TYPE_CHECKING:
    from collections.abc import Sequence

WINDOW: Final = 10
"""How many of the last answers count."""
NEEDED: Final = 8
"""How many of them must be right: the 80 % at which mastery learning usually moves on."""


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


def is_mastered(last: Share) -> bool:
    """Tell whether enough of the last answers are right, and there are enough of them."""
    return last.whole >= WINDOW and last.part >= NEEDED
