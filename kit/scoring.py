"""Hold answers against a lesson's key: one row of points and a reason for each."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Final, cast

import pandas as pd

from kit.answers import latest
from kit.codebook import CHOICES, LABELS, student_view
from kit.errors import AnswerError, KitWarning, unknown
from kit.frames import COLUMNS, build, check
from kit.locales import translator

if TYPE_CHECKING:
    from kit.lessons import Lesson

_WORDS: Final = {"student": CHOICES, "codebook": LABELS}


def score(answers: pd.DataFrame, lesson: Lesson, *, complete: bool = False) -> pd.DataFrame:
    """Score answers against the key of a lesson.

    The latest choice of a learner on a statement counts. Any label that the key accepts earns
    the full point. Answers to other exercises are left aside; answers to another edition of the
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
        statements in reading order. Its `expected` is in the words of the answer's own scheme.

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
    ours = _this_edition(_this_exercise(answers, lesson), lesson)
    _check_statements(ours, lesson)
    chosen = {
        (str(row["learner_id"]), str(row["statement_id"])): row
        for row in cast("list[dict[str, Any]]", latest(ours).to_dict("records"))
    }
    key = cast("list[dict[str, Any]]", lesson.key.to_dict("records"))
    rows = []
    for learner in dict.fromkeys(map(str, ours["learner_id"])):
        mine = [row for (who, _), row in chosen.items() if who == learner]
        # `chosen` may hold both schemes; what is still open is asked in the last one used.
        scheme = str(max(mine, key=_moment)["scheme"])
        for item in key:
            row = chosen.get((learner, str(item["statement_id"])))
            if row is not None:
                rows.append(_scored(row, item, lesson.lang))
            elif complete:
                rows.append(_open(learner, lesson, item, scheme))
    return _frame(rows)


def _check_labels(answers: pd.DataFrame) -> None:
    if not isinstance(answers, pd.DataFrame) or not {"label", "scheme"} <= set(answers.columns):
        return  # the check of the frame says this better
    pairs = answers[["label", "scheme"]].drop_duplicates()
    for label, scheme in pairs.itertuples(index=False):
        if scheme not in _WORDS:
            raise AnswerError(unknown("scheme of answers", scheme, _WORDS))
        if label not in _WORDS[scheme]:
            raise AnswerError(unknown(f"label in the {scheme} scheme", label, _WORDS[scheme]))


def _this_exercise(answers: pd.DataFrame, lesson: Lesson) -> pd.DataFrame:
    ours = answers.loc[answers["exercise_id"] == lesson.exercise_id]
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


def _check_statements(answers: pd.DataFrame, lesson: Lesson) -> None:
    known = [str(name) for name in lesson.key["statement_id"]]
    for name in answers["statement_id"].unique():
        if name not in known:
            raise AnswerError(
                f"found an answer to {name!r}, expected {known[0]!r} to {known[-1]!r}; "
                "the answers or the lesson were edited: put right whichever is wrong"
            )


def _scored(row: dict[str, Any], item: dict[str, Any], lang: str) -> dict[str, Any]:
    def seen(label: str) -> str:
        return student_view(label) if row["scheme"] == "student" else label

    expected = seen(item["label"])
    accepted = row["label"] == expected or row["label"] in map(seen, item["accept"])
    return row | {
        "expected": expected,
        "accepted": accepted,
        "points": float(accepted),
        "max_points": 1.0,
        "feedback": item[f"reason_{lang}"],
    }


def _open(learner: str, lesson: Lesson, item: dict[str, Any], scheme: str) -> dict[str, Any]:
    # The reason stays unsaid: it would give the answer away.
    return {
        "learner_id": learner,
        "exercise_id": lesson.exercise_id,
        "statement_id": item["statement_id"],
        "label": "",
        "scheme": scheme,
        "confidence": float("nan"),
        "answered_at": pd.NaT,
        "expected": student_view(item["label"]) if scheme == "student" else item["label"],
        "accepted": False,
        "points": 0.0,
        "max_points": 1.0,
        "feedback": translator(lesson.lang)("Not answered yet: no points."),
    }


def _moment(row: dict[str, Any]) -> pd.Timestamp:
    moment = row["answered_at"]
    return pd.Timestamp.min.tz_localize("UTC") if moment is pd.NaT else moment


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    # A column of NaT alone has no time zone to convert from, so the times are made apart.
    times = pd.to_datetime(pd.Series([row["answered_at"] for row in rows], dtype=object), utc=True)
    frame = pd.DataFrame(rows).assign(answered_at=times)
    return frame[list(COLUMNS["scores"])].astype(COLUMNS["scores"])
