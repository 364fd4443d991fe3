"""One learner at one exercise: what a page asks for is done, and what it may see is put together."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, cast

from kit.core.text import direction, visible
from kit.exercises.frame.contract import CONTRACT
from kit.exercises.frame.face import Answered
from kit.exercises.frame.wishes import Refused, Sent
from kit.languages.interface import number

if TYPE_CHECKING:
    from kit.exercises.frame.brought import Given
    from kit.exercises.frame.face import Face
    from kit.exercises.frame.keeping import Keeping

_MOST_TOLD: Final = 60
"""A strip of more items than this is told by its counts alone."""


class Sitting:
    """A face, the answers kept so far, and the place in the exercise; it needs no page.

    Parameters
    ----------
    keeping, face
        Where answers go, and how the exercise looks.
    feedback
        Whether verdicts and hints are given; without them it is a test.
    view
        How the exercise is looked at, one of the face's views, if it has any.
    """

    def __init__(self, keeping: Keeping, face: Face, *, feedback: bool, view: str) -> None:
        self.keeping, self.face = keeping, face
        self._words = face.words
        self._feedback = feedback
        self._view = view
        self._hinted: dict[str, int] = {}
        self._turn = 0
        self._notice = keeping.resume()
        self._at = self._first_open()

    # what the page sends

    def obey(self, content: object) -> None:
        """Do what a page asks for; what makes no sense changes nothing and is said."""
        wish = content if isinstance(content, dict) else {}
        self._turn += 1  # a page that asked always gets an answer, be it the same as before
        self._notice = self.keeping.catch_up()
        try:
            said = self._do(wish.get("action"), wish)
        except Refused as no:
            said = self._words.say(str(no))
        self._notice = " ".join(dict.fromkeys(filter(None, [self._notice, said])))

    def read_along(self, wish: dict[str, Any]) -> dict[str, Any]:
        """Return what can be said of a choice that is only tried; nothing changes."""
        item = wish.get("statement_id")
        sent = Sent(item if isinstance(item, str) else "", wish)
        told = dict(self.face.read_along(sent))
        return {"at": self._at, **told} if told else {}

    def _do(self, action: object, wish: dict[str, Any]) -> str:
        if action == "restore":
            said = self.keeping.restore(wish)
            self._at = self._first_open()
            return said
        if action == "commit" and isinstance(wish.get("answers"), list):
            if not wish["answers"]:
                raise Refused("not_choice")
            return self._commit(wish["answers"])
        if action not in ("commit", "next", "goto", "hint"):
            self._look(wish)
            return ""
        item = wish.get("statement_id")
        if not (isinstance(item, str) and item in self.face.places):
            raise Refused("not_statement")
        if action == "commit":
            return self._commit([wish])
        if action == "hint":
            self._hinted[item] = self._hinted.get(item, 0) + 1
        elif action == "goto" and (self._feedback or item not in self.keeping.given):
            self._at = item
        else:
            self._at = self._first_open(after=item)
        return ""

    def _look(self, wish: dict[str, Any]) -> None:
        views = self.face.views
        if wish.get("action") != "view" or wish.get("mode") not in views or len(views) == 1:
            raise Refused("not_action")
        self._view = str(wish["mode"])

    def _commit(self, wishes: list[Any]) -> str:
        """Keep answers; return what has to be said about them, if anything."""
        now, said = datetime.now(UTC), []
        taken: dict[str, Given] = {}
        for wish in wishes[: len(self.face.items)]:
            try:
                item, given = self.keeping.take(wish, now)
                if item in taken:
                    raise Refused("already")  # noqa: TRY301  (told like all that is refused)
            except Refused as no:
                said.append(self._words.say(str(no)))
                continue
            taken[item] = given
        if len(wishes) == 1 and isinstance(wishes[0], dict):
            item = str(wishes[0].get("statement_id"))
            self._at = item if item in self.keeping.given or item in taken else self._at
        said.append(self.keeping.keep(taken))
        if taken and not self._feedback:
            self._at = self._first_open(after=self._at or next(reversed(taken)))
            said.insert(0, self._words.say("kept"))
        return " ".join(dict.fromkeys(filter(None, said)))

    def _first_open(self, after: str = "") -> str:
        """Return the next item without an answer, round the end; none means the review."""
        cut = self.face.places[after] + 1 if after else 0
        items = self.face.items
        turn = items[cut:] + items[:cut]
        return next((name for name in turn if name not in self.keeping.given), "")

    # what the page sees

    def fixed(self) -> dict[str, Any]:
        """Return what never changes: words, choices, steps, and whose work this is."""
        face, words, keeping = self.face, self._words, self.keeping
        return {
            "contract": CONTRACT,
            "lang": words.lang,
            "dir": direction(words.lang),
            "title": face.title(),
            "exercise": keeping.exercise,
            "learner": keeping.learner,
            "anonymous": keeping.anonymous,
            "text_hash": face.lesson.text_hash,
            "scheme": face.task.scheme,
            "words": words.fixed() | face.ask_words,
            "steps": words.steps(),
            "digits": [number(digit, words.lang) for digit in range(10)],
            "items": [[item, face.weight(item)] for item in face.items],
            **face.fixed(),
        }

    def state(self) -> dict[str, Any]:
        """Return all that may be seen now; of the key, only the verdicts already earned."""
        say, done, total = self._words.say, len(self.keeping.given), len(self.face.items)
        unsaved = bool(self.keeping.unsaved)
        return self._shown() | {
            "turn": self._turn,
            "at": self._at,
            "status": say("unsaved" if unsaved else "saved", done=done, total=total),
            "unsaved": unsaved,
            "complete": done == total,
            "notice": visible(self._notice),
            "strip": [self._segment(item) for item in self.face.items],
            "strip_label": self._strip_label(),
        }

    def _shown(self) -> dict[str, Any]:
        if self._at in self.keeping.given and not self._feedback:
            self._at = self._first_open(after=self._at)
        if not self._at:
            shown = self._review()
        elif self._at in self.keeping.given:
            shown = {"mode": "verdict", "before": self._before()}
            shown |= self.face.tell(self._answered(self._at))
        else:
            shown = self._question()
        if self.face.views:
            shown["view"] = self._view if self._at else self.face.views[0]
        return shown

    def _before(self) -> str:
        """Return the item to go back to; where all can be seen there is none."""
        place = self.face.places[self._at]
        seen = bool(self.face.views) and self._view != self.face.views[0]
        return self.face.items[place - 1] if place and not seen else ""

    def _question(self) -> dict[str, Any]:
        hints = self.face.hints(self._at) if self._feedback else ()
        shown = hints[: self._hinted.get(self._at, 0)]
        return {
            "mode": "ask",
            "before": self._before() if self._feedback else "",
            "has_hint": len(shown) < len(hints),
            "hint": "\n".join(map(visible, shown)),
            **self.face.ask(self._at),
        }

    def _review(self) -> dict[str, Any]:
        given, say = self.keeping.given, self._words.say
        if not self.face.items:
            found = {"result": say(self.face.nothing), "items": []}
            return {"mode": "review"} | found | dict(self.face.review())
        if not self._feedback:
            return {"mode": "review", "result": say("tested", n=len(given)), "items": []}
        all_answered = [self._answered(item) for item in self.face.items if item in given]
        return {
            "mode": "review",
            "result": self.face.result([answered.mark for answered in all_answered]),
            "items": [self.face.listed(answered) for answered in all_answered],
            **self.face.review(),
        }

    def _answered(self, item: str) -> Answered:
        given = self.keeping.given
        oldest_first = sorted(given.items(), key=lambda pair: pair[1].answered_at)
        so_far = tuple((name, one.choice) for name, one in oldest_first)
        choice = given[item].choice
        return Answered(item, choice, self.face.task.mark(item, choice), so_far)

    def _segment(self, item: str) -> dict[str, Any]:
        given = self.keeping.given.get(item)
        if given is None:
            return {}
        return {
            "own": given.choice.label or "done",
            "confidence": given.confidence,
            "answered_at": given.answered_at.isoformat(),
            **cast("dict[str, Any]", self.face.as_sent(given.choice)),
        }

    def _strip_label(self) -> str:
        given, words, face = self.keeping.given, self._words, self.face
        parts = [words.say("strip", done=len(given), total=len(face.items))]
        if len(face.items) <= _MOST_TOLD:
            for item in face.items:
                own = face.answer_in_words(item, given[item].choice) if item in given else ""
                here = words.say("now") if item == self._at else ""
                if own or here:
                    told = ", ".join(filter(None, [own, here]))
                    parts.append(f"{face.number(item)}: {visible(told)}.")
        return " ".join(parts)
