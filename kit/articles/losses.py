"""Signs that a text was spoilt before it came here, which no encoding brings back."""

from __future__ import annotations

import re
from typing import Final

_LOST: Final = re.compile("\ufffd|(?<!\\S)[?]{3,}(?:[ ]+[?]{2,})+(?!\\S)")
_TWICE: Final = re.compile("[\xc2-\xf4][\x80-\xbf\u0152-\u2122]")
_PAIRS: Final = 2
_SHARE: Final = 0.5


def losses(text: str) -> str:
    """Say what was lost when a text was saved elsewhere; empty where nothing shows."""
    if lost := _LOST.search(text):
        return (
            f"found {lost[0][:9]!r} where letters were lost when this was saved; "
            "save it again as UTF-8 in the program that made it"
        )
    pairs = _TWICE.findall(text)
    high = sum(char > "\x7f" for char in text) if pairs else 0
    if len(pairs) >= _PAIRS and 2 * len(pairs) >= _SHARE * high:
        mended = [(pair, _mended(pair)) for pair in dict.fromkeys(pairs)]
        shown = next(((pair, char) for pair, char in mended if char), None)
        if shown:
            return (
                f"found {shown[0]!r} where {shown[1]!r} was meant: its UTF-8 was once read in "
                "another encoding; save it again as UTF-8 in the program that made it"
            )
    return ""


def _mended(pair: str) -> str:
    """Return the letter that two characters were, read as the encoding that made them two."""
    for encoding in ("cp1252", "latin-1"):
        try:
            char = pair.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        return char if char.isalpha() else ""
    return ""
