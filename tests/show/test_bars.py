"""Names in pictures: letter for letter, and inside the picture, however long and many they are."""

from __future__ import annotations

import warnings
from itertools import pairwise
from typing import TYPE_CHECKING

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.text import Text

import kit
from kit.core.codebook import CHOICES, LABELS, LOOKS
from kit.languages.interface import translator
from kit.show.bars import MOST_BARS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.core.codebook import Scheme
    from kit.show.plots import SourcingFigure

pytestmark = pytest.mark.fault("output")

MONEY = (
    "Bridge costs $40 million, not $20 million", r"$\bad$", "$", "$$", "$x", "US$ and C$", r"\$5", "$a_b^c$",
    r"$\frac{1}{2}$ of it", "${", "50% _under^over_ {x}", "جسر بـ 40$ لا بـ 20$ مليون", r"\textbf{x}", "~&#",
)  # fmt: skip
LONG = {
    "words": "A very long headline that tells of the bridge and of the mayor " * 4,
    "Arabic words": "صحيفة المرفأ القديمة في المدينة على الساحل الشمالي وما حولها " * 4,
    "one word": "W" * 200,
    "narrow letters": "il" * 100,
    "lines": "a\nb\tc\r\nd " * 20,
    "both directions": "Harbour صحيفة Post المرفأ " * 10,
    "nothing": "",
}


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Figures are closed after each test."""
    yield
    plt.close("all")


def counts(names: list[str], labels: tuple[str, ...] = CHOICES) -> pd.DataFrame:
    """Return counts of rows of these names."""
    return pd.DataFrame({label: range(1, len(names) + 1) for label in labels}, index=names)


def texts(figure: SourcingFigure) -> list[Text]:
    """Return what is written in a figure, once it is drawn."""
    figure.canvas.draw()
    return [text for text in figure.findobj(Text) if text.get_text() and text.get_visible()]


def outside(figure: SourcingFigure) -> list[str]:
    """Return the texts of a figure that reach over its edge."""
    edge = figure.bbox
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts(figure)]
    return [
        words
        for words, box in boxes
        if not (box.x0 >= -1 and box.y0 >= -1 and box.x1 <= edge.x1 + 1 and box.y1 <= edge.y1 + 1)
    ]


@pytest.mark.parametrize("words", MONEY)
def test_a_dollar_is_a_dollar_everywhere(words: str) -> None:
    """As a story's title, an outlet, a heading: nothing is drawn as a formula, nothing raises."""
    lesson = kit.draft_lesson(f"{words}\n\nThe mayor said so.")
    drawn = [
        kit.plot_sourcing(lesson),
        kit.plot_sourcing([lesson, lesson]),
        kit.plot_sourcing(lesson, title=words),
        kit.plot_sourcing([lesson, lesson], title=words),
        kit.plot_shares(counts([words, "b"]), title=words),
        kit.plot_shares(counts([words, "b"]), title=words, lang="ar"),
    ]
    for figure in drawn:
        figure.set_facecolor("white")
        found = texts(figure)
        assert [text.get_text() for text in found if text.get_parse_math()] == []
        assert any(words in text.get_text() for text in found)
        assert words in figure.alt


def test_a_formula_is_none_under_other_settings_either() -> None:
    """A figure may be drawn long after it was made."""
    figure = kit.plot_shares(counts([r"$\bad$"]))
    with mpl.rc_context({"text.parse_math": True}):
        figure.canvas.draw()


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("rows", [1, 2, 40])
def test_everything_stands_inside_the_picture(name: str, lang: str, rows: int) -> None:
    """Names, title and legend; and the bars keep half of the width."""
    names = [LONG[name], *(f"{LONG[name][:30]} {i}" for i in range(1, rows))]
    figure = kit.plot_shares(counts(names, LABELS), lang=lang, title=LONG[name])
    assert outside(figure) == []
    axes = figure.axes[0]
    legend = axes.get_legend()
    assert legend is not None
    box, bars = legend.get_window_extent(), axes.get_window_extent()
    assert min(box.x0, box.y0) >= 0
    assert box.x1 <= figure.bbox.width
    assert box.y1 <= bars.y0
    assert bars.width >= figure.bbox.width / 2
    say = translator(lang)
    assert [text.get_text() for text in legend.get_texts()] == [
        say(LOOKS[one].name) for one in LABELS
    ]


