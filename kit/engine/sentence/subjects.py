"""The speaker before a verb: Leahy, the panel's chair, has also said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kit.engine.sentence.nouns import LONGEST, NAME_WORDS, is_time
from kit.engine.sentence.sentence import PARTS, SOURCE_TABLES
from kit.engine.sentence.verbs import is_complementiser

if TYPE_CHECKING:
    from kit.engine.sentence.sentence import Hit, Sentence

_COMMA: Final = re.compile(r"[,،]")
_ASIDE: Final = 24
"""How many words may stand in commas between a speaker and the verb."""
_BRACKET: Final = 6
_LISTED: Final = 4
_OPENING: Final = 12
_UNNAMED: Final = "anonymity"


def noun_before(sentence: Sentence, last: int) -> tuple[int, int]:
    """Return the words of the source phrase that ends before a word; empty if none does."""
    end = skip_back(sentence, last)
    mark = sentence.before[end]
    if end > 0 and not mark and sentence.words[end - 1] in sentence.lexicon.grammar.conjunctions:
        return (end, end)  # walked out and said
    if bracket := _bracket(sentence, end):
        end = bracket
    elif _COMMA.search(mark) and (aside := _aside(sentence, end)):
        start = _walk_back(sentence, aside)
        if start < aside:
            if not _is_title(sentence, aside):
                return _without_fillers(sentence, start, aside)
            clause = next((i for i in range(aside, end) if _is_relative(sentence, i)), end)
            return _without_fillers(sentence, start, clause)
    elif end < last and sentence.parts(end) and not _COMMA.search(mark):
        return (end, end)
    start = _walk_back(sentence, end)
    if not sentence.lexicon.grammar.verb_first and end - start > NAME_WORDS and end == last:
        close = [
            h
            for h in sentence.within(start, end, "unnamed", "titles")
            if h.last == end and h.word.kind != _UNNAMED
        ]
        start = close[0].first if close else start  # ... the probe officials said
    if start > 1 and _is_relative(sentence, start - 1):
        return _before_relative(sentence, start, end)
    return _without_fillers(sentence, _with_list(sentence, start, end), end)


def _before_relative(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return the head of a relative clause that ends before a verb: an official who knows said."""
    pronoun = sentence.at(start, "references")
    if pronoun is not None and pronoun.word.kind == "pronoun":
        return (end, end)  # the man who they say did it
    head = _walk_back(sentence, start - 1)
    if head < start - 1:
        return _without_fillers(sentence, head, start - 1)
    return _without_fillers(sentence, _with_list(sentence, start, end), end)


def opening_noun(sentence: Sentence, last: int) -> tuple[int, int]:
    """Return the speaker that the sentence opens with: Leahy walked out and said ...

    Words up to `last` are looked at; empty if no name or known word stands at the opening, or after
    the first comma where a time or place opens it.
    """
    grammar, starts = sentence.lexicon.grammar, [0]
    if in_relative(sentence, last):
        return (last, last)
    comma = next((i for i in range(1, min(_OPENING, last)) if _COMMA.search(sentence.before[i])), 0)
    if comma:
        starts.append(comma)
    for opening in starts:
        start = opening
        while start < last and _is_filler(sentence, start):
            start += 1
        end = start
        while end < last and not (end > start and PARTS.search(sentence.before[end])):
            known = sentence.noun(end)
            joins = sentence.words[end] in grammar.joiners and end + 1 < last and (
                sentence.capital[end + 1] or sentence.noun(end + 1)
            )  # fmt: skip
            if not (
                known or sentence.capital[end] or joins or sentence.words[end] in grammar.articles
            ):
                break
            end = known.last if known else end + 1
        if end == start < last and sentence.words[start] in grammar.persons:
            return (start, start + 1)
        if start < end <= last and not sentence.quoted[start] and (
            any(sentence.capital[start:end]) or sentence.within(start, end, *SOURCE_TABLES)
        ) and not grammar.articles.issuperset(sentence.words[start:end]):  # fmt: skip
            return (start, end)
    return (last, last)


def skip_back(sentence: Sentence, last: int) -> int:
    """Step over what stands between speaker and verb: has also, on Monday, is repeatedly."""
    end = last
    grammar = sentence.lexicon.grammar
    helping = grammar.skipped | grammar.passive | grammar.asking
    while end > 0 and not PARTS.search(sentence.before[end]) and (
        sentence.words[end - 1] in helping
        or is_time(sentence, end - 1)
        or (end > 1 and _is_adverb(sentence, end - 1))
    ):  # fmt: skip
        end -= 1
    return end


def _is_adverb(sentence: Sentence, at: int) -> bool:
    word, grammar = sentence.words[at], sentence.lexicon.grammar
    return (
        word.endswith(grammar.adverbs)
        and not sentence.capital[at]
        and not sentence.noun(at)
        and sentence.words[at - 1] not in grammar.articles
    )


