"""What can go wrong, said in one line: found, expected, remedy."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from kit.core.text import one_line, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST: Final = 480
_LONGEST_WARNING: Final = 3 * _LONGEST
"""A warning may tell of three things in a row."""
_TAIL: Final = 180
_LISTED: Final = 240
_NAMED: Final = 120
"""A longer name is not held against others: that takes long, and no near one is to be found."""


def _message(words: object, longest: int = _LONGEST) -> object:
    """Return one short line, whatever was quoted: what a file holds may steer no terminal."""
    return _cut(one_line(_cut(words, longest)), longest) if isinstance(words, str) else words


def _cut(words: str, longest: int) -> str:
    """Keep what was found, at the beginning, and the remedy, at the end."""
    head = longest - _TAIL
    return words if len(words) <= longest else f"{words[:head]}…{words[1 - _TAIL :]}"


class KitError(Exception):
    """Any error of the kit; its text is one line that a teacher can act on."""

    def __init__(self, *words: object) -> None:
        super().__init__(*map(_message, words))


class ArticleError(KitError):
    """An article cannot be read."""


class FrameError(KitError):
    """A frame lacks columns or holds values that it may not hold."""


class LexiconError(KitError):
    """A lexicon line is not in the format its file states."""


class LessonError(KitError):
    """A lesson is missing, or its key or evidence does not fit its article."""


class AnswerError(KitError):
    """An answer, or a log of answers, is not one the kit can take."""


class MissingLayer(KitError, ImportError):  # noqa: N818  (it names what is missing)
    """Something of the kit needs a package that is not installed."""

    def __init__(self, who: str, package: str, layer: str = "lab") -> None:
        super().__init__(
            f"{who} needs {package}, which is not installed; pip install 'who-said-so[{layer}]'"
        )


class KitWarning(UserWarning):
    """Something was passed over, and the rest is sound."""

    def __init__(self, *words: object) -> None:
        super().__init__(*(_message(one, _LONGEST_WARNING) for one in words))


def unknown(kind: str, found: object, known: Iterable[str]) -> str:
    """Say that a name is not known, and name the nearest one that is.

    Parameters
    ----------
    kind
        What the name was meant to name, such as ``"lesson"``.
    found
        The name as given.
    known
        The names that would have been accepted.
    """
    names = sorted(known)
    told = found if isinstance(found, str) else quoted(found)
    near = get_close_matches(told, names, n=1) if len(told) <= _NAMED else []
    hint = f"; did you mean {quoted(near[0])}?" if near else ""
    listed = ", ".join(names) or "(none)"
    if len(listed) > _LISTED:
        listed = f"{listed[:_LISTED].rpartition(', ')[0] or listed[:_LISTED]}, …"
    return f"unknown {kind} {quoted(found)}: expected one of {listed}{hint}"
