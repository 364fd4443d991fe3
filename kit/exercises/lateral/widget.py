"""Hold the claims of an article against what other sources said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from kit.core.codebook import FINDINGS
from kit.core.text import detect_lang, direction, visible
from kit.exercises.frame.assets import module, style
from kit.exercises.frame.exercise import Exercise, as_lesson
from kit.exercises.frame.keeping import Given, label_of
from kit.exercises.frame.marks import quoted, read_marks, tokens
from kit.exercises.frame.passage import cut
from kit.exercises.frame.printed import question
from kit.exercises.lateral.task import Checking
from kit.exercises.task import Answer, Mark
from kit.languages.interface import number
from kit.show.pages import numbered, paragraph, sheet

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from kit.exercises.log import AnswerLog
    from kit.lessons.lesson import Lesson

_WEB: Final = re.compile(r"https?://[\w!-~]+\Z")
_NAMES: Final = {"confirms": "confirms", "contradicts": "contradicts", "open": "not_found"}


class LateralReading(Exercise):
    """Read sideways: another source confirms a claim, contradicts it, or does not speak of it.

    Each evidence card is held against the claim that it names. A learner decides, and
    may mark the words that decide it. Three quarters of a point are for the finding, one for the
    words (F1 of the overlap), where the card says which words those are.

    Parameters
    ----------
    lesson
        A lesson with evidence cards; or any story, with `evidence`.
    learner, log
        As in `Sorter`.
    evidence
        Cards of your own: a frame ``evidence``. The lesson's, if left out.
    """

    kind = "lateral"
    _esm = module("lateral", "words")
    _css = style("lateral", "words")
    _task: Checking

    def __init__(
        self,
        lesson: Lesson | str | pd.DataFrame,
        learner: str | None = None,
        *,
        evidence: pd.DataFrame | None = None,
        log: AnswerLog | Path | str | None = None,
    ) -> None:
        story = as_lesson(lesson)
        super().__init__(story, Checking(story, evidence), learner, log=log)

    def _printed(self) -> str:
        face = self._words.lang
        cards = []
        for item in self._order:
            card = self._card(item)
            claim = list(self._rows).index(self._task.claim(item)) + 1
            cards.append(paragraph(f"<strong>{number(claim, face)}</strong> · ", face))
            cards += question(card["publisher"], [card["text"]])
        ask = question(self._words.asked(self.kind)["ask"], self._words.meanings(_NAMES.values()))
        return sheet(self._lesson.title, [*numbered(self._lesson, face), *cards, *ask], face)

    def _more_fixed(self) -> dict[str, Any]:
        return {"options": self._words.others({label: _NAMES[label] for label in FINDINGS})}

    def _review(self) -> dict[str, Any]:
        shown = super()._review()
        return shown if self._order else shown | {"result": self._words.say("no_cards")}

    def _card(self, item: str) -> dict[str, str]:
        card = self._task.card(item)
        lang = detect_lang(card["text"])
        shown = {
            name: visible(str(card[name])) for name in ("publisher", "published", "vouches", "text")
        }
        url = str(card["url"])
        return shown | {"url": url if _WEB.match(url) else "", "lang": lang, "dir": direction(lang)}

    def _asked(self, item: str) -> dict[str, Any]:
        return {
            "statement": self._statement(self._task.claim(item), {}),
            "card": self._card(item),
            "tokens": tokens(str(self._task.card(item)["text"])),
        }

    def _hints(self, item: str) -> tuple[str, ...]:  # noqa: ARG002  (cards have none)
        return ()

    def _read(self, item: str, wish: dict[str, Any]) -> Answer:
        text = str(self._task.card(item)["text"])
        given = read_marks(text, wish.get("given", []), ("source",))
        return Answer(label_of(wish, "finding"), given)

    def _told(self, item: str, given: Given, mark: Mark) -> dict[str, Any]:
        text, say = str(self._task.card(item)["text"]), self._words.say
        wanted = [(span.start, span.end) for span in self._task.wanted(item).values()]
        found = self._named(self._task.card(item)["finding"])
        own = self._named(given.label)
        head = say("right", answer=found) if mark.accepted else say("found_not", answer=found)
        marked = visible(quoted(text, given, self._words.lang))
        said = say("own", answer=" · ".join(filter(None, [own, marked])))
        return {
            "statement": self._statement(self._task.claim(item), {}),
            "card": self._card(item),
            "words": cut(text, wanted or [(a, b) for _, a, b in given.given]),
            "verdict": self._verdict(mark, head=head, lines=mark.feedback.split(" · "))
            | {"label": mark.expected, "own_said": said},
        }

    def _named(self, finding: str) -> str:
        return self._words.answer(_NAMES[finding]) if finding else ""

    def _own(self, given: Given) -> str:
        return self._named(given.label)

    def _key_said(self, given: Given, mark: Mark) -> str:
        if given.label == mark.expected:
            return ""
        return self._words.say("key", answer=self._named(mark.expected))

    def _line(self, item: str) -> dict[str, str]:
        card = self._card(item)
        return {
            "text": f"{card['publisher']}: {card['text']}",
            "lang": card["lang"],
            "dir": card["dir"],
        }
