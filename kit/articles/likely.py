"""Which old encoding bytes are likeliest in: the one that spells words of some language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Final, NamedTuple

from kit.articles.making import HERE
from kit.languages.tables import parse_lexicon

_ODD: Final = re.compile(r"[^\x00-\x7f]")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_OPENING: Final = frozenset("“‘«„‚‹¿¡")
_CLOSING: Final = frozenset("”»›")
_ANYWHERE: Final = frozenset("’–—…·•\xa0\xad\u200c\u200d\u200e\u200f")
_INSIDE: Final = frozenset("’·\xad\u200c\u200d")
_BETWEEN: Final = frozenset("،؛؟٪°€£¥§©®™ªº½¼¾²³¹×±¢")
"""Marks and signs that stand beside words, and not in them."""
_PLAUSIBLE: Final = 0.6
_NEAR: Final = 0.2
_OTHER_LETTER: Final = 0.3
_ORDINARY: Final = 0.95


class _Alphabet(NamedTuple):
    letters: frozenset[str]
    last: frozenset[str]
    script: str
    encodings: tuple[str, ...]
    often: re.Pattern[str] | None


@cache
def _alphabets() -> tuple[_Alphabet, ...]:
    rows = parse_lexicon((HERE / "letters.tsv").read_text(encoding="utf-8"), "letters.tsv")
    return tuple(
        _Alphabet(
            frozenset(row["letters"]),
            frozenset(row["last"]),
            _script(row["letters"][0]),
            tuple(row["encodings"].split("|")),
            re.compile(rf"\b(?:{row['often']})") if row["often"] else None,
        )
        for row in rows
    )


def likeliest(data: bytes) -> list[tuple[str, str]]:
    """Return the encodings that give plausible words of some language, with the text, best first.

    Each odd character is judged by what stands beside it: a letter of the language in a word of its
    script, a quotation mark at the edge of a word. Encodings that give the same text count once.
    """
    order = dict.fromkeys(name for one in _alphabets() for name in one.encodings)
    judged: list[tuple[float, str, str]] = []
    for name in order:
        try:
            text = data.decode(name)
        except UnicodeError:
            continue
        if all(text != other for _, _, other in judged):
            score = max(
                _score(data, text, alphabet)
                for alphabet in _alphabets()
                if name in alphabet.encodings
            )
            judged.append((score, name, text))
    judged.sort(key=lambda one: -round(one[0], 3))
    best = judged[0][0] if judged else 0
    return [(name, text) for score, name, text in judged if score >= max(_PLAUSIBLE, best - _NEAR)]


def _score(data: bytes, text: str, alphabet: _Alphabet) -> float:
    """Return the share of odd characters that fit a language, and a little for its frequent words."""
    places = Counter(
        (text[max(0, at - 1) : at], text[at], text[at + 1 : at + 2])
        for at in (m.start() for m in _HIGH.finditer(data))  # a byte is a character in all of these
    )
    if not places:
        return 0.0
    fits = sum(_fits(*place, alphabet) * count for place, count in places.items())
    share = fits / places.total()
    often = len(alphabet.often.findall(text)) if alphabet.often else 0
    return share + 0.1 * often / (often + 2)


def _fits(before: str, char: str, after: str, alphabet: _Alphabet) -> float:
    """Return 1 for a character that may stand between these two, 0 for one that may not."""
    inside = before.isalpha() and after.isalpha()
    if char in alphabet.last and after.isalpha():
        fits = False
    elif char.isalpha():
        return _letter_fits(before, char, after, alphabet)
    elif char in _OPENING:
        fits = not before.isalnum() and not after.isspace()
    elif char in _CLOSING:
        fits = not after.isalnum()
    elif char in _ANYWHERE:
        return 1.0 if char in _INSIDE or not inside else 0.5
    elif unicodedata.category(char) in {"Mn", "Nd"}:
        fits = _script(before) == _script(char) or not before.isalpha()
    elif char in "†‰":
        fits = not after.isalpha()
    else:  # a few encodings have spaces and marks of ASCII twice
        fits = (char in _BETWEEN or char.isascii()) and not inside
    return float(fits)


def _letter_fits(before: str, char: str, after: str, alphabet: _Alphabet) -> float:
    if char.isupper() and before.islower():
        return 0.0
    beside = [one for one in (before, after) if one.isalnum()]
    if any(one.isdigit() or _script(one) != _script(char) for one in beside):
        return 0.0
    if char in alphabet.letters or char.lower() in alphabet.letters:
        return 1.0
    return _OTHER_LETTER if _script(char) == alphabet.script else 0.0


@cache
def _script(char: str) -> str:
    """Return the script of a character, by the first word of its name: LATIN, ARABIC."""
    return unicodedata.name(char, "").partition(" ")[0] if char else ""


def is_ordinary(text: str) -> bool:
    """Tell whether a text is letters of alphabets, marks and spaces, as no wrong reading is."""
    if not text.strip():
        return False
    sound = sum(
        ("\x20" <= char < "\u0700" and char.isprintable())
        or "\u2010" <= char < "\u2040"
        or char in "\t\n\r"
        for char in text
    )
    return sound >= _ORDINARY * len(text) and any(char.isspace() for char in text[:200])


def excerpt(text: str, at: int | None = None) -> str:
    """Return the words around a place, by default around the first odd character."""
    if at is None:
        odd = _ODD.search(text)
        at = odd.start() if odd else 0
    start = max(0, at - 12)
    start = text.rfind(" ", 0, start) + 1 if text.rfind(" ", 0, start) > start - 20 else start
    end = text.find(" ", at + 8, at + 32)
    words = text[start : end if end > 0 else at + 20]
    shown = "".join(char if char.isprintable() else " " for char in words)
    return " ".join(shown.split())
