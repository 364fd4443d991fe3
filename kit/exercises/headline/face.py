"""How a headline is held against its body: all statements at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from kit.core.codebook import RELATIONS
from kit.core.text import visible
from kit.exercises.frame import contract
from kit.exercises.frame.face import Answered, StoryFace
from kit.exercises.headline.task import Heading
from kit.exercises.task import Choice, Mark
from kit.languages.interface import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.exercises.frame.wishes import Sent


class Claim(contract.Text):
    """A statement of the body, and its number in the article."""

    id: str
    number: str


class HeadlineFixed(TypedDict):
    """The relations to choose from, the headline, and the body."""

    options: list[contract.Option]
    head: contract.Text
    body: list[Claim]


class HeadlineAsk(TypedDict):
    """The first statement that is still open; all of them are asked together."""

    statement: contract.Statement


class HeadlineTold(TypedDict):
    """The statement."""

    statement: contract.Statement


class HeadlineReview(TypedDict, total=False):
    """What the headline dropped, a sentence each."""

    dropped: list[str]


class HeadlineCheckFace(StoryFace):
    """A headline and its body."""

    kind = "headline"
    adds = contract.Adds(HeadlineFixed, HeadlineAsk, HeadlineTold, HeadlineReview)
    together = True
    nothing = "no_headline"
    task_type = Heading
    task: Heading

    def print_notes(self) -> Sequence[str]:
        """Return what a statement can do to its headline."""
        return self.words.meanings(RELATIONS)

    def fixed(self) -> HeadlineFixed:
        """Return relations, headline and body."""
        none: contract.Text = {"text": "", "lang": "", "dir": ""}
        return {
            "options": self.words.others({label: label for label in RELATIONS}),
            "head": self.line(self.task.headline) if self.items else none,
            "body": [self._claim(item) for item in self.items],
        }

    def _claim(self, item: str) -> Claim:
        place = number(list(self.rows).index(item) + 1, self.words.lang)
        line = self.line(item)
        return {
            "id": item,
            "number": place,
            "text": line["text"],
            "lang": line["lang"],
            "dir": line["dir"],
        }

    def read(self, sent: Sent) -> Choice:
        """Return the relation that was sent."""
        return Choice(sent.label(self.task.scheme))

    def choices(self, item: str) -> Iterator[Choice]:
        """Yield the relations."""
        del item
        yield from map(Choice, RELATIONS)

    def result(self, marks: Sequence[Mark]) -> str:
        """Return the points, of those that could be earned."""
        if self.lesson.drafted:
            return super().result(marks)
        points, most = sum(m.points for m in marks), sum(m.max_points for m in marks)
        return self.words.say("result", right=round(points), total=round(most))

    def review(self) -> HeadlineReview:
        """Return what the headline dropped."""
        return {"dropped": [visible(line) for line in self.task.dropped().values()]}

    def tell(self, answered: Answered) -> contract.Part:
        """Return the statement and what it does to the headline."""
        say, answer, mark = self.words.say, self.words.answer, answered.mark
        name = self.by("wrong")
        if mark.accepted:
            name = "agrees_draft" if self.lesson.drafted else "right"
        own = "" if mark.accepted else say("own", answer=answer(answered.choice.label))
        verdict = self.verdict(mark, say(name, answer=answer(mark.expected)))
        verdict["label"], verdict["own_said"] = mark.expected, own
        verdict["reason"] = visible(mark.feedback)
        return {"statement": self.statement(answered.item), "verdict": verdict}
