"""The item bank: single statements to be judged, each with the few lines that it needs."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from kit.articles.files import article_from_text
from kit.articles.statements import statements_of
from kit.core.codebook import DESKS, DIFFICULTIES, TRAPS, skill_of
from kit.core.errors import LessonError, unknown
from kit.core.frames import build
from kit.core.places import folders, is_folder
from kit.core.rows import Article, BankItem, Item, Statement
from kit.core.text import quoted
from kit.languages.interface import LANGUAGES
from kit.languages.tags import language_of
from kit.lessons.fields import ITEM, ITEM_TEXTS, KEYED, MARKED, NAME, TOLD, among, hold
from kit.lessons.keys import key_entry, short
from kit.lessons.lesson import Lesson
from kit.lessons.toml import read_toml, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import pandas as pd

_SHOWN: Final = 60
_NEUTRAL: Final = "…"
"""Stands for the headline that an item does not show, so that its first line is read as a body's."""


def bank_folders(folder: str | Path | None = None) -> list[Path]:
    """Return the folders that item sets are looked for in, first come first served.

    The teacher's own `folder`, then `bank/` of the project around the working directory, then
    the sets that came with the package.
    """
    return folders("bank", folder)


def list_items(folder: str | Path | None = None) -> list[str]:
    """Return the names of all item sets that `load_items` would find, sorted."""
    return sorted({path.stem for place in bank_folders(folder) for path in place.glob("*.toml")})


def load_items(name: str, lang: str = "en", folder: str | Path | None = None) -> Lesson:
    """Load a set of single statements as a lesson, to be sorted and scored like any other.

    Parameters
    ----------
    name
        ``"items-01"`` to ``"items-10"``, one set a lesson; those numbered on from there, for
        practice; or ``"form-a"`` and ``"form-b"``, the two parallel forms for before and after,
        which nothing else draws from.
    lang
        ``"ar"`` or ``"en"``.
    folder
        Where your own sets are; looked in before the project's and the package's.

    Raises
    ------
    LessonError
        If there is no such set or language, or an item is not sound; the message names it.
    """
    lang = _spoken(lang)
    title, items = _set(name, lang, folder)
    return items_lesson(items, name, lang, title)


def item_set(name: str, lang: str = "en", folder: str | Path | None = None) -> pd.DataFrame:
    """Return one set as a frame, with the columns of `item_bank`; parameters as `load_items`."""
    return items_frame(_set(name, _spoken(lang), folder)[1])


def item_bank(lang: str = "en", folder: str | Path | None = None) -> pd.DataFrame:
    """Return all items for exercises and practice; the forms for before and after are left out.

    Returns
    -------
    pandas.DataFrame
        The frame ``items`` with the columns of the frame ``key`` beside it, one row an item, in
        the order of the sets.

    Raises
    ------
    LessonError
        As `load_items`; also if two sets hold items of one id.
    """
    return items_frame(bank_items(lang, folder))


def bank_items(lang: str = "en", folder: str | Path | None = None) -> tuple[BankItem, ...]:
    """Return what `item_bank` makes a frame of."""
    lang = _spoken(lang)
    bank: dict[str, BankItem] = {}
    for name in list_items(folder):
        for one in () if name.startswith("form-") else _set(name, lang, folder)[1]:
            twin = bank.setdefault(one.item.item_id, one)
            if twin is not one:
                raise LessonError(
                    f"found two items {quoted(one.item.item_id)} in the bank, expected one; "
                    "rename the other"
                )
    return tuple(bank.values())


def items_frame(items: Sequence[BankItem]) -> pd.DataFrame:
    """Return items as a frame: the columns of ``items`` and, beside them, those of ``key``."""
    rows = build("items", (one.item for one in items))
    return rows.join(build("key", (one.entry for one in items)))


def items_lesson(
    items: Iterable[BankItem], name: str, lang: str, title: str, edition: str = ""
) -> Lesson:
    """Make a lesson of items, in their order.

    Parameters
    ----------
    items
        Such as `bank_items` returns.
    name, lang, title
        Of the lesson.
    edition
        What tells editions of the texts apart; made from the items' own texts if empty.
    """
    chosen = tuple(items)
    asked = (one.item for one in chosen)
    cut = (_statements(item.item_id, item.lang, item.title, item.text) for item in asked)
    return Lesson(
        lesson_id=name,
        lang=lang,
        title=title,
        article_rows=tuple(_article(one.item) for one in chosen),
        statement_rows=tuple(chain.from_iterable(cut)),
        entries=tuple(one.entry for one in chosen),
        single=True,
        edition=edition,
    )


