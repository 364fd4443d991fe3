"""Run `make lab` or `make test`, and hold its time against the one that the READMEs give.

    python scripts/hold_time.py TARGET [SECONDS CPU]

It fails if a README's figure is off by more than half; with times given it runs nothing. The figures
are those of two idle cores, so where others keep the machine busy the processor's seconds count, if
they are fewer than the clock's. KIT_SLOWER says how many times slower this machine is (2: it may
take twice as long; 0.5: half).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.ar.md")
UNITS = {"s": 1, "min": 60}


def stated(page: str, target: str) -> int:
    """Return the seconds that a page gives for `make TARGET`.

    Raises
    ------
    SystemExit
        If it gives none.
    """
    found = re.search(rf"^make {target} +#.*?(\d+) ?(s|min)\b", page, re.MULTILINE)
    if not found:
        raise SystemExit(f"hold_time: found no time beside `make {target}`, expected `6 min`")
    return int(found[1]) * UNITS[found[2]]


def off(told: float, took: float) -> bool:
    """Return whether what was measured is off the figure by more than half of it."""
    return abs(told - took) > told / 2


def measure(target: str) -> tuple[float, float]:
    """Run `make TARGET`; return the seconds it took by the clock and on the processor.

    Raises
    ------
    SystemExit
        If it fails.
    """
    import resource  # noqa: PLC0415  (Windows has none)

    start = monotonic()
    done = subprocess.run(["make", target], cwd=ROOT, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return monotonic() - start, used.ru_utime + used.ru_stime


def main(target: str, *given: str) -> int:
    """Compare the figures of both READMEs with the time taken; return how many are off."""
    clock, cpu = map(float, given) if given else measure(target)
    print(f"make {target}: {clock:.0f} s by the clock, {cpu:.0f} s on the processor")
    took = min(clock, cpu) / float(os.environ.get("KIT_SLOWER", "1"))
    wrong = 0
    for name in READMES:
        told = stated((ROOT / name).read_text(encoding="utf-8"), target)
        if off(told, took):
            wrong += 1
            print(
                f"{name}: found {told} s for `make {target}`, expected about {took:.0f} s: correct "
                "the figure, or set KIT_SLOWER if this machine is not like two idle cores",
                file=sys.stderr,
            )
    return wrong


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
