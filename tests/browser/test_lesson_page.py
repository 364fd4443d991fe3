"""What the extension's style does to a lesson's page: one hand, and Arabic from the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

STYLE = Path(kit.__file__).parent / "jupyter/labextensions/who-said-so/static/lesson.css"
PICTURE = Path(kit.__file__).parent / "show/templates/picture.css"
CELL = """<body data-jp-theme-light={light}><style>{style}</style><div class="kit-lesson">
<div class="jp-RenderedHTMLCommon jp-RenderedMarkdown"><div dir="rtl" lang="ar"><h2>عنوان</h2>
<p>نص <em>مائل</em> و<code>kit.report()</code></p><ul><li>بند</li></ul>
<table><tr><th>رأس</th></tr><tr><td align="right">خلية</td></tr></table></div></div>
<div class="jp-OutputArea-child"><img></div>
<div class="jp-OutputArea-child"><details class="kit-picture">x<style>{picture}</style></details></div>
</div>"""


@pytest.fixture
def computed(context: BrowserContext) -> dict[str, dict[str, str]]:
    """Return how each part of an Arabic cell is set, in a dark page of another style."""
    style = "em{font-style:italic}th,td{text-align:right}" + STYLE.read_text(encoding="utf-8")
    picture = PICTURE.read_text(encoding="utf-8")
    page = context.new_page()
    page.set_content(CELL.format(light="false", style=style, picture=picture))
    found: dict[str, dict[str, str]] = page.evaluate("""() => Object.fromEntries(
        ['h2', 'p', 'em', 'code', 'ul', 'th', 'td', 'img'].map(name => {
            const { textAlign, direction, unicodeBidi, fontStyle, filter } = getComputedStyle(document.querySelector(name));
            return [name, { textAlign, direction, unicodeBidi, fontStyle, filter }];
        }))""")
    return found


def test_every_block_of_arabic_begins_at_the_right(computed: dict[str, dict[str, str]]) -> None:
    """Headings, text, lists and tables, whatever Jupyter's own style says."""
    for name in ("h2", "p", "ul", "th", "td"):
        assert (computed[name]["direction"], computed[name]["textAlign"]) == ("rtl", "start"), name


def test_code_in_arabic_runs_from_the_left(computed: dict[str, dict[str, str]]) -> None:
    """Its brackets stay where they were typed, and move no word around it."""
    assert (computed["code"]["direction"], computed["code"]["unicodeBidi"]) == ("ltr", "isolate")


def test_no_arabic_is_slanted(computed: dict[str, dict[str, str]]) -> None:
    """Weight and colour stress it instead."""
    assert computed["em"]["fontStyle"] == "normal"


def test_a_picture_in_the_dark_is_turned_round(computed: dict[str, dict[str, str]]) -> None:
    """The style that stands after it reaches it."""
    assert computed["img"]["filter"] == "invert(1) hue-rotate(180deg)"


def test_a_picture_in_the_light_is_left_alone(context: BrowserContext) -> None:
    """Ink on white, as it was drawn."""
    page = context.new_page()
    page.set_content(CELL.format(light="true", style="", picture=PICTURE.read_text("utf-8")))
    assert page.evaluate("getComputedStyle(document.querySelector('img')).filter") == "none"
