"""Where answers are kept, and whether older ones lie near by: kernels start in many folders."""

from __future__ import annotations

import glob
import os
from itertools import islice
from typing import TYPE_CHECKING, Final

from kit.exercises.aside import ASIDE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kit.exercises.log import AnswerLog

_UP: Final = 4
_DOWN: Final = 2
_MOST: Final = 200
"""Folders looked into, at most: a home folder may hold any number."""


def place_in_words(log: Path) -> str:
    """Return where a log lies, as far as a person needs it to find the folder again."""
    folder = log.absolute().parent
    if folder.parent.name == "answers":
        return named(f"{folder.parents[1].name}/answers")
    return named(folder.name)


def named(folder: str) -> str:
    """Return a folder's name with a slash; in a line of Arabic digits stay before it, the slash behind."""
    return f"\u200e{folder}/\u200e"


def older_answers(log: Path, *, anonymous: bool) -> Path | None:
    """Return a folder near by with answers that might be this learner's; None if there is none.

    Looked for is a log of the same name, or for a learner without a name, any of the same exercise:
    in the folders above, in that of the notebook, and in those below; the walk has an end.
    """
    answers = log.absolute().parent.parent
    if answers.name != "answers":
        return None
    home = answers.parent
    wanted = "*.jsonl" if anonymous else None
    for folder in dict.fromkeys(_near(home)):
        place = folder / "answers" / log.parent.name
        try:
            held = any(place.glob(wanted)) if wanted else (place / log.name).is_file()
        except OSError:
            continue
        if held and not _same(folder, home):
            return folder
    return None


def put_aside_at(log: AnswerLog) -> Path | None:
    """Return where the file of a log lies that was put aside; None if it was not."""
    answers = log.path.absolute().parent.parent
    if answers.name != "answers" or not log.changed():
        return None
    inside = glob.escape(str(log.path.absolute().relative_to(answers)))
    return next(filter(log.lies_at, answers.parent.glob(f"{ASIDE}/{inside}")), None)


def _near(home: Path) -> Iterator[Path]:
    notebook = os.environ.get("JPY_SESSION_NAME", "")
    if notebook:
        yield from (home / notebook).absolute().parents[:2]
    yield from home.parents[:_UP]
    yield from islice(_below(home), _MOST)


def _below(home: Path) -> Iterator[Path]:
    level = [home]
    for _ in range(_DOWN):
        inner: list[Path] = []
        for folder in level:
            try:
                with os.scandir(folder) as found:
                    names = sorted(
                        one.name
                        for one in islice(found, 2 * _MOST)
                        if not one.name.startswith((".", "answers"))
                        and one.is_dir(follow_symlinks=False)
                    )
            except OSError:
                continue
            inner += [folder / name for name in names[:_MOST]]
        yield from inner
        level = inner[:_MOST]


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
