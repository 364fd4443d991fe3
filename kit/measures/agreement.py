"""Agreement between readers who labelled the same statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
