"""Hold answers against a lesson's key: one row of points and a reason for each."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Final, cast

import pandas as pd

from kit.answers import latest
from kit.codebook import SCHEMES
from kit.errors import AnswerError, KitWarning, unknown
from kit.frames import COLUMNS, build, check, records
from kit.locales import translator
from kit.tasks import (
    Answer,
    Chaining,
    Checking,
    Heading,
    Marking,
    Rewriting,
    Sorting,
    Swapping,
    exercise_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.codebook import Scheme
    from kit.lessons import Lesson
    from kit.tasks import Task

TASKS: Final[dict[str, Callable[[Lesson], Task]]] = {
    "": Sorting, "highlighter": Marking, "headline": Heading, "chain": Chaining,
    "lateral": Checking, "rewrite": Rewriting, "cuelab": lambda lesson: Swapping(lesson.lang),
}  # fmt: skip
"""What can be asked of a lesson, by the last part of the exercise's id; sorting has none."""
_SORTED: Final = ("student", "codebook")


def score(answers: pd.DataFrame, lesson: Lesson, *, complete: bool = False) -> pd.DataFrame:
    """Score answers against the key of a lesson, whichever exercise on it they are to.

    The latest choice of a learner on an item counts. In sorting, any label that the key accepts
    earns the full point; `kit.tasks` says how the other exercises are marked. Answers to other exercises are left aside; answers to another edition of the
    article are left aside with a warning (an answer without a `text_hash`, such as one typed in
    from paper, is taken as given to this edition).

    Parameters
    ----------
    answers
        A frame ``answers`` of one or many learners; it is not changed.
    lesson
        The lesson whose key decides.
    complete
        Also give 0 points, and a row that says so, for each statement that a learner of
        `answers` has not answered yet.

    Returns
    -------
    pandas.DataFrame
        A frame ``scores``: learners in the order in which they first appear, each one's
        exercises one after the other and their items in order. Its `expected` is in the words of the answer's own scheme.

    Raises
    ------
    AnswerError
        If a label is not one of its scheme's, a statement is not in the lesson, or there are
        answers but none of them is to this lesson.
    FrameError
        If `answers` is not a frame of answers.
    """
    _check_labels(answers)
    check(answers, "answers")
    if answers.empty:
        return build("scores", [])
    ours = _this_edition(_this_lesson(answers, lesson), lesson)
    rows: list[dict[str, Any]] = []
    for learner in dict.fromkeys(map(str, ours["learner_id"])):
        own = ours.loc[ours["learner_id"] == learner]
        for name in TASKS:
            exercise = exercise_of(lesson.exercise_id, name)
            given = own.loc[own["exercise_id"] == exercise]
            if not given.empty:
                tasks = _tasks(name, lesson, given)
                rows += _marked(given, tasks, lesson.lang, complete=complete)
    return _frame(rows)


def score_task(answers: pd.DataFrame, task: Task, lang: str) -> pd.DataFrame:
    """Score one learner's answers to one task, which need not belong to a lesson.

    Raises
    ------
    AnswerError
        If an answer is to nothing that the task asks, or is written in another scheme.
    """
    check(answers, "answers")
    return _frame(_marked(answers, {task.scheme: task}, lang, complete=False))


def _tasks(name: str, lesson: Lesson, given: pd.DataFrame) -> dict[str, Task]:
    """Return what was asked, by scheme; sorting may have been done in two of them."""
    if name:
        task = TASKS[name](lesson)
        return {task.scheme: task}
    schemes = dict.fromkeys(map(str, given["scheme"]))
    return {s: Sorting(lesson, cast("Scheme", s)) for s in schemes if s in _SORTED}


def _marked(
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
            mark = tasks[row["scheme"]].mark(item, Answer(row["label"], row["given"]))
            rows.append(row | vars(mark))
        elif complete:
            rows.append(_open(final, item, task, lang))
    return rows


def _check_answer(row: dict[str, Any], tasks: dict[str, Task]) -> None:
    name, scheme = row["statement_id"], row["scheme"]
    if scheme not in tasks:
        raise AnswerError(
            f"found an answer of scheme {scheme!r} to {row['exercise_id']}, expected "
            f"{' or '.join(tasks) or ' or '.join(_SORTED)}; the answers were edited: put them right"
        )
    items = tasks[scheme].items
    if name not in items:
        known = f"{items[0]!r} to {items[-1]!r}" if items else "none, as it asks nothing"
        raise AnswerError(
            f"found an answer to {name!r}, expected {known}; "
            "the answers or the lesson were edited: put right whichever is wrong"
        )


def _check_labels(answers: pd.DataFrame) -> None:
    if not isinstance(answers, pd.DataFrame) or not {"label", "scheme"} <= set(answers.columns):
        return  # the check of the frame says this better
    pairs = answers[["label", "scheme"]].drop_duplicates()
    for label, scheme in pairs.itertuples(index=False):
        if scheme not in SCHEMES:
            raise AnswerError(unknown("scheme of answers", scheme, SCHEMES))
        if label not in SCHEMES[scheme]:
            raise AnswerError(unknown(f"label in the {scheme} scheme", label, SCHEMES[scheme]))


def _this_lesson(answers: pd.DataFrame, lesson: Lesson) -> pd.DataFrame:
    names = [exercise_of(lesson.exercise_id, name) for name in TASKS]
    ours = answers.loc[answers["exercise_id"].isin(names)]
    if ours.empty:
        found = ", ".join(sorted(set(map(str, answers["exercise_id"]))))
        raise AnswerError(
            f"found answers to {found}, expected some to {lesson.exercise_id}; "
            "load the lesson that was answered"
        )
    return ours


def _this_edition(answers: pd.DataFrame, lesson: Lesson) -> pd.DataFrame:
    current = answers["text_hash"].isin(["", lesson.text_hash])
    if current.all():
        return answers
    found = ", ".join(sorted(set(map(str, answers.loc[~current, "text_hash"]))))
    said = (
        f"found {int((~current).sum())} answers to another edition of {lesson.exercise_id} "
        f"(text {found}), expected text {lesson.text_hash}"
    )
    if not current.any():
        raise AnswerError(f"{said}; bring back the article as it was answered, or answer again")
    warnings.warn(f"{said}; they are left aside", KitWarning, stacklevel=3)
    return answers.loc[current]


def _open(last: dict[str, Any], item: str, task: Task, lang: str) -> dict[str, Any]:
    # The reason stays unsaid: it would give the answer away.
    mark = task.mark(item, Answer())
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


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    if not rows:
        return build("scores", [])
    # A column of NaT alone has no time zone to convert from, so the times are made apart.
    times = pd.to_datetime(pd.Series([row["answered_at"] for row in rows], dtype=object), utc=True)
    frame = pd.DataFrame(rows).assign(answered_at=times)
    return frame[list(COLUMNS["scores"])].astype(COLUMNS["scores"])
