"""What every reader stands on: what was asked, what a file brings, and a clean text made a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kit.core.errors import ArticleError
from kit.core.frames import COLUMNS
from kit.core.rows import Article
from kit.languages.tables import parse_lexicon
from kit.languages.tags import language_if_told
from kit.languages.telling import tell_language

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE: Final = Path(__file__).parent
MAX_BYTES: Final = 10_000_000
"""A longer file is no article, and would hold up a classroom machine."""
FIELDS: Final = tuple(COLUMNS["articles"])
_TITLE_WORDS: Final = 40
_LINE_END: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_TRUE: Final = frozenset({"true", "yes", "1"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller wants: a language, an encoding, and which column holds which field."""

    lang: str | None = None
    encoding: str = "utf-8"
    columns: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """A file's bytes, the name that errors begin with, and what its path says.

    `lang` is that of a name such as ``x.ar.md``, else empty.
    """

    data: bytes
    where: str
    article_id: str
    lang: str = ""


class Note(NamedTuple):
    """What was passed over in a sound file; files of which the same is said are told together."""

    where: str
    said: str


Found = Iterator[Article | ArticleError | Note]
"""What a reader yields of one file: articles, what is wrong, and what was passed over."""


def clean(text: str, where: str) -> str:
    """Return a text with every kind of line end as a line feed; other characters stay.

    Raises
    ------
    ArticleError
        If it is empty, or far too long for an article.
    """
    check_size(len(text), where)
    text = _SURROGATE.sub("\ufffd", _LINE_END.sub("\n", text))
    if not text.strip():
        raise ArticleError(f"{where}: found an empty text, expected an article; write one in it")
    return text


def check_size(size: int, where: str) -> None:
    """Raise `ArticleError` if a file or text is far too long for an article."""
    if size > MAX_BYTES:
        raise ArticleError(
            f"{where}: found {size / 1e6:.0f} MB, expected at most {MAX_BYTES / 1e6:.0f} MB; "
            "an article is shorter: split the file"
        )


def make(article_id: str, text: str, lang: str | None, told: Mapping[str, str]) -> Article:
    """Make an article of a clean text; `told` holds the fields that its file states."""
    first = next(line.strip() for line in text.split("\n") if line.strip())
    title = " ".join(first.lstrip("#").split()[:_TITLE_WORDS])
    plain = {name: value for name, value in told.items() if name not in {"lang", "constructed"}}
    return Article(
        **{"article_id": article_id, "title": title} | plain,
        lang=language_if_told(lang, error=ArticleError)
        or language_if_told(told.get("lang"), where=f"{article_id}: ", error=ArticleError)
        or tell_language(text),
        constructed=told.get("constructed", "").lower() in _TRUE,
        text=text,
    )


def headed(title: str, blocks: Iterable[str]) -> str:
    """Return paragraphs with a blank line between, below their title unless it opens them."""
    found = [block for block in blocks if block.strip()]
    if title and (not found or " ".join(found[0].split()) != " ".join(title.split())):
        found.insert(0, title)
    return "\n\n".join(found)


@cache
def names(kind: str) -> dict[str, str]:
    """Return the field that each name stands for, ``"front_matter"`` or ``"columns"``."""
    rows = parse_lexicon((HERE / "fields.tsv").read_text(encoding="utf-8"), "fields.tsv")
    return {name: row["field"] for row in rows for name in row[kind].split("|") if name}
