"""How well suggestions agree with labels that people gave."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kit import load_lesson
from kit.articles.files import article_from_text
from kit.core.codebook import LABELS, STUDENT_VIEW
from kit.core.frames import records
from kit.engine.explain import explain_each

if TYPE_CHECKING:
    from pathlib import Path

    from kit.core.rows import Suggestion

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Agreement:
    """The measures of one language; all run from 0 (kappa: chance) to 1."""

    units: int
    hearsay: int
    kappa: float
    macro_f1: float
    student: float
    unverified_f1: float
    source_f1: float
    hedge_f1: float


def read_labelled(path: Path) -> list[dict[str, Any]]:
    """Read labelled articles: one JSON object a line, ``{lang, text, units}``.

    A unit is ``{start, end, label, accept, hedge, source}``; offsets are code points into ``text``.
    """
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def own_stories() -> list[dict[str, Any]]:
    """Return the project's own stories with their answer keys, in the same shape."""
    out = []
    for lesson_id in ("the-call", "the-bridge"):
        for lang in ("ar", "en"):
            lesson = load_lesson(lesson_id, lang=lang)
            keys = {row["statement_id"]: row for row in records(lesson.key)}
            units = [
                {
                    "start": row["start"], "end": row["end"],
                    **{k: keys[row["statement_id"]][k] for k in ("label", "accept", "hedge", "source")},
                }
                for row in records(lesson.statements)
            ]  # fmt: skip
            out.append({"lang": lang, "text": lesson.text, "units": units})
    return out


def agreement(articles: list[dict[str, Any]], lang: str) -> Agreement:
    """Compare suggestions with labelled articles of a language.

    A unit gets the label of the statement that overlaps it most; an accepted label counts as right.
    """
    labels: Pairs = []
    hedges: list[tuple[bool, bool]] = []
    shared = given = found = 0
    for article in (a for a in articles if a["lang"] == lang):
        row = article_from_text(article["text"], lang)
        statements = next(iter(explain_each([row]))).labels
        for unit in article["units"]:
            best = max(statements, key=lambda s: _overlap(unit, s))
            label = best.label
            labels.append((unit["label"], unit["label"] if label in unit["accept"] else label))
            hedges.append((bool(unit["hedge"]), best.hedge))
            theirs, ours = _words(unit["source"]), _words(best.source)
            shared, given, found = (
                shared + len(theirs & ours),
                given + len(theirs),
                found + len(ours),
            )
    present = sorted({gold for gold, _ in labels})
    students = [(STUDENT_VIEW[g], STUDENT_VIEW[p]) for g, p in labels]
    return Agreement(
        units=len(labels),
        hearsay=sum(gold == "hearsay" for gold, _ in labels),
        kappa=kappa(labels),
        macro_f1=sum(f1(labels, label) for label in present) / len(present),
        student=sum(g == p for g, p in students) / len(students),
        unverified_f1=f1(students, STUDENT_VIEW["unnamed"]),
        source_f1=2 * shared / (given + found) if given + found else 0.0,
        hedge_f1=f1([(str(g), str(p)) for g, p in hedges], "True"),
    )


def f1(pairs: Pairs, label: str) -> float:
    """Return the F1 of one label: twice the hits by twice the hits and both kinds of mistake."""
    hits = sum(gold == label == told for gold, told in pairs)
    misses = sum((gold == label) != (told == label) for gold, told in pairs)
    return 2 * hits / (2 * hits + misses) if hits or misses else 0.0


def kappa(pairs: Pairs) -> float:
    """Return Cohen's kappa over the six labels (Cohen 1960)."""
    count = len(pairs)
    golds, told = Counter(g for g, _ in pairs), Counter(t for _, t in pairs)
    observed = sum(g == t for g, t in pairs) / count
    expected = sum(golds[label] * told[label] for label in LABELS) / count**2
    return (observed - expected) / (1 - expected) if expected < 1 else 1.0


def _overlap(unit: dict[str, Any], statement: Suggestion) -> int:
    return int(min(unit["end"], statement.end) - max(unit["start"], statement.start))


_WORD: Final = re.compile(r"\w+")


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text or ""))
