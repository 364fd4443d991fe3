"""Whose an article is: what may be passed on, and what stays in the teacher's own class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kit.core.errors import LessonError

if TYPE_CHECKING:
    from kit.lessons.lesson import Lesson

OWN_CLASS: Final = "own class only"
"""What an article's `licence` says where nobody has allowed that it be passed on."""


def is_shared(lesson: Lesson) -> bool:
    """Tell whether a lesson may be given to others than the teacher's own class."""
    return all(one.licence.strip().casefold() != OWN_CLASS for one in lesson.article_rows)


def hold_shared(lesson: Lesson, what: str) -> None:
    """Hold that a lesson may go into something made for others.

    Parameters
    ----------
    lesson
        The lesson.
    what
        What it would go into, such as ``"a shared export"``.

    Raises
    ------
    LessonError
        If its article is for the teacher's own class only.
    """
    if not is_shared(lesson):
        raise LessonError(
            f"{lesson.lesson_id}: found an article for your own class only, expected one that may be "
            f"passed on in {what}; leave it out, or ask who holds its rights and write the licence "
            "into its article file"
        )
