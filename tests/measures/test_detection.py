"""Signal detection, certainty, gains and items: published or hand-worked values, and simulation."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import measures
from kit.core.frames import build
from kit.measures import (
    Detection,
    Share,
    alpha,
    alpha_by_label,
    auc,
    brier,
    criterion,
    d_av,
    d_prime,
    detectable,
    detectable_gain,
    detection,
    false_alarm_rate,
    false_mastery,
    hit_rate,
    is_mastered,
    item_figures,
    macro_f1,
    mastery,
    mixed_up,
    normalised_gain,
    official_or_named,
    overconfidence,
    simulate_class,
    simulated_power,
    spread,
)
from kit.measures.power import t_critical

NAN = float("nan")


def scores(*rows: tuple[str, str, float], learner: str = "owl-7") -> pd.DataFrame:
    """Make scores from (expected, answered, certainty)."""
    made = []
    for at, (expected, label, confidence) in enumerate(rows):
        right = expected == label
        made.append(
            {
                "learner_id": learner, "exercise_id": "x.en", "statement_id": f"x.en#{at + 1}",
                "label": label, "scheme": "student", "given": (), "confidence": confidence,
                "answered_at": pd.Timestamp("2026-01-01T08:00Z"), "expected": expected,
                "accepted": right, "points": float(right), "max_points": 1.0, "feedback": "why",
            }
        )  # fmt: skip
    return build("scores", made)


def many(expected: str, answered: str, times: int) -> list[tuple[str, str, float]]:
    """Repeat an answer."""
    return [(expected, answered, NAN)] * times


def test_d_prime_and_criterion_of_the_textbook() -> None:
    """Macmillan & Creelman's face recognition: H = .8 and F = .4 give d' = 1.095 and c = -.294."""
    assert d_prime(0.8, 0.4) == pytest.approx(1.095, abs=0.001)
    assert criterion(0.8, 0.4) == pytest.approx(-0.294, abs=0.001)


def test_rates_are_kept_from_zero_and_one() -> None:
    """The log-linear correction adds a half to the count and one to the whole."""
    assert hit_rate(16, 16) == pytest.approx(16.5 / 17)
    assert false_alarm_rate(0, 16) == pytest.approx(0.5 / 17)
    assert math.isfinite(d_prime(hit_rate(16, 16), false_alarm_rate(0, 16)))
    assert math.isnan(hit_rate(0, 0))


def test_detection_by_hand() -> None:
    """The outlet's voice is left out, and a miss counts half, as two answers there are mistakes."""
    rows = [
        *many("unverified", "unverified", 12), *many("unverified", "official", 3),
        *many("unverified", "outlet", 1), *many("official", "unverified", 4),
        *many("named", "named", 10), *many("official", "named", 2), *many("official", "outlet", 2),
        *many("outlet", "unverified", 5),
    ]  # fmt: skip
    found = detection(scores(*rows))
    assert found == Detection(12, 13.5, 4, 14)
    z = NormalDist().inv_cdf
    assert found.d_prime == pytest.approx(z(12.5 / 14.5) - z(4.5 / 15))
    assert found.criterion == pytest.approx(-(z(12.5 / 14.5) + z(4.5 / 15)) / 2)


def test_the_constant_ratio_rule_gives_back_what_was_planted() -> None:
    """Four answers chosen by Luce's rule without any leaning give c = 0, however alike they are."""
    keys = ("official", "named", "unverified", "outlet")
    for alike in (0.02, 0.2, 0.6, 1.0):
        rows = []
        for key in keys[:3]:
            often = {one: 1.0 if one == key else alike for one in keys}
            times = (2 if key == "unverified" else 1) * 100_000 / sum(often.values())
            rows += [(key, one, round(part * times / 100)) for one, part in often.items()]
        found = detection(scores(*(row for one in rows for row in many(*one))))
        z = NormalDist().inv_cdf(1 / (1 + alike))
        assert (found.d_prime, found.criterion) == pytest.approx((2 * z, 0), abs=0.02), alike


