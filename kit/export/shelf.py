"""The exercises that a hand-in code may belong to."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from kit.core.errors import LessonError
from kit.core.places import is_folder
from kit.exercises.registry import EXERCISES
from kit.exercises.scoring import tasks_of
from kit.exercises.task import exercise_of
from kit.export.codes import Sheet, exercise_signs, is_carried, sheet_of
from kit.languages.interface import LANGUAGES
from kit.lessons.folders import list_lessons, load_lesson
from kit.lessons.items import list_items, load_items

if TYPE_CHECKING:
    from pathlib import Path

    from kit.lessons.lesson import Lesson

CARRIED: Final = tuple(
    task.name
    for task in (entry.load_lesson_task() for entry in EXERCISES if entry.of_one_lesson)
    if is_carried(getattr(task, "scheme", "student"))  # where labels are chosen it is the answer's
)
"""The exercises on a lesson whose answers codes carry."""


class Shelf:
    """The exercises that codes may belong to, by the three signs that name them.

    Parameters
    ----------
    lesson
        The lesson that was answered, if that is known.
    folder
        Where lessons are looked for besides the project's and the kit's.

    Raises
    ------
    LessonError
        If there is no such folder.
    """

    def __init__(self, lesson: Lesson | None, folder: str | Path | None) -> None:
        if folder is not None and not is_folder(folder):
            raise LessonError(f"{folder}: found no such folder, expected one with lessons in it")
        self._lesson, self._folder = lesson, folder
        self.wanted = lesson.exercise_id if lesson else ""
        self._lessons: dict[tuple[str, str], Lesson | None] = {}
        self._sheets: dict[str, list[Sheet]] = {}
        self._places: dict[str, tuple[str, str, str]] = {}
        self._names: dict[str, list[str]] = {}
        own = [(lesson.lesson_id, lesson.lang)] if lesson else []
        known = [*list_lessons(folder), *list_items(folder)]
        for story, lang in dict.fromkeys([*own, *product(known, LANGUAGES)]):
            for task in CARRIED:
                name = exercise_of(f"{story}.{lang}", task)
                self._places[name] = story, lang, task
                self._names.setdefault(exercise_signs(name), []).append(name)

    def names(self, signs: str) -> list[str]:
        """Return the exercises that these signs may mean; those of the lesson wanted come first."""
        return self._names.get(signs, [])

    def sheets(self, name: str) -> list[Sheet]:
        """Return what was asked under a name, the whole of it first; nothing where no such lesson is."""
        if name not in self._sheets:
            story, lang, task = self._places[name]
            lesson = (
                self._lesson if self.is_wanted(name) and self._lesson else self._load(story, lang)
            )
            found = [
                sheet_of(part, one)
                for part in (_parts(lesson) if lesson else ())
                for one in tasks_of(task, part).values()
                if is_carried(one.scheme)
            ]
            self._sheets[name] = list(dict.fromkeys(found))
        return self._sheets[name]

    def is_wanted(self, name: str) -> bool:
        """Tell whether an exercise is one on the lesson asked for, or any will do."""
        story, lang, _ = self._places[name]
        return self.wanted in ("", f"{story}.{lang}")

    def _load(self, story: str, lang: str) -> Lesson | None:
        if (story, lang) not in self._lessons:
            self._lessons[story, lang] = self._read(story, lang)
        return self._lessons[story, lang]

    def _read(self, story: str, lang: str) -> Lesson | None:
        for load in (load_lesson, load_items):
            try:
                return load(story, lang, self._folder)
            except LessonError:
                continue
        return None


def _parts(lesson: Lesson) -> tuple[Lesson, ...]:
    """Return a lesson, and what of it may be handed in by itself."""
    parted = lesson.story is not None and lesson.story.core
    return (lesson, lesson.core, lesson.rest) if parted else (lesson,)
