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
ROOMS = {
    "": (
        "core", "languages", "articles", "engine", "lessons", "measures", "show", "exercises", "export",
        "grading", "study", "desk", "guesses", "checks", "kernel", "lab", "cli_desk", "cli_lessons",
        "cli_answers", "cli_explain", "cli_grading", "cli_serving", "cli", "__main__",
    ),
    "engine": ("roles", "sentence", "rules", "evidence", "verdict", "explain", "jobs"),
}  # fmt: skip
"""The rooms of the kit and of the engine, in the order in which an article passes through them."""
SHARED = ("task", "disk", "lines", "log", "aside", "scores", "frame")
"""What the exercises stand on."""
ABOVE = ("practice", "own", "form", "header", "registry", "results", "scoring")
"""What stands on the exercises."""
FILES = sorted(p for p in ROOT.rglob("*.py") if p != ROOT / "__init__.py")


def place(name: str) -> tuple[int, ...]:
    """Return where a module stands, lowest first: its room, and its room in that room."""
    parts = name.split(".")[1:]
    ranks = [ROOMS[""].index(parts[0])]
    if parts[0] in ROOMS and len(parts) > 1:
        ranks.append(ROOMS[parts[0]].index(parts[1]))
    if parts[0] == "exercises" and len(parts) > 1:
        known = (*SHARED, "", *ABOVE)
        ranks.append(known.index(parts[1] if parts[1] in known else ""))
    return tuple(ranks)


def module(path: Path) -> str:
    """Return the full name of the module in a file."""
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


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
    """Return the modules of the kit that a file imports."""
    return {name for name in imported(path) if name.startswith("kit.")} - {"kit.__version__"}


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    """No file reaches up to a room that is built on it."""
    mine = place(module(path))
    above = [name for name in sorted(reached(path)) if place(name)[: len(mine)] > mine]
    assert above == []


def test_files_import_each_other_in_no_circle() -> None:
    """Files of one room may lean on each other, but one of them stands by itself."""
    graph = {module(path): reached(path) for path in FILES}
    assert set(TopologicalSorter(graph).static_order()) >= set(graph)


def test_every_room_has_its_place() -> None:
    """No folder of the kit is left out of the order, and the order names none that is gone."""
    data = {"jupyter", "seeds", "bank", "notebooks", "exercises"}
    for room, order in ROOMS.items():
        found = {p.stem for p in (ROOT / room).iterdir() if p.suffix in {"", ".py"}}
        assert found - {"__init__", "__pycache__"} - (data - set(order)) == set(order)


def test_exercises_do_not_lean_on_each_other() -> None:
    """An exercise is a folder of its own: only practice, which is sorting, imports another one."""
    rooms = {p.parent.name for p in ROOT.glob("exercises/*/task.py")}
    for path in (p for p in FILES if p.parent.name in rooms):
        others = {n.split(".")[2] for n in reached(path) if n.startswith("kit.exercises.")}
        assert others & (rooms - {path.parent.name}) == set(), path


@pytest.mark.parametrize(
    ("library", "homes"),
    [
        ("anywidget", {"exercises/frame/panel", "exercises/frame/paper"}),
        (
            "traitlets",
            {
                "exercises/frame/after",
                "exercises/frame/exercise",
                "exercises/frame/live",
                "exercises/frame/panel",
            },
        ),
        ("matplotlib", {"show/bars", "show/lettering", "show/plots"}),
        (
            "typer",
            {
                "cli",
                "cli_answers",
                "cli_desk",
                "cli_explain",
                "cli_grading",
                "cli_lessons",
                "cli_serving",
                "show/helping",
            },
        ),
        ("rich", {"desk/screen", "show/page", "show/speakers", "show/written"}),
        ("sentencex", {"articles/ends"}),
        ("charset_normalizer", {"articles/decoding"}),
        ("yaml", {"articles/frontmatter"}),
        ("docx", {"articles/documents", "desk/markup", "desk/word"}),
        ("typst", {"desk/pdf"}),
        ("urllib3", {"articles/web"}),
        ("trafilatura", {"articles/pages"}),
        ("babel", {"languages/interface", "languages/tags"}),
        ("jinja2", {"show/html"}),
        ("markdown_it", {"export/classroom"}),
        ("segno", {"export/rooms"}),
        ("jupyter_client", {"kernel"}),
        ("sqlalchemy", {"grading/book", "grading/tables"}),
    ],
)
def test_each_library_has_one_home(library: str, homes: set[str]) -> None:
    """A library can be exchanged in one place."""
    users = {
        p.relative_to(ROOT).with_suffix("").as_posix()
        for p in FILES
        if any(n.split(".")[0] == library for n in imported(p))
    }
    assert users == homes


@pytest.mark.parametrize("task", sorted(p.parent.name for p in ROOT.glob("exercises/*/task.py")))
def test_a_task_needs_no_widget(task: str) -> None:
    """What is asked, and what an answer earns, is known without anywidget or ipywidgets."""
    code = (
        f"import sys, kit.exercises.{task}.task; "
        "print(sorted({'anywidget', 'ipywidgets', 'matplotlib'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


PURE = ("core/text", "core/frames", "articles/statements", "engine", "measures", "exercises/scores")


@pytest.mark.parametrize(
    "path",
    [p for p in FILES if p.relative_to(ROOT).with_suffix("").as_posix().startswith(PURE)],
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
        "print(sorted({'matplotlib', 'anywidget', 'ipywidgets', 'pandas', 'babel'}"
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
