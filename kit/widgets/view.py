"""What a learner may see at one moment, as plain values for the browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kit.codebook import Scheme, student_view
from kit.locales import number
from kit.text import direction
from kit.widgets.passage import passage, visible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from kit.lessons import Lesson
    from kit.widgets.wording import Words


@dataclass(frozen=True)
class Given:
    """One answer as it was given."""

    label: str
    confidence: float | None
    answered_at: datetime


class View:
    """A lesson's public face: asks freely, tells of the key only what has been answered.

    Parameters
    ----------
    lesson, scheme, words
        What is shown, with which answers, in which language.
    """

    def __init__(self, lesson: Lesson, scheme: Scheme, words: Words) -> None:
        self._lesson, self._scheme, self._words = lesson, scheme, words
        self._rows = {str(row.statement_id): row for row in lesson.statements.itertuples()}
        self._key: dict[str, Any] = {str(row.statement_id): row for row in lesson.key.itertuples()}
        self._places = {name: place for place, name in enumerate(self._rows, start=1)}

    def fixed(self, learner: str, *, anonymous: bool) -> dict[str, Any]:
        """Return what does not change while a learner works."""
        lesson, words = self._lesson, self._words
        return {
            "lang": words.lang,
            "dir": direction(words.lang),
            "title": visible(lesson.title),
            "exercise": lesson.exercise_id,
            "learner": learner,
            "anonymous": anonymous,
            "text_hash": lesson.text_hash,
            "scheme": self._scheme,
            "words": words.fixed(),
            "options": words.options(self._scheme),
            "steps": words.steps(),
            "digits": [number(digit, words.lang) for digit in range(10)],
        }

    def state(
        self,
        given: Mapping[str, Given],
        at: str,
        *,
        unsaved: bool,
        hinted: AbstractSet[str],
        notice: str,
    ) -> dict[str, Any]:
        """Return all that changes: the strip, the statement at hand or the review, what is said."""
        done, total = len(given), len(self._rows)
        shown: dict[str, Any] = {"mode": "review"}
        if at:
            shown = self._answered(at, given[at]) if at in given else self._asked(at, hinted)
        elif total:
            shown["result"] = self._result(given)
            shown["items"] = [self._item(name, given[name]) for name in self._rows]
        else:
            shown |= {"result": self._words.say("nothing"), "items": []}
        return shown | {
            "status": self._words.say("unsaved" if unsaved else "saved", done=done, total=total),
            "unsaved": unsaved,
            "complete": done == total,
            "notice": visible(notice),
            "strip": [self._segment(name, given.get(name), name == at) for name in self._rows],
            "strip_label": self._strip_label(given, at),
        }

    def _asked(self, name: str, hinted: AbstractSet[str]) -> dict[str, Any]:
        hint = str(getattr(self._key[name], f"hint_{self._words.lang}"))
        return {
            "mode": "ask",
            "statement": self._statement(name, {}),
            "has_hint": bool(hint),
            "hint": visible(hint) if name in hinted else "",
        }

    def _answered(self, name: str, given: Given) -> dict[str, Any]:
        key = self._key[name]
        marks = {"source": key.source, "cue": key.cue, "hedge": key.hedge_words}
        statement = self._statement(name, marks)
        held = {kind for piece in statement["pieces"] for kind in piece["marks"]}
        return {
            "mode": "verdict",
            "statement": statement,
            "legend": [kind for kind in marks if kind in held],
            "verdict": self._verdict(name, given),
        }

    def _statement(self, name: str, marks: dict[str, str]) -> dict[str, Any]:
        row = self._rows[name]
        place = self._places[name]
        before = list(self._rows)[place - 2] if place > 1 else ""
        zone = self._words.zone(str(row.zone))
        return {
            "id": name,
            "before": before,
            "lang": str(row.lang),
            "dir": direction(str(row.lang)),
            "zone": " – ".join(filter(None, (number(place, self._words.lang), zone))),
            "form": str(row.zone) if zone else "body",
            "pieces": passage(self._lesson.text, self._lesson.statements, name, marks),
        }

    def _verdict(self, name: str, given: Given) -> dict[str, Any]:
        say, answer = self._words.say, self._words.answer
        expected, others = self._expected(name)
        own, wanted = answer(given.label), answer(expected)
        right = given.label == expected or given.label in others
        if given.label == expected:
            head, differ = say("right", answer=own), [answer(label) for label in others]
        elif right:
            head, differ = say("accepted", answer=own), [wanted]
        else:
            head, differ = say("wrong", answer=wanted), []
        return {
            "label": given.label if right else expected,
            "right": right,
            "head": head,
            "own_said": "" if right else say("own", answer=own),
            "reason": visible(str(getattr(self._key[name], f"reason_{self._words.lang}"))),
            "differ": say("differ", answer=" / ".join(differ)) if differ else "",
        }

    def _item(self, name: str, given: Given) -> dict[str, Any]:
        row = self._rows[name]
        verdict = self._verdict(name, given)
        expected, _ = self._expected(name)
        key = self._words.say("key", answer=self._words.answer(expected))
        return {
            "id": name,
            "number": number(self._places[name], self._words.lang),
            "text": visible(str(row.text)),
            "lang": str(row.lang),
            "dir": direction(str(row.lang)),
            "own": given.label,
            "own_said": self._words.say("own", answer=self._words.answer(given.label)),
            "right": verdict["right"],
            "key_said": "" if given.label == expected else key,
            "reason": verdict["reason"],
        }

    def _result(self, given: Mapping[str, Given]) -> str:
        right = sum(self._verdict(name, one)["right"] for name, one in given.items())
        return self._words.say("result", right=right, total=len(self._rows))

    def _segment(self, name: str, given: Given | None, now: bool) -> dict[str, Any]:  # noqa: FBT001
        part = {"id": name, "size": len(str(self._rows[name].text)), "now": now}
        if given is None:
            return part
        return part | {
            "own": given.label,
            "right": self._verdict(name, given)["right"],
            "confidence": given.confidence,
            "answered_at": given.answered_at.isoformat(),
        }

    def _strip_label(self, given: Mapping[str, Given], at: str) -> str:
        parts = [self._words.say("strip", done=len(given), total=len(self._rows))]
        for name, place in self._places.items():
            said = self._words.answer(given[name].label) if name in given else ""
            here = self._words.say("now") if name == at else ""
            if said or here:
                told = ", ".join(filter(None, [said, here]))
                parts.append(f"{number(place, self._words.lang)}: {told}.")
        return " ".join(parts)

    def _expected(self, name: str) -> tuple[str, tuple[str, ...]]:
        """Return the key's answer in the learner's labels, and the others that score in full."""
        key = self._key[name]
        labels = [key.label, *key.accept]
        if self._scheme == "student":
            labels = [student_view(label) for label in labels]
        first, *others = dict.fromkeys(map(str, labels))
        return first, tuple(others)
