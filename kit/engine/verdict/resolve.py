"""From evidence to labels, through the whole article: references, quotations, carry, chains."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from kit.articles.chats import is_message
from kit.core.text import fold
from kit.engine.roles import (
    COLON,
    DECLINE,
    DENY,
    ELIDED,
    MARKER,
    MENTION,
    SECOND,
    SUBJECT,
    is_continued,
    is_whole,
)
from kit.engine.rules import RULES, STATEMENT_RULES
from kit.engine.rules.named import PERSON
from kit.engine.rules.reference import (
    CARRIED,
    NAMED_ELSEWHERE,
    QUOTED,
    QUOTED_ON,
    REPEATED,
)
from kit.engine.rules.unattributed import ASSERTED, SAID_BY_NOBODY
from kit.engine.verdict.attributions import Attribution, Evidence, main_attribution, sort_out
from kit.engine.verdict.cards import speakers_of
from kit.engine.verdict.cast import cast_of, without_strangers
from kit.engine.verdict.headlines import Body, is_sensational
from kit.engine.verdict.memory import Memory, Speaker
from kit.engine.verdict.reasons import Verdict, suggestion
from kit.languages.lexicon import load_lexicon, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kit.core.rows import Article, Cue, SpeakerCard, Statement, Suggestion

Hands = tuple[str, ...]
"""Who hands an article to the reader: the republisher, then the publisher."""
_AHEAD: Final = 7
"""How many statements on the speaker of a quotation may be named."""
_OPENING: Final = 80
_DASHED: Final = re.compile(r"^[—–].*[—–]\.$", re.DOTALL)


def hands_of(articles: Iterable[Article]) -> dict[str, Hands]:
    """Return who hands each article to the reader, by its id.

    `publisher` is the site the text was taken from and `republished_from` the one that wrote it.
    """
    return {
        one.article_id: tuple(name for name in (one.publisher, one.republished_from) if name)
        for one in articles
    }


def resolve(
    statements: Sequence[Statement],
    cues: Sequence[Sequence[Cue]],
    hands: dict[str, Hands] | None = None,
) -> list[Suggestion]:
    """Return what is suggested for statements, given the cues of each."""
    return [one for judged in judge(statements, cues, hands) for one in judged.labels]


class Judged(NamedTuple):
    """What is suggested for the statements of an article, and who speaks in it."""

    labels: list[Suggestion]
    speakers: tuple[SpeakerCard, ...]


def judge(
    statements: Sequence[Statement],
    cues: Sequence[Sequence[Cue]],
    hands: dict[str, Hands] | None = None,
) -> Iterator[Judged]:
    """Yield what is suggested for each article, and its speakers, given the cues of each statement."""
    everything = [sort_out(one, found) for one, found in zip(statements, cues, strict=True)]
    for article_id, group in groupby(everything, key=lambda one: one.statement.article_id):
        yield _resolve_article(list(group), (hands or {}).get(article_id, ()))


def _resolve_article(everything: list[Evidence], hands: Hands) -> Judged:
    cast = cast_of(everything)
    article = Memory(load_lexicon(everything[0].statement.lang).grammar, cast)
    out: list[Suggestion] = []
    told: list[Verdict] = []
    everything = [without_strangers(one, cast, place) for place, one in enumerate(everything)]
    for index, evidence in enumerate(everything):
        article.place = index
        for cue in evidence.cues:
            if cue.role == MENTION:
                article.meet(cue)
        verdict = _verdict(evidence, article, everything[index + 1 : index + 1 + _AHEAD])
        subject = evidence.first("source", SUBJECT)
        into = subject.start - evidence.statement.start if subject else 0
        article.tell(subject, verdict.label, into)
        article.before = suggestion(evidence, verdict, hands)
        out.append(article.before)
        told.append(verdict)
    labels = _second_look(everything, out, hands, article)
    return Judged(labels, speakers_of(everything, told, cast))


def _verdict(evidence: Evidence, article: Memory, ahead: list[Evidence]) -> Verdict:
    """Find out who stands behind a statement."""
    zone = evidence.statement.zone
    if zone == "boilerplate" or evidence.first("meta"):
        return _unattributed(evidence)
    main = main_attribution(evidence)
    if main is not None and _is_topic(evidence, main, article):
        others = tuple(one for one in evidence.attributions if one.cue is not main.cue)
        main = main_attribution(replace(evidence, attributions=others))
    if main is not None:
        verdict = _attributed(evidence, main, article)
        article.quoted = article.speaker
        return verdict
    quote = evidence.first("quote")
    if quote and is_whole(quote.role):
        return _quoted(evidence, article, ahead, continued=is_continued(quote.role))
    open_yet = quote and is_continued(quote.role)  # ... and who asks?» Then he left.
    if article.quoted and (open_yet or _goes_on(evidence, article)):
        return _same(article.quoted, QUOTED_ON.id)
    if zone == "body" and (carried := _carried(evidence, article)):
        return carried
    article.quoted = None
    return _unattributed(evidence)


def _goes_on(evidence: Evidence, article: Memory) -> bool:
    """Tell speech that goes on behind its tag between dashes: —Sí —dijo la ministra—. Lo sé."""
    before = article.before
    return (
        before is not None
        and before.paragraph == evidence.statement.paragraph
        and _DASHED.search(before.text) is not None
    )


def _is_topic(evidence: Evidence, main: Attribution, article: Memory) -> bool:
    """Tell what names nobody before a colon: Flu: ..., KARACHI: ..., but in an interview NAME: ..."""
    if main.cue.role != COLON or main.source is None or is_message(evidence.statement.text):
        return False
    if evidence.statement.zone == "body" and main.source.text.isupper():
        return article.before is None or article.before.polarity != "ask"
    if main.source.role != PERSON.role:
        return False
    alone = len(tokens_of(main.source.text)) == 1
    return alone and not evidence.first("quote") and article.name(main.source.text) is None


def _doubts(marker: Cue, cue: Cue) -> bool:
    """Tell whether a hearsay marker is said of the saying itself: the minister reportedly said."""
    gap = max(marker.start - cue.end, cue.start - marker.end)
    return cue.start >= 0 and gap <= 1 and cue.role != DENY


def _attributed(evidence: Evidence, main: Attribution, article: Memory) -> Verdict:
    speaker, rules, referent = _speaker_of(evidence, main, article)
    article.keep(article.with_gender(speaker, main))
    hand = (main.via.text,) if main.via else ()
    verdict = Verdict(
        speaker.label,
        rules,
        source=main.source,
        cue=main.cue,
        referent=referent,
        chain=hand + ((speaker.words,) if speaker.words else ()),
        polarity="deny" if main.cue.role in {DENY, DECLINE} else "affirm",
        speaker=speaker,
    )
    marker = evidence.first("cue", MARKER)
    if marker and _doubts(marker, main.cue):
        told = (SAID_BY_NOBODY.id, *rules)
        return replace(verdict, label=SAID_BY_NOBODY.label, rules=told, cue=marker)
    return verdict


def _speaker_of(
    evidence: Evidence, main: Attribution, article: Memory
) -> tuple[Speaker, tuple[str, ...], str]:
    """Return who speaks, the ids of the rules that say so, and whom the words point back to."""
    cue, source, _ = main
    rule = RULES[cue.rule_id]
    words = source.text if source else ""
    here = evidence.first("source", MENTION)
    if rule.label:
        speaker = Speaker(rule.label, source.role if source else "", words, rule.id)
        known = article.name(words) if rule.id == PERSON.id else None
        if known and here and known.words == here.text:  # said Lena Orsholt, the mayor
            return known, (known.rule_id,), ""
        if known and known.label != speaker.label:
            return known, (NAMED_ELSEWHERE.id, known.rule_id), known.words
        return speaker, (rule.id,), ""
    found = article.referent(rule.id, source, cue)
    if cue.role == SECOND and here:
        found = article.met  # the minister defended the plan, saying ...
    if found is None:
        label, fallback = article.unresolved(source)
        role = source.role if source else ELIDED
        return Speaker(label, role, words, fallback), (fallback,), ""
    return found, (rule.id, found.rule_id), found.words


def _carried(evidence: Evidence, article: Memory) -> Verdict | None:
    """Carry a label over to a sentence that goes on reporting the same speech."""
    before, one = article.before, evidence.statement
    if (
        before is None
        or before.paragraph != one.paragraph
        or before.label == "meta"
        or not (before.cue or before.carried)
        or article.speaker is None
    ):
        return None
    carriers = load_lexicon(one.lang).grammar.carriers
    opening = fold(one.text[:_OPENING]).text.lstrip("\"'«“ ")
    if not any(opening.startswith(c) for c in carriers):
        return None
    return _same(article.speaker, CARRIED.id)


def _same(speaker: Speaker, rule_id: str, *, carried: bool = True) -> Verdict:
    return Verdict(
        speaker.label,
        (rule_id, speaker.rule_id),
        referent=speaker.words,
        carried=carried,
        chain=(speaker.words,),
        speaker=speaker,
    )


def _quoted(
    evidence: Evidence, article: Memory, ahead: list[Evidence], *, continued: bool
) -> Verdict:
    """Label a statement that is nothing but somebody's words."""
    if continued and article.quoted:
        return _same(article.quoted, QUOTED_ON.id)
    if speaker := _named_ahead(evidence, article, ahead):
        article.quoted = speaker
        return _same(speaker, QUOTED.id, carried=False)
    one, before = evidence.statement, article.before
    near = before is not None and one.paragraph - before.paragraph <= 1
    if article.subject and before is not None and before.paragraph == one.paragraph:
        article.keep(article.subject)  # Tom Reed shook his head. "It leaks."
    if article.speaker and near and one.zone == "body":
        article.quoted = article.speaker
        same = before is not None and before.paragraph == one.paragraph
        return _same(article.speaker, QUOTED.id, carried=same)
    article.quoted = None
    return _unattributed(evidence)


