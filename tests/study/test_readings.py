"""Codings by hand: read whatever spreadsheet saved them, compared, and told in both languages."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import kit
from kit.cli import app
from kit.core.codebook import LABELS, LOOKS
from kit.core.errors import AnswerError, KitWarning
from kit.languages.interface import translator
from kit.study.readings import compared, read_codings
from kit.study.sheets import table_of, units

STORY = "the-ward"


def filled(path: Path, labels: list[str], lang: str = "en", parted: str = ",") -> Path:
    """Write a sheet as a coder hands it back."""
    sheet = table_of(units(lang, [STORY]), lang).removeprefix("\ufeff")
    head, *rows = csv.reader(io.StringIO(sheet, newline=""))
    for row, label in zip(rows, labels, strict=True):
        row[5] = label
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=parted).writerows([head, *rows])
    return path


@pytest.fixture
def key() -> list[str]:
    """Return the labels of the story's key."""
    return list(kit.load_lesson(STORY, "en").key["label"])


def test_labels_are_read_however_they_are_written(tmp_path: Path, key: list[str]) -> None:
    """By id, mark or name, in either language; parted by commas or, as Excel may, semicolons."""
    arabic = [translator("ar")(LOOKS[label].name) for label in key]
    one = filled(tmp_path / "one.csv", arabic, "ar", ";")
    other = filled(tmp_path / "other.csv", [LOOKS[label].mark for label in key], "ar", "\t")
    found = read_codings([one, other])
    assert [(r.coder, r.unit, r.label) for r in found] == [
        (coder, f"{STORY}.ar#{at}", label)
        for coder in ("one", "other")
        for at, label in enumerate(key, start=1)
    ]


def test_disagreements_are_written_without_the_key(tmp_path: Path, key: list[str]) -> None:
    """Each coder's label stands beside the statement; what only one coded is nobody's quarrel."""
    mine, theirs = list(key), list(key)
    theirs[3] = next(label for label in LABELS if label != key[3])
    mine[5] = ""
    paths = [filled(tmp_path / "mine.csv", mine), filled(tmp_path / "theirs.csv", theirs)]
    told = list(compared(read_codings(paths), tmp_path / "out", "en"))
    assert told[0].startswith(f"English: 2 coders, {len(key) - 1} statements coded by two or more, alpha 0.")  # fmt: skip
    assert told[-1].startswith("English: 1 disagreements to talk about, in ")
    text = (tmp_path / "out" / "disagreements.en.csv").read_text(encoding="utf-8-sig")
    head, row = csv.reader(io.StringIO(text, newline=""))
    assert head == ["Text", "Lines around it", "Statement", "mine", "theirs"]
    shown = [LOOKS[label].name for label in (mine[3], theirs[3])]
    assert row[2:] == [units("en", [STORY])[3].statement, *shown]
    codings = (tmp_path / "out" / "codings.en.tsv").read_text(encoding="utf-8").splitlines()
    assert codings[:2] == ["unit\tcoder\tlabel", f"{STORY}.en#1\tmine\t{key[0]}"]


def test_a_study_is_told_in_arabic(tmp_path: Path, key: list[str]) -> None:
    """With Arabic names and digits."""
    paths = [filled(tmp_path / f"{name}.csv", key, "ar") for name in "ab"]
    told = list(compared(read_codings(paths), tmp_path / "out", "ar"))
    assert told[0].startswith("العربية: عدد المرمّزين ٢،")
    assert "ألفا ١.٠٠" in told[0]


WRONG = {
    "no such label": (
        "oficial",
        r"one\.csv, line 2: unknown label 'oficial'.*did you mean 'official'",
    ),
    "an empty sheet": ("", r"one\.csv: found no reading, expected labels"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_a_sheet_is_told(tmp_path: Path, key: list[str], case: str) -> None:
    """In one line, with file and line."""
    label, message = WRONG[case]
    one = filled(tmp_path / "one.csv", [label] + ["" for _ in key[1:]])
    with pytest.raises(AnswerError, match=message):
        read_codings([one, filled(tmp_path / "two.csv", key)])


def test_one_coding_is_not_enough(tmp_path: Path, key: list[str]) -> None:
    """Nobody agrees with themselves."""
    with pytest.raises(AnswerError, match="found 1 coding, expected two or more"):
        read_codings([filled(tmp_path / "one.csv", key)])


def test_a_statement_has_one_label_of_a_coder(tmp_path: Path, key: list[str]) -> None:
    """The same row twice with two labels is told."""
    path = filled(tmp_path / "one.csv", key)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    other = next(label for label in LABELS if label != key[0])
    twice = "\n".join([*lines, lines[1].replace(f",{key[0]},", f",{other},")])
    path.write_text(twice, encoding="utf-8")
    with pytest.raises(AnswerError, match="expected one label; take one out"):
        read_codings([path, filled(tmp_path / "two.csv", key)])


def test_a_text_changed_since_is_left_out(tmp_path: Path, key: list[str]) -> None:
    """Its code is no statement's any more; the others count."""
    path = filled(tmp_path / "one.csv", key)
    code = units("en", [STORY])[0].code
    path.write_text(path.read_text(encoding="utf-8").replace(code, "00000000"), encoding="utf-8")
    with pytest.warns(KitWarning, match=r"one\.csv: found 1 codes that no statement"):
        found = read_codings([path, filled(tmp_path / "two.csv", key)])
    assert [r.unit for r in found if r.coder == "one"] == [f"{STORY}.en#{n}" for n in range(2, len(key) + 1)]  # fmt: skip


@pytest.mark.fault("loading")
def test_other_letters_are_told(tmp_path: Path, key: list[str]) -> None:
    """A sheet saved in an old encoding says how to save it."""
    path = filled(tmp_path / "one.csv", key, "ar")
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode("cp1256", "replace"))
    with pytest.raises(AnswerError, match="found no UTF-8, expected a sheet; save it as"):
        read_codings([path, filled(tmp_path / "two.csv", key)])


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.binary(max_size=200))
def test_any_file_is_read_or_told(tmp_path: Path, data: bytes) -> None:
    """Whatever lies there, the answer is readings or one line."""
    path = tmp_path / "any.csv"
    path.write_bytes(data)
    with pytest.raises(AnswerError) as error:
        read_codings([path, path])
    assert "\n" not in str(error.value)


def test_the_command_compares(tmp_path: Path, key: list[str]) -> None:
    """Two sheets in, figures on the page, and two files in the folder."""
    paths = [str(filled(tmp_path / f"{name}.csv", key)) for name in "ab"]
    told = CliRunner().invoke(app, ["study", "compare", *paths, "--to", str(tmp_path / "out")])
    assert told.exit_code == 0
    assert told.stdout.startswith(f"English: 2 coders, {len(key)} statements")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["codings.en.tsv", "disagreements.en.csv"]  # fmt: skip
