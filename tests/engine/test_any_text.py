"""Whatever is pasted in: no exception, no lost character, no time that runs away."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from benchmarks.growth import PATTERNS, seconds
from kit.articles.files import article_from_text
from kit.core.frames import records

NEWS = [
    "Officials said on Monday", "the minister", "may have", "according to", "reportedly", "who",
    "Reuters", "U.S.", "Lt. Gen. Smith (R-Iowa),", "and", "that", "a study published in Nature",
    "قالت مصادر مطلعة", "الوزير", "وأضاف", "أن", "قد يكون", "بحسب", "نقلا عن", "في بيان",
    "dijeron fuentes", "según", "la ministra", "habría",
]  # fmt: skip
MARKS = [
    " ", " ", "\n", "\n\n", ".", "..", "?", "؟", ",", "،", ":", "«", "»", "“", "”", '"', "'", "’",
    "(", ")", "[", "- ", "—", "#", "![](x)", "\u202b", "\u202e", "\u2067", "\u2069", "\u200d", "\u200b",
    "\u064b", "\u0651", "\u0301", "\ufeff", "\ufefb", "\ufdf2", "\U0001f600", "\U0001f468\u200d\U0001f469",
    "\0", "\ud800", "\udfff", "\x1b", "\t", "\r", "\u2028", "İ", "ß", "ﬁ", "١٢", "12", "1.5",
]  # fmt: skip
TEXTS = st.lists(
    st.one_of(st.sampled_from(NEWS), st.sampled_from(MARKS), st.text(max_size=8)), max_size=40
)
LANGS = st.sampled_from(["ar", "en", "es", None])


@given(TEXTS.map("".join), LANGS)
def test_any_text_is_explained_without_losing_a_character(text: str, lang: str | None) -> None:
    """Offsets lead back to the words, statements cover all of them, and JSON can hold the result."""
    if not text.strip() or not article_from_text(text + "x", lang).text[:-1].strip():
        return
    found = kit.explain(text, lang=lang)
    kept = records(found.articles)[0]["text"]
    covered = [False] * len(kept)
    for row in records(found.labels):
        assert kept[row["start"] : row["end"]] == row["text"]
        for name in ("source", "cue"):
            first, last = row[f"{name}_start"], row[f"{name}_end"]
            assert (first, last) == (-1, -1) or row["start"] <= first < last <= row["end"]
            assert row[name] == ("" if first < 0 else kept[first:last])
        for at in range(row["start"], row["end"]):
            assert not covered[at], "a character stands in two statements"
            covered[at] = True
    assert all(covered[i] for i, letter in enumerate(kept) if not letter.isspace())
    for cue in records(found.cues):
        assert cue["start"] < 0 or kept[cue["start"] : cue["end"]] == cue["text"]
    json.dumps(found.to_dict()).encode("utf-8")
    assert found._repr_html_()


@given(TEXTS.map("".join).filter(str.strip), LANGS)
def test_the_same_text_is_always_explained_alike(text: str, lang: str | None) -> None:
    """No order of a set, and nothing remembered from another article, shows in the result."""
    if article_from_text(text + "x", lang).text[:-1].strip():
        assert kit.explain(text, lang=lang).to_dict() == kit.explain(text, lang=lang).to_dict()


@pytest.mark.parametrize("lang", ["ar", "en", "es"])
@pytest.mark.parametrize(
    "text", ["\u200b", "\u202e", ".", "«", '"', "\ufeff", "؟", "\U0001f600", "\0"]
)
def test_a_text_of_one_mark_is_a_statement(text: str, lang: str) -> None:
    """There is nothing to find, and nothing to fail on."""
    (row,) = records(kit.explain(text, lang=lang).labels)
    assert row["text"] == text
    assert row["source"] == ""


@pytest.mark.parametrize(
    ("text", "lang", "label"),
    [
        ("OFFICIALS SAID ON MONDAY THE BRIDGE WOULD CLOSE", "en", "unnamed"),
        ("officials said on monday the bridge would close", "en", "unnamed"),
        ("\u202bقالت مصادر\u202c مطلعة إن الجسر سيغلق", "ar", "unnamed"),
        ("قـالـت مَصَادِرُ مُطَّلِعَةٌ إنّ الجسر سيغلق", "ar", "unnamed"),
        ("ﻗﺎﻟﺖ ﻣﺼﺎﺩﺭ ﻣﻄﻠﻌﺔ إن الجسر سيغلق", "ar", "unnamed"),
        ("Officials\u200b said \U0001f600 the bridge would close", "en", "unnamed"),
        ("The ministry said the word «خبر» was missing.", "en", "official"),
        ("قالت الوزارة إن شركة Reuters News لم ترد.", "ar", "official"),
        ("“The bridge “is” closed, the ministry said.", "en", "official"),
        ("Segu\u0301n fuentes del ministerio, el puente cerrará.", "es", "unnamed"),
    ],
)
def test_odd_letters_do_not_hide_who_speaks(text: str, lang: str, label: str) -> None:
    """Capitals, controls, tatweel, vowel signs, presentation forms, emoji and the other script."""
    (row,) = records(kit.explain(text, lang=lang).labels)
    assert row["label"] == label, row["why_en"]


@pytest.mark.fault("time")
@pytest.mark.parametrize(("unit", "lang"), PATTERNS, ids=[ascii(unit[:24]) for unit, _ in PATTERNS])
def test_time_grows_with_length_and_no_faster(unit: str, lang: str) -> None:
    """Four times the line takes about four times as long; sixteen times would be quadratic."""
    seconds(unit, lang, 1_000, rounds=1)
    small, large = seconds(unit, lang, 4_000), seconds(unit, lang, 16_000)
    assert large < 10 * max(small, 0.002)


@pytest.mark.fault("time")
@pytest.mark.parametrize("mark", [".", "…", "!", "?", "؟", "?!", ". . ", "“", "«"])
def test_a_run_of_marks_is_read_in_no_time(mark: str) -> None:
    """Eighty thousand characters that end a sentence, or open a quotation, are read in a second or so."""
    assert seconds(mark, "en", 80_000, rounds=1) < 3


def test_a_sentence_of_a_hundred_thousand_words_is_one_statement() -> None:
    """It has no stop and no mark, and still says who said it."""
    text = "Officials said " + "the bridge would close and " * 20_000
    (row,) = records(kit.explain(text, lang="en").labels)
    assert row["label"] == "unnamed"
    assert row["source"] == "Officials"
