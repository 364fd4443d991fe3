"""Codes count as hand-ins: in a list, in the export of a chat, typed into a school's system."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from classes import ARABIC, LESSON, MOST, START, contents, graded, grades, log, packed, put

import kit
from kit.core.names import tidy_name
from kit.exercises.lines import Columns
from kit.grading.gathering import gather

if TYPE_CHECKING:
    from pathlib import Path


def code(learner: str, wrong: int = 0, *, lesson: kit.Lesson = LESSON, only: int = MOST) -> str:
    """Return the code of what `log` logs."""
    columns = Columns()
    columns.read(log(learner, wrong, lesson=lesson, only=only).splitlines(keepends=True), "log")
    return kit.write_code(columns.frame(), lesson)


def chat(**sent: str) -> bytes:
    """Return the export of a chat."""
    lines = [f"02/03/2026, 10:0{at} - {who}: {said}" for at, (who, said) in enumerate(sent.items())]
    return "\n".join(["02/03/2026, 10:00 - Messages are encrypted.", *lines]).encode()


def test_codes_of_a_chat_are_graded_as_their_logs_would_be(tmp_path: Path) -> None:
    """Whatever else was said in it; and a second time nothing is new."""
    said = chat(
        mona=f"here: {code('mona', 1)} thanks", teacher="Keep them coming", ليلى=code("ليلى", 2)
    )
    put(tmp_path / "in", "chat.txt", said)
    put(tmp_path / "in", "ben.jsonl", log("ben"))
    done = graded(tmp_path / "out", tmp_path / "in")
    assert (done.unread, done.notes, done.new) == ((), (), 3)
    assert grades(tmp_path / "out") == {
        "ben": str(MOST), "mona": str(MOST - 1), "ليلى": str(MOST - 2),
    }  # fmt: skip
    before = contents(tmp_path / "out")
    assert graded(tmp_path / "out", tmp_path / "in").new == 0
    assert contents(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.csv", "name,code\nmona,{}\n"),
        ("list.txt", "mona\t{}\r\n"),
        ("typed.html", "<!DOCTYPE html><style>p{{}}</style><p><b>{}</b>&nbsp;</p>"),
    ],
)
def test_a_list_in_any_kind_of_text_is_read(tmp_path: Path, name: str, text: str) -> None:
    """Also with the mark that a spreadsheet puts at its beginning, and in its own encoding."""
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        path = put(tmp_path / encoding, name, text.format(code("mona")).encode(encoding))
        assert graded(tmp_path / encoding / "out", path).unread == ()
        assert grades(tmp_path / encoding / "out") == {"mona": str(MOST)}


def test_a_code_typed_into_a_schools_system_is_its_learners(tmp_path: Path) -> None:
    """Whatever name the code holds."""
    text = f"<p>{code('the owl', 1)}</p>".encode()
    path = packed(
        tmp_path / "all.zip",
        {
            "Mona Adel_4711_assignsubmission_onlinetext_/onlinetext.html": text,
            "Ben_4712_assignsubmission_onlinetext_/onlinetext.html": b"<p>I forgot.</p>",
            "Ben_4712_assignsubmission_file_/ben.jsonl": log("ben"),
        },
    )
    done = graded(tmp_path / "out", path)
    assert (done.unread, done.notes) == (
        (), (f"{path}: 1 texts hold no hand-in code, and are passed over",),
    )  # fmt: skip
    assert grades(tmp_path / "out") == {"Ben": str(MOST), "Mona Adel": str(MOST - 1)}


def test_a_log_that_was_renamed_on_its_way_is_read_as_one(tmp_path: Path) -> None:
    """Some telephones send no other files than texts."""
    put(tmp_path / "in", "mona.jsonl.txt", log("mona", 1))
    assert graded(tmp_path / "out", tmp_path / "in").unread == ()
    assert grades(tmp_path / "out") == {"mona": str(MOST - 1)}


def test_a_longer_code_of_the_same_learner_counts(tmp_path: Path) -> None:
    """It begins as the shorter one did: both are kept, as of one learner."""
    said = f"mona: {code('mona', only=3)}\nmona: {code('mona')}\n"
    done = graded(tmp_path / "out", put(tmp_path, "list.txt", said.encode()))
    assert (done.new, done.notes) == (2, ())
    assert grades(tmp_path / "out") == {"mona": str(MOST)}


def test_two_of_one_name_in_a_chat_are_two(tmp_path: Path) -> None:
    """Who sent a code tells them apart; a line says so, and a wish makes them one."""
    said = chat(mona=code("M", 1), muna=code("M", 2))
    path = put(tmp_path, "chat.txt", said)
    (note,) = graded(tmp_path / "out", path).notes
    assert note == (
        f"{path}, line 3, muna: 'M' handed in other answers to {LESSON.exercise_id} than one of that "
        "name before; they are kept as two learners"
    )
    assert graded(tmp_path / "one", path, names_are_unique=True).notes == ()


def test_learners_who_answer_alike_are_not_taken_for_copies(tmp_path: Path) -> None:
    """All right answers make the same code but for the name."""
    said = "\n".join(f"{name}: {code(name)}" for name in ("ann", "ben", "cem"))
    done = graded(tmp_path / "out", put(tmp_path, "list.txt", said.encode()))
    assert (done.notes, len(grades(tmp_path / "out"))) == ((), 3)


@pytest.mark.fault("learners")
def test_a_code_that_cannot_be_read_costs_itself_alone(tmp_path: Path) -> None:
    """A line names file, line and sender, and where the slip is."""
    whole = code("mona")
    path = put(tmp_path, "chat.txt", chat(mona=whole[:-1] + "0", ben=code("ben")))
    done = graded(tmp_path / "out", path)
    (said,) = done.unread
    assert said == (
        f"{path}, line 2, mona: '{whole[:-1]}0': found no sign of a code at sign 4 of group "
        f"{whole.count('-') + 1}, expected {whole[-1]}; if the original says so too, read {whole}"
    )
    assert grades(tmp_path / "out") == {"ben": str(MOST)}


@pytest.mark.fault("learners")
def test_many_broken_codes_are_counted(tmp_path: Path) -> None:
    """The first of them are told."""
    said = "\n".join(f"l{at}: {code(f'l{at}')[:-1]}0" for at in range(25)) + "\nben: " + code("ben")
    path = put(tmp_path, "list.txt", said.encode())
    done = graded(tmp_path / "out", path)
    assert (len(done.unread), done.unread[-1]) == (21, f"{path}: 5 more codes cannot be read")


@pytest.mark.fault("hostile")
@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b"\x89PNG\r\n" * 99, "خبر".encode("cp1256")]
)
def test_a_file_that_holds_no_code_is_told(tmp_path: Path, data: bytes) -> None:
    """By its name, if it was given by it."""
    path = put(tmp_path, "odd.txt", data)
    good = put(tmp_path, "good.jsonl", log("good"))
    (said,) = graded(tmp_path / "out", path, good).unread
    assert said.startswith(f"{path}: found no hand-in code in ")


def test_a_report_on_a_class_takes_codes(tmp_path: Path) -> None:
    """As it takes logs."""
    said = "\n".join(f"{name}: {code(name, lesson=ARABIC)}" for name in ("هند", "عمر"))
    path = put(tmp_path, "list.txt", said.encode())
    assert kit.class_report(path, names=True).learners == 2


def test_codes_and_files_are_gathered_once_each(tmp_path: Path) -> None:
    """In the order given, files first; a code that stands in a file too is one hand-in."""
    path = put(tmp_path, "list.txt", f"mona: {code('mona')}".encode())
    put(tmp_path / "in", "ben.jsonl", log("ben"))
    given = [str(path), str(tmp_path / "in"), *code("mona").split("-"), code("zed")]
    frame, unread, notes = gather(given, typed=chat(mona=code("mona")))
    assert (unread, notes) == ([], [])
    assert frame["learner_id"].unique().tolist() == ["mona", "ben", "zed"]
    assert len(frame) == 3 * MOST
    own = frame.loc[frame["learner_id"] == "mona"].reset_index(drop=True)
    pd.testing.assert_frame_equal(own, kit.read_code(code("mona")))
    assert frame["answered_at"].dropna().min() == START
    assert tidy_name("mona") == own["learner_id"][0]
