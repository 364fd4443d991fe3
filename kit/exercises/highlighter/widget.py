"""Mark the words that name the source, the reporting words and the hedges."""

from __future__ import annotations

from kit.exercises.frame.assets import module, style
from kit.exercises.frame.exercise import StoryExercise
from kit.exercises.highlighter.face import HighlighterFace


class Highlighter(StoryExercise):
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

    Examples
    --------
    >>> kit.Highlighter("Informed sources revealed that the port may close.")  # doctest: +SKIP
    """

    kind = "highlighter"
    face = HighlighterFace
    _esm = module("highlighter", "words")
    _css = style("highlighter", "words")
