"""The lines of an answer log: written with a checksum, and read into columns with great care.

A line is a JSON object. From schema 2 on its last field is ``checksum``: the CRC-32, in hex, of the
line without that field, or, where some program wrote the line anew, of its fields in order. It finds
what a disk or a wire has spoilt, and is no signature.
"""

from __future__ import annotations

import json
import math
from array import array
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

import pandas as pd

from kit.core.codebook import SCHEMES
from kit.core.errors import unknown
from kit.core.frames import COLUMNS
from kit.core.names import tidy_name
from kit.core.rows import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SCHEMA: Final = 2
_WITHOUT_CHECKSUM: Final = 1
"""Lines of this schema are read as they are, and belong to the first round."""
_TEXTS: Final = ("learner_id", "exercise_id", "statement_id", "label", "scheme", "text_hash")
_GIVEN: Final = 100_000
_SHORT_LINE: Final = _GIVEN // 6
"""Bytes of a line that cannot hold too much, even if each letter is written in six."""
_MOST_TRIES: Final = 1_000_000
_SHOWN: Final = 60
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_PAIRS: Final = frozenset((scheme, label) for scheme, words in SCHEMES.items() for label in words)
_DAY: Final = 86_400_000_000
_EARLIEST: Final = (datetime(1, 1, 1, tzinfo=UTC) - _EPOCH).days * _DAY
_LATEST: Final = ((datetime(9999, 12, 31, tzinfo=UTC) - _EPOCH).days + 1) * _DAY - 1
_TAIL: Final = len(',"checksum":"00000000"}')


def encode(row: Mapping[str, Any]) -> bytes:
    """Return the line that keeps an answer, with its end; raises ValueError if it is none."""
    body = _canonical(record(row) | {"schema": SCHEMA})
    return body[:-1] + b',"checksum":"%08x"}\n' % crc32(body)


class Columns:
    """Answers read from lines, a list a column: a million of them are no million dicts.

    Attributes
    ----------
    notes
        A line for each line that was passed over.
    edited
        The places of answers whose checksum is wrong, where those are taken at all.
    """

    def __init__(self) -> None:
        self.texts: dict[str, list[str]] = {name: [] for name in _TEXTS}
        self.given: list[tuple[Any, ...]] = []
        self.confidence = array("d")
        self.answered_at = array("q")
        self.tries: dict[str, array[int]] = {"round": array("q"), "attempt": array("q")}
        self.notes: list[str] = []
        self.edited: list[int] = []
        self._known: dict[str, str] = {}
        self._appends = [self.texts[name].append for name in _TEXTS]

    def __len__(self) -> int:
        """Return how many answers there are."""
        return len(self.given)

    def read(self, lines: Iterable[bytes], where: str, *, edited: bool = False) -> None:
        """Read the lines of one log; those that are no answers are noted and passed over.

        Parameters
        ----------
        lines
            Each with its end.
        where
            What the notes call the log.
        edited
            Whether answers with a wrong checksum are taken, and counted.
        """
        for number, whole in enumerate(lines, start=1):
            line = whole.removeprefix(b"\xef\xbb\xbf") if number == 1 else whole
            if not line or line.isspace():
                continue
            try:
                self._read_line(line, edited=edited)
            except (ValueError, OverflowError, RecursionError) as error:
                torn = not whole.endswith(b"\n")
                what = "the last line is torn" if torn else f"found {error}"
                self.notes.append(f"{where}: line {number} is passed over: {what}")

    def _read_line(self, line: bytes, *, edited: bool) -> None:
        value = json.loads(line.decode("utf-8"))
        if not isinstance(value, dict):
            raise ValueError("no JSON object")  # noqa: TRY004  (one kind of error for all bad lines)
        sound = _is_sound(line, value)
        if not sound and not edited:
            raise ValueError("another checksum than its own, expected a line as it was written")
        plain = b"\\u" not in line and len(line) <= _SHORT_LINE and _is_plain(value)
        self._take(value if plain else record(value))
        if not sound:
            self.edited.append(len(self) - 1)

    def _take(self, value: dict[str, Any]) -> None:
        """Put an answer that has been checked into the columns."""
        moment = _moment(value.get("answered_at")) - _EPOCH
        micros = moment.days * _DAY + moment.seconds * 1_000_000 + moment.microseconds
        if not _EARLIEST <= micros <= _LATEST:
            raise ValueError(
                f"answered_at = {value['answered_at']!r}, expected a year from 1 to 9999"
            )
        known, given, step = self._known, value.get("given"), value["confidence"]
        for name, append in zip(_TEXTS, self._appends, strict=True):
            text = tidy_name(value[name]) if name == "learner_id" else value[name]
            append(known.setdefault(text, text))
        self.given.append(
            tuple(part if isinstance(part, str) else tuple(part) for part in given) if given else ()
        )
        self.confidence.append(math.nan if step is None else step)
        self.answered_at.append(micros)
        for name, column in self.tries.items():
            column.append(value.get(name, 1))

    def rows(self) -> list[Answer]:
        """Return the answers as rows."""
        steps = [None if math.isnan(step) else step for step in self.confidence]
        times = [_EPOCH + timedelta(microseconds=moment) for moment in self.answered_at]
        names = (*_TEXTS, "given", "confidence", "answered_at", *self.tries)
        columns = (*self.texts.values(), self.given, steps, times, *self.tries.values())
        return [
            Answer(**dict(zip(names, values, strict=True))) for values in zip(*columns, strict=True)
        ]

    def frame(self) -> pd.DataFrame:
        """Return the answers as a frame ``answers``."""
        dtypes = COLUMNS["answers"]
        found: dict[str, pd.Series[Any]] = {
            name: pd.Series(values, dtype=dtypes[name]) for name, values in self.texts.items()
        }
        found["given"] = pd.Series(self.given, dtype=object)
        found["confidence"] = pd.Series(self.confidence, dtype="float64")
        times = pd.Series(self.answered_at, dtype="int64").astype("datetime64[us]")
        found["answered_at"] = times.dt.tz_localize("UTC")
        found |= {name: pd.Series(values, dtype="int64") for name, values in self.tries.items()}
        return pd.DataFrame({name: found[name] for name in dtypes})


