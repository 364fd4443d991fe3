"""What a teacher brings: a file, pasted text or a web address becomes an article with its rights."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from kit.articles.files import article_from_bytes, walk_articles
from kit.articles.web import fetch_article, is_address
from kit.core.errors import ArticleError, LessonError
from kit.languages.interface import LANGUAGES
from kit.lessons.rights import OWN_CLASS

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.core.rows import Article

HOME: Final = "my-lessons"
"""Where lessons go if nobody says where: a folder each."""
_NAME: Final = re.compile(r"[^\w-]+")
_LONGEST: Final = 40


def bring(source: str, lang: str | None, pasted: Callable[[], bytes]) -> Article:
    """Return the one article that a source stands for.

    Parameters
    ----------
    source
        A file (text, Markdown, a saved page, a Word document), a web address, or ``-``. What is
        fetched is for the teacher's own class only, whatever its page says.
    lang
        Language of the text; by default told by it.
    pasted
        Gives what was pasted, for ``-``.

    Raises
    ------
    ArticleError
        If it cannot be read or fetched, or holds no article or several.
    LessonError
        If the kit does not speak the article's language, and so has no words for its lesson.
    """
    if source == "-":
        article = article_from_bytes(pasted(), "stdin", lang=lang)
    elif is_address(source):
        article = replace(fetch_article(source, lang), licence=OWN_CLASS)
    else:
        article = _one(source, lang)
    if article.lang not in LANGUAGES:
        raise LessonError(
            f"{source}: found an article in {article.lang!r}, expected one in {' or '.join(LANGUAGES)}; "
            "say --lang if that is wrong"
        )
    return article


def _one(source: str, lang: str | None) -> Article:
    found: list[Article] = []
    for one in walk_articles(source, lang=lang):
        if isinstance(one, ArticleError):
            raise one
        found.append(one)
    if len(found) != 1:
        raise ArticleError(
            f"{source}: found {len(found)} articles, expected one; name a single article's file"
        )
    return found[0]


def hold_own(source: str, licence: str | None) -> None:
    """Hold that no licence is given for what is fetched.

    Raises
    ------
    LessonError
        If one is.
    """
    if licence and is_address(source):
        raise LessonError(
            f"{source}: found a licence for a page from the web, expected none: what is fetched is "
            "for your own class only; save its text as a file if you may pass it on"
        )


def folder_for(source: str, article: Article) -> Path:
    """Return a folder for a new lesson, named after its file, address or text."""
    if source == "-":
        digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
        name = f"text-{digest[:8]}"
    elif is_address(source):
        parts = [one for one in urlsplit(source).path.split("/") if one]
        name = Path(parts[-1]).stem if parts else str(urlsplit(source).hostname)
    else:
        name = Path(source).stem.removesuffix(f".{article.lang}")
    return Path(HOME) / (_NAME.sub("-", name).strip("-_")[:_LONGEST].lower() or "lesson")
