"""One learner at one exercise: what a page asks for is done, and what it may see is put together."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, cast

from kit.core.text import visible
from kit.exercises.frame.face import Answered
from kit.exercises.frame.rounds import Rounds
from kit.exercises.frame.standing import standing
from kit.exercises.frame.wishes import Refused, Sent

if TYPE_CHECKING:
    from kit.exercises.frame.brought import Given
    from kit.exercises.frame.face import Face
    from kit.exercises.frame.keeping import Keeping
    from kit.exercises.task import Choice, Mark

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
        self._marks: dict[tuple[str, Choice], Mark] = {}
        self._turn = self.moves = 0
        self.rounds = Rounds(keeping)
        self._trying = ""
        self._notice = keeping.resume()
        if face.rounds and feedback:
            self.rounds.resume(self._right_then)
        self._at = self._first_open()
        self._resumed = bool(self._given and self._at)
        if self.rounds.later:
            self._notice = f"{self._notice} {self._words.say('new_round')}"

    def follow(self, before: Sitting, *, aside: bool) -> None:
        """Take the place of a former sitting on the page; say so, if its answers were put aside."""
        self._turn, self.moves = before._turn + 1, before.moves + 1
        said = [self._words.say("aside")] if aside else []
        self._notice = " ".join([*said, self._notice])

    # what the page sends

    def obey(self, content: object) -> None:
        """Do what a page asks for; what makes no sense changes nothing and is said."""
        wish = content if isinstance(content, dict) else {}
        self._turn += 1  # a page that asked always gets an answer, be it the same as before
        self._resumed = False
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
        if action in ("anew", "mistakes"):
            return self._begin(mistakes=action == "mistakes")
        if action not in ("commit", "next", "goto", "hint", "again", "show"):
            self._look(wish)
            return ""
        item = wish.get("statement_id")
        if not (isinstance(item, str) and item in self.face.places):
            raise Refused("not_statement")
        if action == "commit":
            return self._commit([wish])
        if action == "hint":
            self._hinted[item] = self._hinted.get(item, 0) + 1
        else:
            self._go(str(action), item)
        return ""

    def _go(self, action: str, item: str) -> None:
        """Go to an item, on from it, or back to it for a second try or its key."""
        offered = self.rounds.offered
        if action in ("again", "show") and item not in offered:
            raise Refused("already")
        self._trying = item if action == "again" else ""
        seen = self._feedback or item not in self._given
        if action in ("again", "show") or (action == "goto" and seen):
            self._at = item
        else:
            self._at = self._first_open(after=item)
        if action in ("show", "next"):
            offered.discard(item)

    def _begin(self, *, mistakes: bool) -> str:
        """Begin a round, of all items or of those whose answers shown are wrong."""
        face = self.face
        if not (face.rounds and self._feedback and len(self._given) == len(face.items)):
            raise Refused("not_action")
        items = [item for item in face.items if not mistakes or not self._right(item)]
        if not items:
            raise Refused("not_action")
        self.rounds.begin(items)
        self._hinted.clear()
        self._trying, self._at = "", self._first_open()
        return self._words.say("new_round")

    @property
    def _given(self) -> dict[str, Given]:
        """The answers of the round that is shown."""
        return self.rounds.given

    def _right(self, item: str) -> bool:
        return self._right_then(item, self._given[item].choice)

    def _judged(self, item: str) -> bool:
        """Tell whether the strip says right or wrong of an answer: nobody is wrong against the engine."""
        return self._feedback and (self._right(item) or not self.face.lesson.drafted)

    def _right_then(self, item: str, choice: Choice) -> bool:
        return self._mark(item, choice).accepted

    def _look(self, wish: dict[str, Any]) -> None:
        views = self.face.views
        if wish.get("action") != "view" or wish.get("mode") not in views or len(views) == 1:
            raise Refused("not_action")
        self._view = str(wish["mode"])

    def _commit(self, wishes: list[Any]) -> str:
        """Keep answers; return what has to be said about them, if anything."""
        now, said = datetime.now(UTC), []
        taken: dict[str, Given] = {}
        closed = self._given.keys() - {self._trying}
        for wish in wishes[: len(self.face.items)]:
            try:
                item, given = self.keeping.take(wish, now, closed)
                if item in taken:
                    raise Refused("already")  # noqa: TRY301  (told like all that is refused)
            except Refused as no:
                said.append(self._words.say(str(no)))
                continue
            taken[item] = given
        if len(wishes) == 1 and isinstance(wishes[0], dict):
            item = str(wishes[0].get("statement_id"))
            self._at = item if item in self._given or item in taken else self._at
        if self._trying in taken:
            said.append(self.rounds.keep_second(self._trying, taken.pop(self._trying)))
            self._trying = ""
        said.append(self.rounds.keep(taken))
        if self.face.retries and self._feedback:
            self.rounds.offered |= {item for item in taken if not self._right(item)}
        if taken and not self._feedback:
            self._at = self._first_open(after=self._at or next(reversed(taken)))
            said.insert(0, self._words.say("kept"))
        return " ".join(dict.fromkeys(filter(None, said)))

    def _first_open(self, after: str = "") -> str:
        """Return the next item without an answer, round the end; none means the review."""
        cut = self.face.places[after] + 1 if after else 0
        items = self.face.items
        turn = items[cut:] + items[:cut]
        return next((name for name in turn if name not in self._given), "")

    # what the page sees

    def fixed(self) -> dict[str, Any]:
        """Return what never changes: words, choices, steps, and whose work this is."""
        keeping, face = self.keeping, self.face
        told = standing(face, keeping.exercise, keeping.learner, anonymous=keeping.offers_all)
        return told | {"unkept": keeping.unkept, "moves": self.moves}

    def state(self) -> dict[str, Any]:
        """Return all that may be seen now; of the key, only the verdicts already earned."""
        say, done, total = self._words.say, len(self._given), len(self.face.items)
        unsaved = self.keeping.waiting
        status = "unsaved" if unsaved else "unkept" if self.keeping.unkept else "saved"
        return self._shown() | {
            "turn": self._turn,
            "at": self._at,
            "status": say(status, done=done, total=total),
            "unsaved": unsaved,
            "complete": done == total,
            "notice": visible(self._notice),
            "strip": [self._segment(item) for item in self.face.items],
            "strip_label": self._strip_label(),
            **({"resumed": say("go_on", done=done, total=total)} if self._resumed else {}),
        }

    def _shown(self) -> dict[str, Any]:
        if self._at in self._given and not self._feedback:
            self._at = self._first_open(after=self._at)
        if not self._at:
            shown = self._review()
        elif self._at in self._given and self._at != self._trying:
            answered = self._answered(self._at)
            again = self._at in self.rounds.offered
            shown = {"mode": "verdict", "before": self._before()}
            shown |= self.face.tell_again(answered) if again else self.face.tell(answered)
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
            **(self._once_more() if self._trying else {}),
        }

    def _once_more(self) -> dict[str, str]:
        choice = self._given[self._trying].choice
        own = self.face.own_words(self._trying, choice)
        return {"again": self._words.say("second", answer=own), "tried": choice.label}

    def _review(self) -> dict[str, Any]:
        given, say = self._given, self._words.say
        self.rounds.offered.clear()
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
            **({"counted": self._counted()} if self.rounds.later else {}),
            **({"anew": True} if self.face.rounds and len(given) == len(self.face.items) else {}),
            **self.face.review(),
        }

    def _counted(self) -> str:
        """Say what the first round came to."""
        first = self.keeping.given
        marks = [self._mark(item, first[item].choice) for item in self.face.items if item in first]
        return self._words.say("counted", result=self.face.result(marks))

    def _answered(self, item: str) -> Answered:
        given = self._given
        oldest_first = sorted(given.items(), key=lambda pair: pair[1].answered_at)
        so_far = tuple((name, one.choice) for name, one in oldest_first)
        choice, second = given[item].choice, self.rounds.second.get(item)
        return Answered(
            item, choice, self._mark(item, choice), so_far, second.choice if second else None
        )

    def _mark(self, item: str, choice: Choice) -> Mark:
        """Hold a choice against the key, once: some tasks ask the engine."""
        if (item, choice) not in self._marks:
            self._marks[item, choice] = self.face.task.mark(item, choice)
        return self._marks[item, choice]

    def _segment(self, item: str) -> dict[str, Any]:
        first, shown = self.keeping.given.get(item), self._given.get(item)
        if first is None:
            return {}
        told = {"right": self._right(item)} if shown and self._judged(item) else {}
        return {
            **({"own": shown.choice.label or "done"} if shown else {}),
            **told,
            "confidence": first.confidence,
            "answered_at": first.answered_at.isoformat(),
            **cast("dict[str, Any]", self.face.as_sent(first.choice)),
        }

    def _strip_label(self) -> str:
        given, words, face = self._given, self._words, self.face
        parts = [words.say("strip", done=len(given), total=len(face.items))]
        if len(face.items) <= _MOST_TOLD:
            for item in face.items:
                own, right = "", ""
                if item in given:
                    own = face.answer_in_words(item, given[item].choice)
                    if self._judged(item):
                        right = words.say("is_right" if self._right(item) else "is_wrong")
                here = words.say("now") if item == self._at else ""
                if own or here:
                    told = ", ".join(filter(None, [own, right, here]))
                    parts.append(f"{face.number(item)}: {visible(told)}.")
        return " ".join(parts)
