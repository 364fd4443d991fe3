"""Contrast items: found in the bank itself, whatever is added to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from kit.core.codebook import CHOICES, OFF_RECORD, TRAPS, student_view
from kit.lessons.contrasts import contrasts
from kit.lessons.items import bank_items

ITEMS = bank_items("en")
POST = next(one for one in ITEMS if one.item.trap == "posts" and one.entry.label in OFF_RECORD)


def posts(*labels: str) -> frozenset[str]:
    """Return the contrasts among made-up items of one trap, called by their places."""
    return contrasts(
        replace(POST, item=replace(POST.item, item_id=str(at)), entry=replace(POST.entry, label=one))
        for at, one in enumerate(labels)
    )  # fmt: skip


def test_another_answer_than_most_of_the_kind_is_a_contrast() -> None:
    """Counted in the four answers: hearsay among unnamed people is none."""
    assert posts("unnamed", "unnamed", "hearsay", "named", "official") == {"3", "4"}
    assert posts("hearsay", "hearsay") == frozenset()
    assert posts("unnamed", "official") == {"0"}  # equally common: the codebook's first is usual


def test_plain_items_are_no_contrast() -> None:
    """They look like nothing in particular, so no answer is the usual one."""
    plain = [one for one in ITEMS if not TRAPS[one.item.trap]]
    assert plain
    assert not contrasts(plain)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_one_answer_to_a_trap_is_wrong_on_its_contrasts(lang: str) -> None:
    """In the bank as it is: the answer that is right most often in a trap is so on none of these."""
    items = bank_items(lang)
    found = contrasts(items)
    for trap in {one.item.trap for one in items}:
        own = [one for one in items if one.item.trap == trap]
        often = Counter(student_view(one.entry.label) for one in own)
        usual = max(CHOICES, key=often.__getitem__)
        unusual = [student_view(one.entry.label) for one in own if one.item.item_id in found]
        assert usual not in unusual, trap
        assert len(unusual) == (len(own) - often[usual] if TRAPS[trap] else 0), trap
