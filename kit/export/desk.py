"""What the cells of a lesson's notebook find under the name ``kit`` when they become a page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import kit
from kit.core.codebook import LOOKS
from kit.exercises.chain.face import ChainBuilderFace
from kit.exercises.compare.face import CompareFace
from kit.exercises.compare.task import Comparing
from kit.exercises.compare.together import together
from kit.exercises.cuelab.face import CueLabFace
from kit.exercises.cuelab.task import Swapping
from kit.exercises.headline.face import HeadlineCheckFace
from kit.exercises.highlighter.face import HighlighterFace
from kit.exercises.lateral.face import LateralReadingFace
from kit.exercises.lateral.task import Checking
from kit.exercises.practice.plan import draw
from kit.exercises.sorter.face import SorterFace
from kit.exercises.sorter.task import Sorting
from kit.export.page import Step
from kit.languages.interface import translator
from kit.lessons.items import bank_items, items_lesson
from kit.show.html import made, render
from kit.show.strips import describe_sourcing, read_strips

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd
    from markupsafe import Markup

    from kit.lessons.lesson import Lesson


_DAY: Final = date(2026, 1, 1)
"""Of a page nobody knows the day on which it is opened."""


class Later(NamedTuple):
    """What is shown once an exercise is done."""

    step: Step
    html: str


class Result(NamedTuple):
    """What the answers to an exercise came to."""

    step: Step


class Elsewhere(NamedTuple):
    """What stays in the notebook, as it needs Python: by the name of its function."""

    name: str


class Desk:
    """The kit as a page has it: an exercise is a place on the page, and a plot is drawn by the page.

    All that is not stated here is the kit's own, such as `kit.load_lesson`.
    """

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (any public name)
        """Return what the kit itself has under a name."""
        return getattr(kit, name)

    @staticmethod
    def Sorter(lesson: Lesson, *, scheme: Any = "student", mode: str = "one") -> Step:  # noqa: ANN401, N802  (the kit's own name)
        """Return the place of sorting."""
        whole = not lesson.single
        return Step(SorterFace(lesson, Sorting(lesson, scheme), whole=whole), mode if whole else "")

    @staticmethod
    def Highlighter(lesson: Lesson, *, reasons: bool = True) -> Step:  # noqa: N802
        """Return the place of marking words."""
        return Step(HighlighterFace(lesson, reasons=reasons))

    @staticmethod
    def HeadlineCheck(lesson: Lesson) -> Step:  # noqa: N802
        """Return the place of holding a headline against its body."""
        return Step(HeadlineCheckFace(lesson))

    @staticmethod
    def ChainBuilder(lesson: Lesson) -> Step:  # noqa: N802
        """Return the place of building chains."""
        return Step(ChainBuilderFace(lesson))

    @staticmethod
    def LateralReading(lesson: Lesson) -> Step:  # noqa: N802
        """Return the place of reading sideways."""
        return Step(LateralReadingFace(lesson, Checking(lesson)))

    @staticmethod
    def CueLab(lesson: Lesson) -> Step:  # noqa: N802
        """Return the place of the cue lab."""
        return Step(CueLabFace(lesson, Swapping.for_lesson(lesson)))

    @staticmethod
    def Compare(stories: Sequence[Lesson]) -> Step:  # noqa: N802
        """Return the place of comparing stories."""
        one = together(stories, stories[0].lang)
        return Step(CompareFace(one, Comparing(list(stories)), stories))

    @staticmethod
    def Practice(lang: str, *, n: int, before: int) -> Step:  # noqa: N802
        """Return the place of recalling items of earlier lessons: the same ones on every page."""
        sets = {f"items-{number:02}" for number in range(1, before)}
        pool = {one.item.item_id: one for one in bank_items(lang) if one.item.set in sets}
        name = f"recall-{before}"
        drawn = [pool[one] for one in draw(list(pool.values()), (), name, _DAY, n)]
        lesson = items_lesson(drawn, name, lang, translator(lang)("From earlier lessons"))
        return Step(SorterFace(lesson, Sorting(lesson, "student"), whole=False), coded=False)

    @staticmethod
    def Form(**_options: object) -> Elsewhere:  # noqa: N802
        """Say where the tests before and after the course are."""
        return Elsewhere("kit.Form")

    @staticmethod
    def Rewrite(lesson: Lesson) -> Elsewhere:  # noqa: N802
        """Say where headlines are written."""
        del lesson
        return Elsewhere("kit.Rewrite")

    @staticmethod
    def OwnArticle(**_options: object) -> Elsewhere:  # noqa: N802
        """Say where an article of one's own is worked on."""
        return Elsewhere("kit.OwnArticle")

    @staticmethod
    def Header(**_options: object) -> None:  # noqa: N802
        """Leave the head of a notebook out: a page asks for the name at its end."""

    @staticmethod
    def worksheet(*_what: object) -> None:
        """Leave the worksheet out: the page itself can be printed."""

    @staticmethod
    def report(step: Step) -> Result:
        """Return the place of a result."""
        return Result(step)

    skill_map = report

    @staticmethod
    def after(step: Step, make: Callable[..., object], *args: Any, **options: Any) -> Later:  # noqa: ANN401  (what `make` takes)
        """Return what a page shows once an exercise is done."""
        made_now = make(*args, **options)
        own = getattr(made_now, "_repr_html_", None)
        return Later(step, str(own() if callable(own) else made_now))

    @staticmethod
    def plot_sourcing(source: Any, *, lang: str | None = None) -> Markup:  # noqa: ANN401  (as the kit's own)
        """Return strips of statements, a block each; their words stand below them."""
        strips = read_strips(source, "student")
        lang = lang or strips[0].lang
        return render(
            "strips.html",
            strips=strips,
            looks=LOOKS,
            say=translator(lang),
            words=describe_sourcing(source, lang=lang),
        )

    @staticmethod
    def plot_shares(counts: pd.DataFrame, *, lang: str = "en") -> Markup:
        """Return a table of labels by outlet."""
        say = translator(lang)
        table = counts.rename(columns=lambda name: say(LOOKS[name].name) if name in LOOKS else name)
        return made(table.to_html(border=0))
