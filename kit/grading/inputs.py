"""What was handed over, file by file: logs, texts with codes, folders, and zip files of a school's system."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from kit.core.errors import AnswerError
from kit.exercises.disk import open_plain
from kit.grading.archives import BROKEN, is_log, is_read, members, name_of, open_archive
from kit.grading.holders import Holder, holder_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from zipfile import ZipFile, ZipInfo

LARGEST: Final = 20_000_000
"""Bytes of a log; a learner's whole course has a hundredth."""


@dataclass(frozen=True, slots=True)
class Found:
    """A log that was found, or a text in which codes may stand.

    Attributes
    ----------
    path
        The file, or the zip file that holds it.
    place
        What it was handed in with: answers of one name from one place are one learner's.
    holder
        Who handed it in, if a school's system says so.
    member
        Where it lies in a zip file.
    among
        The folder or zip file in which it was come across, if it may well be another text.
    """

    path: Path
    place: str
    holder: Holder | None
    member: ZipInfo | None = None
    among: str = ""

    @property
    def name(self) -> str:
        """The name of the file itself."""
        return name_of(self.member) if self.member else self.path.name

    @property
    def where(self) -> str:
        """The log as messages name it."""
        return f"{self.path}: {name_of(self.member)}" if self.member else str(self.path)


@dataclass(frozen=True, slots=True)
class Unread:
    """A line on what was passed over, and whether something may be lost by that."""

    why: str
    lost: bool = True


def find(inputs: Iterable[str | Path]) -> Iterator[Found | Unread]:
    """Yield every log and text of files, folders and zip files, in an order that is always the same.

    What is neither is counted, and told in one line for each folder or zip file.
    """
    for given in inputs:
        path = Path(given)
        if path.is_dir():
            yield from _folder(path)
        elif path.suffix.lower() == ".zip":
            yield from _zip(path)
        elif os.path.lexists(path):
            yield Found(path, str(path.parent), holder_of((path.parent.name, path.name)))
        else:
            yield Unread(f"{path}: found no such file or folder; check the name")


def _folder(root: Path) -> Iterator[Found | Unread]:
    others = 0
    for here, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = Path(here, name)
            if path.suffix.lower() == ".zip":
                yield from _zip(path)
            elif is_read(name):
                parts = path.relative_to(root).parts
                among = "" if is_log(name) else str(root)
                yield Found(path, _place(root, parts), holder_of(parts), among=among)
            else:
                others += 1
    if others:
        yield Unread(
            f"{root}: {others:,} files are no answer logs (.jsonl) or texts (.txt), and are passed over",
            lost=False,
        )


def _zip(path: Path) -> Iterator[Found | Unread]:
    try:
        archive = open_archive(path)
    except AnswerError as error:
        yield Unread(str(error))
        return
    others = 0
    with archive:
        for one in members(path, archive):
            if isinstance(one, AnswerError):
                yield Unread(str(one))
            elif one is None:
                others += 1
            else:
                name = name_of(one)
                parts = PurePosixPath(name).parts
                among = "" if is_log(name) else str(path)
                yield Found(path, _place(path, parts), holder_of(parts), one, among)
    if others:
        yield Unread(
            f"{path}: {others:,} files are no answer logs (.jsonl) or texts (.txt), and are passed over",
            lost=False,
        )


def _place(root: Path, parts: tuple[str, ...]) -> str:
    """Return the folder that holds a learner's `answers`, or that the log lies in."""
    above = parts[: parts.index("answers")] if "answers" in parts[:-1] else parts[:-1]
    return str(root.joinpath(*above))


class Opener:
    """Reads what was found; a zip file stays open while its logs are read one after the other."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._archive: ZipFile | None = None

    def read(self, found: Found) -> bytes:
        """Return the bytes of what was found.

        Raises
        ------
        AnswerError
            If it cannot be read, or is longer than any log.
        """
        try:
            data = self._bytes(found)
        except (*BROKEN, OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            raise AnswerError(f"{found.where}: cannot be read ({why}); ask for it again") from None
        if len(data) > LARGEST:
            raise AnswerError(
                f"{found.where}: found more than {LARGEST:,} bytes, expected an answer log; "
                "ask for it again"
            )
        return data

    def _bytes(self, found: Found) -> bytes:
        if found.member is None:
            with open_plain(found.path) as file:
                return file.read(LARGEST + 1)
        if self._archive is None or self._path != found.path:
            self.close()
            self._path, self._archive = found.path, open_archive(found.path)
        with self._archive.open(found.member) as member:
            return member.read(LARGEST + 1)

    def close(self) -> None:
        """Close the zip file that was read last."""
        if self._archive is not None:
            self._archive.close()
        self._archive = None
