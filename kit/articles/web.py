"""An article from a web address: fetched from public places alone, in a known time and size (urllib3)."""

from __future__ import annotations

import ipaddress
import re
import socket
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urljoin, urlsplit

from kit.articles.files import article_from_bytes
from kit.articles.kinds import is_page, refuse, what_is
from kit.articles.making import MAX_BYTES, Asked, Brought, check_size
from kit.articles.pages import read_page
from kit.core.errors import ArticleError
from kit.core.rows import Article
from kit.core.text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS: Final = 30.0
"""How long a page may take from the first hop to its last byte."""
_HOPS: Final = 5
_WAIT: Final = 10.0
_PORTS: Final = {"http": 80, "https": 443}
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_CLOSED: Final = frozenset({401, 402, 403, 451})
_GONE: Final = frozenset({404, 410})
_BAD: Final = 400
_FEWEST: Final = 20
"""A page with fewer words has none of an article."""
_AGENT: Final = "who-said-so (a teaching kit; fetches one page for a teacher)"
_PIECE: Final = 65_536
_TEXTS: Final = ("text/", "application/xhtml", "application/xml")
_PAYING: Final = re.compile(r'"isAccessibleForFree"\s*:\s*"?(?:false|no)\b', re.IGNORECASE)
"""How a publisher tells machines that a page is for subscribers; schema.org names it so."""
_BY_HAND: Final = "paste the words that you may use, or save the page as .html"


class _Hop(NamedTuple):
    """Where one request goes: a name, and the address that it was resolved to and checked."""

    url: str
    scheme: str
    host: str
    port: int
    address: str
    path: str


class _Got(NamedTuple):
    """What came back: a page's bytes and kind, or where it has moved to."""

    data: bytes
    kind: str
    moved: str


def is_address(source: str) -> bool:
    """Tell whether what somebody typed is a web address."""
    return re.match(r"https?://", source, re.IGNORECASE) is not None


def fetch_article(url: str, lang: str | None = None) -> Article:
    """Fetch the article of a web page.

    Each hop of a redirect is resolved and checked anew: an address inside the own network or on
    the own machine is never asked, whatever name leads there.

    Parameters
    ----------
    url
        ``http://`` or ``https://``.
    lang
        Language of the text; by default as the page or its letters say.

    Raises
    ------
    ArticleError
        If the address is none, leads into the own network or nowhere, or in a circle; if the page
        is too long, never ends, is not there, is for subscribers, or holds no article.
    """
    end = time.monotonic() + SECONDS
    found = url
    for _ in range(_HOPS):
        got = _get(_checked(found), end)
        if not got.moved:
            return _article(found, got, lang)
        found = urljoin(found, got.moved)
    raise ArticleError(
        f"{url}: found more than {_HOPS} redirects, expected a page; open it in a browser and "
        "copy its last address"
    )


