"""What may stand in each field of a key, a card, an item and a story, as tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from kit.core.errors import LessonError, unknown
from kit.core.text import one_line, quoted

_DATE: Final = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?"
)
_NAME: Final = 200
_PAIRS: Final = 10_000
_HANDS: Final = 50


class Kind(NamedTuple):
    """A kind of value: how a message tells it, how it is known, and what to do where it is not."""

    wanted: str
    holds: Callable[[Any], bool]
    remedy: str


Fields = Mapping[str, Kind]


def _is_text(value: object) -> bool:
    return type(value) is str


def _is_name(value: object) -> bool:
    return (
        type(value) is str
        and 0 < len(value.strip()) <= len(value) <= _NAME
        and (one_line(value) == value)
    )


def _is_date(value: object) -> bool:
    if isinstance(value, date):  # TOML has dates of its own, with a time or without
        return True
    if type(value) is not str or not (value == "" or _DATE.fullmatch(value)):
        return False
    try:
        return not value or bool(date.fromisoformat(value[:10]))
    except ValueError:
        return False


def _is_address(value: object) -> bool:
    if type(value) is not str or one_line(value) != value or any(map(str.isspace, value)):
        return False
    try:
        parts = urlsplit(value)
        return not value or (parts.scheme in {"http", "https"} and bool(parts.hostname))
    except ValueError:
        return False


def _is_told(value: object) -> bool:
    return type(value) is dict and all(type(words) is str for words in value.values())


def _is_list(value: object) -> bool:
    return type(value) is list


def _are_texts(value: object) -> bool:
    return type(value) is list and all(type(one) is str for one in value)


def _are_hands(value: object) -> bool:
    return (
        type(value) is list
        and len(value) <= _HANDS
        and all(type(one) is str and one.strip() for one in value)
    )


TEXT: Final = Kind("a text", _is_text, "put it in quotation marks")
NAME: Final = Kind(f"a name of 1 to {_NAME} characters on one line", _is_name, "write a short one")
EVENT: Final = Kind(NAME.wanted, lambda value: value == "" or _is_name(value), NAME.remedy)
FLAG: Final = Kind("true or false", lambda value: type(value) is bool, "write one of them")
DATE: Final = Kind("a date such as 2026-03-01", _is_date, "write it as year-month-day")
ADDRESS: Final = Kind(
    "a web address that begins with https://", _is_address, "copy it whole, or leave it out"
)
TOLD: Final = Kind("an .ar and an .en", _is_told, "write a text for each language")
TEXTS: Final = Kind("a list of texts", _are_texts, 'write it as ["one", "two"]')
HANDS: Final = Kind(f"a list of at most {_HANDS} names", _are_hands, 'write it as ["one", "two"]')
LIST: Final = Kind("a list of numbers", _is_list, "write it as [1, 2]")
PLACES: Final = Kind(
    "a list of statements' numbers, each once, in order",
    lambda value: (
        type(value) is list
        and all(type(one) is int and one > 0 for one in value)
        and value == sorted(set(value))
    ),
    "write it as [2, 3, 5]",
)
TABLE: Final = Kind("a table", lambda value: type(value) is dict, "write its fields below it")
NUMBER: Final = Kind("a number", lambda value: type(value) is int, "write one such as 1")
PAIR: Final = Kind(
    f"a number from 0 to {_PAIRS:,}",
    lambda value: type(value) is int and 0 <= value <= _PAIRS,
    "write one such as 1",
)

KEYED: Final[Fields] = {
    "label": TEXT, "accept": TEXTS, "carried": FLAG, "hedge": FLAG, "polarity": TEXT,
    "sensational": FLAG, "reason": TOLD, "hint": TOLD,
}  # fmt: skip
"""What a key says of a statement, in a lesson or in an item."""
MARKED: Final[Fields] = {"source": TEXT, "cue": TEXT, "hedge_words": TEXT, "chain": HANDS}
"""The words of the statement that decide."""
KEY: Final[Fields] = {
    "at": NUMBER, "text": TEXT, **KEYED, **MARKED, "form": TEXT, "headline": TEXT,
    "headline_why": TOLD, "dropped": TEXTS, "note": TEXT,
}  # fmt: skip
CARD: Final[Fields] = {
    "id": NAME, "publisher": TEXT, "published": DATE, "url": ADDRESS, "vouches": TEXT,
    "text": TEXT, "words": TEXT, "claim": NUMBER, "finding": TEXT, "statements": LIST,
    "note": TEXT,
}  # fmt: skip
ITEM: Final[Fields] = {
    "id": NAME, "desk": TEXT, "trap": TEXT, "difficulty": NUMBER, "pair": PAIR,
    **KEYED, "ar": TABLE, "en": TABLE,
}  # fmt: skip
ITEM_TEXTS: Final[Fields] = {"title": TEXT, "text": TEXT, "statement": TEXT, **MARKED}
STORY: Final[Fields] = {
    "schema": NUMBER, "desk": TEXT, "anatomy": TEXT, "difficulty": NUMBER, "event": EVENT,
    "retold": FLAG, "core": PLACES,
}  # fmt: skip


def hold(where: str, entry: Mapping[str, Any], fields: Fields, needed: Iterable[str] = ()) -> None:
    """Hold the table of an entry against the fields that it may have.

    Parameters
    ----------
    where
        File and entry, with which a message begins.
    entry
        The table, as TOML has it.
    fields
        What each field may hold.
    needed
        Fields that may not lack.

    Raises
    ------
    LessonError
        If a field is unknown, of another kind, or lacks.
    """
    for name, value in entry.items():
        kind = fields.get(name)
        if kind is None:
            raise LessonError(f"{where}: {unknown('field', name, fields)}")
        if not kind.holds(value):
            raise LessonError(
                f"{where}: found {name} = {quoted(value)}, expected {kind.wanted}; {kind.remedy}"
            )
    for name in needed:
        if name not in entry:
            raise LessonError(f"{where}: found no {name}, expected one; add it")


def among(where: str, field: str, found: object, known: Iterable[object]) -> None:
    """Raise a LessonError that names the nearest, if a value is not one of those known."""
    names = tuple(known)
    if found not in names:
        raise LessonError(f"{where}: {unknown(field, found, map(str, names))}")
