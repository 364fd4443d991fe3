"""A learner's answers: taken, put on disk, brought back, and held against all that may be odd."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

import pandas as pd

from kit.core.codebook import CONFIDENCES
from kit.core.errors import AnswerError
from kit.core.frames import build, records
from kit.core.text import visible
from kit.exercises.frame.learner import default_learner
from kit.exercises.frame.wishes import Refused, Sent
from kit.exercises.frame.wording import Words
from kit.exercises.log import AnswerLog, log_path, read_lines
from kit.exercises.task import Choice, Task, exercise_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kit.exercises.frame import contract
    from kit.lessons.lesson import Lesson

_LARGEST_FILE: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class Given:
    """A choice as it was given: how sure its learner was, if that was said, and when (UTC)."""

    choice: Choice
    confidence: float | None
    answered_at: datetime


class Reader(Protocol):
    """What reads answers to one exercise."""

    def read(self, sent: Sent) -> Choice:
        """Return the choice that a page sent, or raise `Refused`."""

    def as_sent(self, choice: Choice) -> contract.Sending:
        """Return a choice as a page would send it."""


class Keeping:
    """The answers of one learner to one task, and the log they are kept in; it shows nothing.

    Parameters
    ----------
    lesson, task
        What is worked on, and what is asked.
    reader
        What reads the answers to it.
    learner
        Whose answers these are; made up once if left out.
    log
        Where they are kept; ``answers/<exercise>/<learner>.jsonl`` if left out.
    """

    def __init__(
        self,
        lesson: Lesson,
        task: Task,
        reader: Reader,
        learner: str | None,
        log: AnswerLog | Path | str | None,
    ) -> None:
        self.lesson, self.task, self._reader = lesson, task, reader
        self.words = Words(lesson.lang)
        self.exercise = exercise_of(lesson.exercise_id, task.name)
        self.anonymous = learner is None
        self.learner = default_learner() if learner is None else visible(str(learner))
        if not self.learner.strip():
            raise AnswerError("found an empty learner name, expected one such as 'owl-7'; give one")
        path = log_path(self.exercise, self.learner) if log is None else log
        self.log = path if isinstance(path, AnswerLog) else AnswerLog(path)
        self.order = [str(item) for item in task.items]
        self.places = {item: place for place, item in enumerate(self.order)}
        self.given: dict[str, Given] = {}
        self.unsaved: set[str] = set()

    @property
    def answers(self) -> pd.DataFrame:
        """The learner's answers to this exercise, the frame ``answers``, in the order given."""
        return build("answers", (self._answer_row(i, g) for i, g in self.given.items()))

    def take(self, wish: object, now: datetime) -> tuple[str, Given]:
        """Return an item and its answer, if that is one and the first."""
        item = wish.get("statement_id") if isinstance(wish, dict) else None
        if not (isinstance(wish, dict) and isinstance(item, str) and item in self.places):
            raise Refused("not_statement")
        step = wish.get("confidence")
        if step is not None and (isinstance(step, bool) or step not in CONFIDENCES):
            raise Refused("not_choice")
        choice = self._reader.read(Sent(item, wish))
        if item in self.given:
            raise Refused("already")
        return item, Given(choice, None if step is None else float(step), now)

    def keep(self, taken: dict[str, Given]) -> str:
        """Keep answers, on disk if that can be; return what has to be said about it."""
        self.given |= taken
        self.unsaved |= set(taken)
        return self._save()

    def _save(self) -> str:
        """Write what is not on disk yet; a disk that was full may have room by now."""
        waiting = [item for item in self.given if item in self.unsaved]
        if not waiting:
            return ""
        try:
            self.log.extend([self._answer_row(item, self.given[item]) for item in waiting])
        except AnswerError as error:
            if isinstance(error.__cause__, OSError) or len(waiting) == 1:
                return self.words.say("write", why=_cause(error))
            return self._save_each(waiting)
        self.unsaved.clear()
        return ""

    def _save_each(self, waiting: list[str]) -> str:
        """Write answers one by one, so that one which cannot be kept holds up no other."""
        said = ""
        for item in waiting:
            try:
                self.log.append(self._answer_row(item, self.given[item]))
                self.unsaved.discard(item)
            except AnswerError as error:
                said = self.words.say("write", why=_cause(error))
        return said

    # what comes back

    def resume(self) -> str:
        """Take over what the log holds of this learner; return what has to be said about it."""
        try:
            rows = records(self.log.read())
        except AnswerError as error:
            return self.words.say("unread", why=_cause(error))
        taken, said = self._ours(rows)
        self.given |= taken
        if self.log.notes:
            said.append(self.words.say("torn", n=len(self.log.notes)))
        return " ".join(said)

    def catch_up(self) -> str:
        """Take over what another window wrote; the first answer to an item stands."""
        if not self.log.grew():
            return ""
        try:
            taken, _ = self._ours(records(self.log.read()))
        except AnswerError:
            return ""
        new = {item: given for item, given in taken.items() if item not in self.given}
        self.given |= new
        return self.words.say("joined", n=len(new)) if new else ""

    def _ours(self, rows: Iterable[dict[str, Any]]) -> tuple[dict[str, Given], list[str]]:
        """Return the answers of a log that fit, and what has to be said about the others."""
        taken: dict[str, Given] = {}
        edition = scheme = left_out = others = strangers = 0
        for row in rows:
            if row["exercise_id"] != self.exercise:
                others += 1
            elif row["learner_id"] != self.learner:
                strangers += 1
            elif row["text_hash"] != self.lesson.text_hash:
                edition += 1
            elif row["scheme"] != self.task.scheme:
                scheme += 1
            elif row["statement_id"] in self.places:
                step = None if pd.isna(row["confidence"]) else float(row["confidence"])
                moment = row["answered_at"]
                moment = moment.to_pydatetime() if isinstance(moment, pd.Timestamp) else moment
                given = Given(Choice(row["label"], row["given"]), step, moment)
                item = row["statement_id"]
                if self._sound(item, given.choice):
                    if item not in taken or moment >= taken[item].answered_at:
                        taken[item] = given
                else:
                    left_out += 1
            else:
                left_out += 1
        told = {
            "edition": edition, "scheme": scheme, "left_out": left_out,
            "not_lesson": others, "not_learner": strangers,
        }  # fmt: skip
        return taken, [self.words.say(name, n=n) for name, n in told.items() if n]

    def restore(self, wish: dict[str, Any]) -> str:
        """Take over a browser's copy or a saved file, held to the same rules as new answers."""
        if isinstance(wish.get("text"), str):
            taken, said = self._from_file(wish["text"])
        else:
            taken, said = self._from_copy(wish)
        new = {item: given for item, given in taken.items() if item not in self.given}
        said.insert(0, self.words.say("restored", n=len(new)))
        said.append(self.keep(new))
        return " ".join(dict.fromkeys(filter(None, said)))

    def _from_file(self, text: str) -> tuple[dict[str, Given], list[str]]:
        if len(text) > _LARGEST_FILE:
            raise Refused("too_large")
        rows, notes = read_lines(text.encode("utf-8", "replace"), "")
        own = [row for row in rows if row["exercise_id"] == self.exercise]
        mine = [row for row in own if self.anonymous or row["learner_id"] == self.learner]
        others, strangers = len(rows) - len(own), len(own) - len(mine)
        taken, said = self._ours(row | {"learner_id": self.learner} for row in mine)
        now = datetime.now(UTC)
        early = {item: given for item, given in taken.items() if given.answered_at <= now}
        told = {
            "not_lesson": others, "not_learner": strangers, "torn": len(notes),
            "left_out": len(taken) - len(early),
        }  # fmt: skip
        return early, said + [self.words.say(name, n=n) for name, n in told.items() if n]

    def _from_copy(self, wish: dict[str, Any]) -> tuple[dict[str, Given], list[str]]:
        if wish.get("text_hash", self.lesson.text_hash) != self.lesson.text_hash:
            raise Refused("other_edition")
        copies = wish.get("answers")
        copies = copies if isinstance(copies, list) else []
        taken: dict[str, Given] = {}
        refused = max(0, len(copies) - len(self.order))
        for copy in copies[: len(self.order)]:
            try:
                item, given = self.take(copy, _past(copy) or datetime.now(UTC))
            except Refused as no:
                refused += str(no) != "already"
                continue
            taken[item] = given
        return taken, [self.words.say("left_out", n=refused)] if refused else []

    def _sound(self, item: str, choice: Choice) -> bool:
        """Tell whether a choice from outside is one that this exercise could have taken."""
        try:
            return self._reader.read(Sent(item, self._reader.as_sent(choice))) == choice
        except Refused:
            return False

    def _answer_row(self, item: str, given: Given) -> dict[str, Any]:
        return {
            "learner_id": self.learner,
            "exercise_id": self.exercise,
            "statement_id": item,
            "label": given.choice.label,
            "scheme": self.task.scheme,
            "given": given.choice.given,
            "confidence": float("nan") if given.confidence is None else given.confidence,
            "answered_at": given.answered_at,
            "text_hash": self.lesson.text_hash,
        }


def _cause(error: AnswerError) -> object:
    cause = error.__cause__
    return (cause.strerror if isinstance(cause, OSError) else error) or error


def _past(copy: object) -> datetime | None:
    """Return the time a browser noted with an answer, unless it cannot be."""
    try:
        found = datetime.fromisoformat(str(cast("dict[str, Any]", copy).get("answered_at")))
        found = found.astimezone(UTC) if found.tzinfo else datetime.max.replace(tzinfo=UTC)
    except (ValueError, AttributeError, OverflowError):
        return None
    return found if found <= datetime.now(UTC) else None
