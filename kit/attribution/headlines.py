"""Headlines against their body: which statement they repeat, and whether they overstate it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kit.attribution.lexicon import tokens_of
from kit.codebook import NOISE, SIGNAL

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHARE: Final = 0.5
_LETTERS: Final = 4
_PREFIXES: Final = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ف", "ب", "ل")


def content_words(text: str) -> frozenset[str]:
    """Return the longer words of a text as short stems, so that inflected forms meet."""
    return frozenset(_stem(t) for t in tokens_of(text) if len(t) >= _LETTERS)


def _stem(token: str) -> str:
    for prefix in _PREFIXES:
        if token.startswith(prefix) and len(token) - len(prefix) >= _LETTERS - 1:
            token = token[len(prefix) :]
            break
    return token[:5]


def repeated(headline: str, body: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the body statement that shares most of a headline's words, if it shares half."""
    words = content_words(headline)
    if not words:
        return None
    best = max(body, key=lambda r: len(words & content_words(r["text"])), default=None)
    if best is None or len(words & content_words(best["text"])) < len(words) * _SHARE:
        return None
    return best


def is_sensational(row: dict[str, Any], body: Sequence[dict[str, Any]]) -> bool:
    """Tell whether a headline drops the body's attribution or hedge, or asks in vain.

    A question counts as answered if a statement on the record shares half of its longer words:
    a rule of thumb, since no word list can tell an answer.
    """
    if row["label"] != "outlet":
        return False
    twin = repeated(row["text"], body)
    if row["polarity"] == "ask":
        return twin is None or twin["label"] not in NOISE or twin["hedge"]
    if twin is None:
        return False
    return twin["label"] in SIGNAL or (twin["hedge"] and not row["hedge"])
