"""The Binder configuration, as far as a machine without Docker can hold it to account."""

import importlib.metadata
import os
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
BINDER = ROOT / ".binder"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
ENTRIES = [
    line.split()
    for line in (BINDER / "requirements.txt")
    .read_text(encoding="utf-8")
    .replace("\\\n", "")
    .splitlines()
    if line and not line.startswith("#")
]
PINS = [entry[0] for entry in ENTRIES]


def test_every_line_is_one_exact_version_from_the_index() -> None:
    """That layer is cached by its text; no paths, addresses or index options."""
    assert [line for line in PINS if not re.fullmatch(r"[A-Za-z0-9._-]+==[\w.!+]+", line)] == []


@pytest.mark.fault("supply")
def test_each_package_comes_with_its_hashes() -> None:
    """A file that is not the one that was pinned is then refused by pip."""
    sound = re.compile(r"( --hash=sha256:[0-9a-f]{64})+")
    assert [e[0] for e in ENTRIES if not sound.fullmatch("".join(f" {h}" for h in e[1:]))] == []


def test_no_package_is_pinned_twice() -> None:
    """Two versions of one name cannot both be had."""
    names = [canonicalize_name(line.partition("==")[0]) for line in PINS]
    assert sorted(names) == sorted(set(names))


def test_the_pins_fit_what_the_project_asks_for() -> None:
    """All dependencies of the kit and of its lab are there, each at a version that is allowed."""
    pinned = dict(map(pin, PINS))
    for wanted in [*map(Requirement, PROJECT["dependencies"]), *extra("lab")]:
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


def extra(name: str) -> list[Requirement]:
    """Return what an extra asks for, with what the extras in it ask for."""
    found = []
    for wanted in map(Requirement, EXTRAS[name]):
        inside = [one for other in wanted.extras for one in extra(other)]
        found += inside if wanted.name == PROJECT["name"] else [wanted]
    return found


def pin(line: str) -> tuple[str, str]:
    """Return name and version of `name==version`, the name as the index compares it."""
    name, _, version = line.partition("==")
    return canonicalize_name(name), version


def test_the_kit_is_installed_as_the_project_it_is() -> None:
    """The version that runs is the one that pyproject states."""
    assert importlib.metadata.version("who-said-so") == PROJECT["version"]
