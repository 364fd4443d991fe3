"""The contract of each frame, and what a broken one is told."""

import pandas as pd
import pytest

import kit
from kit.core.frames import COLUMNS, build, check


@pytest.mark.parametrize("name", COLUMNS)
def test_an_empty_frame_is_sound(name: str) -> None:
    """No rows is a frame, with all columns and dtypes."""
    frame = check(build(name, []), name)
    assert list(frame.columns) == list(COLUMNS[name])
    assert len(frame) == 0


def test_the_pipeline_holds_every_contract() -> None:
    """What one station gives, the next one's door accepts."""
    articles = kit.load_articles(text="Port fire\n\nThe fire spread, police said. It may go on.")
    statements = kit.split_statements(articles)
    cues = kit.find_cues(statements)
    labels = kit.suggest_labels(statements, cues, articles)
    for frame, name in (
        (articles, "articles"), (statements, "statements"), (cues, "cues"), (labels, "suggestions"),
    ):  # fmt: skip
        assert check(frame, name) is frame


@pytest.mark.parametrize("name", COLUMNS)
def test_a_frame_has_the_stated_dtypes(name: str) -> None:
    """Each column is of the dtype that the contract names, also where there is no row."""
    assert {key: str(dtype) for key, dtype in build(name, []).dtypes.items()} == COLUMNS[name]


def test_more_columns_are_welcome() -> None:
    """A teacher's own column does no harm."""
    statements = kit.split_statements(kit.load_articles(text="One.")).assign(mine=1)
    assert "mine" in check(statements, "statements").columns


def test_what_is_no_frame_is_named() -> None:
    """A text where a frame belongs."""
    with pytest.raises(kit.FrameError, match="statements: found str, expected a DataFrame"):
        kit.find_cues("قال الوزير")  # type: ignore[arg-type]


def test_a_missing_column_is_named() -> None:
    """The message lists what is there and what should be."""
    statements = kit.split_statements(kit.load_articles(text="One."))
    with pytest.raises(kit.FrameError, match=r"statements: found no column 'zone' \(columns: "):
        check(statements.drop(columns="zone"), "statements")


def test_an_unknown_value_gets_its_nearest_match() -> None:
    """A misspelt zone is told of the right one."""
    statements = kit.split_statements(kit.load_articles(text="One.")).assign(zone="bodi")
    with pytest.raises(kit.FrameError, match=r"statements\.zone: unknown value 'bodi'.*'body'"):
        check(statements, "statements")


def test_a_number_where_a_word_belongs_is_named() -> None:
    """The value that was found is told, not its dtype in its place."""
    statements = kit.split_statements(kit.load_articles(text="One.")).assign(zone=3)
    with pytest.raises(kit.FrameError, match=r"statements\.zone: .*\b3\b"):
        check(statements, "statements")


def test_a_wrong_dtype_is_named() -> None:
    """Offsets that were read from a CSV file as text."""
    statements = kit.split_statements(kit.load_articles(text="One."))
    wrong = statements.assign(start=statements["start"].astype(str))
    with pytest.raises(kit.FrameError, match=r"statements\.start: .* expected int64"):
        check(wrong, "statements")


def test_certainty_lies_between_none_and_full() -> None:
    """It may be left open, and may not exceed 1."""
    answer = {
        "learner_id": "owl", "exercise_id": "the-call.en", "statement_id": "the-call.en#1",
        "label": "official", "scheme": "student", "confidence": None,
        "answered_at": pd.Timestamp("2025-02-12", tz="UTC"), "text_hash": "0" * 12,
    }  # fmt: skip
    answers = build("answers", [answer])
    assert check(answers, "answers") is answers
    with pytest.raises(kit.FrameError, match=r"answers\.confidence: found 1\.5, expected .*0.*1"):
        check(answers.assign(confidence=1.5), "answers")


@pytest.mark.parametrize("column", ["text", "zone", "start"])
def test_a_hole_is_named(column: str) -> None:
    """A missing value stands for nothing; only certainty and time may lack."""
    statements = kit.split_statements(kit.load_articles(text="One."))
    with pytest.raises(kit.FrameError, match=rf"^statements\.{column}: .*expected"):
        check(statements.assign(**{column: None}), "statements")


def test_no_station_changes_the_callers_frame() -> None:
    """Each returns a new frame."""
    articles = kit.load_articles(text="Port fire\n\nThe fire spread, police said.")
    statements = kit.split_statements(articles)
    cues = kit.find_cues(statements)
    before = [frame.copy(deep=True) for frame in (articles, statements, cues)]
    kit.suggest_labels(statements, cues, articles)
    kit.explain(articles)
    for old, new in zip(before, (articles, statements, cues), strict=True):
        pd.testing.assert_frame_equal(old, new)
