"""Bars of labels, a row a story or an outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import matplotlib as mpl

from kit.core.codebook import LOOKS
from kit.core.errors import FrameError, unknown
from kit.core.text import direction
from kit.languages.interface import check_language, number, translator
from kit.show.lettering import INK, PAGE, fit, is_arabic, lettering, take_literally
from kit.show.plots import SourcingFigure, opened
from kit.show.strips import drawn

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

MOST_BARS: Final = 100
_WIDTH: Final = 10.0
_NAMES: Final = 3.6
"""How much of the width names may take, in inches: the bars keep half."""
_MARGIN, _ROW, _TICKS = 0.2, 0.62, 0.32
_BEYOND: Final = 0.3
"""The words under the end of a bar reach so far beyond it."""


def plot_shares(counts: pd.DataFrame, *, lang: str = "en", title: str = "") -> SourcingFigure:
    """Draw how much of each story stands on whom: a bar a row, cut by label.

    Parameters
    ----------
    counts
        A row a story or outlet, named by the index; a column a label (of the four answers or the six
        labels), such as ``pandas.crosstab`` makes. Columns are drawn in the codebook's order.
    lang
        Language of the legend; in Arabic bars begin at the right.
    title
        Stands above. Like the names of rows it is taken letter for letter, and shortened where it
        is longer than its room; `alt` has it whole.

    Returns
    -------
    SourcingFigure
        A matplotlib figure; its `alt` says the same in words.

    Raises
    ------
    FrameError
        If a column is no label, nothing is counted in a row, or there are too many rows.
    KitError
        If the interface does not speak `lang`.
    """
    lang = check_language(lang)
    for label in counts.columns:
        if label not in LOOKS:
            raise FrameError(f"counts: {unknown('label', label, LOOKS)}")
    if len(counts) > MOST_BARS:
        raise FrameError(
            f"counts: found {len(counts)} rows, expected at most {MOST_BARS} in one figure; "
            "choose some: counts.head(40)"
        )
    if counts.empty or not (counts.sum(axis=1) > 0).all():
        raise FrameError("counts: found a row without statements, expected some in each; drop it")
    labels = [label for label in LOOKS if label in counts.columns]
    shares = counts[labels].div(counts[labels].sum(axis=1), axis=0)
    arabic = direction(lang) == "rtl"
    size = 13 if arabic else 11
    with mpl.rc_context(lettering(lang)):
        figure = opened((_WIDTH, 1))
        axes = figure.add_subplot(facecolor=PAGE)
        _bars(axes, shares, lang)
        axes.set(xlim=(0, 1), ylim=(len(shares) - 0.5, -0.5))
        axes.set_xticks([0, 0.5, 1], [_percent(at / 100, lang) for at in (0, 50, 100)])
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        if arabic:
            axes.invert_xaxis()
            axes.yaxis.tick_right()
        heading = axes.set_title("", loc="right" if arabic else "left", weight="bold", color=INK)
        _lay_out(axes, list(map(drawn, shares.index)), heading, drawn(title), size)
        _values(axes, shares, lang, size)
        take_literally(figure)
    figure.alt, figure.lang = _shares_told(shares, lang, title), lang
    return figure


def _bars(axes: Axes, shares: pd.DataFrame, lang: str) -> None:
    """Draw a bar a row, of a part a label."""
    say = translator(lang)
    reached = [0.0] * len(shares)
    for label in shares.columns:
        look, part = LOOKS[label], [float(value) for value in shares[label]]
        axes.barh(
            range(len(part)), part, left=reached, height=0.62, color=look.light, edgecolor=PAGE,
            hatch=look.hatch or None, label=say(look.name),
        )  # fmt: skip
        reached = [a + b for a, b in zip(reached, part, strict=True)]


def _lay_out(axes: Axes, names: Sequence[str], heading: Text, title: str, size: float) -> None:
    """Give names, bars, title and legend their room: in inches, so that any number of rows fits."""
    figure = cast("Figure", axes.figure)
    ruler = figure.text(0, 0, "", size=size)
    shown, named = [], 0.0
    for name in names:
        fit(ruler, name, _NAMES * figure.dpi, lines=2)
        shown.append(ruler.get_text())
        named = max(named, ruler.get_window_extent().width / figure.dpi)
    ruler.remove()
    axes.set_yticks(range(len(shown)), shown, size=size)
    for text in axes.get_yticklabels():
        text.set_multialignment("right" if is_arabic(text.get_text()) else "left")
    wide = _WIDTH - named - _MARGIN - _BEYOND
    left = _BEYOND if axes.xaxis_inverted() else _WIDTH - wide - _BEYOND
    fit(heading, title, wide * figure.dpi, lines=2)
    above = _MARGIN + (heading.get_window_extent().height / figure.dpi + 0.1 if title else 0)
    for columns in range(min(4, len(axes.containers)), 0, -1):
        legend = axes.legend(
            loc="lower center", bbox_to_anchor=(0.5, 0), bbox_transform=figure.transFigure,
            ncols=columns, frameon=False, fontsize=size,
        )  # fmt: skip
        box = legend.get_window_extent()
        if box.width <= (_WIDTH - 2 * _MARGIN) * figure.dpi:
            break
    below = box.height / figure.dpi + _TICKS
    height = above + _ROW * len(names) + below
    figure.set_size_inches(_WIDTH, height)
    axes.set_position((left / _WIDTH, below / height, wide / _WIDTH, _ROW * len(names) / height))


def _values(axes: Axes, shares: pd.DataFrame, lang: str, size: float) -> None:
    """Write on each part how much it is, clear of the hatch, where there is room for it."""
    for label, parts in zip(shares.columns, axes.containers, strict=True):
        plate = {"facecolor": LOOKS[label].light, "linewidth": 0, "pad": 2}
        for part, share in zip(parts, shares[label], strict=True):
            x, y = part.get_center()
            text = axes.text(
                x, y, _percent(share, lang), color=PAGE, size=size, weight="bold", ha="center", va="center",
                bbox=plate,
            )  # fmt: skip
            if text.get_window_extent().width + 12 > part.get_window_extent().width:
                text.remove()


def _percent(share: float, lang: str) -> str:
    """Return a share as it stands alone in a picture, where no Arabic letter sets its direction."""
    words = f"{round(100 * share)}%"
    return f"\u200f{number(words, lang).replace('%', '٪')}" if direction(lang) == "rtl" else words


def _shares_told(shares: pd.DataFrame, lang: str, title: str) -> str:
    say = translator(lang)
    lines = [drawn(title)] if title else []
    for name, row in shares.iterrows():
        parts = [
            number(f"{say(LOOKS[str(label)].name)} {round(100 * share)}%", lang)
            for label, share in row.items()
        ]
        lines.append(f"{drawn(name)}: {say(', ').join(parts)}.")
    return "\n".join(lines)