def _bracket(sentence: Sentence, end: int) -> int:
    """Return where a short bracket before a word opens: Warren (D-Mass.) said; 0 if none does."""
    if ")" not in sentence.before[end] or end == 0:
        return 0
    opens = range(end - 1, max(0, end - _BRACKET), -1)
    return next((i for i in opens if "(" in sentence.before[i]), 0)


def _aside(sentence: Sentence, end: int) -> int:
    """Return where the words in commas before a word begin; 0 if there are none."""
    for at in range(end - 1, max(0, end - _ASIDE), -1):
        mark = sentence.before[at]
        if sentence.quoted[at]:
            return 0
        if _COMMA.fullmatch(mark):
            return at
        if mark and PARTS.search(mark):
            return 0
    return 0


def _is_title(sentence: Sentence, at: int) -> bool:
    """Tell words in commas that say who somebody is from those that say what one did."""
    grammar = sentence.lexicon.grammar
    return (
        sentence.words[at] in grammar.articles
        or sentence.capital[at]
        or sentence.at(at, "titles", "unnamed", "bodies") is not None
    )


def _walk_back(sentence: Sentence, end: int) -> int:
    """Return where the phrase that ends at `end` begins."""
    grammar, start = sentence.lexicon.grammar, end
    while start > 0 and end - start < LONGEST:
        if sentence.quoted[start - 1] and not sentence.titled[start - 1]:
            break
        if start < end and sentence.parts(start):
            break
        word = sentence.words[start - 1]
        if (
            _opens_clause(sentence, start - 1)
            or (word in grammar.breakers and not _joins_names(sentence, start - 1))
            or (grammar.verb_first and _is_finite(sentence.at(start - 1, "verbs")))
        ):
            break
        start -= 1
    return start


def _opens_clause(sentence: Sentence, at: int) -> bool:
    """Tell whether a clause begins at a word: since, after, because, that."""
    hit = sentence.hits.get("references", {}).get(at)
    return (hit is not None and hit.word.kind == "clause") or is_complementiser(sentence, at)


def in_relative(sentence: Sentence, last: int, *, aside: bool = False) -> bool:
    """Tell whether a verb is still inside a relative clause: which the mayor opened and said.

    With `aside`, only one that a comma opens, as it adds to the news and does not carry it.
    """
    words = sentence.hits.get("references", {})
    opened = [
        i
        for i in range(max(0, last - LONGEST), last)
        if (w := words.get(i)) and w.word.kind == "glossing"
        if not aside or _COMMA.search(sentence.before[i])
    ]
    return bool(opened) and not any(
        _COMMA.search(sentence.before[i]) for i in range(opened[-1] + 1, last + 1)
    )


def _is_relative(sentence: Sentence, at: int) -> bool:
    hit = sentence.hits.get("references", {}).get(at)
    verbs = sentence.hits.get("verbs", {})
    said = any((v := verbs.get(at - n)) is not None and v.last == at for n in (1, 2, 3))
    return hit is not None and hit.word.kind == "glossing" and not sentence.before[at] and not said


def _joins_names(sentence: Sentence, at: int) -> bool:
    """Tell the "and" of "Marta Ilves and two officials", and of "minister of mines and energy"."""
    grammar = sentence.lexicon.grammar
    if at == 0 or sentence.words[at] not in grammar.conjunctions:
        return False
    back = (at - 2, at - 3)
    owner = next((i for i in back if i > 0 and sentence.words[i] in grammar.owning), 0)
    whose = owner and any(
        (hit := sentence.at(owner - n, "titles", "bodies")) and hit.last == owner for n in (1, 2, 3)
    )
    return sentence.capital[at - 1] or bool(whose)


def _with_list(sentence: Sentence, start: int, end: int) -> int:
    """Return where a list of names begins that ends in this phrase: A, B and C said."""
    grammar = sentence.lexicon.grammar
    names = all(
        sentence.capital[i] or sentence.words[i] in grammar.conjunctions for i in range(start, end)
    )
    if not names or not any(w in grammar.conjunctions for w in sentence.words[start:end]):
        return start
    while start > 0 and _COMMA.fullmatch(sentence.before[start]):
        first = start - 1
        while first > 0 and sentence.capital[first] and not sentence.before[first]:
            first -= 1
        first += not sentence.capital[first]
        if not 0 < start - first <= _LISTED:
            break
        start = first
    return start


def _without_fillers(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    grammar, first = sentence.lexicon.grammar, start
    while start < end and _is_filler(sentence, start):
        start = sentence.hits["stops"][start].last if is_time(sentence, start) else start + 1
    start = min(start, end)
    end = _before_anonymity(sentence, start, end)
    inside = range(start + 1, end)
    article = next((i for i in inside if sentence.words[i] in grammar.articles), 0)
    if start > first and article and all(sentence.capital[start:article]):
        start = article  # In New Zealand the police said
    return (start, end)


def _before_anonymity(sentence: Sentence, start: int, end: int) -> int:
    """Return where a speaker ends before the words by which he or she would not be named."""
    hits = sentence.hits.get("unnamed", {})
    said = (i for i in range(start + 1, end) if i in hits and hits[i].word.kind == _UNNAMED)
    return next(said, end)


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
