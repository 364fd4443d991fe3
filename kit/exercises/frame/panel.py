"""A panel with what it opened below it, in the output of one cell: a box for a text, a choice of forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

import anywidget
import traitlets
from ipywidgets import HTML, VBox

from kit.exercises.frame.contract import ACTIONS
from kit.exercises.frame.gate import Pace, let_in
from kit.exercises.frame.guarded import Guarded, GuardedLayout
from kit.exercises.frame.shown import LIVE, framed, show
from kit.exercises.frame.wishes import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_MOST: Final = 10
"""So often a second a page may ask for something; whoever presses buttons asks once."""


class Panel(Guarded, anywidget.AnyWidget):
    """A page of its own that asks Python for something, and says what came of it.

    Parameters
    ----------
    fixed, state
        What it shows: what never changes, and what may be seen now.
    obey
        Does what the page asked for, from its message and the bytes sent with it; returns the new
        state.
    """

    actions: ClassVar[tuple[Any, ...]] = ACTIONS
    """All that its page may send, as TypedDicts."""

    fixed = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        fixed: Mapping[str, Any],
        state: Mapping[str, Any],
        obey: Callable[[dict[str, Any], bytes], Mapping[str, Any]],
    ) -> None:
        self._obey, self._pace, self._turn = obey, Pace(_MOST), 0
        super().__init__(fixed=dict(fixed), state={"turn": 0, **state}, layout=GuardedLayout())
        self.on_msg(lambda _widget, content, buffers: self.receive(content, buffers))

    def receive(self, content: object, buffers: Sequence[Any] = ()) -> None:
        """Take one message from the page; what makes no sense changes nothing and is counted."""
        try:
            wish, dropped = let_in(content, self.actions)
        except Refused:
            wish, dropped = {}, 1
        self.dropped += dropped
        if not wish or not self._pace.free():
            self.dropped += bool(wish)
            return
        self.tell(self._obey(wish, b"".join(map(bytes, buffers))))

    def tell(self, state: Mapping[str, Any]) -> None:
        """Show what may be seen now."""
        self._turn += 1
        self.state = {"turn": self._turn, **state}

    def close(self) -> None:
        """Leave the page, together with the layout."""
        layout = None if self.comm is None else self.layout
        super().close()
        if layout is not None:
            layout.close()


class Sheet(Guarded, HTML):  # type: ignore[misc]  # ipywidgets has no types
    """A page without scripts, made by the kit, among widgets."""

    def __init__(self, html: str) -> None:
        super().__init__(html, layout=GuardedLayout())

    def close(self) -> None:
        """Leave the page, together with layout and style."""
        parts = () if self.comm is None else (self.layout, self.style)
        super().close()
        for one in parts:
            one.close()


class Stack(Guarded, VBox):  # type: ignore[misc]  # as above
    """A panel, and below it what was opened last."""

    changes = traitlets.Int()
    """How often what stands below has changed, as far as results go; the page is not told."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._below: tuple[Guarded, ...] = ()
        super().__init__([panel], layout=GuardedLayout())

    def put(self, below: Guarded | None) -> None:
        """Show something below the panel, in the place of what was there."""
        before = [one for one in self._below if isinstance(one, Sheet)]
        self._below = tuple(filter(None, [below]))
        self.children = (self._panel, *self._below)
        for one in before:
            one.close()

    def needed(self) -> bool:
        """Tell whether something below holds answers that are not on disk yet."""
        return any(one.needed() for one in self._below)

    def close(self) -> None:
        """Leave the page with all that was shown."""
        layout = None if self.comm is None else self.layout
        for one in self.children:  # none, if it was never made whole
            one.close()
        super().close()
        if layout is not None:
            layout.close()

    def printed(self) -> str:
        """Return what stands where no script runs, as HTML."""
        raise NotImplementedError

    def _ipython_display_(self) -> None:
        """Show the panel, and before it the page that stays where no widget can be shown."""
        data = self._repr_mimebundle_() if self.comm is not None else None
        screen = {name: value for name, value in (data or {}).items() if name == LIVE}
        show(self, {"text/html": framed(self.printed()), "text/plain": repr(self)}, screen, {})
