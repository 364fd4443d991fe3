"""A row of ``suggestions``, and its reason in each language of the interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.engine.rules import RULES
from kit.languages.interface import LANGUAGES, translator

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.engine.verdict.readings import Reading


def suggestion(reading: Reading, found: dict[str, Any], hands: tuple[str, ...]) -> dict[str, Any]:
    """Return a row of ``suggestions`` for what was found out about a statement."""
    row = reading.row
    source, cue = found["source"], found["cue"]
    hedge = reading.first("hedge")
    label = found["label"]
    told = {f"why_{lang}": _why(found, lang, source, cue, hedge) for lang in LANGUAGES}
    return {
        **{k: row[k] for k in ("article_id", "statement_id", "lang", "zone", "paragraph")},
        "start": row["start"], "end": row["end"], "text": row["text"],
        "label": label, "carried": found["carried"],
        "hedge": hedge is not None and label != "meta",
        "polarity": found["polarity"], "sensational": False,
        "chain": (*hands, *found["chain"]),
        "source": source["text"] if source else "",
        "source_start": source["start"] if source else -1,
        "source_end": source["end"] if source else -1,
        "cue": cue["text"] if cue else "",
        "cue_start": cue["start"] if cue else -1, "cue_end": cue["end"] if cue else -1,
        "stance": cue["stance"] if cue else "",
        "rules": found["rules"], **told,
    }  # fmt: skip


def _why(
    found: dict[str, Any],
    lang: str,
    source: dict[str, Any] | None,
    cue: dict[str, Any] | None,
    hedge: dict[str, Any] | None,
) -> str:
    say = translator(lang)
    words = {
        "source": source["text"] if source else found["referent"],
        "cue": (cue["text"] if cue else "") or (source["text"] if source else ""),
        "hedge": hedge["text"] if hedge else "",
        "referent": _short(found["referent"]) or say("no one is named"),
    }
    sentences = _reasons(found["rules"], say, words)
    if hedge and found["label"] not in {"meta", "hearsay"} and found["rules"][0] != "OU-002":
        sentences.append(say("“{hedge}” puts it as uncertain.").format(**words))
    return " ".join(sentences)


def _reasons(rules: tuple[str, ...], say: Callable[[str], str], words: dict[str, str]) -> list[str]:
    first, *rest = rules
    told = [say(RULES[first].why).format(**words)]
    if rest and not RULES[first].label:  # a link: say also what the one it points to is
        pointed = {**words, "source": words["referent"], "cue": words["cue"] or "…"}
        told.append(say(RULES[rest[0]].why).format(**pointed))
    return told


def _short(words: str, limit: int = 60) -> str:
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0] + "…"
