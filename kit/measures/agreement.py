"""Agreement between readers who labelled the same statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from krippendorff import alpha as krippendorff_alpha

if TYPE_CHECKING:
    from collections.abc import Iterable


def alpha(codings: pd.DataFrame) -> float:
    """Return Krippendorff's alpha for labels: ``1 - observed / expected disagreement``.

    1 is full agreement, 0 what chance gives; 0.80 is the usual floor for firm conclusions and 0.667
    for tentative ones.

    Parameters
    ----------
    codings
        A row a reading, with ``item``, ``coder`` and ``label``; a coder may have left items out.

    Returns
    -------
    float
        NaN if fewer than two readers share an item, or all readings bear one label.

    References
    ----------
    Krippendorff (2018), Content Analysis, 4th edition, chapter 12; computed by the library
    krippendorff.
    """
    table = codings.pivot(index="coder", columns="item", values="label")  # noqa: PD010  (labels are not to be added up)
    labels = sorted(codings["label"].unique())
    shared = (table.notna().sum() > 1).any()
    if len(labels) < 2 or not shared:  # noqa: PLR2004  (one label leaves nothing to agree on)
        return float("nan")
    numbers = table.apply(lambda column: column.map({v: i for i, v in enumerate(labels)}))
    return float(
        krippendorff_alpha(
            reliability_data=numbers.to_numpy(float),
            level_of_measurement="nominal",
            value_domain=list(range(len(labels))),
        )
    )


def alpha_by_label(codings: pd.DataFrame, labels: Iterable[str]) -> pd.Series[float]:
    """Return alpha for each label against all others together; NaN for one that nobody used.

    Parameters
    ----------
    codings
        As for `alpha`.
    labels
        Which, in order.
    """
    each = {
        label: alpha(codings.assign(label=(codings["label"] == label).astype(str)))
        for label in labels
    }
    return pd.Series(each, dtype=float, name="alpha")


def alpha_interval(
    codings: pd.DataFrame, *, level: float = 0.95, samples: int = 2000, seed: int = 1
) -> tuple[float, float]:
    """Return an interval for `alpha`: statements are drawn anew, with replacement, many times.

    Parameters
    ----------
    codings
        As for `alpha`.
    level
        How much of the drawn values lies inside, 0 to 1.
    samples
        How often to draw.
    seed
        What the draws hang on; the same one gives the same interval.

    Returns
    -------
    tuple of float
        Its lower and upper end; NaN where `alpha` is.

    References
    ----------
    Zapf, Castell, Morawietz and Karch (2016), Measuring inter-rater reliability for nominal data,
    BMC Medical Research Methodology 16, 93: the percentiles of alpha over draws of units. Alpha for
    nominal labels with missing readings: Krippendorff (2018), chapter 12.
    """
    counts = pd.crosstab(codings["item"], codings["label"]).to_numpy(float)
    counts = counts[counts.sum(axis=1) > 1]
    if not len(counts):
        return float("nan"), float("nan")
    read = counts.sum(axis=1)
    parted = (read**2 - (counts**2).sum(axis=1)) / (read - 1)
    chance = np.random.default_rng(seed)
    drawn = chance.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=samples)
    labels = drawn @ counts
    whole = labels.sum(axis=1)
    expected = whole**2 - (labels**2).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        values = 1 - (drawn @ parted) * (whole - 1) / expected
    values = values[np.isfinite(values)]  # a draw with one label alone says nothing
    if not len(values):
        return float("nan"), float("nan")
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
