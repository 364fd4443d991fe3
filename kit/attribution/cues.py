"""The evidence in each statement: who is named, what reports it, what hedges it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from kit.attribution.lexicon import Lexicon, load_lexicon
from kit.attribution.match import Hit, Sentence, read_sentence
from kit.attribution.nouns import noun_after
from kit.attribution.pairs import find_pairs
from kit.attribution.rules import SOURCE_RULES, Rule, Source
from kit.attribution.rules.reference import REFERENCES
from kit.frames import build, check, records

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

_SHORT_LINE: Final = 8
_BYLINE: Final = 7
_NAMES: Final = 4
_TITLES: Final = 4
_FORMER: Final = 2
_STUDY: Final = 12
_PLUPERFECT: Final = 10
_OPENS: Final = frozenset('«“"„”')


def find_cues(statements: pd.DataFrame) -> pd.DataFrame:
    """Find the words in each statement that tell who stands behind it.

    Parameters
    ----------
    statements
        The frame ``statements``; statements of one article stand together, in reading order.

    Returns
    -------
    pandas.DataFrame
        The frame ``cues``. ``kind`` is source, cue, hedge, quote or meta; ``role`` says what kind of
        source, cue and so on; a source and its cue share a ``pair`` (from 0 in each statement; -1
        for all else). ``start`` and ``end`` count in the article's text like those of the
        statement; both are -1 for a cue that is not written (a colon, an elided subject).

    Raises
    ------
    FrameError
        If `statements` is not a frame of statements.
    """
    check(statements, "statements")
    return build("cues", (cue for found in cues_of(records(statements)) for cue in found))


def cues_of(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of ``cues`` for each row of ``statements``, in order."""
    open_mark, article, paragraph = "", None, -1
    for row in rows:
        text = str(row["text"])
        running = False
        if row["article_id"] != article or row["paragraph"] != paragraph:
            # a quotation runs on into a new paragraph only if that one opens it again
            running = row["article_id"] == article and bool(open_mark) and text[:1] in _OPENS
            article, paragraph, open_mark = row["article_id"], row["paragraph"], ""
        lexicon = load_lexicon(str(row["lang"]))
        sentence = read_sentence(text, lexicon, open_mark)
        open_mark = sentence.open_mark
        yield [
            _placed(cue, row)
            for cue in (
                *_pairs(sentence, str(row["zone"])),
                *_mentions(sentence),
                *_studies(sentence),
                *_markers(sentence),
                *_hedges(sentence),
                *_quotes(sentence, running=running),
                *_meta(sentence, lexicon, str(row["zone"]), int(row["paragraph"])),
            )
        ]


