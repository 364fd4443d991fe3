"""What coders hand back: their labels, how far they agree, and where they do not."""

from __future__ import annotations

import csv
import io
import math
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from kit.core.codebook import LABELS, LOOKS
from kit.core.errors import AnswerError, KitWarning, unknown
from kit.core.files import read_plain
from kit.core.sheets import bare, guarded
from kit.core.text import quoted
from kit.languages.interface import LANGUAGES, number, translator
from kit.languages.messages import messages
from kit.measures import alpha, alpha_by_label, alpha_interval
from kit.study.sheets import Unit, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_LIMIT: Final = 10_000_000
_TWO: Final = 2
"""As many coders a statement needs before anybody can disagree."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one coder wrote of one statement."""

    lang: str
    unit: str
    coder: str
    label: str


def names_of_labels() -> dict[str, str]:
    """Return what a coder may write for each label: its id, its mark, its name in each language."""
    found = {}
    for label in LABELS:
        look = LOOKS[label]
        told = (label, look.mark, *(translator(lang)(look.name) for lang in LANGUAGES))
        found.update({name.casefold(): label for name in told})
    return found


def read_codings(paths: Sequence[Path]) -> list[Reading]:
    """Return what several coders wrote, each in a file of their own, named after them.

    Parameters
    ----------
    paths
        Sheets filled in, as `kit.study.sheets.write_sheets` writes them and a spreadsheet saves
        them; the columns may be parted by commas, semicolons or tabs.

    Raises
    ------
    AnswerError
        If there are fewer than two, or one cannot be read or holds a label that is none; names
        file and line. Statements whose text has changed since are left out, with a warning.
    """
    if len(paths) < _TWO:
        raise AnswerError(
            f"found {len(paths)} coding, expected two or more; name a file for each coder"
        )
    known = {unit.code: unit for lang in LANGUAGES for unit in units(lang)}
    return readings_in(paths, known)


def readings_in(paths: Sequence[Path], known: Mapping[str, Unit]) -> list[Reading]:
    """Return what is written in sheets on some statements, by their codes; errors as `read_codings`."""
    readings: dict[tuple[str, str, str], Reading] = {}
    for path in paths:
        coder = path.stem if [p.stem for p in paths].count(path.stem) == 1 else str(path)
        for line, reading in _read(path, coder, known):
            key = (reading.lang, reading.unit, coder)
            first = readings.setdefault(key, reading)
            if first.label != reading.label:
                raise AnswerError(
                    f"{path}, line {line}: found {reading.label} for a statement that is "
                    f"{first.label} above, expected one label; take one out"
                )
    return list(readings.values())


def _read(path: Path, coder: str, known: Mapping[str, Unit]) -> Iterator[tuple[int, Reading]]:
    try:
        text = read_plain(path, _LIMIT, AnswerError).decode("utf-8-sig")
    except OSError as error:
        raise AnswerError(
            f"{path}: cannot be read ({error.strerror or error}); check the name"
        ) from error
    except UnicodeDecodeError:
        raise AnswerError(
            f"{path}: found no UTF-8, expected a sheet; save it as “CSV UTF-8”"
        ) from None
    head = text.partition("\n")[0]
    parted = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=parted))
    except csv.Error as error:
        raise AnswerError(f"{path}: found no table ({error}); save it as “CSV UTF-8”") from None
    at = {name: _place(rows[0] if rows else [], name, path) for name in ("code", "label")}
    labels, left, taken = names_of_labels(), 0, 0
    for line, row in enumerate(rows[1:], start=2):
        code, label = (bare(row[at[name]]).strip() if at[name] < len(row) else "" for name in at)
        if not label:
            continue
        if label.casefold() not in labels:
            raise AnswerError(f"{path}, line {line}: {unknown('label', label, labels)}")
        if code not in known:
            left += 1
            continue
        taken += 1
        unit = known[code]
        yield line, Reading(unit.lang, unit.unit, coder, labels[label.casefold()])
    if left:
        warnings.warn(
            KitWarning(
                f"{path}: found {left} codes that no statement of this edition has, expected those "
                "of its sheets; they are left out"
            ),
            stacklevel=5,
        )
    if not taken:
        raise AnswerError(
            f"{path}: found no reading, expected labels in the column for them; fill it in"
        )


