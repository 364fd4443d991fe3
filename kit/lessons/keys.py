"""Answer keys and evidence cards: TOML files, held against the statements they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kit.core.codebook import DROPPED, FINDINGS, LABELS, POLARITIES, RELATIONS
from kit.core.errors import LessonError
from kit.core.rows import Card, KeyEntry
from kit.core.text import one_line, quoted
from kit.languages.interface import LANGUAGES
from kit.lessons.fields import CARD, KEY, among, hold
from kit.lessons.toml import read_toml, tables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kit.core.rows import Statement

_CARD_NEEDS: Final = ("id", "publisher", "text", "finding", "statements")


def read_key(path: Path, statements: Sequence[Statement]) -> tuple[KeyEntry, ...]:
    """Read an answer key and hold it against the statements it is for.

    Each entry names its statement twice, by position (`at`, from 1) and by its whole text, so
    that a key never slides to other statements when the article is edited.

    Raises
    ------
    LessonError
        If the file is missing or not TOML, or an entry does not fit; the message names the entry.
    """
    found = list(tables(read_toml(path, "the lesson's statements"), path, "statement"))
    if len(found) != len(statements):
        raise LessonError(
            f"{path}: found {len(found)} entries, expected {len(statements)}, one for each "
            "statement; write the missing ones, or bring back the article's own text"
        )
    key = []
    for position, ((where, entry), row) in enumerate(zip(found, statements, strict=True), start=1):
        hold(where, entry, KEY)
        if entry.get("at") != position or entry.get("text") != row.text:
            raise LessonError(
                f"{where}: found at = {quoted(entry.get('at'))}, text = {short(entry.get('text'))}, "
                f"expected {short(row.text)}; the article or the key was edited: mend this entry"
            )
        key.append(key_entry(where, entry, row.statement_id, row.text))
    return tuple(key)


def key_entry(where: str, entry: dict[str, Any], statement_id: str, text: str) -> KeyEntry:
    """Return an entry of a key, once its table, whose fields `hold`, is known to fit its statement.

    Raises
    ------
    LessonError
        If a label is unknown, words are not in the text, or a reason is missing; the message
        begins with `where`.
    """
    accept = tuple(entry.get("accept", ()))
    for label in (entry.get("label"), *accept):
        among(where, "label", label, LABELS)
    polarity = entry.get("polarity", "affirm")
    among(where, "polarity", polarity, POLARITIES)
    headline = _headline(where, entry)
    for name in ("source", "cue", "hedge_words"):
        words = entry.get(name, "")
        if words not in text:
            raise LessonError(
                f"{where}: found {name} = {short(words)}, expected words as they stand in "
                f"{short(text)}; copy them from there"
            )
    return KeyEntry(
        statement_id=statement_id,
        label=entry["label"],
        accept=accept,
        carried=entry.get("carried", False),
        hedge=entry.get("hedge", False),
        polarity=polarity,
        sensational=entry.get("sensational", False),
        chain=tuple(entry.get("chain", ())),
        source=entry.get("source", ""),
        cue=entry.get("cue", ""),
        hedge_words=entry.get("hedge_words", ""),
        headline=headline,
        dropped=tuple(entry.get("dropped", ())),
        **_told(where, entry),
    )


def _headline(where: str, entry: dict[str, Any]) -> str:
    """Return what a statement does to the headline, once that and what was dropped are known."""
    headline = str(entry.get("headline", "beside"))
    among(where, "headline", headline, RELATIONS)
    for name in entry.get("dropped", ()):
        among(where, "dropped", name, DROPPED)
    return headline


def _told(where: str, entry: dict[str, Any]) -> dict[str, str]:
    """Return reason and hint in each language; a key without reasons teaches nothing."""
    told: dict[str, str] = {}
    for name in ("reason", "hint"):
        words: dict[str, Any] = entry.get(name, {})
        for lang in LANGUAGES:
            told[f"{name}_{lang}"] = str(words.get(lang, ""))
            if name == "reason" and not told[f"{name}_{lang}"].strip():
                raise LessonError(
                    f"{where}: found no reason.{lang}, expected one sentence that says why; add it"
                )
    why: dict[str, Any] = entry.get("headline_why", {})
    told |= {f"headline_{lang}": str(why.get(lang, "")) for lang in LANGUAGES}
    return told


def read_evidence(path: Path, statements: Sequence[Statement]) -> tuple[Card, ...]:
    """Read the evidence cards of a lesson: what others said, and what that does to its claims.

    Raises
    ------
    LessonError
        If the file is not TOML, or a card lacks a field, or points to a statement there is not.
    """
    ids = [row.statement_id for row in statements]
    found: dict[str, Card] = {}
    for where, entry in tables(read_toml(path, "the lesson's cards"), path, "card"):
        hold(where, entry, CARD, _CARD_NEEDS)
        _check_card(where, entry, len(ids))
        card = _card(entry, ids)
        if card.card_id in found:
            raise LessonError(
                f"{where}: found id {quoted(entry['id'])} twice, expected one of its own"
            )
        found[card.card_id] = card
    return tuple(found.values())


def _card(entry: dict[str, Any], ids: Sequence[str]) -> Card:
    """Return a card whose table has been checked; without a claim it is about its first statement."""
    claim = entry.get("claim", next(iter(entry["statements"]), None))
    told = ("publisher", "published", "url", "vouches", "text", "words", "note")
    return Card(
        card_id=entry["id"],
        **{name: str(entry.get(name, "")) for name in told},
        finding=entry["finding"],
        claim="" if claim is None else ids[claim - 1],
        statement_ids=tuple(ids[at - 1] for at in entry["statements"]),
    )


def _check_card(where: str, entry: dict[str, Any], statements: int) -> None:
    among(where, "finding", entry["finding"], FINDINGS)
    if entry["finding"] == "repeats" and not entry.get("vouches", "").strip():
        raise LessonError(
            f"{where}: found finding = 'repeats' and no vouches, expected the source whose words the "
            "card repeats; name it"
        )
    if entry.get("words", "") not in entry["text"]:
        raise LessonError(
            f"{where}: found words = {short(entry['words'])}, expected some as they stand in "
            f"{short(entry['text'])}; copy them from there"
        )
    for at in entry["statements"]:
        if not (type(at) is int and 1 <= at <= statements):
            raise LessonError(
                f"{where}: found statement {quoted(at)}, expected numbers from 1 to {statements}"
            )
    if "claim" in entry and entry["claim"] not in entry["statements"]:
        raise LessonError(
            f"{where}: found claim {quoted(entry['claim'])}, expected one of its statements "
            f"{quoted(entry['statements'])}"
        )


def short(text: object, limit: int = 48) -> str:
    """Return the beginning of a text in quotation marks, for a message."""
    words = one_line(" ".join(str(text).split()))
    return f"“{words if len(words) <= limit else words[:limit] + '…'}”"
