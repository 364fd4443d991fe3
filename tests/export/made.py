"""What exports are tried with: codes of every kind, made by chance, and a key that says something else."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from kit.core.codebook import CONFIDENCES
from kit.core.names import tidy_name
from kit.export.codes import KINDS, Carried, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.lessons.lesson import Lesson

NAMES: Final = (
    "", "layla", "Layla", "Layla Al-Harbi", "al-Harbi", "LH", "ليلى", "عبد الرحمن", "owl-7", "O'Neil",
    "Zoë Müller", "Ольга", "李小龙", "anon-0123456789abcdef", "ليلى Layla", "5-ب", "🦉", "پروین",
    "Anna-Maria Constantinopoulou-Smith", "محمد بن عبد العزيز بن عبد الرحمن",
)  # fmt: skip
_CONTRARY: Final = {
    "official": "named", "named": "official", "unnamed": "hearsay", "hearsay": "unnamed",
}  # fmt: skip
_LETTERS: Final = "abcxyzABCXYZ ابتثء ىيآ-'.059éþ李🦉"


def made(count: int, seed: int = 0) -> Iterator[tuple[Sheet, str, dict[str, Carried]]]:
    """Yield sheets, learners' names and answers by item."""
    chance = random.Random(seed)  # noqa: S311  (for trying, not for hiding)
    for _ in range(count):
        sheet = _sheet(chance)
        size = chance.randrange(30)
        name = "".join(chance.choice(_LETTERS) for _ in range(size))
        answers = {
            item: _answer(chance, sheet, at)
            for at, item in enumerate(sheet.items)
            if chance.random() < 0.9
        }
        yield sheet, tidy_name(chance.choice([*NAMES, name])), answers


def _sheet(chance: random.Random) -> Sheet:
    kind = chance.randrange(len(KINDS))
    items = tuple(f"s{at}" for at in range(chance.choice([0, 1, 5, 12, 17, 17, 17, 40])))
    hands = ()
    if KINDS[kind][0] == "order":
        hands = tuple(tuple(f"hand {n}" for n in range(chance.randrange(1, 11))) for _ in items[:6])
        items = items[:6]
    exercise = f"lesson-{chance.randrange(1000)}.{chance.choice(['ar', 'en'])}"
    return Sheet(exercise, f"{chance.getrandbits(48):012x}", kind, items, hands)


def _answer(chance: random.Random, sheet: Sheet, at: int) -> Carried:
    confidence = chance.choice([None, *CONFIDENCES])
    if not sheet.hands:
        return Carried(chance.choice(sheet.labels), (), confidence)
    hands = sheet.hands[at]
    return Carried("", tuple(chance.sample(hands, chance.randrange(len(hands) + 1))), confidence)


def contrary(lesson: Lesson) -> Lesson:
    """Return a lesson with the same text, whose key has other labels, reasons and hints."""
    key = lesson.key.assign(
        label=lesson.key["label"].map(lambda label: _CONTRARY.get(label, label)),
        reason_en="other", reason_ar="other", hint_en="", hint_ar="",
    )  # fmt: skip
    return lesson.with_frames(key=key)
