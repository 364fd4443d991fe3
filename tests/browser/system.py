"""A learning system for tests: scorm-again's run-time of SCORM 1.2 in a page of its own, and a server that keeps what it sends."""

from __future__ import annotations

import json
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZipFile

from playwright.sync_api import expect

from kit.export.page import SYSTEM
from kit.export.scorm import packed
from kit.languages.interface import translator

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Frame, Locator, Page, Route

    from kit.export.page import LessonPage

    Course = Callable[[LessonPage], "System"]

HOST: Final = "http://school.test"
CONSUMERS: Final = Path(sys.prefix, "consumers")
PLAYER: Final = """<!doctype html><html lang="en"><title>A course</title><style>body{{margin:0}}iframe{{border:0;inline-size:100%;block-size:100vh}}</style>
<script src="/scorm12.js"></script>
<script>
window.faults = [];
window.calls = [];
const run = new Scorm12API({{ lmsCommitUrl: "/commit", logLevel: 5 }});
run.loadFromJSON({state});
window.API = Object.fromEntries(["Initialize", "Finish", "GetValue", "SetValue", "Commit", "GetLastError"].map((name) => [`LMS${{name}}`, (...given) => {{
    const back = run[`LMS${{name}}`](...given);
    const code = String(run.LMSGetLastError());
    calls.push([name, ...given]);
    if (code !== "0") faults.push([name, ...given, code]);
    return back;
}}]));
{more}
</script>
<iframe title="The lesson" src="/lesson/index.html"></iframe></html>"""
NEW: Final = {
    "core": {
        "student_id": "4711", "student_name": "سالم, منى", "lesson_status": "not attempted",
        "entry": "ab-initio", "lesson_mode": "normal", "credit": "credit",
    }
}  # fmt: skip


class System:
    """A course with one package in it, and what it holds of one learner."""

    def __init__(self, lesson: LessonPage) -> None:
        self._runtime = CONSUMERS / "scorm12.js"
        assert self._runtime.is_file(), "found no SCORM run-time; run scripts/fetch_consumers.py"
        self._files = ZipFile(BytesIO(packed(lesson.name, lesson.title, lesson.html_for_system)))
        self._more = ""
        self._state: dict[str, Any] = NEW
        self.kept: dict[str, Any] = {}
        self.deaf = False
        self.errors: list[str] = []

    def serve(self, context: BrowserContext) -> None:
        """Answer a browser's requests to the school's host."""
        runtime = self._runtime
        context.route(f"{HOST}/scorm12.js", lambda route: route.fulfill(path=runtime))
        context.route(f"{HOST}/commit", self._keep)
        context.route(f"{HOST}/lesson/*", self._file)
        context.route(f"{HOST}/course", self._player)

    def _player(self, route: Route) -> None:
        body = PLAYER.format(state=json.dumps(self._state), more=self._more)
        route.fulfill(content_type="text/html; charset=utf-8", body=body)

    def _file(self, route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[1]
        route.fulfill(content_type="text/html; charset=utf-8", body=self._files.read(name))

    def _keep(self, route: Route) -> None:
        if self.deaf:
            route.fulfill(status=500, json={"result": False, "errorCode": 101})
            return
        self.kept = json.loads(route.request.post_data or "{}")["cmi"]
        route.fulfill(json={"result": True, "errorCode": 0})

    def open(
        self, context: BrowserContext, *, more: str = "", core: dict[str, str] | None = None
    ) -> tuple[Page, Frame]:
        """Open the course, with what was kept of it; `more` is a script that changes its run-time."""
        self.serve(context)
        self._more = more
        self._state = {**(self.kept or NEW)}
        if self.kept:
            entry = "resume" if self.kept["core"]["exit"] == "suspend" else ""
            again = NEW["core"] | self.kept["core"] | {"entry": entry}
            time = again.pop("session_time", "")
            self._state["core"] = again | ({"total_time": time} if time else {})
        self._state["core"] = {**self._state["core"], **(core or {})}
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(f"{HOST}/course")
        frame = page.frames[1]
        expect(frame.locator(".kit-sorter").first).to_be_visible()
        return page, frame

    def close(self, page: Page) -> None:
        """Leave the course, as by a link."""
        page.goto("about:blank")
        page.close()

    @property
    def interactions(self) -> list[dict[str, Any]]:
        """What it holds of single answers, in turn."""
        found: dict[str, dict[str, Any]] = self.kept["interactions"]
        return [found[name] for name in sorted(found, key=int)]


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
    """Wait until the system holds `n` answers: a page tells and commits them in one go."""
    frame.page.wait_for_function("n => run.cmi.interactions.childArray.length >= n", arg=n)
    assert len(system.interactions) == n


def finish(frame: Frame) -> None:
    """Answer whatever is still open with the first that is offered, and try nothing again."""
    for card in frame.locator(".kit-card").all():
        while card.get_attribute("data-mode") != "review":
            if card.get_attribute("data-mode") == "ask":
                _choose(card)
                card.locator(".go").first.click()
            if card.locator(".show").count():
                card.locator(".show").click()
            if card.get_attribute("data-mode") == "verdict":
                card.locator(".go").first.click()


def _choose(card: Locator) -> None:
    if card.locator("select").count():
        card.locator("select").first.select_option(index=1)
        return
    for offered in (".opt", ".pool .hand, .w"):
        if card.locator(offered).count():
            card.locator(offered).first.click()
            return
