"""Scores: what counts, what is refused, and what never changes."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.core.codebook import CHOICES, LABELS
from kit.core.errors import AnswerError, FrameError, KitWarning
from kit.core.frames import COLUMNS, build, check
from kit.core.rows import Article, KeyEntry, Statement
from kit.exercises.scoring import score
from kit.lessons.lesson import Lesson

KEY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("official", ()), ("named", ()), ("unnamed", ("hearsay",)), ("hearsay", ("outlet",)),
    ("outlet", ()), ("meta", ()),
)  # fmt: skip


def a_lesson(lang: str = "en") -> Lesson:
    """Make a lesson with one statement of each label."""
    name = f"short.{lang}"
    text = "\n".join(f"Statement {at}." for at in range(1, 7))
    article = {
        "article_id": name, "lang": lang, "title": "Short", "publisher": "", "republished_from": "",
        "published": "", "url": "", "licence": "", "constructed": True, "text": text,
    }  # fmt: skip
    rows, key = [], []
    for at, (label, accept) in enumerate(KEY):
        words, start = f"Statement {at + 1}.", at * 13
        where = {"article_id": name, "statement_id": f"{name}#{at + 1}"}
        rows.append(
            where | {"lang": lang, "zone": "body", "paragraph": at, "start": start,
                     "end": start + 12, "text": words}
        )  # fmt: skip
        key.append(
            {
                "statement_id": where["statement_id"], "label": label, "accept": accept,
                "carried": False, "hedge": False, "polarity": "affirm", "sensational": False,
                "chain": (), "source": "", "cue": "", "hedge_words": "",
                "reason_en": f"why {at + 1}", "reason_ar": f"تعليل {at + 1}", "hint_en": "",
                "hint_ar": "",
            }
        )  # fmt: skip
    return Lesson(
        "short", lang, "Short", (Article(**article),), tuple(Statement(**row) for row in rows),
        tuple(KeyEntry(**entry) for entry in key),
    )  # fmt: skip


LESSON = a_lesson()


def answer(at: int, label: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """Make one answer to statement `at` of the lesson."""
    return {
        "learner_id": "owl-7", "exercise_id": "short.en", "statement_id": f"short.en#{at}",
        "label": label, "scheme": "student", "confidence": None,
        "answered_at": pd.Timestamp("2026-01-01T08:00Z") + pd.Timedelta(minutes=at),
        "text_hash": LESSON.text_hash,
    } | changes  # fmt: skip


def answers(*rows: dict[str, Any]) -> pd.DataFrame:
    """Make a frame of answers."""
    return build("answers", rows)


def test_student_scheme_sees_the_key_in_four_words() -> None:
    """The key's six labels are expected as the student's four answers, each with its reason."""
    right = ("official", "named", "unverified", "unverified", "outlet", "outlet")
    result = score(answers(*(answer(at, word) for at, word in enumerate(right, 1))), LESSON)
    assert tuple(result["expected"]) == right
    assert result["points"].tolist() == [1.0] * 6
    assert result["feedback"].tolist() == [f"why {at}" for at in range(1, 7)]


def test_codebook_scheme_tells_six_labels_apart() -> None:
    """In the codebook's scheme hearsay is not unnamed, unless the key accepts it."""
    rows = [answer(3, "hearsay", scheme="codebook"), answer(4, "unnamed", scheme="codebook")]
    result = score(answers(*rows), LESSON)
    assert result["expected"].tolist() == ["unnamed", "hearsay"]
    assert result["points"].tolist() == [1.0, 0.0]


def test_accepted_labels_are_seen_in_four_words_too() -> None:
    """The key accepts the outlet's voice for statement 4, in either scheme."""
    result = score(answers(answer(4, "outlet")), LESSON)
    assert result[["expected", "accepted", "points"]].to_numpy().tolist() == [
        ["unverified", True, 1.0]
    ]


def test_wrong_is_zero_and_says_why() -> None:
    """A wrong answer earns nothing and still gets the reason."""
    result = score(answers(answer(1, "outlet")), LESSON)
    assert result[["accepted", "points", "feedback"]].to_numpy().tolist() == [[False, 0.0, "why 1"]]


def test_feedback_speaks_the_language_of_the_lesson() -> None:
    """An Arabic lesson gives its reasons in Arabic."""
    lesson = a_lesson("ar")
    row = answer(1, "official", exercise_id="short.ar", statement_id="short.ar#1")
    assert score(answers(row), lesson)["feedback"].tolist() == ["تعليل 1"]


def test_the_latest_choice_counts() -> None:
    """Whoever changes their mind is scored on the last choice, whatever the order of rows."""
    later = pd.Timestamp("2026-01-02T08:00Z")
    result = score(answers(answer(1, "official", answered_at=later), answer(1, "outlet")), LESSON)
    assert result["label"].tolist() == ["official"]


