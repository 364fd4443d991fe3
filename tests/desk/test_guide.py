"""The guide to a first lesson of one's own, followed to the letter in a terminal."""

from __future__ import annotations

import csv
import io
import os
import re
import sys
from pathlib import Path

import pytest

import kit
from kit.core.codebook import LABELS

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

import pexpect

ROOT = Path(kit.__file__).parents[1]
GUIDES = {"en": ROOT / "docs" / "first-lesson.md", "ar": ROOT / "docs" / "first-lesson.ar.md"}
FILES = {
    "lesson.{}.ipynb", "exercise.{}.ipynb", "page.{}.html", "sheet.{}.pdf", "sheet.{}.docx",
}  # fmt: skip


def blocks(lang: str, kind: str) -> list[str]:
    """Return the blocks of a guide that are of a kind."""
    return re.findall(
        rf"^```{kind}\n(.*?)^```$", GUIDES[lang].read_text("utf-8"), re.MULTILINE | re.DOTALL
    )


class Desk:
    """Somebody who types the commands of a guide, one after another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def types(self, line: str, *, keys: str = "") -> str:
        """Type a command, press keys once it asks, and return what it showed."""
        assert line.startswith("kit ")
        shell = pexpect.spawn(
            sys.executable, ["-m", *line.split()], cwd=self.folder, encoding="utf-8", timeout=60,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100"},
            dimensions=(50, 100),
        )  # fmt: skip
        shell.logfile_read = shown = io.StringIO()
        if keys:
            shell.expect("\x1b7|\x1b\\[3J")  # it asks for a line, or shows the first statement
            shell.send(keys)
        shell.expect(pexpect.EOF)
        shell.close()
        assert shell.exitstatus == 0, shown.getvalue()
        return shown.getvalue()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_guide_leads_from_an_article_to_what_a_class_needs(lang: str, tmp_path: Path) -> None:
    """Each command does what the guide says, in the order in which it stands there."""
    (article,) = blocks(lang, "text")
    (tmp_path / "fire.txt").write_text(article, encoding="utf-8")
    lines = [line for block in blocks(lang, "sh") for line in block.splitlines()]
    install, new, sheet, page, code, compare, check, grade = lines
    assert install == "pip install 'who-said-so[lab,paper,grade]'"
    desk = Desk(tmp_path)
    shown = desk.types(new, keys="\r" * 3 + "\r" * 5)
    home = tmp_path / "my-lessons" / "fire"
    assert ("decided with 8 keys" if lang == "en" else "بعدد ضغطات ٨") in shown
    assert {path.name for path in (home / "class").iterdir()} == {n.format(lang) for n in FILES}
    lesson = kit.load_lesson("fire", lang, home.parent)
    assert list(lesson.key["label"]) == ["outlet", "official", "outlet", "unnamed", "named"]
    assert lesson.article_rows[0].licence == "own class only"
    for line, name in ((sheet, "fire.pdf"), (page, "fire.html")):
        assert name in desk.types(line)
        assert (tmp_path / name).stat().st_size
    desk.types(code)
    _fill(home / "second-reader" / f"sheet.{lang}.csv", tmp_path / "mona.csv")
    shown = desk.types(compare, keys="a1\r" if lang == "en" else "ش١\r")
    assert ("alpha 0.7" if lang == "en" else "ألفا ٠.٧") in shown
    lesson = kit.load_lesson("fire", lang, home.parent)
    assert list(lesson.key["accept"]) == [(), (), ("official",), (), ()]
    shown = desk.types(check)
    assert ("for your own class only" if lang == "en" else "لصفّكم وحده") in shown
    assert ("Needed" if lang == "en" else "لازم") not in shown
    assert grade == "kit grade submissions.zip --lessons my-lessons"


def _fill(sheet: Path, place: Path) -> None:
    """Fill in a colleague's sheet: the third statement goes on with who spoke before it."""
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    labels = ("outlet", "official", "official", "unnamed", "named")
    assert set(labels) < set(LABELS)
    for row, label in zip(rows, labels, strict=True):
        row[5] = label
    with place.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
