"""How far a score can be relied on: whether another such test would rank learners alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kit.measures.shares import sorting

if TYPE_CHECKING:
    import pandas as pd

_LEARNERS, _ITEMS = 3, 2


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far the count of right answers in one test can be relied on.

    Attributes
    ----------
    learners, items
        Learners who answered all of it, and how many statements it has.
    kr20
        The share of the scores' variance that is no chance, by Kuder and Richardson's formula 20;
        may lie below 0. NaN for fewer than three learners or two items, or where all score alike.
    low, high
        Its 95 % interval.
    mean
        Of the learners' right answers.
    error
        The standard error of one learner's count of right answers: ``sd * sqrt(1 - kr20)``.
    """

    learners: int
    items: int
    kr20: float
    low: float
    high: float
    mean: float
    error: float


def reliability(scores: pd.DataFrame, *, samples: int = 1000, seed: int = 1) -> Reliability:
    """Return the KR-20 of one test with its interval and the standard error of a score.

    ``k / (k - 1) * (1 - sum(p * q) / variance)`` over k items, of which a share p is right and q
    wrong, and the variance of the learners' sums, both with n; that is Cronbach's alpha for answers
    that are right or wrong. The interval holds the middle 95 % of the values of classes drawn
    from these learners, with replacement.

    Parameters
    ----------
    scores
        A frame ``scores`` of one exercise in one language; only learners count who answered
        every statement that anybody answered.
    samples, seed
        How many classes to draw, and what the draws hang on.

    References
    ----------
    Kuder & Richardson (1937), Psychometrika 2, 151-160, formula 20; the standard error of
    measurement: Lord & Novick (1968), Statistical Theories of Mental Test Scores, chapter 3.
    """
    given = sorting(scores)
    table = given.assign(right=given["accepted"].astype(float)).pivot_table(
        index="learner_id", columns="statement_id", values="right", aggfunc="first", sort=False
    )
    right = table.dropna().to_numpy(float)
    learners, items = right.shape
    nan = float("nan")
    if learners < _LEARNERS or items < _ITEMS:
        return Reliability(learners, items, nan, nan, nan, nan, nan)
    value = float(_kr20(right, np.full((1, learners), 1.0))[0])
    chance = np.random.default_rng(seed)
    drawn = chance.multinomial(learners, np.full(learners, 1 / learners), size=samples)
    found = _kr20(right, drawn.astype(float))
    found = found[np.isfinite(found)]  # a drawn class in which all score alike says nothing
    low, high = np.quantile(found, [0.025, 0.975]) if len(found) else (nan, nan)
    sums = right.sum(axis=1)
    error = float(sums.std() * np.sqrt(1 - value))
    return Reliability(
        learners, items, value, float(low), float(high), float(sums.mean()), error
    )  # fmt: skip


def _kr20(right: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return KR-20 for each row of weights: how often each learner is in the class."""
    size, items = weights.sum(axis=1), right.shape[1]
    shares = weights @ right / size[:, None]
    sums = right.sum(axis=1)
    variance = weights @ sums**2 / size - (weights @ sums / size) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(
            items / (items - 1) * (1 - (shares * (1 - shares)).sum(axis=1) / variance)
        )
