"""Hold the claims of an article against what other sources said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.exercises.frame.assets import module, style
from kit.exercises.frame.exercise import Exercise, as_lesson
from kit.exercises.lateral.face import LateralReadingFace
from kit.exercises.lateral.task import Checking

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from kit.exercises.log import AnswerLog
    from kit.lessons.lesson import Lesson


class LateralReading(Exercise):
    """Read sideways: another source vouches for a claim, repeats it, or contradicts it.

    A card confirms a claim if someone else vouches for it from knowledge of their own, and repeats
    it if it has it from the story's own source. Or the claim is not found there at all.
    Each evidence card is held against the claim that it names. A learner decides, which earns the
    point, and may mark the words that decide it: how well they fit is told, and costs nothing.

    Parameters
    ----------
    lesson
        A lesson with evidence cards; or any story, with `evidence`.
    learner, log
        As in `Sorter`.
    evidence
        Cards of your own: a frame ``evidence``. The lesson's, if left out.
    """

    kind = "lateral"
    _esm = module("lateral", "words")
    _css = style("lateral", "words")

    def __init__(
        self,
        lesson: Lesson | str | pd.DataFrame,
        learner: str | None = None,
        *,
        evidence: pd.DataFrame | None = None,
        log: AnswerLog | Path | str | None = None,
    ) -> None:
        story = as_lesson(lesson)
        face = LateralReadingFace(story, Checking(story, evidence))
        super().__init__(face, learner, log=log)
