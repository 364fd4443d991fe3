"""The command `kit grade`, without its printing: open the book, mark, and write what it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.core.errors import AnswerError
from kit.exercises.disk import make_folder
from kit.grading.book import Book, BookError
from kit.grading.grade import Graded, Wishes, grade, look
from kit.grading.inputs import Unread
from kit.grading.layer import BOOK
from kit.grading.marking import Marker
from kit.grading.results import results
from kit.grading.systems import write_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from kit.grading.inputs import Found

    Watched = Callable[[Sequence[Found | Unread]], Iterable[Found | Unread]]


def grade_class(  # noqa: PLR0913  (one for each wish)
    inputs: Sequence[str],
    to: Path,
    wishes: Wishes,
    *,
    book: str | None = None,
    out_of: float | None = None,
    watched: Watched = iter,
) -> tuple[Graded, list[Path]]:
    """Grade what a class handed in, and write its gradebook, files and pages.

    Parameters
    ----------
    inputs
        Logs, texts with hand-in codes, folders and zip files.
    to
        The folder for what is written.
    wishes
        How the class is graded.
    book
        The address of a database; without it ``gradebook.sqlite`` in `to`.
    out_of
        As `kit.grading.systems.write_all`.
    watched
        Goes through the logs one by one, and may show how far it is.

    Returns
    -------
    Graded and list of pathlib.Path
        What was done, and what was written.

    Raises
    ------
    AnswerError
        If none of these is found.
    BookError
        If the book or a file cannot be written.
    LessonError
        If a lesson that is asked for does not exist.
    """
    marker = Marker(wishes.lessons, wishes.folder)  # a name that is wrong costs no folder
    found = look(inputs)
    if all(isinstance(one, Unread) for one in found):
        told = "; ".join(one.why for one in found if isinstance(one, Unread))
        raise AnswerError(
            f"found no answer log (.jsonl) or text with codes to grade: {told or 'nothing is there'}"
        )
    try:
        make_folder(to)
    except OSError as error:
        raise BookError(
            f"{to}: cannot be made ({error.strerror or error}); name another folder by --to"
        ) from None
    with Book(book or f"sqlite:///{(to / BOOK).absolute()}") as opened:
        with opened.changes():
            done = grade(watched(found), opened, wishes)
        with opened.changes():
            columns = {one.exercise: one.most for one in opened.grades()}
            files = write_all(results(opened, marker), to, dict(sorted(columns.items())), out_of)
    return done, files
