"""The evidence in each statement: who is named, what reports it, what hedges it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from kit.core.frames import build, rows_of
from kit.core.rows import Statement
from kit.engine.evidence.expressions import find_expressions
from kit.engine.evidence.found import Found
from kit.engine.evidence.mentions import find_bodies, find_mentions, find_studies, find_subject
from kit.engine.evidence.notes import find_notes
from kit.engine.roles import (
    EVENT,
    GLOSS,
    MARKER,
    PROSPECT,
    SCHOLARS,
    SECOND,
    VIA,
    quotation,
)
from kit.engine.rules import SOURCE_RULES, Rule
from kit.engine.rules.reference import REFERENCES, SHORT
from kit.engine.rules.unattributed import SAID_BY_NOBODY
from kit.engine.sentence.sentence import Hit, Sentence, read_sentence
from kit.engine.sentence.source import Source
from kit.engine.sentence.subjects import in_relative
from kit.engine.sentence.verbs import is_gloss, word_before
from kit.languages.arabic import is_imperfect
from kit.languages.lexicon import load_lexicon
from kit.languages.tags import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    from kit.core.rows import Cue

_HEDGE_ID: Final = "HG-001"
_QUOTE_ID: Final = "QU-000"
"""Ids of evidence that no rule of its own decides on."""
_PLUPERFECT: Final = 10
_OPENS: Final = frozenset("«“\"„”'‘")


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
    rows = spoken(rows_of(statements, Statement), "statements")
    return build("cues", (cue for found in cues_of(rows) for cue in found))


def cues_of(statements: Iterable[Statement]) -> Iterator[tuple[Cue, ...]]:
    """Yield the cues of each statement, in order; those of one article stand together."""
    open_mark, article, paragraph = "", None, -1
    for one in statements:
        running = False
        if one.article_id != article or one.paragraph != paragraph:
            # a quotation runs on into a new paragraph only if that one opens it again
            running = one.article_id == article and bool(open_mark) and one.text[:1] in _OPENS
            article, paragraph, open_mark = one.article_id, one.paragraph, ""
        sentence = read_sentence(one.text, load_lexicon(one.lang), open_mark)
        open_mark = sentence.open_mark
        found = (
            *_attributions(sentence, one.zone),
            *find_mentions(sentence),
            *find_bodies(sentence),
            *find_studies(sentence),
            *find_subject(sentence),
            *_markers(sentence),
            *_hedges(sentence),
            *_quotes(sentence, running=running),
            *find_notes(sentence, one.zone, one.paragraph),
        )
        yield tuple(cue.placed(one) for cue in found)


def classify(source: Source) -> tuple[Rule, str]:
    """Return the rule that says what a speaker is, and the role of the speaker.

    A short form ("the ministry") is decided by what it points back to; its role is that of the
    noun it is made of, so that `suggest_labels` knows what to look back for.
    """
    rule = next(r for r in SOURCE_RULES if r.test(source))
    if rule is not SHORT:
        return rule, rule.role
    if source.is_whole("references", SCHOLARS):
        return rule, SCHOLARS
    noun = next(r for r in SOURCE_RULES if r not in REFERENCES and r.test(source))
    return rule, noun.role


def _attributions(sentence: Sentence, zone: str) -> Iterator[Found]:
    """Yield each reporting expression, its speaker and the one who hands it on, as a pair."""
    for number, found in enumerate(find_expressions(sentence, zone)):
        rule, role = classify(Source(sentence, *found.source))
        why = _told(rule)
        kind = GLOSS if found.gloss else SECOND if found.second else found.kind
        yield Found(*sentence.span(*found.cue), rule.id, "cue", kind, why, number, found.stance)
        if found.source[0] < found.source[1]:
            start, end = sentence.span(*found.source)
            merged = sentence.lexicon.grammar.merged
            start += found.clitic and not sentence.words[found.source[0]].startswith(merged)
            yield Found(start, end, rule.id, "source", role, why, number)
        if found.via[0] < found.via[1]:
            hand, _ = classify(Source(sentence, *found.via))
            yield Found(*sentence.span(*found.via), hand.id, "source", VIA, _told(hand), number)


@cache
def _told(rule: Rule) -> str:
    """Return the first line of a rule's test: what kind of speaker it finds."""
    return (rule.test.__doc__ or "").strip()


