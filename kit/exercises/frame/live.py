"""A part of a page that follows an exercise: it is made anew after each answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import traitlets

from kit.exercises.frame.guarded import GuardedLayout
from kit.exercises.frame.paper import Papered
from kit.exercises.frame.shown import framed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import pandas as pd

_HERE = Path(__file__).parent


class Shown(Protocol):
    """What prints as text, and as HTML in a notebook."""

    def _repr_html_(self) -> str: ...


class Followed(Protocol):
    """What is worked on: an exercise, or a box that shows now one and now another."""

    @property
    def exercise_id(self) -> str:
        """What it is called in logs and frames; empty where nothing is shown."""

    @property
    def title(self) -> str:
        """What is worked on."""

    @property
    def lang(self) -> str:
        """The language that it speaks to its learner."""

    @property
    def numbers(self) -> dict[str, str]:
        """The number by which it calls each item."""

    @property
    def answers(self) -> pd.DataFrame:
        """The frame ``answers``."""

    @property
    def scores(self) -> pd.DataFrame:
        """The frame ``scores``."""

    @property
    def undecided(self) -> Collection[str]:
        """Items whose wrong answer may be tried once more."""

    def observe(self, handler: Callable[[Any], None], names: str) -> None:
        """Call back when ``changes`` does."""


S = TypeVar("S", bound=Shown)


class Live(Papered, Generic[S]):
    """What is shown of an exercise, always as it is now.

    Parameters
    ----------
    exercise
        What is followed, an exercise or a box with exercises.
    make
        Makes what is shown; called at once, and after each answer.

    Attributes
    ----------
    now
        What is shown, such as a `kit.Report`.
    """

    _esm = _HERE / "results.js"
    _css = _HERE / "results.css"
    html = traitlets.Unicode().tag(sync=True)
    """What the page shows."""

    def __init__(self, exercise: Followed, make: Callable[[], S]) -> None:
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
