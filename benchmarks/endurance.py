"""What answer logs stand: ``python -m benchmarks.endurance [--rounds 200]``.

A class of a million answers is read; two programs write to one log at once and are killed, or meet a
full disk. For how they do that see ``tests/exercises/writers.py``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kit.exercises.lines import encode

LINES = 1_000_000
ROOT = Path(__file__).resolve().parents[1]
_READ = """
import resource, sys, time, kit
start = time.perf_counter()
found = len(kit.read_answers(sys.argv[1]))
print(found, time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)
"""


def write_lines(folder: Path, count: int = LINES) -> None:
    """Write the answers of many learners without a name to one log below `folder`."""
    first = datetime(2025, 1, 1, tzinfo=UTC)
    folder.mkdir(parents=True)
    with (folder / "class.jsonl").open("wb") as log:
        for at in range(count):
            row = {
                "learner_id": f"anon-{at // 100:016x}",
                "exercise_id": "the-call.en",
                "statement_id": f"the-call.en#{at % 100 + 1}",
                "label": "official",
                "scheme": "student",
                "text_hash": "abcdef012345",
                "given": (),
                "confidence": 0.75 if at % 3 else None,
                "answered_at": first + timedelta(seconds=at),
            }
            log.write(encode(row))


def read_lines(folder: Path) -> tuple[int, float, float]:
    """Read a folder of logs in a process of its own; return answers, seconds, and megabytes at most."""
    count, seconds, megabytes = _python("-c", _READ, str(folder)).split()
    return int(count), float(seconds), float(megabytes)


def write_at_once(what: str, rounds: int) -> dict[str, Any]:
    """Let two programs write, ``"killed"`` or on a ``"full"`` disk; return what became of it."""
    writers = ROOT / "tests" / "exercises" / "writers.py"
    return dict(json.loads(_python(str(writers), what, str(rounds))))


def _python(*arguments: str) -> str:
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(  # noqa: S603  (our own programs)
        [sys.executable, *arguments], check=True, capture_output=True, text=True,
        env=os.environ | {"PYTHONPATH": path},
    )  # fmt: skip
    return done.stdout


def main() -> None:
    """Measure, and print a line as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.endurance", description=__doc__)
    parser.add_argument("--rounds", type=int, default=200, help="of killing, and of a full disk")
    rounds = parser.parse_args().rounds
    print("| measure | found | wanted |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "answers")
        write_lines(folder)
        count, seconds, megabytes = read_lines(folder)
    print(f"| {count:,} log lines read | {seconds:.1f} s, {megabytes:.0f} MB | < 15 s, < 700 MB |")
    for what, told in (("killed", "kill -9 at any moment"), ("full", "a full disk")):
        found = write_at_once(what, rounds)
        lost = f"{found['lost']} of {found['acknowledged']:,} acknowledged answers lost"
        print(
            f"| two writers, {rounds} rounds of {told} | {lost}, {found['unreadable']} logs unreadable "
            "| 0, 0 |",
            flush=True,
        )


if __name__ == "__main__":
    main()
