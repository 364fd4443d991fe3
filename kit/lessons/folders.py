"""Lessons by name: the folders they are looked for in, and what is read from each."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from kit.articles.files import walk_articles
from kit.articles.making import MAX_BYTES
from kit.articles.statements import statements_of
from kit.core.codebook import ANATOMIES, DESKS, DIFFICULTIES
from kit.core.errors import ArticleError, LessonError, unknown
from kit.core.files import open_plain
from kit.core.places import folders, is_folder
from kit.core.text import quoted
from kit.languages.tags import language_of
from kit.lessons.fields import STORY, among, hold
from kit.lessons.keys import read_evidence, read_key
from kit.lessons.lesson import Lesson, Story
from kit.lessons.toml import read_toml

if TYPE_CHECKING:
    from pathlib import Path

    from kit.core.rows import Article


def lesson_folders(folder: str | Path | None = None) -> list[Path]:
    """Return the folders that lessons are looked for in, first come first served.

    The teacher's own `folder`, then ``seeds/`` of the project around the working directory, then
    the stories that came with the package.
    """
    return folders("seeds", folder)


def list_lessons(folder: str | Path | None = None) -> list[str]:
    """Return the names of all lessons that `load_lesson` would find, sorted."""
    return sorted({p.parent.name for f in lesson_folders(folder) for p in f.glob("*/article.*.md")})


def lesson_languages(lesson_id: str, folder: str | Path | None = None) -> list[str]:
    """Return the languages that `load_lesson` finds a lesson in, sorted; none where there is none."""
    homes = [place / lesson_id for place in lesson_folders(folder)]
    found = (sorted(p.name.split(".")[1] for p in one.glob("article.*.md")) for one in homes)
    return next(filter(None, found), [])


def load_lesson(lesson_id: str, lang: str = "en", folder: str | Path | None = None) -> Lesson:
    """Load a lesson by name.

    Parameters
    ----------
    lesson_id
        Name of the lesson's folder, such as ``"the-call"``.
    lang
        ``"ar"`` or ``"en"``; tags and names will do as well: ``"ar-EG"``, ``"Arabic"``.
    folder
        Where your own lessons are; looked in before the project's and the package's.

    Raises
    ------
    LessonError
        If there is no such lesson or language, if key or evidence does not fit the article, or a
        file is no plain one; a link may not lead out of the lesson's folder.
    """
    if folder is not None and not is_folder(folder):
        raise LessonError(f"{folder}: found no such folder, expected one with lessons in it")
    places = [place for place in lesson_folders(folder) if lesson_id in _names(place)]
    homes = [place / lesson_id for place in places if is_folder(place / lesson_id)]
    if not any(any(home.glob("article.*.md")) for home in homes):
        raise LessonError(unknown("lesson", lesson_id, list_lessons(folder)))
    home = homes[0]
    found = [p.name.split(".")[1] for p in home.glob("article.*.md")]
    lang = language_of(
        lang, found, kind=f"language of lesson {quoted(lesson_id)}", error=LessonError
    )
    path = home / f"article.{lang}.md"
    article = read_article(path, f"{lesson_id}.{lang}")
    statements = tuple(statements_of(article.text, article.lang, article.article_id))
    cards, about = home / f"evidence.{lang}.toml", home / "story.toml"
    return Lesson(
        lesson_id=lesson_id,
        lang=lang,
        title=article.title,
        article_rows=(article,),
        statement_rows=statements,
        entries=read_key(home / f"key.{lang}.toml", statements),
        cards=read_evidence(cards, statements) if os.path.lexists(cards) else (),
        story=_read_story(about, len(statements)) if os.path.lexists(about) else None,
    )


def _names(folder: Path) -> list[str]:
    """Return what is in a folder, as it is spelt there."""
    try:
        return os.listdir(folder)  # noqa: PTH208  (names, not paths)
    except OSError:  # it may not be read
        return []


def read_article(path: Path, exercise: str) -> Article:
    """Read the article of a lesson; it goes by the name of the exercise, whatever its file says."""
    try:
        open_plain(path, MAX_BYTES, LessonError, within=path.parent).close()
    except OSError as error:
        raise LessonError(
            f"{path}: cannot be read ({error.strerror}), expected an article; mend that"
        ) from None
    (found,) = walk_articles(path)
    if isinstance(found, ArticleError):
        raise found
    return replace(found, article_id=exercise)


def _read_story(path: Path, statements: int) -> Story:
    found = read_toml(path, "a story")
    hold(str(path), found, STORY, ("desk", "anatomy", "difficulty"))
    for name, known in (("desk", DESKS), ("anatomy", ANATOMIES), ("difficulty", DIFFICULTIES)):
        among(str(path), name, found[name], known)
    beyond = [at for at in found.get("core", ()) if at > statements]
    if beyond:
        raise LessonError(
            f"{path}: found {beyond[0]} in core, expected numbers of the {statements} statements;"
            " take it out"
        )
    told = {name: value for name, value in found.items() if name != "schema"}
    return Story(**told | {"core": tuple(found.get("core", ()))})
