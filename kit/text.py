"""Offsets, and a folded copy of a text for matching with a map back to the text itself."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, NamedTuple

_RTL: Final = frozenset({"ar", "fa", "he", "ur"})
_ARABIC: Final = re.compile(r"[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
# Arabic vowel signs, tatweel, combining accents, joiners, and marks that only steer direction.
_DROPPED: Final = (
    "\u00ad\u0300-\u036f\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u06e7\u06e8\u06ea-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
)
_FORMS: Final = "\ufb50-\ufdff\ufe70-\ufefc"
_UNEVEN: Final = re.compile(f"[{_DROPPED}{_FORMS}]")
_DROP: Final = re.compile(f"[{_DROPPED}]")
_EVEN: Final = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ی": "ي", "ک": "ك",
        "’": "'", "‘": "'", "\u02bc": "'", "İ": "i", "\u00a0": " ", "\u202f": " ",
        **{chr(0x660 + i): str(i) for i in range(10)},
        **{chr(0x6F0 + i): str(i) for i in range(10)},
    }
)  # fmt: skip


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is matched, and where each of its characters came from.

    Attributes
    ----------
    text
        Lower case, alef in one form, vowel signs and invisible marks gone, Latin digits. Final ya
        and alef maqsura stay apart, for على is no علي; the lexicon knows both spellings.
    origin
        For each character of `text` its offset in the original, or None where the two run level.
    ends
        For each character of `text` where it ends in the original, with the vowel signs on it.
    """

    text: str
    origin: tuple[int, ...] | None
    ends: tuple[int, ...] = ()

    def back(self, start: int, end: int) -> Span:
        """Return the span of the original that ``text[start:end]`` came from."""
        if self.origin is None or end <= start:
            at = start if self.origin is None or start >= len(self.origin) else self.origin[start]
            return Span(at, max(at, end) if self.origin is None else at)
        return Span(self.origin[start], self.ends[end - 1])


def fold(text: str) -> Folded:
    """Fold a text for matching, so that spelling variants of one word become one string."""
    if not _UNEVEN.search(text):
        return Folded(text.translate(_EVEN).lower(), None)
    letters: list[str] = []
    origin: list[int] = []
    ends: list[int] = []
    for at, letter in enumerate(text):
        if _DROP.match(letter):
            if ends and ends[-1] == at and unicodedata.category(letter) == "Mn":
                ends[-1] = at + 1
            continue
        plain = unicodedata.normalize("NFKC", letter) if _UNEVEN.match(letter) else letter
        for part in _DROP.sub("", plain):
            letters.append(part)
            origin.append(at)
            ends.append(at + 1)
    return Folded("".join(letters).translate(_EVEN).lower(), tuple(origin), tuple(ends))


def direction(lang: str) -> str:
    """Return ``"rtl"`` or ``"ltr"``, the `dir` of text in `lang`."""
    return "rtl" if lang in _RTL else "ltr"


def detect_lang(text: str) -> str:
    """Return ``"ar"`` or ``"en"`` by the script that most letters of the first 20,000 are in."""
    sample = text[:20_000]
    arabic, latin = len(_ARABIC.findall(sample)), len(_LATIN.findall(sample))
    return "ar" if arabic > latin else "en"


def trim(text: str, start: int, end: int) -> Span:
    """Return the span without white space at either end (empty at `end` if there is nothing)."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
