"""Mark the words that name the source, the reporting words and the hedges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.core.text import visible
from kit.exercises.frame.assets import module, style
from kit.exercises.frame.exercise import Exercise, as_lesson
from kit.exercises.frame.marks import PENS, quoted, read_marks, tokens, told
from kit.exercises.frame.printed import printed
from kit.exercises.highlighter.task import Marking
from kit.exercises.task import Answer, Mark

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from kit.exercises.frame.keeping import Given
    from kit.exercises.log import AnswerLog
    from kit.lessons.lesson import Lesson


class Highlighter(Exercise):
    """Mark the evidence in each statement of an article's body.

    Words are marked one at a time, by mouse, touch or keyboard. The score is the overlap with the
    key's words (F1, mean of the three kinds), and the verdict says which part was earned how.

    Parameters
    ----------
    lesson
        A lesson, or any text or frame of one article; the engine's finds then stand in for a key.
    learner, log
        As in `Sorter`.

    Examples
    --------
    >>> kit.Highlighter("Informed sources revealed that the port may close.")  # doctest: +SKIP
    """

    kind = "highlighter"
    _esm = module("highlighter", "words")
    _css = style("highlighter", "words")
    _task: Marking

    def __init__(
        self,
        lesson: Lesson | str | pd.DataFrame,
        learner: str | None = None,
        *,
        log: AnswerLog | Path | str | None = None,
    ) -> None:
        story = as_lesson(lesson)
        super().__init__(story, Marking(story), learner, log=log)

    def _printed(self) -> str:
        words = self._words.fixed()
        asked = self._words.asked(self.kind)["ask"]
        return printed(self._lesson, self._words, asked, [words[kind] for kind in PENS])

    def _asked(self, item: str) -> dict[str, Any]:
        text = str(self._rows[item]["text"])
        return super()._asked(item) | {"tokens": tokens(text)}

    def _read(self, item: str, wish: dict[str, Any]) -> Answer:
        return Answer("", read_marks(str(self._rows[item]["text"]), wish.get("given"), PENS))

    def _told(self, item: str, given: Given, mark: Mark) -> dict[str, Any]:
        text = str(self._rows[item]["text"])
        wanted = self._task.wanted(item)
        marks = {kind: text[span.start : span.end] for kind, span in wanted.items()}
        own = self._own(given) or self._words.say("no_source")
        lines = [*told(self._task.overlaps(item, given), self._words.lang)]
        reason = self._task.reason(item)
        return {
            "statement": self._statement(item, marks),
            "legend": list(marks),
            "verdict": self._verdict(mark, head=self._part_head(mark), lines=lines)
            | {"own_said": self._words.say("own", answer=visible(own)), "reason": visible(reason)},
        }

    def _own(self, given: Given) -> str:
        item = next((item for item, one in self._given.items() if one is given), "")
        return quoted(str(self._rows[item]["text"]), given, self._words.lang) if item else ""
