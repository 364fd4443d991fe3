"""What a browser test asks for: a browser, a server, a page of its own, a notebook open in it.

``bare`` shows the widgets of some cells on a page without Jupyter: what does not test Jupyter itself
is tested there, in a folder of its own, which ``desk`` names.
``lab`` is one JupyterLab server for all tests, in a folder of its own. ``notebook`` opens a
notebook in a fresh browser context and gives a `Notebook`: act in its page, then ask the kernel
with `Notebook.value` what Python made of it.
``lesson`` opens a notebook of the kit by its link, in the front end that ``front`` gives, which
makes lessons ready as `kit lab` does.
"""

from __future__ import annotations

import resource
import shutil
import time
from contextlib import ExitStack
from functools import cache
from typing import TYPE_CHECKING

import pytest
from bare import Bare
from harness import PATIENCE, Front, Lab, Notebook, chromium, serve
from opening import FIRST, served, shipped
from system import System

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext
    from system import Course

    from kit.export.page import LessonPage


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one Chromium to all tests."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Give one JupyterLab to all tests."""
    with serve(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Front], Lab]]:
    """Give a function that starts each front end once, which makes lessons ready as `kit lab` does."""
    with ExitStack() as stack:

        @cache
        def start(kind: Front) -> Lab:
            base = tmp_path_factory.mktemp(f"ready-{kind}")
            return stack.enter_context(serve(base, kind, ready=True))

        yield start


@pytest.fixture(params=[served("lab")])
def front(request: pytest.FixtureRequest, ready: Callable[[Front], Lab]) -> Lab:
    """Give the server of a front end that makes lessons ready; parametrise indirectly with `served`."""
    return ready(request.param)


@pytest.fixture
def lesson(front: Lab, context: BrowserContext) -> Iterator[Callable[..., Notebook]]:
    """Give a function that copies a notebook of the kit, changed or not, and opens it by its link."""
    opened: list[Notebook] = []

    def start(
        lang: str, folder: str, change: Callable[[Path], None] | None = None, name: str = FIRST
    ) -> Notebook:
        place = front.folder / folder
        place.mkdir()
        shutil.copyfile(shipped(lang, name), place / "lesson.ipynb")
        if change:
            change(place)
        opened.append(Notebook(front, context.new_page(), f"{folder}/lesson.ipynb"))
        opened[-1].page.goto(front.page(opened[-1].name))
        return opened[-1]

    yield start
    for book in opened:
        front.stop(book.name)


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Give a fresh browser context; parametrise indirectly with its options."""
    context = browser.new_context(
        **{"viewport": {"width": 1200, "height": 950}} | getattr(request, "param", {})
    )
    context.set_default_timeout(PATIENCE * 1000)
    yield context
    context.close()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give an empty folder, in which the test runs; a disk that it filled has room again after it."""
    monkeypatch.chdir(tmp_path)
    room = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield tmp_path
    resource.setrlimit(resource.RLIMIT_FSIZE, room)


@pytest.fixture
def bare(context: BrowserContext, desk: Path) -> Iterator[Callable[..., Bare]]:  # noqa: ARG001
    """Give a function that opens an empty page for some code cells; `Bare.run_all` runs them."""
    opened: list[Bare] = []

    def start(*cells: str) -> Bare:
        opened.append(Bare(context.new_page(), *cells))
        opened[-1].open()
        return opened[-1]

    yield start
    assert [error for book in opened for error in book.errors] == []


@pytest.fixture(scope="session")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """Give one browser context to all notebooks: it loads JupyterLab once, and learners differ."""
    context = browser.new_context(viewport={"width": 1200, "height": 950})
    context.set_default_timeout(PATIENCE * 1000)
    yield context
    context.close()


@pytest.fixture
def notebook(lab: Lab, visitor: BrowserContext) -> Iterator[Callable[..., Notebook]]:
    """Give a function that writes a notebook of code cells (or takes a file), and opens it."""
    opened: list[Notebook] = []

    def start(*cells: str, file: Path | None = None) -> Notebook:
        if file is None:
            name = lab.write(*cells)
        else:
            name = f"test-{time.monotonic_ns()}.ipynb"
            shutil.copyfile(file, lab.folder / name)
        found = Notebook(lab, visitor.new_page(), name)
        opened.append(found)
        found.open()
        return found

    yield start
    for page in visitor.pages:
        page.close()
    for book in opened:
        lab.stop(book.name)


@pytest.fixture
def course() -> Iterator[Course]:
    """Give a function that makes a course of one package; no script of it may fail."""
    made: list[System] = []

    def make(lesson: LessonPage) -> System:
        made.append(System(lesson))
        return made[-1]

    yield make
    assert [error for one in made for error in one.errors] == []