def _named_ahead(evidence: Evidence, article: Memory, ahead: list[Evidence]) -> Speaker | None:
    """Return the speaker whom the same paragraph names after more of the quotation."""
    for later in ahead:
        if later.statement.paragraph != evidence.statement.paragraph:
            return None
        if main := main_attribution(later):
            return _speaker_of(later, main, article)[0]
        quote = later.first("quote")
        if quote is None or not is_whole(quote.role):
            return None
    return None


def _unattributed(evidence: Evidence) -> Verdict:
    view = evidence.view()
    rule = next(r for r in STATEMENT_RULES if r.test(view))
    cue = evidence.first("meta") if rule.label == "meta" else None
    if rule is SAID_BY_NOBODY:
        cue = evidence.first("cue", MARKER)
    asks = evidence.asks and rule.label == "outlet"
    return Verdict(rule.label, (rule.id,), cue=cue, polarity="ask" if asks else "affirm")


def _second_look(
    everything: list[Evidence], found: list[Suggestion], hands: Hands, article: Memory
) -> list[Suggestion]:
    """Judge headlines once the body is known: whose quotation, and whether they overstate it."""
    body = Body([one for one in found if one.zone == "body"])
    out = []
    for evidence, one in zip(everything, found, strict=True):
        if one.zone not in {"headline", "heading"}:
            out.append(one)
            continue
        verdict = _headline(evidence, one, body, hands, article)
        judged = suggestion(evidence, verdict, hands) if verdict else one
        out.append(replace(judged, sensational=is_sensational(judged, body)))
    return out


def _headline(
    evidence: Evidence, one: Suggestion, body: Body, hands: Hands, article: Memory
) -> Verdict | None:
    """Return what the body makes of a headline: a quotation it repeats, a name it tells of."""
    quote = evidence.first("quote")
    if quote and is_whole(quote.role) and one.rules == (ASSERTED.id,):
        twin = body.twin(one.text)
        if twin is None:
            return Verdict(SAID_BY_NOBODY.label, (SAID_BY_NOBODY.id,))
        chain = twin.chain[len(hands) :]
        return Verdict(twin.label, (REPEATED.id,), referent=twin.text, chain=chain)
    if one.rules == (PERSON.id,) and (known := article.name(one.source)):
        main = main_attribution(evidence)
        if main and known.label != one.label:
            return _attributed(evidence, main, article)
    return None
