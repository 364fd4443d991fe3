"""A learner's map of skills: what is sure, what is not, and what is due."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from kit.core.codebook import SKILLS
from kit.core.frames import records
from kit.core.text import direction
from kit.exercises.practice.plan import history, skill_figures
from kit.languages.interface import check_language, day, number, translator
from kit.languages.messages import messages
from kit.lessons.items import bank_items, items_lesson
from kit.measures import WINDOW
from kit.show.html import render
from kit.show.reports import report_style

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

HEADS: Final = messages("exercises/practice", "heads")
STATES: Final = messages("exercises/practice", "states")


@dataclass(frozen=True)
class SkillMap:
    """How a learner stands in each skill; prints as text, and as a table in a notebook.

    Attributes
    ----------
    figures
        One row a skill, as `kit.exercises.practice.plan.skill_figures` returns it.
    lang
        Language that the map is written in.
    """

    figures: pd.DataFrame = field(repr=False)
    lang: str

    def __post_init__(self) -> None:
        """Bring the language to its short name; raise `KitError` if the interface lacks it."""
        object.__setattr__(self, "lang", check_language(self.lang))

    def __str__(self) -> str:
        """Return the map as plain text."""
        say = translator(self.lang)
        lines = [
            f"{row['name']}: {row['last']}, {row['state']} {row['due']}" for row in self._rows()
        ]
        return "\n".join([say("Map of skills"), *(line.rstrip(" ,") for line in lines)])

    def _repr_html_(self) -> str:
        say = translator(self.lang)
        html = render(
            "skills.html",
            lang=self.lang,
            dir=direction(self.lang),
            style=report_style(),
            title=say("Map of skills"),
            heads=[say(words) for words in HEADS.values()],
            rows=self._rows(),
        )
        return str(html)

    def _rows(self) -> list[dict[str, Any]]:
        say = translator(self.lang)
        rows = []
        for row in records(self.figures):
            state = "sure" if row["mastered"] else "begun" if row["answered"] else "new"
            told = say("{right} of {last}").format(right=row["last_right"], last=row["last"])
            rows.append(
                {
                    "name": say(SKILLS[row["skill"]]),
                    "last": number(told, self.lang) if row["last"] else "",
                    "bar": "■" * row["last_right"] + "□" * (WINDOW - row["last_right"]),
                    "state": say(STATES[state]),
                    "due": self._day(row["due"]),
                }
            )
        return rows

    def _day(self, due: Any) -> str:  # noqa: ANN401  (a time, or none)
        if due != due:  # noqa: PLR0124  (NaT is not itself)
            return ""
        if due.date() <= datetime.now().astimezone().date():
            return translator(self.lang)("today")
        return day(due, self.lang)


def skill_map(answers: pd.DataFrame, lang: str = "en", bank: str | Path | None = None) -> SkillMap:
    """Return the map of skills of one learner.

    Parameters
    ----------
    answers
        The learner's answers, such as `kit.read_answers` finds; those to items of the bank count.
    lang
        ``"ar"`` or ``"en"``.
    bank
        Your own item sets, if there are any.

    Raises
    ------
    FrameError
        If `answers` is not a frame of answers.
    KitError
        If the interface does not speak `lang`.
    """
    lang = check_language(lang)
    items = bank_items(lang, bank)
    past = history(answers, items, items_lesson(items, "bank", lang, ""))
    return SkillMap(skill_figures(past, datetime.now().astimezone().date()), lang)
