"""The command `kit answers read`: thin, as all of `kit.cli`."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003  (Typer reads it)
from typing import Annotated

import typer

from kit.core.text import one_line


def read_command(
    given: Annotated[
        list[str],
        typer.Argument(
            metavar="CODE|FILE|FOLDER...",
            help="Codes as they are, a chat or a list with codes, logs; - reads stdin.",
        ),
    ],
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A CSV file to write. Default: print it.")
    ] = None,
    lessons: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="Where your own lessons are.")
    ] = None,
) -> None:
    """Read hand-in codes, and logs, into one table of answers."""
    from kit.core.sheets import csv_of, write_frame  # noqa: PLC0415  (only this command needs it)
    from kit.grading.gathering import gather  # noqa: PLC0415  (as above)

    typed = sys.stdin.buffer.read() if "-" in given else b""
    answers, unread, notes = gather([one for one in given if one != "-"], lessons, typed=typed)
    for line in (*unread, *notes):
        print(f"kit: {one_line(line)}", file=sys.stderr)
    if to is not None and len(answers):
        print(write_frame(answers, to, excel=True))
    elif len(answers):
        print(csv_of(answers), end="")
    if unread:
        raise typer.Exit(1)