@pytest.mark.parametrize("scheme", ["student", "codebook"])
def test_one_answer_to_everything_shows_no_discernment(scheme: str) -> None:
    """Doubting all leans far to doubt, trusting all to trust; the outlet's voice leans nowhere."""
    doubt = "unverified" if scheme == "student" else "hearsay"
    keys = ("official", "named", doubt, doubt) * 8

    def always(label: str) -> Detection:
        return detection(scores(*((key, label, NAN) for key in keys)).assign(scheme=scheme))

    for label, lean in ((doubt, -1), ("official", 1), ("named", 1)):
        found = always(label)
        assert abs(found.d_prime) < 0.6, label
        assert lean * found.criterion > 1, label
    assert always("outlet") == Detection(0, 0, 0, 0)
    assert math.isnan(always("outlet").criterion)


def test_official_taken_for_named_shows() -> None:
    """Swapped throughout, the two are told apart the wrong way round, and d' is no longer at its top."""
    keys = ("official", "named", "unverified", "unverified") * 4
    swap = {"official": "named", "named": "official", "unverified": "unverified"}
    right, swapped = (
        scores(*((k, k, NAN) for k in keys)),
        scores(*((k, swap[k], NAN) for k in keys)),
    )
    assert official_or_named(right) == Detection(4, 4, 0, 4)
    assert official_or_named(swapped) == Detection(0, 4, 4, 4)
    assert official_or_named(swapped).d_prime == -official_or_named(right).d_prime < -2
    assert math.isnan(detection(swapped).d_prime)
    assert (mixed_up(right), mixed_up(swapped)) == ((0, 8), (8, 8))


@given(st.integers(1, 40), st.integers(1, 40), st.data())
def test_suspicion_of_everything_is_no_discernment(
    signals: int, noises: int, data: st.DataObject
) -> None:
    """With the same rate on both kinds d' is 0; more doubt on both lowers c and never raises d'."""
    rate = data.draw(st.floats(0.05, 0.95))
    assert d_prime(rate, rate) == 0
    assert criterion(min(0.99, rate + 0.01), min(0.99, rate + 0.01)) < criterion(rate, rate)
    found = Detection(
        data.draw(st.integers(0, signals)), signals, data.draw(st.integers(0, noises)), noises
    )
    assert 0 < found.hit_rate < 1
    assert 0 < found.false_alarm_rate < 1


def test_a_simulation_gives_back_what_was_planted() -> None:
    """A large class with d' 1.5 and c -0.3 is measured to have about that; corrections pull inwards."""
    rng = np.random.default_rng(7)
    counts = simulate_class(rng, learners=3000, items=64, d=1.5, c=-0.3, sd_d=0, sd_c=0)
    found = [Detection(int(h), 64, int(f), 64) for h, f in counts]
    assert np.mean([one.d_prime for one in found]) == pytest.approx(1.5, abs=0.05)
    assert np.mean([one.criterion for one in found]) == pytest.approx(-0.3, abs=0.03)


def test_a_class_of_30_shows_a_gain_and_no_gain_is_not_shown() -> None:
    """A true half of d' is mostly found; blanket suspicion raises hits and c, and hardly ever d'."""
    gain = simulated_power(classes=300)
    assert gain.d_prime > 0.8
    assert simulated_power(classes=300, items=12).d_prime <= gain.d_prime + 0.02
    doubt = simulated_power(classes=300, gain_d=0, gain_c=-0.4)
    assert doubt.hits > 0.8
    assert doubt.criterion > 0.8
    assert doubt.d_prime < 0.1
    nothing = simulated_power(classes=300, gain_d=0, sd_gain=0)
    assert max(nothing) < 0.1


def test_what_shows_in_eight_of_ten_classes() -> None:
    """For a paired t test Cohen's tables ask for .53 with 30 learners and .30 with 90."""
    assert [round(detectable(n), 2) for n in (30, 90)] == [0.53, 0.30]
    assert math.isnan(detectable(2))
    for learners, items in ((12, 8), (30, 16)):
        gain = detectable_gain(learners, items)
        power = simulated_power(learners, items, gain_d=gain, classes=400).d_prime
        assert power == pytest.approx(0.8, abs=0.06)


