"""What a source stands for: a file, a folder with its subfolders, or a pattern of names."""

from __future__ import annotations

import os
import re
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kit.articles.making import Note
from kit.core.errors import ArticleError, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES: Final = (
    ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".docx",
    ".csv", ".tsv", ".jsonl", ".ndjson", ".json",
)  # fmt: skip
"""The kinds of files that are looked for in a folder."""
_PAGES: Final = (".html", ".htm", ".xhtml")
_OWN: Final = re.compile(r"(?:key|evidence)\.\w+\.toml|story\.toml")
"""The other files of a lesson."""
_SYSTEM: Final = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
_SHOWN: Final = 5
_FEW: Final = 12


class Place(NamedTuple):
    """A file and the name that it gives its article."""

    path: Path
    article_id: str


def expand(source: str | Path) -> Iterator[Place | Note]:
    """Yield the files that a source stands for, and a note on what a folder passes over.

    Raises
    ------
    ArticleError
        If there is no such file or folder, or nothing in it.
    """
    name = str(source)
    if re.match(r"https?://", name):
        raise ArticleError(
            f"{name}: found a web address, expected a file or folder; save the page as .html, "
            "save the article's text as a .txt file, or paste it with text="
        )
    if not name.strip():
        raise ArticleError(
            "found no such file or folder: the name is empty; write . for this folder"
        )
    path = Path(source).expanduser()
    if path.is_dir():
        yield from _folder(path)
    elif path.is_file():
        yield Place(path, _name(path, path.parent))
    elif any(sign in name for sign in "*?["):
        hits = sorted(Path(p) for p in glob(str(path), recursive=True) if Path(p).is_file())  # noqa: PTH207  (Path.glob takes no absolute pattern)
        if not hits:
            raise ArticleError(f"{name}: found no file that fits this pattern, expected some")
        base = Path(os.path.commonpath([p.parent for p in hits]))
        yield from (Place(p, _name(p, base)) for p in hits)
    else:
        raise _missing(path, name)


def _folder(path: Path) -> Iterator[Place | Note]:
    found = sorted(p for p in path.rglob("*") if p.is_file() and not _is_silent(p, path))
    pages = {p.parent / p.stem for p in found if p.suffix.lower() in _PAGES}
    places: list[Place] = []
    passed: list[str] = []
    for one in found:
        if one.suffix.lower() in SUFFIXES and not _beside_page(one, path, pages):
            places.append(Place(one, _name(one, path)))
        else:
            passed.append(one.relative_to(path).as_posix())
    if not places:
        held = f"; it holds {_listed(passed)}" if passed else ""
        raise ArticleError(
            f"{path}: found no .txt or .md file in this folder, nor any other kind of article "
            f"({', '.join(SUFFIXES)}), expected some{held}"
        )
    yield from places
    if passed:
        count = f"{len(passed)} files" if len(passed) > 1 else "one file"
        yield Note(
            str(path),
            f"passed over {count} of kinds that are not read, or saved beside a page: "
            f"{_listed(passed)}",
        )


def _is_silent(path: Path, folder: Path) -> bool:
    """Tell what nobody takes for an article: hidden files, answers, a lesson's key, notes on a folder."""
    parts = path.relative_to(folder).parts
    return (
        any(part.startswith((".", "~$")) for part in parts)
        or "answers" in parts[:-1]
        or path.stem.upper().split(".")[0] == "README"
        or path.name.lower() in _SYSTEM
        or bool(_OWN.fullmatch(path.name))
    )


def _beside_page(path: Path, folder: Path, pages: set[Path]) -> bool:
    """Tell the files that a browser saves with a page, in a folder named after it."""
    for parent in path.parents:
        if parent == folder:
            break
        parts = re.match(r"(.+)[_.-]\w+$", parent.name)
        if parts and parent.parent / parts[1] in pages:
            return True
    return False


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _missing(path: Path, name: str) -> ArticleError:
    near = [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []
    return ArticleError(
        f"{name}: found no such file or folder; {unknown('name', path.name, near)}"
        if 0 < len(near) <= _FEW  # a longer list is no help
        else f"{name}: found no such file or folder, expected a .txt or .md file; check the path"
    )


def _name(path: Path, base: Path) -> str:
    """Name an article by its path: ``the-call/article.ar.md`` is ``the-call.ar``."""
    relative = path.relative_to(base)
    parts = [*relative.parts[:-1], relative.name[: len(relative.name) - len(path.suffix)]]
    stem = parts[-1]
    if stem.startswith("article."):
        parts = [*(parts[:-1] or [path.parent.name]), stem.removeprefix("article.")]
        return "/".join(parts[:-1]) + "." + parts[-1]
    return "/".join(parts)
