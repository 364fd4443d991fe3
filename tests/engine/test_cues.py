"""The evidence in a statement: words that stand where they are said to stand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import kit
from kit.articles.statements import statements_of
from kit.core.codebook import KINDS, STANCES
from kit.core.errors import FrameError
from kit.core.frames import check, rows_of
from kit.core.rows import Suggestion
from kit.engine.evidence.cues import cues_of
from kit.engine.rules import RULES

LANGUAGES = ("ar", "en")
WORDS = {
    "ar": (
        "قال", "وقالت", "أعلنت", "بحسب", "وفقا", "لوزارة", "الوزير", "مصدر", "مصادر", "مسؤول",
        "إن", "أن", "قد", "ربما", "يكون", "هو", "البيان", "وأضاف", "نقلت", "رويترز", "عن", "موسكو",
        "«", "»", '"', ":", "،", ".", "؟", "\n\n", "صورة:", "2031", "يقال", "كُتبت", "ـــ",
    ),
    "en": (
        "said", "says", "according", "to", "the", "minister", "Minister", "Lena", "sources",
        "officials", "that", "may", "have", "he", "She", "statement", "added", "citing", "Reuters",
        "on", "condition", "of", "anonymity", "Moscow", "“", "”", '"', "'", ":", ",", ".", "?", "\n\n",
        "Photo:", "2031", "reportedly", "by", "who", "U.N.", "al-", "İstanbul",
    ),
}  # fmt: skip


def cues(text: str, lang: str = "en") -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Return each statement of a text with its cues."""
    rows = list(statements_of(text, lang, "x"))
    return list(zip(rows, cues_of(rows), strict=True))


def assert_sound(text: str, lang: str) -> None:
    """Hold what must be true of the cues of any text."""
    for row, found in cues(text, lang):
        for cue in found:
            assert cue.statement_id == row.statement_id
            assert cue.kind in KINDS
            assert cue.stance in {"", *STANCES}
            assert cue.rule_id in {*RULES, "HG-001", "QU-000"}
            if cue.start < 0:
                assert (cue.start, cue.end, cue.text) == (-1, -1, "")
                continue
            assert row.start <= cue.start < cue.end <= row.end
            assert text[cue.start : cue.end] == cue.text
            assert cue.text.strip()
        pairs = [c for c in found if c.pair >= 0]
        for number in {c.pair for c in pairs}:
            kinds = [c.kind for c in pairs if c.pair == number and c.role != "via"]
            assert kinds.count("cue") == 1
            assert kinds.count("source") <= 1
        assert {c.pair for c in pairs} == set(range(len({c.pair for c in pairs})))


@settings(max_examples=150)
@given(st.text(max_size=400), st.sampled_from(LANGUAGES))
@example("", "en")
@example("\ud800 said \udfff", "en")
@example("\x00قال\x00 الوزير\x07 إن", "ar")
@example("ﻗﺎﻝ الوزيرــــ إنّ", "ar")
@example("ﷺ قال الوزير إن", "ar")
@example("İ said the minister", "en")
def test_any_text_gives_sound_cues(text: str, lang: str) -> None:
    """No text whatever raises, and every cue is a slice of the text inside its statement."""
    assert_sound(text, lang)


@settings(max_examples=250)
@given(st.data(), st.sampled_from(LANGUAGES))
def test_any_order_of_news_words_gives_sound_cues(data: st.DataObject, lang: str) -> None:
    """Nor does any jumble of the words that the rules look for."""
    words = data.draw(st.lists(st.sampled_from(WORDS[lang]), max_size=30))
    glue = data.draw(st.sampled_from((" ", "  ", " \u200f", "\t", "")))
    assert_sound(glue.join(words), lang)


@settings(max_examples=60)
@given(st.lists(st.sampled_from((*WORDS["ar"], *WORDS["en"])), max_size=30))
def test_a_text_in_both_languages_gives_sound_labels(words: list[str]) -> None:
    """A mixed text gets one label a statement, with a reason in each language."""
    text = " ".join(words)
    if not text.strip():
        return
    labels = kit.explain(text).labels
    assert len(labels) >= 1
    for row in rows_of(labels, Suggestion):
        assert row.why_en.strip()
        assert row.why_ar.strip()
        assert "{" not in row.why_en + row.why_ar


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Police\u200b said the road was closed.", "Police", "said"),
        ("\x07Police said\x00 the road was closed.", "Police", "said"),
        ("\U0001f6a8 Police said the road was closed \U0001f6a8", "Police", "said"),
        ("\ufeffPolice said the road was closed.", "Police", "said"),
        ("قال سكّانٌ إن الماء مقطوع.", "سكّانٌ", "قال"),
        ("قــال سكان إن الماء مقطوع.", "سكان", "قــال"),
        ("\u202bقال سكان إن الماء مقطوع.\u202c", "سكان", "قال"),
    ],
)
def test_marks_that_nobody_sees_do_not_hide_a_source(text: str, source: str, cue: str) -> None:
    """Control characters, emoji, vowel signs and direction marks neither hide nor move words."""
    row = rows_of(kit.explain(text).labels, Suggestion)[0]
    assert (row.source, row.cue) == (source, cue)
    assert text[row.source_start : row.source_end] == source


