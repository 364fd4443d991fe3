"""The words that widgets speak, in one place so that a catalogue can be held against them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kit.core.codebook import CHOICES, CONFIDENCES, LABELS, LOOKS, Scheme
from kit.languages.interface import number, translator

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kit.exercises.frame.contract import Option, Step

STEPS: Final = ("guessing", "unsure", "fairly sure", "certain")

FIXED: Final = {
    "sure": "How sure? (optional)",
    "open": "Leave it open",
    "commit": "Commit",
    "next": "Next",
    "back": "Back",
    "undo": "Undo",
    "hint": "Hint",
    "to_review": "Review",
    "choose": "Choose an answer first.",
    "silent": "Python does not answer. Your choice is kept in this browser; run the cells again to go on.",
    "silent_bare": "Python does not answer, and this browser keeps no copies. Save your work to a file; run the cells again to go on.",
    "held": "Kept in this browser, not yet on disk",
    "bare": "This browser keeps no copies: before you leave, save your work to a file.",
    "restore": "Bring back the answers kept in this browser ({n})",
    "save": "Save my work",
    "bring": "Bring it back",
    "saving": "Your answers are in the file {name}.",
    "empty": "There is nothing to save yet.",
    "source": "source",
    "cue": "reporting verb",
    "hedge": "hedge",
    "evidence": "Marked in the text:",
    "reopen": "Press a line to see its verdict again.",
    "undone": "Undone.",
}
"""Sent to every widget once; never holds anything of a key."""

ASKED: Final[dict[str, dict[str, str]]] = {
    "sorter": {
        "ask": "Who stands behind this statement?",
        "keys": "Keys: digits choose, Enter commits and goes on.",
        "one": "One by one",
        "article": "Whole article",
        "pick": "Choose a statement, then say who stands behind it. Commit whenever you like.",
        "pick_keys": "Keys: arrows walk through the statements, digits choose, Enter commits.",
        "commit_all": "Commit {n}",
        "finished": "All statements are answered. Press one to see its verdict again.",
        "chosen": "chosen",
    },
    "highlighter": {
        "ask": "Which words tell you who says it?",
        "pens": "Mark as",
        "none": "Nothing to mark here",
        "keys": "Keys: arrows walk from word to word, digits or Space mark, Shift and an arrow mark on, Enter commits.",
    },
    "cuelab": {
        "ask": "Make the sentence",
        "slot_source": "Source",
        "slot_verb": "Verb",
        "slot_hedge": "Hedge",
        "slot_fact": "Fact",
        "typed": "Or write your own sentence",
        "reads": "How it reads now",
        "certainty": "Certainty",
        "keys": "Keys: Tab walks from row to row, arrows swap, Enter commits.",
    },
    "headline": {
        "ask": "What does the body do to this headline?",
        "lead": "Mark the statements that matter to it. What you leave open counts as “says nothing about it”.",
        "dropped": "What the headline dropped",
        "keys": "Keys: Tab walks from statement to statement, arrows choose, Enter commits.",
    },
    "chain": {
        "ask": "Through whose hands did this come to you?",
        "lead": "Start next to the reader and end with the one who vouches for it.",
        "reader": "You, the reader",
        "hands": "Hands to choose from",
        "yours": "Your chain",
        "key": "The key's chain",
        "blank": "Press a hand to add it.",
        "weak": "weakest link",
        "keys": "Keys: Enter or Space adds a hand; in the chain, arrows move it and Delete takes it out; Ctrl and Enter commit.",
        "moved": "{hand}: place {n}",
        "out": "{hand} is out of the chain.",
    },
    "lateral": {
        "ask": "What does this card do to the claim?",
        "card": "Another source",
        "vouches": "Who vouches:",
        "words": "Mark the words that decide it (optional)",
        "marked": "marked",
        "open_card": "Read it at {name}",
        "keys": "Keys: digits choose, arrows in the card walk from word to word, Space marks, Enter commits.",
    },
    "rewrite": {
        "ask": "Write it as an honest headline",
        "matter": "What the story says",
        "now": "The headline as it was",
        "yours": "Your headline",
        "live": "What the engine reads as you write",
        "keys": "Keys: Ctrl and Enter commit.",
        "model": "The story's own sentence, for comparison:",
    },
    "compare": {
        "ask": "Which of these stands least on the record?",
        "lead": "Each row is one story, each block a statement. Press a block to read it; blocks with a dot speak of the same matter.",
        "share": "{share} % not on the record",
        "alike": "The same matter elsewhere",
        "alone": "No other story speaks of this matter in the same words.",
        "keys": "Keys: arrows walk from block to block and from story to story, digits choose a story, Enter commits.",
    },
}
"""Sent to one kind of widget."""

OTHER: Final = {
    "supports": ("supports it", "says what the headline says"),
    "weakens": ("weakens it", "makes it less sure, or says otherwise"),
    "open": ("leaves it open", "speaks of it and settles nothing"),
    "beside": ("says nothing about it", ""),
    "confirms": ("confirmed", "it says the same"),
    "contradicts": ("contradicted", "it says otherwise"),
    "not_found": ("not found", "it neither confirms nor contradicts"),
}
"""Relations to a headline, and findings: a word, and what it means."""

ZONES: Final = {"headline": "Headline", "heading": "Section heading", "caption": "Picture line"}
"""Zones are named where print would show them; naming a note as one would give its answer away."""

SAID: Final = {
    "kept": "Kept.",
    "tested": "Thank you: all {n} answers are kept. The results are told by whoever gave you this test.",
    "mastery": "{right} of the last {last} right; {needed} of {window} make you sure of it.",
    "mastered": "You can do this: {right} of the last {last} right.",
    "saved": "Saved · {done} of {total}",
    "unsaved": "Not saved · {done} of {total}",
    "right": "Correct: {answer}.",
    "accepted": "Accepted: {answer}.",
    "wrong": "Not quite. The key says: {answer}.",
    "own": "Your answer: {answer}",
    "key": "Key: {answer}",
    "differ": "Careful readers differ here: {answer} is defended too.",
    "result": "{right} of {total} correct",
    "strip": "{done} of {total} answered.",
    "now": "now",
    "nothing": "This lesson has no statements yet.",
    "write": "Your answer could not be written to the disk ({why}). This notebook holds it as long as it runs; go on, and save your work to a file before you leave.",
    "unread": "The log of your answers could not be read ({why}). You start afresh; what you answer is kept here.",
    "edition": "The article was changed after {n} of your answers; they stay in the log and are not applied.",
    "scheme": "{n} of your answers were given with other labels; they stay in the log and are not applied.",
    "torn": "{n} lines of your log could not be read and were passed over.",
    "agrees_draft": "The engine agrees: {answer}. Nobody has written a key for this text.",
    "wrong_draft": "The engine suggests otherwise: {answer}. Nobody has written a key for this text: who is right?",
    "key_draft": "Engine: {answer}",
    "rule": "Rule {rule}: {why}",
    "rule_draft": "Rule {rule} of the engine.",
    "engine": "The engine, by rule {rule}, suggests {answer} here. The key decides.",
    "points": "{points} of {total} points",
    "all_right": "All of it.",
    "part": "In part: {share} %.",
    "not_yet": "Not yet.",
    "no_source": "no words",
    "found_not": "Not quite. The card: {answer}.",
    "least": "{title}: {share} % of its statements are not on the record.",
    "least_right": "Yes: it leans most on sources that nobody can ask.",
    "least_wrong": "Not quite: another one leans more on sources that nobody can ask.",
    "joined": "{n} answers given in another window were taken over.",
    "not_lesson": "{n} answers of the file belong to another exercise and were left out.",
    "not_learner": "{n} answers of the file are another learner's and were left out.",
    "left_out": "{n} entries were no answers to this exercise and were left out.",
    "other_edition": "That copy belongs to another edition of the article; nothing was changed.",
    "too_large": "That file is too large for a learner's answers; nothing was changed.",
    "too_long": "That text is too long; nothing was changed.",
    "no_cards": "This story has no evidence cards.",
    "no_headline": "This text has no headline.",
    "no_chain": "This story names no hands to put in order.",
    "not_choice": "That is not one of the answers; nothing was changed.",
    "not_statement": "That statement is not in this lesson; nothing was changed.",
    "not_action": "The page asked for something unknown; nothing was changed.",
    "already": "This statement has its answer already; the first one stands.",
    "restored": "{n} answers were brought back.",
}
"""Said by Python as things happen."""


class Words:
    """The interface in one language.

    Parameters
    ----------
    lang
        ``"ar"`` or ``"en"``.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._translate = translator(lang)

    def say(self, name: str, **values: object) -> str:
        """Return a message of `SAID`, with numbers as the language writes them."""
        plain = {k: number(v, self.lang) if isinstance(v, int) else v for k, v in values.items()}
        return self._translate(SAID[name]).format(**plain)

    def answer(self, label: str) -> str:
        """Return the student's word for a label, a relation or a finding."""
        return self._translate(LOOKS[label].name if label in LOOKS else OTHER[label][0])

    def zone(self, zone: str) -> str:
        """Return the word for a zone, or nothing where a paper would show none."""
        return self._translate(ZONES[zone]) if zone in ZONES else ""

    def fixed(self) -> dict[str, str]:
        """Return the words that do not change while a learner works."""
        return {name: self._translate(words) for name, words in FIXED.items()}

    def asked(self, kind: str) -> dict[str, str]:
        """Return the words of one kind of widget."""
        return {name: self._translate(words) for name, words in ASKED[kind].items()}

    def options(self, scheme: Scheme) -> list[Option]:
        """Return the answers to choose from, in order, each with the digit that chooses it."""
        labels = CHOICES if scheme == "student" else LABELS
        return [
            {
                "label": label,
                "name": self.answer(label),
                "gloss": self._translate(LOOKS[label].gloss),
                "digit": number(position, self.lang),
            }
            for position, label in enumerate(labels, start=1)
        ]

    def others(self, labels: Mapping[str, str]) -> list[Option]:
        """Return choices that are no labels: for each, the name of its words in `OTHER`."""
        return [
            {
                "label": label,
                "name": self._translate(OTHER[name][0]),
                "gloss": self._translate(OTHER[name][1]) if OTHER[name][1] else "",
                "digit": number(position, self.lang),
            }
            for position, (label, name) in enumerate(labels.items(), start=1)
        ]

    def meanings(self, names: Iterable[str]) -> list[str]:
        """Return a line for each of some words in `OTHER`."""
        told = (map(self._translate, filter(None, OTHER[name])) for name in names)
        return [": ".join(words) for words in told]

    def steps(self) -> list[Step]:
        """Return the steps of certainty, from guessing to certain."""
        return [
            {"value": value, "name": self._translate(name)}
            for value, name in zip(CONFIDENCES, STEPS, strict=True)
        ]
