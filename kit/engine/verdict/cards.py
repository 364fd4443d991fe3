"""The speakers of an article, one card each: all their forms, what tells who they are, what they said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kit.core.rows import SpeakerCard
from kit.core.text import fold
from kit.engine.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from kit.engine.verdict.attributions import Evidence
    from kit.engine.verdict.cast import Cast, Member
    from kit.engine.verdict.memory import Speaker
    from kit.engine.verdict.reasons import Verdict


@dataclass(slots=True)
class _Card:
    """A card as it grows."""

    speaker: Speaker
    member: Member | None
    forms: dict[str, None] = field(default_factory=dict)
    statement_ids: list[str] = field(default_factory=list)


def speakers_of(
    everything: Sequence[Evidence], told: Sequence[Verdict], cast: Cast
) -> tuple[SpeakerCard, ...]:
    """Return a card for each speaker whom statements were traced to, in the order of the article.

    Parameters
    ----------
    everything, told
        The statements of one article with their cues, and what was found out about each.
    cast
        Everyone whom the article names.
    """
    cards: dict[Hashable, _Card] = {}
    for place, (evidence, verdict) in enumerate(zip(everything, told, strict=True)):
        speaker = verdict.speaker
        if speaker is None or not speaker.words:
            continue
        rule = RULES[speaker.rule_id]
        named = getattr(rule, "has_name", False)
        member = cast.find(speaker.words, place) if named else None
        key: Hashable = id(member) if member else (speaker.label, fold(speaker.words).text)
        card = cards.setdefault(key, _Card(speaker, member))
        card.statement_ids.append(evidence.statement.statement_id)
        for words in (speaker.words, verdict.source.text if verdict.source else ""):
            if words:
                card.forms.setdefault(words)
    article, lang = everything[0].statement.article_id, everything[0].statement.lang
    return tuple(
        _written(card, article, lang, number) for number, card in enumerate(cards.values(), start=1)
    )


def _written(card: _Card, article: str, lang: str, number: int) -> SpeakerCard:
    member, speaker = card.member, card.speaker
    known = member.known_by if member is not None else None
    for clue in member.clues if member is not None else ():
        if not any(clue.text in form for form in card.forms):
            card.forms.setdefault(clue.text)
    return SpeakerCard(
        article_id=article,
        speaker_id=f"{article}@{number}",
        lang=lang,
        words=max(card.forms, key=len) if member is not None else speaker.words,
        label=speaker.label,
        rule=speaker.rule_id,
        forms=tuple(card.forms),
        known_by=known.text if known else "",
        known_start=known.start if known else -1,
        known_end=known.end if known else -1,
        statement_ids=tuple(card.statement_ids),
    )
