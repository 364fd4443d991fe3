"""What a class can show: learners made up with a known discernment, then measured."""

from __future__ import annotations

from math import exp, isnan, lgamma, pi, sqrt
from statistics import NormalDist
from typing import Final, NamedTuple

import numpy as np

from kit.measures.detection import criterion, d_prime, hit_rate

_MANY: Final = 2000


class Power(NamedTuple):
    """How often a change is found in simulated classes, at p < .05 two-sided, by a paired t test.

    Attributes
    ----------
    d_prime, criterion, hits
        Share of classes in which the measure has changed.
    """

    d_prime: float
    criterion: float
    hits: float


def simulate_class(  # noqa: PLR0913  (all are the design of a class)
    rng: np.random.Generator,
    learners: int = 30,
    items: int = 16,
    *,
    d: float = 1.0,
    c: float = 0.0,
    sd_d: float = 0.5,
    sd_c: float = 0.3,
) -> np.ndarray:
    """Return hits and false alarms of made-up learners, an array of shape (learners, 2).

    The equal-variance model: a learner of discernment d' and criterion c calls a signal statement
    "not on the record" with probability ``Phi(d'/2 - c)``, a noise statement with ``Phi(-d'/2 - c)``.

    Parameters
    ----------
    rng
        Source of chance.
    learners, items
        Learners, and items of each kind: 16 means 16 signal and 16 noise.
    d, c, sd_d, sd_c
        Means and standard deviations over the class of what is planted.
    """
    own_d = rng.normal(d, sd_d, learners)
    own_c = rng.normal(c, sd_c, learners)
    hit = _phi(own_d / 2 - own_c)
    alarm = _phi(-own_d / 2 - own_c)
    return np.column_stack([rng.binomial(items, hit), rng.binomial(items, alarm)])


def simulated_power(  # noqa: PLR0913  (all are the design of a study)
    learners: int = 30,
    items: int = 16,
    *,
    gain_d: float = 0.5,
    gain_c: float = 0.0,
    sd_gain: float = 0.3,
    classes: int = 2000,
    seed: int = 20250212,
) -> Power:
    """Return how often classes that gain `gain_d` in d' and `gain_c` in c show it.

    Each learner has a d' (mean 1, SD 0.5) and a c (mean 0, SD 0.3) before; after, both are raised by
    the gains, d' by more or less than that from learner to learner (SD `sd_gain`). Both forms have `items` signal and as many noise statements.

    References
    ----------
    The model: Macmillan & Creelman (2005). That a test on hits alone takes blanket suspicion for
    learning: Modirrousta-Galian & Higham (2023).
    """
    rng = np.random.default_rng(seed)
    found = np.zeros(3)
    edge = t_critical(learners - 1)
    for _ in range(classes):
        own_d, own_c = rng.normal(1.0, 0.5, learners), rng.normal(0.0, 0.3, learners)
        before = _measured(rng, own_d, own_c, items)
        own_gain = rng.normal(gain_d, sd_gain, learners)
        after = _measured(rng, own_d + own_gain, own_c + gain_c, items)
        change = after - before
        error = change.std(axis=1, ddof=1) / sqrt(learners)
        found += np.abs(change.mean(axis=1)) > edge * error
    return Power(*(float(share) for share in found / classes))


def detectable(learners: int) -> float:
    """Return the change that shows in 8 of 10 classes, in standard deviations of learners' changes.

    ``(t(.975) + t(.8)) / sqrt(n)`` with n - 1 degrees of freedom: a paired t test, p < .05
    two-sided, power .8. NaN for fewer than three learners.

    References
    ----------
    Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd edition, chapter 2.
    """
    if learners < 3:  # noqa: PLR2004  (as kit.measures.classes.FEW)
        return float("nan")
    return (t_critical(learners - 1) + t_critical(learners - 1, 0.8)) / sqrt(learners)


def detectable_gain(
    learners: int, items: int = 16, *, sd_gain: float = 0.3, seed: int = 20250212
) -> float:
    """Return the gain in d' that shows in 8 of 10 classes, in two tests of so many items of each kind.

    The true gain whose measured mean is `detectable` times the standard deviation of its learners:
    short tests measure less of a gain than there is. Found by bisection over 2000 made-up learners,
    who are as those of `simulated_power`.
    """
    wanted = detectable(learners)
    if isnan(wanted):
        return wanted

    def shown(gain: float) -> float:
        rng = np.random.default_rng(seed)  # the same chance each time, so that more gain shows more
        own_d, own_c = rng.normal(1.0, 0.5, _MANY), rng.normal(0.0, 0.3, _MANY)
        own_gain = rng.normal(gain, sd_gain, _MANY)
        before = _measured(rng, own_d, own_c, items)[0]
        change = _measured(rng, own_d + own_gain, own_c, items)[0] - before
        return float(change.mean() / change.std(ddof=1))

    low, high = 0.0, 5.0
    for _ in range(8):
        middle = (low + high) / 2
        low, high = (middle, high) if shown(middle) < wanted else (low, middle)
    return high


def _measured(
    rng: np.random.Generator, own_d: np.ndarray, own_c: np.ndarray, items: int
) -> np.ndarray:
    """Return d', c and hits of learners, an array of shape (3, learners)."""
    hits = rng.binomial(items, _phi(own_d / 2 - own_c))
    alarms = rng.binomial(items, _phi(-own_d / 2 - own_c))
    rates = [
        (hit_rate(int(h), items), hit_rate(int(f), items))
        for h, f in zip(hits, alarms, strict=True)
    ]
    return np.array(
        [[d_prime(*pair) for pair in rates], [criterion(*pair) for pair in rates], hits],
        dtype=float,
    )


def _phi(x: np.ndarray) -> np.ndarray:
    return np.asarray([NormalDist().cdf(float(value)) for value in x])


def t_critical(df: int, level: float = 0.975) -> float:
    """Return the quantile of Student's t by bisection over Simpson's rule."""
    scale = exp(lgamma((df + 1) / 2) - lgamma(df / 2)) / sqrt(df * pi)

    def below(t: float) -> float:
        x = np.linspace(0, t, 401)
        y = scale * (1 + x**2 / df) ** (-(df + 1) / 2)
        return 0.5 + float((t / 1200) * (y[0] + 4 * y[1::2].sum() + 2 * y[2:-1:2].sum() + y[-1]))

    low, high = 0.0, 100.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < level else (low, middle)
    return high
