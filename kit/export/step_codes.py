"""What the hand-in codes of a page are made of, for each exercise on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kit.export.codes import Sheet, is_carried, joined_sheet, sheet_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.exercises.frame.face import Face


class StepCode(NamedTuple):
    """What ``handing.js`` has to know of an exercise: the code's head, the way of answering, the items."""

    head: str
    kind: int
    items: tuple[str, ...]


def codes_of(faces: Sequence[Face | None]) -> list[dict[str, object] | None]:
    """Return for each face a `StepCode` as JSON has it; None for none, or where no code carries its answers.

    Parts of one exercise, such as the core of a story and its rest, have one code together.
    """
    sheets = [_sheet(face) if face else None for face in faces]
    found: list[dict[str, object] | None] = []
    for face, sheet in zip(faces, sheets, strict=True):
        if face is None or sheet is None:
            found.append(None)
            continue
        parts = [one for one in sheets if one and _alike(one) == _alike(sheet)]
        order = [row.statement_id for row in face.lesson.statement_rows]
        whole = joined_sheet(parts, order) if len(parts) > 1 and not sheet.hands else sheet
        found.append(StepCode(whole.head, whole.kind, whole.items)._asdict())
    return found


def _sheet(face: Face) -> Sheet | None:
    return sheet_of(face.lesson, face.task) if is_carried(face.task.scheme) else None


def _alike(sheet: Sheet) -> tuple[str, str, int]:
    return sheet.exercise_id, sheet.text_hash, sheet.kind
