"""A lesson's files as text: article, key and cards, as `kit.load_lesson` reads them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from kit.core.text import one_line
from kit.languages.interface import LANGUAGES
from kit.lessons.toml import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kit.core.rows import Article, Card, KeyEntry, Statement

_FRONT: Final = (
    "title", "lang", "publisher", "republished_from", "published", "url", "licence",
)  # fmt: skip
_PLAIN: Final = re.compile("[\x7f-\x9f\u2028\u2029]")


def article_text(article: Article) -> str:
    """Return an article as a file: front matter, and the text as it stands."""
    told = {name: one_line(str(getattr(article, name))) for name in _FRONT}
    lines = ["---", *(f"{name}: {_string(value)}" for name, value in told.items() if value)]
    if article.constructed:
        lines.append("constructed: true")
    return "\n".join([*lines, "---", "", article.text.strip("\n"), ""])


def key_text(
    statements: Sequence[Statement],
    entries: Iterable[KeyEntry],
    decided: Sequence[bool] | None = None,
    notes: Mapping[str, Mapping[str, str]] | None = None,
) -> str:
    """Return a key as TOML.

    Parameters
    ----------
    statements, entries
        The article's statements, and an entry for each.
    decided
        Of an unfinished key, whether a person has decided each entry.
    notes
        By a statement's text, fields that no `KeyEntry` has: ``form``, ``note``.
    """
    lines = [f"schema = {SCHEMA}"]
    for at, (row, entry) in enumerate(zip(statements, entries, strict=True)):
        lines += ["", "[[statement]]", f"at = {at + 1}", f"text = {_string(row.text)}"]
        if decided is not None:
            lines.append(f"decided = {_flag(decided[at])}")
        lines += [*_entry(entry), *_strings((notes or {}).get(row.text, {}))]
    return "\n".join(lines) + "\n"


def cards_text(cards: Iterable[Card], statements: Sequence[Statement]) -> str:
    """Return evidence cards as TOML."""
    places = {row.statement_id: at for at, row in enumerate(statements, start=1)}
    lines = [f"schema = {SCHEMA}"]
    for card in cards:
        lines += ["", "[[card]]", f"id = {_string(card.card_id)}"]
        told = ("publisher", "published", "url", "vouches", "text", "words", "finding", "note")
        lines += _strings({name: str(getattr(card, name)) for name in told})
        at = ", ".join(str(places[one]) for one in card.statement_ids)
        lines.append(f"statements = [{at}]")
        if card.claim:
            lines.append(f"claim = {places[card.claim]}")
    return "\n".join(lines) + "\n"


def _entry(entry: KeyEntry) -> Iterator[str]:
    yield f"label = {_string(entry.label)}"
    yield from _list("accept", entry.accept)
    for name in ("carried", "hedge", "sensational"):
        if getattr(entry, name):
            yield f"{name} = true"
    if entry.polarity != "affirm":
        yield f"polarity = {_string(entry.polarity)}"
    yield from _list("chain", entry.chain)
    told = ("source", "cue", "hedge_words")
    yield from _strings({name: str(getattr(entry, name)) for name in told})
    if entry.headline != "beside":
        yield f"headline = {_string(entry.headline)}"
    yield from _list("dropped", entry.dropped)
    for name, field in (("reason", "reason"), ("hint", "hint"), ("headline_why", "headline")):
        each = {f"{name}.{one}": str(getattr(entry, f"{field}_{one}")) for one in LANGUAGES}
        if any(each.values()):
            yield from (f"{key} = {_string(value)}" for key, value in each.items())


def _strings(told: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{name} = {_string(value)}" for name, value in told.items() if value)


def _list(name: str, values: Sequence[str]) -> Iterator[str]:
    if values:
        yield f"{name} = [{', '.join(map(_string, values))}]"


def _flag(value: bool) -> str:  # noqa: FBT001  (what TOML calls it)
    return "true" if value else "false"


def _string(value: str) -> str:
    """Return a text in quotation marks, escaped as TOML, YAML and JSON all read it."""
    escaped = json.dumps(value, ensure_ascii=False)
    return _PLAIN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", escaped)
