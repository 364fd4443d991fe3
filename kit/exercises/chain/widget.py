"""Put the hands that the news passed through in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.core.text import visible
from kit.exercises.chain.task import Chaining
from kit.exercises.frame.assets import module, style
from kit.exercises.frame.exercise import Exercise, as_lesson
from kit.exercises.frame.keeping import Given, Refused, texts
from kit.exercises.frame.printed import printed
from kit.exercises.task import Answer, Mark

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from kit.exercises.log import AnswerLog
    from kit.lessons.lesson import Lesson


class ChainBuilder(Exercise):
    """Build the chain of hands behind a statement, and find its weakest link.

    Hands are added by pressing them, moved by dragging or with the arrow keys, and taken out by
    pressing them again. The score is 1 minus the edit distance to the key's chain, divided by
    the longer chain's length.

    Parameters
    ----------
    lesson
        A lesson, or any text or frame of one article; the engine's finds then stand in for a key.
    learner, log
        As in `Sorter`.
    """

    kind = "chain"
    _esm = module("chain")
    _css = style("chain")
    _task: Chaining

    def __init__(
        self,
        lesson: Lesson | str | pd.DataFrame,
        learner: str | None = None,
        *,
        log: AnswerLog | Path | str | None = None,
    ) -> None:
        story = as_lesson(lesson)
        super().__init__(story, Chaining(story), learner, log=log)

    def _printed(self) -> str:
        words = self._words.asked(self.kind)
        return printed(
            self._lesson, self._words, words["ask"], [words["reader"], *self._task.hands]
        )

    def _more_fixed(self) -> dict[str, Any]:
        return {"hands": [[shown, shown] for shown in map(visible, self._task.hands)]}

    def _read(self, item: str, wish: dict[str, Any]) -> Answer:  # noqa: ARG002  (all items take the same)
        shown = {visible(hand): hand for hand in self._task.hands}
        hands = [shown.get(hand, hand) for hand in texts(wish.get("given"), len(shown))]
        if not hands or len(set(hands)) < len(hands) or not set(hands) <= set(self._task.hands):
            raise Refused("not_choice")
        return Answer("", tuple(hands))

    def _told(self, item: str, given: Given, mark: Mark) -> dict[str, Any]:
        key, weakest = self._task.chain(item), self._task.weakest(item)
        return {
            "statement": self._statement(item, {}),
            "own": [{"hand": visible(hand), "weak": False} for hand in given.given],
            "key": [{"hand": visible(h), "weak": h == weakest} for h in key],
            "verdict": self._verdict(mark, head=self._part_head(mark), lines=[mark.feedback]),
        }

    def _sent(self, given: Given) -> dict[str, Any]:
        return {"label": "", "given": [visible(str(hand)) for hand in given.given]}

    def _own(self, given: Given) -> str:
        return self._task.drawn(given.given)
