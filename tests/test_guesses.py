"""No test of the kit can be passed without reading it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from kit import guesses as module
from kit.guesses import LIMITS, check_guesses, guess_lines, guesses

if TYPE_CHECKING:
    from kit.checks import Inventory


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_form_and_the_bank_are_guessed_in_each_language(
    inventory: Inventory, lang: str
) -> None:
    """Four ways for a form, one for the bank; answers add up to all, and limits hold."""
    found = inventory.guesses
    own = found.loc[found["lang"] == lang]
    whole = own.loc[own["answer"] == "all"].set_index(["part", "way"])
    asked = {way: 40 for way in LIMITS if way != "cross-validated"}
    for form in ("form-a", "form-b"):
        assert whole.loc[form, "whole"].to_dict() == asked
    assert list(whole.loc["bank"].index) == ["cross-validated"]
    parts = own.loc[own["answer"] != "all"].groupby(["part", "way"])[["right", "whole"]].sum()
    pd.testing.assert_frame_equal(parts, whole[["right", "whole"]].sort_index())
    for (_, way), row in whole.iterrows():
        assert row["right"] / row["whole"] <= LIMITS[way]


def made(count: int, said: dict[str, str]) -> pd.DataFrame:
    """Make two forms in which each label has a word of its own."""
    rows = [
        {
            "set": form, "lang": "en", "label": label, "title": "",
            "text": f"Line {n}. {word} {form} {n}.", "statement": f"{word} {form} {n}.",
        }
        for form in ("form-a", "form-b")
        for label, word in said.items()
        for n in range(count)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_a_form_that_its_words_give_away_is_a_finding() -> None:
    """Its name, language, way, share and limit are told, and what to do."""
    items = made(4, {"official": "ministry", "hearsay": "posts", "named": "she", "outlet": "dawn"})
    check_guesses(guesses(items, []), findings := [])
    assert findings[0] == (
        "form-a (en): found 1.00 of the answers guessed by words, expected at most 0.60; reword "
        "items, or write some in which the same words have another label"
    )
    assert {line.partition(":")[0] for line in findings} == {"form-a (en)", "form-b (en)"}


def test_a_form_without_such_words_is_sound() -> None:
    """The same words under every label leave nothing to guess from."""
    items = made(4, dict.fromkeys(("official", "named", "unnamed", "hearsay", "outlet"), "said"))
    check_guesses(guesses(items, []), findings := [])
    assert findings == []


def test_shares_stand_beside_their_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line a form and language; a teacher's own lessons have none."""
    monkeypatch.setitem(module.LIMITS, "words", 0.5)
    row = {"part": "form-a", "lang": "en", "way": "words", "answer": "all", "right": 3, "whole": 8}
    assert list(guess_lines(pd.DataFrame([row]))) == [
        "en: form-a guessed without reading: words 0.38 (at most 0.50)"
    ]
    empty = pd.DataFrame(columns=["set", "lang", "label", "title", "text", "statement"])
    assert guesses(empty, []).empty
