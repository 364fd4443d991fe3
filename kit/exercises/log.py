"""Answers kept on disk: an append-only log of JSON lines, one line a choice."""

from __future__ import annotations

import json
import math
import os
import unicodedata
import warnings
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kit.core.codebook import SCHEMES
from kit.core.errors import AnswerError, KitWarning, unknown
from kit.core.frames import COLUMNS, build, check

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

SCHEMA: Final = 1
_TEXTS: Final = ("learner_id", "exercise_id", "statement_id", "label", "scheme", "text_hash")
_GIVEN: Final = 100_000
_NAME_BYTES: Final = 120
"""File systems allow 255 bytes a name; some encrypted ones only 143."""
_RESERVED: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(10))]
)


class AnswerLog:
    """The answers of one learner to one exercise, in a file that only ever grows.

    Parameters
    ----------
    path
        The file; it and its folder are made with the first answer.

    Attributes
    ----------
    notes
        What the last `read` had to pass over, one line each.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.notes: tuple[str, ...] = ()
        self._seen = 0

    def __repr__(self) -> str:
        """Name the file."""
        return f"AnswerLog({str(self.path)!r})"

    def append(self, row: Mapping[str, Any]) -> None:
        """Put one answer on disk before returning.

        Parameters
        ----------
        row
            ``learner_id, exercise_id, statement_id, label, scheme, text_hash``; ``given`` (texts or
            marks; none, if left out); ``confidence`` (0 to 1, None or NaN) and ``answered_at`` (an aware time; now, if left out).

        Raises
        ------
        AnswerError
            If the row is no answer, or the file cannot be written.
        """
        self.extend([row])

    def extend(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Put answers on disk, all of them or none, before returning; see `append`."""
        try:
            records = [_record({"answered_at": datetime.now(UTC)} | dict(row)) for row in rows]
            lines = [json.dumps(r, ensure_ascii=False, allow_nan=False).encode() for r in records]
        except (ValueError, OverflowError) as error:
            raise AnswerError(f"an answer cannot be kept: {error}") from error
        if not lines:
            return
        data = b"".join(line + b"\n" for line in lines)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a+b", buffering=0) as file:
                size = file.seek(0, os.SEEK_END)
                # A line that a crash has torn must not swallow this one.
                if size and (file.seek(-1, os.SEEK_END), file.read(1))[1] != b"\n":
                    data = b"\n" + data
                if self._seen == size:
                    self._seen += len(data)
                try:
                    while data:
                        data = data[file.write(data) or 0 :]
                    os.fsync(file.fileno())
                except OSError:
                    file.truncate(size)  # half an answer is none: it is written again later
                    self._seen = min(self._seen, size)
                    raise
        except OSError as error:
            raise AnswerError(
                f"{self.path}: cannot be written ({error.strerror or error}); "
                "make room or choose a folder that can be written to"
            ) from error

    def grew(self) -> bool:
        """Tell whether somebody else has written to the file since it was read or written here."""
        try:
            return self.path.stat().st_size != self._seen
        except OSError:
            return False

    def read(self) -> pd.DataFrame:
        """Return all answers of the log in the order they were given; see `notes` for the rest.

        Returns
        -------
        pandas.DataFrame
            The frame ``answers``; empty if there is no log yet.

        Raises
        ------
        AnswerError
            If the file is there but cannot be read.
        """
        data = _bytes(self.path, must_exist=False)
        rows, notes = read_lines(data, str(self.path))
        self.notes, self._seen = tuple(notes), len(data)
        return _frame(rows)


def log_path(exercise_id: str, learner_id: str, folder: str | Path | None = None) -> Path:
    """Return where a learner's answers to an exercise are kept.

    Letters and digits of any script stay as they are; whatever could leave the folder, or that
    some file system refuses, is written as ``%`` and hex digits.
    """
    base = Path.cwd() if folder is None else Path(folder)
    return base / "answers" / _safe(exercise_id) / f"{_safe(learner_id)}.jsonl"


def read_answers(path: str | Path) -> pd.DataFrame:
    """Read one log, or every ``.jsonl`` log in a folder and its folders.

    Lines that are no answers are passed over, each with a `KitWarning`.

    Raises
    ------
    AnswerError
        If there is no such file or folder, or the folder holds no log.
    """
    place = Path(path)
    files = sorted(place.rglob("*.jsonl")) if place.is_dir() else [place]
    if not files:
        raise AnswerError(
            f"{place}: found no answer logs, expected .jsonl files; name their folder"
        )
    rows: list[dict[str, Any]] = []
    for file in files:
        found, notes = read_lines(_bytes(file, must_exist=True), str(file))
        rows += found
        for note in notes:
            warnings.warn(note, KitWarning, stacklevel=2)
    return _frame(rows)


