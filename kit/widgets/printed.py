"""The sorter where no script runs: on paper, in nbviewer, in a notebook not yet trusted."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from kit.locales import number
from kit.text import direction
from kit.widgets.passage import visible

if TYPE_CHECKING:
    from kit.codebook import Scheme
    from kit.lessons import Lesson
    from kit.widgets.wording import Words


_START: Final = 'style="text-align:start"'
"""Jupyter sets paragraphs flush left in either direction, and drops styles it does not trust."""


def printed(lesson: Lesson, words: Words, scheme: Scheme) -> str:
    """Return the article with numbered statements and the question, as HTML without scripts.

    It holds nothing of the key, nor of anyone's answers, so that it is the same on every run.
    """
    parts = [f"<h3>{escape(visible(lesson.title))}</h3>"]
    numbered = lesson.statements.assign(number=range(1, len(lesson.statements) + 1))
    for _, mates in numbered.groupby("paragraph", sort=False):
        lang = str(mates["lang"].iloc[0])
        sentences = " ".join(
            f"<sup>{number(str(row.number), words.lang)}</sup>&nbsp;"
            f"<bdi>{escape(visible(str(row.text)))}</bdi>"
            for row in mates.itertuples()
        )
        parts.append(f'<p lang="{escape(lang)}" dir="{direction(lang)}" {_START}>{sentences}</p>')
    parts.append(f"<p {_START}><strong>{escape(words.fixed()['ask'])}</strong></p><ul>")
    parts += [f"<li>{escape(o['name'])} ({escape(o['gloss'])})</li>" for o in words.options(scheme)]
    parts.append("</ul>")
    lang = words.lang
    return f'<div lang="{lang}" dir="{direction(lang)}">{"".join(parts)}</div>'
