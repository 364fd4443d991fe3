"""Before and after: what a class has gained."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence


class Effect(NamedTuple):
    """A standardised difference with its interval."""

    size: float
    low: float
    high: float


def normalised_gain(before: float, after: float) -> float:
    """Return ``(after - before) / (1 - before)`` of two class means from 0 to 1.

    It favours classes that begin high; report it beside the means. NaN if nothing is left to gain.

    References
    ----------
    Hake (1998), American Journal of Physics 66, 64-74; its bias: Nissen et al. (2018), Physical
    Review Physics Education Research 14, 010115.
    """
    return (after - before) / (1 - before) if before < 1 else float("nan")


def d_av(before: Sequence[float], after: Sequence[float], level: float = 0.95) -> Effect:
    """Return the mean difference over the mean of the two standard deviations, with an interval.

    ``(mean(after) - mean(before)) / ((sd(before) + sd(after)) / 2)``; standard deviations with
    n - 1. The interval is Bonett's for paired measures, normal and unpooled, with this standardiser
    in place of the root of the mean variance, from which it hardly differs.

    Parameters
    ----------
    before, after
        One value a learner, in the same order.
    level
        Of the interval.

    Returns
    -------
    Effect
        NaN throughout for fewer than 3 learners or where nobody differs from anybody.

    Raises
    ------
    ValueError
        If the two are not equally long.

    References
    ----------
    Lakens (2013), Frontiers in Psychology 4, 863, equation 10; Bonett (2008), Psychological Methods
    13, 99-109.
    """
    if len(before) != len(after):
        raise ValueError(
            f"found {len(before)} values before and {len(after)} after, expected pairs"
        )
    first, second = np.asarray(before, float), np.asarray(after, float)
    n, few = len(first), 3
    sds = (float(first.std(ddof=1)), float(second.std(ddof=1))) if n >= few else (0.0, 0.0)
    unit = sum(sds) / 2
    if not unit:
        return Effect(float("nan"), float("nan"), float("nan"))
    size = float(second.mean() - first.mean()) / unit
    r = float(np.corrcoef(first, second)[0, 1]) if all(sds) else 0.0
    one, two = (sd**2 for sd in sds)
    df = n - 1
    spread = size**2 * (one**2 + two**2 + 2 * r**2 * one * two) / (8 * df * unit**4)
    shift = (one + two - 2 * r * sds[0] * sds[1]) / (df * unit**2)
    reach = NormalDist().inv_cdf((1 + level) / 2) * (spread + shift) ** 0.5
    return Effect(size, size - reach, size + reach)
