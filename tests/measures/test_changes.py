"""Before and after: which test came first, what was gained, and whether the class could show it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest

from kit.core.frames import build
from kit.core.rows import Score
from kit.measures.changes import GAIN, change
from kit.measures.classes import learner_figures
from kit.measures.detection import detection
from kit.measures.gains import d_av
from kit.measures.power import detectable_gain, simulated_power

if TYPE_CHECKING:
    import pandas as pd

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def class_of(learners: int, *, swap: bool = False) -> pd.DataFrame:
    """Return scores of a class that is right more often in its second test.

    With `swap` every other learner takes form B first.
    """
    dice = np.random.default_rng(3)
    rows = []
    for who in range(learners):
        order = ("form-b", "form-a") if swap and who % 2 else ("form-a", "form-b")
        for day, form in enumerate(order):
            for at in range(16):
                expected = ("unverified", "official")[at % 2]
                right = bool(dice.random() < 0.6 + 0.3 * day)
                rows.append(
                    Score(
                        f"l{who}", f"{form}.en", f"{form}.en#{at}",
                        expected if right else ("official", "unverified")[at % 2], "student", (), None,
                        START + timedelta(days=day, seconds=at), expected, right, float(right), 1.0, "",
                    )
                )  # fmt: skip
    return build("scores", rows)


@pytest.mark.parametrize("swap", [False, True])
def test_the_earlier_test_is_the_one_before(swap: bool) -> None:  # noqa: FBT001  (a case)
    """Whichever form it was, for each learner by itself."""
    frame = class_of(12, swap=swap)
    day = frame["answered_at"].dt.day
    old, new = (learner_figures(frame.loc[day == one]) for one in (2, 3))
    new = new.loc[old.index]
    found = change(frame)
    assert found is not None
    assert (found.learners, found.before.value, found.after.value) == pytest.approx(
        (12, old["d_prime"].mean(), new["d_prime"].mean())
    )
    assert found.effect == pytest.approx(d_av(old["d_prime"].tolist(), new["d_prime"].tolist()))
    counts = detection(frame.loc[day == 2])  # what counts of the eight of each kind
    items = round((counts.signals + counts.noises) / 24)
    assert found.power == simulated_power(12, items, gain_d=GAIN, classes=400).d_prime
    assert found.least == detectable_gain(12, items)


def test_three_learners_are_the_fewest() -> None:
    """Two, or one test alone, tell nothing of a class."""
    frame = class_of(3)
    assert change(frame) is not None
    assert change(frame.loc[frame["learner_id"] != "l0"]) is None
    assert change(frame.loc[frame["exercise_id"] == "form-a.en"]) is None
    assert change(build("scores", [])) is None
