"""Hints in three steps: the question to ask, where to look, and the rule that decides."""

from __future__ import annotations

from typing import Any, Final

from kit.languages.interface import translator
from kit.languages.messages import messages

WHERE: Final = messages("exercises/sorter", "where")
LABEL_RULES: Final = messages("exercises/sorter", "label_rules")
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
        filter(
            None,
            (question, say(WHERE[_place(key, statement)]), say(LABEL_RULES[str(key["label"])])),
        )
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