@pytest.mark.parametrize("name", LONG)
def test_names_of_rows_do_not_touch(name: str) -> None:
    """Two lines at most, none over its neighbour's."""
    figure = kit.plot_shares(counts([LONG[name]] * 5))
    figure.canvas.draw()
    boxes = [label.get_window_extent() for label in figure.axes[0].get_yticklabels()]
    assert [a for a, b in pairwise(boxes) if a.y0 < b.y1] == []


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_strip_s_title_stands_inside_the_picture(name: str, lang: str) -> None:
    """Whatever it is made of: one line, or two if it is written in several."""
    lesson = kit.load_lesson("the-call", lang)
    figure = kit.plot_sourcing([lesson, lesson], title=LONG[name], lang=lang)
    assert outside(figure) == []
    one = kit.plot_sourcing(lesson, title=LONG[name])
    assert outside(one) == []
    assert all("\n" not in text.get_text() for text in texts(one)) is (name != "lines")


def test_a_short_name_is_left_alone_and_a_long_one_says_that_it_goes_on() -> None:
    """An ellipsis stands for what has no room; the words beside the picture have it whole."""
    figure = kit.plot_shares(counts(["Harbour Post", LONG["words"]]))
    shown = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert shown[0] == "Harbour Post"
    assert shown[1].endswith("…")
    assert LONG["words"].startswith(shown[1].replace("\n", " ").removesuffix("…"))
    assert LONG["words"] in figure.alt


def test_too_many_rows_are_refused() -> None:
    """No picture is taller than any program shows."""
    kit.plot_shares(counts([str(i) for i in range(MOST_BARS)]))
    with pytest.raises(kit.FrameError, match=f"found {MOST_BARS + 1} rows, expected at most"):
        kit.plot_shares(counts([str(i) for i in range(MOST_BARS + 1)]))


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=120), st.sampled_from(["en", "ar"]))
def test_any_name_can_be_drawn(name: str, lang: str) -> None:
    """Signs that no font has are drawn as boxes, of which matplotlib warns."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        figure = kit.plot_shares(counts([name, "b"]), lang=lang, title=name)
        assert outside(figure) == []
    plt.close(figure)


def test_a_bar_says_how_much_each_part_is() -> None:
    """In the language's digits and direction, on the part; what is too narrow for it is left empty."""
    shares = pd.DataFrame({"official": [1, 98], "outlet": [1, 2]}, index=["a", "b"])
    shown = [text.get_text() for text in kit.plot_shares(shares).axes[0].texts]
    assert shown == ["50%", "98%", "50%"]
    arabic = [text.get_text() for text in kit.plot_shares(shares, lang="ar").axes[0].texts]
    assert arabic == ["\u200f٥٠٪", "\u200f٩٨٪", "\u200f٥٠٪"]


@pytest.mark.parametrize("scheme", ["student", "codebook"])
@pytest.mark.parametrize("face", ["en", "ar"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_legend_of_a_strip_keeps_its_columns(lang: str, face: str, scheme: Scheme) -> None:
    """No entry reaches into the next one or over the edge, nor does the note below."""
    lesson = kit.load_lesson("the-call", lang)
    figure = kit.plot_sourcing([lesson] * 2, lang=face, scheme=scheme)
    assert outside(figure) == []
    boxes = sorted(
        (text.get_window_extent() for text in texts(figure)), key=lambda box: (box.y0, box.x0)
    )
    assert [a for a, b in pairwise(boxes) if a.x1 > b.x0 and a.y1 > b.y0 and a.y0 == b.y0] == []
