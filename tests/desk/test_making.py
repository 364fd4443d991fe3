"""What a class needs of a finished lesson: each file is there, and does what it is for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import kit
from kit.articles.files import article_from_text
from kit.desk.making import make_all, notebook
from kit.desk.session import Session
from kit.desk.store import Store

ROOT = Path(kit.__file__).parents[1]
ARTICLES = {
    "en": "Port fire\n\nFire spread to the port, police said.",
    "ar": "حريق في الميناء\n\nقالت الشرطة إن الحريق امتد إلى الميناء.",
}
FILES = ("lesson.{}.ipynb", "exercise.{}.ipynb", "page.{}.html", "sheet.{}.pdf", "sheet.{}.docx")


def finished(folder: Path, lang: str) -> kit.Lesson:
    """Write a lesson as the engine suggests it."""
    store = Store(folder / "port", lang)
    session = Session(store, store.begin(article_from_text(ARTICLES[lang], lang)))
    while not session.draft.is_done:
        session.do("accept")
    return session.draft.lesson()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_everything_for_a_class_is_written(lang: str, tmp_path: Path) -> None:
    """Two notebooks, a page and two sheets, below the lesson's own folder; again, they replace."""
    lesson = finished(tmp_path, lang)
    expected = [tmp_path / "port" / "class" / name.format(lang) for name in FILES]
    assert list(make_all(lesson, tmp_path / "port")) == expected
    assert list(make_all(lesson, tmp_path / "port")) == expected
    assert all(path.stat().st_size for path in expected)
    assert kit.load_lesson("port", lang, tmp_path).entries == lesson.entries


@pytest.mark.parametrize("name", ["lesson", "exercise"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_notebook_runs_where_it_lies(name: str, lang: str, tmp_path: Path) -> None:
    """Its cells find the lesson, whoever opens it there, and it is a notebook as Jupyter has them."""
    lesson = finished(tmp_path, lang)
    list(make_all(lesson, tmp_path / "port"))
    place = tmp_path / "port" / "class"
    code = f"""
import json, nbformat
found = nbformat.read("{name}.{lang}.ipynb", as_version=4)
nbformat.validate(found)
for cell in found.cells:
    if cell.cell_type == "code":
        exec(cell.source)
print(len(lesson.entries))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=place, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "MPLBACKEND": "agg"},
    )  # fmt: skip
    assert (done.stdout.strip().splitlines()[-1:], done.returncode) == (["2"], 0), done.stderr


def test_an_arabic_notebook_is_read_from_the_right(tmp_path: Path) -> None:
    """Each text of it; and both notebooks say whom an own-class article is for."""
    lesson = finished(tmp_path, "ar")
    for name in ("lesson", "exercise"):
        words = [
            c["source"] for c in notebook(lesson, name)["cells"] if c["cell_type"] == "markdown"
        ]
        assert [
            text for text in words if not text.startswith('<div dir="rtl" lang="ar">\n\n')
        ] == []
        assert "حريق في الميناء" in words[0]
    assert "LateralReading" not in json.dumps(notebook(lesson, "lesson")), "it has no cards"


def test_a_sheet_that_cannot_be_made_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is missing is told with its remedy, and the rest is written."""
    monkeypatch.setitem(sys.modules, "typst", None)
    *made, pdf, word = make_all(finished(tmp_path, "en"), tmp_path / "port")
    assert len(made) == 3
    assert "pip install 'who-said-so[paper]'" in str(pdf)
    assert word == tmp_path / "port" / "class" / "sheet.en.docx"