@pytest.mark.parametrize(("df", "t"), [(9, 2.2622), (29, 2.0452), (120, 1.9799)])
def test_the_t_of_the_tables(df: int, t: float) -> None:
    """The two-sided 5 % points of any table of Student's t."""
    assert t_critical(df) == pytest.approx(t, abs=0.0002)


def test_auc_by_hand() -> None:
    """Ratings of doubt: signal 1, .5, -.5; noise .5, -1. Of six pairs four are right, one is level."""
    rows = (
        ("unverified", "unverified", 1.0), ("unverified", "unverified", 0.5), ("unverified", "official", 0.5),
        ("official", "unverified", 0.5), ("named", "named", 1.0), ("outlet", "outlet", 1.0),
    )  # fmt: skip
    assert auc(scores(*rows)) == pytest.approx((4 + 0.5) / 6)
    unsaid = ("unverified", "outlet", 1.0)
    assert auc(scores(*rows, unsaid)) == auc(scores(*rows))
    assert math.isnan(auc(scores(("official", "official", 1.0))))


def test_brier_by_hand() -> None:
    """Certain and right 0, certain and wrong 2, a guess 3/4; unrated answers do not count."""
    assert brier(scores(("official", "official", 1.0))) == 0
    assert brier(scores(("official", "named", 1.0))) == 2
    assert brier(scores(("official", "named", 0.25))) == pytest.approx(0.75)
    assert brier(scores(("official", "official", 0.25))) == pytest.approx(0.75)
    assert brier(scores(("official", "official", 0.7))) == pytest.approx(0.09 + 3 * 0.01)
    assert brier(scores(("official", "official", 1.0), ("official", "named", NAN))) == 0


def test_overconfidence_by_hand() -> None:
    """Certain twice and right once: half too sure."""
    assert overconfidence(scores(("named", "named", 1.0), ("named", "official", 1.0))) == 0.5
    assert math.isnan(overconfidence(scores(("named", "named", NAN))))


def test_macro_f1_by_hand() -> None:
    """F1 of 2/3 for official and 4/5 for named; the others are not expected anywhere."""
    rows = [
        *many("official", "official", 1),
        *many("official", "named", 1),
        *many("named", "named", 2),
    ]
    assert macro_f1(scores(*rows)) == pytest.approx((2 / 3 + 4 / 5) / 2)


def test_gain_of_the_paper() -> None:
    """Hake's g: from 45 % to 67 % is 0.40 of what could be gained."""
    assert normalised_gain(0.45, 0.67) == pytest.approx(0.4)
    assert math.isnan(normalised_gain(1, 1))


def test_d_av_by_hand() -> None:
    """Means 3 and 5, standard deviations 1.5811 and 1.5811: 2 / 1.5811."""
    found = d_av([1, 2, 3, 4, 5], [3, 4, 5, 6, 7])
    assert found.size == pytest.approx(2 / math.sqrt(2.5))
    assert found.low < found.size < found.high
    with pytest.raises(ValueError, match="pairs"):
        d_av([1, 2], [1])
    assert math.isnan(d_av([1, 1, 1], [1, 1, 1]).size)


def test_the_interval_of_d_av_holds_what_it_says() -> None:
    """Of 400 made-up classes about 95 % have the true size between its ends."""
    rng = np.random.default_rng(3)
    held = 0
    for _ in range(400):
        both = rng.multivariate_normal([0, 0.5], [[1, 0.6], [0.6, 1]], 30)
        found = d_av(list(both[:, 0]), list(both[:, 1]))
        held += found.low <= 0.5 <= found.high
    assert 0.92 <= held / 400 <= 0.98


