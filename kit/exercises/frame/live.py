"""A part of a page that follows an exercise: it is made anew after each answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import traitlets

from kit.exercises.frame.guarded import GuardedLayout
from kit.exercises.frame.paper import Papered
from kit.exercises.frame.shown import framed

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.exercises.frame.exercise import Exercise

_HERE = Path(__file__).parent


class Shown(Protocol):
    """What prints as text, and as HTML in a notebook."""

    def _repr_html_(self) -> str: ...


S = TypeVar("S", bound=Shown)


class Live(Papered, Generic[S]):
    """What is shown of an exercise, always as it is now.

    Parameters
    ----------
    exercise
        The exercise that is followed.
    make
        Makes what is shown; called at once, and after each answer.

    Attributes
    ----------
    now
        What is shown, such as a `kit.Report`.
    """

    _esm = _HERE / "live.js"
    _css = _HERE / "live.css"
    html = traitlets.Unicode().tag(sync=True)
    """What the page shows."""

    def __init__(self, exercise: Exercise, make: Callable[[], S]) -> None:
        self._make = make
        self.now = make()
        super().__init__(html=self.now._repr_html_(), layout=GuardedLayout())
        exercise.observe(self._follow, "changes")

    def _follow(self, _change: object) -> None:
        self.now = self._make()
        self.html = self.now._repr_html_()
        self._renew()

    def __str__(self) -> str:
        """Return what is shown as plain text."""
        return str(self.now)

    def __repr__(self) -> str:
        """Name what is shown; the same on every run, so that a stored output can be compared."""
        return repr(self.now)

    def _paper(self) -> dict[str, str]:
        return {"text/html": framed(self.now._repr_html_()), "text/plain": repr(self)}
