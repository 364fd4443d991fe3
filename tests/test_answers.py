"""The answer log: nothing that was answered is lost, and nothing in a log is more than data."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.answers import AnswerLog, latest, log_path, read_answers
from kit.codebook import CHOICES, CONFIDENCES, LABELS
from kit.errors import AnswerError, KitWarning
from kit.frames import build, check

ROW = {
    "learner_id": "سلمى", "exercise_id": "harbour.ar", "statement_id": "harbour.ar#1", "label": "official",
    "scheme": "student", "confidence": 0.75, "text_hash": "abc",
    "answered_at": datetime(2025, 3, 4, 9, 30, tzinfo=UTC),
}  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ROWS = st.fixed_dictionaries(
    {
        "learner_id": TEXTS, "exercise_id": TEXTS, "statement_id": TEXTS, "text_hash": TEXTS,
        "confidence": st.sampled_from([None, *CONFIDENCES]),
        "answered_at": st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    }
).flatmap(
    lambda row: st.sampled_from(
        [("student", c) for c in CHOICES] + [("codebook", c) for c in LABELS]
    ).map(lambda pair: row | {"scheme": pair[0], "label": pair[1]})
)  # fmt: skip


def _same(row: dict[str, Any], found: dict[str, Any]) -> bool:
    confidence = row["confidence"]
    blank = confidence is None and math.isnan(found["confidence"])
    rest = all(found[name] == row[name] for name in row if name != "confidence")
    return rest and (blank or confidence == found["confidence"])


@settings(max_examples=60)
@given(st.lists(ROWS, min_size=1, max_size=5), st.data())
def test_what_is_appended_is_read_and_a_cut_loses_the_last_answer_at_most(
    rows: list[dict[str, Any]], data: st.DataObject
) -> None:
    """Whatever text answers hold they come back; a crash while writing costs one answer."""
    with TemporaryDirectory() as folder:
        log = AnswerLog(Path(folder) / "a" / "log.jsonl")
        for row in rows[:-1]:
            log.append(row)
        before = log.path.stat().st_size if len(rows) > 1 else 0
        log.append(rows[-1])
        found = check(log.read(), "answers").to_dict("records")
        assert len(found) == len(rows)
        assert all(map(_same, rows, found))
        assert log.notes == ()
        cut = data.draw(st.integers(before, log.path.stat().st_size))
        log.path.write_bytes(log.path.read_bytes()[:cut])
        kept = log.read().to_dict("records")
        assert len(kept) >= len(rows) - 1
        assert all(map(_same, rows, kept))
        log.append(ROW)
        assert _same(ROW, log.read().to_dict("records")[-1])


def test_a_torn_last_line_is_passed_over_and_said(tmp_path: Path) -> None:
    """Half a line at the end costs that line only, and `notes` names it."""
    log = AnswerLog(tmp_path / "log.jsonl")
    log.append(ROW)
    with log.path.open("ab") as file:
        file.write(b'{"schema": 1, "learner')
    assert len(log.read()) == 1
    assert log.notes == (f"{log.path}: line 2 is passed over: the last line is torn",)


@pytest.mark.parametrize(
    "line",
    [
        "no json", "[1]", "null", "[" * 5000, '{"schema": 2}', '{"schema": 1}',
        json.dumps({**ROW, "schema": 1, "answered_at": "yesterday"}),
        json.dumps({**ROW, "schema": 1, "answered_at": "2025-03-04T09:30:00"}),
        json.dumps({**ROW, "schema": 1, "answered_at": "2025-03-04T09:30:00Z", "label": "oficial"}),
        json.dumps({**ROW, "schema": 1, "answered_at": "2025-03-04T09:30:00Z", "scheme": "x"}),
        json.dumps({**ROW, "schema": 1, "answered_at": "2025-03-04T09:30:00Z", "confidence": 7}),
        json.dumps({**ROW, "schema": 1, "answered_at": "2025-03-04T09:30:00Z", "learner_id": ["x"]}),
        json.dumps({**ROW, "schema": 1, "answered_at": "2025-03-04T09:30:00Z", "learner_id": "\ud800"}),
    ],
)  # fmt: skip
def test_a_bad_line_in_the_middle_is_passed_over_with_its_number(tmp_path: Path, line: str) -> None:
    """A line that is no answer is named by its number, and its neighbours are read."""
    log = AnswerLog(tmp_path / "log.jsonl")
    log.append(ROW)
    with log.path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    log.append(ROW)
    assert len(log.read()) == 2
    assert [": line 2 is passed over" in note for note in log.notes] == [True]


def test_bytes_that_are_no_text_and_a_mark_at_the_start_do_no_harm(tmp_path: Path) -> None:
    """An editor's byte order mark and CRLF are fine; a line that is not UTF-8 is passed over."""
    log = AnswerLog(tmp_path / "log.jsonl")
    log.append(ROW)
    good = log.path.read_bytes().replace(b"\n", b"\r\n")
    log.path.write_bytes(b"\xef\xbb\xbf" + good + b"\xff\xfe\n" + good)
    assert len(log.read()) == 2
    assert len(log.notes) == 1


