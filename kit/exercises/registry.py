"""The exercises there are: a line each, naming its folder, its task and its widget."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from kit.exercises.frame.face import Face
    from kit.exercises.task import LessonTask, Task


class Entry(NamedTuple):
    """One exercise.

    Attributes
    ----------
    folder
        Its folder below ``kit/exercises/``.
    task, widget
        Names of the classes in its ``task.py`` and ``widget.py``; the second is a public name,
        and the class in ``face.py`` is called after it.
    of_one_lesson
        Whether it can be scored from one lesson alone.
    """

    folder: str
    task: str
    widget: str
    of_one_lesson: bool = True

    def load_task(self) -> type[Task]:
        """Return the class of the task; this loads no widget."""
        task: type[Task] = self._load("task", self.task)
        return task

    def load_lesson_task(self) -> type[LessonTask]:
        """Return the class of a task that one lesson is enough for."""
        task: type[LessonTask] = self._load("task", self.task)
        return task

    def load_face(self) -> type[Face]:
        """Return the class of the face; this loads no widget either."""
        face: type[Face] = self._load("face", f"{self.widget}Face")
        return face

    def load_widget(self) -> type[Any]:
        """Return the class of the widget."""
        widget: type[Any] = self._load("widget", self.widget)
        return widget

    def _load(self, module: str, name: str) -> Any:  # noqa: ANN401  (one class or the other)
        return getattr(import_module(f"kit.exercises.{self.folder}.{module}"), name)


EXERCISES: Final = (
    Entry("sorter", "Sorting", "Sorter"),
    Entry("highlighter", "Marking", "Highlighter"),
    Entry("headline", "Heading", "HeadlineCheck"),
    Entry("chain", "Chaining", "ChainBuilder"),
    Entry("lateral", "Checking", "LateralReading"),
    Entry("rewrite", "Rewriting", "Rewrite"),
    Entry("cuelab", "Swapping", "CueLab"),
    Entry("compare", "Comparing", "Compare", of_one_lesson=False),  # it needs the other stories too
)
