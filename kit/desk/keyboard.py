"""Keys as a terminal sends them, one by one, each by a name."""

from __future__ import annotations

import codecs
import os
import re
import sys
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from kit.core.errors import LessonError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENTER: Final = "enter"
ESCAPE: Final = "escape"
DELETE: Final = "delete"
LEAVE: Final = "leave"
_ARROWS: Final = {"A": "up", "B": "down", "C": "right", "D": "left"}
_WINDOWS_ARROWS: Final = {"H": "up", "P": "down", "M": "right", "K": "left"}
_PLAIN: Final = {
    "\r": ENTER, "\n": ENTER, "\x1b": ESCAPE, "\x7f": DELETE, "\x08": DELETE,
    "\x03": LEAVE, "\x04": LEAVE,
}  # fmt: skip
_KEY: Final = re.compile(r"\x1b[\[O][0-9;]*(?P<arrow>[A-Za-z~])|(?P<sign>[\s\S])")


def named(sent: str) -> Iterator[str]:
    """Yield the keys in what a terminal sent: letters as they are, others by name.

    What was pasted comes as its letters; keys that mean nothing here are left out.
    """
    for key in _KEY.finditer(sent):
        if arrow := key["arrow"]:
            if arrow in _ARROWS:
                yield _ARROWS[arrow]
        elif name := _PLAIN.get(key["sign"]):
            yield name
        elif key["sign"].isprintable():
            yield key["sign"]


@contextmanager
def keys() -> Iterator[Callable[[], str]]:
    """Give a function that waits for the next key of the terminal, until this is left.

    The terminal itself is asked, so that an article may be piped in.

    Raises
    ------
    LessonError
        If there is no terminal.
    """
    if sys.platform == "win32":
        yield _windows_key
        return
    import termios  # noqa: PLC0415  (not on Windows)
    import tty  # noqa: PLC0415  (as above)

    try:
        handle = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)
    except OSError:
        raise LessonError(
            "found no terminal, expected one whose keys can be read; open one, and begin there"
        ) from None
    before = termios.tcgetattr(handle)
    waiting: deque[str] = deque()
    decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def key() -> str:
        while not waiting:
            sent = os.read(handle, 4096)
            if not sent:
                return LEAVE
            waiting.extend(named(decoder.decode(sent)))
        return waiting.popleft()

    try:
        tty.setcbreak(handle)
        mode = termios.tcgetattr(handle)
        mode[3] &= ~termios.ISIG  # Ctrl+C is a key like the others, so that all is kept first
        termios.tcsetattr(handle, termios.TCSANOW, mode)
        yield key
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)
        os.close(handle)


def _windows_key() -> str:
    import msvcrt  # noqa: PLC0415  (on Windows alone)

    while True:
        sent = msvcrt.getwch()  # type: ignore[attr-defined]  # as above
        if sent in {"\x00", "\xe0"}:
            name = _WINDOWS_ARROWS.get(msvcrt.getwch())  # type: ignore[attr-defined]  # as above
        else:
            name = next(named(sent), None)
        if name:
            return str(name)
