"""From a verdict to a suggestion, with its reason in each language of the interface."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kit.core.rows import Suggestion
from kit.engine.rules import RULES
from kit.engine.rules.unattributed import SAID_BY_NOBODY, SUPPOSED
from kit.engine.sentence.names import name_in
from kit.languages.interface import translator
from kit.languages.lexicon import load_lexicon, tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.core.rows import Cue
    from kit.engine.verdict.attributions import Evidence
    from kit.engine.verdict.memory import Speaker

_COMMA: Final = re.compile("[,،]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out about a statement, before it is put in words.

    Attributes
    ----------
    label, rules
        The label, and the ids of the rules that lead to it; a link comes before the rule of the
        speaker whom it points to.
    source, cue
        The words that name the speaker and report what was said, where they are written.
    referent
        The words of the earlier speaker, or of the other statement, that it points to.
    chain
        Whose hands it came through, without the outlet.
    speaker
        Who it was traced to; None where nobody is said to say it.
    """

    label: str
    rules: tuple[str, ...]
    source: Cue | None = None
    cue: Cue | None = None
    referent: str = ""
    carried: bool = False
    chain: tuple[str, ...] = ()
    polarity: str = "affirm"
    speaker: Speaker | None = None


def suggestion(evidence: Evidence, verdict: Verdict, hands: tuple[str, ...]) -> Suggestion:
    """Return what is suggested for a statement, with its reason in each language."""
    one, source, cue = evidence.statement, verdict.source, verdict.cue
    hedge = evidence.first("hedge")
    named = source is not None and verdict.label != SAID_BY_NOBODY.label  # reports are no source
    words = without_apposition(source.text, one.lang) if source and named else ""
    return Suggestion(
        article_id=one.article_id,
        statement_id=one.statement_id,
        lang=one.lang,
        zone=one.zone,
        paragraph=one.paragraph,
        start=one.start,
        end=one.end,
        text=one.text,
        label=verdict.label,
        carried=verdict.carried,
        hedge=hedge is not None and verdict.label != "meta",
        polarity=verdict.polarity,
        sensational=False,
        chain=(*hands, *verdict.chain),
        source=words,
        source_start=source.start if source and words else -1,
        source_end=source.start + len(words) if source and words else -1,
        cue=cue.text if cue else "",
        cue_start=cue.start if cue else -1,
        cue_end=cue.end if cue else -1,
        stance=cue.stance if cue else "",
        rules=verdict.rules,
        why_en=_why(verdict, "en", hedge),
        why_ar=_why(verdict, "ar", hedge),
    )


def without_apposition(words: str, lang: str) -> str:
    """Return a speaker's words up to the comma behind a name: Ines Kaldor, the head of the port.

    A title before the comma is kept with the name behind it (the mayor, Lena Orsholt), and so is
    a list of names.
    """
    first, *rest = _COMMA.split(words)
    if not rest or not _is_name(first, lang):
        return words
    joined = load_lexicon(lang).grammar.conjunctions.intersection(tokens_of(rest[0]))
    return words if joined or _is_name(rest[0], lang) else first.rstrip()


def _is_name(words: str, lang: str) -> bool:
    return len(name_in(words, lang)) == len(tokens_of(words)) > 1


def _why(verdict: Verdict, lang: str, hedge: Cue | None) -> str:
    say = translator(lang)
    source = verdict.source.text if verdict.source else ""
    words = {
        "source": source if verdict.source else verdict.referent,
        "cue": (verdict.cue.text if verdict.cue else "") or source,
        "said": verdict.cue.text if verdict.cue else "",
        "hedge": hedge.text if hedge else "",
        "referent": _short(verdict.referent) or say("no one is named"),
    }
    sentences = _reasons(verdict.rules, say, words)
    told = verdict.rules[0] == SUPPOSED.id or verdict.label in {"meta", "hearsay"}
    if hedge and not told:
        sentences.append(say("“{hedge}” puts it as uncertain.").format(**words))
    return " ".join(sentences)


def _reasons(rules: tuple[str, ...], say: Callable[[str], str], words: dict[str, str]) -> list[str]:
    first, *rest = rules
    told = [say(_sentence(first, words)).format(**words)]
    if rest and not RULES[first].label:  # a link: say also what the one it points to is
        pointed = {**words, "source": words["referent"]}
        told.append(say(_sentence(rest[0], words)).format(**pointed))
    return told


def _sentence(rule_id: str, words: dict[str, str]) -> str:
    """Return why a rule holds; without reporting words the sentence that needs none."""
    rule = RULES[rule_id]
    bare = "" if words["said"] else getattr(rule, "bare", "")
    return bare or rule.why


def _short(words: str, limit: int = 60) -> str:
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0] + "…"
