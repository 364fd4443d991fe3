"""What a class is large enough to show: of a change, of a statement, of a score, of two languages."""

from __future__ import annotations

from math import ceil, isnan
from typing import TYPE_CHECKING, Any, Final

from kit.core.text import one_line, visible
from kit.languages.interface import decimal, number
from kit.measures.classes import ENOUGH
from kit.measures.differential import differential
from kit.measures.power import detectable
from kit.measures.reliability import reliability
from kit.measures.shares import Share, share_interval

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from kit.measures.changes import Change
    from kit.show.class_parts import Teller

EACH: Final = 100
"""Learners of each language; with fewer, two languages differ by chance more than by wording."""
_MOST: Final = 4
_HALF_WIDTH: Final = 1.96


def reach(
    teller: Teller,
    given: pd.DataFrame,
    learners: int,
    tests: Change | None,
    titles: Mapping[str, str],
) -> list[str]:
    """Return sentences on what a class of its size shows; none for fewer than three learners."""
    if learners < 3:  # noqa: PLR2004  (as kit.measures.classes.FEW)
        return []
    lang, said = teller.lang, teller.said
    told = [said("can_change").format(size=_up(detectable(learners), lang))]
    if tests:
        told.append(said("can_gain").format(gain=_up(tests.least, lang)))
    six = Share(round(0.6 * learners), learners)
    low, high = (teller.percent(end) for end in share_interval(six))
    told.append(said("can_statement").format(percent=teller.percent(six.rate), low=low, high=high))
    return [number(one, lang) for one in (*told, *_relied(teller, given, titles))]


def _up(value: float, lang: str) -> str:
    """Write a figure with one decimal that is not below it: from there on holds what is said."""
    return decimal(ceil(10 * value) / 10, lang)


def _relied(teller: Teller, given: pd.DataFrame, titles: Mapping[str, str]) -> list[str]:
    """Return a sentence a test that enough learners answered whole; those for before and after first."""
    tests = sorted(
        map(str, given["exercise_id"].unique()), key=lambda one: not one.startswith("form-")
    )
    told = []
    for name in tests:
        found = reliability(given.loc[given["exercise_id"] == name])
        if found.learners < ENOUGH or isnan(found.kr20):
            continue
        wide = _HALF_WIDTH * found.error
        ends = (max(0, round(found.mean - wide)), min(found.items, round(found.mean + wide)))
        told.append(
            teller.said("can_rely").format(
                title=visible(one_line(titles.get(name, name))),
                value=teller.signed(found.kr20),
                low=teller.signed(found.low),
                high=teller.signed(found.high),
                right=round(found.mean),
                items=found.items,
                least=ends[0],
                most=ends[1],
            )
        )
    return told[:_MOST]


def languages(
    teller: Teller, given: pd.DataFrame, texts: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return items that are much harder in one language, where enough learners had each."""
    found = differential(given)
    large = found.loc[
        found[["learners_ar", "learners_en"]].min(axis=1).ge(EACH) & found["size"].eq("C")
    ]
    if large.empty:
        return []
    names = given["statement_id"].str.partition("#")[0]
    rows = []
    for row in large.sort_values("p", kind="stable").head(_MOST).itertuples():
        one = next(str(name) for name in given.loc[names == row.item, "statement_id"])
        why = teller.said("harder_ar" if float(row.delta) < 0 else "harder_en")  # type: ignore[arg-type]
        rows.append({"text": visible(one_line(texts.get(one, str(row.item)))), "why": why})
    return rows


def too_few(teller: Teller, given: pd.DataFrame) -> list[str]:
    """Return what would show if more had answered a test whole, or in either language."""
    told = []
    tests = given.groupby("exercise_id")["learner_id"].nunique()
    if not (tests >= ENOUGH).any():
        told.append(teller.said("no_reliability").format(learners=number(ENOUGH, teller.lang)))
    found = differential(given)
    if len(found) and found[["learners_ar", "learners_en"]].min(axis=1).max() < EACH:
        told.append(teller.said("no_languages").format(learners=number(EACH, teller.lang)))
    return told
