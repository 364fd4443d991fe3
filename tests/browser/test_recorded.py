"""An exercise without Python: the page puts the same states together as Python does."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

import pytest
import replay

from kit.exercises.compare.face import CompareFace
from kit.exercises.compare.task import Comparing
from kit.exercises.compare.together import together
from kit.exercises.registry import EXERCISES
from kit.lessons.drafts import draft_lesson
from kit.lessons.folders import load_lesson

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from kit.exercises.frame.face import Face
    from kit.lessons.lesson import Lesson

RUNS: Final = int(os.environ.get("KIT_PLAYS", "12"))
"""Plays of each exercise, story and language; set to 1000 after a change of the driver."""
AT_ONCE: Final = 40
"""Plays that are handed to the page together; a thousand would not fit."""
PLAYED: Final = ("sorter", "headline", "highlighter", "chain", "lateral", "cuelab", "compare")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    """Give an empty page to all plays."""
    return browser.new_page()


def face_of(folder: str, lesson: Lesson) -> Any:  # noqa: ANN401  (one of several)
    """Return the face of an exercise on a story."""
    entry = next(entry for entry in EXERCISES if entry.folder == folder)
    if folder == "compare":
        lessons = [lesson, load_lesson("bridge-brief", lesson.lang)]
        return CompareFace(together(lessons, lesson.lang), Comparing(lessons), lessons)
    face: Any = entry.load_face()
    task = entry.load_lesson_task().for_lesson(lesson)
    return face(lesson) if hasattr(face, "task_type") else face(lesson, task)


def differing(page: Page, face: Face, folder: Path, *, feedback: bool = True) -> list[Any]:
    """Return where random plays show something else on a page than in Python."""
    odd: list[Any] = []
    for first in range(0, RUNS, AT_ONCE):
        found = replay.plays(
            face, min(AT_ONCE, RUNS - first), folder, seed=first + 1, feedback=feedback
        )
        assert {"ask", "review"} <= {state["mode"] for play in found for state in play["states"]}
        script, given = replay.module(face, found, feedback=feedback)
        odd += page.evaluate(
            """async ([script, given]) => {
                const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
                return (await import(url)).replay(...JSON.parse(given));
            }""",
            [script, given],
        )
    return odd


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("folder", PLAYED)
def test_page_and_python_say_the_same(folder: str, lang: str, page: Page, tmp_path: Path) -> None:
    """Whatever is sent, sense or nonsense, each state is the same in all its fields."""
    face = face_of(folder, load_lesson("the-bridge", lang))
    assert differing(page, face, tmp_path) == []


@pytest.mark.parametrize("folder", PLAYED)
def test_a_draft_and_a_test_are_played_the_same(folder: str, page: Page, tmp_path: Path) -> None:
    """So it is where the engine stands in for a key, and where no verdicts are given."""
    story = load_lesson("the-bridge", "ar")
    if folder not in {"lateral", "cuelab"}:  # a draft has no cards, and the lab no key
        assert differing(page, face_of(folder, draft_lesson(story.text, "ar")), tmp_path) == []
    assert differing(page, face_of(folder, story), tmp_path, feedback=False) == []
