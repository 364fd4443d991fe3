"""Widgets whose values come from Python alone: what a page says they are is not taken."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar, Final

from ipywidgets import Layout, Widget

from kit.exercises.frame.gate import Pace

if TYPE_CHECKING:
    from collections.abc import Mapping

_REQUESTS: Final = 20
"""So often a second a page may ask for all values; one that opens asks once."""


class Guarded(Widget):  # type: ignore[misc]  # ipywidgets has no types
    """A widget whose values come from Python alone.

    Attributes
    ----------
    dropped
        How much a page has sent that was not its own to send.
    """

    dropped = 0
    most_bytes: ClassVar[int] = 0
    """So many bytes a page may send beside a message; most pages send none."""

    def __init__(self, *args: Any, **values: Any) -> None:  # noqa: ANN401  (as the base has it)
        self._requests, self._corrections = Pace(_REQUESTS), Pace(1)
        self._owed: set[str] = set()
        self._timer: asyncio.TimerHandle | None = None
        super().__init__(*args, **values)

    def needed(self) -> bool:
        """Tell whether it holds what is nowhere else, so that it must not be closed unasked."""
        return False

    def set_state(self, sync_data: Mapping[str, Any]) -> None:
        """Take no value from a page; tell it the true ones again, at most once a second."""
        self.dropped += len(sync_data)
        self._owed.update(name for name in sync_data if name in self.keys)
        self._correct()

    def _correct(self) -> None:
        if self._owed and self._corrections.free():
            owed, self._owed = self._owed, set()
            self.send_state(owed)
        elif self._owed and self._timer is None:
            try:
                self._timer = asyncio.get_running_loop().call_later(1, self._correct_later)
            except RuntimeError:
                return  # without a kernel there is no page, and the next message sees to it

    def _correct_later(self) -> None:
        self._timer = None
        self._correct()

    def _handle_msg(self, msg: Mapping[str, Any]) -> None:
        """Take a message of the widget protocol; a form that it does not have is dropped."""
        content = msg.get("content")
        data = content.get("data") if isinstance(content, dict) else None
        data = data if isinstance(data, dict) else {}
        method, state = data.get("method"), data.get("state")
        buffers = list(msg.get("buffers") or ())
        size = sum(memoryview(one).nbytes for one in buffers)
        if method != "custom" or not self.most_bytes or size > self.most_bytes:
            self.dropped += len(buffers)
            buffers = []
        if method == "update" and isinstance(state, dict):
            self.set_state(state)
        elif method == "custom" and "content" in data:
            self._handle_custom_msg(data["content"], buffers)
        elif method == "request_state" and self._requests.free():
            self.send_state()
        else:
            self.dropped += 1


class GuardedLayout(Guarded, Layout):  # type: ignore[misc]  # as above
    """Where an exercise stands on the page, which the page does not decide either."""