def test_an_emoji_counts_as_one_code_point() -> None:
    """Offsets are code points of the text, also beyond the basic plane and in zwj sequences."""
    text = "👩‍🚒👍🏽 Police said the fire was out."
    row = rows_of(kit.explain(text).labels, Suggestion)[0]
    assert row.source_start == text.index("Police")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ('Mayor Lena Orsholt said: "The bridge is closed. It will open in June. Nobody', "en"),
        ("وقالت منى العوضي: «تشقق الجدار ليلا. ثم خرجنا. لم", "ar"),
    ],
)
def test_a_quotation_left_open_goes_on_to_the_end_of_its_paragraph(text: str, lang: str) -> None:
    """Sentences inside it belong to the speaker; the next paragraph does not."""
    after = {"en": "The council met at noon.", "ar": "اجتمع المجلس ظهرا."}[lang]
    labels = rows_of(kit.explain(f"{text}\n\n{after}\n\n{after}").labels, Suggestion)
    inside = [r for r in labels if r.paragraph == labels[0].paragraph]
    assert len({r.label for r in inside}) == 1
    assert inside[0].label in {"official", "named"}
    assert labels[-1].label == "outlet"


def test_an_all_caps_text_is_still_attributed() -> None:
    """Wire copy in capitals says who speaks as well."""
    row = rows_of(kit.explain("POLICE SAID THE ROAD WAS CLOSED.").labels, Suggestion)[0]
    assert (row.label, row.source, row.cue) == ("official", "POLICE", "SAID")
    row = rows_of(kit.explain("INFORMED SOURCES SAID THE ROAD WAS CLOSED.").labels, Suggestion)[0]
    assert (row.label, row.source) == ("unnamed", "INFORMED SOURCES")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("police said the road was closed", "official"),
        ("sources said the road was closed and the bridge was open", "unnamed"),
        ("قالت وزارة النقل إن الطريق مغلق", "official"),
        ("قالت مصادر إن الطريق مغلق والجسر مفتوح", "unnamed"),
        ("the road was closed", "outlet"),
    ],
)
def test_a_text_without_punctuation_is_one_attributed_statement(text: str, label: str) -> None:
    """Posts and messages leave the full stop away."""
    rows = rows_of(kit.explain(text).labels, Suggestion)
    assert [r.label for r in rows] == [label]


@pytest.mark.parametrize("text", [".", "…", "«»", '""', "🚒", "---", "2031", "؟"])
def test_a_statement_of_marks_alone_has_no_speaker(text: str) -> None:
    """Nothing is said, so nobody has said it."""
    for row in rows_of(kit.explain(text).labels, Suggestion):
        assert (row.source, row.chain) == ("", ())


def test_a_very_long_statement_is_read_to_its_end() -> None:
    """A sentence of thousands of words costs no more than its length."""
    text = "the road was closed and " * 3000 + "the bridge was open, police said."
    row = rows_of(kit.explain(text).labels, Suggestion)[-1]
    assert (row.label, row.source) == ("official", "police")


def test_the_frame_of_cues_is_sound_and_says_why() -> None:
    """Columns and values are those of the contract, and every cue gives its reason."""
    statements = kit.split_statements(
        kit.load_articles(text='Sources may have said "no". It is said that Reuters quoted him.')
    )
    found = check(kit.find_cues(statements), "cues")
    assert len(found) > 3
    assert (found.why.str.len() > 0).all()
    assert set(found.statement_id) <= set(statements["statement_id"])


def test_words_inside_a_quotation_are_no_reporting_expressions() -> None:
    """What a quoted speaker tells of others is part of the content."""
    for _, found in cues('"Sources said it may have been sold," said Marta Ilves.'):
        assert [c.text for c in found if c.kind == "cue"] == ["said"]
        assert [c.text for c in found if c.kind == "source"] == ["Marta Ilves"]


def test_another_frame_is_refused() -> None:
    """The error names the first column that is missing."""
    with pytest.raises(FrameError, match="statements: found no column 'statement_id'"):
        kit.find_cues(kit.load_articles(text="One sentence."))


def test_an_empty_frame_gives_an_empty_frame() -> None:
    """No statements, no cues, the same columns."""
    statements = kit.split_statements(kit.load_articles(text="One.")).iloc[:0]
    found = check(kit.find_cues(statements), "cues")
    assert found.empty
