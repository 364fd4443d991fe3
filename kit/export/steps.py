"""Which exercises a story has on a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kit.exercises.registry import EXERCISES
from kit.exercises.sorter.face import SorterFace
from kit.exercises.sorter.task import Sorting

if TYPE_CHECKING:
    from kit.exercises.frame.face import Face
    from kit.lessons.lesson import Lesson

_ON_A_STORY: Final = ("highlighter", "headline", "chain", "lateral")


def faces_of(lesson: Lesson) -> list[Face]:
    """Return the faces of all exercises that a story holds something for, sorting first.

    Sets of single statements are for sorting alone.
    """
    found: list[Face] = [SorterFace(lesson, Sorting(lesson, "student"), whole=not lesson.single)]
    for entry in EXERCISES if not lesson.single else ():
        if entry.folder in _ON_A_STORY:
            face: Any = entry.load_face()
            task = entry.load_lesson_task().for_lesson(lesson)
            found.append(face(lesson) if hasattr(face, "task_type") else face(lesson, task))
    return [face for face in found if face.items]
