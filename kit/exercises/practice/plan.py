"""Practice: what a learner has done with the item bank, and which items come next.

Spacing goes by kinds of items (their traps), as an item known by heart shows nothing: each answer
to any item of a kind is a review of that kind.
"""

from __future__ import annotations

import glob
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
from fsrs import Card, Rating, Scheduler

from kit.core.codebook import OFF_RECORD, ON_RECORD, SKILLS, TRAPS
from kit.core.errors import AnswerError
from kit.core.frames import build, check, records
from kit.exercises.log import AnswerLog, log_path
from kit.exercises.sorter.task import Sorting
from kit.exercises.task import Choice
from kit.measures import is_mastered, mastery

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from kit.lessons.lesson import Lesson

PREFIX: Final = "practice-"
_HISTORY: Final = {
    "exercise_id": "str", "item_id": "str", "trap": "str", "skill": "str", "label": "str", "right": "bool",
    "confidence": "float64", "answered_at": "datetime64[us, UTC]",
}  # fmt: skip
_MOST: Final = 2
"""Items of one kind in one practice; more would be a block, and blocks teach less than mixtures."""
_SHARES: Final = (("signal", 3), ("noise", 3), ("voice", 2))
"""Of eight items: as many to doubt as to trust, and some in the outlet's own voice."""
_NEW: Final = 0.25
"""How far forgotten a kind counts that has never been practised: more than one known well."""
_UNTRIED: Final = 0.5
"""How weak a skill counts that has never been tried: less than one that keeps going wrong."""


def history(answers: pd.DataFrame, items: pd.DataFrame, bank: Lesson) -> pd.DataFrame:
    """Return what was answered to items of the bank, the oldest first.

    Parameters
    ----------
    answers
        One learner's answers to any exercises; those to statements outside the bank are left out.
    items
        The frame `kit.item_bank` gives.
    bank
        The same items as a lesson, whose key decides.

    Returns
    -------
    pandas.DataFrame
        ``exercise_id, item_id, trap, skill, label`` (of the key), ``right, confidence, answered_at``.
    """
    check(answers, "answers")
    known = {row["item_id"]: row for row in records(items)}
    tasks = {scheme: Sorting(bank, scheme) for scheme in ("student", "codebook")}
    rows = []
    for row in records(answers):
        item = known.get(str(row["statement_id"]).partition("#")[0])
        if item is None or row["scheme"] not in tasks or row["answered_at"] is pd.NaT:
            continue
        mark = tasks[row["scheme"]].mark(item["statement_id"], Choice(row["label"]))
        rows.append(
            {name: item[name] for name in ("item_id", "trap", "skill", "label")}
            | {
                "exercise_id": row["exercise_id"],
                "right": mark.accepted,
                "confidence": row["confidence"],
                "answered_at": row["answered_at"],
            }
        )
    frame = pd.DataFrame(rows, columns=list(_HISTORY))
    frame["answered_at"] = pd.to_datetime(frame["answered_at"], utc=True)
    return frame.astype(_HISTORY).sort_values("answered_at", kind="stable", ignore_index=True)


def learner_history(learner: str, folder: Path, items: pd.DataFrame, bank: Lesson) -> pd.DataFrame:
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
    answers = pd.concat(frames, ignore_index=True) if frames else build("answers", [])
    return history(answers.loc[answers["learner_id"] == learner], items, bank)


def rating(right: bool, confidence: float) -> Rating:  # noqa: FBT001  (the outcome itself)
    """Return what an answer says about memory: wrong, right but unsure, right, right and certain."""
    if not right:
        return Rating.Again
    if confidence <= 0.5:  # noqa: PLR2004  (guessing or unsure; NaN is neither)
        return Rating.Hard
    return Rating.Easy if confidence == 1 else Rating.Good


def cards(past: pd.DataFrame) -> dict[str, Card]:
    """Return a card of FSRS for each kind of item, as the answers in `history` have left it.

    References
    ----------
    Free Spaced Repetition Scheduler: Ye, Su & Cao (2022), KDD '22, 4381-4390; the library fsrs with
    its stock parameters, days for steps and no fuzz, so that a log always gives the same plan.
    """
    planner = scheduler()
    made: dict[str, Card] = {}
    for row in records(past):
        name = row["trap"]
        card = made.get(name) or Card(card_id=list(TRAPS).index(name))
        moment = row["answered_at"].to_pydatetime()
        made[name], _ = planner.review_card(card, rating(row["right"], row["confidence"]), moment)
    return made


