"""The measures: hand-worked values, and what holds for any scores."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from kit import measures
from kit.core.codebook import CHOICES, LABELS, ON_RECORD
from kit.core.errors import FrameError
from kit.core.frames import build
from kit.measures import (
    Share,
    accuracy,
    confusion,
    doubted,
    guessed,
    mixed_up,
    over_doubt,
    over_trust,
    share_interval,
    trusted,
)


def scores(
    *rows: tuple[str, str], scheme: str = "student", accept: tuple[int, ...] = ()
) -> pd.DataFrame:
    """Make scores from (expected, answered); positions in `accept` are accepted all the same."""
    made = []
    for at, (expected, label) in enumerate(rows):
        right = expected == label or at in accept
        made.append(
            {
                "learner_id": "owl-7", "exercise_id": "x.en", "statement_id": f"x.en#{at + 1}",
                "label": label, "scheme": scheme, "confidence": None,
                "answered_at": pd.Timestamp("2026-01-01T08:00Z"), "expected": expected,
                "accepted": right, "points": float(right), "max_points": 1.0, "feedback": "why",
            }
        )  # fmt: skip
    return build("scores", made)


MIXED = scores(
    ("official", "official"), ("official", "unverified"), ("named", "named"), ("named", "official"),
    ("unverified", "official"), ("unverified", "unverified"), ("unverified", "outlet"),
    ("outlet", "outlet"), ("outlet", "unverified"), ("outlet", "outlet"),
)  # fmt: skip


def test_accuracy_by_hand() -> None:
    """Five of ten answers are right."""
    assert accuracy(MIXED) == 0.5


def test_over_trust_by_hand() -> None:
    """One of three unverified statements was given to a source; the outlet is no source."""
    assert trusted(MIXED) == Share(1, 3)
    assert over_trust(MIXED) == pytest.approx(1 / 3)


def test_over_doubt_by_hand() -> None:
    """One of four sourced statements was doubted; official for named is no doubt."""
    assert doubted(MIXED) == Share(1, 4)
    assert over_doubt(MIXED) == 0.25


def test_mixed_up_by_hand() -> None:
    """One of four sourced statements was official for named; doubting one is no mixing up."""
    assert mixed_up(MIXED) == Share(1, 4)


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [("student", (0.25, 0.5, 0.25, 0.25)), ("codebook", (1 / 6, 1 / 3, 1 / 3, 1 / 6))],
)
def test_what_guessing_gives(scheme: str, expected: tuple[float, ...]) -> None:
    """Each answer once for each key gives the same shares as are told beforehand."""
    labels = CHOICES if scheme == "student" else LABELS
    keys = ("official", "named", *(one for one in labels if one not in ON_RECORD))
    rows = [(key, label) for key in keys for label in labels]
    frame = scores(*rows, scheme=scheme)
    found = (accuracy(frame), over_trust(frame), over_doubt(frame), mixed_up(frame).rate)
    assert found == pytest.approx(expected)
    assert guessed(frame) == pytest.approx(expected)


def test_codebook_labels_count_alike() -> None:
    """The six labels lean the same ways as the student's four."""
    six = scores(
        ("hearsay", "named"), ("unnamed", "hearsay"), ("official", "unnamed"), scheme="codebook"
    )
    assert (over_trust(six), over_doubt(six)) == (0.5, 1.0)


def test_accepted_is_neither() -> None:
    """A label that the key accepts is no over-trust, no over-doubt and no confusion."""
    fine = scores(("unverified", "named"), ("named", "unverified"), accept=(0, 1))
    assert (over_trust(fine), over_doubt(fine), accuracy(fine)) == (0.0, 0.0, 1.0)
    assert confusion(fine).loc["unverified", "unverified"] == 1
    assert confusion(fine).to_numpy().sum() == 2


@pytest.mark.parametrize(("part", "whole"), [(18, 30), (0, 10), (10, 10), (1, 3)])
def test_a_shares_interval_is_wilsons(part: int, whole: int) -> None:
    """As statsmodels has it; of nothing there is none."""
    theirs = proportion_confint(part, whole, method="wilson")
    assert share_interval(Share(part, whole)) == pytest.approx(theirs)
    assert math.isnan(share_interval(Share(0, 0))[0])


