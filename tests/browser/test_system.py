"""A lesson inside a learning system: what it hears, and what it gives back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Literal

import axe
import pytest
from playwright.sync_api import expect
from system import answer, answered, finish, heard, line

import kit
from kit.export.classroom import export_gallery, export_lesson
from kit.export.page import export_page

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Frame
    from system import Course

each_lang = pytest.mark.parametrize("lang", ["ar", "en"])
FIELDS: Final = {
    "id": r"[a-z]+-\d+-\d+",
    "type": "choice|sequencing|fill-in",
    "time": r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d",
    "student_response": r"[^\n]{1,255}",
    "result": r"correct|wrong|0\.\d\d",
    "weighting": "1",
    "latency": r"\d{2,4}:\d\d:\d\d(\.\d{1,2})?",
}
"""What SCORM 1.2 lets stand in an interaction, as far as lessons use it."""
CODED: Final = r"[a-z0-9](,[a-z0-9])*"
"""An answer, or an order, of what is offered."""


@each_lang
def test_a_package_is_finished_from_start_to_end(
    course: Course, context: BrowserContext, lang: str, tmp_path: Path
) -> None:
    """The system hears score, completion and every answer, as the kit scores the saved file."""
    lesson = kit.load_lesson("the-bridge", lang)
    system = course(export_page(lesson))
    page, frame = system.open(context)
    line(frame, "on", lang)
    expect(frame.locator(".who")).to_be_hidden()
    finish(frame)
    expect(frame.locator(".results .came, .results .figure")).not_to_have_count(0)
    heard(system, frame, 57)
    with page.expect_download() as saved:
        frame.locator(".hand-in button").click()
    saved.value.save_as(tmp_path / "a.jsonl")
    answers = kit.read_answers(tmp_path / "a.jsonl")
    scores = kit.score(answers, lesson)
    assert set(answers["learner_id"]) == {"منى سالم"}
    assert page.evaluate("faults") == []
    core = system.kept["core"]
    assert (core["lesson_status"], core["exit"]) == ("completed", "suspend")
    assert (core["score"]["min"], core["score"]["max"]) == ("0", "100")
    assert float(core["score"]["raw"]) == pytest.approx(100 * scores["points"].mean(), abs=0.05)
    assert re.fullmatch(FIELDS["latency"], core["session_time"])
    right = [{"correct": 1.0, "wrong": 0.0}.get(x["result"]) for x in system.interactions]
    assert [
        float(x["result"]) if y is None else y
        for x, y in zip(system.interactions, right, strict=True)
    ] == pytest.approx(list(scores["points"]), abs=0.006)
    assert len({one["id"] for one in system.interactions}) == len(scores)
    for one in system.interactions:
        assert {
            name: one[name] for name in FIELDS if not re.fullmatch(FIELDS[name], one[name])
        } == {}
        patterns = [x["pattern"] for x in one["correct_responses"].values()]
        if one["type"] != "fill-in":
            assert all(re.fullmatch(CODED, text) for text in [one["student_response"], *patterns])
            assert (one["student_response"] in patterns) == (one["result"] == "correct")
    assert len(system.kept["suspend_data"]) <= 4096
    assert system.kept["suspend_data"].isascii()


@each_lang
def test_a_lesson_goes_on_where_it_stood_on_another_device(
    browser: Browser, course: Course, context: BrowserContext, lang: str
) -> None:
    """Answers, certainty and score are there again, and no answer is told twice."""
    system = course(export_lesson(2, lang))
    page, frame = system.open(context)
    answer(frame, 3)
    heard(system, frame, 3)
    before = system.kept
    system.close(page)
    assert system.kept["core"]["lesson_status"] == "incomplete"
    other = browser.new_context()
    page, frame = system.open(other)
    assert answered(frame) == 3
    answer(frame, 2)
    heard(system, frame, 5)
    told = system.interactions
    assert [one["id"] for one in told] == [f"sorter-1-{n}" for n in range(1, 6)]
    assert told[:3] == [before["interactions"][str(n)] for n in range(3)]
    assert page.evaluate("faults") == []
    other.close()


def test_two_learners_at_one_computer_do_not_meet(course: Course, context: BrowserContext) -> None:
    """The system knows who is there; the first finds everything again."""
    system = course(export_page(kit.load_lesson("the-sweets")))
    page, frame = system.open(context)
    answer(frame, 2)
    heard(system, frame, 2)
    system.close(page)
    first, system.kept = system.kept, {}
    page, frame = system.open(context, core={"student_id": "4712", "student_name": "Haddad, Omar"})
    assert answered(frame) == 0
    system.close(page)
    system.kept = first
    page, frame = system.open(context)
    assert answered(frame) == 2
    expect(frame.locator(".visit button")).to_be_hidden()


def test_a_new_attempt_begins_anew(course: Course, context: BrowserContext) -> None:
    """What the system has heard of another attempt is not brought into it."""
    system = course(export_page(kit.load_lesson("the-sweets")))
    page, frame = system.open(context)
    answer(frame, 2)
    heard(system, frame, 2)
    system.close(page)
    system.kept = {}
    page, frame = system.open(context)
    assert answered(frame) == 0
    answer(frame, 1)
    heard(system, frame, 1)


def total(frame: Frame) -> int:
    """Return how many answers a page asks for, as its results say."""
    told = frame.locator(".results dd:not(.figure, .came)").all_inner_texts()
    return sum(int(re.findall(r"\d+", line)[-1]) for line in told)


@each_lang
def test_a_graded_package_tells_answers_and_no_results(
    course: Course, context: BrowserContext, lang: str
) -> None:
    """Every exercise is done to its end; no score and no right answer travels, that it is done does."""
    system = course(export_gallery(lang, verdicts=False))
    page, frame = system.open(context)
    finish(frame)
    heard(system, frame, total(frame))
    assert system.kept["core"]["lesson_status"] == "completed"
    assert system.kept["core"]["score"]["raw"] == ""
    assert {one.get("result") for one in system.interactions} == {""}
    assert [one for one in system.interactions if one["correct_responses"]] == []
    assert page.evaluate("faults") == []


@each_lang
def test_every_exercise_is_told_in_its_own_type(
    course: Course, context: BrowserContext, lang: str
) -> None:
    """What is picked, what is put in order, what is written or marked."""
    system = course(export_gallery(lang))
    page, frame = system.open(context)
    finish(frame)
    heard(system, frame, total(frame))
    types = {one["id"].split("-")[0]: one["type"] for one in system.interactions}
    assert types == {
        "sorter": "choice", "highlighter": "fill-in", "cuelab": "fill-in", "headline": "choice",
        "chain": "sequencing", "lateral": "choice", "compare": "choice",
    }  # fmt: skip
    odd = [
        (one["id"], name, one[name])
        for one in system.interactions
        for name, pattern in FIELDS.items()
        if not re.fullmatch(pattern, one[name])
    ]
    assert odd == []
    assert page.evaluate("faults") == []


def test_nobody_is_wrong_against_the_engine(course: Course, context: BrowserContext) -> None:
    """An article without a key is done or not; it has no score."""
    text = "Port closes\n\nThe mayor said the port was closed. It was cold."
    system = course(export_page(kit.draft_lesson(text, "en")))
    _, frame = system.open(context)
    answer(frame, 2)
    heard(system, frame, 2)
    assert system.kept["core"]["score"]["raw"] == ""
    assert {one["result"] for one in system.interactions} == {"neutral"}


def test_what_was_passed_stays_passed(course: Course, context: BrowserContext) -> None:
    """A status that the system, or a teacher, has given is not taken back."""
    system = course(export_page(kit.load_lesson("the-sweets")))
    _, frame = system.open(context, core={"lesson_status": "passed"})
    answer(frame, 1)
    heard(system, frame, 1)
    assert system.kept["core"]["lesson_status"] == "passed"


@each_lang
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_in_the_way_inside_a_system(
    course: Course, browser: Browser, lang: str, scheme: Literal["light", "dark"]
) -> None:
    """Axe finds nothing in the frame of a narrow telephone, and nothing is wider than it."""
    options: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "color_scheme": scheme}
    context = browser.new_context(**options)
    page, frame = course(export_page(kit.load_lesson("the-bridge", lang))).open(context)
    line(frame, "on", lang)
    assert axe.violations(page, "body") == []
    assert frame.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()
