"""Hold the body of an article against its headline."""

from __future__ import annotations

from kit.exercises.frame.assets import module, style
from kit.exercises.frame.exercise import StoryExercise
from kit.exercises.headline.face import HeadlineCheckFace


class HeadlineCheck(StoryExercise):
    """Find the statements that support a headline, weaken it or leave it open.

    One statement of the body after the other, with the headline above it. Those that say nothing
    about the headline are most of them: seeing that earns no point, missing it costs one. The
    result counts both kinds, and tells what the headline dropped: attribution, hedge, certainty,
    an answer.

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
