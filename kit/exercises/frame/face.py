"""How an exercise looks: a lesson, a task and words give what is shown. Nothing here needs a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast

from kit.core.text import direction, visible
from kit.exercises.frame import contract
from kit.exercises.frame.passage import passage
from kit.exercises.frame.printed import printed
from kit.exercises.frame.wording import Words
from kit.languages.interface import decimal, number
from kit.show.pages import retold_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kit.core.rows import Statement
    from kit.exercises.frame.wishes import Sent
    from kit.exercises.task import Choice, LessonTask, Mark, Task
    from kit.lessons.lesson import Lesson


@dataclass(frozen=True, slots=True)
class Answered:
    """An item with its answer.

    Attributes
    ----------
    item, choice, mark
        What was asked, what the learner chose, and what that earned.
    so_far
        Every item answered until now with its choice, the oldest first; this one among them.
    second
        What was chosen at a second try, which earns nothing.
    """

    item: str
    choice: Choice
    mark: Mark
    so_far: tuple[tuple[str, Choice], ...] = ()
    second: Choice | None = None


class Face:
    """What a page shows of a task on a lesson; each exercise changes what differs.

    Parameters
    ----------
    lesson, task
        What is worked on, and what is asked.
    """

    kind: ClassVar[str]
    """The folder of the exercise; its words are found by it."""
    nothing: ClassVar[str] = "nothing"
    """The name of what is said where there is nothing to answer."""
    adds: ClassVar[contract.Adds] = contract.Adds()
    """What this exercise adds to the page contract."""
    rounds: ClassVar[bool] = False
    """Whether it can be begun anew, as a round that does not count."""
    retries: bool = False
    """Whether a wrong answer may be tried once more before the key is told."""
    drafts: ClassVar[tuple[str, str, str]] = ("same_draft", "partly_draft", "otherwise_draft")
    """The names of what is said where the key is the engine's: it agrees, in part, or not."""
    views: tuple[str, ...] = ()
    """The ways to look at an exercise, if there are several; the first is the usual one."""
    task: Task

    def __init__(self, lesson: Lesson, task: Task) -> None:
        self.lesson, self.task = lesson, task
        self.words = Words(lesson.lang)
        self.rows: dict[str, Statement] = {row.statement_id: row for row in lesson.statement_rows}
        self.items = tuple(str(item) for item in task.items)
        self.places = {item: place for place, item in enumerate(self.items)}
        self._numbers = {name: at for at, name in enumerate(self.rows)}

    # what an exercise changes

    def title(self) -> str:
        """Return what stands above the exercise."""
        return visible(self.lesson.title)

    def retold(self) -> str:
        """Return the line that marks real news told anew; empty for any other story."""
        return retold_said(self.lesson, self.words.lang)

    def printed(self) -> str:
        """Return the exercise as HTML without scripts; nothing of the key, nothing of answers."""
        return printed(self.lesson, self.words, self.ask_words["ask"], self.print_notes())

    def print_notes(self) -> Sequence[str]:
        """Return what stands below the question where no script runs."""
        return ()

    def fixed(self) -> Mapping[str, object]:
        """Return what else never changes."""
        return {}

    def ask(self, item: str) -> Mapping[str, object]:
        """Return what an open item shows; nothing of the key."""
        return {"statement": self.statement(item)}

    def tell(self, answered: Answered) -> Mapping[str, object]:
        """Return what an answered item shows: the verdict, and more."""
        raise NotImplementedError

    def tell_again(self, answered: Answered) -> Mapping[str, object]:
        """Return what an item shows that may be tried once more; nothing of the key."""
        choice, say = answered.choice, self.words.say
        verdict: contract.Verdict = {
            "tone": self.tone(answered.mark),
            "right": False,
            "head": say("not_quite"),
            "own_said": say("own", answer=self.own_words(answered.item, choice)),
            "why": self._why_said(answered),
            "again": True,
            "lines": [],
        }
        if choice.label:
            verdict["label"] = choice.label
        return {**self.shown_again(answered), "verdict": verdict}

    def shown_again(self, answered: Answered) -> Mapping[str, object]:
        """Return what stands beside a verdict as long as a second try is open; nothing of the key."""
        return {"statement": self.statement(answered.item)}

    def why_not(self, answered: Answered) -> str:
        """Return one sentence on why a choice fails; it does not name the right one."""
        raise NotImplementedError

    def _why_said(self, answered: Answered) -> str:
        why = visible(self.why_not(answered))
        return why[:1].upper() + why[1:]

    def tell_second(self, answered: Answered, second: Choice) -> contract.Part:
        """Return what an item shows after a second try: its verdict, and which answer counts."""
        mark, say = self.task.mark(answered.item, second), self.words.say
        alone = replace(answered, choice=second, mark=mark, second=None)
        told = dict(self.tell(alone))
        first, last = (self.own_words(answered.item, one) for one in (answered.choice, second))
        counts = say("first_counts", answer=first, second=last)
        verdict = {**cast("contract.Verdict", told["verdict"]), "right": False, "own_said": counts}
        if mark.accepted:
            verdict |= {"tone": "part", "head": say("second_right", answer=last)}
        else:
            verdict["why"] = self._why_said(alone)
        return told | {"verdict": verdict}

    def read(self, sent: Sent) -> Choice:
        """Return the choice that a page sent, or raise `Refused`."""
        raise NotImplementedError

    def read_along(self, sent: Sent) -> Mapping[str, object]:
        """Return what can be said of a choice before it is committed."""
        del sent
        return {}

    def choices(self, item: str) -> Iterator[Choice]:
        """Yield all that can be answered, where that is a list with an end."""
        del item
        yield from ()

    def hints(self, item: str) -> tuple[str, ...]:
        """Return what helps with an item, the mildest first."""
        del item
        return ()

    def result(self, marks: Sequence[Mark]) -> str:
        """Return what all answers together earned."""
        right = sum(mark.accepted for mark in marks)
        points = round(sum(mark.points for mark in marks), 3)  # marks have three decimals
        if self.lesson.drafted:
            return self.words.say("result_draft", right=right, total=len(self.items))
        if points == right:
            return self.words.say("result", right=right, total=len(self.items))
        shown = decimal(points, self.words.lang)
        return self.words.say("points", points=shown, total=len(self.items))

    def counted_apart(self, item: str) -> bool:
        """Tell whether the result counts right answers to an item apart from most others."""
        del item
        return False

    def going(self, last: Sequence[bool]) -> Sequence[str]:
        """Return what a verdict says besides of how the answers given last went, the oldest first."""
        del last
        return ()

    def review(self) -> Mapping[str, object]:
        """Return what else stands in the review."""
        return {}

    def answer_in_words(self, item: str, choice: Choice) -> str:
        """Return the learner's answer in words."""
        del item
        return self.words.answer(choice.label) if choice.label else ""

    def own_words(self, item: str, choice: Choice) -> str:
        """Return the learner's answer as words within a sentence, or that there are none."""
        said = visible(self.answer_in_words(item, choice)).rstrip(".")
        return said or self.words.say("no_source")

    def key_in_words(self, answered: Answered) -> str:
        """Return what the key says, for the review; nothing where the answer says the same."""
        choice, mark = answered.choice, answered.mark
        if choice.label == mark.expected or not choice.label:
            return ""
        return self.words.say(self.by("key"), answer=self.words.answer(mark.expected))

    def line(self, item: str) -> contract.Text:
        """Return the words that stand for an item in a list."""
        row = self.rows[item]
        return {"text": visible(row.text), "lang": row.lang, "dir": direction(row.lang)}

    def weight(self, item: str) -> int:
        """Return how wide an item is in the strip."""
        return len(self.rows[item].text) if item in self.rows else 60

    def as_sent(self, choice: Choice) -> contract.Sending:
        """Return a choice as a page would send it."""
        given = [list(part) if isinstance(part, tuple) else part for part in choice.given]
        return {"label": choice.label, "given": given}

    # what exercises put their parts together from

    @property
    def ask_words(self) -> dict[str, str]:
        """The words of this exercise that the page gets."""
        return self.words.asked(self.kind)

    def number(self, item: str) -> str:
        """Return an item's number: a statement's in its article, another one's in the exercise."""
        whole = item in self._numbers and not self.lesson.single
        places = self._numbers if whole else self.places
        return number(places[item] + 1, self.words.lang)

    def by(self, name: str) -> str:
        """Return a message's name for a key, or for the engine's draft."""
        return f"{name}_draft" if self.lesson.drafted else name

    def statement(
        self, item: str, evidence: dict[contract.Kind, str] | None = None
    ) -> contract.Statement:
        """Return a statement in its paragraph, with words marked by kind."""
        row = self.rows[item]
        zone = self.words.zone(row.zone)
        return {
            "id": item,
            "lang": row.lang,
            "dir": direction(row.lang),
            "zone": " – ".join(filter(None, (self.number(item), zone))),
            "form": row.zone if zone else "body",
            "pieces": passage(*self.lesson.around(item), item, evidence),
        }

    def verdict(self, mark: Mark, head: str, lines: Sequence[str] = ()) -> contract.Verdict:
        """Return a verdict for tasks whose points come in parts."""
        return {
            "tone": self.tone(mark),
            "right": mark.accepted,
            "head": head,
            "lines": [visible(line) for line in lines if line],
        }

    def tone(self, mark: Mark) -> Literal["right", "part", "wrong"]:
        """Return how a verdict looks; nobody is wrong against the engine."""
        if mark.accepted:
            return "right"
        return "part" if mark.points or self.lesson.drafted else "wrong"

    def key_hints(self, item: str) -> tuple[str, ...]:
        """Return the hint that the key gives to a statement, if it gives one."""
        lang = self.words.lang
        found = (entry.hint(lang) for entry in self.lesson.entries if entry.statement_id == item)
        return tuple(filter(None, found))

    def part_head(self, mark: Mark) -> str:
        """Say which part of the points was earned; the engine's suggestions give none."""
        if self.lesson.drafted:
            at = 0 if mark.accepted else 1 if mark.points else 2
            return self.words.say(self.drafts[at])
        if mark.accepted:
            return self.words.say("all_right")
        share = number(round(100 * mark.points / (mark.max_points or 1)), self.words.lang)
        return self.words.say("part" if mark.points else "not_yet", share=share)

    def listed(self, answered: Answered) -> contract.Listed:
        """Return an answered item as the review lists it."""
        item, choice, mark = answered.item, answered.choice, answered.mark
        own, line = self.answer_in_words(item, choice), self.line(item)
        points = round(mark.points / mark.max_points, 2) if mark.max_points else 1
        least = 0.5 if self.lesson.drafted else 0
        return {
            "id": item,
            "number": self.number(item),
            "text": line["text"],
            "lang": line["lang"],
            "dir": line["dir"],
            "own": choice.label,
            "own_said": self.words.say("own", answer=visible(own)) if own else "",
            "right": mark.accepted,
            "points": max(points, least),
            "key_said": self.key_in_words(answered),
            "reason": visible(mark.feedback),
        }


class StoryFace(Face):
    """The face of an exercise on one story."""

    task_type: ClassVar[type[LessonTask]]
    """What is asked."""

    def __init__(self, lesson: Lesson) -> None:
        super().__init__(lesson, self.task_type.for_lesson(lesson))


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of one answer to one item: its verdict, and its line in the review."""

    told: Mapping[str, Any]
    listed: Mapping[str, Any]


def table(face: Face) -> dict[tuple[str, Choice], Shown]:
    """Return what is shown for every item and every answer to it, where answers can be listed.

    This is all that a page needs to go on without Python. Exercises whose answers have no end
    (marked words, written sentences) give an empty table.
    """
    found = {}
    for item in face.items:
        for choice in face.choices(item):
            answered = Answered(item, choice, face.task.mark(item, choice), ((item, choice),))
            found[item, choice] = Shown(face.tell(answered), face.listed(answered))
    return found
