"""How far a label can be guessed from words alone: what a test must not give away."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from kit.core.text import fold
from kit.languages.arabic import without_prefix

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from numpy.typing import NDArray

    Array = NDArray[np.floating[Any]]

_WORD: Final = re.compile(r"[^\W_]+")
_STEM: Final = 2
"""Letters that must be left of an Arabic word without what is written onto it."""
_STEPS: Final = 2000
_STILL: Final = 1e-6
_TINY: Final = 1e-10
FOLDS: Final = 5
"""Parts of a cross-validation."""


class Words(NamedTuple):
    """A multinomial logistic regression over the words of texts, as it was fitted.

    Attributes
    ----------
    known
        The words, each with its column.
    answers
        The answers that it knows, sorted.
    weights
        Shape (words + 1, answers); the last row is the intercept.
    """

    known: dict[str, int]
    answers: tuple[str, ...]
    weights: Array

    def guess(self, texts: Iterable[str]) -> list[str]:
        """Return the likeliest answer to each text; words never seen count for nothing."""
        scores = _table(texts, self.known) @ self.weights[:-1] + self.weights[-1]
        return [self.answers[at] for at in scores.argmax(axis=1)]


def words_of(text: str) -> set[str]:
    """Return the words of a text, folded; an Arabic word also without what is written onto it."""
    found = set(_WORD.findall(fold(text).text))
    return found | {without_prefix(word, _STEM) for word in found}


def fit_words(texts: Sequence[str], answers: Sequence[str], c: float = 1.0) -> Words:
    """Fit answers to the words that stand in texts, each word there or not, in no order.

    Minimises ``c * sum(log loss) + |weights|^2 / 2``, the intercept free, as scikit-learn's
    ``LogisticRegression(C=c)`` does on the same table.

    Parameters
    ----------
    texts, answers
        As many of one as of the other, at least one.
    c
        How far the texts count against small weights.

    References
    ----------
    The bound: Böhning (1992), Annals of the Institute of Statistical Mathematics 44, 197-200. The
    pace: Nesterov (1983), Soviet Mathematics Doklady 27, 372-376, begun anew where it overshoots:
    O'Donoghue & Candès (2015), Foundations of Computational Mathematics 15, 715-732.
    """
    known = {word: at for at, word in enumerate(sorted(set().union(*map(words_of, texts), {""})))}
    names = tuple(sorted(set(answers)))
    table = _table(texts, known)
    weights, intercept = _fit(table, _right(answers, names), c)
    return Words(known, names, np.vstack([weights, intercept]))


def _right(answers: Iterable[str], names: Sequence[str]) -> Array:
    return np.array([[name == answer for name in names] for answer in answers], float)


def _fit(table: Array, right: Array, c: float) -> tuple[Array, Array]:
    """Return weights and intercept of a multinomial logistic regression.

    There are fewer texts than words, and the weights are sums of the texts' rows; so the rows are
    turned until their figures stand at right angles. Then each figure has a step of its own that
    never overshoots, after Böhning's bound.
    """
    mean = table.mean(axis=0)
    rows = table - mean
    sizes, turned = np.linalg.eigh(rows @ rows.T)
    kept = sizes > sizes.max(initial=0) * _TINY
    sizes, turned = sizes[kept], turned[:, kept]
    x = np.hstack([turned * np.sqrt(sizes), np.ones((len(table), 1))])
    held = np.append(np.ones(len(sizes)), 0.0)[:, None]
    steps = 1 / (c * np.append(sizes, len(table))[:, None] / 2 + held)
    now = ahead = np.zeros((len(held), right.shape[1]))
    pace = 1.0
    for _ in range(_STEPS):
        slope = c * _times(x.T, _chances(_times(x, ahead)) - right) + held * ahead
        then = ahead - steps * slope
        if np.abs(slope).max() < _STILL:
            break
        if (slope * (then - now)).sum() > 0:
            pace = 1.0
        faster = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead = then + (pace - 1) / faster * (then - now)
        now, pace = then, faster
    weights = rows.T @ (turned / np.sqrt(sizes)) @ now[:-1]
    return weights, now[-1] - mean @ weights


def _times(one: Array, other: Array) -> Array:
    """Return a product of matrices on one thread: small ones wait longer for others than they take."""
    return np.asarray(np.einsum("ij,jk->ik", one, other))


def _chances(scores: Array) -> Array:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _table(texts: Iterable[str], known: dict[str, int]) -> Array:
    found = [words_of(text) for text in texts]
    table = np.zeros((len(found), len(known)))
    for row, words in zip(table, found, strict=True):
        row[[known[word] for word in words if word in known]] = 1
    return table


def word_rule(texts: Sequence[str], answers: Sequence[str], words: int = 3) -> dict[str, str]:
    """Return the rule of a few words that gains most: if the word is there, this answer.

    The words are asked in order; "" is the answer where none is there, the commonest one. Each
    next word is the one with which most of the texts left over are right.
    """
    left = [(words_of(text), answer) for text, answer in zip(texts, answers, strict=True)]
    default = Counter(sorted(answers)).most_common(1)[0][0]
    rule: dict[str, str] = {}
    for _ in range(words):
        there = Counter((word, answer) for found, answer in left for word in sorted(found))
        gains = {pair: n - there[pair[0], default] for pair, n in there.items()}
        if not gains or max(gains.values()) <= 0:
            break
        word, answer = max(gains, key=lambda pair: (gains[pair], pair))
        rule[word] = answer
        left = [one for one in left if word not in one[0]]
    return rule | {"": default}


def guess_by_rule(rule: dict[str, str], texts: Iterable[str]) -> list[str]:
    """Return what a rule of `word_rule` answers to each text."""
    return [
        next((answer for word, answer in rule.items() if not word or word in found), "")
        for found in map(words_of, texts)
    ]


def fit_shape(shapes: Array, answers: Sequence[str], asked: Array) -> list[str]:
    """Return the answers guessed from figures alone, such as length and place.

    Parameters
    ----------
    shapes, answers
        Shape (texts, figures), and an answer a text: what the guess is learnt from.
    asked
        Shape (texts asked, figures).
    """
    mean, sd = shapes.mean(axis=0), shapes.std(axis=0)
    sd = np.where(sd == 0, 1, sd)
    names = sorted(set(answers))
    weights, intercept = _fit((shapes - mean) / sd, _right(answers, names), 1.0)
    scores = (asked - mean) / sd @ weights + intercept
    return [names[at] for at in scores.argmax(axis=1)]


def crossed(texts: Sequence[str], answers: Sequence[str], folds: int = FOLDS) -> list[str]:
    """Return what `fit_words` guesses of each text when learnt from the other parts.

    Parts are every `folds`-th text, so that the same texts always give the same guesses.
    """
    guesses = [""] * len(texts)
    for part in range(min(folds, len(texts))):
        rest = [at for at in range(len(texts)) if at % folds != part]
        held = list(range(part, len(texts), folds))
        model = fit_words([texts[at] for at in rest], [answers[at] for at in rest])
        for at, answer in zip(held, model.guess([texts[at] for at in held]), strict=True):
            guesses[at] = answer
    return guesses
