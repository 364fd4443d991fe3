"""Hints in three steps: the question to ask, where to look, and the rule that decides."""

from __future__ import annotations

from typing import Any, Final

from kit.languages.interface import translator

WHERE: Final = {
    "before": "Look at the sentence before it. Put “the source said that” in front of this one: is the sense still the same?",
    "body": "Look at the lines below the headline. Does it repeat one of them, and whose?",
    "start": "Look at the beginning: which words there stand for someone who speaks?",
    "middle": "Look at the middle: which words there stand for someone who speaks?",
    "end": "Look at the end: which words there stand for someone who speaks?",
    "verb": "Look at the verb: does it say that somebody says something? Does anyone belong to it?",
    "all": "Go through it word by word and look for a verb of saying. Look at the sentence before it as well.",
}
RULES: Final = {
    "official": "The rule: whoever speaks for a body, by office and on its matters, is official; whoever speaks only for themselves is a named source.",
    "named": "The rule: whoever speaks for a body, by office and on its matters, is official; whoever speaks only for themselves is a named source.",
    "unnamed": "The rule: ring the newsroom. If it can give neither a name nor a body that answers for this, it is not on the record.",
    "hearsay": "The rule: ring the newsroom. If it can give neither a name nor a body that answers for this, it is not on the record.",
    "outlet": "The rule: if there is no word of saying and nothing is carried on from before, the outlet itself speaks. Only a guess at what has happened is not on the record.",
    "meta": "The rule: what speaks of the page, such as a correction, a picture line or a note, comes from the outlet itself.",
}
_THIRD: Final = 3


def hints(key: dict[str, Any], statement: dict[str, Any], lang: str) -> tuple[str, ...]:
    """Return the hints to one statement, the mildest first.

    Parameters
    ----------
    key, statement
        The statement's row in the frames ``key`` and ``statements``.
    lang
        Language that the hints are given in.
    """
    say = translator(lang)
    question = str(key[f"hint_{lang}"])
    return tuple(
        filter(None, (question, say(WHERE[_place(key, statement)]), say(RULES[str(key["label"])])))
    )


def _place(key: dict[str, Any], statement: dict[str, Any]) -> str:
    text = str(statement["text"])
    if key["carried"]:
        return "before"
    if key["source"]:
        middle = (text.find(key["source"]) + len(key["source"]) / 2) / max(1, len(text))
        return ("start", "middle", "end")[min(2, int(middle * _THIRD))]
    if statement["zone"] == "headline":
        return "body"
    return "verb" if key["cue"] else "all"