def _markers(sentence: Sentence) -> Iterator[Found]:
    for hit in sentence.hits.get("hearsay", {}).values():
        nominal = hit.last - hit.first == 1 and (
            sentence.word(hit.first - 1) in sentence.lexicon.grammar.nominal
        )  # of allegedly stolen letters
        theirs = sentence.lexicon.grammar.theirs
        if sentence.word(hit.last) in theirs and sentence.at(hit.last - 1, "documents", "outlets"):
            continue  # according to reports in The Harbour Post
        if hit.word.kind == "passive" and (
            word_before(sentence, hit.first, sentence.lexicon.grammar.skipped)
            not in sentence.lexicon.grammar.passive
        ):
            continue
        aside = in_relative(sentence, hit.first, aside=True) or is_gloss(
            sentence, hit.first, "clause"
        )
        if not sentence.quoted[hit.first] and not nominal and not aside:
            span = sentence.span(hit.first, hit.last)
            why = "It is said, and nobody is named for it."
            yield Found(*span, SAID_BY_NOBODY.id, "cue", MARKER, why, stance="neutral")


def _hedges(sentence: Sentence) -> Iterator[Found]:
    for hit in sentence.hits.get("hedges", {}).values():
        role = _hedge_role(sentence, hit)
        if role:
            span = sentence.span(hit.first, hit.last)
            yield Found(*span, _HEDGE_ID, "hedge", role, "The content itself is put as uncertain.")


def _hedge_role(sentence: Sentence, hit: Hit) -> str:
    """Return EVENT for what may have happened, PROSPECT for what may come, "" for no hedge."""
    following, grammar = sentence.word(hit.last), sentence.lexicon.grammar
    kind = hit.word.kind
    if kind == "expected":
        return ""
    if kind == "qad":  # قد before a perfect verb only says that it is over
        begins = max(0, hit.first - _PLUPERFECT)
        over = any(w in grammar.pluperfect for w in sentence.words[begins : hit.first])
        if not is_imperfect(following, perfects=grammar.perfects, after_past=over):
            return ""
        return EVENT if following.startswith(grammar.supposed) else PROSPECT
    if kind == "modal" and _is_month(sentence, hit, following):
        return ""
    verb = sentence.at(hit.last, "verbs")
    happened = following in grammar.happened or (verb is not None and verb.word.form == "past")
    done = kind in {"adverb", "modal"} and _is_past(sentence, hit.last)
    return EVENT if kind == EVENT or done or (kind == "modal" and happened) else PROSPECT


def _is_past(sentence: Sentence, index: int) -> bool:
    """Tell a verb in the past by its ending: ربما وصلت, but neither ربما الوقت nor ربما سنوات."""
    grammar, word = sentence.lexicon.grammar, sentence.word(index)
    if not word.endswith(grammar.pasts) or sentence.noun(index) or grammar.is_definite(word):
        return False
    return not word.endswith(grammar.unpast)


def _is_month(sentence: Sentence, hit: Hit, following: str) -> bool:
    grammar = sentence.lexicon.grammar
    capital = sentence.capital[hit.first] and (hit.first > 0 or following in grammar.dated)
    return capital and sentence.words[hit.first] in grammar.month


def _quotes(sentence: Sentence, *, running: bool) -> Iterator[Found]:
    whole = bool(sentence.quoted) and all(sentence.quoted)
    for index, span in enumerate(sentence.quotes):
        continued = index == 0 and (sentence.opens_quoted or running)
        role = quotation(whole=whole, continued=continued)
        if not sentence.text[slice(*span)].strip():
            continue  # nothing but a stretched line stands in it
        yield Found(*span, _QUOTE_ID, "quote", role, "Someone's own words.")
