"""The command `kit`: thin, it reads, calls and prints."""

from __future__ import annotations

import csv
import json
import re
import sys
from enum import StrEnum
from io import StringIO
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kit import __version__
from kit.articles import article_from_bytes, read_articles
from kit.attribution.explain import Explanation, explain
from kit.codebook import LOOKS
from kit.errors import KitError
from kit.frames import records
from kit.locales import LANGUAGES, number, translator
from kit.text import direction

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
        app()
    except KitError as error:
        _complain(error)
        raise SystemExit(1) from None
    except BrokenPipeError:  # the reader of a pipe has seen enough
        sys.stderr.close()
        raise SystemExit(0) from None


def _complain(error: KitError) -> None:
    print(f"kit: {error}", file=sys.stderr)


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
def explain_command(
    inputs: Annotated[
        list[str], typer.Argument(metavar="FILE|FOLDER|-...", help="Articles; - reads stdin.")
    ],
    lang: Annotated[
        str | None, typer.Option(help="Language of the text: ar or en. Default: told by it.")
    ] = None,
    format: Annotated[Format, typer.Option(help="How to write it.")] = Format.table,  # noqa: A002  (the option's name)
    encoding: Annotated[str, typer.Option(help="Encoding of the files.")] = "utf-8",
    width: Annotated[int | None, typer.Option(help="Columns of the table.", min=40)] = None,
) -> None:
    """Show each statement of articles with label, evidence and reason."""
    _check_lang(lang)
    frames: list[pd.DataFrame] = []
    failures: list[KitError] = []
    if "-" in inputs:
        data = sys.stdin.buffer.read()
        try:
            frames.append(article_from_bytes(data, "stdin", lang=lang, encoding=encoding))
        except KitError as error:
            failures.append(error)
    paths = [name for name in inputs if name != "-"]
    if paths:
        articles, errors = read_articles(paths, lang=lang, encoding=encoding)
        frames.append(articles)
        failures += errors
    for failure in failures:
        _complain(failure)
    articles = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    if not articles.empty:
        _write(explain(articles), format, width)
    if failures:
        raise typer.Exit(1)


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


def _write(found: Explanation, how: Format, width: int | None) -> None:
    if how is Format.json:
        print(json.dumps(found.to_dict(), ensure_ascii=False, indent=1))
    elif how is Format.jsonl:
        for record in found.records():
            print(json.dumps(record, ensure_ascii=False))
    elif how is Format.csv:
        _write_csv(found)
    elif how is Format.html:
        print(
            '<!doctype html><meta charset="utf-8"><title>Who said so?</title>'
            f'<meta name="viewport" content="width=device-width">{found._repr_html_()}'
        )
    else:
        for article in records(found.articles):
            mine = found.labels[found.labels["article_id"] == article["article_id"]]
            _print_table(article["title"], article["lang"], records(mine), width)


def _write_csv(found: Explanation) -> None:
    columns = [
        "article_id", "statement_id", "zone", "label", "carried", "hedge", "polarity",
        "sensational", "source", "cue", "stance", "chain", "rules", "text", "why_en", "why_ar",
    ]  # fmt: skip
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in records(found.labels[columns]):
        writer.writerow([" > ".join(v) if isinstance(v, tuple) else v for v in row.values()])


def _print_table(title: str, lang: str, rows: list[dict[str, Any]], width: int | None) -> None:
    """Print one article; Arabic runs from the right, its first column at the right."""
    face = lang if lang in LANGUAGES else "en"
    say = translator(face)
    rtl = direction(lang) == "rtl"
    columns = [
        (say("No."), {"no_wrap": True, "style": "dim"}),
        (say("Statement"), {"ratio": 5}),
        (say("Who stands behind it"), {"ratio": 2}),
        (say("Why"), {"ratio": 4, "style": "dim"}),
    ]
    table = Table(title=title, title_justify="right" if rtl else "left", show_lines=True)
    for name, options in reversed(columns) if rtl else columns:
        table.add_column(name, justify="right" if rtl else "left", **options)  # type: ignore[arg-type]
    for place, row in enumerate(rows, start=1):
        look = LOOKS[row["label"]]
        cells: list[Any] = [
            number(place, face),
            _marked(row),
            Text(f"{look.mark} {say(look.name)}", style=f"bold {_ANSI[row['label']]}"),
            f"{row['why_' + face]} {', '.join(row['rules'])}",
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


def _marked(row: dict[str, Any]) -> Text:
    text = Text(row["text"])
    for name, style in (("source", "bold underline"), ("cue", "underline2")):
        if row[f"{name}_start"] >= 0:
            text.stylize(
                style, row[f"{name}_start"] - row["start"], row[f"{name}_end"] - row["start"]
            )
    return text


def _isolated(printed: str) -> str:
    """Keep a terminal's own reordering inside each cell: one right-to-left isolate a cell."""
    ansi = r"(?:\x1b\[[0-9;]*m)*"
    cell = re.compile(rf"(?<=[│┃])([ ]*{ansi}[ ]*)([^│┃\n]*?)([ ]*{ansi}[ ]*)(?=[│┃])")
    return cell.sub(lambda m: f"{m[1]}{_RLI}{m[2]}{_PDI}{m[3]}" if m[2] else m[0], printed)
