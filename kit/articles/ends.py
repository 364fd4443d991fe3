"""Where sentences end: stops that end one, and those of abbreviations, pauses and figures."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from sentencex import get_sentence_boundaries

from kit.core.text import Span, fold, trim
from kit.languages.grammar import read_grammar
from kit.languages.tables import language_or_default, read_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK: Final = 20_000
_CHUNK_MARKS: Final = 400
"""Sentence ends are looked for in pieces of at most this many characters and marks that
enclose: sentencex slows down with the square of the number of quotations and brackets left open."""

_INNER_END: Final = re.compile(
    r"(?<![.!?؟…])[.!?؟…]++(?:[\"”’»)\]]|\[\d{1,3}\])*+\s++(?=[^\s\da-z])"
)
"""Looked for at the first stop of a run only: from each of them, the time would grow with the square."""
_ASKED: Final = re.compile(r"[؟?!][»”\"]\s*$")
_TAG_WORDS: Final = 6
"""«من سيدفع؟» تساءلت منى: after a quoted question a few words say who asked."""
_TAG_REACH: Final = 4
_ENCLOSING_MARK: Final = re.compile("[«»“”„\"'‘’()\\[\\]]")
_OPENS_QUOTE: Final = re.compile('[«“"]')
_STOPPED: Final = re.compile(r"[.!?؟…۔](?:[\"'”’»)\]]|\[\d{1,3}\])*\s*$")
_DOTS: Final = re.compile(r"(?:\.\.|…)\s*$")
_NEXT_STOP: Final = re.compile(r"[.!?؟…]")
_PAUSED: Final = 4
_NUMBERED: Final = re.compile(r"\W*\d{1,3}[.)]\s*")
_INITIAL: Final = re.compile(r"(?:^|[\s(«“\"])(?:[^\W\d_]\.)+\s*$")
_SPELT: Final = re.compile(r"(?:^|[\s(«“\".])\w{1,3}\.$")
_DATED: Final = re.compile(r"\d\s+[^\W\d_]\.\s*$")
_SIGNED: Final = re.compile(r"[-–—]\s*\w[^.!?؟]{0,40}$")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")  # sentencex takes none
_OPENING: Final = frozenset('“«"')
_WORD: Final = re.compile(r"[^\W_]")


def sentences(text: str, start: int, end: int, lang: str) -> Iterator[Span]:
    """Yield the sentences of a paragraph; sentencex finds the ends, news text needs a few more."""
    cuts: list[int] = []
    at = start
    while at < end:
        stop = _end_of_piece(text, at, end)
        piece = _SURROGATE.sub("\ufffd", text[at:stop])
        ends = [b["end_index"] for b in get_sentence_boundaries(lang, piece)]
        cuts += [at + e for e in ends[:-1]]
        at = stop
    cuts = sorted({*cuts, *_cuts_in_quotations(text, start, end), start})
    pending, word = start, _first_word(text, start, end)
    for cut in [*cuts[1:], end]:
        if cut < end and (word >= cut or not _is_cut(text, pending, cut, end, lang)):
            continue
        span = trim(text, pending, cut)
        if span.start < span.end:
            yield span
        pending = cut
        if word < cut:
            word = _first_word(text, cut, end)


def _end_of_piece(text: str, at: int, end: int) -> int:
    stop = min(end, at + _CHUNK)
    crowded = next(islice(_ENCLOSING_MARK.finditer(text, at, stop), _CHUNK_MARKS, None), None)
    stop = crowded.start() if crowded else stop
    space = text.rfind(" ", at, stop) if stop < end else -1
    return space + 1 if space > at else stop


def _first_word(text: str, start: int, end: int) -> int:
    found = _WORD.search(text, start, end)
    return found.start() if found else end


def _is_cut(text: str, start: int, cut: int, end: int, lang: str) -> bool:
    """Refuse an end with no stop, after an abbreviation, inside "..", or with only marks after it."""
    before = text[max(start, cut - 40) : cut]
    after = text[cut : min(end, cut + 60)].lstrip()
    if cut < len(text) and text[cut] in "-–—":
        return False  # CALMORA.- El Gobierno ...
    if not _STOPPED.search(before) or _SIGNED.match(after.rstrip()):
        return False
    if _NUMBERED.fullmatch(text, start, cut) or _goes_on(before, after, lang):
        return False
    if _SPELT.search(before) and cut < end and text[cut].isalpha():
        return False  # جي.آي.بي
    return not after or _WORD.search(after) is not None


def _goes_on(before: str, after: str, lang: str) -> bool:
    """Tell a stop after which the sentence goes on: an abbreviation, a pause, a tag."""
    if after[:1] not in _OPENING and _is_short(before, after, lang):
        return True
    if _ASKED.search(before) and (
        (len(after.split()) <= _TAG_WORDS and "." in after) or _says_who(after, lang)
    ):
        return True
    return _DOTS.search(before) is not None and (
        after[:1].islower() or (not after[:1].isascii() and _is_pause(before, after))
    )


def _is_pause(before: str, after: str) -> bool:
    """Tell dots between parts of a sentence: in a quotation, or with few words to come."""
    rest = _NEXT_STOP.split(after, maxsplit=1)
    short = len(rest) > 1 and len(rest[0].split()) <= _PAUSED
    return short or before.rfind("«") > before.rfind("»")


def _is_short(before: str, after: str, lang: str) -> bool:
    """Tell the stop of an abbreviation or initial from one that also ends a sentence.

    A sentence ends there if a word comes next that opens one and no name: 8 p.m. Two sources ...,
    plan B. The ministry ...; or if the letter stands behind a figure: 1998 م. وقال
    """
    if _INITIAL.search(before):
        if _DATED.search(before):
            return False
    elif not _shortened(lang).search(before):
        return False
    word = fold(after).text.split(maxsplit=1)[:1]
    return not (word and word[0].strip(",") in _openers(lang))


@cache
def _openers(lang: str) -> frozenset[str]:
    grammar = read_grammar(language_or_default(lang))
    if not grammar.cased:
        return frozenset()
    pronouns = grammar.persons | grammar.plurals | grammar.things
    return grammar.articles | grammar.indefinite | grammar.breakers | pronouns | (
        grammar.conjunctions | grammar.interrogatives
    )  # fmt: skip


def _says_who(after: str, lang: str) -> bool:
    """Tell whether a verb of saying stands among the next few words: "Why?" Ilves wrote."""
    words = [w.strip(",.،") for w in fold(after).text.split()[:_TAG_REACH]]
    return not _OPENS_QUOTE.match(after) and any(w in _saying(lang) for w in words)


@cache
def _saying(lang: str) -> frozenset[str]:
    rows = read_lexicon(language_or_default(lang), "verbs")
    kinds = [r for r in rows if r["kind"] in {"say", "ask", "onward"}]
    return frozenset(
        fold(form).text
        for r in kinds
        for c in ("past", "third")
        for form in r.get(c, "").split("|")
    ) - {""}


@cache
def _shortened(lang: str) -> re.Pattern[str]:
    """Return a pattern of what a full stop may end without ending a sentence: J., Gov., p.m."""
    listed = read_grammar(language_or_default(lang)).abbreviations
    forms = sorted({f for word in listed for f in (word, word.capitalize(), word.upper())})
    ends = "|".join(map(re.escape, forms))
    return re.compile(rf"(?:^|[\s(«“\"])(?:{ends})\.\s*$")


def _cuts_in_quotations(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the sentence ends inside quotations, which sentencex takes as one block each."""
    for match in _INNER_END.finditer(text, start, end):
        yield match.end()
