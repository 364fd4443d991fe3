"""How a headline is held against its body, a statement at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from kit.core.codebook import RELATIONS
from kit.core.text import visible
from kit.exercises.frame import contract
from kit.exercises.frame.face import Answered, StoryFace
from kit.exercises.headline.task import Heading
from kit.exercises.task import Choice, Mark
from kit.languages.interface import number, translator
from kit.languages.messages import messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.exercises.frame.wishes import Sent
    from kit.lessons.lesson import Lesson


MISTAKES: Final = messages("exercises/headline", "mistakes")
"""By ``chosen_key``: why a relation fails."""
RESULT: Final = messages("exercises/headline", "result")


class HeadlineFixed(TypedDict):
    """The relations to choose from, and the headline."""

    options: list[contract.Option]
    head: contract.Text


class HeadlineAsk(TypedDict):
    """The statement asked about."""

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
    rounds = True
    adds = contract.Adds(HeadlineFixed, HeadlineAsk, HeadlineTold, HeadlineReview)
    nothing = "no_headline"
    task_type = Heading
    task: Heading

    def __init__(self, lesson: Lesson) -> None:
        super().__init__(lesson)
        self.retries = not lesson.drafted

    def print_notes(self) -> Sequence[str]:
        """Return what a statement can do to its headline."""
        return self.words.meanings(RELATIONS)

    def fixed(self) -> HeadlineFixed:
        """Return relations and headline."""
        none: contract.Text = {"text": "", "lang": "", "dir": ""}
        return {
            "options": self.words.others({label: label for label in RELATIONS}),
            "head": self.line(self.task.headline) if self.items else none,
        }

    def read(self, sent: Sent) -> Choice:
        """Return the relation that was sent."""
        return Choice(sent.label(self.task.scheme))

    def choices(self, item: str) -> Iterator[Choice]:
        """Yield the relations."""
        del item
        yield from map(Choice, RELATIONS)

    def result(self, marks: Sequence[Mark]) -> str:
        """Say how many statements that matter were placed right, and how many others were seen."""
        if self.lesson.drafted:
            return super().result(marks)
        lang, told = self.words.lang, []
        for name, beside in (("matter", False), ("beside", True)):
            these = [mark.accepted for mark in marks if (mark.expected == "beside") is beside]
            figures = {"right": number(sum(these), lang), "total": number(len(these), lang)}
            told += [translator(lang)(RESULT[name]).format(**figures)] if these else []
        return " ".join(told)

    def counted_apart(self, item: str) -> bool:
        """Tell whether an item says nothing about the headline."""
        return self.task.mark(item, Choice()).expected == "beside"

    def review(self) -> HeadlineReview:
        """Return what the headline dropped."""
        return {"dropped": [visible(line) for line in self.task.dropped().values()]}

    def why_not(self, answered: Answered) -> str:
        """Say why a relation fails, by the one chosen and the key's."""
        chosen = answered.choice.label
        said = MISTAKES[f"{chosen}_{answered.mark.expected}"]
        return translator(self.words.lang)(said).format(answer=self.words.answer(chosen))

    def tell(self, answered: Answered) -> contract.Part:
        """Return the statement and what it does to the headline."""
        if answered.second:
            return self.tell_second(answered, answered.second)
        say, answer, mark = self.words.say, self.words.answer, answered.mark
        name = self.by("wrong")
        if mark.accepted:
            name = "agrees_draft" if self.lesson.drafted else "right"
        own = "" if mark.accepted else say("own", answer=answer(answered.choice.label))
        verdict = self.verdict(mark, say(name, answer=answer(mark.expected)))
        verdict["label"], verdict["own_said"] = mark.expected, own
        verdict["reason"] = visible(mark.feedback)
        return {"statement": self.statement(answered.item), "verdict": verdict}
