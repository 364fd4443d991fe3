"""Who works in this kernel: its widgets follow when that changes, and for a projector nothing is kept."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol
from weakref import ref

from kit.exercises.frame.learner import Learner, find_learner
from kit.exercises.log import AnswerLog

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any
    from weakref import ReferenceType

    from kit.core.rows import Answer

_NAMED: Final[dict[Path, str]] = {}
"""Names typed in this kernel, by folder: another kernel's learner does not take its place."""
_FOLLOWERS: Final[list[ReferenceType[Follower]]] = []
_PROJECTOR: Final = "projector"


class Follower(Protocol):
    """What shows the work of whoever works here."""

    def save(self) -> None:
        """Put on disk what is not there yet."""

    def move_on(self) -> None:
        """Show the work of whoever works here now."""


class _Kernel:
    projecting = bool(os.environ.get("KIT_PROJECTOR"))
    """``kit lab --projector`` says so to each kernel."""


def projecting() -> bool:
    """Tell whether lessons are shown to a class: nothing that is answered is kept."""
    return _Kernel.projecting


def project(*, on: bool) -> None:
    """Begin to show lessons to a class, or end it; what learners have answered comes back then."""
    save_all()
    _Kernel.projecting = on
    move_all()


def present(home: Path | None = None) -> Learner:
    """Return who works in a folder: for a projector nobody, else who was named, or `find_learner`."""
    if projecting():
        return Learner(_PROJECTOR)
    here = (home or Path.cwd()).absolute()
    if here in _NAMED:
        return Learner(_NAMED[here], anonymous=True)
    return find_learner(home)


def name_here(name: str, home: Path) -> None:
    """Say who works in a folder, for as long as this kernel runs."""
    _NAMED[home.absolute()] = name


def forget_names() -> None:
    """Let the folders say again who works in them: their answers were put aside."""
    _NAMED.clear()


def follow(widget: Follower) -> None:
    """Let a widget follow; what it holds itself must follow before it does."""
    _FOLLOWERS[:] = [one for one in _FOLLOWERS if one() is not None]
    _FOLLOWERS.append(ref(widget))


def save_all() -> None:
    """Put on disk whatever is not there yet."""
    for one in _followers():
        one.save()


def move_all() -> None:
    """Let all that follow show the work of whoever works here now."""
    for one in _followers():
        one.move_on()


def _followers() -> list[Follower]:
    return [found for one in _FOLLOWERS if (found := one()) is not None]


class Unkept(AnswerLog):
    """A log for a projector: it takes answers and keeps none."""

    def __init__(self) -> None:
        super().__init__(Path(_PROJECTOR))

    def extend(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Keep nothing."""

    def changed(self) -> bool:
        """Tell that nobody else has written."""
        return False

    def rows(self) -> list[Answer]:
        """Return nothing."""
        return []
