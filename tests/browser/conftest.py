"""A real JupyterLab and a real Chromium, and what a browser test does with them.

``lab`` is one JupyterLab server for all tests, in a folder of its own. ``notebook`` opens a
notebook in a fresh browser context and gives a `Notebook`: act in its page, then ask the kernel
with `Notebook.value` what Python made of it. Nothing here sleeps; all waiting is on conditions.
"""

from __future__ import annotations

import ast
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from urllib.request import Request, urlopen

import nbformat
import pytest
from jupyter_client import BlockingKernelClient
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Locator,
    Page,
    expect,
    sync_playwright,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 60
"""Seconds until a wait is a failure: a school's machine is slow, and so is a busy one."""
TOKEN = "a-token-for-tests"  # noqa: S105  (of a server that lives for one test run)
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: where it serves, and the folder it serves."""

    url: str
    folder: Path
    runtime: Path

    def api(self, path: str, method: str = "GET") -> Any:  # noqa: ANN401  (JSON)
        """Call the server's REST interface and return its JSON."""
        request = Request(f"{self.url}/api/{path}", method=method)  # noqa: S310  (our own server)
        request.add_header("Authorization", f"token {TOKEN}")
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            body = answer.read()
        return json.loads(body) if body else None

    def kernel(self, name: str) -> str:
        """Return the id of the kernel that runs the notebook `name`."""
        return str(next(s["kernel"]["id"] for s in self.api("sessions") if s["path"] == name))

    def stop(self, name: str) -> None:
        """End the kernel of the notebook `name`, if it has one."""
        for session in self.api("sessions"):
            if session["path"] == name:
                self.api(f"sessions/{session['id']}", "DELETE")


class Notebook:
    """A notebook open in JupyterLab.

    Parameters
    ----------
    lab, page, name
        The server, the page it is opened in, and the notebook's file name in the lab's folder.
    """

    def __init__(self, lab: Lab, page: Page, name: str) -> None:
        self.lab, self.page, self.name = lab, page, name

    @property
    def widget(self) -> Locator:
        """The first sorter on the page."""
        return self.page.locator(".kit-sorter").first

    def open(self) -> None:
        """Load the notebook and wait until its kernel is idle."""
        self.page.goto(f"{self.lab.url}/lab/tree/{quote(self.name)}?reset&token={TOKEN}")
        self.page.wait_for_function(
            """name => {
                const shell = window.jupyterapp?.shell;
                const panel = shell && [...shell.widgets('main')].find(w => w.context?.path === name);
                return panel?.sessionContext.session?.kernel?.status === 'idle';
            }""",
            arg=self.name,
        )

    def command(self, name: str, arguments: dict[str, Any] | None = None) -> None:
        """Run one of JupyterLab's own commands, as its menus do."""
        self.page.evaluate(
            "([name, given]) => { window.jupyterapp.commands.execute(name, given); }",
            [name, arguments or {}],
        )

    def run_all(self) -> None:
        """Run all cells and wait for the widget."""
        self.command("notebook:run-all-cells")
        self.widget.wait_for()

    def restart(self) -> None:
        """Save, restart the kernel, load the page anew and run all cells: tomorrow's session."""
        self.command("docmanager:save")
        self.page.wait_for_function(
            "() => !window.jupyterapp.shell.currentWidget.context.model.dirty"
        )
        self.lab.api(f"kernels/{self.lab.kernel(self.name)}/restart", "POST")
        self.page.reload()
        self.open()
        self.command("notebook:clear-all-cell-outputs")
        self.widget.wait_for(state="detached")
        self.run_all()

    def value(self, expression: str) -> Any:  # noqa: ANN401  (whatever the expression gives)
        """Return the value of a Python expression in the kernel; it must have a literal `repr`."""
        client = BlockingKernelClient()
        client.load_connection_file(
            str(self.lab.runtime / f"kernel-{self.lab.kernel(self.name)}.json")
        )
        client.start_channels(stdin=False, hb=False)
        try:
            client.wait_for_ready(timeout=PATIENCE)
            reply = client.execute_interactive(
                "",
                silent=True,
                user_expressions={"it": expression},
                timeout=PATIENCE,
                output_hook=id,
            )
        finally:
            client.stop_channels()
        it = reply["content"]["user_expressions"]["it"]
        if it["status"] != "ok":
            pytest.fail(f"{expression} raised {it['ename']}: {it['evalue']}")
        return ast.literal_eval(it["data"]["text/plain"])


def _chromium() -> str | None:
    named = os.environ.get("KIT_CHROMIUM")
    names = (
        [named] if named else ["/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome"]
    )
    return next((found for name in names if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the machine's own Chromium, or Playwright's; without either the tests fail."""
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=_chromium(), args=FLAGS)
        except Error as error:
            pytest.fail(
                f"found no Chromium that starts ({error.message.splitlines()[0]}), expected one for "
                "the browser tests; set KIT_CHROMIUM to its path, or run: playwright install chromium"
            )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Start JupyterLab in a folder of its own, with settings of its own, and stop it at the end."""
    base = tmp_path_factory.mktemp("lab")
    folder = base / "work"
    folder.mkdir()
    own = {
        "JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }  # fmt: skip
    runtime = base / "runtime"
    quiet = (
        base
        / "settings"
        / "@jupyterlab"
        / "apputils-extension"
        / "notification.jupyterlab-settings"
    )
    quiet.parent.mkdir(parents=True)
    quiet.write_text('{"fetchNews": "false", "checkForUpdates": false}')
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser",
        "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={folder}", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip
    environment = os.environ | {name: str(base / place) for name, place in own.items()}
    with (base / "log").open("w") as log, subprocess.Popen(
        command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT
    ) as server:  # fmt: skip
        try:
            yield Lab(_address(server, runtime, base / "log"), folder, runtime)
        finally:
            server.terminate()
            try:
                server.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                server.kill()


def _address(server: subprocess.Popen[bytes], runtime: Path, log: Path) -> str:
    """Wait until the server answers, and return where: it may have moved to another port."""
    info = runtime / f"jpserver-{server.pid}.json"
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            url = str(json.loads(info.read_text())["url"]).rstrip("/")
            with urlopen(f"{url}/api", timeout=PATIENCE):  # noqa: S310
                return url
        except (OSError, ValueError):
            time.sleep(0.1)  # between looks; the condition above ends it
    return pytest.fail(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")


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
def notebook(lab: Lab, context: BrowserContext) -> Iterator[Callable[..., Notebook]]:
    """Give a function that writes a notebook of code cells (or takes a file), and opens it."""
    opened: list[Notebook] = []

    def start(*cells: str, file: Path | None = None) -> Notebook:
        name = f"test-{time.monotonic_ns()}.ipynb"
        if file is None:
            book = nbformat.v4.new_notebook(
                cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
                metadata={
                    "kernelspec": {
                        "name": "python3",
                        "display_name": "Python 3",
                        "language": "python",
                    }
                },
            )
            nbformat.write(book, lab.folder / name)
        else:
            shutil.copyfile(file, lab.folder / name)
        found = Notebook(lab, context.new_page(), name)
        found.open()
        opened.append(found)
        return found

    yield start
    for book in opened:
        lab.stop(book.name)
