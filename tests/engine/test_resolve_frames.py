"""What a frame of suggestions is, whatever the article says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import kit
from kit.core.errors import FrameError
from kit.core.frames import check, records

EN = """Ferry sold twice in a year

Mayor Lena Orsholt said: "The ferry is ours. It will stay. Nobody has bought it."

Sources said it was sold. The two sides also discussed the price. It may have been low.

She added that the council would meet. It also meets in winter. Who will pay?"""

AR = """بيع العبّارة مرتين في عام

قالت رئيسة البلدية هالة الديري: «العبّارة لنا. وستبقى. لم يشترها أحد».

وقالت مصادر إنها بيعت. كما بحث الجانبان الثمن. ربما يكون الثمن زهيدا.

وأضافت أن المجلس سيجتمع. كما شمل القرار المرسى. من سيدفع الثمن؟"""


@pytest.mark.parametrize("text", [EN, AR], ids=["en", "ar"])
def test_the_same_text_gives_the_same_frame(text: str) -> None:
    """Nothing in a suggestion depends on an earlier run."""
    assert_frame_equal(kit.explain(text).labels, kit.explain(text).labels)


@pytest.mark.parametrize("text", [EN, AR], ids=["en", "ar"])
def test_the_frames_of_the_caller_stay_as_they_were(text: str) -> None:
    """Finding cues and suggesting labels changes none of the frames that it reads."""
    articles = kit.load_articles(text=text)
    statements = kit.split_statements(articles)
    cues = kit.find_cues(statements)
    before = [frame.copy(deep=True) for frame in (articles, statements, cues)]
    kit.suggest_labels(statements, cues, articles)
    for frame, copy in zip((articles, statements, cues), before, strict=True):
        assert_frame_equal(frame, copy)


@pytest.mark.parametrize("text", [EN, AR], ids=["en", "ar"])
def test_there_is_one_suggestion_for_each_statement(text: str) -> None:
    """Same order, same offsets; sources and cues are slices of the article."""
    statements = kit.split_statements(kit.load_articles(text=text))
    found = check(kit.suggest_labels(statements, kit.find_cues(statements)), "suggestions")
    assert list(found["statement_id"]) == list(statements["statement_id"])
    for row in records(found):
        assert text[row["start"] : row["end"]] == row["text"]
        for name in ("source", "cue"):
            start, end = row[f"{name}_start"], row[f"{name}_end"]
            assert row[name] == (text[start:end] if start >= 0 else "")


def test_rows_of_statements_may_have_any_index() -> None:
    """A filtered or shuffled index of the frame does not matter, only its order."""
    statements = kit.split_statements(kit.load_articles(text=EN))
    cues = kit.find_cues(statements)
    odd = statements.set_index(statements.index[::-1])
    assert list(kit.suggest_labels(odd, cues)["label"]) == list(
        kit.suggest_labels(statements, cues)["label"]
    )


def test_cues_of_other_statements_are_refused() -> None:
    """The error names a statement_id that is not among the statements, and the remedy."""
    one = kit.split_statements(kit.load_articles(text="Police said the road was closed."))
    two = one.assign(statement_id="other#1")
    with pytest.raises(FrameError, match=r"cues: found statement_id 'other#1'.*find them again"):
        kit.suggest_labels(one, kit.find_cues(two))


def test_frames_in_the_wrong_order_are_refused() -> None:
    """The error says which frame was expected."""
    statements = kit.split_statements(kit.load_articles(text="Police said no."))
    cues = kit.find_cues(statements)
    with pytest.raises(FrameError, match="statements: "):
        kit.suggest_labels(cues, statements)
    with pytest.raises(FrameError, match="articles: "):
        kit.suggest_labels(statements, cues, statements)


SENTENCES = [s for text in (EN, AR) for line in text.split("\n\n") for s in line.split(". ")]


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8), st.sampled_from((". ", "\n\n"))
)
def test_any_order_of_sentences_keeps_the_rules_of_carry(sentences: list[str], glue: str) -> None:
    """A carried statement follows, in its own paragraph, one that has its label; or a quotation."""
    rows = records(kit.explain(glue.join(sentences)).labels)
    for before, row in zip([None, *rows[:-1]], rows, strict=True):
        if not row["carried"]:
            continue
        assert before is not None
        if row["rules"][0] == "CA-001":
            assert before["paragraph"] == row["paragraph"]
            assert before["label"] == row["label"]
        else:
            assert row["rules"][0] in {"QU-001", "QU-002"}
