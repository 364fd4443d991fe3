"""A lesson as a page of its own: one file, which needs neither Python nor a network."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kit.core.errors import LessonError
from kit.core.files import write_file
from kit.core.text import direction, visible
from kit.export.bundle import script, style
from kit.export.codes import TABLE
from kit.export.pool import Pool
from kit.export.recording import record
from kit.export.scorm import packed
from kit.export.step_codes import codes_of
from kit.export.steps import faces_of
from kit.languages.interface import number, numbering, region, translator
from kit.languages.messages import messages
from kit.show.html import made, plain, render
from kit.show.pages import numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from kit.exercises.frame.face import Face
    from kit.lessons.lesson import Lesson

SAID: Final = messages("export", "page")
SYSTEM: Final = messages("export", "system")
NAMES: Final = messages("export", "steps")
_SENT: Final = (
    "codes_how", "codes_name", "codes_none", "codes_not", "copied", "copy", "picture", "edition", "elsewhere", "empty", "far", "saving", "unkept", "visit", "visit_of",
)  # fmt: skip
"""What the page's script says."""


class Step(NamedTuple):
    """An exercise on a page.

    Attributes
    ----------
    face
        How it looks, and what is asked.
    view
        How it is looked at first; empty for the usual way.
    verdicts
        Whether it tells what is right.
    coded
        Whether what is answered can be handed in by code: it must be known which items were asked.
    """

    face: Face
    view: str = ""
    verdicts: bool = True
    coded: bool = True


class Opening(NamedTuple):
    """What is shown once an exercise, by its place on the page, is done."""

    exercise: int
    html: str


@dataclass(frozen=True)
class LessonPage:
    """A lesson in one file.

    Attributes
    ----------
    name, lang, title
        Which lesson, its language, and what it is called.
    html
        The whole page: text, exercises, what Python says of each answer, script and style.
    html_for_system
        The same page with the script that tells a learning system of the answers.
    """

    name: str
    lang: str
    title: str
    html: str = field(repr=False)
    html_for_system: str = field(repr=False)

    def save(self, path: str | Path) -> Path:
        """Write the page; a file that is there already is replaced once the new one is whole.

        Where the path ends in ``.zip`` it is a package for learning systems, in SCORM 1.2.

        Raises
        ------
        LessonError
            If the file cannot be written.
        """
        path = Path(path)
        if path.suffix.lower() == ".zip":
            data = packed(self.name, self.title, self.html_for_system)
        else:
            data = self.html.encode("utf-8")
        return write_file(path, data, LessonError)


def export_page(
    lesson: Lesson, to: str | Path | None = None, *, verdicts: bool = True
) -> LessonPage:
    """Make one page of a story with its exercises: Sorter, Highlighter, Headline check, Chain, Lateral reading.

    Python composes beforehand all that is told of every answer, and the page replays it. It makes
    no request, keeps what is answered in the browser, and saves it as a file that
    `kit.read_answers` reads. What is to be answered in free words (`Rewrite`) stays in the notebook.

    Parameters
    ----------
    lesson
        A lesson, or a set of items.
    to
        Where to write it; nowhere if left out. To a ``.zip`` it is written as a package for learning
        systems (SCORM 1.2), which tells them of score, completion and each answer.
    verdicts
        With false the page is a test: it holds no label, reason or hint of the key.

    Returns
    -------
    LessonPage
        With the page as `html`.

    Raises
    ------
    LessonError
        If the lesson has nothing to answer, or the file cannot be written.

    Examples
    --------
    >>> kit.export_page(kit.load_lesson("the-bridge", "ar"), "bridge.html")  # doctest: +SKIP
    """
    steps = [Step(face, verdicts=verdicts) for face in faces_of(lesson)]
    if not steps:
        raise LessonError(
            f"{lesson.lesson_id}: found nothing to answer, expected statements with a key; "
            "export a lesson that has one"
        )
    parts = [_story(lesson, verdicts=verdicts)]
    parts += [step_part(step, at) for at, step in enumerate(steps)]
    parts.append(_end(lesson.lang))
    name = f"{lesson.lesson_id}.{lesson.lang}"
    page = bound(name, lesson.lang, lesson.title, parts, steps)
    if to is not None:
        page.save(to)
    return page


