"""A lesson in the making: what a person has decided of each statement, and what can be done next.

Everything here is a value or a function from one value to the next; the terminal and the notebook
only say which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from kit.core.codebook import LABELS
from kit.core.errors import LessonError, unknown
from kit.desk.ready import ready_reasons
from kit.engine.explain import explain_one
from kit.lessons.drafts import entries_of, statement_of
from kit.lessons.lesson import Lesson

if TYPE_CHECKING:
    from kit.core.rows import Article, Card, KeyEntry, Statement

MARKS: Final = ("source", "cue", "hedge_words")
"""What is marked in the words of a statement."""
_VOICE: Final = frozenset({"outlet", "meta"})
"""Labels of statements that nobody is quoted in."""
_WORD: Final = re.compile(r"\S+")
_EDGES: Final = " .,;:!?،؛؟…\"'“”‘’«»()[]"
"""Marks that belong to the sentence and not to the words at its edge."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A lesson in the making.

    Attributes
    ----------
    lesson_id
        The name of its folder.
    article, statements
        The article, and what it is cut into.
    entries
        The key so far: what the engine suggests, until a person says otherwise.
    decided
        Of each entry, whether a person has decided it.
    at
        The place of the statement that is looked at.
    cards
        Evidence cards.
    """

    lesson_id: str
    article: Article
    statements: tuple[Statement, ...]
    entries: tuple[KeyEntry, ...]
    decided: tuple[bool, ...]
    at: int = 0
    cards: tuple[Card, ...] = ()

    @property
    def entry(self) -> KeyEntry:
        """The entry that is looked at."""
        return self.entries[self.at]

    @property
    def statement(self) -> Statement:
        """The statement that is looked at."""
        return self.statements[self.at]

    @property
    def is_done(self) -> bool:
        """Whether every entry is decided."""
        return all(self.decided)

    def lesson(self) -> Lesson:
        """Return the lesson as far as it is; one that nobody has decided in full counts as drafted."""
        return Lesson(
            lesson_id=self.lesson_id,
            lang=self.article.lang,
            title=self.article.title,
            article_rows=(self.article,),
            statement_rows=self.statements,
            entries=self.entries,
            cards=self.cards,
            drafted=not self.is_done,
        )


def begun(article: Article, lesson_id: str) -> Draft:
    """Return the draft of an article as the engine makes it, with nothing decided.

    Raises
    ------
    LessonError
        If the article has no statement.
    """
    article = replace(article, article_id=f"{lesson_id}.{article.lang}")
    found = explain_one(article)
    if not found.labels:
        raise LessonError(f"{lesson_id}: found no statement, expected an article; give some text")
    statements = tuple(map(statement_of, found.labels))
    return Draft(
        lesson_id, article, statements, tuple(entries_of(found)), (False,) * len(statements)
    )


def accepted(draft: Draft) -> Draft:
    """Take the entry as it stands, and go on to the next one that is open."""
    decided = tuple(one or at == draft.at for at, one in enumerate(draft.decided))
    return skipped(replace(draft, decided=decided))


def skipped(draft: Draft) -> Draft:
    """Go on to the next open entry, round to the first ones; stay where none is open."""
    count = len(draft.entries)
    order = [(draft.at + step) % count for step in range(1, count + 1)]
    return replace(draft, at=next((at for at in order if not draft.decided[at]), draft.at))


def gone(draft: Draft, at: int) -> Draft:
    """Go to a statement by its place; beyond either end to the last one there."""
    return replace(draft, at=min(max(at, 0), len(draft.entries) - 1))


def _known(label: str) -> str:
    if label not in LABELS:
        raise LessonError(unknown("label", label, LABELS))
    return label


def labelled(draft: Draft, label: str) -> Draft:
    """Give the entry another label, with the first ready sentence that explains it.

    Raises
    ------
    LessonError
        If there is no such label.
    """
    entry = draft.entry
    if _known(label) == entry.label:
        return draft
    accept = tuple(one for one in entry.accept if one != label)
    entry = replace(entry, label=label, accept=accept, carried=False)
    if label in _VOICE:
        entry = replace(entry, source="", cue="")
    return _with(draft, explained(entry, *ready_reasons(entry)[0]))


def explained(entry: KeyEntry, english: str, arabic: str) -> KeyEntry:
    """Return an entry with its reason in both languages."""
    return replace(entry, reason_en=english, reason_ar=arabic)


def reasoned(draft: Draft, english: str, arabic: str) -> Draft:
    """Give the entry its reason, in both languages.

    Raises
    ------
    LessonError
        If one of them is empty.
    """
    if not english.strip() or not arabic.strip():
        raise LessonError("found no reason in one language, expected one in both; write a sentence")
    return _with(draft, explained(draft.entry, english.strip(), arabic.strip()))


def also(draft: Draft, label: str) -> Draft:
    """Let another label count as right too, or no longer.

    Raises
    ------
    LessonError
        If there is no such label.
    """
    entry = draft.entry
    if _known(label) == entry.label:
        return draft
    chosen = {*entry.accept} ^ {label}
    return _with(draft, replace(entry, accept=tuple(one for one in LABELS if one in chosen)))


def words_of(statement: Statement) -> list[tuple[int, int]]:
    """Return where the words of a statement stand in its text, without the marks at their edges."""
    found = []
    for word in _WORD.finditer(statement.text):
        bare = word[0].strip(_EDGES)
        if bare:
            start = word.start() + word[0].index(bare)
            found.append((start, start + len(bare)))
    return found


def marked(draft: Draft, what: str, first: int, last: int) -> Draft:
    """Mark words of the statement as its source, cue or hedge; the reason is put anew if it was ready.

    Parameters
    ----------
    draft
        The draft.
    what
        One of `MARKS`.
    first, last
        Places of the first and last word, counted from 0; none are marked where `last` is less.

    Raises
    ------
    LessonError
        If there are no such words, or nothing of that name is marked.
    """
    if what not in MARKS:
        raise LessonError(unknown("mark", what, MARKS))
    spans = words_of(draft.statement)
    if last < first:
        words = ""
    elif not 0 <= first <= last < len(spans):
        raise LessonError(
            f"found words {first + 1} to {last + 1}, expected some of 1 to {len(spans)}; count anew"
        )
    else:
        words = draft.statement.text[spans[first][0] : spans[last][1]]
    before = draft.entry
    changes: dict[str, Any] = {what: words}
    if what == "hedge_words":
        changes["hedge"] = bool(words)
    entry = replace(before, **changes)
    ready = ready_reasons(before)
    if (told := (before.reason_en, before.reason_ar)) in ready:
        entry = explained(entry, *_same(ready.index(told), ready_reasons(entry)))
    return _with(draft, entry)


def _same(at: int, ready: list[tuple[str, str]]) -> tuple[str, str]:
    return ready[min(at, len(ready) - 1)]


def carded(draft: Draft, card: Card) -> Draft:
    """Add an evidence card, or put it in the place of the one of its name."""
    others = tuple(one for one in draft.cards if one.card_id != card.card_id)
    return replace(draft, cards=(*others, card))


def _with(draft: Draft, entry: KeyEntry) -> Draft:
    entries = tuple(entry if at == draft.at else one for at, one in enumerate(draft.entries))
    return replace(draft, entries=entries)
