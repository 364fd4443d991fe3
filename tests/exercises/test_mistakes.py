"""A sentence on why a choice fails, for every wrong label beside every right one."""

from __future__ import annotations

from itertools import product

import pytest

from kit.core.codebook import CHOICES, LABELS, student_view
from kit.core.rows import KeyEntry
from kit.exercises.sorter.mistakes import MISTAKES, why_not
from kit.languages.interface import translator

WORDS = {"carried": True, "source": "A source in the ministry", "cue": "revealed"}
WRONG = [
    (chosen, label)
    for chosen, label in product(dict.fromkeys((*CHOICES, *LABELS)), LABELS)
    if chosen not in (label, student_view(label)) or (chosen, label) == ("outlet", "meta")
]


def test_every_mistake_has_a_sentence_and_no_sentence_is_idle() -> None:
    """All pairs of both schemes are there; what stands behind a pair's name is held by some key."""
    plain = {f"{chosen}_{label}" for chosen, label in WRONG}
    known = {f"{pair}_{name}" for pair in plain for name in WORDS} | plain
    assert plain - set(MISTAKES) == set()
    assert set(MISTAKES) - known == set()


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize(("chosen", "label"), WRONG)
def test_a_sentence_speaks_of_the_choice_and_never_names_the_right_one(
    chosen: str, label: str, lang: str
) -> None:
    """It begins with the choice, is a question, and is filled whatever the key has."""
    answer = f"<{chosen}>"
    for held in ({}, *({name: value} for name, value in WORDS.items())):
        key = KeyEntry("a.en#1", label, **held)  # type: ignore[arg-type]  (labels and words as they come)
        told = why_not(chosen, key, answer, lang)
        assert told.startswith(f"{answer}{'؟' if lang == 'ar' else '?'} ")
        assert "{" not in told
        assert label not in told.replace(answer, "").split()


def test_the_key_s_own_words_fill_the_sentence() -> None:
    """A source is quoted where there is one; what is carried on points to the sentence before."""
    source = KeyEntry("a.en#1", "unnamed", source="A source in the {ministry}", cue="revealed")
    asked = why_not("official", source, "Official", "en")
    assert (
        asked
        == "Official? Ring up and ask for “A source in the {ministry}”: who would come to the phone?"
    )
    verb = KeyEntry("a.en#1", "hearsay", cue="is said to be")
    assert why_not("named", verb, "Named source", "en") == (
        "Named source? Who stands behind “is said to be”? Look for a name."
    )
    carried = KeyEntry("a.en#1", "official", carried=True)
    assert why_not("outlet", carried, "The outlet itself", "en") == (
        "The outlet itself? Read it together with the sentence before: is somebody still speaking there?"
    )
    arabic = KeyEntry("a.ar#1", "unnamed", source="مصدر في الوزارة")
    answer = translator("ar")("Official")
    assert why_not("official", arabic, answer, "ar") == (
        f"{answer}؟ لو اتصلتم وسألتم عن «مصدر في الوزارة»، فمَن يردّ عليكم؟"
    )
