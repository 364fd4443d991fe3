"""A learner's answers: taken, put on disk, and kept in agreement with the log they stand in.

The log decides: the first answer in it to an item counts, whichever window gave it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kit.core.codebook import CONFIDENCES
from kit.core.errors import AnswerError
from kit.core.frames import build
from kit.core.names import tidy_name
from kit.exercises.aside import ASIDE, RENAMED
from kit.exercises.frame.brought import (
    Given,
    Reader,
    Wanted,
    fitting,
    from_copy,
    from_file,
    round_of,
)
from kit.exercises.frame.elsewhere import named, older_answers, place_in_words, put_aside_at
from kit.exercises.frame.learner import Learner
from kit.exercises.frame.present import Unkept, present, projecting
from kit.exercises.frame.wishes import Refused, Sent
from kit.exercises.frame.wording import Words
from kit.exercises.log import AnswerLog, log_path
from kit.exercises.task import Task, exercise_of
from kit.languages.interface import day

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from pathlib import Path

    import pandas as pd

    from kit.lessons.lesson import Lesson

_ROUNDS_OF_AGREEING: Final = 3
"""Writing may meet another window that writes; that is read, and what is then missing is written."""
_CODE: Final = 'learner="…"'
"""How a name is given, in any language."""
WAITING: Final[dict[tuple[str, ...], dict[str, Given]]] = {}
"""Answers that no disk took yet, by log and task: a cell run again finds them."""


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
    home
        Where ``answers/`` is; the working directory if left out.
    """

    def __init__(  # noqa: PLR0913, PLR0917  (each of them is another's to say)
        self,
        lesson: Lesson,
        task: Task,
        reader: Reader,
        learner: str | None,
        log: AnswerLog | Path | str | None,
        home: Path | None = None,
    ) -> None:
        self.lesson, self.task, self._reader = lesson, task, reader
        self.words = Words(lesson.lang)
        self.exercise = exercise_of(lesson.exercise_id, task.name)
        self.who = present(home) if learner is None else Learner(tidy_name(str(learner)))
        self.anonymous, self.learner = self.who.anonymous, self.who.id
        if not self.learner:
            raise AnswerError("found an empty learner name, expected one such as 'owl-7'; give one")
        path = log_path(self.exercise, self.learner, home) if log is None else log
        self.log = path if isinstance(path, AnswerLog) else AnswerLog(path)
        self.unkept = projecting()
        if self.unkept:
            self.log = Unkept()
        self.order = [str(item) for item in task.items]
        self.places = {item: place for place, item in enumerate(self.order)}
        self.given: dict[str, Given] = {}
        self.unsaved: set[str] = set()
        self._more: list[dict[str, Any]] = []
        self.round = 1
        self.aside = False
        self._last_round = 1
        self._wanted = Wanted(
            self.learner, self.exercise, lesson.text_hash, task.scheme, self.places, reader
        )
        self._shelf = (
            str(self.log.path.absolute()), self.learner, self.exercise, lesson.text_hash, task.scheme,
        )  # fmt: skip

    @property
    def answers(self) -> pd.DataFrame:
        """The learner's answers to this exercise, the frame ``answers``, in the order given."""
        return build("answers", (self._answer_row(i, g) for i, g in self.given.items()))

    @property
    def waiting(self) -> bool:
        """Whether something is not on disk yet."""
        return bool(self.unsaved or self._more)

    @property
    def offers_all(self) -> bool:
        """Whether a browser may offer the copies of whoever worked here: nobody else is known to have."""
        here = self.log.path.absolute().parent.parent
        return self.anonymous and not self.who.named and not any(here.parent.glob(ASIDE))

    def went_aside(self) -> bool:
        """Follow a log that somebody has put aside, and tell whether that is so."""
        place = put_aside_at(self.log)
        if place is not None:
            self.log.path, self.aside = place, True
        return self.aside

    @property
    def classed(self) -> bool:
        """Whether the log was put aside for a new class, and not for a new name."""
        return self.aside and not self.log.path.parent.parent.name.startswith(RENAMED)

    def take(
        self, wish: object, now: datetime, closed: Collection[str] | None = None
    ) -> tuple[str, Given]:
        """Return an item and its answer, if that is one and the first.

        `closed` are the items that have their answer, in a later round than the first.
        """
        item = wish.get("statement_id") if isinstance(wish, dict) else None
        if not (isinstance(wish, dict) and isinstance(item, str) and item in self.places):
            raise Refused("not_statement")
        step = wish.get("confidence")
        if step is not None and (isinstance(step, bool) or step not in CONFIDENCES):
            raise Refused("not_choice")
        choice = self._reader.read(Sent(item, wish))
        if item in (self.given if closed is None else closed):
            raise Refused("already")
        return item, Given(choice, None if step is None else float(step), now)

    def keep(self, taken: dict[str, Given]) -> str:
        """Keep answers, on disk if that can be; return what has to be said about it."""
        self.given |= taken
        self.unsaved |= set(taken)
        return self.catch_up()

    def keep_more(self, taken: dict[str, Given], number: int, attempt: int) -> str:
        """Keep answers that do not count: of a later round, or second tries."""
        about = {"round": number, "attempt": attempt}
        self._more += [self._answer_row(item, given) | about for item, given in taken.items()]
        return self.catch_up()

    def next_round(self) -> int:
        """Return the number of a round that nothing in the log belongs to yet."""
        try:
            used = max((row.round for row in self.log.rows()), default=1)
        except AnswerError:
            used = 1
        self._last_round = 1 + max(used, self.round, self._last_round)
        return self._last_round

    def later_rounds(self) -> dict[int, tuple[dict[str, Given], dict[str, Given]]]:
        """Return the first answers of each later round in the log, and its second tries, by item."""
        try:
            rows = self.log.rows()
        except AnswerError:
            return {}
        found = {}
        for number in sorted({row.round for row in rows if row.round > self.round}):
            own = [row for row in rows if row.round == number]
            first, second = (fitting(own, self._wanted, attempt)[0] for attempt in (1, 2))
            if first:
                found[number] = first, second
        return found

    def catch_up(self) -> str:
        """Agree with the log, and write what it lacks; return what has to be said about it.

        Another window may have written, a disk that was full may have room by now, and somebody may
        have taken the log away: the answers are still here, and are written again.
        """
        told: dict[str, int] = {}
        said = ""
        for _ in range(_ROUNDS_OF_AGREEING):
            if self.log.changed():
                for name, n in self._agree().items():
                    told[name] = told.get(name, 0) + n
            said = self._save()
            if said or not self.log.changed():
                break
        if said:
            told.pop("rewritten", None)
        return " ".join(filter(None, [*self._tell(told), said]))

    def _agree(self) -> dict[str, int]:
        """Take over what others wrote, and find what is no longer in the log; return how many."""
        try:
            rows = self.log.rows()
        except AnswerError:
            lost = set(self.given) - self.unsaved
            self.unsaved |= lost
            return {"rewritten": len(lost)}
        taken, _ = fitting((row for row in rows if row.round == self.round), self._wanted)
        new = {item: one for item, one in taken.items() if item not in self.given}
        other = {item for item, one in taken.items() if self.given.get(item, one) != one}
        lost = set(self.given) - set(taken) - self.unsaved
        self.given |= taken
        self.unsaved = (self.unsaved | lost) - other
        return {"joined": len(new), "first": len(other), "rewritten": len(lost)}

    def _save(self) -> str:
        """Write what is not on disk yet; return what has to be said if that cannot be."""
        waiting = [item for item in self.given if item in self.unsaved]
        said = ""
        if waiting:
            try:
                self.log.extend([self._answer_row(item, self.given[item]) for item in waiting])
                self.unsaved.clear()
            except AnswerError as error:
                said = self.words.say("write", why=_cause(error))
                if not isinstance(error.__cause__, OSError) and len(waiting) > 1:
                    said = self._save_each(waiting)
        if self._more and not self.unsaved:  # a second try never stands before the first
            try:
                self.log.extend(self._more)
                self._more.clear()
            except AnswerError as error:
                said = self.words.say("write", why=_cause(error))
        WAITING.pop(self._shelf, None)
        if self.unsaved:
            WAITING[self._shelf] = {item: self.given[item] for item in self.unsaved}
        return said

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
        if self.unkept:
            return self.words.say("projector")
        said = [self._unread_name()] if self.who.unread else []
        waiting = WAITING.get(self._shelf, {})
        try:
            rows = self.log.rows()
        except AnswerError as error:
            said.append(self.words.say("unread", why=_cause(error)))
        else:
            self.round = round_of(rows, self._wanted)
            own = (row for row in rows if row.round == self.round or row.scheme != self.task.scheme)
            taken, told = fitting(own, self._wanted)
            self.given |= taken
            others = self._tell(told | {"torn": len(self.log.notes)})
            if taken:
                said.append(self._found(taken))
            elif not others:
                said.append(self._where())
            said += others
        new = {item: one for item, one in waiting.items() if item not in self.given}
        if new:
            said.append(self.keep(new))
        return " ".join(filter(None, said))

    def _found(self, taken: dict[str, Given]) -> str:
        """Say whose answers were found: somebody else of that name may sit here now."""
        last = max(given.answered_at for given in taken.values()).astimezone()
        when, name = day(last, self.words.lang), self.who.name
        said = [self.words.say("taken_up", n=len(taken), learner=name, day=when)]
        return " ".join([*said, *self._copied(), self.words.say("not_you", code=_CODE)])

    def _copied(self) -> list[str]:
        return [self.words.say("copied")] if self.who.copied else []

    def _unread_name(self) -> str:
        """Say that the file with the learner's name was left as it is, and why."""
        return self.words.say(
            "unread_name",
            file="answers/learner.txt",
            why=self.who.unread,
            encoding="UTF-8",
            code=_CODE,
        )

    def _where(self) -> str:
        """Say where answers will be kept, and where older ones may lie."""
        said = [self.words.say("where", learner=self.who.name, place=place_in_words(self.log.path))]
        if self.who.copied:
            said += [*self._copied(), self.words.say("not_you", code=_CODE)]
        older = older_answers(self.log.path, anonymous=self.anonymous)
        if older:
            said.append(self.words.say("elsewhere", place=named(f"{older}/answers")))
        return " ".join(said)

    def restore(self, wish: dict[str, Any]) -> str:
        """Take over a browser's copy or a saved file, held to the same rules as new answers."""
        if isinstance(wish.get("text"), str):
            taken, told = from_file(wish["text"], self._wanted, anonymous=self.anonymous)
        else:
            if wish.get("text_hash", self.lesson.text_hash) != self.lesson.text_hash:
                raise Refused("other_edition")
            copies = wish.get("answers")
            found = copies if isinstance(copies, list) else []
            taken, told = from_copy(found, self.take, len(self.order))
        new = {item: given for item, given in taken.items() if item not in self.given}
        said = [self.words.say("restored", n=len(new)), *self._tell(told), self.keep(new)]
        return " ".join(dict.fromkeys(filter(None, said)))

    def _tell(self, told: dict[str, int]) -> list[str]:
        """Return what is said about each kind of answers that there are any of."""
        return [self.words.say(name, n=n) for name, n in told.items() if n]

    def _answer_row(self, item: str, given: Given) -> dict[str, Any]:
        return {
            "learner_id": self.learner,
            "exercise_id": self.exercise,
            "statement_id": item,
            "label": given.choice.label,
            "scheme": self.task.scheme,
            "given": given.choice.given,
            "confidence": given.confidence,
            "answered_at": given.answered_at,
            "text_hash": self.lesson.text_hash,
            "round": self.round,
        }


def _cause(error: AnswerError) -> object:
    cause = error.__cause__
    return (cause.strerror if isinstance(cause, OSError) else error) or error
