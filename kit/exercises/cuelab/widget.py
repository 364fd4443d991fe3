"""Swap source, verb and hedge, and see what becomes of the same fact."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from kit.core.errors import LessonError
from kit.core.text import detect_lang, direction, visible
from kit.exercises.cuelab.task import GOALS, LONGEST, SLOTS, Swapping
from kit.exercises.frame.assets import module, style
from kit.exercises.frame.exercise import Exercise
from kit.exercises.frame.keeping import Given, Refused, own_text
from kit.exercises.frame.printed import question
from kit.exercises.task import Answer, Mark
from kit.languages.interface import check_language, translator
from kit.lessons.drafts import draft_lesson
from kit.lessons.lesson import Lesson
from kit.show.pages import paragraph, sheet

if TYPE_CHECKING:
    from pathlib import Path

    from kit.exercises.cuelab.task import Reading
    from kit.exercises.log import AnswerLog


class CueLab(Exercise):
    """A sentence whose source, verb and hedge can be swapped, with what the engine reads in it.

    The label, the certainty and the reason change with every swap, and with every word typed.
    Five sentences are asked for; each that the engine reads as asked earns a point.

    Parameters
    ----------
    text
        A clause of your own to say, such as ``"the port will close"``; or a lesson, for its
        language. Three facts stand ready if left out.
    learner, log
        As in `Sorter`.
    lang
        ``"ar"`` or ``"en"``; by default that of the text.

    Raises
    ------
    KitError
        If the language is neither.
    """

    kind = "cuelab"
    _esm = module("cuelab", "live")
    _css = style("cuelab", "live")
    _task: Swapping

    def __init__(
        self,
        text: Lesson | str = "",
        learner: str | None = None,
        *,
        lang: str | None = None,
        log: AnswerLog | Path | str | None = None,
    ) -> None:
        fact = "" if isinstance(text, Lesson) else text
        known = (
            text.lang if isinstance(text, Lesson) else detect_lang(text) if text.strip() else "en"
        )
        face = check_language(lang or known)
        self._task = Swapping(face, fact)
        start = self._task.compose({slot: rows[0]["id"] for slot, rows in self._task.slots.items()})
        if isinstance(text, Lesson) and text.lang == face:
            story = text
        else:
            story = draft_lesson(start, face, lesson_id=None if fact.strip() else "lab")
        super().__init__(story, self._task, learner, log=log)

    def _fixed(self) -> dict[str, Any]:
        title = translator(self._words.lang)("The cue lab: same fact, other words")
        return super()._fixed() | {"title": title}

    def _printed(self) -> str:
        words, face = self._words.asked(self.kind), self._words.lang
        parts = []
        for slot in SLOTS:
            named = [str(choice["name"]) for choice in self._choices(slot)]
            parts += question(words[f"slot_{slot}"], named)
        goals = [self._goal(item) for item in self._order]
        parts += question(words["ask"], goals)
        return sheet(
            translator(face)("The cue lab: same fact, other words"),
            [*parts, paragraph(escape("______"), face)],
            face,
        )

    def _more_fixed(self) -> dict[str, Any]:
        slots = {slot: self._choices(slot) for slot in SLOTS}
        return {"slots": slots, "start": {slot: rows[0]["label"] for slot, rows in slots.items()}}

    def _choices(self, slot: str) -> list[dict[str, str]]:
        none = translator(self._words.lang)("none")
        out = []
        for row in self._task.slots[slot]:
            shown = row["text"]
            if slot in ("verb", "fact"):
                shown = shown.format(source="…", fact="", hedge="")
            shown = " ".join(shown.split()).strip("،, ") or none
            out.append({"label": row["id"], "name": visible(shown)})
        return out

    def _goal(self, item: str) -> str:
        return translator(self._words.lang)(GOALS[item].ask)

    def _asked(self, item: str) -> dict[str, Any]:
        return {"goal": self._goal(item)}

    def _hints(self, item: str) -> tuple[str, ...]:  # noqa: ARG002  (the engine reads along)
        return ()

    def _tried(self, wish: dict[str, Any]) -> dict[str, Any]:
        text = wish.get("text")
        try:
            text = (
                text[:LONGEST] if isinstance(text, str) and text.strip() else self._composed(wish)
            )
        except Refused:
            return {"at": self._at, "text": "", "lines": []}
        text = text.encode("utf-8", "replace").decode("utf-8")
        return {"at": self._at, "text": visible(text), "lines": self._lines(self._task.read(text))}

    def _lines(self, read: Reading) -> list[dict[str, str]]:
        words = self._words.asked(self.kind)
        return [
            {
                "label": read.label,
                "name": self._words.answer(read.label),
                "told": visible(read.why),
            },
            {"name": words["certainty"], "told": visible(read.certainty)},
        ]

    def _composed(self, wish: dict[str, Any]) -> str:
        slots = wish.get("slots")
        if not isinstance(slots, dict):
            raise Refused("not_choice")
        try:
            made = self._task.compose({k: str(v) for k, v in slots.items() if isinstance(k, str)})
        except LessonError:
            raise Refused("not_choice") from None
        if len(made) > LONGEST:
            raise Refused("too_long")
        return made

    def _read(self, item: str, wish: dict[str, Any]) -> Answer:  # noqa: ARG002  (all items take the same)
        text = own_text(wish, LONGEST) if "given" in wish else self._composed(wish)
        return Answer("", (text,))

    def _told(self, item: str, given: Given, mark: Mark) -> dict[str, Any]:
        text = str(given.given[0])
        read = self._task.read(text)
        head = self._words.say("all_right" if mark.accepted else "not_yet")
        told = [
            f"{self._words.answer(read.label)}: {read.why}",
            f"{self._words.asked(self.kind)['certainty']}: {read.certainty}",
        ]
        return {
            "goal": self._goal(item),
            "own": visible(text),
            "verdict": self._verdict(mark, head=head, lines=told) | {"label": read.label},
        }

    def _own(self, given: Given) -> str:
        return str(given.given[0])

    def _look(self, given: Given) -> str:  # noqa: ARG002  (a sentence made up has no label to keep)
        return ""

    def _line(self, item: str) -> dict[str, str]:
        lang = self._words.lang
        return {"text": self._goal(item), "lang": lang, "dir": direction(lang)}

    def _weight(self, item: str) -> int:  # noqa: ARG002  (all weigh the same)
        return 1
