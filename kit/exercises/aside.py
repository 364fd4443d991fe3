"""Answers moved out of the way and never deleted: a new class begins, or a learner takes a name."""

from __future__ import annotations

import glob
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kit.core.errors import AnswerError
from kit.exercises.disk import sync_folder
from kit.exercises.log import AnswerLog, log_path

if TYPE_CHECKING:
    from kit.core.rows import Answer

_ANSWERS: Final = "answers"
ASIDE: Final = f"{_ANSWERS}-*"
"""What folders are called that were put aside, beside the folder ``answers``."""
RENAMED: Final = f"{_ANSWERS}-renamed"
"""What those are called that hold the logs of a learner who took another name."""
LESSONS: Final = ("notebooks", "exercises")
"""Folders of a course; each holds a folder a language, in which its notebooks run."""


@dataclass(frozen=True, slots=True)
class Work:
    """What has been answered in some folders: how much, by how many, and when last."""

    answers: int = 0
    learners: int = 0
    last: datetime | None = None


def homes(home: Path) -> list[Path]:
    """Return the folders of the course that a folder belongs to, or that folder alone."""
    root = home.parent.parent
    if home.parent.name not in LESSONS:
        return [home]
    found = [one for name in LESSONS for one in sorted((root / name).glob("*")) if one.is_dir()]
    return found or [home]


def work_in(folders: list[Path], learner: str | None = None) -> Work:
    """Return what was answered, by one learner or by all; what cannot be read is not counted."""
    rows = [row for home in folders for log in _logs(home, learner) for row in _rows(log)]
    if learner is not None:
        rows = [row for row in rows if row.learner_id == learner]
    given = {(row.learner_id, row.exercise_id, row.statement_id) for row in rows}
    last = max((row.answered_at for row in rows if row.answered_at), default=None)
    return Work(len(given), len({row.learner_id for row in rows}), last)


def put_aside(home: Path) -> Path | None:
    """Move the folder ``answers`` of a folder out of the way, under the day's name.

    Nothing in it is changed, and no folder is written over: the second one of a day is called
    ``answers-2026-11-28-2``. Exercises that are open go on without answers.

    Returns
    -------
    pathlib.Path or None
        Where the answers are now; None if there were none.

    Raises
    ------
    AnswerError
        If the folder cannot be moved; it is then as it was.
    """
    folder = home / _ANSWERS
    if not _logs(home):
        return None
    place = _free(home, _ANSWERS)
    try:
        os.rename(folder, place)  # noqa: PTH104  (a rename within one folder: whole, or not at all)
        sync_folder(home)
    except OSError as error:
        raise AnswerError(
            f"{folder}: cannot be put aside ({error.strerror or error}); close what uses it"
        ) from error
    return place


def put_all_aside(root: Path) -> list[Path]:
    """Put aside every folder ``answers`` in a folder and those below it; see `put_aside`.

    Returns
    -------
    list of pathlib.Path
        Where they are now.

    Raises
    ------
    AnswerError
        If there is no such folder, no answers in it, or one cannot be moved.
    """
    if not root.is_dir():
        raise AnswerError(f"{root}: found no such folder, expected that of a course; check it")
    found = []
    for here, folders, _ in os.walk(root):
        if _ANSWERS in folders and (place := put_aside(Path(here))):
            found.append(place)
        folders[:] = sorted(
            one for one in folders if not one.startswith(".") and not one.startswith(_ANSWERS)
        )
    if not found:
        raise AnswerError(f"{root}: found no answers, expected answers/*/*.jsonl; name a course")
    return found


def take_along(old: str, new: str, home: Path) -> None:
    """Give a learner's answers another name, in every exercise of a folder.

    They are written to the logs of the new name, and then the old logs are put aside. Where the
    new name has answers already, those stay before them.

    Raises
    ------
    AnswerError
        If something cannot be read, written or moved; the old logs are then still there.
    """
    logs = _logs(home, old)
    for log in logs:
        rows = [row for row in AnswerLog(log).rows() if row.learner_id == old]
        for exercise in dict.fromkeys(row.exercise_id for row in rows):
            own = [asdict(row) for row in rows if row.exercise_id == exercise]
            target = AnswerLog(log_path(exercise, new, home))
            target.extend([row | {"learner_id": new} for row in own])
    if not logs:
        return
    place = _free(home, RENAMED)
    for log in logs:
        target_file = place / log.parent.name / log.name
        try:
            target_file.parent.mkdir(parents=True, exist_ok=True)
            log.rename(target_file)
        except OSError as error:
            raise AnswerError(
                f"{log}: cannot be put aside ({error.strerror or error}); close what uses it"
            ) from error
    sync_folder(home)


def _free(home: Path, name: str) -> Path:
    """Return a path that nothing lies at, with the day in it."""
    day = datetime.now(UTC).astimezone().date().isoformat()
    place, at = home / f"{name}-{day}", 1
    while os.path.lexists(place):
        at += 1
        place = home / f"{name}-{day}-{at}"
    return place


def _logs(home: Path, learner: str | None = None) -> list[Path]:
    name = "*.jsonl" if learner is None else glob.escape(log_path("any", learner, home).name)
    return sorted((home / _ANSWERS).glob(f"*/{name}"))


def _rows(log: Path) -> list[Answer]:
    try:
        return AnswerLog(log).rows()
    except AnswerError:
        return []
