"""From evidence to labels, through the whole article: references, quotations, carry, chains."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kit.core.errors import FrameError
from kit.core.frames import build, check, records
from kit.core.text import fold
from kit.engine.rules import RULES, STATEMENT_RULES, View
from kit.engine.verdict.headlines import Body, is_sensational
from kit.engine.verdict.memory import Memory, Speaker
from kit.engine.verdict.readings import Pair, Reading, main_pair, read, view_of
from kit.engine.verdict.reasons import suggestion
from kit.languages.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


def suggest_labels(
    statements: pd.DataFrame, cues: pd.DataFrame, articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Suggest who stands behind each statement, with the evidence and the reason.

    Parameters
    ----------
    statements, cues
        The frames ``statements`` and ``cues`` (of these statements).
    articles
        The frame ``articles``; its publishers then begin each chain.

    Returns
    -------
    pandas.DataFrame
        The frame ``suggestions``, one row a statement, in the same order. Suggestions are for a
        person to check; nothing in the kit takes them for answers.

    Raises
    ------
    FrameError
        If a frame lacks columns, or `cues` belongs to other statements.
    """
    check(statements, "statements")
    check(cues, "cues")
    by_statement: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for cue in records(cues):
        by_statement[cue["statement_id"]].append(cue)
    rows = records(statements)
    strangers = by_statement.keys() - {row["statement_id"] for row in rows}
    if strangers:
        raise FrameError(
            f"cues: found statement_id {min(strangers)!r}, which is not in statements; "
            "expected the cues of these statements: find them again"
        )
    hands = {} if articles is None else hands_of(records(check(articles, "articles")))
    return build(
        "suggestions",
        resolve(rows, [by_statement.get(r["statement_id"], []) for r in rows], hands),
    )


