"""Files that more than one program may write to: opened with care, locked, and put on disk."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PATIENCE: Final = 10.0
"""Seconds that a file held by another program is waited for; an answer takes milliseconds."""
_PAUSE: Final = 0.002
_BUSY: Final = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})
_NO_LOCKS: Final = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL})
_NO_SYNC: Final = frozenset(
    {errno.EINVAL, errno.EOPNOTSUPP, errno.EACCES, errno.EPERM, errno.EBADF}
)
_FAR: Final = 0x7FFF_FFFF
"""Windows locks bytes, and keeps others from reading them: one that no log reaches."""


class Mark(NamedTuple):
    """What tells whether a file is still the one it was, with the same bytes."""

    device: int
    number: int
    size: int
    changed: int


def mark_of(found: os.stat_result) -> Mark:
    """Return the mark of what `os.stat` or `os.fstat` found."""
    return Mark(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def mark_at(path: Path) -> Mark | None:
    """Return the mark of what lies at a path, followed through no link; None if nothing does."""
    try:
        return mark_of(os.lstat(path))
    except OSError:
        return None


def open_plain(path: Path, *, write: bool = False) -> BinaryIO:
    """Open a file that is nothing but a file; to write is to append, and makes it.

    Raises
    ------
    OSError
        If it cannot be opened, or is a link, a folder, a pipe or a device. It never waits for one.
    """
    if path.is_symlink():  # also where the system has no O_NOFOLLOW
        raise OSError(errno.ELOOP, "it is a link, and not a file of its own")
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT if write else os.O_RDONLY
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
        flags |= getattr(os, name, 0)
    number = os.open(path, flags, 0o666)
    try:
        _check_plain(os.fstat(number).st_mode)
        return os.fdopen(number, "r+b" if write else "rb", buffering=0 if write else -1)
    except BaseException:
        os.close(number)
        raise


def _check_plain(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is a pipe or a device, and not a file")


@contextmanager
def locked(file: BinaryIO) -> Iterator[None]:
    """Hold a file alone among all programs that ask the same, as far as its disk knows locks.

    Raises
    ------
    OSError
        If another program does not let go of it.
    """
    held = _lock(file.fileno())
    try:
        yield
    finally:
        if held:
            _unlock(file.fileno())


def _lock(number: int) -> bool:
    last = time.monotonic() + _PATIENCE
    while True:
        try:
            _try_lock(number)
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return False  # appending keeps lines whole there as well, in all but rare cases
            if error.errno not in _BUSY:
                raise
            if time.monotonic() > last:
                raise OSError(errno.EBUSY, "another program holds it") from error
            time.sleep(_PAUSE)
        else:
            return True


if sys.platform == "win32":

    def _try_lock(number: int) -> None:
        os.lseek(number, _FAR, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)

    def _unlock(number: int) -> None:
        os.lseek(number, _FAR, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_UNLCK, 1)

else:

    def _try_lock(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_UN)


def make_folder(path: Path) -> None:
    """Make a folder and those above it, each put on disk by the one that holds it."""
    missing = [one for one in (path, *path.parents) if not one.exists()]
    path.mkdir(parents=True, exist_ok=True)
    for one in missing:
        sync_folder(one.parent)


def sync_folder(path: Path) -> None:
    """Put on disk which files a folder holds, where the system can."""
    if sys.platform == "win32":
        return
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(number)
