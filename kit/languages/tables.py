"""The words of each language, as data: one folder a language, one table a kind of word."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from kit.core.errors import LexiconError, unknown
from kit.core.text import detect_lang

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
        If there is no such table, or a line has another number of fields; names file and line.
    """
    folder = _HERE / lang
    path = folder / f"{name}.tsv"
    if not path.is_file():
        known = [p.stem for p in folder.glob("*.tsv")]
        raise LexiconError(unknown(f"lexicon of {lang!r}", name, known))
    return parse_lexicon(path.read_text(encoding="utf-8"), f"{lang}/{name}.tsv")


def parse_lexicon(text: str, where: str) -> tuple[dict[str, str], ...]:
    """Parse the text of a lexicon table; see `read_lexicon` for the format and the errors."""
    columns: list[str] = []
    rows: list[dict[str, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        if not columns:
            columns = fields
            continue
        if len(fields) != len(columns) or not fields[0].strip():
            raise LexiconError(
                f"{where}:{number}: found {len(fields)} fields in {line!r}, "
                f"expected {len(columns)} ({', '.join(columns)}), separated by tabs"
            )
        rows.append(
            {c: "" if f == "-" else f.strip() for c, f in zip(columns, fields, strict=True)}
        )
    if not rows:
        raise LexiconError(f"{where}: found no entries, expected a line of column names and some")
    return tuple(rows)


@cache
def experimental() -> frozenset[str]:
    """Return the languages whose words nobody has measured against labelled articles yet."""
    return frozenset(
        lang
        for lang in languages()
        for row in read_lexicon(lang, "grammar")
        if (row["setting"], row["value"]) == ("status", "experimental")
    )


@cache
def _commonest() -> dict[str, frozenset[str]]:
    """Return the commonest words of each language that is not told by its script."""
    out = {}
    for lang in languages():
        rows = {row["setting"]: row["value"] for row in read_lexicon(lang, "grammar")}
        if words := frozenset(rows.get("commonest", "").split()):
            out[lang] = words
    return out


def tell_language(text: str) -> str:
    """Return the language of a text, by its script and then by its commonest words.

    Languages of one script are told by which of their commonest words the first 20,000 characters
    hold most often; English where none does.
    """
    lang = detect_lang(text)
    if lang != "en":
        return lang
    words = text[:20_000].lower().split()
    counts = {
        known: sum(word in common for word in words) for known, common in _commonest().items()
    }
    best = max(counts, key=lambda known: (counts[known], known == "en"), default="en")
    return best if counts.get(best) else "en"