def _is_sound(line: bytes, value: dict[str, Any]) -> bool:
    """Tell whether a line says what was written; take its schema and checksum out of the value."""
    schema, checksum = value.get("schema"), value.pop("checksum", None)
    if type(schema) is not int or schema not in {_WITHOUT_CHECKSUM, SCHEMA}:
        raise ValueError(f"schema {_short(schema)}, expected {SCHEMA}")
    if checksum is None and schema == _WITHOUT_CHECKSUM:
        return True
    bare = line.rstrip(b"\r\n")
    body = bare[:-_TAIL] + b"}"
    if bare[-_TAIL:] == b',"checksum":"%08x"}' % crc32(body) and checksum == bare[-10:-2].decode():
        return True
    return bool(checksum == f"{crc32(_canonical(value)):08x}")


def _canonical(value: Mapping[str, Any]) -> bytes:
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    ).encode()


def _is_plain(value: dict[str, Any]) -> bool:
    """Tell at a glance that an answer is sound and as it is usually written; else look closely."""
    texts = all(type(value.get(name)) is str for name in _TEXTS)
    step = value.get("confidence", "")
    return (
        texts
        and (value["scheme"], value["label"]) in _PAIRS
        and type(value.get("given")) is list
        and all(type(part) is str for part in value["given"])
        and (step is None or (type(step) is float and 0 <= step <= 1))
        and type(value.get("answered_at")) is str
        and all(type(t) is int and 1 <= t <= _MOST_TRIES for t in _tries(value))
    )


def _tries(value: Mapping[str, Any]) -> tuple[object, object]:
    return value.get("round", 1), value.get("attempt", 1)


def record(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of an answer as the log keeps them, checked; raises ValueError."""
    texts = {}
    for name in _TEXTS:
        value = row.get(name)
        if not isinstance(value, str):
            raise ValueError(f"{name} = {_short(value)}, expected a text")  # noqa: TRY004  (see above)
        value.encode("utf-8")  # half a surrogate pair cannot be written; say so here
        texts[name] = str(value)
    scheme, label = texts["scheme"], texts["label"]
    if scheme not in SCHEMES:
        raise ValueError(unknown("scheme", scheme[:_SHOWN], SCHEMES))
    if label not in SCHEMES[scheme]:
        raise ValueError(unknown("label", label[:_SHOWN], SCHEMES[scheme]))
    moment = _moment(row.get("answered_at"))
    return texts | {
        "given": _given(row.get("given", ())),
        "confidence": _confidence(row.get("confidence")),
        "answered_at": moment.astimezone(UTC).isoformat(timespec="microseconds"),
        "round": _count("round", row.get("round", 1)),
        "attempt": _count("attempt", row.get("attempt", 1)),
    }


def _given(value: object) -> list[Any]:
    """Return the open part of an answer: texts, or words marked as (kind, start, end)."""
    parts: list[Any] = list(value) if isinstance(value, list | tuple) else [None]
    for part in parts:
        if isinstance(part, str):
            part.encode("utf-8")  # as with the texts
            continue
        mark = list(part) if isinstance(part, list | tuple) else []
        kinds = [str, int, int]
        if [type(value) for value in mark] != kinds or not 0 <= mark[1] < mark[2]:
            raise ValueError(
                f"given = {_short(value)}, expected texts or marks of (kind, start, end)"
            )
        mark[0].encode("utf-8")
    if len(json.dumps(parts)) > _GIVEN:
        raise ValueError(f"given = {len(json.dumps(parts))} letters, expected {_GIVEN} at most")
    return [part if isinstance(part, str) else list(part) for part in parts]


def _confidence(value: object) -> float | None:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"confidence = {_short(value)}, expected 0 to 1 or null")
    return float(value)


def _count(name: str, value: object) -> int:
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise ValueError(f"{name} = {_short(value)}, expected a number from 1")
    number = value.__index__()
    if not 1 <= number <= _MOST_TRIES:
        raise ValueError(f"{name} = {_short(number)}, expected a number from 1")
    return int(number)


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise ValueError(f"answered_at = {_short(value)}, expected an ISO time with its zone")
    return moment


def _short(value: object) -> str:
    """Return a value as a message quotes it: a line edited by a program may hold megabytes."""
    shown = repr(value)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
