"""Draw the pictures of the READMEs anew: the sorter in the middle of the first lesson's story.

    python scripts/draw_pictures.py

It opens the story's page in headless Chromium, answers as the key does, and keeps `docs/sorter-*.png`.
Latin letters are drawn with whatever this machine has, Arabic ones with the font that the kit brings.
"""

from __future__ import annotations

import base64
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

from kit.core.codebook import student_view
from kit.export.page import export_page
from kit.lessons.folders import load_lesson

ROOT: Final = Path(__file__).resolve().parents[1]
STORY: Final = "the-concert"
ANSWERED: Final = 7
"""How many statements are answered before the one in the picture."""


def face(weight: str, name: str) -> str:
    """Return the style that gives a page one of the kit's own fonts."""
    data = (ROOT / "kit" / "show" / "fonts" / f"NotoNaskhArabic-{name}.ttf").read_bytes()
    url = f"data:font/ttf;base64,{base64.b64encode(data).decode()}"
    return f"@font-face{{font-family:'Noto Naskh Arabic';font-weight:{weight};src:url({url})}}"


def draw(lang: str, folder: Path) -> None:
    """Draw the sorter in one language."""
    lesson = load_lesson(STORY, lang)
    place = folder / f"{lang}.html"
    export_page(lesson, place)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(
            bypass_csp=True, reduced_motion="reduce", viewport={"width": 836, "height": 900}
        )
        page = context.new_page()
        page.goto(place.as_uri())
        page.add_style_tag(content=face("400", "Regular") + face("700", "Bold"))
        card = page.locator(".kit-sorter")
        for entry in lesson.entries[:ANSWERED]:
            card.locator(f".opt[data-label={student_view(entry.label)}]").click()
            card.locator(".go").click()
            card.locator(".verdict").wait_for()
            card.locator(".go").click()
        label = student_view(lesson.entries[ANSWERED].label)
        card.locator(f".opt[data-label={label}] input").press("Space")
        page.evaluate("document.fonts.ready")
        card.locator(".card").screenshot(path=ROOT / "docs" / f"sorter-{lang}.png")
        browser.close()


with tempfile.TemporaryDirectory() as made:
    for one in ("ar", "en"):
        draw(one, Path(made))
