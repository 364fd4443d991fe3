"""Source phrases: where the words that name a speaker begin and end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kit.engine.roles import SAY
from kit.engine.sentence.sentence import PARTS
from kit.engine.sentence.verbs import has_needed
from kit.languages.arabic import is_nisba, is_present

if TYPE_CHECKING:
    from kit.engine.sentence.sentence import Hit, Sentence

NAME_WORDS: Final = 6
_APPOSED: Final = 8
_BARE: Final = 4
_TITLES: Final = 3
_ADJECTIVES: Final = 2
LONGEST: Final = 16
"""A source phrase of more words than this is taken to have run into the news itself."""


def noun_after(sentence: Sentence, first: int) -> tuple[int, int]:
    """Return the words of the source phrase that begins at a token; empty if none does."""
    joiners = sentence.lexicon.grammar.joiners
    words, end = sentence.words, first
    while end < len(words) and end - first < LONGEST and not _ends(sentence, first, end):
        known = sentence.noun(end)
        end = known.last if known else end + 1
    while end > first and words[end - 1] in joiners:
        end -= 1
    return (first, with_name(sentence, first, end))


def with_name(sentence: Sentence, first: int, end: int) -> int:
    """Return where a name in commas ends that follows an office: مدير الشرطة، اللواء سامي الحداد."""
    named = first < end < len(sentence.words) and sentence.before[end] in {"،", ","}
    if not named or not sentence.lexicon.grammar.verb_first:
        return end
    if not sentence.within(first, end, "titles", "unnamed"):
        return end
    if not sentence.at(end, "titles"):
        return _with_bare_name(sentence, first, end)
    for at in range(end + 1, min(end + _APPOSED, len(sentence.words)) + 1):
        if sentence.parts(at) or at == len(sentence.words):
            return at
        if sentence.at(at, "verbs", "stops", "phrases"):
            break
    return end


def _with_bare_name(sentence: Sentence, first: int, end: int) -> int:
    """Return where a name between two commas ends: المحلل المستقل، سامي الحداد، ..."""
    grammar = sentence.lexicon.grammar
    office = sentence.within(first, end, "titles")
    if not (
        grammar.is_definite(sentence.words[first]) or any(h.word.kind == "office" for h in office)
    ):
        return end
    for at in range(end, min(end + _BARE, len(sentence.words)) + 1):
        if at == len(sentence.words) or (at > end and sentence.before[at]):
            return at if at - end > 1 else end
        if sentence.noun(at) or sentence.at(at, "verbs", "stops", "phrases"):
            break
        if sentence.words[at] in grammar.breakers | grammar.joiners | grammar.oblique:
            break
    return end


def _ends(sentence: Sentence, first: int, at: int) -> bool:
    """Tell whether a source phrase that began at `first` is over at a token."""
    grammar, text = sentence.lexicon.grammar, sentence.words[at]
    if _parts(sentence, first, at):
        return True
    helping = grammar.verb_first and at > first and text in grammar.skipped  # الديري قد زارت
    if (
        helping
        or _is_own_word(sentence, first, at)
        or sentence.at(at, "stops")
        or text in grammar.breakers | grammar.passive
    ):
        return True
    known = sentence.noun(at)
    if sentence.at(at, "phrases") and not (at == first and known):
        return True
    verb = sentence.at(at, "verbs")
    if verb and not known and _speaks(sentence, verb):
        return True
    news = at > first and (
        _is_listener(sentence, at) or (at > first + 1 and _opens_news(sentence, at))
    )
    if news or (at > first and _is_closed(sentence, first, at)):
        return True
    dated = text in grammar.joiners and sentence.word(at + 1).isdigit()
    joined = at > first and text in grammar.joiners
    return joined and (dated or not _joins(sentence, first, at))


def _is_listener(sentence: Sentence, at: int) -> bool:
    """Tell the outlet that is told something from the name before it: سامي الحداد لرويترز."""
    known, onto = sentence.noun(at), sentence.lexicon.grammar.onto
    outlet = known is not None and known.word.table == "outlets" and bool(onto)
    return outlet and sentence.words[at].startswith(onto) and not sentence.noun(at - 1)


def _is_own_word(sentence: Sentence, first: int, at: int) -> bool:
    """Tell what a speaker is said to have said from the speaker: عن سالم الديري قوله."""
    grammar, own = sentence.lexicon.grammar, sentence.at(at, "references")
    if own is None or own.word.kind != "pronoun" or not grammar.verb_first:
        return False
    word = sentence.words[at]
    return at > first and word not in grammar.selfsame and not grammar.is_definite(word)


def _is_closed(sentence: Sentence, first: int, at: int) -> bool:
    """Tell a word that cannot belong to the speaker any more, where no mark parts it from the news.

    A capital takes no noun (رفضت موسكو الاتهامات); behind a word with the article no bare one goes
    on with a body or document (حزب النور وجود ...), though a name goes on with a person; and an
    indefinite person takes no word with the article behind an adjective (مسؤول كبير المحادثات).
    """
    grammar, head = sentence.lexicon.grammar, sentence.noun(first)
    if not grammar.verb_first or head is None or sentence.titled[at]:
        return False
    word, before = sentence.words[at], sentence.words[at - 1]
    joined = word.startswith(grammar.joining) and grammar.is_definite(word)
    if joined or word.startswith(grammar.onto) or not grammar.joiners.isdisjoint((word, before)):
        return False
    definite, table = grammar.is_definite(word), head.word.table
    if table == "places":
        return at == head.last and not is_nisba(word)
    closes = grammar.carries_article(before)
    if table in {"bodies", "documents", "outlets"}:
        person = sentence.within(max(0, first - _TITLES), at, "titles", "unnamed")
        bare = not definite and sentence.noun(at) is None and not grammar.carries_article(word)
        body = definite and at == head.last and sentence.at(at, "bodies", "unnamed") is not None
        return closes and (body or (bare and not person))
    adjectives = 0 < at - head.last <= _ADJECTIVES and not closes and not any(
        sentence.noun(i) or is_present(sentence.words[i]) or sentence.words[i] in grammar.joiners
        for i in range(head.last, at)
    )  # fmt: skip
    indefinite = table == "unnamed" and not grammar.is_definite(sentence.words[first])
    return indefinite and definite and adjectives


def _opens_news(sentence: Sentence, at: int) -> bool:
    """Tell whether the news begins at a word that no mark parts from the speaker."""
    grammar = sentence.lexicon.grammar
    if grammar.verb_first and _is_object(sentence, at):
        return True
    # أعلنت وزارة الصحة إغلاق ..., and yet a surname may look like it: وقال غلعاد أردان إن
    goes_on = at + 1 < len(sentence.words) and not sentence.before[at + 1]
    ends = not goes_on or sentence.at(at + 1, "stops", "phrases")
    return (
        not ends and not sentence.noun(at) and grammar.event.match(sentence.words[at]) is not None
    )


def _is_object(sentence: Sentence, at: int) -> bool:
    """Tell where the speaker ends and the one spoken of begins, with no mark between them.

    After a name in quotation marks only an adjective goes on (موقع «تيرا» الإسباني), and after the
    name of a person no body does (اتهم الوزير سامي الحداد الشركة).
    """
    grammar, word = sentence.lexicon.grammar, sentence.words[at]
    if sentence.titled[at - 1] and not sentence.titled[at]:
        return not grammar.is_definite(word) and word not in grammar.joiners
    known = sentence.noun(at)
    body = known is not None and known.word.table == "bodies" and grammar.is_definite(word)
    person = sentence.within(max(0, at - LONGEST), at, "titles")
    named = (
        sentence.words[at - 1] not in grammar.joiners
        and sentence.noun(at - 1) is None
        and not sentence.at(at - 1, "places", "references")
    )
    return bool(body and named and any(h.last < at - 1 for h in person))


def _parts(sentence: Sentence, first: int, at: int) -> bool:
    """Tell whether a mark ends a phrase: the quotation marks of «داعش» do not, those of speech do."""
    if at == first:
        return bool(PARTS.search(sentence.before[at])) or sentence.quoted[at]
    if not sentence.parts(at):
        return (
            sentence.titled[at]
            and not sentence.titled[at - 1]
            and not _takes_name(sentence, at - 1)
        )
    return True


def _takes_name(sentence: Sentence, at: int) -> bool:
    """Tell a word whose name may follow in quotation marks: صحيفة, تنظيم, a preposition."""
    grammar = sentence.lexicon.grammar
    if sentence.words[at] in grammar.joiners | grammar.articles or sentence.titled[at]:
        return True
    back = (sentence.at(at - n, "outlets", "bodies", "documents") for n in range(3))
    return any(hit is not None and hit.last == at + 1 for hit in back)


def _speaks(sentence: Sentence, verb: Hit) -> bool:
    """Tell whether a verb inside what looks like a source phrase begins the news instead."""
    return verb.word.kind == SAY and verb.word.form != "participle" and has_needed(sentence, verb)


def _joins(sentence: Sentence, first: int, at: int) -> bool:
    """Tell a preposition inside a source phrase (مصدر في الوزارة) from one that ends it."""
    if sentence.lexicon.grammar.verb_first:
        return bool(sentence.within(first, at, "unnamed", "titles")) and not sentence.at(
            at + 1, "stops"
        )
    return True


def is_time(sentence: Sentence, index: int) -> bool:
    """Tell whether a time or adverb stands at a token."""
    hit = sentence.at(index, "stops")
    return hit is not None and hit.word.kind in {"time", "adverb"}
