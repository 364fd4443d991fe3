"""The frames that flow through the kit, and the check at each door."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from kit.core.codebook import (
    FINDINGS,
    KINDS,
    LABELS,
    POLARITIES,
    RELATIONS,
    SCHEMES,
    STANCES,
    ZONES,
)
from kit.core.errors import FrameError, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandera.pandas as pa

_STR: Final = "str"
_INT: Final = "int64"
_BOOL: Final = "bool"
_FLOAT: Final = "float64"
_OBJECT: Final = "object"
_TIME: Final = "datetime64[us, UTC]"

COLUMNS: Final[dict[str, dict[str, str]]] = {
    "articles": {
        "article_id": _STR, "lang": _STR, "title": _STR, "publisher": _STR,
        "republished_from": _STR, "published": _STR, "url": _STR, "licence": _STR,
        "constructed": _BOOL, "text": _STR,
    },
    "statements": {
        "article_id": _STR, "statement_id": _STR, "lang": _STR, "zone": _STR,
        "paragraph": _INT, "start": _INT, "end": _INT, "text": _STR,
    },
    "cues": {
        "statement_id": _STR, "rule_id": _STR, "kind": _STR, "role": _STR, "pair": _INT,
        "start": _INT, "end": _INT, "text": _STR, "stance": _STR, "why": _STR,
    },
    "suggestions": {
        "article_id": _STR, "statement_id": _STR, "lang": _STR, "zone": _STR,
        "paragraph": _INT, "start": _INT, "end": _INT, "text": _STR,
        "label": _STR, "carried": _BOOL, "hedge": _BOOL, "polarity": _STR, "sensational": _BOOL,
        "chain": _OBJECT, "source": _STR, "source_start": _INT, "source_end": _INT,
        "cue": _STR, "cue_start": _INT, "cue_end": _INT, "stance": _STR,
        "rules": _OBJECT, "why_en": _STR, "why_ar": _STR,
    },
    "key": {
        "statement_id": _STR, "label": _STR, "accept": _OBJECT, "carried": _BOOL, "hedge": _BOOL,
        "polarity": _STR, "sensational": _BOOL, "chain": _OBJECT, "source": _STR, "cue": _STR,
        "hedge_words": _STR, "headline": _STR, "headline_en": _STR,
        "headline_ar": _STR, "dropped": _OBJECT, "reason_en": _STR, "reason_ar": _STR, "hint_en": _STR, "hint_ar": _STR,
    },
    "evidence": {
        "card_id": _STR, "publisher": _STR, "published": _STR, "url": _STR, "vouches": _STR,
        "text": _STR, "words": _STR, "finding": _STR, "claim": _STR, "statement_ids": _OBJECT, "note": _STR,
    },
    "items": {
        "item_id": _STR, "lang": _STR, "set": _STR, "desk": _STR, "trap": _STR, "skill": _STR,
        "difficulty": _INT, "pair": _INT, "title": _STR, "text": _STR, "statement": _STR,
    },
    "answers": {
        "learner_id": _STR, "exercise_id": _STR, "statement_id": _STR, "label": _STR,
        "scheme": _STR, "given": _OBJECT, "confidence": _FLOAT, "answered_at": _TIME,
        "text_hash": _STR,
    },
    "scores": {
        "learner_id": _STR, "exercise_id": _STR, "statement_id": _STR, "label": _STR,
        "scheme": _STR, "given": _OBJECT, "confidence": _FLOAT, "answered_at": _TIME, "expected": _STR,
        "accepted": _BOOL, "points": _FLOAT, "max_points": _FLOAT, "feedback": _STR,
    },
}  # fmt: skip
"""Columns and dtypes of each frame; a frame may hold more.

Offsets (`start`, `end`) are half-open code points into the article's text; -1 where there is none.
An empty string stands for "none" in text columns, so that no reader meets NaN; `chain`, `rules`,
`accept`, `dropped` and `statement_ids` hold tuples of strings; `given` holds what no label can say, as a tuple
of texts, or of (kind, start, end) for marked words, in code points of what was marked; `confidence` is 0 to 1 or NaN where the learner
left it alone; `answered_at` is UTC.
"""

_ALLOWED: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("statements", "zone"): ZONES,
    ("cues", "kind"): KINDS,
    ("cues", "stance"): ("", *STANCES),
    ("suggestions", "label"): LABELS,
    ("suggestions", "zone"): ZONES,
    ("suggestions", "polarity"): POLARITIES,
    ("suggestions", "stance"): ("", *STANCES),
    ("key", "label"): LABELS,
    ("key", "polarity"): POLARITIES,
    ("key", "headline"): RELATIONS,
    ("evidence", "finding"): FINDINGS,
    ("answers", "label"): tuple(dict.fromkeys(v for words in SCHEMES.values() for v in words)),
    ("answers", "scheme"): tuple(SCHEMES),
}


def build(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Make the frame `name` from rows; columns come in the stated order with the stated dtypes.

    A row that lacks a column of tuples gets an empty one.
    """
    columns = COLUMNS[name]
    empty = {column: () for column, dtype in columns.items() if dtype == _OBJECT}
    frame = pd.DataFrame([empty | dict(row) for row in rows], columns=list(columns))
    return frame.astype(columns)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as dicts, which are typed and quicker to walk than tuples."""
    return [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]


@cache
def _schema(name: str) -> pa.DataFrameSchema:
    # pandera costs more to import than all the rest of the kit; only a door needs it.
    import pandera.pandas as pa  # noqa: PLC0415

    def column(key: str, dtype: str) -> pa.Column:
        allowed = _ALLOWED.get((name, key))
        checks = [pa.Check.isin(allowed)] if allowed else []
        if key == "confidence":
            checks.append(pa.Check.in_range(0, 1))
        return pa.Column(dtype, checks=checks, nullable=key in ("confidence", "answered_at"))

    return pa.DataFrameSchema({k: column(k, t) for k, t in COLUMNS[name].items()}, strict=False)


def check(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return `frame` unchanged if it is a sound frame of the kind `name`.

    Raises
    ------
    FrameError
        Names the first column that is missing or wrong, what it held, and what it should hold.
    """
    import pandera.errors as pe  # noqa: PLC0415  (see _schema)

    if not isinstance(frame, pd.DataFrame):
        raise FrameError(f"{name}: found {type(frame).__name__}, expected a DataFrame of {name}")
    for column in COLUMNS[name]:
        if column not in frame.columns:
            raise FrameError(
                f"{name}: found no column {column!r} (columns: {', '.join(map(str, frame.columns))}); "
                f"expected {', '.join(COLUMNS[name])}"
            )
    try:
        _schema(name).validate(frame)
    except pe.SchemaError as error:
        raise FrameError(_found(frame, name, error)) from error
    return frame


def _found(frame: pd.DataFrame, name: str, error: Any) -> str:  # noqa: ANN401  (pandera is loaded late)
    column = str(getattr(error.schema, "name", "?"))
    wanted, held = COLUMNS[name][column], str(frame[column].dtype)
    if held != wanted:
        first = str(frame[column].iloc[0]) if len(frame) else ""
        return f"{name}.{column}: found {first} ({held}), expected {wanted}"
    cases = error.failure_cases
    found = cases["failure_case"].iloc[0] if isinstance(cases, pd.DataFrame) else cases
    allowed = _ALLOWED.get((name, column))
    if allowed:
        return f"{name}.{column}: {unknown('value', found, allowed)}"
    told = "0 to 1" if column == "confidence" else wanted
    return f"{name}.{column}: found {found}, expected {told}"
