"""Hand-in codes in any text: a code by itself, a list of a class, the export of a chat."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final
from unicodedata import category

from kit.export.signs import FEWEST, GROUP, MOST, UNREAD, is_sound, keyed, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINK: Final = r"[ \t]{0,2}[-‐‑‒–—−_][ \t]{0,2}\n?"
_PIECE: Final = re.compile("[0-9A-Za-z]+")
_BETWEEN: Final = re.compile(rf"{_LINK}|[ \t]{{1,2}}")
"""What may stand between the pieces of a code; a line ends only behind a hyphen."""
_HYPHENED: Final = re.compile(rf"[0-9A-Za-z]{{2,6}}(?:{_LINK}[0-9A-Za-z]{{1,6}}){{2,110}}")
_SPACED: Final = re.compile(r"[0-9A-Za-z]{3,5}(?:[ \t]{1,2}[0-9A-Za-z]{3,5}){3,110}")
_SOLID: Final = re.compile("[0-9A-Za-z]{12,440}")
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
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    senders = list(_senders(lines))
    firsts: dict[tuple[str, str], Found] = {}
    for start, end in _places(text):
        line, written = bisect_right(starts, start) - 1, text[start:end]
        sender = senders[line] or _named_before(lines[line][: start - starts[line]])
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
    pieces = list(_PIECE.finditer(typed))
    done, waiting = 0, (0, 0)
    for at, piece in enumerate(pieces):
        begin = piece.start()
        if begin < done or piece[0][0] not in "kK":
            continue
        if waiting[1] and begin >= waiting[1]:
            yield waiting
            waiting = (0, 0)
        done = _sound_end(typed, pieces, at)
        if done:  # whatever seemed to begin before it was words
            waiting = (0, 0)
            yield begin, done
        elif not waiting[1] and (end := _broken_end(text, begin)):
            waiting = (begin, end)
    if waiting[1]:
        yield waiting


def _sound_end(text: str, pieces: list[re.Match[str]], first: int) -> int:
    """Return where a sound code ends that begins with a piece; 0 if none does. Words may follow it."""
    code, end = "", pieces[first].start()
    for at in range(first, len(pieces)):
        piece = pieces[at]
        if at > first and not _BETWEEN.fullmatch(text, end, piece.start()):
            return 0
        code += plain(piece[0][: MOST + 1])
        if len(code) > MOST or UNREAD in code:
            return 0
        end = piece.end()
        if is_sound(code):
            return end
    return 0


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


def _senders(lines: list[str]) -> Iterator[str]:
    """Yield for each line who sent it, as the head of its message says; empty before the first one."""
    sender = ""
    for line in lines:
        if head := _DATED.match(line):
            sender = head["who"].strip()
        yield sender


def _named_before(words: str) -> str:
    """Return whom the beginning of a line names, as a list of a class does."""
    name = re.sub(r"^[\W\d_]+|[\W_]+$", "", words)
    return name if len(name) <= _LONGEST_NAME else ""
