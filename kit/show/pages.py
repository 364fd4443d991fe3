"""Pages for paper: an article with numbered statements, and a worksheet to be filled in by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kit.core.codebook import CHOICES, LABELS, LOOKS
from kit.core.errors import LessonError, unknown
from kit.core.text import direction, visible
from kit.languages.interface import LANGUAGES, number, translator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.core.codebook import Scheme
    from kit.lessons.lesson import Lesson

START: Final = 'style="text-align:start"'
"""Jupyter sets paragraphs flush left in either direction, and drops styles it does not trust."""
_SCHEMES: Final = {"student": CHOICES, "codebook": LABELS}
SAID: Final = {
    "name": "Name",
    "date": "Date",
    "place": "No.",
    "circle": "Circle one",
    "words": "Which words tell you?",
    "ask": "Who stands behind each statement?",
    "ticket": "Before you leave: what do we know for certain, and who told us?",
}
_LINE: Final = "_" * 60


@dataclass(frozen=True)
class Worksheet:
    """A lesson on paper; shows itself in a notebook, from where it can be printed.

    Attributes
    ----------
    lesson_id, lang
        Which lesson, and its language.
    html
        The sheet's HTML, without scripts and without the key.
    """

    lesson_id: str
    lang: str
    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        return self.html

    def save(self, path: str | Path) -> Path:
        """Write the sheet as a page of its own, which any browser can print.

        Raises
        ------
        LessonError
            If the file cannot be written.
        """
        place = Path(path)
        page = _PAGE.format(
            lang=self.lang, dir=direction(self.lang), title=escape(self.lesson_id), body=self.html
        )
        try:
            place.write_text(page, encoding="utf-8")
        except OSError as error:
            raise LessonError(
                f"{place}: cannot be written ({error.strerror or error}); choose another place"
            ) from error
        return place


def worksheet(lesson: Lesson, scheme: Scheme = "student") -> Worksheet:
    """Return a worksheet: the lesson's text, numbered, a row of marks to circle, and an exit ticket.

    It can be read without colours, and holds nothing of the key.

    Parameters
    ----------
    lesson
        A lesson or a set of items.
    scheme
        ``"student"`` offers the four answers, ``"codebook"`` the six labels.

    Raises
    ------
    LessonError
        If the scheme is unknown.
    """
    if scheme not in _SCHEMES:
        raise LessonError(unknown("scheme", scheme, _SCHEMES))
    face = lesson.lang if lesson.lang in LANGUAGES else "en"
    say = translator(face)
    marks = [LOOKS[label] for label in _SCHEMES[scheme]]
    legend = "".join(
        f"<li>{look.mark} <strong>{escape(say(look.name))}</strong>: {escape(say(look.gloss))}</li>"
        for look in marks
    )
    row = "&emsp;".join(look.mark for look in marks)
    rows = "".join(
        f'<tr><th scope="row">{number(place, face)}</th><td>{row}</td><td>{"_" * 24}</td></tr>'
        for place in range(1, len(lesson.key) + 1)
    )
    heads = "".join(
        f'<th scope="col">{escape(say(SAID[name]))}</th>' for name in ("place", "circle", "words")
    )
    parts = [
        f"<p {START}>{escape(say(SAID['name']))}: {'_' * 20} {escape(say(SAID['date']))}: {'_' * 12}</p>",
        *numbered(lesson, face),
        f"<p {START}><strong>{escape(say(SAID['ask']))}</strong></p>",
        f"<ul>{legend}</ul>",
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>",
        f"<p {START}><strong>{escape(say(SAID['ticket']))}</strong></p>",
        f"<p {START}>{_LINE}</p>" * 2,
    ]
    return Worksheet(lesson.lesson_id, face, sheet(lesson.title, parts, face))


def sheet(title: str, parts: Sequence[str], lang: str) -> str:
    """Return a page of HTML parts under a title, in the direction of its language."""
    head = f"<h3>{escape(visible(title))}</h3>"
    return f'<div lang="{lang}" dir="{direction(lang)}">{head}{"".join(parts)}</div>'


def numbered(lesson: Lesson, face: str) -> list[str]:
    """Return the paragraphs of a lesson, what is to be judged numbered as `face` writes numbers.

    Of single statements the one that is asked for stands out among its lines.
    """
    places = {str(name): place for place, name in enumerate(lesson.key["statement_id"], start=1)}

    def shown(row: Any) -> str:  # noqa: ANN401  (a row of statements)
        words = f"<bdi>{escape(visible(str(row.text)))}</bdi>"
        place = places.get(str(row.statement_id))
        if place is None:
            return words
        strong = f"<strong>{words}</strong>" if lesson.single else words
        return f"<sup>{number(place, face)}</sup>&nbsp;{strong}"

    parts = []
    for _, mates in lesson.statements.groupby(
        "article_id" if lesson.single else "paragraph", sort=False
    ):
        lines = [
            " ".join(map(shown, one.itertuples()))
            for _, one in mates.groupby("paragraph", sort=False)
        ]
        parts.append(paragraph("<br>".join(lines), str(mates["lang"].iloc[0])))
    return parts


def paragraph(html: str, lang: str) -> str:
    """Return a paragraph in the direction of its language."""
    return f'<p lang="{escape(lang)}" dir="{direction(lang)}" {START}>{html}</p>'


_PAGE: Final = """<!doctype html>
<html lang="{lang}" dir="{dir}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
@page {{ size: A4; margin: 18mm }}
body {{ font: 12pt/1.7 "Noto Naskh Arabic", "Noto Sans", sans-serif; max-width: 44em; margin: auto; color: #000; background: #fff }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border: 1px solid #888; padding: .3em .6em; text-align: start }}
tr, p {{ break-inside: avoid }}
</style>
{body}
</html>
"""
