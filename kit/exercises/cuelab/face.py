"""How the cue lab looks: slots to swap, goals to reach, and what the engine reads."""

from __future__ import annotations

from html import escape
from itertools import product
from typing import TYPE_CHECKING, Final, TypedDict

from kit.core.errors import LessonError
from kit.core.text import direction, visible
from kit.exercises.cuelab.task import LONGEST_TEXT, SLOTS
from kit.exercises.frame import contract
from kit.exercises.frame.face import Answered, Face
from kit.exercises.frame.printed import question
from kit.exercises.frame.wishes import Refused, Sent
from kit.exercises.task import Choice
from kit.languages.interface import translator
from kit.languages.messages import messages
from kit.show.pages import paragraph, sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.exercises.cuelab.task import HowItReads, Swapping

MISTAKES: Final = messages("exercises/cuelab", "mistakes")
"""How a sentence that misses its goal reads."""
TOLD: Final = messages("exercises/cuelab", "told")


class Part(TypedDict):
    """A choice for a slot."""

    label: str
    name: str


class CueLabFixed(TypedDict):
    """By slot, what can be chosen, and what is chosen at the start.

    ``finite`` says that no sentence can be typed, as where no engine reads it.
    """

    slots: dict[str, list[Part]]
    start: dict[str, str]
    finite: bool


class CueLabAsk(TypedDict):
    """The sentence asked for, in words."""

    goal: str


class CueLabTold(TypedDict):
    """The sentence asked for, in words, and the one made."""

    goal: str
    own: str


class CueLabFace(Face):
    """Sentences put together from slots."""

    kind = "cuelab"
    rounds = True
    retries = True
    adds = contract.Adds(CueLabFixed, CueLabAsk, CueLabTold, read_along=contract.ReadAlong)
    task: Swapping

    def title(self) -> str:
        """Return the lab's own title."""
        return translator(self.words.lang)("The cue lab: same fact, other words")

    def printed(self) -> str:
        """Return slots and goals as HTML without scripts."""
        lang, parts = self.words.lang, []
        for slot in SLOTS:
            names = [choice["name"] for choice in self._parts(slot)]
            parts += question(self.ask_words[f"slot_{slot}"], names)
        parts += question(self.ask_words["ask"], [self.task.goal(item) for item in self.items])
        return sheet(self.title(), [*parts, paragraph(escape("______"), lang)], lang)

    def fixed(self) -> CueLabFixed:
        """Return the slots."""
        slots = {slot: self._parts(slot) for slot in SLOTS}
        return {"slots": slots, "start": self.task.start, "finite": False}

    def _parts(self, slot: str) -> list[Part]:
        none = translator(self.words.lang)("none")
        found: list[Part] = []
        for row in self.task.slots[slot]:
            shown = row["text"]
            if slot in ("verb", "fact"):
                shown = shown.format(source="…", fact="", hedge="")
            shown = " ".join(shown.split()).strip("،, ") or none
            found.append({"label": row["id"], "name": visible(shown)})
        return found

    def ask(self, item: str) -> CueLabAsk:
        """Return what is to be said."""
        return {"goal": self.task.goal(item)}

    def read_along(self, sent: Sent) -> contract.Part:
        """Return what the engine reads in a sentence put together or typed."""
        text = sent.fields.get("text")
        try:
            typed = isinstance(text, str) and text.strip()
            text = str(text)[:LONGEST_TEXT] if typed else self._composed(sent)
        except Refused:
            return {"text": "", "lines": []}
        text = text.encode("utf-8", "replace").decode("utf-8")
        return {"text": visible(text), "lines": self._lines(self.task.read(text))}

    def _lines(self, read: HowItReads) -> list[contract.ReadLine]:
        name = self.words.answer(read.label)
        return [
            {"label": read.label, "name": name, "told": visible(read.why)},
            {"name": self.ask_words["certainty"], "told": visible(read.certainty)},
        ]

    def _composed(self, sent: Sent) -> str:
        slots = sent.fields.get("slots")
        if not isinstance(slots, dict):
            raise Refused("not_choice")
        try:
            made = self.task.compose({k: str(v) for k, v in slots.items() if isinstance(k, str)})
        except LessonError:
            raise Refused("not_choice") from None
        if len(made) > LONGEST_TEXT:
            raise Refused("too_long")
        return made

    def read(self, sent: Sent) -> Choice:
        """Return the sentence that was typed, or put together."""
        typed = "given" in sent.fields
        return Choice("", (sent.own_text(LONGEST_TEXT) if typed else self._composed(sent),))

    def choices(self, item: str) -> Iterator[Choice]:
        """Yield every sentence that the slots can make; typed ones have no end."""
        del item
        rows = ([(slot, row["id"]) for row in self.task.slots[slot]] for slot in SLOTS)
        made = (self.task.compose(dict(chosen)) for chosen in product(*rows))
        yield from (Choice("", (text,)) for text in dict.fromkeys(made))

    def shown_again(self, answered: Answered) -> contract.Part:
        """Return the goal and the sentence."""
        own = visible(str(answered.choice.given[0]))
        return {"goal": self.task.goal(answered.item), "own": own}

    def why_not(self, answered: Answered) -> str:
        """Say how the engine reads the sentence."""
        read = self.task.read(str(answered.choice.given[0]))
        said = translator(self.words.lang)(MISTAKES["reads"])
        return said.format(answer=self.words.answer(read.label), certainty=read.certainty)

    def tell(self, answered: Answered) -> contract.Part:
        """Return the goal, the sentence, how the engine reads it, and after a miss one that does it."""
        if answered.second:
            return self.tell_second(answered, answered.second)
        text, mark = str(answered.choice.given[0]), answered.mark
        read = self.task.read(text)
        lines = [
            f"{self.words.answer(read.label)}: {read.why}",
            f"{self.ask_words['certainty']}: {read.certainty}",
        ]
        model = "" if mark.accepted else self.task.models.get(answered.item, "")
        if model:
            lines.append(translator(self.words.lang)(TOLD["model"]).format(sentence=model))
        head = self.words.say("all_right" if mark.accepted else "not_yet")
        verdict = self.verdict(mark, head, lines)
        if mark.accepted:  # or a miss would wear the colour of its label
            verdict["label"] = read.label
        return {"goal": self.task.goal(answered.item), "own": visible(text), "verdict": verdict}

    def answer_in_words(self, item: str, choice: Choice) -> str:
        """Return the sentence itself."""
        del item
        return str(choice.given[0])

    def line(self, item: str) -> contract.Text:
        """Return the goal."""
        lang = self.words.lang
        return {"text": self.task.goal(item), "lang": lang, "dir": direction(lang)}

    def weight(self, item: str) -> int:
        """Return the same for every goal."""
        del item
        return 1
