"""A lesson where a learning system is not there, takes nothing, or takes it only in part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from system import HOST, answer, answered, finish, heard, line

import kit
from kit.export.page import SYSTEM, export_page
from kit.languages.interface import translator

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext
    from system import Course

each_lang = pytest.mark.parametrize("lang", ["ar", "en"])


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


@pytest.mark.fault("learners")
def test_answers_that_are_refused_once_are_told_the_next_time(
    course: Course, context: BrowserContext
) -> None:
    """In their order, and each once."""
    more = "const put = API.LMSSetValue; API.LMSSetValue = (name, value) => (window.busy && name.startsWith('cmi.interactions') ? 'false' : put(name, value)); busy = true;"
    system = course(export_page(kit.load_lesson("the-sweets")))
    page, frame = system.open(context, more=more)
    answer(frame, 2)
    page.wait_for_function("run.cmi.suspend_data.split(';').length > 2")
    assert system.kept["interactions"] == {}
    page.evaluate("window.busy = false")
    answer(frame, 1)
    heard(system, frame, 3)
    assert [one["id"] for one in system.interactions] == [f"sorter-1-{n}" for n in (1, 2, 3)]


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
