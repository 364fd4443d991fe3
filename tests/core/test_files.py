"""Plain files, and what only looks like one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kit.core.errors import ArticleError, LessonError
from kit.core.files import open_plain, read_plain

pytestmark = pytest.mark.fault("hostile")

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file of eight bytes."""
    (tmp_path / "a.txt").write_bytes(b"12345678")
    return tmp_path / "a.txt"


def test_a_plain_file_is_read(file: Path) -> None:
    """As it stands, up to the limit and with it."""
    assert read_plain(file, 8, LessonError) == b"12345678"
    with open_plain(file, 8, LessonError) as opened:
        assert opened.read(3) == b"123"


def test_a_longer_file_is_refused(file: Path) -> None:
    """With both sizes, as the error that was asked for."""
    with pytest.raises(ArticleError) as caught:
        read_plain(file, 7, ArticleError)
    assert str(caught.value) == (
        f"{file}: found 8 bytes, expected at most 7; shorten it, or split it into several"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no /proc")
def test_a_file_that_tells_no_size_is_read_no_further_than_the_limit() -> None:
    """As the system's own files do, which say that they are empty."""
    path = Path("/proc/self/status")
    with pytest.raises(LessonError, match="found 11 bytes, expected at most 10; "):
        read_plain(path, 10, LessonError)


def test_a_missing_file_is_left_to_the_caller(tmp_path: Path) -> None:
    """Who asks for it knows what it was for."""
    with pytest.raises(FileNotFoundError):
        read_plain(tmp_path / "no", 8, LessonError)


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("a folder", ""),
        pytest.param("a pipe", "pipe", marks=POSIX),
        pytest.param("a device", "/dev/zero", marks=POSIX),
        pytest.param("a device", "/dev/null", marks=POSIX),
        pytest.param("a device", "link", marks=POSIX),
    ],
)
def test_what_is_no_file_is_named(tmp_path: Path, kind: str, path: str) -> None:
    """And not waited for."""
    if path == "pipe":
        os.mkfifo(tmp_path / path)
    if path == "link":
        (tmp_path / path).symlink_to("/dev/zero")
    place = tmp_path / path
    with pytest.raises(LessonError) as caught:
        read_plain(place, 8, LessonError)
    assert str(caught.value) == f"{place}: found {kind}, expected a plain file; put one there"


@POSIX
@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("../a.txt", "found a link that leads out of its folder, expected a file; put a copy"),
        ("out/a.txt", "found a link that leads out of its folder, expected a file; put a copy"),
        ("/etc/hostname", "found a link that leads out of its folder, expected a file; put a copy"),
        ("no", "found a link that leads nowhere, expected a file; put the file there"),
        ("link", "found a link that leads nowhere, expected a file; put the file there"),
    ],
)
def test_a_link_may_not_lead_out(file: Path, target: str, said: str) -> None:
    """Not by way of another link either; without a folder to stay within any file will do."""
    home = file.parent / "home"
    home.mkdir()
    (home / "out").symlink_to("..")
    link = home / "link"
    link.symlink_to(target)
    with pytest.raises(LessonError) as caught:
        read_plain(link, 100_000, LessonError, within=home)
    assert str(caught.value).startswith(f"{link}: {said}")
    if "a.txt" in target:
        assert read_plain(link, 8, LessonError) == b"12345678"


@POSIX
def test_a_link_within_is_followed(file: Path) -> None:
    """Also where the folder itself is reached by a link."""
    (file.parent / "link").symlink_to("a.txt")
    (file.parent / "round").symlink_to(".")
    place = file.parent / "round"
    assert read_plain(place / "link", 8, LessonError, within=place) == b"12345678"
