"""A widget where no script runs: on paper, in nbviewer, in a notebook not yet trusted."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kit.core.text import visible
from kit.show.pages import START, numbered, sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.exercises.frame.wording import Words
    from kit.lessons.lesson import Lesson


def printed(lesson: Lesson, words: Words, ask: str, notes: Sequence[str]) -> str:
    """Return the article with numbered statements and a question, as HTML without scripts.

    It holds nothing of the key, nor of anyone's answers, so that it is the same on every run.
    """
    return sheet(lesson.title, [*numbered(lesson, words.lang), *question(ask, notes)], words.lang)


def question(ask: str, notes: Sequence[str]) -> list[str]:
    """Return what is asked, and a list of what may be answered."""
    listed = "".join(f"<li>{escape(visible(note))}</li>" for note in notes)
    asked = f"<p {START}><strong>{escape(visible(ask))}</strong></p>"
    return [asked, f"<ul>{listed}</ul>"] if notes else [asked]
