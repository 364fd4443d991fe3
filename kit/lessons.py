"""A lesson: an article, the key to its statements and what other sources said that day."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kit.articles import load_articles
from kit.codebook import ANATOMIES, DESKS, DIFFICULTIES
from kit.errors import LessonError, unknown
from kit.frames import build
from kit.keys import read_evidence, read_key, read_toml
from kit.statements import split_statements

if TYPE_CHECKING:
    import pandas as pd

_HERE: Final = Path(__file__).parent


@dataclass(frozen=True)
class Story:
    """What kind of story a lesson is; the same in all its languages.

    Attributes
    ----------
    desk, anatomy
        One of ``kit.codebook.DESKS`` and of ``ANATOMIES``.
    difficulty
        1 (for beginners) to 3 (careful readers slow down).
    event
        A name shared by stories that tell of the same event; empty otherwise.
    """

    desk: str
    anatomy: str
    difficulty: int
    event: str = ""


@dataclass(frozen=True)
class Lesson:
    """One story, ready to be worked through.

    Attributes
    ----------
    lesson_id, lang, title
        The folder's name, the language of the text, and the article's own title.
    articles
        One row, the frame ``articles``.
    statements
        The article's statements in reading order.
    key
        The answer key, one row a statement, in the same order.
    evidence
        Cards with what other sources said; may be empty.
    drafted
        Whether the key is no more than what the engine suggests, as `kit.draft_lesson` makes it.
    story
        Desk, anatomy and difficulty, where somebody has said so.
    single
        Whether this is no story but a set of single statements, each with a few lines around it:
        then each of these is a row of ``articles``, and the key has only the statements asked for.
    edition
        What tells editions of the texts apart; made from the texts if empty.
    """

    lesson_id: str
    lang: str
    title: str
    articles: pd.DataFrame = field(repr=False)
    statements: pd.DataFrame = field(repr=False)
    key: pd.DataFrame = field(repr=False)
    evidence: pd.DataFrame = field(repr=False)
    drafted: bool = False
    story: Story | None = None
    single: bool = False
    edition: str = ""

    @property
    def exercise_id(self) -> str:
        """The name under which answers to this lesson are kept: ``lesson.lang``."""
        return f"{self.lesson_id}.{self.lang}"

    @property
    def text(self) -> str:
        """The text; of single statements all texts, a blank line between them."""
        return "\n\n".join(map(str, self.articles["text"]))

    @property
    def text_hash(self) -> str:
        """Twelve hex digits, kept with each answer to tell editions apart: of the text's SHA-256."""
        text = self.edition or self.text
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def around(self, statement_id: str) -> tuple[str, pd.DataFrame]:
        """Return the text that a statement's offsets count in, and the statements shown with it.

        These are the ones of its paragraph; a single statement is shown with all its lines.
        """
        rows = self.statements
        row = rows.loc[rows["statement_id"] == statement_id].iloc[0]
        mates = rows.loc[rows["article_id"] == row["article_id"]]
        if not self.single:
            mates = mates.loc[mates["paragraph"] == row["paragraph"]]
        texts = self.articles.loc[self.articles["article_id"] == row["article_id"], "text"]
        return str(texts.iloc[0]), mates


def lesson_folders(folder: str | Path | None = None) -> list[Path]:
    """Return the folders that lessons are looked for in, first come first served.

    The teacher's own `folder`, then `seeds/` of the project around the working directory, then
    the stories that came with the package.
    """
    places = [Path(folder)] if folder is not None else []
    here = Path.cwd()
    places += [p / "seeds" for p in (here, *here.parents) if (p / "seeds").is_dir()][:1]
    places += [_HERE / "seeds", _HERE.parent / "seeds"]
    return [p for p in places if p.is_dir()]


def list_lessons(folder: str | Path | None = None) -> list[str]:
    """Return the names of all lessons that `load_lesson` would find, sorted."""
    return sorted({p.parent.name for f in lesson_folders(folder) for p in f.glob("*/article.*.md")})


def load_lesson(lesson_id: str, lang: str = "en", folder: str | Path | None = None) -> Lesson:
    """Load a lesson by name.

    Parameters
    ----------
    lesson_id
        Name of the lesson's folder, such as ``"the-call"``.
    lang
        ``"ar"`` or ``"en"``.
    folder
        Where your own lessons are; looked in before the project's and the package's.

    Raises
    ------
    LessonError
        If there is no such lesson or language, or if key or evidence does not fit the article.
    """
    if folder is not None and not Path(folder).is_dir():
        raise LessonError(f"{folder}: found no such folder, expected one with lessons in it")
    if lesson_id not in list_lessons(folder):
        raise LessonError(unknown("lesson", lesson_id, list_lessons(folder)))
    home = next(f / lesson_id for f in lesson_folders(folder) if (f / lesson_id).is_dir())
    path = home / f"article.{lang}.md"
    if not path.is_file():
        found = [p.name.split(".")[1] for p in home.glob("article.*.md")]
        kind = f"language of lesson {lesson_id!r}"
        raise LessonError(unknown(kind, lang, found))
    exercise = f"{lesson_id}.{lang}"
    articles = load_articles(path).assign(article_id=exercise)
    statements = split_statements(articles)
    key = read_key(home / f"key.{lang}.toml", statements)
    cards = home / f"evidence.{lang}.toml"
    evidence = read_evidence(cards, statements) if cards.is_file() else build("evidence", [])
    about = home / "story.toml"
    return Lesson(
        lesson_id,
        lang,
        str(articles["title"].iloc[0]),
        articles,
        statements,
        key,
        evidence,
        story=_read_story(about) if about.is_file() else None,
    )


def _read_story(path: Path) -> Story:
    found = {name: value for name, value in read_toml(path, "a story").items() if name != "schema"}
    for name, known in (("desk", DESKS), ("anatomy", ANATOMIES), ("difficulty", DIFFICULTIES)):
        if found.get(name) not in known:
            raise LessonError(f"{path}: {unknown(name, found.get(name), map(str, known))}")
    for name in found:
        if name not in Story.__dataclass_fields__:
            raise LessonError(f"{path}: {unknown('field', name, Story.__dataclass_fields__)}")
    return Story(**found)
