"""Ready sentences that say why a label holds: those of the engine's rules, and plain ones."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Final

from kit.engine.rules import RULES
from kit.languages.interface import translator
from kit.languages.messages import messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kit.core.rows import KeyEntry

_PLAIN: Final = messages("desk", "ready")


def ready_reasons(entry: KeyEntry) -> list[tuple[str, str]]:
    """Return the sentences that may explain an entry's label, each in English and in Arabic.

    They quote the words that are marked as source, cue and hedge; sentences whose words are not
    marked are left out. There is always one.
    """
    words = {"source": entry.source, "cue": entry.cue, "hedge": entry.hedge_words}
    told = {name: value for name, value in words.items() if value}
    sentences = [one for one in _sentences(entry.label) if _fields(one) <= told.keys()]
    return list(dict.fromkeys(_said(one, told) for one in sentences))


def _sentences(label: str) -> Iterator[str]:
    """Yield the plain sentence first: it claims no more than the label does."""
    yield _PLAIN[label]
    for rule in RULES.values():
        if rule.label == label:
            yield rule.why
            if bare := getattr(rule, "bare", ""):
                yield bare


def _fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def _said(sentence: str, told: Mapping[str, str]) -> tuple[str, str]:
    english, arabic = (translator(lang)(sentence).format(**told) for lang in ("en", "ar"))
    return english, arabic
