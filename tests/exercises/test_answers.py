"""The answer log: nothing that was answered is lost, and nothing in a log is more than data."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.core.codebook import CHOICES, CONFIDENCES, LABELS
from kit.core.errors import AnswerError, KitWarning
from kit.core.frames import build, check
from kit.core.names import tidy_name
from kit.exercises.lines import Columns
from kit.exercises.log import AnswerLog, first_answers, log_path, read_answers

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
    row = row | {"learner_id": tidy_name(row["learner_id"])}
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
        "no json", "[1]", "null", "[" * 5000, '{"schema": 2}', '{"schema": 1}', '{"schema": true}',
        json.dumps({**ROW, "schema": 3, "answered_at": "2025-03-04T09:30:00Z"}),
        json.dumps({**ROW, "schema": 2, "answered_at": "2025-03-04T09:30:00Z"}),
        json.dumps({**ROW, "schema": 2, "answered_at": "2025-03-04T09:30:00Z", "checksum": 7}),
        json.dumps({**ROW, "schema": 1, "answered_at": "2025-03-04T09:30:00Z", "round": 0}),
        json.dumps({**ROW, "schema": 1, "answered_at": "2025-03-04T09:30:00Z", "attempt": 1.0}),
        json.dumps({**ROW, "schema": 1, "answered_at": "0001-01-01T00:00:00+23:59"}),
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
    """Names that differ in what can be seen get files that differ."""
    first, second = (log_path("x", name, ".").name for name in names)
    assert (first == second) == (tidy_name(names[0]) == tidy_name(names[1]))


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


def test_the_first_answer_in_the_log_counts_whatever_its_clock_round_or_scheme() -> None:
    """A clock may be wrong, and what came later changes nothing; the caller's frame stays as it is."""
    hour = timedelta(hours=1)
    rows = [
        ROW | {"label": "named", "answered_at": ROW["answered_at"] + hour},
        ROW | {"label": "outlet"},
        ROW | {"statement_id": "harbour.ar#2", "label": "named"},
        ROW | {"statement_id": "harbour.ar#2", "label": "outlet", "round": 2},
        ROW | {"statement_id": "harbour.ar#2", "label": "hearsay", "scheme": "codebook"},
        ROW | {"statement_id": "harbour.ar#2", "label": "official", "attempt": 2},
        ROW | {"learner_id": " سلمى\u200f", "statement_id": "harbour.ar#2", "label": "official"},
    ]
    frame = build("answers", rows)
    copy = frame.copy(deep=True)
    assert list(first_answers(frame)["label"]) == ["named", "named"]
    assert frame.equals(copy)


def test_answers_without_rounds_belong_to_the_first() -> None:
    """A frame made by hand, or of logs that had no rounds yet, needs no such columns."""
    frame = build("answers", [ROW, ROW | {"label": "outlet"}]).drop(columns=["round", "attempt"])
    assert list(first_answers(frame)["label"]) == ["official"]


OPEN = ROW | {"label": "", "scheme": "text"}
GIVEN: list[tuple[Any, ...]] = [
    (), ("",), ("The council says so.",), ("قالت البلدية ذلك.", "ربما"), ("💡\n\t\u202e",),
    (("source", 0, 4),), (("source", 0, 4), ("cue", 5, 9), ("hedge", 9, 10)),
]  # fmt: skip
NO_GIVEN: list[object] = [
    None, "text", 7, {"a": 1}, b"bytes", [None], [7], [True], [["source", 0]], [["source", 0, 4, 5]],
    [[0, 1, "source"]], [["source", "0", 4]], [["source", 0.0, 4]], [["source", False, 4]],
    [["source", 0, True]], [["source", 4, 4]], [["source", 5, 4]], [["source", -1, 4]], [[None, 0, 4]],
    ["fine", ["source", 4, 4]], [["a", ["b"], 4]], [{"kind": "source"}], ["\ud800"], [[["source", 0, 4]]],
]  # fmt: skip


def a_line(**changes: object) -> bytes:
    """Make a line of a log as it was written before lines had a checksum."""
    row = {**OPEN, "schema": 1, "answered_at": "2025-03-04T09:30:00+00:00", "given": []} | changes
    return json.dumps(row).encode() + b"\n"