def _place(heads: Sequence[str], name: str, path: Path) -> int:
    """Return which column bears a name, in any language."""
    word = messages("study", "column")[name]
    names = {name, *(translator(lang)(word).casefold() for lang in LANGUAGES)}
    for place, head in enumerate(heads):
        if head.strip().casefold() in names:
            return place
    raise AnswerError(
        f"{path}: found columns {quoted(', '.join(heads))}, expected one called {quoted(word)}; "
        "leave the first line of the sheet as it was"
    )


def compared(readings: Sequence[Reading], folder: Path, speak: str) -> Iterator[str]:
    """Write what is to be talked about, and yield what a study says, a line at a time.

    Parameters
    ----------
    readings
        As `read_codings` returns them.
    folder
        Where ``disagreements.<lang>.csv`` and ``codings.<lang>.tsv`` go; the second has the form
        of the kit's own, ``unit, coder, label``.
    speak
        The language of the lines.

    Raises
    ------
    AnswerError
        If the folder cannot be written to.
    """
    say, words = translator(speak), messages("study", "compare")
    for lang in LANGUAGES:
        own = [reading for reading in readings if reading.lang == lang]
        if not own:
            continue
        columns = ["unit", "coder", "label"]
        frame = pd.DataFrame([(one.unit, one.coder, one.label) for one in own], columns=columns)
        _write(folder / f"codings.{lang}.tsv", "\t", [columns, *frame.to_numpy().tolist()])
        shared = frame.groupby("unit").filter(lambda read: read["coder"].nunique() >= _TWO)
        items = shared.rename(columns={"unit": "item"})
        low, high = alpha_interval(items)
        yield number(
            say(words["whole"]).format(
                lang=say({"ar": "Arabic", "en": "English"}[lang]),
                coders=frame["coder"].nunique(),
                units=shared["unit"].nunique(),
                alpha=_told(alpha(items)),
                low=_told(low),
                high=_told(high),
            ),
            speak,
        )
        for label, value in alpha_by_label(items, LABELS).items():
            look = say(LOOKS[str(label)].name)
            if math.isnan(value):
                yield "  " + say(words["unused"]).format(label=look)
                continue
            one = items.assign(label=(items["label"] == label).astype(str))
            low, high = alpha_interval(one)
            told = say(words["label"]).format(
                label=look, alpha=_told(value), low=_told(low), high=_told(high)
            )
            yield "  " + number(told, speak)
        rows = list(_disagreements(shared, lang))
        path = folder / f"disagreements.{lang}.csv"
        _write(path, ",", rows, mark="\ufeff")
        yield say(words["differ"]).format(
            lang=say({"ar": "Arabic", "en": "English"}[lang]),
            count=number(len(rows) - 1, speak),
            file=path,
        )


def _disagreements(shared: pd.DataFrame, lang: str) -> Iterator[list[str]]:
    """Yield a head, and a row for each statement that coders labelled differently; no key."""
    say, heads = translator(lang), messages("study", "column")
    coders = sorted(shared["coder"].unique())
    shown = [say(heads[name]) for name in ("source", "context", "statement")]
    yield [*shown, *coders]
    texts = {unit.unit: unit for unit in units(lang)}
    for name, read in shared.groupby("unit", sort=False):
        given = dict(zip(read["coder"], read["label"], strict=True))
        if len(set(given.values())) > 1:
            unit = texts[str(name)]
            labels = [say(LOOKS[given[who]].name) if who in given else "" for who in coders]
            yield [unit.source, unit.context, unit.statement, *labels]


def _told(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.2f}"


def _write(path: Path, parted: str, rows: Sequence[Sequence[str]], mark: str = "") -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(mark)
            writer = csv.writer(file, delimiter=parted, lineterminator="\n")
            writer.writerows([guarded(cell) for cell in row] for row in rows)
    except OSError as error:
        raise AnswerError(
            f"{path}: cannot be written ({error.strerror or error}); name another folder"
        ) from error
