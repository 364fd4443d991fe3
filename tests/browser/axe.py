"""Accessibility, as axe-core judges it: the rules of WCAG 2.2, levels A and AA."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]


def violations(page: Page, selector: str = ".kit-card") -> list[str]:
    """Return what axe-core finds wrong in the parts of a page, each with its place."""
    found = Axe().run(page, selector, {"runOnly": {"type": "tag", "values": TAGS}})
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]
