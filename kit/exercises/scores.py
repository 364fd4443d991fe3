"""Answers held against a task: a row of points, and a reason, for each item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from kit.core.errors import AnswerError
from kit.core.frames import COLUMNS, build, check, records
from kit.exercises.log import latest
from kit.exercises.task import Choice
from kit.languages.interface import translator

if TYPE_CHECKING:
    from kit.exercises.task import Task


def score_task(answers: pd.DataFrame, task: Task, lang: str) -> pd.DataFrame:
    """Score one learner's answers to one task, which need not belong to a lesson.

    Raises
    ------
    AnswerError
        If an answer is to nothing that the task asks, or is written in another scheme.
    """
    check(answers, "answers")
    return score_frame(marked(answers, {task.scheme: task}, lang, complete=False))


def marked(
    answers: pd.DataFrame, tasks: dict[str, Task], lang: str, *, complete: bool
) -> list[dict[str, Any]]:
    """Return a row of ``scores`` for each item that one learner answered, in the task's order."""
    chosen = {row["statement_id"]: row for row in records(latest(answers))}
    if not chosen:
        return []
    for row in chosen.values():
        _check_answer(row, tasks)
    # Answers may be in two schemes; what is still open is asked in the last one used.
    final = max(chosen.values(), key=_moment)
    task = tasks[final["scheme"]]
    rows = []
    for item in task.items:
        if item in chosen:
            row = chosen[item]
            mark = tasks[row["scheme"]].mark(item, Choice(row["label"], row["given"]))
            rows.append(
                row
                | {
                    "expected": mark.expected,
                    "accepted": mark.accepted,
                    "points": mark.points,
                    "max_points": mark.max_points,
                    "feedback": mark.feedback,
                }
            )
        elif complete:
            rows.append(_open(final, item, task, lang))
    return rows


def _check_answer(row: dict[str, Any], tasks: dict[str, Task]) -> None:
    name, scheme = row["statement_id"], row["scheme"]
    if scheme not in tasks:
        raise AnswerError(
            f"found an answer of scheme {scheme!r} to {row['exercise_id']}, expected "
            f"{' or '.join(tasks)}; the answers were edited: put them right"
        )
    items = tasks[scheme].items
    if name not in items:
        known = f"{items[0]!r} to {items[-1]!r}" if items else "none, as it asks nothing"
        raise AnswerError(
            f"found an answer to {name!r}, expected {known}; "
            "the answers or the lesson were edited: put right whichever is wrong"
        )


def _open(last: dict[str, Any], item: str, task: Task, lang: str) -> dict[str, Any]:
    # The reason stays unsaid: it would give the answer away.
    mark = task.mark(item, Choice())
    return {
        "learner_id": last["learner_id"],
        "exercise_id": last["exercise_id"],
        "statement_id": item,
        "label": "",
        "scheme": task.scheme,
        "given": (),
        "confidence": float("nan"),
        "answered_at": pd.NaT,
        "expected": mark.expected,
        "accepted": False,
        "points": 0.0,
        "max_points": mark.max_points,
        "feedback": translator(lang)("Not answered yet: no points."),
    }


def _moment(row: dict[str, Any]) -> pd.Timestamp:
    moment = row["answered_at"]
    return pd.Timestamp.min.tz_localize("UTC") if moment is pd.NaT else moment


def score_frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Make the frame ``scores`` of rows; times may be missing."""
    if not rows:
        return build("scores", [])
    # A column of NaT alone has no time zone to convert from, so the times are made apart.
    times = pd.to_datetime(pd.Series([row["answered_at"] for row in rows], dtype=object), utc=True)
    frame = pd.DataFrame(rows).assign(answered_at=times)
    return frame[list(COLUMNS["scores"])].astype(COLUMNS["scores"])
