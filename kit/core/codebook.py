"""The labels, the student's four answers, and the one look that each has everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Scheme = Literal["student", "codebook"]

LABELS: Final = ("official", "named", "unnamed", "hearsay", "outlet", "meta")
CHOICES: Final = ("official", "named", "unverified", "outlet")
STUDENT_VIEW: Final = {
    "official": "official",
    "named": "named",
    "unnamed": "unverified",
    "hearsay": "unverified",
    "outlet": "outlet",
    "meta": "outlet",
}
"""Which of the student's four answers each of the six labels belongs to."""

OFF_RECORD: Final = frozenset({"unnamed", "hearsay"})
ON_RECORD: Final = frozenset({"official", "named"})
"""Labels that nobody answers for, and labels whose source a reader can look up."""

ZONES: Final = ("headline", "heading", "body", "caption", "boilerplate")
KINDS: Final = ("source", "cue", "hedge", "quote", "meta")
STANCES: Final = ("neutral", "assertive", "factive", "doubting")
POLARITIES: Final = ("affirm", "deny", "ask")
RELATIONS: Final = ("supports", "weakens", "open", "beside")
"""What a statement does to its headline; ``beside`` says nothing about it."""
DROPPED: Final = ("attribution", "hedge", "certainty", "answer", "nothing")
"""What a headline may leave out of its body, or that it leaves out nothing."""
FINDINGS: Final = ("confirms", "repeats", "contradicts", "open")
"""What an evidence card does to a claim.

``confirms``: someone else vouches for it, from knowledge of their own. ``repeats``: the card says the
same, and has it from the one who vouches for it in the article. ``open``: not found there.
"""
THREE_FINDINGS: Final = tuple(name for name in FINDINGS if name != "repeats")
"""The findings before ``repeats`` was told from ``confirms``, as older answers have them."""
SCHEMES: Final[dict[str, tuple[str, ...]]] = {
    "student": CHOICES, "codebook": LABELS, "relation": RELATIONS,
    "witness": FINDINGS, "finding": THREE_FINDINGS,
    "words": ("",), "order": ("",), "text": ("",), "pick": ("",),
}  # fmt: skip
"""The ways of answering and the labels of each; where "" is the only one, the answer is `given`."""
DESKS: Final = (
    "politics", "health", "science", "economy", "disaster", "sport", "technology", "local",
)  # fmt: skip
ANATOMIES: Final = (
    "all official", "all unnamed", "agency chain", "denial", "leak", "state media",
    "company statement", "study", "social storm", "live update", "official corrected",
    "unverified confirmed", "outlet version", "readout",
)  # fmt: skip
"""How a story is built: who speaks in it, and what becomes of what they say."""
DIFFICULTIES: Final = (1, 2, 3)
"""Clear; needs the rule; careful readers slow down."""
SKILLS: Final = {
    "bodies": "Bodies that speak",
    "people": "People with names",
    "nameless": "People without names",
    "nobody": "Claims without anyone",
    "back": "Looking back",
    "hands": "From hand to hand",
    "shades": "Verbs and hedges",
    "voice": "The outlet's own voice",
}
"""What is practised, with English names; the catalogues translate them."""
TRAPS: Final = {
    "plain": "",
    "official-claim": "bodies", "country-voice": "bodies", "company-voice": "bodies",
    "own-account": "bodies", "document": "bodies", "headline-colon": "bodies",
    "off-duty": "people", "lay-witness": "people", "study": "people", "poll": "people",
    "in-the-ministry": "nameless", "plural-crowd": "nameless", "sure-unnamed": "nameless",
    "passive": "nobody", "posts": "nobody", "guess": "nobody", "headline-quote": "nobody",
    "pronoun": "back", "carry": "back", "not-carried": "back", "gloss": "back",
    "chain": "hands", "own-report": "hands", "state-media": "hands",
    "loaded-verb": "shades", "denial": "shades", "hedged-official": "shades", "forecast": "shades",
    "mind-reading": "voice", "correspondent": "voice", "outlet-learned": "voice",
    "about-text": "voice", "headline-question": "voice", "ask": "voice",
    "satire": "voice", "sponsored": "voice", "official-post": "bodies", "handle": "people",
    "voice-note": "nameless", "background": "nameless", "synthetic": "nobody", "figures": "nobody",
    "old-news": "back", "translation": "hands", "screenshot": "hands", "video": "hands",
    "self-quote": "hands",
}  # fmt: skip
"""What makes an item hard, and the skill that this trains; a plain one trains its label's.

Practice keeps its cards by their order: a new one goes to the end.
"""
_PLAIN: Final = {
    "official": "bodies", "named": "people", "unnamed": "nameless", "hearsay": "nobody",
    "outlet": "voice", "meta": "voice",
}  # fmt: skip
CONFIDENCES: Final = (0.25, 0.5, 0.75, 1.0)
"""What the four steps of certainty (guessing to certain) are stored as."""


@dataclass(frozen=True)
class Look:
    """How a label is shown: its words, its mark and its colour (never colour alone).

    Attributes
    ----------
    name, gloss
        English words; the catalogues in ``kit/languages/locales`` translate them.
    mark
        One character that stands for the label in a terminal or on paper.
    light, dark
        Hex colours with a contrast of at least 4.5 : 1 on the paper of each theme.
    hatch
        A matplotlib hatch, so that a plot can be read without its colours.
    """

    name: str
    gloss: str
    mark: str
    light: str
    dark: str
    hatch: str = ""


LOOKS: Final = {
    "official": Look(
        "Official", "a body speaks for itself, on the record", "●", "#0b63a5", "#6cb6f5"
    ),
    "named": Look("Named source", "someone we could look up", "■", "#0b7a57", "#52cfa5", "--"),
    "unverified": Look(
        "Not on the record", "unnamed people, or no source at all", "◌", "#b45309", "#f2a65a", "///"
    ),
    "unnamed": Look(
        "Unnamed source", "people, but we cannot tell who", "◌", "#b45309", "#f2a65a", "///"
    ),
    "hearsay": Look("Hearsay", "reported, and no one is given", "◇", "#b45309", "#f2a65a", "xxx"),
    "outlet": Look("The outlet itself", "its own voice", "▲", "#5b6470", "#a8b1bd", ".."),
    "meta": Look(
        "About the text", "a note on the text, not on the world", "△", "#5b6470", "#a8b1bd", "oo"
    ),
}
WIDER: Final = {"outlet": "its own voice, or a note on the text"}
"""What an answer means among the student's four, where it is wider than the label of its name."""
PAPER: Final = {"light": "#ffffff", "dark": "#15191f"}
"""The background each theme's colours are measured against."""


def gloss_of(label: str, scheme: Scheme) -> str:
    """Return what a label means in a scheme, in English; the catalogues translate it."""
    wide = WIDER if scheme == "student" else {}
    return wide.get(label, LOOKS[label].gloss)


def student_view(label: str) -> str:
    """Return the student's answer (one of ``CHOICES``) that a codebook label belongs to.

    Raises
    ------
    KeyError
        For anything that is not one of ``LABELS``.
    """
    return STUDENT_VIEW[label]


def skill_of(trap: str, label: str) -> str:
    """Return the skill (one of ``SKILLS``) that an item of a trap and a label trains."""
    return TRAPS[trap] or _PLAIN[label]
