"""A second reader of one's own lesson: what a colleague gets, and what both readings say."""

from __future__ import annotations

import csv
import io
import math
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import kit
from kit import cli
from kit.articles.files import article_from_text
from kit.desk.checking import lacks
from kit.desk.making import make_all
from kit.desk.screen import Screen
from kit.desk.second import compare, keep_codings, side_by_side, write_for_colleague
from kit.desk.session import Session
from kit.desk.store import Store
from kit.desk.terminal import Walk
from kit.lessons.writing import article_text, cards_text, key_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ARTICLE = (
    "Port fire\n\n"
    "Fire spread to the port on Sunday, police said. Informed sources revealed that it was set.\n\n"
    "“It was loud,” said Ann Hill, a baker.\n"
)
KEY = ["outlet", "official", "unnamed", "named"]


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Return a finished lesson of four statements."""
    store = Store(tmp_path / "port", "en")
    found = Session(store, store.begin(article_from_text(ARTICLE, "en")))
    while not found.draft.is_done:
        found.do("accept")
    return found


def filled(session: Session, folder: Path, name: str, labels: Sequence[str]) -> Path:
    """Fill in a colleague's sheet, and save it under the colleague's name."""
    table, _ = write_for_colleague(session.draft.lesson(), folder / name)
    rows = list(csv.reader(io.StringIO(table.read_text("utf-8-sig"), newline="")))
    at = rows[0].index("Label")
    for row, label in zip(rows[1:], labels, strict=True):
        row[at] = label
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def run(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    """Run `kit lesson ...` and return its exit code."""
    monkeypatch.setattr(sys, "argv", ["kit", "lesson", *map(str, words)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    return int(left.value.code or 0)


def test_a_colleague_gets_the_text_and_nothing_of_the_key(session: Session, tmp_path: Path) -> None:
    """Every statement stands in both files; no label is filled in, and no reason is told."""
    table, page = write_for_colleague(session.draft.lesson(), tmp_path / "out")
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"), newline="")))
    assert [row["Statement"] for row in rows] == [one.text for one in session.draft.statements]
    assert {row["Label"] for row in rows} == {""}
    told = table.read_text("utf-8") + page.read_text("utf-8")
    assert [one.reason_en for one in session.draft.entries if one.reason_en in told] == []


def test_readers_who_agree_are_told_so(session: Session, tmp_path: Path) -> None:
    """Alpha is one, and there is nothing to talk about."""
    path = filled(session, tmp_path, "mona", KEY)
    found = compare(session.draft.lesson(), [path])
    assert (found.coders, found.shared, found.disagreements) == (("author", "mona"), 4, ())
    assert (found.alpha, found.low, found.high) == (1.0, 1.0, 1.0)


def test_what_differs_stands_side_by_side(session: Session, tmp_path: Path) -> None:
    """In reading order, with everybody's label; empty cells are no readings."""
    mona = filled(session, tmp_path, "mona", ["outlet", "named", "unnamed", "hearsay"])
    omar = filled(session, tmp_path, "omar", ["", "● ", "hearsay", "named"])
    found = compare(session.draft.lesson(), [mona, omar])
    assert [one.at for one in found.disagreements] == [1, 2, 3]
    assert side_by_side(found.disagreements[0], "en") == (
        "the key: ● Official · mona: ■ Named source · omar: ● Official"
    )
    assert 0 < found.alpha < 1
    assert found.low <= found.alpha <= found.high


def test_one_label_alone_says_nothing_about_agreement(tmp_path: Path) -> None:
    """No figure is made up."""
    store = Store(tmp_path / "one", "en")
    session = Session(store, store.begin(article_from_text("Police said no.", "en")))
    session.do("accept")
    path = filled(session, tmp_path, "mona", [session.draft.entry.label])
    assert math.isnan(compare(session.draft.lesson(), [path]).alpha)


def test_a_disagreement_that_is_decided_does_not_come_back(
    session: Session, tmp_path: Path
) -> None:
    """Where both labels count, the key says so by `accept`, and stays a key at every step."""
    path = filled(session, tmp_path, "mona", ["outlet", "named", "unnamed", "hearsay"])
    lesson = session.draft.lesson()
    found = compare(lesson, [path])
    open_ = {one.at for one in found.disagreements}
    store = Store(session.store.folder, "en", revising=True)
    draft = replace(session.draft, decided=tuple(at not in open_ for at in range(4)), at=1)
    shown: list[str] = []
    sent = iter(["a", "2", "enter", "leave"])
    walk = Walk(Screen("en", 100, terminal=False), lambda: next(sent), shown.append, terminal=False)
    notes = {one.at: f"Another reader: {side_by_side(one, 'en')}" for one in found.disagreements}
    walk.through(Session(store, draft), notes)
    assert "Another reader: the key: ● Official · mona: ■ Named source" in shown[0]
    again = kit.load_lesson("port", "en", tmp_path)
    assert [entry.accept for entry in again.entries] == [(), ("named",), (), ()]
    assert [one.at for one in compare(again, [path]).disagreements] == [3]
    assert not store.draft.exists()


