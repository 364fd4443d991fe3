"""The report on a class from what it handed in, or from its scores: titles and texts are looked up."""

from __future__ import annotations

import json
import warnings
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from kit.core.errors import AnswerError, KitError, KitWarning
from kit.core.frames import build, check
from kit.core.rows import Score
from kit.grading.layer import need_gradebook
from kit.grading.marking import Marker
from kit.show.classes import ClassReport, report_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def class_report(
    scores: pd.DataFrame | str | Path | Sequence[str | Path],
    lang: str | None = None,
    *,
    names: bool = False,
    folder: str | Path | None = None,
) -> ClassReport:
    """Sum up a class for its teacher: what it can do, what to discuss, and who needs help.

    Parameters
    ----------
    scores
        A frame ``scores`` of a class, which is not changed; or logs, folders or zip files of what
        it handed in, which are read and marked as `kit grade` does, and need its layer.
    lang
        ``"ar"`` or ``"en"``; without it the language of most answers.
    names
        Whether learners stand in it by their names; else by made-up ones, which are the same in
        each report, and which the report's `names` explain.
    folder
        Where your own lessons are.

    Returns
    -------
    ClassReport
        Shows itself in a notebook, prints as text, and saves itself as a page of two sheets. It
        works from one learner on, and says what so few cannot show.

    Raises
    ------
    FrameError
        If `scores` is neither a frame of scores nor something handed in.
    AnswerError
        If no log is found.
    MissingLayer
        If what was handed in is to be read, and a package for it is not installed.
    KitError
        If the interface does not speak `lang`.

    Warns
    -----
    KitWarning
        A line for each thing that could not be read, or that should be looked at.
    """
    marker = Marker((), folder)
    frame = scores if isinstance(scores, pd.DataFrame) else _handed_in(scores, folder)
    check(frame, "scores")
    titles: dict[str, str] = {}
    texts: dict[str, str] = {}
    for exercise in dict.fromkeys(map(str, frame["exercise_id"])):
        try:
            lesson = marker.lesson(exercise)
        except KitError:  # a lesson of the teacher's own that is elsewhere: its id has to do
            continue
        titles[exercise] = lesson.title
        texts |= {row.statement_id: row.text for row in lesson.statement_rows}
    return report_class(frame, lang, names=names, titles=titles, texts=texts)


def _handed_in(
    inputs: str | Path | Iterable[str | Path], folder: str | Path | None
) -> pd.DataFrame:
    """Return the scores of what was handed in, through a gradebook that is kept nowhere."""
    need_gradebook("a report on what was handed in")
    from kit.grading.book import Book  # noqa: PLC0415  (scores alone need no database)
    from kit.grading.grade import Wishes, grade, look  # noqa: PLC0415
    from kit.grading.inputs import Found  # noqa: PLC0415
    from kit.grading.results import called  # noqa: PLC0415

    given = [inputs] if isinstance(inputs, (str, Path)) else list(inputs)
    found = look(given)
    wishes = Wishes(folder=None if folder is None else str(folder))
    with Book("sqlite://") as book, book.changes():
        done = grade(found, book, wishes)
        everyone = called(book.everyone())
        rows = [_score(row, everyone[row.learner]) for row in book.scores(list(everyone))]
    for line in (*done.unread, *done.notes):
        warnings.warn(line, KitWarning, stacklevel=3)
    if not any(isinstance(one, Found) for one in found):
        raise AnswerError(
            f"{', '.join(map(str, given))}: found no answer log (.jsonl); name their folder"
        )
    return build("scores", rows)


def _score(row: object, name: str) -> Score:
    """Return a row of the gradebook as a score."""
    get = row._mapping  # type: ignore[attr-defined]  # noqa: SLF001  (SQLAlchemy's public name for it)
    given = tuple(one if isinstance(one, str) else tuple(one) for one in json.loads(get["given"]))
    moment = get["answered_at"]
    return Score(
        learner_id=name,
        exercise_id=get["exercise"],
        statement_id=get["statement"],
        label=get["label"],
        scheme=get["scheme"],
        given=given,
        confidence=get["confidence"],
        answered_at=datetime.fromisoformat(moment) if moment else None,
        expected=get["expected"],
        accepted=bool(get["accepted"]),
        points=get["points"],
        max_points=get["max_points"],
        feedback=get["feedback"],
    )
