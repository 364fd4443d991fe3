"""What makes a verb a reporting verb in its sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kit.engine.roles import FINDING, INNER, ONWARD, SAY, TIGHT, WEAK

if TYPE_CHECKING:
    from kit.engine.sentence.sentence import Hit, Sentence

_QUOTE_OR_COLON: Final = re.compile(r"[:«“„\"]")
_MARK: Final = re.compile(r"[,،;؛:.؟?!…\"«»“”–—]")
_COMMA: Final = re.compile(r"[,،]")
_REACH: Final = {WEAK: 14, FINDING: 14, INNER: 14, ONWARD: 14, TIGHT: 6}
"""How many words off what was said may begin, by the kind of verb."""
_NEAR: Final = 8
_NONE: Final[dict[int, Hit]] = {}
_CLOSE: Final = 4
_NEEDED: Final = 16
_CLAUSE: Final = 7


def is_saying(sentence: Sentence, hit: Hit) -> bool:
    """Tell whether a verb can report speech here: outside quotations, not negated, no noun."""
    if sentence.quoted[hit.first] or _is_unsaid(sentence, hit.first):
        return False
    sure = sentence.lexicon.grammar.elides and hit.word.form == "past"  # la acusó: no noun
    noun = hit.word.form != "participle" and not sure and not sentence.before[hit.first]
    if hit.first and noun and _is_nominal(sentence, hit.first):
        return False
    other = sentence.at(hit.first, "stops")
    end = min(len(sentence.words), hit.last + _CLOSE)
    mark = next((m for m in sentence.before[hit.last : end] if m), "")
    colon = mark.startswith(":")  # with nothing else between: وكتبت الوزارة: ...
    needed = has_needed(sentence, hit) or (colon and hit.word.kind == SAY)
    if _is_between(sentence, hit):
        return False
    return needed and not (other is not None and other.word.kind == "noun")


def _is_between(sentence: Sentence, hit: Hit) -> bool:
    """Tell a preposition from the verb it looks like: اجتماع بين الرجلين."""
    if not sentence.lexicon.grammar.verb_first or hit.word.kind != TIGHT or hit.word.joined:
        return False
    inside = hit.first > 0 and not sentence.before[hit.first]
    return inside and not is_complementiser(sentence, hit.last)


def has_content(sentence: Sentence, hit: Hit) -> bool:
    """Tell whether what was said goes with a verb, for the kinds of verb that need it."""
    if hit.word.kind == ONWARD and hit.word.joined and hit.first == 0:
        return True  # وأضاف goes on with whoever was speaking
    if hit.word.kind == TIGHT and _names_it(sentence, hit):
        return True
    if hit.word.kind in {FINDING, INNER} and _expects(sentence, hit):
        return True
    if hit.word.kind in {WEAK, INNER} and _intends(sentence, hit):
        return False
    if hit.word.kind in {WEAK, FINDING} and _is_parenthesis(sentence, hit):
        return True
    return hit.word.kind not in _REACH or has_complement(sentence, hit, hit.word.kind)


def _is_parenthesis(sentence: Sentence, hit: Hit) -> bool:
    """Tell a verb that stands with its speaker between commas: The crew, he recalled, had ..."""
    if not sentence.lexicon.grammar.cased or sentence.before[hit.last] != ",":
        return False
    near = range(max(1, hit.first - _CLOSE + 1), hit.first)
    return hit.last < len(sentence.words) and any(sentence.before[i] == "," for i in near)


def _intends(sentence: Sentence, hit: Hit) -> bool:
    """Tell a verb of what one means to do: agreed to pay the sum that was asked."""
    following, grammar = sentence.word(hit.last), sentence.lexicon.grammar
    return grammar.cased and following in grammar.unsaid & grammar.joiners


def _expects(sentence: Sentence, hit: Hit) -> bool:
    """Tell a verb of expecting with what is expected: analysts expect prices to fall."""
    grammar = sentence.lexicon.grammar
    if not grammar.cased or grammar.elides or hit.word.form == "participle" or hit.first == 0:
        return False
    human = [
        n
        for n in range(max(0, hit.first - _NEAR), hit.first)
        if sentence.at(n, "unnamed", "titles")
    ]
    return bool(human) and any(
        sentence.words[at] in grammar.unsaid and at > hit.last
        for at in range(hit.last, min(hit.last + _CLOSE, len(sentence.words)))
        if not sentence.before[at]
    )


def _names_it(sentence: Sentence, hit: Hit) -> bool:
    """Tell a verb that says what something is, of one that does it: called the plan a sham."""
    grammar = sentence.lexicon.grammar
    indefinite = grammar.articles & grammar.indefinite
    for at in range(hit.last, min(hit.last + _NEAR, len(sentence.words))):
        if sentence.before[at] or (sentence.words[at] in grammar.joiners - grammar.articles):
            return False
        if at > hit.last and sentence.words[at] in indefinite | grammar.quoting:
            return True  # called the plan a sham, portrayed it as a gift
    return False


def _is_nominal(sentence: Sentence, at: int) -> bool:
    """Tell a noun or adjective that looks like a verb: its reports, Trump's alleged ties."""
    before, grammar = sentence.word(at - 1), sentence.lexicon.grammar
    if (
        grammar.adverbs
        and before.endswith(grammar.adverbs)
        and sentence.word(at - 2) in grammar.articles
    ):
        return True  # a newly revealed call
    if before in grammar.nominal:
        return True
    owner = before.endswith(grammar.endings) if grammar.endings else False
    if owner and sentence.word(at - 2) in grammar.owning:
        return False  # a friend of Strand's said
    return owner and sentence.at(at - 1, "references") is None