@pytest.mark.parametrize("given", GIVEN)
def test_what_no_label_can_say_comes_back_as_it_was_given(
    tmp_path: Path, given: tuple[Any, ...]
) -> None:
    """Texts and marks are read as tuples, whether they were handed over as tuples or as lists."""
    log = AnswerLog(tmp_path / "log.jsonl")
    log.append(OPEN | {"given": given})
    log.append(OPEN | {"given": [list(g) if isinstance(g, tuple) else g for g in given]})
    assert [given, given] == check(log.read(), "answers")["given"].tolist()
    assert log.notes == ()


def test_an_answer_without_an_open_part_has_an_empty_one(tmp_path: Path) -> None:
    """Rows and lines that say nothing of `given` are answers by their label alone."""
    log = AnswerLog(tmp_path / "log.jsonl")
    log.append(ROW)
    line = json.loads(a_line())
    del line["given"]
    with log.path.open("ab") as file:
        file.write(json.dumps(line).encode() + b"\n")
    assert log.read()["given"].tolist() == [(), ()]


@pytest.mark.parametrize("given", NO_GIVEN)
def test_an_open_part_of_another_kind_is_refused_before_it_reaches_the_disk(
    tmp_path: Path, given: object
) -> None:
    """Only texts and marks of (kind, start, end) are kept; the message says so, or why not."""
    log = AnswerLog(tmp_path / "log.jsonl")
    with pytest.raises(AnswerError, match="an answer cannot be kept: "):
        log.append(OPEN | {"given": given})
    assert not log.path.exists()


@pytest.mark.parametrize("given", [one for one in NO_GIVEN if not isinstance(one, bytes)])
def test_a_line_whose_open_part_is_of_another_kind_is_passed_over(given: object) -> None:
    """A line edited by hand costs itself, and its neighbours are read."""
    good = a_line(given=["one"])
    found = Columns()
    found.read([good, a_line(given=given), good], "log")
    assert [row.given for row in found.rows()] == [("one",), ("one",)]
    assert [note.startswith("log: line 2 is passed over: found ") for note in found.notes] == [True]


def test_an_open_part_has_a_largest_size(tmp_path: Path) -> None:
    """100,000 letters as JSON are kept and one more is refused, so that no answer fills a disk."""
    log = AnswerLog(tmp_path / "log.jsonl")
    most = "x" * (100_000 - len(json.dumps([""])))
    log.append(OPEN | {"given": (most,)})
    assert [(most,)] == log.read()["given"].tolist()
    with pytest.raises(AnswerError, match="given = 100001 letters, expected 100000 at most"):
        log.append(OPEN | {"given": (most + "x",)})
    assert len(log.read()) == 1
    found = Columns()
    found.read([a_line(given=[most + "x"])], "log")
    assert len(found) == 0


MARKS = st.tuples(TEXTS, st.integers(0, 2**70), st.integers(1, 2**70)).map(
    lambda mark: (mark[0], mark[1], mark[1] + mark[2])
)


@settings(max_examples=60)
@given(st.lists(st.one_of(TEXTS, MARKS), max_size=6))
def test_any_texts_and_marks_come_back(parts: list[Any]) -> None:
    """Whatever letters and places they hold, texts and marks survive the log."""
    with TemporaryDirectory() as folder:
        log = AnswerLog(Path(folder) / "log.jsonl")
        log.append(OPEN | {"given": parts})
        assert [tuple(parts)] == log.read()["given"].tolist()


