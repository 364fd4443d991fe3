"""Answer strips from paper: what is typed comes out as the answers that were given."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit import cli
from kit.core.codebook import CHOICES, CONFIDENCES, LABELS
from kit.desk.strips import codes_of_strips

if TYPE_CHECKING:
    from pathlib import Path

LESSON = kit.load_lesson("bridge-brief")
COUNT = len(LESSON.entries)
BOX = st.tuples(
    st.sampled_from(range(len(CHOICES))), st.sampled_from([None, *range(len(CONFIDENCES))])
)


def run(monkeypatch: pytest.MonkeyPatch, *words: object, stdin: str = "") -> int:
    """Run `kit lesson strips ...` and return its exit code."""
    monkeypatch.setattr(sys, "argv", ["kit", "lesson", "strips", *map(str, words)])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
    with pytest.raises(SystemExit) as left:
        cli.main()
    return int(left.value.code or 0)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.none() | BOX, min_size=COUNT, max_size=COUNT))
def test_what_was_ticked_comes_back_from_the_code(
    boxes: list[tuple[int, int | None] | None],
) -> None:
    """Each answer with its certainty, and nothing for an empty box."""
    typed = " ".join(
        "-" if box is None else f"{box[0] + 1}{'' if box[1] is None else box[1] + 1}"
        for box in boxes
    )
    (line,) = codes_of_strips(f"Mona Haddad: {typed}", LESSON)
    rows = kit.read_code(str(line), LESSON)
    expected = [
        (entry.statement_id, CHOICES[box[0]], None if box[1] is None else CONFIDENCES[box[1]])
        for entry, box in zip(LESSON.entries, boxes, strict=True)
        if box is not None
    ]
    sure = [None if one != one else one for one in rows["confidence"]]  # noqa: PLR0124  (NaN)
    assert list(zip(rows["statement_id"], rows["label"], sure, strict=True)) == expected
    assert set(rows["learner_id"]) <= {"Mona Haddad"}


def test_a_strip_is_read_as_it_is_written_by_hand() -> None:
    """Arabic digits, commas, a tab for the colon, a dash below an answer; blank lines are passed over."""
    plain = " ".join(["14"] * COUNT)
    others = ("\u0661\u0664", "14,", "14 ", " 14")
    first = str(next(codes_of_strips(f"Mona: {plain}", LESSON)))
    for one in others:
        text = f"\n\nMona\t{' '.join([one] * COUNT)}\n\n"
        assert list(codes_of_strips(text, LESSON)) == [first]
    bare = str(next(codes_of_strips(f"Mona: {' '.join(['1'] * COUNT)}", LESSON)))
    assert list(codes_of_strips(f"Mona: {' '.join(['1-'] * COUNT)}", LESSON)) == [bare]


def test_six_labels_have_codes_of_their_own() -> None:
    """The digits are those of the sheet with six."""
    (line,) = codes_of_strips(f"Mona: {' '.join(['6'] * COUNT)}", LESSON, "codebook")
    assert set(kit.read_code(str(line), LESSON)["label"]) == {LABELS[5]}


@pytest.mark.fault("learners")
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Mona: 14 23", f"line 1: found 2 answers of 'Mona', expected {COUNT}; write -"),
        ("14 23 3", "line 1: found no name in '14 23 3', expected one before a colon"),
        (f"Mona: {'5 ' * COUNT}", "line 1: found '5', expected a digit of 1 to 4"),
        (f"Mona: {'15 ' * COUNT}", "line 1: found '15', expected a digit of 1 to 4 and"),
        (f"Mona: {'x ' * COUNT}", "line 1: found 'x', expected a digit of 1 to 4"),
        (f"Mona: {'123 ' * COUNT}", "line 1: found '123', expected a digit"),
        (
            f"M: {'1 ' * COUNT}\nM: {'2 ' * COUNT}",
            "line 2: found 'M' as in line 1, expected a name",
        ),
    ],
)
def test_a_slip_of_the_typist_is_told_with_its_line(line: str, said: str) -> None:
    """And the other strips are read all the same."""
    *_, wrong = codes_of_strips(line, LESSON)
    assert str(wrong).startswith(said)
    good = f"Omar: {'1 ' * COUNT}"
    found = list(codes_of_strips(f"{line}\n{good}", LESSON))
    assert str(found[-1]).startswith("Omar: K")


def test_typed_strips_are_graded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From a file or standard input; what is wrong is one line each and ends with code 1."""
    strips, codes = tmp_path / "strips.txt", tmp_path / "codes.txt"
    strips.write_text(f"Mona: {'4 ' * COUNT}\nOmar: 1\nمنى: {'١٤ ' * COUNT}\n", "utf-8")
    assert run(monkeypatch, "bridge-brief", strips, "--to", codes, "--lang", "en") == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == (f"{codes}\n", 1)
    assert err.startswith("kit: line 2: found 1 answers of 'Omar'")
    rows = kit.read_code(codes.read_text("utf-8"))
    assert list(dict.fromkeys(rows["learner_id"])) == ["Mona", "منى"]
    scores = kit.score(rows, LESSON)
    own = scores.loc[scores["learner_id"] == "Mona", "points"].sum()
    assert own == sum(entry.label in {"outlet", "meta"} for entry in LESSON.entries)
    assert run(monkeypatch, "bridge-brief", "-", stdin=f"Mona: {'4 ' * COUNT}") == 0
    assert capsys.readouterr().out == codes.read_text("utf-8").splitlines(keepends=True)[0]
    assert run(monkeypatch, "bridge-brief", "-", stdin="\n") == 1
    assert "found no strip, expected a line for each" in capsys.readouterr().err
    assert run(monkeypatch, "bridge-brief", tmp_path / "none.txt") == 1
    assert "cannot be read (No such file or directory); check the name" in capsys.readouterr().err
