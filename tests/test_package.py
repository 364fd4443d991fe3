"""What the wheel carries, and what it must not."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("seeds", "notebooks", "exercises")
LOCAL = {"answers", ".ipynb_checkpoints", "__pycache__"}


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Build the wheel where somebody has been learning, and return the files in it."""
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
    (wheel,) = (project / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        return set(package.namelist())


@pytest.mark.parametrize("folder", FOLDERS)
def test_stories_and_notebooks_travel_along(names: set[str], folder: str) -> None:
    """A plain install has every lesson, exercise, article, key and evidence card."""
    kept = {
        f"kit/data/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / folder).rglob("*.*")
        if path.is_file() and not LOCAL & set(path.parts) and path.name != ".keep"
    }
    assert len(kept) >= 2
    assert {name for name in names if name.startswith(f"kit/data/{folder}/")} == kept


def test_data_travels_along(names: set[str]) -> None:
    """Words, catalogues, scripts, styles and the mark that says the kit is typed."""
    for kind in (".tsv", ".po", ".js", ".css", ".typed", ".json"):
        data = {p.relative_to(ROOT).as_posix() for p in (ROOT / "kit").rglob(f"*{kind}")}
        assert data, kind
        assert data - names == set()


def test_no_learner_travels_along(names: set[str]) -> None:
    """Answer logs and a notebook's checkpoints stay where they were made."""
    assert [name for name in names if LOCAL & set(Path(name).parts)] == []


def test_nothing_stands_beside_the_package(names: set[str]) -> None:
    """An install adds `kit` and its metadata to a machine, and no other top-level name."""
    metadata = f"who_said_so-{version('who-said-so')}.dist-info"
    assert {name.split("/")[0] for name in names} == {"kit", metadata}
