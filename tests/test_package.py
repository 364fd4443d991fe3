"""What the wheel carries."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Build the wheel and return the files in it."""
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(target), str(ROOT)],
        check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = target.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.mark.parametrize("folder", ["seeds", "notebooks", "exercises"])
def test_stories_and_notebooks_travel_along(names: set[str], folder: str) -> None:
    """A plain install has every lesson."""
    kept = [
        p
        for p in (ROOT / folder).rglob("*")
        if p.is_file() and not {"answers", ".ipynb_checkpoints"} & set(p.parts)
    ]
    assert kept
    assert {f"kit/{p.relative_to(ROOT).as_posix()}" for p in kept} <= names


def test_data_travels_along(names: set[str]) -> None:
    """Words, catalogues, scripts and styles; and types."""
    data = [
        p for p in (ROOT / "kit").rglob("*") if p.suffix in {".tsv", ".po", ".js", ".css", ".typed"}
    ]
    assert len(data) > 20
    assert {p.relative_to(ROOT).as_posix() for p in data} <= names


def test_nothing_else_does(names: set[str]) -> None:
    """No tests, no learner's answers."""
    assert [n for n in names if "/answers/" in n or n.startswith("tests/")] == []
