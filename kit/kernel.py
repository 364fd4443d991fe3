"""The kernel of a lesson, started while the browser still loads its page.

A kernel takes about as long to start as JupyterLab takes to load. One after the other, a class waits
for both; JupyterLab goes on with a session that its server has already for the notebook it opens.
"""

from __future__ import annotations

import json
import time
import urllib.request
from pathlib import Path
from typing import Final
from urllib.error import URLError

WARM: Final = """\
import sys
sys.path[:] = [place for place in sys.path if place]
import kit
kit.Header, kit.Sorter, kit.load_lesson
sys.path.insert(0, "")
del kit, sys
"""
"""What a kernel is told to do at once: load what each lesson needs, and nothing from its own folder."""
_WAIT: Final = 60.0
_PAUSE: Final = 0.1


def start_ahead(server: str, token: str, notebook: str) -> str:
    """Start the kernel of a notebook and let it load the kit.

    Parameters
    ----------
    server
        Address of a Jupyter server that may still be starting, such as ``http://localhost:8888``.
    token
        What the server asks for.
    notebook
        Path of the notebook below the server's folder.

    Returns
    -------
    str
        The id of the kernel.

    Raises
    ------
    OSError
        If the server has not answered after a minute, or starts no kernel.
    """
    asked = {
        "path": notebook,
        "name": Path(notebook).name,
        "type": "notebook",
        "kernel": {"name": "python3"},
    }
    request = urllib.request.Request(  # noqa: S310  (our own server)
        f"{server}/api/sessions",
        data=json.dumps(asked).encode(),
        headers={"Authorization": f"token {token}", "Content-Type": "application/json"},
    )
    here = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + _WAIT
    while True:
        try:
            with here.open(request, timeout=_WAIT) as answer:
                kernel = str(json.load(answer)["kernel"]["id"])
            break
        except URLError as error:
            if not isinstance(error.reason, ConnectionError) or time.monotonic() > end:
                raise
            time.sleep(_PAUSE)  # not listening yet
    _warm(kernel)
    return kernel


def _warm(kernel: str) -> None:
    from jupyter_client.blocking.client import BlockingKernelClient  # noqa: PLC0415  (heavy)
    from jupyter_client.connect import find_connection_file  # noqa: PLC0415

    client = BlockingKernelClient(connection_file=find_connection_file(kernel))
    client.load_connection_file()
    client.start_channels(iopub=False, stdin=False, hb=False)
    try:
        client.execute(WARM, silent=True, store_history=False)
        client.get_shell_msg(timeout=_WAIT)
    finally:
        client.stop_channels()
