"""Files, folders and zip files that people hand over: what is a log is read, the rest is told."""

from __future__ import annotations

import io
import os
import stat
import sys
import zipfile
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from classes import LATER, MOST, graded, grades, log, packed, put
from hypothesis import given
from hypothesis import strategies as st

from kit.core.errors import AnswerError
from kit.grading.holders import Holder, holder_of
from kit.grading.inputs import Found, Opener, find
from kit.grading.reading import read_hand_ins

pytestmark = pytest.mark.fault("hostile")

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such links")


def said(path: Path, to: Path) -> list[str]:
    """Grade a zip file beside one good log, and return what is said of it, without its name."""
    put(to, "good.jsonl", log("good"))
    done = graded(to / "out", path, to / "good.jsonl")
    assert grades(to / "out") == {"good": str(MOST)}
    return [line.replace(str(path), "x.zip") for line in done.unread]


def zipped(path: Path, name: str, data: bytes, mode: int = 0) -> Path:
    """Write a zip file of one member."""
    info = zipfile.ZipInfo(name)
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, mode << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, data)
    return path


@pytest.mark.parametrize(
    "name", ["../up.jsonl", "/etc/up.jsonl", "a/../../up.jsonl", "C:/up.jsonl"]
)
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    """It is not read, and nothing is ever written beside the zip file."""
    path = zipped(tmp_path / "x.zip", name, log("eve"))
    assert said(path, tmp_path) == [
        f"x.zip: '{name}' is passed over: its name leads out of the zip file; pack it again"
    ]


def test_a_link_and_a_zip_file_in_a_zip_file_are_refused(tmp_path: Path) -> None:
    """Each costs one line."""
    link = zipped(tmp_path / "x.zip", "a.jsonl", b"/etc/passwd", stat.S_IFLNK | 0o777)
    assert said(link, tmp_path) == [
        "x.zip: 'a.jsonl' is passed over: it is a link, expected a file; pack the file itself"
    ]
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.jsonl", log("eve"))
    nested = zipped(tmp_path / "y.zip", "in.zip", inner.getvalue())
    assert [line.partition(": ")[2] for line in said(nested, tmp_path)] == [
        "'in.zip' is passed over: it is a zip file in a zip file; unpack it, and hand its folder over"
    ]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """What packs to next to nothing is refused by its sizes alone."""
    path = zipped(tmp_path / "x.zip", "a.jsonl", b" " * 50_000_000)
    (line,) = said(path, tmp_path)
    assert line == (
        "x.zip: 'a.jsonl' is passed over: it unpacks to 50,000,000 bytes of the same; "
        "ask for the log again"
    )


def test_a_long_log_is_refused(tmp_path: Path) -> None:
    """No more than the largest log is ever held in memory."""
    path = put(tmp_path, "x.jsonl", os.urandom(21_000_000))
    (found,) = find([path])
    with pytest.raises(AnswerError, match="more than 20,000,000 bytes"):
        Opener().read(found)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"no zip at all", b"PK\x05\x06" + b"\xff" * 18], ids=range(4)
)
def test_what_is_no_zip_file_is_told(tmp_path: Path, data: bytes) -> None:
    """One line names it."""
    (line,) = said(put(tmp_path, "x.zip", data), tmp_path)
    assert line.startswith("x.zip: found no sound zip file (")


def test_a_damaged_member_costs_itself(tmp_path: Path) -> None:
    """The others of the zip file are read."""
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:  # stored, so that the damage is where it is meant
        archive.writestr("a.jsonl", log("ann"))
        archive.writestr("b.jsonl", log("bob", start=LATER))
    data = path.read_bytes()
    at = data.index(b"ann")
    path.write_bytes(data[:at] + b"eve" + data[at + 3 :])
    done = graded(tmp_path / "out", path)
    assert [line.partition(": ")[2][:28] for line in done.unread] == [
        "a.jsonl: cannot be read (Bad"
    ]
    assert grades(tmp_path / "out") == {"bob": str(MOST)}


