"""TOML of lessons and item sets: read from a plain short file, and refused in one line."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final

from kit.core.errors import LessonError
from kit.core.files import read_plain
from kit.core.text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMA: Final = 1
MAX_BYTES: Final = 1_000_000
"""The longest file of the kit's own has a thirtieth of this."""
_DEEPEST: Final = 16
_WORD: Final = 200
# Strings and comments, as TOML ends them: what stands in one opens and joins nothing.
_ASIDE: Final = re.compile(
    r'"""(?:[^"\\]++|\\[\s\S]|"(?!""))*+"{3,5}'
    r"|'''(?:[^']++|'(?!''))*+'{3,5}"
    r'|"(?:[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*+'"
    r"|\#[^\n]*+"
)
_JOINED: Final = re.compile(rf"\.(?:[ \t]*+[\w-]*+[ \t]*+\.){{{_DEEPEST}}}")
_LONG_WORD: Final = re.compile(rf"\w{{{_WORD}}}")
_BRACKET: Final = re.compile(r"[\[\]{}]")
_STEPS: Final = {"[": 1, "{": 1, "]": -1, "}": -1}


def read_toml(path: Path, what: str) -> dict[str, Any]:
    """Return what a TOML file of the kit's schema holds.

    Parameters
    ----------
    path
        The file; a link may not lead out of its folder.
    what
        What the file is for, said where there is none.

    Raises
    ------
    LessonError
        If the file is missing, no plain file, too long, not TOML, nested too deep, or of another
        schema.
    """
    try:
        data = read_plain(path, MAX_BYTES, LessonError, within=path.parent)
    except FileNotFoundError:
        raise LessonError(f"{path}: found no such file, expected {what}") from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        raise LessonError(f"{path}: cannot be read ({said}), expected {what}; mend that") from None
    found = _parse(data, path)
    schema = found.get("schema")
    if type(schema) is not int or schema != SCHEMA:
        newer = type(schema) is int and schema > SCHEMA
        remedy = "update the kit" if newer else f"write schema = {SCHEMA} at the top"
        raise LessonError(f"{path}: found schema {quoted(schema)}, expected {SCHEMA}; {remedy}")
    return found


def tables(data: dict[str, Any], path: Path, table: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the tables ``[[table]]`` of what `read_toml` has read, each with where it stands.

    Raises
    ------
    LessonError
        If the name stands for anything but such tables.
    """
    found = data.get(table, [])
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise LessonError(
            f"{path}: found {table} = {quoted(found)}, expected [[{table}]] tables; "
            f"write each as one that begins with [[{table}]]"
        )
    for position, entry in enumerate(found, start=1):
        yield f"{path}: {table} {position}", entry


def _parse(data: bytes, path: Path) -> dict[str, Any]:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise LessonError(
            f"{path}: found no readable TOML (byte {error.start} is not UTF-8); "
            "save the file in UTF-8"
        ) from None
    _hold_shallow(text, path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LessonError(f"{path}: found no readable TOML ({error}); mend that place") from error
    except (ValueError, RecursionError):
        bare = _ASIDE.sub(_blank, text)
        hit = _LONG_WORD.search(bare)
        at = hit.start() if hit else len(bare)
        raise _refused(path, "a number too long to be read", bare, at) from None


def _hold_shallow(text: str, path: Path) -> None:
    """Refuse what a parser would take minutes or all of its stack for: a lesson has none of it."""
    bare = _ASIDE.sub("", text)
    deep = _JOINED.search(bare) is not None
    depth = 0
    for sign in _BRACKET.findall(bare):
        depth += _STEPS[sign]
        deep |= depth > _DEEPEST
    if deep:
        raise _too_deep(_ASIDE.sub(_blank, text), path)


def _too_deep(bare: str, path: Path) -> LessonError:
    """Say where names of many parts, or brackets in brackets, go too deep."""
    if hit := _JOINED.search(bare):
        return _refused(path, f"a name of more than {_DEEPEST} parts", bare, hit.start())
    depth = at = 0
    for step in _BRACKET.finditer(bare):
        depth += _STEPS[step[0]]
        if depth > _DEEPEST:
            at = step.start()
            break
    return _refused(path, f"brackets more than {_DEEPEST} deep", bare, at)


def _blank(aside: re.Match[str]) -> str:
    """Return nothing for a string or comment but its line ends, which keep the count of lines."""
    return "\n" * aside[0].count("\n")


def _refused(path: Path, what: str, text: str, at: int) -> LessonError:
    line = text.count("\n", 0, at) + 1
    return LessonError(
        f"{path}: found {what} (line {line}), expected plain tables and lists; write it shorter"
    )
