"""What stands around the kit: make, its scripts, the continuous integration and the licences."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WORKFLOW: dict[str, Any] = yaml.safe_load(
    (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
)
RELIABILITY = ROOT / "docs" / "reliability.md"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither make nor sh")


def steps(job: str) -> list[dict[str, Any]]:
    """Return the steps of a job of the workflow."""
    return list(WORKFLOW["jobs"][job]["steps"])


def run(*command: str, at: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a newcomer's shell would, and return what it said."""
    kept = {k: v for k, v in os.environ.items() if k not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}}
    return subprocess.run(
        command, cwd=at, env=kept | environment, capture_output=True, text=True, check=False
    )


def program(path: Path, script: str) -> None:
    """Write a small program to stand in for one of the machine."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@posix
def test_make_alone_lists_what_it_can_do() -> None:
    """Each target for people is in the list, and nothing is run."""
    listed = re.findall(r"^  make (\w+) +\S", run("make", at=ROOT).stdout, re.MULTILINE)
    (phony,) = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(phony.split())


@posix
def test_a_second_call_installs_nothing(tmp_path: Path) -> None:
    """What is installed stays; a changed pyproject.toml is installed anew."""
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    made = run("make", ".venv/.made", at=tmp_path)
    assert made.returncode == 0, made.stderr
    (tmp_path / ".venv" / ".lab").touch()
    assert run("make", "--question", ".venv/.lab", at=tmp_path).returncode == 0
    later = (tmp_path / ".venv" / ".lab").stat().st_mtime + 10
    os.utime(tmp_path / "pyproject.toml", (later, later))
    planned = run("make", "--dry-run", "lab", at=tmp_path).stdout
    assert "pip install" in planned
    assert "make-venv.sh" not in planned


@posix
def test_the_lab_takes_arguments() -> None:
    """`KIT_LAB_ARGS` and `LESSON_LANG` reach `kit lab`, from the shell or the command line."""
    planned = run("make", "-n", "lab", "LESSON_LANG=ar", at=ROOT, KIT_LAB_ARGS="--port 9000")
    assert planned.stdout.rstrip().endswith("kit lab --lang ar --port 9000")


@posix
@pytest.mark.parametrize(
    ("pythons", "said"),
    [
        ({}, "found no Python, expected 3.11 or newer"),
        (
            {"python3": 'test "$1" = --version && echo Python 3.9.2'},
            "found Python 3.9.2, expected 3.11 or newer",
        ),
        (
            {"python3.12": 'test "$1" = --version && echo Python 3.12.1; test "$1" != -m'},
            "found Python 3.12.1 without its venv module",
        ),
    ],
    ids=["none", "too old", "no venv"],
)
def test_an_unfit_python_is_named(tmp_path: Path, pythons: dict[str, str], said: str) -> None:
    """One line: what was found, what was expected, what to do; and nothing half-made is left."""
    for name, script in pythons.items():
        program(tmp_path / "bin" / name, script)
    program(tmp_path / "bin" / "rm", '/bin/rm "$@"')
    script = str(ROOT / "scripts" / "make-venv.sh")
    done = run("/bin/sh", script, "venv", at=tmp_path, PATH=str(tmp_path / "bin"), PYTHON="")
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "venv").exists()


@posix
def test_a_browser_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A wrong `KIT_CHROMIUM` fails before any test; no other browser is taken for it."""
    script = str(ROOT / "scripts" / "install-browser.sh")
    done = run("sh", script, "python3", at=tmp_path, KIT_CHROMIUM=str(tmp_path / "none"))
    assert done.returncode == 1
    assert done.stderr.startswith(f"make: found nothing to run at KIT_CHROMIUM={tmp_path}/none")


