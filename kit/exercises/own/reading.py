"""What somebody has pasted or dropped becomes an article; why it does not is told in one line."""

from __future__ import annotations

from importlib.util import find_spec
from itertools import islice
from math import ceil
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from kit.articles.documents import read_document
from kit.articles.files import article_from_bytes, article_from_text
from kit.articles.kinds import ARCHIVE, DOCX, is_page, refused_name, what_is
from kit.articles.making import MAX_BYTES, Asked, Brought, clean
from kit.articles.pages import read_page
from kit.core.errors import ArticleError
from kit.core.rows import Article
from kit.core.text import letters_read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_LETTERS: Final = 60_000
"""A longer text is no lesson: a book, or a whole newspaper."""
_PAGES: Final = (".html", ".htm", ".xhtml", ".mht", ".mhtml")
_TABLES: Final = (".csv", ".tsv", ".json", ".jsonl")
_MARKDOWN: Final = (".md", ".markdown")
_SAMPLE: Final = 100_000
_READ_SHARE: Final = 0.5


class Unread(Exception):  # noqa: N818  (no error: the page is told, and nothing was changed)
    """A text that cannot be worked on; holds the name of what is said about it, and its fields."""

    def __init__(self, name: str, **fields: Any) -> None:  # noqa: ANN401  (numbers and words)
        super().__init__(name)
        self.name, self.fields = name, fields


def read(data: bytes, name: str = "", lang: str | None = None) -> Article:
    """Return what was pasted, or a file, as an article.

    Parameters
    ----------
    data
        A pasted text in UTF-8, or the bytes of a file.
    name
        The file's name; empty for what was pasted.
    lang
        The language; by default told by the text.

    Raises
    ------
    Unread
        If it is empty, too large, a file of another program, in letters that cannot be told, or
        in a language that the engine does not read.
    """
    if len(data) > MAX_BYTES:
        raise Unread("large", size=ceil(len(data) / 1e6), most=MAX_BYTES // 1_000_000)
    suffix = PurePath(name).suffix.lower()
    kind = what_is(data) or refused_name(name)
    if kind is DOCX or (kind is ARCHIVE and suffix == ".docx"):
        article = _through(read_document, data, lang, ("docx", "word_layer"), "damaged")
    elif kind is not None:
        raise Unread("other", kind=kind.name)
    elif suffix in _TABLES:
        raise Unread("other", kind="a table")
    elif not data.strip():
        raise Unread("empty")
    elif suffix in _PAGES or _looks_like_a_page(data, suffix):
        article = _through(read_page, data, lang, ("trafilatura", "page_layer"), "page")
    else:
        article = _text(data, name, lang)
    if len(article.text) > MAX_LETTERS:
        raise Unread("long", n=len(article.text), most=MAX_LETTERS)
    share = letters_read(article.text)
    if share is None:
        raise Unread("empty")
    if lang is None and share < _READ_SHARE:
        raise Unread("foreign")
    return article


def _looks_like_a_page(data: bytes, suffix: str) -> bool:
    head = data[:_SAMPLE]
    wide = head.replace(b"\0", b"")  # a page of two bytes a letter
    return is_page(wide.decode("latin-1"), whole=suffix in _MARKDOWN)


def _through(
    reader: Callable[[Brought, Asked], Iterator[object]],
    data: bytes,
    lang: str | None,
    layer: tuple[str, str],
    otherwise: str,
) -> Article:
    """Read a file with the reader of its kind, which needs a package."""
    package, missing = layer
    if find_spec(package) is None:
        raise Unread(missing)
    try:
        found = list(islice(reader(Brought(data, "", "text"), Asked(lang)), 1))
    except ArticleError:
        raise Unread(otherwise) from None
    if not found or not isinstance(found[0], Article):
        raise Unread(otherwise)
    return found[0]


def _text(data: bytes, name: str, lang: str | None) -> Article:
    """Read words; a file may begin with front matter, what was pasted may not."""
    try:
        if name:
            return article_from_bytes(data, name, lang=lang)
        return article_from_text(clean(data.decode("utf-8", "replace"), ""), lang)
    except ArticleError:
        raise Unread("letters" if name else "unread") from None
