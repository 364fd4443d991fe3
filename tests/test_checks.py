"""`kit check`: it finds nothing in the kit, and finds what is broken on purpose."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import kit
from kit import checks
from kit.checks import check_kit
from kit.cli import app
from kit.codebook import LABELS

ROOT = Path(__file__).parents[1]


def test_the_kit_is_sound() -> None:
    """Nothing is found, and the inventory names stories, items, labels, languages and agreement."""
    found = check_kit()
    assert found.findings == []
    told = "\n".join(found.lines())
    for lang in ("ar", "en"):
        assert f"{lang}: {len(kit.list_lessons())} stories" in told
        assert f"{lang}: 64 items in two forms" in told
        assert re.search(rf"^{lang}: alpha [01]\.\d{{3}} over \d+ statements", told, re.M)
    assert list(found.agreement().columns) == ["all", *LABELS]


def test_the_command_prints_the_inventory() -> None:
    """It ends with all sound, and with exit code 0."""
    result = CliRunner().invoke(app, ["check"])
    assert result.exit_code == 0
    assert result.stdout.endswith("all sound\n")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Return a teacher's own copy of a story, to be broken."""
    shutil.copytree(ROOT / "seeds" / "the-bridge", tmp_path / "the-bridge")
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    """Replace words that are there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_teachers_own_lessons_are_checked_alone(mine: Path) -> None:
    """One story in two languages, and nothing said of the kit's own."""
    found = check_kit(mine)
    assert found.findings == []
    assert found.stories["lesson_id"].tolist() == ["the-bridge"] * 2


def test_languages_that_part_are_named(mine: Path) -> None:
    """A label that differs between the languages is told with its statement."""
    edit(mine / "the-bridge" / "key.en.toml", 'label = "official"', 'label = "named"')
    found = check_kit(mine)
    assert len(found.findings) == 1
    assert "the-bridge: statement 2: found label" in found.findings[0]


def test_a_broken_key_is_told_and_the_rest_is_checked(mine: Path) -> None:
    """One language fails; the other is still in the inventory; the command ends with 1."""
    edit(mine / "the-bridge" / "key.ar.toml", "at = 3", "at = 4")
    result = CliRunner().invoke(app, ["check", str(mine)])
    assert result.exit_code == 1
    assert "key.ar.toml: statement 3" in result.stderr
    assert "en: 1 stories" in result.stdout


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    """Found, expected; no traceback."""
    with pytest.raises(kit.LessonError, match="found no such folder"):
        check_kit(tmp_path / "no")


def test_statements_nobody_has_read_are_told() -> None:
    """Keys with fewer than two readings are findings."""
    findings: list[str] = []
    empty = pd.DataFrame(columns=["lang", "unit", "coder", "label"])
    checks.check_coded(empty, [kit.load_lesson("the-bridge")], findings)
    assert "found 16 of 16 statements read by fewer than 2" in findings[0]


def test_forms_that_part_are_told() -> None:
    """A pair of unlike items is named by its number."""
    items = pd.concat(
        [kit.items.item_set(form, "en") for form in ("form-a", "form-b")], ignore_index=True
    )
    both = pd.concat([items, items.assign(lang="ar")], ignore_index=True)
    both.loc[0, "label"] = "outlet"
    findings: list[str] = []
    checks.check_forms(both, findings)
    assert len(findings) == 1
    assert f"pairs {both.loc[0, 'pair']} differ" in findings[0]


def test_notebooks_that_part_are_told(tmp_path: Path) -> None:
    """A twin that is missing, other cells, a stored error, a file that is no notebook."""
    for lang, cells in {"ar": ["title"], "en": ["title", "more"]}.items():
        (tmp_path / lang).mkdir()
        body = ", ".join(f'{{"id": "{name}", "outputs": []}}' for name in cells)
        (tmp_path / lang / "01.ipynb").write_text(f'{{"cells": [{body}]}}', encoding="utf-8")
    (tmp_path / "en" / "02.ipynb").write_text(
        '{"cells": [{"id": "x", "outputs": [{"output_type": "error"}]}]}', encoding="utf-8"
    )
    (tmp_path / "en" / "03.ipynb").write_text("no notebook", encoding="utf-8")
    findings: list[str] = []
    checks.check_notebooks(sorted(tmp_path.glob("*/*.ipynb")), findings)
    told = "\n".join(findings)
    assert "found other cells than in" in told
    assert "expected the twin of" in told
    assert "found an error among its outputs" in told
    assert "found no readable notebook" in told
