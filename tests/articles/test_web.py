"""Web addresses: real requests to servers of the test's own, and all that must not be asked."""

from __future__ import annotations

import gzip
import http.server
import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

import kit
from kit.articles import web
from kit.articles.web import fetch_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Answer = tuple[int, dict[str, str], bytes]
PAGE = """<!doctype html><html lang="en"><head><title>Port fire</title>
<meta property="og:site_name" content="Harbour Post"></head><body><article><h1>Port fire</h1>
<p>Fire spread to the port on Sunday evening, police said, and two halls burnt down before midnight.</p>
<p>Informed sources revealed that the cranes had not been looked after for more than two years.</p>
</article></body></html>"""


@contextmanager
def served(answers: dict[str, Answer | Callable[[], Iterator[bytes]]]) -> Iterator[str]:
    """Serve some answers on a port of this machine, and yield the address up to the path."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = answers[self.path]
            status, heads, body = found if isinstance(found, tuple) else (200, {}, b"")
            self.send_response(status)
            for name, value in ({"Content-Type": "text/html; charset=utf-8"} | heads).items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for piece in (body,) if isinstance(found, tuple) else found():
                    self.wfile.write(piece)
            except OSError:  # the reader has had enough
                pass

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://news.example:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def far_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let news.example stand for a public place, though it is this machine; no other name does."""
    real, public = web.resolve, web.is_public
    monkeypatch.setattr(
        web, "resolve", lambda host, port: ["news"] if host == "news.example" else real(host, port)
    )
    monkeypatch.setattr(web, "is_public", lambda address: address == "news" or public(address))
    monkeypatch.setattr(
        "urllib3.util.connection.create_connection",
        lambda address, *_, **__: socket.create_connection(("127.0.0.1", address[1]), timeout=5),
    )


def refused(url: str) -> str:
    """Return what is said of an address that will not do."""
    with pytest.raises(kit.ArticleError) as caught:
        fetch_article(url)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_an_article_is_fetched_with_its_title_outlet_and_address() -> None:
    """As a saved page is read."""
    with served({"/fire": (200, {}, PAGE.encode())}) as site:
        found = fetch_article(f"{site}/fire")
    assert (found.title, found.publisher, found.lang) == ("Port fire", "Harbour Post", "en")
    assert found.url == f"{site}/fire"
    assert "police said" in found.text


def test_redirects_are_followed_to_the_page() -> None:
    """Relative ones too; the address kept is the last one."""
    moved = (302, {"Location": "/fire"}, b"")
    with served({"/old": moved, "/fire": (200, {}, PAGE.encode())}) as site:
        assert fetch_article(f"{site}/old").url == f"{site}/fire"


def test_plain_text_is_an_article_as_it_stands() -> None:
    """A page of text alone is read like a file of text."""
    plain = (200, {"Content-Type": "text/plain"}, b"Port fire\n\nFire spread, police said.")
    with served({"/fire.txt": plain}) as site:
        assert fetch_article(f"{site}/fire.txt").text.startswith("Port fire")


@pytest.mark.fault("loading")
@pytest.mark.parametrize(
    "inside",
    [
        "http://127.0.0.1/", "http://localhost:8888/lab", "http://[::1]/", "http://10.0.0.1/",
        "http://192.168.1.1/admin", "http://169.254.169.254/latest/meta-data/", "http://0.0.0.0/",
        "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://2130706433/",
        "http://[fd00::1]/", "http://[fe80::1]/", "http://100.64.0.1/", "http://224.0.0.1/",
    ],
)  # fmt: skip
def test_the_own_network_is_never_asked(inside: str) -> None:
    """Neither at once nor by a redirect of a public page."""
    assert "inside the own network" in refused(inside)
    with served({"/news": (302, {"Location": inside}, b"")}) as site:
        said = refused(f"{site}/news")
    assert said.startswith(f"{inside}: found ")
    assert "expected a page on the public web; save the page as .html" in said


