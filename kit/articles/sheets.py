"""Tables of articles, one a row: CSV as spreadsheets save it, TSV, JSON lines and JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from kit.articles.columns import Columns, choose
from kit.articles.decoding import bom, decode
from kit.articles.kinds import HTML as PAGE
from kit.articles.kinds import is_page, refuse, what_is
from kit.articles.making import MAX_BYTES, Asked, Brought, Found, Note, clean, make, names
from kit.core.errors import ArticleError

if TYPE_CHECKING:
    from kit.core.rows import Article

_DELIMITERS: Final = ",;\t|"
_SEP: Final = re.compile(r"sep=(.)\r?\n|sep=(.)\r", re.IGNORECASE)
_LIMIT: Final = Lock()
"""The csv module has one limit for all who use it."""
_SHOWN: Final = 5
MAX_ROWS: Final = 100_000
"""A table of more is a corpus and no file of articles for a class."""


class Row(NamedTuple):
    """A row by its column names; `number` counts as a spreadsheet does, or the lines of a file."""

    number: int
    cells: Mapping[str, str]


Rows = Iterator[Row | ArticleError]


def read_csv(file: Brought, asked: Asked) -> Found:
    """Yield the articles of a table as spreadsheets save it; see `kit.load_articles`."""
    text = _decoded(file, asked)
    told = _SEP.match(text)
    body = text[told.end() :] if told else text
    _check_rows(body.count("\n"), file.where)
    rows, errors = _parsed(body, (told[1] or told[2]) if told else _delimiter(body, file, asked))
    if not rows:
        raise ArticleError(f"{file.where}: found an empty table, expected column names and rows")
    header = [name.strip() for name in rows[0][1]]
    columns = choose(header, asked, file.where)
    yield from columns.notes(file.where)
    blank: list[int] = []

    def sound() -> Rows:
        for number, cells in rows[1:]:
            if not any(cell.strip() for cell in cells):
                if (
                    cells
                ):  # a line of delimiters, which a spreadsheet leaves; an empty one is nothing
                    blank.append(number)
            elif len(cells) != len(header):
                yield ArticleError(
                    f"{file.where}, row {number}: found {len(cells)} cells, expected "
                    f"{len(header)} as in its first row; put a cell that holds a delimiter "
                    "or a line end in quotation marks"
                )
            else:
                yield Row(number, dict(zip(header, cells, strict=True)))
        for number, said in errors:
            yield ArticleError(f"{file.where}, row {number}: found {said}")

    yield from _articles(sound(), columns, file, asked)
    if blank:
        more = " and more" if len(blank) > _SHOWN else ""
        listed = ", ".join(map(str, blank[:_SHOWN])) + more
        yield Note(file.where, f"passed over empty rows: {listed}")


def read_json_lines(file: Brought, asked: Asked) -> Found:
    """Yield the articles of JSON lines, one object a line."""
    text = _decoded(file, asked)
    _check_rows(text.count("\n"), file.where)
    yield from _objects(_lines(text, file.where), file, asked)


def read_json(file: Brought, asked: Asked) -> Found:
    """Yield the articles of a JSON list of objects, or of the list ``articles`` in an object."""
    try:
        found = _loads(_decoded(file, asked))
    except ValueError as error:
        raise ArticleError(f"{file.where}: found broken JSON ({error}), expected a list") from None
    if isinstance(found, dict):
        found = found["articles"] if isinstance(found.get("articles"), list) else [found]
    if not isinstance(found, list) or not found:
        raise ArticleError(f"{file.where}: found no list of objects, expected one an article")
    _check_rows(len(found), file.where)
    yield from _objects(enumerate(found, start=1), file, asked)


def _check_rows(count: int, where: str) -> None:
    if count > MAX_ROWS:
        raise ArticleError(
            f"{where}: found {count:,} rows, expected at most {MAX_ROWS:,}; split the file"
        )


def _decoded(file: Brought, asked: Asked) -> str:
    """Return the text of a table; a byte order mark states its encoding."""
    if kind := what_is(file.data):
        raise refuse(file.where, kind, "a table of articles")
    marked = bom(file.data)
    text = decode(file.data, file.where, marked or asked.encoding, nul=True)
    if is_page(text, whole=True):
        raise refuse(file.where, PAGE, "a table of articles")
    return text.removeprefix("\ufeff")


def _delimiter(text: str, file: Brought, asked: Asked) -> str:
    """Return what parts the header into the most names that are known, or else into the most."""
    known = {*names("columns"), *(asked.columns or {}).values()}
    head = text.lstrip("\r\n")[:10_000]

    def fit(delimiter: str) -> tuple[int, int]:
        first = next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), [])
        return sum(n.strip() in known or n.strip().lower() in known for n in first), len(first)

    order = "\t,;|" if file.where.lower().endswith(".tsv") else _DELIMITERS
    try:
        return max(order, key=fit)
    except csv.Error:
        return order[0]


def _parsed(text: str, delimiter: str) -> tuple[list[tuple[int, list[str]]], list[tuple[int, str]]]:
    """Return rows by number, the first one being the column names, and what is wrong with others."""
    rows: list[tuple[int, list[str]]] = []
    errors: list[tuple[int, str]] = []
    with _LIMIT:
        before = csv.field_size_limit(MAX_BYTES)
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
            number = 0
            while True:
                number += 1
                try:
                    cells = next(reader)
                except StopIteration:
                    break
                except csv.Error as error:
                    errors.append((number, _told(error)))
                    continue
                if rows or any(cell.strip() for cell in cells):
                    rows.append((number, cells))
        finally:
            csv.field_size_limit(before)
    return rows, errors


def _told(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return (
            "a quotation mark that is never closed, expected its pair; "
            "close it: the rows below it were taken into its cell"
        )
    return 'a quotation mark inside a cell, expected it doubled, as in "a ""word"" here"'


def _lines(text: str, where: str) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, _loads(line)
            except ValueError as error:
                said = f"{where}, row {number}: found broken JSON ({error}), expected one object"
                yield number, ArticleError(said)


def _loads(text: str) -> object:
    try:
        return json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg}, column {error.colno}") from None
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _objects(found: Iterator[tuple[int, object]], file: Brought, asked: Asked) -> Found:
    rows: list[Row | ArticleError] = []
    keys: dict[str, None] = {}
    for number, value in found:
        if isinstance(value, ArticleError):
            rows.append(value)
        elif not isinstance(value, dict):
            rows.append(ArticleError(
                f"{file.where}, row {number}: found {type(value).__name__}, expected an object "
                '{"name": value}'
            ))  # fmt: skip
        else:
            cells = {str(k).strip(): _cell(v) for k, v in value.items()}
            keys |= dict.fromkeys(cells)
            rows.append(Row(number, cells))
    if not keys:
        yield from (row for row in rows if isinstance(row, ArticleError))
        if not rows:
            raise ArticleError(f"{file.where}: found an empty file, expected one object a line")
        return
    columns = choose(list(keys), asked, file.where)
    yield from columns.notes(file.where)
    yield from _articles(iter(rows), columns, file, asked)


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(_cell(one) for one in value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None or isinstance(value, dict) else str(value)


def _articles(rows: Rows, columns: Columns, file: Brought, asked: Asked) -> Found:
    """Yield the article of each sound row, named by its own column or ``file#row``."""
    seen: dict[str, int] = {}
    for row in rows:
        if isinstance(row, ArticleError):
            yield row
            continue
        try:
            found = _article(row, columns, file, asked)
        except ArticleError as error:
            yield error
            continue
        first = seen.setdefault(found.article_id, row.number)
        if first != row.number:
            yield ArticleError(
                f"{file.where}, row {row.number}: found article_id {found.article_id!r}, which "
                f"row {first} has already; expected one of its own"
            )
        else:
            yield found


def _article(row: Row, columns: Columns, file: Brought, asked: Asked) -> Article:
    where = f"{file.where}, row {row.number}"
    text = row.cells.get(columns.chosen["text"], "")
    told: dict[str, str] = {}
    for field, column in columns.chosen.items():
        value = row.cells.get(column, "")
        if "\0" in value:
            raise ArticleError(
                f"{where}: found a NUL character in {column!r}, expected words; take it out"
            )
        if field != "text" and value.strip():
            told[field] = " ".join(value.split())
    if file.lang:
        told.setdefault("lang", file.lang)
    if is_page(text):
        raise refuse(f"{where}, {columns.chosen['text']!r}", PAGE._replace(
            remedy="keep the words and take out the tags"))  # fmt: skip
    return make(f"{file.article_id}#{row.number}", clean(text, where), asked.lang, told)


READERS: Final[Mapping[str, Callable[[Brought, Asked], Found]]] = {
    ".csv": read_csv, ".tsv": read_csv, ".jsonl": read_json_lines, ".ndjson": read_json_lines,
    ".json": read_json,
}  # fmt: skip
"""The reader of each kind of table."""
