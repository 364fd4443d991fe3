"""Articles from files, folders, globs and pasted text: the public doors."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kit.articles.columns import check_columns
from kit.articles.decoding import decode
from kit.articles.documents import read_document
from kit.articles.frontmatter import split_front_matter
from kit.articles.kinds import HTML, is_page, refuse, refused_name, what_is
from kit.articles.losses import losses
from kit.articles.making import Asked, Brought, Found, Note, check_size, clean, make
from kit.articles.pages import read_page
from kit.articles.sheets import READERS as SHEETS
from kit.articles.sources import Place, expand
from kit.core.errors import ArticleError, KitWarning
from kit.core.frames import build, rows_of
from kit.core.rows import Article
from kit.languages.tags import language_if_told, language_named, spoken

if TYPE_CHECKING:
    import pandas as pd

Source = str | Path | Sequence[str | Path]

_MARKDOWN: Final = (".md", ".markdown")
_SHOWN: Final = 10
_READERS: Final[Mapping[str, Callable[[Brought, Asked], Found]]] = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".mht", ".mhtml"), read_page),
    ".docx": read_document,
    **SHEETS,
}
"""The reader of each kind of file; every other kind is read as text."""


def load_articles(
    source: Source | None = None,
    *,
    text: str | None = None,
    lang: str | None = None,
    encoding: str = "utf-8",
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Load news articles into a frame.

    Parameters
    ----------
    source
        A file, a folder (read with its subfolders), a glob, or several of these. ``.txt`` and
        ``.md`` are read as they stand; they may begin with front matter, YAML between two lines
        ``---`` or TOML between two lines ``+++``. Of a saved page (``.html``, ``.mhtml``) the
        article is read, of a Word document (``.docx``) what is seen on its pages; both need
        ``who-said-so[files]``. A table (``.csv``, ``.tsv``, ``.jsonl``, ``.json``) holds an
        article a row.
    text
        An article's text itself, instead of a source.
    lang
        ``"ar"`` or ``"en"``; by default what the file, its name (``x.ar.md``) or the letters of
        the text say. Tags and names will do as well: ``"ar-EG"``, ``"Arabic"``.
    encoding
        Of the files. Nothing is guessed: what is not in this encoding is refused, and the
        likeliest ones are named. A page is read in the encoding that it declares.
    columns
        For tables, the column of each field, such as ``{"text": "body", "title": "headline"}``;
        the one for ``text`` must be named unless the kit has written the table.

    Returns
    -------
    pandas.DataFrame
        The frame ``articles``, one row an article, ordered by path. ``text`` is the decoded file
        without its front matter, with every line end (CR LF, CR, U+0085, U+2028, U+2029, vertical
        tab, form feed) as one line feed; offsets count in this text. Nothing else is changed,
        except that lone surrogates, which no file can hold, become U+FFFD.

    Raises
    ------
    ArticleError
        If there is nothing to load, or the only file is no article. Where there are several, the
        sound ones load and each other one is named in a `KitWarning`, as is what a folder passes
        over, and fields of front matter that an article does not have, which are left out.
    """
    if (source is None) == (text is None):
        raise ArticleError(
            "found both or neither of source and text=, expected one: a path, or an article's text"
        )
    lang = language_if_told(lang, error=ArticleError)
    if text is not None:
        return build("articles", [article_from_paste(text, lang)])
    assert source is not None  # noqa: S101  (told to the type checker; held two lines above)
    articles, failures = read_articles(source, lang=lang, encoding=encoding, columns=columns)
    if articles.empty:
        raise failures[0] if failures else ArticleError("found no source, expected some")
    for failure in failures[:_SHOWN]:
        warnings.warn(str(failure), KitWarning, stacklevel=2)
    if len(failures) > _SHOWN:
        more = f"{len(failures) - _SHOWN:,} more files or rows are no articles, as those before"
        warnings.warn(more, KitWarning, stacklevel=2)
    return articles


def read_articles(
    source: Source,
    *,
    lang: str | None = None,
    encoding: str = "utf-8",
    columns: Mapping[str, str] | None = None,
) -> tuple[pd.DataFrame, list[ArticleError]]:
    """Load what is sound, and return it with one error for each file or row that is not.

    Parameters and the frame are those of `load_articles`.
    """
    rows: list[Article] = []
    failures: list[ArticleError] = []
    for found in walk_articles(source, lang=lang, encoding=encoding, columns=columns):
        if isinstance(found, ArticleError):
            failures.append(found)
        else:
            rows.append(found)
    return build("articles", rows), failures


def walk_articles(
    source: Source,
    *,
    lang: str | None = None,
    encoding: str = "utf-8",
    columns: Mapping[str, str] | None = None,
) -> Iterator[Article | ArticleError]:
    """Yield each article, or what is wrong with its file; at last warn of what was passed over.

    Holds one file at a time, so that a folder may be larger than the memory. Parameters are those
    of `load_articles`.
    """
    check_columns(columns)
    asked = Asked(lang, encoding, columns)
    notes: dict[str, list[str]] = {}
    seen: dict[str, str] = {}
    for found in _walk([source] if isinstance(source, (str, Path)) else source, asked):
        if isinstance(found, Note):
            notes.setdefault(found.said, []).append(found.where)
        elif isinstance(found, ArticleError):
            yield found
        else:
            yield _named(*found, seen)
    for said, wheres in notes.items():
        more = f" and {len(wheres) - 1} more" if len(wheres) > 1 else ""
        warnings.warn(f"{wheres[0]}{more}: {said}", KitWarning, stacklevel=2)


