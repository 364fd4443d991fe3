"""What never changes of an exercise: the same for a kernel, and for a page that replays it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.core.text import direction
from kit.exercises.frame.contract import CONTRACT
from kit.languages.interface import number

if TYPE_CHECKING:
    from kit.exercises.frame.face import Face


def standing(face: Face, exercise: str, learner: str, *, anonymous: bool) -> dict[str, Any]:
    """Return `contract.Fixed`, and what the face adds to it: words, choices, steps, whose work this is."""
    words = face.words
    return {
        "contract": CONTRACT,
        "lang": words.lang,
        "dir": direction(words.lang),
        "title": face.title(),
        "retold": face.retold(),
        "exercise": exercise,
        "learner": learner,
        "anonymous": anonymous,
        "unkept": False,
        "moves": 0,
        "text_hash": face.lesson.text_hash,
        "scheme": face.task.scheme,
        "words": words.fixed() | face.ask_words,
        "steps": words.steps(),
        "digits": [number(digit, words.lang) for digit in range(10)],
        "items": [[item, face.weight(item)] for item in face.items],
        **face.fixed(),
    }
