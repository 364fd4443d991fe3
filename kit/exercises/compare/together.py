"""Several stories as one lesson, for its name and its edition."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from kit.languages.interface import number, translator
from kit.lessons.lesson import Lesson

if TYPE_CHECKING:
    from collections.abc import Sequence


def together(lessons: Sequence[Lesson], lang: str) -> Lesson:
    """Return the stories as one lesson without statements, for its name and its edition."""
    names = "+".join(lesson.exercise_id for lesson in lessons)
    text = "\n\n".join(lesson.text for lesson in lessons)
    row = replace(lessons[0].article_rows[0], text=text)
    digest = sha256(names.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return Lesson(
        lesson_id=f"compare-{digest}",
        lang=lang,
        title=translator(lang)("One event, {n} stories").format(n=number(len(lessons), lang)),
        article_rows=(row,),
        statement_rows=(),
        entries=(),
        drafted=any(lesson.drafted for lesson in lessons),
    )
