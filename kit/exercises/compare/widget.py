"""Stories on one event, side by side."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar, Final

import pandas as pd

from kit.core.codebook import LABELS, student_view
from kit.core.errors import LessonError
from kit.core.frames import records
from kit.core.rows import Article
from kit.core.text import direction, visible
from kit.exercises.compare.task import Comparing
from kit.exercises.frame.assets import module, style
from kit.exercises.frame.exercise import Exercise, as_lesson
from kit.exercises.frame.keeping import Given, Refused, texts
from kit.exercises.frame.printed import question
from kit.exercises.task import Answer, Mark
from kit.languages.interface import number, translator
from kit.lessons.lesson import Lesson
from kit.show.pages import numbered, paragraph, sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kit.exercises.log import AnswerLog

_FEWEST: Final = 2
_MOST: Final = 5


class Compare(Exercise):
    """Two to five stories on the same event as sourcing strips, one below the other.

    Pressing a block shows its statement, who stands behind it, and what the other stories say
    on the same matter (shared words decide, so a retelling in other words is missed). The
    strips show the keys: compare stories after sorting them. One question is asked: which story
    stands least on the record?

    Parameters
    ----------
    stories
        Lessons, texts or frames of one article each; or a frame of several articles. Where there
        is no key, the engine's suggestions are shown.
    learner, log
        As in `Sorter`.
    lang
        Language of the interface; that of the first story if left out.

    Raises
    ------
    LessonError
        If there are fewer than two stories or more than five.
    """

    kind = "compare"
    _esm = module("compare")
    _css = style("compare")
    _task: Comparing
    _steps: ClassVar[tuple[str, ...]] = LABELS

    def __init__(
        self,
        stories: Iterable[Lesson | str | pd.DataFrame] | pd.DataFrame,
        learner: str | None = None,
        *,
        lang: str | None = None,
        log: AnswerLog | Path | str | None = None,
    ) -> None:
        if isinstance(stories, pd.DataFrame):
            stories = [stories.iloc[[at]] for at in range(len(stories))]
        lessons = [as_lesson(story) for story in stories]
        names = {lesson.exercise_id for lesson in lessons}
        if not _FEWEST <= len(lessons) <= _MOST or len(names) < len(lessons):
            raise LessonError(
                f"found {len(names)} different stories, expected {_FEWEST} to {_MOST}; give a list of lessons or texts"
            )
        self._lessons = lessons
        task = Comparing(lessons)
        super().__init__(_together(lessons, lang or lessons[0].lang), task, learner, log=log)

    def _printed(self) -> str:
        face, parts = self._words.lang, []
        for lesson in self._lessons:
            parts += question(self._title(lesson), [])
            parts += numbered(lesson, face)
        parts.append(paragraph("", face))
        ask = question(
            self._words.asked(self.kind)["ask"], [self._title(one) for one in self._lessons]
        )
        return sheet(self._lesson.title, [*parts, *ask], face)

    def _title(self, lesson: Lesson) -> str:
        publisher = str(lesson.articles["publisher"].iloc[0])
        return f"{publisher}: {lesson.title}" if publisher and not lesson.drafted else lesson.title

    def _more_fixed(self) -> dict[str, Any]:
        words = self._words
        options = [
            {
                "label": one.exercise_id,
                "name": visible(self._title(one)),
                "digit": number(at, words.lang),
            }
            for at, one in enumerate(self._lessons, start=1)
        ]
        return {
            "stories": [self._story(at) for at in range(len(self._lessons))],
            "options": options,
        }

    def _story(self, at: int) -> dict[str, Any]:
        lesson, words = self._lessons[at], self._words
        share = number(round(100 * self._task.shares[lesson.exercise_id]), words.lang)
        labels = list(lesson.key["label"])
        return {
            "title": visible(self._title(lesson)),
            "lang": lesson.lang,
            "dir": direction(lesson.lang),
            "share": words.asked(self.kind)["share"].format(share=share),
            "blocks": [
                {
                    "text": visible(str(row["text"])),
                    "lang": row["lang"],
                    "dir": direction(str(row["lang"])),
                    "label": student_view(labels[place]),
                    "name": words.answer(labels[place]),
                    "number": number(place + 1, words.lang),
                    "size": len(str(row["text"])),
                    "alike": [list(pair) for pair in self._task.alike(at, place)],
                }
                for place, row in enumerate(records(lesson.statements))
            ],
        }

    def _hints(self, item: str) -> tuple[str, ...]:  # noqa: ARG002  (the strips are the hint)
        return ()

    def _asked(self, item: str) -> dict[str, Any]:  # noqa: ARG002  (there is one item)
        return {}

    def _read(self, item: str, wish: dict[str, Any]) -> Answer:  # noqa: ARG002  (there is one item)
        picked = texts(wish.get("given"), 1)
        if len(picked) != 1 or picked[0] not in self._task.shares:
            raise Refused("not_choice")
        return Answer("", tuple(picked))

    def _told(self, item: str, given: Given, mark: Mark) -> dict[str, Any]:  # noqa: ARG002  (there is one item)
        say = self._words.say
        shares = [
            say(
                "least",
                title=self._title(one),
                share=round(100 * self._task.shares[one.exercise_id]),
            )
            for one in self._lessons
        ]
        head = say("least_right" if mark.accepted else "least_wrong")
        return {"verdict": self._verdict(mark, head=head, lines=shares)}

    def _own(self, given: Given) -> str:
        named = {one.exercise_id: self._title(one) for one in self._lessons}
        return named.get(str(given.given[0]), "")

    def _look(self, given: Given) -> str:  # noqa: ARG002  (a story has no label)
        return ""

    def _line(self, item: str) -> dict[str, str]:  # noqa: ARG002  (there is one item)
        lang = self._words.lang
        return {"text": self._words.asked(self.kind)["ask"], "lang": lang, "dir": direction(lang)}


def _together(lessons: list[Lesson], lang: str) -> Lesson:
    """Return the stories as one lesson without statements, for its name and its edition."""
    names = "+".join(lesson.exercise_id for lesson in lessons)
    text = "\n\n".join(lesson.text for lesson in lessons)
    row = records(lessons[0].articles)[0] | {"text": text}
    digest = sha256(names.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return Lesson(
        lesson_id=f"compare-{digest}",
        lang=lang,
        title=translator(lang)("One event, {n} stories").format(n=number(len(lessons), lang)),
        article_rows=(Article(**row),),
        statement_rows=(),
        entries=(),
        drafted=any(lesson.drafted for lesson in lessons),
    )