def _spoken(lang: str) -> str:
    return language_of(lang, LANGUAGES, kind="language of items", error=LessonError)


def _set(name: str, lang: str, folder: str | Path | None) -> tuple[str, tuple[BankItem, ...]]:
    """Return the title of a set, and its items."""
    if folder is not None and not is_folder(folder):
        raise LessonError(f"{folder}: found no such folder, expected one with item sets in it")
    homes = (place / f"{name}.toml" for place in bank_folders(folder))
    path = next((path for path in homes if os.path.lexists(path)), None)
    if path is None:
        raise LessonError(unknown("item set", name, list_items(folder)))
    data = read_toml(path, "a set of items")
    titles: Any = data.get("title")
    if not (TOLD.holds(titles) and lang in titles):
        raise LessonError(
            f"{path}: found title = {quoted(titles)}, expected {TOLD.wanted}; {TOLD.remedy}"
        )
    return titles[lang], tuple(_items(data, path, lang))


def _items(data: dict[str, Any], path: Path, lang: str) -> Iterator[BankItem]:
    seen: set[str] = set()
    for place, entry in tables(data, path, "item"):
        name: Any = entry.get("id")
        where = f"{place} ({name if NAME.holds(name) and len(name) <= _SHOWN else quoted(name)})"
        hold(where, entry, ITEM)
        if name is None or "#" in name or name in seen:
            raise LessonError(
                f"{where}: found id = {quoted(name)}, expected a name of its own without #"
            )
        seen.add(name)
        yield _bank_item(where, entry, _checked(where, entry, lang), path.stem, lang)


def _checked(where: str, entry: dict[str, Any], lang: str) -> dict[str, Any]:
    """Return the table of an item's texts in a language, once its fields are known to be sound."""
    if lang not in entry:
        raise LessonError(f"{where}: found no [item.{lang}], expected its text; add it")
    told: dict[str, Any] = entry[lang]
    hold(f"{where}: {lang}", told, ITEM_TEXTS, ("text", "statement"))
    among(where, "trap", entry.get("trap"), TRAPS)
    among(where, "desk", entry.get("desk"), DESKS)
    among(where, "difficulty", entry.get("difficulty"), DIFFICULTIES)
    return told


def _bank_item(
    where: str, entry: dict[str, Any], told: dict[str, Any], set_name: str, lang: str
) -> BankItem:
    name, title = entry["id"], told.get("title", "")
    text, statement = told["text"], told["statement"]
    cut = _statements(name, lang, title, text)
    found = [row.statement_id for row in cut if row.text == statement]
    if len(found) != 1:
        raise LessonError(
            f"{where}: found {short(statement)} {len(found)} times among its statements, "
            "expected once; copy it whole from the text"
        )
    keyed: dict[str, Any] = {field: entry[field] for field in KEYED if field in entry}
    marked: dict[str, Any] = {field: told[field] for field in MARKED if field in told}
    key = key_entry(where, keyed | marked, found[0], statement)
    item = Item(
        item_id=name,
        lang=lang,
        set=set_name,
        desk=entry["desk"],
        trap=entry["trap"],
        skill=skill_of(entry["trap"], key.label),
        difficulty=entry["difficulty"],
        pair=entry.get("pair", 0),
        title=title,
        text=text,
        statement=statement,
    )
    return BankItem(item, key)


def _article(item: Item) -> Article:
    """Return an item as an article of a few lines."""
    return replace(
        article_from_text(_text(item.title, item.text), item.lang),
        article_id=item.item_id,
        title=item.title,
        licence="CC BY 4.0",
        constructed=True,
    )


def _text(title: str, text: str) -> str:
    return f"{title}\n\n{text}" if title else text


def _statements(name: str, lang: str, title: str, text: str) -> list[Statement]:
    """Return the statements of an item; its lines are read as a body's, whatever comes first."""
    lead = "" if title else f"{_NEUTRAL}\n\n"
    cut = statements_of(lead + _text(title, text), lang, name)
    rows = [row for row in cut if row.start >= len(lead)]
    return [
        replace(
            row,
            statement_id=f"{name}#{place}",
            start=row.start - len(lead),
            end=row.end - len(lead),
        )
        for place, row in enumerate(rows, start=1)
    ]
