"""Words marked in a text: as they are kept, compared with the key's, and told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from kit.core.text import Span, visible
from kit.exercises.frame.wishes import Refused
from kit.languages.interface import translator
from kit.languages.messages import messages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kit.exercises.frame.contract import Kind, Word
    from kit.exercises.task import Choice

_MOST_MARKS: Final = 2_000
PENS: Final[tuple[Kind, ...]] = ("source", "cue", "hedge")
_SIGNS: Final = r"\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
_WORD: Final = re.compile(rf"\w(?:(?:[\w{_SIGNS}'’.\-]|(?<=\d)[:,/٫٬](?=\d))*[\w{_SIGNS}])?")
PEN_NAMES: Final = messages("exercises/frame", "pens")
MARKED: Final = messages("exercises/frame", "marked")


def words_of(text: str) -> list[Span]:
    """Return where the words of a text stand, a time or an amount being one; gaps belong to none."""
    return [Span(*m.span()) for m in _WORD.finditer(text)]


def marks_of(words: Sequence[Span], chosen: Iterable[tuple[str, int]]) -> tuple[object, ...]:
    """Return marks as they are kept (kind, start, end) for words chosen by their place.

    Words of a kind that stand beside each other become one mark.
    """
    found = []
    for kind, pairs in groupby(sorted(set(chosen)), key=lambda pair: pair[0]):
        runs = groupby(enumerate(at for _, at in pairs), key=lambda pair: pair[1] - pair[0])
        for _, run in runs:
            places = [at for _, at in run]
            found.append((kind, words[places[0]].start, words[places[-1]].end))
    return tuple(sorted(found, key=lambda mark: mark[1:]))


def touched(words: Sequence[Span], spans: Iterable[tuple[int, int]]) -> set[int]:
    """Return the places of the words that spans reach into."""
    return {i for a, b in spans for i, word in enumerate(words) if a < word.end and word.start < b}


@dataclass(frozen=True, slots=True)
class Picked:
    """Words out of a text: how many they are, and as they stand there, neighbours together."""

    count: int
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """How far the marked words of one kind are the right ones."""

    right: Picked
    extra: Picked
    missed: Picked

    @property
    def share(self) -> float:
        """F1: twice the right words, divided by the marked and the wanted ones together."""
        right = 2 * self.right.count
        return right / (right + self.extra.count + self.missed.count)


def overlap(
    text: str, given: Iterable[tuple[str, int, int]], wanted: Mapping[str, Span]
) -> dict[str, Overlap]:
    """Compare marks with the key's, by kind; a kind that neither has is left out."""
    words = words_of(text)
    out: dict[str, Overlap] = {}
    marks = [mark for mark in given if isinstance(mark, tuple)]  # an edited log may hold texts
    for kind in PENS:
        own = touched(words, [(a, b) for k, a, b in marks if k == kind])
        key = touched(words, [wanted[kind]] if kind in wanted else [])
        if own or key:
            parts = (own & key, own - key, key - own)
            out[kind] = Overlap(*(_picked(text, words, places) for places in parts))
    return out


def _picked(text: str, words: Sequence[Span], places: set[int]) -> Picked:
    runs: Any = marks_of(words, (("", place) for place in places))
    return Picked(len(places), tuple(text[start:end] for _, start, end in runs))


def told(found: Mapping[str, Overlap], lang: str) -> list[str]:
    """Say for each kind which words were found, which were missed and which do not belong to it."""
    say = translator(lang)
    lines = []
    for kind, one in found.items():
        parts = {"found": one.right, "missed": one.missed, "extra": one.extra}
        if not one.right.count and not one.missed.count:
            parts = {"none": one.extra}
        said = [
            say(MARKED[name]).format(words=listed(picked.texts, lang))
            for name, picked in parts.items()
            if picked.count
        ]
        lines.append(f"{say(PEN_NAMES[kind])}: {say('; ').join(said)}")
    return lines


def tokens(text: str) -> list[Word]:
    """Return a text as words (text, start, end) and what lies between them (text, -1, -1)."""
    out: list[Word] = []
    at = 0
    for word in words_of(text):
        if word.start > at:
            out.append((visible(text[at : word.start]), -1, -1))
        out.append((visible(text[word.start : word.end]), word.start, word.end))
        at = word.end
    if at < len(text):
        out.append((visible(text[at:]), -1, -1))
    return out


def read_marks(text: str, given: object, pens: tuple[str, ...]) -> tuple[Any, ...]:
    """Return marks that a page sent, whole words of a text, or raise `Refused`."""
    if not isinstance(given, list) or len(given) > _MOST_MARKS:
        raise Refused("not_choice")
    words: list[Span] = words_of(text)
    chosen: list[tuple[str, int]] = []
    for part in given:
        kind, *span = part if isinstance(part, list | tuple) and len(part) == 3 else (None,)  # noqa: PLR2004  (kind, start, end)
        if kind not in pens or not all(type(at) is int for at in span):
            raise Refused("not_choice")
        chosen += [(str(kind), place) for place in touched(words, [(span[0], span[1])])]
    return marks_of(words, chosen)


def quoted(text: str, choice: Choice, lang: str) -> str:
    """Return the words that a choice marks, in quotation marks."""
    return listed([text[a:b] for _, a, b in choice.given], lang)


def listed(texts: Iterable[str], lang: str) -> str:
    """Return words in one line, each in quotation marks."""
    say = translator(lang)
    return say(", ").join(say("“{words}”").format(words=words) for words in texts)
