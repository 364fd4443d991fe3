"""`kit check`: it finds nothing in the kit, and finds what is broken on purpose."""

from __future__ import annotations

import re
import runpy
import shutil
from copy import copy
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import kit
from kit import checks
from kit.checks import Inventory, check_kit
from kit.cli import app
from kit.core.codebook import LABELS
from kit.guesses import LIMITS
from kit.lessons.items import item_set

ROOT = Path(__file__).parents[1]


def test_the_kit_is_sound(inventory: Inventory) -> None:
    """Nothing is found, and the inventory names stories, items, labels, languages and agreement."""
    found = inventory
    assert found.findings == []
    told = "\n".join(found.lines())
    for lang in ("ar", "en"):
        assert f"{lang}: {len(kit.list_lessons())} stories" in told
        assert f"{lang}: 80 items in two forms" in told
        assert re.search(
            rf"^{lang}: \d+ of {found.keyed(lang)} keys read twice$", told, re.MULTILINE
        )
        assert re.search(rf"^{lang}: alpha [01]\.\d{{3}} \(official ", told, re.MULTILINE)
    assert list(found.agreement().columns) == ["all", *LABELS]


def test_the_command_prints_the_inventory(
    inventory: Inventory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends with all sound, and with exit code 0."""
    monkeypatch.setattr(checks, "check_kit", lambda _folder=None: inventory)
    result = CliRunner().invoke(app, ["check"])
    assert result.exit_code == 0
    assert result.stdout.endswith("all sound\n")


def test_the_page_on_the_bank_tells_the_figures_of_the_files(inventory: Inventory) -> None:
    """Agreement, how much was read twice, and which keys accept more than one label."""
    found = inventory
    page = (ROOT / "docs" / "item-bank.md").read_text(encoding="utf-8")
    for name, lang in {"Arabic": "ar", "English": "en"}.items():
        whole, *each = found.agreement().loc[lang]
        told = [f"{found.twice(lang)['unit'].nunique()} of {found.keyed(lang)}", f"{whole:.3f}"]
        row = " | ".join([name, *told, *(f"{label:.2f}" for label in each)])
        assert f"| {row} |" in page
    counts = found.items.loc[found.items["lang"] == "en"].groupby("set")["label"].value_counts()
    forms = " | ".join(str(counts.get(("form-a", label), 0)) for label in LABELS)
    assert f"| Form A | 40 | {forms} |" in page
    stories = [kit.load_lesson(name) for name in kit.list_lessons()]
    shared = [
        f"| `{row.statement_id.replace('.en#', '` ')} | `{row.label}` | `{'`, `'.join(row.accept)}` |"
        for lesson in stories
        for row in lesson.key.itertuples()
        if row.accept
    ]
    assert [line for line in shared if line not in page] == []


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


def test_cards_that_part_are_named(mine: Path) -> None:
    """A card that repeats in one language and confirms in the other; one that only English has."""
    cards = mine / "the-bridge" / "evidence.en.toml"
    edit(cards, 'finding = "repeats"', 'finding = "confirms"')
    edit(cards, 'id = "ferry"', 'id = "boat"')
    found = [line.partition(", expected")[0] for line in check_kit(mine).findings]
    assert found == [
        "the-bridge: card council-notice: found repeats 2 in ar and confirms 2 in en",
        "the-bridge: card ferry: found contradicts 4 in ar and no such card in en",
        "the-bridge: card boat: found no such card in ar and contradicts 4 in en",
    ]


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


def test_readings_that_a_key_does_not_hold_with_are_told() -> None:
    """Another label is found unless the key accepts it; so is a reading of nothing in the kit."""
    lesson = kit.load_lesson("the-bridge")
    unit = lesson.key["statement_id"].iloc[0]
    codings = pd.DataFrame(
        [
            ("en", unit, "one", "outlet"),
            ("en", unit, "two", "meta"),
            ("en", "gone#1", "one", "meta"),
        ],
        columns=["lang", "unit", "coder", "label"],
    )
    findings: list[str] = []
    checks.check_coded(codings, [lesson], findings)
    other = f"{unit}: found a reading as meta, expected outlet; "
    assert findings == [
        other + "accept it too, or reword the statement and have it read anew",
        "codings.en.tsv: found a reading of gone#1, expected a statement of the kit; drop it",
    ]
    accept = [("meta",), *lesson.key["accept"].iloc[1:]]
    kinder = lesson.with_frames(key=lesson.key.assign(accept=accept))
    checks.check_coded(codings.head(2), [kinder], findings := [])
    assert findings == []


def test_agreement_counts_what_two_have_read(inventory: Inventory) -> None:
    """A statement read once is left out, and the inventory says how many were read twice."""
    found = copy(inventory)
    found.codings = pd.DataFrame(
        [
            ("en", "a", "one", "meta"), ("en", "a", "two", "meta"),
            ("en", "b", "one", "outlet"), ("en", "b", "two", "outlet"), ("en", "c", "one", "named"),
        ],
        columns=["lang", "unit", "coder", "label"],
    )  # fmt: skip
    assert found.agreement().loc["en", "all"] == 1.0
    assert f"en: 2 of {found.keyed('en')} keys read twice" in list(found.lines())


def test_forms_that_part_are_told() -> None:
    """A pair of unlike items is named by its number."""
    items = pd.concat([item_set(form, "en") for form in ("form-a", "form-b")], ignore_index=True)
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


def test_the_page_tells_what_can_be_guessed(inventory: Inventory) -> None:
    """Each form's shares of today, in each language and by each way."""
    page = (ROOT / "docs" / "item-bank.md").read_text(encoding="utf-8")
    found = inventory.guesses.assign(share=lambda rows: rows["right"] / rows["whole"])
    names = {
        "form-a": "Form A",
        "form-b": "Form B",
        "bank": "Bank",
        "ar": "Arabic",
        "en": "English",
    }
    for (part, lang, way), rows in found.groupby(["part", "lang", "way"], sort=False):
        head = f"| {names[part]} | {names[lang]} | {way} | {LIMITS[way]:.2f} |"
        told = next(line for line in page.splitlines() if line.startswith(head))
        cells = [cell.split("→")[-1].strip() for cell in told.removeprefix(head).split("|")[:-1]]
        assert cells == [f"{share:.2f}" for share in rows["share"]]


def test_the_figures_of_the_page_are_written_anew(inventory: Inventory) -> None:
    """A figure that is off is set right; all else of the page stays, down to the letter."""
    page = (ROOT / "docs" / "item-bank.md").read_text(encoding="utf-8")
    script = runpy.run_path(str(ROOT / "scripts" / "bank_page.py"))
    off = re.sub(r"\| (\w+) \| \d+ of \d+ \| [\d.]+", r"| \1 | 1 of 2 | 0.5", page)
    off = re.sub(r"(\| Bank \| Arabic \| [\w-]+ \| [\d.]+ \|) [\d.]+", r"\1 0.99", off)
    assert off.count("| 1 of 2 | 0.5 |") == 2
    assert off.count("| 0.99 |") > page.count("| 0.99 |")
    assert script["told"](off, inventory) == page
