"""What stands in a page is text, and a notebook takes none of it for a formula."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

import kit

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.fault("output")

MONEY = (
    "It costs $40 million, not $20 million", r"$\bad$ news", "US$ and C$ rise", "$$ is nothing",
    "جسر بـ 40$ لا بـ 20$ مليون",
)  # fmt: skip


class Strings(HTMLParser):
    """The strings in which MathJax looks for formulas: what stands between two tags."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep a string."""
        self.found.append(data)


def strings(page: str) -> list[str]:
    """Return the strings of a page between its tags, in order."""
    reader = Strings()
    reader.feed(re.sub("(?s)<style.*?</style>", "", page))
    return reader.found


def in_notebook(sorter: kit.Sorter) -> str:
    """Return what a notebook shows of an exercise where no script runs."""
    bundle = sorter._repr_mimebundle_()
    return str((bundle[0] if isinstance(bundle, tuple) else bundle)["text/html"])


@pytest.mark.parametrize("words", MONEY)
def test_a_dollar_is_a_dollar_in_a_notebook(words: str, tmp_path: Path) -> None:
    """No two of them stand in one string, and the words are there as they were written."""
    lesson = kit.draft_lesson(f"{words}\n\nThe mayor said: {words}.", lesson_id="costs-$5-$6")
    pages = {
        "explanation": kit.explain(f"{words}\n\nThe mayor said: {words}.")._repr_html_(),
        "worksheet": kit.worksheet(lesson).html,
        "page": kit.worksheet(lesson).save(tmp_path / "a.html").read_text(encoding="utf-8"),
        "exercise": in_notebook(kit.Sorter(lesson, "a", log=tmp_path / "a.jsonl")),
    }
    for name, page in pages.items():
        found = strings(page)
        assert words in "".join(found), name
        body = [one for one in found if one != "costs-$5-$6"]
        assert [one for one in body if "$" in one and one != "$"] == [], name
    assert "<title>costs-$5-$6</title>" in pages["page"]
