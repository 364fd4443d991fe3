"""What Binder does with the project, as far as a machine without Docker can do it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
BINDER = ROOT / ".binder"
PINS = [
    line.split()[0]
    for line in (BINDER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    if "==" in line
]


@pytest.mark.skipif(os.name == "nt", reason="repo2docker runs on POSIX only")
def test_repo2docker_reads_the_configuration() -> None:
    """It takes Binder's Python, and installs the pins in a layer that a changed lesson leaves alone."""
    done = subprocess.run(
        [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "conda environment for python=3.12\n" in done.stderr
    steps = ('-r ".binder/requirements.txt"', "src/ ${REPO_DIR}/", "RUN ./.binder/postBuild")
    found = [done.stdout.find(step) for step in steps]
    assert -1 not in found, done.stdout
    assert found == sorted(found)


@pytest.mark.skipif(os.name == "nt", reason="postBuild is a shell script")
def test_a_clean_environment_from_these_files_runs_a_lesson(tmp_path: Path) -> None:
    """The pins, then postBuild, then the first lesson from top to bottom, as Binder would.

    The lesson is the copy that the installed kit brings along, so this is also the plain install.
    Binder's own Python is used where the machine has it, else the one that runs this test.
    """
    venv = tmp_path / "venv"
    subprocess.run([binder_python(), "-m", "venv", str(venv)], check=True)
    python = venv / "bin" / "python"
    install = [
        str(python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-compile",
        "--disable-pip-version-check",
    ]
    subprocess.run([*install, "-r", str(BINDER / "requirements.txt")], check=True)
    got = subprocess.run(
        [str(python), "-m", "pip", "freeze"], capture_output=True, text=True, check=True
    ).stdout.split()
    # other systems have a few packages of their own, which Binder has not
    assert sys.platform != "linux" or set(map(pin, got)) <= set(map(pin, PINS)), "something floats"
    environment = {**os.environ, "PATH": f"{venv / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run([str(BINDER / "postBuild")], cwd=ROOT, env=environment, check=True)
    code = """
from pathlib import Path
import nbformat
from nbclient import NotebookClient
from kit.lab import LESSON, find_home
home = find_home(Path.cwd())
lesson = home / "notebooks" / "ar" / LESSON
assert home == Path.cwd() / "who-said-so", home
book = nbformat.read(lesson, as_version=4)
NotebookClient(book, timeout=120, resources={"metadata": {"path": lesson.parent}}).execute()
print(sum(len(cell.get("outputs", ())) for cell in book.cells))
"""
    done = subprocess.run(
        [str(python), "-c", code],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[-1]) >= 4


def pin(line: str) -> tuple[str, str]:
    """Return name and version of `name==version`, the name as the index compares it."""
    name, _, version = line.partition("==")
    return canonicalize_name(name), version


def binder_python() -> str:
    """Return the Python that runtime.txt names if the machine has it, else this one."""
    name = (BINDER / "runtime.txt").read_text(encoding="utf-8").strip().replace("-", "")
    try:
        asked = subprocess.run([name, "--version"], capture_output=True, check=False)
    except FileNotFoundError:
        return sys.executable
    return name if asked.returncode == 0 else sys.executable
