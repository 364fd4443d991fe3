"""Saved web pages: the words of the article, without menus and notices (trafilatura)."""

from __future__ import annotations

import email
import email.policy
import re
from typing import TYPE_CHECKING, Any, Final

from kit.articles.decoding import bom, decode, is_utf8
from kit.articles.kinds import refuse, what_is
from kit.articles.making import Asked, Brought, Found, clean, headed, make
from kit.core.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_TAGS: Final = 60_000
"""A page of more is no article, and would hold up a classroom machine for many seconds."""
_MAX_ATTRIBUTES: Final = 500
_LONG_TAG: Final = re.compile(r"<[a-zA-Z][^<>]{2000,}")
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_TAG: Final = re.compile(r"<[a-zA-Z/!]")
_DECLARED: Final = re.compile(
    rb"""<meta\b[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml\b[^>]*?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_DECLARED_IN: Final = 8_192
_LANG: Final = re.compile(r"""<html\b[^>]*?\s(?:xml:)?lang\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_BROWSERS_READ: Final = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932",
    "x-sjis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "x-mac-roman": "mac_roman",
    "iso-8859-8-i": "iso8859_8", "x-user-defined": "cp1252", "utf-16": "utf-8",
    "utf-16le": "utf-8", "utf-16be": "utf-8", "unicode": "utf-8",
}  # fmt: skip
"""What browsers take a declared encoding for; the web's own standard says so."""
_SYMBOLS: Final = "\uf0b7\uf0a7\uf0d8\uf076\uf0fc\u2022 "
"""Bullets, as text processors write them into a page."""
_ROOT: Final = re.compile("<(?:html|body)\\b", re.IGNORECASE)
_BODY: Final = re.compile("<body\\b[^<>]*>", re.IGNORECASE)
_FRAMED: Final = re.compile("<(?:article|main)\\b", re.IGNORECASE)
_MIME: Final = re.compile(rb"(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n)*?MIME-Version:", re.IGNORECASE)
_BLOCKS: Final = frozenset({"p", "head", "item", "quote", "code", "row", "lb"})


def read_page(file: Brought, asked: Asked) -> Found:
    """Yield the article of a saved page, with the title, outlet, day and language it declares."""
    if kind := what_is(file.data):
        raise refuse(file.where, kind, "a page of HTML")
    source = _source(file, asked)
    tags = len(_TAG.findall(source))
    if not tags:
        raise ArticleError(
            f"{file.where}: found no tags, expected a page of HTML; "
            "rename the file to .txt if it is text"
        )
    for one in _LONG_TAG.finditer(source):  # a parser compares each attribute with all before it
        if len(_QUOTED.sub("", one[0]).split()) > _MAX_ATTRIBUTES:
            raise ArticleError(
                f"{file.where}: found a tag of more than {_MAX_ATTRIBUTES} attributes, expected a "
                "few; copy the article's words into a .txt file"
            )
    if tags > MAX_TAGS:
        raise ArticleError(
            f"{file.where}: found a page of {tags:,} tags, expected at most {MAX_TAGS:,}; "
            "copy the article's words into a .txt file"
        )
    found = _extract(source, file.where)
    title = " ".join((found.title or "").split()) if found else ""
    text = headed(title, _paragraphs(found.body)) if found else ""
    if not text.strip() or text.strip() == title:
        raise ArticleError(
            f"{file.where}: found no article in this page, expected some paragraphs; "
            "copy its words into a .txt file"
        )
    told = {"title": title, "publisher": found.sitename or "", "published": found.date or "",
            "url": found.url or "", "lang": _language(source) or file.lang}  # fmt: skip
    said = {name: " ".join(value.split()) for name, value in told.items() if value}
    yield make(file.article_id, clean(text, file.where), asked.lang, said)