def _checked(url: str) -> _Hop:
    """Resolve an address and hold that it is a public one."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or parts.scheme.lower() not in _PORTS:
        raise ArticleError(
            f"{url}: found no web address, expected one that begins with https://; copy it whole"
        )
    scheme = parts.scheme.lower()
    port = port or _PORTS[scheme]
    try:
        addresses = resolve(host, port)
    except (OSError, UnicodeError):
        raise ArticleError(
            f"{url}: found no such place ({quoted(host)}), expected one on the web; check the "
            "address and the network"
        ) from None
    for address in addresses:
        if not is_public(address):
            raise ArticleError(
                f"{url}: found {quoted(host)} inside the own network ({address}), expected a page on "
                "the public web; save the page as .html"
            )
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _Hop(url, scheme, host, port, addresses[0], path)


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses that a name stands for now."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def is_public(address: str) -> bool:
    """Tell whether anybody on the web could ask this address, also where it wraps another one."""
    try:
        found: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(
            address.partition("%")[0]
        )
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if found in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return found.is_global and not found.is_multicast


def _get(hop: _Hop, end: float) -> _Got:
    """Ask the address that was checked, and no other that its name may lead to a moment later."""
    try:
        import urllib3  # noqa: PLC0415  (an extra)
    except ModuleNotFoundError:
        raise ArticleError(
            f"{hop.url}: fetching a page needs urllib3, which is not installed; "
            "pip install 'who-said-so[files]'"
        ) from None
    limits: dict[str, Any] = {
        "timeout": urllib3.Timeout(connect=_WAIT, read=_WAIT),
        "retries": False,
        "maxsize": 1,
    }
    pool: Any
    if hop.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(
            hop.address, hop.port, server_hostname=hop.host, assert_hostname=hop.host, **limits
        )
    else:
        pool = urllib3.HTTPConnectionPool(hop.address, hop.port, **limits)
    named = f"[{hop.host}]" if ":" in hop.host else hop.host
    host = named if hop.port == _PORTS[hop.scheme] else f"{named}:{hop.port}"
    asked = {"Host": host, "User-Agent": _AGENT, "Accept-Encoding": "identity"}
    try:
        answer = pool.request("GET", hop.path, headers=asked, redirect=False, preload_content=False)
        with answer:
            if answer.status in _MOVED and answer.headers.get("Location"):
                return _Got(b"", "", str(answer.headers["Location"]))
            _hold_status(hop.url, answer.status)
            kind = str(answer.headers.get("Content-Type", "")).lower()
            return _Got(b"".join(_pieces(hop.url, answer, end)), kind, "")
    except urllib3.exceptions.HTTPError as error:
        raise ArticleError(
            f"{hop.url}: cannot be fetched ({type(error).__name__}), expected a page; {_BY_HAND}"
        ) from None
    finally:
        pool.close()


def _hold_status(url: str, status: int) -> None:
    if status in _CLOSED:
        raise ArticleError(
            f"{url}: found a page that is not open to everyone (status {status}), expected one that "
            f"is; {_BY_HAND}"
        )
    if status in _GONE:
        raise ArticleError(f"{url}: found no such page (status {status}); check the address")
    if status >= _BAD:
        raise ArticleError(
            f"{url}: found an error there (status {status}), expected a page; try again later"
        )


def _pieces(url: str, answer: Any, end: float) -> Iterator[bytes]:  # noqa: ANN401  (urllib3's)
    """Yield a page as it comes, as long as it is short enough and comes in time."""
    size = 0
    check_size(int(answer.headers.get("Content-Length") or 0), url)
    while piece := answer.read1(_PIECE):
        size += len(piece)
        if size > MAX_BYTES:
            raise ArticleError(
                f"{url}: found more than {MAX_BYTES / 1e6:.0f} MB, expected an article; {_BY_HAND}"
            )
        if time.monotonic() > end:
            raise ArticleError(
                f"{url}: found a page that does not end within {SECONDS:.0f} seconds, expected an "
                f"article; {_BY_HAND}"
            )
        yield piece


def _article(url: str, got: _Got, lang: str | None) -> Article:
    if kind := what_is(got.data):
        raise refuse(url, kind, "a page of HTML")
    if got.kind and not got.kind.startswith(_TEXTS):
        raise ArticleError(
            f"{url}: found {quoted(got.kind)}, expected a page of HTML; copy the article's words "
            "into a .txt file"
        )
    text = got.data[:MAX_BYTES].decode("latin-1")
    if got.kind.startswith("text/plain") and not is_page(text):
        return replace(article_from_bytes(got.data, url, lang=lang), url=url)
    if _PAYING.search(text):
        raise ArticleError(
            f"{url}: found an article for subscribers (its page says so), expected one that "
            f"everybody can read; {_BY_HAND}"
        )
    for found in read_page(Brought(got.data, url, url), Asked(lang)):
        if isinstance(found, Article) and len(found.text.split()) >= _FEWEST:
            return replace(found, url=url)
    raise ArticleError(f"{url}: found no article in this page, expected one; {_BY_HAND}")
