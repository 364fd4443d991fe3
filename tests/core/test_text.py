"""Folding and its map back, directions, languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.core.text import detect_lang, direction, fold, one_line, quoted, trim


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


ACTING = "\x00\x07\b\t\n\r\x1b\x7f\x85\x9b\u2028\u2029\u202a\u202e\u2066\u2069\ufff9"


@pytest.mark.fault("hostile")
@pytest.mark.parametrize("sign", ACTING)
def test_in_one_line_nothing_acts_unseen(sign: str) -> None:
    """Each sign has its number, in letters that every font and old code page has."""
    assert one_line(f"a{sign}b") == f"a‹U+{ord(sign):04X}›b"
    assert one_line(f"a{sign}b").encode("cp1252")


@pytest.mark.fault("hostile")
@given(st.text())
def test_any_text_becomes_one_printable_line(text: str) -> None:
    """Whatever it holds, and what is sound stays as it is."""
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert not set(line) & set(ACTING)
    assert one_line(line) == line
    assert line.encode("utf-8").decode("utf-8") == line


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("خبر", "'خبر'"), (None, "None"), (True, "True"), ([1, "a"], "[1, 'a']"),
        ("x" * 61, f"'{'x' * 60}…'"), ("\x1b[2J", r"'\x1b[2J'"), ("\u202e", r"'\u202e'"),
        (list(range(100)), "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 1…"),
        ("\x1b" * 60, "'" + "\\x1b" * 29 + "\\x1…"),
        (10**5_000, "a very long int"), ([10**5_000], "a very long list"),
    ],
    ids=range(11),
)  # fmt: skip
@pytest.mark.fault("hostile")
def test_a_message_quotes_the_beginning_of_a_value(value: object, shown: str) -> None:
    """As Python writes it, so that a number and its text can be told apart."""
    assert quoted(value) == shown


@pytest.mark.fault("hostile")
def test_a_value_without_end_can_be_quoted() -> None:
    """A list within a list within a list ..."""
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    assert quoted(deep) == "a very long list"
