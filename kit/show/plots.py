"""The article as a strip of coloured statements, to be read with or without its colours."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch, Rectangle

from kit.core.codebook import LOOKS
from kit.core.text import direction
from kit.languages.interface import number, translator
from kit.show.html import made, read_style, render
from kit.show.lettering import INK, PAGE, families, fit, is_arabic, lettering, take_literally
from kit.show.strips import (
    Block,
    Strip,
    describe,
    describe_sourcing,
    drawn,
    face_for,
    read_strips,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.text import Text

    from kit.core.codebook import Scheme
    from kit.lessons.lesson import Lesson

__all__ = ["SourcingFigure", "describe_sourcing", "plot_sourcing"]

_SOFT: Final = "#5b6470"
_MARKS: Final = "DejaVu Sans"  # other fonts draw the marks in other sizes, or not at all
_WIDTH: Final = 10.0
_MARGIN, _TOP = 0.25, 0.1
_TITLE, _ROW, _LEGEND, _NOTE = 0.46, 0.84, 0.36, 0.3  # heights in inches
_BLOCK: Final = 0.46
_GAP, _PARAGRAPH = 0.03, 0.13
_BADGE: Final = 0.24
_LOW: Final = 0.26
_NUMBERED: Final = 0.2
_SHOW_NOTHING: Final = frozenset({"agg", "cairo", "pdf", "pgf", "ps", "svg", "template"})
"""Matplotlib's backends that only write files."""


class SourcingFigure(Figure):
    """A figure that can also be heard: `alt` says in words what it shows.

    It is known to pyplot, so that ``plt.show()`` and a cell that ends with a semicolon show it;
    as the last expression of a notebook cell it shows itself and leaves pyplot. Either way a
    notebook shows it once, with the words folded away under it.
    """

    alt: str = ""
    lang: str = "en"

    def _ipython_display_(self) -> None:
        from IPython.display import display  # noqa: PLC0415  (only a notebook calls this)

        about, png = self._picture()
        bundle = {"image/png": png, "text/plain": self.alt}
        display(bundle, metadata={"image/png": about}, raw=True)  # type: ignore[no-untyped-call]
        # JupyterLab drops an image's alt, so the words also stand under it for everyone.
        summary = translator(self.lang)("This picture in words")
        words = {"text/html": self._told(summary), "text/plain": summary}
        display(words, raw=True)  # type: ignore[no-untyped-call]
        plt.close(self)

    def _repr_html_(self) -> str:
        """Return picture and words as one piece of HTML, and leave pyplot."""
        about, png = self._picture()
        plt.close(self)
        say = translator(self.lang)
        fold = made(self._told(say("This picture in words")))
        called = say("Picture; where the page is narrow it scrolls sideways")
        way = direction(self.lang)
        return str(render("picture.html", png=png, fold=fold, called=called, dir=way, **about))

    def _picture(self) -> tuple[dict[str, Any], str]:
        """Return what is said of the picture, and the picture itself as a PNG in base64."""
        picture = io.BytesIO()
        scale = 2  # sharp on a dense screen; the width keeps it the size it has elsewhere
        self.savefig(picture, format="png", dpi=self.dpi * scale)
        width, height = (round(inches * self.dpi) for inches in self.get_size_inches())
        about = {"width": width, "height": height, "alt": self.alt}
        return about, base64.b64encode(picture.getvalue()).decode("ascii")

    def _told(self, summary: str) -> str:
        fold = render(
            "fold.html",
            lang=self.lang,
            dir=direction(self.lang),
            summary=summary,
            lines=self.alt.splitlines(),
            style=made(" ".join(read_style("picture.css").split())),
        )
        return str(fold)

    def savefig(self, fname: Any, **options: Any) -> None:  # noqa: ANN401  (as matplotlib has it)
        """Save as `matplotlib.figure.Figure.savefig` does, with `alt` as the file's description."""
        suffix = Path(fname).suffix if isinstance(fname, str | Path) else ""
        kind = str(options.get("format") or suffix.removeprefix(".") or "png").lower()
        field = {"png": "Description", "svg": "Description", "pdf": "Subject"}.get(kind)
        if field and self.alt:
            options["metadata"] = {field: self.alt, **(options.get("metadata") or {})}
        super().savefig(fname, **options)


