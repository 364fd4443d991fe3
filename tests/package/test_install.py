"""A plain install, without JupyterLab: what a hub's own Jupyter, a script or a server gets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LAB = ("anywidget", "ipywidgets", "jupyterlab", "matplotlib", "notebook", "IPython")
"""What only the layer `[lab]` brings."""


@pytest.fixture(scope="module")
def bin_folder(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone into a new environment, and return where its commands are."""
    venv = tmp_path_factory.mktemp("plain") / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    found = venv / ("Scripts" if os.name == "nt" else "bin")
    install = [
        str(found / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-compile",
        "--disable-pip-version-check",
    ]
    subprocess.run([*install, str(wheel)], check=True)
    return found


def run(command: Path, *arguments: str, at: Path) -> subprocess.CompletedProcess[str]:
    """Run a command away from the project, so that nothing but the install is found."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [str(command), *arguments], cwd=at, env=kept | {"PYTHONUTF8": "1"},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_no_layer_of_the_lab_comes_along(bin_folder: Path, tmp_path: Path) -> None:
    """Neither Jupyter nor matplotlib is installed with the kit."""
    code = (
        "import importlib.util as u, json\n"
        f"print(json.dumps([name for name in {LAB!r} if u.find_spec(name)]))"
    )
    assert json.loads(run(bin_folder / "python", "-c", code, at=tmp_path).stdout) == []


def test_an_article_is_explained(bin_folder: Path, tmp_path: Path) -> None:
    """`kit explain` reads a file and names who speaks."""
    article = tmp_path / "article.md"
    article.write_text("The ministry said the bridge would close.", encoding="utf-8")
    done = run(bin_folder / "kit", "explain", "--format", "json", str(article), at=tmp_path)
    assert done.returncode == 0, done.stderr
    assert '"official"' in done.stdout


def test_all_that_teaches_is_there_and_sound(bin_folder: Path, tmp_path: Path) -> None:
    """`kit check` finds the stories, the bank and the codings in the package."""
    done = run(bin_folder / "kit", "check", at=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("all sound\n")


def test_a_lesson_is_loaded_and_scored_and_the_bank_is_there(
    bin_folder: Path, tmp_path: Path
) -> None:
    """Lessons, items and scores need no page and no plot."""
    code = """
import json
import kit
lesson = kit.load_lesson("the-call", lang="ar")
key = lesson.key.iloc[0]
line = {"schema": 1, "learner_id": "owl", "exercise_id": lesson.exercise_id, "statement_id": key["statement_id"],
    "label": key["label"], "scheme": "codebook", "confidence": None, "answered_at": "2025-03-05T08:00:00+00:00",
    "text_hash": lesson.text_hash}
with open("owl.jsonl", "w") as log:
    log.write(json.dumps(line) + "\\n")
scores = kit.score(kit.read_answers("owl.jsonl"), lesson)
print(len(lesson.statements), len(kit.item_bank("en")), float(scores["points"].sum()))
"""
    done = run(bin_folder / "python", "-c", code, at=tmp_path)
    assert done.returncode == 0, done.stderr
    statements, items, points = done.stdout.split()
    assert (statements, points) == ("17", "1.0")
    assert int(items) >= 64