@pytest.mark.fault("loading")
def test_a_name_is_resolved_once_and_that_address_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a name cannot lead elsewhere between the check and the request."""
    asked: list[str] = []
    monkeypatch.setattr(web, "resolve", lambda host, _: asked.append(host) or ["news"])
    with served({"/fire": (200, {}, PAGE.encode())}) as site:
        fetch_article(f"{site}/fire")
    assert asked == ["news.example"]


@pytest.mark.fault("loading")
def test_one_address_of_several_inside_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name with a public and a private address is not asked at all."""
    monkeypatch.setattr(web, "resolve", lambda *_: ["news", "10.0.0.1"])
    assert "inside the own network (10.0.0.1)" in refused("https://two.example/")


@pytest.mark.fault("loading")
def test_a_page_of_100_megabytes_is_left_alone() -> None:
    """By the size that it declares, and by what really comes."""
    with served({"/big": (200, {"Content-Length": "100000000"}, b"")}) as site:
        assert refused(f"{site}/big").endswith("an article is shorter: split the file")

    def much() -> Iterator[bytes]:
        for _ in range(2_000):
            yield b"<p>more</p>" * 5_000

    with served({"/big": much}) as site:
        assert "found more than 10 MB, expected an article" in refused(f"{site}/big")


@pytest.mark.fault("loading")
def test_a_packed_page_is_counted_as_it_unpacks() -> None:
    """A small answer that would fill the memory is cut off as well."""
    packed = gzip.compress(b"<p>more</p>" * 10_000_000)
    with served({"/": (200, {"Content-Encoding": "gzip"}, packed)}) as site:
        assert "found more than 10 MB" in refused(f"{site}/")


@pytest.mark.fault("loading")
def test_a_page_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the time that a page may take in all, however steadily it drips."""
    monkeypatch.setattr(web, "SECONDS", 0.2)
    gone = threading.Event()

    def drip() -> Iterator[bytes]:
        while not gone.wait(0.02):
            yield b"<p>and</p>"

    with served({"/": drip}) as site:
        assert "does not end within 0 seconds" in refused(f"{site}/")
        gone.set()


@pytest.mark.fault("loading")
@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((200, {"Content-Type": "application/pdf"}, b"%PDF-1.7 ..."), "found a PDF, expected a page"),
        ((200, {"Content-Type": "image/svg+xml"}, b"<svg/>"), "found 'image/svg+xml', expected a page"),
        ((200, {}, b"<html><body><nav><a href=/>Home</a></nav></body></html>"), "found no article in"),
        ((200, {}, b""), "found no tags"),
        ((402, {}, b""), "not open to everyone (status 402)"),
        ((403, {}, b""), "not open to everyone (status 403)"),
        ((404, {}, b""), "found no such page (status 404); check the address"),
        ((503, {}, b""), "found an error there (status 503), expected a page; try again later"),
        ((302, {"Location": "/"}, b""), "found more than 5 redirects"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "found no web address, expected one that"),
        (
            (200, {}, PAGE.replace("</head>", '<script type="application/ld+json">'
             '{"isAccessibleForFree": "False"}</script></head>').encode()),
            "found an article for subscribers",
        ),
    ],
)  # fmt: skip
def test_what_is_no_open_article_is_told_in_one_line(answer: Answer, said: str) -> None:
    """With what was found, what was expected, and what to do."""
    with served({"/": answer}) as site:
        assert said in refused(f"{site}/")


@pytest.mark.fault("loading")
@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://", "found no web address"),
        ("http://exa mple.invalid/", "found no such place"),
        ("http://nowhere.invalid/", "found no such place ('nowhere.invalid')"),
        ("http://news.example:99999999/", "found no web address"),
    ],
)
def test_what_is_no_address_is_told(url: str, said: str) -> None:
    """Before anything is asked."""
    assert said in refused(url)


@pytest.mark.fault("loading")
def test_a_place_that_does_not_answer_is_told() -> None:
    """In one line, whatever the network says."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    assert "cannot be fetched (" in refused(f"http://news.example:{port}/")
