"""Headline and body: what supports it, what weakens it, what leaves it open, what it dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self

from kit.core.codebook import OFF_RECORD, ON_RECORD
from kit.core.frames import records
from kit.exercises.task import Choice, Mark
from kit.languages.interface import translator
from kit.languages.messages import messages

if TYPE_CHECKING:
    from kit.lessons.lesson import Lesson

WHY: Final = messages("exercises/headline", "why")
LEFT_OUT: Final = messages("exercises/headline", "left_out")


class Heading:
    """Hold the body of a lesson against its headline.

    Attributes
    ----------
    headline
        Id of the headline's statement; empty if the article has none.
    """

    name = "headline"
    scheme = "relation"

    def __init__(self, lesson: Lesson) -> None:
        self._lang = lesson.lang
        zones = dict(zip(lesson.statements["statement_id"], lesson.statements["zone"], strict=True))
        self._key = {str(row["statement_id"]): row for row in records(lesson.key)}
        self.headline = next((name for name in self._key if zones[name] == "headline"), "")
        body = [name for name in self._key if zones[name] == "body"]
        self.items = tuple(body if self.headline else ())

    @classmethod
    def for_lesson(cls, lesson: Lesson) -> Self:
        """Return the task as it is asked of a lesson."""
        return cls(lesson)

    def mark(self, item: str, choice: Choice) -> Mark:
        """Give a point for the right relation; what is beside the point and was left so asks none."""
        relation = str(self._key[item]["headline"])
        right = choice.label == relation
        asks = relation != "beside" or choice.label not in {"", "beside"}
        return Mark(float(right and asks), float(asks), relation, right, (self.why(item),))

    def why(self, item: str) -> str:
        """Say why a statement does to the headline what the key says."""
        row = self._key[item]
        if row[f"headline_{self._lang}"]:
            return str(row[f"headline_{self._lang}"])
        relation, hidden = row["headline"], row["label"] in OFF_RECORD
        name = relation
        if relation == "supports" and hidden:
            name = "supports_source" if row["chain"] else "supports_nobody"
        elif relation == "supports" and row["label"] not in ON_RECORD:
            name = "supports_outlet"
        elif relation == "weakens" and row["hedge_words"]:
            name = "weakens_hedge"
        elif relation in {"weakens", "open"} and hidden and row["chain"]:
            name = f"{relation}_source"
        return self._fill(WHY[name], row)

    def dropped(self) -> dict[str, str]:
        """Return what the headline leaves out of the body, each with a sentence."""
        if not self.headline:
            return {}
        head = self._key[self.headline]
        about = [self._key[name] for name in self.items if self._key[name]["headline"] != "beside"]
        voices = [row for row in about if row["label"] in ON_RECORD | OFF_RECORD]
        hedged = [row for row in about if row["hedge_words"]]
        hidden = [row for row in about if row["label"] in OFF_RECORD]
        asks = head["polarity"] == "ask" and any(row["headline"] == "open" for row in about)
        found: dict[str, dict[str, Any]] = {}
        if voices and head["label"] == "outlet":
            found["attribution"] = voices[0]
        if hedged and not head["hedge"]:
            found["hedge"] = hedged[-1]
        if hidden and head["label"] not in OFF_RECORD:
            found["certainty"] = hidden[0]
        if asks:
            found["answer"] = head
        if head["dropped"]:  # a person has decided
            found = {name: row for name, row in found.items() if name in head["dropped"]}
        if not found:
            found["nothing"] = head
        return {name: self._fill(LEFT_OUT[name], row) for name, row in found.items()}

    def _fill(self, message: str, row: dict[str, Any]) -> str:
        say = translator(self._lang)
        source = row["source"] or (row["chain"][-1] if row["chain"] else say("no one is named"))
        return say(message).format(source=source, hedge=row["hedge_words"])
