"""The script and the style of a page: the exercises' own, joined once, and what replays them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from kit.exercises.frame.assets import FRAME, ROOM, joined, page_style

if TYPE_CHECKING:
    from collections.abc import Iterable

_HERE: Final = Path(__file__).parent
_SHARED: Final = {"highlighter": "words", "lateral": "words", "cuelab": "writing"}
"""Which part of the frame an exercise shares with others, as its widget says."""


def driver() -> str:
    """Return the script that goes through recordings; it needs no page."""
    return joined(_HERE / "marking.js", _HERE / "driver.js")


def handing() -> str:
    """Return the script that makes hand-in codes and their pictures, and shows them."""
    return joined(*(_HERE / f"{name}.js" for name in ("code", "qr", "handing")))


def script(kinds: Iterable[str], *, system: bool = False) -> str:
    """Return the whole script of a page with these exercises; with `system`, it speaks to one by SCORM.

    Each exercise's own part is a module for a notebook; here it is a function, so that no name of
    one is in the way of another's.
    """
    kinds = list(kinds)
    parts = [joined(FRAME / "frame.js", *(FRAME / f"{name}.js" for name in _shared(kinds)))]
    parts += ["const faces={};\n", *map(_face, kinds), driver()]
    parts += [joined(_HERE / "scorm.js") if system else handing(), joined(_HERE / "page.js")]
    return "".join(parts)


def _shared(kinds: Iterable[str]) -> list[str]:
    return sorted({_SHARED[kind] for kind in kinds if kind in _SHARED})


def _face(kind: str) -> str:
    own = joined(ROOM / kind / "face.js").replace("export default", "return")
    return f"faces.{kind}=(()=>{{{own}}})();\n"


def style(kinds: Iterable[str]) -> str:
    """Return the style sheet of a page with these exercises."""
    kinds = list(kinds)
    return page_style(kinds, _shared(kinds)) + joined(_HERE / "page.css")
