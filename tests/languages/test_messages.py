"""Tables of what the kit says: one name and one sentence a line, and errors that name the line."""

from pathlib import Path

import pytest

from kit.core.errors import LexiconError
from kit.languages.messages import read_messages


def table(folder: Path, text: str) -> Path:
    """Write a table of messages."""
    path = folder / "words.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_names_and_sentences_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    """Comments and empty lines are passed over."""
    path = table(tmp_path, "# what is asked\nname\tName\n\nask\tWho says so?\n")
    assert list(read_messages(path).items()) == [("name", "Name"), ("ask", "Who says so?")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name\tName\nask Who?\n", r"words.tsv:2: found 'ask Who\?', expected a name, one tab"),
        ("name\tName\tNom\n", "words.tsv:1: found .* expected a name, one tab and a sentence"),
        ("# first\n\tName\n", "words.tsv:2: found .* expected a name, one tab and a sentence"),
        ("name\t\n", "words.tsv:1: found .* expected a name, one tab and a sentence"),
        ("a\tOne\na\tTwo\n", "words.tsv:2: found a second 'a', expected each name once"),
        ("# nothing\n", "words.tsv: found no messages"),
    ],
)
def test_a_bad_table_names_file_line_and_reason(tmp_path: Path, text: str, told: str) -> None:
    """A line that is no name and sentence, a name that stands twice, and an empty table."""
    with pytest.raises(LexiconError, match=told):
        read_messages(table(tmp_path, text))


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The path is in the message."""
    with pytest.raises(LexiconError, match=r"none\.tsv: found no readable table"):
        read_messages(tmp_path / "none.tsv")