def _placed(cue: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """Turn offsets in the statement into offsets in the article, and add the words."""
    first, last = cue["start"], cue["end"]
    known = first >= 0
    return {
        "stance": "", "pair": -1, "why": "",
        **cue,
        "statement_id": row["statement_id"],
        "start": row["start"] + first if known else -1,
        "end": row["start"] + last if known else -1,
        "text": str(row["text"])[first:last] if known else "",
    }  # fmt: skip


def _cue(sentence: Sentence, first: int, last: int, **fields: object) -> dict[str, Any]:
    span = sentence.span(first, last)
    return {"start": span.start, "end": span.end, **fields}


def classify(source: Source) -> tuple[Rule, str]:
    """Return the rule that says what a speaker is, and the role of the speaker.

    A short form ("the ministry") is decided by what it points back to; its role is that of the
    noun it is made of, so that `suggest_labels` knows what to look back for.
    """
    rule = next(r for r in SOURCE_RULES if r.test(source))
    if rule.role != "short":
        return rule, rule.role
    if source.is_whole("references", "scholars"):
        return rule, "scholars"
    noun = next(r for r in SOURCE_RULES if r not in REFERENCES and r.test(source))
    return rule, noun.role


def _pairs(sentence: Sentence, zone: str) -> Iterator[dict[str, Any]]:
    for number, pair in enumerate(find_pairs(sentence, zone)):
        source = Source(sentence, *pair.source)
        rule, role = classify(source)
        told = (rule.test.__doc__ or "").strip()
        kind = "gloss" if pair.gloss else "second" if pair.second else pair.kind
        yield _cue(
            sentence, *pair.cue, rule_id=rule.id, kind="cue", role=kind, pair=number,
            stance=pair.stance, why=told,
        )  # fmt: skip
        if pair.source[0] < pair.source[1]:
            named = _cue(
                sentence, *pair.source, rule_id=rule.id, kind="source", role=role, pair=number,
                why=told,
            )  # fmt: skip
            named["start"] += pair.clitic and not sentence.words[pair.source[0]].startswith("لل")
            yield named
        if pair.via[0] < pair.via[1]:
            hand, _ = classify(Source(sentence, *pair.via))
            yield _cue(
                sentence, *pair.via, rule_id=hand.id, kind="source", role="via", pair=number,
                why=(hand.test.__doc__ or "").strip(),
            )  # fmt: skip


def _mentions(sentence: Sentence) -> Iterator[dict[str, Any]]:
    """Yield who is introduced by office without speaking: later their name alone will do."""
    for hit in sentence.hits.get("titles", {}).values():
        if hit.word.kind != "office":
            continue
        first, last = name_of_office(sentence, hit)
        begins = hit.first
        while hit.first - begins < _TITLES and sentence.at(begins - 1, "titles"):
            begins -= 1  # retired Lt. Gen.
        near = sentence.words[max(0, begins - _FORMER) : max(last, hit.last)]
        former = any(word in sentence.lexicon.grammar.former for word in near)
        if first < last and not former:
            yield _cue(
                sentence, first, last, rule_id="OF-001", kind="source", role="mention",
                why="Introduced here by office.",
            )  # fmt: skip


def _studies(sentence: Sentence) -> Iterator[dict[str, Any]]:
    """Yield a study of which it is said where it can be read: later "the researchers" are its own."""
    for hit in sentence.hits.get("phrases", {}).values():
        if hit.word.kind != "published" or hit.last >= len(sentence.words):
            continue
        named = any(sentence.capital[hit.last : hit.last + 3]) or not sentence.lexicon.grammar.cased
        studies = [
            h
            for h in sentence.within(max(0, hit.first - _STUDY), hit.last + _STUDY, "documents")
            if h.word.kind == "study"
        ]
        if studies and named:
            yield _cue(
                sentence, studies[-1].first, studies[-1].last, rule_id="NA-002", kind="source",
                role="mention", why="It is said where this study can be read.",
            )  # fmt: skip


def name_of_office(sentence: Sentence, hit: Hit) -> tuple[int, int]:
    """Return the words that name the holder of an office: after it, or before a comma."""
    if not sentence.lexicon.grammar.cased:
        return noun_after(sentence, hit.last)
    end = hit.last
    while end < len(sentence.words) and sentence.capital[end] and not sentence.before[end]:
        end += 1
    if end > hit.last:
        return (hit.last, end)
    comma = next(
        (i for i in range(end, min(end + 7, len(sentence.words))) if sentence.before[i]), 0
    )
    if comma and sentence.before[comma] == "," and sentence.capital[comma]:
        end = comma  # the head of the port authority, Ines Kaldor
        while end < len(sentence.words) and sentence.capital[end] and (
            end == comma or not sentence.before[end]
        ):  # fmt: skip
            end += 1
        return (comma, end)
    comma = next((i for i in range(hit.first, max(0, hit.first - 8), -1) if sentence.before[i]), 0)
    if not comma or sentence.before[comma] != "," or sentence.within(comma, hit.first, "verbs"):
        return (0, 0)
    start = comma
    while (
        start > 0 and sentence.capital[start - 1] and (start == comma or not sentence.before[start])
    ):
        start -= 1
    return (start, comma)


def _markers(sentence: Sentence) -> Iterator[dict[str, Any]]:
    for hit in sentence.hits.get("hearsay", {}).values():
        if not sentence.quoted[hit.first]:
            yield _cue(
                sentence, hit.first, hit.last, rule_id="HE-004", kind="cue", role="marker",
                stance="neutral", why="It is said, and nobody is named for it.",
            )  # fmt: skip


def _hedges(sentence: Sentence) -> Iterator[dict[str, Any]]:
    for hit in sentence.hits.get("hedges", {}).values():
        role = _hedge_role(sentence, hit)
        if role:
            yield _cue(
                sentence, hit.first, hit.last, rule_id="HG-001", kind="hedge", role=role,
                why="The content itself is put as uncertain.",
            )  # fmt: skip


def _hedge_role(sentence: Sentence, hit: Hit) -> str:
    """Return "event" for what may have happened, "prospect" for what may come, "" for no hedge."""
    following, grammar = sentence.word(hit.last), sentence.lexicon.grammar
    kind = hit.word.kind
    if kind == "qad":  # قد before a perfect verb only says that it is over
        begins = max(0, hit.first - _PLUPERFECT)
        over = any(w in grammar.pluperfect for w in sentence.words[begins : hit.first])
        perfect = following in grammar.perfects or following.endswith(("وا", "تا"))
        if following[:1] not in {"ي", "ت"} or perfect or (over and following[:1] == "ت"):
            return ""
        return "event" if following.startswith("يكون") else "prospect"
    if kind == "modal" and _is_month(sentence, hit, following):
        return ""
    verb = sentence.at(hit.last, "verbs")
    happened = following in grammar.happened or (verb is not None and verb.word.form == "past")
    past = bool(grammar.pasts) and kind == "adverb" and following.endswith(grammar.pasts)
    return "event" if kind == "event" or past or (kind == "modal" and happened) else "prospect"


def _is_month(sentence: Sentence, hit: Hit, following: str) -> bool:
    grammar = sentence.lexicon.grammar
    capital = sentence.capital[hit.first] and (hit.first > 0 or following in grammar.dated)
    return capital and sentence.words[hit.first] in grammar.month


def _quotes(sentence: Sentence, *, running: bool) -> Iterator[dict[str, Any]]:
    whole = bool(sentence.quoted) and all(sentence.quoted)
    for index, span in enumerate(sentence.quotes):
        begins = index == 0 and (sentence.opens_quoted or running)
        role = ("whole" if whole else "part") + ("-continued" if begins else "")
        yield {
            "start": span.start, "end": span.end, "rule_id": "QU-000", "kind": "quote",
            "role": role, "why": "Someone's own words.",
        }  # fmt: skip


def _meta(
    sentence: Sentence, lexicon: Lexicon, zone: str, paragraph: int
) -> Iterator[dict[str, Any]]:
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
        yield _cue(
            sentence, 0, 1, rule_id="ME-001", kind="meta", role="note",
            why="It speaks of the text itself.",
        )  # fmt: skip
    byline = paragraph == 1 and _is_byline(sentence)
    if zone != "headline" and (byline or _is_dateline(sentence)):
        yield _cue(
            sentence, 0, len(sentence.words), rule_id="ME-003", kind="meta", role="dateline",
            why="A date, place or name, standing alone.",
        )  # fmt: skip


def _is_byline(sentence: Sentence) -> bool:
    """Tell the line under a headline that gives writer and place: a name, a dash, a place."""
    bare = 1 < len(sentence.words) <= _NAMES and not sentence.hits
    if bare and not sentence.lexicon.grammar.cased and not any(sentence.before):
        return True
    return (
        1 < len(sentence.words) <= _BYLINE
        and any(mark in {"-", "–", "—", "|"} for mark in sentence.before[1:])
        and not sentence.before[-1]
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
