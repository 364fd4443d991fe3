"""The kernel of a lesson is started before its page asks for one."""

from __future__ import annotations

import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from kit.kernel import WARM, start_ahead

if TYPE_CHECKING:
    from collections.abc import Iterator


class Refusing(BaseHTTPRequestHandler):
    """A server that knows another token."""

    def do_POST(self) -> None:
        """Refuse."""
        self.send_error(403)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def refusing() -> Iterator[str]:
    """Serve at some port, and return the address."""
    with HTTPServer(("localhost", 0), Refusing) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


@pytest.mark.fault("notebooks")
def test_a_server_that_refuses_is_an_error_of_its_own(refusing: str) -> None:
    """It is not asked again and again."""
    with pytest.raises(OSError, match="403"):
        start_ahead(refusing, "another", "lesson.ipynb")


def test_what_a_kernel_loads_ahead_leaves_no_name_behind() -> None:
    """The kit is loaded with what its exercises need, and a learner's own names are untouched."""
    code = (
        f"names = {{}}; exec({WARM!r}, names); import sys; "
        "print(sorted(set(names) - {'__builtins__'}), sys.path[0] == '', "
        "{'kit.exercises.sorter.widget', 'ipywidgets', 'pandas'} <= sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] True True"