@pytest.mark.parametrize(
    "learner",
    ["سلمى", "owl-7", "../../etc/passwd", "..", "", "/abs", "C:\\x", "a\0b", "CON", "nul.txt", "x" * 400,
     "مـ" * 200, "a b", ".", "a.", "💡", "\ud800", "a\nb", "a%2Fb", "a/b"],
)  # fmt: skip
def test_any_learner_has_a_file_inside_the_folder(tmp_path: Path, learner: str) -> None:
    """No name leaves the folder, and every name makes a file that this system takes."""
    path = log_path("harbour.ar", learner, tmp_path)
    assert path.parent == tmp_path / "answers" / "harbour.ar"
    assert path.name not in {".jsonl", "..jsonl"}
    AnswerLog(path).append(ROW)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_readable_names_stay_readable() -> None:
    """Letters of any script are kept as they are."""
    assert log_path("the-call.ar", "سلمى", "x") == Path("x/answers/the-call.ar/سلمى.jsonl")


@given(st.lists(st.text(st.characters(), max_size=300), min_size=2, max_size=2, unique=True))
def test_two_learners_never_share_a_file(names: list[str]) -> None:
    """Names that differ, beyond how Unicode composes them, get files that differ."""
    first, second = (log_path("x", name, ".").name for name in names)
    assert (first == second) == (normalize("NFC", names[0]) == normalize("NFC", names[1]))


def test_an_answer_that_is_none_is_refused_before_it_reaches_the_disk(tmp_path: Path) -> None:
    """The message names the nearest label, and no file is made."""
    log = AnswerLog(tmp_path / "log.jsonl")
    with pytest.raises(AnswerError, match="did you mean 'official'"):
        log.append(ROW | {"label": "oficial"})
    with pytest.raises(AnswerError, match="confidence"):
        log.append(ROW | {"confidence": True})
    assert not log.path.exists()


def test_a_disk_that_takes_nothing_says_so(tmp_path: Path) -> None:
    """A write that fails raises one line with the path and a remedy."""
    (tmp_path / "answers").write_text("a file where a folder should be")
    log = AnswerLog(tmp_path / "answers" / "log.jsonl")
    with pytest.raises(AnswerError, match=r"cannot be written \(.+\); make room"):
        log.append(ROW)


def test_a_folder_of_logs_is_read_as_one_and_bad_lines_are_warned_of(tmp_path: Path) -> None:
    """A class's folder gives one frame."""
    for learner in ("owl-7", "fox-3"):
        AnswerLog(log_path("harbour.ar", learner, tmp_path)).append(ROW | {"learner_id": learner})
    assert sorted(read_answers(tmp_path)["learner_id"]) == ["fox-3", "owl-7"]
    log_path("harbour.ar", "owl-7", tmp_path).write_text("torn")
    with pytest.warns(KitWarning, match=r"owl-7\.jsonl: line 1"):
        assert len(read_answers(tmp_path)) == 1


def test_a_missing_or_empty_place_is_an_error(tmp_path: Path) -> None:
    """A class without answers is more likely a wrong path."""
    with pytest.raises(AnswerError, match="found no answer logs"):
        read_answers(tmp_path)
    with pytest.raises(AnswerError, match="found no such file"):
        read_answers(tmp_path / "nothing.jsonl")
    assert AnswerLog(tmp_path / "nothing.jsonl").read().empty


def test_latest_keeps_the_last_choice_by_time_and_leaves_its_argument_alone() -> None:
    """A restored copy may stand after a newer choice; the clock decides, then the order."""
    hour = timedelta(hours=1)
    rows = [
        ROW | {"label": "named", "answered_at": ROW["answered_at"] + hour},
        ROW | {"label": "outlet"},
        ROW | {"statement_id": "harbour.ar#2", "label": "named"},
        ROW | {"statement_id": "harbour.ar#2", "label": "official"},
    ]
    frame = build("answers", rows)
    copy = frame.copy(deep=True)
    assert list(latest(frame)["label"]) == ["named", "official"]
    assert frame.equals(copy)
