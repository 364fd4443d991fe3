"""Pages that grading writes: read by everyone, on a phone, in the dark, and on paper."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from axe import violations
from classes import START, graded, log, put

import kit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

LESSONS = {lang: kit.load_lesson("the-call", lang=lang) for lang in ("ar", "en")}
NAMES = (
    "منى سالم",
    "Ben O'Neill",
    "لينا",
    "Omar",
    "Zed",
    "Ada",
    "Kai",
    "Nour",
    "Sami",
    "Tom",
    "Eve",
)


@pytest.fixture(scope="module", params=["ar", "en"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the report on a class in one language, and a page of one of its learners."""
    home, lesson = tmp_path_factory.mktemp("class"), LESSONS[request.param]
    for n, name in enumerate(NAMES):
        for form, days in (("form-a", 0), ("form-b", 9)):
            own = kit.load_items(form, lang=request.param)
            start = START + timedelta(days=days, hours=n)
            put(home, f"in/{n}-{form}.jsonl", log(name, 17 - n, lesson=own, only=40, start=start))
        data = log(name, n, lesson=lesson, only=14, start=START + timedelta(hours=n))
        put(home, f"in/{n}.jsonl", data)
    graded(home / "out", home / "in", due=START)
    report = kit.class_report(home / "out").save(home / "class.html")
    return [report, *sorted((home / "out/feedback").iterdir())[:1]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1000])
def test_everyone_can_read_them(
    browser: Browser, pages: list[Path], width: int, scheme: str
) -> None:
    """Nothing that axe-core looks for is wrong, and nothing is wider than the window."""
    for path in pages:
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]  # one of its two words
        page.goto(path.as_uri())
        assert violations(page, "html") == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.close()


def test_a_report_is_two_sheets(browser: Browser, pages: list[Path]) -> None:
    """Printed on A4, whatever stands in it."""
    page = browser.new_page()
    page.goto(pages[0].as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 2
