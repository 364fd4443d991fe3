"""Items that are harder in one language than in the other, for learners who are equally able."""

from __future__ import annotations

from math import erfc, log, sqrt
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from kit.measures.shares import sorting

_DELTA: Final = -2.35
"""Turns the logarithm of an odds ratio into ETS's delta scale."""
_SMALL, _LARGE = 1.0, 1.5
_Z: Final = 1.645
COLUMNS: Final = (
    "test", "item", "learners_ar", "learners_en", "odds", "delta", "chi2", "p", "size",
)  # fmt: skip


class MantelHaenszel(NamedTuple):
    """A common odds ratio over strata.

    Attributes
    ----------
    odds
        Odds of the first group over those of the second; 1 is no difference.
    error
        The standard error of its logarithm.
    chi2, p
        The test that it is 1, with continuity correction.
    """

    odds: float
    error: float
    chi2: float
    p: float


def mantel_haenszel(tables: np.ndarray) -> MantelHaenszel:
    """Return the common odds ratio of 2 by 2 tables; NaN where they hold nothing to compare.

    Parameters
    ----------
    tables
        Counts of shape (strata, 2, 2): groups by right and wrong.

    References
    ----------
    Mantel & Haenszel (1959), Journal of the National Cancer Institute 22, 719-748; the standard
    error: Robins, Breslow & Greenland (1986), Biometrics 42, 311-323.
    """
    counts = np.asarray(tables, float)
    size = counts.sum(axis=(1, 2))
    counts, size = counts[size > 1], size[size > 1]
    (a, b), (c, d) = counts[:, 0].T, counts[:, 1].T
    r, s = a * d / size, b * c / size
    big_r, big_s = float(r.sum()), float(s.sum())
    expected = (a + b) * (a + c) / size
    spread = float(((a + b) * (c + d) * (a + c) * (b + d) / (size**2 * (size - 1))).sum())
    nan = float("nan")
    if not spread:
        return MantelHaenszel(nan, nan, nan, nan)
    apart = max(0.0, abs(float((a - expected).sum())) - 0.5)
    chi2 = apart**2 / spread
    p = erfc(sqrt(chi2 / 2))
    if not big_r or not big_s:
        return MantelHaenszel(0.0 if big_s else float("inf"), nan, chi2, p)
    x, y = (a + d) / size, (b + c) / size
    variance = (
        (x * r).sum() / (2 * big_r**2)
        + (x * s + y * r).sum() / (2 * big_r * big_s)
        + (y * s).sum() / (2 * big_s**2)
    )
    return MantelHaenszel(big_r / big_s, sqrt(float(variance)), chi2, p)


def differential(scores: pd.DataFrame) -> pd.DataFrame:
    """Compare Arabic and English for each item of tests that were answered in both.

    Learners of both languages who have equally many right answers in the whole test are compared
    (each count of right answers is a stratum); so it does not matter which group is the abler one.
    Needs learners: of fewer than some hundred in each language only large differences show.

    Parameters
    ----------
    scores
        A frame ``scores`` of sets of items. Only learners count who answered all items of a test;
        statements of stories are left out, as their two languages need not be cut alike.

    Returns
    -------
    pandas.DataFrame
        A row an item: ``test, item``; ``learners_ar, learners_en``; ``odds``, those of being right
        in English over those in Arabic; ``delta = -2.35 ln(odds)``, below 0 where the item is harder
        in Arabic; ``chi2, p``; and ``size``: ``A`` (negligible: not significant at .05, or below 1),
        ``C`` (large: at least 1.5 and significantly above 1) or ``B``, "" where nothing can be said.

    References
    ----------
    Holland & Thayer (1988), in Wainer & Braun, Test Validity, 129-145; the sizes: Zieky (1993), in
    Holland & Wainer, Differential Item Functioning, 337-347.
    """
    given = sorting(scores)
    if given.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    parts = given["exercise_id"].str.partition(".")
    items = given["statement_id"].str.partition("#")[0]
    langs = parts[2].str.partition(".")[0]
    given = given.assign(test=parts[0], lang=langs, item=items)
    given = given.loc[~items.str.contains(".", regex=False)]
    rows = []
    for test, own in given.groupby("test", sort=False):
        if {"ar", "en"} <= set(own["lang"]):
            rows += [_compared(str(test), *one) for one in _tables(own)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _tables(own: pd.DataFrame) -> list[tuple[str, np.ndarray, int, int]]:
    """Return the strata of each item, and how many learners of each language there are."""
    table = own.assign(right=own["accepted"].astype(float)).pivot_table(
        index=["lang", "learner_id"], columns="item", values="right", aggfunc="first", sort=False
    )
    table = table.dropna()
    arabic = table.index.get_level_values("lang") == "ar"
    sums = table.sum(axis=1).to_numpy(int)
    found = []
    for name in table.columns:
        right = table[name].to_numpy(bool)
        counts = np.zeros((len(table.columns) + 1, 2, 2))
        np.add.at(counts, (sums, arabic.astype(int), (~right).astype(int)), 1)
        found.append((str(name), counts, int(arabic.sum()), int((~arabic).sum())))
    return found


def _compared(test: str, item: str, counts: np.ndarray, ar: int, en: int) -> tuple[object, ...]:
    found = mantel_haenszel(counts)
    with np.errstate(divide="ignore"):
        delta = float(_DELTA * np.log(found.odds))
    return test, item, ar, en, found.odds, delta, found.chi2, found.p, _size(found)


def _size(found: MantelHaenszel) -> str:
    if found.p != found.p:
        return ""
    if found.error != found.error:  # all right, or all wrong, in one language
        return "B" if found.p < 0.05 else "A"  # noqa: PLR2004  (as usual)
    size, error = abs(_DELTA * log(found.odds)), abs(_DELTA) * found.error
    if found.p >= 0.05 or size < _SMALL:  # noqa: PLR2004  (as usual)
        return "A"
    return "C" if size >= _LARGE and size - _Z * error > _SMALL else "B"
