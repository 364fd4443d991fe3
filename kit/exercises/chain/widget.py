"""Put the hands that the news passed through in order."""

from __future__ import annotations

from kit.exercises.chain.face import ChainBuilderFace
from kit.exercises.frame.assets import module, style
from kit.exercises.frame.exercise import StoryExercise


class ChainBuilder(StoryExercise):
    """Build the chain of hands behind a statement, and find its weakest link.

    Hands are added by pressing them, moved by dragging or with the arrow keys, and taken out by
    pressing them again. The score is 1 minus the edit distance to the key's chain, divided by
    the longer chain's length.

    Parameters
    ----------
    lesson
        A lesson, or any text or frame of one article; the engine's finds then stand in for a key.
    learner, log
        As in `Sorter`.
    """

    kind = "chain"
    face = ChainBuilderFace
    _esm = module("chain")
    _css = style("chain")
