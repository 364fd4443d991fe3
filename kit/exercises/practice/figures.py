"""How a learner stands in each skill."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from kit.core.codebook import SKILLS
from kit.exercises.practice.plan import cards
from kit.measures import is_mastered, mastery

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kit.exercises.practice.plan import Tried


def skill_figures(past: Sequence[Tried], day: date) -> pd.DataFrame:
    """Return how a learner stands in each skill.

    Sure of a skill is who masters its usual items and, apart, its contrast items: those that are
    answered otherwise than most of their kind (`kit.lessons.contrasts`). One answer to everything,
    or an eye for a single word, is right in one of the two at most.

    Parameters
    ----------
    past
        The learner's `history`.
    day
        The learner's own date, from which it is told what is due.

    Returns
    -------
    pandas.DataFrame
        A row a skill, in the order of ``kit.core.codebook.SKILLS``: ``skill, answered, right``;
        ``last`` and ``last_right`` of the last ten answers to usual items, ``contrast`` and
        ``contrast_right`` of those to contrast items; ``mastered``; and ``due``: the day on which
        a kind of this skill should be practised again, NaT where none has been.
    """
    made = cards(past)
    rows = []
    for skill in SKILLS:
        own = [row for row in past if row.skill == skill]
        usual, contrast = (
            mastery([row.right for row in own if row.contrast is side]) for side in (False, True)
        )
        due = [made[name].due for name in {row.trap for row in own}]
        rows.append(
            {
                "skill": skill,
                "answered": len(own),
                "right": sum(row.right for row in own),
                "last": usual.whole,
                "last_right": usual.part,
                "contrast": contrast.whole,
                "contrast_right": contrast.part,
                "mastered": is_mastered(usual, contrast),
                "due": pd.Timestamp(max(min(due).astimezone().date(), day)) if due else pd.NaT,
            }
        )
    return pd.DataFrame(rows).astype({"due": "datetime64[s]"})
