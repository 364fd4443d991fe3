"""Which column of a table holds which field of an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kit.articles.making import FIELDS, Asked, Note, names
from kit.core.errors import ArticleError, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MAX_COLUMNS: Final = 1_000
_SHOWN: Final = 12


class Columns(NamedTuple):
    """The column of each field, the fields whose column was guessed, and the columns left over."""

    chosen: dict[str, str]
    guessed: tuple[str, ...]
    unused: tuple[str, ...]

    def notes(self, where: str) -> Iterator[Note]:
        """Yield one note on what was guessed and left, if anything was."""
        took = [f"{self.chosen[field]!r} as {field}" for field in self.guessed]
        parts = [f"took {', '.join(took)}; say columns= if that is wrong"] if took else []
        more = " ..." if len(self.unused) > _SHOWN else ""
        parts += (
            [f"left the columns {', '.join(self.unused[:_SHOWN])}{more}"] if self.unused else []
        )
        if parts:
            yield Note(where, "; ".join(parts))


def check_columns(columns: Mapping[str, str] | None) -> None:
    """Raise `ArticleError` if a map of columns names a field that articles do not have."""
    for field in columns or {}:
        if field not in FIELDS:
            raise ArticleError(f"columns=: {unknown('field', field, FIELDS)}")


def choose(header: Sequence[str], asked: Asked, where: str) -> Columns:
    """Choose columns: what was asked for, then fields by their own names, then by like ones.

    The column of the text is never guessed: a table is many articles, and taking the wrong column
    for their words would not be seen. A table that the kit has written, with ``article_id`` and
    ``text``, says so itself.

    Raises
    ------
    ArticleError
        If a column that was asked for is not there, comes twice, or none was named for the text.
    """
    if len(header) > MAX_COLUMNS:
        raise ArticleError(
            f"{where}: found {len(header):,} columns, expected at most {MAX_COLUMNS:,}; "
            "keep those of the articles"
        )
    wanted = dict(asked.columns or {})
    for wish, column in wanted.items():
        if column not in header:
            raise ArticleError(f"{where}: for {wish!r} {unknown('column', column, header)}")
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice is not None:
        raise ArticleError(
            f"{where}: found two columns {twice!r}, expected each name once; rename one"
        )
    taken = set(wanted.values())
    own = {n: n for n in header if n in FIELDS and n not in wanted and n not in taken}
    known = names("columns")
    like: dict[str, str] = {}
    for name in header:
        field = known.get(re.sub(r"\s+", "_", name.lower()))
        if field and name not in {*taken, *own} and field not in {*wanted, *own, *like}:
            like[field] = name
    if "text" not in wanted and not {"article_id", "text"} <= own.keys():
        raise ArticleError(_which(own.get("text") or like.get("text"), header, where))
    chosen = wanted | own | like
    used = {*chosen.values()}
    return Columns(chosen, tuple(like), tuple(n for n in header if n and n not in used))


def _which(likely: str | None, header: Sequence[str], where: str) -> str:
    column = likely or "NAME"
    listed = ", ".join(name[:40] for name in header[:_SHOWN])
    return (
        f"{where}: found a table with the columns {listed}, expected to be told which one holds "
        f"the articles' text; pass columns={{'text': {column!r}}}, or --column text={column}"
    )
