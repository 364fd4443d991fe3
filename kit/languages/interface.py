"""Words of the interface in Arabic and English, and numbers as each language writes them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel import Locale
from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from kit.languages.tags import language_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

LANGUAGES: Final = ("ar", "en")
_REGION: Final = {"ar": "ar_EG", "en": "en_GB"}
"""CLDR gives plain `ar` Latin digits; the interface is written as the Arab East prints it."""
_HERE: Final = Path(__file__).parent / "locales"


def check_language(lang: str) -> str:
    """Return the short name of a language that the interface speaks.

    Raises
    ------
    KitError
        If it speaks none of that name; with the nearest one.
    """
    return language_of(lang, LANGUAGES, kind="interface language")


@cache
def _catalogue(lang: str) -> dict[str, str]:
    path = _HERE / lang / "LC_MESSAGES" / "kit.po"
    with path.open("rb") as file:
        messages = read_po(file, locale=lang)
    return {str(m.id): str(m.string) for m in messages if m.id and m.string}


@cache
def translator(lang: str) -> Callable[[str], str]:
    """Return a function from an English message to the same message in `lang`.

    A message that the catalogue lacks comes back in English; a test holds that none is lacking.

    Raises
    ------
    KitError
        If the interface does not speak `lang`.
    """
    words = _catalogue(check_language(lang))
    return lambda message: words.get(message, message)


@cache
def _digits(lang: str) -> dict[int, int]:
    locale = Locale.parse(_REGION[lang])
    system = getattr(locale, "default_numbering_system", "latn")  # the stubs lag behind Babel
    zero = {"arab": 0x0660}.get(system, 0x30)
    return {0x30 + i: zero + i for i in range(10)}


def region(lang: str) -> str:
    """Return the region whose habits a language is written in, such as ``ar_EG``."""
    return _REGION[check_language(lang)]


def numbering(lang: str) -> str:
    """Return what CLDR calls the digits that a language is written with: ``arab`` or ``latn``."""
    return str(getattr(Locale.parse(region(lang)), "default_numbering_system", "latn"))


def day(moment: date, lang: str) -> str:
    """Write a day of this year, such as 24 Nov, as CLDR says `lang` writes it."""
    region = Locale.parse(_REGION[check_language(lang)])
    return number(format_date(moment, "d MMM", region), lang)


def long_day(moment: date, lang: str) -> str:
    """Write a day of any year, such as 24 November 2026, as CLDR says `lang` writes it."""
    return number(
        format_date(moment, "d MMMM y", Locale.parse(_REGION[check_language(lang)])), lang
    )


def decimal(value: float, lang: str) -> str:
    """Write a number with one decimal at most, as CLDR says `lang` writes it."""
    region = Locale.parse(_REGION[check_language(lang)])
    system = getattr(region, "default_numbering_system", "latn")
    shown = format_decimal(value, "0.#", region, numbering_system=system)  # type: ignore[call-arg]  # the stubs lag behind
    return number(str(shown), lang)


def number(value: float | str, lang: str) -> str:
    """Write a number, or the digits in a string, as CLDR says `lang` writes them."""
    return str(value).translate(_digits(check_language(lang)))
