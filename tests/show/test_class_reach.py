"""What the report says a class of its size can show, and what it cannot."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import takewhile

import numpy as np
import pandas as pd
import pytest

from kit.core.frames import build
from kit.core.rows import Score
from kit.show.classes import ClassReport, report_class

KEYS = ("official", "unverified", "named", "unverified")
START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def sat(  # noqa: PLR0913  (all are the design of a test)
    learners: int,
    lang: str,
    *,
    form: str = "form-a",
    items: int = 24,
    harder: int = -1,
    day: int = 0,
) -> pd.DataFrame:
    """Return scores of learners in a made-up form, one item of which may be harder for them."""
    rng = np.random.default_rng(7 + day + learners)
    able = rng.normal(0.8 + 0.5 * day, 1, learners)
    rows = []
    for at in range(items):
        key = KEYS[at % 4]
        wrong = "official" if key != "official" else "named"
        right = rng.random(learners) < 1 / (1 + np.exp(-(able - 2.5 * (at == harder))))
        rows += [
            Score(
                f"{lang}{who}", f"{form}.{lang}", f"x{at}#1", key if ok else wrong, "student", (), None,
                START + timedelta(days=day, seconds=at), key, bool(ok), float(ok), 1.0, "",
            )
            for who, ok in enumerate(right)
        ]  # fmt: skip
    return build("scores", rows)


def part(report: ClassReport, head: str) -> list[str]:
    """Return the lines of a part of the report."""
    lines = str(report).splitlines()
    at = lines.index(head) + 1
    return [line.strip() for line in takewhile(lambda one: one.startswith("  "), lines[at:])]


def test_a_class_of_thirty_is_told_what_it_can_show() -> None:
    """The change that shows, what a share stands for, and how far a test can be relied on."""
    both = pd.concat([sat(30, "en"), sat(30, "en", form="form-b", day=1)])
    told = part(report_class(both, "en"), "What a class of this size can show:")
    assert [one.partition(", 95 %")[0] for one in told] == [
        "A change between two tests shows in 8 of 10 such classes from 0.6 standard deviations of the learners' changes on.",
        "In tests as long as these that is a gain of 0.6 in discernment.",
        "A statement that 60% get right here may stand for anything from 42% to 75%.",
        "form-a.en: reliability (KR-20) 0.8",
        "form-b.en: reliability (KR-20) 0.8",
    ]
    assert told[-1].endswith("interval 0.6 to 0.9. Who has 19 of 24 right may stand for 15 to 22.")


def test_arabic_says_the_same() -> None:
    """In Arabic words and digits."""
    html = report_class(sat(30, "ar"), "ar")._repr_html_()
    assert "يظهر التغيّر بين اختبارين في ٨ من كل ١٠ صفوف مماثلة إذا بلغ ٠٫٦" in html
    assert "من ٤٢٪ إلى ٧٥٪" in html
    assert "الثبات ٠٫٨" in html


@pytest.mark.parametrize("learners", [1, 2, 3, 9])
def test_a_small_class_is_told_what_is_missing(learners: int) -> None:
    """Without three there is nothing to show; without ten no reliability."""
    told = str(report_class(sat(learners, "en"), "en"))
    assert ("What a class of this size can show" in told) == (learners > 2)
    assert "KR-20" not in told
    assert "shows once 10 learners have answered all of one exercise." in told


def test_what_is_harder_in_one_language_is_named() -> None:
    """With a hundred in each language, and a large difference."""
    both = pd.concat([sat(150, "ar", harder=3), sat(150, "en")])
    told = str(report_class(both, "en", texts={"x3#1": "The port may open."}))
    assert "Harder in one language:\n  The port may open.\n" in told
    assert "harder in Arabic" in report_class(both, "en")._repr_html_()
    assert "أصعب بالعربية" in report_class(both, "ar")._repr_html_()


def test_few_learners_of_two_languages_are_not_compared() -> None:
    """It is said how many it takes; a class of one language is told nothing of it."""
    few = pd.concat([sat(20, "ar", harder=3), sat(20, "en")])
    told = str(report_class(few, "en"))
    assert "Harder in one language" not in told
    assert "Which statements are harder in one language shows from 100 learners in each on." in told
    assert "in each on" not in str(report_class(sat(20, "en"), "en"))
