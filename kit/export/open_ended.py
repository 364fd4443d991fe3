"""What a page needs to compare an answer that no list holds: marked words, hands in an order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kit.exercises.frame.face import Face


def spots(face: Face, *, feedback: bool) -> dict[str, Any]:
    """Return by item what an answer is compared with; nothing where answers are looked up."""
    del face, feedback
    return {}