def has_complement(sentence: Sentence, hit: Hit, kind: str = WEAK, *, opened: bool = False) -> bool:
    """Tell whether something said goes with the verb: that ..., a colon, or a quotation beside it.

    With `opened`, a clause without "that" is not enough.
    """
    first, last = hit.first, hit.last
    if re.search(r"[\"”»“]", sentence.before[first]):
        return True
    inner = hit.word.kind == INNER and hit.word.form == "past"  # knew something was wrong
    if kind != TIGHT and not inner and not opened and _opens_clause(sentence, last):
        return True
    for place in range(last, min(len(sentence.words), last + _REACH[kind])):
        found = _is_said_at(sentence, place, last, kind)
        if found is not None:
            return found
    at_end = last >= len(sentence.words) - 1 and not sentence.lexicon.grammar.verb_first
    marks = "".join(sentence.before[max(0, first - _NEAR) : first + 1])
    return ":" in sentence.before[-1] or (at_end and bool(_MARK.search(marks)))


def _is_said_at(sentence: Sentence, place: int, last: int, kind: str) -> bool | None:
    """Tell whether what was said begins at a word, or cannot come any more; None to look further."""
    mark = sentence.before[place]
    if _QUOTE_OR_COLON.search(mark):
        return True
    parted = place > last and mark
    if parted and (kind == TIGHT or not _COMMA.search(mark) or _turns(sentence, place)):
        return False
    if is_complementiser(sentence, place):
        # بعد أن opens a clause of time
        return not any(
            (w := sentence.hits.get("references", _NONE).get(place - n)) and w.last > place
            for n in (1, 2)
        )
    verb = sentence.at(place, "verbs")
    spoken = verb is not None and verb.word.kind == SAY and verb.word.form != "participle"
    return (
        False
        if spoken and sentence.words[place - 1] not in sentence.lexicon.grammar.nominal
        else None
    )


def _opens_clause(sentence: Sentence, at: int) -> bool:
    """Tell what was said where no "that" opens it: believes she is right, thinks the quay will hold."""
    grammar = sentence.lexicon.grammar
    if not grammar.subjects or at + 1 >= len(sentence.words) or sentence.before[at]:
        return False
    if sentence.words[at] in grammar.subjects:
        return not sentence.before[at + 1]
    ends = grammar.breakers | grammar.agent | grammar.interrogatives
    for place in range(at + 1, min(len(sentence.words), at + _CLAUSE)):
        if sentence.before[place] or sentence.words[place - 1] in ends | grammar.inside:
            return False
        if sentence.words[place] in grammar.finite:
            under = (grammar.joiners - grammar.articles) | grammar.prepositions | grammar.unsaid
            return sentence.words[at] not in under
    return False


def _turns(sentence: Sentence, at: int) -> bool:
    """Tell where another clause begins behind a comma: ..., while the mayor ..."""
    grammar = sentence.lexicon.grammar
    turns = sentence.words[at] in grammar.breakers and not is_complementiser(sentence, at)
    return grammar.cased and not grammar.elides and turns


def opens_content(sentence: Sentence, index: int) -> bool:
    """Tell whether what was said begins here: that, a colon, a quotation."""
    if index < len(sentence.before) and _QUOTE_OR_COLON.search(sentence.before[index]):
        return True
    return is_complementiser(sentence, index)


def is_complementiser(sentence: Sentence, index: int) -> bool:
    """Tell whether a word stands at a token that opens what was said: that, أن."""
    hit = sentence.at(index, "stops")
    return hit is not None and hit.word.kind == "complementiser"


def has_needed(sentence: Sentence, hit: Hit) -> bool:
    """Tell whether one of the words that the verb needs follows soon."""
    if not hit.word.needs:
        return True
    said = not sentence.lexicon.grammar.that.isdisjoint(hit.word.needs) and any(
        is_complementiser(sentence, at) for at in range(hit.last, hit.last + _NEAR)
    )
    end = min(len(sentence.words), hit.last + _NEAR)
    mark = next((m for m in sentence.before[hit.last : end] if m), "")
    colon = mark.startswith(":")  # with nothing else between: وكتبت الوزارة: ...
    return (
        said
        or (colon and hit.word.kind == SAY)
        or any(
            word.startswith(need) if len(need) == 1 else word == need
            for need in hit.word.needs
            for word in sentence.words[hit.last : hit.last + (_NEAR if len(need) == 1 else _NEEDED)]
        )
    )


def _is_unsaid(sentence: Sentence, first: int) -> bool:
    grammar = sentence.lexicon.grammar
    return first > 0 and not sentence.before[first] and (
        sentence.words[first - 1] in grammar.unsaid
        or (word_before(sentence, first, grammar.skipped) in grammar.unsaid and not grammar.verb_first)
    )  # fmt: skip


def is_gloss(sentence: Sentence, at: int, *kinds: str) -> bool:
    """Tell whether a relative or time clause begins right before a token: who said, after he said."""
    words = sentence.hits.get("references", {})
    before = [words[start] for start in (at - 1, at - 2) if start in words]
    return any(
        w.word.kind in kinds and w.last == at and not _COMMA.search(sentence.before[at])
        for w in before
    )


def is_progressive(sentence: Sentence, first: int) -> bool:
    """Tell an English -ing form that is a full verb: is promising."""
    grammar = sentence.lexicon.grammar
    return (
        not grammar.verb_first and word_before(sentence, first, grammar.skipped) in grammar.passive
    )


def word_before(sentence: Sentence, index: int, skipped: frozenset[str]) -> str:
    """Return the word before a token, stepping over adverbs and auxiliaries."""
    at, adverbs = index - 1, sentence.lexicon.grammar.adverbs
    while at > 0 and (
        sentence.words[at] in skipped or (adverbs and sentence.words[at].endswith(adverbs))
    ):
        at -= 1
    return sentence.word(at)
