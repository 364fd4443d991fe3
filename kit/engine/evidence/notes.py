"""Words about the text itself: notes, credits, bylines, datelines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kit.articles.chats import is_head
from kit.engine.evidence.found import Found
from kit.engine.roles import CREDIT, DATELINE, NOTE
from kit.engine.rules.unattributed import ABOUT_TEXT, CREDITED, STANDING_ALONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.core.text import Span
    from kit.engine.sentence.sentence import Sentence

_SHORT_LINE: Final = 8
_BYLINE: Final = 7
_NAMES: Final = 4
_RULE: Final = 3
_LINE: Final = re.compile(r"[-–—=_*~.•·\s]+")
_ADDRESS: Final = re.compile(r"https?://|\bwww\.|\bt\.me/|\w@\w+\.\w|^[-–—].*\(@\w+\)")
_DOMAIN: Final = re.compile(r"[A-Z]+\.[A-Z]{2,4}\b")
_ABOUT: Final = "It speaks of the text itself."


def find_notes(sentence: Sentence, zone: str, paragraph: int) -> Iterator[Found]:
    """Yield what in a statement speaks of the text and not of the world."""
    lexicon = sentence.lexicon
    if note := _phrase(sentence, lexicon.notes):
        yield Found(*note, ABOUT_TEXT.id, "meta", NOTE, _ABOUT)
    if zone == "caption" and (credit := _phrase(sentence, lexicon.credits)):
        yield Found(*credit, CREDITED.id, "meta", CREDIT, _ABOUT)
    if zone == "body" and sentence.word(0) in lexicon.openings:
        yield Found(*sentence.span(0, 1), ABOUT_TEXT.id, "meta", NOTE, _ABOUT)
    site = _DOMAIN.match(sentence.text) is not None and not sentence.lexicon.grammar.cased
    if (zone != "headline" and (_is_rule(sentence) or _is_site(sentence))) or (
        site and len(sentence.words) <= _NAMES
    ):
        yield Found(0, len(sentence.text), ABOUT_TEXT.id, "meta", NOTE, _ABOUT)
    byline = is_head(sentence.text) or (paragraph == 1 and _is_byline(sentence))
    if zone != "headline" and (byline or _is_dateline(sentence)):
        whole = sentence.span(0, len(sentence.words))
        why = "A date, place or name, standing alone."
        yield Found(*whole, STANDING_ALONE.id, "meta", DATELINE, why)


def _is_rule(sentence: Sentence) -> bool:
    """Tell a line of nothing but dashes, stars or dots."""
    return (
        not sentence.words
        and len(sentence.text) >= _RULE
        and _LINE.fullmatch(sentence.text) is not None
    )


def _is_site(sentence: Sentence) -> bool:
    """Tell a line that gives an address, or names a site in other letters, and says no more."""
    words = sentence.words
    if sentence.text.startswith("©"):
        return True
    if not 0 < len(words) <= _SHORT_LINE or any(h for h in sentence.hits.get("verbs", ())):
        return False
    if _ADDRESS.search(sentence.text):
        return True
    foreign = not sentence.lexicon.grammar.cased and len(words) <= _NAMES
    named = sentence.text.isupper()  # HARBOUR.NEWS
    return foreign and named and all(w.isascii() and not w.isdigit() for w in words)


def _phrase(sentence: Sentence, pattern: re.Pattern[str]) -> Span | None:
    """Return where a phrase on the text stands, unless somebody says it in quotation marks."""
    match = pattern.search(sentence.folded.text)
    if match is None:
        return None
    index = next((i for i, end in enumerate(sentence.ends) if end > match.start()), 0)
    if sentence.quoted and sentence.quoted[index]:
        return None
    return sentence.folded.back(match.start(), match.end())


def _is_byline(sentence: Sentence) -> bool:
    """Tell the line under a headline that gives writer and place: a name, a dash, a place."""
    bare = 1 < len(sentence.words) <= _NAMES and not sentence.hits
    if bare and not sentence.lexicon.grammar.cased and not any(sentence.before):
        return True
    marks = [mark.strip('«»"“”():') for mark in sentence.before]
    return (
        1 < len(sentence.words) <= _BYLINE
        and any(mark in {"-", "–", "—", "|"} for mark in marks[1:])
        and not marks[-1]
        and not sentence.hits.get("verbs")
    )


def _is_dateline(sentence: Sentence) -> bool:
    """Tell a line of nothing but dates, places, agencies and figures, or a byline."""
    words, grammar = sentence.words, sentence.lexicon.grammar
    if not 0 < len(words) <= _SHORT_LINE:
        return False
    if words[0] in grammar.byline and len(words) > 1 and all(sentence.capital):
        return True
    known = 0
    index = 0
    while index < len(words):
        hit = sentence.at(index, "places", "outlets", "stops")
        if hit and (hit.word.table != "stops" or hit.word.kind == "time"):
            known += hit.word.table != "places"
            index = hit.last
        elif re.fullmatch(r"[\d/-]+\w?\w?", words[index]) or words[index] in grammar.month:
            known += 1
            index += 1
        elif index == 0 and (
            sentence.said(0, 1).isupper() or (sentence.capital[0] and sentence.before[1] == ",")
        ):  # fmt: skip
            index += 1  # a town that no list has, in capitals as datelines print it
        else:
            return False
    return known > 0
