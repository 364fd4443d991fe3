"""Hand-ins held against the teacher's own keys; each mark is worked out once for a whole class."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from kit.core.errors import KitError, LessonError, unknown
from kit.exercises.scores import scores_of
from kit.exercises.scoring import TASKS, tasks_of
from kit.languages.interface import LANGUAGES
from kit.lessons.folders import list_lessons, load_lesson
from kit.lessons.items import list_items, load_items

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kit.core.rows import Answer, Score
    from kit.exercises.task import Choice, Mark, Task
    from kit.grading.reading import HandIn
    from kit.lessons.lesson import Lesson


@dataclass(frozen=True, slots=True)
class Marked:
    """What a hand-in earned.

    Attributes
    ----------
    scores
        A row for each item of the exercise, also those without an answer; empty where nothing
        could be marked.
    flags
        What is odd, counted: ``foreign`` (answers to what the exercise does not ask), ``edition``
        (answers to another edition of the article).
    """

    scores: tuple[Score, ...]
    flags: Mapping[str, int]

    @property
    def points(self) -> float:
        """Points of all items."""
        return sum(row.points for row in self.scores)

    @property
    def most(self) -> float:
        """Points that could be reached."""
        return sum(row.max_points for row in self.scores)


class _Remembered:
    """A task that marks each choice once: a class makes the same few again and again."""

    def __init__(self, task: Task) -> None:
        self.name, self.scheme, self.items = task.name, task.scheme, tuple(task.items)
        self._task = task
        self._marks: dict[tuple[Any, ...], Mark] = {}

    def mark(self, item: str, choice: Choice) -> Mark:
        """As the task does."""
        if len(self._marks) > 100_000:  # noqa: PLR2004  (texts of learners' own are all different)
            self._marks.clear()
        name = (item, *choice)
        if name not in self._marks:
            self._marks[name] = self._task.mark(item, choice)
        return self._marks[name]


@dataclass(frozen=True, slots=True)
class _Asked:
    lesson: Lesson
    tasks: Mapping[str, Task]
    items: frozenset[str]
    key: str


class Marker:
    """Marks hand-ins.

    Parameters
    ----------
    lessons
        Names of lessons and sets of items that are graded; all that were answered, if there are
        none.
    folder
        Where your own lessons are.

    Raises
    ------
    LessonError
        If there is no lesson of such a name.
    """

    def __init__(self, lessons: Iterable[str] = (), folder: str | Path | None = None) -> None:
        self.wanted = frozenset(lessons)
        self.folder = folder
        known = {*list_lessons(folder), *list_items(folder)}
        for name in sorted(self.wanted - known):
            raise LessonError(unknown("lesson", name, known))
        self._asked: dict[str, _Asked | KitError] = {}

    def wants(self, exercise: str) -> bool:
        """Tell whether an exercise is to be graded."""
        return not self.wanted or exercise.partition(".")[0] in self.wanted

    def lesson(self, exercise: str) -> Lesson:
        """Return the lesson of an exercise; raises as `mark`."""
        return self._task(exercise).lesson

    def key(self, exercise: str) -> str:
        """Return what tells this edition of a key from any other; raises as `mark`."""
        return self._task(exercise).key

    def mark(self, hand_in: HandIn) -> Marked:
        """Hold a hand-in against the key; of each item the first answer counts.

        Raises
        ------
        KitError
            If there is no such lesson or exercise, or its key is not sound.
        """
        asked = self._task(hand_in.exercise)
        first: dict[str, Answer] = {}
        foreign, edition = 0, 0
        for row in hand_in.rows:
            if row.text_hash not in {"", asked.lesson.text_hash}:
                edition += 1
            elif row.statement_id not in asked.items or row.scheme not in asked.tasks:
                foreign += 1
            elif row.attempt == 1:
                first.setdefault(row.statement_id, row)
        flags = {"foreign": foreign, "edition": edition}
        scores: Sequence[Score] = scores_of(
            list(first.values()), asked.tasks, asked.lesson.lang, complete=True
        )
        return Marked(tuple(scores), {name: times for name, times in flags.items() if times})

    def _task(self, exercise: str) -> _Asked:
        if exercise not in self._asked:
            try:
                self._asked[exercise] = self._load(exercise)
            except KitError as error:
                self._asked[exercise] = error
        found = self._asked[exercise]
        if isinstance(found, KitError):
            raise found
        return found

    def _load(self, exercise: str) -> _Asked:
        name, _, rest = exercise.partition(".")
        lang, _, task = rest.partition(".")
        if lang not in LANGUAGES or task not in TASKS:
            raise LessonError(
                f"found answers to {exercise}, which no single lesson has the key to; "
                "they are not graded"
            )
        single = name not in list_lessons(self.folder) and name in list_items(self.folder)
        load = load_items if single else load_lesson
        lesson = load(name, lang, self.folder)
        tasks: dict[str, Task] = {
            scheme: _Remembered(one) for scheme, one in tasks_of(task, lesson).items()
        }
        items = frozenset(item for one in tasks.values() for item in one.items)
        told = repr((lesson.entries, lesson.cards)).encode("utf-8", "surrogatepass")
        return _Asked(lesson, tasks, items, sha256(told).hexdigest()[:16])
