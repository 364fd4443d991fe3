"""Files that somebody gave, opened if they are plain and of a known size; and files written whole."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from stat import S_ISBLK, S_ISCHR, S_ISDIR, S_ISFIFO, S_ISREG, S_ISSOCK
from typing import TYPE_CHECKING, BinaryIO, Final

from kit.core.places import PACKAGE

if TYPE_CHECKING:
    from pathlib import Path

    from kit.core.errors import KitError

_KINDS: Final = (
    (S_ISDIR, "a folder"),
    (S_ISFIFO, "a pipe"),
    (S_ISCHR, "a device"),
    (S_ISBLK, "a device"),
    (S_ISSOCK, "a socket"),
)
# A pipe that nobody writes to must not keep us waiting, nor a terminal become ours.
_FLAGS: Final = sum(
    getattr(os, name, 0) for name in ("O_RDONLY", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
)


def open_plain(
    path: Path, limit: int, error: type[KitError], *, within: Path | None = None
) -> BinaryIO:
    """Open a file for reading bytes, if it is a plain one.

    Parameters
    ----------
    path
        The file.
    limit
        How many bytes it may hold.
    error
        What to raise where the file is not one to be read.
    within
        A folder that a link may not lead out of; what came with the package may be linked
        anywhere, as some installers do.

    Raises
    ------
    KitError
        Of the class `error`: a folder, a pipe or a device, a link that leads out of `within`, or a
        file that is too long.
    OSError
        If there is no such file, or it may not be read.
    """
    if within is not None and path.is_symlink():
        _hold_inside(path, within, error)
    _hold_plain(path, os.stat(path), limit, error)  # noqa: PTH116  (beside os.fstat)
    handle = os.open(path, _FLAGS)
    try:
        _hold_plain(path, os.fstat(handle), limit, error)  # what was opened may be another file
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read_plain(
    path: Path, limit: int, error: type[KitError], *, within: Path | None = None
) -> bytes:
    """Return what a plain file holds; parameters and errors as `open_plain`."""
    with open_plain(path, limit, error, within=within) as file:
        data = file.read(limit + 1)
    if len(data) > limit:  # it grew, or its system tells no size
        raise error(_long(path, len(data), limit))
    return data


def write_file(path: Path, data: bytes, error: type[KitError]) -> Path:
    """Write a file whole: beside its place first, so that an older one is never half replaced.

    Raises
    ------
    KitError
        Of the class `error`, if it cannot be written.
    """
    made = ""
    try:
        handle, made = tempfile.mkstemp(prefix=".", suffix=".new", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(made, 0o666 & ~mask)  # noqa: PTH101  (a new file's rights, not a secret one's)
        os.replace(made, path)  # noqa: PTH105  (as above)
    except OSError as why:
        if made:
            with suppress(OSError):
                os.unlink(made)  # noqa: PTH108  (as above)
        raise error(
            f"{path}: cannot be written ({why.strerror or why}); choose another place"
        ) from why
    return path


def _hold_inside(path: Path, within: Path, error: type[KitError]) -> None:
    try:
        target, home = path.resolve(strict=True), within.resolve()
    except (OSError, RuntimeError):  # it dangles, or leads round in a circle
        raise error(
            f"{path}: found a link that leads nowhere, expected a file; put the file there"
        ) from None
    shipped = path.absolute().is_relative_to(PACKAGE / "data")
    if not (target.is_relative_to(home) or shipped):
        raise error(
            f"{path}: found a link that leads out of its folder, expected a file; "
            "put a copy of the file there"
        )


def _hold_plain(path: Path, found: os.stat_result, limit: int, error: type[KitError]) -> None:
    if not S_ISREG(found.st_mode):
        kind = next((name for is_of, name in _KINDS if is_of(found.st_mode)), "no plain file")
        raise error(f"{path}: found {kind}, expected a plain file; put one there")
    if found.st_size > limit:
        raise error(_long(path, found.st_size, limit))


def _long(path: Path, size: int, limit: int) -> str:
    return (
        f"{path}: found {size:,} bytes, expected at most {limit:,}; "
        "shorten it, or split it into several"
    )
