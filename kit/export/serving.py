"""A folder of pages on the room's network: these files and nothing else, to be read and not to be changed.

The standard library's server does: `kit serve` works without the layer for notebooks, which brings
tornado, and a class asks for a page each, now and then.
"""

from __future__ import annotations

import errno
import gzip
import os
import stat
import sys
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, unquote

from kit.core.errors import KitError
from kit.core.files import read_plain

if TYPE_CHECKING:
    from http import HTTPStatus

LOCAL: Final = "127.0.0.1"
EVERYWHERE: Final = "0.0.0.0"  # noqa: S104  (where the teacher asked for it)
_USUAL_PORT: Final = 8000
_LAST_PORT: Final = 65_535
_LARGEST: Final = 50_000_000
_PATIENCE: Final = 30
"""Seconds that a browser may take for a request."""
_TEXT: Final = "; charset=utf-8"
_KINDS: Final = {
    ".html": f"text/html{_TEXT}",
    ".css": f"text/css{_TEXT}",
    ".js": f"text/javascript{_TEXT}",
    ".txt": f"text/plain{_TEXT}",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".woff2": "font/woff2",
}
"""What is given out, and as what. Answers (.jsonl), tables and notebooks are nobody else's."""
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "frame-ancestors 'none'; object-src 'none'; base-uri 'none'",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
_ELSEWHERE: Final = frozenset('/\\:\0"<>|*?')
"""What leads out of a folder, or means something else, on one system or another."""
_PACKABLE: Final = frozenset(
    {"text/html", "text/css", "text/javascript", "text/plain", "image/svg+xml"}
)
"""What gets smaller when it is packed."""


class PageServer(ThreadingHTTPServer):
    """Gives out the pages of a folder until it is closed.

    Parameters
    ----------
    folder
        The folder, with an ``index.html``; or one page by itself.
    port
        Where to listen; by default 8000, or a free port if that is taken.
    share
        Whether others in the same network may come; else this computer alone.

    Raises
    ------
    KitError
        If there is no such page, or the port is taken or may not be used.
    """

    allow_reuse_address = sys.platform != "win32"  # there it would let two servers share a port
    daemon_threads = True

    def __init__(self, folder: str | Path, *, port: int | None = None, share: bool = False) -> None:
        self.folder, self.first = _pages(Path(folder))
        if port is not None and not 0 <= port <= _LAST_PORT:
            raise KitError(f"found port {port}, expected 1 to {_LAST_PORT}; leave --port out")
        here = EVERYWHERE if share else LOCAL
        for number in (port,) if port is not None else (_USUAL_PORT, 0):
            try:
                super().__init__((here, number), _Handler)
            except OSError as error:
                if port is None and number:
                    continue
                raise KitError(_why(number, error)) from None
            return

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.server_address[1])

    def server_bind(self) -> None:
        """Bind, without asking the network for this computer's name, which may take long."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", self.port

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  (a socket)
        """Say nothing where a browser went away; all else is an error."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def _why(port: int, error: OSError) -> str:
    if error.errno == errno.EACCES:
        return f"found port {port} closed to programs of yours, expected 1024 or more; name another"
    return f"found port {port} taken, expected a free one; leave --port out to get one"


def _pages(given: Path) -> tuple[Path, str]:
    """Return the folder whose files are given out, and the page that an address alone leads to."""
    place = given.resolve()
    if place.is_file() and place.suffix.lower() == ".html":
        return place.parent, place.name
    if not place.is_dir():
        raise KitError(f"{given}: found no such folder or page, expected one; check the name")
    if not (place / "index.html").is_file():
        raise KitError(
            f"{given}: found no index.html, expected a folder such as kit lesson export --all --to "
            "FOLDER writes; or name a single page"
        )
    return place, ""


class _Handler(BaseHTTPRequestHandler):
    """Answers a request; a page by itself is all that its folder gives out."""

    server: PageServer
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE
    error_message_format = "%(code)d %(message)s\n"
    error_content_type = f"text/plain{_TEXT}"

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def version_string(self) -> str:
        return "kit"

    def log_message(self, *_: object) -> None:
        """Keep no record of who read what."""

    def end_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(
        self, code: HTTPStatus | int, message: str | None = None, explain: str | None = None
    ) -> None:
        """Say what is wrong by number alone: what was asked for is not repeated."""
        del message, explain
        super().send_error(code)

    def _answer(self, *, body: bool) -> None:
        folder = self.server.folder
        try:
            found = _found(folder, self.server.first, self.path.partition("?")[0])
            if isinstance(found, str):  # links in a folder's page go from its slash
                self._lead_to(found)
                return
            status = found.stat()
            data = read_plain(found, _LARGEST, KitError, within=folder)
        except (OSError, ValueError, KitError):
            self.send_error(404)
            return
        tag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
        kind = _KINDS[found.suffix.lower()]
        known = self.headers.get("If-None-Match") == tag
        packed = kind.partition(";")[0] in _PACKABLE and "gzip" in self.headers.get(
            "Accept-Encoding", ""
        )
        data = b"" if known else _packed(data) if packed else data
        self.send_response(304 if known else 200)
        self.send_header("ETag", tag)
        self.send_header("Vary", "Accept-Encoding")
        if not known:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            if packed:
                self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        if body:
            self.wfile.write(data)

    def _lead_to(self, place: str) -> None:
        self.send_response(301)
        self.send_header("Location", place)
        self.send_header("Content-Length", "0")
        self.end_headers()


@lru_cache(maxsize=64)
def _packed(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def _found(folder: Path, first: str, path: str) -> Path | str:
    """Return the file that a path of an address names, or where to look instead.

    Raises
    ------
    OSError, ValueError
        If there is none that may be given out: none outside the folder, by whatever way, none
        whose name or folder begins with a dot, no link, and none of a kind that pages do not use.
    """
    if not path.startswith("/"):
        raise ValueError(path)
    parts = [unquote(part, errors="strict") for part in path[1:].split("/")]
    *folders, last = parts
    if first and (folders or last not in {"", first}):
        raise ValueError(path)
    place = folder
    for part in folders:
        place = _below(place, part)
        if not stat.S_ISDIR(os.lstat(place).st_mode):
            raise ValueError(part)
    place = _below(place, last or first or "index.html")
    mode = os.lstat(place).st_mode
    if last and stat.S_ISDIR(mode):
        return quote(f"/{'/'.join(parts)}/")
    if not stat.S_ISREG(mode) or place.suffix.lower() not in _KINDS:
        raise ValueError(last)
    return place


def _below(place: Path, part: str) -> Path:
    """Return what has a name in a folder; raises ValueError for a name that may lead elsewhere."""
    if not part or part[0] == "." or part[-1] in ". " or set(part) & _ELSEWHERE:
        raise ValueError(part)
    return place / part
