"""Reliability and items that differ between languages: against other people's software, and planted."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from scipy.stats import f
from statsmodels.stats.contingency_tables import StratifiedTable

from kit.core.frames import build
from kit.core.rows import Score
from kit.measures.differential import COLUMNS, differential, mantel_haenszel
from kit.measures.reliability import reliability

if TYPE_CHECKING:
    from collections.abc import Sequence


def scores(right: np.ndarray, lang: str = "en", test: str = "form-a") -> pd.DataFrame:
    """Return scores of learners (rows) on items (columns) of one test."""
    return build(
        "scores",
        [
            Score(
                f"{lang}{who}", f"{test}.{lang}", f"x{at}#{1 + at % 2}", "named" if ok else "official",
                "student", (), None, None, "named", bool(ok), float(ok), 1.0, "",
            )
            for who, own in enumerate(right)
            for at, ok in enumerate(own)
        ],
    )  # fmt: skip


def answers(rng: np.random.Generator, able: np.ndarray, hard: Sequence[float]) -> np.ndarray:
    """Return right answers by the Rasch model, an array of shape (learners, items)."""
    chance = 1 / (1 + np.exp(-(able[:, None] - np.asarray(hard)[None, :])))
    return rng.random(chance.shape) < chance


def test_kr20_by_hand() -> None:
    """Sums 3, 2, 1, 0 with variance 5/4; p of 3/4, 2/4 and 1/4: 3/2 * (1 - (5/8) / (5/4)) = 3/4."""
    found = reliability(scores(np.tril(np.ones((4, 3)), -1)))
    assert (found.learners, found.items, found.mean) == (4, 3, 1.5)
    assert found.kr20 == pytest.approx(0.75)
    assert found.error == pytest.approx(math.sqrt(1.25) * math.sqrt(0.25))


def test_kr20_is_cronbachs_alpha_and_its_interval_near_feldts() -> None:
    """Alpha from the items' covariances; Feldt (1965) gives its interval from the F distribution."""
    rng = np.random.default_rng(11)
    right = answers(rng, rng.normal(0, 1.2, 120), np.linspace(-1.5, 1.5, 40))
    found = reliability(scores(right))
    cov = np.cov(right.astype(float), rowvar=False)
    alpha = 40 / 39 * (1 - np.trace(cov) / cov.sum())
    low, high = (1 - (1 - alpha) * f.ppf(part, 119, 119 * 39) for part in (0.975, 0.025))
    assert found.kr20 == pytest.approx(alpha)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.04)


def test_who_left_something_out_does_not_count() -> None:
    """Nor is anything said of two learners, of one item, or where all score alike."""
    frame = scores(np.tril(np.ones((4, 3)), -1))
    assert reliability(frame.iloc[:-1]).learners == 3
    for few in (np.eye(2), np.ones((5, 1)), np.ones((5, 4))):
        assert math.isnan(reliability(scores(few)).kr20)
    assert reliability(build("scores", [])).learners == 0


def test_mantel_haenszel_is_that_of_statsmodels() -> None:
    """Odds ratio, its error and the corrected test of many random tables, empty ones among them."""
    rng = np.random.default_rng(5)
    tables = rng.poisson(4, (12, 2, 2))
    found = mantel_haenszel(np.concatenate([tables, np.zeros((2, 2, 2))]))
    theirs = StratifiedTable(tables.transpose(1, 2, 0).astype(float))
    test = theirs.test_null_odds(correction=True)
    assert found == pytest.approx(
        (theirs.oddsratio_pooled, theirs.logodds_pooled_se, test.statistic, test.pvalue)
    )
    assert math.isnan(mantel_haenszel(np.zeros((3, 2, 2))).p)


def test_what_is_harder_in_arabic_is_found_whoever_is_abler() -> None:
    """One item of twelve was made harder for abler learners: it alone is called large."""
    rng = np.random.default_rng(2)
    hard = np.linspace(-1, 1, 12)
    harder = hard + np.eye(12)[4] * 1.5
    frame = pd.concat(
        [
            scores(answers(rng, rng.normal(0.6, 1, 600), harder), "ar"),
            scores(answers(rng, rng.normal(0, 1, 600), hard), "en"),
            scores(answers(rng, rng.normal(0, 1, 9), hard), "en", test="form-b"),
        ]
    )
    found = differential(frame).set_index("item")
    assert (set(found["test"]), len(found)) == ({"form-a"}, 12)
    assert (found["learners_ar"].tolist(), found["learners_en"].tolist()) == (
        [600] * 12,
        [600] * 12,
    )
    assert found.index[found["size"] == "C"].tolist() == ["x4"]
    assert found.loc["x4", "delta"] == pytest.approx(-2.35 * 1.5, abs=0.8)


def test_equal_languages_differ_by_chance_alone() -> None:
    """Of forty items about one in twenty is significant, and none is large."""
    rng = np.random.default_rng(8)
    hard = np.linspace(-1, 1, 40)
    both = [scores(answers(rng, rng.normal(0, 1, 300), hard), lang) for lang in ("ar", "en")]
    found = differential(pd.concat(both))
    assert (found["p"] < 0.05).sum() <= 5
    assert "C" not in set(found["size"])


def test_stories_and_single_languages_are_not_compared() -> None:
    """Nothing is made of them, and nothing fails."""
    one = scores(np.eye(4))
    story = one.assign(statement_id="the-call.en#1", exercise_id="the-call.en")
    for frame in (one, pd.concat([story, story.assign(exercise_id="the-call.ar")]), one.iloc[:0]):
        found = differential(frame)
        assert (list(found.columns), len(found)) == (list(COLUMNS), 0)