def test_items_by_hand() -> None:
    """An item that only the best learners get right discriminates; one that all get right does not."""
    table = {
        "a": ["official", "official", "official"], "b": ["official", "official", "named"],
        "c": ["official", "named", "named"], "d": ["official", "named", "named"],
    }  # fmt: skip
    frames = [
        scores(*[("official", answer, NAN) for answer in answers], learner=name)
        for name, answers in table.items()
    ]
    found = item_figures(pd.concat(frames, ignore_index=True)).set_index("statement_id")
    assert list(found["difficulty"]) == [1, 0.5, 0.25]
    assert math.isnan(found.loc["x.en#1", "item_rest"])
    # rest of item 2 is the mean of items 1 and 3: 1, .5, .5, .5 beside 1, 1, 0, 0
    assert found.loc["x.en#2", "item_rest"] == pytest.approx(1 / math.sqrt(3))
    # two of four in each tail: a and a third of the others, against two of three level ones
    assert found.loc["x.en#2", "d27"] == pytest.approx(2 / 3 - 1 / 3)
    assert list(found["learners"]) == [4, 4, 4]


def test_the_statement_to_discuss_comes_first() -> None:
    """One answer by all is no spread, two halves are one bit, four quarters two."""
    answers = ["official", "named", "unverified", "outlet"]
    frames = [
        scores(("official", "official", NAN), ("official", answers[k % 2], NAN), ("official", answers[k], NAN), learner=f"l{k}")
        for k in range(4)
    ]  # fmt: skip
    found = spread(pd.concat(frames, ignore_index=True))
    assert list(found.index) == ["x.en#3", "x.en#2", "x.en#1"]
    assert list(found) == [2, 1, 0]


def codings(*coders: str) -> pd.DataFrame:
    """Make readings from one string of labels a coder; a dot leaves an item out."""
    return pd.DataFrame(
        [
            {"item": item, "coder": coder, "label": label}
            for coder, labels in enumerate(coders)
            for item, label in enumerate(labels.split())
            if label != "."
        ]
    )


def test_alpha_of_the_paper() -> None:
    """Krippendorff (2011), computing alpha: two observers, nominal, no missing data: 0.692."""
    both = codings("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    assert alpha(both) == pytest.approx(0.692, abs=0.0005)


def test_alpha_of_the_paper_with_missing_data() -> None:
    """The same paper: four observers, missing data, nominal: 0.743."""
    found = codings(
        "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 .",
    )  # fmt: skip
    assert alpha(found) == pytest.approx(0.743, abs=0.0005)


def test_alpha_by_label_and_its_limits() -> None:
    """A label that both use alike has 1; one label alone, or no shared item, says nothing."""
    each = alpha_by_label(codings("a a b c", "a a c b"), ["a", "b", "x"])
    assert each["a"] == pytest.approx(1)
    assert each["b"] < 0.3
    assert math.isnan(each["x"])
    assert math.isnan(alpha(codings("a a", "a a")))
    assert math.isnan(alpha(codings("a . b .", ". a . b")))


def test_mastery_counts_the_last_ten() -> None:
    """Eight of the last ten; fewer than ten answers are not enough, whatever they are."""
    assert mastery([False] * 5 + [True] * 8 + [False] * 2) == (8, 10)
    assert is_mastered(mastery([False] * 5 + [True] * 8 + [False] * 2))
    assert not is_mastered(mastery([True] * 9))
    assert not is_mastered(mastery([True] * 7 + [False] * 3))
    assert is_mastered(Share(8, 10), Share(9, 10))
    assert not is_mastered(Share(10, 10), Share(7, 10))
    assert not is_mastered(Share(10, 10), Share(0, 0))


def test_luck_of_the_tables() -> None:
    """Eight or more of ten at .7: .3828 of any binomial table; of two kinds of items its square."""
    assert false_mastery() == pytest.approx(0.3828, abs=0.00005)
    assert false_mastery(kinds=2) == pytest.approx(0.3828**2, abs=0.0001)
    assert (false_mastery(0.0), false_mastery(1.0)) == (0, 1)
    assert false_mastery(0.25) == pytest.approx(0.0004, abs=0.00005)


def test_every_measure_is_public() -> None:
    """What the package offers is named, and nothing else."""
    assert all(hasattr(measures, name) for name in measures.__all__)
