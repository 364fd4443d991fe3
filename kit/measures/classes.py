"""What a class as a whole can do: means of its learners, how sure they are, and what guessing gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from kit.core.codebook import ON_RECORD
from kit.measures.detection import Detection, named_and_official, on_and_off, pairs_of
from kit.measures.power import t_critical
from kit.measures.shares import DOUBTED, guessed, sorting

if TYPE_CHECKING:
    from collections.abc import Iterable

FEW: Final = 3
"""With fewer learners there is no interval."""
ENOUGH: Final = 10
"""Learners; with fewer, what is said of a test or of single statements is chance."""
FIGURES: Final = ("right", "trust", "doubt", "mixed", "d_prime", "criterion", "office")
"""What is told of a class: columns of `learner_figures`."""


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
        ``right, trust, doubt, mixed`` (shares as `kit.measures.shares` defines them); ``d_prime``
        and ``criterion`` as `kit.measures.detection.detection` counts them, and ``office``, the d'
        of `kit.measures.detection.official_or_named`. NaN where there is nothing to count.
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
            "doubted": noise & doubts & wrong,
            "trusted": signal & trusts & wrong,
            "mixed": noise & trusts & wrong,
        }
    ).astype("int64")
    sums = counts.groupby(given["learner_id"], sort=False).sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = pd.DataFrame(
            {
                "answers": sums["answers"],
                "right": sums["correct"] / sums["answers"],
                "trust": sums["trusted"] / sums["signals"],
                "doubt": sums["doubted"] / sums["noises"],
                "mixed": sums["mixed"] / sums["noises"],
            }
        )
    found = _each(on_and_off(given), given["learner_id"])
    shares["d_prime"] = [one.d_prime for one in found]
    shares["criterion"] = [one.criterion for one in found]
    found = _each(named_and_official(given), given["learner_id"])
    shares["office"] = [one.d_prime for one in found]
    return shares


def _each(weights: pd.DataFrame, learners: pd.Series[str]) -> list[Detection]:
    """Return what each learner's answers come to, in the order of the learners."""
    sums = weights.groupby(learners, sort=False).sum().to_dict("records")
    return [Detection(*pairs_of(one)) for one in sums]


def class_means(scores: pd.DataFrame) -> dict[str, Mean]:
    """Return the class's means of the columns of `learner_figures`, with what guessing gives.

    The interval is Student's over learners: ``mean ± t(n - 1) sd / sqrt(n)``. What guessing gives:
    `kit.measures.shares.guessed` for the shares, and 0 for d' and c.
    """
    figures = learner_figures(scores)
    guesses = _guesses(sorting(scores))
    return {name: mean_of(figures[name].to_numpy(float), guesses[name]) for name in FIGURES}


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


def _guesses(given: pd.DataFrame) -> dict[str, float]:
    """Return what chance gives, over the schemes in which was answered."""
    zero = float("nan") if given.empty else 0.0
    chance = guessed(given)._asdict()
    return {name: chance.get(name, zero) for name in FIGURES}
