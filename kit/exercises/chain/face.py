"""How a chain of hands looks: hands to choose from, the learner's chain and the key's."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from kit.core.text import visible
from kit.exercises.chain.task import Chaining
from kit.exercises.frame import contract
from kit.exercises.frame.face import Answered, StoryFace
from kit.exercises.frame.passage import passage
from kit.exercises.frame.wishes import Refused
from kit.exercises.task import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.exercises.frame.wishes import Sent


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
    adds = contract.Adds(ChainFixed, ChainAsk, ChainTold)
    task_type = Chaining
    task: Chaining

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

    def tell(self, answered: Answered) -> contract.Part:
        """Return both chains, and which part was earned."""
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
