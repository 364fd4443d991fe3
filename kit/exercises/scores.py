"""Answers held against a task: a row of points, and a reason, for each item."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kit.core.errors import AnswerError
from kit.core.frames import build, rows_of
from kit.core.rows import Answer, Score
from kit.exercises.log import first_answers
from kit.exercises.task import Choice
from kit.languages.interface import translator

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from kit.exercises.task import Task


def score_task(answers: pd.DataFrame, task: Task, lang: str) -> pd.DataFrame:
    """Score one learner's answers to one task, which need not belong to a lesson.

    Raises
    ------
    AnswerError
        If an answer is to nothing that the task asks, or is written in another scheme.
    FrameError
        If `answers` is not a frame of answers.
    """
    chosen = rows_of(first_answers(answers), Answer)
    return build("scores", scores_of(chosen, {task.scheme: task}, lang, complete=False))


def scores_of(
    chosen: Sequence[Answer], tasks: Mapping[str, Task], lang: str, *, complete: bool
) -> list[Score]:
    """Return a score for each item that one learner answered, in the task's order.

    Parameters
    ----------
    chosen
        One answer an item at most, such as `kit.exercises.log.first_answers` leaves.
    tasks
        What was asked, by scheme: answers may be in two of them.
    lang
        Of what is said where there is no answer.
    complete
        Also score the items without an answer, in the scheme used last.
    """
    if not chosen:
        return []
    for row in chosen:
        _check_answer(row, tasks)
    by_item = {row.statement_id: row for row in chosen}
    last = max(chosen, key=_moment)
    task = tasks[last.scheme]
    scores = []
    for item in task.items:
        if item in by_item:
            row = by_item[item]
            scores.append(_scored(row, tasks[row.scheme]))
        elif complete:
            scores.append(_open(last, item, task, lang))
    return scores


def _check_answer(row: Answer, tasks: Mapping[str, Task]) -> None:
    if row.scheme not in tasks:
        raise AnswerError(
            f"found an answer of scheme {row.scheme!r} to {row.exercise_id}, expected "
            f"{' or '.join(tasks)}; the answers were edited: put them right"
        )
    items = tasks[row.scheme].items
    if row.statement_id not in items:
        known = f"{items[0]!r} to {items[-1]!r}" if items else "none, as it asks nothing"
        raise AnswerError(
            f"found an answer to {row.statement_id!r}, expected {known}; "
            "the answers or the lesson were edited: put right whichever is wrong"
        )


def _scored(row: Answer, task: Task) -> Score:
    mark = task.mark(row.statement_id, Choice(row.label, row.given))
    return Score(
        learner_id=row.learner_id,
        exercise_id=row.exercise_id,
        statement_id=row.statement_id,
        label=row.label,
        scheme=row.scheme,
        given=row.given,
        confidence=row.confidence,
        answered_at=row.answered_at,
        expected=mark.expected,
        accepted=mark.accepted,
        points=mark.points,
        max_points=mark.max_points,
        feedback=mark.feedback,
    )


def _open(last: Answer, item: str, task: Task, lang: str) -> Score:
    """Score an item without an answer; the reason stays unsaid, as it would give the answer away."""
    mark = task.mark(item, Choice())
    return Score(
        learner_id=last.learner_id,
        exercise_id=last.exercise_id,
        statement_id=item,
        label="",
        scheme=task.scheme,
        given=(),
        confidence=None,
        answered_at=None,
        expected=mark.expected,
        accepted=False,
        points=0.0,
        max_points=mark.max_points,
        feedback=translator(lang)("Not answered yet: no points."),
    )


def _moment(row: Answer) -> datetime:
    return row.answered_at or datetime.min.replace(tzinfo=UTC)
