"""Signal detection: telling apart what to doubt and what to look up, and which way one leans."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from kit.core.codebook import ON_RECORD, SCHEMES
from kit.measures.shares import DOUBTED, answered

if TYPE_CHECKING:
    from collections.abc import Mapping

_NORMAL = NormalDist()


class Detection(NamedTuple):
    """Answers to signal (to be doubted) and to noise (somebody answers for it), as counts.

    Counts may have fractions; see `detection`.

    Attributes
    ----------
    hits, signals
        Signal statements answered "not on the record", of all that count among the signal.
    false_alarms, noises
        The same answer to noise statements, of all that count among the noise.
    """

    hits: float
    signals: float
    false_alarms: float
    noises: float

    @property
    def hit_rate(self) -> float:
        """As `hit_rate`."""
        return hit_rate(self.hits, self.signals)

    @property
    def false_alarm_rate(self) -> float:
        """As `false_alarm_rate`."""
        return false_alarm_rate(self.false_alarms, self.noises)

    @property
    def d_prime(self) -> float:
        """As `d_prime`; NaN unless there is signal and noise."""
        return d_prime(self.hit_rate, self.false_alarm_rate)

    @property
    def criterion(self) -> float:
        """As `criterion`; NaN unless there is signal and noise."""
        return criterion(self.hit_rate, self.false_alarm_rate)


def detection(scores: pd.DataFrame) -> Detection:
    """Count hits and false alarms in scores of sorting, of one learner or of many together.

    Signal detection needs a question with two answers, and sorting has four or six. By the
    constant-ratio rule two of several answers are chosen in the ratio in which they would be chosen
    if there were no others; so the key's answer is held against each answer of the other side in
    turn, and all others are left out: the outlet's own voice, and another kind of the same side.
    A statement whose key is ``unverified`` is held against ``official`` and against ``named``: being
    right counts in both, each mistake in one, and the sums are halved, so that a statement counts
    once. Who guesses therefore has a d' of 0 and a c of 0, with four answers as with six; who calls
    everything the outlet's own voice has neither.

    A class's d' is the mean of its learners' d', not that of the pooled counts: group by learner.
    An accepted answer counts as the key's own.

    References
    ----------
    The constant-ratio rule: Clarke (1957), Journal of the Acoustical Society of America 29,
    715-720; the choice axiom behind it: Luce (1959), Individual Choice Behavior.
    """
    return _counted(on_and_off(answered(scores)))


def official_or_named(scores: pd.DataFrame) -> Detection:
    """Count how far named people are told from bodies that speak: ``named`` is the signal.

    `detection` does not see this, as both are on the record. Only statements whose key is one of
    the two count, and of these only answers with one of the two. Here a c below 0 leans to
    ``named``. References as in `detection`.
    """
    return _counted(named_and_official(answered(scores)))


def on_and_off(given: pd.DataFrame) -> pd.DataFrame:
    """Return how much each answer counts in `detection`.

    Parameters
    ----------
    given
        The answered rows of a frame ``scores``.

    Returns
    -------
    pandas.DataFrame
        Rows as in `given`: ``hits, misses, alarms, rejections``, one of them above 0 at most.
    """
    signal, noise = given["expected"].isin(DOUBTED), given["expected"].isin(ON_RECORD)
    against_noise = given["label"].isin(DOUBTED).astype(float)
    against_noise /= given["scheme"].map(lambda scheme: _many(scheme, DOUBTED)).astype(float)
    against_signal = given["label"].isin(ON_RECORD).astype(float)
    against_signal /= given["scheme"].map(lambda scheme: _many(scheme, ON_RECORD)).astype(float)
    return _weighed(given, signal, noise, against_signal, against_noise)


def named_and_official(given: pd.DataFrame) -> pd.DataFrame:
    """Return how much each answer counts in `official_or_named`; else as `on_and_off`."""
    named, official = given["expected"] == "named", given["expected"] == "official"
    return _weighed(
        given, named, official,
        (given["label"] == "official").astype(float), (given["label"] == "named").astype(float),
    )  # fmt: skip


def _many(scheme: str, side: frozenset[str]) -> int:
    """Return how many answers of a scheme are on a side; 1 where none is, as none was given."""
    return max(1, len(side.intersection(SCHEMES.get(scheme, ()))))


def _weighed(
    given: pd.DataFrame,
    signal: pd.Series[bool],
    noise: pd.Series[bool],
    against_signal: pd.Series[float],
    against_noise: pd.Series[float],
) -> pd.DataFrame:
    right = given["accepted"].astype(bool)
    return pd.DataFrame(
        {
            "hits": (signal & right).astype(float),
            "misses": against_signal.where(signal & ~right, 0.0),
            "alarms": against_noise.where(noise & ~right, 0.0),
            "rejections": (noise & right).astype(float),
        },
        index=given.index,
    )


def _counted(weights: pd.DataFrame) -> Detection:
    return Detection(*pairs_of(weights.sum().to_dict()))


def pairs_of(sums: Mapping[Any, Any]) -> tuple[float, float, float, float]:
    """Return the fields of a `Detection` from summed columns of `on_and_off`."""
    hits, alarms = float(sums["hits"]), float(sums["alarms"])
    return hits, hits + float(sums["misses"]), alarms, alarms + float(sums["rejections"])


def hit_rate(hits: float, signals: float) -> float:
    """Return ``(hits + 0.5) / (signals + 1)``; NaN without signal.

    The log-linear correction keeps z finite where all or none were hit.

    References
    ----------
    Hautus (1995), Behavior Research Methods, Instruments, & Computers 27, 46-51.
    """
    return (hits + 0.5) / (signals + 1) if signals else float("nan")


def false_alarm_rate(false_alarms: float, noises: float) -> float:
    """Return ``(false_alarms + 0.5) / (noises + 1)``; NaN without noise. See `hit_rate`."""
    return hit_rate(false_alarms, noises)


def d_prime(hit: float, false_alarm: float) -> float:
    """Return ``z(hit) - z(false_alarm)``: discernment, 0 for guessing, in standard deviations.

    Parameters
    ----------
    hit, false_alarm
        Rates strictly between 0 and 1, as `hit_rate` gives them; NaN gives NaN.

    References
    ----------
    Macmillan & Creelman (2005), Detection Theory: A User's Guide, chapter 1; for misinformation
    studies Modirrousta-Galian & Higham (2023).
    """
    return _z(hit) - _z(false_alarm)


def criterion(hit: float, false_alarm: float) -> float:
    """Return ``c = -(z(hit) + z(false_alarm)) / 2``: below 0 leans to doubt, above 0 to trust.

    References as in `d_prime`.
    """
    return -(_z(hit) + _z(false_alarm)) / 2


def _z(rate: float) -> float:
    return rate if rate != rate else _NORMAL.inv_cdf(rate)  # noqa: PLR0124  (NaN is not itself)
