"""The command `kit explain`: thin, as all of `kit.cli`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kit.core.errors import KitError
from kit.languages.tables import languages
from kit.languages.telling import experimental
from kit.show.formats import Format
from kit.show.helping import named_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kit.core.rows import Article


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


def explain_command(  # noqa: PLR0913, PLR0917  (one for each option)
    inputs: Annotated[
        list[str], typer.Argument(metavar="FILE|FOLDER|-...", help="Articles; - reads stdin.")
    ],
    lang: Annotated[
        str | None, typer.Option(help="Language of the text (ar, en ...). Default: told by it.")
    ] = None,
    format: Annotated[Format, typer.Option(help="How to write it.")] = Format.table,  # noqa: A002  (the option's name)
    encoding: Annotated[str, typer.Option(help="Encoding of the files.")] = "utf-8",
    width: Annotated[int | None, typer.Option(help="Columns of the table.", min=40)] = None,
    excel: Annotated[
        bool, typer.Option(help="Begin a CSV with the mark by which Excel knows UTF-8.")
    ] = True,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=COLUMN", help="For CSV and JSON, such as text=body; repeat."),
    ] = None,
    cards: Annotated[
        bool, typer.Option("--cards", help="Below the table, show who speaks and how one knows.")
    ] = False,
    jobs: Annotated[
        int | None, typer.Option(help="Processes for many articles. Default: one a core.", min=1)
    ] = None,
) -> None:
    """Show each statement of articles with label, evidence and reason."""
    from kit.engine.jobs import explain_many  # noqa: PLC0415  (only this command needs it)
    from kit.show.explanation import Explanation  # noqa: PLC0415  (as above)
    from kit.show.written import written  # noqa: PLC0415  (as above)

    if lang is not None:
        lang = named_language(lang, languages(), "language of text")
    failures = 0
    columns = _columns(column or [])

    def sound() -> Iterator[Article]:
        nonlocal failures
        for found in _read(inputs, lang, encoding, columns):
            if isinstance(found, KitError):
                print(f"kit: {found}", file=sys.stderr)
                failures += 1
            else:
                yield found

    found = (Explanation((one,)) for one in explain_many(_noted(sound()), jobs))
    terminal = sys.stdout.isatty()
    for piece in written(found, format, width=width, terminal=terminal, excel=excel, cards=cards):
        print(piece, end="")
    if failures:
        raise typer.Exit(1)


def _read(
    inputs: list[str], lang: str | None, encoding: str, columns: dict[str, str]
) -> Iterator[Article | KitError]:
    from kit.articles.files import article_from_bytes, walk_articles  # noqa: PLC0415  (as above)

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
