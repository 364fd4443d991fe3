"""The Binder configuration, as far as a machine without Docker can hold it to account."""

import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
BINDER = ROOT / ".binder"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = [
    line
    for line in (BINDER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_every_line_is_one_exact_version_from_the_index() -> None:
    """That layer is cached by its text; no paths, addresses or index options."""
    assert [line for line in PINS if not re.fullmatch(r"[A-Za-z0-9._-]+==[\w.!+]+", line)] == []


def test_no_package_is_pinned_twice() -> None:
    """Two versions of one name cannot both be had."""
    names = [canonicalize_name(line.partition("==")[0]) for line in PINS]
    assert sorted(names) == sorted(set(names))


def test_the_pins_fit_what_the_project_asks_for() -> None:
    """All dependencies are there, each at a version that is allowed."""
    pinned = dict(map(pin, PINS))
    for wanted in map(Requirement, PROJECT["dependencies"]):
        name = canonicalize_name(wanted.name)
        assert name in pinned, wanted
        assert wanted.specifier.contains(pinned[name]), (wanted, pinned[name])


def test_the_runtime_is_a_python_the_kit_runs_on() -> None:
    """`python-3.12` and the like."""
    version = (BINDER / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    assert SpecifierSet(PROJECT["requires-python"]).contains(version)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no executable bit")
def test_post_build_installs_the_kit_alone() -> None:
    """It runs as it is, and fetches nothing that the pins have not fetched."""
    script = BINDER / "postBuild"
    assert os.access(script, os.X_OK)
    assert "pip install --no-deps" in script.read_text(encoding="utf-8")


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
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
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


def test_the_kit_is_installed_as_the_project_it_is() -> None:
    """The version that runs is the one that pyproject states."""
    assert importlib.metadata.version("who-said-so") == PROJECT["version"]
