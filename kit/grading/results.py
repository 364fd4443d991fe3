"""What each learner is told, and what a school's system takes in: grades, sentences and pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kit.core.codebook import LOOKS, PAPER, SCHEMES, STUDENT_VIEW
from kit.core.text import direction, visible
from kit.languages.interface import decimal, number, translator
from kit.languages.messages import messages
from kit.measures import Share
from kit.show.advice import next_step
from kit.show.html import made, plain, render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from markupsafe import Markup

    from kit.grading.book import Book, Grade, Known
    from kit.grading.marking import Marker

SAID: Final = messages("grading", "feedback")
_MARKS: Final = {"right": "✓", "wrong": "✗", "": ""}
_SORTED: Final = frozenset({"student", "codebook"})


@dataclass(frozen=True, slots=True)
class Result:
    """One learner's grades.

    Attributes
    ----------
    learner, name
        Who, and by what name that nobody else of the book has.
    grades
        What counts, an exercise each.
    sentence
        What the learner is told in one line, in the language of most of the exercises.
    page
        The same with every statement, its key and reason: HTML of its own.
    """

    learner: Known
    name: str
    grades: tuple[Grade, ...]
    sentence: str
    page: str


def results(book: Book, marker: Marker) -> Iterator[Result]:
    """Yield the results of every learner with a grade, by name, a learner at a time.

    Parameters
    ----------
    book
        In its `changes`.
    marker
        Knows the lessons' texts.
    """
    everyone = book.everyone()
    names = called(everyone)
    grades: dict[int, list[Grade]] = {}
    for grade in book.grades():
        grades.setdefault(grade.learner, []).append(grade)
    writer = _Writer(marker)
    for at in range(0, len(everyone), 200):
        part = everyone[at : at + 200]
        rows = {
            learner: list(own)
            for learner, own in groupby(
                book.scores([one.learner for one in part]), key=lambda row: int(row.learner)
            )
        }
        for one in part:
            if one.learner in rows:
                own = tuple(grades[one.learner])
                yield writer.result(one, names[one.learner], own, rows[one.learner])


def called(learners: Iterable[Known]) -> dict[int, str]:
    """Return a name for each learner that no other one has: with a number where two are alike."""
    found: dict[int, str] = {}
    taken: set[str] = set()
    everyone = sorted(learners, key=lambda one: one.learner)
    often = Counter(one.name for one in everyone)
    for one in everyone:
        name, place = one.name, 2
        if often[one.name] > 1 and one.number:
            name = f"{one.name} ({one.number})"
        while name in taken:
            name, place = f"{one.name} ({place})", place + 1
        taken.add(name)
        found[one.learner] = name
    return found


class _Writer:
    """Writes results; a line that a class shares is made once."""

    def __init__(self, marker: Marker) -> None:
        self._marker = marker
        self._lines: dict[tuple[object, ...], Markup] = {}
        self._texts: dict[str, dict[str, str]] = {}
        self._style = made(str(render("feedback.css", looks=LOOKS, paper=PAPER)))

    def result(
        self, who: Known, name: str, grades: tuple[Grade, ...], rows: Sequence[Any]
    ) -> Result:
        spoken = Counter(self._lang(grade.exercise) for grade in grades)
        lang = spoken.most_common(1)[0][0]
        by_exercise = {
            exercise: list(own) for exercise, own in groupby(rows, key=lambda row: row.exercise)
        }
        parts = [self._part(grade, by_exercise.get(grade.exercise, ()), lang) for grade in grades]
        say = translator(lang)
        advice = _advice(rows, lang)
        told = [
            f"{self._title(g.exercise)}: "
            f"{_points(g.points, g.most, by_exercise.get(g.exercise, ()), lang)}"
            for g in grades
        ]
        page = render(
            "page-feedback.html",
            lang=lang,
            dir=direction(lang),
            style=self._style,
            title=made(plain(say(SAID["head"]).format(name=name))),
            head=say(SAID["head"]).partition("{name}"),
            who=visible(name),
            parts=parts,
            advice=advice,
            say=say,
        )
        return Result(who, name, grades, " · ".join([*told, advice]), str(page))

    def _part(self, grade: Grade, rows: Sequence[Any], face: str) -> Markup:
        lang = self._lang(grade.exercise)
        say = translator(lang)
        lines = [self._line(row, place, lang) for place, row in enumerate(rows, start=1)]
        return render(
            "feedback.html",
            lang=lang,
            dir=direction(lang),
            face=face,
            title=visible(self._title(grade.exercise)),
            points=_points(grade.points, grade.most, rows, lang),
            late=say(SAID["late"]) if grade.late else "",
            lines=lines,
        )

    def _line(self, row: Any, place: int, lang: str) -> Markup:  # noqa: ANN401  (a row of the book)
        name = (row.exercise, place, row.label, row.given, row.points, row.feedback)
        if name not in self._lines:
            if len(self._lines) > 50_000:  # noqa: PLR2004  (learners' own texts are all different)
                self._lines.clear()
            say = translator(lang)
            sorted_ = row.scheme in _SORTED
            said = ("right" if row.accepted else "wrong") if _is_answer(row) else ""
            answer = say(LOOKS[row.label].name) if sorted_ and row.label else ""
            self._lines[name] = render(
                "feedback-line.html",
                place=number(place, lang),
                text=visible(self._text(row.exercise, row.statement)),
                mark=_MARKS[said],
                said=said,
                answer=answer,
                expected=say(LOOKS[row.expected].name)
                if sorted_ and row.label and not row.accepted and row.expected in LOOKS
                else "",
                key=say(SAID["key"]),
                feedback=row.feedback,
                say=say,
            )
        return self._lines[name]

    def _lang(self, exercise: str) -> str:
        return exercise.split(".")[1]

    def _title(self, exercise: str) -> str:
        return self._marker.lesson(exercise).title

    def _text(self, exercise: str, item: str) -> str:
        if exercise not in self._texts:
            lesson = self._marker.lesson(exercise)
            self._texts[exercise] = {
                **{card.card_id: card.text for card in lesson.cards},
                **{row.statement_id: row.text for row in lesson.statement_rows},
            }
        return self._texts[exercise].get(item, "")


def _is_answer(row: Any) -> bool:  # noqa: ANN401  (a row of the book)
    return bool(row.label or row.answered_at)


def _points(points: float, most: float, rows: Iterable[Any], lang: str) -> str:
    """Say what was earned, of how much, and what guessing gives where it can be told."""
    say = translator(lang)
    told = say("{points} of {total} points").format(
        points=decimal(points, lang), total=decimal(most, lang)
    )
    chance = _by_guessing(rows)
    if chance is None:
        return told
    guess = say(SAID["guess"]).format(points=decimal(chance, lang))
    return f"{told} ({guess})"


def _by_guessing(rows: Iterable[Any]) -> float | None:
    """Return the points that choosing among all answers by chance earns; None without a list of them."""
    parts = [(float(row.max_points), len(SCHEMES[row.scheme])) for row in rows]
    if not parts or any(answers == 1 for _, answers in parts):
        return None
    return sum(most / answers for most, answers in parts)


def _advice(rows: Iterable[Any], lang: str) -> str:
    """Return the one sentence on what to practise next, from answers of sorting."""
    given = [row for row in rows if row.label and row.scheme in _SORTED]
    right = Share(sum(bool(row.accepted) for row in given), len(given))
    mistakes = Counter(
        (_view(row.expected, row.scheme), row.label) for row in given if not row.accepted
    )
    confusions = [(expected, label, times) for (expected, label), times in mistakes.items()]
    return next_step(right, confusions, translator(lang)) if given else ""


def _view(label: str, scheme: str) -> str:
    return label if label in SCHEMES[scheme] else STUDENT_VIEW[label]
