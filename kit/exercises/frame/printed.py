"""A widget where no script runs: on paper, in nbviewer, in a notebook not yet trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.core.text import visible
from kit.show.html import render
from kit.show.pages import numbered, sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from kit.exercises.frame.wording import Words
    from kit.lessons.lesson import Lesson


def printed(lesson: Lesson, words: Words, ask: str, notes: Sequence[str]) -> str:
    """Return the article with numbered statements and a question, as HTML without scripts.

    It holds nothing of the key, nor of anyone's answers, so that it is the same on every run.
    """
    return sheet(lesson.title, [*numbered(lesson, words.lang), *question(ask, notes)], words.lang)


def question(ask: str, notes: Sequence[str]) -> list[Markup]:
    """Return what is asked, and a list of what may be answered."""
    return [render("question.html", ask=visible(ask), notes=[visible(note) for note in notes])]
