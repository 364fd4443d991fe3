"""A lesson's folder as a teacher makes it: what is kept after each step, and what is there at the end."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kit.core.errors import LessonError
from kit.core.files import write_file
from kit.desk.draft import Draft, begun
from kit.lessons.fields import FLAG, KEY, hold
from kit.lessons.folders import read_article
from kit.lessons.keys import key_entry, read_evidence, read_key
from kit.lessons.toml import read_toml, tables
from kit.lessons.writing import article_text, cards_text, key_text

if TYPE_CHECKING:
    from pathlib import Path

    from kit.core.rows import Article, Card, KeyEntry, Statement

_BESIDE: Final = ("form", "note")
_DRAFT: Final = {**KEY, "decided": FLAG}


@dataclass(frozen=True, slots=True)
class Store:
    """The files of one lesson in one language.

    Attributes
    ----------
    folder, lang
        The lesson's own folder, and the language of its text.
    revising
        Whether a finished key is gone through again: then it stays a key at every step.
    """

    folder: Path
    lang: str
    revising: bool = False

    @property
    def article(self) -> Path:
        """The article's file."""
        return self.folder / f"article.{self.lang}.md"

    @property
    def key(self) -> Path:
        """The key; it is there once every statement is decided."""
        return self.folder / f"key.{self.lang}.toml"

    @property
    def draft(self) -> Path:
        """The unfinished key; it goes once there is a key."""
        return self.folder / f"draft.{self.lang}.toml"

    @property
    def evidence(self) -> Path:
        """The evidence cards."""
        return self.folder / f"evidence.{self.lang}.toml"

    def begin(self, article: Article) -> Draft:
        """Write a new lesson's article and the engine's draft of its key.

        Raises
        ------
        LessonError
            If there is a lesson already, the text cannot be kept as it stands, or a file cannot be
            written.
        """
        if any(os.path.lexists(one) for one in (self.article, self.key, self.draft)):
            raise LessonError(
                f"{self.folder}: found a lesson already, expected a new folder; go on with it by "
                f"kit lesson new {self.folder}, or name another one with --to"
            )
        draft = begun(article, self.folder.resolve().name)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LessonError(
                f"{self.folder}: cannot be made ({error.strerror or error}); name another folder"
            ) from error
        write_file(self.article, article_text(article).encode(), LessonError)
        kept = begun(self._article(), draft.lesson_id)
        if [one.text for one in kept.statements] != [one.text for one in draft.statements]:
            self.article.unlink()
            raise LessonError(
                f"{self.article}: found other statements in the file than in the text, expected the "
                "same; write the text into a .txt file without marks of Markdown"
            )
        self.save(kept, 0)
        return kept

    def save(self, draft: Draft, keys: int) -> None:
        """Write what is decided so far; where all is, the key itself.

        Parameters
        ----------
        draft
            The lesson in the making.
        keys
            How many keys were pressed for it.

        Raises
        ------
        LessonError
            If a file cannot be written.
        """
        if draft.cards:
            told = cards_text(draft.cards, draft.statements)
            write_file(self.evidence, told.encode(), LessonError)
        if draft.is_done or self.revising:
            told = key_text(draft.statements, draft.entries, notes=self._notes())
            write_file(self.key, told.encode(), LessonError)
            with suppress(FileNotFoundError):
                self.draft.unlink()
            return
        head = f"at = {draft.at + 1}\nkeys = {keys}\n"
        told = key_text(draft.statements, draft.entries, draft.decided, notes=self._notes())
        first, _, rest = told.partition("\n")
        write_file(self.draft, f"{first}\n{head}{rest}".encode(), LessonError)
        with suppress(FileNotFoundError):
            self.key.unlink()

    def load(self) -> tuple[Draft, int]:
        """Return a lesson as it was left, and how many keys were pressed for it.

        A finished one has every entry decided, so that it can be looked through again.

        Raises
        ------
        LessonError
            If there is none, or a file does not fit the article.
        """
        fresh = begun(self._article(), self.folder.resolve().name)
        cards: tuple[Card, ...] = ()
        if os.path.lexists(self.evidence):
            cards = read_evidence(self.evidence, fresh.statements)
        if not os.path.lexists(self.draft):
            entries = read_key(self.key, fresh.statements)
            decided = (True,) * len(entries)
            return _with(fresh, entries, decided, 0, cards), 0
        found = read_toml(self.draft, "an unfinished key")
        entries, decided = self._entries(found, fresh.statements)
        at, keys = (found.get(name, 1) for name in ("at", "keys"))
        if type(at) is not int or type(keys) is not int or not 1 <= at <= len(entries):
            raise LessonError(
                f"{self.draft}: found at = {at!r}, keys = {keys!r}, expected numbers; "
                "mend the line or take it out"
            )
        return _with(fresh, entries, decided, at - 1, cards), keys

    def _notes(self) -> dict[str, dict[str, str]]:
        """Return what somebody wrote into the key by hand that no step changes, by statement."""
        path = next((one for one in (self.draft, self.key) if os.path.lexists(one)), None)
        rows = tables(read_toml(path, "a key"), path, "statement") if path else ()
        return {
            str(entry.get("text")): {name: str(entry[name]) for name in _BESIDE if name in entry}
            for _, entry in rows
        }

    def _article(self) -> Article:
        return read_article(self.article, f"{self.folder.resolve().name}.{self.lang}")

    def _entries(
        self, found: dict[str, Any], statements: tuple[Statement, ...]
    ) -> tuple[tuple[KeyEntry, ...], tuple[bool, ...]]:
        rows = list(tables(found, self.draft, "statement"))
        if len(rows) != len(statements):
            raise LessonError(
                f"{self.draft}: found {len(rows)} entries, expected {len(statements)}; the article "
                "was edited: bring back its text, or take the draft away and begin anew"
            )
        entries, decided = [], []
        for (where, entry), row in zip(rows, statements, strict=True):
            hold(where, entry, _DRAFT, ("text", "label"))
            if entry["text"] != row.text:
                raise LessonError(
                    f"{where}: found another text than the article's, expected the same; the "
                    "article was edited: bring back its text, or take the draft away and begin anew"
                )
            entries.append(key_entry(where, entry, row.statement_id, row.text))
            decided.append(bool(entry.get("decided")))
        return tuple(entries), tuple(decided)


def _with(
    fresh: Draft,
    entries: tuple[KeyEntry, ...],
    decided: tuple[bool, ...],
    at: int,
    cards: tuple[Card, ...],
) -> Draft:
    return Draft(fresh.lesson_id, fresh.article, fresh.statements, entries, decided, at, cards)
