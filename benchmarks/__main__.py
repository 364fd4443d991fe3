"""Print what was measured as one table: ``python -m benchmarks [--quick] [--full]``."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks import pages
from benchmarks.labels import agreement, own_stories, read_labelled
from benchmarks.speed import (
    beside_blank,
    beside_quoting,
    exponent,
    growth_by_articles,
    growth_by_line,
    import_times,
    machine,
    peak_memory,
    what_if,
)

_SLOWER: Final = 15
"""By how much fewer articles are read where a peer parses each sentence."""
_NAMES = {"ar": "Arabic", "en": "English", "es": "Spanish"}


def main() -> None:
    """Measure, and print a line as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--labelled", type=Path, metavar="FILE", help="labelled articles (JSON Lines)"
    )
    parser.add_argument("--quick", action="store_true", help="a tenth of the articles")
    parser.add_argument(
        "--full", action="store_true", help="grow to 100,000 articles (half an hour)"
    )
    parser.add_argument("--no-browser", action="store_true", help="leave the widgets out")
    parser.add_argument("--no-peer", action="store_true", help="leave textacy and spaCy out")
    given = parser.parse_args()
    about = machine()
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {about['system']} {about['processor']}, {about['cores']} cores, "
        f"Python {about['python']}\n"
    )
    print("| measure | language | found | target | units |\n|---|---|---|---|---|")
    _labels(given.labelled)
    few = 10 if given.quick else 1
    if not given.no_peer:
        _speed(3_000 // few)
    _growth(100_000 if given.full else 10_000 // few, 5_000_000 // few)
    _start()
    if not given.no_browser:
        _pages(few)


def _row(measure: str, lang: str, found: str, target: str, units: str) -> None:
    print(f"| {measure} | {_NAMES.get(lang, lang)} | {found} | {target} | {units} |", flush=True)


def _labels(path: Path | None) -> None:
    labelled = read_labelled(path) if path else own_stories()
    named = "labelled articles" if path else "the project's own stories (the rules know them)"
    for lang in ("ar", "en"):
        if not any(a["lang"] == lang for a in labelled):
            continue
        found = agreement(labelled, lang)
        units = f"{found.units} statements of {named}"
        _row("six labels, Cohen's kappa", lang, f"{found.kappa:.3f}", "≥ 0.80", units)
        _row(
            "six labels, macro-F1",
            lang,
            f"{found.macro_f1:.3f}",
            "≥ 0.75",
            f"{found.hearsay} hearsay",
        )
        _row("student view, accuracy", lang, f"{found.student:.3f}", "≥ 0.88", units)
        _row("not on the record, F1", lang, f"{found.unverified_f1:.3f}", "≥ 0.85", units)
        _row("source words, overlap F1", lang, f"{found.source_f1:.3f}", "≥ 0.80", units)
        _row("hedged or not, F1", lang, f"{found.hedge_f1:.3f}", "", units)


def _speed(count: int) -> None:
    few = count // _SLOWER
    found = beside_quoting(few)
    told = f"{found.kit / found.peer:.0f} × ({found.kit:,.0f}/s; textacy {found.peer:,.0f}/s)"
    units = f"{found.statements:,} statements, {few:,} articles"
    measure = "files to suggestions, statements a second, beside textacy and a small spaCy model"
    _row(measure, "en", told, "≥ 5 ×", units)
    for lang in ("ar", "en"):
        found = beside_blank(lang, count)
        told = f"{found.kit / found.peer:.2f} × ({found.kit:,.0f}/s; spaCy {found.peer:,.0f}/s)"
        units = f"{found.statements:,} statements, {count:,} articles, {found.phrases:,} phrases"
        measure = "the same beside a blank spaCy pipeline, which labels nothing (the floor)"
        _row(measure, lang, told, "", units)


def _growth(most: int, longest: int) -> None:
    for lang in ("ar", "en"):
        counts = [n for n in (10, 100, 1_000, 10_000, 100_000) if n <= most]
        points = growth_by_articles(lang, counts)
        times = ", ".join(f"{n:,}: {1000 * t / n:.2f}" for n, t in points)
        _row(
            "time by articles, exponent",
            lang,
            f"{exponent(points):.2f}",
            "1",
            f"ms each for {times}",
        )
        points = growth_by_line(lang, [longest // 4, longest])
        times = ", ".join(f"{n / 1e6:.2f} MB: {t:.1f} s" for n, t in points)
        _row("time by length of one line, exponent", lang, f"{exponent(points):.2f}", "1", times)
        many = min(most, 10_000)
        small, large = peak_memory(lang, many // 10), peak_memory(lang, many)
        told = f"{large / small:.2f} × ({small:.0f} to {large:.0f} MB)"
        _row("peak memory", lang, told, "flat", f"{many // 10:,} to {many:,} articles")


def _start() -> None:
    for lang in ("ar", "en"):
        _row(
            "an edited sentence explained", lang, f"{what_if(lang):.2f} ms", "< 10 ms", "300 edits"
        )
    ours, theirs = import_times()
    told = f"{ours / theirs:.2f} × ({1000 * ours:.0f} ms; pandas {1000 * theirs:.0f} ms)"
    _row("import kit beside import pandas", "", told, "≤ 1.3 ×", "best of 7")


def _pages(few: int) -> None:
    with pages.page(40) as page:
        choice = page.choices(max(20, 200 // few))
        told = f"{choice.shown.p95:.1f} ms (median {choice.shown.p50:.1f}; handlers {choice.blocked.p95:.1f})"
        _row("a choice until its frame is drawn, p95", "", told, "≤ 16.7 ms", "clicks")
        _commits(page, 40, 30)
    with pages.page(400) as page:
        _commits(page, 400, 30)
    painted, frames = pages.whole_article(400)
    _row("whole article until painted", "", f"{painted:.2f} s", "< 1 s", "400 statements")
    slow = pages.spread(frames)
    told = f"{1000 / slow.p95:.0f} frames/s at p95 ({1000 / slow.p50:.0f} in the middle)"
    _row("whole article scrolled", "", told, "≥ 50 frames/s", f"{len(frames)} frames")
    _row(
        "scripts and styles",
        "",
        f"{pages.weight():,} bytes",
        "< 60,000",
        "all widgets, each part once",
    )
    asked = pages.requests_of_a_lesson()
    _row("network requests of a lesson", "", f"{len(asked)}", "0", ", ".join(asked) or "none")


def _commits(page: pages.Page, statements: int, turns: int) -> None:
    verdict, echo = page.commits(turns)
    told = f"{verdict / echo:.2f} × ({verdict:.1f} ms; echo {echo:.1f} ms)"
    units = f"median of {turns - 2}, {statements} statements"
    _row("commit until explained, beside a bare echo", "", told, "≤ 1.5 ×", units)


if __name__ == "__main__":
    main()
