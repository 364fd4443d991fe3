"""The script and the style of a page: the exercises' own, joined once, and what replays them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kit.exercises.frame.assets import joined

_HERE: Final = Path(__file__).parent


def driver() -> str:
    """Return the script that goes through recordings; it needs no page."""
    return joined(_HERE / "driver.js")
