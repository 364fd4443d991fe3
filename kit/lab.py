"""JupyterLab at the first lesson, in a project, on a hub or after a plain install."""

from __future__ import annotations

import contextlib
import os
import queue
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
import webbrowser
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kit.core.errors import KitError, MissingLayer
from kit.core.places import PACKAGE, SHIPPED
from kit.kernel import start_ahead
from kit.languages.interface import check_language, translator

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LESSON: Final = "01-who-said-so.ipynb"
_FOLDERS: Final = ("notebooks", "exercises")
_USUAL_PORT: Final = 8888
_LAST_PORT: Final = 65_535


def open_lab(
    lang: str = "en", *, port: int | None = None, browser: bool = True, projector: bool = False
) -> int:
    """Open JupyterLab at the first lesson and stay until it is stopped.

    In a clone of the project its own notebooks are opened. Elsewhere the notebooks that came with
    the package are copied to ``who-said-so/`` in the working directory; a file that is there
    already is left as it is.

    Parameters
    ----------
    lang
        ``"ar"`` or ``"en"``.
    port
        The port to listen on; by default 8888, or a free one if that is taken.
    browser
        Whether to open a browser. Where there is none, the link is printed.
    projector
        Whether all lessons are shown large, with no answer kept.

    Returns
    -------
    int
        The exit code of Jupyter.

    Raises
    ------
    KitError
        If the language is unknown, the port is taken, or no notebooks are found.
    MissingLayer
        If JupyterLab is not installed.
    """
    lang = check_language(lang)
    if find_spec("jupyterlab") is None:
        raise MissingLayer("kit lab", "jupyterlab")
    home = find_home(Path.cwd())
    port = _free_port(port)
    browser = browser and _has_browser()
    token = os.environ.get("JUPYTER_TOKEN") or secrets.token_hex(24)
    page = f"doc/tree/notebooks/{lang}/{LESSON}"  # one document, without side bars
    link = f"http://localhost:{port}/{page}?token={token}"
    told = translator(lang)("Who Said So? · {link}").format(link=link)
    sys.stdout.write(f"{told}\n")
    sys.stdout.flush()
    command = [
        sys.executable, "-m", "jupyterlab",
        f"--ServerApp.root_dir={home}", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
        f"--LabApp.default_url=/{page}", f"--ServerApp.open_browser={browser}",
        "--ServerApp.log_level=WARN",
    ]  # fmt: skip
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--ServerApp.allow_root=True")  # in a container one is root
    # A class may be offline, and a question about Jupyter's news is no part of the lesson.
    # In a clone, the extension that makes a lesson ready as it is opened lies in the package alone.
    own = {
        name: os.pathsep.join(filter(None, (str(PACKAGE / "jupyter"), os.environ.get(name))))
        for name in ("JUPYTER_CONFIG_PATH", "JUPYTER_PATH")
    }
    environment = {
        **os.environ,
        **own,
        "JUPYTER_TOKEN": token,  # not in argv, which others can read
        "KIT_PROJECTOR": "1" if projector else "",
    }
    return serve(command, environment, lambda: _ahead(port, token, f"notebooks/{lang}/{LESSON}"))


def serve(
    command: Sequence[str], environment: Mapping[str, str], meanwhile: Callable[[], object]
) -> int:
    """Run a server until it ends, and do something else while it starts.

    Whoever stops this command means the server, which would go on alone: it is stopped too.

    Returns
    -------
    int
        The exit code of the server; 0 after Ctrl+C.
    """
    with subprocess.Popen(command, env=environment) as server:  # noqa: S603  (our own words)
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        threading.Thread(target=meanwhile, daemon=True).start()
        try:
            return server.wait()
        except KeyboardInterrupt:
            server.terminate()
            return 0


def find_home(here: Path) -> Path:
    """Return the folder that holds ``notebooks/``, copying the packaged ones if there is none.

    Raises
    ------
    KitError
        If neither a project nor the package has them.
    """
    for place in (here, *here.parents):
        if (place / "notebooks" / "en" / LESSON).is_file():  # a project, or copied before
            return place
    for packaged in SHIPPED:
        if (packaged / "notebooks" / "en" / LESSON).is_file():
            return copy_notebooks(packaged, here / "who-said-so")
    raise KitError(
        f"found no notebooks/en/{LESSON} here or in the package, expected one; install the kit anew"
    )


def copy_notebooks(source: Path, target: Path) -> Path:
    """Copy notebooks and exercises from `source`; files that `target` has already stay as they are.

    Returns
    -------
    pathlib.Path
        `target`.
    """
    for folder in _FOLDERS:
        for path in sorted((source / folder).glob("*/*.ipynb")):
            copy = target / path.relative_to(source)
            if not copy.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
    return target


def _ahead(port: int, token: str, notebook: str) -> None:
    with contextlib.suppress(
        OSError, queue.Empty, KeyError, ValueError
    ):  # the page starts one itself
        start_ahead(f"http://localhost:{port}", token, notebook)


def _free_port(wanted: int | None) -> int:
    if wanted is not None and not 0 <= wanted <= _LAST_PORT:
        raise KitError(f"found port {wanted}, expected 1 to {_LAST_PORT}; leave --port out")
    for port in (wanted,) if wanted is not None else (_USUAL_PORT, 0):
        with socket.socket() as probe:
            if os.name == "posix":  # a server that has just ended holds its port no longer
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("localhost", port or 0))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise KitError(f"found port {wanted} taken, expected a free one; leave --port out to get one")


def _has_browser() -> bool:
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True
