"""Rewriting: an honest headline keeps who says it and how sure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

from kit.articles.files import article_from_text
from kit.core.codebook import OFF_RECORD, ON_RECORD
from kit.core.frames import records
from kit.core.text import fold
from kit.engine.explain import explain_each
from kit.engine.verdict.headlines import content_words
from kit.exercises.task import Choice, Mark, text_of
from kit.languages.interface import translator
from kit.languages.lexicon import TOKEN, load_lexicon
from kit.languages.messages import messages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.core.rows import Suggestion
    from kit.lessons.lesson import Lesson

_MOST_ITEMS: Final = 4
_SHARED_PART: Final = 0.25
"""How many of a statement's longer words a headline must repeat to be about it."""
_ENOUGH_WORDS: Final = 2
LONGEST_TEXT: Final = 500
_SPEAKER: Final = re.compile(r"\s*((?:[«“][^:»”]*[»”]|[^:«»“”\n]){2,80}):\s+\S")
"""Whoever stands in front of the colon of a headline: Town council: bridge closed."""

SOURCE: Final = messages("exercises/rewrite", "source")
CERTAINTY: Final = messages("exercises/rewrite", "certainty")
MATTER: Final = messages("exercises/rewrite", "matter")


@dataclass(frozen=True)
class Rewritten:
    """What a rewritten sentence kept, each judgement a name in the tables above."""

    matter: str
    source: str
    certainty: str
    label: str
    told: tuple[str, str, str]

    @property
    def kept(self) -> tuple[bool, bool, bool]:
        """Whether matter, source and certainty were kept."""
        return (
            self.matter == "kept",
            self.source.startswith("kept"),
            self.certainty == "kept",
        )


