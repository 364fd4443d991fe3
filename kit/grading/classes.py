"""The report on a class from what it handed in, or from its scores: titles and texts are looked up."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from kit.core.errors import AnswerError, KitError, KitWarning
from kit.core.frames import COLUMNS, build, check
from kit.grading.layer import BOOK, need_gradebook
from kit.grading.marking import Marker
from kit.show.classes import ClassReport, report_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kit.grading.book import Book

_OF_BOOK: Final = (
    "learner", "exercise_id", "hand_in", "place", "statement_id", "label", "scheme", "given",
    "confidence", "answered_at", "expected", "accepted", "points", "max_points", "feedback",
)  # fmt: skip
"""What a row of the gradebook's scores holds, by the names of the frame."""


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
        A frame ``scores`` of a class, which is not changed; or logs, texts with codes, folders or
        zip files of what it handed in, which are read and marked as `kit grade` does, and need its layer; or the
        folder that `kit grade` wrote, or the address of its gradebook.
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
    """Return the scores of a gradebook, or of what was handed in, through one that is not kept."""
    need_gradebook("a report on what was handed in")
    from kit.grading.book import Book  # noqa: PLC0415  (scores alone need no database)
    from kit.grading.grade import Wishes, grade, look  # noqa: PLC0415
    from kit.grading.inputs import Found  # noqa: PLC0415

    given = [inputs] if isinstance(inputs, (str, Path)) else list(inputs)
    if len(given) == 1 and (url := _book_at(given[0])):
        with Book(url) as book, book.changes():
            return _scores(book)
    found = look(given)
    wishes = Wishes(folder=None if folder is None else str(folder))
    with Book("sqlite://") as book, book.changes():
        done = grade(found, book, wishes)
        scores = _scores(book)
    for line in (*done.unread, *done.notes):
        warnings.warn(line, KitWarning, stacklevel=3)
    if not any(isinstance(one, Found) for one in found):
        raise AnswerError(
            f"{', '.join(map(str, given))}: found no answer log (.jsonl) or text with codes; name their folder"
        )
    return scores


def _book_at(given: str | Path) -> str:
    """Return the address of the gradebook that is meant, or nothing where none is."""
    if "://" in str(given):
        return str(given)
    place = Path(given)
    place = place / BOOK if place.is_dir() else place
    is_book = place.name == BOOK and place.is_file()
    return f"sqlite:///{place.absolute()}" if is_book else ""


def _scores(book: Book) -> pd.DataFrame:
    """Return what counts in a gradebook as a frame ``scores``, each learner by a name of its own."""
    from kit.grading.results import called  # noqa: PLC0415  (as above)

    everyone = called(book.everyone())
    rows = [tuple(row) for row in book.scores(list(everyone))]
    if not rows:
        return build("scores", [])
    names = _OF_BOOK
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    frame = pd.DataFrame({name: columns[name] for name in COLUMNS["scores"] if name in columns})
    given = {text: _given(text) for text in set(columns["given"])}
    frame["learner_id"] = [everyone[who] for who in columns["learner"]]
    frame["given"] = pd.Series([given[text] for text in columns["given"]], dtype=object)
    frame["confidence"] = pd.Series(columns["confidence"], dtype="float64")
    moments = pd.Series([moment or None for moment in columns["answered_at"]])
    frame["answered_at"] = pd.to_datetime(moments, format="ISO8601", utc=True).astype(
        "datetime64[us, UTC]"
    )
    return check(frame.astype({"accepted": "bool"})[list(COLUMNS["scores"])], "scores")


def _given(text: str) -> tuple[object, ...]:
    return tuple(one if isinstance(one, str) else tuple(one) for one in json.loads(text))
