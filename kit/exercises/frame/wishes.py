"""What a page sends, read with care: whatever makes no sense is refused by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from kit.core.codebook import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Mapping


class Refused(Exception):  # noqa: N818  (no error: the page is told, and nothing was changed)
    """A wish that makes no sense; holds the name of what is said about it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer to one item as a page sent it; its fields may hold anything."""

    item: str
    fields: Mapping[str, Any]

    def label(self, scheme: str) -> str:
        """Return the label of a scheme that was sent, or raise `Refused`."""
        label = self.fields.get("label")
        if not isinstance(label, str) or label not in SCHEMES[scheme]:
            raise Refused("not_choice")
        return label

    def texts(self, most: int) -> list[str]:
        """Return the list of at most `most` texts that was sent, or raise `Refused`."""
        value = self.fields.get("given")
        if not isinstance(value, list) or len(value) > most:
            raise Refused("not_choice")
        if not all(isinstance(part, str) for part in value):
            raise Refused("not_choice")
        return cast("list[str]", value)

    def own_text(self, most: int) -> str:
        """Return the text of at most `most` letters that a learner wrote, or raise `Refused`."""
        given = self.fields.get("given")
        if not (isinstance(given, list | tuple) and len(given) == 1 and isinstance(given[0], str)):
            raise Refused("not_choice")
        if len(given[0]) > most:
            raise Refused("too_long")
        text = given[0].encode("utf-8", "replace").decode("utf-8").strip()
        if not text:
            raise Refused("not_choice")
        return text
