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
    it is used. An object is a list of its values, behind ``"~"`` and the place of its names among the
    ``names``; a text that begins with one of these signs has a ``"#"`` more. A text cut into words (text,
    start, end) and gaps (text, -1, -1) stands as ``{"%": texts}``, gap and word by turns. No object of
    the kit has a field of that name.
    """

    def __init__(self) -> None:
        self._ids: dict[tuple[Any, ...], int] = {}
        self._values: list[tuple[Any, ...]] = []
        self._sizes: list[int] = []
        self._uses: list[int] = []
        self._places: dict[int, int] = {}
        self._names: dict[tuple[str, ...], int] = {}

    def pack(self, value: Any) -> dict[str, Any]:  # noqa: ANN401  (plain JSON)
        """Return a value as ``root``, with ``pool``, the parts that it uses more than once."""
        root = self._add(value)
        shared = [
            at for at, uses in enumerate(self._uses) if uses > 1 and self._sizes[at] >= _WORTH
        ]
        shared.sort(key=self._alike)
        self._places = {number: place for place, number in enumerate(shared)}
        pool = [self._emit(number) for number in shared]
        return {"root": self._emit(root), "pool": pool, "names": list(map(list, self._names))}

    def _alike(self, number: int) -> tuple[str, str]:
        """Return what brings texts that begin alike, and objects of the same names, together.

        What is near compresses well.
        """
        kind, *parts = self._values[number]
        if kind == "v":
            return "", str(parts[1])
        return kind, ",".join(name for name, _ in parts) if kind == "d" else ""

    def _add(self, value: Any) -> int:  # noqa: ANN401  (as above)
        """Return the number of a value; an equal one has the same."""
        value = _as_texts(value) or value
        if isinstance(value, dict):
            names = [str(name) for name in value]
            parts = [self._add(part) for part in value.values()]
            key: tuple[Any, ...] = ("d", *zip(names, parts, strict=True))
            size = 4
        elif isinstance(value, list | tuple):
            parts = [self._add(part) for part in value]
            key, size = ("l", *parts), len(value)
        else:
            key, parts = ("v", type(value), value), []
            size = len(json.dumps(value, ensure_ascii=False))
        if key in self._ids:
            return self._ids[key]
        number = self._ids[key] = len(self._values)
        self._values.append(key)
        self._sizes.append(2 + size + sum(self._sizes[part] for part in parts))
        self._uses.append(0)
        for part in parts:
            self._uses[part] += 1
        return number

    def _emit(self, number: int) -> Any:  # noqa: ANN401  (as above)
        kind, *parts = self._values[number]
        if kind == "l":
            return [self._part(part) for part in parts]
        if kind == "d":
            names = tuple(name for name, _ in parts)
            values = [self._part(part) for _, part in parts]
            if names == ("%",):
                return {"%": values[0]}
            return [f"~{_base36(self._names.setdefault(names, len(self._names)))}", *values]
        plain = parts[1]
        return f"#{plain}" if isinstance(plain, str) and plain.startswith(("#", "~")) else plain

    def _part(self, number: int) -> Any:  # noqa: ANN401  (as above)
        place = self._places.get(number)
        return self._emit(number) if place is None else f"#{_base36(place)}"


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