def test_open_statements_are_left_out_unless_asked_for() -> None:
    """Without `complete` only answers are scored; with it the rest is 0 and says so."""
    one = answers(answer(2, "named"))
    assert len(score(one, LESSON)) == 1
    full = score(one, LESSON, complete=True)
    assert full["statement_id"].tolist() == [f"short.en#{at}" for at in range(1, 7)]
    assert full["points"].tolist() == [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    assert full["label"].tolist() == ["", "named", "", "", "", ""]
    assert full["max_points"].sum() == 6
    assert "Not answered" in full["feedback"].iloc[0]
    assert "why" not in full["feedback"].iloc[0]


def test_open_statements_are_asked_in_the_scheme_last_used() -> None:
    """A learner who works with six labels is told what is open in six labels."""
    full = score(answers(answer(1, "official", scheme="codebook")), LESSON, complete=True)
    assert full["expected"].tolist() == [label for label, _ in KEY]


def test_answers_without_a_time_are_scored() -> None:
    """Answers typed in from paper carry neither time nor text, and still count."""
    paper = answers(answer(1, "official", text_hash=""))
    paper["answered_at"] = pd.Series([pd.NaT], dtype="datetime64[us, UTC]")
    full = check(score(paper, LESSON, complete=True), "scores")
    assert full["points"].sum() == 1
    assert full["answered_at"].isna().all()


def test_learners_keep_their_order() -> None:
    """Rows go learner by learner as they came, and in reading order within each."""
    frame = answers(
        answer(2, "named", learner_id="wren"),
        answer(1, "named"),
        answer(1, "named", learner_id="wren"),
    )
    result = score(frame, LESSON)
    assert result["learner_id"].tolist() == ["wren", "wren", "owl-7"]
    assert result["statement_id"].tolist() == ["short.en#1", "short.en#2", "short.en#1"]


def test_no_answers_give_no_scores() -> None:
    """An empty frame of answers is an empty frame of scores, not an error."""
    result = score(answers(), LESSON, complete=True)
    assert result.empty
    check(result, "scores")


def test_answers_of_another_exercise_are_left_aside() -> None:
    """A log may hold several exercises; only this one is scored."""
    other = answer(1, "outlet", exercise_id="long.en", statement_id="long.en#1")
    assert len(score(answers(other, answer(1, "official")), LESSON)) == 1
    with pytest.raises(AnswerError, match=r"found answers to long\.en, expected some to short\.en"):
        score(answers(other), LESSON)


def test_another_edition_is_never_scored() -> None:
    """Answers to an edited text are left aside with a warning, and refused if all are such."""
    old = answer(1, "official", text_hash="0123456789ab")
    with pytest.warns(KitWarning, match="1 answers to another edition"):
        result = score(answers(old, answer(2, "named")), LESSON)
    assert result["statement_id"].tolist() == ["short.en#2"]
    with pytest.raises(AnswerError, match=r"another edition of short\.en"):
        score(answers(old), LESSON)


def test_a_statement_that_is_not_there_is_named() -> None:
    """An answer to statement 9 of 6 is refused by name."""
    with pytest.raises(AnswerError, match=r"'short\.en#9', expected 'short\.en#1' to"):
        score(answers(answer(9, "official")), LESSON)


@pytest.mark.parametrize(
    ("label", "scheme", "message"),
    [
        ("oficial", "student", "did you mean 'official'"),
        ("hearsay", "student", "unknown label in the student scheme"),
        ("unverified", "codebook", "unknown label in the codebook scheme"),
        ("official", "pupil", "unknown scheme of answers 'pupil'"),
        ("", "student", "unknown label"),
    ],
)
def test_a_label_outside_its_scheme_is_refused(label: str, scheme: str, message: str) -> None:
    """Nothing is scored by accident: the message names what was found and what would do."""
    with pytest.raises(AnswerError, match=message):
        score(answers(answer(1, label, scheme=scheme)), LESSON)


@pytest.mark.parametrize("wrong", [pd.DataFrame({"label": ["official"]}), None, [1]])
def test_what_is_no_frame_of_answers_is_refused(wrong: Any) -> None:  # noqa: ANN401
    """The door names what is missing."""
    with pytest.raises(FrameError, match="answers: found"):
        score(wrong, LESSON)


any_answer = st.builds(
    lambda at, choice, learner, minute: answer(
        at, choice[0], scheme=choice[1], learner_id=learner,
        answered_at=pd.Timestamp("2026-01-01T08:00Z") + pd.Timedelta(minutes=minute),
    ),
    st.integers(1, 6),
    st.sampled_from([(w, "student") for w in CHOICES] + [(w, "codebook") for w in LABELS]),
    st.sampled_from(["owl-7", "wren", "قمر"]),
    st.integers(0, 9),
)  # fmt: skip


@given(st.lists(any_answer, max_size=25), st.booleans())
def test_any_answers(rows: list[dict[str, Any]], complete: bool) -> None:  # noqa: FBT001
    """Points never pass what can be reached, and there is one row for each learner's statement."""
    frame = answers(*rows)
    before = frame.copy(deep=True)
    result = check(score(frame, LESSON, complete=complete), "scores")
    pd.testing.assert_frame_equal(frame, before)
    assert list(result.columns) == list(COLUMNS["scores"])
    assert result["points"].between(0, result["max_points"]).all()
    assert (result["accepted"] == (result["points"] == result["max_points"])).all()
    learners = {row["learner_id"] for row in rows}
    answered = {(row["learner_id"], row["statement_id"]) for row in rows}
    assert len(result) == (len(learners) * len(KEY) if complete else len(answered))
    assert not result.duplicated(["learner_id", "statement_id"]).any()
