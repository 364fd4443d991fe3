"""The frames that people meet: made of rows, checked, and made rows again at the public doors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from operator import attrgetter
from types import UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Final,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

import pandas as pd

from kit.core import rows as _rows
from kit.core.errors import FrameError, unknown
from kit.core.rows import (
    Among,
    Answer,
    Article,
    Card,
    Cue,
    Item,
    KeyEntry,
    Score,
    Statement,
    Suggestion,
)
from kit.core.text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

R = TypeVar("R", Answer, Article, Card, Cue, Item, KeyEntry, Score, Statement, Suggestion)

ROWS: Final[dict[str, type[Any]]] = {
    "articles": Article, "statements": Statement, "cues": Cue, "suggestions": Suggestion,
    "key": KeyEntry, "evidence": Card, "items": Item, "answers": Answer, "scores": Score,
}  # fmt: skip
"""The frames by name, and what one row of each is."""
_NAMES: Final = {row: name for name, row in ROWS.items()}
_DTYPES: Final = {
    str: "str", int: "int64", bool: "bool", float: "float64", datetime: "datetime64[us, UTC]",
}  # fmt: skip
_WORDS: Final = frozenset({"key.accept", "key.chain", "key.dropped", "evidence.statement_ids"})
"""What an exercise takes apart, so that a table or a number there is refused at the door."""
_SHOWN: Final = 60
_MAY_LACK: Final = frozenset({"confidence", "answered_at"})


def _types(row: type[Any]) -> dict[str, Any]:
    return get_type_hints(row, {**vars(_rows), "datetime": datetime}, include_extras=True)


def _columns(row: type[Any]) -> dict[str, str]:
    found = {}
    for name, kind in _types(row).items():
        plain = get_args(kind)[0] if get_origin(kind) in {Annotated, UnionType} else kind
        found[name] = _DTYPES.get(plain, "object")
    return found


COLUMNS: Final[dict[str, dict[str, str]]] = {name: _columns(row) for name, row in ROWS.items()}
"""Columns and dtypes of each frame, as its rows state them; a frame may hold more.

Columns of dtype ``object`` hold tuples; `confidence` is NaN and `answered_at` NaT where the learner
left it alone or has not answered. `round` and `attempt` of answers may be left out. `kit.write_frame` and
`kit.read_frame` keep all this in a CSV file; times of another zone than UTC are taken, and become UTC.
"""
_LATER: Final[dict[tuple[str, str], object]] = {("answers", "round"): 1, ("answers", "attempt"): 1}
"""Columns that frames of people's own may lack, and what that means."""
_AMONG: Final = {
    (name, column): one.allowed
    for name, row in ROWS.items()
    for column, kind in _types(row).items()
    for one in getattr(kind, "__metadata__", ())
    if isinstance(one, Among)
}


def build(name: str, rows: Iterable[Any]) -> pd.DataFrame:
    """Make the frame `name` of rows; columns come in the stated order with the stated dtypes."""
    columns = COLUMNS[name]
    made = (_made(ROWS[name], row) for row in rows)
    values = list(map(attrgetter(*columns), made))
    frame = pd.DataFrame(values, columns=list(columns), dtype=object)
    for column in _MAY_LACK & columns.keys():  # None is NaN there, also where all are None
        frame[column] = frame[column].where(frame[column].notna(), None)
        if columns[column].startswith("datetime"):
            frame[column] = pd.to_datetime(frame[column], utc=True)
    return frame.astype(columns)


def _made(kind: type[Any], row: object) -> object:
    if not isinstance(row, Mapping):
        return row
    lacking = {"given": ()} if "given" in COLUMNS[_NAMES[kind]] else {}
    return kind(**{k: v for k, v in (lacking | dict(row)).items() if k in COLUMNS[_NAMES[kind]]})


def rows_of(frame: pd.DataFrame, kind: type[R]) -> list[R]:
    """Check a frame and return its rows; columns that a row does not have are left behind.

    Raises
    ------
    FrameError
        As `check`.
    """
    name = _NAMES[kind]
    check(frame, name)
    columns: list[list[Any]] = []
    for column in COLUMNS[name]:
        if column not in frame.columns:
            columns.append([_LATER[name, column]] * len(frame))
            continue
        values = frame[column].tolist()
        if column == "confidence":
            values = [None if v != v else v for v in values]  # noqa: PLR0124  (NaN is not itself)
        elif column == "answered_at":
            times = frame[column].dt.tz_convert("UTC").dt.as_unit("us")
            values = [None if v is pd.NaT else v.to_pydatetime() for v in times]
        columns.append(values)
    return [kind(*values) for values in zip(*columns, strict=True)]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as dicts, with whatever columns it has."""
    return [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]


def check(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return `frame` unchanged if it is a sound frame of the kind `name`.

    Raises
    ------
    FrameError
        Names the first column that is missing or wrong, what it held, and what it should hold.
    """
    if not isinstance(frame, pd.DataFrame):
        raise FrameError(f"{name}: found {type(frame).__name__}, expected a DataFrame of {name}")
    for column in COLUMNS[name]:
        if column not in frame.columns and (name, column) not in _LATER:
            raise FrameError(
                f"{name}: found no column {column!r} (columns: {', '.join(map(str, frame.columns))}); "
                f"expected {', '.join(COLUMNS[name])}"
            )
    for column, dtype in COLUMNS[name].items():
        if column in frame.columns:
            _check_column(frame[column], f"{name}.{column}", dtype, _AMONG.get((name, column)))
    return frame


def _check_column(values: pd.Series[Any], where: str, dtype: str, among: object) -> None:
    name, _, column = where.partition(".")
    # A CSV file says nothing of dtypes, nor what an empty cell means.
    remedy = f"; a CSV file is read with kit.read_frame(path, {name!r})"
    remedy += ", a log with kit.read_answers" if name == "answers" else ""
    if not _is_of(values, dtype):
        first = str(values.iloc[0])[:_SHOWN] if len(values) else ""
        raise FrameError(f"{where}: found {first} ({values.dtype}), expected {dtype}{remedy}")
    lacking = values.isna()
    if lacking.any() and column not in _MAY_LACK:
        raise FrameError(f"{where}: found a missing value, expected {dtype}{remedy}")
    if where in _WORDS:
        _check_words(values, where)
    if isinstance(among, tuple):
        for value in values.unique():
            if value not in among:
                raise FrameError(f"{where}: {unknown('value', value, among)}")
    if column == "confidence":
        outside = values[~lacking & ~values.between(0, 1)]
        if len(outside):
            raise FrameError(f"{where}: found {outside.iloc[0]}, expected 0 to 1")


def _check_words(values: pd.Series[Any], where: str) -> None:
    for value in values:
        if not (type(value) is tuple and all(type(one) is str for one in value)):
            raise FrameError(f"{where}: found {quoted(value)}, expected tuples of texts")


def _is_of(values: pd.Series[Any], dtype: str) -> bool:
    """Tell whether a column is of a dtype; before pandas 3 texts came as objects."""
    if dtype == "str" and values.dtype == object:
        return all(isinstance(value, str) for value in values)
    if dtype.startswith("datetime"):  # in whatever zone and unit
        return isinstance(values.dtype, pd.DatetimeTZDtype)
    return str(values.dtype) == dtype
