"""Mark the words that name the source, the reporting words and the hedges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.locales import translator
from kit.tasks import Answer, Mark, Marking
from kit.tasks.marking import PENS, marks_of, told, touched, words_of
from kit.text import visible
from kit.widgets.assets import module, style
from kit.widgets.exercise import Exercise, as_lesson
from kit.widgets.keeping import Given, Refused
from kit.widgets.printed import printed

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from kit.answers import AnswerLog
    from kit.lessons import Lesson
    from kit.text import Span

_MOST = 2_000


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
    _css = style("words")
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


def tokens(text: str) -> list[list[Any]]:
    """Return a text as words [text, start, end] and what lies between them [text, -1, -1]."""
    out: list[list[Any]] = []
    at = 0
    for word in words_of(text):
        if word.start > at:
            out.append([visible(text[at : word.start]), -1, -1])
        out.append([visible(text[word.start : word.end]), word.start, word.end])
        at = word.end
    if at < len(text):
        out.append([visible(text[at:]), -1, -1])
    return out


def read_marks(text: str, given: object, pens: tuple[str, ...]) -> tuple[Any, ...]:
    """Return marks that a page sent, whole words of a text, or raise `Refused`."""
    if not isinstance(given, list) or len(given) > _MOST:
        raise Refused("not_choice")
    words: list[Span] = words_of(text)
    chosen: list[tuple[str, int]] = []
    for part in given:
        kind, *span = part if isinstance(part, list | tuple) and len(part) == 3 else (None,)  # noqa: PLR2004  (kind, start, end)
        if kind not in pens or not all(type(at) is int for at in span):
            raise Refused("not_choice")
        chosen += [(str(kind), place) for place in touched(words, [(span[0], span[1])])]
    return marks_of(words, chosen)


def quoted(text: str, given: Answer, lang: str) -> str:
    """Return the words that an answer marks, in quotation marks."""
    opens, closes = "«»" if lang == "ar" else "“”"
    found = [f"{opens}{text[a:b]}{closes}" for _, a, b in given.given]
    return translator(lang)(", ").join(found)
