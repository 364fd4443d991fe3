"""The speaker of a verb that stands before its subject, as in Arabic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kit.engine.roles import DEEDS
from kit.engine.sentence.nouns import NAME_WORDS, is_time, noun_after
from kit.engine.sentence.subjects import noun_before
from kit.engine.sentence.verbs import has_complement, is_complementiser, opens_content

if TYPE_CHECKING:
    from kit.engine.sentence.sentence import Hit, Sentence

_CLOSING: Final = re.compile(r"[»”\"]")
_WRITTEN_ON: Final = 4
_TITLE: Final = 4


def speaker_behind(sentence: Sentence, hit: Hit) -> tuple[int, int] | None:
    """Find the speaker after the verb, else before it; empty where the verb carries it alone."""
    after, before = _noun_behind(sentence, hit), (0, 0)
    if not hit.word.joined:
        before = noun_before(sentence, hit.first)
    if after[0] < after[1]:
        if _is_speaker(sentence, hit, after):
            return after
        ahead = before[0] < before[1] and sentence.noun(before[0])
        if not ahead and _closes_name(sentence, hit, after):
            return after
    if before[0] < before[1] and _opens_saying(sentence, hit, before):
        return before
    return _opening_subject(sentence, hit) or _unwritten(sentence, hit)


def _noun_behind(sentence: Sentence, hit: Hit) -> tuple[int, int]:
    """Return the source phrase right after a verb; no subject begins with a preposition."""
    after, grammar = noun_after(sentence, hit.last), sentence.lexicon.grammar
    oblique = sentence.word(after[0]) in grammar.joiners | grammar.oblique
    return (hit.last, hit.last) if oblique else (after[0], _before_needed(sentence, hit, *after))


def _before_needed(sentence: Sentence, hit: Hit, first: int, last: int) -> int:
    """Return where a speaker ends before what the verb takes by a letter: طالبت النقابة بزيادة ..."""
    # one of them also says whose somebody is: المكتب الإعلامي للجامعة
    own = sentence.lexicon.grammar.onto
    onto = tuple(need for need in hit.word.needs if len(need) == 1 and need != own)
    if not onto:
        return last
    found = (
        i
        for i in range(first + 1, last)
        if sentence.words[i].startswith(onto)
        and len(sentence.words[i]) >= _WRITTEN_ON
        and (
            sentence.noun(i) is None or sentence.lexicon.grammar.carries_article(sentence.words[i])
        )
    )
    return next(found, last)


def _is_quoted_before(sentence: Sentence, hit: Hit) -> bool:
    return bool(_CLOSING.search(sentence.before[hit.first]))


def _is_speaker(sentence: Sentence, hit: Hit, after: tuple[int, int]) -> bool:
    """Tell a speaker after the verb: a known word, one behind a quotation, or before "that"."""
    at = hit.first - 1
    spoken = _is_quoted_before(sentence, hit) and sentence.quoted[at] and not sentence.titled[at]
    known = sentence.noun(after[0]) or sentence.at(after[0], "references")
    return bool(known) or spoken or opens_content(sentence, after[1])


def _opens_saying(sentence: Sentence, hit: Hit, before: tuple[int, int]) -> bool:
    """Tell a speaker before the verb: a known word, or a name that opens the sentence."""
    if sentence.noun(before[0]):
        return True
    breakers = sentence.lexicon.grammar.breakers
    if any(word not in breakers for word in sentence.words[: before[0]]):
        return False  # but لكن may stand there
    named = next((i for i in range(1, before[1]) if sentence.before[i]), before[1])
    short = named <= NAME_WORDS and opens_content(sentence, hit.last)
    return short or all(sentence.titled[slice(*before)])


def _opening_subject(sentence: Sentence, hit: Hit) -> tuple[int, int] | None:
    """Return who did the first verb of the sentence: أوقفت الشرطة رجلا، وقالت إنه ..."""
    if not (hit.word.joined and sentence.noun(1)):
        return None
    if sentence.at(0, "verbs", "titles", "references"):
        return None
    opening = noun_after(sentence, 1)
    return opening if 1 < opening[1] <= hit.first and sentence.noun(0) is None else None


def _unwritten(sentence: Sentence, hit: Hit) -> tuple[int, int] | None:
    """Return an empty speaker for a verb that carries it; None for "... a new thing to name"."""
    if _is_quoted_before(sentence, hit):
        return (hit.last, hit.last)
    oblique = sentence.word(hit.last) in sentence.lexicon.grammar.oblique
    near = range(hit.last, hit.last + _WRITTEN_ON)
    told = any(is_complementiser(sentence, i) for i in near)  # أكدت عليهم أن
    if oblique and not hit.word.joined and not told:
        return None  # اجتماع يكشف عنه
    if _describes(sentence, hit):
        return None
    at_end = hit.last >= len(sentence.words)
    inside = hit.first > 0 and not hit.word.joined
    following = sentence.word(hit.last)
    thing = (
        hit.first == 0
        and not hit.word.joined
        and (sentence.lexicon.grammar.is_definite(following) and not sentence.noun(hit.last))
    )  # كشفت الحرب عن ...
    bare = (inside or thing) and not has_complement(sentence, hit)
    return None if at_end or bare else (hit.last, hit.last)


def _describes(sentence: Sentence, hit: Hit) -> bool:
    """Tell a verb that says of whom one speaks: رفض اتهامات من امرأة قالت إنها ..."""
    grammar, before = sentence.lexicon.grammar, sentence.word(hit.first - 1)
    if hit.word.joined or sentence.before[hit.first] or grammar.is_definite(before):
        return False
    person = sentence.within(max(0, hit.first - _TITLE), hit.first, "unnamed", "titles")
    earlier = any(v.first < hit.first - 1 for v in sentence.hits["verbs"].values())
    near = person and not any(sentence.before[i] for i in range(person[-1].first, hit.first))
    return bool(near) and earlier and not grammar.is_definite(sentence.words[person[-1].first])


def _closes_name(sentence: Sentence, hit: Hit, after: tuple[int, int]) -> bool:
    """Tell whether words after a verb end as a subject does: a comma, a venue, a time."""
    end = after[1]
    if end >= len(sentence.words):
        return False
    if sentence.before[end][:1] in {"،", ",", "(", "-", "–"} or sentence.at(end, "phrases"):
        return True
    told = sentence.at(end, "outlets")
    if told is not None and sentence.words[end].startswith(sentence.lexicon.grammar.onto):
        return True  # قال سامي الحداد لرويترز
    if is_refused(sentence, end):
        return True
    grammar = sentence.lexicon.grammar
    goes_on = sentence.words[end] in grammar.breakers | grammar.joiners
    following = goes_on and hit.word.kind not in DEEDS and has_complement(sentence, hit)
    timed = is_time(sentence, end)
    if timed and hit.word.kind not in DEEDS and has_complement(sentence, hit):
        return True
    return grammar.is_definite(sentence.words[after[0]]) and (timed or following)


def is_refused(sentence: Sentence, at: int) -> bool:
    """Tell whether what one may refuse stands at a token: التعليق."""
    hit = sentence.at(at, "stops")
    return hit is not None and hit.word.kind == "refused"
