"""Classes of made-up learners, and what they hand in."""

from __future__ import annotations

import csv
import zipfile
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import kit
from kit.core.codebook import STUDENT_VIEW
from kit.exercises.lines import encode
from kit.grading.book import Book
from kit.grading.desk import grade_class
from kit.grading.grade import Graded, Wishes
from kit.grading.layer import BOOK

if TYPE_CHECKING:
    from pathlib import Path

LESSON = kit.load_lesson("bridge-brief", lang="en")
ARABIC = kit.load_lesson("bridge-brief", lang="ar")
MOST = len(LESSON.entries)
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = START + timedelta(days=1)


def log(
    learner: str,
    wrong: int = 0,
    *,
    lesson: kit.Lesson = LESSON,
    only: int = MOST,
    start: datetime = START,
    **changes: Any,  # noqa: ANN401  (any field of a line)
) -> bytes:
    """Return a log of sorting: right answers, but for the first few."""
    lines = []
    for place, entry in enumerate(lesson.entries[:only]):
        right = STUDENT_VIEW[entry.label]
        near = {STUDENT_VIEW[label] for label in (entry.label, *entry.accept)}
        mistake = next(one for one in ("outlet", "official", "named") if one not in near)
        row = {
            "learner_id": learner, "exercise_id": lesson.exercise_id,
            "statement_id": entry.statement_id, "label": mistake if place < wrong else right,
            "scheme": "student", "text_hash": lesson.text_hash, "confidence": 0.75,
            "answered_at": start + timedelta(seconds=10 * place),
        }  # fmt: skip
        lines.append(encode(row | changes))
    return b"".join(lines)


def put(folder: Path, name: str, data: bytes) -> Path:
    """Write a file below a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def packed(path: Path, files: dict[str, bytes]) -> Path:
    """Write a zip file as a school's system does."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def graded(to: Path, *inputs: Path, book: str | None = None, **wishes: Any) -> Graded:  # noqa: ANN401
    """Grade what was handed in."""
    return grade_class([str(one) for one in inputs], to, Wishes(**wishes), book=book)[0]


def rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file as another program does."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def grades(to: Path) -> dict[str, str]:
    """Return the grade of each name in Moodle's file."""
    return {row["Full name"]: row["Grade"] for row in rows(to / "moodle.csv")}


def contents(url_or_folder: Path | str) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that a gradebook holds, by table."""
    url = url_or_folder if isinstance(url_or_folder, str) else f"sqlite:///{url_or_folder / BOOK}"
    with Book(url) as book, book.changes():
        return book.contents()
