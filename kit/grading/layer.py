"""What a gradebook is called, and whether what it needs is installed."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from kit.core.errors import MissingLayer

BOOK: Final = "gradebook.sqlite"
"""What a gradebook is called in the folder that `kit grade` writes."""


def need_gradebook(who: str) -> None:
    """Hold that a gradebook can be kept.

    Parameters
    ----------
    who
        What needs it, such as ``"kit grade"``.

    Raises
    ------
    MissingLayer
        If it cannot; says what to install.
    """
    if find_spec("sqlalchemy") is None:
        raise MissingLayer(who, "sqlalchemy", layer="grade")
