"""What stands in a page more than once, stated once."""

from __future__ import annotations

import json
from typing import Any, Final

_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_WORTH: Final = 9
"""A value shorter than this, as JSON, is no longer than what would stand in its place."""


class Pool:
    """Plain values in which equal parts are one.

    A part that is used again stands in a list, and ``"#"`` with its place, to the base of 36, wherever
    it is used; a text that begins with that sign has it twice. A text cut into words (text, start,
    end) and gaps (text, -1, -1) stands as ``{"%": texts}``, gap and word by turns. No object of the
    kit has a field of that name.
    """

    def __init__(self) -> None:
        self._ids: dict[tuple[Any, ...], int] = {}
        self._values: list[tuple[Any, ...]] = []
        self._sizes: list[int] = []
        self._uses: list[int] = []
        self._places: dict[int, int] = {}
        self._pooled: list[Any] = []

    def pack(self, value: Any) -> dict[str, Any]:  # noqa: ANN401  (plain JSON)
        """Return a value as ``root``, with ``pool``, the parts that it uses more than once."""
        root = self._emit(self._add(value), inside=True)
        return {"pool": self._pooled, "root": root}

    def _add(self, value: Any) -> int:  # noqa: ANN401  (as above)
        """Return the number of a value; an equal one has the same."""
        value = _as_texts(value) or value
        if isinstance(value, dict):
            names = [str(name) for name in value]
            key: tuple[Any, ...] = ("d", *zip(names, map(self._add, value.values()), strict=True))
            parts = [part for _, part in key[1:]]
            size = sum(len(name) + 4 for name in names)
        elif isinstance(value, list | tuple):
            key = ("l", *map(self._add, value))
            parts, size = list(key[1:]), len(value)
        else:
            key, parts = ("v", type(value), value), []
            size = len(json.dumps(value, ensure_ascii=False))
        if key in self._ids:
            self._uses[self._ids[key]] += 1
            return self._ids[key]
        number = self._ids[key] = len(self._values)
        self._values.append(key)
        self._sizes.append(2 + size + sum(self._sizes[part] for part in parts))
        self._uses.append(1)
        return number

    def _emit(self, number: int, *, inside: bool = False) -> Any:  # noqa: ANN401  (as above)
        kind, *parts = self._values[number]
        again = self._uses[number] > 1 and self._sizes[number] >= _WORTH
        if again and not inside:
            if number not in self._places:
                self._places[number] = len(self._pooled)
                self._pooled.append(None)
                self._pooled[self._places[number]] = self._emit(number, inside=True)
            return f"#{_base36(self._places[number])}"
        if kind == "d":
            return {name: self._emit(part) for name, part in parts}
        if kind == "l":
            return [self._emit(part) for part in parts]
        plain = parts[1]
        return f"#{plain}" if isinstance(plain, str) and plain.startswith("#") else plain


def _base36(number: int) -> str:
    rest, digit = divmod(number, len(_DIGITS))
    return (_base36(rest) if rest else "") + _DIGITS[digit]


def _as_texts(value: Any) -> dict[str, list[str]] | None:  # noqa: ANN401  (as above)
    """Return the texts of a text cut into words, where their places follow from them."""
    if not (isinstance(value, list | tuple) and value):
        return None
    texts, at = [""], 0
    for part in value:
        if not (isinstance(part, list | tuple) and len(part) == 3 and type(part[0]) is str):  # noqa: PLR2004  (text, start, end)
            return None
        text, *span = part
        if span == [-1, -1] and len(texts) % 2:
            texts[-1] += text
        elif span == [at, at + len(text)] and len(texts) % 2:
            texts += [text, ""]
        else:
            return None
        at += len(text)
    return {"%": texts}
