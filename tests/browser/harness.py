"""A real Jupyter and a real Chromium, and what one does with them in a test or a measurement.

`serve` runs a front end in a folder of its own, `chromium` a browser; a `Notebook` acts in a page
and asks the kernel what Python made of it. Nothing here sleeps; all waiting is on conditions.
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
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

import nbformat
from jupyter_client import BlockingKernelClient
from playwright.sync_api import Browser, Error, Locator, Page, expect, sync_playwright

from kit.core.places import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Front = Literal["lab", "notebook", "voila"]

PATIENCE: Final = int(os.environ.get("KIT_PATIENCE", "60"))
"""Seconds until a wait is a failure: a school's machine is slow, and so is a busy one."""
TOKEN: Final = "a-token-for-tests"  # noqa: S105  (of a server that lives for one test run)
FLAGS: Final = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
_OWN: Final = {
    "JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime",
    "JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    "IPYTHONDIR": "ipython",
}  # fmt: skip
_QUIET: Final = "@jupyterlab/apputils-extension/notification.jupyterlab-settings"
_IDLE: Final = """name => {
    const shell = window.jupyterapp?.shell;
    const panel = shell && [...shell.widgets('main')].find(w => w.context?.path === name);
    return panel?.sessionContext.session?.kernel?.status === 'idle';
}"""


@dataclass(frozen=True)
class Lab:
    """A running Jupyter server: where it serves, the folder it serves, its front end, and how it opens."""

    url: str
    folder: Path
    runtime: Path
    front: Front = "lab"
    ready: bool = False

    @property
    def port(self) -> int:
        """The port it listens on, to start it there again."""
        return urlsplit(self.url).port or 80

    def page(self, name: str) -> str:
        """Return the address of the notebook `name` in this front end; `kit lab` shows one document."""
        lab = "doc/tree/" if self.ready else "lab/tree/"
        place = {"lab": lab, "notebook": "notebooks/", "voila": "voila/render/"}[self.front]
        reset = "reset&" if self.front == "lab" else ""
        return f"{self.url}/{place}{quote(name)}?{reset}token={TOKEN}"

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
        """End the kernel of the notebook `name`, if it has one; in Voila none belongs to a file."""
        if self.front == "voila":
            return
        for session in self.api("sessions"):
            if session["path"] == name:
                self.api(f"sessions/{session['id']}", "DELETE")

    def write(self, *cells: str, name: str = "") -> str:
        """Write a notebook of code cells and return its name."""
        name = name or f"test-{time.monotonic_ns()}.ipynb"
        spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        book = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
            metadata={"kernelspec": spec},
        )
        nbformat.write(book, self.folder / name)
        return name


