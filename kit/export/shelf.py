"""The exercises that a hand-in code may belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.core.errors import LessonError
from kit.exercises.scoring import TASKS
from kit.exercises.sorter.task import Sorting
from kit.exercises.task import exercise_of
from kit.export.codes import Sheet, exercise_signs, is_carried, sheet_of
from kit.languages.interface import LANGUAGES
from kit.lessons.folders import list_lessons, load_lesson
from kit.lessons.items import list_items, load_items

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kit.exercises.task import Task
    from kit.lessons.lesson import Lesson


def tasks_of(lesson: Lesson, exercise: str) -> Iterator[Task]:
    """Yield what was asked under the name of an exercise; sorting may be done in two schemes."""
    for name, make in TASKS.items():
        if exercise_of(lesson.exercise_id, name) != exercise:
            continue
        if name:
            yield make(lesson)
        else:
            yield from (Sorting(lesson, scheme) for scheme in ("student", "codebook"))


class Shelf:
    """The exercises that codes may belong to, by the three signs that name them."""

    def __init__(self, lesson: Lesson | None, folder: str | Path | None) -> None:
        self._lesson, self._folder = lesson, folder
        self.wanted = lesson.exercise_id if lesson else ""
        self._sheets: dict[str, list[Sheet]] = {}
        self._names: dict[str, list[str]] = {}
        lessons = [f"{name}.{lang}" for name in _known(folder) for lang in LANGUAGES]
        own = [self.wanted] if lesson else []
        for one in dict.fromkeys([*own, *lessons]):
            for task in TASKS:
                name = exercise_of(one, task)
                self._names.setdefault(exercise_signs(name), []).append(name)

    def names(self, signs: str) -> list[str]:
        """Return the exercises that these signs may mean; those of the lesson wanted come first."""
        return self._names.get(signs, [])

    def sheets(self, name: str) -> list[Sheet]:
        """Return what was asked under a name; nothing where there is no such lesson."""
        if name not in self._sheets:
            lesson = self._load(name)
            tasks = tasks_of(lesson, name) if lesson else ()
            self._sheets[name] = [
                sheet_of(lesson, t) for t in tasks if lesson and is_carried(t.scheme)
            ]
        return self._sheets[name]

    def is_wanted(self, name: str) -> bool:
        """Tell whether an exercise is one on the lesson asked for, or any will do."""
        return not self.wanted or name == self.wanted or name.startswith(f"{self.wanted}.")

    def _load(self, name: str) -> Lesson | None:
        if self._lesson and self.is_wanted(name):
            return self._lesson
        lesson, lang = name.split(".")[:2]
        for load in (load_lesson, load_items):
            try:
                return load(lesson, lang, self._folder)
            except LessonError:
                continue
        return None


def _known(folder: str | Path | None) -> list[str]:
    return [*list_lessons(folder), *list_items(folder)]
