"""Imports point down, heavy ones wait, and the public names are there."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kit

ROOT = Path(kit.__file__).parent
TIERS = (
    ("errors",),
    ("codebook", "frames", "lexicons", "locales", "text"),
    ("articles", "statements"),
    ("attribution",),
    ("lessons",),
    ("answers", "measures", "scoring", "strips", "advice", "plots", "reports"),
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
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "kit":
                yield from (f"kit.{name.name}" for name in node.names)
            else:
                yield node.module


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    """No file reaches up to a station that is built on it."""
    mine = RANK[station(path)]
    reached = {n.split(".")[1] for n in imported(path) if n.startswith("kit.")} - {"__version__"}
    assert [name for name in reached if RANK[name] > mine] == []


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


@pytest.mark.parametrize(
    "path",
    [
        *sorted((ROOT / "attribution").rglob("*.py")),
        *(ROOT / f"{n}.py" for n in ("text", "statements", "frames", "scoring", "measures")),
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
