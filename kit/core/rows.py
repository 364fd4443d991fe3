"""The rows that go from room to room, each a value that never changes.

Inside the kit everything travels as these rows; at the public doors they become frames of the same
columns (`kit.core.frames`). Offsets (`start`, `end`) are half-open code points into the article's
text, -1 where there is none; an empty string stands for "none", so that no reader meets NaN.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, NamedTuple

from kit.core.codebook import (
    FINDINGS,
    KINDS,
    LABELS,
    POLARITIES,
    RELATIONS,
    SCHEMES,
    STANCES,
    ZONES,
)

if TYPE_CHECKING:
    from datetime import datetime

Marked = tuple[str, int, int]
"""Marked words: their kind, and the half-open code points at which they stand."""
Given = tuple[str | Marked, ...]
"""What no label can say: texts, or marked words."""


def _told(row: object, name: str, lang: str) -> str:
    """Return a text that a row has in several languages; in English where it has none in this."""
    return str(getattr(row, f"{name}_{lang}", getattr(row, f"{name}_en")))


class Among(NamedTuple):
    """The values that a column may hold; frames are checked for them."""

    allowed: tuple[str, ...]


Zone = Annotated[str, Among(ZONES)]
Kind = Annotated[str, Among(KINDS)]
Stance = Annotated[str, Among(("", *STANCES))]
Label = Annotated[str, Among(LABELS)]
Polarity = Annotated[str, Among(POLARITIES)]
Relation = Annotated[str, Among(RELATIONS)]
Finding = Annotated[str, Among(FINDINGS)]
Scheme = Annotated[str, Among(tuple(SCHEMES))]
AnyLabel = Annotated[
    str, Among(tuple(dict.fromkeys(v for words in SCHEMES.values() for v in words)))
]


@dataclass(frozen=True, slots=True)
class Article:
    """A news article; `text` is the decoded file with line ends as line feeds.

    `publisher` is the site the text was taken from, `republished_from` the outlet that wrote it.
    """

    article_id: str
    lang: str
    title: str = ""
    publisher: str = ""
    republished_from: str = ""
    published: str = ""
    url: str = ""
    licence: str = ""
    constructed: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence, headline, heading, caption or note of an article; paragraphs count from 0."""

    article_id: str
    statement_id: str
    lang: str
    zone: Zone
    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Cue:
    """Words in a statement that tell who stands behind it.

    `role` says what kind of source, cue and so on; a source and its cue share a `pair`, counted
    from 0 in each statement, -1 for all else.
    """

    statement_id: str
    rule_id: str
    kind: Kind
    role: str
    pair: int
    start: int
    end: int
    text: str
    stance: Stance
    why: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the engine makes of a statement, with the words and rules that made it so."""

    article_id: str
    statement_id: str
    lang: str
    zone: Zone
    paragraph: int
    start: int
    end: int
    text: str
    label: Label
    carried: bool
    hedge: bool
    polarity: Polarity
    sensational: bool
    chain: tuple[str, ...]
    source: str
    source_start: int
    source_end: int
    cue: str
    cue_start: int
    cue_end: int
    stance: Stance
    rules: tuple[str, ...]
    why_en: str
    why_ar: str

    def why(self, lang: str) -> str:
        """Return the reason in a language of the interface."""
        return _told(self, "why", lang)


@dataclass(frozen=True, slots=True)
class SpeakerCard:
    """Who an article lets speak, with all the words on him, her or it, and what was said.

    `words` is the fullest form, `forms` are all of them as they stand in the article; `known_by`
    are the words that decide the label, -1 where nothing but the form itself does.
    """

    article_id: str
    speaker_id: str
    lang: str
    words: str
    label: Label
    rule: str
    forms: tuple[str, ...]
    known_by: str
    known_start: int
    known_end: int
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """The key to one statement.

    `accept` holds the other labels that earn full marks; `source`, `cue` and `hedge_words` are
    words as they stand in the statement; `headline` is what the statement does to its headline,
    and `dropped` what a headline left out of its body.
    """

    statement_id: str
    label: Label
    accept: tuple[str, ...] = ()
    carried: bool = False
    hedge: bool = False
    polarity: Polarity = "affirm"
    sensational: bool = False
    chain: tuple[str, ...] = ()
    source: str = ""
    cue: str = ""
    hedge_words: str = ""
    headline: Relation = "beside"
    headline_en: str = ""
    headline_ar: str = ""
    dropped: tuple[str, ...] = ()
    reason_en: str = ""
    reason_ar: str = ""
    hint_en: str = ""
    hint_ar: str = ""

    def reason(self, lang: str) -> str:
        """Return the reason in a language of the interface."""
        return _told(self, "reason", lang)

    def hint(self, lang: str) -> str:
        """Return the hint in a language of the interface; may be empty."""
        return _told(self, "hint", lang)

    def headline_why(self, lang: str) -> str:
        """Say why the statement does that to its headline; empty where no person has said so."""
        return _told(self, "headline", lang)


@dataclass(frozen=True, slots=True)
class Card:
    """An evidence card: what another source said, and what that does to a claim of the article."""

    card_id: str
    publisher: str
    published: str
    url: str
    vouches: str
    text: str
    words: str
    finding: Finding
    claim: str
    statement_ids: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Item:
    """A single statement of the item bank, with the few lines that it needs."""

    item_id: str
    lang: str
    set: str
    desk: str
    trap: str
    skill: str
    difficulty: int
    pair: int
    title: str
    text: str
    statement: str


@dataclass(frozen=True, slots=True)
class BankItem:
    """An item with the key to the statement that it asks for."""

    item: Item
    entry: KeyEntry


@dataclass(frozen=True, slots=True)
class Answer:
    """One choice of one learner, as the log keeps it.

    `given` is what no label can say; `confidence` is 0 to 1, or None where the learner left it
    alone; `answered_at` is UTC. `round` counts how often the exercise was begun anew, `attempt` the
    tries at one item in a round; both begin with 1.
    """

    learner_id: str
    exercise_id: str
    statement_id: str
    label: AnyLabel
    scheme: Scheme
    given: Given
    confidence: float | None
    answered_at: datetime | None
    text_hash: str
    round: int = 1
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class Score:
    """An answer held against the key; `label` is empty where there is no answer yet."""

    learner_id: str
    exercise_id: str
    statement_id: str
    label: str
    scheme: str
    given: Given
    confidence: float | None
    answered_at: datetime | None
    expected: str
    accepted: bool
    points: float
    max_points: float
    feedback: str
