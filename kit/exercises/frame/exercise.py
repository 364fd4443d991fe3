"""What all exercises share: what a page asks of them, and what it is told."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from threading import Thread
from typing import TYPE_CHECKING, Any, ClassVar

import anywidget
import pandas as pd
import traitlets

from kit.core.errors import AnswerError
from kit.core.frames import records
from kit.core.text import direction, visible
from kit.exercises.frame.keeping import Keeping, Refused
from kit.exercises.frame.passage import passage
from kit.exercises.frame.printed import printed
from kit.languages.interface import decimal, number
from kit.languages.lexicon import load_lexicon
from kit.lessons.drafts import draft_lesson
from kit.lessons.lesson import Lesson

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kit.exercises.frame.keeping import Given
    from kit.exercises.log import AnswerLog
    from kit.exercises.task import Mark, Task


class Exercise(Keeping, anywidget.AnyWidget):
    """A lesson with a task, one learner and a log; each widget says how its task is shown.

    Parameters
    ----------
    lesson
        What to work on. Its key stays in Python: the browser gets the verdict on one item once
        that is answered.
    task
        What is asked.
    learner
        Whose answers these are. Left out, a name is made up once and kept in
        ``answers/learner.txt``, so that the same learner comes back with the notebook.
    log
        Where answers are kept; ``answers/<exercise>/<learner>.jsonl`` if left out.
    feedback
        Whether verdicts and hints are given; without them it is a test.
    """

    kind: ClassVar[str]
    """The name of the script, of the style and of the words that belong to this widget."""

    fixed = traitlets.Dict().tag(sync=True)
    """What never changes: words, choices, steps, and whose work this is."""
    state = traitlets.Dict().tag(sync=True)
    """All that may be seen now. It holds nothing of the key but the verdicts already earned."""

    def __init__(
        self,
        lesson: Lesson,
        task: Task,
        learner: str | None,
        *,
        log: AnswerLog | Path | str | None = None,
        feedback: bool = True,
    ) -> None:
        Keeping.__init__(self, lesson, task, learner, log)
        self._feedback = feedback
        self._rows = {str(row["statement_id"]): row for row in records(lesson.statements)}
        self._numbers = {name: at for at, name in enumerate(self._rows)}
        self._hinted: dict[str, int] = {}
        self._turn = 0
        self._notice = self._resume()
        self._at = self._first_open()
        _warm(str(lesson.articles["lang"].iloc[0]) if len(lesson.articles) else lesson.lang)
        anywidget.AnyWidget.__init__(self, fixed=self._fixed(), state=self._state())
        self.on_msg(lambda _widget, content, _buffers: self.receive(content))

    # what a notebook sees

    @property
    def scores(self) -> pd.DataFrame:
        """The answers held against the key, the frame ``scores``."""
        from kit.exercises.scores import score_task  # noqa: PLC0415  (who only answers needs no scoring)

        return score_task(self.answers, self._task, self._words.lang)

    def __repr__(self) -> str:
        """Say the same on every run, so that a notebook's stored output can be compared."""
        lesson, name = self._lesson, type(self).__name__
        done = f"{len(self._given)} of {len(self._order)}"
        return f"{name}({lesson.lesson_id!r}, lang={lesson.lang!r}, answered={done})"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:  # noqa: ANN401  (as anywidget has it)
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if data is not None:
            data["text/html"] = self._printed()
        return bundle

    # what a widget says of its task

    def _printed(self) -> str:
        return printed(self._lesson, self._words, self._words.asked(self.kind)["ask"], ())

    def _more_fixed(self) -> dict[str, Any]:
        """Return what else never changes."""
        return {}

    def _asked(self, item: str) -> dict[str, Any]:
        """Return what an open item shows; nothing of the key."""
        return {"statement": self._statement(item, {})}

    def _told(self, item: str, given: Given, mark: Mark) -> dict[str, Any]:
        """Return what an answered item shows: the verdict, and more."""
        raise NotImplementedError

    def _heard(self, action: str, wish: dict[str, Any]) -> None:  # noqa: ARG002  (for widgets that hear more)
        """Do what only this widget can be asked for; raises `Refused` for all else."""
        raise Refused("not_action")

    def _tried(self, wish: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002  (for widgets that read along)
        """Return what can be said of a choice before it is committed."""
        return {}

    def _own(self, given: Given) -> str:
        """Return the learner's answer in words."""
        return self._words.answer(given.label) if given.label else ""

    def _look(self, given: Given) -> str:
        """Return the label whose colour and mark an answer bears; empty for a plain one."""
        return given.label

    def _line(self, item: str) -> dict[str, str]:
        """Return the words that stand for an item in a list."""
        row = self._rows[item]
        lang = str(row["lang"])
        return {"text": visible(str(row["text"])), "lang": lang, "dir": direction(lang)}

    def _number(self, item: str) -> str:
        """Return an item's number: a statement's in its article, another one's in the exercise."""
        whole = item in self._numbers and not self._lesson.single
        places = self._numbers if whole else self._places
        return number(places[item] + 1, self._words.lang)

    def _weight(self, item: str) -> int:
        """Return how wide an item is in the strip."""
        return len(str(self._rows[item]["text"])) if item in self._rows else 60

    # what the page sends

    def receive(self, content: object) -> None:
        """Take one message from the browser; what makes no sense changes nothing and says so."""
        wish = content if isinstance(content, dict) else {}
        if wish.get("action") == "try":
            self.send(self._tried(wish))
            return
        self._turn += 1  # a page that asked always gets an answer, be it the same as before
        self._notice = self._catch_up()
        try:
            said = self._obey(wish.get("action"), wish)
        except Refused as no:
            said = self._words.say(str(no))
        self._notice = " ".join(filter(None, [self._notice, said]))
        self.state = self._state()

    def _obey(self, action: object, wish: dict[str, Any]) -> str:
        if action == "restore":
            said = self._restore(wish)
            self._at = self._first_open()
            return said
        if action == "commit" and isinstance(wish.get("answers"), list):
            if not wish["answers"]:
                raise Refused("not_choice")
            return self._commit(wish["answers"])
        if action not in ("commit", "next", "goto", "hint"):
            self._heard(str(action), wish)
            return ""
        item = wish.get("statement_id")
        if not (isinstance(item, str) and item in self._places):
            raise Refused("not_statement")
        if action == "commit":
            return self._commit([wish])
        if action == "hint":
            self._hinted[item] = self._hinted.get(item, 0) + 1
        elif action == "goto" and (self._feedback or item not in self._given):
            self._at = item
        else:
            self._at = self._first_open(after=item)
        return ""

    def _commit(self, wishes: list[Any]) -> str:
        """Keep answers; return what has to be said about them, if anything."""
        now, said = datetime.now(UTC), []
        taken: dict[str, Given] = {}
        for wish in wishes[: len(self._order)]:
            try:
                item, given = self._take(wish, now)
                if item in taken:
                    raise Refused("already")  # noqa: TRY301  (told like all that is refused)
            except Refused as no:
                said.append(self._words.say(str(no)))
                continue
            taken[item] = given
        if len(wishes) == 1 and isinstance(wishes[0], dict):
            item = str(wishes[0].get("statement_id"))
            self._at = item if item in self._given or item in taken else self._at
        said.append(self._keep(taken))
        if taken and not self._feedback:
            self._at = self._first_open(after=self._at or next(reversed(taken)))
            said.insert(0, self._words.say("kept"))
        return " ".join(dict.fromkeys(filter(None, said)))

    # what the page sees

    def _fixed(self) -> dict[str, Any]:
        lesson, words = self._lesson, self._words
        return {
            "lang": words.lang,
            "dir": direction(words.lang),
            "title": visible(lesson.title),
            "exercise": self._exercise,
            "learner": self._learner,
            "anonymous": self._anonymous,
            "text_hash": lesson.text_hash,
            "scheme": self._task.scheme,
            "words": words.fixed() | words.asked(self.kind),
            "steps": words.steps(),
            "digits": [number(digit, words.lang) for digit in range(10)],
            "items": [[item, self._weight(item)] for item in self._order],
            **self._more_fixed(),
        }

    def _state(self) -> dict[str, Any]:
        say, done, total = self._words.say, len(self._given), len(self._order)
        unsaved = bool(self._unsaved)
        return self._shown() | {
            "turn": self._turn,
            "at": self._at,
            "status": say("unsaved" if unsaved else "saved", done=done, total=total),
            "unsaved": unsaved,
            "complete": done == total,
            "notice": visible(self._notice),
            "strip": [self._segment(item) for item in self._order],
            "strip_label": self._strip_label(),
        }

    def _shown(self) -> dict[str, Any]:
        if self._at in self._given and not self._feedback:
            self._at = self._first_open(after=self._at)
        if self._at in self._given:
            return self._answered(self._at)
        if self._at:
            hints = self._hints(self._at) if self._feedback else ()
            shown = hints[: self._hinted.get(self._at, 0)]
            place = self._places[self._at]
            return {
                "mode": "ask",
                "before": self._order[place - 1] if place and self._feedback else "",
                "has_hint": len(shown) < len(hints),
                "hint": "\n".join(map(visible, shown)),
                **self._asked(self._at),
            }
        return self._review()

    def _answered(self, item: str) -> dict[str, Any]:
        given, place = self._given[item], self._places[item]
        before = self._order[place - 1] if place else ""
        mark = self._task.mark(item, given)
        return {"mode": "verdict", "before": before, **self._told(item, given, mark)}

    def _review(self) -> dict[str, Any]:
        if not self._order:
            return {"mode": "review", "result": self._words.say("nothing"), "items": []}
        if not self._feedback:
            done = self._words.say("tested", n=len(self._given))
            return {"mode": "review", "result": done, "items": []}
        marks = {item: self._task.mark(item, given) for item, given in self._given.items()}
        return {
            "mode": "review",
            "result": self._result(list(marks.values())),
            "items": [self._item(item, marks[item]) for item in self._order if item in marks],
        }

    def _result(self, marks: Sequence[Mark]) -> str:
        right, total = sum(mark.accepted for mark in marks), len(self._order)
        points = sum(mark.points for mark in marks)
        if points == right:
            return self._words.say("result", right=right, total=total)
        return self._words.say("points", points=decimal(points, self._words.lang), total=total)

    def _item(self, item: str, mark: Mark) -> dict[str, Any]:
        given = self._given[item]
        own = self._own(given)
        return {
            "id": item,
            "number": self._number(item),
            **self._line(item),
            "own": self._look(given),
            "own_said": self._words.say("own", answer=visible(own)) if own else "",
            "right": mark.accepted,
            "points": round(mark.points / mark.max_points, 2) if mark.max_points else 1,
            "key_said": self._key_said(given, mark),
            "reason": visible(mark.feedback),
        }

    def _key_said(self, given: Given, mark: Mark) -> str:
        if given.label == mark.expected or not given.label:
            return ""
        return self._words.say(self._by("key"), answer=self._words.answer(mark.expected))

    def _by(self, name: str) -> str:
        """Return a message's name for a key that a person wrote, or for the engine's draft."""
        return f"{name}_draft" if self._lesson.drafted else name

    def _statement(self, item: str, marks: dict[str, str]) -> dict[str, Any]:
        row = self._rows[item]
        zone = self._words.zone(str(row["zone"]))
        place = self._number(item)
        return {
            "id": item,
            "lang": str(row["lang"]),
            "dir": direction(str(row["lang"])),
            "zone": " – ".join(filter(None, (place, zone))),
            "form": str(row["zone"]) if zone else "body",
            "pieces": passage(*self._lesson.around(item), item, marks),
        }

    def _verdict(self, mark: Mark, *, head: str, lines: Sequence[str]) -> dict[str, Any]:
        """Return a verdict for tasks whose points come in parts."""
        return {
            "tone": "right" if mark.accepted else "part" if mark.points else "wrong",
            "right": mark.accepted,
            "head": head,
            "lines": [visible(line) for line in lines if line],
        }

    def _part_head(self, mark: Mark) -> str:
        if mark.accepted:
            return self._words.say("all_right")
        share = number(round(100 * mark.points / (mark.max_points or 1)), self._words.lang)
        return self._words.say("part" if mark.points else "not_yet", share=share)

    def _hints(self, item: str) -> tuple[str, ...]:
        """Return what helps with an item, the mildest first."""
        key = self._lesson.key
        row = key.loc[key["statement_id"] == item]
        hint = str(row[f"hint_{self._words.lang}"].iloc[0]) if len(row) else ""
        return (hint,) if hint else ()

    def _segment(self, item: str) -> dict[str, Any]:
        given = self._given.get(item)
        if given is None:
            return {}
        return {
            "own": self._look(given) or "done",
            "confidence": given.confidence,
            "answered_at": given.answered_at.isoformat(),
            **self._sent(given),
        }

    def _strip_label(self) -> str:
        given, words = self._given, self._words
        parts = [words.say("strip", done=len(given), total=len(self._order))]
        if len(self._order) <= _TOLD:
            for item in self._order:
                said = self._own(given[item]) if item in given else ""
                here = words.say("now") if item == self._at else ""
                if said or here:
                    told = ", ".join(filter(None, [said, here]))
                    parts.append(f"{self._number(item)}: {visible(told)}.")
        return " ".join(parts)

    def _first_open(self, after: str = "") -> str:
        """Return the next item without an answer, round the end; none means the review."""
        cut = self._places[after] + 1 if after else 0
        turn = self._order[cut:] + self._order[:cut]
        return next((name for name in turn if name not in self._given), "")


_TOLD = 60
"""A strip of more items than this is told by its counts alone."""


@cache
def _warm(lang: str) -> None:
    """Let the engine read its words while the learner reads the story: the first verdict is told at once."""
    Thread(target=load_lexicon, args=(lang,), daemon=True).start()


def as_lesson(story: Lesson | str | pd.DataFrame, lang: str | None = None) -> Lesson:
    """Return a lesson as it is, or make one of a text or of one article.

    Raises
    ------
    AnswerError
        If it is none of these.
    """
    if isinstance(story, Lesson):
        return story
    if isinstance(story, str | pd.DataFrame):
        return draft_lesson(story, lang)
    raise AnswerError(
        f"found {type(story).__name__}, expected a lesson, a text or a frame of one article; "
        "load one: kit.load_lesson('the-call')"
    )
