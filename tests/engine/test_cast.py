"""Who is who: one card a speaker, from the words of the whole article."""

from __future__ import annotations

import time

import pytest

import kit
from kit.engine.sentence.names import name_in

EN = (
    "Orsholt: we have no other road\n\n"
    "Orsholt said the road was closed. She said it would open in May.\n\n"
    "The mayor, Lena Orsholt, had met the council. Two drivers said the road was open.\n\n"
    "“It is closed,” Marta Ilves, a nurse, told the council. Ilves said she had seen it."
)
AR = (
    "الديري: لا طريق آخر\n\n"
    "قالت الديري إن الطريق مغلق. وأضافت أنه سيُفتح في مايو.\n\n"
    "وكانت رئيسة البلدية هالة الديري قد التقت المجلس. وقال سائقان إن الطريق مفتوح.\n\n"
    "وقالت منى العوضي إن الطريق مغلق."
)


def cards(text: str, lang: str) -> list[tuple[str, str, str, list[int]]]:
    """Return of each speaker the fullest form, the label, what it is known by, its statements."""
    (found,) = kit.explain(text, lang=lang).found
    return [
        (c.words, c.label, c.known_by, [int(one.partition("#")[2]) for one in c.statement_ids])
        for c in found.speakers
    ]


def test_a_card_gathers_what_the_whole_article_says() -> None:
    """A surname, a pronoun and an office told only later are one speaker's."""
    assert cards(EN, "en") == [
        ("Lena Orsholt", "official", "Lena Orsholt", [1, 2, 3]),
        ("Two drivers", "unnamed", "", [5]),
        ("Marta Ilves, a nurse", "named", "Marta Ilves, a nurse", [6, 7]),
    ]


def test_a_card_gathers_what_an_arabic_article_says() -> None:
    """The same, with verbs that carry their subject."""
    assert cards(AR, "ar") == [
        ("رئيسة البلدية هالة الديري", "official", "رئيسة البلدية هالة الديري", [1, 2, 3]),
        ("سائقان", "unnamed", "", [5]),
        ("منى العوضي", "named", "منى العوضي", [6]),
    ]


def test_the_data_form_names_the_speaker_of_each_statement() -> None:
    """A statement says on which card its verdict rests, or null; the card says what it is known by."""
    (article,) = kit.explain(EN, lang="en").to_dict()["articles"]
    first, *_ = article["speakers"]
    assert [s["speaker"] for s in article["statements"]] == [
        "text@1", "text@1", "text@1", None, "text@2", "text@3", "text@3",
    ]  # fmt: skip
    known = first["known_by"]
    assert EN[known["start"] : known["end"]] == known["text"] == "Lena Orsholt"
    assert first["forms"] == ["Lena Orsholt", "Orsholt", "She"]


@pytest.mark.parametrize(
    ("words", "lang", "name"),
    [
        ("US President Donald Reck", "en", ("donald", "reck")),
        ("Ines Kaldor, the head of the port", "en", ("ines", "kaldor")),
        ("Ana Baker", "en", ("ana", "baker")),
        ("the mayor", "en", ()),
        ("وزير الأمن الداخلي سالم الديري", "ar", ("سالم", "الديري")),
        ("الديري", "ar", ("الديري",)),
    ],
)
def test_titles_are_no_part_of_a_name(words: str, lang: str, name: tuple[str, ...]) -> None:
    """What is left is the name, the surname last; a surname may be a trade or a place as well."""
    assert name_in(words, lang) == name


def test_of_two_of_one_surname_the_one_named_last_is_meant() -> None:
    """A bare surname points back to the nearest full name."""
    text = (
        "Roads\n\nMayor Lena Orsholt said it was closed. Orsholt said it would open.\n\n"
        "Piet Orsholt, a baker, said it was open. Orsholt said he had used it."
    )
    labels = list(kit.explain(text, lang="en").labels["label"])
    assert labels == ["outlet", "official", "official", "named", "named"]


@pytest.mark.fault("time")
@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor Ana{0} Reck{0} said it was so.",
        "Mayor Ana{0} Reck said it was so.",
        "Mayor Ana Reck{0} said it was so.",
        "Reck said it was so.",
    ],
    ids=["all differ", "one surname", "one first name", "one form"],
)
def test_time_grows_with_the_number_of_speakers_and_no_faster(sentence: str) -> None:
    """Ten thousand speakers, or forms of one, take some ten times as long as a thousand."""

    def seconds(count: int) -> float:
        letters = (
            chr(97 + n // 676 % 26) + chr(97 + n // 26 % 26) + chr(97 + n % 26)
            for n in range(count)
        )
        text = "\n\n".join(sentence.format(word) for word in letters)
        begun = time.process_time()
        kit.explain(text, lang="en")
        return time.process_time() - begun

    seconds(200)
    assert seconds(10_000) < 30 * max(seconds(1_000), 0.01)


@pytest.mark.parametrize(
    ("text", "lang", "labels"),
    [
        (
            "Prices\n\nGosal, a dairy company, raised prices. Gosal said it was sorry.",
            "en", ["outlet", "outlet", "official"],
        ),
        ("Prices\n\nGosal said prices would rise. It added that costs had risen.", "en", ["outlet", "official", "official"]),
        ("Road\n\nDorn Reck said it was shut. Reck is the mayor.", "en", ["outlet", "official", "outlet"]),
        (
            "أسعار\n\nغوسال، وهي شركة ألبان، رفعت الأسعار. وقالت غوسال إنها آسفة.",
            "ar", ["outlet", "outlet", "official"],
        ),
        (
            "طريق\n\nقال هاني الورد إنه مغلق. والورد هو رئيس البلدية.",
            "ar", ["outlet", "official", "outlet"],
        ),
    ],
)  # fmt: skip
def test_the_article_shows_what_somebody_is(text: str, lang: str, labels: list[str]) -> None:
    """An apposition, a later "it" and a copula tell a body or an office that no table lists."""
    assert list(kit.explain(text, lang=lang).labels["label"]) == labels


def test_a_body_that_bears_a_name_is_not_the_person() -> None:
    """Reck Industries says nothing of what Dorn Reck is."""
    text = "Prices\n\nReck Industries said it was sorry. Dorn Reck said prices would fall. Reck said why."
    labels = list(kit.explain(text, lang="en").labels["label"])
    assert labels == ["outlet", "official", "named", "named"]
