"""Offsets, and a folded copy of a text for matching with a map back to the text itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import category, normalize

if TYPE_CHECKING:
    from collections.abc import Callable

_RTL: Final = frozenset({"ar", "fa", "he", "ur"})
_ARABIC: Final = re.compile(r"[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
# Arabic vowel signs, tatweel, combining accents, joiners, and marks that only steer direction.
_DROPPED: Final = (
    "\u00ad\u0300-\u036f\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u06e7\u06e8\u06ea-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
)
_FORMS: Final = "\ufb50-\ufdff\ufe70-\ufefc"
_UNEVEN: Final = re.compile(f"[{_DROPPED}{_FORMS}]+")
_DROP: Final = re.compile(f"[{_DROPPED}]")
_ACCENTS: Final = frozenset(map(chr, range(0x300, 0x370)))
_EVEN: Final = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ی": "ي", "ک": "ك",
        "’": "'", "‘": "'", "\u02bc": "'", "İ": "i", "\u00a0": " ", "\u202f": " ",
        **{chr(0x660 + i): str(i) for i in range(10)},
        **{chr(0x6F0 + i): str(i) for i in range(10)},
    }
)  # fmt: skip


_STEERING: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]"
)
_HALVES: Final = re.compile("[\ud800-\udfff]")
_BREAKING: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
)
_QUOTED: Final = 60
"""How much of a value a message quotes."""
_SHORT: Final = 1_000
"""Shorter texts, such as statements, are folded more than once on their way: those are kept."""


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
    original
        The text as it stands.
    starts, origins
        Where in `text` a level run begins, and where in the original that is: inside a run the
        two count alike. Empty where the whole text runs level.
    """

    text: str
    original: str
    starts: tuple[int, ...] = ()
    origins: tuple[int, ...] = ()

    def back(self, start: int, end: int) -> Span:
        """Return the span of the original that ``text[start:end]`` came from.

        The span ends with the vowel signs that stand on its last letter.
        """
        if not self.starts:
            return Span(start, max(start, end))
        first = self._origin(start)
        if end <= start:
            return Span(first, first)
        last = self._origin(end - 1) + 1
        while last < len(self.original) and _is_sign(self.original[last]):
            last += 1
        return Span(first, last)

    def _origin(self, at: int) -> int:
        run = bisect_right(self.starts, at) - 1
        return self.origins[run] + at - self.starts[run]


def fold(text: str) -> Folded:
    """Fold a text for matching, so that spelling variants of one word become one string."""
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> Folded:
    if text.isascii():
        return Folded(text.lower(), text)
    uneven = _UNEVEN.search(text)
    if not uneven:
        return Folded(text.translate(_EVEN).lower(), text)
    parts: list[str] = []
    starts, origins = [0], [0]
    at = length = 0
    for run in _UNEVEN.finditer(text):
        parts.append(text[at : run.start()])
        length += run.start() - at
        for offset, letter in enumerate(run[0], start=run.start()):
            whole = normalize("NFC", parts[-1][-1:] + letter)
            if letter in _ACCENTS and len(whole) == 1 and parts[-1]:
                parts[-1] = parts[-1][:-1] + whole
                continue
            for part in "" if _DROP.match(letter) else _DROP.sub("", normalize("NFKC", letter)):
                parts.append(part)
                starts.append(length)
                origins.append(offset)
                length += 1
        at = run.end()
        starts.append(length)
        origins.append(at)
    parts.append(text[at:])
    folded = "".join(parts).translate(_EVEN).lower()
    return Folded(folded, text, tuple(starts), tuple(origins))


_fold_short = lru_cache(maxsize=1_000)(_fold)


def _is_sign(letter: str) -> bool:
    return bool(_DROP.match(letter)) and category(letter) == "Mn"


def direction(lang: str) -> str:
    """Return ``"rtl"`` or ``"ltr"``, the `dir` of text in `lang`."""
    return "rtl" if lang in _RTL else "ltr"


def detect_lang(text: str) -> str:
    """Return ``"ar"`` or ``"en"`` by the script that most letters of the first 20,000 are in."""
    sample = text[:20_000]
    arabic, latin = len(_ARABIC.findall(sample)), len(_LATIN.findall(sample))
    return "ar" if arabic > latin else "en"


def letters_read(text: str) -> float | None:
    """Return which part of the first 20,000 characters' letters is Arabic or Latin; None without any."""
    sample = text[:20_000]
    letters = sum(map(str.isalpha, sample))
    read = len(_ARABIC.findall(sample)) + len(_LATIN.findall(sample))
    return min(1.0, read / letters) if letters else None


def trim(text: str, start: int, end: int) -> Span:
    """Return the span without white space at either end (empty at `end` if there is nothing)."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def find_words(text: str, words: str) -> Span | None:
    """Return where `words` stand, as whole words if they do anywhere."""
    whole = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    at = whole.start() if whole else text.find(words)
    return None if at < 0 else Span(at, at + len(words))


def visible(text: str) -> str:
    """Show what would act unseen: control characters, direction overrides, broken surrogates."""

    def sign(match: re.Match[str]) -> str:
        code = ord(match[0])
        return chr(0x2400 + code) if code < 0x20 else f"‹U+{code:04X}›"  # noqa: PLR2004  (C0 controls)

    return _STEERING.sub(sign, _HALVES.sub("\ufffd", text))


def one_line(text: str) -> str:
    """Show what would act unseen, line ends and tabs too, for a message, a title or a figure.

    Each becomes a sign such as ‹U+001B›, which every font and old code page can write.
    """
    return acting(_HALVES.sub("\ufffd", text), lambda sign: f"‹U+{ord(sign):04X}›")


def acting(text: str, shown: Callable[[str], str]) -> str:
    """Return a text with each sign that acts unseen, or ends a line, written as `shown` writes it."""
    return _BREAKING.sub(lambda match: shown(match[0]), text)


def quoted(value: object) -> str:
    """Return a value as a message quotes it: as Python writes it, and only its beginning."""
    if isinstance(value, str):
        text, most = repr(value if len(value) <= _QUOTED else value[:_QUOTED] + "…"), 2 * _QUOTED
    else:
        try:
            text, most = repr(value), _QUOTED
        except (ValueError, RecursionError):  # more digits, or more depth, than can be written
            return f"a very long {type(value).__name__}"
    return text if len(text) <= most else text[:most] + "…"
