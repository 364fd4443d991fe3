"""How long a class takes to grade, and how that grows: ``python -m benchmarks.grading [--full]``."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

import numpy as np

import kit
from benchmarks.speed import exponent
from kit.core.codebook import STUDENT_VIEW
from kit.exercises.lines import encode
from kit.exercises.log import log_path
from kit.grading.classes import class_report
from kit.grading.desk import grade_class
from kit.grading.grade import Wishes

_START = datetime(2026, 3, 2, 9, tzinfo=UTC)
_ITEMS = 20
_RIGHT = 0.7
_SETS = tuple(f"items-{place:02}" for place in range(1, 11))
"""Ten exercises of single statements; of each, the first twenty."""


def write_class(folder: Path, learners: int) -> int:
    """Write a log a learner and exercise, and return how many answers there are."""
    dice = np.random.default_rng(7)
    answers = 0
    for name in _SETS:
        lesson = kit.load_items(name, "en")
        entries = lesson.entries[:_ITEMS]
        for who in range(learners):
            start = _START + timedelta(milliseconds=who)
            luck = dice.random(len(entries))
            lines = []
            for place, entry in enumerate(entries):
                right = STUDENT_VIEW[entry.label]
                wrong = "named" if right != "named" else "official"
                row = {
                    "learner_id": f"learner {who}", "exercise_id": lesson.exercise_id,
                    "statement_id": entry.statement_id, "scheme": "student",
                    "label": right if luck[place] < _RIGHT else wrong,
                    "text_hash": lesson.text_hash, "confidence": 0.75,
                    "answered_at": start + timedelta(seconds=9 * place),
                }  # fmt: skip
                lines.append(encode(row))
            path = log_path(lesson.exercise_id, f"learner {who}", folder)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"".join(lines))
            answers += len(lines)
    return answers


def measure(learners: int) -> dict[str, float]:
    """Grade and report on a class of made-up learners.

    Returns
    -------
    dict
        ``answers``; seconds to ``grade``, ``again`` and ``report``; ``peak`` in MB.
    """
    with tempfile.TemporaryDirectory() as name:
        folder, to = Path(name, "in"), Path(name, "out")
        answers = write_class(folder, learners)
        times = []
        for _ in range(2):
            begun = perf_counter()
            grade_class([str(folder)], to, Wishes())
            times.append(perf_counter() - begun)
        graded = _peak()
        begun = perf_counter()
        class_report(to).save(to / "class.html")
        times.append(perf_counter() - begun)
    return dict(zip(("grade", "again", "report"), times, strict=True)) | {
        "answers": float(answers),
        "peak": graded,
    }


def _peak() -> float:
    import resource  # noqa: PLC0415  (Windows has none)

    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (1_000_000 if sys.platform == "darwin" else 1_000)


def apart(learners: int) -> dict[str, float]:
    """Measure in a process of its own, so that its peak is its own."""
    code = f"import json; from benchmarks.grading import measure; print(json.dumps(measure({learners})))"
    done = subprocess.run(  # noqa: S603  (Python itself)
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print a row a size, and the exponent of growth."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grading", description=__doc__)
    parser.add_argument("--full", action="store_true", help="grow to 10,000 learners")
    sizes = (100, 1_000, 10_000) if parser.parse_args().full else (100, 1_000)
    print("| learners x 10 exercises | answers | graded | graded again | report | peak |")
    print("|---|---|---|---|---|---|")
    points = []
    for learners in sizes:
        found = apart(learners)
        points.append((learners, found["grade"]))
        print(
            f"| {learners:,} | {found['answers']:,.0f} | {found['grade']:.1f} s | "
            f"{found['again']:.1f} s | {found['report']:.1f} s | {found['peak']:.0f} MB |",
            flush=True,
        )
    print(f"\ngrowth of grading, exponent: {exponent(points):.2f}")


if __name__ == "__main__":
    main()
