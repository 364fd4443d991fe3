"""What the kit says, in English, as data: a file ``words.tsv`` in each room that speaks."""

from __future__ import annotations

from functools import cache
from typing import Final

from kit.core.errors import LexiconError, unknown
from kit.core.places import PACKAGE
from kit.languages.tables import parse_lexicon

_NAME: Final = "words.tsv"


class Messages(dict[str, str]):
    """English messages by name; an unknown name is told with its file and the nearest one."""

    def __init__(self, where: str) -> None:
        super().__init__()
        self.where = where

    def __missing__(self, name: str) -> str:
        """Say which name was meant."""
        raise LexiconError(f"{self.where}: {unknown('message', name, self)}")


@cache
def tables(folder: str) -> dict[str, Messages]:
    """Return the tables of ``words.tsv`` in a folder: columns table, name, message.

    Parameters
    ----------
    folder
        Below ``kit/``, such as ``"exercises/sorter"``.

    Raises
    ------
    LexiconError
        If a line has another number of fields or a name comes twice; names file and line.
    """
    path = PACKAGE / folder / _NAME
    where = f"{folder}/{_NAME}"
    found: dict[str, Messages] = {}
    for row in parse_lexicon(path.read_text(encoding="utf-8"), where):
        table = found.setdefault(row["table"], Messages(f"{where}, table {row['table']}"))
        if row["name"] in table:
            raise LexiconError(f"{where}: found {row['table']} {row['name']} twice; take one out")
        table[row["name"]] = row["message"]
    return found


def messages(folder: str, table: str) -> Messages:
    """Return one table of a room's words.

    Raises
    ------
    LexiconError
        If there is no such table; names the nearest one.
    """
    known = tables(folder)
    if table not in known:
        raise LexiconError(f"{folder}/{_NAME}: {unknown('table of words', table, known)}")
    return known[table]
