"""What a class gained between its two tests, and whether a class of its size could show a gain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kit.measures.classes import FEW, Mean, learner_figures, mean_of
from kit.measures.detection import detection
from kit.measures.gains import Effect, d_av, normalised_gain
from kit.measures.power import detectable_gain, simulated_power
from kit.measures.shares import sorting

if TYPE_CHECKING:
    import pandas as pd

GAIN: Final = 0.5
"""The gain in d' that power is told for: half a standard deviation of what is perceived."""
_CLASSES: Final = 400


@dataclass(frozen=True, slots=True)
class Change:
    """A class before and after.

    Attributes
    ----------
    learners
        Those who answered both tests.
    before, after
        Their means of d'.
    effect
        Of d', as `kit.measures.gains.d_av` gives it.
    gain
        Of the share right, as `kit.measures.gains.normalised_gain` gives it.
    power
        How often classes of this size, in tests of this length, show a gain of `GAIN` in d'.
    least
        The gain in d' that 8 of 10 such classes show.
    """

    learners: int
    before: Mean
    after: Mean
    effect: Effect
    gain: float
    power: float
    least: float


def change(scores: pd.DataFrame) -> Change | None:
    """Compare the two tests of a class; None where fewer than three learners answered both.

    Parameters
    ----------
    scores
        A frame ``scores``, in which the exercises of the two tests are called ``form-`` and
        something. A learner's earlier test, by its first answer, is the one before; the class may
        have taken them in either order.
    """
    tests = sorting(scores)
    tests = tests.loc[tests["exercise_id"].str.startswith("form-")]
    forms = tests["exercise_id"].str.split(".").str[0]
    begun = tests.groupby(["learner_id", forms], sort=False)["answered_at"].min().unstack()  # noqa: PD010  (times are not to be added up)
    both = begun.dropna()
    if both.shape[1] != 2 or len(both) < FEW:  # noqa: PLR2004  (before and after)
        return None
    first = both.idxmin(axis=1)
    theirs = tests["learner_id"].isin(both.index)
    early = forms == tests["learner_id"].map(first)
    parts = [learner_figures(tests.loc[theirs & one]).loc[both.index] for one in (early, ~early)]
    old, new = (part["d_prime"].to_numpy(float) for part in parts)
    counts = detection(tests.loc[theirs & early])
    items = max(1, round((counts.signals + counts.noises) / 2 / len(both)))
    power = simulated_power(len(both), items, gain_d=GAIN, classes=_CLASSES)
    right = [float(part["right"].mean()) for part in parts]
    return Change(
        len(both), mean_of(old), mean_of(new), d_av(old.tolist(), new.tolist()),
        normalised_gain(*right), power.d_prime, detectable_gain(len(both), items),
    )  # fmt: skip
