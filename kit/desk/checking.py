"""What a lesson of one's own still lacks: what it needs, and what would make it better."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, NamedTuple

from kit.core.codebook import OFF_RECORD, ON_RECORD
from kit.core.errors import KitError
from kit.desk.making import FOLDER
from kit.languages.interface import number, translator
from kit.languages.messages import messages
from kit.lessons.folders import load_lesson
from kit.lessons.rights import is_shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.desk.store import Store
    from kit.lessons.lesson import Lesson

_SAID: Final = messages("desk", "lacks")


class Lack(NamedTuple):
    """Something that a lesson lacks; `needed` says whether it cannot be taught without."""

    said: str
    needed: bool


def lacks(store: Store, lang: str) -> Iterator[Lack]:
    """Yield what the lesson in a folder lacks, in a language of the interface.

    Raises
    ------
    LessonError
        If there is no article in it.
    """
    say = translator(lang)
    if os.path.lexists(store.draft):
        draft, _ = store.load()
        told = say(_SAID["open"]).format(
            count=number(draft.decided.count(False), lang), command=f"kit lesson new {store.folder}"
        )
        yield Lack(told, needed=True)
        return
    home = store.folder.resolve()
    try:
        lesson = load_lesson(home.name, store.lang, home.parent)
    except KitError as error:
        yield Lack(str(error), needed=True)
        return
    yield from (
        Lack(say(_SAID[name]), needed=name == "licence") for name in _missing(lesson, store)
    )


def _missing(lesson: Lesson, store: Store) -> Iterator[str]:
    """Yield the names of what is missing."""
    article = lesson.article_rows[0]
    labels = {entry.label for entry in lesson.entries}
    found = {
        "licence": not article.licence.strip(),
        "own": not is_shared(lesson),
        "link": is_shared(lesson) and not (article.url or article.constructed),
        "publisher": not article.publisher,
        "doubtful": not labels & OFF_RECORD,
        "sound": not labels & ON_RECORD,
        "reader": not os.path.lexists(store.folder / f"codings.{store.lang}.tsv"),
        "cards": not lesson.cards,
        "hints": not any(entry.hint(store.lang) for entry in lesson.entries),
        "story": lesson.story is None,
        "class": _is_stale(store),
    }
    yield from (name for name, lacking in found.items() if lacking)


def _is_stale(store: Store) -> bool:
    """Tell whether the files for the class are not there, or older than the key."""
    made = store.folder / FOLDER / f"page.{store.lang}.html"
    try:
        return made.stat().st_mtime_ns < store.key.stat().st_mtime_ns
    except OSError:
        return True
