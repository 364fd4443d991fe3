"""Who works in this folder, for those who gave no name: made up once, and found again."""

from __future__ import annotations

import codecs
import errno
import os
import platform
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kit.core.names import ANONYMOUS, friendly_name, tidy_name
from kit.exercises.disk import locked, make_folder, open_plain, sync_folder

if TYPE_CHECKING:
    from typing import BinaryIO

_NOBODY: Final = "learner"
"""For a disk that keeps nothing: the same name each time, so that a browser's copy still fits."""
_LARGEST: Final = 4_096
_LONGEST: Final = 200
_NEAR: Final = 0x700
"""Latin, Greek, Cyrillic, Hebrew and Arabic letters end here; UTF-16 read the wrong way round does not."""
_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
"""What some editors write first, and how the rest is then read; the longer mark comes first."""


@dataclass(frozen=True, slots=True)
class Learner:
    """Whose work this is.

    Attributes
    ----------
    id
        What logs know the learner by.
    anonymous
        Whether nobody gave a name.
    unread
        Why ``answers/learner.txt`` could not be read, if so; it was left as it is.
    copied
        Whether the folder was made elsewhere: it was copied, moved or renamed.
    """

    id: str
    anonymous: bool = False
    unread: str = ""
    copied: bool = False

    @property
    def name(self) -> str:
        """What the learner is called."""
        return friendly_name(self.id)

    @property
    def named(self) -> bool:
        """Whether somebody has said what the learner is called."""
        return self.id != _NOBODY and not self.id.startswith(ANONYMOUS)


def find_learner(folder: Path | None = None) -> Learner:
    """Return the learner of a folder, and make one up if there is none yet.

    The id stands on the first line of ``answers/learner.txt``; a name may be written there instead.
    A file that holds nothing is as good as none. One that cannot be read with certainty is left as
    it is, and the learner has the same id for as long as it lies there.
    """
    here = folder or Path.cwd()
    path = here / "answers" / "learner.txt"
    try:
        found = _read(path)
    except (OSError, ValueError) as error:
        why = "it is not UTF-8" if isinstance(error, UnicodeError) else str(error)
        why = getattr(error, "strerror", None) or why
        return Learner(ANONYMOUS + _place(here), anonymous=True, unread=why)
    if not found:
        try:
            found = _make(path, here)
        except (OSError, ValueError):
            return Learner(_NOBODY, anonymous=True)
    name, place = found
    return Learner(name, anonymous=True, copied=bool(place) and place != _place(here))


def write_name(name: str, folder: Path) -> None:
    """Put a learner's name into ``answers/learner.txt``, in the place of the one that stands there.

    Raises
    ------
    OSError, ValueError
        If it cannot be written, or what stands there is no name: it is then as it was.
    """
    path = folder / "answers" / "learner.txt"
    _read(path)
    make_folder(path.parent)
    new = path.with_name(f"learner.{os.getpid()}.tmp")
    try:
        with open_plain(new, write=True) as file:
            file.write(f"{name}\n# {_place(folder)}\n".encode())
            os.fsync(file.fileno())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    sync_folder(path.parent)


def _read(path: Path) -> tuple[str, str] | None:
    """Return the name in a file, and the mark of the place where it was made; None without a name."""
    try:
        with open_plain(path) as file:
            return _parsed(file)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _make(path: Path, here: Path) -> tuple[str, str]:
    """Write an id into the file; of several programs that do so at once, the first one's stands."""
    made = f"{ANONYMOUS}{secrets.token_hex(8)}"
    make_folder(path.parent)
    with open_plain(path, write=True) as file, locked(file):
        found = _parsed(file)
        if found:
            return found
        file.write(f"{made}\n# {friendly_name(made)} {_place(here)}\n".encode())
        os.fsync(file.fileno())
        found = _parsed(file)
    sync_folder(path.parent)
    return found or (made, "")


def _parsed(file: BinaryIO) -> tuple[str, str] | None:
    file.seek(0)
    data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise OSError(errno.EFBIG, f"more than {_LARGEST} bytes")
    lines = [line.strip() for line in _decoded(data).splitlines()]
    place = next((line.split()[-1] for line in lines if line.startswith("# ")), "")
    name = next((line for line in map(tidy_name, lines) if line and not line.startswith("# ")), "")
    if len(name) > _LONGEST:
        raise ValueError(f"a name of {len(name)} letters")
    return (name, place) if name else None


def _decoded(data: bytes) -> str:
    """Return the text of a file, if it is certain which one that is; else raise ValueError."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _plain(data.decode(encoding).removeprefix("\ufeff"))
    try:
        return _plain(data.decode("utf-8"))
    except ValueError:
        for encoding in ("utf-16-le", "utf-16-be"):
            try:
                text = _plain(data.decode(encoding))
            except ValueError:
                continue
            if max(map(ord, text)) < _NEAR:
                return text
    raise ValueError("it is not UTF-8")


def _plain(text: str) -> str:
    """Return a text that holds no control characters, which no name has."""
    if any(c < " " and c not in "\t\r\n" for c in text):
        raise ValueError("control characters")
    return text


def _place(here: Path) -> str:
    """Return a mark of this folder on this machine, which tells neither."""
    words = f"{platform.node()}|{here.resolve()}"
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