def _walk(
    sources: Sequence[str | Path], asked: Asked
) -> Iterator[tuple[Article, Place] | ArticleError | Note]:
    places: list[Place] = []
    for source in sources:
        try:
            for found in expand(source):
                if isinstance(found, Note):
                    yield found
                else:
                    places.append(found)
        except ArticleError as error:
            yield error
    for place in places:
        told = False
        try:
            for one in _read(place, asked):
                told = told or not isinstance(one, Note)
                yield (one, place) if isinstance(one, Article) else one
                if isinstance(one, Article) and (said := losses(one.text)):
                    yield Note(str(place.path), said)
            if not told:
                yield ArticleError(f"{place.path}: found no article in it, expected one or more")
        except ArticleError as error:
            yield error


def _named(row: Article, place: Place, seen: dict[str, str]) -> Article | ArticleError:
    """Give way to the path where a name is taken; refuse a name that a file itself states twice."""
    path, given = place
    if row.article_id in seen and (row.article_id + "#").startswith(given + "#"):
        row = replace(row, article_id=path.as_posix() + row.article_id.removeprefix(given))
    name = row.article_id
    if name in seen:
        return ArticleError(
            f"{path}: found article_id {name!r}, which {seen[name]} has already; "
            "expected one of its own: rename the file or its article_id"
        )
    seen[name] = str(path)
    return row


def article_from_text(text: str, lang: str | None = None) -> Article:
    """Return a text as an article.

    Raises
    ------
    ArticleError
        If it is empty, or far too long for an article.
    """
    return make("text", clean(text, "text="), lang, {})


def articles_in(frame: pd.DataFrame) -> list[Article]:
    """Return the rows of a frame ``articles``, each with the kit's short name of its language.

    Raises
    ------
    FrameError
        If it is no frame of articles, or a language is unknown.
    """
    return spoken(rows_of(frame, Article), "articles")


def article_from_paste(text: str, lang: str | None = None) -> Article:
    """Return what someone has pasted as an article.

    Raises
    ------
    ArticleError
        As `article_from_text`; also if it is the source of a page, or the bytes of a document.
    """
    _refuse_other(text[:1024].encode("utf-8", "replace"), text, "text=")
    return article_from_text(text, lang)


def article_from_bytes(
    data: bytes, name: str, *, lang: str | None = None, encoding: str = "utf-8"
) -> Article:
    """Return bytes that are no file, such as a pipe's, as an article.

    Raises
    ------
    ArticleError
        As for a file; the message begins with `name`.
    """
    check_size(len(data), name)
    found = _read_text(Brought(data, name, name), Asked(lang, encoding))
    return next(row for row in found if isinstance(row, Article))


def _read(place: Place, asked: Asked) -> Found:
    path = place.path
    try:
        check_size(path.stat().st_size, str(path))
        data = path.read_bytes()
    except OSError as error:
        raise ArticleError(f"{path}: found no readable file ({error.strerror})") from error
    kind = refused_name(path.name)
    if kind:
        raise refuse(str(path), what_is(data) or kind, "an article")
    if not data:
        raise ArticleError(f"{path}: found an empty text, expected an article; write one in it")
    lang = language_named(path.stem.rpartition(".")[2]) if "." in path.stem else ""
    reader = _READERS.get(path.suffix.lower(), _read_text)
    yield from reader(Brought(data, str(path), place.article_id, lang), asked)


def _read_text(file: Brought, asked: Asked) -> Found:
    """Yield the article of plain text or Markdown, with what its front matter tells."""
    markdown = file.where.lower().endswith(_MARKDOWN)
    _refuse_other(file.data, file.data[:100_000].decode("latin-1"), file.where, whole=markdown)
    found = split_front_matter(
        clean(decode(file.data, file.where, asked.encoding), file.where), file.where
    )
    if not found.text.strip():
        raise ArticleError(
            f"{file.where}: found no words below the front matter, expected an article"
        )
    if is_page(found.text, whole=markdown):  # below front matter, or in an encoding of two bytes
        raise refuse(file.where, HTML)
    told = {"lang": file.lang} | found.fields if file.lang else found.fields
    yield make(file.article_id, found.text, asked.lang, told)
    if found.unused:
        listed = ", ".join(found.unused[:_SHOWN]) + (" ..." if len(found.unused) > _SHOWN else "")
        yield Note(file.where, f"left out front matter fields that articles do not have: {listed}")


def _refuse_other(data: bytes, text: str, where: str, *, whole: bool = False) -> None:
    """Raise `ArticleError` for what is a document of another program, or a page, told by its look."""
    if kind := what_is(data):
        raise refuse(where, kind)
    if is_page(text, whole=whole):
        raise refuse(where, HTML)
