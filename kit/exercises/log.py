"""Answers kept on disk: an append-only log of JSON lines, one line a choice.

Which answer counts is one rule everywhere: the first that stands in the log (`first_answers`).
"""

from __future__ import annotations

import errno
import os
import unicodedata
import warnings
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import numpy as np
import pandas as pd

from kit.core.errors import AnswerError, KitWarning
from kit.core.frames import check
from kit.core.names import tidy_name
from kit.exercises.disk import locked, make_folder, mark_at, mark_of, open_plain, sync_folder
from kit.exercises.lines import Columns, encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kit.core.rows import Answer
    from kit.exercises.disk import Mark

_LONGEST: Final = 2_000_000
"""Bytes of a line; no answer has as many."""
_TOLD: Final = 3
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
        The file; it and its folder are made with the first answer. A link, a folder, a pipe or a
        device is refused.

    Attributes
    ----------
    notes
        What the last `read` had to pass over, one line each.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.notes: tuple[str, ...] = ()
        self._seen: Mark | None = None
        self._rooted = False

    def __repr__(self) -> str:
        """Name the file."""
        return f"AnswerLog({str(self.path)!r})"

    def append(self, row: Mapping[str, Any]) -> None:
        """Put one answer on disk before returning.

        Parameters
        ----------
        row
            ``learner_id, exercise_id, statement_id, label, scheme, text_hash``; ``given`` (texts or
            marks; none, if left out); ``confidence`` (0 to 1, None or NaN), ``answered_at`` (an
            aware time; now, if left out), ``round`` and ``attempt`` (from 1; 1, if left out).

        Raises
        ------
        AnswerError
            If the row is no answer, or the file cannot be written.
        """
        self.extend([row])

    def extend(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Put answers on disk, all of them before returning; see `append`.

        Nothing that stands in the log is ever taken out again: where a disk is full in the middle
        of a line, the next answers begin after it, and readers pass over it.
        """
        try:
            lines = [encode({"answered_at": datetime.now(UTC)} | dict(row)) for row in rows]
        except (ValueError, OverflowError) as error:
            raise AnswerError(f"an answer cannot be kept: {error}") from error
        if not lines:
            return
        try:
            make_folder(self.path.parent)
            data = b"".join(lines)
            # Where somebody took the file away while it was written: once more, into a new one.
            if not (self._written(data) or self._written(data)):
                raise FileNotFoundError(errno.ENOENT, "it is taken away while it is written")
        except OSError as error:
            raise AnswerError(
                f"{self.path}: cannot be written ({error.strerror or error}); "
                "make room or choose a folder that can be written to"
            ) from error

    def _written(self, data: bytes) -> bool:
        """Write lines at the end, alone; tell whether the file is still there afterwards."""
        with open_plain(self.path, write=True) as file, locked(file):
            before = mark_of(os.fstat(file.fileno()))
            own = before == self._seen or (self._seen is None and not before.size)
            # A line that was torn must not swallow this one.
            if before.size and (file.seek(-1, os.SEEK_END), file.read(1))[1] != b"\n":
                data = b"\n" + data
            while data:
                data = data[file.write(data) or 0 :]
            os.fsync(file.fileno())
            found = os.fstat(file.fileno())
        if not self._rooted or not before.size:
            sync_folder(self.path.parent)
            self._rooted = True
        if own:
            self._seen = mark_of(found)
        now = mark_at(self.path)
        return now is not None and (found.st_nlink > 0 or now.number == found.st_ino)

    def changed(self) -> bool:
        """Tell whether the file is not as it was when it was last read or written here.

        Somebody else may have written to it, emptied it, or taken it away.
        """
        return mark_at(self.path) != self._seen

    def lies_at(self, path: Path) -> bool:
        """Tell whether the file that was last read or written here lies at another path now."""
        found, seen = mark_at(path), self._seen
        return bool(found and seen) and found[:2] == seen[:2]  # type: ignore[index]

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
        return self._columns().frame()

    def rows(self) -> list[Answer]:
        """Return what `read` does, as rows."""
        return self._columns().rows()

    def _columns(self) -> Columns:
        columns = Columns()
        try:
            with open_plain(self.path) as file:
                seen: Mark | None = mark_of(os.fstat(file.fileno()))
                columns.read(_lines(file), str(self.path))
        except FileNotFoundError:
            seen = None
        except OSError as error:
            raise _unreadable(self.path, error) from error
        self.notes, self._seen = tuple(columns.notes), seen
        return columns


def log_path(exercise_id: str, learner_id: str, folder: str | Path | None = None) -> Path:
    """Return where a learner's answers to an exercise are kept.

    Letters and digits of any script stay as they are; whatever could leave the folder, or that
    some file system refuses, is written as ``%`` and hex digits.
    """
    base = Path.cwd() if folder is None else Path(folder)
    return base / "answers" / safe_name(exercise_id) / f"{safe_name(tidy_name(learner_id))}.jsonl"


def read_answers(path: str | Path) -> pd.DataFrame:
    """Read one log, or every ``.jsonl`` log in a folder and its folders.

    What cannot be read costs itself alone: one `KitWarning` counts the lines and files that were
    passed over, and names the first three. Another one tells of learners whose answers to one
    exercise stand in several files and differ: two people of one name, or a copied folder. The
    answer given first counts for them.

    Raises
    ------
    AnswerError
        If there is no such file or folder, or the folder holds no log, or a single log cannot be
        read.
    """
    place = Path(path)
    folder = place.is_dir()
    files = sorted(place.rglob("*.jsonl")) if folder else [place]
    if not files:
        raise AnswerError(
            f"{place}: found no answer logs, expected .jsonl files; name their folder"
        )
    columns, ends = Columns(), [0]
    for file in files:
        try:
            with open_plain(file) as opened:
                columns.read(_lines(opened), str(file))
        except OSError as error:
            if not folder:
                raise _unreadable(file, error) from error
            columns.notes.append(f"{file}: is passed over: {error.strerror or error}")
        ends.append(len(columns))
    if columns.notes:
        warnings.warn(_counted(columns.notes), KitWarning, stacklevel=2)
    frame = columns.frame()
    if len(files) == 1:
        return frame
    alike = _namesakes(frame, files, ends)
    if alike.empty:
        return frame
    said = [_said(*row) for row in alike.itertuples(index=False)]
    warnings.warn(_counted(said), KitWarning, stacklevel=2)
    return _by_time(frame, alike)


def first_answers(answers: pd.DataFrame) -> pd.DataFrame:
    """Keep each learner's first answer to each statement; rows stay in their order.

    Which is first, the order of the rows decides, as they stand in the log: another window, a later
    `round` or another `scheme` changes nothing. A further `attempt` never counts. Learners whose names differ in
    what nobody sees are one (`kit.core.names`).
    """
    check(answers, "answers")
    if "attempt" in answers:
        answers = answers.loc[answers["attempt"] == 1]
    names = {name: tidy_name(name) for name in answers["learner_id"].unique()}
    tidy = answers.assign(learner_id=answers["learner_id"].map(names).astype("str"))
    kept = tidy.drop_duplicates(["learner_id", "exercise_id", "statement_id"], keep="first")
    return kept.reset_index(drop=True)


def _namesakes(frame: pd.DataFrame, files: list[Path], ends: list[int]) -> pd.DataFrame:
    """Return who answered what in several files that are no copies of one, with those files.

    A frame of ``learner_id, exercise_id`` and a tuple ``files``.
    """
    who = ["learner_id", "exercise_id"]
    own = frame[who].assign(file=np.repeat(np.arange(len(files)), np.diff(ends)))
    pairs = own.drop_duplicates()
    several = own[
        own.set_index(who).index.isin(pairs.loc[pairs.duplicated(who)].set_index(who).index)
    ]
    found = []
    for (learner, exercise), rows in several.groupby(who, sort=False):
        told = frame.loc[rows.index, ["statement_id", "label", "scheme", "given", "answered_at"]]
        lines = pd.Series(list(told.itertuples(index=False)), index=rows.index, dtype=object)
        sets = [set(group) for _, group in lines.groupby(rows["file"])]
        if any(not one <= max(sets, key=len) for one in sets):
            found.append((learner, exercise, tuple(files[at] for at in rows["file"].unique())))
    return pd.DataFrame(found, columns=[*who, "files"])


def _by_time(frame: pd.DataFrame, who: pd.DataFrame) -> pd.DataFrame:
    """Return a frame in which the answers of some learners stand in the order of their times."""
    names = ["learner_id", "exercise_id"]
    theirs = frame.set_index(names).index.isin(who.set_index(names).index)
    places = np.flatnonzero(theirs)
    order = np.arange(len(frame))
    order[places] = frame.loc[theirs, "answered_at"].sort_values(kind="stable").index
    return frame.iloc[order].reset_index(drop=True)


def _said(learner: str, exercise: str, files: tuple[Path, ...]) -> str:
    names = ", ".join(map(str, files[:_TOLD]))
    return (
        f"found answers of {learner!r} to {exercise} in {len(files)} files ({names}), "
        "expected one a learner: two people of one name, or a copied folder; "
        "the answer given first counts until each has a name of their own"
    )


def _counted(notes: list[str]) -> str:
    """Return notes as one line: the first three, and how many there are."""
    first = "; ".join(notes[:_TOLD])
    return first if len(notes) <= _TOLD else f"{len(notes)} faults, the first {_TOLD}: {first}"


def _unreadable(path: Path, error: OSError) -> AnswerError:
    if isinstance(error, FileNotFoundError):
        return AnswerError(f"{path}: found no such file, expected an answer log; check the name")
    return AnswerError(f"{path}: cannot be read ({error.strerror or error}); mend that")


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file, and of one that is too long its beginning."""
    while line := file.readline(_LONGEST):
        yield line
        while not line.endswith(b"\n") and len(line) == _LONGEST:
            line = file.readline(_LONGEST)


def safe_name(name: str) -> str:
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
