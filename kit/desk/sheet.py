"""What stands on a printed sheet, as plain values: each format only sets it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from math import ceil, log2
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from kit.core.codebook import CHOICES, CONFIDENCES, LABELS, LOOKS, gloss_of, student_view
from kit.core.errors import LessonError, unknown
from kit.core.text import direction, one_line
from kit.languages.interface import LANGUAGES, long_day, number, translator
from kit.languages.messages import messages
from kit.show.pages import SAID, places_of, retold_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.core.codebook import Scheme
    from kit.core.rows import KeyEntry, Statement
    from kit.lessons.lesson import Lesson

PAPERS: Final = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Width and height of each paper, in millimetres."""
_SCHEMES: Final = {"student": CHOICES, "codebook": LABELS}
_UNWRITABLE: Final = re.compile("[\ufffe\uffff]")
"""What no XML file may hold, besides signs that `kit.core.text.one_line` writes out."""
_GROUP: Final = 4
_HEAD_SIGNS: Final = 9
"""Signs of a hand-in code that hold no answer: exercise, edition, and what finds slips."""
_NAME_BITS: Final = 64
_SIGN_BITS: Final = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that can be ticked: the digit written for it, its sign and its words."""

    label: str
    digit: str
    sign: str
    name: str
    gloss: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A statement as it is printed; `place` is its number, empty where it is not asked for."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the article, with the direction of its own language."""

    zone: str
    lang: str
    dir: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class KeyLine:
    """The key to one statement; `accepted` are the other labels that count as right."""

    place: str
    label: str
    sign: str
    name: str
    accepted: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A lesson as it is printed.

    Attributes
    ----------
    lang, dir, paper
        Language and direction of the sheet, and one of `PAPERS`.
    title
        The lesson's title.
    credit
        Who published the article, and when; may be empty.
    retold
        What every page says of real news in new sentences; empty for other lessons.
    said
        Words of the sheet by name.
    choices, steps
        What can be ticked, and the steps of certainty with the digit of each.
    blocks
        The article.
    places
        The numbers of what is asked.
    groups
        How many groups of four signs the boxes for a hand-in code are.
    key, key_note
        The key, or nothing where the sheet goes out without it; what is said of one that no person
        has written.
    """

    lang: str
    dir: str
    paper: str
    title: str
    credit: str
    retold: str
    said: dict[str, str]
    choices: tuple[Choice, ...]
    steps: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    places: tuple[str, ...]
    groups: int
    key: tuple[KeyLine, ...]
    key_note: str


def sheet_of(
    lesson: Lesson, *, scheme: Scheme = "student", paper: str = "a4", key: bool = True
) -> Sheet:
    """Return what stands on the sheet of a lesson or of a set of items.

    Raises
    ------
    LessonError
        If the scheme or the paper is unknown.
    """
    if scheme not in _SCHEMES:
        raise LessonError(unknown("scheme", scheme, _SCHEMES))
    if paper.lower() not in PAPERS:
        raise LessonError(unknown("paper", paper, PAPERS))
    face = lesson.lang if lesson.lang in LANGUAGES else "en"
    say = translator(face)
    steps = messages("exercises/frame", "steps").values()
    choices = tuple(_choices(scheme, face))
    said = {**SAID, **messages("desk", "sheet")}
    return Sheet(
        lang=face,
        dir=direction(face),
        paper=paper.lower(),
        title=shown(lesson.title),
        credit=_credit(lesson, face),
        retold=retold_said(lesson, face),
        said={name: say(words) for name, words in said.items()},
        choices=choices,
        steps=tuple((number(at, face), say(step)) for at, step in enumerate(steps, start=1)),
        blocks=tuple(_blocks(lesson, face)),
        places=tuple(places_of(lesson, face)),
        groups=_groups(len(lesson.entries), len(choices)),
        key=tuple(_key(lesson, choices, scheme, face)) if key else (),
        key_note=say(said["drafted"]) if lesson.drafted else "",
    )


def shown(text: str) -> str:
    """Return words as paper can show them: on one line, each sign that acts unseen written out."""
    return one_line(" ".join(_UNWRITABLE.sub("\ufffd", text).split()))


def _choices(scheme: Scheme, face: str) -> Iterator[Choice]:
    say = translator(face)
    for at, label in enumerate(_SCHEMES[scheme], start=1):
        look = LOOKS[label]
        gloss = gloss_of(label, scheme)
        yield Choice(label, number(at, face), look.mark, say(look.name), say(gloss))


def _credit(lesson: Lesson, face: str) -> str:
    """Return outlet and day; single statements, and pasted texts, have neither."""
    if lesson.single or lesson.drafted:
        return ""
    first = lesson.article_rows[0]
    try:
        day = long_day(date.fromisoformat(first.published[:10]), face)
    except ValueError:  # none, or one written in words
        day = shown(first.published)
    return " · ".join(part for part in (shown(first.publisher), day) if part)


def _blocks(lesson: Lesson, face: str) -> Iterator[Block]:
    ids = (entry.statement_id for entry in lesson.entries)
    places = dict(zip(ids, places_of(lesson, face), strict=True))
    by = attrgetter("article_id" if lesson.single else "paragraph")
    found: dict[object, list[Statement]] = {}
    for row in lesson.statement_rows:
        found.setdefault(by(row), []).append(row)
    for rows in found.values():
        first = rows[0]
        yield Block(
            zone="item" if lesson.single else first.zone,
            lang=first.lang,
            dir=direction(first.lang),
            pieces=tuple(Piece(places.get(r.statement_id, ""), shown(r.text)) for r in rows),
        )


def _key(
    lesson: Lesson, choices: tuple[Choice, ...], scheme: Scheme, face: str
) -> Iterator[KeyLine]:
    known = {choice.label: choice for choice in choices}
    also = translator(face)(messages("desk", "sheet")["also"])
    for place, entry in zip(places_of(lesson, face), lesson.entries, strict=True):
        first, *others = (known[label] for label in _labels(entry, scheme))
        names = " · ".join(f"{one.sign} {one.name}" for one in others)
        yield KeyLine(
            place=place,
            label=first.label,
            sign=first.sign,
            name=first.name,
            accepted=also.format(names=names) if names else "",
            reason=shown(entry.reason(face)),
        )


def _labels(entry: KeyEntry, scheme: Scheme) -> list[str]:
    """Return the labels that are right, the key's own first, as the sheet offers them."""
    labels = (entry.label, *entry.accept)
    return list(dict.fromkeys(map(student_view, labels) if scheme == "student" else labels))


def _groups(asked: int, choices: int) -> int:
    """Return how many groups hold a code of so many answers, each with a certainty or none."""
    bits = _NAME_BITS + asked * log2(choices * (len(CONFIDENCES) + 1) + 1)
    return ceil((_HEAD_SIGNS + bits / _SIGN_BITS) / _GROUP)
