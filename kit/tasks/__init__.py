"""The exercises without a face: what is asked, and what an answer earns."""

from kit.tasks.base import Answer, Mark, Marked, Task, exercise_of
from kit.tasks.chaining import Chaining
from kit.tasks.checking import Checking
from kit.tasks.comparing import Comparing
from kit.tasks.heading import Heading
from kit.tasks.marking import Marking
from kit.tasks.rewriting import Rewriting
from kit.tasks.sorting import Sorting
from kit.tasks.swapping import Swapping

__all__ = [
    "Answer", "Chaining", "Checking", "Comparing", "Heading", "Mark", "Marked", "Marking", "Rewriting",
    "Sorting", "Swapping", "Task", "exercise_of",
]  # fmt: skip
