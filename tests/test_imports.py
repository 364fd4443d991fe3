"""Imports point down, heavy ones wait, and the public names are there."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import kit

ROOT = Path(kit.__file__).parent
TIERS = (
    ("errors",),
    ("codebook", "frames", "lexicons", "locales", "text"),
    ("articles", "statements"),
    ("attribution",),
    ("keys", "lessons"),
    ("drafts", "items", "tasks"),
    ("answers", "measures", "scoring", "strips", "advice", "pages", "plots", "reports"),
    ("checks", "practice", "skills"),
    ("lab", "widgets"),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, tier in enumerate(TIERS) for name in tier}
FILES = sorted(p for p in ROOT.rglob("*.py") if p != ROOT / "__init__.py")


def station(path: Path) -> str:
    """Return the part of the kit that a file belongs to."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Yield the full names of the modules that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import, which this test cannot place"
            if node.module == "kit":
                yield from (f"kit.{name.name}" for name in node.names)
            elif node.module:
                yield node.module


def reached(path: Path) -> set[str]:
    """Return the stations of the kit that a file imports from, its own left out."""
    names = {name.split(".")[1] for name in imported(path) if name.startswith("kit.")}
    return names - {"__version__", station(path)}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    """No file reaches up to a station that is built on it."""
    mine = RANK[station(path)]
    assert [name for name in sorted(reached(path)) if RANK[name] > mine] == []


def test_stations_import_each_other_in_no_circle() -> None:
    """Stations of one tier may lean on each other, but one of them stands by itself."""
    graph: dict[str, set[str]] = {name: set() for name in RANK}
    for path in FILES:
        graph[station(path)] |= reached(path)
    assert set(TopologicalSorter(graph).static_order()) == set(RANK)


def test_every_station_has_its_place() -> None:
    """No file of the kit is left out of the tiers, and no tier names one that is gone."""
    assert {station(path) for path in FILES} == set(RANK)


@pytest.mark.parametrize(
    ("library", "homes"),
    [
        ("anywidget", {"widgets"}),
        ("traitlets", {"widgets"}),
        ("matplotlib", {"plots"}),
        ("typer", {"cli"}),
        ("rich", {"cli"}),
        ("pandera", {"frames"}),
        ("sentencex", {"statements"}),
        ("charset_normalizer", {"articles"}),
        ("babel", {"locales"}),
    ],
)
def test_each_library_has_one_home(library: str, homes: set[str]) -> None:
    """A library can be exchanged in one place."""
    users = {station(p) for p in FILES if any(n.split(".")[0] == library for n in imported(p))}
    assert users == homes


def test_ipywidgets_stays_with_the_widgets() -> None:
    """Whoever needs no widget needs no ipywidgets."""
    users = {station(p) for p in FILES if any(n.split(".")[0] == "ipywidgets" for n in imported(p))}
    assert users <= {"widgets"}


@pytest.mark.parametrize(
    "path",
    [
        *sorted((ROOT / "attribution").rglob("*.py")),
        *sorted((ROOT / "measures").rglob("*.py")),
        *(ROOT / f"{n}.py" for n in ("text", "statements", "frames", "scoring", "skills")),
    ],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_the_middle_opens_no_file(path: Path) -> None:
    """Files are read and written at the edges."""
    called = {
        node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert called & {"open", "read_text", "write_text", "read_bytes", "write_bytes"} == set()


def test_importing_the_kit_loads_nothing_heavy() -> None:
    """Matplotlib, Jupyter and even pandas are loaded by whoever uses them."""
    code = (
        "import sys, kit; "
        "print(sorted({'matplotlib', 'anywidget', 'ipywidgets', 'pandera', 'pandas', 'babel'}"
        " & {m.split('.')[0] for m in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there() -> None:
    """What `kit` lists it has, and functions are not hidden by modules of their name."""
    for name in kit.__all__:
        value = getattr(kit, name)
        assert name == "__version__" or callable(value), name


def test_a_misspelt_name_gets_its_nearest_match() -> None:
    """`kit.expain` is told of `explain`."""
    with pytest.raises(AttributeError, match="did you mean 'explain'"):
        _ = kit.expain
