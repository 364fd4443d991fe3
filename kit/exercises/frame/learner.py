"""A name for a learner who gave none, kept so that the next run finds the same one."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

_ANIMALS: Final = (
    "owl", "fox", "heron", "otter", "lynx", "swift", "oryx", "ibex", "hoopoe", "falcon", "turtle", "dolphin",
)  # fmt: skip
_NOBODY: Final = "learner"
"""For a disk that keeps nothing: the same name each time, so that a browser's copy still fits."""


def default_learner(folder: Path | None = None) -> str:
    """Return the learner of this folder, and make up a friendly name if there is none yet.

    The name stands on the first line of ``answers/learner.txt`` and may be changed there.
    """
    path = (folder or Path.cwd()) / "answers" / "learner.txt"
    found = _read(path)
    if found:
        return found
    made = f"{secrets.choice(_ANIMALS)}-{secrets.randbelow(90) + 10}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{made}\n", encoding="utf-8")
    except OSError:
        return _NOBODY
    return made


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
