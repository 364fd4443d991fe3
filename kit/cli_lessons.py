"""The commands `kit lesson ...`: thin, as all of `kit.cli`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kit.core.errors import LessonError
from kit.languages.interface import LANGUAGES, check_language
from kit.show.helping import Command, Group, spoken

if TYPE_CHECKING:
    from kit.export.page import LessonPage
    from kit.lessons.lesson import Lesson

lesson = typer.Typer(cls=Group, help="Lessons in other shapes.", no_args_is_help=True)


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
