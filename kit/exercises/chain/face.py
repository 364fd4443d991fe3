"""How a chain of hands looks: hands to choose from, the learner's chain and the key's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

from kit.core.text import visible
from kit.exercises.chain.task import Chaining
from kit.exercises.frame import contract
from kit.exercises.frame.face import Answered, StoryFace
from kit.exercises.frame.passage import passage
from kit.exercises.frame.wishes import Refused
from kit.exercises.task import Choice
from kit.languages.interface import translator
from kit.languages.messages import messages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.exercises.frame.wishes import Sent
    from kit.lessons.lesson import Lesson

MISTAKES: Final = messages("exercises/chain", "mistakes")
"""What to ask of a hand that is no part of a chain, has a gap behind it, or stands out of order."""


class ChainFixed(TypedDict):
    """The hands, each as it is sent and as it is shown."""

    hands: list[tuple[str, str]]


class ChainAsk(TypedDict):
    """The statement whose chain is asked for, who published it, and the hands as they are offered."""

    statement: contract.Statement
    byline: str
    hands: list[str]


class Link(TypedDict):
    """A hand in a chain, and whether it is the weakest link."""

    hand: str
    weak: bool


class ChainTold(TypedDict):
    """The statement, who published it, the learner's chain and the key's, from the reader on."""

    statement: contract.Statement
    byline: str
    own: list[Link]
    key: list[Link]


class ChainBuilderFace(StoryFace):
    """Chains of hands."""

    kind = "chain"
    rounds = True
    adds = contract.Adds(ChainFixed, ChainAsk, ChainTold)
    task_type = Chaining
    task: Chaining

    def __init__(self, lesson: Lesson) -> None:
        super().__init__(lesson)
        self.retries = not lesson.drafted

    @property
    def ask_words(self) -> dict[str, str]:
        """The words of this exercise; the chain of a draft is the engine's."""
        words = super().ask_words
        return words | {"key": words["key_draft"]} if self.lesson.drafted else words

    def print_notes(self) -> Sequence[str]:
        """Return the reader and all hands."""
        return [self.ask_words["reader"], *self.task.hands]

    def fixed(self) -> ChainFixed:
        """Return the hands."""
        return {"hands": [(shown, shown) for shown in map(visible, self.task.hands)]}

    def statement(
        self, item: str, evidence: dict[contract.Kind, str] | None = None
    ) -> contract.Statement:
        """Return a statement in as much of its article as its hands are found in."""
        text, alone = self.lesson.around(item)
        shown = self.task.shown(item)
        found = super().statement(item, evidence)
        if len(shown) > len(alone):
            found["form"] = "body"
            found["pieces"] = passage(text, shown, item, evidence)
        return found

    def _byline(self, item: str) -> str:
        publisher, agency = map(visible, self.task.byline(item))
        if not (publisher and agency):
            name = publisher or agency
            return self.ask_words["published"].format(publisher=name) if name else ""
        return self.ask_words["republished"].format(publisher=publisher, agency=agency)

    def ask(self, item: str) -> ChainAsk:
        """Return the statement, who published it, and the hands."""
        hands = [visible(hand) for hand in self.task.offered(item)]
        return {"statement": self.statement(item), "byline": self._byline(item), "hands": hands}

    def hints(self, item: str) -> tuple[str, ...]:
        """Return the key's hint."""
        return self.key_hints(item)

    def read(self, sent: Sent) -> Choice:
        """Return the hands in the order sent, by the names that the key gives them."""
        known = {visible(hand): hand for hand in self.task.hands}
        hands = [known.get(hand, hand) for hand in sent.texts(len(known))]
        if not hands or len(set(hands)) < len(hands) or not set(hands) <= set(self.task.hands):
            raise Refused("not_choice")
        return Choice("", tuple(hands))

    def as_sent(self, choice: Choice) -> contract.Sending:
        """Return the hands as they are shown."""
        return {"label": "", "given": [visible(str(hand)) for hand in choice.given]}

    def shown_again(self, answered: Answered) -> contract.Part:
        """Return the statement and the learner's chain."""
        own: list[Link] = [{"hand": visible(h), "weak": False} for h in answered.choice.given]
        item = answered.item
        byline = self._byline(item)
        return {"statement": self.statement(item), "byline": byline, "own": own, "key": []}

    def why_not(self, answered: Answered) -> str:
        """Say which hand to think about first: one that is no part, one with a gap behind it, or its place."""
        given, chain = list(map(str, answered.choice.given)), self.task.chain(answered.item)
        strange = [hand for hand in given if hand not in chain]
        at = next((at for at, one in enumerate(chain) if given[at : at + 1] != [one]), 0)
        name, hand = "order", given[min(at, len(given) - 1)]
        if strange:
            name, hand = "strange", strange[0]
        elif at and len(given) < len(chain):
            name, hand = "missing", given[at - 1]
        return translator(self.words.lang)(MISTAKES[name]).format(hand=visible(hand))

    def tell(self, answered: Answered) -> contract.Part:
        """Return both chains, and which part was earned."""
        if answered.second:
            return self.tell_second(answered, answered.second)
        item, mark = answered.item, answered.mark
        weakest = self.task.weakest(item)
        own: list[Link] = [{"hand": visible(h), "weak": False} for h in answered.choice.given]
        key: list[Link] = [
            {"hand": visible(h), "weak": h == weakest} for h in self.task.chain(item)
        ]
        return {
            "statement": self.statement(item),
            "byline": self._byline(item),
            "own": own,
            "key": key,
            "verdict": self.verdict(mark, self.part_head(mark), mark.lines),
        }

    def answer_in_words(self, item: str, choice: Choice) -> str:
        """Return the chain in one line."""
        del item
        return self.task.drawn(choice.given)
