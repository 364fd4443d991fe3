"""Tables of what the kit says, in English, beside the code that says it; `kit.po` has the Arabic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.core.errors import LexiconError

if TYPE_CHECKING:
    from pathlib import Path


def read_messages(path: Path) -> dict[str, str]:
    """Read a table of messages: on each line a name, a tab, and an English sentence.

    Lines that begin with ``#`` and empty lines are passed over. The order is that of the file.

    Returns
    -------
    dict
        From name to sentence.

    Raises
    ------
    LexiconError
        If there is no such table, or a line is not a name and a sentence, or a name stands twice;
        names file, line and reason.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(
            f"{path}: found no readable table ({error}), expected messages in UTF-8"
        ) from error
    messages: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("\t")]
        if len(fields) != 2 or not all(fields):  # noqa: PLR2004  (a name and a sentence)
            raise LexiconError(
                f"{path}:{number}: found {line!r}, expected a name, one tab and a sentence"
            )
        name, sentence = fields
        if name in messages:
            raise LexiconError(
                f"{path}:{number}: found a second {name!r}, expected each name once; rename one"
            )
        messages[name] = sentence
    if not messages:
        raise LexiconError(f"{path}: found no messages, expected a name and a sentence on a line")
    return messages
