"""How a language builds a reporting clause: the settings of its ``grammar.tsv``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kit.core.errors import LexiconError, unknown
from kit.core.text import fold
from kit.languages.tables import read_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Grammar:
    """The settings of ``grammar.tsv``, each a set or tuple of folded values.

    What each of them says stands at the head of every ``grammar.tsv``.
    """

    head_first: bool
    verb_first: bool
    elides: bool
    cased: bool
    morphology: str
    proclitics: tuple[str, ...]
    article: str
    accusative: str
    caseless: tuple[str, ...]
    articles: frozenset[str]
    endings: tuple[str, ...]
    adverbs: tuple[str, ...]
    clipped: frozenset[str]
    nominal: frozenset[str]
    owning: frozenset[str]
    absolute: frozenset[str]
    several: frozenset[str]
    sure: frozenset[str]
    pluperfect: frozenset[str]
    oblique: frozenset[str]
    nounlike: frozenset[str]
    agreement: tuple[str, ...]
    pasts: tuple[str, ...]
    plurals: frozenset[str]
    things: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    joiners: frozenset[str]
    breakers: frozenset[str]
    skipped: frozenset[str]
    unsaid: frozenset[str]
    passive: frozenset[str]
    agent: frozenset[str]
    asking: frozenset[str]
    happened: frozenset[str]
    month: frozenset[str]
    dated: frozenset[str]
    byline: frozenset[str]
    listener: frozenset[str]
    nobody: frozenset[str]
    former: frozenset[str]
    indefinite: frozenset[str]
    perfects: frozenset[str]
    persons: frozenset[str]
    event: re.Pattern[str]
    carriers: tuple[str, ...]

    def is_definite(self, word: str) -> bool:
        """Tell whether the article is written onto a word, under a conjunction or not."""
        if not self.article:
            return False
        joining = self.proclitics[:2]
        bare = word[1:] if word.startswith(joining) else word
        return bare.startswith(self.article)

    def carries_article(self, word: str) -> bool:
        """Tell whether the article is in a word, also under a preposition: بالوزارة, للوزارة."""
        if not self.article:
            return False
        under = tuple(p + self.article for p in self.proclitics)
        return word.startswith((self.article, *under, "لل"))


_SETS: Final = (
    "articles",
    "nominal",
    "owning",
    "absolute",
    "several",
    "sure",
    "pluperfect",
    "oblique",
    "nounlike",
    "plurals",
    "things",
    "prepositions",
    "conjunctions",
    "joiners",
    "breakers",
    "skipped",
    "unsaid",
    "passive",
    "agent",
    "asking",
    "happened",
    "month",
    "dated",
    "byline",
    "listener",
    "nobody",
    "former",
    "indefinite",
    "perfects",
    "persons",
)
_OTHERS: Final = (
    "head", "subject", "cased", "elides", "morphology", "proclitics", "article", "accusative",
    "caseless", "endings", "adverbs", "agreement", "pasts", "abbreviations", "shortened", "event",
    "carriers", "commonest", "status",
)  # fmt: skip


def read_grammar(lang: str) -> Grammar:
    """Read the settings of a language.

    Raises
    ------
    LexiconError
        If a setting is missing, or there is one that means nothing.
    """
    rows = {row["setting"]: row["value"] for row in read_lexicon(lang, "grammar")}
    known = {*_SETS, *_OTHERS}
    for name in sorted(rows.keys() - known):
        raise LexiconError(f"{lang}/grammar.tsv: {unknown('setting', name, known)}")
    for name in sorted(known - rows.keys()):
        raise LexiconError(
            f"{lang}/grammar.tsv: found no setting {name!r}, expected it in every language; "
            "write - where the language has none"
        )

    def values(name: str) -> tuple[str, ...]:
        listed = (fold(v).text for v in rows[name].split())
        return tuple(w for v in listed for (w,) in spellings((v,)) if v != "الى" or w == v)

    return Grammar(
        head_first=rows["head"] == "first",
        verb_first=rows["subject"].split()[0] == "after",
        cased=rows["cased"] == "yes",
        elides=rows["elides"] == "yes",
        morphology=rows["morphology"],
        proclitics=values("proclitics"),
        article=rows["article"],
        accusative=rows["accusative"],
        caseless=values("caseless"),
        endings=values("endings"),
        adverbs=values("adverbs"),
        agreement=values("agreement"),
        pasts=values("pasts"),
        clipped=frozenset((*values("abbreviations"), *values("shortened"))),
        event=re.compile(rows["event"] or r"(?!)"),
        carriers=tuple(fold(v).text for v in rows["carriers"].split("|") if v),
        **{name: frozenset(values(name)) for name in _SETS},
    )


def spellings(tokens: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield a phrase as listed, and with final ya and alef maqsura exchanged as many papers do."""
    yield tokens
    for one, other in ("ىي", "يى"):
        if any(t.endswith(one) and t != "على" for t in tokens):
            yield tuple(t[:-1] + other if t.endswith(one) and t != "على" else t for t in tokens)
