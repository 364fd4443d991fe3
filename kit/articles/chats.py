"""How telephones write a message into a text: when it was sent, and by whom."""

from __future__ import annotations

import re
from typing import Final

_SIGNS: Final = "[\u200e\u200f\u202a-\u202e\u2066-\u2069]*"
"""Marks of direction, which telephones put around figures in Arabic."""
_DATE: Final = rf"\d{{1,4}}{_SIGNS}[/.-]{_SIGNS}\d{{1,2}}{_SIGNS}[/.-]{_SIGNS}\d{{1,4}}"
_TIME: Final = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?(?:[AaPp]\.?\s?[Mm]\.?|[^\W\d_](?!\w)))?"
_WHEN: Final = rf"{_DATE}[,،]?\s+{_TIME}"
_STAMP: Final = re.compile(
    rf"{_SIGNS}(?:\[{_SIGNS}{_WHEN}{_SIGNS}\]|{_WHEN}{_SIGNS}\s+[-–—])\s*{_SIGNS}"
)
"""[12/05/2026, 14:03] or 12/05/2026, 14:03 -"""
_SENT: Final = re.compile(rf"[^\n]{{1,60}}?,\s\[{_WHEN}\]\s*$")
"""Ines Kaldor, [12.05.2026 14:03], on a line of its own."""
_LONGEST: Final = 120


def stamp_of(line: str) -> int:
    """Return where a line goes on behind the time at which it was sent; 0 if it has none."""
    found = _STAMP.match(line[:_LONGEST])
    return found.end() if found else 0


def is_head(line: str) -> bool:
    """Tell a line that says no more than who sent what stands below it, and when."""
    return len(line) <= _LONGEST and _SENT.match(line) is not None


def is_message(line: str) -> bool:
    """Tell a line that a telephone began with the time of a message."""
    return bool(stamp_of(line)) or is_head(line)
