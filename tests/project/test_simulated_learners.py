"""Made-up learners: what the figures of a report say of those whose judgement is known."""

from __future__ import annotations

import math
from collections import Counter
from datetime import UTC, date, datetime

import numpy as np
import pytest

from benchmarks.learners import KINDS, Course, course, table
from kit.core.codebook import SKILLS
from kit.exercises.practice.figures import skill_figures
from kit.exercises.practice.plan import Tried
from kit.measures import HALFWAY, false_mastery
from kit.measures.classes import FIGURES, Mean, class_means

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def found() -> Course:
    """Return sixty learners after three days of practice."""
    return course(60, days=3)


@pytest.fixture(scope="module")
def means(found: Course) -> dict[tuple[str, str], dict[str, Mean]]:
    """Return the figures of each kind of learners in each form."""
    forms = ("form-a", "form-b")
    return {(kind, form): class_means(found.of(kind, form)) for kind in KINDS for form in forms}


Means = dict[tuple[str, str], dict[str, Mean]]


@pytest.mark.parametrize("form", ["form-a", "form-b"])
def test_guessers_get_what_guessing_gives(means: Means, form: str) -> None:
    """In every figure, a leaning and a discernment of 0 among them."""
    for name in FIGURES:
        mean = means["guesser", form][name]
        assert mean.value == pytest.approx(mean.guess, abs=0.08 if mean.guess else 0.3), name


@pytest.mark.parametrize("form", ["form-a", "form-b"])
def test_leanings_show_on_their_side(means: Means, form: str) -> None:
    """Who doubts what is not known leans below 0, who trusts it above, beyond the class's chance."""
    assert means["suspicious", form]["criterion"].high < -0.2
    assert means["trusting", form]["criterion"].low > 0.2
    assert abs(means["learning", form]["criterion"].value) < 0.2
    doubt, trust = means["suspicious", form], means["trusting", form]
    assert doubt["doubt"].value > doubt["trust"].value
    assert trust["trust"].value > trust["doubt"].value


def test_learning_shows_and_leaning_is_no_learning(means: Means) -> None:
    """Discernment grows in those who learn, by more than in any others, and so does official from named."""
    gains = {
        kind: means[kind, "form-b"]["d_prime"].value - means[kind, "form-a"]["d_prime"].value
        for kind in KINDS
    }
    assert gains["learning"] > 1
    assert max(abs(gains[kind]) for kind in KINDS if kind != "learning") < gains["learning"] / 2
    assert means["learning", "form-b"]["office"].low > means["learning", "form-a"]["office"].high


def test_a_form_of_any_length_will_do(found: Course) -> None:
    """Each learner answered each form whole, whatever there is in it."""
    answers = found.scores.groupby(["learner_id", "exercise_id"]).size()
    forms = {str(name): rows.nunique() for name, rows in answers.groupby("exercise_id")}
    assert (len(answers), forms) == (120, {"form-a.en": 1, "form-b.en": 1})


def test_a_month_of_practice_tells_who_can_from_who_cannot() -> None:
    """Who learns becomes sure of skills; who cannot is called so no more often than is printed."""
    month = course(12, days=28, seed=6)
    last = {(look.learner, look.skill): look for look in month.looks}
    sure = Counter(look.kind for look in last.values() if look.sure)
    assert sure["learning"] >= 6  # of three learners' twenty-four
    assert sure["guesser"] == 0
    lucky, looks = month.luck()
    assert looks > 150
    assert lucky / looks <= false_mastery(kinds=2)


def test_luck_is_as_often_as_printed() -> None:
    """Of a thousand maps of learners right in 70 % of items, 15 in 100 call a skill sure."""
    dice = np.random.default_rng(9)
    day = date(2026, 3, 2)
    sure = 0
    for _ in range(125):
        past = [
            Tried("x.en", "x", "study", skill, "named", at % 2 == 0, bool(dice.random() < HALFWAY), None, NOON)
            for skill in SKILLS
            for at in range(24)
        ]  # fmt: skip
        sure += int(skill_figures(past, day)["mastered"].sum())
    expected = false_mastery(kinds=2)
    assert sure / 1000 == pytest.approx(
        expected, abs=3 * math.sqrt(expected * (1 - expected) / 1000)
    )


def test_the_table_has_a_row_a_kind(found: Course) -> None:
    """And one for guessing, with a figure in every cell."""
    lines = table(found).splitlines()
    assert len(lines) == 2 + len(KINDS) + 1
    assert len({line.count("|") for line in lines}) == 1
    assert lines[-1] == "| guessing gives | 25% | 50% | 25% | 25% | 0 | 0 | 0 | |"
    assert "nan" not in table(found)
