"""A learner's map of skills: what is sure, what is not, and what is due."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from kit.core.codebook import SKILLS
from kit.core.frames import records
from kit.core.streams import printable
from kit.core.text import direction
from kit.exercises.practice.figures import skill_figures
from kit.exercises.practice.plan import history
from kit.languages.interface import check_language, day, number, translator
from kit.languages.messages import messages
from kit.lessons.items import bank_items, items_lesson
from kit.measures import HALFWAY, NEEDED, WINDOW, false_mastery
from kit.show.html import render
from kit.show.reports import report_style

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

HEADS: Final = messages("exercises/practice", "heads")
STATES: Final = messages("exercises/practice", "states")
LASTS: Final = messages("exercises/practice", "lasts")
NOTES: Final = messages("exercises/practice", "notes")


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
        lines = []
        for row in self._rows():
            far = [f"{one['name']} {one['told']}" for one in row["lasts"]]
            state = f"{row['state']} {row['due']}".strip()
            lines.append(f"{row['name']}: {say(', ').join([*far, state])}")
        return printable("\n".join([say("Map of skills"), *lines, self._meaning()]))

    def _repr_html_(self) -> str:
        say = translator(self.lang)
        html = render(
            "skills.html",
            lang=self.lang,
            dir=direction(self.lang),
            style=report_style(),
            own=render("style.html", css=render("skills.css")),
            title=say("Map of skills"),
            heads=[say(words) for words in HEADS.values()],
            rows=self._rows(),
            meaning=self._meaning(),
        )
        return str(html)

    def _rows(self) -> list[dict[str, Any]]:
        say = translator(self.lang)
        rows = []
        for row in records(self.figures):
            state = "sure" if row["mastered"] else "begun" if row["answered"] else "new"
            rows.append(
                {
                    "name": say(SKILLS[row["skill"]]),
                    "lasts": [self._last(name, row) for name in LASTS] if row["answered"] else [],
                    "state": say(STATES[state]),
                    "due": self._day(row["due"]),
                }
            )
        return rows

    def _last(self, name: str, row: dict[str, Any]) -> dict[str, str]:
        """Return how the last answers to one kind of items went."""
        say = translator(self.lang)
        right, whole = row[f"{name}_right"], row[name]
        told = number(say("{right} of {last}").format(right=right, last=whole), self.lang)
        bar = "■" * right + "□" * (WINDOW - right)
        return {"name": say(LASTS[name]), "told": told, "bar": bar}

    def _meaning(self) -> str:
        """Say what it takes to be sure, and how often luck does it."""
        say = translator(self.lang)
        told = say(NOTES["sure"]).format(
            needed=NEEDED, window=WINDOW, percent=round(100 * HALFWAY),
            chance=round(100 * false_mastery(kinds=len(LASTS))),
        )  # fmt: skip
        return number(told, self.lang)

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