class Notebook:
    """A notebook open in a front end.

    Parameters
    ----------
    lab, page, name
        The server, the page it is opened in, and the notebook's file name in the lab's folder.
    """

    def __init__(self, lab: Lab, page: Page, name: str) -> None:
        self.lab, self.page, self.name = lab, page, name

    @property
    def widget(self) -> Locator:
        """The first exercise on the page; the head of a lesson is none."""
        return self.page.locator(".kit-card:not(.kit-header)").first

    def open(self, query: str = "") -> None:
        """Load the notebook and wait until its kernel is idle; Voila has run it by then."""
        self.page.goto(self.lab.page(self.name) + query)
        if self.lab.front == "voila":
            self.page.locator("#rendered_cells").wait_for()
        else:
            self.idle()

    def idle(self) -> None:
        """Wait until the page has a kernel that waits for work."""
        self.page.wait_for_function(_IDLE, arg=self.name)

    def command(self, name: str, arguments: dict[str, Any] | None = None) -> None:
        """Run one of JupyterLab's own commands, as its menus do."""
        self.page.evaluate(
            "([name, given]) => { window.jupyterapp.commands.execute(name, given); }",
            [name, arguments or {}],
        )

    def run_all(self) -> None:
        """Run all cells, unless the front end does so by itself, and wait for the widget."""
        if self.lab.front != "voila":
            self.command("notebook:run-all-cells")
        self.widget.wait_for()

    def save(self) -> None:
        """Save the notebook and wait until it is on disk."""
        self.command("docmanager:save")
        self.page.wait_for_function(
            "() => !window.jupyterapp.shell.currentWidget.context.model.dirty"
        )

    def restart(self) -> None:
        """Save, restart the kernel, load the page anew and run all cells: tomorrow's session."""
        self.save()
        self.lab.api(f"kernels/{self.lab.kernel(self.name)}/restart", "POST")
        self.open()
        self.command("notebook:clear-all-cell-outputs")
        self.widget.wait_for(state="detached")
        self.run_all()

    @contextmanager
    def themed(self, name: str) -> Iterator[None]:
        """Show the light or the dark theme, and the light one again for the tests that follow."""
        self.theme(name)
        try:
            yield
        finally:
            self.theme("Light")

    def theme(self, name: str) -> None:
        """Change to the light or the dark theme, and wait until it is there."""
        self.command("apputils:change-theme", {"theme": f"JupyterLab {name}"})
        light = str(name == "Light").lower()
        self.page.wait_for_function(
            "light => document.body.dataset.jpThemeLight === light", arg=light
        )

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
            raise RuntimeError(f"{expression} raised {it['ename']}: {it['evalue']}")
        return ast.literal_eval(it["data"]["text/plain"])


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give the machine's own Chromium, or Playwright's; without either raise RuntimeError."""
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=_found(), args=FLAGS)
        except Error as error:
            raise RuntimeError(
                f"found no Chromium that starts ({error.message.splitlines()[0]}), expected one; "
                "set KIT_CHROMIUM to its path, or run: playwright install chromium"
            ) from error
        with closing(browser):
            yield browser


@contextmanager
def serve(
    base: Path, front: Front = "lab", port: int | None = None, *, ready: bool = False
) -> Iterator[Lab]:
    """Run a front end on ``base/work`` with settings of its own, and stop it at the end.

    Parameters
    ----------
    base
        A folder for this server alone; a second server on it finds the files of the first.
    front
        ``"lab"``, ``"notebook"`` (Notebook 7) or ``"voila"``.
    port
        A port that must be had; left out, any free one.
    ready
        Whether lessons are made ready as they are opened, as `kit lab` has it.
    """
    folder, runtime, said = base / "work", base / "runtime", base / "log"
    folder.mkdir(parents=True, exist_ok=True)
    runtime.mkdir(mode=0o700, exist_ok=True)
    quiet = base / "settings" / _QUIET
    quiet.parent.mkdir(parents=True, exist_ok=True)
    quiet.write_text('{"fetchNews": "false", "checkForUpdates": false}')
    command = _command(front, folder, runtime, port)
    environment = os.environ | {name: str(base / place) for name, place in _OWN.items()}
    if ready:
        environment["JUPYTER_PATH"] = str(PACKAGE / "jupyter")
    with said.open("w") as log, subprocess.Popen(
        command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT
    ) as server:  # fmt: skip
        try:
            yield Lab(_address(server, command, runtime, said), folder, runtime, front, ready)
        finally:
            server.terminate()
            try:
                server.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                server.kill()


def _command(front: Front, folder: Path, runtime: Path, port: int | None) -> list[str]:
    if port is None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            found = free.getsockname()[1]
    else:
        found = port
    if front == "voila":
        return [
            sys.executable, "-m", "voila", "--no-browser", "--Voila.ip=127.0.0.1", f"--port={found}",
            "--Voila.port_retries=0", f"--token={TOKEN}", f"--Voila.connection_dir_root={runtime}",
            f"--Voila.root_dir={folder}",
        ]  # fmt: skip
    module = {"lab": "jupyterlab", "notebook": "notebook"}[front]
    return [
        sys.executable, "-m", module, "--no-browser", "--allow-root", "--expose-app-in-browser",
        "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={found}", f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.port_retries={50 if port is None else 0}", f"--ServerApp.root_dir={folder}",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip


def _address(server: subprocess.Popen[bytes], command: list[str], runtime: Path, said: Path) -> str:
    """Wait until the server answers, and return where: it may have moved to another port."""
    info = runtime / f"jpserver-{server.pid}.json"
    fixed = next((part.split("=")[1] for part in command if part.startswith("--port=")), "")
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            if fixed:  # Voila writes nowhere that it serves
                url = f"http://127.0.0.1:{fixed}"
                socket.create_connection(("127.0.0.1", int(fixed)), PATIENCE).close()
                return url
            url = str(json.loads(info.read_text())["url"]).rstrip("/")
            with urlopen(f"{url}/api", timeout=PATIENCE):  # noqa: S310  (our own server)
                return url
        except (OSError, ValueError):
            time.sleep(0.1)  # between looks; the condition above ends it
    raise RuntimeError(f"Jupyter did not start:\n{said.read_text()[-2000:]}")


def _found() -> str | None:
    named = os.environ.get("KIT_CHROMIUM")
    names = (
        [named] if named else ["/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome"]
    )
    return next((found for name in names if (found := shutil.which(name))), None)
