"""Items that are answered otherwise than most of their kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kit.core.codebook import CHOICES, TRAPS, student_view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kit.core.rows import BankItem


def contrasts(items: Iterable[BankItem]) -> frozenset[str]:
    """Return the ids of contrast items: their trap's commonest answer is another than theirs.

    Who answers by the look of a sentence alone is right on all other items of its trap, and wrong
    on these. Answers are the student's four, as nobody can tell unnamed people from hearsay in
    these. Of answers that are equally common the first of the codebook is the usual one. Plain items
    are no contrast: they look like nothing in particular.

    Parameters
    ----------
    items
        All items of a bank, such as `kit.lessons.items.bank_items` gives.
    """
    given = [(one.item.item_id, one.item.trap, student_view(one.entry.label)) for one in items]
    often: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _, trap, answer in given:
        often[trap][answer] += 1
    usual = {trap: max(CHOICES, key=times.__getitem__) for trap, times in often.items()}
    return frozenset(name for name, trap, answer in given if TRAPS[trap] and answer != usual[trap])
