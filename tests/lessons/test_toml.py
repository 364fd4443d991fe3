"""TOML that no teacher wrote: whatever a file holds or is, one short line comes soon."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kit
from kit.lessons.toml import MAX_BYTES, read_toml

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.fault("hostile")

SEEDS = Path(__file__).parents[2] / "seeds"
ROOM = MAX_BYTES - 1_000
ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """Return a teacher's own copy of the first story."""
    return Path(shutil.copytree(SEEDS / "the-call", tmp_path / "mine" / "the-call"))


def told(act: Callable[[], object], most: int = 400) -> str:
    """Return the one short line that loading ends with."""
    with pytest.raises(kit.LessonError) as caught:
        act()
    line = str(caught.value)
    assert len(line) < most
    assert ACTING.findall(line) == []
    return line


def load(lesson: Path) -> kit.Lesson:
    """Load the copy."""
    return kit.load_lesson("the-call", "en", lesson.parent)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x = " + "[" * ROOM, "brackets more than 16 deep (line 1)"),
        ("x = " + "[" * 17 + "]" * 17, "brackets more than 16 deep (line 1)"),
        ("x = " + "[[], " * 100 + "]" * 100, "brackets more than 16 deep (line 1)"),
        ("x = " + "[{a = " * 50, "brackets more than 16 deep (line 1)"),
        ("x = " + "{a = " * (ROOM // 5), "brackets more than 16 deep (line 1)"),
        ("x = " + '["]", ' * 20, "brackets more than 16 deep (line 1)"),
        ("x = " + "['}', # ]\n" * 20, "brackets more than 16 deep (line 17)"),
        ('x = """\n"]"""""\ny = ' + "[" * 17, "brackets more than 16 deep (line 3)"),
        ("a" + ".a" * (ROOM // 2) + " = 1", "a name of more than 16 parts (line 1)"),
        ("a" + ' . "b"' * 100_000 + " = 1", "a name of more than 16 parts (line 1)"),
        ("[" + "a." * 100_000 + "a]", "a name of more than 16 parts (line 1)"),
        ("\n\n[[" + "'a'\t." * 100_000 + "a]]", "a name of more than 16 parts (line 3)"),
        ("x = {" + "a." * 100_000 + "a = 1}", "a name of more than 16 parts (line 1)"),
        ("y = 1\nx = " + "9" * 10_000, "a number too long to be read (line 2)"),
        ("x = " + "1_" * 10_000 + "1", "a number too long to be read (line 1)"),
        ("x = [-" + "7" * 10_000 + "]", "a number too long to be read (line 1)"),
    ],
    ids=lambda value: value[:14].strip() if len(value) > 60 else None,
)  # fmt: skip
def test_what_goes_too_deep_or_too_far_is_named_by_its_line(
    tmp_path: Path, text: str, found: str
) -> None:
    """Brackets, dotted names and numbers; brackets in strings and comments count for nothing."""
    path = tmp_path / "key.toml"
    path.write_text(text, encoding="utf-8")
    line = told(lambda: read_toml(path, "a key"))
    assert line == (f"{path}: found {found}, expected plain tables and lists; write it shorter")


@pytest.mark.parametrize(
    "text",
    [
        "x = " + '"' * ROOM, "x = " + "'" * ROOM, "x = " + "\"'" * (ROOM // 2), "." * ROOM,
        "a" + " . " * (ROOM // 3), " " * ROOM, "x" + "\t" * ROOM, "\r" * ROOM, "#" * ROOM,
        "]" * ROOM, "x = [" + "1," * (ROOM // 2), "x = [" + "{a=1}," * (ROOM // 6) + "]",
        "x = [" + ("[" * 15 + "]" * 15 + ",") * (ROOM // 31) + "]", "k" * ROOM,
        'x = """' + '"" ' * (ROOM // 3), 'x = "' + "\\n" * (ROOM // 2), 'x = "' + "\\" * ROOM,
        "[[statement]]\n" * (ROOM // 14), "x = 0x" + "f" * ROOM, "x = 1e" + "9" * ROOM,
        "".join(f"[{'a.' * 15}k{i}]\n" for i in range(ROOM // 40)), "x = 2026-01-0" + "1" * ROOM,
    ],
    ids=lambda text: repr(text[:9]),
)  # fmt: skip
def test_no_file_takes_long(tmp_path: Path, text: str) -> None:
    """A file as long as may be is read or refused within seconds."""
    path = tmp_path / "key.toml"
    path.write_bytes(text.encode())
    begun = time.process_time()
    told(lambda: read_toml(path, "a key"))
    assert time.process_time() - begun < 10


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(alphabet="[]{}\"'#.=,\\\n a1_-", max_size=80).map(str.encode),
    )
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    """Whatever stands in a file: a table of the kit's schema, or one line."""
    path = tmp_path / "key.toml"
    path.write_bytes(data)
    told(lambda: read_toml(path, "a key"))


PARTS = st.text(alphabet="[]{}\"'#\\.\n ax", max_size=8)


@st.composite
def strings(draw: st.DrawFn) -> str:
    """Draw a string of one of TOML's four kinds, full of what would be structure outside it."""
    part, quote = draw(PARTS), draw(st.sampled_from(['"', "'", '"""', "'''"]))
    if len(quote) == 1:
        part = part.replace("\n", "")
    if quote[0] == "'":
        return quote + part.replace("'", "") + quote
    ends = draw(st.sampled_from(["", '"', '""'])) if len(quote) > 1 else ""
    return quote + part.replace("\\", "\\\\").replace('"', '\\"') + ends + quote


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(inside=st.lists(strings(), min_size=1, max_size=4), depth=st.integers(0, 40))
def test_only_brackets_outside_strings_count(tmp_path: Path, inside: list[str], depth: int) -> None:
    """Sixteen deep is read as TOML reads it, and seventeen is refused, whatever strings hold."""
    path = tmp_path / "key.toml"
    value = "[" * depth + ", ".join(inside if depth else inside[:1]) + "]" * depth
    body = f"schema = 1 # [[[[[[[[[[[[[[[[[\nx = {value} # ]]]]]]\ny = {inside[0]}\n"
    path.write_bytes(body.encode())
    if depth > 16:
        assert "found brackets more than 16 deep" in told(lambda: read_toml(path, "a key"))
    else:
        assert read_toml(path, "a key") == tomllib.loads(body)


@pytest.mark.parametrize(
    "text",
    [
        'x = "[[[[[[[[[[[[[[[[[[[[[["', "x = '{{{{{{{{{{{{{{{{{{{{{{'", "# " + "[" * 30,
        'x = """\n[[[[[[[[[[[[[[[[[[ \\""" [[[[[[ """""', "x = '''[[[[[[[[[[[[[[[[[[[['' ['''",
        'x = "' + "a." * 40 + '"', 'x = "' + "9" * 5_000 + '"', "x = [1.5, 2.5, 3.5" + ", 1.5" * 40 + "]",
    ],
)  # fmt: skip
def test_a_text_may_hold_what_it_likes(tmp_path: Path, text: str) -> None:
    """Brackets, dots and digits of a sentence are no structure."""
    path = tmp_path / "key.toml"
    path.write_text(f"schema = 1\n{text}\n", encoding="utf-8")
    assert read_toml(path, "a key")["schema"] == 1


@pytest.mark.parametrize("schema", ["true", "1.0", '"1"', "[1]", "2", "-1", "0x" + "f" * 9_000])
def test_the_schema_is_a_number(tmp_path: Path, schema: str) -> None:
    """True is no 1, and a newer number says to update."""
    path = tmp_path / "key.toml"
    path.write_text(f"schema = {schema}", encoding="utf-8")
    assert "found schema " in told(lambda: read_toml(path, "a key"))


@pytest.mark.parametrize("encoding", ["utf-16", "cp1256", "utf-32-be"])
def test_another_encoding_is_said(lesson: Path, encoding: str) -> None:
    """A key that an editor saved in another encoding is told how to save it."""
    path = lesson / "key.ar.toml"
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding, "replace"))
    line = told(lambda: kit.load_lesson("the-call", "ar", lesson.parent))
    assert line.startswith(f"{path}: found no readable TOML (")


def test_a_byte_order_mark_does_no_harm(lesson: Path) -> None:
    """Some editors write one at the beginning of UTF-8."""
    path = lesson / "key.en.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load(lesson).key.equals(kit.load_lesson("the-call").key)


FILES = ("article.en.md", "key.en.toml", "evidence.en.toml", "story.toml")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("kind", "found"),
    [
        pytest.param("folder", "found a folder, expected a plain file"),
        pytest.param("pipe", "found a pipe, expected a plain file", marks=POSIX),
        pytest.param("socket", "found a socket, expected a plain file", marks=POSIX),
        pytest.param("out", "found a link that leads out of its folder", marks=POSIX),
        pytest.param("device", "found a link that leads out of its folder", marks=POSIX),
        pytest.param("nowhere", "found a link that leads nowhere", marks=POSIX),
        pytest.param("circle", "found a link that leads nowhere", marks=POSIX),
        pytest.param("long", "found 20,000,000 bytes, expected at most "),
    ],
)
def test_what_is_no_plain_file_is_refused(
    lesson: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: str, found: str
) -> None:
    """Each file of a lesson: at once, and without reading what lies elsewhere."""
    path = lesson / name
    outside = Path(shutil.move(path, lesson.parent / f"outside-{name}"))
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        monkeypatch.chdir(path.parent)  # its whole path may be too long for a socket
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(name)
    elif kind == "long":
        with path.open("wb") as file:
            file.truncate(20_000_000)
    else:
        target = {"out": outside, "device": "/dev/zero", "nowhere": "no", "circle": path}[kind]
        path.symlink_to(target)
    assert told(lambda: load(lesson)).startswith(f"{path}: {found}")


@POSIX
def test_a_link_inside_the_folder_is_followed(lesson: Path) -> None:
    """A story may keep its key under another name."""
    (lesson / "key.en.toml").rename(lesson / "mine.toml")
    (lesson / "key.en.toml").symlink_to("mine.toml")
    assert load(lesson).key.equals(kit.load_lesson("the-call").key)


@POSIX
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_a_set_of_items_that_is_no_file_is_refused(tmp_path: Path, kind: str) -> None:
    """It is named, rather than told to be unknown."""
    path = tmp_path / "mine.toml"
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    for act in (
        lambda: kit.load_items("mine", "en", tmp_path),
        lambda: kit.item_bank("en", tmp_path),
    ):
        assert told(act).startswith(f"{path}: found a ")


@pytest.mark.parametrize("name", ["x" * 5_000, "\x1b[31m", "a\nb", "\0", "../the-call", "\ud800"])
def test_a_strange_name_is_unknown(tmp_path: Path, name: str) -> None:
    """Of a lesson, a set, a language or a folder: one line."""
    for act in (
        lambda: kit.load_lesson(name),
        lambda: kit.load_lesson("the-call", name),
        lambda: kit.load_lesson("the-call", "en", tmp_path / name),
        lambda: kit.load_items(name),
        lambda: kit.load_items("items-01", name),
        lambda: kit.load_items("items-01", "en", tmp_path / name),
    ):
        assert "unknown " in (line := told(act, 500)) or "found no such folder" in line


def test_every_hostile_lesson_of_a_folder_is_named_and_the_rest_is_checked(lesson: Path) -> None:
    """One line each in `kit check`, and a sound lesson beside them is still counted."""
    from kit.checks import check_kit  # noqa: PLC0415  (reads everything)

    home = lesson.parent
    broken = {
        "deep": ("key.en.toml", "schema = 1\nx = " + "[" * 100_000),
        "typed": ("story.toml", "schema = 1\ndesk = 3\nanatomy = {}\ndifficulty = true"),
        "wide": ("evidence.en.toml", "schema = 1\n" + "[[card]]\n" * 70_000),
        "steer\u202e\x1b[2J": ("key.en.toml", 'schema = 1\nstatement = "\\u001b[2J"'),
    }
    for name, (file, text) in broken.items():
        copy = Path(shutil.copytree(lesson, home / name))
        for path in copy.glob("*.ar.*"):
            path.unlink()
        (copy / file).write_text(text, encoding="utf-8")
    found = check_kit(home)
    assert found.stories["lesson_id"].tolist() == ["the-call"] * 2
    assert len(found.findings) == len(broken)
    assert all(len(line) < 400 and not ACTING.findall(line) for line in found.findings)
