"""Hold answers against a lesson's key: one row of points and a reason for each."""

from __future__ import annotations

import warnings
from collections import defaultdict
from typing import TYPE_CHECKING, Final

import pandas as pd

from kit.core.codebook import SCHEMES
from kit.core.errors import AnswerError, KitWarning, unknown
from kit.core.frames import build, check, rows_of
from kit.core.rows import Answer, Score
from kit.exercises.lateral.task import Checking
from kit.exercises.log import first_answers
from kit.exercises.registry import EXERCISES
from kit.exercises.scores import scores_of
from kit.exercises.sorter.task import Sorting
from kit.exercises.task import exercise_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.core.codebook import Scheme
    from kit.exercises.task import Task
    from kit.lessons.lesson import Lesson

TASKS: Final[dict[str, Callable[[Lesson], Task]]] = {
    task.name: task.for_lesson
    for task in (entry.load_lesson_task() for entry in EXERCISES if entry.of_one_lesson)
}
"""What can be asked of a lesson, by the last part of the exercise's id; sorting has none."""
_SORTED: Final[tuple[Scheme, ...]] = ("student", "codebook")


def score(answers: pd.DataFrame, lesson: Lesson, *, complete: bool = False) -> pd.DataFrame:
    """Score answers against the key of a lesson, whichever exercise on it they are to.

    A learner's first answer to an item counts: one given again, in another round, with other labels
    or in another window, changes no score. In sorting, any label that the key accepts
    earns the full point; each exercise's `task` says how the other exercises are marked. Lateral
    reading once had three answers, and a card that repeats a claim was right as one that confirms it:
    answers of that scheme, ``"finding"``, are scored so still. Answers to
    other lessons are left aside; answers to another edition of the article are left aside with a
    warning (an answer without a `text_hash`, such as one typed in from paper, is taken as given to
    this edition).

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
        exercises one after the other and their items in order. Its `expected` is in the words of the
        answer's own scheme.

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
    chosen: defaultdict[tuple[str, str], list[Answer]] = defaultdict(list)
    first = first_answers(ours)
    for row in rows_of(first, Answer):
        chosen[row.learner_id, row.exercise_id].append(row)
    answered = set(ours["exercise_id"])
    names = {exercise_of(lesson.exercise_id, name): name for name in TASKS}
    asked = {one: tasks_of(name, lesson) for one, name in names.items() if one in answered}
    scores: list[Score] = []
    for learner in dict.fromkeys(map(str, first["learner_id"])):
        for exercise, tasks in asked.items():
            given = chosen[learner, exercise]
            scores += scores_of(given, tasks, lesson.lang, complete=complete)
    return build("scores", scores)


def tasks_of(name: str, lesson: Lesson) -> dict[str, Task]:
    """Return what was asked, by scheme: two of them, in sorting and in lateral reading."""
    if name == Checking.name:
        return {scheme: Checking(lesson, scheme=scheme) for scheme in Checking.schemes}
    if name:
        task = TASKS[name](lesson)
        return {task.scheme: task}
    return {scheme: Sorting(lesson, scheme) for scheme in _SORTED}


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
