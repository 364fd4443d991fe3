"""Words in a picture: in fonts that are there, letter for letter, and no wider than their room."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from matplotlib import font_manager
from matplotlib.text import Text

from kit.core.codebook import PAPER

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# A stored notebook is opened in light and in dark themes, so the picture brings its own paper; the
# style sent with it (templates/picture.css) turns ink and paper round where the theme is dark.
PAGE: Final = PAPER["light"]
INK: Final = "#1c2430"
# Naskh, for the eye, comes with the kit; DejaVu Sans comes with matplotlib and writes both scripts.
_FONTS: Final = {
    "ar": ("Noto Naskh Arabic", "Noto Sans Arabic", "DejaVu Sans"),
    "en": ("Noto Sans", "Segoe UI", "DejaVu Sans"),
}
_OWN: Final = Path(__file__).parent / "fonts"
_LONGEST: Final = 400
"""No line of a picture holds more letters, and measuring them takes its time."""


def families(lang: str) -> list[str]:
    """Return the fonts for a language that there are, the kit's own among them, the best first."""
    _take_along()
    # Naming a font that is not there would make matplotlib warn at each drawing.
    here = {font.name for font in font_manager.fontManager.ttflist}
    return [name for name in _FONTS[lang] if name in here]


@cache
def _take_along() -> None:
    """Let matplotlib know the kit's own fonts, so that a picture looks the same on every machine."""
    for path in sorted(_OWN.glob("*.ttf")):
        font_manager.fontManager.addfont(path)


def lettering(lang: str) -> dict[Any, Any]:
    """Return matplotlib's settings for words in a language: a dollar sign begins no formula."""
    return {
        "font.family": families(lang), "axes.unicode_minus": False, "text.parse_math": False,
        "text.usetex": False,
    }  # fmt: skip


def is_arabic(words: str) -> bool:
    """Tell whether any letter is Arabic."""
    return any("\u0600" <= letter <= "\u06ff" for letter in words)


def take_literally(figure: Figure) -> None:
    """Let no text of a figure be read as a formula, also if it is drawn under other settings."""
    for text in figure.findobj(Text):
        text.set_parse_math(False)


def fit(text: Text, words: str, room: float, lines: int = 1) -> None:
    """Set the words of a text in so many lines at most; an ellipsis stands for what has no room.

    Parameters
    ----------
    text
        What is written; its font decides how much fits.
    words
        What it should say. Its own line breaks stay if there is room for as many lines; any other
        white space is one space.
    room
        The width of a line, in pixels.
    lines
        How many there may be.
    """
    parts = [" ".join(part.split()) for part in words.split("\n")]
    parts = [part for part in parts if part]
    if len(parts) > lines:
        parts = [" ".join(parts)]
    found: list[str] = []
    for after, part in zip(reversed(range(len(parts))), parts, strict=True):
        found += _wrapped(text, part, room, lines - len(found) - after)
    text.set_text("\n".join(found))


def _wrapped(text: Text, rest: str, room: float, lines: int) -> list[str]:
    """Return words in so many lines at most, each as wide as its room."""
    rest = rest[: _LONGEST * lines]
    found: list[str] = []
    while rest and len(found) < lines:
        last = len(found) == lines - 1
        line = rest[: _fitting(text, rest, room, "…" if last else "")]
        if line != rest and not last and " " in line:
            line = line[: line.rindex(" ")]
        rest = rest[len(line) :].lstrip()
        found.append(f"{line.rstrip(' …')}…" if rest and last else line)
    return found


def _fitting(text: Text, words: str, room: float, end: str) -> int:
    """Return how many letters fit, one at least; `end` is written after them if some are left."""

    def wide(count: int) -> bool:
        text.set_text(words[:count] + (end if count < len(words) else ""))
        return bool(text.get_window_extent().width > room)

    if not wide(len(words)):
        return len(words)
    least, most = 1, len(words)
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (least, middle) if wide(middle) else (middle, most)
    return least