class Rewriting:
    """Put the headline, and statements that are easily overstated, into honest words."""

    name = "rewrite"
    scheme = "text"

    def __init__(self, lesson: Lesson) -> None:
        self._lang = lesson.lang
        self._article_lang = str(lesson.articles["lang"].iloc[0]) if len(lesson.articles) else ""
        texts = {str(row["statement_id"]): row for row in records(lesson.statements)}
        key = [
            row
            | {
                "text": texts[row["statement_id"]]["text"],
                "zone": texts[row["statement_id"]]["zone"],
            }
            for row in records(lesson.key)
        ]
        self._spoken = [(row["chain"][-1:], str(row["text"])) for row in key]
        body = [row for row in key if row["zone"] == "body" and row["label"] != "meta"]
        self._matters: dict[str, dict[str, Any]] = {}
        head = next((row for row in key if row["zone"] == "headline"), None)
        about = [row for row in body if row["headline"] == "supports"] or body
        if head is not None and about:
            self._matters[str(head["statement_id"])] = about[0]
        tempting = [row for row in body if row["label"] in OFF_RECORD or row["hedge"]] or body
        for row in tempting:
            if len(self._matters) < _MOST_ITEMS and row not in self._matters.values():
                self._matters[str(row["statement_id"])] = row
        self.items = tuple(name for name in texts if name in self._matters)

    @classmethod
    def for_lesson(cls, lesson: Lesson) -> Self:
        """Return the task as it is asked of a lesson."""
        return cls(lesson)

    def matter(self, item: str) -> dict[str, Any]:
        """Return the statement whose news is to be told: a row of the key with its text."""
        return self._matters[item]

    def read(self, item: str, text: str) -> Rewritten:
        """Let the engine read a rewritten sentence and hold it against the story's own."""
        row = self._matters[item]
        article = article_from_text(text[:LONGEST_TEXT], self._article_lang or None)
        _, cues, labels, _ = next(iter(explain_each([article])))
        wanted = content_words(row["text"])
        found = max(labels, key=lambda one: len(content_words(one.text) & wanted))
        said = content_words(text)
        wanted -= content_words(row["source"])
        enough = min(_ENOUGH_WORDS, max(1, round(_SHARED_PART * len(wanted))))
        matter = "kept" if len(said & wanted) >= enough else "lost"
        source, certainty = self._source(row, found, said), self._certainty(row, labels, found)
        label, speaker = found.label, _SPEAKER.match(text)
        if speaker and self._is_own(row, speaker[1], source):
            label, source = row["label"], "kept_hidden" if row["label"] in OFF_RECORD else "kept"
        words = {
            "source": row["source"] or (row["chain"][-1] if row["chain"] else ""),
            "hedge": row["hedge_words"] or row["cue"],
            "cue": found.cue,
            "found": next((cue.text for cue in cues if cue.kind == "hedge"), ""),
        }
        say = translator(self._lang)
        told = (
            say(MATTER[matter]),
            say(SOURCE[source]).format(**words),
            say(CERTAINTY[certainty]).format(**words),
        )
        return Rewritten(matter, source, certainty, label, told)

    def mark(self, item: str, choice: Choice) -> Mark:
        """Give half a point for the source and half for certainty, if the matter is still told."""
        text = text_of(choice)
        row = self._matters[item]
        if not text.strip():
            return Mark(0.0, 1.0, str(row["text"]), accepted=False)
        read = self.read(item, text)
        matter, source, certainty = read.kept
        points = matter * (0.5 * source + 0.5 * certainty)
        return Mark(points, 1.0, str(row["text"]), points == 1, read.told, " ")

    @staticmethod
    def _source(row: dict[str, Any], found: Suggestion, said: frozenset[str]) -> str:
        wanted, label = row["label"], found.label
        if wanted in OFF_RECORD:
            if label in OFF_RECORD:
                return "kept_hidden"
            return "raised" if label in ON_RECORD else "lost"
        if wanted not in ON_RECORD:
            return "kept_outlet" if label not in ON_RECORD | OFF_RECORD else "invented"
        if label not in ON_RECORD:
            return "hidden" if label in OFF_RECORD else "lost"
        names = content_words(row["source"] or " ".join(row["chain"][-1:]))
        return "kept" if not names or names & said else "other"

    def _is_own(self, row: dict[str, Any], speaker: str, source: str) -> bool:
        """Tell whether the words before a colon name the story's own source.

        The engine knows a speaker there by the words of its tables and, in a short headline, by
        place. The story's own may be anyone: a baker, two people close to the committee. A body
        is not its nameless insider, nor a town its council.
        """
        hand = " ".join(row["chain"][-1:]) or row["source"]
        words = content_words(speaker) or _all_words(speaker)
        known = bool(words) and words <= _all_words(f"{row['source']} {hand}")
        begins = bool(words) and _first(speaker) in (_first(row["source"]), _first(hand))
        if row["label"] in OFF_RECORD:
            return source in {"lost", "raised"} and known and begins
        if row["label"] not in ON_RECORD or source not in {"lost", "hidden"}:
            return False
        if begins:
            return known or source == "lost"
        others = (text for last, text in self._spoken if last != row["chain"][-1:])
        topic = any(words <= content_words(text) for text in others)
        return known and words <= _all_words(hand) and not topic

    @staticmethod
    def _certainty(row: dict[str, Any], labels: Sequence[Suggestion], found: Suggestion) -> str:
        hedged = any(one.hedge for one in labels)
        if row["hedge"] and not hedged:
            return "hedge_lost"
        if row["polarity"] == "deny" and found.polarity != "deny" and not _negated(found):
            return "deny_lost"
        if row["label"] in OFF_RECORD and found.stance == "factive":
            return "factive"
        return (
            "hedge_added" if hedged and not row["hedge"] and row["label"] in ON_RECORD else "kept"
        )


def _negated(found: Suggestion) -> bool:
    """Tell whether a statement says that something is not so, which keeps a denial as well."""
    said = TOKEN.findall(fold(found.text).text)
    return not load_lexicon(found.lang).grammar.negations.isdisjoint(said)


def _all_words(text: str) -> frozenset[str]:
    """Return the stems of the longer words, and the shorter ones, which names may be made of."""
    return content_words(text) | frozenset(TOKEN.findall(fold(text).text))


def _first(text: str) -> frozenset[str]:
    """Return the first of the longer words of a text, as their set with nothing else in it."""
    return next(filter(None, map(content_words, text.split())), frozenset())
