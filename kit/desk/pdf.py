"""Sheets as PDF, set by typst with the fonts that it and the kit bring along."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kit.core.errors import LessonError, MissingLayer
from kit.core.places import PACKAGE
from kit.core.text import one_line
from kit.languages.interface import number

if TYPE_CHECKING:
    from kit.desk.sheet import Sheet

_TEMPLATE: Final = Path(__file__).with_name("sheet.typ")
_FONTS: Final = PACKAGE / "show" / "fonts"
_PAGES: Final = 99
"""No sheet has more; their numbers are written as each language writes them."""


def pdf_of(sheet: Sheet) -> bytes:
    """Return a sheet as PDF, the same on every machine: the system's own fonts are left alone.

    Raises
    ------
    MissingLayer
        If typst is not installed.
    LessonError
        If typst cannot set it.
    """
    try:
        import typst  # noqa: PLC0415  (an extra)
    except ModuleNotFoundError:
        raise MissingLayer("a sheet as PDF", "typst", layer="paper") from None
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[_FONTS])
    try:
        return typst.compile(
            _TEMPLATE.read_bytes(),
            font_paths=fonts,
            format="pdf",
            sys_inputs={"sheet": _told(sheet)},
        )
    except typst.TypstError as error:
        raise LessonError(
            f"{sheet.title}: found what cannot be set on paper ({one_line(str(error))}), expected "
            "plain text; write the sheet as .docx"
        ) from error


def _told(sheet: Sheet) -> str:
    """Return a sheet as the template reads it, and the numbers of its pages."""
    numbers = [number(at, sheet.lang) for at in range(1, _PAGES + 1)]
    pages = [sheet.said["page"].replace("{n}", shown) for shown in numbers]
    return json.dumps({**asdict(sheet), "numbers": numbers, "pages": pages}, ensure_ascii=False)
