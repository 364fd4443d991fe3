"""What a class as a whole can do: means of its learners, how sure they are, and what guessing gives."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from kit.core.codebook import ON_RECORD, SCHEMES
from kit.measures.detection import criterion, d_prime, hit_rate
from kit.measures.power import t_critical
from kit.measures.shares import DOUBTED, answered

if TYPE_CHECKING:
    from collections.abc import Iterable

FEW: Final = 3
"""With fewer learners there is no interval."""


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of a class.

    Attributes
    ----------
    value
        NaN where no learner has a figure.
    low, high
        Its 95 % interval over learners; NaN with fewer than three.
    learners
        How many learners have a figure.
    guess
        What answering by chance gives.
    """

    value: float
    low: float
    high: float
    learners: int
    guess: float


def learner_figures(scores: pd.DataFrame) -> pd.DataFrame:
    """Return what each learner's sorting says of trust and doubt.

    Parameters
    ----------
    scores
        A frame ``scores``; exercises that are no sorting, and what is not answered, are left out.

    Returns
    -------
    pandas.DataFrame
        A row a learner, in the order of `scores`, with ``learner_id`` as index: ``answers`` (count);
        ``right, trust, doubt`` (shares as `kit.measures.shares` defines them); ``d_prime`` and
        ``criterion`` as in `kit.measures.detection`. NaN where there is nothing to count.
    """
    given = sorting(scores)
    signal, noise = given["expected"].isin(DOUBTED), given["expected"].isin(ON_RECORD)
    doubts, trusts = given["label"].isin(DOUBTED), given["label"].isin(ON_RECORD)
    wrong = ~given["accepted"]
    counts = pd.DataFrame(
        {
            "answers": 1,
            "correct": given["accepted"],
            "signals": signal,
            "noises": noise,
            "hits": signal & (doubts | given["accepted"]),
            "alarms": noise & doubts & wrong,
            "trusted": signal & trusts & wrong,
        }
    ).astype("int64")
    sums = counts.groupby(given["learner_id"], sort=False).sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = pd.DataFrame(
            {
                "answers": sums["answers"],
                "right": sums["correct"] / sums["answers"],
                "trust": sums["trusted"] / sums["signals"],
                "doubt": sums["alarms"] / sums["noises"],
            }
        )
    rates = [
        (hit_rate(int(h), int(s)), hit_rate(int(a), int(n)))
        for h, s, a, n in sums[["hits", "signals", "alarms", "noises"]].itertuples(index=False)
    ]
    shares["d_prime"] = [d_prime(*pair) for pair in rates]
    shares["criterion"] = [criterion(*pair) for pair in rates]
    return shares


def class_means(scores: pd.DataFrame) -> dict[str, Mean]:
    """Return the class's means of the columns of `learner_figures`, with what guessing gives.

    The interval is Student's over learners: ``mean ± t(n - 1) sd / sqrt(n)``. Who chooses among k
    answers by chance is right once in k; doubts signal and noise alike, so that d' is 0 and c is
    ``-z(share of the answers that doubt)``.

    References
    ----------
    Macmillan & Creelman (2005), Detection Theory: A User's Guide, chapters 1 and 13.
    """
    figures = learner_figures(scores)
    guesses = _guesses(sorting(scores))
    return {
        name: mean_of(figures[name].to_numpy(float), guesses[name])
        for name in ("right", "trust", "doubt", "d_prime", "criterion")
    }


def mean_of(values: Iterable[float], guess: float = float("nan")) -> Mean:
    """Return the mean of some learners' figures with its interval; NaN among them is left out."""
    found = np.asarray(list(values), float)
    found = found[~np.isnan(found)]
    size = len(found)
    if not size:
        return Mean(float("nan"), float("nan"), float("nan"), 0, guess)
    mean = float(found.mean())
    if size < FEW:
        return Mean(mean, float("nan"), float("nan"), size, guess)
    reach = t_critical(size - 1) * float(found.std(ddof=1)) / size**0.5
    return Mean(mean, mean - reach, mean + reach, size, guess)


def sorting(scores: pd.DataFrame) -> pd.DataFrame:
    """Return the answered rows of sorting."""
    given = answered(scores)
    return given.loc[given["scheme"].isin(["student", "codebook"])]


def _guesses(given: pd.DataFrame) -> dict[str, float]:
    """Return what chance gives, over the schemes in which was answered."""
    nothing = dict.fromkeys(("right", "trust", "doubt", "d_prime", "criterion"), float("nan"))
    if given.empty:
        return nothing
    often = given["scheme"].value_counts(normalize=True)
    parts = {
        name: sum(
            float(often[s]) * sum(map(among, SCHEMES[s])) / len(SCHEMES[s]) for s in often.index
        )
        for name, among in (("doubt", DOUBTED.__contains__), ("trust", ON_RECORD.__contains__))
    }
    right = sum(float(often[s]) / len(SCHEMES[s]) for s in often.index)
    lean = -NormalDist().inv_cdf(parts["doubt"])
    return parts | {"right": right, "d_prime": 0.0, "criterion": lean}
