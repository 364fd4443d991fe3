"""The commands `kit lesson ...`: thin, as all of `kit.cli`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kit.cli_desk import check_command, code_command, compare_command, new_command
from kit.core.errors import AnswerError, LessonError
from kit.languages.interface import LANGUAGES, check_language
from kit.show.helping import Command, Group, spoken

if TYPE_CHECKING:
    from kit.core.codebook import Scheme
    from kit.export.page import LessonPage
    from kit.lessons.lesson import Lesson

_MOST = 1_000_000
"""Bytes of typed strips; a class's have a thousandth of it."""

lesson = typer.Typer(
    cls=Group, help="Lessons: written, printed, in other shapes.", no_args_is_help=True
)
lesson.command("new", cls=Command)(new_command)
lesson.command("code", cls=Command)(code_command)
lesson.command("compare", cls=Command)(compare_command)
lesson.command("check", cls=Command)(check_command)


@lesson.command("export", cls=Command)
def export_command(  # noqa: PLR0913, PLR0917  (one for each option)
    story: Annotated[
        str | None,
        typer.Argument(metavar="[STORY|FOLDER|FILE]", help="A story of the kit, or your own."),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(
            help="Where to write: a page.html, a lesson.zip for a learning system (SCORM), or a folder with --all."
        ),
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help="Language of the lesson: ar or en. Default: the machine's.")
    ] = None,
    number: Annotated[
        int | None, typer.Option("--lesson", help="A classroom lesson by its number.")
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="All lessons and stories, in both languages.")
    ] = False,
    verdicts: Annotated[
        bool,
        typer.Option("--verdicts/--no-verdicts", help="Tell right and wrong, or hold no key."),
    ] = True,
) -> None:
    """Write a lesson as one page that needs no Python and no network."""
    given = [story is not None, number is not None, all_]
    if sum(given) != 1:
        raise typer.BadParameter(
            "found several of STORY, --lesson and --all, or none of them; expected one"
        )
    if to is None:
        raise typer.BadParameter("found no place to write to; expected --to page.html")
    if lang is not None:
        lang = check_language(lang)
    if all_ and to.suffix in {".html", ".zip"}:
        raise typer.BadParameter(f"found {to.name}, expected a folder for all lessons; name one")
    if all_:
        from kit.export.folder import export_all  # noqa: PLC0415  (only this command needs it)

        pages = list(export_all(to, verdicts=verdicts))
        print(pages[-1])
        return
    print(_page(story, number, lang, verdicts=verdicts).save(to))


@lesson.command("sheet", cls=Command)
def sheet_command(  # noqa: PLR0913, PLR0917  (one for each option)
    story: Annotated[
        str,
        typer.Argument(metavar="STORY|FOLDER|FILE", help="A story of the kit, or your own."),
    ],
    to: Annotated[
        Path, typer.Option(metavar="FILE", help="Where to write: a sheet.pdf or a sheet.docx.")
    ],
    lang: Annotated[
        str | None, typer.Option(help="Language of the lesson: ar or en. Default: the machine's.")
    ] = None,
    paper: Annotated[str, typer.Option(help="The paper: a4 or letter.")] = "a4",
    six: Annotated[
        bool, typer.Option("--six", help="Offer the six labels instead of the four answers.")
    ] = False,
    key: Annotated[
        bool, typer.Option("--key/--no-key", help="End with the key, or leave it out.")
    ] = True,
) -> None:
    """Write a lesson for paper: article, table to tick, strip to hand in, key."""
    from kit.desk.printing import save_sheet  # noqa: PLC0415  (only this command needs it)

    if lang is not None:
        lang = check_language(lang)
    scheme: Scheme = "codebook" if six else "student"
    print(save_sheet(_lesson(story, lang), to, paper=paper, scheme=scheme, key=key))


@lesson.command("strips", cls=Command)
def strips_command(
    story: Annotated[
        str, typer.Argument(metavar="STORY|FOLDER", help="A story of the kit, or your own.")
    ],
    strips: Annotated[
        str, typer.Argument(metavar="FILE|-", help="A line a strip, such as Mona: 14 23 3 - 41")
    ],
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A text file to write. Default: print it.")
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help="Language of the lesson: ar or en. Default: the machine's.")
    ] = None,
    six: Annotated[
        bool, typer.Option("--six", help="The six labels were offered, not the four answers.")
    ] = False,
) -> None:
    """Turn answer strips from paper, typed in, into codes that kit grade reads."""
    from kit.core.files import write_file  # noqa: PLC0415  (only this command needs it)
    from kit.desk.strips import codes_of_strips  # noqa: PLC0415  (as above)

    text = _typed(strips)
    lines, wrong = [], 0
    asked = _lesson(story, check_language(lang) if lang else None)
    for one in codes_of_strips(text, asked, "codebook" if six else "student"):
        if isinstance(one, AnswerError):
            print(f"kit: {one}", file=sys.stderr)
            wrong += 1
        else:
            lines.append(one)
    told = "".join(f"{line}\n" for line in lines)
    if to is None or not lines:
        print(told, end="")
    else:
        print(write_file(to, told.encode(), AnswerError))
    if wrong:
        raise typer.Exit(1)


def _typed(name: str) -> str:
    """Return what stands in a file of strips, or on standard input."""
    from kit.core.files import read_plain  # noqa: PLC0415  (only this command needs it)

    try:
        data = (
            sys.stdin.buffer.read() if name == "-" else read_plain(Path(name), _MOST, AnswerError)
        )
        return data.decode("utf-8-sig")
    except OSError as error:
        raise AnswerError(
            f"{name}: cannot be read ({error.strerror or error}); check the name"
        ) from None
    except UnicodeDecodeError:
        raise AnswerError(f"{name}: found no UTF-8, expected text; save it as UTF-8") from None


def _page(story: str | None, number: int | None, lang: str | None, *, verdicts: bool) -> LessonPage:
    from kit.export.page import export_page  # noqa: PLC0415  (as above)

    if number is not None:
        from kit.export.classroom import export_lesson  # noqa: PLC0415  (as above)

        return export_lesson(number, lang or spoken(sys.argv, os.environ), verdicts=verdicts)
    return export_page(_lesson(str(story), lang), verdicts=verdicts)


def _lesson(story: str, lang: str | None) -> Lesson:
    """Return a story by its name, from a folder of its own, or drafted from a file."""
    from kit.articles.files import load_articles  # noqa: PLC0415  (as above)
    from kit.lessons.drafts import draft_lesson  # noqa: PLC0415  (as above)
    from kit.lessons.folders import list_lessons, load_lesson  # noqa: PLC0415  (as above)

    place = Path(story)
    if os.path.isdir(place):  # noqa: PTH112  (Path.is_dir raises where a name is too long)
        return load_lesson(place.resolve().name, lang or _only(place), place.resolve().parent)
    if os.path.isfile(place):  # noqa: PTH113  (as above)
        return draft_lesson(load_articles([place], lang=lang), lang)
    if place.suffix and story not in list_lessons():
        raise LessonError(f"{story}: found no such file, expected an article; check the name")
    return load_lesson(story, lang or spoken(sys.argv, os.environ))


def _only(folder: Path) -> str:
    """Return the language that a lesson's folder is in; where it is in both, that of who asks."""
    found = [one for one in LANGUAGES if (folder / f"article.{one}.md").is_file()]
    return found[0] if len(found) == 1 else spoken(sys.argv, os.environ)
