"""How well items measure: how hard they are, and whether they tell learners apart."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from kit.measures.shares import answered

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TAIL: Final = 0.27
_FEW: Final = 3


def item_figures(scores: pd.DataFrame) -> pd.DataFrame:
    """Return difficulty and discrimination of each statement, from the answers of many learners.

    With the answers of one class these are loose: of 30 learners, 18 right (0.60) may stand for
    anything from 0.42 to 0.75. Pool classes before an item is judged.

    Returns
    -------
    pandas.DataFrame
        A row a statement, in the order of `scores`: ``exercise_id, statement_id, learners``;
        ``difficulty``, the share right (high is easy); ``item_rest``, the correlation of being right
        here with the share right on all other statements of the exercise; ``d27``, the share right
        among the best 27 % of learners minus that among the weakest 27 %, by the same rest (those
        level at the edge in part). NaN where there are fewer than 3 learners, or nobody differs.

    References
    ----------
    Ebel & Frisbie (1991), Essentials of Educational Measurement: D of .40 and above is very good,
    below .20 poor; the 27 %: Kelley (1939), Journal of Educational Psychology 30, 17-24.
    """
    given = answered(scores)
    rows = []
    for exercise, own in given.groupby("exercise_id", sort=False):
        table = own.assign(right=own["accepted"].astype(float)).pivot_table(
            index="learner_id", columns="statement_id", values="right", aggfunc="first", sort=False
        )
        for name in table.columns:
            others = table.drop(columns=name).mean(axis=1)
            both = table[name].notna() & others.notna()
            right = table.loc[both, name].to_numpy(float)
            rest = others[both].to_numpy(float)
            rows.append(
                {
                    "exercise_id": str(exercise),
                    "statement_id": str(name),
                    "learners": int(table[name].notna().sum()),
                    "difficulty": float(table[name].mean()),
                    "item_rest": _correlation(right, rest),
                    "d27": _tails(right, rest),
                }
            )
    columns = ["exercise_id", "statement_id", "learners", "difficulty", "item_rest", "d27"]
    return pd.DataFrame(rows, columns=columns)


def _correlation(right: NDArray[np.float64], rest: NDArray[np.float64]) -> float:
    if len(right) < _FEW or not right.std() or not rest.std():
        return float("nan")
    return float(np.corrcoef(right, rest)[0, 1])


def _tails(right: NDArray[np.float64], rest: NDArray[np.float64]) -> float:
    if len(right) < _FEW:
        return float("nan")
    size = ceil(_TAIL * len(right))
    return _tail(right, rest, size) - _tail(right, -rest, size)


def _tail(right: NDArray[np.float64], rest: NDArray[np.float64], size: int) -> float:
    """Return the share right among the best; those level at the edge count in part."""
    edge = np.sort(rest)[-size]
    inside, level = rest > edge, rest == edge
    part = (size - inside.sum()) * right[level].mean()
    return float((right[inside].sum() + part) / size)


def spread(scores: pd.DataFrame) -> pd.Series[float]:
    """Return how far a class's answers to each statement differ: the one to discuss comes first.

    Shannon's entropy of the answers in bits: 0 where all agree, 2 where four answers are chosen
    equally often.

    Returns
    -------
    pandas.Series
        Entropy by ``statement_id``, the highest first.
    """
    given = answered(scores)
    bits = {
        str(name): _entropy(rows["label"].value_counts(normalize=True).to_numpy(float))
        for name, rows in given.groupby("statement_id", sort=False)
    }
    found = pd.Series(bits, dtype=float, name="spread").rename_axis("statement_id")
    return found.sort_values(ascending=False, kind="stable")


def _entropy(shares: NDArray[np.floating[Any]]) -> float:
    return float(-(shares * np.log2(shares)).sum()) + 0.0
