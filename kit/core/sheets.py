"""Frames as CSV files, for a spreadsheet or another program, and back with nothing lost.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, which
`read_frame` takes away again; tuples are written as JSON lists, times in UTC. ::

    kit.write_frame(answers, "answers.csv", excel=True)
    answers = kit.read_frame("answers.csv", "answers")
"""

from __future__ import annotations

import csv
import json
import re
from ast import literal_eval
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from kit.core.errors import FrameError, unknown
from kit.core.frames import COLUMNS, check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BOM: Final = "\ufeff"
"""Tells a spreadsheet that the file is UTF-8, or it shows Arabic as another script."""
_FORMULA: Final = re.compile("'*(?:[\\t\\r\\n]|\\s*[=+\\-@＝＋－＠])")
"""What begins a formula in one spreadsheet or another; apostrophes before it are the kit's."""
_HALVES: Final = re.compile("[\ud800-\udfff]")
_DELIMITERS: Final = (",", ";", "\t")
_LONGEST_CELL: Final = 100_000_000
_BOOLS: Final = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


def write_frame(frame: pd.DataFrame, path: str | Path, *, excel: bool = False) -> Path:
    """Write a frame as a CSV file in UTF-8, which `read_frame` reads back as it was.

    Parameters
    ----------
    frame
        Any frame of the kit; it is not changed. An index of names becomes the first column, one of
        numbers is left out.
    path
        The file; one that is there is replaced.
    excel
        Whether the file begins with a byte-order mark, without which Excel takes UTF-8 for an
        older encoding. Formulas are kept from running either way: a text that begins with
        ``= + - @``, a tab or a line end gets an apostrophe in front.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    FrameError
        If this is no frame, or the file cannot be written.
    """
    text = csv_of(frame, excel=excel)
    place = Path(path)
    try:
        place.write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise FrameError(
            f"{place}: cannot be written ({error.strerror or error}); choose another place"
        ) from error
    return place


def csv_of(frame: pd.DataFrame, *, excel: bool = False) -> str:
    """Return a frame as `write_frame` writes it."""
    if not isinstance(frame, pd.DataFrame):
        raise FrameError(f"found {type(frame).__name__}, expected a DataFrame to write")
    if frame.index.dtype.kind not in "iu":
        frame = frame.reset_index()
    page = StringIO(newline="")
    writer = csv.writer(page, lineterminator="\r\n")  # so that a lone CR in a cell is quoted
    writer.writerow(guarded(str(column)) for column in frame.columns)
    columns = [frame.iloc[:, at].tolist() for at in range(frame.shape[1])]
    writer.writerows(map(_cell, row) for row in zip(*columns, strict=True))
    return (BOM if excel else "") + page.getvalue()


def read_frame(path: str | Path, name: str) -> pd.DataFrame:
    """Read a frame from a CSV file, such as `write_frame` or a spreadsheet writes.

    Parameters
    ----------
    path
        The file, in UTF-8 or, with a byte-order mark, UTF-16; parted by commas, semicolons or tabs.
    name
        What it holds: ``"answers"``, ``"suggestions"`` or any other of `kit.core.frames.COLUMNS`.

    Returns
    -------
    pandas.DataFrame
        The frame, with the dtypes of its kind: offsets are whole numbers (-1 where a cell is
        empty), lists are tuples, times are UTC. Columns that it need not have follow, as texts
        where no frame of the kit knows them.

    Raises
    ------
    FrameError
        If the file cannot be read or is no frame of this kind; names line and column.
    """
    if name not in COLUMNS:
        raise FrameError(unknown("frame", name, COLUMNS))
    rows = _rows(Path(path), COLUMNS[name])
    _, heads = next(rows, (1, []))
    heads = [bare(head).strip() for head in heads]
    lines = list(rows)
    for line, row in lines:
        if len(row) != len(heads):
            raise FrameError(
                f"{path}, line {line}: found {len(row)} cells, expected {len(heads)}, as in line 1"
            )
    frame = pd.DataFrame(index=range(len(lines)))
    order = [column for column in COLUMNS[name] if column in heads]
    order += [head for head in heads if head and head not in order]
    for head in order:
        cells = [(line, row[heads.index(head)]) for line, row in lines]
        dtype = COLUMNS[name].get(head) or _ELSEWHERE.get(head, "str")
        frame[head] = _column(cells, f"{path}, line {{}}: {name}.{head}: ", head, dtype)
    try:
        return check(frame, name)
    except FrameError as error:
        raise FrameError(f"{path}: {error}") from None