def test_the_commands_write_compare_and_check(
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """From the sheet for a colleague to what is still lacking."""
    home = session.store.folder
    assert run(monkeypatch, "code", home) == 0
    *files, told = capsys.readouterr().out.splitlines()
    assert files == [str(home / "second-reader" / f"sheet.en.{kind}") for kind in ("csv", "md")]
    assert told.endswith(f"Then: kit lesson compare {home} {files[0]}")
    path = filled(session, tmp_path, "mona", ["outlet", "named", "unnamed", "named"])
    assert run(monkeypatch, "compare", home, path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(
        "2 readers, 4 statements read by two or more, alpha 0.70 (95 % interval: "
    )
    assert lines[1:] == [
        "2  Fire spread to the port on Sunday, police said.",
        "   the key: ● Official · mona: ■ Named source",
    ]
    kept = (home / "codings.en.tsv").read_text("utf-8").splitlines()
    assert (kept[0], len(kept)) == ("unit\tcoder\tlabel", 9)
    assert run(monkeypatch, "check", home) == 1
    assert "Needed: nobody has said under which licence" in capsys.readouterr().out


@pytest.mark.fault("loading")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code,label\nx,offical\n", "unknown label 'offical'"),
        ("a,b\n1,2\n", "expected one called 'Code'"),
    ],
)
def test_a_sheet_that_will_not_do_is_named(
    session: Session, tmp_path: Path, text: str, said: str
) -> None:
    """In one line, with what to do."""
    path = tmp_path / "mona.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(kit.AnswerError, match=said):
        compare(session.draft.lesson(), [path])


@pytest.mark.fault("loading")
def test_a_sheet_of_another_text_is_no_reading(session: Session, tmp_path: Path) -> None:
    """Its codes are those of other statements: that is told, and nothing is taken."""
    path = tmp_path / "mona.csv"
    path.write_text("code,label\nx,official\n", encoding="utf-8")
    warned = pytest.warns(kit.KitWarning, match="found 1 codes that no statement")
    with warned, pytest.raises(kit.AnswerError, match="found no reading, expected labels"):
        compare(session.draft.lesson(), [path])


def test_an_unfinished_key_is_not_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the check says how many statements are open, and how to go on."""
    store = Store(tmp_path / "port", "en")
    store.begin(article_from_text(ARTICLE, "en"))
    assert run(monkeypatch, "compare", store.folder, tmp_path / "mona.csv") == 1
    assert "found a key that is not finished" in capsys.readouterr().err
    assert run(monkeypatch, "check", store.folder) == 1
    said = "Needed: 4 statements are not decided yet. Go on: kit lesson new {}\n"
    assert capsys.readouterr().out == said.format(store.folder)


def test_a_lesson_that_lacks_nothing_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With licence, publisher, cards, hints, story and a second reader; a kit's own story has most."""
    source = kit.load_lesson("the-bridge")
    home = tmp_path / "bridge"
    home.mkdir()
    store = Store(home, "en")
    store.article.write_text(article_text(source.article_rows[0]), "utf-8")
    store.key.write_text(key_text(source.statement_rows, source.entries), "utf-8")
    store.evidence.write_text(cards_text(source.cards, source.statement_rows), "utf-8")
    said = [one.said for one in lacks(store, "en")]
    assert [words.partition(":")[0].partition(";")[0] for words in said] == [
        "No second reader has read it yet",
        "Nobody has said desk, anatomy and difficulty",
        "What the class needs is not made yet, or older than the key",
    ]
    (home / "story.toml").write_text(
        'schema = 1\ndesk = "local"\nanatomy = "denial"\ndifficulty = 1\n', "utf-8"
    )
    session = Session(store, *store.load())
    lesson = session.draft.lesson()
    keep_codings(
        compare(lesson, [filled(session, tmp_path, "mona", list(lesson.key["label"]))]), home, "en"
    )
    assert all(not isinstance(one, Exception) for one in make_all(lesson, home))
    assert run(monkeypatch, "check", home) == 0
    assert capsys.readouterr().out == "Nothing is lacking.\n"
