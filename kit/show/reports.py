"""What a learner, or a class, can do already and should practise next."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from kit.core.codebook import LOOKS, PAPER
from kit.core.frames import check
from kit.core.names import friendly_names, tidy_name
from kit.core.streams import printable
from kit.core.text import direction, one_line
from kit.languages.interface import LANGUAGES, check_language, number, translator
from kit.languages.messages import messages
from kit.measures import (
    Guessed,
    Share,
    accuracy,
    answered,
    confusion,
    doubted,
    guessed,
    mixed_up,
    trusted,
)
from kit.show.advice import next_step
from kit.show.html import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from markupsafe import Markup

_SHOWN: Final = 5
_MOST_NAMED: Final = 40
_SAID: Final = messages("show", "report")
FIGURES: Final = {
    "right": (_SAID["right"], ""),
    **{name: (_SAID[name], _SAID[f"{name}_note"]) for name in ("trust", "doubt", "mixed")},
}
"""What is told of sorting: the names of its figures, and what each counts."""


@dataclass(frozen=True)
class Report:
    """The result of one learner or one class, in words.

    Attributes
    ----------
    lang
        Language that the report is written in.
    exercises, learners
        Ids of the exercises, and how many learners answered.
    titles
        What the exercises are called.
    names, friendly
        What the learners are called, those without a name by an animal and a number; and whether
        there are such.
    right, unanswered
        Right answers of all answers, and how many statements are still open.
    accuracy, over_trust, over_doubt
        Shares from 0 to 1, as `kit.measures` defines them; NaN where nothing can be said.
    trusted, doubted
        The counts behind `over_trust` and `over_doubt`.
    mixed
        Official and named statements of which one was taken for the other.
    chance
        What guessing gives of all these.
    confusion
        What was answered (columns) where the key expected what (rows).
    confusions
        What was taken for what, most often first: (expected, answered, times).
    again
        Statements most often answered wrongly, with wrong answers of all answers.
    next_step
        One sentence: what to practise next.
    """

    lang: str
    exercises: tuple[str, ...]
    learners: int
    right: Share
    unanswered: int
    accuracy: float
    trusted: Share
    doubted: Share
    again: tuple[tuple[str, Share], ...]
    confusions: tuple[tuple[str, str, int], ...]
    next_step: str
    mixed: Share = field(repr=False)
    chance: Guessed = field(repr=False, compare=False)
    titles: tuple[str, ...] = field(repr=False)
    names: tuple[str, ...] = field(repr=False)
    friendly: bool = field(repr=False)
    confusion: pd.DataFrame = field(repr=False, compare=False)
    called: tuple[tuple[str, tuple[str, ...]], ...] = field(repr=False)

    @property
    def over_trust(self) -> float:
        """Share of statements with nobody to ask taken for official or named ones."""
        return self.trusted.rate

    @property
    def over_doubt(self) -> float:
        """Share of official and named statements taken for ones with nobody to ask."""
        return self.doubted.rate

    def __str__(self) -> str:
        """Return the report as plain text."""
        say = translator(self.lang)
        if not self.right.whole:
            return printable(f"{self._title()}\n{self.next_step}")
        lines = [
            self._title(),
            *(" · ".join(filter(None, (f"{n}: {v}", c))) for n, v, c, _ in self._figures()),
        ]
        if self.confusions:
            lines += [say("What was taken for what:")]
            lines += [f"  {self._pair(*cell)}" for cell in self.confusions[:_SHOWN]]
        if self.again:
            lines += [f"{say('Worth another look')}: {self._again()}"]
        return printable("\n".join([*lines, f"{say('Practise next')}: {self.next_step}"]))

    def _repr_html_(self) -> str:
        say = translator(self.lang)
        html = render(
            "report.html",
            lang=self.lang,
            dir=direction(self.lang),
            style=report_style(),
            say=say,
            title=self._title(),
            begun=bool(self.right.whole),
            figures=self._figures() if self.right.whole else (),
            table=self._table() if self.right.whole else "",
            again=self._again() if self.again else "",
            next_step=self.next_step,
        )
        return str(html)

    def _title(self) -> str:
        say = translator(self.lang)
        parts = [say("Report"), *map(one_line, self.titles)]
        if self.learners > 1:
            parts.append(f"{say('Learners')}: {number(self.learners, self.lang)}{self._called()}")
        return " · ".join(parts)

    def _called(self) -> str:
        """Return the names in brackets, where some have none but those that the kit gave them."""
        if not self.friendly or len(self.names) > _MOST_NAMED:
            return ""
        return f" ({translator(self.lang)(', ').join(map(one_line, self.names))})"

    def _figures(self) -> list[tuple[str, str, str, str]]:
        """Return a row a figure: its name, what it is, what guessing gives, and what it counts."""
        say = translator(self.lang)
        rows = [
            ("right", self.right, self.chance.right),
            ("trust", self.trusted, self.chance.trust),
            ("doubt", self.doubted, self.chance.doubt),
            ("mixed", self.mixed, self.chance.mixed),
        ]
        figures = [
            (say(FIGURES[name][0]), self._share(share), by_chance(rate, self.lang), say(FIGURES[name][1]))
            for name, share, rate in rows
        ]  # fmt: skip
        if self.unanswered:
            open_ = number(self.unanswered, self.lang)
            figures.insert(1, (say("Not answered yet"), open_, "", ""))
        return figures

    def _share(self, share: Share) -> str:
        say = translator(self.lang)
        if not share.whole:
            return say("nothing to count yet")
        words = say("{part} of {whole} ({percent}%)").format(
            part=share.part, whole=share.whole, percent=round(100 * share.rate)
        )
        return number(words, self.lang)

    def _pair(self, expected: str, given: str, times: int) -> str:
        say = translator(self.lang)
        words = say("{expected}, taken for {answered}: {times}")
        return words.format(
            expected=say(LOOKS[expected].name),
            answered=say(LOOKS[given].name),
            times=number(times, self.lang),
        )

    def _again(self) -> str:
        say = translator(self.lang)
        found = []
        for title, numbers in self.called:
            told = say("statements {numbers}").format(numbers=say(", ").join(numbers))
            found.append(told if len(self.called) == 1 else f"{one_line(title)}: {told}")
        return " · ".join(found)

    def _table(self) -> Markup:
        say = translator(self.lang)
        words = [str(word) for word in self.confusion.index]
        rows = [
            (
                word,
                [
                    (_cell(word, given, n), number(n, self.lang))
                    for given, n in zip(words, row, strict=True)
                ],
            )
            for word, row in zip(words, self.confusion.to_numpy().tolist(), strict=True)
        ]
        return render(
            "confusion.html",
            caption=say("What was answered (columns) where the key says (rows)"),
            looks=LOOKS,
            say=say,
            words=words,
            rows=rows,
        )


def by_chance(rate: float, lang: str) -> str:
    """Say what guessing gives, from 0 to 1; nothing where that is NaN."""
    if rate != rate:  # noqa: PLR0124  (NaN is not itself)
        return ""
    told = translator(lang)("guessing gives {percent}%").format(percent=round(100 * rate))
    return number(told, lang)


def _cell(expected: str, given: str, times: int) -> str:
    return "none" if not times else "right" if expected == given else "wrong"


def report(
    scores: pd.DataFrame,
    lang: str | None = None,
    *,
    titles: Mapping[str, str] | None = None,
    numbers: Mapping[str, str] | None = None,
) -> Report:
    """Sum up scores for one learner or a class.

    Parameters
    ----------
    scores
        A frame ``scores`` of one or many learners; it is not changed.
    lang
        ``"ar"`` or ``"en"``; without it the language of the exercise, when there is only one,
        else English.
    titles
        What exercises are called, by id; else their ids.
    numbers
        What statements are called, by id; else by their place in the article.

    Returns
    -------
    Report
        Prints as text, and as a table in a notebook. Without answers it says so.

    Raises
    ------
    FrameError
        If `scores` is not a frame of scores.
    KitError
        If the interface does not speak `lang`.
    """
    check(scores, "scores")
    exercises = tuple(dict.fromkeys(map(str, scores["exercise_id"])))
    lang = check_language(lang) if lang is not None else _language(exercises)
    learners = {tidy_name(str(name)) for name in scores["learner_id"].unique()}
    names = friendly_names(sorted(learners))
    given = answered(scores)
    table = confusion(scores)
    confusions = _confusions(table)
    right = Share(int(given["accepted"].sum()), len(given))
    again = _again(given)
    titles = titles or {}
    called = tuple(titles.get(name, name) for name in exercises)
    return Report(
        lang=lang,
        exercises=exercises,
        learners=len(learners),
        right=right,
        unanswered=len(scores) - len(given),
        accuracy=accuracy(scores),
        trusted=trusted(scores),
        doubted=doubted(scores),
        mixed=mixed_up(scores),
        chance=guessed(scores),
        again=again,
        confusions=confusions,
        next_step=next_step(right, confusions, translator(lang)),
        titles=called or tuple(titles.values()),
        names=tuple(names.values()),
        friendly=any(name != called for name, called in names.items()),
        confusion=table,
        called=_called(given, again, titles, numbers or {}, lang),
    )


def _called(
    given: pd.DataFrame,
    again: tuple[tuple[str, Share], ...],
    titles: Mapping[str, str],
    numbers: Mapping[str, str],
    lang: str,
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what to look at again as a reader knows it: an exercise, and numbers in it."""
    home = dict(zip(given["statement_id"], given["exercise_id"], strict=True))
    found: dict[str, list[str]] = {}
    for statement, _ in again:
        place = number(statement.rpartition("#")[2], lang)
        found.setdefault(str(home[statement]), []).append(numbers.get(statement, place))
    return tuple((titles.get(name, name), tuple(at)) for name, at in found.items())


def _language(exercises: tuple[str, ...]) -> str:
    found = {name.rpartition(".")[2] for name in exercises}
    lang = found.pop() if len(found) == 1 else ""
    return lang if lang in LANGUAGES else "en"


def _confusions(table: pd.DataFrame) -> tuple[tuple[str, str, int], ...]:
    words = [str(word) for word in table.index]
    cells = [
        (expected, given, times)
        for expected, row in zip(words, table.to_numpy().tolist(), strict=True)
        for given, times in zip(words, row, strict=True)
        if expected != given and times
    ]
    return tuple(sorted(cells, key=lambda cell: -cell[2]))


def _again(given: pd.DataFrame) -> tuple[tuple[str, Share], ...]:
    shares = [
        (str(name), Share(int((~rows["accepted"]).sum()), len(rows)))
        for name, rows in given.groupby("statement_id", sort=False)
    ]
    wrong = [item for item in shares if item[1].part]
    return tuple(sorted(wrong, key=lambda item: -item[1].rate)[:_SHOWN])


@cache
def report_style() -> Markup:
    """Return the style of a report, which has the colours of the marks."""
    css = render("report.css", looks=LOOKS, paper=PAPER)
    return render("style.html", css=css)
