"""Marking words: those that name the source, those that report, those that hedge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kit.frames import records
from kit.locales import number, translator
from kit.tasks.base import Answer, Mark
from kit.text import Span, find_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kit.lessons import Lesson

PENS: Final = ("source", "cue", "hedge")
_SIGNS: Final = r"\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
_WORD: Final = re.compile(rf"\w(?:(?:[\w{_SIGNS}'’.\-]|(?<=\d)[:,/٫٬](?=\d))*[\w{_SIGNS}])?")
NAMES: Final = {"source": "source", "cue": "reporting verb", "hedge": "hedge"}


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


@dataclass(frozen=True)
class Overlap:
    """How far the marked words of one kind are the right ones, counted in words."""

    right: int
    extra: int
    missed: int

    @property
    def share(self) -> float:
        """F1: twice the right words, divided by the marked and the wanted ones together."""
        return 2 * self.right / (2 * self.right + self.extra + self.missed)


def overlap(
    text: str, given: Iterable[tuple[str, int, int]], wanted: Mapping[str, Span]
) -> dict[str, Overlap]:
    """Compare marks with the key's, by kind; a kind that neither has is left out."""
    words, out = words_of(text), {}
    marks = [mark for mark in given if isinstance(mark, tuple)]  # an edited log may hold texts
    for kind in PENS:
        own = touched(words, [(a, b) for k, a, b in marks if k == kind])
        key = touched(words, [wanted[kind]] if kind in wanted else [])
        if own or key:
            out[kind] = Overlap(len(own & key), len(own - key), len(key - own))
    return out


def told(found: Mapping[str, Overlap], lang: str) -> list[str]:
    """Say for each kind what was right, too much and missed."""
    say = translator(lang)
    lines = []
    for kind, one in found.items():
        parts = [say("right: {n}").format(n=number(one.right, lang))]
        if one.extra:
            parts.append(say("too many: {n}").format(n=number(one.extra, lang)))
        if one.missed:
            parts.append(say("missed: {n}").format(n=number(one.missed, lang)))
        lines.append(f"{say(NAMES[kind])}: {say(', ').join(parts)}")
    return lines


class Marking:
    """Mark the evidence in the statements of a lesson's body.

    A statement with nothing to mark is part of it: seeing that nobody is named is a find too.
    """

    name = "highlighter"
    scheme = "words"

    def __init__(self, lesson: Lesson) -> None:
        self._lang = lesson.lang
        texts = dict(zip(lesson.statements["statement_id"], lesson.statements["text"], strict=True))
        body = set(lesson.statements.loc[lesson.statements["zone"] == "body", "statement_id"])
        self._rows = {
            str(row["statement_id"]): row | {"text": str(texts[row["statement_id"]])}
            for row in records(lesson.key)
            if row["statement_id"] in body
        }
        self.items = tuple(self._rows)

    def wanted(self, item: str) -> dict[str, Span]:
        """Return where the key finds source, reporting words and hedge."""
        row = self._rows[item]
        words = {"source": row["source"], "cue": row["cue"], "hedge": row["hedge_words"]}
        found = {kind: find_words(row["text"], w) for kind, w in words.items() if w}
        return {kind: span for kind, span in found.items() if span is not None}

    def reason(self, item: str) -> str:
        """Return the key's reason."""
        return str(self._rows[item][f"reason_{self._lang}"])

    def overlaps(self, item: str, answer: Answer) -> dict[str, Overlap]:
        """Return by kind how far the marks agree with the key's."""
        return overlap(self._rows[item]["text"], answer.given, self.wanted(item))

    def mark(self, item: str, answer: Answer) -> Mark:
        """Give the mean of the kinds' F1; one point where there was nothing to mark and none was."""
        found = self.overlaps(item, answer)
        points = sum(o.share for o in found.values()) / len(found) if found else 1.0
        row = self._rows[item]
        wanted = "; ".join(
            f"{k}: {row['text'][s.start : s.end]}" for k, s in self.wanted(item).items()
        )
        lines = [*told(found, self._lang), self.reason(item)]
        return Mark(round(points, 3), 1.0, wanted, points == 1, " · ".join(lines))
