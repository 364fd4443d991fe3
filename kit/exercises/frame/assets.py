"""What a widget sends to the browser once: its script and its style, joined from plain files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kit.core.codebook import LOOKS, PAPER

if TYPE_CHECKING:
    from collections.abc import Iterable

_ASIDE: Final = re.compile(r"^[ \t]*//.*\n|^[ \t]*/\*\*[\s\S]*?\*/[ \t]*\n|^[ \t]+", re.MULTILINE)
"""Comments that have lines to themselves, and indents."""
_TAIL: Final = re.compile(r"""("(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\\n])*`)| // .*$""", re.MULTILINE)
"""A comment at the end of a line; strings are found first, as `//` may stand in one."""
_JOINT: Final = re.compile(r"(?<=[{(\[,;])\n(?!\Z)|\n+(?=[})\]])")
"""Ends of lines that part nothing, in a script or a style sheet; no string has more than a line."""
_LOOSE: Final = re.compile(
    r"""("(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\\n])*`)| ?(=>|[!=]==?|&&|\|\||[=?:,;{}<>]) ?"""
)
"""Spaces round signs of a script. A line with a stroke may hold a pattern and stays as it is."""
FRAME: Final = Path(__file__).parent
"""Where the parts are that exercises share."""
ROOM: Final = FRAME.parent
"""Where the exercises are, a folder each."""

INKS: Final = {
    "ink": ("#1c2430", "#e8ecf1"),
    "soft": ("#566070", "#a8b1bd"),
    "paper": (PAPER["light"], PAPER["dark"]),
    "line": ("#d3d9e1", "#3a4350"),
    "edge": ("#7b8696", "#7d8896"),
    "wash": ("#f4f6f9", "#1f262f"),
    "lit": ("#e8eef7", "#28323f"),
    "ring": ("#1d4ed8", "#8ab4ff"),
    "good": ("#0b7a57", "#52cfa5"),
    "bad": ("#b3261e", "#ff9d94"),
}
"""The colours that belong to no label, for light and for dark paper."""

_DARK: Final = (
    '[data-jp-theme-light="false"] .kit-card',
    "body.vscode-dark .kit-card",
    "body.vscode-high-contrast:not(.vscode-high-contrast-light) .kit-card",
    'html[theme="dark"] .kit-card',
)
_PLAIN_PAGE: Final = (
    'html:not([theme]) body:not([data-jp-theme-light]):not([class*="vscode-"]) .kit-card'
)


def module(name: str, *shared: str) -> str:
    """Return the ES module of an exercise: the frame, shared parts by name, and its own face.

    anywidget loads a module from a blob, where a relative import finds nothing, so what exercises
    share is put in front of each.
    """
    parts = [FRAME / f"{part}.js" for part in ("frame", *shared)]
    return "".join(map(_small, [*parts, ROOM / name / "face.js"]))


def alone(name: str) -> str:
    """Return a file of the frame that needs no other, such as the script of a card without questions."""
    return _small(FRAME / name)


def joined(*paths: Path) -> str:
    """Return files of other rooms one after the other, made smaller in the same way."""
    return "".join(map(_small, paths))


def style(name: str = "", *shared: str) -> str:
    """Return the style sheet of an exercise, with the colours of `kit.core.codebook` in both themes."""
    light, dark = _colours("light"), _colours("dark")
    screens = (
        f".kit-card{{{light}}}\n"
        f"@media screen{{{','.join(_DARK)}{{{dark}}}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{{_PLAIN_PAGE}{{{dark}}}}}\n"
    )
    sheets = [FRAME / f"{part}.css" for part in ("frame", *shared)]
    own = ROOM / name / "face.css"
    return screens + _marks() + "".join(map(_small, [*sheets, own] if own.is_file() else sheets))


def page_style(names: Iterable[str], shared: Iterable[str]) -> str:
    """Return the style sheet of a page that is no notebook, with several exercises on it."""
    screens = f":root{{{_colours('light')}}}\n"
    screens += f"@media screen and (prefers-color-scheme:dark){{:root{{{_colours('dark')}}}}}\n"
    parts = [FRAME / f"{part}.css" for part in ("frame", *shared)]
    parts += [ROOM / name / "face.css" for name in names]
    return screens + _marks() + "".join(_small(part) for part in parts if part.is_file())


def sent() -> int:
    """Return the bytes of all scripts and styles as browsers get them, each part counted once."""
    parts = [path for kind in ("js", "css") for path in ROOM.glob(f"*/*.{kind}")]
    frame = FRAME / "frame.css"
    own = len(style().encode()) - len(_small(frame).encode())
    return own + sum(len(_small(path).encode()) for path in parts)


def _marks() -> str:
    return "".join(f'.kit-card [data-label="{label}"]{{--c:var(--{label})}}\n' for label in LOOKS)


def _colours(theme: str) -> str:
    looks = {name: (look.light, look.dark) for name, look in LOOKS.items()}
    side = 0 if theme == "light" else 1
    pairs = "".join(f"--{name}:{both[side]};" for name, both in (looks | INKS).items())
    return f"color-scheme:{theme};{pairs}"


def _read(path: Path) -> str:
    """Return a file without indents and comments: every widget carries what is shared."""
    text = _ASIDE.sub("", path.read_text(encoding="utf-8"))
    return _TAIL.sub(lambda found: found[1] or "", text)


def _small(path: Path) -> str:
    """Return a file as browsers get it: nothing in it but what they read."""
    text = _read(path)
    if path.suffix == ".js":
        text = "\n".join(map(_tight, text.split("\n")))
    return _JOINT.sub("", text)


def _tight(line: str) -> str:
    """Return a line of a script without the spaces that only make it easy to read."""
    return line if "/" in line else _LOOSE.sub(lambda found: found[1] or found[2], line)
