"""What the output of a cell holds of an exercise: the widget, and before it a page that needs no script.

A viewer without the widget's model or without the net (an exported page, nbviewer, a notebook of
yesterday) shows nothing for a widget, whatever else the same output holds. So the page is an output
of its own, which the widget's style hides as long as the widget is there.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final
from weakref import ReferenceType, ref

from kit.core.text import direction
from kit.exercises.frame.face import Answered
from kit.show.html import made, read_style, render

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kit.exercises.frame.brought import Given
    from kit.exercises.frame.face import Face
    from kit.exercises.frame.guarded import Guarded

LIVE: Final = "application/vnd.jupyter.widget-view+json"


def page(
    face: Face,
    printed: str,
    given: Mapping[str, Given],
    untold: Collection[str] = (),
    *,
    feedback: bool,
) -> str:
    """Return an exercise as HTML without scripts, with the answers given so far.

    Of the key it holds what the learner has been told: nothing of an open item, and nothing at all
    without `feedback`. `untold` are items that may be tried once more.
    """
    words = face.words
    return str(
        render(
            "printed.html",
            style=made(" ".join(read_style("printed.css").split())),
            page=made(printed),
            lang=words.lang,
            dir=direction(words.lang),
            resumed=_resumed(face, given),
            done=words.say("strip", done=len(given), total=len(face.items)),
            answers=_lines(face, given, untold, feedback=feedback),
        )
    )


def _resumed(face: Face, given: Mapping[str, Given]) -> tuple[str, ...]:
    """Return what a saved page says of an exercise that was left before its end."""
    done, total, say = len(given), len(face.items), face.words.say
    if not 0 < done < total:
        return ()
    return say("go_on", done=done, total=total), say("saved_page")


def framed(page: str) -> str:
    """Return HTML as a page that the widget after it hides."""
    style = made(" ".join(read_style("printed.css").split()))
    return str(render("printed.html", style=style, page=made(page), answers=(), resumed=()))


def _lines(
    face: Face, given: Mapping[str, Given], untold: Collection[str], *, feedback: bool
) -> list[str]:
    oldest_first = sorted(given.items(), key=lambda pair: pair[1].answered_at)
    so_far = tuple((item, one.choice) for item, one in oldest_first)
    lines = []
    for item in filter(given.__contains__, face.items):
        choice = given[item].choice
        listed = face.listed(Answered(item, choice, face.task.mark(item, choice), so_far))
        name = listed["number"]
        if face.lesson.single:
            name = f"{name}: {listed['text']}"
        sign = "✓" if listed["right"] else "◐" if listed["points"] > 0 else "✗"
        key = () if item in untold else (listed["key_said"], listed["reason"])
        told = (sign, *key) if feedback else ()
        lines.append(" · ".join(filter(None, (name, listed["own_said"], *told))))
    return lines


def show(
    exercise: Guarded, paper: dict[str, str], screen: dict[str, Any], about: dict[str, Any]
) -> None:
    """Put an exercise into the output of the cell that runs, as a page and as a widget."""
    from IPython.display import display  # noqa: PLC0415  (only a notebook calls this)

    _CELLS.enter(exercise)
    if not screen:  # it was closed
        display(paper, raw=True)  # type: ignore[no-untyped-call]
        return
    display(paper, raw=True, display_id=exercise.model_id)  # type: ignore[no-untyped-call]
    display(screen, metadata=about, raw=True)  # type: ignore[no-untyped-call]


def renew(name: str, paper: dict[str, str]) -> None:
    """Put a page as it is now where it was shown under a name."""
    from IPython.display import update_display  # noqa: PLC0415  (as above)

    update_display(paper, raw=True, display_id=name)  # type: ignore[no-untyped-call]


class _Cells:
    """The exercises that each cell has shown. A front end that names no cells has none closed."""

    def __init__(self) -> None:
        self._shown: dict[str, tuple[str, list[ReferenceType[Guarded]]]] = {}

    def enter(self, exercise: Guarded) -> None:
        """Note that the cell that runs shows an exercise, and close those of its run before.

        A cell that is run again has lost its output. What was in it, and nowhere else, would stay
        in the kernel and be saved with the notebook. One that is still needed waits for a later run.
        """
        cell, run = _running()
        if not cell:
            return
        last, shown = self._shown.get(cell, ("", []))
        if last != run:
            former, shown = shown, []
            self._shown[cell] = run, shown
            shown.append(ref(exercise))
            seen = {id(one()) for _, refs in self._shown.values() for one in refs}
            for one in [found() for found in former]:
                if one is None or id(one) in seen:
                    continue
                if one.needed():
                    shown.append(ref(one))
                else:
                    one.close()
        else:
            shown.append(ref(exercise))


_CELLS: Final = _Cells()


def _running() -> tuple[str, str]:
    """Return the cell that runs and the message that runs it; empty where nobody says."""
    shell = sys.modules["IPython"].get_ipython()
    asked = shell.get_parent() if hasattr(shell, "get_parent") else {}
    cell = asked.get("metadata", {}).get("cellId", "")
    return str(cell), str(asked.get("header", {}).get("msg_id", ""))
