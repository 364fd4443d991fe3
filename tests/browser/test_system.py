"""A lesson inside a learning system: what it hears, what it gives back, and what if it does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Literal

import axe
import pytest
from playwright.sync_api import expect
from system import HOST, System, finish

import kit
from kit.export.classroom import export_gallery, export_lesson
from kit.export.page import SYSTEM, export_page
from kit.languages.interface import translator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Frame

    from kit.export.page import LessonPage

    Course = Callable[[LessonPage], System]

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


@pytest.fixture
def course() -> Iterator[Course]:
    """Give a function that makes a course of one package; no script of it may fail."""
    made: list[System] = []

    def make(lesson: LessonPage) -> System:
        made.append(System(lesson))
        return made[-1]

    yield make
    assert [error for one in made for error in one.errors] == []


def answer(frame: Frame, n: int) -> None:
    """Give `n` answers in the first exercise, each its second label, and no second try."""
    card = frame.locator(".kit-sorter").first
    if card.locator(".resumed .go").count():
        card.locator(".resumed .go").click()
    for _ in range(n):
        card.locator(".opt").nth(1).click()
        card.locator(".go").click()
        if card.locator(".show").count():
            card.locator(".show").click()
        expect(card).to_have_attribute("data-mode", "verdict")
        card.locator(".go").click()


def answered(frame: Frame) -> int:
    """Return how many answers the first exercise shows."""
    return frame.locator(".kit-sorter").first.locator(".strip [data-label]").count()


def line(frame: Frame, name: str, lang: str) -> None:
    """Hold that the line at the head and at the end of a page is this one."""
    for place in (".kept", ".hand-in-note"):
        expect(frame.locator(place)).to_have_text(translator(lang)(SYSTEM[name]))


def heard(system: System, frame: Frame, n: int) -> None:
    """Wait until the system holds `n` answers."""
    for _ in range(200):
        if len(system.kept.get("interactions", {})) == n:
            return
        frame.page.wait_for_timeout(50)
    assert len(system.interactions) == n


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


@each_lang
@pytest.mark.fault("learners")
@pytest.mark.parametrize(
    "more",
    [
        "API.LMSCommit = () => 'false';",
        "API.LMSCommit = API.LMSSetValue = () => { throw new Error('gone'); };",
        "API.LMSSetValue = () => undefined;",
    ],
)
def test_what_the_system_does_not_take_is_told_later(
    course: Course, context: BrowserContext, lang: str, more: str
) -> None:
    """The page says so and goes on; on the next visit all of it is told."""
    system = course(export_page(kit.load_lesson("the-sweets", lang)))
    page, frame = system.open(context, more=more)
    answer(frame, 2)
    line(frame, "failed", lang)
    assert answered(frame) == 2
    page.close()
    system.kept = {}
    page, frame = system.open(context)
    assert answered(frame) == 2
    heard(system, frame, 2)
    line(frame, "on", lang)


@pytest.mark.fault("learners")
@pytest.mark.parametrize("again", [True, False])
def test_a_page_that_comes_back_goes_on_or_says_that_it_is_over(
    course: Course, context: BrowserContext, *, again: bool
) -> None:
    """By the browser's button it is shown as it was left; a session that has ended may begin once more or not."""
    system = course(export_page(kit.load_lesson("the-sweets")))
    page, frame = system.open(context)
    answer(frame, 1)
    heard(system, frame, 1)
    frame.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    if again:
        page.evaluate(
            "API.LMSInitialize = () => 'true', API.LMSCommit = () => 'true', API.LMSSetValue = () => 'true'"
        )
    frame.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    line(frame, "on" if again else "failed", "en")
    answer(frame, 1)
    assert answered(frame) == 2
    page.close()
    _, frame = system.open(context)
    assert answered(frame) == 2
    heard(system, frame, 2)


@pytest.mark.fault("learners")
def test_what_no_net_let_through_is_told_with_the_next_answer(
    course: Course, context: BrowserContext
) -> None:
    """A server that fails once costs nothing."""
    system = course(export_page(kit.load_lesson("the-sweets")))
    _, frame = system.open(context)
    line(frame, "on", "en")
    system.deaf = True
    answer(frame, 1)
    line(frame, "failed", "en")
    system.deaf = False
    answer(frame, 1)
    line(frame, "on", "en")
    heard(system, frame, 2)


