"""Hold the body of an article against its headline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.core.codebook import RELATIONS
from kit.core.text import visible
from kit.exercises.frame.assets import module, style
from kit.exercises.frame.exercise import Exercise, as_lesson
from kit.exercises.frame.keeping import Given, label_of
from kit.exercises.frame.printed import printed
from kit.exercises.headline.task import Heading
from kit.exercises.task import Answer, Mark
from kit.languages.interface import number

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from kit.exercises.log import AnswerLog
    from kit.lessons.lesson import Lesson


class HeadlineCheck(Exercise):
    """Find the statements that support a headline, weaken it or leave it open.

    All are committed at once; what is left alone counts as saying nothing about the headline,
    and neither earns nor costs anything where that is so. Then it is told what the headline
    dropped: attribution, hedge, certainty, an answer.

    Parameters
    ----------
    lesson
        A lesson, or any text or frame of one article whose first line is the headline; the
        engine then guesses the relations from shared words and sourcing, and says so.
    learner, log
        As in `Sorter`.
    """

    kind = "headline"
    _esm = module("headline")
    _css = style("headline")
    _task: Heading

    def __init__(
        self,
        lesson: Lesson | str | pd.DataFrame,
        learner: str | None = None,
        *,
        log: AnswerLog | Path | str | None = None,
    ) -> None:
        story = as_lesson(lesson)
        super().__init__(story, Heading(story), learner, log=log)

    def _printed(self) -> str:
        asked = self._words.asked(self.kind)["ask"]
        return printed(self._lesson, self._words, asked, self._words.meanings(RELATIONS))

    def _more_fixed(self) -> dict[str, Any]:
        places = {item: at for at, item in enumerate(self._rows, start=1)}
        return {
            "options": self._words.others({label: label for label in RELATIONS}),
            "head": super()._line(self._task.headline)
            if self._order
            else {"text": "", "lang": "", "dir": ""},
            "body": [
                {"id": item, "number": number(places[item], self._words.lang), **self._line(item)}
                for item in self._order
            ],
        }

    def _review(self) -> dict[str, Any]:
        shown = super()._review()
        if not self._order:
            return shown | {"result": self._words.say("no_headline"), "dropped": []}
        return shown | {"dropped": [visible(line) for line in self._task.dropped().values()]}

    def _result(self, marks: Any) -> str:  # noqa: ANN401  (as the base has it)
        points, most = sum(m.points for m in marks), sum(m.max_points for m in marks)
        return self._words.say("result", right=round(points), total=round(most))

    def _first_open(self, after: str = "") -> str:
        """Return the first open item: all of them are asked together."""
        del after
        return super()._first_open()

    def _hints(self, item: str) -> tuple[str, ...]:  # noqa: ARG002  (one question for all statements)
        return ()

    def _read(self, item: str, wish: dict[str, Any]) -> Answer:  # noqa: ARG002  (all items take the same)
        return Answer(label_of(wish, self._task.scheme))

    def _told(self, item: str, given: Given, mark: Mark) -> dict[str, Any]:
        name = "right" if mark.accepted else "wrong"
        head = self._words.say(
            self._by(name) if name == "wrong" else name, answer=self._words.answer(mark.expected)
        )
        own = (
            "" if mark.accepted else self._words.say("own", answer=self._words.answer(given.label))
        )
        return {
            "statement": self._statement(item, {}),
            "verdict": self._verdict(mark, head=head, lines=[])
            | {"label": mark.expected, "own_said": own, "reason": visible(mark.feedback)},
        }

    def _commit(self, wishes: list[Any]) -> str:
        said = super()._commit(wishes)
        self._at = self._first_open()
        return said
