"""The words of one language, compiled for look-up by their first token."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from kit.core.text import fold
from kit.languages import arabic
from kit.languages.grammar import Grammar, read_grammar
from kit.languages.tables import language_or_default, read_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEMORY: Final = 20_000
TOKEN: Final = re.compile(r"\d+(?:[.,٫٬]\d+)+|\w+(?:'\w+|\.\w(?!\w)|[-/]\w+)*")
_NOMINAL: Final = (
    "unnamed", "titles", "bodies", "outlets", "documents", "places", "references", "hearsay",
)  # fmt: skip
_PEOPLE: Final = ("unnamed", "titles")
_TABLES: Final = (*_NOMINAL, "phrases", "hedges", "stops")
_TENSES: Final = (
    ("past", "past"), ("third", "present"), ("lemma", "present"),
    ("participle", "past"), ("ing", "participle"),
)  # fmt: skip
"""The columns of verbs whose forms are listed, and the form that `Word` gives to each."""
_INFLECTED: Final = (
    ("past", arabic.pasts), ("present", arabic.presents), ("participle", arabic.participles),
)  # fmt: skip
"""The columns of Arabic verbs, and the forms that are made from each."""


class Word(NamedTuple):
    """One way of writing one lexicon entry; a tuple, since a language may have 70,000 of them.

    Attributes
    ----------
    tokens
        The folded words in order.
    table, kind
        Which table the entry stands in, and its kind there.
    stance
        Of a reporting expression; empty for all else.
    form
        Of a verb: past, present or participle; empty for all else.
    joined
        Whether the first token carries a conjunction (و، ف), which opens a new clause.
    needs
        Of a verb: words one of which must follow soon (عبّر ... عن); one letter is a proclitic.
    """

    tokens: tuple[str, ...]
    table: str
    kind: str
    stance: str = ""
    form: str = ""
    joined: bool = False
    needs: tuple[str, ...] = ()


@dataclass(slots=True)
class Node:
    """A place in the tree of entries; it grows while a language is loaded, and never after.

    Attributes
    ----------
    words
        The entries that end here, one a table.
    next
        Where the entries go on, by the token that follows.
    """

    words: tuple[Word, ...] = ()
    next: dict[str, Node] = field(default_factory=dict)

    def add(self, tokens: tuple[str, ...], word: Word) -> None:
        """Put an entry in; of two with one spelling in one table the first stands."""
        node = self
        for token in tokens:
            found = node.next.get(token)
            if found is None:
                found = node.next[token] = Node()
            node = found
        if all(w.table != word.table for w in node.words):
            node.words += (word,)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words of a language.

    Attributes
    ----------
    lang
        Its code.
    roots
        The entries by their first token.
    grammar
        The settings by which they are read in a sentence.
    openings
        First words of notes on the text that may open a sentence.
    notes, credits, tags
        What finds, in a folded text, words of a note, a credit or a tag that may stand anywhere.
    """

    lang: str
    roots: dict[str, Node]
    grammar: Grammar
    openings: frozenset[str]
    notes: re.Pattern[str]
    credits: re.Pattern[str]
    tags: re.Pattern[str]


@cache
def load_lexicon(lang: str) -> Lexicon:
    """Compile the words of `lang` (English where the kit has none for it).

    Raises
    ------
    LexiconError
        If a table is missing or malformed.
    """
    lang = language_or_default(lang)
    grammar = read_grammar(lang)
    root = Node()
    for word in (*_listed(lang, grammar), *_verbs(lang, grammar)):
        for tokens in arabic.spellings(word.tokens, grammar.fixed):
            root.add(tokens, word)
    opens = [r["phrase"] for r in read_lexicon(lang, "boilerplate") if r["where"] == "sentence"]
    openings = frozenset(tokens_of(phrase)[0] for phrase in opens)
    patterns = [_anywhere(lang, kind) for kind in ("note", "credit", "tag")]
    return Lexicon(lang, root.next, grammar, openings, *patterns)


@lru_cache(maxsize=_MEMORY)
def tokens_of(phrase: str) -> tuple[str, ...]:
    """Return the folded tokens of a phrase."""
    return tuple(m[0] for m in TOKEN.finditer(fold(phrase).text))


