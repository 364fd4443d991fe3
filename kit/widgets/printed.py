"""A widget where no script runs: on paper, in nbviewer, in a notebook not yet trusted."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from kit.locales import number
from kit.text import direction
from kit.widgets.passage import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.lessons import Lesson
    from kit.widgets.wording import Words


_START: Final = 'style="text-align:start"'
"""Jupyter sets paragraphs flush left in either direction, and drops styles it does not trust."""


def printed(lesson: Lesson, words: Words, ask: str, notes: Sequence[str]) -> str:
    """Return the article with numbered statements and a question, as HTML without scripts.

    It holds nothing of the key, nor of anyone's answers, so that it is the same on every run.
    """
    return sheet(lesson.title, [*article(lesson, words.lang), *question(ask, notes)], words.lang)


def sheet(title: str, parts: Sequence[str], lang: str) -> str:
    """Return a page of HTML parts under a title, in the direction of its language."""
    head = f"<h3>{escape(visible(title))}</h3>"
    return f'<div lang="{lang}" dir="{direction(lang)}">{head}{"".join(parts)}</div>'


def article(lesson: Lesson, face: str) -> list[str]:
    """Return the paragraphs of an article, its statements numbered as `face` writes numbers."""
    parts = []
    numbered = lesson.statements.assign(number=range(1, len(lesson.statements) + 1))
    for _, mates in numbered.groupby("paragraph", sort=False):
        sentences = " ".join(
            f"<sup>{number(str(row.number), face)}</sup>&nbsp;"
            f"<bdi>{escape(visible(str(row.text)))}</bdi>"
            for row in mates.itertuples()
        )
        parts.append(paragraph(sentences, str(mates["lang"].iloc[0])))
    return parts


def question(ask: str, notes: Sequence[str]) -> list[str]:
    """Return what is asked, and a list of what may be answered."""
    listed = "".join(f"<li>{escape(visible(note))}</li>" for note in notes)
    asked = f"<p {_START}><strong>{escape(visible(ask))}</strong></p>"
    return [asked, f"<ul>{listed}</ul>"] if notes else [asked]


def paragraph(html: str, lang: str) -> str:
    """Return a paragraph in the direction of its language."""
    return f'<p lang="{escape(lang)}" dir="{direction(lang)}" {_START}>{html}</p>'
