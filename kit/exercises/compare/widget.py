"""Stories on one event, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from kit.core.errors import LessonError
from kit.exercises.compare.face import CompareFace
from kit.exercises.compare.task import Comparing
from kit.exercises.compare.together import together
from kit.exercises.frame.assets import module, style
from kit.exercises.frame.exercise import Exercise, as_lesson
from kit.languages.interface import check_language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kit.exercises.log import AnswerLog
    from kit.lessons.lesson import Lesson

_FEWEST_STORIES: Final = 2
_MOST_STORIES: Final = 5


class Compare(Exercise):
    """Two to five stories on the same event as sourcing strips, one below the other.

    Pressing a block shows its statement and asks who stands behind it; once that is said, the
    block has the key's colour, and what the other stories say on the same matter stands below
    (shared words decide, so a retelling in other words is missed). One question is kept and
    scored: which story stands least on the record? With its verdict all blocks have their colours.

    Parameters
    ----------
    stories
        Lessons, texts or frames of one article each; or a frame of several articles. Where there
        is no key, the engine's suggestions are shown.
    learner, log
        As in `Sorter`.
    lang
        Language of the interface; that of the first story if left out.

    Raises
    ------
    LessonError
        If there are fewer than two stories or more than five.
    KitError
        If the interface does not speak `lang`.
    """

    kind = "compare"
    _esm = module("compare")
    _css = style("compare")

    def __init__(
        self,
        stories: Iterable[Lesson | str | pd.DataFrame] | pd.DataFrame,
        learner: str | None = None,
        *,
        lang: str | None = None,
        log: AnswerLog | Path | str | None = None,
    ) -> None:
        if isinstance(stories, pd.DataFrame):
            stories = [stories.iloc[[at]] for at in range(len(stories))]
        lessons = [as_lesson(story) for story in stories]
        names = {lesson.exercise_id for lesson in lessons}
        if not _FEWEST_STORIES <= len(lessons) <= _MOST_STORIES or len(names) < len(lessons):
            raise LessonError(
                f"found {len(names)} different stories, expected {_FEWEST_STORIES} to {_MOST_STORIES}; give a list of lessons or texts"
            )
        one = together(lessons, lessons[0].lang if lang is None else check_language(lang))
        super().__init__(CompareFace(one, Comparing(lessons), lessons), learner, log=log)