def test_ten_thousand_unrelated_files_are_one_line(tmp_path: Path) -> None:
    """In a zip file and in a folder they are counted, not named."""
    files = {f"photos/{n}.jpg": b"" for n in range(10_000)}
    path = packed(tmp_path / "x.zip", files | {"a.jsonl": log("ann")})
    for n in range(50):
        put(tmp_path / "folder", f"{n}.txt", b"")
    put(tmp_path / "folder", "b.jsonl", log("ann"))
    done = graded(tmp_path / "out", path, tmp_path / "folder")
    assert (done.unread, done.notes) == (
        (),
        (
            f"{path}: 10,000 files are no answer logs (.jsonl) or texts (.txt), and are passed over",
            f"{tmp_path / 'folder'}: 50 texts hold no hand-in code, and are passed over",
        ),
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (log("eve")[:40], "line 1 is passed over: the last line is torn"),
        ("ليس سجلًا".encode("cp1256"), "line 1 is passed over: the last line is torn"),
        (b"[1, 2]\n", "line 1 is passed over: found no JSON object"),
    ],
    ids=["empty", "torn", "encoding", "json"],
)
def test_a_log_without_an_answer_is_told(tmp_path: Path, data: bytes, why: str) -> None:
    """One line says why, and the others are graded."""
    path = put(tmp_path / "in", "eve.jsonl", data)
    put(tmp_path / "in", "good.jsonl", log("good"))
    done = graded(tmp_path / "out", tmp_path / "in")
    assert done.unread == (f"{path}: found no answer ({why}); ask for the log again",)
    assert grades(tmp_path / "out") == {"good": str(MOST)}


def test_a_torn_line_costs_itself(tmp_path: Path) -> None:
    """The answers before it count."""
    path = put(tmp_path / "in", "eve.jsonl", log("eve")[:-9])
    done = graded(tmp_path / "out", tmp_path / "in")
    assert done.unread == (f"{path}: line {MOST} is passed over: the last line is torn",)
    assert grades(tmp_path / "out") == {"eve": str(MOST - 1)}


@POSIX
def test_links_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    """A link to a log elsewhere is told, one to a folder is not entered."""
    secret = put(tmp_path / "elsewhere", "eve.jsonl", log("eve"))
    put(tmp_path / "in", "good.jsonl", log("good"))
    (tmp_path / "in" / "link.jsonl").symlink_to(secret)
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "elsewhere")
    done = graded(tmp_path / "out", tmp_path / "in")
    assert (len(done.unread), "it is a link" in done.unread[0]) == (1, True)
    assert grades(tmp_path / "out") == {"good": str(MOST)}


def test_a_zip_file_whose_names_are_not_said_to_be_utf8(tmp_path: Path) -> None:
    """Names that some programs write without saying so are read as they were meant."""
    name = "Mona-منى_5_assignsubmission_file_/a.jsonl"
    path = packed(tmp_path / "x.zip", {name: log("x")})
    data = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):  # the flag that says UTF-8
        data[data.index(mark) + place] &= ~0x08
    path.write_bytes(data)
    graded(tmp_path / "out", path)
    assert grades(tmp_path / "out") == {"Mona-منى": str(MOST)}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["Mona Salem_12_assignsubmission_file_", "a.jsonl"], Holder("moodle", "12", "Mona Salem")),
        (["Mona_S_12_assignsubmission_file_a.jsonl"], Holder("moodle", "12", "Mona_S")),
        (["Mona_12_assignsubmission_onlinetext", "a.jsonl"], Holder("moodle", "12", "Mona")),
        (["salemmona_LATE_7_88_a b.jsonl"], Holder("canvas", "7", "salemmona", late=True)),
        (["salemmona_7_88_LATE_2_3_a.jsonl"], Holder("canvas", "7", "salemmona")),
        (["anon_x7Yz1_88_a.jsonl"], Holder("canvas", "x7Yz1", "anon")),
        (["mona.jsonl"], None),
        (["answers", "the-call.en", "mona_1_2_x.jsonl"], None),
    ],
)
def test_systems_names_are_read(parts: list[str], expected: Holder | None) -> None:
    """Who handed in, and whether it was late."""
    assert holder_of(parts) == expected


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_any_text_may_be_a_name(parts: list[str]) -> None:
    """Whatever files are called, it is a holder or none."""
    found = holder_of(parts)
    assert found is None or found.number


@given(st.binary(max_size=300), st.integers(0, 2000))
def test_any_bytes_in_a_log_cost_the_lines_they_stand_in(noise: bytes, at: int) -> None:
    """Two at most: the one that they part, and one that they make."""
    sound = log("mona")
    data = sound[:at] + noise + sound[at:]
    place = Found(Path("x.jsonl"), ".", None)
    hand_ins, told = read_hand_ins(place, data, LATER)
    assert sum(len(one.rows) for one in hand_ins) >= MOST - 2
    assert all("\n" not in line for line in told)


@given(st.binary(max_size=400), st.integers(0, 400))
def test_any_bytes_are_a_zip_file_or_a_line(noise: bytes, at: int) -> None:
    """Whatever was done to a zip file, each log in it is read or told, and nothing else is raised."""
    with TemporaryDirectory() as name:
        path = packed(Path(name, "x.zip"), {"a.jsonl": log("ann")})
        data = path.read_bytes()
        path.write_bytes(data[:at] + noise + data[at + len(noise) :])
        opener = Opener()
        for found in find([path]):
            if isinstance(found, Found):
                with suppress(AnswerError):
                    opener.read(found)
        opener.close()
