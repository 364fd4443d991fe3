"""A lesson on paper: the public door to sheets as PDF and as Word documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from kit.core.errors import LessonError, unknown
from kit.core.files import write_file
from kit.desk.pdf import pdf_of
from kit.desk.sheet import sheet_of
from kit.desk.word import docx_of

if TYPE_CHECKING:
    from kit.core.codebook import Scheme
    from kit.lessons.lesson import Lesson

_FORMATS: Final = {".pdf": pdf_of, ".docx": docx_of}


def save_sheet(
    lesson: Lesson,
    path: str | Path,
    *,
    paper: str = "a4",
    scheme: Scheme = "student",
    key: bool = True,
) -> Path:
    """Write a lesson for paper: the article, a table to tick, a strip to hand in, and the key.

    It is read without colours. The key begins a page of its own, so that the pages before it can
    be copied for the class.

    Parameters
    ----------
    lesson
        A lesson or a set of items.
    path
        A file whose name ends in ``.pdf`` or ``.docx``.
    paper
        ``"a4"`` or ``"letter"``.
    scheme
        ``"student"`` offers the four answers, ``"codebook"`` the six labels.
    key
        Whether the key comes last.

    Raises
    ------
    LessonError
        If the file is of another kind or cannot be written, or paper or scheme is unknown.
    MissingLayer
        If what writes the format is not installed; says what to install.
    """
    place = Path(path)
    if place.suffix.lower() not in _FORMATS:
        raise LessonError(f"{place}: {unknown('format of a sheet', place.suffix, _FORMATS)}")
    sheet = sheet_of(lesson, scheme=scheme, paper=paper, key=key)
    return write_file(place, _FORMATS[place.suffix.lower()](sheet), LessonError)
