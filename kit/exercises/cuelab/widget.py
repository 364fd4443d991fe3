"""Swap source, verb and hedge, and see what becomes of the same fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.core.text import detect_lang
from kit.exercises.cuelab.face import CueLabFace
from kit.exercises.cuelab.task import Swapping
from kit.exercises.frame.assets import module, style
from kit.exercises.frame.exercise import Exercise
from kit.languages.interface import check_language
from kit.lessons.drafts import draft_lesson
from kit.lessons.lesson import Lesson

if TYPE_CHECKING:
    from pathlib import Path

    from kit.exercises.log import AnswerLog


class CueLab(Exercise):
    """A sentence whose source, verb and hedge can be swapped, with what the engine reads in it.

    The label, the certainty and the reason change with every swap, and with every word typed.
    Five sentences are asked for; each that the engine reads as asked earns a point. The parts
    stand at first on a sentence that is none of them; after a miss one is shown that does it.

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
    _esm = module("cuelab", "writing")
    _css = style("cuelab", "writing")

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
        lang = check_language(known if lang is None else lang)
        task = Swapping(lang, fact)
        start = task.compose({slot: rows[0]["id"] for slot, rows in task.slots.items()})
        if isinstance(text, Lesson) and text.lang == lang:
            story = text
        else:
            story = draft_lesson(start, lang, lesson_id=None if fact.strip() else "lab")
        super().__init__(CueLabFace(story, task), learner, log=log)
