"""Zip files of handed-in work: what is in them is read in place, and nothing is unpacked."""

from __future__ import annotations

import stat
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from kit.core.errors import AnswerError
from kit.core.text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_FILES: Final = 200_000
MOST_BYTES: Final = 4_000_000_000
"""Of all logs of one zip file, unpacked."""
_TIMES: Final = 500
"""A log packs to a twentieth; what packs to less than this part is made to fill a disk."""
_SMALL: Final = 1_000_000
BROKEN: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError)
"""What reading a damaged or unusual zip file raises, beside OSError and ValueError."""


def open_archive(path: Path) -> zipfile.ZipFile:
    """Open a zip file.

    Raises
    ------
    AnswerError
        If it is none, or holds more than any class hands in.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (*BROKEN, OSError, ValueError) as error:
        raise AnswerError(
            f"{path}: found no sound zip file ({error}), expected one as it was downloaded; "
            "download it again"
        ) from None
    members = archive.infolist()
    size = sum(one.file_size for one in members if is_read(one.filename))
    if len(members) > MOST_FILES or size > MOST_BYTES:
        archive.close()
        raise AnswerError(
            f"{path}: found {len(members):,} files with {size:,} bytes to be read, expected at most "
            f"{MOST_FILES:,} and {MOST_BYTES:,}; hand it over in parts"
        )
    return archive


def members(path: Path, archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo | AnswerError | None]:
    """Yield what is read of a zip file, why something may not be, or None for another file."""
    for one in archive.infolist():
        if one.is_dir():
            continue
        if why := _refused(one):
            yield AnswerError(f"{path}: {quoted(name_of(one))} is passed over: {why}")
        else:
            yield one if is_read(name_of(one)) else None


def name_of(member: zipfile.ZipInfo) -> str:
    """Return a member's name; some programs write UTF-8 and do not say so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return member.filename


def _refused(member: zipfile.ZipInfo) -> str:
    """Say why a member may not be read; nothing where it may."""
    name = name_of(member)
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
        return "its name leads out of the zip file; pack it again"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "it is a link, expected a file; pack the file itself"
    if name.lower().endswith(".zip"):
        return "it is a zip file in a zip file; unpack it, and hand its folder over"
    if is_read(name) and member.flag_bits & 1:
        return "it is locked with a password; unpack it first"
    packed = _TIMES * max(1, member.compress_size)
    if is_read(name) and member.file_size > max(_SMALL, packed):
        return f"it unpacks to {member.file_size:,} bytes of the same; ask for the log again"
    return ""


def is_log(name: str) -> bool:
    """Tell a log by its name."""
    return name.lower().endswith(".jsonl")


def is_read(name: str) -> bool:
    """Tell a log, or a text in which codes may stand: a chat, or what was typed into a school's system."""
    return name.lower().endswith((".jsonl", ".txt", "onlinetext.html", "_text.html"))