def hands_of(articles: Iterable[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Return who hands each article to the reader: the republisher, then the publisher.

    `publisher` is the site the text was taken from and `republished_from` the one that wrote it.
    """
    return {
        str(a["article_id"]): tuple(str(n) for n in (a["publisher"], a["republished_from"]) if n)
        for a in articles
    }


def resolve(
    rows: list[dict[str, Any]],
    cues: list[list[dict[str, Any]]],
    hands: dict[str, tuple[str, ...]] | None = None,
) -> list[dict[str, Any]]:
    """Return the rows of ``suggestions`` for rows of ``statements`` and the cues of each."""
    readings = [read(row, found) for row, found in zip(rows, cues, strict=True)]
    out: list[dict[str, Any]] = []
    for article_id, group in groupby(readings, key=lambda r: str(r.row["article_id"])):
        out += _resolve_article(list(group), (hands or {}).get(article_id, ()))
    return out


def _resolve_article(readings: list[Reading], hands: tuple[str, ...]) -> list[dict[str, Any]]:
    lexicon = load_lexicon(readings[0].row["lang"])
    article = Memory(lexicon.grammar)
    out: list[dict[str, Any]] = []
    for index, reading in enumerate(readings):
        for cue in reading.cues:
            if cue["role"] == "mention":
                article.meet(cue)
        found = _label(reading, article, readings[index + 1 : index + 8])
        subject = reading.first("source", "subject")
        into = subject["start"] - reading.row["start"] if subject else 0
        article.tell(subject, found["label"], into)
        row = suggestion(reading, found, hands)
        out.append(row)
        article.before = row
    _second_look(readings, out, hands, article)
    return out


def _label(reading: Reading, article: Memory, ahead: list[Reading]) -> dict[str, Any]:
    """Return label, rule ids, source, cue and chain of a statement."""
    zone = reading.row["zone"]
    view = view_of(reading)
    if zone == "boilerplate" or view.has("meta"):
        return _unattributed(reading, view)
    quote = reading.first("quote")
    main = main_pair(reading)
    if main is None and quote and quote["role"].startswith("whole"):
        return _quoted(reading, article, ahead, continued=quote["role"].endswith("continued"))
    if main is None and zone == "body" and (carried := _carried(reading, article)):
        return carried
    if main is None:
        article.quoted = None
        return _unattributed(reading, view)
    found = _attributed(reading, main, article)
    article.quoted = article.speaker
    marker = reading.first("cue", "marker")
    if marker and _doubts(marker, main[0]):
        found |= {"label": "hearsay", "rules": ("HE-004", *found["rules"]), "cue": marker}
    return found


def _doubts(marker: dict[str, Any], cue: dict[str, Any]) -> bool:
    """Tell whether a hearsay marker is said of the saying itself: the minister reportedly said."""
    gap = max(marker["start"] - cue["end"], cue["start"] - marker["end"])
    return bool(cue["start"] >= 0 and gap <= 1 and cue["role"] != "deny")


def _attributed(reading: Reading, main: Pair, article: Memory) -> dict[str, Any]:
    cue, source, via = main
    speaker, rules, referent = _speaker_of(reading, main, article)
    article.keep(speaker)
    return {
        "label": speaker.label, "rules": rules, "source": source, "cue": cue,
        "referent": referent, "carried": False,
        "chain": tuple(c["text"] for c in (via,) if c) + ((speaker.words,) if speaker.words else ()),
        "polarity": "deny" if cue["role"] in {"deny", "decline"} else "affirm",
    }  # fmt: skip


def _speaker_of(
    reading: Reading, main: Pair, article: Memory
) -> tuple[Speaker, tuple[str, ...], str]:
    """Return who speaks in a pair, the ids of the rules that say so, and whom it points back to."""
    cue, source, _ = main
    rule = RULES[cue["rule_id"]]
    words = source["text"] if source else ""
    here = reading.first("source", "mention")
    if rule.label:
        speaker = Speaker(rule.label, source["role"] if source else "", words, rule.id)
        known = article.name(words) if rule.id == "NA-003" else None
        if known and here and known.words == here["text"]:  # said Lena Orsholt, the mayor
            return known, (known.rule_id,), ""
        if known and known.label != speaker.label:
            return known, ("NM-001", known.rule_id), known.words
        return speaker, (rule.id,), ""
    found = article.referent(rule.id, source)
    if cue["role"] == "second" and here:
        found = article.met  # the minister defended the plan, saying ...
    if found is None:
        label, fallback = article.unresolved(source)
        role = source["role"] if source else "elided"
        return Speaker(label, role, words, fallback), (fallback,), ""
    return found, (rule.id, found.rule_id), found.words


def _carried(reading: Reading, article: Memory) -> dict[str, Any] | None:
    """Carry a label over to a sentence that goes on reporting the same speech."""
    before = article.before
    if (
        before is None
        or before["paragraph"] != reading.row["paragraph"]
        or not (before["cue"] or before["carried"])
        or article.speaker is None
    ):
        return None
    carriers = load_lexicon(reading.row["lang"]).grammar.carriers
    opening = fold(reading.row["text"][:80]).text.lstrip("\"'«“ ")
    if not any(opening.startswith(c) for c in carriers):
        return None
    return _same(article.speaker, "CA-001")


def _same(speaker: Speaker, rule_id: str, *, carried: bool = True) -> dict[str, Any]:
    return {
        "label": speaker.label, "rules": (rule_id, speaker.rule_id), "source": None, "cue": None,
        "referent": speaker.words, "carried": carried, "chain": (speaker.words,),
        "polarity": "affirm",
    }  # fmt: skip


def _quoted(
    reading: Reading, article: Memory, ahead: list[Reading], *, continued: bool
) -> dict[str, Any]:
    """Label a statement that is nothing but somebody's words."""
    if continued and article.quoted:
        return _same(article.quoted, "QU-002")
    paragraph = reading.row["paragraph"]
    for later in ahead:
        if later.row["paragraph"] != paragraph:
            break
        main = main_pair(later)
        if main:
            article.quoted = _speaker_of(later, main, article)[0]
            return _same(article.quoted, "QU-001", carried=False)
        quote = later.first("quote")
        if quote is None or not quote["role"].startswith("whole"):
            break
    before = article.before
    near = before is not None and reading.row["paragraph"] - before["paragraph"] <= 1
    if article.speaker and near and reading.row["zone"] == "body":
        article.quoted = article.speaker
        same = before is not None and before["paragraph"] == paragraph
        return _same(article.speaker, "QU-001", carried=same)
    article.quoted = None
    return _unattributed(reading, view_of(reading))


def _unattributed(reading: Reading, view: View) -> dict[str, Any]:
    rule = next(r for r in STATEMENT_RULES if r.test(view))
    cue = reading.first("meta") if rule.label == "meta" else None
    if rule.id == "HE-004":
        cue = reading.first("cue", "marker")
    return {
        "label": rule.label, "rules": (rule.id,), "source": None, "cue": cue, "referent": "",
        "carried": False, "chain": (),
        "polarity": "ask" if reading.asks and rule.label == "outlet" else "affirm",
    }  # fmt: skip


def _second_look(
    readings: list[Reading], rows: list[dict[str, Any]], hands: tuple[str, ...], article: Memory
) -> None:
    """Judge headlines once the body is known: whose quotation, and whether they overstate it."""
    body = Body([r for r in rows if r["zone"] == "body"])
    for index, (reading, row) in enumerate(zip(readings, rows, strict=True)):
        if row["zone"] not in {"headline", "heading"}:
            continue
        quote = reading.first("quote")
        if quote and quote["role"].startswith("whole") and row["rules"] == ("OU-003",):
            twin = body.twin(row["text"])
            found = {
                "label": twin["label"] if twin else "hearsay",
                "rules": ("HD-001",) if twin else ("HE-004",),
                "source": None, "cue": None, "referent": twin["text"] if twin else "",
                "carried": False, "chain": twin["chain"][len(hands) :] if twin else (),
                "polarity": "affirm",
            }  # fmt: skip
            rows[index] = suggestion(reading, found, hands)
        elif row["rules"] == ("NA-003",) and (known := article.name(row["source"])):
            main = main_pair(reading)
            if main and known.label != row["label"]:
                found = _attributed(reading, main, article)
                rows[index] = suggestion(reading, found, hands)
        rows[index]["sensational"] = is_sensational(rows[index], body)