def _anywhere(lang: str, kind: str) -> re.Pattern[str]:
    rows = read_lexicon(lang, "boilerplate")
    words = sorted(
        {fold(r["phrase"]).text for r in rows if r["kind"] == kind and r["where"] == "anywhere"},
        key=lambda words: (len(words), words),
    )
    if not words:
        return re.compile(r"(?!)")
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, reversed(words))) + ")")


def _listed(lang: str, grammar: Grammar) -> Iterator[Word]:
    """Yield the entries of all tables but that of verbs, as they may be printed."""
    for table in _TABLES:
        for row in read_lexicon(lang, table):
            kind, stance = row["kind"], row.get("stance", "")
            nominal = table in _NOMINAL and kind != "marker"  # it is said: no noun
            for phrase in row["phrase"].split("|"):
                tokens = tokens_of(phrase)
                if not tokens:
                    continue
                for form in _cases(tokens, grammar) if table in _PEOPLE else (tokens,):
                    for variant, joined in _with_clitics(form, grammar, nominal=nominal):
                        yield Word(variant, table, kind, stance, joined=joined)


def _cases(tokens: tuple[str, ...], grammar: Grammar) -> Iterator[tuple[str, ...]]:
    """Yield a noun and its accusative, where the language writes one: إن مسؤولا."""
    yield tokens
    if len(tokens) == 1:
        changed = arabic.accusative(tokens[0], grammar.accusative, grammar.caseless)
        if changed:
            yield (changed,)


def _with_clitics(
    tokens: tuple[str, ...], grammar: Grammar, *, nominal: bool
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield the ways a phrase is printed, and whether each is joined to the clause before.

    That is: bare; with the article, if it is a noun; with a proclitic before either; and, if it is
    a noun, with a preposition behind a conjunction: وبالوزارة.
    """
    yield tokens, False
    if not grammar.proclitics:
        return
    articled = list(_with_article(tokens, grammar)) if nominal else []
    yield from ((form, False) for form in articled)
    # what ends with the clitic is no noun: the matcher looks for the clitic on the next word
    forms = [tokens] if tokens[-1] == grammar.onto else [tokens, *articled]
    for first, *rest in forms:
        after = grammar.prepositional if nominal else ()
        under = [grammar.written(clitic, first) for clitic in after]
        for clitic in grammar.proclitics:
            joined = clitic in grammar.joining
            yield (clitic + first, *rest), joined
            if not nominal:
                continue
            if clitic == grammar.onto and first.startswith(grammar.article):
                yield (grammar.written(clitic, first), *rest), False
            if joined:
                yield from (((clitic + second, *rest), True) for second in under)


def _with_article(tokens: tuple[str, ...], grammar: Grammar) -> Iterator[tuple[str, ...]]:
    """Yield a phrase with the article on its first word, and on all of its words."""
    article = grammar.article
    if not article or tokens[0].startswith(article):
        return
    yield (article + tokens[0], *tokens[1:])
    if len(tokens) > 1:
        yield tuple(t if t.startswith(article) else article + t for t in tokens)


def _verbs(lang: str, grammar: Grammar) -> Iterator[Word]:
    """Yield the reporting verbs in all their forms, also joined to the clause before."""
    forms_of = _arabic_forms if grammar.morphology == "arabic" else _listed_forms
    for row in read_lexicon(lang, "verbs"):
        needs = tuple(fold(n).text for n in row.get("needs", "").split("|") if n)
        for tokens, form in forms_of(row):
            needed = needs if form != "participle" else ()
            word = Word(tokens, "verbs", row["kind"], row["stance"], form, needs=needed)
            yield word
            for clitic in grammar.joining:
                yield word._replace(tokens=(clitic + tokens[0], *tokens[1:]), joined=True)


def _listed_forms(row: dict[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the forms that the table lists, each with its tense."""
    for column, form in _TENSES:
        for phrase in row[column].split("|"):
            if tokens := tokens_of(phrase):
                yield tokens, form


def _arabic_forms(row: dict[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the persons and tenses that news prose uses, from past, present and participle."""
    for column, inflect in _INFLECTED:
        for phrase in row[column].split("|"):
            if tokens := tokens_of(phrase):
                yield from (((form, *tokens[1:]), column) for form in inflect(tokens[0]))
