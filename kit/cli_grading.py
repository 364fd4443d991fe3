"""The commands `kit grade` and `kit report`: thin, as all of `kit.cli`."""

from __future__ import annotations

import sys
from datetime import datetime  # noqa: TC003  (Typer reads it)
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from kit.core.text import one_line
from kit.languages.interface import check_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")


def grade_command(  # noqa: PLR0913, PLR0917  (one for each option)
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="LOG|FOLDER|ZIP...", help="What was handed in."),
    ],
    lesson: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A lesson to grade; repeat. Default: all answered."),
    ] = None,
    lessons: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="Where your own lessons are.")
    ] = None,
    to: Annotated[
        str, typer.Option(metavar="FOLDER", help="Where grades and pages are written.")
    ] = "grades",
    book: Annotated[
        str | None, typer.Option(metavar="URL", help="A database. Default: a file in that folder.")
    ] = None,
    count: Annotated[
        str,
        typer.Option(metavar="first|last|best", help="Which of several hand-ins counts."),
    ] = "last",
    due: Annotated[
        datetime | None,
        typer.Option(
            metavar="TIME",
            formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
            help="Later ones are noted.",
        ),
    ] = None,
    out_of: Annotated[
        float | None, typer.Option(help="The highest grade. Default: points as they are.", min=1)
    ] = None,
    one_name: Annotated[
        bool, typer.Option("--one-name", help="Take each name for one learner, always.")
    ] = False,
) -> None:
    """Grade what a class handed in: a gradebook, files for Moodle and Canvas, a page a learner."""
    from kit.grading.layer import need_gradebook  # noqa: PLC0415  (only this command needs it)

    need_gradebook("kit grade")
    from kit.grading.desk import grade_class  # noqa: PLC0415  (only this command needs a database)
    from kit.grading.grade import Wishes  # noqa: PLC0415

    wishes = Wishes(
        lessons=tuple(lesson or ()),
        folder=lessons,
        policy=count,
        due=due.astimezone() if due else None,
        names_are_unique=one_name,
    )

    def watched(found: Sequence[T]) -> Iterator[T]:
        with typer.progressbar(found, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
            yield from bar

    done, files = grade_class(inputs, Path(to), wishes, book=book, out_of=out_of, watched=watched)
    for line in (*done.unread, *done.notes):
        print(f"kit: {one_line(line)}", file=sys.stderr)
    print(f"{done.logs} logs, {done.new} new, {done.again} marked anew")
    for file in files:
        print(file)
    if done.unread:
        raise typer.Exit(1)


def report_command(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="LOG|FOLDER|ZIP...", help="What was handed in."),
    ],
    to: Annotated[
        str | None, typer.Option(metavar="FILE", help="A page to write. Default: print the text.")
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help="Language of the report. Default: that of the answers.")
    ] = None,
    names: Annotated[
        bool, typer.Option("--names", help="Show learners' names; without it they are made up.")
    ] = False,
    lessons: Annotated[
        str | None, typer.Option(metavar="FOLDER", help="Where your own lessons are.")
    ] = None,
) -> None:
    """Report on a class: trust and doubt, what to discuss, who needs help, before and after."""
    if lang is not None:
        lang = check_language(lang)
    from kit.grading.classes import class_report  # noqa: PLC0415  (only this command needs pandas)

    found = class_report(inputs, lang, names=names, folder=lessons)
    print(found if to is None else found.save(to))
