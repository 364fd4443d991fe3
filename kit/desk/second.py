"""A second reader: the text alone for a colleague, and what both readings say together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from kit.core.codebook import LOOKS
from kit.core.errors import AnswerError
from kit.core.files import write_file
from kit.languages.interface import number, translator
from kit.languages.messages import messages
from kit.measures import alpha, alpha_interval
from kit.study.readings import Reading, readings_in
from kit.study.sheets import units_of, write_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kit.lessons.lesson import Lesson

AUTHOR: Final = "author"
"""Who wrote the key, among the coders."""
_TWO: Final = 2
"""As many readers a statement needs before anybody can disagree."""
FOLDER: Final = "second-reader"
"""Where a colleague's sheet goes, inside the lesson's own folder."""
_SAID: Final = messages("desk", "second")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A statement that was labelled differently: its place from 0, and what each coder wrote."""

    at: int
    text: str
    labels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What several readings of a lesson say together.

    Attributes
    ----------
    coders
        Who read it, the author first.
    shared
        How many statements at least two of them labelled.
    alpha, low, high
        Krippendorff's alpha and its 95 % interval; NaN where nothing can differ.
    disagreements
        What is to be talked about, in reading order: labels that the key does not count as right.
    readings
        All of them: unit, coder, label.
    """

    coders: tuple[str, ...]
    shared: int
    alpha: float
    low: float
    high: float
    disagreements: tuple[Disagreement, ...]
    readings: tuple[tuple[str, str, str], ...]


def write_for_colleague(lesson: Lesson, folder: Path) -> list[Path]:
    """Write a table to fill in and a page to read: the text and the labels, and nothing of the key.

    Raises
    ------
    AnswerError
        If a sheet lies there already, or the folder cannot be written to.
    """
    return write_sheet(folder, list(units_of(lesson)), lesson.lang)


def compare(lesson: Lesson, codings: Sequence[Path]) -> Comparison:
    """Hold what colleagues wrote against the key.

    Parameters
    ----------
    lesson
        The lesson with the author's own key.
    codings
        Sheets filled in, one a colleague, named after them.

    Raises
    ------
    AnswerError
        If there is none, or one cannot be read, or holds a label that is none.
    """
    if not codings:
        raise AnswerError("found no sheet, expected one or more; name a colleague's file")
    known = {unit.code: unit for unit in units_of(lesson)}
    own = [
        Reading(lesson.lang, entry.statement_id, AUTHOR, entry.label) for entry in lesson.entries
    ]
    found = [*own, *readings_in(codings, known)]
    rows = tuple((one.unit, one.coder, one.label) for one in found)
    frame = pd.DataFrame(rows, columns=["item", "coder", "label"])
    read = frame.groupby("item")["coder"].transform("nunique")
    shared = frame.loc[read >= _TWO]
    low, high = alpha_interval(shared)
    given: dict[str, list[tuple[str, str]]] = {}
    for unit, coder, label in rows:
        given.setdefault(unit, []).append((coder, label))
    order = {row.statement_id: (at, row.text) for at, row in enumerate(lesson.statement_rows)}
    right = {entry.statement_id: {entry.label, *entry.accept} for entry in lesson.entries}
    differ = tuple(
        Disagreement(*order[unit], tuple(labels))
        for unit, labels in given.items()
        if not {label for _, label in labels} <= right[unit]
    )
    coders = tuple(dict.fromkeys(one.coder for one in found))
    count = int(shared["item"].nunique())
    return Comparison(coders, count, alpha(shared), low, high, differ, rows)


def told(found: Comparison, lang: str) -> Iterator[str]:
    """Yield what a comparison says, a line at a time, in a language of the interface."""
    say = translator(lang)
    figures = {name: _figure(getattr(found, name)) for name in ("alpha", "low", "high")}
    counts = {"coders": len(found.coders), "units": found.shared}
    yield number(say(_SAID["alpha"]).format(**counts, **figures), lang)
    if not found.disagreements:
        yield say(_SAID["agree"])
    for one in found.disagreements:
        yield f"{number(one.at + 1, lang)}  {' '.join(one.text.split())}"
        yield f"   {side_by_side(one, lang)}"


def side_by_side(one: Disagreement, lang: str) -> str:
    """Return who gave a statement which label."""
    say = translator(lang)
    names = {AUTHOR: say(_SAID["author"])}
    return " · ".join(
        f"{names.get(who, who)}: {LOOKS[label].mark} {say(LOOKS[label].name)}"
        for who, label in one.labels
    )


def codings_text(found: Comparison) -> str:
    """Return all readings as a table in the form of the kit's own: unit, coder, label."""
    rows = (("unit", "coder", "label"), *found.readings)
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)


def keep_codings(found: Comparison, home: Path, lang: str) -> Path:
    """Write all readings beside the key, where `kit lesson check` finds them.

    Raises
    ------
    AnswerError
        If the file cannot be written.
    """
    return write_file(home / f"codings.{lang}.tsv", codings_text(found).encode(), AnswerError)


def _figure(value: float) -> str:
    return "–" if value != value else f"{value:.2f}"  # noqa: PLR0124  (NaN alone differs from itself)
