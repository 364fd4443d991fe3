"""The evidence in each statement: who is named, what reports it, what hedges it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kit.core.frames import build, check, records
from kit.engine.evidence.mentions import cue_at, find_mentions, find_studies, find_subject
from kit.engine.evidence.notes import find_notes
from kit.engine.evidence.pairs import find_pairs
from kit.engine.rules import SOURCE_RULES, Rule
from kit.engine.rules.reference import REFERENCES
from kit.engine.sentence.reading import Hit, Sentence, read_sentence
from kit.engine.sentence.source import Source
from kit.languages.arabic import is_imperfect
from kit.languages.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

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
                *find_mentions(sentence),
                *find_studies(sentence),
                *find_subject(sentence),
                *_markers(sentence),
                *_hedges(sentence),
                *_quotes(sentence, running=running),
                *find_notes(sentence, str(row["zone"]), int(row["paragraph"])),
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
        yield cue_at(
            sentence, *pair.cue, rule_id=rule.id, kind="cue", role=kind, pair=number,
            stance=pair.stance, why=told,
        )  # fmt: skip
        if pair.source[0] < pair.source[1]:
            named = cue_at(
                sentence, *pair.source, rule_id=rule.id, kind="source", role=role, pair=number,
                why=told,
            )  # fmt: skip
            merged = sentence.lexicon.grammar.merged
            named["start"] += pair.clitic and not sentence.words[pair.source[0]].startswith(merged)
            yield named
        if pair.via[0] < pair.via[1]:
            hand, _ = classify(Source(sentence, *pair.via))
            yield cue_at(
                sentence, *pair.via, rule_id=hand.id, kind="source", role="via", pair=number,
                why=(hand.test.__doc__ or "").strip(),
            )  # fmt: skip


def _markers(sentence: Sentence) -> Iterator[dict[str, Any]]:
    for hit in sentence.hits.get("hearsay", {}).values():
        if not sentence.quoted[hit.first]:
            yield cue_at(
                sentence, hit.first, hit.last, rule_id="HE-004", kind="cue", role="marker",
                stance="neutral", why="It is said, and nobody is named for it.",
            )  # fmt: skip


def _hedges(sentence: Sentence) -> Iterator[dict[str, Any]]:
    for hit in sentence.hits.get("hedges", {}).values():
        role = _hedge_role(sentence, hit)
        if role:
            yield cue_at(
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
        if not is_imperfect(following, perfects=grammar.perfects, after_past=over):
            return ""
        return "event" if following.startswith(grammar.supposed) else "prospect"
    if kind == "modal" and _is_month(sentence, hit, following):
        return ""
    verb = sentence.at(hit.last, "verbs")
    happened = following in grammar.happened or (verb is not None and verb.word.form == "past")
    done = kind in {"adverb", "modal"} and _is_past(sentence, hit.last)
    return "event" if kind == "event" or done or (kind == "modal" and happened) else "prospect"


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


def _quotes(sentence: Sentence, *, running: bool) -> Iterator[dict[str, Any]]:
    whole = bool(sentence.quoted) and all(sentence.quoted)
    for index, span in enumerate(sentence.quotes):
        begins = index == 0 and (sentence.opens_quoted or running)
        role = ("whole" if whole else "part") + ("-continued" if begins else "")
        yield {
            "start": span.start, "end": span.end, "rule_id": "QU-000", "kind": "quote",
            "role": role, "why": "Someone's own words.",
        }  # fmt: skip
