"""`kit lab`: JupyterLab at the first lesson, for real."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kit
from kit.lab import LESSON, copy_notebooks, find_home, open_lab, serve

ROOT = Path(__file__).parent.parent


@pytest.fixture
def link() -> Iterator[str]:
    """Start the lab without a browser and return the link it prints."""
    environment = {k: v for k, v in os.environ.items() if k != "JUPYTER_TOKEN"}
    with socket.socket() as free:  # not the usual port, which another Jupyter may want just now
        free.bind(("localhost", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "kit", "lab", "--no-browser", "--lang", "ar", "--port", port]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        late = threading.Timer(60, process.kill)  # a lab that says nothing fails, and hangs nobody
        late.start()
        try:
            yield re.sub(r"^.*?(http\S+)\s*$", r"\1", process.stdout.readline())
        finally:
            late.cancel()
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, 15)


def get(url: str, deadline: float = 60) -> int:
    """Return the status of a page, waiting until the server answers at all."""
    end = time.monotonic() + deadline
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as page:  # noqa: S310  (our own server)
                return int(page.status)
        except urllib.error.HTTPError as error:
            return error.code
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


@pytest.mark.skipif(os.name == "nt", reason="process groups are stopped another way on Windows")
def test_the_printed_link_opens_the_lesson_and_needs_its_token(link: str) -> None:
    """The link has Jupyter's token and the notebook's path; without the token nothing is served."""
    base, token = re.fullmatch(r"(http://localhost:\d+)/doc/tree/\S+\?token=(\w+)", link).groups()  # type: ignore[union-attr]
    assert f"notebooks/ar/{LESSON}" in link
    assert get(f"{base}/api/status?token={token}") == 200
    assert get(f"{base}/api/contents/notebooks/ar/{LESSON}?token={token}") == 200
    assert get(f"{base}/api/status") == 403
    assert get(f"{base}/api/status?token={token[::-1]}x") == 403


@pytest.mark.skipif(os.name == "nt", reason="process groups are stopped another way on Windows")
def test_the_lab_makes_lessons_ready(link: str) -> None:
    """The kit's extension is among those that the page loads, from a clone as from an install."""
    get(link)
    with urllib.request.urlopen(link, timeout=30) as page:  # noqa: S310  (our own server)
        assert '"load": "static/lesson.js"' in page.read().decode()


@pytest.mark.skipif(os.name == "nt", reason="process groups are stopped another way on Windows")
def test_the_lab_asks_nothing_but_the_lesson(link: str) -> None:
    """Jupyter's own question about its news is switched off."""
    get(link)
    with urllib.request.urlopen(link, timeout=30) as page:  # noqa: S310  (our own server)
        found = page.read().decode()
    off = re.search(r'"disabledExtensions": \[([^\]]*)\]', found)
    assert off is not None
    assert "@jupyterlab/apputils-extension:announcements" in off[1]


@pytest.mark.skipif(os.name == "nt", reason="process groups are stopped another way on Windows")
def test_the_first_lessons_kernel_starts_before_its_page_is_opened(link: str) -> None:
    """JupyterLab goes on with it; nobody waits for page and kernel one after the other."""
    base, token = re.fullmatch(r"(http://localhost:\d+)/\S+\?token=(\w+)", link).groups()  # type: ignore[union-attr]
    get(link)
    end = time.monotonic() + 60
    found: list[dict[str, Any]] = []
    while not found and time.monotonic() < end:
        with urllib.request.urlopen(f"{base}/api/sessions?token={token}", timeout=30) as page:  # noqa: S310  (our own server)
            found = json.load(page)
    assert [(one["path"], one["kernel"]["name"]) for one in found] == [
        (f"notebooks/ar/{LESSON}", "python3")
    ]


@pytest.mark.skipif(os.name == "nt", reason="signals are sent another way on Windows")
def test_who_stops_the_lab_stops_its_server() -> None:
    """A request to stop is passed on, so that no server is left without an owner."""
    before = signal.getsignal(signal.SIGTERM)
    command = [sys.executable, "-c", "import signal; signal.pause()"]
    try:
        code = serve(command, os.environ, lambda: os.kill(os.getpid(), signal.SIGTERM))
    finally:
        signal.signal(signal.SIGTERM, before)
    assert code == -signal.SIGTERM


def test_a_project_serves_its_own_notebooks() -> None:
    """From any folder inside it."""
    assert find_home(ROOT / "seeds" / "the-call") == ROOT


def test_elsewhere_notebooks_are_copied_and_never_overwritten(tmp_path: Path) -> None:
    """A learner's edited copy stays as it is."""
    home = find_home(tmp_path)
    assert home == tmp_path / "who-said-so"
    lesson = home / "notebooks" / "en" / LESSON
    assert (home / "exercises" / "ar" / LESSON).is_file()
    assert find_home(home / "notebooks") == home, "from inside it, no copy is made in the copy"
    lesson.write_text("mine", encoding="utf-8")
    copy_notebooks(ROOT, home)
    assert lesson.read_text(encoding="utf-8") == "mine"


def test_a_taken_port_and_an_unknown_language_are_said() -> None:
    """One line each, before anything is started."""
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(kit.KitError, match=f"found port {port} taken, expected a free one"):
            open_lab("en", port=port, browser=False)
    with pytest.raises(kit.KitError, match="unknown interface language 'fr'"):
        open_lab("fr")


@pytest.mark.parametrize("projector", [True, False])
def test_a_projector_is_said_to_every_kernel(
    projector: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All lessons of that JupyterLab are shown large and keep no answer; without it they keep them."""
    seen: dict[str, str] = {}

    def served(_command: list[str], environment: dict[str, str], _meanwhile: object) -> int:
        seen.update(environment)
        return 0

    monkeypatch.setattr("kit.lab.serve", served)
    assert open_lab("en", browser=False, projector=bool(projector)) == 0
    code = "import kit; print(kit.Sorter('Fire.').fixed['unkept'])"
    told = subprocess.run(
        [sys.executable, "-c", code],
        env=seen | {"PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == str(projector)