@each_lang
@pytest.mark.fault("notebooks")
@pytest.mark.parametrize("more", ["delete window.API;", "API.LMSInitialize = () => 'false';"])
def test_without_a_system_a_package_is_a_file(
    course: Course, context: BrowserContext, lang: str, more: str, tmp_path: Path
) -> None:
    """One line says so; it is answered and saved all the same, and found again."""
    system = course(export_page(kit.load_lesson("the-sweets", lang)))
    page, frame = system.open(context, more=more)
    expect(frame.locator(".kept")).to_contain_text(translator(lang)(SYSTEM["none"]))
    expect(frame.locator(".who")).to_be_visible()
    answer(frame, 1)
    with page.expect_download() as saved:
        frame.locator(".hand-in button").click()
    saved.value.save_as(tmp_path / "a.jsonl")
    assert len(kit.read_answers(tmp_path / "a.jsonl")) == 1
    page.close()
    _, frame = system.open(context, more=more)
    assert answered(frame) == 1
    assert system.kept == {}


def test_a_page_of_another_host_around_it_is_no_system(
    course: Course, context: BrowserContext
) -> None:
    """Its window may not be looked into; nothing breaks."""
    system = course(export_page(kit.load_lesson("the-sweets")))
    system.serve(context)
    context.route(
        "http://other.test/",
        lambda route: route.fulfill(
            content_type="text/html", body=f"<iframe src='{HOST}/lesson/index.html'></iframe>"
        ),
    )
    page = context.new_page()
    page.on("pageerror", lambda error: system.errors.append(str(error)))
    page.goto("http://other.test/")
    expect(page.frames[1].locator(".kept")).to_contain_text(SYSTEM["none"])


def test_a_system_is_found_behind_a_window_of_its_own(
    course: Course, context: BrowserContext
) -> None:
    """Some open a package in a new window, whose opener has the run-time."""
    system = course(export_page(kit.load_lesson("the-sweets")))
    page, _ = system.open(context)
    page.locator("iframe").evaluate("node => node.remove()")
    page.evaluate("run.reset?.({}), run.currentState = 0")
    with page.expect_popup() as popup:
        page.evaluate("void window.open('/lesson/index.html')")
    expect(popup.value.locator(".kept")).to_have_text(SYSTEM["on"])


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


@pytest.mark.parametrize("mode", ["browse", "review"])
def test_a_look_leaves_nothing_behind(course: Course, context: BrowserContext, mode: str) -> None:
    """A teacher who looks at the package, or a learner who looks back, changes no record."""
    system = course(export_page(kit.load_lesson("the-sweets")))
    page, frame = system.open(context, core={"lesson_mode": mode})
    line(frame, "look", "en")
    answer(frame, 1)
    page.evaluate(
        "document.querySelector('iframe').contentWindow.dispatchEvent(new Event('pagehide'))"
    )
    calls: list[list[str]] = page.evaluate("calls")
    assert [call for call in calls if call[0] in {"SetValue", "Commit"}] == []


def test_a_system_without_interactions_hears_the_rest(
    course: Course, context: BrowserContext
) -> None:
    """SCORM 1.2 leaves them open; score, completion and what is resumed are not."""
    more = "const ask = API.LMSGetValue; API.LMSGetValue = (name) => name.startsWith('cmi.interactions') ? '' : ask(name);"
    system = course(export_page(kit.load_lesson("the-sweets")))
    page, frame = system.open(context, more=more)
    finish(frame)
    page.wait_for_function("run.cmi.core.lesson_status === 'completed'")
    assert page.evaluate("run.cmi.core.lesson_status") == "completed"
    system.close(page)
    assert float(system.kept["core"]["score"]["raw"]) >= 0
    page, frame = system.open(context)
    expect(frame.locator(".kit-sorter").first).to_have_attribute("data-mode", "review")


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
