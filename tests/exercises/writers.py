"""Two programs that write to one log at once, and are killed or meet a full disk; see `main`.

A program of its own, as it forks and kills: ``python writers.py killed|full 20`` prints as JSON what
was acknowledged and what of it is not in the log.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kit.core.errors import AnswerError
from kit.exercises.log import AnswerLog

if TYPE_CHECKING:
    from collections.abc import Iterator

ROW = {
    "learner_id": "owl-7", "exercise_id": "harbour.ar", "label": "official", "scheme": "student",
    "confidence": 0.75, "text_hash": "abc",
}  # fmt: skip
MOST = 400
"""Answers of one writer in one round; most are killed long before."""


def write(log: AnswerLog, name: str, told: int, dice: random.Random, *, full: bool) -> None:
    """Answer until killed, or to the end; after each answer that is on disk, tell its name."""
    waiting: list[dict[str, Any]] = []
    for at in range(40 if full else MOST):
        item = f"{name}#{at}"
        waiting.append(ROW | {"statement_id": item, "answered_at": datetime.now(UTC)})
        with a_full_disk(log.path, dice) if full and dice.random() < 0.4 else nothing():
            try:
                log.extend(waiting)
            except AnswerError:
                continue
        os.write(told, "".join(f"{row['statement_id']}\n" for row in waiting).encode())
        waiting.clear()


@contextmanager
def nothing() -> Iterator[None]:
    """Break nothing."""
    yield


@contextmanager
def a_full_disk(path: Path, dice: random.Random) -> Iterator[None]:
    """Let fsync fail, or let a file grow by a few bytes more and then no further."""
    if dice.random() < 0.5:
        plain, os.fsync = os.fsync, refuse
        try:
            yield
        finally:
            os.fsync = plain
        return
    size = path.stat().st_size if path.exists() else 0
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + dice.randrange(300), resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def refuse(number: int) -> None:
    """Fail as fsync does on a full disk."""
    raise OSError(28, f"No space left on device ({number})")


def fork(log: AnswerLog, name: str, seed: int, *, full: bool) -> tuple[int, int]:
    """Start a writer; return its process id, and the end of a pipe on which it tells."""
    here, there = os.pipe()
    child = os.fork()
    if child:
        os.close(there)
        return child, here
    os.close(here)
    try:
        write(log, name, there, random.Random(seed), full=full)  # noqa: S311  (no secret)
    finally:
        os._exit(0)


def heard(end: int) -> set[str]:
    """Return all that a writer told before it ended."""
    with os.fdopen(end, "rb") as pipe:
        lines = pipe.read().decode().split("\n")
    return set(lines[:-1])  # a name cut short by a kill was not told


def one_round(folder: str, seed: int, *, full: bool) -> dict[str, int]:
    """Let two writers write, kill them at some moment, and look at the log with a fresh eye."""
    dice = random.Random(seed)  # noqa: S311  (no secret)
    path = Path(folder) / f"answers-{seed}" / "x" / "owl-7.jsonl"
    writers = [
        fork(AnswerLog(path), name, seed * 2 + at, full=full) for at, name in enumerate("ab")
    ]
    if not full:
        for child, _ in dice.sample(writers, 2):
            time.sleep(dice.random() * 0.1)
            os.kill(child, signal.SIGKILL)
    told = set().union(*(heard(end) for _, end in writers))
    for child, _ in writers:
        os.waitpid(child, 0)
    log = AnswerLog(path)
    found = set(log.read()["statement_id"])
    log.append(ROW | {"statement_id": "last"})
    whole = "last" in set(log.read()["statement_id"])
    return {
        "acknowledged": len(told), "lost": len(told - found), "torn": len(log.notes),
        "unreadable": int(not whole),
    }  # fmt: skip


def main(what: str, rounds: int) -> dict[str, int]:
    """Return what some rounds came to together."""
    total: dict[str, int] = {}
    with TemporaryDirectory() as folder:
        for seed in range(rounds):
            for name, n in one_round(folder, seed, full=what == "full").items():
                total[name] = total.get(name, 0) + n
    return total


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))  # noqa: T201  (its result)
