"""The signs of a hand-in code: which there are, what is read as one, and where one is wrong.

There are 23, a prime number, so that they can be added and multiplied: modulo 23. The last three of
a code are its checksum. With values c at places i = 1, 2, ... before them, and r = i mod 23 and
q = i div 23, they bring three sums to 0: of c, of r c and of (r² + q) c. No two places have weights in the
same proportion, which makes this a Hamming code over 23 signs: any two wrong signs are noticed, one
wrong sign has its place, and so is any exchange of neighbours noticed. docs/hand-in-code.md is the format.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kit.core.text import fold
from kit.languages.tables import parse_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VERSION: Final = "K"
"""The first sign of every code of this format; a letter, so that right-to-left text keeps its order."""
GROUP: Final = 4
HEAD: Final = 6
"""Signs that say what was answered: version, exercise (3), edition (2). How many groups comes next."""
CHECKS: Final = 3
FEWEST: Final = 12
MOST: Final = 400
"""A longer code is nothing to be copied; the weights would serve for 528 signs."""
UNREAD: Final = "?"
"""Stands for what is no sign."""
_HERE: Final = Path(__file__).parent
_BETWEEN: Final = frozenset(" \t\r\n-‐‑‒–—−_.·,;:/|*\"'`()[]<>\u2028\u2029")


class Slip(NamedTuple):
    """What one slip of the hand may have done to a code, and the code without it.

    Attributes
    ----------
    kind
        ``"sign"`` (another one stands there), ``"swap"`` (with the next), ``"missing"`` or
        ``"extra"``.
    at
        The place in the code as it was read, from 0.
    mended
        The code without the slip; its checksum is right.
    """

    kind: str
    at: int
    mended: str


@cache
def _table() -> tuple[dict[str, str], ...]:
    path = _HERE / "signs.tsv"
    return parse_lexicon(path.read_text(encoding="utf-8"), path.name)


SIGNS: Final = "".join(row["sign"] for row in _table())
_SIZE: Final = len(SIGNS)
_VALUES: Final = {sign: at for at, sign in enumerate(SIGNS)}
_READ: Final = {sign: sign for sign in SIGNS} | {
    typed: row["sign"] for row in _table() for typed in row["typed"].split("|") if typed
}


def letters(name: str) -> str:
    """Return the letters of one table of ``letters.tsv``, in the order of their values."""
    path = _HERE / "letters.tsv"
    rows = parse_lexicon(path.read_text(encoding="utf-8"), path.name)
    return next(row["letters"] for row in rows if row["table"] == name).replace("␣", " ")


@lru_cache(maxsize=10_000)
def plain(text: str) -> str:
    """Return the signs of a text without what stands between them, `UNREAD` for each that is none.

    Capital or small, digits of any script, look-alikes, what an Arabic keyboard gives for a key,
    and marks that steer direction are all the same code.
    """
    read = fold(text).text.upper()
    return "".join(_READ.get(letter, UNREAD) for letter in read if letter not in _BETWEEN)


def keyed(text: str) -> str:
    """Return a text as its keys would have given it on a Latin keyboard, as far as they give signs."""
    return "".join(letter if letter.isascii() else _READ.get(letter, letter) for letter in text)


def grouped(code: str) -> str:
    """Return a code in groups of four with hyphens between them, as it is shown to people."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def value_of(signs: str) -> int:
    """Return the number that signs stand for, the first of them the smallest part."""
    return sum(_VALUES[sign] * _SIZE**at for at, sign in enumerate(signs))


def signs_of(number: int, least: int) -> str:
    """Return the signs of a number, the smallest part first, and at least so many of them."""
    found: list[str] = []
    while number or len(found) < least:
        number, digit = divmod(number, _SIZE)
        found.append(SIGNS[digit])
    return "".join(found)


def closed(head: str, payload: int) -> str:
    """Return a whole code: head, number of groups, payload, and checksum, in full groups."""
    body = signs_of(payload, 1)
    groups = -(-(HEAD + 1 + len(body) + CHECKS) // GROUP)
    body += SIGNS[0] * (groups * GROUP - HEAD - 1 - len(body) - CHECKS)
    data = head + SIGNS[groups % _SIZE] + body
    return data + "".join(SIGNS[-total % _SIZE] for total in _sums(map(_VALUES.__getitem__, data)))


def payload_of(code: str) -> int:
    """Return what a sound code carries behind its head, as a number."""
    return value_of(code[HEAD + 1 : -CHECKS])


def groups_of(code: str) -> int | None:
    """Return how many groups a code says that it has, modulo 23; None if that sign is none."""
    return _VALUES.get(code[HEAD]) if len(code) > HEAD else None


def is_sound(code: str) -> bool:
    """Tell whether signs are a whole code: version, full groups, their number, and checksum."""
    if code[:1] != VERSION or len(code) % GROUP or not FEWEST <= len(code) <= MOST:
        return False
    if groups_of(code) != len(code) // GROUP % _SIZE:
        return False
    values = [_VALUES.get(sign, -1) for sign in code]
    if -1 in values:
        return False
    sums = _sums(values[:-CHECKS])
    return all((s + c) % _SIZE == 0 for s, c in zip(sums, values[-CHECKS:], strict=True))


def _sums(values: Iterable[int]) -> tuple[int, int, int]:
    first = second = third = 0
    for place, value in enumerate(values, start=1):
        q, r = divmod(place, _SIZE)
        first += value
        second += r * value
        third += (r * r + q) * value
    return first % _SIZE, second % _SIZE, third % _SIZE


def slips(code: str) -> list[Slip]:
    """Return the single slips that would explain why signs are no sound code; none if it is sound.

    One wrong sign, also an `UNREAD` one, is found by itself. Two neighbours that changed places, a
    sign left out or one too many may fit several places: the more signs, the more.
    """
    if is_sound(code):
        return []
    return list(dict.fromkeys(slip for slip in _tried(code) if is_sound(slip.mended)))


def _tried(code: str) -> Iterator[Slip]:
    unread = [at for at, sign in enumerate(code) if sign == UNREAD]
    over = len(code) % GROUP
    if len(unread) > 1 or not FEWEST - 1 <= len(code) <= MOST:
        return
    if over == 0:
        for at in unread or range(len(code)):
            yield from (Slip("sign", at, code[:at] + s + code[at + 1 :]) for s in SIGNS)
        yield from (Slip("swap", at, _swapped(code, at)) for at in range(len(code) - 1))
    elif over == 1:  # of a run, one stands for all
        firsts = (at for at in range(len(code)) if at == 0 or code[at] != code[at - 1])
        yield from (Slip("extra", at, code[:at] + code[at + 1 :]) for at in firsts)
    elif over == GROUP - 1:
        for at in range(len(code) + 1):
            others = SIGNS.replace(code[at - 1], "") if at else SIGNS
            yield from (Slip("missing", at, code[:at] + s + code[at:]) for s in others)


def _swapped(code: str, at: int) -> str:
    return code[:at] + code[at + 1] + code[at] + code[at + 2 :]
