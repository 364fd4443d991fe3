"""Answer keys and evidence cards: TOML files, held against the statements they are for."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, Final

from kit.core.codebook import DROPPED, FINDINGS, LABELS, POLARITIES, RELATIONS
from kit.core.errors import LessonError, unknown
from kit.core.rows import Card, KeyEntry
from kit.languages.interface import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kit.core.rows import Statement

SCHEMA: Final = 1
_KEY_FIELDS: Final = {
    "at", "text", "label", "accept", "carried", "hedge", "polarity", "form", "sensational", "chain",
    "source", "cue", "hedge_words", "headline", "headline_why", "dropped", "reason", "hint", "note",
}  # fmt: skip
_Kind = tuple[tuple[type, ...], str]
_TEXT: Final[_Kind] = ((str,), "a text")
_FLAG: Final[_Kind] = ((bool,), "true or false")
_LIST: Final[_Kind] = ((list,), "a list")
_TOLD: Final[_Kind] = ((dict,), "an .ar and an .en")
_KINDS: Final[dict[str, _Kind]] = {
    "at": ((int,), "a number"), "text": _TEXT, "label": _TEXT, "accept": _LIST, "carried": _FLAG,
    "hedge": _FLAG, "polarity": _TEXT, "form": _TEXT, "sensational": _FLAG, "chain": _LIST,
    "source": _TEXT, "cue": _TEXT, "hedge_words": _TEXT, "headline": _TEXT, "headline_why": _TOLD, "dropped": _LIST, "reason": _TOLD, "hint": _TOLD,
}  # fmt: skip
_CARD_FIELDS: Final = {
    "id", "publisher", "published", "url", "vouches", "text", "words", "claim", "finding", "statements", "note",
}  # fmt: skip


def read_key(path: Path, statements: Sequence[Statement]) -> tuple[KeyEntry, ...]:
    """Read an answer key and hold it against the statements it is for.

    Each entry names its statement twice, by position (`at`, from 1) and by its whole text, so
    that a key never slides to other statements when the article is edited.

    Raises
    ------
    LessonError
        If the file is missing or not TOML, or an entry does not fit; the message names the entry.
    """
    found = entries(path, "statement", _KEY_FIELDS)
    if len(found) != len(statements):
        raise LessonError(
            f"{path}: found {len(found)} entries, expected {len(statements)}, one for each "
            "statement; write the missing ones, or bring back the article's own text"
        )
    key = []
    for position, (entry, row) in enumerate(zip(found, statements, strict=True), start=1):
        where = f"{path}: statement {position}"
        if entry.get("at") != position or entry.get("text") != row.text:
            raise LessonError(
                f"{where}: found at = {entry.get('at')}, text = {short(entry.get('text'))}, "
                f"expected {short(row.text)}; the article or the key was edited: mend this entry"
            )
        key.append(key_entry(where, entry, row.statement_id, row.text))
    return tuple(key)


def key_entry(where: str, entry: dict[str, Any], statement_id: str, text: str) -> KeyEntry:
    """Return an entry of a key, once what its table says is known to fit its statement.

    Raises
    ------
    LessonError
        If a field is of the wrong kind, a label is unknown, words are not in the text, or a reason
        is missing; the message begins with `where`.
    """
    for name, (kinds, wanted) in _KINDS.items():
        if name in entry and (type(entry[name]) not in kinds):
            raise LessonError(f"{where}: found {name} = {entry[name]!r}, expected {wanted}")
    accept = tuple(entry.get("accept", ()))
    for label in (entry.get("label"), *accept):
        if label not in LABELS:
            raise LessonError(f"{where}: {unknown('label', label, LABELS)}")
    polarity = entry.get("polarity", "affirm")
    if polarity not in POLARITIES:
        raise LessonError(f"{where}: {unknown('polarity', polarity, POLARITIES)}")
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
    if headline not in RELATIONS:
        raise LessonError(f"{where}: {unknown('headline', headline, RELATIONS)}")
    for name in entry.get("dropped", ()):
        if name not in DROPPED:
            raise LessonError(f"{where}: {unknown('dropped', name, DROPPED)}")
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
    for position, entry in enumerate(entries(path, "card", _CARD_FIELDS), start=1):
        where = f"{path}: card {position}"
        _check_card(where, entry, len(ids))
        card = _card(entry, ids)
        if card.card_id in found:
            raise LessonError(f"{where}: found id {entry['id']!r} twice, expected one of its own")
        found[card.card_id] = card
    return tuple(found.values())


def _card(entry: dict[str, Any], ids: Sequence[str]) -> Card:
    """Return a card whose table has been checked; without a claim it is about its first statement."""
    claim = entry.get("claim", next(iter(entry["statements"]), None))
    return Card(
        card_id=str(entry["id"]),
        publisher=str(entry["publisher"]),
        published=str(entry.get("published", "")),
        url=str(entry.get("url", "")),
        vouches=str(entry.get("vouches", "")),
        text=str(entry["text"]),
        words=str(entry.get("words", "")),
        finding=entry["finding"],
        claim="" if claim is None else ids[claim - 1],
        statement_ids=tuple(ids[at - 1] for at in entry["statements"]),
        note=str(entry.get("note", "")),
    )


def _check_card(where: str, entry: dict[str, Any], statements: int) -> None:
    for name in ("id", "publisher", "text", "finding", "statements"):
        if name not in entry:
            raise LessonError(f"{where}: found no {name}, expected one; add it")
    if entry["finding"] not in FINDINGS:
        raise LessonError(f"{where}: {unknown('finding', entry['finding'], FINDINGS)}")
    if not isinstance(entry["statements"], list):
        raise LessonError(
            f"{where}: found statements = {entry['statements']!r}, expected a list of numbers"
        )
    if str(entry.get("words", "")) not in str(entry["text"]):
        raise LessonError(
            f"{where}: found words = {short(entry['words'])}, expected some as they stand in "
            f"{short(entry['text'])}; copy them from there"
        )
    for at in entry["statements"]:
        if not (type(at) is int and 1 <= at <= statements):
            raise LessonError(
                f"{where}: found statement {at!r}, expected numbers from 1 to {statements}"
            )
    if entry.get("claim") is not None and entry["claim"] not in entry["statements"]:
        raise LessonError(
            f"{where}: found claim {entry['claim']!r}, expected one of its statements {entry['statements']}"
        )


def entries(path: Path, table: str, fields: set[str]) -> list[dict[str, Any]]:
    """Return the tables ``[[table]]`` of a TOML file of the kit.

    Raises
    ------
    LessonError
        If the file is missing, not TOML, of another schema, or a table has a field not in `fields`.
    """
    found = read_toml(path, f"the lesson's {table}s").get(table, [])
    if not isinstance(found, list) or not all(isinstance(e, dict) for e in found):
        raise LessonError(f"{path}: found {table} = {found!r}, expected [[{table}]] tables")
    for position, entry in enumerate(found, start=1):
        for name in entry:
            if name not in fields:
                raise LessonError(f"{path}: {table} {position}: {unknown('field', name, fields)}")
    return list(found)


def read_toml(path: Path, what: str) -> dict[str, Any]:
    """Return what a TOML file of the kit's schema holds.

    Raises
    ------
    LessonError
        If the file is missing, not TOML, or of another schema.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise LessonError(f"{path}: found no such file, expected {what}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LessonError(f"{path}: found no readable TOML ({error}); mend that place") from error
    schema = data.get("schema")
    if schema != SCHEMA:
        newer = isinstance(schema, int) and schema > SCHEMA
        remedy = "update the kit" if newer else f"write schema = {SCHEMA} at the top"
        raise LessonError(f"{path}: found schema {schema!r}, expected {SCHEMA}; {remedy}")
    return data


def short(text: object, limit: int = 48) -> str:
    """Return the beginning of a text in quotation marks, for a message."""
    words = " ".join(str(text).split())
    return f"“{words if len(words) <= limit else words[:limit] + '…'}”"
