"""Arabic word forms: what is made of a listed word, and what a printed one tells."""

from __future__ import annotations

import pytest

from kit.core.text import fold
from kit.languages import arabic


def folded(words: str) -> list[str]:
    """Return words as the kit matches them."""
    return fold(words).text.split()


@pytest.mark.parametrize(
    ("he", "forms"),
    [
        ("أعلن", "أعلن أعلنت أعلنوا أعلنا أعلنتا أعلنن"),
        ("كشف", "كشف كشفت كشفوا كشفا كشفتا كشفن"),
        ("صرّح", "صرح صرحت صرحوا صرحا صرحتا صرحن"),
        ("أضاف", "أضاف أضافت أضافوا أضافا أضافتا أضافن"),
        ("نفى", "نفى نفت نفوا نفيا نفتا نفىن"),
        ("ادعى", "ادعى ادعت ادعوا ادعيا ادعتا ادعىن"),
    ],
)
def test_the_past_is_made_from_he(he: str, forms: str) -> None:
    """She, they and the two; a weak last letter goes before an ending and is ya in the dual.

    The last of each is the rare plural of women. Hollow verbs keep their long vowel in it and weak
    ones their alef maqsura (أضفن and نفين would be right): such forms match nothing, and harm nothing.
    """
    (stem,) = folded(he)
    assert list(arabic.pasts(stem)) == folded(forms)


@pytest.mark.parametrize(
    ("he", "forms"),
    [
        ("يعلن", "يعلن يعلنون يعلنان تعلن تعلنون تعلنان"),
        ("يؤكد", "يؤكد يؤكدون يؤكدان تؤكد تؤكدون تؤكدان"),
        ("يقول", "يقول يقولون يقولان تقول تقولون تقولان"),
        ("ينفي", "ينفي ينفون ينفيان تنفي تنفون تنفيان"),
        ("يدعو", "يدعو يدعون يدعوان تدعو تدعون تدعوان"),
        ("يرى", "يرى يرون يرىان ترى ترون ترىان"),
    ],
)
def test_the_present_is_made_from_he(he: str, forms: str) -> None:
    """He and she, each with the plural and the dual; a weak last letter goes before the plural.

    (يريان would be right for the dual of يرى; the form made instead matches nothing.)
    """
    (whole,) = folded(he)
    assert list(arabic.presents(whole)) == folded(forms)


@pytest.mark.parametrize(
    ("one", "forms"),
    [
        ("مؤكد", "مؤكد مؤكدا مؤكدة مؤكدين مؤكدون مؤكدات"),
        ("مشير", "مشير مشيرا مشيرة مشيرين مشيرون مشيرات"),
    ],
)
def test_participles_are_made_for_all_who_go_on(one: str, forms: str) -> None:
    """مؤكدا أن for him, مؤكدة أن for her, مؤكدين أن for several."""
    assert list(arabic.participles(one)) == folded(forms)


@pytest.mark.parametrize(
    ("word", "after_past", "told"),
    [
        ("يعلن", False, True),  # قد يعلن الوزير: may announce
        ("تعلن", False, True),  # قد تعلن الوزارة: may announce
        ("يكون", True, True),  # كان الحريق قد يكون ...: may be
        ("أعلن", False, False),  # قد أعلن: has announced
        ("وصلت", False, False),  # قد وصلت: has arrived
        ("توصلوا", False, False),  # قد توصلوا: they have reached
        ("توصلتا", False, False),  # قد توصلتا: the two have reached
        ("تحدث", False, False),  # listed: قد تحدث الوزير is likelier than what may happen
        ("تعلن", True, False),  # كانت قد تعلن...: taken for a perfect
        ("", False, False),  # nothing follows
    ],
)
def test_an_imperfect_after_qad_is_told_from_a_perfect(
    word: str,
    after_past: bool,  # noqa: FBT001  (a column of the table)
    told: bool,  # noqa: FBT001  (a column of the table)
) -> None:
    """قد before an imperfect says "may", before a perfect "has"."""
    (token,) = folded(word) or [""]
    found = arabic.is_imperfect(token, perfects={"تحدث"}, after_past=after_past)
    assert found is told


@pytest.mark.parametrize(
    ("phrase", "spellings"),
    [
        ("وزير", ["وزير"]),
        ("مستشفى", ["مستشفى", "مستشفي"]),
        ("أمني", ["امني", "امنى"]),
        ("على", ["على"]),
        ("على حسابه الرسمي", ["على حسابه الرسمي", "على حسابه الرسمى"]),
        ("لدى مسؤولي", ["لدى مسؤولي", "لدي مسؤولي", "لدى مسؤولى"]),
    ],
)
def test_final_ya_and_alef_maqsura_are_exchanged(phrase: str, spellings: list[str]) -> None:
    """Many papers print one for the other, all through a phrase; على is no علي."""
    tokens = tuple(folded(phrase))
    assert [" ".join(found) for found in arabic.spellings(tokens, {"على"})] == spellings


@pytest.mark.parametrize(
    ("clitic", "word", "written"),
    [
        ("ب", "الوزارة", "بالوزارة"),
        ("ل", "الوزارة", "للوزارة"),
        ("ل", "وزارة", "لوزارة"),
        ("و", "الوزارة", "والوزارة"),
        ("ك", "الحكومة", "كالحكومة"),
    ],
)
def test_a_clitic_is_written_onto_its_word(clitic: str, word: str, written: str) -> None:
    """Only ل swallows the alef of the article (and للجنة is found as ل before لجنة)."""
    assert arabic.write_onto(clitic, word, article="ال", merging="ل") == written


def test_a_language_without_an_article_on_its_nouns_merges_nothing() -> None:
    """An empty article begins every word, and must not cut its first letter."""
    assert arabic.write_onto("ل", "الوزارة", article="", merging="ل") == "لالوزارة"


@pytest.mark.parametrize(
    ("noun", "changed"),
    [("مسؤول", "مسؤولا"), ("مصدر", "مصدرا"), ("وزارة", ""), ("خبراء", ""), ("مستشفى", ""),
     ("متحدثين", "")],
)  # fmt: skip
def test_a_noun_takes_the_accusative_unless_its_ending_takes_none(noun: str, changed: str) -> None:
    """إن مسؤولا, but إن وزارة."""
    assert arabic.accusative(noun, "ا", ("ة", "ا", "ن", "ء", "ى", "ي")) == changed


def test_without_an_ending_there_is_no_accusative() -> None:
    """English and Spanish write none."""
    assert arabic.accusative("official", "", ()) == ""


@pytest.mark.parametrize(
    ("word", "left"),
    [
        ("الوزارة", "وزارة"),
        ("والوزارة", "وزارة"),
        ("بالوزارة", "وزارة"),
        ("للوزارة", "وزارة"),
        ("وقالت", "قالت"),
        ("لجنة", "جنة"),  # a light stem is no word: it need only be the same each time
        ("ولد", "ولد"),
        ("minister", "minister"),
    ],
)
def test_light_stems_lose_what_is_written_onto_a_word(word: str, left: str) -> None:
    """The longest prefix goes, if three letters stay."""
    assert arabic.without_prefix(word, at_least=3) == left
