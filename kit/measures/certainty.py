"""How well certainty fits: who is sure should be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.core.codebook import ON_RECORD, SCHEMES
from kit.measures.shares import DOUBTED, answered

if TYPE_CHECKING:
    import pandas as pd


def auc(scores: pd.DataFrame) -> float:
    """Return the area under the ROC curve over certainty: discernment without a model of it.

    Each statement of signal or noise is rated from "certainly on the record" to "certainly not":
    the certainty, with a minus where the answer was official or named. The area is the chance
    that a signal statement is rated above a noise statement, ties counting half (the Mann-Whitney
    form). 0.5 is guessing; NaN without signal or noise. Answers without a certainty, and "the outlet
    itself", which says neither, are left out.

    References
    ----------
    Hanley & McNeil (1982), Radiology 143, 29-36; Modirrousta-Galian & Higham (2023).
    """
    given = _sure(scores)
    given = given.loc[given["accepted"] | given["label"].isin(DOUBTED | ON_RECORD)]
    signal = given["expected"].isin(DOUBTED)
    noise = given["expected"].isin(ON_RECORD)
    doubts = given["label"].isin(DOUBTED).mask(given["accepted"], signal)
    rating = given["confidence"].where(doubts, -given["confidence"])
    high, low = rating[signal].to_numpy(), rating[noise].to_numpy()
    if not len(high) or not len(low):
        return float("nan")
    above = (high[:, None] > low[None, :]).mean()
    level = (high[:, None] == low[None, :]).mean()
    return float(above + level / 2)


def brier(scores: pd.DataFrame) -> float:
    """Return the mean over answers of ``sum_k (p_k - o_k)^2``: 0 is best, 2 is worst.

    ``p`` is the certainty for the answer chosen, what is left of 1 shared evenly by the others of
    its scheme; ``o`` is 1 for the right answer. An accepted answer is right. With four answers,
    "guessing" (0.25) gives 0.75 whatever is right. NaN without any certainty.

    References
    ----------
    Brier (1950), Monthly Weather Review 78, 1-3.
    """
    given = _sure(scores)
    parts = [
        _brier(float(p), bool(right), len(SCHEMES[str(scheme)]))
        for p, right, scheme in given[["confidence", "accepted", "scheme"]].itertuples(index=False)
    ]
    return sum(parts) / len(parts) if parts else float("nan")


def _brier(p: float, right: bool, answers: int) -> float:  # noqa: FBT001  (the outcome itself)
    rest = (1 - p) / (answers - 1)
    if right:
        return (p - 1) ** 2 + (answers - 1) * rest**2
    return p**2 + (rest - 1) ** 2 + (answers - 2) * rest**2


def overconfidence(scores: pd.DataFrame) -> float:
    """Return mean certainty minus share right, of the answers with a certainty; above 0 is too sure.

    NaN without any certainty.

    References
    ----------
    Lichtenstein, Fischhoff & Phillips (1982), in Kahneman, Slovic & Tversky, Judgment under
    Uncertainty, 306-334.
    """
    given = _sure(scores)
    if given.empty:
        return float("nan")
    return float(given["confidence"].mean() - given["accepted"].mean())


def _sure(scores: pd.DataFrame) -> pd.DataFrame:
    given = answered(scores)
    sorted_ = given["scheme"].isin(("student", "codebook"))
    return given.loc[sorted_ & given["confidence"].notna()]
