"""Folding and its map back, directions, languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.core.text import detect_lang, direction, fold, trim


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("أعلن", "اعلن"),
        ("إلى", "الى"),
        ("علي", "علي"),
        ("مؤكّدًا", "مؤكدا"),
        ("الكــرملين", "الكرملين"),
        ("ﺍﻟﻜﺮﻣﻠﻴﻦ", "الكرملين"),
        ("ﻻ", "لا"),
        ("عام ٢٠٢٥", "عام 2025"),
        ("The Kremlin’s", "the kremlin's"),
        ("café", "café"),
        ("Segu\u0301n", "según"),
        ("İstanbul", "istanbul"),
    ],
)
def test_spellings_of_one_word_fold_to_one_string(printed: str, folded: str) -> None:
    """Hamza, vowel signs, tatweel, presentation forms, digits and case are levelled."""
    assert fold(printed).text == folded


@given(st.text())
def test_every_folded_character_leads_back_into_the_text(text: str) -> None:
    """Spans of the folded copy map to non-empty, ordered spans of the original."""
    folded = fold(text)
    last = 0
    for at in range(len(folded.text)):
        span = folded.back(at, at + 1)
        assert 0 <= span.start < span.end <= len(text)
        assert span.start >= last
        last = span.start


def test_a_folded_word_maps_back_to_the_word_as_printed() -> None:
    """Vowel signs inside a word belong to it."""
    text = "وقالَ المُتحدِّثُ الآن"
    folded = fold(text)
    start = folded.text.index("المتحدث")
    span = folded.back(start, start + len("المتحدث"))
    assert text[span.start : span.end] == "المُتحدِّثُ"


def test_direction_and_language_follow_the_script() -> None:
    """Arabic runs from the right; the language is that of most letters."""
    assert direction("ar") == "rtl"
    assert direction("en") == "ltr"
    assert detect_lang("قالت رويترز (Reuters) إن الوفد وصل") == "ar"
    assert detect_lang("The word «خبر» means news in Arabic") == "en"


def test_trim_keeps_the_words() -> None:
    """White space at either end is left out; a blank range is empty."""
    assert trim("  a b ", 0, 6) == (2, 5)
    assert trim("   ", 0, 3) == (3, 3)
