"""What people call a language, brought to the one short name by which the kit knows it."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar
from unicodedata import combining, normalize

from babel import Locale
from babel.core import get_global

from kit.core.errors import FrameError, KitError, unknown
from kit.core.text import fold
from kit.languages.arabic import bare_name
from kit.languages.tables import languages

if TYPE_CHECKING:
    from collections.abc import Iterable

_TAG: Final = re.compile(
    r"(?P<language>[a-z]{2,3})(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?"
    r"(-([a-z\d]{5,8}|\d[a-z\d]{3}))*(-[a-wyz\d](-[a-z\d]{2,8})+)*(-x(-[a-z\d]{1,8})+)?"
)
"""A language tag of BCP 47: language, script, region, variants, extensions, private use."""
_CODESET: Final = re.compile(r"[.@].*")
"""What an operating system writes behind a tag: ``ar_EG.UTF-8``, ``es_ES@euro``."""
_LONGEST: Final = 60
"""Nothing longer is the name of a language, and a message need not hold it whole."""


class _Spoken(Protocol):
    @property
    def lang(self) -> str: ...


R = TypeVar("R", bound=_Spoken)


def language_of(
    tag: str,
    known: Iterable[str] | None = None,
    *,
    kind: str = "language of text",
    where: str = "",
    error: type[KitError] = KitError,
) -> str:
    """Return the kit's short name of a language.

    Parameters
    ----------
    tag
        A tag such as ``"ar"``, ``"AR"``, ``"ar-EG"`` or ``"ar_EG.UTF-8"``, or a name of the
        language in English, Arabic, Spanish or itself.
    known
        The languages that will do; all that the kit has words for if left out.
    kind
        What it is the language of, for the message.
    where
        What the message begins with.
    error
        What to raise.

    Raises
    ------
    KitError
        Or `error`, if this is no language that will do; names those that will, and the nearest.
    """
    will_do = languages() if known is None else tuple(known)
    if isinstance(tag, str) and tag in will_do:
        return tag
    found = _reduced(tag) if isinstance(tag, str) and len(tag) <= _LONGEST else ""
    if found in will_do:
        return found
    raise error(where + _refused(tag, will_do, kind))


def language_if_told(
    tag: str | None,
    *,
    kind: str = "language of text",
    where: str = "",
    error: type[KitError] = KitError,
) -> str | None:
    """Return what `language_of` does; None where nothing is said, so that the text tells it."""
    if tag is None or (isinstance(tag, str) and not tag.strip()):
        return None
    return language_of(tag, kind=kind, where=where, error=error)


def language_named(part: str) -> str:
    """Return the language that a part of a file's name stands for; "" where it is no language."""
    found = _reduced(part)
    return found if found in languages() else ""


def spoken(rows: Iterable[R], frame: str) -> list[R]:
    """Return rows with the kit's short name in `lang`; `frame` is what their frame is called.

    Raises
    ------
    FrameError
        If one holds no language that the kit has words for.
    """
    known, told = languages(), []
    for row in rows:
        if row.lang in known:
            told.append(row)
            continue
        lang = language_of(row.lang, where=f"{frame}.lang: ", error=FrameError)
        other: Any = row  # each kind of row is a dataclass, which a protocol cannot say
        told.append(replace(other, lang=lang))
    return told


def _reduced(tag: str) -> str:
    """Return the language that a tag or a name stands for; "" if it is neither."""
    plain = _CODESET.sub("", tag.strip()).replace("_", "-").lower()
    if match := _TAG.fullmatch(plain):
        language = match["language"]
        return str(get_global("language_aliases").get(language, language))
    return _names().get(_even(tag), "")


@cache
def _names() -> dict[str, str]:
    """Return what each language is called in each of them, evened out, with its short name.

    A kind of a language (British English) counts as that language.
    """
    named = {}
    for spoken_in in languages():
        for code, name in Locale.parse(spoken_in).languages.items():
            if code.partition("_")[0] in languages():
                named[_even(name)] = code.partition("_")[0]
    return named


def _even(name: str) -> str:
    """Return a name without capitals and accents, and without the Arabic article and ending."""
    letters = (c for c in normalize("NFKD", name) if not combining(c))
    words = map(bare_name, fold("".join(letters)).text.split())
    return " ".join(filter(None, words))


def _refused(tag: object, known: tuple[str, ...], kind: str) -> str:
    shown = tag if not isinstance(tag, str) or len(tag) <= _LONGEST else f"{tag[:_LONGEST]}…"
    said = unknown(kind, shown, known)
    if "did you mean" in said or not isinstance(tag, str):
        return said
    names = {even: code for even, code in _names().items() if code in known}
    near = get_close_matches(_even(tag[:_LONGEST]), names, n=1)
    return f"{said}; did you mean {names[near[0]]!r}?" if near else said
