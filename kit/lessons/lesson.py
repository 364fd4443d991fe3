"""A lesson: an article, the key to its statements and what other sources said that day."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


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
