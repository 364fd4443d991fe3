"""Made-up learners through forms, practice and measures: ``python -m benchmarks.learners``.

They show what the figures of a report mean before any class has sat a test: what somebody gets who
guesses, who doubts everything, who trusts everything, who learns.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from kit.core.codebook import CHOICES, student_view
from kit.core.frames import build
from kit.core.rows import Answer
from kit.exercises.practice.figures import skill_figures
from kit.exercises.practice.plan import Tried, draw
from kit.exercises.scoring import score
from kit.lessons.contrasts import contrasts
from kit.lessons.items import bank_items, load_items
from kit.measures import HALFWAY, false_mastery
from kit.measures.classes import FIGURES, class_means
from kit.show.classes import report_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kit.core.rows import BankItem
    from kit.lessons.lesson import Lesson

START: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of learners.

    Attributes
    ----------
    knows, later
        The share of answers that they know, before and after practice; it rises evenly.
    leans
        How often each of the four answers is taken where they do not know.
    """

    knows: float
    later: float
    leans: Mapping[str, float]


EVENLY: Final = dict.fromkeys(CHOICES, 0.25)
KINDS: Final = {
    "guesser": Kind(0, 0, EVENLY),
    "suspicious": Kind(0.4, 0.4, {"official": 0.1, "named": 0.1, "unverified": 0.7, "outlet": 0.1}),
    "trusting": Kind(0.4, 0.4, {"official": 0.4, "named": 0.4, "unverified": 0.1, "outlet": 0.1}),
    "learning": Kind(0.3, 0.85, EVENLY),
}
_DIFFERENT: Final = 0.1
"""The standard deviation of what learners of one kind know."""
_SHARES: Final = ("right", "trust", "doubt", "mixed")
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Learner:
    """One made-up learner: a kind, and how much more than others of it he or she knows."""

    name: str
    kind: str
    more: float

    def knows(self, progress: float) -> float:
        """Return the share that is known, from before practice (0) to after it (1)."""
        own = KINDS[self.kind]
        if not own.later:
            return 0.0
        return min(0.98, max(0.02, own.knows + progress * (own.later - own.knows) + self.more))

    def right(self, answer: str, progress: float) -> float:
        """Return how often an item with this answer is answered rightly."""
        known = self.knows(progress)
        return known + (1 - known) * KINDS[self.kind].leans[answer]

    def answer(self, key: str, progress: float, dice: np.random.Generator) -> str:
        """Return an answer to an item whose key, among the four, is `key`."""
        if dice.random() < self.knows(progress):
            return key
        leans = KINDS[self.kind].leans
        return str(dice.choice(list(leans), p=list(leans.values())))


@dataclass(frozen=True, slots=True)
class Look:
    """One look at one skill of one learner's map: called sure or not, and how able in truth."""

    learner: str
    kind: str
    skill: str
    sure: bool
    able: float


@dataclass(frozen=True, slots=True)
class Course:
    """What came of it: scores of both forms, by learner's kind, and every look at a map."""

    scores: pd.DataFrame
    kinds: Mapping[str, str]
    looks: tuple[Look, ...]

    def of(self, kind: str, form: str) -> pd.DataFrame:
        """Return the scores of one kind of learners in one form."""
        mine = self.scores["learner_id"].map(self.kinds) == kind
        return self.scores.loc[mine & self.scores["exercise_id"].str.startswith(form)]

    def luck(self, at_most: float = HALFWAY) -> tuple[int, int]:
        """Return how often one no abler than that was called sure, and of how many looks."""
        weak = [look for look in self.looks if look.able <= at_most]
        return sum(look.sure for look in weak), len(weak)


def learners(number: int, dice: np.random.Generator) -> list[Learner]:
    """Return as many learners of each kind."""
    kinds = list(KINDS)
    return [
        Learner(f"{kinds[at % 4]} {at // 4 + 1}", kinds[at % 4], float(dice.normal(0, _DIFFERENT)))
        for at in range(number)
    ]


def course(number: int = 200, days: int = 30, lang: str = "en", seed: int = 4) -> Course:
    """Let learners sit form A, practise twelve items a day, and sit form B.

    Parameters
    ----------
    number
        Of learners, a quarter of each kind.
    days
        Of practice, one after the other.
    lang, seed
        Of the items, and of chance.
    """
    dice = np.random.default_rng(seed)
    everyone = learners(number, dice)
    before = _sat(everyone, load_items("form-a", lang), 0, START, dice)
    items = bank_items(lang)
    looks = [look for one in everyone for look in _practised(one, items, days, dice)]
    end = START + timedelta(days=days + 1)
    after = _sat(everyone, load_items("form-b", lang), 1, end, dice)
    kinds = {one.name: one.kind for one in everyone}
    return Course(pd.concat([before, after], ignore_index=True), kinds, tuple(looks))