def plot_sourcing(
    source: pd.DataFrame | Lesson | Sequence[Lesson],
    *,
    lang: str | None = None,
    scheme: Scheme = "student",
    title: str | None = None,
) -> SourcingFigure:
    """Draw each article as a strip of its statements, coloured by who stands behind them.

    Each statement is a block, as long as its text, with the mark of its label, a hatch and its
    number. Headlines and headings are low, paragraphs stand apart, and a statement that carries
    its source over from the one before is joined to it. Arabic runs from right to left.

    Parameters
    ----------
    source
        A frame ``suggestions``, a lesson (its key is drawn: for after the exercise), or several
        lessons, which are drawn one below the other.
    lang
        Language of the legend, ``"ar"`` or ``"en"``; the article's own without it.
    scheme
        ``"student"`` for the four answers, ``"codebook"`` for the six labels.
    title
        Stands above; without it the lesson's title, the headline or the article's id.

    Returns
    -------
    SourcingFigure
        A matplotlib figure; its `alt` holds `describe_sourcing`'s words.

    Raises
    ------
    FrameError
        If `source` is neither, or holds more than one figure can show.
    """
    strips = read_strips(source, scheme)
    lang = face_for(strips, lang)
    say = translator(lang)
    if title is not None and len(strips) == 1:
        strips = [strips[0].titled(title)]
        title = None
    notes = _notes(strips)
    words = strips[0].words if strips else ()
    columns = 4 if len(words) == 4 else 3  # noqa: PLR2004
    lines = -(-len(words) // columns)
    body = sum(_TITLE + _ROW * len(strip.rows) for strip in strips)
    height = 2 * _TOP + 0.08 + body + _LEGEND * lines + _NOTE * bool(notes) + _TITLE * bool(title)
    with mpl.rc_context(lettering(lang)):
        size = (_WIDTH, max(height, 1))
        figure = opened(size)
        pen = _Pen(figure, lang)
        if title:
            pen.title(drawn(title))
        for strip in strips:
            pen.title(strip.title)
            for row in strip.rows:
                pen.row(row, strip)
        pen.legend(strips, columns)
        pen.note(" ".join(map(say, notes)))
        if not strips:
            pen.title(say("No statements to show."))
        take_literally(figure)
    figure.alt, figure.lang = describe(strips, lang), lang
    return figure


def opened(size: tuple[float, float]) -> SourcingFigure:
    """Return a new figure that pyplot knows; the former one leaves it where nothing is ever shown.

    A notebook and a window close their figures themselves. In a script pyplot would keep each.
    """
    if mpl.get_backend().lower() in _SHOW_NOTHING:
        for place in plt.get_fignums():
            former = plt.figure(place)
            if isinstance(former, SourcingFigure):
                plt.close(former)
    figure = plt.figure(FigureClass=SourcingFigure, figsize=size, facecolor=PAGE)
    return cast("SourcingFigure", figure)  # pyplot's signature promises a plain Figure


class _Pen:
    """Writes down the page, in inches; with `arabic` set, from the right edge to the left."""

    def __init__(self, figure: Figure, lang: str) -> None:
        self.lang = lang
        self.arabic = direction(lang) == "rtl"
        self.y = _TOP
        self.figure = figure
        self.room = (_WIDTH - 2 * _MARGIN) * figure.dpi
        height = float(figure.get_size_inches()[1])
        self.axes: Axes = figure.add_axes((0, 0, 1, 1), xlim=(0, _WIDTH), ylim=(height, 0))
        self.axes.set_axis_off()

    def title(self, words: str) -> None:
        self.arabic = is_arabic(words)
        fonts = families("ar" if self.arabic else "en")
        text = self._words(_MARGIN, self.y + 0.2, "", 13, weight="bold", family=fonts)
        fit(text, words, self.room, lines=min(2, 1 + words.count("\n")))
        self.y += _TITLE

    def row(self, row: Sequence[Block], strip: Strip) -> None:
        self.arabic = direction(strip.lang) == "rtl"
        scale = min(
            (_WIDTH - 2 * _MARGIN - sum(map(_gap, line[1:]))) / sum(b.length for b in line)
            for line in strip.rows
        )
        left, middle, top = _MARGIN, _MARGIN - 0.12, self.y + 0.1
        for position, block in enumerate(row):
            left += _gap(block) if position else 0
            width = block.length * scale
            before, middle = middle, left + width / 2
            if block.carried:
                tie = Rectangle(
                    (self._x(before, middle - before), top - 0.08), middle - before, 0.035
                )
                tie.set(facecolor=LOOKS[block.label].light, linewidth=0)
                self.axes.add_patch(tie)
            height = _LOW if block.low else _BLOCK
            self._box(left, top + (_BLOCK - height) / 2, width, height, block.label)
            # In a long article only every fifth number finds room.
            if width >= _NUMBERED or (block.number.isdigit() and not int(block.number) % 5):
                words = number(block.number, self.lang)
                self._words(middle, top + _BLOCK + 0.13, words, 10, ha="center", color=_SOFT)
            left += width
        self.y += _ROW

    def legend(self, strips: Sequence[Strip], columns: int) -> None:
        labels = [block.label for strip in strips for block in strip.blocks]
        self.arabic = direction(self.lang) == "rtl"
        say = translator(self.lang)
        cell = (_WIDTH - 2 * _MARGIN) / columns
        words = strips[0].words if strips else ()
        self.y += 0.08
        for position, word in enumerate(words):
            line, column = divmod(position, columns)
            left, top = _MARGIN + column * cell, self.y + line * _LEGEND
            self._box(left, top, 0.5, _LOW, word)
            count = number(labels.count(word), self.lang)
            entry = f"{say(LOOKS[word].name)}: {count}"
            room = (cell - 0.65) * self.figure.dpi
            fit(self._words(left + 0.6, top + _LOW / 2, "", 11), entry, room)
        self.y += _LEGEND * -(-len(words) // columns)

    def note(self, words: str) -> None:
        fit(self._words(_MARGIN, self.y + 0.12, "", 9.5, color=_SOFT), words, self.room)
        self.y += _NOTE

    def _box(self, left: float, top: float, width: float, height: float, label: str) -> None:
        look = LOOKS[label]
        box = _round(self._x(left, width), top, width, height, min(0.05, width / 2))
        box.set(facecolor=look.light, edgecolor=PAGE, hatch=look.hatch or None, gid=label)
        box.set_hatch_linewidth(1.1)
        self.axes.add_patch(box)
        badge = min(_BADGE, height - 0.05)
        if width < badge:
            return
        # The mark stands on a plain plate of the label's colour, clear of the hatch.
        x, y = self._x(left + width / 2), top + height / 2
        plate = _round(x - badge / 2, y - badge / 2, badge, badge, badge / 4)
        plate.set(facecolor=look.light)
        self.axes.add_patch(plate)
        mark: dict[str, Any] = {"ha": "center", "va": "center", "size": 13, "weight": "bold"}
        self.axes.text(x, y, look.mark, color=PAGE, family=_MARKS, **mark)

    def _words(self, left: float, y: float, words: str, size: float, **look: object) -> Text:
        side = "right" if self.arabic else "left"
        # Arabic letters are small for their size.
        size *= 1.2 if self.arabic and direction(self.lang) == "rtl" else 1
        options: dict[str, Any] = {"color": INK, "ha": side, "va": "center", "size": size, **look}
        return self.axes.text(self._x(left), y, words, **options)

    def _x(self, left: float, width: float = 0) -> float:
        return _WIDTH - left - width if self.arabic else left


def _round(x: float, y: float, width: float, height: float, radius: float) -> FancyBboxPatch:
    style = f"round,pad=0,rounding_size={radius}"
    return FancyBboxPatch((x, y), width, height, boxstyle=style, linewidth=0)


def _gap(block: Block) -> float:
    return _PARAGRAPH if block.opens else _GAP


def _notes(strips: Sequence[Strip]) -> list[str]:
    blocks = [block for strip in strips for block in strip.blocks]
    notes = []
    if any(block.low for block in blocks):
        notes.append("Low blocks are the headline and the headings.")
    if any(block.carried for block in blocks):
        notes.append("A line above two statements: the second carries on the source of the first.")
    return notes
