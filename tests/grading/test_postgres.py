"""A gradebook in a real PostgreSQL server, started for the test alone and on this machine's loopback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from classes import LATER, MOST, contents, graded, grades, log, put

from kit.grading.book import Book, BookError

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.fault("output"),
    pytest.mark.skipif(sys.platform == "win32", reason="the server's sockets are files"),
]


def server_programs() -> Path:
    """Return the folder of the server's programs, or say what to install."""
    places = [Path(p) for p in os.environ.get("PATH", "").split(os.pathsep)]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = next((place for place in places if (place / "initdb").exists()), None)
    if found is None:
        pytest.fail("found no PostgreSQL server; install it: apt-get install postgresql")
    return found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a server that has an empty database."""
    programs, home = server_programs(), tmp_path_factory.mktemp("postgres")
    data = home / "data"
    # The server refuses to run as root: there it runs as the user who was made for it.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    alone = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if root else []
    if root:
        data.mkdir()
        shutil.chown(data, "postgres", "postgres")
        shutil.chown(home, "postgres", "postgres")
        for place in (home, *home.parents):
            if place.stat().st_uid == 0 and place.is_relative_to("/tmp/") and place != Path("/tmp"):  # noqa: S108  (pytest's folders let others in for this)
                place.chmod(place.stat().st_mode | 0o011)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    subprocess.run(
        [*alone, programs / "initdb", "-D", data, "-U", "teacher", "-A", "trust", "--no-sync"],
        check=True, capture_output=True, cwd=home,
    )  # fmt: skip
    told = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c fsync=off"
    control = [*alone, programs / "pg_ctl", "-D", data, "-w", "-t", "60"]
    subprocess.run(
        [*control, "-l", data / "log", "-o", told, "start"],
        check=True, cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    yield f"postgresql://teacher@127.0.0.1:{port}/postgres"
    subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True, cwd=home)


def test_the_book_is_the_same_in_both_databases(tmp_path: Path, server: str) -> None:
    """Graded into PostgreSQL, twice, a class has the book that SQLite gives it."""
    for n in range(30):
        put(
            tmp_path / "in",
            f"{n}.jsonl",
            log(f"متعلّم {n % 28}, =x()", n % 4, start=LATER.replace(minute=n)),
        )
    graded(tmp_path / "lite", tmp_path / "in", policy="best")
    for new in (30, 0):
        done = graded(tmp_path / "out", tmp_path / "in", book=server, policy="best")
        assert (done.new, done.again) == (new, 0)
    assert contents(server) == contents(tmp_path / "lite")
    files = [(tmp_path / to / "moodle.csv").read_bytes() for to in ("out", "lite")]
    assert (files[0] == files[1], len(grades(tmp_path / "out"))) == (True, 30)
    assert sum(float(points) == MOST for points in grades(tmp_path / "out").values()) > 0


def spoil(book: Book) -> None:
    """Fail in the middle of changes."""
    with book.changes():
        book.now.exec_driver_sql("DELETE FROM scores")
        raise ZeroDivisionError


def test_what_fails_in_the_middle_changes_nothing(server: str) -> None:
    """All of a run is kept, or nothing of it."""
    before = contents(server)
    with Book(server) as book, pytest.raises(ZeroDivisionError):
        spoil(book)
    assert contents(server) == before


def test_a_server_that_is_not_there_is_told_in_a_line(tmp_path: Path) -> None:
    """The password is not in it."""
    put(tmp_path / "in", "ben.jsonl", log("ben"))
    with pytest.raises(BookError, match="cannot be read or written") as told:
        graded(tmp_path / "out", tmp_path / "in", book="postgresql://me:secret@127.0.0.1:9/none")
    assert ("secret" in str(told.value), str(told.value).count("\n")) == (False, 0)
