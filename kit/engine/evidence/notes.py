"""Words about the text itself: notes, credits, bylines, datelines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from kit.engine.evidence.mentions import cue_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.engine.sentence.reading import Sentence

_SHORT_LINE: Final = 8
_BYLINE: Final = 7
_NAMES: Final = 4


def find_notes(sentence: Sentence, zone: str, paragraph: int) -> Iterator[dict[str, Any]]:
    """Yield what in a statement speaks of the text and not of the world."""
    lexicon = sentence.lexicon
    for role, pattern in (("note", lexicon.notes), ("credit", lexicon.credits)):
        match = pattern.search(sentence.folded.text)
        if match and (role == "note" or zone == "caption"):
            at = match.start()
            index = next((i for i, end in enumerate(sentence.ends) if end > at), 0)
            if sentence.quoted and sentence.quoted[index]:
                continue
            span = sentence.folded.back(match.start(), match.end())
            rule = "ME-001" if role == "note" else "ME-002"
            yield {
                "start": span.start, "end": span.end, "rule_id": rule, "kind": "meta",
                "role": role, "why": "It speaks of the text itself.",
            }  # fmt: skip
    if sentence.word(0) in lexicon.openings and zone == "body":
        yield cue_at(
            sentence, 0, 1, rule_id="ME-001", kind="meta", role="note",
            why="It speaks of the text itself.",
        )  # fmt: skip
    byline = paragraph == 1 and _is_byline(sentence)
    if zone != "headline" and (byline or _is_dateline(sentence)):
        yield cue_at(
            sentence, 0, len(sentence.words), rule_id="ME-003", kind="meta", role="dateline",
            why="A date, place or name, standing alone.",
        )  # fmt: skip


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
