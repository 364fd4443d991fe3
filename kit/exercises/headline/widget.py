"""Hold the body of an article against its headline."""

from __future__ import annotations

from kit.exercises.frame.assets import module, style
from kit.exercises.frame.exercise import StoryExercise
from kit.exercises.headline.face import HeadlineCheckFace


class HeadlineCheck(StoryExercise):
    """Find the statements that support a headline, weaken it or leave it open.

    All are committed at once; what is left alone counts as saying nothing about the headline,
    and neither earns nor costs anything where that is so. Then it is told what the headline
    dropped: attribution, hedge, certainty, an answer.

    Parameters
    ----------
    lesson
        A lesson, or any text or frame of one article whose first line is the headline; the
        engine then guesses the relations from shared words and sourcing, and says so.
    learner, log
        As in `Sorter`.
    """

    kind = "headline"
    face = HeadlineCheckFace
    _esm = module("headline")
    _css = style("headline")
