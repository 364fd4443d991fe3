"""Run every notebook in a copy of its folder and hold its outputs against the stored ones.

nbval does the comparing. The copy keeps the answer logs that a lesson writes out of the project,
and gives each run the empty desk that a new learner has. Two notebooks run at a time where kernels
can have sockets of their own (see own_sockets.py).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("notebooks", "exercises")
TWO = [] if os.name == "nt" else ["-p", "own_sockets", "-n", "2", "--dist", "loadfile"]


def main() -> int:
    """Return pytest's exit code; notebooks that are missing are an error."""
    with tempfile.TemporaryDirectory() as desk:
        for folder in FOLDERS:
            if not list((ROOT / folder).glob("*/*.ipynb")):
                print(f"found no notebook in {folder}/, expected some", file=sys.stderr)
                return 1
            shutil.copytree(
                ROOT / folder,
                Path(desk) / folder,
                ignore=shutil.ignore_patterns("answers", ".ipynb_checkpoints"),
            )
        config = ROOT / "tests" / "nbval.ini"
        command = [
            sys.executable, "-m", "pytest", "-c", str(config), "--rootdir", desk, "--nbval",
            "--nbval-sanitize-with", str(ROOT / "tests" / "nbval-sanitize.cfg"),
            *TWO, *FOLDERS,
        ]  # fmt: skip
        path = os.pathsep.join(filter(None, [str(ROOT / "scripts"), os.environ.get("PYTHONPATH")]))
        environment = os.environ | {"PYTHONPATH": path}
        return subprocess.run(command, cwd=desk, env=environment, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
