"""How sorting looks: a statement with its answers, and the verdict with its evidence."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypedDict, cast

from kit.core.codebook import SCHEMES, Scheme, student_view
from kit.core.text import direction, visible
from kit.engine.explain import explain_each
from kit.exercises.frame import contract
from kit.exercises.frame.face import Answered, Face
from kit.exercises.sorter.mistakes import why_not
from kit.exercises.task import Choice
from kit.measures import HALFWAY, NEEDED, WINDOW, false_mastery, is_mastered, mastery

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.core.rows import Suggestion
    from kit.exercises.frame.wishes import Sent
    from kit.exercises.sorter.task import Sorting
    from kit.lessons.lesson import Lesson


class Paragraph(TypedDict):
    """A paragraph of the whole article: its statements, and the style of its zone."""

    lang: str
    dir: contract.Direction
    form: str
    texts: list[str]


class SorterFixed(TypedDict):
    """The labels, and the article, if it can be seen whole."""

    options: list[contract.Option]
    article: list[Paragraph]


class SorterAsk(TypedDict):
    """The statement asked about."""

    statement: contract.Statement


class SorterTold(TypedDict):
    """The statement with its evidence marked, and the kinds that are."""

    statement: contract.Statement
    legend: list[contract.Kind]


class SorterState(TypedDict):
    """Whether one statement is shown, or the whole article."""

    view: contract.Mode


class SorterFace(Face):
    """Sorting, one statement after the other or in the whole article."""

    kind = "sorter"
    rounds = True
    adds = contract.Adds(SorterFixed, SorterAsk, SorterTold, every_state=SorterState)
    task: Sorting

    def __init__(self, lesson: Lesson, task: Sorting, *, whole: bool = True) -> None:
        super().__init__(lesson, task)
        self.views = ("one", "article") if whole else ("one",)
        self.retries = not lesson.drafted

    @property
    def _options(self) -> list[contract.Option]:
        return self.words.options(cast("Scheme", self.task.scheme))

    def print_notes(self) -> Sequence[str]:
        """Return the answers to choose from, each with its meaning."""
        return [f"{option['name']} ({option['gloss']})" for option in self._options]

    def fixed(self) -> SorterFixed:
        """Return the answers and the article."""
        return {
            "options": self._options,
            "article": self._paragraphs() if len(self.views) > 1 else [],
        }

    def _paragraphs(self) -> list[Paragraph]:
        """Return the article as a page shows it whole: paragraphs of numbered statements."""
        found: dict[int, Paragraph] = {}
        for row in self.rows.values():
            form = row.zone if self.words.zone(row.zone) else "body"
            new: Paragraph = {
                "lang": row.lang,
                "dir": direction(row.lang),
                "form": form,
                "texts": [],
            }
            found.setdefault(row.paragraph, new)["texts"].append(visible(row.text))
        return list(found.values())

    def read(self, sent: Sent) -> Choice:
        """Return the label that was sent."""
        return Choice(sent.label(self.task.scheme))

    def choices(self, item: str) -> Iterator[Choice]:
        """Yield the labels of the scheme."""
        del item
        yield from map(Choice, SCHEMES[self.task.scheme])

    def hints(self, item: str) -> tuple[str, ...]:
        """Return the question, where to look, and the rule; a draft has none."""
        return () if self.lesson.drafted else self.task.hints(item)

    def tell(self, answered: Answered) -> contract.Part:
        """Return the statement with its evidence, and the verdict."""
        key = self.task.entry(answered.item)
        evidence: dict[contract.Kind, str] = {
            "source": key.source,
            "cue": key.cue,
            "hedge": key.hedge_words,
        }
        statement = self.statement(answered.item, evidence)
        held = {kind for piece in statement["pieces"] for kind in piece["marks"]}
        return {
            "statement": statement,
            "legend": [kind for kind in evidence if kind in held],
            "verdict": self._why(answered),
        }

    def tell_again(self, answered: Answered) -> contract.Part:
        """Return the statement, and why the choice fails."""
        label, say = answered.choice.label, self.words.say
        verdict: contract.Verdict = {
            "tone": "wrong",
            "label": label,
            "right": False,
            "head": say("not_quite"),
            "own_said": say("own", answer=self.words.answer(label)),
            "why": self._why_not(answered),
            "again": True,
            "lines": [],
        }
        return {"statement": self.statement(answered.item), "legend": [], "verdict": verdict}

    def _why_not(self, answered: Answered) -> str:
        """Say why a choice fails; of a draft nobody knows that."""
        if self.lesson.drafted:
            return ""
        label = (answered.second or answered.choice).label
        key = self.task.entry(answered.item)
        return why_not(label, key, self.words.answer(label), self.words.lang)

    def _why(self, answered: Answered) -> contract.Verdict:
        say, answer, mark = self.words.say, self.words.answer, answered.mark
        label, second = answered.choice.label, answered.second
        own_said = say("own", answer=answer(label))
        if second:
            first, label = answer(label), second.label
            mark = self.task.mark(answered.item, second)
            own_said = say("first_counts", answer=first, second=answer(label))
        expected, others = self.task.expected(answered.item)
        own, right = answer(label), mark.accepted
        if second and right:
            head = say("second_right", answer=own)
        elif label == expected:
            head = say("agrees_draft" if self.lesson.drafted else "right", answer=own)
        elif right:
            head = say("accepted", answer=own)
        else:
            head = say(self.by("wrong"), answer=answer(expected))
        defended = [one for one in (expected, *others) if one != label] if right else others
        names = " / ".join(map(answer, defended))
        return {
            "tone": "part" if second and right else self.tone(mark),
            "label": label if right else expected,
            "right": answered.mark.accepted,
            "head": head,
            "own_said": "" if right and not second else own_said,
            "why": "" if right else self._why_not(answered),
            "reason": visible(mark.feedback),
            "differ": say("differ", answer=names) if others and names else "",
            "rule": self._rule(answered.item, expected),
            "lines": self.going(
                [self.task.mark(item, one).accepted for item, one in answered.so_far]
            ),
        }

    def going(self, last: Sequence[bool]) -> list[str]:
        """Return how far the learner is, among single statements, which train the same."""
        if not self.lesson.single:
            return []
        now = mastery(last)
        name = "mastered" if is_mastered(now) else "mastery" if now.part else "mastery_none"
        figures = {
            "right": now.part, "last": now.whole, "needed": NEEDED, "window": WINDOW,
            "percent": round(100 * HALFWAY), "chance": round(100 * false_mastery()),
        }  # fmt: skip
        return [self.words.say(name, **figures)]

    def _rule(self, item: str, expected: str) -> str:
        """Say which of the engine's rules fits, or that the engine sees it otherwise."""
        row = self._suggested.get(item)
        if row is None:
            return ""
        label = row.label if self.task.scheme == "codebook" else student_view(row.label)
        rule, say = row.rules[0], self.words.say
        if self.lesson.drafted:
            return say("rule_draft", rule=rule)
        if label == expected:
            return say("rule", rule=rule, why=visible(row.why(self.words.lang)))
        return say("engine", answer=self.words.answer(label), rule=rule)

    @cached_property
    def _suggested(self) -> dict[str, Suggestion]:
        """The engine's suggestions; made with the first verdict, as nobody needs them before."""
        found = explain_each(self.lesson.article_rows)
        return {row.statement_id: row for one in found for row in one.labels}
