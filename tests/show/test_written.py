"""What the command writes can be read: no word cut at any width, no formula in any cell."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

import kit
from kit.core.codebook import LOOKS
from kit.core.sheets import bare
from kit.languages.interface import translator
from kit.show.formats import Format
from kit.show.written import written

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.fault("output")

ADDRESS = "https://example.org/" + "a-very-long-way/" * 12
EN = kit.load_lesson("the-bridge", "en").text
AR = kit.load_lesson("the-bridge", "ar").text
ES = "El puente\n\nLa policía dijo que el puente está cerrado. Nadie sabe por qué.\n"
STORIES = {
    "en": EN, "ar": AR, "es": ES,
    "brackets": "A bridge [sic] falls\n\nThe mayor said [bold]it[/bold] fell [/] on Monday, [red]he added.",
    "words of 60 letters": f"{'W' * 60} falls\n\nThe mayor said {'x' * 60} fell. Nobody {'ق' * 60} asked.",
    "an address": f"Falls\n\nThe mayor said so at {ADDRESS} on Monday.\n",
    "long title": f"{'A bridge of many words ' * 8}\n\nThe mayor said so.\n",
    "vowel signs": "انهارَ الجِسْرُ\n\nقالَ وَزيرُ النَّقْلِ إنَّ الجِسْرَ سَليمٌ.\n",
    "wide signs": "橋は安全です\n\n市長は「橋は安全です」と述べた。 The mayor said so 🙂.\n",
}  # fmt: skip
STEERING = re.compile("[\u2066-\u2069]|\x1b\\[[0-9;]*m")


def lines(text: str, width: int, *, terminal: bool = False) -> list[str]:
    """Return the lines of a table, without what only steers their direction and colour."""
    page = "".join(written([kit.explain(text)], Format.table, width=width, terminal=terminal))
    return STEERING.sub("", page).splitlines()


def columns(shown: list[str]) -> Iterator[str]:
    """Yield the text of each column of each row, with the words of its lines one after another."""
    rows: list[list[list[str]]] = [[]]
    for line in shown:
        if re.search("[├┡┏└]", line) or not line.strip():
            rows.append([])
        else:
            inside = re.sub("^[│┃]|[│┃]$", "", line)
            rows[-1].append([cell.strip() for cell in re.split("[│┃]", inside)])
    for row in rows:
        for cells in zip(*row, strict=False):
            yield " ".join(cells)


@pytest.mark.parametrize("width", [40, 41, 60, 69, 70, 80, 100, 120, 200])
@pytest.mark.parametrize("lang", ["en", "ar", "es"])
def test_every_word_stands_whole(lang: str, width: int) -> None:
    """Of each statement, of its label, of the reason, of the title, in either direction."""
    shown = lines(STORIES[lang], width)
    told = set(" ".join(columns(shown)).split())
    explained = kit.explain(STORIES[lang])
    face = "ar" if lang == "ar" else "en"
    wanted = set(explained.articles["title"].item().split())
    for row in (row for found in explained.found for row in found.labels):
        wanted |= {*row.text.split(), *row.why(face).split(), *", ".join(row.rules).split()}
        wanted |= set(translator(face)(LOOKS[row.label].name).split())
    assert wanted - told == set()


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("story", STORIES)
def test_nothing_is_cut_and_no_line_is_too_long(story: str, width: int) -> None:
    """A word that is longer than its room goes on in the next line; brackets are text."""
    shown = lines(STORIES[story], width)
    assert not any("…" in line for line in shown)
    letters = "".join("".join(columns(shown)).split())
    for text in kit.explain(STORIES[story]).labels["text"]:
        assert "".join(text.split()) in letters
    assert max(map(cell_len, shown)) <= width


@pytest.mark.parametrize("width", [40, 80])
def test_a_terminal_sees_the_same_words_in_colour(width: int) -> None:
    """Colours change no word and no line."""
    plain, coloured = lines(AR, width), lines(AR, width, terminal=True)
    assert [line.strip() for line in plain] == [line.strip() for line in coloured]


def test_a_narrow_arabic_line_is_kept_in_its_direction() -> None:
    """Each line stands at the right, inside an isolate of its own."""
    page = "".join(written([kit.explain(AR)], Format.table, width=40))
    told = [line for line in page.splitlines() if line.strip()]
    assert [
        line for line in told if not re.fullmatch(r" *\u2067[^\u2067\u2069]+\u2069 *", line)
    ] == []


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=200), st.sampled_from([40, 55, 80]))
def test_any_text_can_be_shown_at_any_width(text: str, width: int) -> None:
    """Marks of other programs in a text neither stop the command nor vanish."""
    try:
        explained = kit.explain(f"Dam is safe\n\nThe mayor said so. {text}\n")
    except kit.ArticleError:
        return
    page = "".join(written([explained], Format.table, width=width))
    assert "mayor" in page


def table(text: str, *, excel: bool = False) -> list[dict[str, str]]:
    """Return the rows of a CSV."""
    page = "".join(written([kit.explain(text)], Format.csv, excel=excel))
    return list(csv.DictReader(io.StringIO(page.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("excel", [False, True])
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_no_cell_of_a_csv_is_a_formula(sign: str, excel: bool) -> None:  # noqa: FBT001  (a parameter of pytest)
    """A statement that begins like one gets an apostrophe, which the kit takes away again."""
    text = f'{sign}HYPERLINK("http://example.org";"Dam is safe")\n\n{sign}1 said the mayor of it.\n'
    rows = table(text, excel=excel)
    formulas = [
        cell for row in rows for cell in row.values() if cell[:1] in set("=+-@\t\r＝＋－＠")
    ]
    assert formulas == []
    assert [bare(row["text"]) for row in rows] == list(kit.explain(text).labels["text"])


def test_the_mark_of_utf8_stands_once_at_the_beginning() -> None:
    """Before the first article and before no other."""
    page = "".join(written([kit.explain(AR), kit.explain(EN)], Format.csv, excel=True))
    assert (page[0], page.count("\ufeff"), page.count("article_id")) == ("\ufeff", 1, 1)
    assert "".join(written([], Format.csv, excel=True)) == ""


@pytest.mark.parametrize("width", [50, 120])
def test_no_arabic_is_slanted_in_a_terminal(width: int) -> None:
    """A title is bold there; an English one is slanted."""
    shown = {
        lang: "".join(written([kit.explain(text)], Format.table, width=width, terminal=True))
        for lang, text in (("ar", AR), ("en", EN))
    }
    slanted = {
        lang: re.findall("\x1b\\[[0-9;]*\\b3[;m]", page) != [] for lang, page in shown.items()
    }
    assert slanted == {"ar": False, "en": True}
