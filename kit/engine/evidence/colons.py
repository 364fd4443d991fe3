"""Speakers that a mark sets beside what they say: "Kremlin: ...", "...: sources", "..." - Ilves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kit.articles.chats import stamp_of
from kit.engine.evidence.expression import Expression
from kit.engine.roles import COLON
from kit.engine.sentence.sentence import SOURCE_TABLES
from kit.engine.sentence.source import Source
from kit.languages.arabic import is_first_person, is_present

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.engine.sentence.sentence import Sentence

_QUOTED: Final = re.compile(r"[«“„\"']")
_SIGNATURE: Final = 7
_SIGNED: Final = re.compile(r"[»”\"][-–—]+$")
_COLON_WORDS: Final = 8
_COLON_BODY: Final = 4
_COLON_NAME: Final = 2
_LABEL: Final = 3
_CLAIM: Final = 3
"""How many words what is claimed has at least, before the speaker who stands last."""
_LAST: Final = 5
_BEHIND: Final = re.compile(r"(?:[»”\"]?:|[»”\"]?[–—-]|\.\.+|…)$")
_TAG_WORDS: Final = 2
_TITLES: Final = ("headline", "heading")


def found_by_marks(sentence: Sentence, zone: str) -> Iterator[Expression]:
    """Yield the speakers whom no verb but a mark joins to what they say."""
    first = list(_sender(sentence)) or list(_before_colon(sentence, zone))
    yield from first
    if not first and zone in _TITLES:
        yield from _behind_claim(sentence)
    yield from _signature(sentence)


def _sender(sentence: Sentence) -> Iterator[Expression]:
    """Yield who sent a message, behind its time: [12/05/2026, 14:03] Ines Kaldor: ..."""
    stamp = stamp_of(sentence.folded.text)
    if not stamp:
        return
    start = next((i for i, end in enumerate(sentence.ends) if end > stamp), 0)
    near = range(start + 1, min(start + _COLON_WORDS, len(sentence.words)))
    place = next((i for i in near if ":" in sentence.before[i]), 0)
    if place:
        yield Expression(COLON, "neutral", (place, place), (start, place))


def _before_colon(sentence: Sentence, zone: str) -> Iterator[Expression]:
    """Yield the speaker of "Kremlin: ..."; a headline may name anyone there."""
    if sentence.lexicon.tags.match(sentence.folded.text):
        return
    start = _after_tag(sentence)
    place = _colon_after(sentence, start)
    if not place or (sentence.quoted[start] and not sentence.titled[start]):
        return
    titled = zone in _TITLES
    end = next((i for i in range(start + 1, place) if _parts(sentence, i)), place)
    words = end - start
    if not titled and place == 1 and sentence.words[0] in sentence.lexicon.grammar.answers:
        yield Expression(COLON, "neutral", (place, place), (0, 0))
        return
    if not titled and place - start > _COLON_BODY and not _QUOTED.search(sentence.before[place]):
        return
    if any(not sentence.noun(v.first) for v in sentence.within(start, place, "verbs")):
        return
    tables = [t for t in SOURCE_TABLES if t != "places"]  # "Lebanon: ..." is a topic
    known = sentence.within(start, end, *tables)
    if not sentence.lexicon.grammar.head_first:
        known = [h for h in known if h.last == end]
    quote = _QUOTED.search(sentence.before[place]) is not None
    named = _is_label(sentence, start, end) or (
        end < place and quote and _is_name(sentence, start, end)
    )
    short = words <= (_COLON_WORDS if quote else _COLON_NAME)
    anyone = titled and short and not sentence.at(start, "places") and (
        quote or _may_be_someone(sentence, start, end, place)
    )  # fmt: skip
    if known or named or anyone:
        yield Expression(COLON, "neutral", (place, place), (start, end))


def _after_tag(sentence: Sentence) -> int:
    """Return where the words begin after a tag that a bar parts from them: عاجل | ..."""
    near = range(1, min(_TAG_WORDS + 1, len(sentence.words)))
    return next((i for i in near if sentence.before[i] == "|"), 0)


def _colon_after(sentence: Sentence, start: int) -> int:
    """Return the place of the colon behind the first words; 0 if another mark parts them."""
    for place in range(start + 1, min(len(sentence.words), start + _COLON_WORDS)):
        mark = sentence.before[place]
        if ":" in mark and (mark.startswith(":") or sentence.titled[place - 1]):
            return place
        if mark and not _parts(sentence, place):
            return 0
    return 0


def _parts(sentence: Sentence, at: int) -> bool:
    """Tell where a speaker ends before the colon: a comma, or the outlet told (لـ«المرفأ»)."""
    mark = sentence.before[at]
    opens = sentence.titled[at] and not sentence.titled[at - 1]
    to = sentence.lexicon.grammar.onto
    listener = bool(to) and sentence.words[at] == to and at + 1 < len(sentence.words)
    return listener or mark.startswith((",", "،")) or (opens and sentence.words[at - 1] == to)


def _is_label(sentence: Sentence, start: int, end: int) -> bool:
    """Tell the name before an answer in an interview, all in capitals: LENA ORSHOLT: ..."""
    said = sentence.said(start, end)
    return start == 0 and end <= _LABEL and len(said) > 1 and said.isupper() and not sentence.shouts


def _is_name(sentence: Sentence, start: int, end: int) -> bool:
    """Tell a name before a comma: Tom Reed, a sailor: ..."""
    if not sentence.lexicon.grammar.cased:
        return 1 < end - start <= _COLON_BODY
    return all(sentence.capital[start:end])


def _may_be_someone(sentence: Sentence, start: int, end: int, place: int) -> bool:
    """Tell a name from a topic ("Flu: cases double") where nothing stands in quotation marks.

    A single word may be either: the whole article tells whether it names anyone.
    """
    if end - start == 1:
        return True
    if not sentence.lexicon.grammar.cased:
        return is_first_person(sentence.words[place])
    asks = sentence.words[place] in sentence.lexicon.grammar.interrogatives
    return all(sentence.capital[start:end]) and not asks


def _behind_claim(sentence: Sentence) -> Iterator[Expression]:
    """Yield the speaker who stands last: Bridge is unsafe: sources."""
    count = len(sentence.words)
    for place in range(max(_CLAIM, count - _LAST), count):
        if not _BEHIND.search(sentence.before[place]):
            continue
        source = Source(sentence, place, count)
        if source.is_a("outlets") and ":" not in sentence.before[place]:
            return  # the name of the site behind its title
        spoken = any(not sentence.noun(v.first) for v in sentence.within(place, count, "verbs"))
        spoken = spoken or _goes_on(sentence, source, place)
        if (source.head is not None and not spoken and not sentence.quoted[place]) or (
            sentence.within(place, count, "places")
            and count - place == 1
            and ":" in sentence.before[place]
        ):
            yield Expression(COLON, "neutral", (place, place), (place, count))
        return


def _goes_on(sentence: Sentence, source: Source, place: int) -> bool:
    """Tell a second clause from a speaker: ..، والشرطة تحقق."""
    if sentence.lexicon.grammar.cased or source.head is None:
        return False
    behind = range(source.head.last, len(sentence.words))
    verb = any(is_present(sentence.words[i]) and not sentence.noun(i) for i in behind)
    return verb or source.head.first != place


def _signature(sentence: Sentence) -> Iterator[Expression]:
    """Yield the name under a quotation: "..." - Marta Ilves, sailor."""
    count = len(sentence.words)
    for place in range(max(1, count - _SIGNATURE), count):
        if _SIGNED.search(sentence.before[place]):
            end = next((i for i in range(place, count) if sentence.before[i] == ","), count)
            if all(sentence.capital[place:end]):
                yield Expression(COLON, "neutral", (place, place), (place, end))
            return
