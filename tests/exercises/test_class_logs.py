"""Logs of a whole class, whatever was done to them: what is sound is read, and the rest is told."""

from __future__ import annotations

import json
import os
import shutil
import sys
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.core.errors import AnswerError, KitWarning
from kit.exercises.lines import Columns, encode
from kit.exercises.log import AnswerLog, first_answers, log_path, read_answers

pytestmark = pytest.mark.fault("learners")

LESSON = kit.load_lesson("the-call", lang="en")
IDS = LESSON.statements["statement_id"].tolist()
ROW: dict[str, Any] = {
    "learner_id": "owl-7", "exercise_id": LESSON.exercise_id, "statement_id": IDS[0],
    "label": "official", "scheme": "student", "text_hash": LESSON.text_hash, "confidence": 0.75,
    "answered_at": datetime(2025, 3, 4, 9, 30, tzinfo=UTC),
}  # fmt: skip
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")


def quietly(path: Path) -> Any:  # noqa: ANN401  (a frame, and the warnings)
    """Read a folder and what is said about it."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        frame = read_answers(path)
    return frame, [str(one.message) for one in said]


# lines


def test_every_bit_that_is_turned_is_noticed() -> None:
    """Of all the ways to turn one bit of a line, none is read as an answer."""
    line = encode(ROW | {"learner_id": "منى", "given": ("one", "two")})
    for at in range(len(line[:-1]) * 8):
        turned = bytearray(line)
        turned[at // 8] ^= 1 << at % 8
        found = Columns()
        found.read(bytes(turned).splitlines(keepends=True), "log")
        assert (len(found), len(found.notes) > 0) == (0, True)


def test_lines_of_before_have_no_checksum_and_are_read(tmp_path: Path) -> None:
    """A log of the first schema belongs to the first round, and may go on with newer lines."""
    old = {k: v for k, v in ROW.items() if k != "answered_at"}
    line = json.dumps(old | {"schema": 1, "answered_at": "2025-03-04T09:30:00+00:00"})
    log = AnswerLog(tmp_path / "old.jsonl")
    log.path.write_text(line + "\n", encoding="utf-8")
    log.append(ROW | {"round": 2, "attempt": 3})
    frame = log.read()
    assert frame[["round", "attempt"]].to_numpy().tolist() == [[1, 1], [2, 3]]
    assert log.notes == ()


def test_a_line_without_end_costs_itself(tmp_path: Path) -> None:
    """Megabytes that are no answer are passed over, and told in a short line."""
    log = AnswerLog(tmp_path / "log.jsonl")
    log.append(ROW)
    with log.path.open("ab") as file:
        file.write(b'{"schema":1,"label":"' + b"x" * 5_000_000 + b'"}\n')
    log.append(ROW)
    assert len(log.read()) == 2
    assert [len(note) < 400 for note in log.notes] == [True]


@given(
    st.lists(
        st.one_of(
            st.binary(max_size=60), st.text(max_size=60).map(lambda t: t.encode("utf-8", "ignore"))
        )
    )
)
def test_whatever_stands_between_two_lines_they_are_read(junk: list[bytes]) -> None:
    """Foreign bytes raise nothing and hide no answer; what is none is noted."""
    found = Columns()
    found.read(
        [encode(ROW), *(one.replace(b"\n", b"") + b"\n" for one in junk), encode(ROW)], "log"
    )
    assert [row.label for row in found.rows()] == ["official", "official"]
    assert len(found.frame()) == 2


# a class


def a_class(folder: Path) -> None:
    """Put the logs of two learners into a folder."""
    for name in ("owl-7", "fox-3"):
        AnswerLog(log_path(LESSON.exercise_id, name, folder)).append(ROW | {"learner_id": name})


ODD = {
    "a folder": Path.mkdir, "a pipe": os.mkfifo if hasattr(os, "mkfifo") else None,
    "a dangling link": lambda path: path.symlink_to("nothing"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "bytes": lambda path: path.write_bytes(bytes(range(256))),
    "UTF-16": lambda path: path.write_bytes(encode(ROW).decode().encode("utf-16")),
    "a table": lambda path: path.write_text("learner;label\nsara;official\n"),
    "deep nesting": lambda path: path.write_text("[" * 100_000),
}  # fmt: skip


@POSIX
@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
def test_one_odd_file_costs_a_class_itself_alone(make: Any, tmp_path: Path) -> None:  # noqa: ANN401
    """The others are read, one warning names it, and nothing waits."""
    a_class(tmp_path)
    make(tmp_path / "answers" / "x.jsonl")
    frame, said = quietly(tmp_path)
    assert sorted(frame["learner_id"]) == ["fox-3", "owl-7"]
    assert ["x.jsonl" in one and "\n" not in one for one in said] == [True]


@POSIX
@pytest.mark.parametrize("kind", ["pipe", "dangling link", "device"])
def test_a_single_log_that_is_no_file_is_an_error(kind: str, tmp_path: Path) -> None:
    """Asked for by name, it is refused in one line."""
    path = tmp_path / "x.jsonl"
    make = {"pipe": os.mkfifo, "dangling link": ODD["a dangling link"], "device": ODD["a device"]}
    make[kind](path)
    with pytest.raises(AnswerError, match=r"x\.jsonl: cannot be read \("):
        read_answers(path)


def test_ten_thousand_bad_lines_make_one_warning(tmp_path: Path) -> None:
    """It counts them and names the first three."""
    a_class(tmp_path)
    (tmp_path / "answers" / "bad.jsonl").write_text("no json\n" * 10_000)
    frame, said = quietly(tmp_path)
    assert len(frame) == 2
    assert len(said) == 1
    assert said[0].startswith("10000 faults, the first 3: ")
    assert said[0].count("is passed over") == 3


def test_two_learners_of_one_name_are_reported(tmp_path: Path) -> None:
    """Their answers differ between two folders; a copy of one folder is no second learner."""
    for school, label in (("A", "official"), ("B", "named")):
        log = AnswerLog(log_path(LESSON.exercise_id, "sara", tmp_path / school))
        log.append(ROW | {"learner_id": "sara", "label": label})
    with pytest.warns(KitWarning, match=r"'sara' to the-call\.en in 2 files .*A.*B.*two people"):
        read_answers(tmp_path)
    shutil.rmtree(tmp_path / "B")
    shutil.copytree(tmp_path / "A", tmp_path / "B")
    log = AnswerLog(log_path(LESSON.exercise_id, "sara", tmp_path / "B"))
    log.append(ROW | {"learner_id": "sara", "statement_id": IDS[1]})
    frame, said = quietly(tmp_path)
    assert said == []
    assert len(first_answers(frame)) == 2


def test_of_two_that_share_a_name_the_answer_given_first_counts(tmp_path: Path) -> None:
    """Which folder comes first by its name says nothing."""
    for school, label, hour in (("A", "official", 10), ("B", "named", 9)):
        log = AnswerLog(log_path(LESSON.exercise_id, "sara", tmp_path / school))
        moment = datetime(2025, 3, 4, hour, tzinfo=UTC)
        log.append(ROW | {"learner_id": "sara", "label": label, "answered_at": moment})
    with pytest.warns(KitWarning, match="the answer given first counts"):
        frame = read_answers(tmp_path)
    assert first_answers(frame)["label"].tolist() == ["named"]
