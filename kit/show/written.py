"""Explanations as the command writes them: a table for a terminal, CSV, JSON, JSON lines, HTML."""

from __future__ import annotations

import csv
import json
from io import SEEK_END, StringIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from rich.table import Table
from rich.text import Text

from kit.core.codebook import LOOKS
from kit.core.sheets import BOM, guarded
from kit.core.text import acting, direction, one_line, visible
from kit.languages.interface import number, translator
from kit.show.explanation import SCHEMA, Explanation
from kit.show.formats import Format
from kit.show.html import render
from kit.show.page import Page
from kit.show.speakers import speakers_shown
from kit.show.tables import STYLE, face_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kit.core.rows import Article, Suggestion

_COLUMNS: Final = (
    "article_id", "statement_id", "zone", "label", "carried", "hedge", "polarity",
    "sensational", "source", "cue", "stance", "chain", "rules", "text", "why_en", "why_ar",
)  # fmt: skip
_ANSI: Final = {
    "official": "blue", "named": "green", "unnamed": "yellow", "hearsay": "yellow",
    "outlet": "bright_black", "meta": "bright_black",
}  # fmt: skip
"""The terminal's own colours, which its theme keeps readable."""


def written(  # noqa: PLR0913  (one for each option of the command)
    found: Iterable[Explanation],
    how: Format,
    *,
    width: int | None = None,
    terminal: bool = False,
    excel: bool = False,
    cards: bool = False,
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
    cards
        Whether a second table says who speaks; JSON says it always.
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
        for each in (each for one in found for each in one.found):
            yield _shown(each.article, each.labels, width, terminal=terminal)
            if cards and each.speakers:
                yield speakers_shown(each.speakers, width, terminal=terminal)


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


def _shown(
    article: Article, rows: Iterable[Suggestion], width: int | None, *, terminal: bool
) -> str:
    """Return one article as a table; where that would be too narrow to read, as blocks."""
    rtl = direction(article.lang) == "rtl"
    with Page(width, rtl=rtl, terminal=terminal) as page:
        if page.is_narrow:
            for line in _blocks(article, rows):
                page.line(line)
        else:
            page.table(_table(article, rows, rtl=rtl))
    return page.text


def _table(article: Article, rows: Iterable[Suggestion], *, rtl: bool) -> Table:
    """Return a table of one article; Arabic runs from the right, its first column at the right."""
    face = face_of(article.lang)
    say = translator(face)
    columns = [
        (say("No."), {"no_wrap": True, "style": "dim"}),
        (say("Statement"), {"ratio": 5}),
        (say("Who stands behind it"), {"ratio": 2}),
        (say("Why"), {"ratio": 4, "style": "dim"}),
    ]
    # Text is no markup: brackets in a title or a reason stand there as they are.
    title = _title(article)
    side = "right" if rtl else "left"
    table = Table(title=title, title_justify=side, title_style="", show_lines=True)  # type: ignore[arg-type]
    for name, options in reversed(columns) if rtl else columns:
        table.add_column(name, justify=side, overflow="fold", **options)  # type: ignore[arg-type]
    for cells in _cells(rows, face):
        table.add_row(*(reversed(cells) if rtl else cells))
    return table


def _title(article: Article) -> Text:
    """Return what stands above an article's statements; Arabic is never slanted."""
    rtl = direction(article.lang) == "rtl"
    return Text(one_line(article.title), style="bold" if rtl else "italic")


def _blocks(article: Article, rows: Iterable[Suggestion]) -> Iterator[Text]:
    """Yield the lines of an article: for each statement its number and label, text and reason."""
    yield _title(article)
    for place, text, label, why in _cells(rows, face_of(article.lang)):
        yield Text(" ")
        yield Text.assemble((place.plain, "dim"), " ", label)
        yield text
        why.stylize("dim")
        yield why


def _cells(rows: Iterable[Suggestion], face: str) -> Iterator[tuple[Text, Text, Text, Text]]:
    """Yield what is told of each statement: its number, its text, its label and the reason."""
    say = translator(face)
    for place, row in enumerate(rows, start=1):
        look = LOOKS[row.label]
        yield (
            Text(number(place, face)),
            _marked(row),
            Text(f"{look.mark} {say(look.name)}", style=f"bold {_ANSI[row.label]}"),
            Text(visible(f"{row.why(face)} {', '.join(row.rules)}")),
        )


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
