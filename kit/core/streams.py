"""Streams that lack a sign: another stands in its place, and nothing is lost to an error.

Where output is redirected, Windows may still give Python an encoding of one script.
"""

from __future__ import annotations

import codecs
from typing import Final
from unicodedata import normalize

_NAME: Final = "kit.readable"
_INSTEAD: Final = {
    "●": "(o)", "■": "[#]", "◌": "( )", "◇": "<>", "▲": "/\\", "△": "/_\\",
    "□": "[ ]", "✓": "+", "✗": "x", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "-", "→": "->", "←": "<-",
    "─": "-", "━": "=", "│": "|", "┃": "|", "\u200f": "", "\u200e": "", "\u2067": "", "\u2069": "",
}  # fmt: skip
"""What stands for a sign: the marks of labels, quotation marks, dashes, lines."""


def make_forgiving(stream: object) -> None:
    """Let a stream of text write something readable for what its encoding lacks.

    A stream that can write everything, or that was told already what to do, stays as it is.
    """
    encoding, errors = (getattr(stream, name, None) for name in ("encoding", "errors"))
    again = getattr(stream, "reconfigure", None)
    if again and encoding and errors == "strict" and not _holds_all(encoding):
        again(errors=_NAME)


def writable(text: str, encoding: str) -> str:
    r"""Return a text with what an encoding lacks replaced.

    Signs become simple ones, letters lose their accents, and those of another script become
    escapes such as ``\\u0642``, from which the text can be had back.
    """
    return text.encode(encoding, _NAME).decode(encoding)


def _holds_all(encoding: str) -> bool:
    return codecs.lookup(encoding).name.startswith(("utf", "gb18030"))


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_instead, error.object[error.start : error.end])), error.end


def _instead(letter: str) -> str:
    plain = _INSTEAD.get(letter)
    if plain is None:
        plain = normalize("NFKD", letter).encode("ascii", "ignore").decode("ascii")
    return plain or (
        "" if letter in _INSTEAD else letter.encode("ascii", "backslashreplace").decode()
    )


codecs.register_error(_NAME, _replaced)
