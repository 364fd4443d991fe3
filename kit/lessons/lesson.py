"""A lesson: an article, the key to its statements and what other sources said that day."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kit.articles.files import articles_in
from kit.core.errors import LessonError
from kit.core.frames import build, rows_of
from kit.core.rows import Card, KeyEntry, Statement
from kit.languages.tags import language_of, spoken

if TYPE_CHECKING:
    import pandas as pd

    from kit.core.rows import Article


@dataclass(frozen=True)
class Story:
    """What kind of story a lesson is; the same in all its languages.

    Attributes
    ----------
    desk, anatomy
        One of ``kit.core.codebook.DESKS`` and of ``ANATOMIES``.
    difficulty
        1 (for beginners) to 3 (careful readers slow down).
    event
        A name shared by stories that tell of the same event; empty otherwise.
    retold
        Whether it tells real news in new sentences, which every page of it then says.
    core
        The numbers of the statements that are sorted in any case, the others if there is time.
    """

    desk: str
    anatomy: str
    difficulty: int
    event: str = ""
    retold: bool = False
    core: tuple[int, ...] = ()


@dataclass(frozen=True)
class Lesson:
    """One story, ready to be worked through.

    Attributes
    ----------
    lesson_id, lang, title
        The folder's name, the language of the text, and the article's own title.
    article_rows
        The article.
    statement_rows
        Its statements in reading order.
    entries
        The answer key, one entry a statement, in the same order.
    cards
        What other sources said; may be empty.
    drafted
        Whether the key is no more than what the engine suggests, as `kit.draft_lesson` makes it.
    story
        Desk, anatomy and difficulty, where somebody has said so.
    single
        Whether this is no story but a set of single statements, each with a few lines around it:
        then each of these is an article, and the key has only the statements asked for.
    edition
        What tells editions of the texts apart; made from the texts if empty.
    """

    lesson_id: str
    lang: str
    title: str
    article_rows: tuple[Article, ...] = field(repr=False)
    statement_rows: tuple[Statement, ...] = field(repr=False)
    entries: tuple[KeyEntry, ...] = field(repr=False)
    cards: tuple[Card, ...] = field(default=(), repr=False)
    drafted: bool = False
    story: Story | None = None
    single: bool = False
    edition: str = ""

    def __post_init__(self) -> None:
        """Bring the language to its short name; raise `LessonError` if the kit has no words for it."""
        lang = language_of(self.lang, kind="language of a lesson", error=LessonError)
        object.__setattr__(self, "lang", lang)

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The article, a frame ``articles``."""
        return build("articles", self.article_rows)

    @cached_property
    def statements(self) -> pd.DataFrame:
        """The article's statements, a frame ``statements``."""
        return build("statements", self.statement_rows)

    @cached_property
    def key(self) -> pd.DataFrame:
        """The answer key, a frame ``key``."""
        return build("key", self.entries)

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """The evidence cards, a frame ``evidence``."""
        return build("evidence", self.cards)

    def with_frames(
        self,
        *,
        articles: pd.DataFrame | None = None,
        statements: pd.DataFrame | None = None,
        key: pd.DataFrame | None = None,
        evidence: pd.DataFrame | None = None,
    ) -> Lesson:
        """Return a copy of this lesson with some of its frames exchanged, such as an edited key.

        Raises
        ------
        FrameError
            If a frame is not one of its kind.
        """
        rows: dict[str, Any] = {}
        if articles is not None:
            rows["article_rows"] = tuple(articles_in(articles))
        if statements is not None:
            rows["statement_rows"] = tuple(spoken(rows_of(statements, Statement), "statements"))
        if key is not None:
            rows["entries"] = tuple(rows_of(key, KeyEntry))
        if evidence is not None:
            rows["cards"] = tuple(rows_of(evidence, Card))
        return replace(self, **rows)

    @property
    def exercise_id(self) -> str:
        """The name under which answers to this lesson are kept: ``lesson.lang``."""
        return f"{self.lesson_id}.{self.lang}"

    @property
    def publisher(self) -> str:
        """Who published the article; empty where nobody says so."""
        return self.article_rows[0].publisher if self.article_rows else ""

    @property
    def core(self) -> Lesson:
        """The lesson with the statements that `story` puts in its core path; all if it names none."""
        ids = self._core_ids
        return replace(self, entries=tuple(e for e in self.entries if e.statement_id in ids))

    @property
    def rest(self) -> Lesson:
        """The lesson with the statements outside its core path, for when there is time."""
        ids = self._core_ids
        return replace(self, entries=tuple(e for e in self.entries if e.statement_id not in ids))

    @property
    def _core_ids(self) -> set[str]:
        if self.story is None or not self.story.core:
            return {entry.statement_id for entry in self.entries}
        return {self.statement_rows[at - 1].statement_id for at in self.story.core}

    @property
    def retold(self) -> bool:
        """Whether the article tells real news in new sentences."""
        return self.story is not None and self.story.retold

    @property
    def text(self) -> str:
        """The text; of single statements all texts, a blank line between them."""
        return "\n\n".join(article.text for article in self.article_rows)

    @property
    def text_hash(self) -> str:
        """Twelve hex digits, kept with each answer to tell editions apart: of the text's SHA-256."""
        text = self.edition or self.text
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def around(self, statement_id: str) -> tuple[str, tuple[Statement, ...]]:
        """Return the text that a statement's offsets count in, and the statements shown with it.

        These are the ones of its paragraph; a single statement is shown with all its lines.
        """
        row = next(s for s in self.statement_rows if s.statement_id == statement_id)
        mates = tuple(
            one
            for one in self.statement_rows
            if one.article_id == row.article_id and (self.single or one.paragraph == row.paragraph)
        )
        text = next(a.text for a in self.article_rows if a.article_id == row.article_id)
        return text, mates