def scheduler() -> Scheduler:
    """Return the plan all learners share."""
    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def draw(
    items: pd.DataFrame, past: pd.DataFrame, learner: str, day: date, n: int = 12
) -> list[str]:
    """Return the ids of the items to practise on one day, in order.

    What is in `past` on that day is not drawn again. Kinds nearly forgotten and skills that went
    wrong come first, then new kinds; in a kind, items never seen. As many are to be doubted as
    trusted, no kind comes more than twice, and neighbours differ in skill where that can be had.
    The same past gives the same items.

    Parameters
    ----------
    items
        The frame `kit.item_bank` gives.
    past
        The learner's `history` up to that day, without what today's practice has brought so far.
    learner, day, n
        Whose, when (the learner's own calendar), and how many at most.
    """
    days = [moment.to_pydatetime().astimezone().date() for moment in past["answered_at"]]
    today = set(past.loc[[one == day for one in days], "item_id"])
    before = past.loc[[one < day for one in days]]
    wanted = _wanted(before, day)
    seen = {
        str(name): moment for name, moment in before.groupby("item_id")["answered_at"].max().items()
    }

    def order(row: dict[str, Any]) -> tuple[Any, ...]:
        lot = sha256(f"{learner}|{day}|{row['item_id']}".encode()).hexdigest()
        last = seen.get(row["item_id"])
        return (-wanted(row), last is not None, last or datetime.min.replace(tzinfo=UTC), lot)

    rest = sorted((row for row in records(items) if row["item_id"] not in today), key=order)
    quota = _quotas(n)
    taken: list[dict[str, Any]] = []
    for most in (_MOST, n):  # a small bank may have to give more of one kind
        for row in rest:
            kind, same = _kind(row["label"]), sum(t["trap"] == row["trap"] for t in taken)
            if quota[kind] and same < most and row not in taken:
                quota[kind] -= 1
                taken.append(row)
    taken += [row for row in rest if row not in taken][: max(0, n - len(taken))]
    return [row["item_id"] for row in _mixed(taken)]


def _wanted(before: pd.DataFrame, day: date) -> Any:  # noqa: ANN401  (a function of a row)
    made, planner = cards(before), scheduler()
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    lost = {name: 1 - planner.get_card_retrievability(card, noon) for name, card in made.items()}
    weak = {
        str(skill): 1 - (rows["right"].tail(10).sum() + 1) / (min(10, len(rows)) + 2)
        for skill, rows in before.groupby("skill")
    }
    return lambda row: round(lost.get(row["trap"], _NEW) + weak.get(row["skill"], _UNTRIED), 6)


def _quotas(n: int) -> dict[str, int]:
    whole = sum(part for _, part in _SHARES)
    voice = round(n * _SHARES[2][1] / whole)
    signal = (n - voice + 1) // 2
    return {"signal": signal, "noise": n - voice - signal, "voice": voice}


def _kind(label: str) -> str:
    return "signal" if label in OFF_RECORD else "noise" if label in ON_RECORD else "voice"


def _mixed(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Order items so that neighbours differ in what is right and in skill, where that can be had."""
    left = list(rows)
    mixed: list[dict[str, Any]] = []
    while left:
        last = mixed[-1] if mixed else None

        def near(row: dict[str, Any], last: dict[str, Any] | None = last) -> tuple[int, int]:
            if last is None:
                return (0, 0)
            group = [other for other in left if other["skill"] == row["skill"]]
            return (
                (row["skill"] == last["skill"]) + (_kind(row["label"]) == _kind(last["label"])),
                -len(group),
            )

        chosen = min(left, key=near)
        left.remove(chosen)
        mixed.append(chosen)
    return mixed


def skill_figures(past: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return how a learner stands in each skill.

    Parameters
    ----------
    past
        The learner's `history`.
    day
        The learner's own date, from which it is told what is due.

    Returns
    -------
    pandas.DataFrame
        A row a skill, in the order of ``kit.core.codebook.SKILLS``: ``skill, answered, right``, ``last``
        and ``last_right`` (of the last ten), ``mastered``, and ``due``: the day on which a kind of
        this skill should be practised again, NaT where none has been.
    """
    made = cards(past)
    rows = []
    for skill in SKILLS:
        own = past.loc[past["skill"] == skill]
        last = mastery([bool(right) for right in own["right"]])
        due = [made[name].due for name in own["trap"].unique()]
        rows.append(
            {
                "skill": skill,
                "answered": len(own),
                "right": int(own["right"].sum()),
                "last": last.whole,
                "last_right": last.part,
                "mastered": is_mastered(last),
                "due": pd.Timestamp(max(min(due).astimezone().date(), day)) if due else pd.NaT,
            }
        )
    return pd.DataFrame(rows).astype({"due": "datetime64[s]"})
