"""Practice: items from the bank, chosen by what the learner has done so far."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kit.core.errors import AnswerError
from kit.core.names import tidy_name
from kit.exercises.frame.present import present
from kit.exercises.frame.printed import question
from kit.exercises.log import AnswerLog, log_path
from kit.exercises.practice.figures import skill_figures
from kit.exercises.practice.plan import PREFIX, RECALL, draw, learner_history
from kit.exercises.practice.skills import SkillMap
from kit.exercises.sorter.face import SorterFace
from kit.exercises.sorter.task import Sorting
from kit.exercises.sorter.widget import Sorter
from kit.languages.interface import check_language, number, translator
from kit.lessons.items import bank_items, items_lesson
from kit.show.pages import sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.core.codebook import Scheme
    from kit.core.rows import BankItem
    from kit.exercises.practice.plan import Tried
    from kit.lessons.lesson import Lesson

_MOST_A_DAY: Final = 60
_LESSONS: Final = range(2, 100)
"""Those that others come before."""


class Practice(Sorter):
    """A round of mixed items for today; run again tomorrow, it brings others.

    Items come from the whole bank. Which ones is told by the learner's own record, the answers
    under ``answers/``: kinds of items that are nearly forgotten by the FSRS schedule and skills
    that went wrong come first, what is known well comes rarely, and no item comes twice on one day.
    Run again on the same day it goes on where it stopped; a larger `n` adds items.

    Parameters
    ----------
    lang
        ``"ar"`` or ``"en"``.
    learner
        Whose record. Left out, as in `Sorter`.
    n
        Items a day, 1 to 60.
    before
        The number of a lesson, 2 or more: then items come only from the sets of the lessons before
        it, to begin that lesson by recalling them.
    scheme
        ``"student"`` offers the four answers, ``"codebook"`` the six labels.
    folder
        Where ``answers/`` is; the working directory if left out.
    bank
        Your own item sets; looked in before the project's and the package's.

    Raises
    ------
    AnswerError
        If the learner's name is empty, the scheme unknown, `n` no number of items, or `before` no
        number of a lesson that others come before.
    KitError
        If there is no bank in `lang`.

    Examples
    --------
    >>> practice = kit.Practice("ar")  # doctest: +SKIP
    >>> practice.map  # doctest: +SKIP
    """

    def __init__(  # noqa: PLR0913  (each has a default that fits)
        self,
        lang: str = "en",
        learner: str | None = None,
        *,
        n: int = 12,
        before: int | None = None,
        scheme: Scheme = "student",
        folder: str | Path | None = None,
        bank: str | Path | None = None,
    ) -> None:
        lang = check_language(lang)
        if isinstance(n, bool) or not isinstance(n, int) or not 1 <= n <= _MOST_A_DAY:
            raise AnswerError(
                f"found n = {n!r}, expected a number of items from 1 to {_MOST_A_DAY}"
            )
        if before is not None and (type(before) is not int or before not in _LESSONS):
            raise AnswerError(
                f"found before = {before!r}, expected the number of a lesson from 2 to {_LESSONS[-1]}"
            )
        self._items, self._before = bank_items(lang, bank), before
        self._bank = items_lesson(self._items, "bank", lang, "")
        self._day = datetime.now().astimezone().date()
        self._folder = Path.cwd() if folder is None else Path(folder)
        self._n, self._scheme = n, scheme
        name = present().id if learner is None else tidy_name(str(learner))
        lesson, log = self._draw(name)
        super().__init__(lesson, learner, scheme=scheme, log=log)

    def _draw(self, name: str) -> tuple[Lesson, AnswerLog]:
        """Return the items of today for a learner, and the log of their answers."""
        lang = self._bank.lang
        kind = PREFIX if self._before is None else f"{RECALL}{self._before}-"
        session = f"{kind}{self._day.isoformat()}"
        past = self._past(name)
        here = [row for row in past if row.exercise_id == f"{session}.{lang}"]
        before = [row for row in past if row.exercise_id != f"{session}.{lang}"]
        drawn = draw(self._pool(), before, name, self._day, self._n)
        begun = [item for item in dict.fromkeys(row.item_id for row in here) if item not in drawn]
        known = {one.item.item_id: one for one in self._items}
        chosen = [known[item] for item in (*begun, *drawn)]
        log = AnswerLog(log_path(f"{session}.{lang}", name, self._folder))
        title = self._title()
        return items_lesson(chosen, session, lang, title, edition=self._bank.text), log

    def _pool(self) -> Sequence[BankItem]:
        """Return the items that may be drawn: all, or those of the sets before a lesson."""
        if self._before is None:
            return self._items
        sets = {f"items-{number:02}" for number in range(1, self._before)}
        return [one for one in self._items if one.item.set in sets]

    def _title(self) -> str:
        say = translator(self._bank.lang)
        return say("Practice") if self._before is None else say("From earlier lessons")

    def _work(self) -> tuple[SorterFace, AnswerLog]:
        """Return the items of whoever works here now: they are drawn by their own record."""
        name = self._learner
        name = present(self._home).id if name is None else tidy_name(str(name))
        lesson, log = self._draw(name)
        return SorterFace(lesson, Sorting(lesson, self._scheme), whole=False), log

    def __repr__(self) -> str:
        """Say the same on every day, so that a notebook's stored output can be compared."""
        return f"Practice({self._face.words.lang!r}, answered={self._progress()})"

    def _printed(self) -> str:
        """Return what stands where no script runs: not the day's items, which change."""
        lang = self._face.words.lang
        say = translator(lang)
        told = say("{n} items are drawn for each day. Run this box to get those of today.")
        told = told.format(n=number(len(self._face.items), lang))
        return sheet(self._title(), question(told, ()), lang)

    @property
    def map(self) -> SkillMap:
        """How the learner stands in each skill, all answers to items counted up to now.

        One whose second try is still open counts once that is over.
        """
        undecided = {item.partition("#")[0] for item in self.undecided}
        past = [
            row
            for row in self._past(self._keeping.learner)
            if row.exercise_id != self.exercise_id or row.item_id not in undecided
        ]
        return SkillMap(skill_figures(past, self._day), self._face.words.lang)

    def _past(self, learner: str) -> tuple[Tried, ...]:
        """Return what this learner has answered to items, in whatever exercise and language."""
        return learner_history(learner, self._folder, self._items, self._bank)
