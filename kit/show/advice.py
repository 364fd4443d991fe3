"""What to practise next, chosen from the mistakes that were made most often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kit.core.codebook import OFF_RECORD, ON_RECORD
from kit.languages.messages import messages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kit.measures import Share

ENOUGH: Final = 6
"""With fewer answers than this, one slip would decide what the report says."""
ADVICE: Final = messages("show", "advice")
"""Each weakness, in the order in which a tie is decided, and what helps against it."""


def weakness(expected: str, given: str) -> str:
    """Name the kind of mistake that answering `given` for `expected` is."""
    doubted = OFF_RECORD | {"unverified"}
    own = {"outlet", "meta"}
    for name, keys, answers in (
        ("trust", doubted, ON_RECORD),
        ("doubt", ON_RECORD, doubted),
        ("voice", own, ON_RECORD | doubted),
        ("source", ON_RECORD | doubted, own),
        ("office", ON_RECORD, ON_RECORD),
    ):
        if expected in keys and given in answers:
            return name
    return "kind"


def next_step(
    right: Share, confusions: Iterable[tuple[str, str, int]], say: Callable[[str], str]
) -> str:
    """Choose the one sentence that helps most with the largest weakness.

    Parameters
    ----------
    right
        Right answers of all answers.
    confusions
        What was taken for what: (expected, answered, times).
    say
        Translates a message, such as `kit.languages.interface.translator` makes.
    """
    if not right.whole:
        return say("No answers yet: sort a few statements, then look here again.")
    if right.whole < ENOUGH:
        return say("Too early to tell: sort a few more statements, then look here again.")
    found = dict.fromkeys(ADVICE, 0)
    for expected, given, times in confusions:
        found[weakness(expected, given)] += times
    worst = max(found, key=lambda name: found[name])
    if not found[worst]:
        return say(
            "No mistakes here: try a story you have not seen, or explain to someone else how "
            "you found each source."
        )
    return say(ADVICE[worst])
