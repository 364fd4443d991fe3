"""How stories are compared: strip under strip, and one question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypedDict

from kit.core.codebook import CHOICES, student_view
from kit.core.text import direction, visible
from kit.exercises.frame import contract
from kit.exercises.frame.face import Answered, Face
from kit.exercises.frame.printed import question
from kit.exercises.frame.wishes import Refused
from kit.exercises.task import Choice
from kit.languages.interface import number
from kit.show.pages import numbered, paragraph, retold_said, sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from kit.exercises.compare.task import Comparing
    from kit.exercises.frame.wishes import Sent
    from kit.lessons.lesson import Lesson

_BLOCK: Final = re.compile(rf"(\d{{1,3}}),(\d{{1,4}}),(?:{'|'.join(CHOICES)})\Z", re.ASCII)


class Block(contract.Text):
    """A statement in a story's strip.

    ``size`` is its width; ``alike`` are the places (story, statement) of what the other stories say
    on the same matter.
    """

    number: str
    size: int
    alike: list[tuple[int, int]]


class Story(TypedDict):
    """A story, without what its key says."""

    title: str
    outlet: str
    lang: str
    dir: contract.Direction
    blocks: list[Block]


class Behind(TypedDict):
    """Who stands behind a statement, as the key has it."""

    label: str
    name: str


class Key(TypedDict):
    """A story's key; ``share`` says how much of it is not on the record."""

    share: str
    blocks: list[Behind]


class CompareFixed(TypedDict):
    """The stories, the same as answers to choose from, and the labels that blocks have."""

    stories: list[Story]
    options: list[contract.Option]
    labels: list[contract.Option]


class CompareTold(TypedDict):
    """The keys of the stories, once the question is answered."""

    keys: list[Key]


class CompareFace(Face):
    """Two to five stories on one event.

    There is no second try, and it is not begun anew: there is one question, of two stories the other
    one would be left, and what the keys say is seen with the verdict.

    Parameters
    ----------
    lesson, task
        The stories as one lesson without statements, and what is asked.
    lessons
        The stories.
    """

    kind = "compare"
    adds = contract.Adds(
        CompareFixed, verdict=CompareTold, review=CompareTold, read_along=contract.ReadAlong
    )
    task: Comparing

    def __init__(self, lesson: Lesson, task: Comparing, lessons: Sequence[Lesson]) -> None:
        super().__init__(lesson, task)
        self._lessons = lessons

    def printed(self) -> str:
        """Return the stories and the question as HTML without scripts."""
        lang = self.words.lang
        parts: list[Markup] = []
        for lesson in self._lessons:
            parts += question(self._title(lesson), [])
            parts += numbered(lesson, lang)
        parts.append(paragraph("", lang))
        ask = question(self.ask_words["ask"], [self._title(one) for one in self._lessons])
        return sheet(self.lesson.title, [*parts, *ask], lang)

    def retold(self) -> str:
        """Return the mark of retold news if one of the stories is such."""
        said = (retold_said(one, self.words.lang) for one in self._lessons)
        return next(filter(None, said), "")

    def _title(self, lesson: Lesson) -> str:
        publisher = lesson.article_rows[0].publisher
        return f"{publisher}: {lesson.title}" if publisher and not lesson.drafted else lesson.title

    def fixed(self) -> CompareFixed:
        """Return the stories."""
        options: list[contract.Option] = [
            {
                "label": one.exercise_id,
                "name": visible(self._title(one)),
                "digit": number(at, self.words.lang),
            }
            for at, one in enumerate(self._lessons, start=1)
        ]
        return {
            "stories": [self._story(at) for at in range(len(self._lessons))],
            "options": options,
            "labels": self.words.options("student"),
        }

    def _share(self, lesson: Lesson) -> int:
        """Return the part that is not on the record, in percent."""
        return round(100 * self.task.shares[lesson.exercise_id])

    def _story(self, at: int) -> Story:
        lesson = self._lessons[at]
        return {
            "title": visible(self._title(lesson)),
            "outlet": visible(lesson.article_rows[0].publisher or lesson.title),
            "lang": lesson.lang,
            "dir": direction(lesson.lang),
            "blocks": [self._block(at, place) for place in range(len(lesson.statement_rows))],
        }

    def _key(self, lesson: Lesson) -> Key:
        share = number(self._share(lesson), self.words.lang)
        return {
            "share": self.ask_words["share"].format(share=share),
            "blocks": [
                {"label": student_view(entry.label), "name": self.words.answer(entry.label)}
                for entry in lesson.entries
            ],
        }

    def _block(self, at: int, place: int) -> Block:
        lesson = self._lessons[at]
        row = lesson.statement_rows[place]
        return {
            "text": visible(row.text),
            "lang": row.lang,
            "dir": direction(row.lang),
            "number": number(place + 1, self.words.lang),
            "size": len(row.text),
            "alike": self.task.alike(at, place),
        }

    def ask(self, item: str) -> contract.Part:
        """Return nothing: the stories are there already, and what their keys say comes later."""
        del item
        return {}

    def behind(self) -> list[list[contract.ReadLine]]:
        """Return by story and statement who stands behind it."""
        return [
            [
                {"label": student_view(entry.label), "told": self.words.answer(entry.label)}
                for entry in lesson.entries
            ]
            for lesson in self._lessons
        ]

    def read_along(self, sent: Sent) -> contract.Part:
        """Return who stands behind a block, once a learner has said who does: `0,3,named`."""
        said = _BLOCK.match(str(sent.fields.get("text", "")))
        story, place = (int(said[1]), int(said[2])) if said else (len(self._lessons), 0)
        if story >= len(self._lessons) or place >= len(self._lessons[story].entries):
            return {"lines": []}
        line = self.behind()[story][place]
        return {"at": sent.item, "text": f"{story},{place}", "lines": [line]}

    def read(self, sent: Sent) -> Choice:
        """Return the story picked."""
        picked = sent.texts(1)
        if len(picked) != 1 or picked[0] not in self.task.shares:
            raise Refused("not_choice")
        return Choice("", tuple(picked))

    def choices(self, item: str) -> Iterator[Choice]:
        """Yield the stories."""
        del item
        yield from (Choice("", (name,)) for name in self.task.shares)

    def tell(self, answered: Answered) -> contract.Part:
        """Return the share of each story, and the keys."""
        say, mark = self.words.say, answered.mark
        lines = [
            say("least", title=self._title(one), share=self._share(one)) for one in self._lessons
        ]
        head = say("least_right" if mark.accepted else "least_wrong")
        return {"verdict": self.verdict(mark, head, lines), **self.review()}

    def review(self) -> CompareTold:
        """Return the keys."""
        return {"keys": [self._key(lesson) for lesson in self._lessons]}

    def answer_in_words(self, item: str, choice: Choice) -> str:
        """Return the story's title."""
        del item
        titles = {one.exercise_id: self._title(one) for one in self._lessons}
        return titles.get(str(choice.given[0]), "")

    def line(self, item: str) -> contract.Text:
        """Return the question."""
        del item
        lang = self.words.lang
        return {"text": self.ask_words["ask"], "lang": lang, "dir": direction(lang)}
