"""Write the honest headline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.core.text import direction, visible
from kit.exercises.frame.assets import module, style
from kit.exercises.frame.exercise import Exercise, as_lesson
from kit.exercises.frame.keeping import Given, own_text
from kit.exercises.frame.printed import printed
from kit.exercises.rewrite.task import LONGEST, Rewriting
from kit.exercises.task import Answer, Mark
from kit.languages.interface import number

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from kit.exercises.log import AnswerLog
    from kit.lessons.lesson import Lesson


class Rewrite(Exercise):
    """Put a headline, and statements that are easily overstated, into honest words.

    While a learner writes, the engine tells whether the matter, its source and its certainty are
    kept: half a point each for the last two. The engine knows words, not truth, and may be wrong.

    Parameters
    ----------
    lesson
        A lesson, or any text or frame of one article; the engine's finds then stand in for a key.
    learner, log
        As in `Sorter`.
    """

    kind = "rewrite"
    _esm = module("rewrite", "live")
    _css = style("rewrite", "live")
    _task: Rewriting

    def __init__(
        self,
        lesson: Lesson | str | pd.DataFrame,
        learner: str | None = None,
        *,
        log: AnswerLog | Path | str | None = None,
    ) -> None:
        story = as_lesson(lesson)
        super().__init__(story, Rewriting(story), learner, log=log)

    def _printed(self) -> str:
        places = {item: at for at, item in enumerate(self._rows, start=1)}
        shown = [f"{number(places[item], self._words.lang)}: ______" for item in self._order]
        return printed(self._lesson, self._words, self._words.asked(self.kind)["ask"], shown)

    def _hints(self, item: str) -> tuple[str, ...]:  # noqa: ARG002  (the hints are to the sorting)
        return ()

    def _matter(self, item: str) -> dict[str, str]:
        row = self._task.matter(item)
        lang = str(self._rows[item]["lang"])
        return {"text": visible(str(row["text"])), "lang": lang, "dir": direction(lang)}

    def _asked(self, item: str) -> dict[str, Any]:
        matter, head = self._matter(item), self._line(item)
        return {"matter": matter, "head": None if head == matter else head}

    def _tried(self, wish: dict[str, Any]) -> dict[str, Any]:
        item, text = wish.get("statement_id"), wish.get("text")
        if not (item in self._task.items and isinstance(text, str)) or len(text) > LONGEST:
            return {"at": self._at, "lines": []}
        if not text.strip():
            return {"at": item, "lines": []}
        read = self._task.read(str(item), text)
        lines: list[dict[str, Any]] = [
            {"good": kept, "told": visible(told)}
            for kept, told in zip(read.kept, read.told, strict=True)
        ]
        lines.append({"label": read.label, "told": self._words.answer(read.label)})
        return {"at": item, "lines": lines}

    def _read(self, item: str, wish: dict[str, Any]) -> Answer:  # noqa: ARG002  (all items take the same)
        return Answer("", (own_text(wish, LONGEST),))

    def _told(self, item: str, given: Given, mark: Mark) -> dict[str, Any]:
        lang = str(self._rows[item]["lang"])
        lines = self._task.read(item, str(given.given[0])).told
        return {
            "matter": self._matter(item),
            "own": {"text": visible(str(given.given[0])), "lang": lang, "dir": direction(lang)},
            "verdict": self._verdict(mark, head=self._part_head(mark), lines=lines),
        }

    def _own(self, given: Given) -> str:
        return str(given.given[0])
