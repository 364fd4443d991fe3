"""Practice: what a learner has done with the item bank, and which items come next.

Spacing goes by kinds of items (their traps), as an item known by heart shows nothing: each answer
to any item of a kind is a review of that kind.
"""

from __future__ import annotations

import glob
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import pandas as pd
from fsrs import Card, Rating, Scheduler

from kit.core.codebook import OFF_RECORD, ON_RECORD, TRAPS
from kit.core.errors import AnswerError
from kit.core.frames import rows_of
from kit.core.rows import Answer
from kit.exercises.log import AnswerLog, first_answers, log_path
from kit.exercises.sorter.task import Sorting
from kit.exercises.task import Choice
from kit.lessons.contrasts import contrasts
from kit.measures import WINDOW

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from kit.core.rows import BankItem
    from kit.lessons.lesson import Lesson

PREFIX: Final = "practice-"
RECALL: Final = "recall-"
_MOST: Final = 2
"""Items of one kind in one practice; more would be a block, and blocks teach less than mixtures."""
_SHARES: Final = (("signal", 3), ("noise", 3), ("voice", 2))
"""Of eight items: as many to doubt as to trust, and some in the outlet's own voice."""
_NEW: Final = 0.25
"""How far forgotten a kind counts that has never been practised: more than one known well."""
_UNTRIED: Final = 0.5
"""How weak a skill counts that has never been tried: less than one that keeps going wrong."""
_BEHIND: Final = 0.2
"""How much more an item is wanted whose side, usual or contrast, its skill has had less of."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One answer to an item of the bank; `label` is the key's, `answered_at` is UTC.

    `contrast` tells whether the item is answered otherwise than most of its kind.
    """

    exercise_id: str
    item_id: str
    trap: str
    skill: str
    label: str
    contrast: bool
    right: bool
    confidence: float | None
    answered_at: datetime


def history(answers: pd.DataFrame, items: Iterable[BankItem], bank: Lesson) -> tuple[Tried, ...]:
    """Return what was answered to items of the bank, the oldest first; the first answer counts.

    Parameters
    ----------
    answers
        One learner's answers to any exercises; those to statements outside the bank are left out.
    items
        What `kit.lessons.items.bank_items` gives.
    bank
        The same items as a lesson, whose key decides.

    Raises
    ------
    FrameError
        If `answers` is not a frame of answers.
    """
    known = {one.item.item_id: one for one in items}
    unusual = contrasts(known.values())
    tasks = {scheme: Sorting(bank, scheme) for scheme in ("student", "codebook")}
    tried = []
    for row in rows_of(first_answers(answers), Answer):
        one = known.get(row.statement_id.partition("#")[0])
        if one is None or row.scheme not in tasks or row.answered_at is None:
            continue
        mark = tasks[row.scheme].mark(one.entry.statement_id, Choice(row.label))
        tried.append(
            Tried(
                exercise_id=row.exercise_id,
                item_id=one.item.item_id,
                trap=one.item.trap,
                skill=one.item.skill,
                label=one.entry.label,
                contrast=one.item.item_id in unusual,
                right=mark.accepted,
                confidence=row.confidence,
                answered_at=row.answered_at,
            )
        )
    return tuple(sorted(tried, key=lambda one: one.answered_at))


def learner_history(
    learner: str, folder: Path, items: Sequence[BankItem], bank: Lesson
) -> tuple[Tried, ...]:
    """Return the `history` of a learner from all logs under ``answers/`` in a folder.

    A log that cannot be read is left out: practice goes on with what is known.
    """
    name = log_path("any", learner, folder).name
    frames = []
    for path in sorted((folder / "answers").glob(f"*/{glob.escape(name)}")):
        try:
            frames.append(AnswerLog(path).read())
        except AnswerError:
            continue
    if not frames:
        return ()
    answers = pd.concat(frames, ignore_index=True)
    return history(answers.loc[answers["learner_id"] == learner], items, bank)


def rating(right: bool, confidence: float | None) -> Rating:  # noqa: FBT001  (the outcome itself)
    """Return what an answer says about memory: wrong, right but unsure, right, right and certain."""
    if not right:
        return Rating.Again
    if confidence is not None and confidence <= 0.5:  # noqa: PLR2004  (guessing or unsure)
        return Rating.Hard
    return Rating.Easy if confidence == 1 else Rating.Good


def cards(past: Iterable[Tried]) -> dict[str, Card]:
    """Return a card of FSRS for each kind of item, as the answers in `history` have left it.

    References
    ----------
    Free Spaced Repetition Scheduler: Ye, Su & Cao (2022), KDD '22, 4381-4390; the library fsrs with
    its stock parameters, days for steps and no fuzz, so that a log always gives the same plan.
    """
    planner = scheduler()
    made: dict[str, Card] = {}
    for row in past:
        card = made.get(row.trap) or Card(card_id=list(TRAPS).index(row.trap))
        given = rating(row.right, row.confidence)
        made[row.trap], _ = planner.review_card(card, given, row.answered_at)
    return made


