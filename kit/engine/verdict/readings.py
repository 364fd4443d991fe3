"""One statement's cues, sorted out, and which of them carries its news."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from kit.engine.rules import View
from kit.languages.lexicon import load_lexicon

_ACTS: Final = frozenset({"act", "ask"})
_FINAL: Final = frozenset({"say", "weak", "according"})
_INNER: Final = 90
"""How many characters on an outlet's own source may be named."""
_HANDS: Final = frozenset({"outlet", "media"})

Pair = tuple[dict[str, Any], dict[str, Any] | None, dict[str, Any] | None]
"""A reporting expression, its speaker, and the hand that passed it on: rows of ``cues``."""


@dataclass(slots=True)
class Reading:
    """One statement's cues, sorted out."""

    row: dict[str, Any]
    cues: list[dict[str, Any]]
    pairs: list[Pair]
    asks: bool

    def first(self, kind: str, *roles: str) -> dict[str, Any] | None:
        """Return the first cue of a kind (with one of some roles, if any are given)."""
        return next(
            (c for c in self.cues if c["kind"] == kind and (not roles or c["role"] in roles)), None
        )


def read(row: dict[str, Any], cues: list[dict[str, Any]]) -> Reading:
    """Sort out the cues of a statement."""
    grouped: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for found in cues:
        if found["pair"] >= 0:
            grouped[found["pair"]].append(found)
    pairs = []
    for _, mine in sorted(grouped.items()):
        cue = next(c for c in mine if c["kind"] == "cue")
        source = next((c for c in mine if c["kind"] == "source" and c["role"] != "via"), None)
        via = next((c for c in mine if c["role"] == "via"), None)
        pairs.append((cue, source, via))
    text = str(row["text"]).rstrip("\"”»)’' ")
    inside = any(  # she asks, the outlet does not
        c["kind"] == "quote" and c["role"].startswith("part") and c["end"] >= row["end"] - 1
        for c in cues
    )
    return Reading(row, cues, pairs, asks=text.endswith(("?", "؟")) and not inside)


def view_of(reading: Reading) -> View:
    """Return what a statement rule may look at."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for cue in reading.cues:
        kinds[cue["kind"]].add(cue["role"])
    return View(reading.row["zone"], {k: frozenset(v) for k, v in kinds.items()}, asks=reading.asks)


def main_pair(reading: Reading) -> Pair | None:
    """Return the pair that carries the statement's news."""
    real = [p for p in reading.pairs if p[0]["role"] not in {"gloss", "second"}]
    if not real:
        second = [p for p in reading.pairs if p[0]["role"] == "second"]
        opens = second and second[0][0]["start"] <= reading.row["start"] + 2
        return second[0] if second and (opens or reading.first("source", "mention")) else None
    outer = real[-1]
    ends = max(outer[0]["end"], outer[1]["end"] if outer[1] else -1)
    verb_first = load_lexicon(reading.row["lang"]).grammar.verb_first
    final = {"according"} if verb_first else _FINAL
    denies = real[0][0]["role"] == "deny"
    handed = outer[1] is not None and outer[1]["role"] in _HANDS and verb_first
    first = real[0][1]
    if handed and len(real) > 1 and outer[0]["role"] in final and first is not None:  # noqa: SIM102
        if first["role"] not in _HANDS:
            return (real[0][0], first, outer[1])  # ..., as the agency published
    if (
        len(real) > 1
        and outer[0]["role"] in final
        and ends >= reading.row["end"] - 2
        and not denies
    ):
        return outer  # ..., the source added.
    saying = [p for p in real if p[0]["role"] not in _ACTS]
    main = saying[0] if saying else real[0]
    role = main[1]["role"] if main[1] else main[0]["role"]
    if role in _HANDS:  # another outlet only hands on what somebody else said
        reach = main[0]["end"] + _INNER
        later = [
            p for p in real if main[0]["start"] < p[0]["start"] < reach or p[0]["role"] == "cite"
        ]
        inner = [
            p
            for p in later
            if p is not main
            and p[0]["role"] not in _ACTS
            and p[1]
            and (p[1]["role"] not in _HANDS or p[0]["role"] == "cite")
        ]
        if inner:
            cue, source, _ = inner[0]
            return (cue, source, main[1])
    return main
