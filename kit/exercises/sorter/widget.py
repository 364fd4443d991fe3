"""The walk-through: an answer for each statement, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from kit.core.codebook import CHOICES, LABELS, Scheme
from kit.core.errors import AnswerError, unknown
from kit.exercises.frame.assets import module, style
from kit.exercises.frame.exercise import Exercise, as_lesson
from kit.exercises.sorter.face import SorterFace
from kit.exercises.sorter.task import Sorting

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from kit.exercises.log import AnswerLog
    from kit.lessons.lesson import Lesson

Mode = Literal["one", "article"]
_SCHEMES: Final = {"student": CHOICES, "codebook": LABELS}
_MODES: Final = ("one", "article")


class Sorter(Exercise):
    """Sort the statements of a lesson and be told why.

    Parameters
    ----------
    lesson
        What to work on: a lesson, or any text or frame of one article, for which the engine's
        suggestions then stand in for a key. The key stays in Python: the browser gets the
        verdict on one statement once that is answered.
    learner
        Whose answers these are. Left out, a name is made up once and kept in
        ``answers/learner.txt``, so that the same learner comes back with the notebook.
    scheme
        ``"student"`` offers the four answers, ``"codebook"`` the six labels.
    mode
        ``"one"`` asks for one statement after the other, ``"article"`` shows the whole article
        and takes answers in any order; the learner can change over.
    log
        Where answers are kept; ``answers/<exercise>/<learner>.jsonl`` if left out.
    feedback
        With false it is a test: no verdicts and no hints, and an answer brings the next statement.
        What was right stands in `scores` alone.

    Raises
    ------
    AnswerError
        If scheme or mode is unknown, the learner's name is empty, or there is no lesson.

    Examples
    --------
    >>> sorter = kit.Sorter(kit.load_lesson("the-call", lang="ar"))  # doctest: +SKIP
    >>> sorter.scores  # doctest: +SKIP
    """

    kind = "sorter"
    _esm = module("sorter")
    _css = style("sorter")

    def __init__(  # noqa: PLR0913  (each but the lesson has a default that fits)
        self,
        lesson: Lesson | str | pd.DataFrame,
        learner: str | None = None,
        *,
        scheme: Scheme = "student",
        mode: Mode = "one",
        log: AnswerLog | Path | str | None = None,
        feedback: bool = True,
    ) -> None:
        if scheme not in _SCHEMES:
            raise AnswerError(unknown("scheme", scheme, _SCHEMES))
        if mode not in _MODES:
            raise AnswerError(unknown("mode", mode, _MODES))
        story = as_lesson(lesson)
        whole = feedback and not story.single
        face = SorterFace(story, Sorting(story, scheme), whole=whole)
        view = mode if whole else "one"
        super().__init__(face, learner, log=log, feedback=feedback, view=view)
