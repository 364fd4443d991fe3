"""Who handed a file in, as the names that a school's system gives to downloaded files tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kit.core.names import tidy_name

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOODLE: Final = re.compile(r"(?s)(?P<name>.+)_(?P<number>\d+)_assignsubmission_\w+?(?:_.*)?")
"""``Full Name_12345_assignsubmission_file_``, a folder or the beginning of a file's name."""
_CANVAS: Final = re.compile(
    r"(?s)(?P<name>[^_]+)_(?P<late>LATE_)?(?P<number>[0-9A-Za-z]+)_\d+_(?P<file>.+)"
)
"""``lastfirst_LATE_userid_submissionid_file.jsonl``; `LATE` only where it was."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A learner as a school's system knows one: two of one name have two numbers.

    Attributes
    ----------
    system
        ``"moodle"``, ``"canvas"``, or empty for a learner whom only a log names.
    number
        The system's own number.
    name
        As the system writes it.
    late
        Whether the system says that it was handed in late.
    """

    system: str
    number: str
    name: str
    late: bool = False


def holder_of(parts: Sequence[str]) -> Holder | None:
    """Return who handed in a file; None where its names are none of a school's system.

    Parameters
    ----------
    parts
        The folders below what was handed over, and the file's own name last.
    """
    for part in parts:
        if found := _MOODLE.fullmatch(part):
            return Holder("moodle", found["number"], tidy_name(found["name"]))
    # In a course's own folder of answers a file is called after its learner, whatever the name.
    if "answers" not in parts[:-1] and (found := _CANVAS.fullmatch(parts[-1])):
        return Holder("canvas", found["number"], tidy_name(found["name"]), bool(found["late"]))
    return None
