"""Run every notebook afresh and store what its cells show.

    python scripts/store_outputs.py [NOTEBOOK ...]

Without names it takes all of notebooks/ and exercises/. Each notebook runs in an empty folder, so
that nobody's answers get into it and none are written beside it. What is stored is the same on
each run of one machine:

- times, kernel details and editor settings are dropped;
- a widget is stored as the page that it prints, without the id of a view that died with its
  kernel: before the first run a reader sees the story, not "model not found";
- pictures differ with the fonts of the machine, which is why nbval compares the words that
  stand for a picture and not its bytes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import nbformat
from nbclient import NotebookClient

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "kit" / "jupyter" / "labextensions" / "who-said-so" / "static" / "cells.json"
"""The code that runs by itself when a lesson is opened: that of the project's own notebooks."""
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
LIVE_ONLY = "application/vnd.jupyter.widget-view+json"
PATIENCE = 300


def notebooks() -> list[Path]:
    """Return all notebooks of the project, sorted."""
    return sorted(
        p for folder in ("notebooks", "exercises") for p in (ROOT / folder).glob("*/*.ipynb")
    )


def store(path: Path) -> None:
    """Execute one notebook and write it back with its outputs.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell fails; the file then stays as it was.
    """
    book: Any = nbformat.read(path, as_version=4)
    with TemporaryDirectory() as folder:
        NotebookClient(
            book,
            timeout=PATIENCE,
            record_timing=False,
            store_widget_state=False,
            resources={"metadata": {"path": folder}},
        ).execute()
    book.metadata = nbformat.from_dict(METADATA)
    for cell in book.cells:
        for name in ("execution", "scrolled", "trusted", "ExecuteTime"):
            cell.metadata.pop(name, None)
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(LIVE_ONLY, None)
        if "outputs" in cell:
            cell.outputs = [output for output in cell.outputs if output.get("data", True)]
    nbformat.write(book, path)


def shipped() -> str:
    """Return the code cells of all notebooks, each once, as a JSON list."""
    cells = {
        cell.source
        for path in notebooks()
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "code"
    }
    return json.dumps(sorted(cells), ensure_ascii=False, indent=0) + "\n"


def main(names: Sequence[str]) -> None:
    """Store the notebooks named, or all, and list the code that they hold."""
    SHIPPED.write_text(shipped(), encoding="utf-8")
    for path in [Path(name).resolve() for name in names] or notebooks():
        store(path)
        print(path.name, "stored in", path.parent)


if __name__ == "__main__":
    main(sys.argv[1:])
