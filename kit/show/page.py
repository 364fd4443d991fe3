"""Tables and lines as a terminal shows them, Arabic from the right."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING, Final, Self

from rich.console import Console

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

_RLI, _PDI = "\u2067", "\u2069"
_NARROW: Final = 70
"""In a table of fewer columns words would have to be cut."""
_PLAIN_WIDTH: Final = 100
"""Columns where no terminal says how many it has."""
_PAD: Final = r"([ ]*(?:\x1b\[[0-9;]*m)*[ ]*)"
_BETWEEN_BORDERS: Final = re.compile(rf"(?<=[│┃]){_PAD}([^│┃\n]*?){_PAD}(?=[│┃])")
_LINE: Final = re.compile(rf"(?m)^{_PAD}([^\n]*?){_PAD}$")


class Page:
    """What is printed of one article; `text` is whole once it is closed.

    Parameters
    ----------
    width
        Columns; the terminal's own if None, or 100 where there is none.
    rtl
        Whether it is read from the right.
    terminal
        Whether a terminal reads it, which shows colours.
    """

    def __init__(self, width: int | None, *, rtl: bool, terminal: bool) -> None:
        self._page = StringIO()
        self._rtl = rtl
        self._found = _LINE
        self._console = Console(
            file=self._page, force_terminal=terminal,
            width=width or (None if terminal else _PLAIN_WIDTH), legacy_windows=False,
        )  # fmt: skip
        self.is_narrow = self._console.width < _NARROW
        self.text = ""

    def line(self, line: Text) -> None:
        """Print a line of words."""
        self._console.print(line, justify="right" if self._rtl else None, overflow="fold")

    def table(self, table: Table) -> None:
        """Print a table."""
        self._found = _BETWEEN_BORDERS
        self._console.print(table)

    def __enter__(self) -> Self:
        """Begin with nothing printed."""
        return self

    def __exit__(self, *_: object) -> None:
        """Keep what was printed as `text`."""
        printed = self._page.getvalue()
        self.text = f"{_isolated(printed, self._found) if self._rtl else printed}\n"


def _isolated(printed: str, found: re.Pattern[str]) -> str:
    """Keep a terminal's own reordering inside each cell or line: one right-to-left isolate each."""
    return found.sub(lambda m: f"{m[1]}{_RLI}{m[2]}{_PDI}{m[3]}" if m[2] else m[0], printed)
