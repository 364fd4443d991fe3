"""Means of a class: against figures worked out by hand, and by what chance gives."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from kit.core.frames import build
from kit.core.rows import Score
from kit.measures.classes import class_means, learner_figures, mean_of
from kit.measures.detection import detection, official_or_named
from kit.measures.shares import mixed_up, over_doubt, over_trust

if TYPE_CHECKING:
    import pandas as pd


def scores(rows: list[tuple[str, str, str]], scheme: str = "student") -> pd.DataFrame:
    """Return scores of (learner, expected, label)."""
    view = {"unnamed": "unverified", "hearsay": "unverified", "meta": "outlet"}
    return build(
        "scores",
        [
            Score(
                who, "x.en", f"x.en#{at}", label, scheme, (), None, None, expected,
                (view.get(expected, expected) if scheme == "student" else expected) == label,
                0.0, 1.0, "",
            )
            for at, (who, expected, label) in enumerate(rows)
        ],
    )  # fmt: skip


def test_each_learners_figures_are_those_of_the_other_measures() -> None:
    """Counted for all at once, they are what is counted for one."""
    dice = np.random.default_rng(5)
    keys = ("official", "named", "unnamed", "hearsay", "outlet")
    labels = ("official", "named", "unverified", "outlet")
    frame = scores(
        [(f"l{n % 7}", str(dice.choice(keys)), str(dice.choice(labels))) for n in range(300)]
    )
    found = learner_figures(frame)
    for who, own in frame.groupby("learner_id"):
        counts = detection(own)
        assert found.loc[who].tolist() == pytest.approx(
            [
                len(own),
                own["accepted"].mean(),
                over_trust(own),
                over_doubt(own),
                mixed_up(own).rate,
                counts.d_prime,
                counts.criterion,
                official_or_named(own).d_prime,
            ]
        )


def test_an_interval_is_students() -> None:
    """Of 2, 4 and 6 it is 4 plus or minus 4.303 * 2 / sqrt(3)."""
    found = mean_of([2, 4, float("nan"), 6], guess=1)
    reach = 4.302653 * 2 / math.sqrt(3)
    assert (found.value, found.low, found.high, found.learners, found.guess) == pytest.approx(
        (4, 4 - reach, 4 + reach, 3, 1), abs=1e-4
    )


def test_two_learners_have_no_interval() -> None:
    """Their mean is told without one, and nobody's is no figure."""
    two, none = mean_of([1, 2]), mean_of([])
    assert (two.value, math.isnan(two.low), none.learners, math.isnan(none.value)) == (
        1.5,
        True,
        0,
        True,
    )


@pytest.mark.parametrize("scheme", ["student", "codebook"])
def test_a_class_that_guesses_gets_what_guessing_gives(scheme: str) -> None:
    """Made-up learners who choose by chance come close to it in every figure."""
    dice = np.random.default_rng(7)
    labels = {
        "student": ("official", "named", "unverified", "outlet"),
        "codebook": ("official", "named", "unnamed", "hearsay", "outlet", "meta"),
    }[scheme]
    keys = ("official", "named", "unnamed", "hearsay")
    rows = [(f"l{who}", key, str(dice.choice(labels))) for who in range(60) for key in keys * 50]
    for name, mean in class_means(scores(rows, scheme)).items():
        assert mean.value == pytest.approx(mean.guess, abs=0.06), name


def test_no_answers_give_no_figures() -> None:
    """Nothing is made of nothing."""
    found = class_means(scores([]))
    assert {mean.learners for mean in found.values()} == {0}
