"""Write the honest headline."""

from __future__ import annotations

from kit.exercises.frame.assets import module, style
from kit.exercises.frame.exercise import StoryExercise
from kit.exercises.rewrite.face import RewriteFace


class Rewrite(StoryExercise):
    """Put a headline, and statements that are easily overstated, into honest words.

    While a learner writes, the engine tells whether the matter, its source and its certainty are
    kept: half a point each for the last two. The engine knows words, not truth, and may be wrong.

    Parameters
    ----------
    lesson
        A lesson, or any text or frame of one article; the engine's finds then stand in for a key.
    learner, log
        As in `Sorter`.
    """

    kind = "rewrite"
    face = RewriteFace
    _esm = module("rewrite", "writing")
    _css = style("rewrite", "writing")
