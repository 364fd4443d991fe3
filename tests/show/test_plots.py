"""The strip: what it shows, in which order, and that it can be read without its colours."""

from __future__ import annotations

import io
import itertools
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import FancyBboxPatch, Rectangle
from PIL import Image

from kit.core.codebook import CHOICES, LABELS, LOOKS, PAPER, STUDENT_VIEW
from kit.core.errors import FrameError, KitError
from kit.core.frames import COLUMNS
from kit.core.rows import KeyEntry, Statement
from kit.lessons.lesson import Lesson
from kit.show.html import read_style
from kit.show.lettering import INK
from kit.show.plots import SourcingFigure, plot_sourcing
from kit.show.strips import MOST_STATEMENTS, describe_sourcing

if TYPE_CHECKING:
    from collections.abc import Iterator

STORY = (
    ("headline", 0, "outlet"), ("caption", 1, "meta"), ("body", 2, "official"),
    ("body", 2, "official"), ("heading", 3, "outlet"), ("body", 4, "unnamed"),
    ("body", 5, "hearsay"), ("body", 5, "named"),
)  # fmt: skip
# Machado, Oliveira & Fernandes (2009), severity 1, for linear RGB.
SIMULATIONS = {
    "none": np.eye(3),
    "protan": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deutan": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "tritan": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip


def story(lang: str = "en", name: str = "short", times: int = 1) -> pd.DataFrame:
    """Make the part of a frame of suggestions that a strip needs."""
    words = {"en": "Who said what to whom on the phone?", "ar": "مَن قال ماذا لمن؟"}[lang]
    return pd.DataFrame(
        [
            {
                "article_id": name, "statement_id": f"{name}#{at}", "lang": lang, "zone": zone,
                "paragraph": paragraph, "text": words, "label": label, "carried": at % 8 == 4,
            }
            for at, (zone, paragraph, label) in enumerate(STORY * times, start=1)
        ]
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    plt.close("all")


def blocks(figure: SourcingFigure) -> list[FancyBboxPatch]:
    """Return the blocks of all statements, legend apart, in the order of drawing."""
    found = [p for p in figure.axes[0].patches if isinstance(p, FancyBboxPatch) and p.get_gid()]
    return found[: -4 if all(box.get_gid() in CHOICES for box in found) else -6]


def places(figure: SourcingFigure) -> list[tuple[str, float]]:
    """Return label and middle of each block, in the order of drawing."""
    return [(str(b.get_gid()), b.get_x() + b.get_width() / 2) for b in blocks(figure)]


def texts(figure: SourcingFigure) -> list[str]:
    """Return all words on the figure."""
    return [text.get_text() for text in figure.axes[0].texts]


def linear(colour: str) -> np.ndarray:
    """Turn a hex colour into linear RGB."""
    rgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(one: str, two: str) -> float:
    """Return the contrast of two colours as WCAG defines it."""
    low, high = sorted(float(linear(c) @ (0.2126, 0.7152, 0.0722)) for c in (one, two))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    """Turn linear RGB into CIE L*a*b* under D65."""
    matrix = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    xyz = matrix @ np.clip(rgb, 0, 1) / (0.9505, 1.0, 1.089)
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_english_runs_from_left_to_right() -> None:
    """Blocks stand in reading order, painted with the student's four answers."""
    drawn = places(plot_sourcing(story()))
    assert [label for label, _ in drawn] == [STUDENT_VIEW[label] for _, _, label in STORY]
    assert drawn == sorted(drawn, key=lambda block: block[1])


def test_arabic_runs_from_right_to_left() -> None:
    """The first statement stands at the right, and numbers and legend are Arabic."""
    figure = plot_sourcing(story("ar"))
    drawn = places(figure)
    assert drawn == sorted(drawn, key=lambda block: -block[1])
    shown = texts(figure)
    assert {"١", "٨", "تصريح رسمي: ٢", "لا أحد يُسأل: ٢", "مَن قال ماذا لمن؟"} <= set(shown)
    assert "1" not in shown


def test_codebook_scheme_shows_six_labels() -> None:
    """With the six labels, unnamed and hearsay are told apart."""
    figure = plot_sourcing(story(), scheme="codebook")
    assert [label for label, _ in places(figure)] == [label for _, _, label in STORY]
    assert "Hearsay: 1" in texts(figure)


def test_legend_counts_every_answer() -> None:
    """Each label is there with its mark and count, also where it counts nothing."""
    shown = texts(plot_sourcing(story().query("label != 'named'")))
    assert {
        "Official: 2",
        "Named source: 0",
        "Not on the record: 2",
        "The outlet itself: 3",
    } <= set(shown)
    assert {LOOKS[word].mark for word in CHOICES} <= set(shown)


def test_carried_statements_are_tied() -> None:
    """A line joins a carried statement to the one before, and the legend says what it means."""
    figure = plot_sourcing(story())
    (tie,) = [patch for patch in figure.axes[0].patches if isinstance(patch, Rectangle)]
    drawn = places(figure)
    assert (tie.get_x(), tie.get_x() + tie.get_width()) == pytest.approx((drawn[2][1], drawn[3][1]))
    assert any("A line above" in words for words in texts(figure))
    loose = plot_sourcing(story().assign(carried=False))
    assert not any("A line above" in words for words in texts(loose))


def test_headings_are_low_and_paragraphs_apart() -> None:
    """The eye finds headings by height and paragraphs by distance."""
    boxes = blocks(plot_sourcing(story()))
    low = [zone in ("headline", "heading") for zone, _, _ in STORY]
    heights = [box.get_height() for box in boxes]
    assert max(h for h, is_low in zip(heights, low, strict=True) if is_low) < min(
        h for h, is_low in zip(heights, low, strict=True) if not is_low
    )
    gaps = [b.get_x() - a.get_x() - a.get_width() for a, b in itertools.pairwise(boxes)]
    assert gaps[2] < gaps[1]


def test_many_statements_wrap() -> None:
    """More than twenty statements take several rows; none is lost, and none leaves the paper."""
    figure = plot_sourcing(story(times=10))
    boxes = blocks(figure)
    assert len(boxes) == 80
    assert len({round(box.get_y() + box.get_height() / 2, 3) for box in boxes}) == 4
    assert all(box.get_x() >= 0 and box.get_x() + box.get_width() <= 10 for box in boxes)


def test_several_articles_have_a_strip_each() -> None:
    """Each strip has its own title and direction; the legend counts all of them."""
    both = pd.concat([story(), story("ar", "b")])
    figure = plot_sourcing(both, lang="en", title="Two papers")
    shown = texts(figure)
    assert {"Two papers", "Who said what to whom on the phone?", "مَن قال ماذا لمن؟"} <= set(shown)
    assert "Official: 4" in shown
    assert figure.alt.count("\n") == 1


def test_a_lesson_shows_its_key() -> None:
    """A lesson is drawn from its key, under its own title and in its own language."""
    frame = story("ar").assign(zone="body")
    key = frame[["statement_id", "label", "carried"]].iloc[::-1]
    statements = frame.drop(columns=["label", "carried"])
    rows = statements.assign(start=0, end=0)[list(COLUMNS["statements"])].to_dict("records")
    told = tuple(Statement(**{str(k): v for k, v in row.items()}) for row in rows)
    entries = tuple(
        KeyEntry(**{str(k): v for k, v in row.items()}) for row in key.to_dict("records")
    )
    figure = plot_sourcing(Lesson("short", "ar", "المكالمة", (), told, entries))
    assert places(figure) == places(plot_sourcing(frame))
    assert {"المكالمة", "تصريح رسمي: ٢"} <= set(texts(figure))


def test_title_can_be_given() -> None:
    """A title replaces the headline; without a headline the article's id stands there."""
    assert "My title" in texts(plot_sourcing(story(), title="My title"))
    assert "short" in texts(plot_sourcing(story().query("zone != 'headline'")))


@pytest.mark.parametrize(("lang", "word"), [("en", "word "), ("ar", "كلمة "), ("en", "W" * 9)])
def test_a_long_title_is_cut_on_paper_only(lang: str, word: str) -> None:
    """A headline too long for its line ends in an ellipsis; the words keep all of it."""
    headline = (word * 40).strip()
    figure = plot_sourcing(story(lang).assign(text=headline))
    title = figure.axes[0].texts[0]
    assert title.get_text().endswith("…")
    assert figure.bbox.x0 <= title.get_window_extent().x0
    assert title.get_window_extent().x1 <= figure.bbox.x1
    assert figure.alt.startswith(headline)


def test_alternative_text_says_what_is_seen() -> None:
    """Counts, shares and the place of the unverified are told in words, and go into the file."""
    figure = plot_sourcing(story())
    assert figure.alt == describe_sourcing(story())
    assert figure.alt == (
        "Who said what to whom on the phone? — Statements: 8. Official: 2 (25%). "
        "Named source: 1 (12%). Not on the record: 2 (25%). The outlet itself: 3 (38%). "
        "Nobody can be asked about the statements numbered 6, 7."
    )
    picture = io.BytesIO()
    figure.savefig(picture, format="png")
    assert Image.open(picture).info["Description"] == figure.alt


def test_alternative_text_in_arabic() -> None:
    """The same in Arabic, where the last third is said too."""
    words = describe_sourcing(story("ar").assign(label=["official"] * 6 + ["hearsay"] * 2))
    assert "عدد العبارات: ٨." in words
    assert "أرقامها: ٧، ٨." in words
    assert words.endswith("في الثلث الأخير من الخبر.")


def test_nothing_to_show() -> None:
    """An empty frame says so on the figure and in words."""
    empty = story().iloc[:0]
    assert "No statements to show." in texts(plot_sourcing(empty))
    assert describe_sourcing(empty) == "No statements to show."


def test_bad_input_is_named() -> None:
    """What cannot be drawn is refused with what was found and what would do."""
    with pytest.raises(FrameError, match="no column 'statement_id'"):
        plot_sourcing(story().drop(columns="statement_id"))
    with pytest.raises(FrameError, match="did you mean 'official'"):
        plot_sourcing(story().assign(label="oficial"))
    with pytest.raises(FrameError, match="found str, expected a frame of suggestions or a lesson"):
        plot_sourcing("the-call")  # type: ignore[arg-type]
    with pytest.raises(FrameError, match="found 0 lessons, expected 1 to"):
        plot_sourcing([])
    with pytest.raises(FrameError, match=f"at most {MOST_STATEMENTS}"):
        plot_sourcing(story(times=200))
    with pytest.raises(KitError, match="unknown scheme"):
        plot_sourcing(story(), scheme="pupil")  # type: ignore[arg-type]


def test_the_frame_is_not_changed() -> None:
    """Drawing leaves the caller's frame and matplotlib's settings as they were."""
    frame, family = story(), list(mpl.rcParams["font.family"])
    before = frame.copy(deep=True)
    plot_sourcing(frame)
    pd.testing.assert_frame_equal(frame, before)
    assert list(mpl.rcParams["font.family"]) == family


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_letter_has_a_glyph(lang: str, caplog: pytest.LogCaptureFixture) -> None:
    """Drawing warns of no missing glyph and logs no missing font."""
    plot_sourcing(story(lang), scheme="codebook").savefig(io.BytesIO())
    assert caplog.records == []


def test_dejavu_alone_writes_arabic(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Arabic fonts still draws every letter, with matplotlib's own font."""
    monkeypatch.setattr(
        "kit.show.lettering._FONTS", {"ar": ("DejaVu Sans",), "en": ("DejaVu Sans",)}
    )
    figure = plot_sourcing(story("ar"), scheme="codebook")
    figure.savefig(io.BytesIO())
    assert {text.get_fontfamily()[0] for text in figure.axes[0].texts} == {"DejaVu Sans"}


def test_arabic_is_shaped_and_not_reversed() -> None:
    """Joined letters are narrower than the same letters kept apart."""
    figure = plt.figure()
    joined = figure.text(0, 0.5, "ببب", family="DejaVu Sans", size=40)
    apart = figure.text(0, 0.1, "ب\u200cب\u200cب", family="DejaVu Sans", size=40)
    assert joined.get_window_extent().width < 0.8 * apart.get_window_extent().width


@pytest.mark.parametrize("label", LABELS)
def test_contrast(label: str) -> None:
    """Each label's colour, with the mark left white in it, is at least 4.5 : 1 on the paper."""
    assert contrast(LOOKS[label].light, PAPER["light"]) >= 4.5


@pytest.mark.parametrize("words", [CHOICES, LABELS])
def test_each_label_has_its_own_mark_and_hatch(words: tuple[str, ...]) -> None:
    """Without any colour two things still tell labels apart."""
    assert max(Counter(LOOKS[word].mark for word in words).values()) == 1
    assert max(Counter(LOOKS[word].hatch for word in words).values()) == 1


@pytest.mark.parametrize("sight", SIMULATIONS)
def test_the_unverified_stands_out_for_every_eye(sight: str) -> None:
    """However colours are seen, the unverified differs from the three others by colour alone."""
    seen = {word: lab(SIMULATIONS[sight] @ linear(LOOKS[word].light)) for word in CHOICES}
    for word in ("official", "named", "outlet"):
        assert np.linalg.norm(seen["unverified"] - seen[word]) > 20


def test_grey_blocks_differ_by_texture() -> None:
    """Printed in grey, the share of paper left in the blocks tells the four answers apart."""
    frame = story().assign(zone="body", carried=False, text="x" * 99)
    figure = plot_sourcing(frame.iloc[[2, 7, 5, 0]])
    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=200)
    grey = np.asarray(Image.open(picture).convert("L"), dtype=float)
    ink = []
    for box in blocks(figure):
        x, y = int(200 * (box.get_x() + 0.06)), int(200 * (box.get_y() + 0.06))
        tile = grey[y : y + 60, x : x + 90]
        ink.append((tile.std(), tile.std(axis=1).mean(), tile.std(axis=0).mean()))
    for one, two in itertools.combinations(ink, 2):
        assert max(abs(np.subtract(one, two))) > 5


@pytest.mark.fault("notebooks")
def test_figures_that_nobody_shows_do_not_pile_up() -> None:
    """In a script only the newest is open, as pyplot's own; all can still be saved."""
    own = plt.figure()
    figures = [plot_sourcing(story(), title=str(at)) for at in range(30)]
    assert [plt.figure(place) for place in plt.get_fignums()] == [own, figures[-1]]
    assert plt.gcf() is figures[-1]
    picture = io.BytesIO()
    figures[0].savefig(picture)
    assert picture.getvalue().startswith(b"\x89PNG")


NOTEBOOK = """
import nbformat, sys
from nbclient import NotebookClient
setup = f"import sys; sys.path[:0] = [{sys.argv[1]!r}]\\nfrom test_plots import story\\nfrom kit.show.plots import plot_sourcing\\n%matplotlib inline"
ends = ["plot_sourcing(story())", "plot_sourcing(story());", "import matplotlib.pyplot as plt\\nplot_sourcing(story())\\nplt.show()", "figure = plot_sourcing(story())"]
book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in [setup, *ends]])
NotebookClient(book, timeout=120).execute()
for cell in book.cells[1:]:
    pictures = [o for o in cell.outputs if "image/png" in o.get("data", {})]
    alts = [o.metadata.get("image/png", {}).get("alt", "")[:8] for o in pictures]
    words = [o for o in cell.outputs if "<details" in o.get("data", {}).get("text/html", "")]
    print(len(pictures), *alts, len(words))
"""


def test_a_notebook_shows_the_figure_once() -> None:
    """As last expression, with a semicolon, with plt.show() or assigned: one picture, with words."""
    done = subprocess.run(
        [sys.executable, "-c", NOTEBOOK, str(Path(__file__).parent)],
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert done.stdout.splitlines() == ["1 Who said 1"] * 4, done.stderr


def test_a_picture_in_a_dark_page_is_light_on_dark() -> None:
    """The style that comes with it turns it round: every colour keeps its contrast on that paper."""
    turned = np.array([[-0.574, 1.430, 0.144], [0.426, 0.430, 0.144], [0.426, 1.430, -0.856]])
    assert "invert(1) hue-rotate(180deg)" in read_style("picture.css")
    for colour in {INK, *(look.light for look in LOOKS.values())}:
        inverted = 1 - np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
        shown = np.clip(turned @ inverted, 0, 1) * 255
        red, green, blue = (round(float(part)) for part in shown)
        assert contrast(f"#{red:02x}{green:02x}{blue:02x}", PAPER["dark"]) >= 4.5
