"""Explanations as the command writes them: a table for a terminal, CSV, JSON, JSON lines, HTML."""

from __future__ import annotations

import csv
import json
import re
from enum import StrEnum
from io import SEEK_END, StringIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kit.core.codebook import LOOKS
from kit.core.sheets import BOM, guarded
from kit.core.text import acting, direction, one_line, visible
from kit.languages.interface import number, translator
from kit.show.explanation import SCHEMA, Explanation
from kit.show.html import render
from kit.show.tables import STYLE, face_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kit.core.rows import Article, Suggestion

_RLI, _PDI = "\u2067", "\u2069"
_COLUMNS: Final = (
    "article_id", "statement_id", "zone", "label", "carried", "hedge", "polarity",
    "sensational", "source", "cue", "stance", "chain", "rules", "text", "why_en", "why_ar",
)  # fmt: skip
_ANSI: Final = {
    "official": "blue", "named": "green", "unnamed": "yellow", "hearsay": "yellow",
    "outlet": "bright_black", "meta": "bright_black",
}  # fmt: skip
"""The terminal's own colours, which its theme keeps readable."""
_PLAIN_WIDTH: Final = 100
"""Columns where no terminal says how many it has."""


class Format(StrEnum):
    """What `kit explain` can write."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    html = "html"


def written(
    found: Iterable[Explanation],
    how: Format,
    *,
    width: int | None = None,
    terminal: bool = False,
    excel: bool = False,
) -> Iterator[str]:
    """Yield each article as it comes, so that none waits for the others.

    Parameters
    ----------
    found
        Explanations of one article each.
    how
        What to write.
    width
        Columns of a table; the terminal's own if left out, or 100 where there is none.
    terminal
        Whether a terminal reads it, which shows colours.
    excel
        Whether a CSV begins with a byte-order mark. Its cells are never formulas.
    """
    if how is Format.json:
        yield from _json(found)
    elif how is Format.jsonl:
        for one in found:
            for record in one.records():
                yield _escaped(record) + "\n"
    elif how is Format.csv:
        yield from _csv(found, excel=excel)
    elif how is Format.html:
        for place, table in enumerate(t for one in found for t in one.tables()):
            head = "" if place else f"{render('head.html')}{STYLE}"
            yield f"{head}{table}\n"
    else:
        for one in found:
            for each in one.found:
                yield _table(each.article, each.labels, width, terminal=terminal)


def _json(found: Iterable[Explanation]) -> Iterator[str]:
    opened = False
    for one in found:
        for record in one.records():
            yield ",\n" if opened else f'{{"schema": {SCHEMA}, "articles": [\n'
            yield _escaped(record, indent=1)
            opened = True
    if opened:
        yield "\n]}\n"


def _escaped(record: dict[str, Any], indent: int | None = None) -> str:
    """Return JSON in which what would act unseen in a terminal is written as JSON escapes it."""
    text = json.dumps(record, ensure_ascii=False, indent=indent)
    return acting(text, lambda sign: sign if sign == "\n" else f"\\u{ord(sign):04x}")


def _csv(found: Iterable[Explanation], *, excel: bool) -> Iterator[str]:
    for place, one in enumerate(found):
        page = StringIO(BOM if excel and not place else "")
        page.seek(0, SEEK_END)
        writer = csv.writer(page, lineterminator="\n")
        if not place:
            writer.writerow(_COLUMNS)
        for row in (row for found in one.found for row in found.labels):
            cells = (getattr(row, name) for name in _COLUMNS)
            told = (" > ".join(v) if isinstance(v, tuple) else str(v) for v in cells)
            writer.writerow(guarded(visible(cell)) for cell in told)
        yield page.getvalue()


def _table(
    article: Article, rows: Iterable[Suggestion], width: int | None, *, terminal: bool
) -> str:
    """Return one article; Arabic runs from the right, its first column at the right."""
    face = face_of(article.lang)
    say = translator(face)
    rtl = direction(article.lang) == "rtl"
    columns = [
        (say("No."), {"no_wrap": True, "style": "dim"}),
        (say("Statement"), {"ratio": 5}),
        (say("Who stands behind it"), {"ratio": 2}),
        (say("Why"), {"ratio": 4, "style": "dim"}),
    ]
    # Text is no markup: brackets in a title or a reason stand there as they are.
    title = Text(one_line(article.title), style="table.title")
    table = Table(title=title, title_justify="right" if rtl else "left", show_lines=True)
    for name, options in reversed(columns) if rtl else columns:
        table.add_column(name, justify="right" if rtl else "left", **options)  # type: ignore[arg-type]
    for place, row in enumerate(rows, start=1):
        look = LOOKS[row.label]
        cells: list[Any] = [
            number(place, face),
            _marked(row),
            Text(f"{look.mark} {say(look.name)}", style=f"bold {_ANSI[row.label]}"),
            Text(visible(f"{row.why(face)} {', '.join(row.rules)}")),
        ]
        table.add_row(*(reversed(cells) if rtl else cells))
    page = StringIO()
    console = Console(
        file=page, force_terminal=terminal, width=width or (None if terminal else _PLAIN_WIDTH),
        legacy_windows=False,
    )  # fmt: skip
    console.print(table)
    printed = page.getvalue()
    return f"{_isolated(printed) if rtl else printed}\n"


def _marked(row: Suggestion) -> Text:
    marks = [
        (style, start - row.start, end - row.start)
        for style, start, end in (
            ("bold underline", row.source_start, row.source_end),
            ("underline2", row.cue_start, row.cue_end),
        )
        if start >= 0
    ]
    # Cut at each mark first: a sign may be longer than what it stands for.
    cuts = sorted({0, len(row.text), *(at for _, *span in marks for at in span)})
    text = Text()
    for start, end in pairwise(cuts):
        styles = (style for style, first, last in marks if first <= start and end <= last)
        text.append(visible(row.text[start:end]), " ".join(styles))
    return text


def _isolated(printed: str) -> str:
    """Keep a terminal's own reordering inside each cell: one right-to-left isolate a cell."""
    ansi = r"(?:\x1b\[[0-9;]*m)*"
    cell = re.compile(rf"(?<=[│┃])([ ]*{ansi}[ ]*)([^│┃\n]*?)([ ]*{ansi}[ ]*)(?=[│┃])")
    return cell.sub(lambda m: f"{m[1]}{_RLI}{m[2]}{_PDI}{m[3]}" if m[2] else m[0], printed)
