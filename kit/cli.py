"""The command `kit`: thin, it reads, calls and prints."""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path
from typing import Annotated

import typer

from kit import __version__
from kit.cli_answers import read_command
from kit.cli_explain import explain_command
from kit.cli_grading import grade_command, report_command
from kit.cli_lessons import lesson
from kit.cli_serving import serve_command
from kit.core.errors import KitError, KitWarning
from kit.core.text import one_line
from kit.languages.interface import LANGUAGES
from kit.show.helping import Command, Group, named_language, spoken

app = typer.Typer(
    cls=Group,
    help="Who Said So? (مَن قال؟): who stands behind each statement of a news story.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command; an error of the kit is one line on stderr and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A Windows console may speak an older one, and a file's name may hold any byte.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _warn
            warnings.simplefilter("always", KitWarning)
            app()
    except KitError as error:
        _complain(error)
        raise SystemExit(1) from None
    except BrokenPipeError:  # the reader of a pipe has seen enough
        sys.stderr.close()
        raise SystemExit(0) from None


def _complain(error: KitError) -> None:
    print(f"kit: {error}", file=sys.stderr)


def _warn(message: Warning | str, *_where: object, **_how: object) -> None:
    """Say in one line what was passed over, without the line of code that found it."""
    print(f"kit: {message}", file=sys.stderr)


def _version(value: bool) -> None:
    if value:
        print(f"kit {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[  # noqa: ARG001  (its callback prints it)
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    lang: Annotated[
        str | None, typer.Option(help="Language to speak: ar or en. Default: the machine's.")
    ] = None,
) -> None:
    if lang is not None:
        named_language(lang, LANGUAGES, "interface language")


app.command("explain", cls=Command)(explain_command)


@app.command(cls=Command)
def lab(
    lang: Annotated[
        str | None,
        typer.Option(help="Language of the lesson: ar or en. Default: the machine's."),
    ] = None,
    port: Annotated[
        int | None, typer.Option(help="Default: a free one.", min=1, max=65_535)
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open a browser, or print the link.")
    ] = True,
    projector: Annotated[
        bool, typer.Option("--projector", help="Show lessons large, and keep no answers.")
    ] = False,
) -> None:
    """Open JupyterLab at the first lesson."""
    if lang is not None:
        lang = named_language(lang, LANGUAGES, "interface language")
    from kit.lab import open_lab  # noqa: PLC0415  (only this command needs Jupyter)

    raise typer.Exit(
        open_lab(
            lang or spoken(sys.argv, os.environ), port=port, browser=browser, projector=projector
        )
        or 0
    )


@app.command(cls=Command)
def check(
    folder: Annotated[
        str | None, typer.Argument(metavar="[FOLDER]", help="Your own lessons; default: the kit's.")
    ] = None,
) -> None:
    """Say what there is (stories, items, labels, agreement), and whether all of it is sound."""
    from kit.checks import check_kit  # noqa: PLC0415  (only this command reads everything)

    found = check_kit(folder)
    for line in found.lines():
        print(line)
    for finding in found.findings:
        print(f"kit: {one_line(finding)}", file=sys.stderr)
    if found.findings:
        raise typer.Exit(1)
    print("all sound")


app.add_typer(lesson, name="lesson")
app.command("serve", cls=Command)(serve_command)

answers = typer.Typer(cls=Group, help="Learners' answers.", no_args_is_help=True)
app.add_typer(answers, name="answers")


@answers.command("aside", cls=Command)
def answers_aside(
    folder: Annotated[
        str, typer.Argument(metavar="[FOLDER]", help="A course; default: this folder.")
    ] = ".",
) -> None:
    """Put the answers of a class aside, so that a new one can begin; nothing is deleted."""
    from kit.exercises.aside import put_all_aside  # noqa: PLC0415  (only this command needs it)

    for place in put_all_aside(Path(folder)):
        print(place)


answers.command("read", cls=Command)(read_command)


app.command("grade", cls=Command)(grade_command)
app.command("report", cls=Command)(report_command)


study = typer.Typer(cls=Group, help="A study with people who code by hand.", no_args_is_help=True)
app.add_typer(study, name="study")


@study.command("sheets", cls=Command)
def study_sheets(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="Where the sheets go.")],
    lang: Annotated[
        list[str] | None, typer.Option(help="Language of a sheet: ar or en; repeat. Default: both.")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A story or a set of items; repeat. Default: all."),
    ] = None,
    seed: Annotated[int, typer.Option(help="The order hangs on it; another one a coder.")] = 1,
) -> None:
    """Write coding sheets: the texts alone, as a table to fill in and a page to read."""
    from kit.study.sheets import write_sheets  # noqa: PLC0415  (only this command needs it)

    langs = [named_language(one, LANGUAGES, "language of a sheet") for one in lang or LANGUAGES]
    for place in write_sheets(Path(folder), langs, only=only or (), seed=seed):
        print(place)


@study.command("compare", cls=Command)
def study_compare(
    codings: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Sheets filled in, one a coder.")
    ],
    to: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where disagreements and codings go.")
    ] = Path(),
) -> None:
    """Say how far coders agree, label by label, and write down where they do not."""
    from kit.study.readings import compared, read_codings  # noqa: PLC0415  (only this one)

    for line in compared(read_codings(codings), to, spoken(sys.argv, os.environ)):
        print(line)
