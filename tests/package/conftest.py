"""The wheel, built once where somebody has been learning, and environments to install it into."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("seeds", "bank", "notebooks", "exercises")
LOCAL = ("answers", ".ipynb_checkpoints", "__pycache__")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of the project with a learner's files in it, and return it."""
    project = tmp_path_factory.mktemp("wheel") / "project"
    for folder in ("kit", *FOLDERS):
        shutil.copytree(ROOT / folder, project / folder, ignore=shutil.ignore_patterns(*LOCAL))
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-CONTENT"):
        shutil.copy(ROOT / name, project)
    for left in ("answers/the-call.en/owl.jsonl", ".ipynb_checkpoints/01.ipynb"):
        path = project / "notebooks" / "en" / left
        path.parent.mkdir(parents=True)
        path.write_text("{}", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(project / "dist"), str(project)],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = (project / "dist").glob("*.whl")
    return Path(found)