def _story(lesson: Lesson, *, verdicts: bool) -> Markup:
    row = lesson.article_rows[0]
    meta = [] if lesson.single else [row.publisher, row.republished_from, row.published]
    head = render(
        "lesson-story.html",
        said=_said(lesson.lang),
        head=render("lesson-head.html", said=_said(lesson.lang)),
        title=visible(lesson.title),
        meta=list(dict.fromkeys(filter(None, meta))),
        parts=[] if lesson.single else numbered(lesson, lesson.lang),
    )
    graded = "" if verdicts else translator(lesson.lang)(SAID["graded"])
    return made(head + render("lesson-line.html", line=graded)) if graded else head


def step_part(step: Step, at: int, *, headed: bool = True) -> Markup:
    """Return the place of an exercise: its name, and what may be answered where no script runs."""
    face = step.face
    lang = face.words.lang
    return render(
        "lesson-step.html",
        at=at,
        headed=headed,
        number=number(at + 1, lang),
        title=translator(lang)(NAMES[face.kind]),
        notes=[visible(note) for note in face.print_notes()],
    )


def _end(lang: str) -> Markup:
    rewrite = translator(lang)(SAID["rewrite"]).format(code="kit.Rewrite(lesson)")
    return end_part(lang, [rewrite])


def end_part(lang: str, asides: Sequence[str] = ()) -> Markup:
    """Return what ends a page: the results, and how they are handed in."""
    return render("lesson-end.html", said=_said(lang), asides=asides)


def _said(lang: str) -> dict[str, str]:
    say = translator(lang)
    return {name: say(words) for name, words in SAID.items()}


def bound(  # noqa: PLR0913, PLR0917  (a page is made of all of these)
    name: str,
    lang: str,
    title: str,
    parts: Sequence[Markup],
    steps: Sequence[Step],
    openings: Sequence[Opening] = (),
) -> LessonPage:
    """Return parts as one page, with recordings of the exercises in them.

    The page's own policy lets no script run but its own, named by its hash, and nothing be loaded.
    """
    say = translator(lang)
    codes = codes_of([step.face if step.coded else None for step in steps])
    data: dict[str, Any] = {
        "name": name,
        "locale": region(lang).replace("_", "-"),
        "numbering": numbering(lang),
        "digits": [number(digit, lang) for digit in range(10)],
        "say": {one: say(SAID[one]) for one in _SENT},
        "exercises": [
            _recorded(step) | {"code": code} for step, code in zip(steps, codes, strict=True)
        ],
        "after": [one._asdict() for one in openings],
        "table": TABLE,
    }
    kinds = sorted({step.face.kind for step in steps})
    css, packed_data = style(kinds), _as_script(Pool().pack(data))

    def written(system: dict[str, str] | None) -> str:
        code = script(kinds, system=system is not None)
        policy = (
            f"default-src 'none'; script-src {_hash(code)}; style-src 'unsafe-inline'; "
            "img-src data:; base-uri 'none'; form-action 'none'"
        )
        return str(
            render(
                "page-lesson.html",
                lang=lang,
                dir=direction(lang),
                policy=made(policy),
                title=made(plain(title)),
                style=made(css),
                body=made("\n".join(parts)),
                data=made(packed_data),
                system=made(_as_script(system)) if system else "",
                script=made(code),
            )
        )

    words = {name: say(message) for name, message in SYSTEM.items()}
    return LessonPage(name, lang, title, written(None), written(words))


def _recorded(step: Step) -> dict[str, Any]:
    face = step.face
    title = translator(face.words.lang)(NAMES[face.kind])
    recording = record(face, feedback=step.verdicts, view=step.view)
    recording["fixed"]["anonymous"] = False  # the page itself knows whose answers are kept
    if face.kind == "cuelab":
        recording["fixed"]["finite"] = True  # what is typed needs the engine
    return {"kind": face.kind, "title": title, "recording": recording}


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode()}'"


def _as_script(value: object) -> str:
    """Return JSON that ends no script element, whatever stands in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
