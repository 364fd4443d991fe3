"""The commands that write lessons, `kit lesson new ...`: thin, as all of `kit.cli`."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kit.core.errors import LessonError
from kit.languages.interface import LANGUAGES, check_language, translator
from kit.languages.messages import messages
from kit.show.helping import spoken

if TYPE_CHECKING:
    from kit.core.rows import Article
    from kit.desk.session import Session


def new_command(  # noqa: PLR0913, PLR0917  (one for each option)
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE|URL|-|FOLDER", help="An article; or a lesson of yours to go on with."
        ),
    ],
    to: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="The new lesson's own folder.")
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help="Language of the text: ar or en. Default: told by it.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published the article.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it can be found.")] = None,
    licence: Annotated[
        str | None, typer.Option(help="Its licence. Default: for your own class only.")
    ] = None,
) -> None:
    """Make a lesson of an article: the kit drafts its key, and you decide each statement."""
    if lang is not None:
        lang = check_language(lang)
    if os.path.isdir(source):  # noqa: PTH112  (Path.is_dir raises where a name is too long)
        _tell(_resumed(Path(source), lang))
        return
    from kit.articles.web import is_address  # noqa: PLC0415  (only this command needs it)
    from kit.desk.bringing import bring, folder_for  # noqa: PLC0415  (as above)

    if licence is not None and is_address(source):
        raise LessonError(
            f"{source}: found --licence for a page from the web, expected none: what is fetched is "
            "for your own class only; save its text as a file if you may pass it on"
        )
    article = bring(source, lang, sys.stdin.buffer.read)
    article = replace(
        article,
        publisher=article.publisher if publisher is None else publisher,
        url=article.url if url is None else url,
        licence=article.licence if licence is None else licence,
    )
    _tell(_begun(to or folder_for(source, article), article))


def _begun(folder: Path, article: Article) -> Session:
    from kit.desk.session import Session  # noqa: PLC0415  (only this command needs it)
    from kit.desk.store import Store  # noqa: PLC0415  (as above)
    from kit.lessons.rights import OWN_CLASS  # noqa: PLC0415  (as above)

    store = Store(folder, article.lang)
    return Session(store, store.begin(replace(article, licence=article.licence or OWN_CLASS)))


def _resumed(folder: Path, lang: str | None) -> Session:
    from kit.desk.session import Session  # noqa: PLC0415  (only this command needs it)
    from kit.desk.store import Store  # noqa: PLC0415  (as above)

    langs = [one for one in LANGUAGES if (folder / f"article.{one}.md").is_file()]
    if not langs:
        raise LessonError(
            f"{folder}: found no lesson in this folder, expected an article.en.md or article.ar.md; "
            "name an article's file to begin one"
        )
    if len(langs) > 1 and lang is None:
        raise LessonError(
            f"{folder}: found a lesson in ar and en, expected one; say which by --lang"
        )
    store = Store(folder, lang or langs[0])
    return Session(store, *store.load())


def _tell(session: Session) -> None:
    """Say what there is, and how to go on."""
    lang = spoken(sys.argv, os.environ)
    said = messages("desk", "command")
    count, done = len(session.draft.decided), sum(session.draft.decided)
    line = translator(lang)(said["standing"])
    folder = session.store.folder
    print(line.format(folder=folder, count=count, done=done, command=f"kit lesson new {folder}"))
