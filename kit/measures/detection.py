"""Signal detection: telling apart what to doubt and what to look up, and which way one leans."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING, NamedTuple

from kit.core.codebook import ON_RECORD
from kit.measures.shares import DOUBTED, answered

if TYPE_CHECKING:
    import pandas as pd

_NORMAL = NormalDist()


class Detection(NamedTuple):
    """Answers to signal (to be doubted) and to noise (somebody answers for it), as counts.

    Attributes
    ----------
    hits, signals
        Signal statements answered "not on the record", of all answered signal statements.
    false_alarms, noises
        The same answer to noise statements, of all answered noise statements.
    """

    hits: int
    signals: int
    false_alarms: int
    noises: int

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

    A class's d' is the mean of its learners' d', not that of the pooled counts: group by learner.
    Any answer but "not on the record" to a signal statement is a miss; an accepted answer counts
    as the key's own.
    """
    given = answered(scores)
    doubts = given["label"].isin(DOUBTED)
    signal = given["expected"].isin(DOUBTED)
    noise = given["expected"].isin(ON_RECORD)
    hits = signal & (doubts | given["accepted"])
    alarms = noise & doubts & ~given["accepted"]
    return Detection(int(hits.sum()), int(signal.sum()), int(alarms.sum()), int(noise.sum()))


def hit_rate(hits: int, signals: int) -> float:
    """Return ``(hits + 0.5) / (signals + 1)``; NaN without signal.

    The log-linear correction keeps z finite where all or none were hit.

    References
    ----------
    Hautus (1995), Behavior Research Methods, Instruments, & Computers 27, 46-51.
    """
    return (hits + 0.5) / (signals + 1) if signals else float("nan")


def false_alarm_rate(false_alarms: int, noises: int) -> float:
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
