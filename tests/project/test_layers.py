"""The public names, and what works without the layer for notebooks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import kit

ROOT = Path(__file__).parents[1]
LAB = ("anywidget", "ipywidgets", "jupyterlab", "matplotlib", "IPython", "traitlets")
PUBLIC = [
    "AnswerError",
    "AnswerLog",
    "ArticleError",
    "Author",
    "ChainBuilder",
    "Compare",
    "CueLab",
    "Explanation",
    "Form",
    "FrameError",
    "Header",
    "HeadlineCheck",
    "Highlighter",
    "KitError",
    "KitWarning",
    "LateralReading",
    "Lesson",
    "LessonError",
    "LessonPage",
    "LexiconError",
    "OwnArticle",
    "Practice",
    "Report",
    "Rewrite",
    "SkillMap",
    "Sorter",
    "__version__",
    "accuracy",
    "after",
    "class_report",
    "confusion",
    "describe_sourcing",
    "draft_lesson",
    "explain",
    "export_page",
    "find_cues",
    "item_bank",
    "list_items",
    "list_lessons",
    "load_articles",
    "load_items",
    "load_lesson",
    "over_doubt",
    "over_trust",
    "plot_shares",
    "plot_sourcing",
    "read_answers",
    "read_code",
    "read_frame",
    "report",
    "save_sheet",
    "score",
    "skill_map",
    "split_statements",
    "suggest_labels",
    "worksheet",
    "write_code",
    "write_frame",
]


def bare(code: str, *missing: str) -> subprocess.CompletedProcess[str]:
    """Run Python in which some packages cannot be imported."""
    blocked = f"import sys; sys.modules.update(dict.fromkeys({missing!r}))\n"
    return subprocess.run(
        [sys.executable, "-c", blocked + code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_public_names_are_unchanged() -> None:
    """Old notebooks find what they use, each in the place that states it once."""
    assert sorted(PUBLIC) == kit.__all__
    assert set(PUBLIC) <= set(dir(kit)) | {"__version__"}
    assert [name for name in PUBLIC if getattr(kit, name, None) is None] == []


@pytest.mark.parametrize(
    ("name", "package"),
    [("Sorter", "traitlets"), ("Practice", "traitlets"), ("plot_shares", "matplotlib")],
)
def test_a_name_that_lacks_its_layer_says_how_to_get_it(name: str, package: str) -> None:
    """One line, an error of the kit and of importing."""
    code = f"""
import kit
try:
    kit.{name}
except kit.KitError as error:
    print(isinstance(error, ImportError), error)
"""
    said = (
        f"True kit.{name} needs {package}, which is not installed; pip install 'who-said-so[lab]'"
    )
    assert bare(code, *LAB).stdout.strip() == said


def test_the_lab_without_jupyter_says_how_to_get_it() -> None:
    """The command ends with the remedy and code 1."""
    code = "from kit.cli import main; sys.argv = ['kit', 'lab', '--no-browser']; main()"
    found = bare(code, "jupyterlab")
    said = "kit: kit lab needs jupyterlab, which is not installed; pip install 'who-said-so[lab]'"
    assert (found.returncode, found.stderr.strip()) == (1, said)


def test_grading_without_its_layer_says_how_to_get_it() -> None:
    """The command ends with the remedy and code 1, and a report on scores does without."""
    code = "from kit.cli import main; sys.argv = ['kit', 'grade', 'x']; main()"
    found = bare(code, "sqlalchemy")
    said = (
        "kit: kit grade needs sqlalchemy, which is not installed; pip install 'who-said-so[grade]'"
    )
    assert (found.returncode, found.stderr.strip()) == (1, said)
    code = """
import kit
scores = kit.score(kit.AnswerLog("no-such-log.jsonl").read(), kit.load_lesson("the-call"))
print(kit.class_report(scores).learners)
"""
    assert bare(code, "sqlalchemy", *LAB).stdout.strip() == "0"


@pytest.mark.parametrize(("package", "module"), [("typst", "typst"), ("python-docx", "docx")])
def test_a_sheet_without_its_layer_says_how_to_get_it(
    package: str, module: str, tmp_path: Path
) -> None:
    """The command ends with the remedy and code 1, and no file is left."""
    place = tmp_path / ("sheet.pdf" if module == "typst" else "sheet.docx")
    words = ["kit", "lesson", "sheet", "the-bridge", "--to", str(place)]
    found = bare(f"from kit.cli import main; sys.argv = {words!r}; main()", module)
    assert found.returncode == 1
    assert found.stderr.strip().endswith(
        f"needs {package}, which is not installed; pip install 'who-said-so[paper]'"
    )
    assert list(tmp_path.iterdir()) == []


def test_reading_and_scoring_need_no_notebook() -> None:
    """Loading, the engine, lessons, scores, reports, pages and the map do without the layer."""
    code = """
import kit
lesson = kit.load_lesson("the-call", "ar")
drafted = kit.draft_lesson(lesson.articles)
answers = kit.AnswerLog("no-such-log.jsonl").read()
shown = (kit.explain(lesson.articles), kit.worksheet(drafted), kit.skill_map(answers),
         kit.report(kit.score(answers, lesson)))
print(all(one._repr_html_() for one in shown), kit.describe_sourcing(lesson) != "")
"""
    found = bare(code, *LAB)
    assert (found.stdout.strip(), found.stderr) == ("True True", "")
