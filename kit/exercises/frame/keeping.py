"""A learner's answers: taken, put on disk, brought back, and held against all that may be odd."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Self, cast

import pandas as pd

from kit.core.codebook import CONFIDENCES, SCHEMES
from kit.core.errors import AnswerError
from kit.core.frames import build, records
from kit.core.text import visible
from kit.exercises.frame.learner import default_learner
from kit.exercises.frame.wording import Words
from kit.exercises.log import AnswerLog, log_path, read_lines
from kit.exercises.task import Answer, Task, exercise_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kit.lessons.lesson import Lesson

_LARGEST_FILE: Final = 2_000_000


class Given(Answer):
    """One answer as it was given."""

    confidence: float | None
    answered_at: datetime

    def __new__(  # noqa: D102  (a tuple is made here)
        cls, answer: Answer, confidence: float | None, answered_at: datetime
    ) -> Self:
        made = super().__new__(cls, *answer)
        made.confidence, made.answered_at = confidence, answered_at
        return made


class Refused(Exception):  # noqa: N818  (no error: the page is told, and nothing was changed)
    """A wish that makes no sense; holds the name of what is said about it."""


class Keeping:
    """The answers of one learner to one task, and the log they are kept in; it shows nothing.

    Parameters
    ----------
    lesson, task
        What is worked on, and what is asked.
    learner
        Whose answers these are; made up once if left out.
    log
        Where they are kept; ``answers/<exercise>/<learner>.jsonl`` if left out.
    """

    def __init__(
        self, lesson: Lesson, task: Task, learner: str | None, log: AnswerLog | Path | str | None
    ) -> None:
        self._lesson, self._task = lesson, task
        self._words = Words(lesson.lang)
        self._exercise = exercise_of(lesson.exercise_id, task.name)
        self._anonymous = learner is None
        self._learner = default_learner() if learner is None else visible(str(learner))
        if not self._learner.strip():
            raise AnswerError("found an empty learner name, expected one such as 'owl-7'; give one")
        path = log_path(self._exercise, self._learner) if log is None else log
        self._log = path if isinstance(path, AnswerLog) else AnswerLog(path)
        self._order = [str(item) for item in task.items]
        self._places = {item: place for place, item in enumerate(self._order)}
        self._given: dict[str, Given] = {}
        self._unsaved: set[str] = set()

    @property
    def answers(self) -> pd.DataFrame:
        """The learner's answers to this exercise, the frame ``answers``, in the order given."""
        return build("answers", (self._answer_row(i, g) for i, g in self._given.items()))

    def _read(self, item: str, wish: dict[str, Any]) -> Answer:
        """Return the answer that a page sent, or raise `Refused`."""
        raise NotImplementedError

    def _take(self, wish: object, now: datetime) -> tuple[str, Given]:
        """Return an item and its answer, if that is one and the first."""
        item = wish.get("statement_id") if isinstance(wish, dict) else None
        if not (isinstance(wish, dict) and isinstance(item, str) and item in self._places):
            raise Refused("not_statement")
        step = wish.get("confidence")
        if step is not None and (isinstance(step, bool) or step not in CONFIDENCES):
            raise Refused("not_choice")
        answer = self._read(item, wish)
        if item in self._given:
            raise Refused("already")
        return item, Given(answer, None if step is None else float(step), now)

    def _keep(self, taken: dict[str, Given]) -> str:
        self._given |= taken
        self._unsaved |= set(taken)
        return self._save()

    def _save(self) -> str:
        """Write what is not on disk yet; a disk that was full may have room by now."""
        waiting = [item for item in self._given if item in self._unsaved]
        if not waiting:
            return ""
        try:
            self._log.extend([self._answer_row(item, self._given[item]) for item in waiting])
        except AnswerError as error:
            if isinstance(error.__cause__, OSError) or len(waiting) == 1:
                return self._words.say("write", why=_cause(error))
            return self._save_each(waiting)
        self._unsaved.clear()
        return ""

    def _save_each(self, waiting: list[str]) -> str:
        """Write answers one by one, so that one which cannot be kept holds up no other."""
        said = ""
        for item in waiting:
            try:
                self._log.append(self._answer_row(item, self._given[item]))
                self._unsaved.discard(item)
            except AnswerError as error:
                said = self._words.say("write", why=_cause(error))
        return said

    # what comes back

    def _resume(self) -> str:
        """Take over what the log holds of this learner; return what has to be said about it."""
        try:
            rows = records(self._log.read())
        except AnswerError as error:
            return self._words.say("unread", why=_cause(error))
        taken, said = self._ours(rows)
        self._given |= taken
        if self._log.notes:
            said.append(self._words.say("torn", n=len(self._log.notes)))
        return " ".join(said)

    def _catch_up(self) -> str:
        """Take over what another window wrote; the first answer to an item stands."""
        if not self._log.grew():
            return ""
        try:
            taken, _ = self._ours(records(self._log.read()))
        except AnswerError:
            return ""
        new = {item: given for item, given in taken.items() if item not in self._given}
        self._given |= new
        return self._words.say("joined", n=len(new)) if new else ""

    def _ours(self, rows: Iterable[dict[str, Any]]) -> tuple[dict[str, Given], list[str]]:
        """Return the answers of a log that fit, and what has to be said about the others."""
        taken: dict[str, Given] = {}
        edition = scheme = left_out = others = strangers = 0
        for row in rows:
            if row["exercise_id"] != self._exercise:
                others += 1
            elif row["learner_id"] != self._learner:
                strangers += 1
            elif row["text_hash"] != self._lesson.text_hash:
                edition += 1
            elif row["scheme"] != self._task.scheme:
                scheme += 1
            elif row["statement_id"] in self._places:
                step = None if pd.isna(row["confidence"]) else float(row["confidence"])
                moment = row["answered_at"]
                moment = moment.to_pydatetime() if isinstance(moment, pd.Timestamp) else moment
                given = Given(Answer(row["label"], row["given"]), step, moment)
                item = row["statement_id"]
                if self._sound(item, given):
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
        return taken, [self._words.say(name, n=n) for name, n in told.items() if n]

    def _restore(self, wish: dict[str, Any]) -> str:
        """Take over a browser's copy or a saved file, held to the same rules as new answers."""
        if isinstance(wish.get("text"), str):
            taken, said = self._from_file(wish["text"])
        else:
            taken, said = self._from_copy(wish)
        new = {item: given for item, given in taken.items() if item not in self._given}
        said.insert(0, self._words.say("restored", n=len(new)))
        said.append(self._keep(new))
        return " ".join(dict.fromkeys(filter(None, said)))

    def _from_file(self, text: str) -> tuple[dict[str, Given], list[str]]:
        if len(text) > _LARGEST_FILE:
            raise Refused("too_large")
        rows, notes = read_lines(text.encode("utf-8", "replace"), "")
        own = [row for row in rows if row["exercise_id"] == self._exercise]
        mine = [row for row in own if self._anonymous or row["learner_id"] == self._learner]
        others, strangers = len(rows) - len(own), len(own) - len(mine)
        taken, said = self._ours(row | {"learner_id": self._learner} for row in mine)
        now = datetime.now(UTC)
        early = {item: given for item, given in taken.items() if given.answered_at <= now}
        told = {
            "not_lesson": others, "not_learner": strangers, "torn": len(notes),
            "left_out": len(taken) - len(early),
        }  # fmt: skip
        return early, said + [self._words.say(name, n=n) for name, n in told.items() if n]

    def _from_copy(self, wish: dict[str, Any]) -> tuple[dict[str, Given], list[str]]:
        if wish.get("text_hash", self._lesson.text_hash) != self._lesson.text_hash:
            raise Refused("other_edition")
        copies = wish.get("answers")
        copies = copies if isinstance(copies, list) else []
        taken: dict[str, Given] = {}
        refused = max(0, len(copies) - len(self._order))
        for copy in copies[: len(self._order)]:
            try:
                item, given = self._take(copy, _past(copy) or datetime.now(UTC))
            except Refused as no:
                refused += str(no) != "already"
                continue
            taken[item] = given
        return taken, [self._words.say("left_out", n=refused)] if refused else []

    def _sound(self, item: str, given: Given) -> bool:
        """Tell whether an answer from outside is one that this widget could have taken."""
        try:
            return self._read(item, self._sent(given)) == Answer(*given)
        except Refused:
            return False

    def _sent(self, given: Given) -> dict[str, Any]:
        """Return an answer as a page would send it."""
        return {
            "label": given.label,
            "given": [list(g) if isinstance(g, tuple) else g for g in given.given],
        }

    def _answer_row(self, item: str, given: Given) -> dict[str, Any]:
        return {
            "learner_id": self._learner,
            "exercise_id": self._exercise,
            "statement_id": item,
            "label": given.label,
            "scheme": self._task.scheme,
            "given": given.given,
            "confidence": float("nan") if given.confidence is None else given.confidence,
            "answered_at": given.answered_at,
            "text_hash": self._lesson.text_hash,
        }


def texts(value: object, most: int) -> list[str]:
    """Return a list of at most `most` texts that a page sent, or raise `Refused`."""
    if not isinstance(value, list) or len(value) > most:
        raise Refused("not_choice")
    if not all(isinstance(part, str) for part in value):
        raise Refused("not_choice")
    return cast("list[str]", value)


def label_of(wish: dict[str, Any], scheme: str) -> str:
    """Return the label that a page sent, or raise `Refused`."""
    label = wish.get("label")
    if not isinstance(label, str) or label not in SCHEMES[scheme]:
        raise Refused("not_choice")
    return label


def own_text(wish: dict[str, Any], most: int) -> str:
    """Return the text that a learner wrote, or raise `Refused`."""
    given = wish.get("given")
    if not (isinstance(given, list | tuple) and len(given) == 1 and isinstance(given[0], str)):
        raise Refused("not_choice")
    if len(given[0]) > most:
        raise Refused("too_long")
    text = given[0].encode("utf-8", "replace").decode("utf-8").strip()
    if not text:
        raise Refused("not_choice")
    return text


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
