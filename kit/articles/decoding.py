"""Bytes become text in the encoding that was asked for, or the likeliest ones are named."""

from __future__ import annotations

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes

from kit.articles.likely import excerpt, is_ordinary, likeliest
from kit.core.errors import ArticleError

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE: Final = ("utf-16", "utf-32")
_CONTROL: Final = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b")) + b"\x7f"
_BINARY_SHARE: Final = 0.02
_NUL_SHARE: Final = 0.2
_C1: Final = re.compile("[\x80-\x84\x86-\x9f]")
_SAMPLE: Final = 50_000
_EAST: Final = ["gb18030", "big5", "cp932", "euc_jp", "cp949", "tis_620"]
"""Encodings of scripts whose letters no table here tells."""
_VALID_TO_BROKEN: Final = 5


def decode(data: bytes, where: str, encoding: str = "utf-8", *, nul: bool = False) -> str:
    """Decode bytes in the encoding asked for, and in no other.

    Parameters
    ----------
    data
        What stands in the file.
    where
        Its name, with which an error begins.
    encoding
        As Python names it; a byte order mark that says the same goes.
    nul
        Whether single NUL bytes are for the reader to judge, as in a table.

    Raises
    ------
    ArticleError
        If the bytes are no text, or not in this encoding; names the encodings that they are
        likeliest in, the best first, each with some of the words that it would give.
    """
    asked = _name(encoding, where)
    wide = asked.startswith(_WIDE)
    marked = bom(data)
    if not wide and not (marked or "").startswith(_WIDE) and _is_binary(data, nul=nul):
        likely = _without_mark(data)
        if likely is None:
            raise ArticleError(
                f"{where}: found binary data, expected plain text; "
                "save the article as a .txt file in UTF-8"
            )
        raise _not(asked, where, [likely])
    try:
        text = data.decode("utf-8-sig" if asked == "utf-8" else encoding)
    except UnicodeError:
        raise _advice(data, where, asked) from None
    if asked == "utf-8":
        return text
    if marked is not None and not (marked == asked or (wide and asked.startswith(marked))):
        raise _advice(data, where, asked)
    if (utf8 := _utf8(data)) is not None and (not wide or b"\0" not in data):
        raise _not(asked, where, [("utf-8", utf8)])
    if not wide and _C1.search(text):  # no text has these; a page in cp1252 often says iso-8859-1
        raise _advice(data, where, asked)
    return text.removeprefix("\ufeff")


def bom(data: bytes) -> str | None:
    """Return the encoding that a byte order mark states, or None."""
    return next((name for mark, name in _BOMS if data.startswith(mark)), None)


def is_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8 with more than ASCII in it; no other text is so by chance."""
    return _utf8(data) is not None


def _name(encoding: str, where: str) -> str:
    try:
        known = codecs.lookup(encoding)
        "".encode(encoding)
    except (LookupError, ValueError):
        raise ArticleError(
            f"{where}: unknown encoding {encoding!r}, expected one such as 'utf-8' or 'cp1256'"
        ) from None
    return "utf-8" if known.name == "utf-8-sig" else known.name


def _is_binary(data: bytes, *, nul: bool) -> bool:
    nuls = data.count(0)
    control = len(data) - nuls - len(data.translate(None, _CONTROL))
    return nuls > (len(data) * _NUL_SHARE if nul else 0) or control > len(data) * _BINARY_SHARE


def _without_mark(data: bytes) -> tuple[str, str] | None:
    """Return UTF-16 or UTF-32 without its byte order mark, and its text."""
    sample = data[:_SAMPLE]
    for name in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        try:
            text = sample.decode(name)
        except UnicodeError:
            continue
        if is_ordinary(text):
            return name, text
    return None


def _utf8(data: bytes) -> str | None:
    if data.isascii():
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeError:
        return None


def _advice(data: bytes, where: str, asked: str) -> ArticleError:
    marked = bom(data)
    if marked is not None and marked != asked:
        return _not(asked, where, [(marked, data.decode(marked, errors="replace"))])
    if asked == "utf-8" and (mended := _nearly_utf8(data)):
        line, words, count = mended
        places = f"{count} places" if count > 1 else "one place"
        return ArticleError(
            f"{where}: found UTF-8 with {places} that are no characters, the first in line {line} "
            f"(“{words}”), expected utf-8 throughout; mend it there and save the file again"
            if count > 1
            else f"{where}: found UTF-8 with {places} that is no character, in line {line} "
            f"(“{words}”), expected utf-8 throughout; mend it there and save the file again"
        )
    found = [one for one in likeliest(data[:_SAMPLE]) if one[0] != asked]
    if not found:
        best = from_bytes(data[:_SAMPLE], cp_isolation=_EAST).best()
        found = [(best.encoding, str(best))] if best else []
    return _not(asked, where, found)


def _nearly_utf8(data: bytes) -> tuple[int, str, int] | None:
    """Return line, words and number of the broken places in what is UTF-8 but for them."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(char > "\x7f" for char in text) - broken
    if not broken or sound < _VALID_TO_BROKEN * broken:
        return None
    at = text.index("\ufffd")
    return text.count("\n", 0, at) + 1, excerpt(text, at), broken


def _not(asked: str, where: str, found: list[tuple[str, str]]) -> ArticleError:
    """Say which encodings bytes look like, each with the words that tell."""
    if not found:
        return ArticleError(
            f"{where}: found bytes in an unknown encoding, expected {asked}; "
            "open the file in the program that made it and save it as UTF-8"
        )
    looks = " or ".join(f"{name} (“{excerpt(text)}”)" for name, text in found[:2])
    ways = " or ".join(f"encoding={name!r}" for name, _ in found[:2])
    which = ", whichever reads right" if len(found) > 1 else ""
    return ArticleError(
        f"{where}: found bytes that look like {looks}, expected {asked}; "
        f"save the file as UTF-8, or pass {ways}{which}"
    )
