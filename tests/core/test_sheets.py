"""Frames go to CSV and come back whole, and no cell of them is a formula."""

from __future__ import annotations

import csv
import io
import types
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import kit
from kit.core import rows
from kit.core.frames import COLUMNS, ROWS, build
from kit.core.sheets import bare, guarded

pytestmark = pytest.mark.fault("output")

HARD = (
    "", "NA", "nan", "None", "null", "007", "1e5", "TRUE", "قال الوزير: «نعم»", 'He said "no", then',
    "two\nlines", "dos\r\nstyle", "lone\rcr", "\r", "\n", "\t", " ", "a;b", "a\tb", "'Tis", "''", "'",
    "=1+1", "'=1+1", "''=1+1", "+44 20", "-5", "- he said", "@home", "\t=1", "\r=1", "＝1", " =1",
    "\u202e12\u202c", "\ufeffx", "\x00", "🙂", "x" * 200_000, "2026-03-01", "[1]", "('a',)",
)  # fmt: skip
"""Texts that one program or another takes for something else."""
FORMULAS = [
    one for one in HARD if one.lstrip("' ")[:1] in tuple("=+-@\t\r＝＋－＠") and one.strip("' ")
]
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    HARD[:-5]
)


def values(kind: object, column: str) -> st.SearchStrategy[Any]:
    """Return whatever a column of a row may hold."""
    if get_origin(kind) is Annotated:
        return st.sampled_from(get_args(kind)[1].allowed)
    if get_origin(kind) is types.UnionType:
        return st.none() | values(get_args(kind)[0], column)
    if kind is float:
        return st.floats(0, 1)
    if kind is datetime:
        zones = st.sampled_from([UTC, timezone(timedelta(hours=3)), timezone(timedelta(hours=-5))])
        return st.datetimes(
            *map(datetime.fromisoformat, ("1990-01-01", "2100-01-01")), timezones=zones
        )
    if get_origin(kind) is tuple:
        spans = st.tuples(ANY_TEXT, st.integers(0, 99), st.integers(0, 99))
        one = ANY_TEXT | spans if column == "given" else ANY_TEXT
        return st.lists(one, max_size=3).map(tuple)
    whole = st.integers(-(2**63), 2**63 - 1)
    return {str: ANY_TEXT, int: whole, bool: st.booleans()}[kind]  # type: ignore[index]


def frames(name: str) -> st.SearchStrategy[pd.DataFrame]:
    """Return any sound frame of a kind."""
    hints = get_type_hints(ROWS[name], {**vars(rows), "datetime": datetime}, include_extras=True)
    row = st.fixed_dictionaries({column: values(hints[column], column) for column in COLUMNS[name]})
    return st.lists(row, max_size=4).map(lambda made: build(name, made))


def there_and_back(frame: pd.DataFrame, name: str, *, excel: bool = False) -> pd.DataFrame:
    """Return a frame as it is read after it was written."""
    with TemporaryDirectory() as folder:
        return kit.read_frame(kit.write_frame(frame, Path(folder, "a.csv"), excel=excel), name)


@pytest.mark.parametrize("excel", [False, True])
@pytest.mark.parametrize("name", ROWS)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_any_frame_comes_back_as_it_was(name: str, excel: bool, data: st.DataObject) -> None:  # noqa: FBT001  (a parameter of pytest)
    """Values and dtypes of every column of every kind of frame."""
    frame = data.draw(frames(name))
    assert_frame_equal(there_and_back(frame, name, excel=excel), frame)


@pytest.mark.parametrize("text", HARD, ids=lambda t: ascii(t)[:24])
def test_each_hard_text_comes_back(text: str) -> None:
    """As an article's text, and inside a list."""
    articles = build("articles", [rows.Article("a", "en", title=text, text=text)])
    assert_frame_equal(there_and_back(articles, "articles"), articles)
    assert bare(guarded(text)) == text


def cells(path: Path) -> list[list[str]]:
    """Return the cells of a CSV file."""
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("excel", [False, True])
@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_no_cell_is_a_formula(tmp_path: Path, text: str, excel: bool) -> None:  # noqa: FBT001  (a parameter of pytest)
    """Whatever a spreadsheet would reckon out is a text that begins with an apostrophe."""
    frame = pd.DataFrame({text: [text], "points": [-1.5], "at": [-1]})
    written = cells(kit.write_frame(frame, tmp_path / "a.csv", excel=excel))
    assert written == [[f"'{text}", "points", "at"], [f"'{text}", "-1.5", "-1"]]


