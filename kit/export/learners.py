"""A learner's name as parts of a hand-in code's number: compact in Arabic and Latin, whole in any script."""

from __future__ import annotations

import re
from functools import cache
from typing import Final
from unicodedata import normalize

from kit.core.names import ANONYMOUS, tidy_name
from kit.export.signs import letters

LONGEST_NAME: Final = 24
"""Letters of a name; of a longer one that many are carried, and a sign that it was cut."""
CUT: Final = "…"
_MODES: Final = 8
_TITLE: Final = 2
_ANONYMOUS: Final = 7
_FIRST: Final = re.compile("(?:^|(?<=[ -]))[a-z]")
_ALPHABETS: Final = 0x2000
"""Below this code point stand the letters of all alphabets, above it the signs of Chinese and pictures."""
_LAST: Final = 0x110000
_HEX: Final = 16**16
_ID: Final = re.compile(f"{ANONYMOUS}[0-9a-f]{{16}}")

Part = tuple[int, int]
"""A value, and how many there may be."""


class Reader:
    """The parts of a number of mixed radix, one after the other."""

    def __init__(self, number: int) -> None:
        self.left = number

    def take(self, size: int) -> int:
        """Return the next part, which may have `size` values."""
        self.left, value = divmod(self.left, size)
        return value

    def copy(self) -> Reader:
        """Return what is left, to be read by somebody else."""
        return Reader(self.left)


@cache
def _tables() -> tuple[tuple[str, int], ...]:
    """Return for each mode from 1 the letters of its names, or how many code points there may be."""
    latin, arabic, marks = map(letters, ("latin", "arabic", "marks"))
    everything = latin + latin.upper() + arabic + marks
    words = (latin + marks, latin + marks, arabic + marks, everything)
    return (*((table, len(table)) for table in words), ("", _ALPHABETS), ("", _LAST))


def name_parts(name: str) -> list[Part]:
    """Return a name as parts: how it is written, how many letters, and the letters."""
    if not name:
        return [(0, _MODES)]
    if _ID.fullmatch(name):
        return [(_ANONYMOUS, _MODES), (int(name.removeprefix(ANONYMOUS), 16), _HEX)]
    name = normalize("NFC", name)
    short, cut = name[:LONGEST_NAME], len(name) > LONGEST_NAME
    length = (LONGEST_NAME + 1 if cut else len(short), LONGEST_NAME + 2)
    for mode, (table, size) in enumerate(_tables(), start=1):
        written = _small(short) if mode == _TITLE else short
        values = [table.find(c) for c in written] if table else [ord(c) for c in written]
        if all(0 <= value < size for value in values):
            return [(mode, _MODES), length, *((value, size) for value in values)]
    raise AssertionError  # every letter is a code point


def _small(name: str) -> str:
    """Return a name in small letters if its capitals are those that begin its words, else no name."""
    small = name.lower()
    return small if _capitals(small) == name else "\0"


def _capitals(small: str) -> str:
    return _FIRST.sub(lambda first: first[0].upper(), small)


def take_name(reader: Reader) -> str:
    """Return the name at the beginning of what is left; empty if the learner gave none."""
    mode = reader.take(_MODES)
    if mode == 0:
        return ""
    if mode == _ANONYMOUS:
        return f"{ANONYMOUS}{reader.take(_HEX):016x}"
    length = reader.take(LONGEST_NAME + 2)
    table, size = _tables()[mode - 1]
    values = [reader.take(size) for _ in range(min(length, LONGEST_NAME))]
    name = "".join(table[value] if table else chr(value) for value in values)
    name = _capitals(name) if mode == _TITLE else name
    return tidy_name(name) + (CUT if length > LONGEST_NAME else "")
