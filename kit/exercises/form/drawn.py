"""A form as a learner meets it: in an order drawn for them, so that no place tells what is right."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from kit.core.names import tidy_name
from kit.exercises.frame.present import present
from kit.exercises.sorter.face import SorterFace
from kit.exercises.sorter.task import Sorting
from kit.exercises.sorter.widget import Sorter

if TYPE_CHECKING:
    from pathlib import Path

    from kit.exercises.log import AnswerLog
    from kit.lessons.lesson import Lesson


def drawn(lesson: Lesson, learner: str) -> Lesson:
    """Return single statements in an order that is always the same for one learner.

    The edition stays that of the lesson, whatever the order.
    """
    lots = {
        row.article_id: sha256(f"{learner}|{lesson.lesson_id}|{row.article_id}".encode()).digest()
        for row in lesson.article_rows
    }
    home = {row.statement_id: row.article_id for row in lesson.statement_rows}
    return replace(
        lesson,
        article_rows=tuple(sorted(lesson.article_rows, key=lambda row: lots[row.article_id])),
        statement_rows=tuple(sorted(lesson.statement_rows, key=lambda row: lots[row.article_id])),
        entries=tuple(sorted(lesson.entries, key=lambda row: lots[home[row.statement_id]])),
        edition=lesson.edition or lesson.text,
    )


class FormSorter(Sorter):
    """The statements of a form without verdicts, in the order of whoever works here."""

    def __init__(self, lesson: Lesson, learner: str | None = None) -> None:
        self._form = lesson
        name = present().id if learner is None else tidy_name(str(learner))
        super().__init__(drawn(lesson, name), learner, feedback=False)

    def _work(self) -> tuple[SorterFace, AnswerLog | Path | str | None]:
        """Return the form in the order of whoever works here now."""
        name = self._learner
        name = present(self._home).id if name is None else tidy_name(str(name))
        lesson = drawn(self._form, name)
        return SorterFace(lesson, Sorting(lesson, "student"), whole=False), self._log