def _source(file: Brought, asked: Asked) -> str:
    """Return the HTML, in the encoding that was asked for or that the page declares."""
    data, declared = _part(file)
    if asked.encoding.lower().replace("_", "-") not in {"utf-8", "utf8"}:
        return decode(data, file.where, asked.encoding)
    if not declared and (found := _DECLARED.search(data[:_DECLARED_IN])):
        declared = (found[1] or found[2]).decode("ascii", "replace")
    declared = declared.lower()
    name = bom(data) or ("utf-8" if is_utf8(data) else _BROWSERS_READ.get(declared, declared))
    try:
        "".encode(name or "utf-8")
    except (LookupError, ValueError):
        name = "utf-8"
    return decode(data, file.where, name or "utf-8")


def _part(file: Brought) -> tuple[bytes, str]:
    """Return the page in a web archive of one file (.mhtml), or the bytes as they are."""
    if not _MIME.match(file.data[:_DECLARED_IN]):
        return file.data, ""
    message = email.message_from_bytes(file.data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            data = part.get_payload(decode=True)
            if isinstance(data, bytes):
                return data, str(part.get_content_charset() or "")
    raise ArticleError(
        f"{file.where}: found no page in this web archive, expected one; save the page as .html"
    )


def _extract(source: str, where: str) -> Any:  # noqa: ANN401  (trafilatura has no types)
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415  (heavy, and an extra)
        from trafilatura.settings import use_config  # noqa: PLC0415
    except ModuleNotFoundError:
        raise ArticleError(
            f"{where}: reading a page needs trafilatura, which is not installed; "
            "pip install 'who-said-so[files]'"
        ) from None
    config = use_config()
    source = source if _ROOT.search(source) else f"<html><body>{source}</body></html>"
    for name in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):  # a brief is an article too
        config.set("DEFAULT", name, "1")

    def extracted(page: str) -> Any:  # noqa: ANN401  (trafilatura has no types)
        return bare_extraction(
            page,
            include_comments=False,
            with_metadata=True,
            config=config,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )

    try:
        found = extracted(source)
        if not _FRAMED.search(source):  # in a bare page only paragraphs are found
            framed = _BODY.sub(r"\g<0><article>", source, count=1)
            whole = extracted(framed)
            found = whole if found and whole and _is_no_menu(found.text, whole.text) else found
    except (RecursionError, ValueError, TypeError, AttributeError) as error:
        raise ArticleError(
            f"{where}: found a page that cannot be read ({type(error).__name__}), expected HTML; "
            "copy its words into a .txt file"
        ) from None
    return found


def _is_no_menu(paragraphs: str, whole: str) -> bool:
    """Tell whether the whole of a page is its paragraphs with headings and lists between them."""
    kept = all(line in whole for line in paragraphs.split("\n"))
    return kept and len(whole) <= len(paragraphs) * 1.5 + 100


def _paragraphs(body: Any) -> Iterator[str]:  # noqa: ANN401  (an element of lxml)
    """Yield the blocks of what trafilatura found: paragraphs, headings, list items, table rows."""
    parts: list[str] = []

    def ended() -> Iterator[str]:
        for line in "".join(parts).split("\n"):
            if line.strip():
                yield " ".join(line.split()).lstrip(_SYMBOLS)
        parts.clear()

    for event, element in _walk(body):
        tag = str(element.tag)
        if tag in _BLOCKS:
            yield from ended()
        elif tag == "cell" and event == "start" and any(part.strip() for part in parts):
            parts.append(" | ")
        parts.append((element.text if event == "start" else element.tail) or "")
    yield from ended()


def _walk(body: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401  (an element of lxml)
    from lxml.etree import iterwalk  # noqa: PLC0415  (comes with trafilatura)

    yield from iterwalk(body, events=("start", "end"))


def _language(source: str) -> str:
    """Return the language that ``<html lang>`` states, if the kit has its words."""
    from kit.languages.tables import languages  # noqa: PLC0415

    found = _LANG.search(source[:_DECLARED_IN])
    lang = found[1].lower().partition("-")[0] if found else ""
    return lang if lang in languages() else ""