def _sat(
    everyone: Sequence[Learner],
    form: Lesson,
    progress: float,
    at: datetime,
    dice: np.random.Generator,
) -> pd.DataFrame:
    """Return the scores of a form, which is marked as anybody's is."""
    rows = [
        Answer(
            learner_id=one.name, exercise_id=form.exercise_id, statement_id=entry.statement_id,
            label=one.answer(student_view(entry.label), progress, dice), scheme="student", given=(),
            confidence=None, answered_at=at + place * _MINUTE, text_hash=form.text_hash,
        )
        for one in everyone
        for place, entry in enumerate(form.entries)
    ]  # fmt: skip
    return score(build("answers", rows), form)


def _practised(
    one: Learner, items: Sequence[BankItem], days: int, dice: np.random.Generator
) -> Iterator[Look]:
    """Yield each look at the map, one a week and one at the end, for the skills that were tried."""
    known = {item.item.item_id: item for item in items}
    unusual = contrasts(items)
    past: list[Tried] = []
    for offset in range(1, days + 1):
        now = START + timedelta(days=offset)
        progress = offset / days
        for place, name in enumerate(draw(items, past, one.name, now.date(), 12)):
            item = known[name]
            key = student_view(item.entry.label)
            given = one.answer(key, progress, dice)
            right = given in {
                student_view(label) for label in (item.entry.label, *item.entry.accept)
            }
            past.append(
                Tried(
                    f"practice-{now.date()}", name, item.item.trap, item.item.skill, item.entry.label,
                    name in unusual, right, None, now + place * _MINUTE,
                )
            )  # fmt: skip
        if offset % 7 == 0 or offset == days:
            yield from _looked(one, past, items, progress, now)


def _looked(
    one: Learner, past: Sequence[Tried], items: Sequence[BankItem], progress: float, now: datetime
) -> Iterator[Look]:
    for row in skill_figures(past, now.date()).itertuples():
        answers = Counter(
            student_view(item.entry.label) for item in items if item.item.skill == row.skill
        )
        if row.answered:
            able = sum(one.right(answer, progress) * n for answer, n in answers.items())
            yield Look(
                one.name, one.kind, str(row.skill), bool(row.mastered), able / answers.total()
            )


def _cell(name: str, value: float) -> str:
    """Write a share as a percentage, and what may lie below 0 with its sign."""
    if name in _SHARES:
        return f"{value:.0%}"
    return f"{value:+.1f}".replace("-", "−").replace("+0.0", "0").replace("−0.0", "0")


def table(found: Course) -> str:
    """Return what a report says of each kind of learners, before and after, as lines of Markdown."""
    names = ("right", "over-trust", "over-doubt", "mixed up", "d′", "c", "official from named, d′")
    lines = [f"| learners | {' | '.join(names)} | sure |", f"| --- |{' --- |' * (len(names) + 1)}"]
    for kind in KINDS:
        early, late = (class_means(found.of(kind, form)) for form in ("form-a", "form-b"))
        cells = []
        for name in FIGURES:
            pair = (early[name].value, late[name].value)
            cells.append(" → ".join(_cell(name, v) for v in pair))
        ends = {(look.learner, look.skill): look for look in found.looks if look.kind == kind}
        sure = np.mean([look.sure for look in ends.values()]) if ends else float("nan")
        lines.append(f"| {kind} | {' | '.join(cells)} | {sure:.0%} |")
    chance = class_means(found.scores)
    cells = [_cell(name, chance[name].guess) for name in FIGURES]
    return "\n".join([*lines, f"| guessing gives | {' | '.join(cells)} | |"])


def main() -> None:
    """Print the table, how often luck was taken for mastery, and the report on them all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.learners", description=__doc__)
    parser.add_argument("--learners", type=int, default=200, help="a quarter of each kind")
    parser.add_argument("--days", type=int, default=30, help="of practice, twelve items each")
    parser.add_argument("--lang", default="en", choices=("ar", "en"))
    given = parser.parse_args()
    found = course(given.learners, given.days, given.lang)
    sure, looks = found.luck()
    print(table(found))
    print(
        f"\nCalled sure at no more than {HALFWAY:.0%} right: {sure} of {looks} looks "
        f"({sure / max(1, looks):.1%}; printed: {false_mastery(kinds=2):.0%})\n"
    )
    print(report_class(found.scores, given.lang))


if __name__ == "__main__":
    main()
