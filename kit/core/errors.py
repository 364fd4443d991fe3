"""What can go wrong, said in one line: found, expected, remedy."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class KitError(Exception):
    """Any error of the kit; its text is one line that a teacher can act on."""


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

    def __init__(self, who: str, package: str) -> None:
        super().__init__(
            f"{who} needs {package}, which is not installed; pip install 'who-said-so[lab]'"
        )


class KitWarning(UserWarning):
    """Something was passed over, and the rest is sound."""


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
    near = get_close_matches(str(found), names, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return f"unknown {kind} {found!r}: expected one of {', '.join(names) or '(none)'}{hint}"