def guarded(text: str) -> str:
    """Return a text as a spreadsheet may have it: what would be a formula gets an apostrophe."""
    text = _HALVES.sub("\ufffd", text)  # no file can hold half a character
    return f"'{text}" if _FORMULA.match(text) else text


def bare(cell: str) -> str:
    """Return the text that was `guarded`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _cell(value: object) -> str:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, (tuple, list)):
        return _HALVES.sub("\ufffd", json.dumps(value, ensure_ascii=False))
    if pd.isna(value):  # type: ignore[call-overload]  # whatever a column of objects holds
        return ""
    if isinstance(value, datetime):
        return (value if value.tzinfo is None else value.astimezone(UTC)).isoformat()
    return str(value) if isinstance(value, (bool, int, float)) else guarded(str(value))


def _rows(path: Path, columns: dict[str, str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a file, each with the number of the line that it ends on."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FrameError(f"{path}: found no readable file ({error.strerror or error})") from error
    wide = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeError:
        raise FrameError(
            f"{path}: found bytes that are no UTF-8, expected a CSV file in it; "
            "in Excel save as “CSV UTF-8”"
        ) from None
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        head = text[: text.find("\n") if "\n" in text else None]
        split = {sign: {*next(csv.reader([head], delimiter=sign), [])} for sign in _DELIMITERS}
        sign = max(_DELIMITERS, key=lambda one: len(split[one] & columns.keys()))
        reader = csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True)
        yield from [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        raise FrameError(f"{path}: found no CSV ({error}), expected a file of rows") from None
    finally:
        csv.field_size_limit(before)


def _column(
    cells: list[tuple[int, str]], where: str, head: str, dtype: str
) -> pd.Series[Any] | pd.DatetimeIndex:
    """Return the values of a column; `where` has a place for the number of the line."""
    read, expected = _READERS[dtype]
    values = []
    for line, cell in cells:
        plain = "-1" if not cell and dtype == "int64" and _OFFSET.search(head) else cell
        try:
            values.append(read(plain))
        except (ValueError, KeyError, TypeError, SyntaxError, RecursionError, MemoryError):
            shown = cell if len(cell) <= 60 else f"{cell[:60]}…"  # noqa: PLR2004  (a line's worth)
            raise FrameError(f"{where.format(line)}found {shown!r}, expected {expected}") from None
    if dtype.startswith("datetime"):
        return pd.DatetimeIndex(values, dtype=dtype)
    return pd.Series(values, dtype=dtype)


_OFFSET: Final = re.compile(r"(?:^|_)(?:start|end)$")


def _whole(cell: str) -> int:
    try:
        return int(cell)
    except ValueError:
        number = float(cell)  # a spreadsheet may write 3.0
        if number != int(number):
            raise
        return int(number)


def _tuple(cell: str) -> tuple[object, ...]:
    if not cell:
        return ()
    # pandas writes a tuple as Python does.
    found = literal_eval(cell) if cell.startswith("(") else json.loads(cell)
    if not isinstance(found, (list, tuple)):
        raise TypeError
    return tuple(tuple(one) if isinstance(one, (list, tuple)) else one for one in found)


def _time(cell: str) -> datetime | None:
    if not cell:
        return None
    moment = datetime.fromisoformat(cell)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


_READERS: Final[dict[str, tuple[Callable[[str], Any], str]]] = {
    "str": (bare, "a text"),
    "int64": (_whole, "a whole number"),
    "bool": (lambda cell: _BOOLS[cell.strip().lower()], "true or false"),
    "float64": (lambda cell: float(cell.replace(",", ".") or "nan"), "a number"),
    "object": (_tuple, 'a list such as ["one", "two"]'),
    "datetime64[us, UTC]": (_time, "a time such as 2026-03-01T10:00:00+00:00"),
}
"""How a cell is read, and what it should hold, by the dtype of its column."""
_DTYPES_OF: Final = {
    column: {known.get(column) for known in COLUMNS.values()} - {None}
    for columns in COLUMNS.values()
    for column in columns
}
_ELSEWHERE: Final = {
    column: str(next(iter(dtypes))) for column, dtypes in _DTYPES_OF.items() if len(dtypes) == 1
}
"""Dtypes of columns that mean the same in every frame that has them."""
