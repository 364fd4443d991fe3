"""Run every notebook in a copy of its folder and hold its outputs against the stored ones.

nbval does the comparing. The copy keeps the answer logs that a lesson writes out of the project,
and gives each run the empty desk that a new learner has. One process starts all kernels: two
may be given the same free port, and then one kernel dies.
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
            *FOLDERS,
        ]  # fmt: skip
        return subprocess.run(command, cwd=desk, env=os.environ, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
