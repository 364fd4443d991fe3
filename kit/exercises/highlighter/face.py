"""How marking looks: a statement word by word, and the key's evidence in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from kit.core.text import visible
from kit.exercises.frame import contract
from kit.exercises.frame.face import Answered, StoryFace
from kit.exercises.frame.marks import PEN_NAMES, PENS, listed, quoted, read_marks, tokens, told
from kit.exercises.highlighter.task import Marking
from kit.exercises.task import Choice
from kit.languages.interface import translator
from kit.languages.messages import messages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.exercises.frame.wishes import Sent
    from kit.lessons.lesson import Lesson

MISTAKES: Final = messages("exercises/highlighter", "mistakes")
"""What to ask of words that are no part of a kind, not all of it, or not marked at all."""
TOLD: Final = messages("exercises/highlighter", "told")


class HighlighterAsk(TypedDict):
    """The statement, and its words one by one."""

    statement: contract.Statement
    tokens: list[contract.Word]


class HighlighterTold(TypedDict):
    """The statement with the key's evidence marked, and the kinds that are."""

    statement: contract.Statement
    legend: list[contract.Kind]


class HighlighterFace(StoryFace):
    """Marking words in the statements of an article's body.

    Parameters
    ----------
    lesson
        What is worked on.
    reasons
        Whether the key's reasons, which name the label, are told.
    """

    kind = "highlighter"
    rounds = True
    adds = contract.Adds(ask=HighlighterAsk, verdict=HighlighterTold)
    task_type = Marking
    task: Marking

    def __init__(self, lesson: Lesson, *, reasons: bool = True) -> None:
        super().__init__(lesson)
        self.reasons = reasons
        self.retries = not lesson.drafted

    def print_notes(self) -> Sequence[str]:
        """Return the kinds of words to mark."""
        words = self.words.fixed()
        return [words[kind] for kind in PENS]

    def hints(self, item: str) -> tuple[str, ...]:
        """Return the key's hint."""
        return self.key_hints(item)

    def ask(self, item: str) -> HighlighterAsk:
        """Return the statement and its words."""
        return {"statement": self.statement(item), "tokens": tokens(self.rows[item].text)}

    def read(self, sent: Sent) -> Choice:
        """Return the words marked."""
        return Choice("", read_marks(self.rows[sent.item].text, sent.fields.get("given"), PENS))

    def shown_again(self, answered: Answered) -> contract.Part:
        """Return the statement without the key's evidence."""
        return {"statement": self.statement(answered.item), "legend": []}

    def why_not(self, answered: Answered) -> str:
        """Say of the first kind of words that is not right what to look at."""
        say = translator(self.words.lang)
        for kind, one in self.task.overlaps(answered.item, answered.choice).items():
            name = "extra" if one.extra.count else "short" if one.right.count else "none"
            words = listed((one.extra if one.extra.count else one.right).texts, self.words.lang)
            if one.share < 1:
                return say(MISTAKES[name]).format(kind=say(PEN_NAMES[kind]), words=words)
        return ""

    def tell(self, answered: Answered) -> contract.Part:
        """Return the statement with the key's evidence, and which part was earned how."""
        if answered.second:
            return self.tell_second(answered, answered.second)
        item, mark, say = answered.item, answered.mark, self.words.say
        text, wanted = self.rows[item].text, self.task.wanted(item)
        evidence: dict[contract.Kind, str] = {
            kind: text[wanted[kind].start : wanted[kind].end] for kind in PENS if kind in wanted
        }
        found = self.task.overlaps(item, answered.choice)
        spoken = found or self.lesson.drafted
        head = self.part_head(mark) if spoken else translator(self.words.lang)(TOLD["none"])
        verdict = self.verdict(mark, head, told(found, self.words.lang))
        verdict["own_said"] = "" if answered.choice.given else say("own", answer=say("no_source"))
        if self.reasons:
            verdict["reason"] = visible(self.task.reason(item))
        return {
            "statement": self.statement(item, evidence),
            "legend": list(evidence),
            "verdict": verdict,
        }

    def listed(self, answered: Answered) -> contract.Listed:
        """Return an answered item as the review lists it, with the reason or what was marked how."""
        found = super().listed(answered)
        if not self.reasons:
            lines = told(self.task.overlaps(answered.item, answered.choice), self.words.lang)
            found["reason"] = visible(answered.mark.joint.join(lines))
        return found

    def answer_in_words(self, item: str, choice: Choice) -> str:
        """Return the words marked, in quotation marks."""
        return quoted(self.rows[item].text, choice, self.words.lang)