def latest(answers: pd.DataFrame) -> pd.DataFrame:
    """Keep each learner's last choice on each statement; rows stay in their order.

    The time of a choice decides, and where times are equal or missing the later row.
    """
    check(answers, "answers")
    order = answers.reset_index(drop=True).sort_values(
        "answered_at", kind="stable", na_position="first"
    )
    kept = order.drop_duplicates(["learner_id", "exercise_id", "statement_id"], keep="last")
    return kept.sort_index().reset_index(drop=True)


def _bytes(path: Path, *, must_exist: bool) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        if not must_exist:
            return b""
        raise AnswerError(
            f"{path}: found no such file, expected an answer log; check the name"
        ) from None
    except OSError as error:
        raise AnswerError(
            f"{path}: cannot be read ({error.strerror or error}); mend that"
        ) from error


def read_lines(data: bytes, where: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Read the lines of a log; return the answers, and a note for each line passed over."""
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    rows: list[dict[str, Any]] = []
    notes: list[str] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            rows.append(_line(line))
        except (ValueError, OverflowError, RecursionError) as error:
            torn = number == len(lines)
            what = "the last line is torn" if torn else f"found {error}"
            notes.append(f"{where}: line {number} is passed over: {what}")
    return rows, notes


def _line(line: bytes) -> dict[str, Any]:
    value = json.loads(line.decode("utf-8"))
    if not isinstance(value, dict):
        raise ValueError("no JSON object")  # noqa: TRY004  (one kind of error for all bad lines)
    schema = value.get("schema")
    if schema != SCHEMA:
        raise ValueError(f"schema {schema!r}, expected {SCHEMA}")
    record = _record(value)
    given = tuple(part if isinstance(part, str) else tuple(part) for part in record["given"])
    moment = datetime.fromisoformat(record["answered_at"])
    return record | {"given": given, "answered_at": moment}


def _record(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what goes into the log, checked; raises ValueError."""
    texts = {}
    for name in _TEXTS:
        value = row.get(name)
        if not isinstance(value, str):
            raise ValueError(f"{name} = {value!r}, expected a text")  # noqa: TRY004  (see _line)
        value.encode("utf-8")  # half a surrogate pair cannot be written; say so here
        texts[name] = str(value)
    scheme, label = texts["scheme"], texts["label"]
    if scheme not in SCHEMES:
        raise ValueError(unknown("scheme", scheme, SCHEMES))
    if label not in SCHEMES[scheme]:
        raise ValueError(unknown("label", label, SCHEMES[scheme]))
    return {
        "schema": SCHEMA,
        **texts,
        "given": _given(row.get("given", ())),
        "confidence": _confidence(row.get("confidence")),
        "answered_at": _moment(row.get("answered_at")),
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
            raise ValueError(f"given = {value!r}, expected texts or marks of (kind, start, end)")
    if len(json.dumps(parts)) > _GIVEN:
        raise ValueError(f"given = {len(json.dumps(parts))} letters, expected {_GIVEN} at most")
    return [part if isinstance(part, str) else list(part) for part in parts]


def _confidence(value: object) -> float | None:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(f"confidence = {value!r}, expected 0 to 1 or null")
    return float(value)


def _moment(value: object) -> str:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise ValueError(f"answered_at = {value!r}, expected an ISO time with its zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    columns = list(COLUMNS["answers"])
    nan = float("nan")
    return build(
        "answers",
        (
            {name: row[name] for name in columns}
            | {"confidence": nan if row["confidence"] is None else row["confidence"]}
            for row in rows
        ),
    )


def _safe(name: str) -> str:
    """Turn any text into one file name; different texts get different names."""
    plain = unicodedata.normalize("NFC", name)
    letters = [
        c
        if c.isalnum() or c in "-_" or (c == "." and 0 < at < len(plain) - 1)
        else "".join(f"%{b:02X}" for b in c.encode("utf-8", "surrogatepass"))
        for at, c in enumerate(plain)
    ]
    safe = "".join(letters) or "%"
    if safe.partition(".")[0].lower() in _RESERVED:
        safe = f"%{ord(safe[0]):02X}{safe[1:]}"
    if len(safe.encode()) <= _NAME_BYTES:
        return safe
    mark = sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    short = safe.encode()[: _NAME_BYTES - len(mark) - 1].decode("utf-8", "ignore")
    return f"{short}%{mark}"
