"""A pytest plugin: kernels that nbval starts speak through sockets in a folder of their own.

Two kernels that start at once may be given one free TCP port, and then one dies. A file is nobody
else's, so notebooks can run two at a time. Windows has no such sockets and keeps TCP.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import jupyter_client
import nbval.kernel


class OwnSockets(jupyter_client.KernelManager):
    """A kernel manager whose sockets are files in a new folder; a path must be short to be one."""

    def start_kernel(self, **given: object) -> None:
        """Start the kernel, and keep the folder for as long as this manager lives."""
        self._folder = tempfile.TemporaryDirectory(prefix="kit-", ignore_cleanup_errors=True)
        self.transport = "ipc"
        self.connection_file = str(Path(self._folder.name) / "kernel.json")
        self.ip = str(Path(self._folder.name) / "socket")
        super().start_kernel(**given)


nbval.kernel.KernelManager = OwnSockets
