"""Hand-in codes in any text: a code by itself, a list of a class, the export of a chat."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from unicodedata import category

from kit.export.signs import FEWEST, GROUP, UNREAD, is_sound, keyed, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINK: Final = r"[ \t]{0,2}[-‐‑‒–—−_][ \t]{0,2}\n?"
_START: Final = re.compile(r"(?<![0-9A-Za-z])[kK]")
_PIECES: Final = re.compile(rf"[0-9A-Za-z]+(?:(?:{_LINK}|[ \t]{{1,2}})[0-9A-Za-z]+)*")
"""What may be a code: pieces with hyphens or spaces between them; a line ends only behind a hyphen."""
_PIECE: Final = re.compile("[0-9A-Za-z]+")
_HYPHENED: Final = re.compile(rf"[0-9A-Za-z]{{2,6}}(?:{_LINK}[0-9A-Za-z]{{1,6}}){{2,}}")
_SPACED: Final = re.compile(r"[0-9A-Za-z]{3,5}(?:[ \t]{1,2}[0-9A-Za-z]{3,5}){3,}")
_SOLID: Final = re.compile("[0-9A-Za-z]{12,}")
_DATED: Final = re.compile(
    r"^\W*\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}\W{1,3}\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
    r"(?:\W?\w{1,2}\.?(?:\w\.?)?)?\W{1,5}(?P<who>[^:\n]{1,80}):[ \t]"
)
"""How the export of a chat begins a message: date, time, who."""
_LONGEST_NAME: Final = 60
_SHORT: Final = 600
"""A longer text without any code in it is none that somebody mistyped."""
_FEWEST_DIGITS: Final = 3
"""Words in capitals have fewer."""
_MOST_UNREAD: Final = 2
"""Words have more letters that are no signs."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a text where a code should be.

    Attributes
    ----------
    line
        Its line, from 1.
    sender
        Who sent it, as far as the text says so; may be empty.
    written
        What stands there.
    code
        Its signs; `UNREAD` stands for what is none.
    """

    line: int
    sender: str
    written: str
    code: str


def codes_in(text: str) -> list[Found]:
    """Return the codes of a text in their order, sound or not; the same of the same sender once.

    A short text with none in it is one code as a whole, if it looks like one.
    """
    text = _seen(text)
    lines = text.split("\n")
    firsts: dict[tuple[str, str], Found] = {}
    for start, end in _places(text):
        line, written = text.count("\n", 0, start), text[start:end]
        sender = _sender(lines, line, start - text.rfind("\n", 0, start) - 1)
        found = Found(line + 1, sender, written, plain(written))
        firsts.setdefault((found.code, sender), found)
    if not firsts and len(text) <= _SHORT and _like_a_code(text):
        return [Found(1, "", text.strip(), plain(text))]
    return list(firsts.values())


def _seen(text: str) -> str:
    """Return a text without marks that nobody sees; its digits are ours, its spaces plain."""
    shown = (c for c in "\n".join(text.splitlines()) if category(c) != "Cf")
    return "".join(
        str(int(c)) if c.isdecimal() else " " if category(c) == "Zs" else c for c in shown
    )


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where codes begin and end, sound ones, and what looks like a code with a slip in it."""
    typed = keyed(text)
    at, waiting = 0, (0, 0)
    while start := _START.search(typed, at):
        begin = start.start()
        if waiting[1] and begin >= waiting[1]:
            yield waiting
            waiting = (0, 0)
        end = _sound_end(typed, begin)
        if end:  # whatever seemed to begin before it was words
            waiting = (0, 0)
            yield begin, end
            at = end
            continue
        if not waiting[1]:
            waiting = (begin, _broken_end(text, begin)) if begin < len(text) else waiting
            waiting = waiting if waiting[1] else (0, 0)
        at = begin + 1
    if waiting[1]:
        yield waiting


def _sound_end(text: str, begin: int) -> int:
    """Return where a sound code ends that begins here; 0 if none does. Words may follow it."""
    whole = _PIECES.match(text, begin)
    ends = [piece.end() for piece in _PIECE.finditer(text, begin, whole.end())] if whole else []
    return next((end for end in ends if is_sound(plain(text[begin:end]))), 0)


def _broken_end(text: str, begin: int) -> int:
    """Return where something ends that begins here and looks like a code; 0 if nothing does."""
    for pattern, digits in ((_HYPHENED, 1), (_SPACED, _FEWEST_DIGITS), (_SOLID, _FEWEST_DIGITS)):
        found = pattern.match(text, begin)
        if found and sum(map(str.isdigit, found[0])) >= digits:
            return found.end()
    return 0


def _like_a_code(text: str) -> bool:
    """Tell a code, however it was typed, from words."""
    whole = plain(text)
    return (
        whole.count(UNREAD) <= _MOST_UNREAD
        and len(whole) >= FEWEST - GROUP
        and any(map(str.isdigit, text))
    )


def _sender(lines: list[str], line: int, column: int) -> str:
    """Return who sent what stands in a line: named before it, or at the head of its message."""
    for at in range(line, -1, -1):
        head = _DATED.match(lines[at])
        if head:
            return head["who"].strip()
    before = re.sub(r"^[\W\d_]+|[\W_]+$", "", lines[line][:column])
    return before if len(before) <= _LONGEST_NAME else ""
