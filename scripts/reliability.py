"""Run every test of something going wrong outside the kit, and count them by kind: `make reliability`.

Writes docs/reliability.md. It fails if a case does not hold, and the page says which.
"""

from __future__ import annotations

import platform
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reliability.md"
KINDS = {
    "loading": "files that people have: web pages, Word files, tables, encodings, line ends, front matter of other tools",
    "tags": "names and tags of languages, at every door",
    "learners": "learners' work: names, clocks, copies, two windows, a full disk, a crash, a folder of a whole class",
    "page": "messages that a page may not send: forged, huge, nested, many",
    "hostile": "lesson files that were made to do harm, and signs that rewrite a line",
    "time": "texts that grow, by pattern",
    "notebooks": "notebooks saved, exported, moved, run elsewhere; what a closed exercise leaves behind",
    "output": "results in other programs: spreadsheets, narrow terminals, old code pages, long names in plots",
    "supply": "what is installed, and from where",
}


class Count:
    """Count the cases of each kind, as a plug-in of pytest."""

    def __init__(self) -> None:
        self.tried: Counter[str] = Counter()
        self.held: Counter[str] = Counter()
        self.failed: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take a test's kind from its report: its call alone counts, unless it never came to that."""
        kind = dict(report.user_properties).get("fault")
        if kind is None or not (report.when == "call" or report.failed):
            return
        self.tried[str(kind)] += 1
        if report.passed:
            self.held[str(kind)] += 1
        else:
            self.failed.append(report.nodeid)


def page(count: Count) -> str:
    """Return the page, in Markdown."""
    rows = "".join(
        f"| {kind} | {what} | {count.tried[kind]} | {count.held[kind]} |\n"
        for kind, what in KINDS.items()
    )
    failed = "".join(f"\n- `{name}`" for name in count.failed)
    return f"""# What may go wrong, and does not

Written by `make reliability` on {datetime.now(UTC):%Y-%m-%d} ({platform.system()}, Python {platform.python_version()}). A case is a test that hands the kit something people really bring, lose or forge, and says what must come of it; the tests carry the mark `fault`. What is measured and not a matter of yes or no stands in [benchmarks](../benchmarks/README.md#endurance).

| kind | what is tried | cases | held |
|---|---|---|---|
{rows}| all | | {count.tried.total()} | {count.held.total()} |
{failed and chr(10) + "Not held:" + chr(10) + failed + chr(10)}"""


def main() -> int:
    """Run, write and tell."""
    count = Count()
    code = pytest.main(
        ["tests", "-m", "fault", "-n", "2", "--dist", "loadgroup", "-q", *sys.argv[1:]],
        plugins=[count],
    )
    PAGE.write_text(page(count), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {count.held.total()} of {count.tried.total()} cases hold")
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
