"""Source phrases: where the words that name a speaker begin and end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kit.attribution.verbs import has_needed, is_complementiser

if TYPE_CHECKING:
    from kit.attribution.match import Hit, Sentence

SOURCE_TABLES: Final = ("unnamed", "titles", "bodies", "outlets", "documents", "places")
PARTS: Final = re.compile(r"[,،;؛:.؟?!…()\[\]–—\"«»“”„]|(?:^-$)")
NAME_WORDS: Final = 6
_COMMA: Final = re.compile(r"[,،]")
_LONGEST: Final = 16
"""A source phrase of more words than this is taken to have run into the news itself."""
_APPOSITION: Final = 10


def noun_after(sentence: Sentence, first: int) -> tuple[int, int]:
    """Return the words of the source phrase that begins at a token; empty if none does."""
    joiners = sentence.lexicon.grammar.joiners
    words, end = sentence.words, first
    while end < len(words) and end - first < _LONGEST and not _ends(sentence, first, end):
        known = sentence.at(end, *SOURCE_TABLES)
        end = known.last if known else end + 1
    while end > first and words[end - 1] in joiners:
        end -= 1
    return (first, end)


def _ends(sentence: Sentence, first: int, at: int) -> bool:
    """Tell whether a source phrase that began at `first` is over at a token."""
    grammar, text = sentence.lexicon.grammar, sentence.words[at]
    if PARTS.search(sentence.before[at]) or (sentence.quoted[at] and at == first):
        return True
    if sentence.at(at, "stops") or text in grammar.breakers or text in grammar.passive:
        return True
    known = sentence.at(at, *SOURCE_TABLES)
    if sentence.at(at, "phrases") and not (at == first and known):
        return True
    verb = sentence.at(at, "verbs")
    if verb and not known and _speaks(sentence, verb):
        return True
    if at > first + 1 and not known and grammar.event.match(text):
        return True  # أعلنت وزارة الصحة إغلاق ...
    return text in grammar.joiners and at > first and not _joins(sentence, first, at)


def _speaks(sentence: Sentence, verb: Hit) -> bool:
    """Tell whether a verb inside what looks like a source phrase begins the news instead."""
    return verb.word.kind == "say" and verb.word.form != "participle" and has_needed(sentence, verb)


def _joins(sentence: Sentence, first: int, at: int) -> bool:
    """Tell a preposition inside a source phrase (مصدر في الوزارة) from one that ends it."""
    if sentence.lexicon.grammar.verb_first:
        return bool(sentence.within(first, at, "unnamed", "titles")) and not sentence.at(
            at + 1, "stops"
        )
    return True


def noun_before(sentence: Sentence, last: int) -> tuple[int, int]:
    """Return the words of the source phrase that ends before a token; empty if none does."""
    end = _skip_back(sentence, last)
    mark = sentence.before[end]
    if end < last and PARTS.search(mark) and not _COMMA.search(mark):
        return (end, end)
    start = _walk_back(sentence, end, last)
    if not sentence.lexicon.grammar.verb_first and end - start > NAME_WORDS and end == last:
        close = [h for h in sentence.within(start, end, "unnamed", "titles") if h.last == end]
        start = close[0].first if close else start  # ... the probe officials said
    while start < end and _is_filler(sentence, start):
        start += 1
    return (start, end)


def _skip_back(sentence: Sentence, last: int) -> int:
    """Step over what stands between speaker and verb: has also, on Monday."""
    end = last
    skipped = sentence.lexicon.grammar.skipped
    while end > 0 and not PARTS.search(sentence.before[end]) and (
        sentence.words[end - 1] in skipped or is_time(sentence, end - 1)
    ):  # fmt: skip
        end -= 1
    return end


def _walk_back(sentence: Sentence, end: int, last: int) -> int:
    """Return where the phrase that ends at `end` begins, across one apposition in commas."""
    grammar, start = sentence.lexicon.grammar, end
    bridging = last > 0 and bool(_COMMA.search(sentence.before[last]))
    longest = _LONGEST + _APPOSITION if bridging else _LONGEST
    while start > 0 and end - start < longest and not sentence.quoted[start - 1]:
        mark = sentence.before[start]
        if mark and PARTS.search(mark):
            if not (bridging and _COMMA.fullmatch(mark)):
                break
            bridging = start == end  # the comma that closes it, then the one that opens it
        elif (
            is_clause(sentence, start - 1)
            or is_complementiser(sentence, start - 1)
            or (
                sentence.words[start - 1] in grammar.breakers
                and not bridging
                and not _joins_names(sentence, start - 1)
            )
            or (grammar.verb_first and _is_finite(sentence.at(start - 1, "verbs")))
        ):
            break
        start -= 1
    return start


def is_clause(sentence: Sentence, at: int) -> bool:
    """Tell whether a time or causal clause begins at a token: since, after, because."""
    hit = sentence.hits.get("references", {}).get(at)
    return hit is not None and hit.word.kind == "clause"


def _joins_names(sentence: Sentence, at: int) -> bool:
    """Tell the "and" of "Marta Ilves and two officials"."""
    joins = sentence.words[at] in sentence.lexicon.grammar.conjunctions
    return at > 0 and joins and sentence.capital[at - 1]


def _is_finite(verb: Hit | None) -> bool:
    return verb is not None and verb.word.form != "participle"


def _is_filler(sentence: Sentence, index: int) -> bool:
    grammar, text = sentence.lexicon.grammar, sentence.words[index]
    return (
        text in grammar.skipped
        or text in grammar.breakers
        or (text in grammar.joiners and text not in grammar.articles)
        or is_time(sentence, index)
    )


def is_time(sentence: Sentence, index: int) -> bool:
    """Tell whether a time or adverb stands at a token."""
    hit = sentence.at(index, "stops")
    return hit is not None and hit.word.kind in {"time", "adverb"}
