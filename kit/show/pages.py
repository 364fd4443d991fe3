"""Pages for paper: an article with numbered statements, and a worksheet to be filled in by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kit.core.codebook import CHOICES, LABELS, LOOKS, gloss_of
from kit.core.errors import LessonError, unknown
from kit.core.text import direction, visible
from kit.languages.interface import LANGUAGES, number, translator
from kit.languages.messages import messages
from kit.lessons.rights import is_shared
from kit.show.html import made, plain, read_style, render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from kit.core.codebook import Scheme
    from kit.core.rows import Statement
    from kit.lessons.lesson import Lesson

_SCHEMES: Final = {"student": CHOICES, "codebook": LABELS}
SAID: Final = messages("show", "worksheet")
_SHEET: Final = messages("show", "sheet")


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
        page = render(
            "page-worksheet.html",
            lang=self.lang,
            dir=direction(self.lang),
            title=made(plain(self.lesson_id)),
            style=made(read_style("page.css")),
            body=made(self.html),
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

    It can be read without colours, says whether it is real news retold, and holds nothing of the key.

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
    said = {name: say(words) for name, words in SAID.items()}
    looks = [
        {"mark": look.mark, "name": say(look.name), "gloss": say(gloss)}
        for look, gloss in ((LOOKS[label], gloss_of(label, scheme)) for label in _SCHEMES[scheme])
    ]
    places = places_of(lesson, face)
    parts = [
        render("learner.html", said=said),
        *numbered(lesson, face),
        render("worksheet.html", said=said, looks=looks, places=places),
    ]
    return Worksheet(lesson.lesson_id, face, sheet(lesson.title, parts, face))


def sheet(title: str, parts: Sequence[Markup], lang: str) -> str:
    """Return a page of HTML parts under a title, in the direction of its language."""
    return str(
        render("sheet.html", title=visible(title), parts=parts, lang=lang, dir=direction(lang))
    )


def numbered(lesson: Lesson, face: str) -> list[Markup]:
    """Return the paragraphs of a lesson, what is to be judged numbered as `face` writes numbers.

    Of single statements the one that is asked for stands out among its lines.
    """
    places = dict(
        zip((entry.statement_id for entry in lesson.entries), places_of(lesson, face), strict=True)
    )
    by = attrgetter("article_id" if lesson.single else "paragraph")
    blocks: dict[object, dict[int, list[Statement]]] = {}
    for row in lesson.statement_rows:
        blocks.setdefault(by(row), {}).setdefault(row.paragraph, []).append(row)
    parts = retold(lesson, face)
    for lines in blocks.values():
        lang = next(iter(lines.values()))[0].lang
        shown = [
            [{"text": visible(r.text), "place": places.get(r.statement_id, "")} for r in line]
            for line in lines.values()
        ]
        parts.append(paragraph(render("lines.html", lines=shown, strong=lesson.single), lang))
    return parts


def places_of(lesson: Lesson, face: str) -> list[str]:
    """Return the numbers of what is to be judged: of a story's statements those in the article."""
    order = {row.statement_id: at for at, row in enumerate(lesson.statement_rows, start=1)}
    return [
        number(at if lesson.single else order[entry.statement_id], face)
        for at, entry in enumerate(lesson.entries, start=1)
    ]


def retold_said(lesson: Lesson, face: str) -> str:
    """Return the line that marks real news told anew, or an article that may not be passed on.

    It is empty for any other lesson.
    """
    marks = {"retold": lesson.retold, "own": not is_shared(lesson)}
    return " · ".join(translator(face)(_SHEET[name]) for name, holds in marks.items() if holds)


def retold(lesson: Lesson, face: str) -> list[Markup]:
    """Return that line as a paragraph, where there is one."""
    said = retold_said(lesson, face)
    return [paragraph(escape(said), face)] if said else []


def paragraph(html: str, lang: str) -> Markup:
    """Return a paragraph in the direction of its language."""
    return render("paragraph.html", html=made(html), lang=lang, dir=direction(lang))
