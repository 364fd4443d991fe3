"""All lessons and stories as pages in one folder, with an index: for a stick, a room or a static host."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Final, NamedTuple

from kit.core.errors import KitWarning, LessonError
from kit.core.files import write_file
from kit.core.text import direction
from kit.export.bundle import style
from kit.export.classroom import FOLDERS, export_gallery, export_lesson, notebooks
from kit.export.page import LessonPage, export_page
from kit.languages.interface import LANGUAGES, translator
from kit.languages.messages import messages
from kit.lessons.folders import lesson_languages, list_lessons, load_lesson
from kit.lessons.rights import hold_shared
from kit.show.html import made, render

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAID: Final = messages("export", "index")


class Entry(NamedTuple):
    """A page in the index: its file, and what it is called."""

    file: str
    title: str


def export_all(folder: Path, *, verdicts: bool = True) -> Iterator[Path]:
    """Write the gallery, all lessons, self-paced exercises and stories in both languages, and yield each file.

    The last one is ``index.html``, which leads to all of them. A file that is there already is
    replaced; others are left alone. A story for the teacher's own class only is left out, with a
    `KitWarning`.

    Raises
    ------
    LessonError
        If the folder or a file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LessonError(
            f"{folder}: cannot be made ({error.strerror or error}); choose another place"
        ) from error
    groups: dict[str, dict[str, list[Entry]]] = {
        lang: {name: [] for name in ("gallery", *FOLDERS, "story")} for lang in LANGUAGES
    }
    for lang in LANGUAGES:
        for kind, page in _pages(lang, verdicts=verdicts):
            yield page.save(folder / f"{page.name}.html")
            groups[lang][kind].append(Entry(f"{page.name}.html", page.title))
    yield write_file(folder / "index.html", _index(groups).encode("utf-8"), LessonError)


def _pages(lang: str, *, verdicts: bool) -> Iterator[tuple[str, LessonPage]]:
    yield "gallery", export_gallery(lang, verdicts=verdicts, linked=True)
    for kind in FOLDERS:
        for at in notebooks(kind, lang):
            yield kind, export_lesson(at, lang, kind=kind, verdicts=verdicts, linked=True)
    for name in list_lessons():
        if lang not in lesson_languages(name):
            continue  # a teacher's own lesson may speak one language
        lesson = load_lesson(name, lang)
        try:
            hold_shared(lesson, "a shared export")
        except LessonError as error:
            warnings.warn(KitWarning(str(error)), stacklevel=3)
            continue
        yield "story", export_page(lesson, verdicts=verdicts)


def _index(groups: dict[str, dict[str, list[Entry]]]) -> str:
    """Return the index: a part for each language, each in its own direction."""
    parts = [
        {
            "lang": lang,
            "dir": direction(lang),
            "title": translator(lang)(SAID["title"]),
            "groups": [
                {"title": translator(lang)(SAID[name]), "pages": pages}
                for name, pages in found.items()
                if pages
            ],
        }
        for lang, found in groups.items()
    ]
    return str(
        render(
            "page-index.html",
            policy=made("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"),
            style=made(style([])),
            parts=parts,
        )
    )
