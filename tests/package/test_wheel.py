"""What the wheel carries, and what it must not."""

from __future__ import annotations

import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("seeds", "bank", "notebooks", "exercises")
LOCAL = {"answers", ".ipynb_checkpoints", "__pycache__"}


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    """Return the files in the wheel."""
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


def test_code_travels_along(names: set[str]) -> None:
    """Every module of the kit is in the package, the exercises' among them."""
    code = {p.relative_to(ROOT).as_posix() for p in (ROOT / "kit").rglob("*.py*")}
    code = {name for name in code if name.endswith((".py", ".pyi"))}
    assert "kit/exercises/sorter/widget.py" in code
    assert code - names == set()


def test_data_travels_along(names: set[str]) -> None:
    """Words, catalogues, scripts, styles and the mark that says the kit is typed."""
    for kind in (".tsv", ".po", ".html", ".js", ".css", ".typed", ".json"):
        data = {p.relative_to(ROOT).as_posix() for p in (ROOT / "kit").rglob(f"*{kind}")}
        assert data, kind
        assert data - names == set()


def test_the_typeface_travels_along_with_its_licence(names: set[str]) -> None:
    """For plots and for pages, in two weights, and light enough for a slow line."""
    pages = "kit/jupyter/labextensions/who-said-so/static"
    for folder, kind in (("kit/show/fonts", "ttf"), (pages, "woff2")):
        fonts = [f"{folder}/NotoNaskhArabic-{weight}.{kind}" for weight in ("Regular", "Bold")]
        assert {*fonts, f"{folder}/OFL.txt"} <= names
        assert "SIL Open Font License" in (ROOT / folder / "OFL.txt").read_text(encoding="utf-8")
        most = 26_000 if kind == "woff2" else 54_000
        assert [name for name in fonts if (ROOT / name).stat().st_size > most] == []


def test_no_learner_travels_along(names: set[str]) -> None:
    """Answer logs and a notebook's checkpoints stay where they were made."""
    assert [name for name in names if LOCAL & set(Path(name).parts)] == []


def test_nothing_stands_beside_the_package(names: set[str]) -> None:
    """An install adds `kit` and its metadata to a machine, and one extension where Jupyter looks for it."""
    about = f"who_said_so-{version('who-said-so')}"
    assert {name.split("/")[0] for name in names} == {"kit", f"{about}.dist-info", f"{about}.data"}
    extension = "labextensions/who-said-so/"
    inside = {name for name in names if name.startswith(f"kit/jupyter/{extension}")}
    assert inside
    assert {name for name in names if name.startswith(f"{about}.data/")} == {
        name.replace("kit/jupyter/", f"{about}.data/data/share/jupyter/") for name in inside
    }
