"""Plain text and Markdown files, folders of them, globs, and pasted text."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, Final

from charset_normalizer import from_bytes

from kit.core.errors import ArticleError, KitWarning, unknown
from kit.core.frames import COLUMNS, build, rows_of
from kit.core.rows import Article
from kit.languages.tags import language_if_told, language_named, spoken
from kit.languages.telling import tell_language

if TYPE_CHECKING:
    import pandas as pd

Source = str | Path | Sequence[str | Path]

MAX_BYTES: Final = 10_000_000
"""A longer file is no article, and would hold up a classroom machine."""
_SUFFIXES: Final = (".md", ".txt")
_FIELDS: Final = tuple(name for name in COLUMNS["articles"] if name != "text")
_BOM16: Final = (b"\xff\xfe", b"\xfe\xff")
_CONTROL: Final = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b")) + b"\x7f"
_BINARY_SHARE: Final = 0.02
_TITLE_WORDS: Final = 40


def load_articles(
    source: Source | None = None,
    *,
    text: str | None = None,
    lang: str | None = None,
    encoding: str = "utf-8",
) -> pd.DataFrame:
    """Load news articles into a frame.

    Parameters
    ----------
    source
        A ``.txt`` or ``.md`` file, a folder (read with its subfolders), a glob, or several of these.
        A file may begin with front matter: lines ``key: value`` between two lines ``---``.
    text
        An article's text itself, instead of a source.
    lang
        ``"ar"`` or ``"en"``; by default what the front matter, the file name (``x.ar.md``) or the
        letters of the text say. Tags and names will do as well: ``"ar-EG"``, ``"Arabic"``.
    encoding
        Of the files. Nothing is guessed: what is not in this encoding is refused.

    Returns
    -------
    pandas.DataFrame
        The frame ``articles``, one row an article, ordered by path. ``text`` is the decoded file
        with line ends as line feeds and without its front matter; nothing else is changed, except that
        lone surrogates, which no file can hold, become U+FFFD.

    Raises
    ------
    ArticleError
        If there is nothing to load, or the only file is no article. Where there are several
        files, the sound ones load and each other one is named in a `KitWarning`.
    """
    if (source is None) == (text is None):
        raise ArticleError(
            "found both or neither of source and text=, expected one: a path, or an article's text"
        )
    lang = language_if_told(lang, error=ArticleError)
    if text is not None:
        return build("articles", [article_from_text(text, lang)])
    assert source is not None  # noqa: S101  (told to the type checker; held two lines above)
    articles, failures = read_articles(source, lang=lang, encoding=encoding)
    if articles.empty:
        raise failures[0]
    for failure in failures:
        warnings.warn(str(failure), KitWarning, stacklevel=2)
    return articles


def read_articles(
    source: Source, *, lang: str | None = None, encoding: str = "utf-8"
) -> tuple[pd.DataFrame, list[ArticleError]]:
    """Load what is sound, and return it with one error for each file that is not.

    Parameters and the frame are those of `load_articles`.
    """
    rows: list[Article] = []
    failures: list[ArticleError] = []
    for found in walk_articles(source, lang=lang, encoding=encoding):
        if isinstance(found, ArticleError):
            failures.append(found)
        else:
            rows.append(found)
    return build("articles", rows), failures


def walk_articles(
    source: Source, *, lang: str | None = None, encoding: str = "utf-8"
) -> Iterator[Article | ArticleError]:
    """Yield each article, or what is wrong with its file.

    Holds one article at a time, so that a folder may be larger than the memory. Parameters are those
    of `load_articles`.
    """
    paths: list[tuple[Path, str]] = []
    for one in [source] if isinstance(source, (str, Path)) else source:
        try:
            paths.extend(_expand(one))
        except ArticleError as error:
            yield error
    seen: dict[str, Path] = {}
    for path, article_id in paths:
        try:
            row = _read(path, article_id, lang, encoding)
        except ArticleError as error:
            yield error
            continue
        if row.article_id == article_id and article_id in seen:
            row = replace(row, article_id=path.as_posix())
        name = row.article_id
        if name in seen:
            yield ArticleError(
                f"{path}: found article_id {name!r}, which {seen[name]} has already; "
                "expected one of its own: rename the file or its article_id"
            )
            continue
        seen[name] = path
        yield row


def article_from_text(text: str, lang: str | None = None) -> Article:
    """Return a pasted text as an article.

    Raises
    ------
    ArticleError
        If it is empty, or far too long for an article.
    """
    return _row("text", _clean(text, "text="), lang, {})


def articles_in(frame: pd.DataFrame) -> list[Article]:
    """Return the rows of a frame ``articles``, each with the kit's short name of its language.

    Raises
    ------
    FrameError
        If it is no frame of articles, or a language is unknown.
    """
    return spoken(rows_of(frame, Article), "articles")


def _expand(source: str | Path) -> Iterable[tuple[Path, str]]:
    """Return the files that a source stands for, each with the name it gives its article."""
    name = str(source)
    if re.match(r"https?://", name):
        raise ArticleError(
            f"{name}: found a web address, expected a file or folder; save the article's text "
            "as a .txt file, or paste it with text="
        )
    if not name.strip():
        raise ArticleError(
            "found no such file or folder: the name is empty; write . for this folder"
        )
    path = Path(source).expanduser()
    if path.is_dir():
        found = sorted(
            p
            for p in path.rglob("*")
            if p.suffix.lower() in _SUFFIXES
            and p.is_file()
            and p.stem.upper().split(".")[0] != "README"
            and not any(part.startswith(".") for part in p.relative_to(path).parts)
        )
        if not found:
            raise ArticleError(f"{path}: found no .txt or .md file in this folder, expected some")
        return [(p, _name(p, path)) for p in found]
    if path.is_file():
        return [(path, _name(path, path.parent))]
    if any(sign in name for sign in "*?["):
        hits = sorted(Path(p) for p in glob(str(path), recursive=True) if Path(p).is_file())  # noqa: PTH207  (Path.glob takes no absolute pattern)
        if not hits:
            raise ArticleError(f"{name}: found no file that fits this pattern, expected some")
        base = Path(os.path.commonpath([p.parent for p in hits]))
        return [(p, _name(p, base)) for p in hits]
    near = [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []
    raise ArticleError(
        f"{name}: found no such file or folder; {unknown('name', path.name, near)}"
        if 0 < len(near) <= 12  # noqa: PLR2004  (a longer list is no help)
        else f"{name}: found no such file or folder, expected a .txt or .md file; check the path"
    )


def _name(path: Path, base: Path) -> str:
    """Name an article by its path: ``the-call/article.ar.md`` is ``the-call.ar``."""
    relative = path.relative_to(base)
    parts = [*relative.parts[:-1], relative.name[: -len(path.suffix)]]
    stem = parts[-1]
    if stem.startswith("article."):
        parts = [*(parts[:-1] or [path.parent.name]), stem.removeprefix("article.")]
        return "/".join(parts[:-1]) + "." + parts[-1]
    return "/".join(parts)


def article_from_bytes(
    data: bytes, name: str, *, lang: str | None = None, encoding: str = "utf-8"
) -> Article:
    """Return bytes that are no file, such as a pipe's, as an article.

    Raises
    ------
    ArticleError
        As for a file; the message begins with `name`.
    """
    _check_size(len(data), name)
    return _parse(data, name, name, lang, encoding)


def _read(path: Path, article_id: str, lang: str | None, encoding: str) -> Article:
    try:
        size = path.stat().st_size
        _check_size(size, str(path))
        data = path.read_bytes()
    except OSError as error:
        raise ArticleError(f"{path}: found no readable file ({error.strerror})") from error
    named = language_named(path.stem.rpartition(".")[2]) if "." in path.stem else ""
    return _parse(data, str(path), article_id, lang, encoding, named)


def _parse(  # noqa: PLR0913, PLR0917  (what a file says, and what its name says)
    data: bytes, path: str, article_id: str, lang: str | None, encoding: str, named: str = ""
) -> Article:
    text = _clean(_decode(data, path, encoding), path)
    meta, text = _front_matter(text, path)
    if not text.strip():
        raise ArticleError(f"{path}: found no words below the front matter, expected an article")
    if named:
        meta.setdefault("lang", named)
    return _row(article_id, text, lang, meta)


def _decode(data: bytes, path: str, encoding: str) -> str:
    wide = encoding.lower().startswith(("utf-16", "utf-32", "utf_16", "utf_32"))
    if not wide and not data.startswith(_BOM16):
        control = len(data) - len(data.translate(None, _CONTROL))
        if b"\0" in data or control > len(data) * _BINARY_SHARE:
            raise ArticleError(
                f"{path}: found binary data, expected plain text; "
                "save the article as a .txt file in UTF-8"
            )
    try:
        name = "utf-8-sig" if encoding.lower() in {"utf-8", "utf8", "utf_8"} else encoding
        return data.decode(name)
    except LookupError:
        raise ArticleError(
            f"{path}: unknown encoding {encoding!r}, expected one such as 'utf-8' or 'cp1256'"
        ) from None
    except UnicodeError:
        best = None if data.startswith(_BOM16) else from_bytes(data[:50_000]).best()
        guess = best.encoding if best else "utf-16" if data.startswith(_BOM16) else None
        looks = f"bytes that look like {guess}" if guess else "bytes in an unknown encoding"
        remedy = f", or pass encoding={guess!r}" if guess else ""
        raise ArticleError(
            f"{path}: found {looks}, expected {encoding}; save the file as UTF-8{remedy}"
        ) from None


def _check_size(size: int, where: str) -> None:
    if size > MAX_BYTES:
        raise ArticleError(
            f"{where}: found {size / 1e6:.0f} MB, expected at most {MAX_BYTES / 1e6:.0f} MB; "
            "an article is shorter: split the file"
        )


def _clean(text: str, where: str) -> str:
    _check_size(len(text), where)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    if not text.strip():
        raise ArticleError(f"{where}: found an empty text, expected an article; write one in it")
    return text


def _front_matter(text: str, path: str) -> tuple[dict[str, str], str]:
    if not text.startswith("---\n"):
        return {}, text
    head, fence, body = text[4:].partition("\n---\n")
    lines = [line for line in head.split("\n") if line.strip()]
    if not fence or not all(re.match(r"\w[\w -]*:", line) for line in lines):
        return {}, text  # a rule drawn with dashes, not front matter
    meta: dict[str, str] = {}
    for line in lines:
        key, _, value = line.partition(":")
        if key.strip() not in _FIELDS:
            raise ArticleError(f"{path}: {unknown('front matter field', key.strip(), _FIELDS)}")
        meta[key.strip()] = value.strip()
    return meta, body


def _row(article_id: str, text: str, lang: str | None, meta: dict[str, str]) -> Article:
    first = next(line.strip() for line in text.split("\n") if line.strip())
    title = " ".join(first.lstrip("#").split()[:_TITLE_WORDS])
    told = {name: value for name, value in meta.items() if name not in {"lang", "constructed"}}
    return Article(
        **{"article_id": article_id, "title": title} | told,
        lang=language_if_told(lang, error=ArticleError)
        or language_if_told(meta.get("lang"), where=f"{article_id}: ", error=ArticleError)
        or tell_language(text),
        constructed=meta.get("constructed", "").lower() in {"true", "yes"},
        text=text,
    )
