"""A folder of pages on the room's network: these files, as what they are, and nothing else."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import subprocess
import sys
import threading
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from kit.cli import app
from kit.core.errors import KitError
from kit.export import rooms
from kit.export.serving import EVERYWHERE, LOCAL, PageServer

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PAGE = "<!doctype html><title>مَن قال؟</title>" + "نصّ " * 200
Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with pages, and with what is nobody's business, in it and beside it."""
    place = tmp_path_factory.mktemp("served")
    pages = place / "pages"
    (pages / "more").mkdir(parents=True)
    (pages / ".git").mkdir()
    (place / "outside").mkdir()
    for name, text in {
        "pages/index.html": PAGE,
        "pages/درس ١.html": "درس",
        "pages/more/index.html": "more",
        "pages/more/style.css": "p{}",
        "pages/lesson.zip": "PK",
        "pages/.hidden.html": "secret",
        "pages/.git/config.txt": "secret",
        "pages/answers.jsonl": "secret",
        "pages/lesson.ipynb": "secret",
        "outside/secret.html": "secret",
    }.items():
        (place / name).write_text(text, encoding="utf-8")
    if sys.platform != "win32":
        (pages / "link.html").symlink_to(place / "outside" / "secret.html")
        (pages / "way").symlink_to(place / "outside")
    return pages


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    """Give the port of a server of that folder."""
    with PageServer(folder, port=0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.port
        server.shutdown()
        thread.join()


def ask(port: int, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask a server, as it stands there: no client mends the path."""
    link = HTTPConnection(LOCAL, port, timeout=20)
    link.putrequest(method, path, skip_accept_encoding=True)
    for name, value in headers.items():
        link.putheader(name.replace("_", "-"), value)
    link.endheaders()
    found = link.getresponse()
    answer = found.status, dict(found.getheaders()), found.read()
    link.close()
    return answer


@pytest.mark.parametrize(
    ("path", "kind", "text"),
    [
        ("/", "text/html; charset=utf-8", PAGE),
        ("/index.html?v=2", "text/html; charset=utf-8", PAGE),
        ("/%D8%AF%D8%B1%D8%B3%20%D9%A1.html", "text/html; charset=utf-8", "درس"),
        ("/more/", "text/html; charset=utf-8", "more"),
        ("/more/style.css", "text/css; charset=utf-8", "p{}"),
        ("/lesson.zip", "application/zip", "PK"),
    ],
)
def test_a_file_is_given_as_what_it_is(port: int, path: str, kind: str, text: str) -> None:
    """With its kind, its encoding, and no permission for anything more."""
    status, headers, data = ask(port, path)
    assert (status, headers["Content-Type"], data.decode()) == (200, kind, text)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Server"] == "kit"


def test_a_page_is_sent_packed_and_once(port: int) -> None:
    """To whom can unpack it; who has it already gets nothing more."""
    _, headers, data = ask(port, "/", Accept_Encoding="br, gzip")
    assert (headers["Content-Encoding"], gzip.decompress(data).decode()) == ("gzip", PAGE)
    status, _, data = ask(port, "/", If_None_Match=headers["ETag"])
    assert (status, data) == (304, b"")


def test_a_head_is_a_page_without_its_body(port: int) -> None:
    """And other methods change nothing, as there is nothing to change."""
    status, headers, data = ask(port, "/", "HEAD")
    assert (status, headers["Content-Length"], data) == (200, str(len(PAGE.encode())), b"")
    assert ask(port, "/", "POST", Content_Length="0")[0] == 501


def test_a_folder_is_left_by_a_slash(port: int) -> None:
    """So that the links of its page lead to its files."""
    status, headers, _ = ask(port, "/more")
    assert (status, headers["Location"]) == (301, "/more/")


@pytest.mark.fault("hostile")
@pytest.mark.parametrize(
    "path",
    [
        "/../outside/secret.html", "/more/../../outside/secret.html", "/%2e%2e/outside/secret.html",
        "/..%2foutside%2fsecret.html", "/..%5coutside%5csecret.html", "//etc/passwd", "/%00", "/.",
        "/.hidden.html", "/.git/config.txt", "/%2egit/config.txt", "/answers.jsonl", "/lesson.ipynb",
        "/link.html", "/way/secret.html", "/way/", "/way", "/index.html/", "/index.html%20", "/%ff",
        "/C:/x.html", "/index.html::$DATA", "/none.html", "http://elsewhere/", "*", "/" + "a" * 9000,
        "/.git", "/.git/", "/more//style.css",
    ],
)  # fmt: skip
def test_nothing_else_is_given(port: int, path: str) -> None:
    """Nothing outside, by no way, nothing hidden, no link, no answers; the path is not repeated."""
    status, headers, data = ask(port, path)
    assert (status, data) == (404, b"404 Not Found\n")
    assert headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.fault("hostile")
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=40))
def test_any_text_as_a_path_gives_a_page_or_nothing(port: int, path: str) -> None:
    """And the server goes on."""
    status, _, data = ask(port, f"/{path}")
    assert (status in {200, 301, 404}, b"secret" in data) == (True, False)


def test_a_page_by_itself_is_all_that_is_given(folder: Path) -> None:
    """At the bare address and under its name."""
    with PageServer(folder / "more" / "index.html", port=0) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        paths = ("/", "/index.html", "/style.css", "/../index.html")
        assert [ask(server.port, path)[0] for path in paths] == [200, 200, 404, 404]
        server.shutdown()
        thread.join()


def test_this_computer_alone_is_let_in_unless_asked(folder: Path) -> None:
    """It listens where nobody else can come."""
    for share, here in ((False, LOCAL), (True, EVERYWHERE)):
        with PageServer(folder, port=0, share=share) as server:
            assert server.server_address[0] == here


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none", "none: found no such folder or page, expected one; check the name"),
        (".git", "found no index.html, expected a folder such as kit lesson export --all"),
        ("lesson.zip", "found no such folder or page"),
    ],
)
def test_a_folder_without_pages_says_so(folder: Path, name: str, said: str) -> None:
    """In one line."""
    with pytest.raises(KitError, match=said):
        PageServer(folder / name, port=0)


def test_a_port_that_is_taken_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that was asked for; else another one is taken."""
    with socket.create_server((LOCAL, 0)) as taken:
        number = taken.getsockname()[1]
        with pytest.raises(KitError, match=f"found port {number} taken, expected a free one"):
            PageServer(folder, port=number)
        monkeypatch.setattr("kit.export.serving._USUAL_PORT", number)
        with PageServer(folder) as server:
            assert server.port != number
    with pytest.raises(KitError, match="found port 70000, expected 1 to 65535"):
        PageServer(folder, port=70000)


def test_a_picture_of_an_address_is_read_by_a_camera() -> None:
    """Half blocks, two rows in a line."""
    link = "http://192.168.178.23:8000/"
    rows: list[list[int]] = []
    for line in rooms.picture(link):
        assert len(line) == len(rooms.picture(link)[0])
        rows += [[sign in "▀█" for sign in line], [sign in "▄█" for sign in line]]
    shown = np.kron(1 - np.array(rows, dtype=np.uint8), np.full((5, 5), 255, dtype=np.uint8))
    assert [
        found.text for found in zxingcpp.read_barcodes(np.pad(shown, 10, constant_values=255))
    ] == [link]


def test_only_addresses_in_a_room_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the computer's own name for itself; and none where there is no network."""
    names = ["127.0.1.1", "169.254.3.4", "192.168.1.7", "192.168.1.7"]
    monkeypatch.setattr(rooms.socket, "gethostbyname_ex", lambda _: ("me", [], names))
    monkeypatch.setattr(rooms, "_ELSEWHERE", ())
    assert rooms.addresses() == ["192.168.1.7"]
    names.clear()
    assert rooms.addresses() == []


def served(folder: Path, *more: str) -> subprocess.Popen[str]:
    """Start the command."""
    environment: dict[str, Any] = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-u", "-m", "kit", "serve", str(folder), *more]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, encoding="utf-8",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "last"),
    [
        (
            "en",
            "Only these pages are given out. What learners answer stays on their devices, until they hand it in.",
        ),
        ("ar", "لا يُتاح سوى هذه الصفحات. وتبقى الإجابات على أجهزة المتعلّمين حتى يسلّموها."),
    ],
)
def test_the_room_is_told_its_address(
    folder: Path, lang: str, last: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that it may be, with who can come; where there is no network, a line says so."""

    def stopped(server: PageServer) -> None:
        assert server.server_address[0] == EVERYWHERE
        raise KeyboardInterrupt

    monkeypatch.setattr(PageServer, "serve_forever", stopped)
    found = ["192.168.1.7", "10.0.0.3"]
    monkeypatch.setattr(rooms, "addresses", lambda: found)
    asked = ["serve", str(folder), "--share", "--lang", lang]
    before = signal.getsignal(signal.SIGTERM)
    done = CliRunner().invoke(app, asked)
    signal.signal(signal.SIGTERM, before)
    lines = done.output.splitlines()
    assert (done.exit_code, lines[-2]) == (0, last)
    links = [line.strip() for line in lines if "http" in line]
    assert [link.rpartition(":")[0] for link in links] == [f"http://{one}" for one in found]
    found.clear()
    error = CliRunner().invoke(app, asked).exception
    assert str(error) == (
        "found no network, expected Wi-Fi or a cable; join one, or leave --share out"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signals")
@pytest.mark.parametrize(("lang", "last"), [("en", "Ctrl+C ends it."), ("ar", "للإنهاء: Ctrl+C")])
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_until_it_is_stopped(
    folder: Path, lang: str, last: str, end: signal.Signals
) -> None:
    """It tells the address, gives out the page there, and ends without a word."""
    with served(folder, "--lang", lang) as running:
        assert running.stdout is not None
        told = []
        while not told or told[-1] != last:
            told.append(next(running.stdout).rstrip("\n"))
        (link,) = (line.strip() for line in told if "http://" in line)
        assert ask(int(link.rpartition(":")[2].strip("/")), "/")[2].decode() == PAGE
        running.send_signal(end)
        rest, complaints = running.communicate(timeout=20)
    assert (running.returncode, rest, complaints) == (0, "", "")


def test_a_taken_port_ends_the_command_with_one_line(folder: Path) -> None:
    """And with code 1."""
    with socket.create_server((LOCAL, 0)) as taken:
        number = taken.getsockname()[1]
        with served(folder, "--port", str(number)) as running:
            out, complaints = running.communicate(timeout=60)
    said = f"kit: found port {number} taken, expected a free one; leave --port out to get one\n"
    assert (running.returncode, out, complaints) == (1, "", said)
