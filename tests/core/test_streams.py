"""Nothing that the kit makes stops a program because a stream lacks a sign."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.core.codebook import LOOKS
from kit.core.streams import make_forgiving, writable

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.fault("output")

OLD = ("cp1252", "ascii", "latin-1", "cp437", "cp1256")
SETUP = """
import kit
ar, en = kit.load_lesson("the-call", "ar"), kit.load_lesson("the-call", "en")
def sorted_out(lesson):
    sorter = kit.Sorter(lesson, "طالب")
    item = lesson.statement_rows[0].statement_id
    sorter.receive({"action": "commit", "statement_id": item, "label": "official"})
    return sorter
"""
PRINTS = {
    "an English explanation": "kit.explain('The minister said the dam was “safe”…')",
    "an Arabic explanation": "kit.explain('قال الوزير إن السد سليم.')",
    "its labels": "kit.explain('قال الوزير إن السد سليم.').labels",
    "a lesson": "ar",
    "statements": "ar.statements.to_string()",
    "an exercise": "sorted_out(ar)",
    "answers": "sorted_out(ar).answers.to_string()",
    "scores": "kit.score(sorted_out(en).answers, en).to_string()",
    "a report": "kit.report(kit.score(sorted_out(ar).answers, ar))",
    "a report's parts": "repr(kit.report(kit.score(sorted_out(ar).answers, ar)))",
    "a map of skills": "kit.skill_map(sorted_out(ar).answers, 'ar')",
    "a strip in words": "kit.describe_sourcing(ar)",
    "a worksheet": "kit.worksheet(ar), kit.worksheet(ar).html",
    "a figure": "kit.plot_sourcing(ar).alt",
}  # fmt: skip


def python(code: str, encoding: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run Python with its output redirected, in another encoding."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": encoding, "MPLBACKEND": "agg"},
        check=False,
    )


@pytest.mark.parametrize("encoding", OLD)
def test_whatever_the_kit_makes_can_be_printed(encoding: str, tmp_path: Path) -> None:
    """Each thing a person might print, to a file in an older encoding."""
    code = SETUP + "".join(f"print({name!a}, {made})\n" for name, made in PRINTS.items())
    done = python(code, encoding, tmp_path)
    assert (done.returncode, done.stderr.decode()[-300:]) == (0, "")
    printed = done.stdout.decode(encoding)
    assert [name for name in PRINTS if name not in printed] == []


def test_the_words_that_can_be_read_are_written_as_they_are(tmp_path: Path) -> None:
    """Only what an encoding lacks is replaced."""
    done = python(
        "import kit; print(kit.explain('The café “shut”, police said…'))", "cp1252", tmp_path
    )
    assert "The café “shut”, police said…" in done.stdout.decode("cp1252")
    plain = python(
        "import kit; print(kit.explain('The café “shut”, police said…'))", "ascii", tmp_path
    )
    assert 'The cafe "shut", police said...' in plain.stdout.decode("ascii")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-16", "cp1252:replace", "ascii:backslashreplace"]
)
def test_a_stream_that_knows_what_to_do_is_left_alone(encoding: str, tmp_path: Path) -> None:
    """Neither one that writes everything, nor one whose user has chosen."""
    code = "import sys; before = sys.stdout.errors; import kit; print(before == sys.stdout.errors)"
    done = python(code, encoding, tmp_path)
    assert done.stdout.decode(encoding.partition(":")[0]).strip() == "True"


FORMS = ["csv", "json", "jsonl", "html"]


@pytest.mark.parametrize(
    ("encoding", "format"),
    [*((encoding, "table") for encoding in OLD), *((OLD[0], form) for form in FORMS)],
)
def test_the_command_writes_utf8_wherever_it_goes(
    encoding: str,
    format: str,  # noqa: A002  (the option's name)
    tmp_path: Path,
) -> None:
    """A redirected command gives the same bytes on every machine."""
    (tmp_path / "a.txt").write_text("قال الوزير إن السد سليم.\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "kit", "explain", "a.txt", "--format", format],
        cwd=tmp_path,
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": encoding},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "سليم" in done.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="its file names are no bytes")
def test_a_file_name_of_any_bytes_is_told(tmp_path: Path) -> None:
    """Its odd bytes are shown as the sign for what is no letter."""
    done = subprocess.run(
        [sys.executable, "-m", "kit", "explain", b"no\xff.txt"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (1, False)
    assert done.stderr.startswith("kit: no\ufffd.txt: found no such file".encode())


@pytest.mark.parametrize("encoding", OLD)
def test_marks_of_labels_stay_apart(encoding: str) -> None:
    """The mark tells a label also where its colour is gone: no two become one."""
    marks = {look.mark for look in LOOKS.values()}
    assert len({writable(mark, encoding) for mark in marks}) == len(marks)


@pytest.mark.parametrize("encoding", OLD)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_stream_put_in_place_later_is_written_to_as_well(
    encoding: str, lang: str, tmp_path: Path
) -> None:
    """A program may redirect its own output; the text itself is never changed by that."""
    lesson = kit.load_lesson("the-call", lang)
    sorter = kit.Sorter(lesson, "a", log=tmp_path / "a.jsonl")
    item = lesson.statement_rows[0].statement_id
    sorter.receive({"action": "commit", "statement_id": item, "label": "official"})
    for made in (
        kit.explain(lesson.text), kit.report(kit.score(sorter.answers, lesson)),
        kit.skill_map(sorter.answers, lang),
    ):  # fmt: skip
        page = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        before = str(made)
        with redirect_stdout(page):
            print(made)  # noqa: T201  (what is tested)
            page.flush()
            assert str(made) == before


@given(st.text(), st.sampled_from(OLD))
def test_any_text_can_be_written(text: str, encoding: str) -> None:
    """And what the encoding holds comes through."""
    try:
        expected = text.encode(encoding).decode(encoding)
    except UnicodeEncodeError:
        expected = writable(text, encoding)
    assert writable(text, encoding) == expected
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    make_forgiving(stream)
    stream.write(text)


@pytest.mark.parametrize("stream", [None, io.StringIO(), object()], ids=["none", "memory", "other"])
def test_what_is_no_stream_of_an_encoding_is_left_alone(stream: object) -> None:
    """A window without a console has no standard output at all."""
    make_forgiving(stream)
