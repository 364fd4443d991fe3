"""The cue lab: the same fact with another source, verb and hedge, and what that does to it."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from kit.articles.files import article_from_text
from kit.core.codebook import OFF_RECORD
from kit.core.errors import LessonError, unknown
from kit.engine.explain import explain_each
from kit.exercises.task import Choice, Mark, text_of
from kit.languages.formats import Format
from kit.languages.interface import translator
from kit.languages.messages import messages
from kit.languages.tables import parse_lexicon
from kit.languages.tags import language_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kit.lessons.lesson import Lesson

_HERE: Final = Path(__file__).parent
SLOTS: Final = ("source", "verb", "hedge", "fact")
FORMAT: Final = Format((("slot", "id", "text", "other"),), {"slot": SLOTS})
LONGEST_TEXT: Final = 500
LANGUAGES: Final = ("ar", "en")

CERTAINTIES: Final = messages("exercises/cuelab", "certainty")


class HowItReads(NamedTuple):
    """What the engine reads in a sentence."""

    label: str
    stance: str
    hedge: str
    source: str
    cue: str
    certainty: str
    why: str
    rule: str


class Goal(NamedTuple):
    """A sentence to be made: what is asked, whether a reading fulfils it, and what would.

    ``model`` names a source, a verb and a hedge.
    """

    ask: str
    met: Callable[[HowItReads], bool]
    model: tuple[str, str, str]


GOALS: Final[Mapping[str, Goal]] = {
    "record": Goal(
        messages("exercises/cuelab", "goals")["record"],
        lambda r: r.label == "official" and not r.hedge and r.stance != "doubting",
        ("office", "say", "none"),
    ),
    "hidden": Goal(
        messages("exercises/cuelab", "goals")["hidden"],
        lambda r: r.label in OFF_RECORD and r.stance == "factive" and not r.hedge,
        ("hidden", "reveal", "none"),
    ),
    "distance": Goal(
        messages("exercises/cuelab", "goals")["distance"],
        lambda r: r.label in {"official", "named"} and r.stance == "doubting",
        ("name", "claim", "none"),
    ),
    "hedged": Goal(
        messages("exercises/cuelab", "goals")["hedged"],
        lambda r: r.label == "official" and bool(r.hedge),
        ("office", "announce", "adverb"),
    ),
    "voice": Goal(
        messages("exercises/cuelab", "goals")["voice"],
        lambda r: r.label == "outlet" and not r.hedge,
        ("none", "say", "none"),
    ),
}

NEUTRAL: Final = {"source": "reports", "verb": "say", "hedge": "none"}
"""Where the parts stand at first: a sentence that no goal asks for."""


class Swapping:
    """Sentences put together from slots, or typed, and five of them to be found.

    Parameters
    ----------
    lang
        Language of the sentences.
    fact
        A clause of your own to say; three stand ready if left out.

    Attributes
    ----------
    slots
        By slot, the choices: rows of ``slots/<lang>.tsv`` (slot, id, text, other).

    Raises
    ------
    LessonError
        If no slots are written for the language.
    """

    name = "cuelab"
    scheme = "text"
    items = tuple(GOALS)

    def __init__(self, lang: str, fact: str = "") -> None:
        lang = language_of(lang, LANGUAGES, kind="language of the cue lab", error=LessonError)
        self._lang = lang
        rows = _read_slots(lang)
        self.slots = {slot: [row for row in rows if row["slot"] == slot] for slot in SLOTS}
        clause = fact.strip().rstrip(".؟?! ").replace("{", "(").replace("}", ")")
        if clause:
            own = {"slot": "fact", "id": "own", "text": f"{{hedge}} {clause}", "other": ""}
            self.slots["fact"] = [own]
            self.slots["hedge"] = [row for row in self.slots["hedge"] if row["id"] != "modal"]

    @classmethod
    def for_lesson(cls, lesson: Lesson) -> Self:
        """Return the task as it is asked of a lesson."""
        return cls(lesson.lang)

    @property
    def start(self) -> dict[str, str]:
        """Return by slot what stands in it at first."""
        return {slot: NEUTRAL.get(slot, rows[0]["id"]) for slot, rows in self.slots.items()}

    @cached_property
    def models(self) -> dict[str, str]:
        """Return by goal a sentence that fulfils it; a fact of one's own may rule some out."""
        fact = self.slots["fact"][0]["id"]
        made = {
            name: self.compose(dict(zip(SLOTS, (*goal.model, fact), strict=True)))
            for name, goal in GOALS.items()
        }
        return {name: text for name, text in made.items() if GOALS[name].met(self.read(text))}

    def compose(self, chosen: Mapping[str, str]) -> str:
        """Return the sentence of a choice from each slot; an unknown choice raises LessonError."""
        picked = {slot: self._pick(slot, chosen.get(slot, "")) for slot in SLOTS}
        source, verb, hedge, fact = (picked[slot] for slot in SLOTS)
        said = fact["other"] or fact["text"] if hedge["id"] == "modal" else fact["text"]
        said = " ".join(said.format(hedge=hedge["text"]).split())
        if source["text"]:
            pattern = verb["text"] if source["other"] == "m" else verb["other"]
            said = pattern.format(source=source["text"], fact=said)
        said = said.replace("،،", "،").replace(",,", ",")
        return said[:1].upper() + said[1:] + "."

    def _pick(self, slot: str, name: str) -> dict[str, str]:
        rows = {row["id"]: row for row in self.slots[slot]}
        if name not in rows:
            raise LessonError(unknown(slot, name, rows))
        return rows[name]

    def read(self, text: str) -> HowItReads:
        """Return what the engine reads in a sentence of at most `LONGEST_TEXT` letters."""
        article = article_from_text(text[:LONGEST_TEXT], self._lang)
        _, cues, labels, _ = next(iter(explain_each([article])))
        row = labels[0]
        hedge = next((cue.text for cue in cues if cue.kind == "hedge"), "")
        certainty = "uncertain" if hedge else row.stance or "neutral"
        if row.label == "outlet" and not hedge:
            certainty = "fact"
        say = translator(self._lang)
        return HowItReads(
            row.label, row.stance, hedge, row.source, row.cue,
            say(CERTAINTIES[certainty]).format(cue=row.cue),
            row.why(self._lang), row.rules[0],
        )  # fmt: skip

    def goal(self, item: str) -> str:
        """Return what is asked for, in the language of the sentences."""
        return translator(self._lang)(GOALS[item].ask)

    def mark(self, item: str, choice: Choice) -> Mark:
        """Give a point if the engine reads the sentence as it was asked for."""
        text = text_of(choice)
        ask = self.goal(item)
        if not text.strip():
            return Mark(0.0, 1.0, ask, accepted=False)
        read = self.read(text)
        met = GOALS[item].met(read)
        return Mark(float(met), 1.0, ask, met, (read.why, read.certainty), " ")


@cache
def _read_slots(lang: str) -> tuple[dict[str, str], ...]:
    path = _HERE / "slots" / f"{lang}.tsv"
    return parse_lexicon(path.read_text(encoding="utf-8"), f"slots/{path.name}", FORMAT)
