"""The walk-through: an answer for each statement, and why."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from kit.core.codebook import CHOICES, LABELS, Scheme, student_view
from kit.core.errors import AnswerError, unknown
from kit.core.frames import records
from kit.core.text import direction, visible
from kit.engine.explain import explain_each
from kit.exercises.frame.assets import module, style
from kit.exercises.frame.exercise import Exercise, as_lesson
from kit.exercises.frame.keeping import Given, Refused, label_of
from kit.exercises.frame.printed import printed
from kit.exercises.sorter.task import Sorting
from kit.exercises.task import Answer, Mark
from kit.measures import NEEDED, WINDOW, is_mastered, mastery

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from kit.core.rows import Suggestion
    from kit.exercises.log import AnswerLog
    from kit.lessons.lesson import Lesson

Mode = Literal["one", "article"]
_SCHEMES: Final = {"student": CHOICES, "codebook": LABELS}
_MODES: Final = ("one", "article")


class Sorter(Exercise):
    """Sort the statements of a lesson and be told why.

    Parameters
    ----------
    lesson
        What to work on: a lesson, or any text or frame of one article, for which the engine's
        suggestions then stand in for a key. The key stays in Python: the browser gets the
        verdict on one statement once that is answered.
    learner
        Whose answers these are. Left out, a name is made up once and kept in
        ``answers/learner.txt``, so that the same learner comes back with the notebook.
    scheme
        ``"student"`` offers the four answers, ``"codebook"`` the six labels.
    mode
        ``"one"`` asks for one statement after the other, ``"article"`` shows the whole article
        and takes answers in any order; the learner can change over.
    log
        Where answers are kept; ``answers/<exercise>/<learner>.jsonl`` if left out.
    feedback
        With false it is a test: no verdicts and no hints, and an answer brings the next statement.
        What was right stands in `scores` alone.

    Raises
    ------
    AnswerError
        If scheme or mode is unknown, the learner's name is empty, or there is no lesson.

    Examples
    --------
    >>> sorter = kit.Sorter(kit.load_lesson("the-call", lang="ar"))  # doctest: +SKIP
    >>> sorter.scores  # doctest: +SKIP
    """

    kind = "sorter"
    _esm = module("sorter")
    _css = style("sorter")
    _task: Sorting

    def __init__(  # noqa: PLR0913  (each but the lesson has a default that fits)
        self,
        lesson: Lesson | str | pd.DataFrame,
        learner: str | None = None,
        *,
        scheme: Scheme = "student",
        mode: Mode = "one",
        log: AnswerLog | Path | str | None = None,
        feedback: bool = True,
    ) -> None:
        if scheme not in _SCHEMES:
            raise AnswerError(unknown("scheme", scheme, _SCHEMES))
        if mode not in _MODES:
            raise AnswerError(unknown("mode", mode, _MODES))
        story = as_lesson(lesson)
        self._whole = feedback and not story.single
        self._mode: str = mode if self._whole else "one"
        super().__init__(story, Sorting(story, scheme), learner, log=log, feedback=feedback)

    def _printed(self) -> str:
        words = self._words
        options = words.options(cast("Scheme", self._task.scheme))
        notes = [f"{option['name']} ({option['gloss']})" for option in options]
        return printed(self._lesson, words, words.asked(self.kind)["ask"], notes)

    def _more_fixed(self) -> dict[str, Any]:
        return {
            "options": self._words.options(cast("Scheme", self._task.scheme)),
            "article": self._paragraphs() if self._whole else [],
        }

    def _paragraphs(self) -> list[dict[str, Any]]:
        """Return the article as a page shows it whole: paragraphs of numbered statements."""
        found: dict[int, dict[str, Any]] = {}
        for row in self._rows.values():
            lang = str(row["lang"])
            form = str(row["zone"]) if self._words.zone(str(row["zone"])) else "body"
            new = {"lang": lang, "dir": direction(lang), "form": form, "texts": []}
            found.setdefault(int(row["paragraph"]), new)["texts"].append(visible(str(row["text"])))
        return list(found.values())

    def _shown(self) -> dict[str, Any]:
        shown = super()._shown()
        if self._mode == "article" and self._at:
            shown["before"] = ""  # the article itself leads anywhere
        return shown | {"view": self._mode if self._at else "one"}

    def _heard(self, action: str, wish: dict[str, Any]) -> None:
        if action != "view" or wish.get("mode") not in _MODES or not self._whole:
            raise Refused("not_action")
        self._mode = str(wish["mode"])

    def _read(self, item: str, wish: dict[str, Any]) -> Answer:  # noqa: ARG002  (all items take the same)
        return Answer(label_of(wish, self._task.scheme))

    def _told(self, item: str, given: Given, mark: Mark) -> dict[str, Any]:
        key = self._key[item]
        marks = {"source": key["source"], "cue": key["cue"], "hedge": key["hedge_words"]}
        statement = self._statement(item, marks)
        held = {kind for piece in statement["pieces"] for kind in piece["marks"]}
        return {
            "statement": statement,
            "legend": [kind for kind in marks if kind in held],
            "verdict": self._why(item, given, mark),
        }

    def _why(self, item: str, given: Given, mark: Mark) -> dict[str, Any]:
        say, answer = self._words.say, self._words.answer
        expected, others = self._task.expected(item)
        own, right = answer(given.label), mark.accepted
        if given.label == expected:
            name = "agrees_draft" if self._lesson.drafted else "right"
            head = say(name, answer=own)
        elif right:
            head = say("accepted", answer=own)
        else:
            head = say(self._by("wrong"), answer=answer(expected))
        differ = [answer(label) for label in (expected, *others) if label != given.label]
        return {
            "tone": "right" if right else "wrong",
            "label": given.label if right else expected,
            "right": right,
            "head": head,
            "own_said": "" if right else say("own", answer=own),
            "reason": visible(mark.feedback),
            "differ": self._differ(
                differ if right else [answer(label) for label in others], others
            ),
            "rule": self._rule(item, expected),
            "lines": [self._mastery()] if self._lesson.single else [],
        }

    def _hints(self, item: str) -> tuple[str, ...]:
        return () if self._lesson.drafted else self._task.hints(item)

    def _mastery(self) -> str:
        """Say how far the learner is, by the answers given last."""
        given = sorted(self._given.items(), key=lambda pair: pair[1].answered_at)
        last = mastery([self._task.mark(item, answer).accepted for item, answer in given])
        name = "mastered" if is_mastered(last) else "mastery"
        window, needed = WINDOW, NEEDED
        return self._words.say(name, right=last.part, last=last.whole, needed=needed, window=window)

    def _differ(self, names: list[str], others: tuple[str, ...]) -> str:
        return self._words.say("differ", answer=" / ".join(names)) if others and names else ""

    def _rule(self, item: str, expected: str) -> str:
        """Say which of the engine's rules fits, or that the engine sees it otherwise."""
        row = self._suggested.get(item)
        if row is None:
            return ""
        label = row.label if self._task.scheme == "codebook" else student_view(row.label)
        why = visible(row.why(self._words.lang))
        if self._lesson.drafted:
            return self._words.say("rule_draft", rule=row.rules[0])
        if label == expected:
            return self._words.say("rule", rule=row.rules[0], why=why)
        return self._words.say("engine", answer=self._words.answer(label), rule=row.rules[0])

    @cached_property
    def _suggested(self) -> dict[str, Suggestion]:
        """The engine's suggestions; made with the first verdict, as nobody needs them before."""
        rows = (row for found in explain_each(self._lesson.article_rows) for row in found.labels)
        return {row.statement_id: row for row in rows}

    @cached_property
    def _key(self) -> dict[str, dict[str, Any]]:
        return {str(row["statement_id"]): row for row in records(self._lesson.key)}
