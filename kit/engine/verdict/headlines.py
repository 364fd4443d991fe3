"""Headlines against their body: which statement they repeat, and whether they overstate it."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from kit.core.codebook import OFF_RECORD, ON_RECORD
from kit.core.text import fold
from kit.languages.arabic import without_prefix
from kit.languages.lexicon import TOKEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.core.rows import Suggestion

_SHARE: Final = 0.5
_LETTERS: Final = 4
_MEMORY: Final = 50_000


def content_words(text: str) -> frozenset[str]:
    """Return the longer words of a text as short stems, so that inflected forms meet."""
    return frozenset(_stem(t) for t in TOKEN.findall(fold(text).text) if len(t) >= _LETTERS)


@lru_cache(maxsize=_MEMORY)
def _stem(token: str) -> str:
    return without_prefix(token, at_least=_LETTERS - 1)[:5]


class Body:
    """The body of an article, to hold headlines against; its words are read when first needed."""

    def __init__(self, rows: Sequence[Suggestion]) -> None:
        self._rows = rows

    @cached_property
    def _words(self) -> list[frozenset[str]]:
        return [content_words(row.text) for row in self._rows]

    def twin(self, headline: str) -> Suggestion | None:
        """Return the statement that shares most of a headline's words, if it shares half."""
        words = content_words(headline)
        shared = [len(words & found) for found in self._words]
        best = max(shared, default=0)
        if not best or best < len(words) * _SHARE:
            return None
        return self._rows[shared.index(best)]


def is_sensational(row: Suggestion, body: Body) -> bool:
    """Tell whether a headline drops the body's attribution or hedge, or asks in vain.

    A question counts as answered if a statement on the record shares half of its longer words:
    a rule of thumb, since no word list can tell an answer.
    """
    if row.label != "outlet":
        return False
    twin = body.twin(row.text)
    if row.polarity == "ask":
        return twin is None or twin.label not in ON_RECORD or twin.hedge
    if twin is None:
        return False
    return twin.label in OFF_RECORD or (twin.hedge and not row.hedge)