def test_nothing_to_divide_is_nan() -> None:
    """Without a statement of the kind there is no share, and no error."""
    assert math.isnan(accuracy(build("scores", [])))
    assert math.isnan(over_trust(scores(("official", "official"))))
    assert math.isnan(over_doubt(scores(("outlet", "outlet"))))
    assert math.isnan(guessed(scores(("official", "official"))).trust)


def test_unanswered_counts_for_accuracy_alone() -> None:
    """An open statement lowers the points reached, but leans neither way."""
    open_too = scores(("unverified", ""), ("unverified", "official"), ("official", "official"))
    assert accuracy(open_too) == pytest.approx(1 / 3)
    assert over_trust(open_too) == 1.0
    assert confusion(open_too).to_numpy().sum() == 2


def test_confusion_by_hand() -> None:
    """Rows and columns are the four answers in their order, with every count in its place."""
    table = confusion(MIXED)
    assert list(table.index) == list(table.columns) == list(CHOICES)
    assert table.to_numpy().tolist() == [[1, 0, 1, 0], [1, 1, 0, 0], [1, 0, 1, 1], [0, 0, 1, 2]]


def test_confusion_of_mixed_schemes() -> None:
    """Answers in six labels are seen through the four words when both kinds are there."""
    both = pd.concat(
        [scores(("hearsay", "unnamed"), scheme="codebook"), scores(("named", "named"))]
    )
    table = confusion(both)
    assert list(table.index) == list(CHOICES)
    assert table.loc["unverified", "unverified"] == 1


def test_wrong_frame_is_named() -> None:
    """A frame of something else is refused with the column that it lacks."""
    with pytest.raises(FrameError, match="no column 'learner_id'"):
        accuracy(pd.DataFrame({"a": [1]}))


@given(st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), max_size=30))
def test_confusion_adds_up(pairs: list[tuple[str, str]]) -> None:
    """Every answer stands in the table once, and the right ones on its diagonal."""
    frame = scores(*pairs, scheme="codebook")
    table = confusion(frame)
    assert table.to_numpy().sum() == len(pairs)
    assert table.to_numpy().trace() == int(frame["accepted"].sum())


@given(st.lists(st.tuples(st.sampled_from(CHOICES), st.sampled_from(CHOICES)), max_size=30))
def test_shares_stay_shares(pairs: list[tuple[str, str]]) -> None:
    """No share leaves 0 to 1, and the measures leave the caller's frame as it was."""
    frame = scores(*pairs)
    before = frame.copy(deep=True)
    for value in (accuracy(frame), over_trust(frame), over_doubt(frame)):
        assert math.isnan(value) or 0 <= value <= 1
    pd.testing.assert_frame_equal(frame, before)


def codings(*readings: str) -> pd.DataFrame:
    """Return a row a reading: a string for each coder, a letter for each statement, - for none."""
    return pd.DataFrame(
        [
            {"item": at, "coder": coder, "label": label}
            for coder, labels in enumerate(readings)
            for at, label in enumerate(labels)
            if label != "-"
        ]
    )


def test_an_interval_of_alpha_holds_it() -> None:
    """It lies round alpha, is the same each time, narrows with more statements, and ends at 1."""
    few = codings("aabbccaabb-c", "aabbcaaabbcc", "aabbccbabbcc")
    low, high = measures.alpha_interval(few)
    assert low < measures.alpha(few) < high <= 1
    assert measures.alpha_interval(few) == (low, high)
    many = codings("aabbccaabb-c" * 10, "aabbcaaabbcc" * 10, "aabbccbabbcc" * 10)
    assert np.diff(measures.alpha_interval(many)) < (high - low) / 2


def test_an_interval_of_full_agreement_is_one() -> None:
    """Nothing that is drawn from it disagrees."""
    assert measures.alpha_interval(codings("abab", "abab")) == (1, 1)


def test_no_interval_without_two_readings() -> None:
    """Where alpha says nothing, its interval says nothing."""
    assert np.isnan(measures.alpha_interval(codings("ab--", "--ab"))).all()
    assert np.isnan(measures.alpha_interval(codings("aaaa", "aaaa"))).all()
