"""Guessing from words: the regression is the one of scikit-learn, and the rule one made by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

import kit
from kit.core.codebook import CHOICES, STUDENT_VIEW
from kit.measures.guessing import (
    Words,
    crossed,
    fit_shape,
    fit_words,
    guess_by_rule,
    word_rule,
    words_of,
)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_regression_is_that_of_scikit_learn(lang: str) -> None:
    """On the bank, weights agree to the fourth place; a free intercept is known but for a shift."""
    bank = kit.item_bank(lang)
    texts, answers = list(bank["statement"]), [STUDENT_VIEW[label] for label in bank["label"]]
    ours = fit_words(texts, answers)
    table = np.zeros((len(texts), len(ours.known)))
    for row, text in zip(table, texts, strict=True):
        row[[ours.known[word] for word in words_of(text)]] = 1
    theirs = LogisticRegression(C=1, tol=1e-8, max_iter=5000).fit(table, answers)
    assert list(ours.answers) == list(theirs.classes_)
    assert ours.weights[:-1] == pytest.approx(theirs.coef_.T, abs=1e-4)
    shift = ours.weights[-1] - theirs.intercept_
    assert shift == pytest.approx(np.full(len(shift), shift.mean()), abs=1e-4)
    assert ours.guess(texts) == theirs.predict(table).tolist()


def test_words_that_decide_are_learnt_and_new_ones_count_for_nothing() -> None:
    """A word that goes with an answer brings it; a text of unknown words gets the commonest."""
    model = fit_words(["posts say so", "posts again", "she said it", "posts"], [*"aaba"])
    assert isinstance(model, Words)
    assert model.guess(["posts", "she said", "nothing known"]) == ["a", "b", "a"]


def test_arabic_words_are_known_without_what_is_written_onto_them() -> None:
    """A word with and, the and by before it is the word too; vowel signs make no other word."""
    assert {"وتقارير", "تقارير"} <= words_of("وتقاريرُ")
    assert "بيان" in words_of("والبيان")


def test_the_rule_of_three_words_by_hand() -> None:
    """The word that gains most is asked first, and the commonest answer is for the rest."""
    texts = [
        "the court ruled",
        "a court met",
        "he ran",
        "they ran",
        "it rains",
        "it snows",
        "it is",
    ]
    rule = word_rule(texts, [*"ccbbddd"], words=2)
    assert list(rule.items()) == [("ran", "b"), ("court", "c"), ("", "d")]
    assert guess_by_rule(rule, ["the court", "who ran", "ran to court", "no"]) == [*"cbbd"]


def test_a_rule_that_gains_nothing_has_no_word() -> None:
    """Where all have one answer it is given to everything."""
    assert word_rule(["a b", "b c"], ["x", "x"]) == {"": "x"}


def test_each_part_is_guessed_from_the_others_alone() -> None:
    """A word that stands once says nothing, for its own part is left out."""
    texts = ["sun one", "rain two", "sun three", "rain four", "sun five", "rain six"]
    assert crossed(texts, [*"ababab"], folds=3) == [*"ababab"]
    assert crossed(["one", "two", "three", "four"], [*"aaab"], folds=4)[3] == "a"


def test_figures_alone_are_learnt() -> None:
    """Long texts have one answer and short ones another; a figure that never changes is no harm."""
    shapes = np.array([[1.0, 5], [2, 5], [9, 5], [8, 5]])
    assert fit_shape(shapes, [*"aabb"], np.array([[1.5, 5], [8.5, 5]])) == ["a", "b"]


@given(st.lists(st.tuples(st.text(max_size=30), st.sampled_from(CHOICES)), min_size=1, max_size=12))
def test_any_texts_get_known_answers(pairs: list[tuple[str, str]]) -> None:
    """Whatever the texts hold, each gets one of the answers that were learnt."""
    texts, answers = [text for text, _ in pairs], [answer for _, answer in pairs]
    assert set(fit_words(texts, answers).guess([*texts, "else"])) <= set(answers)
    assert set(guess_by_rule(word_rule(texts, answers), texts)) <= set(answers)
