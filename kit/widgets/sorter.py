"""The walk-through: one statement at a time, an answer, and why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, cast

import anywidget
import pandas as pd
import traitlets

from kit.answers import AnswerLog, log_path
from kit.codebook import CHOICES, CONFIDENCES, LABELS, Scheme
from kit.errors import AnswerError, unknown
from kit.frames import build
from kit.widgets.assets import module, style
from kit.widgets.learner import default_learner
from kit.widgets.printed import printed
from kit.widgets.view import Given, View
from kit.widgets.wording import Words

if TYPE_CHECKING:
    from pathlib import Path

    from kit.lessons import Lesson

_SCHEMES: Final = {"student": CHOICES, "codebook": LABELS}


class Sorter(anywidget.AnyWidget):
    """Sort the statements of a lesson and be told why.

    Parameters
    ----------
    lesson
        What to work on. Its key stays in Python: the browser gets the verdict on one statement
        once that is answered.
    learner
        Whose answers these are. Left out, a name is made up once and kept in
        ``answers/learner.txt``, so that the same learner comes back with the notebook.
    scheme
        ``"student"`` offers the four answers, ``"codebook"`` the six labels.
    log
        Where answers are kept; ``answers/<exercise>/<learner>.jsonl`` if left out.

    Examples
    --------
    >>> sorter = kit.Sorter(kit.load_lesson("the-call", lang="ar"))  # doctest: +SKIP
    >>> sorter.scores  # doctest: +SKIP
    """

    _esm = module("sorter")
    _css = style("sorter")

    fixed = traitlets.Dict().tag(sync=True)
    """What never changes: words, choices, steps, and whose work this is."""
    state = traitlets.Dict().tag(sync=True)
    """All that may be seen now. It holds nothing of the key but the verdicts already earned."""

    def __init__(
        self,
        lesson: Lesson,
        learner: str | None = None,
        *,
        scheme: Scheme = "student",
        log: AnswerLog | Path | str | None = None,
    ) -> None:
        if scheme not in _SCHEMES:
            raise AnswerError(unknown("scheme", scheme, _SCHEMES))
        self._lesson, self._scheme = lesson, scheme
        self._words = Words(lesson.lang)
        self._learner = default_learner() if learner is None else str(learner)
        if not self._learner.strip():
            raise AnswerError("found an empty learner name, expected one such as 'owl-7'; give one")
        path = log_path(lesson.exercise_id, self._learner) if log is None else log
        self._log = path if isinstance(path, AnswerLog) else AnswerLog(path)
        self._view = View(lesson, scheme, self._words)
        self._order = [str(name) for name in lesson.statements["statement_id"]]
        self._given: dict[str, Given] = {}
        self._unsaved: set[str] = set()
        self._hinted: set[str] = set()
        self._turn = 0
        self._notice = self._resume()
        self._at = self._first_open()
        fixed = self._view.fixed(self._learner, anonymous=learner is None)
        super().__init__(fixed=fixed, state=self._state())
        self.on_msg(lambda _widget, content, _buffers: self.receive(content))

    @property
    def answers(self) -> pd.DataFrame:
        """The learner's answers to this lesson, the frame ``answers``, in the order given."""
        return build("answers", (self._answer_row(i, g) for i, g in self._given.items()))

    @property
    def scores(self) -> pd.DataFrame:
        """The answers held against the key, the frame ``scores``."""
        from kit.scoring import score  # noqa: PLC0415  (a learner who only sorts needs no scoring)

        return score(self.answers, self._lesson)

    def __repr__(self) -> str:
        """Say the same on every run, so that a notebook's stored output can be compared."""
        lesson = self._lesson
        done = f"{len(self._given)} of {len(self._order)}"
        return f"Sorter({lesson.lesson_id!r}, lang={lesson.lang!r}, answered={done})"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:  # noqa: ANN401  (as anywidget has it)
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if data is not None:
            data["text/html"] = printed(self._lesson, self._words, self._scheme)
        return bundle

    def receive(self, content: object) -> None:
        """Take one message from the browser; what makes no sense changes nothing and says so."""
        wish = content if isinstance(content, dict) else {}
        self._notice = ""
        self._turn += 1  # a page that asked always gets an answer, be it the same as before
        action, statement = wish.get("action"), wish.get("statement_id")
        if action == "restore":
            self._notice = self._restore(wish.get("answers"))
        elif action not in ("commit", "next", "goto", "hint"):
            self._notice = self._words.say("not_action")
        elif not (isinstance(statement, str) and statement in self._order):
            self._notice = self._words.say("not_statement")
        elif action == "commit":
            self._notice = self._commit(str(statement), wish)
        elif action == "hint":
            self._hinted.add(str(statement))
        elif action == "goto":
            self._at = str(statement)
        else:
            self._at = self._first_open(after=str(statement))
        self.state = self._state()

    def _commit(
        self, statement: str, wish: dict[str, Any], answered_at: datetime | None = None
    ) -> str:
        """Keep one answer; return what has to be said about it, if anything."""
        label, confidence = wish.get("label"), wish.get("confidence")
        if not isinstance(label, str) or label not in _SCHEMES[self._scheme]:
            return self._words.say("not_choice")
        if confidence is not None and (
            isinstance(confidence, bool) or confidence not in CONFIDENCES
        ):
            return self._words.say("not_choice")
        if statement in self._given:
            self._at = statement
            return self._words.say("already")
        step = None if confidence is None else float(confidence)
        given = Given(label, step, answered_at or datetime.now(UTC))
        self._given[statement] = given
        self._at = statement
        self._unsaved.add(statement)
        return self._save()

    def _save(self) -> str:
        """Write what is not on disk yet; a disk that was full may have room by now."""
        for statement in [i for i in self._given if i in self._unsaved]:
            try:
                self._log.append(self._answer_row(statement, self._given[statement]))
            except AnswerError as error:
                cause = error.__cause__
                why = cause.strerror if isinstance(cause, OSError) else error
                return self._words.say("write", why=why or error)
            self._unsaved.discard(statement)
        return ""

    def _restore(self, copies: object) -> str:
        """Take over answers from a browser's copy, each held to the same rules as a new one."""
        before = len(self._given)
        troubles = []
        for copy in copies[: len(self._order)] if isinstance(copies, list) else []:
            statement = copy.get("statement_id") if isinstance(copy, dict) else None
            if (
                isinstance(statement, str)
                and statement in self._order
                and statement not in self._given
            ):
                troubles.append(self._commit(statement, copy, _past(copy.get("answered_at"))))
        self._at = self._first_open()
        said = self._words.say("restored", n=len(self._given) - before)
        return " ".join(dict.fromkeys([said, *filter(None, troubles)]))

    def _resume(self) -> str:
        """Take over what the log holds of this learner; return what has to be said about it."""
        say = self._words.say
        try:
            rows = self._log.read()
        except AnswerError as error:
            cause = error.__cause__
            why = cause.strerror if isinstance(cause, OSError) else error
            return say("unread", why=why or error)
        lesson = self._lesson
        own = rows["learner_id"] == self._learner
        rows = rows.loc[own & (rows["exercise_id"] == lesson.exercise_id)]
        same_text = rows["text_hash"] == lesson.text_hash
        same_scheme = rows["scheme"] == self._scheme
        for row in cast(
            "list[dict[str, Any]]", rows.loc[same_text & same_scheme].to_dict("records")
        ):
            if row["statement_id"] in self._order:
                step = None if pd.isna(row["confidence"]) else float(row["confidence"])
                self._given[row["statement_id"]] = Given(
                    row["label"], step, row["answered_at"].to_pydatetime()
                )
        edition, scheme = int((~same_text).sum()), int((same_text & ~same_scheme).sum())
        told = [
            say("edition", n=edition) if edition else "",
            say("scheme", n=scheme) if scheme else "",
            say("torn", n=len(self._log.notes)) if self._log.notes else "",
        ]
        return " ".join(filter(None, told))

    def _answer_row(self, statement: str, given: Given) -> dict[str, Any]:
        return {
            "learner_id": self._learner,
            "exercise_id": self._lesson.exercise_id,
            "statement_id": statement,
            "label": given.label,
            "scheme": self._scheme,
            "confidence": float("nan") if given.confidence is None else given.confidence,
            "answered_at": given.answered_at,
            "text_hash": self._lesson.text_hash,
        }

    def _first_open(self, after: str = "") -> str:
        """Return the next statement without an answer, round the end; none means the review."""
        cut = self._order.index(after) + 1 if after else 0
        turn = self._order[cut:] + self._order[:cut]
        return next((name for name in turn if name not in self._given), "")

    def _state(self) -> dict[str, Any]:
        unsaved, hinted, notice = bool(self._unsaved), self._hinted, self._notice
        shown = self._view.state(
            self._given, self._at, unsaved=unsaved, hinted=hinted, notice=notice
        )
        return shown | {"turn": self._turn}


def _past(moment: object) -> datetime | None:
    """Return the time a browser noted with an answer, unless it cannot be."""
    try:
        found = datetime.fromisoformat(str(moment))
    except ValueError:
        return None
    return found if found.tzinfo and found <= datetime.now(UTC) else None