@pytest.mark.parametrize(
    "text", ["'Tis", "a=b", "1-2", "é@é", "—", "– he said", "\u200fقال", "«+5»"]
)
def test_other_texts_are_written_as_they_are(tmp_path: Path, text: str) -> None:
    """No apostrophe stands where none is needed."""
    path = kit.write_frame(pd.DataFrame({"x": [text]}), tmp_path / "a.csv")
    assert cells(path) == [["x"], [text]]


def test_the_mark_of_utf8_stands_where_it_is_asked_for(tmp_path: Path) -> None:
    """Excel needs it; other programs do not."""
    frame = kit.explain("قال الوزير إن السد سليم.").labels
    assert (
        kit.write_frame(frame, tmp_path / "a.csv", excel=True).read_bytes()[:3] == b"\xef\xbb\xbf"
    )
    assert kit.write_frame(frame, tmp_path / "a.csv").read_bytes()[:10] == b"article_id"


def answers() -> pd.DataFrame:
    """Return one answer."""
    row = {
        "learner_id": "owl", "exercise_id": "the-call.en", "statement_id": "the-call.en#1",
        "label": "official", "scheme": "student", "given": (), "confidence": None,
        "answered_at": datetime(2026, 3, 1, 10, tzinfo=UTC), "text_hash": "123456789012",
    }  # fmt: skip
    return build("answers", [row])


@pytest.mark.parametrize("zone", ["Asia/Beirut", "America/New_York", "UTC"])
@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_times_of_other_zones_become_utc(zone: str, unit: str) -> None:
    """In a file, and in a frame that goes to be scored."""
    there = answers()
    there["answered_at"] = there["answered_at"].dt.tz_convert(zone).dt.as_unit(unit)
    assert_frame_equal(there_and_back(there, "answers"), answers())
    lesson = kit.load_lesson("the-call", "en")
    scored = kit.score(there.assign(text_hash=""), lesson)
    assert_frame_equal(scored, kit.score(answers().assign(text_hash=""), lesson))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(",", ";"),
        lambda text: text.replace(",", "\t"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text + "\n\n",
        lambda text: text.replace("()", "[]"),
        lambda text: text.replace("+00:00", "Z"),
        lambda text: text.replace("10:00:00+00:00", "13:00:00+03:00"),
        lambda text: text.replace("+00:00", ""),
        lambda text: "\ufeff" + text,
    ],
)  # fmt: skip
def test_what_other_programs_write_is_read(tmp_path: Path, change: Any) -> None:  # noqa: ANN401  (a function)
    """Pandas and spreadsheets part cells, end lines and write lists and times in their own ways."""
    written = answers().to_csv(index=False)
    (tmp_path / "a.csv").write_bytes(change(written).encode())
    assert_frame_equal(kit.read_frame(tmp_path / "a.csv", "answers"), answers())


def test_a_spreadsheet_s_own_ways_are_read(tmp_path: Path) -> None:
    """UTF-16 with tabs, TRUE, 3.0 for 3, and an offset left empty."""
    labels = kit.explain("The dam is safe, the minister said. Nobody asked.").labels
    text = kit.write_frame(labels, tmp_path / "a.csv").read_text(encoding="utf-8")
    table = [list(row) for row in csv.reader(io.StringIO(text))]
    at = [table[0].index(name) for name in ("start", "source_start", "carried")]
    for row in table[1:]:
        row[at[0]] += ".0"
        row[at[1]] = "" if row[at[1]] == "-1" else row[at[1]]
        row[at[2]] = row[at[2]].upper()
    page = io.StringIO()
    csv.writer(page, delimiter="\t").writerows(table)
    (tmp_path / "b.csv").write_bytes(page.getvalue().encode("utf-16"))
    assert_frame_equal(kit.read_frame(tmp_path / "b.csv", "suggestions"), labels)


