"""The words of each language, as data: one folder a language, one table a kind of word."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from kit.core.errors import LexiconError, unknown
from kit.languages.formats import FORMATS, Format

_HERE: Final = Path(__file__).parent / "lexicons"


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a folder of words here."""
    return tuple(sorted(p.name for p in _HERE.iterdir() if any(p.glob("*.tsv"))))


def language_or_default(lang: str) -> str:
    """Return `lang` if it has words here, else English, whose cues the reader can still judge."""
    return lang if lang in languages() else "en"


@cache
def read_lexicon(lang: str, name: str) -> tuple[dict[str, str], ...]:
    """Read ``lexicons/<lang>/<name>.tsv``.

    Lines that begin with ``#`` say what the table holds and where its words come from; the next
    line names the columns; every other line has as many fields, separated by tabs, ``-`` for none.

    Returns
    -------
    tuple of dict
        One dict a line, from column name to field; an empty string where the file has ``-``.

    Raises
    ------
    LexiconError
        If there is no such table, its columns are not those of its format, a line has another
        number of fields, or a field holds a value that its column may not hold; names file and line.
    """
    folder = _HERE / lang
    path = folder / f"{name}.tsv"
    if not path.is_file():
        known = [p.stem for p in folder.glob("*.tsv")]
        raise LexiconError(unknown(f"lexicon of {lang!r}", name, known))
    text = path.read_text(encoding="utf-8")
    return parse_lexicon(text, f"{lang}/{name}.tsv", FORMATS.get(name))


def parse_lexicon(text: str, where: str, form: Format | None = None) -> tuple[dict[str, str], ...]:
    """Parse the text of a lexicon table; see `read_lexicon` for the format and the errors.

    Parameters
    ----------
    text
        What stands in the file.
    where
        Its name, with which an error begins.
    form
        Its columns and the values that they may hold; without it, any.
    """
    columns: tuple[str, ...] = ()
    rows: list[dict[str, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        here = f"{where}:{number}"
        if columns:
            rows.append(_parse_line(line, columns, form, here))
            continue
        columns = tuple(line.split("\t"))
        if form:
            _check_columns(columns, form, here)
    if not rows:
        raise LexiconError(f"{where}: found no entries, expected a line of column names and some")
    return tuple(rows)


def _parse_line(
    line: str, columns: tuple[str, ...], form: Format | None, here: str
) -> dict[str, str]:
    """Return the fields of a line by column; `here` begins an error."""
    fields = line.split("\t")
    if len(fields) != len(columns) or not fields[0].strip():
        raise LexiconError(
            f"{here}: found {len(fields)} fields in {line!r}, "
            f"expected {len(columns)} ({', '.join(columns)}), separated by tabs"
        )
    row = {c: "" if f == "-" else f.strip() for c, f in zip(columns, fields, strict=True)}
    for column, values in form.closed.items() if form else ():
        if row[column] not in values:
            raise LexiconError(f"{here}: in {line!r} {unknown(column, row[column], values)}")
    return row


def _check_columns(columns: tuple[str, ...], form: Format, where: str) -> None:
    """Raise `LexiconError` if a header is none that a table of this format may have."""
    if columns in form.columns:
        return
    likest = max(form.columns, key=lambda known: len({*known} & {*columns}))
    strange = next((c for c in columns if c not in likest), None)
    told = f"; {unknown('column', strange, likest)}" if strange is not None else ""
    raise LexiconError(
        f"{where}: found the columns {', '.join(columns)}, expected {', '.join(likest)}{told}"
    )
