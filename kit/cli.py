"""The command `kit`: thin, it reads, calls and prints."""

from __future__ import annotations

import csv
import json
import re
import sys
import warnings
from enum import StrEnum
from io import StringIO
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kit import __version__
from kit.articles.files import article_from_bytes, walk_articles
from kit.core.codebook import LOOKS
from kit.core.errors import KitError, KitWarning, unknown
from kit.core.text import direction
from kit.engine.explain import explain_each
from kit.languages.interface import LANGUAGES, number, translator
from kit.languages.tables import languages
from kit.languages.telling import experimental
from kit.show.explanation import SCHEMA, Explanation
from kit.show.html import render
from kit.show.tables import STYLE, face_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kit.core.rows import Article, Suggestion

app = typer.Typer(
    help="Who Said So? (مَن قال؟): who stands behind each statement of a news story.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_RLI, _PDI = "\u2067", "\u2069"


class Format(StrEnum):
    """What `kit explain` can write."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    html = "html"


def main() -> None:
    """Run the command; an error of the kit is one line on stderr and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # a Windows console may speak an older one
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


def _columns(pairs: Iterable[str]) -> dict[str, str]:
    """Return the column of each field, as `--column text=body` says it."""
    found = {}
    for pair in pairs:
        field, sign, column = pair.partition("=")
        if not sign or not column.strip():
            raise typer.BadParameter(
                f"found {pair!r}, expected a field and its column, as in text=body",
                param_hint="--column",
            )
        found[field.strip()] = column.strip()
    return found


def _check_lang(lang: str | None) -> None:
    if lang is not None and lang not in LANGUAGES:
        raise typer.BadParameter(f"found {lang!r}, expected ar or en", param_hint="--lang")


def _version(value: bool) -> None:
    if value:
        print(f"kit {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None: ...


@app.command("explain")
def explain_command(  # noqa: PLR0913, PLR0917  (an option each)
    inputs: Annotated[
        list[str], typer.Argument(metavar="FILE|FOLDER|-...", help="Articles; - reads stdin.")
    ],
    lang: Annotated[
        str | None, typer.Option(help="Language of the text (ar, en ...). Default: told by it.")
    ] = None,
    format: Annotated[Format, typer.Option(help="How to write it.")] = Format.table,  # noqa: A002  (the option's name)
    encoding: Annotated[str, typer.Option(help="Encoding of the files.")] = "utf-8",
    width: Annotated[int | None, typer.Option(help="Columns of the table.", min=40)] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=COLUMN", help="For CSV and JSON, such as text=body; repeat."),
    ] = None,
) -> None:
    """Show each statement of articles with label, evidence and reason."""
    if lang is not None and lang not in languages():
        raise typer.BadParameter(
            unknown("language of text", lang, languages()), param_hint="--lang"
        )
    failures = 0
    columns = _columns(column or [])

    def sound() -> Iterator[Article]:
        nonlocal failures
        for found in _read(inputs, lang, encoding, columns):
            if isinstance(found, KitError):
                _complain(found)
                failures += 1
            else:
                yield found

    _write((Explanation((one,)) for one in explain_each(_noted(sound()))), format, width)
    if failures:
        raise typer.Exit(1)


def _read(
    inputs: list[str], lang: str | None, encoding: str, columns: dict[str, str]
) -> Iterator[Article | KitError]:
    if "-" in inputs:
        data = sys.stdin.buffer.read()
        try:
            yield article_from_bytes(data, "stdin", lang=lang, encoding=encoding)
        except KitError as error:
            yield error
    if paths := [name for name in inputs if name != "-"]:
        yield from walk_articles(paths, lang=lang, encoding=encoding, columns=columns)


def _noted(articles: Iterable[Article]) -> Iterator[Article]:
    """Say once of each language whose words nobody has measured that they are experimental."""
    told = set()
    for article in articles:
        lang = article.lang
        if lang not in told and lang in experimental():
            print(
                f"kit: the words for {lang!r} are experimental; check each label", file=sys.stderr
            )
        told.add(lang)
        yield article


@app.command()
def lab(
    lang: Annotated[str, typer.Option(help="Language of the lesson: ar or en.")] = "en",
    port: Annotated[
        int | None, typer.Option(help="Default: a free one.", min=1, max=65_535)
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open a browser, or print the link.")
    ] = True,
) -> None:
    """Open JupyterLab at the first lesson."""
    _check_lang(lang)
    from kit.lab import open_lab  # noqa: PLC0415  (only this command needs Jupyter)

    raise typer.Exit(open_lab(lang, port=port, browser=browser) or 0)


@app.command()
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
        print(f"kit: {finding}", file=sys.stderr)
    if found.findings:
        raise typer.Exit(1)
    print("all sound")


def _write(found: Iterable[Explanation], how: Format, width: int | None) -> None:
    """Write each article as it comes, so that none waits for the others."""
    if how is Format.json:
        _write_json(found)
    elif how is Format.jsonl:
        for one in found:
            for record in one.records():
                print(json.dumps(record, ensure_ascii=False))
    elif how is Format.csv:
        _write_csv(found)
    elif how is Format.html:
        for place, table in enumerate(t for one in found for t in one.tables()):
            print(table if place else f"{render('head.html')}{STYLE}{table}")
    else:
        for one in found:
            for each in one.found:
                _print_table(each.article, each.labels, width)


def _write_json(found: Iterable[Explanation]) -> None:
    opened = False
    for one in found:
        for record in one.records():
            text = json.dumps(record, ensure_ascii=False, indent=1)
            print(",\n" if opened else f'{{"schema": {SCHEMA}, "articles": [\n', end="")
            print(text, end="")
            opened = True
    if opened:
        print("\n]}")


def _write_csv(found: Iterable[Explanation]) -> None:
    columns = [
        "article_id", "statement_id", "zone", "label", "carried", "hedge", "polarity",
        "sensational", "source", "cue", "stance", "chain", "rules", "text", "why_en", "why_ar",
    ]  # fmt: skip
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for place, one in enumerate(found):
        if not place:
            writer.writerow(columns)
        for row in (row for found in one.found for row in found.labels):
            cells = (getattr(row, name) for name in columns)
            writer.writerow([" > ".join(v) if isinstance(v, tuple) else v for v in cells])


def _print_table(article: Article, rows: Iterable[Suggestion], width: int | None) -> None:
    """Print one article; Arabic runs from the right, its first column at the right."""
    face = face_of(article.lang)
    say = translator(face)
    rtl = direction(article.lang) == "rtl"
    columns = [
        (say("No."), {"no_wrap": True, "style": "dim"}),
        (say("Statement"), {"ratio": 5}),
        (say("Who stands behind it"), {"ratio": 2}),
        (say("Why"), {"ratio": 4, "style": "dim"}),
    ]
    table = Table(title=article.title, title_justify="right" if rtl else "left", show_lines=True)
    for name, options in reversed(columns) if rtl else columns:
        table.add_column(name, justify="right" if rtl else "left", **options)  # type: ignore[arg-type]
    for place, row in enumerate(rows, start=1):
        look = LOOKS[row.label]
        cells: list[Any] = [
            number(place, face),
            _marked(row),
            Text(f"{look.mark} {say(look.name)}", style=f"bold {_ANSI[row.label]}"),
            f"{row.why(face)} {', '.join(row.rules)}",
        ]
        table.add_row(*(reversed(cells) if rtl else cells))
    terminal = sys.stdout.isatty()
    page = StringIO()
    console = Console(
        file=page, force_terminal=terminal, width=width or (None if terminal else 100),
        legacy_windows=False,
    )  # fmt: skip
    console.print(table)
    printed = page.getvalue()
    print(_isolated(printed) if rtl else printed)


_ANSI = {
    "official": "blue", "named": "green", "unnamed": "yellow", "hearsay": "yellow",
    "outlet": "bright_black", "meta": "bright_black",
}  # fmt: skip
"""The terminal's own colours, which its theme keeps readable."""


def _marked(row: Suggestion) -> Text:
    text = Text(row.text)
    for style, start, end in (
        ("bold underline", row.source_start, row.source_end),
        ("underline2", row.cue_start, row.cue_end),
    ):
        if start >= 0:
            text.stylize(style, start - row.start, end - row.start)
    return text


def _isolated(printed: str) -> str:
    """Keep a terminal's own reordering inside each cell: one right-to-left isolate a cell."""
    ansi = r"(?:\x1b\[[0-9;]*m)*"
    cell = re.compile(rf"(?<=[│┃])([ ]*{ansi}[ ]*)([^│┃\n]*?)([ ]*{ansi}[ ]*)(?=[│┃])")
    return cell.sub(lambda m: f"{m[1]}{_RLI}{m[2]}{_PDI}{m[3]}" if m[2] else m[0], printed)