def test_columns_of_a_teacher_s_own_come_back_as_texts(tmp_path: Path) -> None:
    """What a frame of the kit has keeps its dtype, in whatever frame it stands."""
    bank = kit.item_bank("en").head(3).assign(mine=["007", "=x", ""])
    back = kit.read_frame(kit.write_frame(bank, tmp_path / "a.csv"), "items")
    assert_frame_equal(back[bank.columns], bank.astype({"mine": "str"}))


def test_the_index_is_kept_where_it_says_something(tmp_path: Path) -> None:
    """Names of rows are a column; numbers of rows are not."""
    named = pd.DataFrame({"n": [1]}, index=["official"])
    assert cells(kit.write_frame(named, tmp_path / "a.csv")) == [["index", "n"], ["official", "1"]]
    chosen = pd.DataFrame({"n": [1, 2]}).iloc[[1]]
    assert cells(kit.write_frame(chosen, tmp_path / "a.csv")) == [["n"], ["2"]]


def test_an_answer_goes_to_a_file_and_back_to_be_scored(tmp_path: Path) -> None:
    """A CSV read in the way of pandas is refused with what to do; read by the kit it is scored."""
    lesson = kit.load_lesson("the-call", "en")
    path = kit.write_frame(answers().assign(text_hash=lesson.text_hash), tmp_path / "a.csv")
    with pytest.raises(kit.FrameError, match=r"kit\.read_frame\(path, 'answers'\).*read_answers"):
        kit.score(pd.read_csv(path), lesson)
    assert len(kit.score(kit.read_frame(path, "answers"), lesson)) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", r"answers: found no column 'learner_id'"),
        (b"x,y\n1,2\n", r"answers: found no column 'learner_id' \(columns: x, y\)"),
        (b"x,y\n1\n", r"line 2: found 1 cells, expected 2, as in line 1"),
        ("learner_id\nقال\n".encode("cp1256"), r"found bytes that are no UTF-8.*CSV UTF-8"),
        (b'x,"y\n1,2\n', r"found no CSV"),
        (b"given\n(((\n", r"line 2: answers.given: found '\(\(\(', expected a list such as"),
        (b"given\n" + b"[" * 9999 + b"\n", r"line 2: answers.given: found '\[\[\[.*…', expected"),
        (b"given\n3\n", r"line 2: answers.given: found '3', expected a list"),
        (b"confidence\nhigh\n", r"line 2: answers.confidence: found 'high', expected a number"),
        (b"answered_at\nx\n1.3.26\n", r"line 2: answers.answered_at: found 'x', expected a time"),
        (b"start\n1.5\n", r"line 2: answers.start: found '1.5', expected a whole number"),
        (b"carried\nmaybe\n", r"line 2: answers.carried: found 'maybe', expected true or false"),
    ],
)  # fmt: skip
def test_what_is_no_frame_is_told_in_one_line(tmp_path: Path, data: bytes, said: str) -> None:
    """File, line, column, what was found and what was expected."""
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(kit.FrameError, match=said) as it:
        kit.read_frame(tmp_path / "a.csv", "answers")
    assert len(str(it.value).splitlines()) == 1


def test_files_that_are_not_there_and_unknown_frames_are_told(tmp_path: Path) -> None:
    """A name gets its nearest match."""
    with pytest.raises(kit.FrameError, match="found no readable file"):
        kit.read_frame(tmp_path / "none.csv", "answers")
    with pytest.raises(kit.FrameError, match=r"unknown frame 'answer'.*did you mean 'answers'"):
        kit.read_frame(tmp_path / "none.csv", "answer")
    with pytest.raises(kit.FrameError, match="cannot be written"):
        kit.write_frame(answers(), tmp_path / "none" / "a.csv")
    with pytest.raises(kit.FrameError, match="found str, expected a DataFrame"):
        kit.write_frame("x", tmp_path / "a.csv")  # type: ignore[arg-type]


def test_half_a_character_is_written_as_a_sign_that_stands_for_it(tmp_path: Path) -> None:
    """No file can hold a lone surrogate."""
    frame = pd.DataFrame({"x": ["a\ud800b"], "y": [("\udc00",)]}, dtype=object)
    assert cells(kit.write_frame(frame, tmp_path / "a.csv"))[1] == ["a\ufffdb", '["\ufffd"]']
