"""Everything that a class handed in, one file after the other: logs, and texts with hand-in codes."""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kit.core.errors import AnswerError
from kit.core.frames import build
from kit.export.shelf import Shelf
from kit.grading.coded import NoCode, is_text, read_codes
from kit.grading.inputs import Found, Opener, Unread, find
from kit.grading.reading import read_hand_ins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pandas as pd

    from kit.core.rows import Answer
    from kit.grading.reading import HandIn


class Gathering:
    """Reads what was handed in, and gathers what is to be said of it.

    Parameters
    ----------
    folder
        Where your own lessons are, of which codes may be.

    Attributes
    ----------
    unread
        A line for each thing that could not be read.
    notes
        A line for each thing that was passed over, and nothing is lost by that.
    """

    def __init__(self, folder: str | Path | None = None) -> None:
        self._folder = folder
        self._shelf: Shelf | None = None
        self._empty: Counter[str] = Counter()
        self.unread: list[str] = []
        self.notes: list[str] = []

    def read(self, found: Iterable[Found | Unread]) -> Iterator[list[HandIn]]:
        """Yield the hand-ins of each file that holds some."""
        opener = Opener()
        try:
            for one in found:
                if isinstance(one, Unread):
                    (self.unread if one.lost else self.notes).append(one.why)
                elif hand_ins := self._hand_ins(one, opener.read):
                    yield hand_ins
        finally:
            opener.close()
        self.notes += [
            f"{place}: {times:,} texts hold no hand-in code, and are passed over"
            for place, times in self._empty.items()
        ]

    def text(self, name: str, data: bytes) -> list[HandIn]:
        """Return the hand-ins of a text that stands in no file."""
        return self._hand_ins(Found(Path(name), "", None), lambda _: data)

    def _hand_ins(self, found: Found, read: Callable[[Found], bytes]) -> list[HandIn]:
        try:
            data = read(found)
            if is_text(found, data):
                self._shelf = self._shelf or Shelf(None, self._folder)
                hand_ins, told = read_codes(found, data, self._shelf)
            else:
                hand_ins, told = read_hand_ins(found, data, datetime.now(UTC))
        except NoCode as error:
            if found.among:
                self._empty[found.among] += 1
            else:
                self.unread.append(str(error))
            return []
        except AnswerError as error:
            self.unread.append(str(error))
            return []
        self.unread += told
        return hand_ins


def gather(
    given: Sequence[str], folder: str | Path | None = None, *, typed: bytes = b""
) -> tuple[pd.DataFrame, list[str], list[str]]:
    """Read codes, and files and folders of codes and logs, into one frame.

    Parameters
    ----------
    given
        Names of files and folders; what is none, and looks like none, is read as a code.
    folder
        Where your own lessons are.
    typed
        A text with codes that stands in no file.

    Returns
    -------
    frame ``answers``, list of str, list of str
        Each hand-in once, in the order given; what could not be read; what was passed over.
    """
    places = [one for one in given if _is_place(one)]
    codes = " ".join(one for one in given if not _is_place(one))
    gathering = Gathering(folder)
    rows: dict[tuple[str, str, str], tuple[Answer, ...]] = {}
    parts = [*gathering.read(find(places))]
    if codes.strip():
        parts.append(gathering.text("code", codes.encode("utf-8", "replace")))
    if typed:
        parts.append(gathering.text("stdin", typed))
    for one in (one for part in parts for one in part):
        rows.setdefault((one.learner, one.exercise, one.digest), one.rows)
    frame = build("answers", [row for part in rows.values() for row in part])
    return frame, gathering.unread, gathering.notes


def _is_place(word: str) -> bool:
    """Tell the name of a file from a code; a code holds no dot or stroke in its place."""
    return os.path.lexists(word) or bool(Path(word).suffix) or os.sep in word