def test_the_integration_runs_what_a_developer_runs() -> None:
    """`.ci/run` is `make test`, its time, and `make package`; it runs on each Python that is promised."""
    ran = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = ["\npython3 scripts/hold_time.py test", "\nmake package\n", "\ngit diff --exit-code"]
    assert sorted(commands, key=ran.index) == commands
    assert steps("linux")[-1] == {"run": ".ci/run"}
    promised = [
        name.rpartition(" ")[2]
        for name in PROJECT["classifiers"]
        if re.fullmatch(r"Programming Language :: Python :: 3\.\d+", name)
    ]
    assert WORKFLOW["jobs"]["linux"]["strategy"]["matrix"]["python"] == promised
    assert PROJECT["requires-python"] == f">={promised[0]}"


@pytest.mark.parametrize(
    ("clock", "cpu", "slower", "right"),
    [
        (181, 600, "1", True),
        (179, 600, "1", False),
        (539, 600, "1", True),
        (541, 600, "1", False),
        (541, 600, "2", True),
        (900, 400, "1", True),
    ],
)
def test_the_time_in_the_readmes_is_held(
    tmp_path: Path, clock: int, cpu: int, slower: str, *, right: bool
) -> None:
    """Six minutes are right for what takes three to nine, or would if nothing else ran."""
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "hold_time.py", tmp_path / "scripts")
    for name in ("README.md", "README.ar.md"):
        (tmp_path / name).write_text("make test    # (clean checkout: 6 min)\n", encoding="utf-8")
    command = [sys.executable, "scripts/hold_time.py", "test", str(clock), str(cpu)]
    done = run(*command, at=tmp_path, KIT_SLOWER=slower)
    assert done.returncode == (0 if right else 2), done.stderr
    assert done.stderr.count("KIT_SLOWER") == done.returncode


def test_desktops_run_all_but_the_browser() -> None:
    """The desktops of macOS and Windows run the same tests and notebooks, by commands that need no make."""
    ran = [step["run"] for step in steps("desktop") if "run" in step]
    assert "python -m pytest tests --ignore=tests/browser" in ran
    assert "python scripts/check_notebooks.py" in ran
    assert not [command for command in ran if "make" in command]


@pytest.mark.fault("supply")
@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit_and_may_only_read(path: Path) -> None:
    """What runs is what was looked at, with its version beside it; no job may write."""
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (.*)", text)
    assert used
    assert [n for n in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v[\d.]+", n)] == []
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    jobs = workflow["jobs"].values()
    assert [job for job in jobs if "permissions" in job] == []
    checkouts = [s for job in jobs for s in job["steps"] if "checkout" in s.get("uses", "")]
    assert all(step["with"] == {"persist-credentials": False} for step in checkouts)


def test_each_licence_covers_what_is_there() -> None:
    """All licences go into the package, and the folders that one of them names exist."""
    content = (ROOT / "LICENSE-CONTENT").read_text(encoding="utf-8")
    folders = re.findall(r"^    (\w+)/ ", content, re.MULTILINE)
    assert sorted(folders) == ["bank", "docs", "exercises", "notebooks", "seeds"]
    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []
    assert PROJECT["license-files"] == ["LICENSE", "LICENSE-CONTENT", "kit/show/fonts/OFL.txt"]
    for spdx in PROJECT["license"].split(" AND "):
        told = spdx in {"MIT", "OFL-1.1"} or f"SPDX-License-Identifier: {spdx}\n" in content
        assert told, spdx


def test_each_kind_of_fault_has_a_line_in_the_page_and_a_test() -> None:
    """docs/reliability.md counts the tests that carry the mark; none is of a kind that it does not know."""
    told = re.findall(
        r"^\| (\w+) \| .+ \| \d+ \| \d+ \|$", RELIABILITY.read_text("utf-8"), re.MULTILINE
    )
    marks = {
        kind
        for path in (ROOT / "tests").rglob("test_*.py")
        for kind in re.findall(r'mark\.fault\("(\w+)"\)', path.read_text("utf-8"))
    }
    assert marks == set(told)
