"""Which language a text is in, and which languages nobody has measured yet."""

from __future__ import annotations

from functools import cache

from kit.core.text import detect_lang
from kit.languages.grammar import read_grammar
from kit.languages.tables import languages


@cache
def experimental() -> frozenset[str]:
    """Return the languages whose words nobody has measured against labelled articles yet."""
    return frozenset(lang for lang in languages() if read_grammar(lang).experimental)


@cache
def _commonest() -> dict[str, frozenset[str]]:
    """Return the commonest words of each language that is not told by its script."""
    listed = {lang: read_grammar(lang).commonest for lang in languages()}
    return {lang: words for lang, words in listed.items() if words}


def tell_language(text: str) -> str:
    """Return the language of a text, by its script and then by its commonest words.

    Languages of one script are told by which of their commonest words the first 20,000 characters
    hold most often; English where none does.
    """
    lang = detect_lang(text)
    if lang != "en":
        return lang
    words = text[:20_000].lower().split()
    counts = {
        known: sum(word in common for word in words) for known, common in _commonest().items()
    }
    best = max(counts, key=lambda known: (counts[known], known == "en"), default="en")
    return best if counts.get(best) else "en"