def scheduler() -> Scheduler:
    """Return the plan all learners share."""
    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def draw(
    items: Iterable[BankItem], past: Iterable[Tried], learner: str, day: date, n: int = 12
) -> list[str]:
    """Return the ids of the items to practise on one day, in order.

    What is in `past` on that day is not drawn again. Kinds nearly forgotten and skills that went
    wrong come first, then new kinds; in a kind, items never seen. Contrast items are drawn about as
    often as others, as there are fewer of them. As many are to be doubted as trusted, no kind comes more than twice, and neighbours differ in skill where that can be had.
    The same past gives the same items.

    Parameters
    ----------
    items
        What `kit.lessons.items.bank_items` gives.
    past
        The learner's `history` up to that day, without what today's practice has brought so far.
    learner, day, n
        Whose, when (the learner's own calendar), and how many at most.
    """
    dated = [(row.answered_at.astimezone().date(), row) for row in past]
    today = {row.item_id for own, row in dated if own == day}
    before = [row for own, row in dated if own < day]
    items = tuple(items)
    wanted = _wanted(before, day, contrasts(items))
    seen = {row.item_id: row.answered_at for row in before}  # the oldest come first: the last stays

    def order(one: BankItem) -> tuple[float, bool, datetime, str]:
        name = one.item.item_id
        lot = sha256(f"{learner}|{day}|{name}".encode()).hexdigest()
        return (-wanted(one), name in seen, seen.get(name, datetime.min.replace(tzinfo=UTC)), lot)

    rest = sorted((one for one in items if one.item.item_id not in today), key=order)
    return [one.item.item_id for one in _mixed(_taken(rest, n))]


def _taken(rest: Sequence[BankItem], n: int) -> list[BankItem]:
    """Take `n` items from the front, as many of each side as `_quotas` says, no kind too often."""
    quota = _quotas(n)
    taken: list[BankItem] = []
    traps: Counter[str] = Counter()
    for most in (_MOST, n):  # a small bank may have to give more of one kind
        for one in rest:
            side, trap = _side(one), one.item.trap
            if quota[side] and traps[trap] < most and one not in taken:
                quota[side] -= 1
                traps[trap] += 1
                taken.append(one)
    missing = n - len(taken)
    return taken + [one for one in rest if one not in taken][:missing] if missing > 0 else taken


def _wanted(
    before: Sequence[Tried], day: date, unusual: Collection[str]
) -> Callable[[BankItem], float]:
    """Return how much an item is wanted: how far its kind is forgotten, and its skill weak."""
    made, planner = cards(before), scheduler()
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    lost = {name: 1 - planner.get_card_retrievability(card, noon) for name, card in made.items()}
    weak = {skill: _weakness(rights) for skill, rights in by_skill(before).items()}
    often = Counter((row.skill, row.contrast) for row in before)

    def wanted(one: BankItem) -> float:
        trap, skill, side = one.item.trap, one.item.skill, one.item.item_id in unusual
        behind = _BEHIND if often[skill, side] < often[skill, not side] else 0
        return round(lost.get(trap, _NEW) + weak.get(skill, _UNTRIED) + behind, 6)

    return wanted


def _weakness(rights: Sequence[bool]) -> float:
    """Return 1 less the part that was right of the last ten, as if one of two more had been."""
    last = rights[-WINDOW:]
    return 1 - (sum(last) + 1) / (len(last) + 2)


def by_skill(past: Iterable[Tried]) -> dict[str, list[bool]]:
    """Return for each skill whether its answers were right, the oldest first."""
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for row in past:
        found[row.skill].append(row.right)
    return found


def _quotas(n: int) -> dict[str, int]:
    whole = sum(part for _, part in _SHARES)
    voice = round(n * _SHARES[2][1] / whole)
    signal = (n - voice + 1) // 2
    return {"signal": signal, "noise": n - voice - signal, "voice": voice}


def _side(one: BankItem) -> str:
    """Tell whether an item is to be doubted, to be trusted, or the outlet's own voice."""
    label = one.entry.label
    return "signal" if label in OFF_RECORD else "noise" if label in ON_RECORD else "voice"


def _mixed(items: Iterable[BankItem]) -> list[BankItem]:
    """Order items so that neighbours differ in what is right and in skill, where that can be had."""
    left = list(items)
    mixed: list[BankItem] = []
    while left:
        chosen = _unlike(mixed[-1], left) if mixed else left[0]
        left.remove(chosen)
        mixed.append(chosen)
    return mixed


def _unlike(last: BankItem, left: Sequence[BankItem]) -> BankItem:
    """Return the first item least like the last; of those, one whose skill has most items left."""
    many = Counter(one.item.skill for one in left)

    def near(one: BankItem) -> tuple[int, int]:
        alike = (one.item.skill == last.item.skill) + (_side(one) == _side(last))
        return alike, -many[one.item.skill]

    return min(left, key=near)
