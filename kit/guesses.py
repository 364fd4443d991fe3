"""What can be answered without reading: guesses from words, length and place, held to limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from kit.core.codebook import CHOICES, STUDENT_VIEW
from kit.core.frames import records
from kit.measures.guessing import crossed, fit_shape, fit_words, guess_by_rule, word_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from kit.lessons.lesson import Lesson

FORMS: Final = ("form-a", "form-b")
BANK: Final = "bank"
ALL: Final = "all"
LIMITS: Final = {
    "words": 0.60, "other form": 0.50, "three words": 0.45, "length and place": 0.45,
    "cross-validated": 0.60,
}  # fmt: skip
"""How much may be right by each way of guessing; one answer to everything has 0.40 of a form."""
_COLUMNS: Final = ("part", "lang", "way", "answer", "right", "whole")


def guesses(items: pd.DataFrame, stories: Iterable[Lesson]) -> pd.DataFrame:
    """Guess every item in the ways of `LIMITS`, none of which knows who speaks.

    The first three ways see the words of the statement alone, in no order. ``words`` is a
    regression learnt from all other items and stories, ``other form`` one learnt from the other
    form, ``three words`` a rule of three words learnt from all others, ``length and place`` knows
    how long statement and text are and where in it the statement stands. The bank is
    ``cross-validated``: each part guessed from the rest of it.

    Parameters
    ----------
    items
        Columns ``set, lang, label, title, text, statement``, one row an item.
    stories
        Lessons with their keys; more to learn from.

    Returns
    -------
    pandas.DataFrame
        A row a form or the bank, language, way and answer (one of the student's four, and
        ``all``): ``part, lang, way, answer, right, whole``, the last two counts of items.
    """
    told = list(stories)
    rows: list[dict[str, Any]] = []
    for lang in dict.fromkeys(items["lang"]):
        own = items.loc[items["lang"] == lang]
        own = own.assign(answer=own["label"].map(STUDENT_VIEW))
        bank = own.loc[~own["set"].isin(FORMS)]
        others = [*_keyed(one for one in told if one.lang == lang), *_pairs(bank)]
        for form, other in (FORMS, FORMS[::-1]):
            asked, twin = own.loc[own["set"] == form], own.loc[own["set"] == other]
            if asked.empty or twin.empty:
                continue
            words, answers = zip(*(*others, *_pairs(twin)), strict=True)
            statements = list(asked["statement"])
            found = {
                "words": fit_words(words, answers).guess(statements),
                "other form": fit_words(list(twin["statement"]), list(twin["answer"])).guess(
                    statements
                ),
                "three words": guess_by_rule(word_rule(words, answers), statements),
                "length and place": _by_shape(pd.concat([bank, twin]), asked),
            }
            for way, guessed in found.items():
                rows += _counts(form, str(lang), way, guessed, list(asked["answer"]))
        if len(bank):
            guessed = crossed(list(bank["statement"]), list(bank["answer"]))
            rows += _counts(BANK, str(lang), "cross-validated", guessed, list(bank["answer"]))
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def check_guesses(found: pd.DataFrame, findings: list[str]) -> None:
    """Say what can be guessed further than `LIMITS` allow."""
    for row in records(found.loc[found["answer"] == ALL]):
        share, most = row["right"] / row["whole"], LIMITS[row["way"]]
        if share > most:
            findings.append(
                f"{row['part']} ({row['lang']}): found {share:.2f} of the answers guessed by "
                f"{row['way']}, expected at most {most:.2f}; reword items, or write some in which "
                "the same words have another label"
            )


def guess_lines(found: pd.DataFrame) -> Iterator[str]:
    """Yield a line a form and language: how much is right by each way of guessing."""
    for (part, lang), rows in found.loc[found["answer"] == ALL].groupby(
        ["part", "lang"], sort=False
    ):
        told = ", ".join(
            f"{row['way']} {row['right'] / row['whole']:.2f} (at most {LIMITS[row['way']]:.2f})"
            for row in records(rows)
        )
        yield f"{lang}: {part} guessed without reading: {told}"


def _keyed(lessons: Iterable[Lesson]) -> Iterator[tuple[str, str]]:
    for lesson in lessons:
        texts = {row.statement_id: row.text for row in lesson.statement_rows}
        for entry in lesson.entries:
            yield texts[entry.statement_id], STUDENT_VIEW[entry.label]


def _pairs(items: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(items["statement"], items["answer"], strict=True))


def _by_shape(known: pd.DataFrame, asked: pd.DataFrame) -> list[str]:
    return fit_shape(_shapes(known), list(known["answer"]), _shapes(asked))


def _shapes(items: pd.DataFrame) -> NDArray[np.float64]:
    """Return length and place of each statement, an array of shape (items, 6)."""
    shapes = []
    for title, text, statement in items[["title", "text", "statement"]].itertuples(index=False):
        start = text.find(statement)
        after = len(text) - start - len(statement) if start >= 0 else len(text)
        shapes.append(
            [len(statement), len(statement.split()), len(text), start, after, bool(title)]
        )
    return np.array(shapes, float)


def _counts(
    part: str, lang: str, way: str, guessed: list[str], answers: list[str]
) -> Iterator[dict[str, Any]]:
    for answer in (ALL, *CHOICES):
        asked = [g == a for g, a in zip(guessed, answers, strict=True) if answer in (ALL, a)]
        counted = (part, lang, way, answer, sum(asked), len(asked))
        yield dict(zip(_COLUMNS, counted, strict=True))