@settings(max_examples=200)
@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(st.text(), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_any_open_part_is_kept_as_it_is_or_refused(value: object) -> None:
    """No value slips into a log that would come back as another one, or not at all."""
    with TemporaryDirectory() as folder:
        log = AnswerLog(Path(folder) / "log.jsonl")
        try:
            log.append(OPEN | {"given": value})
        except AnswerError:
            assert not log.path.exists()
            return
        assert isinstance(value, list)
        expected = tuple(tuple(part) if isinstance(part, list) else part for part in value)
        assert [expected] == log.read()["given"].tolist()


def test_several_answers_are_kept_in_their_order(tmp_path: Path) -> None:
    """What is committed together stands together, one line each."""
    log = AnswerLog(tmp_path / "log.jsonl")
    log.extend(ROW | {"statement_id": f"harbour.ar#{at}"} for at in (3, 1, 2))
    expected = ["harbour.ar#3", "harbour.ar#1", "harbour.ar#2"]
    assert expected == log.read()["statement_id"].tolist()
    assert log.path.read_bytes().count(b"\n") == 3


def test_of_several_answers_all_are_kept_or_none(tmp_path: Path) -> None:
    """One that is no answer keeps the others from the disk, so that they can be sent again."""
    log = AnswerLog(tmp_path / "log.jsonl")
    with pytest.raises(AnswerError, match="did you mean 'official'"):
        log.extend([ROW, ROW | {"label": "oficial"}, ROW])
    assert not log.path.exists()
    log.append(ROW)
    before = log.path.read_bytes()
    with pytest.raises(AnswerError, match="given"):
        log.extend([ROW, ROW | {"given": [7]}])
    assert before == log.path.read_bytes()


@pytest.mark.fault("learners")
def test_a_disk_that_fills_up_is_said_and_takes_nothing_out_of_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where an answer did not reach the disk for certain it is an error; what stood there stands."""
    log = AnswerLog(tmp_path / "log.jsonl")
    log.append(ROW)
    before = log.path.read_bytes()

    def full(number: int) -> None:  # noqa: ARG001  (as fsync has it)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("kit.exercises.log.os.fsync", full)
        with pytest.raises(AnswerError, match=r"cannot be written \(No space left on device\)"):
            log.extend([ROW, ROW])
    assert log.path.read_bytes().startswith(before)
    assert log.changed()
    log.append(ROW | {"label": "named"})
    assert log.read()["label"].tolist()[-1] == "named"
    assert log.notes == ()


def test_no_answers_make_no_file(tmp_path: Path) -> None:
    """File and folder are made with the first answer, and not by an empty list of them."""
    log = AnswerLog(tmp_path / "answers" / "log.jsonl")
    log.extend([])
    assert list(tmp_path.iterdir()) == []


def test_a_torn_line_does_not_swallow_the_answers_after_it(tmp_path: Path) -> None:
    """After a crash the next answers begin on a line of their own; the torn one stays as it is."""
    log = AnswerLog(tmp_path / "log.jsonl")
    log.append(ROW)
    with log.path.open("ab") as file:
        file.write(b'{"schema": 1, "lea')
    log.extend([ROW | {"label": "named"}, ROW | {"label": "outlet"}])
    assert log.read()["label"].tolist() == ["official", "named", "outlet"]
    assert [": line 2 is passed over" in note for note in log.notes] == [True]


def test_a_log_knows_whether_somebody_else_wrote_to_it(tmp_path: Path) -> None:
    """Its own answers are no news; another window's are, until they have been read."""
    one, other = AnswerLog(tmp_path / "log.jsonl"), AnswerLog(tmp_path / "log.jsonl")
    assert not one.changed()
    one.append(ROW)
    assert not one.changed()
    assert other.changed()
    assert len(other.read()) == 1
    assert not other.changed()
    other.extend([ROW, ROW])
    assert not other.changed()
    assert one.changed()
    one.append(ROW)  # its own line does not make it forget the other's
    assert one.changed()
    assert len(one.read()) == 4
    assert not one.changed()


@pytest.mark.fault("learners")
def test_a_log_that_is_torn_emptied_replaced_or_gone_has_changed(tmp_path: Path) -> None:
    """Whatever happened to the file is news, and reading it once is enough."""
    log = AnswerLog(tmp_path / "log.jsonl")
    log.append(ROW)
    whole = log.path.read_bytes()
    with log.path.open("ab") as file:
        file.write(b'{"sch')
    assert log.changed()
    log.read()
    assert not log.changed()
    log.append(ROW)  # also where a line end had to be put before it
    assert not log.changed()
    log.path.write_bytes(b"")
    assert log.changed()
    assert log.read().empty
    assert not log.changed()
    (tmp_path / "other").write_bytes(whole)
    (tmp_path / "other").replace(log.path)
    assert log.changed()
    assert len(log.read()) == 1
    log.path.unlink()
    assert log.changed()
    assert log.read().empty
    assert not log.changed()
