"""The words of one language, compiled for look-up by their first token."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Final

from kit.core.text import fold
from kit.languages.grammar import Grammar, read_grammar, spellings
from kit.languages.tables import language_or_default, read_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN: Final = re.compile(r"\d+(?:[.,٫٬]\d+)+|\w+(?:'\w+|\.\w(?!\w)|[-/]\w+)*")
_NOMINAL: Final = (
    "unnamed", "titles", "bodies", "outlets", "documents", "places", "references", "hearsay",
)  # fmt: skip
_PEOPLE: Final = ("unnamed", "titles")
_TABLES: Final = (*_NOMINAL, "phrases", "hedges", "stops")


@dataclass(frozen=True, slots=True)
class Word:
    """One way of writing one lexicon entry.

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
    """Entries that end at a word, and the words that may follow it."""

    words: tuple[Word, ...] = ()
    next: dict[str, Node] = field(default_factory=dict)

    def add(self, tokens: tuple[str, ...], word: Word) -> None:
        """Put an entry in; of two with one spelling in one table the first stands."""
        node = self
        for token in tokens:
            node = node.next.setdefault(token, Node())
        if all(w.table != word.table for w in node.words):
            node.words += (word,)


@dataclass(frozen=True)
class Lexicon:
    """All words of a language by first token, and its grammar."""

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
        for tokens in spellings(word.tokens):
            root.add(tokens, word)
    opens = [r["phrase"] for r in read_lexicon(lang, "boilerplate") if r["where"] == "sentence"]
    openings = frozenset(tokens_of(phrase)[0] for phrase in opens)
    patterns = [_anywhere(lang, kind) for kind in ("note", "credit", "tag")]
    return Lexicon(lang, root.next, grammar, openings, *patterns)


def tokens_of(phrase: str) -> tuple[str, ...]:
    """Return the folded tokens of a phrase."""
    return tuple(m[0] for m in TOKEN.finditer(fold(phrase).text))


def _anywhere(lang: str, kind: str) -> re.Pattern[str]:
    rows = read_lexicon(lang, "boilerplate")
    words = sorted(
        {fold(r["phrase"]).text for r in rows if r["kind"] == kind and r["where"] == "anywhere"},
        key=len,
    )
    if not words:
        return re.compile(r"(?!)")
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, reversed(words))) + ")")


def _listed(lang: str, grammar: Grammar) -> Iterator[Word]:
    for table in _TABLES:
        for row in read_lexicon(lang, table):
            for phrase in row["phrase"].split("|"):
                tokens = tokens_of(phrase)
                if not tokens:
                    continue
                kind, stance = row["kind"], row.get("stance", "")
                alone = table in _PEOPLE and len(tokens) == 1
                for form in _cases(tokens, grammar) if alone else (tokens,):
                    for variant, joined in _clitics(form, grammar, nominal=table in _NOMINAL):
                        yield Word(variant, table, kind, stance, "", joined)


def _cases(tokens: tuple[str, ...], grammar: Grammar) -> Iterator[tuple[str, ...]]:
    """Yield a noun and its accusative, where the language writes one: إن مسؤولا."""
    yield tokens
    if grammar.accusative and not tokens[0].endswith(grammar.caseless):
        yield (tokens[0] + grammar.accusative,)


def _clitics(
    tokens: tuple[str, ...], grammar: Grammar, *, nominal: bool
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield the ways a phrase is printed with and without proclitics and the article."""
    article, joining = grammar.article, grammar.proclitics[:2]
    yield tokens, False
    if not grammar.proclitics:
        return
    forms = [tokens]
    if nominal and article and not tokens[0].startswith(article):
        forms.append((article + tokens[0], *tokens[1:]))
        if len(tokens) > 1:
            forms.append(tuple(t if t.startswith(article) else article + t for t in tokens))
        yield from ((form, False) for form in forms[1:])
    if tokens[-1] == "ل":  # written onto the next word: the matcher looks for that
        forms = [tokens]
    for form, clitic in product(forms, grammar.proclitics):
        yield (clitic + form[0], *form[1:]), clitic in joining
        if nominal and clitic == "ل" and form[0].startswith(article) and article:
            yield ("لل" + form[0][len(article) :], *form[1:]), False
        if clitic in joining and nominal:
            for second in grammar.proclitics[2:]:
                onto = (
                    "لل" + form[0][len(article) :]
                    if second == "ل" and article and form[0].startswith(article)
                    else second + form[0]
                )
                yield (clitic + onto, *form[1:]), True


def _verbs(lang: str, grammar: Grammar) -> Iterator[Word]:
    for row in read_lexicon(lang, "verbs"):
        forms = _arabic_forms(row) if grammar.morphology == "arabic" else _listed_forms(row)
        needs = tuple(fold(n).text for n in row.get("needs", "").split("|") if n)
        for tokens, form in forms:
            needed = needs if form != "participle" else ()
            word = Word(tokens, "verbs", row["kind"], row["stance"], form, needs=needed)
            yield word
            for clitic in grammar.proclitics[:2]:
                yield replace(word, tokens=(clitic + tokens[0], *tokens[1:]), joined=True)


def _listed_forms(row: dict[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    for column, form in (
        ("past", "past"), ("third", "present"), ("lemma", "present"),
        ("participle", "past"), ("ing", "participle"),
    ):  # fmt: skip
        for phrase in row[column].split("|"):
            if tokens := tokens_of(phrase):
                yield tokens, form


def _arabic_forms(row: dict[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the persons and tenses that news prose uses, from past, present and participle."""
    columns = (("past", _pasts), ("present", _presents), ("participle", _participles))
    for column, forms in columns:
        for phrase in row[column].split("|"):
            if tokens := tokens_of(phrase):
                yield from (((form, *tokens[1:]), column) for form in forms(tokens[0]))


def _pasts(stem: str) -> Iterator[str]:
    weak = stem[-1] in "ىيا"
    short = stem[:-1] if weak else stem
    dual = short + "يا" if weak else stem + "ا"
    yield from (stem, short + "ت", short + "وا", dual, short + "تا", stem + "ن")


def _presents(whole: str) -> Iterator[str]:
    stem = whole[1:]  # without the person
    short = stem[:-1] if stem[-1:] in {"ى", "ي", "و", "ا"} else stem
    for person in "يت":
        yield from (person + stem, person + short + "ون", person + stem + "ان")


def _participles(stem: str) -> Iterator[str]:
    yield from (stem + ending for ending in ("", "ا", "ة", "ين", "ون", "ات"))
