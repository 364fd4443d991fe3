"""A text with hand-in codes becomes hand-ins: a list, the export of a chat, what was typed into a system."""

from __future__ import annotations

import re
from hashlib import sha256
from html import unescape
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from kit.articles.decoding import bom
from kit.core.errors import AnswerError
from kit.export.finding import codes_in
from kit.export.handed_in import answers_in, no_code
from kit.grading.archives import is_log
from kit.grading.reading import HandIn, digest_of

if TYPE_CHECKING:
    from kit.core.rows import Answer
    from kit.export.shelf import Shelf
    from kit.grading.inputs import Found

_TOLD: Final = 20
_LOGS: Final = (".json", ".ndjson")
_TAG: Final = re.compile(r"(?s)<(?:script|style)\b.*?</(?:script|style)>|<[^<>]*>")


class NoCode(AnswerError):  # noqa: N818  (it names what is missing)
    """A text in which no hand-in code stands."""


def is_text(found: Found, data: bytes) -> bool:
    """Tell a text with codes from a log, which may have been renamed on its way."""
    if is_log(found.name) or PurePath(found.name).suffix.lower() in _LOGS:
        return False
    return not data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def read_codes(found: Found, data: bytes, shelf: Shelf) -> tuple[list[HandIn], list[str]]:
    """Return the hand-ins of a text, one a code, and a line for each code that could not be read.

    Whoever hands in a code has said no time. Whose code has no name goes by who sent it.

    Raises
    ------
    NoCode
        If there is none in it.
    """
    text = data.decode(bom(data) or "utf-8", errors="replace").removeprefix("\ufeff")
    if found.name.lower().endswith((".html", ".htm")):
        text = unescape(_TAG.sub("\n", text))
    hand_ins: list[HandIn] = []
    told: list[str] = []
    codes = codes_in(text)
    if not codes:
        raise NoCode(f"{found.where}: {no_code(text)}")
    for code in codes:
        where = f"{found.where}, line {code.line}"
        if code.sender:
            where = f"{where}, {code.sender}"
        try:
            rows = answers_in(code, shelf)
        except AnswerError as error:
            told.append(f"{where}: {error}")
            continue
        if rows:
            hand_ins.append(_hand_in(found, where, code.sender, tuple(rows)))
    if len(told) > _TOLD:
        told = [*told[:_TOLD], f"{found.where}: {len(told) - _TOLD:,} more codes cannot be read"]
    return hand_ins, told


def _hand_in(found: Found, where: str, sender: str, rows: tuple[Answer, ...]) -> HandIn:
    first = rows[0]
    # Without times many begin alike: only who has the name, and sent it, tells one from another.
    begun = "\0".join((first.learner_id, sender, digest_of([first])))
    root = sha256(begun.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return HandIn(
        where, found.place, found.holder, first.learner_id, first.exercise_id, rows,
        digest_of(rows), root, {},
    )  # fmt: skip
