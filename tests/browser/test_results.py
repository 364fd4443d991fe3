"""Reports and maps of skills on a page: they follow the answers, and fit a telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe import violations
from playwright.sync_api import expect

from kit.core.codebook import student_view
from kit.lessons.items import load_items

if TYPE_CHECKING:
    from collections.abc import Callable

    from bare import Bare

WIDE = "() => document.documentElement.scrollWidth > window.innerWidth"
CUT = "() => [...document.querySelectorAll('.kit-wide')].map(n => n.scrollWidth - n.clientWidth)"
CELLS = """import kit
sorter = kit.Sorter(kit.load_items("items-01", lang="{lang}"), learner="owl", scheme="{scheme}")
sorter|report = kit.report(sorter)
report|kit.skill_map(sorter)"""


@pytest.mark.parametrize(
    "context", [{"viewport": {"width": 320, "height": 640}}], indirect=True, ids=["phone"]
)
@pytest.mark.parametrize("scheme", ["student", "codebook"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_results_follow_the_answers_and_fit(
    bare: Callable[..., Bare], lang: str, scheme: str
) -> None:
    """Nothing is run again; on 320 px nothing is cut off, and axe finds nothing."""
    book = bare(*CELLS.format(lang=lang, scheme=scheme).split("|"))
    book.run_all()
    page = book.page
    report, skills = page.locator(".kit-report").nth(0), page.locator(".kit-report").nth(1)
    before = skills.inner_text()
    for entry in load_items("items-01", lang=lang).entries[:2]:
        label = entry.label if scheme == "codebook" else student_view(entry.label)
        book.widget.locator(f".opt[data-label={label}] input").click()
        book.widget.locator(".go").click()
        expect(book.widget.locator(".verdict")).to_be_visible()
        book.widget.locator(".go").click()
    right = book.value("report.now.right")
    expect(report).to_contain_text({"en": f"{right[0]} of {right[1]}", "ar": " من "}[lang])
    expect(skills).not_to_have_text(before)
    assert right[1] == 2
    assert (page.evaluate(WIDE), page.evaluate(CUT)) == (False, [0, 0])
    assert violations(page) == []
