"""The gate between a page and Python: what the contract lists may pass, all else is dropped and counted.

Whoever reaches the page can send anything: a learner with the browser's console, another script on
the page, a notebook from elsewhere. Values that Python set would be saved with the notebook.
"""

from __future__ import annotations

import time
from functools import cache
from typing import Any, Final

from kit.exercises.frame.contract import ACTIONS, Answer, actions, fields
from kit.exercises.frame.wishes import Refused

_DEEPEST: Final = 6
"""A word marked in an answer stands five levels below its message."""
_MOST_PARTS: Final = 200_000
_MOST_LETTERS: Final = 2_100_000
"""A saved file as large as any that is read, and the message round it."""
_LARGEST_NUMBER: Final = 2**53
"""JavaScript counts no further."""


def let_in(content: object, forms: tuple[Any, ...] = ACTIONS) -> tuple[dict[str, Any], int]:
    """Return what a message holds of the contract's fields, and how many others it had.

    The time is bounded, whatever the message holds. `forms` are the actions that the page has.

    Raises
    ------
    Refused
        If it names no action, or is larger, deeper or of other stuff than any page sends.
    """
    if not isinstance(content, dict) or not _small(content):
        raise Refused("not_action")
    action = content.get("action")
    if not isinstance(action, str) or action not in actions(forms):
        raise Refused("not_action")
    known = _known(forms)
    wish, dropped = _listed(content, known)
    if isinstance(wish.get("answers"), list):
        pairs = [
            _listed(one, known) if isinstance(one, dict) else (one, 0) for one in wish["answers"]
        ]
        wish["answers"] = [answer for answer, _ in pairs]
        dropped += sum(others for _, others in pairs)
    return wish, dropped


@cache
def _known(forms: tuple[Any, ...]) -> frozenset[str]:
    return frozenset(fields(*forms, Answer))


def _listed(sent: dict[str, Any], known: frozenset[str]) -> tuple[dict[str, Any], int]:
    kept = {name: value for name, value in sent.items() if name in known}
    return kept, len(sent) - len(kept)


def _small(content: object) -> bool:
    """Tell whether a value is plain JSON of a size that a page may send; nothing here recurses."""
    parts = letters = 0
    level = [content]
    for _ in range(_DEEPEST):
        if not all(map(_plain, level)):
            return False
        groups = [value for value in level if isinstance(value, dict | list | tuple)]
        parts += sum(map(len, groups))
        if parts > _MOST_PARTS:
            return False
        letters += sum(len(value) for value in level if isinstance(value, str))
        level = [part for group in groups for part in _parts(group)]
    return not level and letters <= _MOST_LETTERS


def _plain(value: object) -> bool:
    if isinstance(value, int):
        return abs(value) <= _LARGEST_NUMBER
    return value is None or isinstance(value, str | float | dict | list | tuple)


def _parts(group: dict[Any, Any] | list[Any] | tuple[Any, ...]) -> list[Any]:
    """Return what a group holds; an object's names count as texts, one level above their values."""
    return [*group.keys(), *group.values()] if isinstance(group, dict) else list(group)


class Pace:
    """Lets something happen so often a second and no more."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._begun, self._used = float("-inf"), 0

    def free(self) -> bool:
        """Tell whether it may happen now; if so, it counts."""
        now = time.monotonic()
        if now - self._begun >= 1:
            self._begun, self._used = now, 0
        self._used += 1
        return self._used <= self._most
