"""Files that schools' systems take in: Moodle's grading worksheet, Canvas's gradebook, and pages."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from kit.core.errors import FrameError
from kit.core.sheets import write_frame
from kit.exercises.log import safe_name
from kit.grading.book import BookError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kit.grading.results import Result

_NO_SYSTEM: Final = ""
_MOODLE: Final = ("Identifier", "Full name", "Grade", "Maximum Grade", "Feedback comments")
"""The columns of Moodle's offline grading worksheet that matter when it is read."""
_NOTES: Final = "Notes"
"""The teacher's column of Canvas; it takes any other text column for a new assignment."""


def write_all(
    found: Iterable[Result], folder: Path, columns: Mapping[str, float], out_of: float | None = None
) -> list[Path]:
    """Write a page a learner, ``moodle.csv`` and ``canvas.csv``; each replaces an older one whole.

    Both begin with a byte-order mark, and no cell of them is a formula. A learner whom one system
    has sent stands in that system's file alone; all others stand in both.

    Parameters
    ----------
    found
        Results of learners.
    folder
        Where the files go; the pages into ``feedback`` in it.
    columns
        The exercises, in the order of the columns, and the points of each.
    out_of
        The most that a grade may be, as the school's system has it; without it grades are points.

    Returns
    -------
    list of pathlib.Path
        The two files, and the folder of pages.

    Raises
    ------
    BookError
        If something cannot be written.
    """
    pages = folder / "feedback"
    moodle: list[dict[str, object]] = []
    canvas: list[dict[str, object]] = [
        _canvas_head("Points Possible", "") | dict(columns) | {_NOTES: ""}
    ]
    try:
        pages.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BookError(
            f"{pages}: cannot be made ({error.strerror or error}); name another folder by --to"
        ) from None
    for one in found:
        replace_whole(
            pages / page_name(one), partial(Path.write_text, data=one.page, encoding="utf-8")
        )
        if one.learner.system in {_NO_SYSTEM, "moodle"}:
            moodle.append(_moodle(one, columns, out_of))
        if one.learner.system in {_NO_SYSTEM, "canvas"}:
            canvas.append(_canvas(one, columns))
    files = []
    for name, rows in (("moodle.csv", moodle), ("canvas.csv", canvas)):
        frame = pd.DataFrame(rows, columns=list(rows[0]) if rows else [*_MOODLE, *columns])
        replace_whole(folder / name, partial(write_frame, frame, excel=True))
        files.append(folder / name)
    return [*files, pages]


def page_name(one: Result) -> str:
    """Return the name of a learner's page; Moodle knows by it whose feedback file it is."""
    if one.learner.system == "moodle":
        letters = "".join(c if c.isalnum() else " " for c in one.learner.name[:60])
        return f"{letters}_{one.learner.number}_assignsubmission_file_feedback.html"
    return f"{safe_name(one.name)}.html"


def _moodle(one: Result, columns: Mapping[str, float], out_of: float | None) -> dict[str, object]:
    number = one.learner.number
    whole = sum(_of_each(columns.items()).values())
    points = sum(_of_each((grade.exercise, grade.points) for grade in one.grades).values())
    most = whole if out_of is None else out_of
    share = points / whole if whole else 0.0
    told = (
        f"Participant {number}" if number else "",
        one.learner.name if number else one.name,
        _short(points if out_of is None else out_of * share),
        _short(most),
        one.sentence,
    )
    return dict(zip(_MOODLE, told, strict=True)) | _each(one, columns)


def _canvas(one: Result, columns: Mapping[str, float]) -> dict[str, object]:
    head = _canvas_head(one.name, one.learner.number)
    return head | _each(one, columns) | {_NOTES: one.sentence}


def _canvas_head(name: str, number: str) -> dict[str, object]:
    return {"Student": name, "ID": number, "SIS User ID": "", "SIS Login ID": "", "Section": ""}


def _each(one: Result, columns: Mapping[str, float]) -> dict[str, object]:
    own = {grade.exercise: _short(grade.points) for grade in one.grades}
    return {exercise: own.get(exercise, "") for exercise in columns}


def _of_each(points: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Return the most of each exercise, in whichever of its languages it was answered."""
    found: dict[str, float] = {}
    for exercise, earned in points:
        name, _, rest = exercise.partition(".")
        one = f"{name}.{rest.partition('.')[2]}"
        found[one] = max(earned, found.get(one, 0.0))
    return found


def _short(points: float) -> str:
    return f"{points:.2f}".rstrip("0").rstrip(".")


def replace_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file beside the one that is there, and put it in its place once it is whole.

    Raises
    ------
    BookError
        If it cannot be written; the older one stays.
    """
    beside = path.with_name(f".{path.name[-40:]}.part")
    try:
        write(beside)
        os.replace(beside, path)  # noqa: PTH105  (over one that is there)
    except (OSError, FrameError) as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        why = error.strerror if isinstance(error, OSError) else error
        raise BookError(
            f"{path}: cannot be written ({why}); make room, or name another folder by --to"
        ) from None
