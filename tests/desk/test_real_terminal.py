"""The command in a terminal of its own, which a person's keys go through."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

import kit

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

import pexpect

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = (
    "Port fire\n\n"
    "Fire spread to the port on Sunday, police said. Informed sources revealed that it was set.\n\n"
    "“It was loud,” said Ann Hill, a baker.\n"
)


def started(command: str, folder: Path) -> pexpect.spawn:
    """Start a command line in a terminal of fifty lines."""
    return pexpect.spawn(
        "/bin/sh", ["-c", command], cwd=folder, encoding="utf-8", dimensions=(50, 110), timeout=60
    )


def test_the_command_walks_in_a_real_terminal(tmp_path: Path) -> None:
    """An article is piped in, its rights are asked, and keys of the terminal decide it."""
    (tmp_path / "fire.txt").write_text(ARTICLE, encoding="utf-8")
    command = f'"{sys.executable}" -m kit lesson new - --to port < fire.txt'
    shell = started(command, tmp_path)
    shell.expect("Who published the article")
    shell.send("Harbour Post\r")
    shell.expect("Where can it be found")
    shell.send("\r")
    shell.expect("Under which licence")
    shell.send("CC0\r")
    for at in range(1, 5):
        shell.expect(f"{at} of 4")
        shell.send("\r" if at != 3 else "4")
        if at == 3:
            shell.expect("Why: It is reported here")
            shell.send("\r")
    shell.expect("4 statements decided with 23 keys")
    shell.expect(pexpect.EOF)
    shell.close()
    assert shell.exitstatus == 0
    lesson = kit.load_lesson("port", "en", tmp_path)
    assert [entry.label for entry in lesson.entries] == ["outlet", "official", "hearsay", "named"]
    assert (lesson.article_rows[0].licence, lesson.publisher) == ("CC0", "Harbour Post")


@pytest.mark.fault("learners")
def test_a_walk_that_is_interrupted_loses_nothing(tmp_path: Path) -> None:
    """Ctrl+C leaves, and the next sitting begins where that one ended."""
    (tmp_path / "fire.txt").write_text(ARTICLE, encoding="utf-8")
    command = f'"{sys.executable}" -m kit lesson new'
    shell = started(f"{command} fire.txt --to port --licence CC0", tmp_path)
    shell.expect("1 of 4")
    shell.send("\r")
    shell.expect("2 of 4")
    shell.sendintr()
    shell.expect("Kept: 1 of 4 statements decided, 2 keys so far. Go on: kit lesson new port")
    shell.expect(pexpect.EOF)
    again = started(f"{command} port", tmp_path)
    again.expect("2 of 4 · decided: 1")
    again.send("q")
    again.expect("Kept: 1 of 4 statements decided, 3 keys so far")
    again.expect(pexpect.EOF)
