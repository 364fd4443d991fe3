"""How a language builds a reporting clause: the settings of its ``grammar.tsv``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

from kit.core.errors import LexiconError, unknown
from kit.core.text import fold
from kit.languages import arabic
from kit.languages.tables import read_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

T = TypeVar("T")
_NEVER: Final = r"(?!)"


def _setting(read: Callable[[str], T], name: str = "", *, respelt: bool = False) -> T:
    """State how a setting is read from its value, and its name in the file if that is another.

    A setting that is `respelt` holds words in each of their spellings.
    """
    stated: T = field(metadata={"read": read, "name": name, "respelt": respelt})
    return stated


def _words() -> frozenset[str]:
    """State a setting that is a set of folded words."""
    return _setting(_folded_set, respelt=True)


def _row() -> tuple[str, ...]:
    """State a setting that is folded words, or beginnings or endings of words, in order."""
    return _setting(_folded, respelt=True)


def _one_of(**values: T) -> Callable[[str], T]:
    """Read one of some values; the name ``none`` stands for a dash."""
    known = {"" if name == "none" else name: value for name, value in values.items()}

    def read(value: str) -> T:
        if value not in known:
            raise LexiconError(unknown("value", value, (name or "-" for name in known)))
        return known[value]

    return read


def _whole(value: str) -> str:
    return value


def _printed(value: str) -> tuple[str, ...]:
    """Read words as they are printed, not folded."""
    return tuple(value.split())


def _printed_set(value: str) -> frozenset[str]:
    return frozenset(value.split())


def _folded(value: str) -> tuple[str, ...]:
    return tuple(fold(word).text for word in value.split())


def _folded_set(value: str) -> frozenset[str]:
    return frozenset(_folded(value))


def _phrases(value: str) -> tuple[str, ...]:
    return tuple(fold(phrase).text for phrase in value.split("|") if phrase)


def _pattern(value: str) -> re.Pattern[str]:
    try:
        return re.compile(value or _NEVER)
    except re.error as error:
        raise LexiconError(f"found the pattern {value!r}, expected a sound one: {error}") from None


def _places(value: str) -> tuple[str, ...]:
    """Read where the speaker stands, likeliest first."""
    place = _one_of(before="before", after="after")
    return tuple(place(word) for word in value.split() or [""])


@dataclass(frozen=True)
class Grammar:
    """The settings of ``grammar.tsv``, each stated once: its name here, its type, how it is read.

    What each of them says stands beside it in every ``grammar.tsv``. Words are folded, and those
    that end in ya or alef maqsura stand in both spellings; printed words are as the file has them.
    """

    head_first: bool = _setting(_one_of(first=True, last=False), "head")
    subject: tuple[str, ...] = _setting(_places)
    cased: bool = _setting(_one_of(yes=True, no=False))
    elides: bool = _setting(_one_of(yes=True, none=False))
    morphology: str = _setting(_one_of(arabic="arabic", listed="listed"))
    proclitics: tuple[str, ...] = _row()
    onto: str = _setting(_whole)
    article: str = _setting(_whole)
    articles: frozenset[str] = _words()
    accusative: str = _setting(_whole)
    caseless: tuple[str, ...] = _row()
    fixed: frozenset[str] = _words()
    fixed_alone: frozenset[str] = _words()
    endings: tuple[str, ...] = _row()
    owner: str = _setting(_whole)
    adverbs: tuple[str, ...] = _row()
    agreement: tuple[str, ...] = _row()
    several: frozenset[str] = _words()
    many: tuple[str, ...] = _row()
    not_many: tuple[str, ...] = _row()
    people: tuple[str, ...] = _row()
    agents: tuple[str, ...] = _row()
    abbreviations: tuple[str, ...] = _setting(_printed)
    shortened: tuple[str, ...] = _setting(_printed)
    conjunctions: frozenset[str] = _words()
    joiners: frozenset[str] = _words()
    prepositions: frozenset[str] = _words()
    oblique: frozenset[str] = _words()
    objects: tuple[str, ...] = _row()
    breakers: frozenset[str] = _words()
    skipped: frozenset[str] = _words()
    unsaid: frozenset[str] = _words()
    negations: frozenset[str] = _words()
    passive: frozenset[str] = _words()
    done: tuple[str, ...] = _row()
    agent: frozenset[str] = _words()
    theirs: frozenset[str] = _words()
    inside: frozenset[str] = _words()
    quoting: frozenset[str] = _words()
    helping: frozenset[str] = _words()
    existing: frozenset[str] = _words()
    subjects: frozenset[str] = _words()
    finite: frozenset[str] = _words()
    asking: frozenset[str] = _words()
    happened: frozenset[str] = _words()
    supposed: tuple[str, ...] = _row()
    pasts: tuple[str, ...] = _row()
    unpast: tuple[str, ...] = _row()
    pluperfect: frozenset[str] = _words()
    perfects: frozenset[str] = _words()
    month: frozenset[str] = _words()
    dated: frozenset[str] = _words()
    months: frozenset[str] = _words()
    dating: frozenset[str] = _words()
    byline: frozenset[str] = _words()
    listener: frozenset[str] = _words()
    origin: tuple[str, ...] = _row()
    that: frozenset[str] = _words()
    nobody: frozenset[str] = _words()
    former: frozenset[str] = _words()
    indefinite: frozenset[str] = _words()
    selfsame: frozenset[str] = _words()
    interrogatives: frozenset[str] = _words()
    copula: frozenset[str] = _words()
    answers: frozenset[str] = _words()
    masculine: frozenset[str] = _words()
    feminine: frozenset[str] = _words()
    honorifics: frozenset[str] = _words()
    nominal: frozenset[str] = _words()
    owning: frozenset[str] = _words()
    nounlike: frozenset[str] = _words()
    sure: frozenset[str] = _words()
    absolute: frozenset[str] = _words()
    persons: frozenset[str] = _words()
    plurals: frozenset[str] = _words()
    things: frozenset[str] = _words()
    event: re.Pattern[str] = _setting(_pattern)  # noqa: RUF009  (it is a field of the dataclass)
    carriers: tuple[str, ...] = _setting(_phrases)
    commonest: frozenset[str] = _setting(_printed_set)
    experimental: bool = _setting(_one_of(experimental=True, none=False), "status")

    @cached_property
    def verb_first(self) -> bool:
        """Whether the speaker is likeliest to stand after the verb."""
        return self.subject[0] == "after"

    @cached_property
    def clipped(self) -> frozenset[str]:
        """The folded words whose full stop ends no phrase."""
        return _folded_set(" ".join((*self.abbreviations, *self.shortened)))

    @cached_property
    def joining(self) -> tuple[str, ...]:
        """The proclitics that join clauses."""
        return self.proclitics[:2]

    @cached_property
    def prepositional(self) -> tuple[str, ...]:
        """The other proclitics, which may stand behind those that join clauses."""
        return self.proclitics[2:]

    @cached_property
    def merged(self) -> tuple[str, ...]:
        """How a word begins whose article has lost its first letter to what is written onto it."""
        if not (self.onto and self.article):
            return ()
        return (self.written(self.onto, self.article),)

    @cached_property
    def _articled(self) -> tuple[str, ...]:
        """The ways in which a word with the article may begin."""
        return (self.article, *(p + self.article for p in self.proclitics), *self.merged)

    def written(self, clitic: str, word: str) -> str:
        """Return a word with a proclitic written onto it, and onto its article: للوزارة."""
        return arabic.write_onto(clitic, word, article=self.article, merging=self.onto)

    def is_definite(self, word: str) -> bool:
        """Tell whether the article is written onto a word, under a conjunction or not."""
        if not self.article:
            return False
        bare = word[1:] if word.startswith(self.joining) else word
        return bare.startswith(self.article)

    def sex(self, words: Iterable[str]) -> str:
        """Return "m" or "f" if one of some words stands for a man or a woman, else ""."""
        for word in words:
            if word in self.masculine:
                return "m"
            if word in self.feminine:
                return "f"
        return ""

    def gender(self, verb: str) -> str:
        """Return the gender that a verb without its subject carries; "" where it carries none."""
        return arabic.gender(fold(verb).text, self.joining) if self.morphology == "arabic" else ""

    def carries_article(self, word: str) -> bool:
        """Tell whether the article is in a word, also under a preposition: بالوزارة, للوزارة."""
        return bool(self.article) and word.startswith(self._articled)


SETTINGS: Final = {f.metadata["name"] or f.name: f for f in fields(Grammar)}
"""The settings that every ``grammar.tsv`` has, and the fields of `Grammar` that they fill."""


@cache
def read_grammar(lang: str) -> Grammar:
    """Read the settings of a language that has a folder of words; a file is read once.

    Raises
    ------
    LexiconError
        If a setting is missing, there is one that means nothing, or a value is none that its
        setting may have.
    """
    rows = {row["setting"]: row["value"] for row in read_lexicon(lang, "grammar")}
    return parse_grammar(rows, f"{lang}/grammar.tsv")


def parse_grammar(rows: Mapping[str, str], where: str) -> Grammar:
    """Read settings from their values; `where` begins an error. See `read_grammar`."""
    for name in sorted(rows.keys() - SETTINGS.keys()):
        raise LexiconError(f"{where}: {unknown('setting', name, SETTINGS)}")
    for name in sorted(SETTINGS.keys() - rows.keys()):
        raise LexiconError(
            f"{where}: found no setting {name!r}, expected it in every language; "
            "write - where the language has none"
        )
    values: dict[str, Any] = {}
    for name, stated in SETTINGS.items():
        try:
            values[stated.name] = stated.metadata["read"](rows[name])
        except LexiconError as error:
            raise LexiconError(f"{where}: setting {name!r}: {error}") from None
    fixed = values["fixed"] | values["fixed_alone"]
    for stated in SETTINGS.values():
        if stated.metadata["respelt"]:
            words = values[stated.name]
            values[stated.name] = type(words)(
                one for word in words for (one,) in arabic.spellings((word,), fixed)
            )
    return Grammar(**values)
