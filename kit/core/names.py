"""Learners' names: made one however they were typed, and friendly ones for who gave none."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from unicodedata import category, normalize

from kit.core.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

ANONYMOUS: Final = "anon-"
"""What the id of a learner begins with who gave no name; 16 hex digits, chosen by chance, follow."""
_ANONYMOUS_ID: Final = re.compile(r"anon-([0-9a-f]{16,})")
_UNSEEN: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Letters and signs without a shape that Unicode counts among others than its format marks."""
_ANIMALS: Final = (
    "owl", "fox", "heron", "otter", "lynx", "swift", "oryx", "ibex", "hoopoe", "falcon", "turtle", "dolphin",
)  # fmt: skip


@lru_cache(maxsize=10_000)
def tidy_name(name: str) -> str:
    """Return a learner's name in the one form that widgets, logs, scores and reports know it by.

    Marks that nobody sees go, white space of any kind is one space and none at the ends, letters
    are composed (NFC), and what else would act unseen is shown. What is left may be empty.
    """
    if name.isascii() and name.isprintable() and "  " not in name:
        return name.strip(" ")
    shown = "".join(c for c in name if category(c) != "Cf" and not _UNSEEN.match(c))
    return visible(normalize("NFC", " ".join(shown.split())))


def friendly_name(learner: str) -> str:
    """Return how a learner is called: an animal and a number for an anonymous id, else the name."""
    found = _ANONYMOUS_ID.fullmatch(learner)
    if not found:
        return learner
    number = int.from_bytes(sha256(found[1].encode()).digest()[:8], "big")
    return f"{_ANIMALS[number % len(_ANIMALS)]}-{number // len(_ANIMALS) % 90 + 10}"


def friendly_names(learners: Iterable[str]) -> dict[str, str]:
    """Return how each of some learners is called among the others.

    Anonymous ones who would be called alike have letters of their ids beside the name, as many as
    it takes to tell them apart.
    """
    ids = list(dict.fromkeys(learners))
    names = {one: friendly_name(one) for one in ids}
    often = Counter(names.values())
    alike = [one for one in ids if often[names[one]] > 1 and names[one] != one]
    ends = {one: one.removeprefix(ANONYMOUS) for one in alike}
    size = next(
        (n for n in range(3, 17) if len({end[:n] for end in ends.values()}) == len(ends)), 64
    )
    return names | {one: f"{names[one]} ({end[:size]})" for one, end in ends.items()}
