"""Mark the words that name the source, the reporting words and the hedges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.exercises.frame.assets import module, style
from kit.exercises.frame.exercise import Exercise, as_lesson
from kit.exercises.highlighter.face import HighlighterFace

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from kit.exercises.log import AnswerLog
    from kit.lessons.lesson import Lesson


class Highlighter(Exercise):
    """Mark the evidence in each statement of an article's body.

    Words are marked one at a time or by drawing over them, by mouse, touch, pen or keyboard. The
    score is the overlap with the key's words (F1, mean of the three kinds), and the verdict says
    which words were found, which were missed and which do not belong there.

    Parameters
    ----------
    lesson
        A lesson, or any text or frame of one article; the engine's finds then stand in for a key.
    learner, log
        As in `Sorter`.
    reasons
        Whether the key's reasons are told. They name the label, so leave them out where a `Sorter`
        on the same story is still to come.

    Examples
    --------
    >>> kit.Highlighter("Informed sources revealed that the port may close.")  # doctest: +SKIP
    """

    kind = "highlighter"
    _esm = module("highlighter", "words")
    _css = style("highlighter", "words")

    def __init__(
        self,
        lesson: Lesson | str | pd.DataFrame,
        learner: str | None = None,
        *,
        log: AnswerLog | Path | str | None = None,
        reasons: bool = True,
    ) -> None:
        face = HighlighterFace(as_lesson(lesson), reasons=reasons)
        super().__init__(face, learner, log=log)
