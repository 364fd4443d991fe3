"""All that a class needs of a finished lesson: notebooks, a page in one file, and sheets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kit.core.errors import KitError, LessonError
from kit.core.files import write_file
from kit.core.text import direction, one_line
from kit.desk.printing import save_sheet
from kit.export.page import export_page
from kit.languages.interface import translator
from kit.languages.messages import messages
from kit.show.pages import retold_said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kit.lessons.lesson import Lesson

FOLDER: Final = "class"
"""Where they go, inside the lesson's own folder."""
_SAID: Final = messages("desk", "class")
_SHEETS: Final = ("pdf", "docx")


def make_all(lesson: Lesson, home: Path) -> Iterator[Path | KitError]:
    """Write everything for a class, and yield each file, or why one could not be made.

    Parameters
    ----------
    lesson
        A finished lesson.
    home
        Its own folder; the files go into ``class`` below it, and replace older ones.

    Raises
    ------
    LessonError
        If that folder cannot be made.
    """
    folder = home / FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise LessonError(
            f"{folder}: cannot be made ({error.strerror or error}); make room there"
        ) from error
    lang = lesson.lang
    for name in ("lesson", "exercise"):
        text = json.dumps(notebook(lesson, name), ensure_ascii=False, indent=1) + "\n"
        yield write_file(folder / f"{name}.{lang}.ipynb", text.encode(), LessonError)
    yield export_page(lesson).save(folder / f"page.{lang}.html")
    for kind in _SHEETS:
        try:
            yield save_sheet(lesson, folder / f"sheet.{lang}.{kind}")
        except KitError as error:  # what it needs is not installed
            yield error


def notebook(lesson: Lesson, name: str) -> dict[str, Any]:
    """Return a notebook, as Jupyter keeps one: ``lesson`` for the class, ``exercise`` to do alone."""
    lang = lesson.lang
    say = translator(lang)
    title = one_line(lesson.title).replace("<", "&lt;")
    mark = retold_said(lesson, lang)
    head = [f"# {title}", say(_SAID[name]), *([f"**{mark}**"] if mark else [])]
    load = f'lesson = kit.load_lesson({lesson.lesson_id!r}, lang="{lang}", folder="../..")'
    cells = [
        _words("title", head, lang),
        _code("header", f'import kit\n\nkit.Header(lang="{lang}")'),
        _words("sort", [f"## {say(_SAID['sort'])}"], lang),
        _code("sorter", f"{load}\nsorter = kit.Sorter(lesson)\nsorter"),
    ]
    if name == "exercise":
        cells.append(_words("mark", [f"## {say(_SAID['mark'])}"], lang))
        cells.append(_code("highlighter", "marker = kit.Highlighter(lesson)\nmarker"))
    if lesson.cards:
        cells.append(_words("cards", [f"## {say(_SAID['cards'])}"], lang))
        cells.append(_code("lateral", "reading = kit.LateralReading(lesson)\nreading"))
    cells += [
        _words("result", [f"## {say(_SAID['result'])}"], lang),
        _code("report", "kit.report(sorter)"),
        _code("strip", "kit.after(sorter, kit.plot_sourcing, lesson)"),
        _words("ticket", [f"## {say(_SAID['ticket'])}", say(_SAID["ask"])], lang),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    told = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": told, "nbformat": 4, "nbformat_minor": 5}


def _words(name: str, parts: list[str], lang: str) -> dict[str, Any]:
    if direction(lang) == "rtl":
        parts = [f'<div dir="rtl" lang="{lang}">', *parts, "</div>"]
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": "\n\n".join(parts)}


def _code(name: str, source: str) -> dict[str, Any]:
    return {
        "cell_type": "code", "id": name, "metadata": {"jupyter": {"source_hidden": True}},
        "execution_count": None, "outputs": [], "source": source,
    }  # fmt: skip
