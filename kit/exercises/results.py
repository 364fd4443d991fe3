"""Results of a frame, or of an exercise that is still going on: those follow its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard, cast, overload

import pandas as pd

from kit.core.errors import LessonError
from kit.core.frames import check
from kit.exercises.practice.skills import SkillMap
from kit.exercises.practice.skills import skill_map as map_answers
from kit.languages.interface import LANGUAGES, number
from kit.lessons.folders import load_lesson
from kit.lessons.items import load_items
from kit.show.reports import Report
from kit.show.reports import report as sum_up

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from kit.exercises.frame.live import Followed, Live
    from kit.lessons.lesson import Lesson


@overload
def report(scores: pd.DataFrame, lang: str | None = None) -> Report: ...
@overload
def report(scores: Followed, lang: str | None = None) -> Live[Report]: ...
def report(scores: pd.DataFrame | Followed, lang: str | None = None) -> Report | Live[Report]:
    """Sum up what one learner or a class has done.

    Parameters
    ----------
    scores
        A frame ``scores`` of one or many learners, which is not changed; or an exercise, such as a
        `kit.Sorter`; or a `kit.OwnArticle`, of which the exercise that is shown is summed up.
    lang
        ``"ar"`` or ``"en"``; without it the language of the exercise, when there is only one,
        else English.

    Returns
    -------
    Report or Live
        Of a frame a report, which prints as text, and as a table in a notebook. Of an exercise one
        that is always up to date on the page, with the report as it is now in ``now``. An answer
        whose second try is still open is not in it yet.

    Raises
    ------
    FrameError
        If `scores` is neither a frame of scores nor an exercise.
    KitError
        If the interface does not speak `lang`.
    """
    if not _goes_on(scores):
        frame = cast("pd.DataFrame", scores)  # or what is neither, which is told
        check(frame, "scores")
        titles, numbers = _known(map(str, frame["exercise_id"].unique()))
        return sum_up(frame, lang, titles=titles, numbers=numbers)
    from kit.exercises.frame.live import Live  # noqa: PLC0415  (a frame needs no widget)

    def now() -> Report:
        decided = _decided(scores.scores, scores.undecided)
        titles = {scores.exercise_id: scores.title}
        return sum_up(decided, lang or scores.lang, titles=titles, numbers=scores.numbers)

    return Live(scores, now)


@overload
def skill_map(
    answers: pd.DataFrame, lang: str = "en", bank: str | Path | None = None
) -> SkillMap: ...
@overload
def skill_map(
    answers: Followed, lang: str | None = None, bank: str | Path | None = None
) -> Live[SkillMap]: ...
def skill_map(
    answers: pd.DataFrame | Followed, lang: str | None = None, bank: str | Path | None = None
) -> SkillMap | Live[SkillMap]:
    """Return the map of skills of one learner.

    Parameters
    ----------
    answers
        The learner's answers, such as `kit.read_answers` finds; those to items of the bank count.
        Or an exercise on items of the bank.
    lang
        ``"ar"`` or ``"en"``; without it that of the exercise, or English.
    bank
        Your own item sets, if there are any.

    Returns
    -------
    SkillMap or Live
        Of a frame a map; of an exercise one that is always up to date on the page, with the map as
        it is now in ``now``. An answer whose second try is still open is not in it yet.

    Raises
    ------
    FrameError
        If `answers` is neither a frame of answers nor an exercise.
    KitError
        If the interface does not speak `lang`.
    """
    if not _goes_on(answers):
        return map_answers(cast("pd.DataFrame", answers), lang or "en", bank)
    from kit.exercises.frame.live import Live  # noqa: PLC0415  (a frame needs no widget)
    from kit.exercises.practice.widget import Practice  # noqa: PLC0415

    told = lang or answers.lang

    def now() -> SkillMap:
        if isinstance(answers, Practice):  # it knows what was answered on other days
            return answers.map
        return map_answers(_decided(answers.answers, answers.undecided), told, bank)

    return Live(answers, now)


def _decided(frame: pd.DataFrame, undecided: Collection[str]) -> pd.DataFrame:
    """Return a frame of answers or scores without items whose second try is still open."""
    return frame.loc[~frame["statement_id"].isin(list(undecided))].reset_index(drop=True)


def _goes_on(given: pd.DataFrame | Followed) -> TypeGuard[Followed]:
    """Tell an exercise from a frame, or from what is neither, without loading widgets."""
    return not isinstance(given, pd.DataFrame) and hasattr(given, "changes")


def _known(exercises: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the titles of exercises on the kit's own lessons, and the numbers of single items."""
    titles: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for name in exercises:
        lesson = _lesson(*name.split(".")[:2])
        if lesson is None:
            continue
        titles[name] = lesson.title
        if lesson.single:
            for place, item in enumerate(lesson.entries, start=1):
                numbers[item.statement_id] = number(place, lesson.lang)
    return titles, numbers


def _lesson(name: str, lang: str = "") -> Lesson | None:
    for load in (load_lesson, load_items) if lang in LANGUAGES else ():
        try:
            return load(name, lang)
        except LessonError:
            continue
    return None
