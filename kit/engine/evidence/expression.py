"""A reporting expression with its speaker, as words of a sentence."""

from __future__ import annotations

from typing import NamedTuple


class Expression(NamedTuple):
    """A reporting expression and its speaker, as word ranges of a `Sentence`.

    Attributes
    ----------
    kind
        say, weak, act, ask, deny (verbs); according, cite, decline (phrases); colon; marker.
    cue, source
        Word ranges, first up to last; an empty source where none is written.
    via
        Who quotes the source, where the expression says so (نقلت الوكالة عن ...); may be empty.
    gloss
        It stands in a relative or time clause and does not report this statement's news.
    clitic
        A preposition is written onto the first word of the source (وفقا لشهود).
    second
        A participle that goes on after another reporting expression (مؤكدا, adding).
    """

    kind: str
    stance: str
    cue: tuple[int, int]
    source: tuple[int, int]
    via: tuple[int, int] = (0, 0)
    gloss: bool = False
    second: bool = False
    clitic: bool = False
