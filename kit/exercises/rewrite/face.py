"""How rewriting looks: the matter, the headline as it was, and what the engine reads in a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from kit.core.text import direction, visible
from kit.exercises.frame import contract
from kit.exercises.frame.face import Answered, StoryFace
from kit.exercises.rewrite.task import LONGEST_TEXT, Rewriting
from kit.exercises.task import Choice
from kit.languages.interface import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.exercises.frame.wishes import Sent


class RewriteAsk(TypedDict):
    """What the story says, and the headline as it was, unless they are the same."""

    matter: contract.Text
    head: contract.Text | None


class RewriteTold(TypedDict):
    """What the story says, and what the learner wrote."""

    matter: contract.Text
    own: contract.Text


class RewriteFace(StoryFace):
    """Honest headlines.

    There is no second try: what a headline lacks is told while one writes.
    """

    kind = "rewrite"
    adds = contract.Adds(ask=RewriteAsk, verdict=RewriteTold, read_along=contract.ReadAlong)
    task_type = Rewriting
    drafts = ("kept_draft", "lost_draft", "lost_draft")
    task: Rewriting

    def print_notes(self) -> Sequence[str]:
        """Return a line to write on for each item."""
        places = {item: at for at, item in enumerate(self.rows, start=1)}
        return [f"{number(places[item], self.words.lang)}: ______" for item in self.items]

    def _as_line(self, item: str, text: object) -> contract.Text:
        lang = self.rows[item].lang
        return {"text": visible(str(text)), "lang": lang, "dir": direction(lang)}

    def _matter(self, item: str) -> contract.Text:
        return self._as_line(item, self.task.matter(item)["text"])

    def ask(self, item: str) -> RewriteAsk:
        """Return the matter and the headline."""
        matter, head = self._matter(item), self.line(item)
        return {"matter": matter, "head": None if head == matter else head}

    def read_along(self, sent: Sent) -> contract.Part:
        """Return what the engine reads in a headline as it is written."""
        text = sent.fields.get("text")
        if not (sent.item in self.items and isinstance(text, str)) or len(text) > LONGEST_TEXT:
            return {"lines": []}
        if not text.strip():
            return {"at": sent.item, "lines": []}
        read = self.task.read(sent.item, text)
        pairs = zip(read.kept, read.told, strict=True)
        lines: list[contract.ReadLine] = [
            {"good": kept, "told": visible(said)} for kept, said in pairs
        ]
        lines.append({"label": read.label, "told": self.words.answer(read.label)})
        return {"at": sent.item, "lines": lines}

    def read(self, sent: Sent) -> Choice:
        """Return the headline written."""
        return Choice("", (sent.own_text(LONGEST_TEXT),))

    def tell(self, answered: Answered) -> contract.Part:
        """Return the matter, the learner's headline, and what it kept."""
        item, mark, text = answered.item, answered.mark, str(answered.choice.given[0])
        return {
            "matter": self._matter(item),
            "own": self._as_line(item, text),
            "verdict": self.verdict(mark, self.part_head(mark), self.task.read(item, text).told),
        }

    def answer_in_words(self, item: str, choice: Choice) -> str:
        """Return the headline itself."""
        del item
        return str(choice.given[0])
