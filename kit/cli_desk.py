"""The commands that write lessons, `kit lesson new ...`: thin, as all of `kit.cli`."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kit.core.errors import KitError, LessonError
from kit.languages.interface import LANGUAGES, check_language, number, translator
from kit.languages.messages import messages
from kit.show.helping import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.core.rows import Article
    from kit.desk.session import Session
    from kit.desk.store import Store
    from kit.desk.terminal import Walk


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
        session = _resumed(Path(source), lang)
        if _is_terminal():
            with _walk() as walk:
                walk.through(session)
        _tell(session)
        return
    from kit.desk.bringing import bring, folder_for, hold_own  # noqa: PLC0415  (only this command)

    hold_own(source, licence)
    article = bring(source, lang, sys.stdin.buffer.read)
    article = replace(
        article,
        publisher=article.publisher if publisher is None else publisher,
        url=article.url if url is None else url,
        licence=article.licence if licence is None else licence,
    )
    folder = to or folder_for(source, article)
    if not _is_terminal():
        _tell(_begun(folder, article))
        return
    with _walk() as walk:
        if not article.licence:
            article = walk.rights(article)
        session = _begun(folder, article)
        walk.through(session)
    _tell(session)


def code_command(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A lesson of yours.")],
    to: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Where the sheet goes.")] = None,
    lang: Annotated[
        str | None, typer.Option(help="Language of the lesson, where it has two: ar or en.")
    ] = None,
) -> None:
    """Write a sheet for a second reader: the text alone, and nothing of the key."""
    from kit.desk.second import FOLDER, write_for_colleague  # noqa: PLC0415  (only this command)

    session = _resumed(folder, lang)
    place = to or folder / FOLDER
    for file in write_for_colleague(session.draft.lesson(), place):
        print(file)
    spoken_in = spoken(sys.argv, os.environ)
    command = f"kit lesson compare {folder} {place / f'sheet.{session.store.lang}.csv'}"
    said = messages("desk", "second")["fill"]
    print(translator(spoken_in)(said).format(command=command))


def compare_command(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A lesson of yours.")],
    codings: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Sheets filled in, one a colleague.")
    ],
    lang: Annotated[
        str | None, typer.Option(help="Language of the lesson, where it has two: ar or en.")
    ] = None,
) -> None:
    """Say how far a second reader agrees with your key, and decide what differs."""
    from kit.desk import second  # noqa: PLC0415  (only this command needs it)
    from kit.desk.session import Session  # noqa: PLC0415  (as above)

    session = _resumed(folder, lang)
    draft, store = session.draft, session.store
    if not draft.is_done:
        raise LessonError(
            f"{folder}: found a key that is not finished, expected one; go on by kit lesson new {folder}"
        )
    found = second.compare(draft.lesson(), codings)
    speak = spoken(sys.argv, os.environ)
    for line in second.told(found, speak):
        print(line)
    second.keep_codings(found, folder, store.lang)
    if not found.disagreements or not _is_terminal():
        return
    open_ = {one.at for one in found.disagreements}
    decided = tuple(at not in open_ for at in range(len(draft.decided)))
    notes = {
        one.at: translator(speak)(messages("desk", "second")["now"]).format(
            labels=second.side_by_side(one, speak)
        )
        for one in found.disagreements
    }
    again = replace(draft, decided=decided, at=min(open_))
    with _walk() as walk:
        walk.through(Session(replace(store, revising=True), again), notes)


def check_command(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A lesson of yours.")],
    lang: Annotated[
        str | None, typer.Option(help="Language of the lesson, where it has two: ar or en.")
    ] = None,
) -> None:
    """Say what a lesson of yours still lacks."""
    from kit.desk.checking import lacks  # noqa: PLC0415  (only this command needs it)

    speak = spoken(sys.argv, os.environ)
    found = list(lacks(_store(folder, lang), speak))
    for one in found:
        print(one.said)
    if not found:
        print(translator(speak)(messages("desk", "lacks")["nothing"]))
    if any(one.needed for one in found):
        raise typer.Exit(1)


def _begun(folder: Path, article: Article) -> Session:
    from kit.desk.session import Session  # noqa: PLC0415  (only this command needs it)
    from kit.desk.store import Store  # noqa: PLC0415  (as above)
    from kit.lessons.rights import OWN_CLASS  # noqa: PLC0415  (as above)

    store = Store(folder, article.lang)
    return Session(store, store.begin(replace(article, licence=article.licence or OWN_CLASS)))


def _resumed(folder: Path, lang: str | None) -> Session:
    from kit.desk.session import Session  # noqa: PLC0415  (only these commands need it)

    store = _store(folder, lang)
    return Session(store, *store.load())


def _store(folder: Path, lang: str | None) -> Store:
    from kit.desk.store import Store  # noqa: PLC0415  (only these commands need it)

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
    return Store(folder, check_language(lang) if lang else langs[0])


def _tell(session: Session) -> None:
    """Say what there is, and how to go on; of a finished lesson, make what a class needs."""
    lang = spoken(sys.argv, os.environ)
    draft, folder = session.draft, session.store.folder
    told = {
        "folder": str(folder),
        "done": number(sum(draft.decided), lang),
        "count": number(len(draft.decided), lang),
        "keys": number(session.keys, lang),
        "command": f"kit lesson new {folder}",
    }
    name = "finished" if draft.is_done else "kept" if session.keys else "standing"
    said = messages("desk", "told")
    if session.keys or not draft.is_done:
        print(translator(lang)(said[name]).format(**told))
    if draft.is_done:
        from kit.desk.making import make_all  # noqa: PLC0415  (only a finished lesson needs it)

        print(translator(lang)(said["made"]))
        for one in make_all(session.draft.lesson(), folder):
            if isinstance(one, KitError):
                print(f"kit: {one}", file=sys.stderr)
            else:
                print(f"  {one}")


def _is_terminal() -> bool:
    """Tell whether somebody sits there: standard input may be an article that is piped in."""
    return sys.stdout.isatty() and sys.stderr.isatty()


@contextmanager
def _walk() -> Iterator[Walk]:
    from kit.desk.keyboard import keys  # noqa: PLC0415  (only this command needs it)
    from kit.desk.screen import Screen  # noqa: PLC0415  (as above)
    from kit.desk.terminal import Walk  # noqa: PLC0415  (as above)

    def write(words: str) -> None:
        sys.stdout.write(words)
        sys.stdout.flush()

    with keys() as read:
        yield Walk(Screen(spoken(sys.argv, os.environ), None, terminal=True), read, write)
