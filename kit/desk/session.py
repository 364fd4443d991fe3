"""One sitting at a lesson in the making: each step is kept at once and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kit.core.errors import LessonError, unknown
from kit.desk import draft as steps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kit.desk.draft import Draft
    from kit.desk.store import Store

ACTIONS: Final[Mapping[str, Callable[..., Draft]]] = {
    "accept": steps.accepted,
    "skip": steps.skipped,
    "go": steps.gone,
    "label": steps.labelled,
    "reason": steps.reasoned,
    "also": steps.also,
    "mark": steps.marked,
    "card": steps.carded,
}
"""What can be done with a draft, by name; the terminal and the notebook know no other ways."""


class Session:
    """A draft, what it was before, and where it is kept.

    Parameters
    ----------
    store
        The lesson's folder.
    draft
        Where to begin.
    keys
        How many keys were pressed for it before.
    """

    def __init__(self, store: Store, draft: Draft, keys: int = 0) -> None:
        self.store = store
        self.draft = draft
        self.keys = keys
        self._past: list[Draft] = []

    @property
    def can_undo(self) -> bool:
        """Whether a step of this sitting can be taken back."""
        return bool(self._past)

    def do(self, action: str, *values: object) -> Draft:
        """Take a step, keep it on the disk, and return what there is now.

        Raises
        ------
        LessonError
            If there is no such step, its values will not do, or it cannot be written; then nothing
            has changed.
        """
        if action not in ACTIONS:
            raise LessonError(unknown("step", action, ACTIONS))
        found = ACTIONS[action](self.draft, *values)
        if found != self.draft:
            self.store.save(found, self.keys)
            self._past.append(self.draft)
            self.draft = found
        return self.draft

    def undo(self) -> Draft:
        """Take the last step back; nothing happens where there is none."""
        if self._past:
            self.store.save(self._past[-1], self.keys)
            self.draft = self._past.pop()
        return self.draft

    def close(self) -> None:
        """Keep how many keys were pressed, where the lesson is not finished."""
        if not self.draft.is_done:
            self.store.save(self.draft, self.keys)
