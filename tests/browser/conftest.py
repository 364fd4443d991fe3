"""What a browser test asks for: a browser, a server, a page of its own, a notebook open in it.

``bare`` shows the widgets of some cells on a page without Jupyter: what does not test Jupyter itself
is tested there, in a folder of its own, which ``desk`` names.
``lab`` is one JupyterLab server for all tests, in a folder of its own. ``notebook`` opens a
notebook in a fresh browser context and gives a `Notebook`: act in its page, then ask the kernel
with `Notebook.value` what Python made of it.
"""

from __future__ import annotations

import resource
import shutil
import time
from typing import TYPE_CHECKING

import pytest
from bare import Bare
from harness import PATIENCE, Lab, Notebook, chromium, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext


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
def ready_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Give one JupyterLab that makes lessons ready as they are opened, as `kit lab` does."""
    with serve(tmp_path_factory.mktemp("ready"), ready=True) as lab:
        yield lab


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
