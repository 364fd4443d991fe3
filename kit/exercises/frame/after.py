"""What gives answers away is shown once they are given: until then a closed card stands there."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import traitlets

from kit.core.errors import AnswerError
from kit.core.text import direction
from kit.exercises.frame.assets import alone
from kit.exercises.frame.exercise import Exercise
from kit.exercises.frame.guarded import GuardedLayout
from kit.exercises.frame.paper import Papered
from kit.exercises.frame.shown import framed
from kit.exercises.frame.wording import Words
from kit.show.html import plain, render
from kit.show.reports import report_style

if TYPE_CHECKING:
    from collections.abc import Callable


class After(Papered):
    """A closed card that opens when an exercise is done; `after` makes one.

    Attributes
    ----------
    opened
        Whether the exercise is done and the card has opened.
    """

    _esm = alone("after.js")
    _css = alone("after.css")
    html = traitlets.Unicode().tag(sync=True)
    """What the page shows; of what it hides it holds nothing."""

    def __init__(self, exercise: Exercise, make: Callable[[], object]) -> None:
        self._exercise, self._make = exercise, make
        self._words = Words(str(exercise.fixed["lang"]))
        self.opened = False
        super().__init__(html=self._now(), layout=GuardedLayout())
        exercise.observe(self._follow, "state")
        exercise.observe(self._close_again, "moves")

    def _follow(self, _change: object) -> None:
        if not self.opened:  # a round that is begun anew closes nothing
            self.html = self._now()

    def _close_again(self, _change: object) -> None:
        self.opened = False
        self.html = self._now()

    def _now(self) -> str:
        """Return what may be seen by now."""
        strip = self._exercise.state["strip"]
        done = sum(map(bool, strip))  # in the first round: a later one closes nothing
        if done < len(strip):
            return self._closed(len(strip), done)
        self.opened = True
        try:
            return _as_html(self._make())
        except Exception as error:  # noqa: BLE001  (an answer must not be lost over what follows it)
            return self._card(self._words.say("not_shown", why=str(error) or type(error).__name__))

    def _closed(self, total: int, done: int | None = None) -> str:
        words = [self._words.say("closed" if total > 1 else "closed_one", total=total)]
        if done:
            words.append(self._words.say("closed_so_far", done=done, total=total))
        return self._card(*words)

    def _card(self, *lines: str) -> str:
        lang = self._words.lang
        return str(
            render(
                "closed.html",
                lang=lang,
                dir=direction(lang),
                style=report_style(),
                lines=lines,
            )
        )

    def close(self) -> None:
        """Leave the page, and follow the exercise no longer."""
        with suppress(ValueError):  # it was closed before
            self._exercise.unobserve(self._follow, "state")
            self._exercise.unobserve(self._close_again, "moves")
        super().close()

    def __repr__(self) -> str:
        """Say the same on every run, so that a notebook's stored output can be compared."""
        return f"After({self._exercise!r})"

    def _paper(self) -> dict[str, str]:
        """Return the closed card as a page without scripts; it stays closed, whatever is answered."""
        html = framed(self._closed(len(self._exercise.state["strip"])))
        return {"text/html": html, "text/plain": repr(self)}


def _as_html(thing: object) -> str:
    """Return a thing as a notebook would show it, or its text."""
    own = getattr(thing, "_repr_html_", None)
    html = own() if callable(own) else None
    return html if isinstance(html, str) else f"<pre>{plain(str(thing))}</pre>"


def after(
    exercise: Exercise, make: Callable[..., object], *args: object, **options: object
) -> After:
    """Show something as soon as an exercise is done, and a closed card until then.

    What is shown is made when the last question is answered, so that nothing of it is in the page
    before. It then appears by itself; where the exercise was done already, it appears at once. A
    page without a kernel keeps the closed card.

    Parameters
    ----------
    exercise
        What has to be done first, such as a `Sorter`.
    make
        Makes what is shown: any function that returns a plot of the kit, a report, a frame or a
        text, such as `plot_sourcing`. What it raises is told on the card.
    *args, **options
        What `make` is called with.

    Raises
    ------
    AnswerError
        If `exercise` is no exercise, or `make` cannot be called.

    Examples
    --------
    >>> kit.after(sorter, kit.plot_sourcing, lesson)  # doctest: +SKIP
    """
    if not isinstance(exercise, Exercise):
        raise AnswerError(
            f"found {type(exercise).__name__}, expected an exercise such as a Sorter; "
            "write kit.after(sorter, kit.plot_sourcing, lesson)"
        )
    if not callable(make):
        raise AnswerError(
            f"found {type(make).__name__}, expected a function that is called later; "
            "write kit.after(sorter, kit.plot_sourcing, lesson)"
        )
    return After(exercise, lambda: make(*args, **options))
