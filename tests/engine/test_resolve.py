"""Whole small articles: who stands behind each statement once the others are known."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import kit
from kit.core.frames import records

EN = """Bridge closed after cracks are found

Residents of Brunsvik said on Sunday that the old bridge had shaken for weeks. "We wrote three letters. Nobody answered," one of them told the Harbour Courier.

The town council said the bridge would stay closed until June. It also promised a free ferry.

Who will pay?

The repairs may cost as much as a new bridge. A source in the council said the money had been spent.

She was not surprised, said Marta Ilves, who has lived beside it since 1980.

Note: this story was first published by the Harbour Courier."""

AR = """إغلاق الجسر بعد اكتشاف تشققات

قال سكان في الزيتون يوم الأحد إن الجسر القديم اهتز منذ أسابيع. وأضافوا: «كتبنا ثلاث رسائل. لم يجبنا أحد».

أعلنت بلدية الزيتون أن الجسر سيبقى مغلقا حتى يونيو. كما شمل القرار منع الشاحنات.

من سيدفع الثمن؟

قد تبلغ كلفة الإصلاح ثمن جسر جديد. وقال مصدر في البلدية إن المال صُرف.

وقالت منى العوضي، التي تسكن قربه منذ عام 1980، إنها لم تتفاجأ.

ملحوظة: نُشر هذا الخبر أولا في صحيفة المرسى."""


def labels(text: str, **columns: str) -> list[dict[str, Any]]:
    """Return the suggestions for one article."""
    articles = kit.load_articles(text=text).assign(**columns)
    return records(kit.explain(articles).labels)


def by_text(rows: list[dict[str, Any]], words: str) -> dict[str, Any]:
    """Return the one statement that holds some words."""
    (row,) = [r for r in rows if words in r["text"]]
    return row


@pytest.mark.parametrize(
    ("words", "label", "carried"),
    [
        ("Bridge closed", "outlet", False),
        ("Residents of Brunsvik", "unnamed", False),
        ("We wrote three letters", "unnamed", False),
        ("Nobody answered", "unnamed", False),
        ("stay closed until June", "official", False),
        ("promised a free ferry", "official", False),
        ("Who will pay?", "outlet", False),
        ("may cost as much", "outlet", False),
        ("A source in the council", "unnamed", False),
        ("She was not surprised", "named", False),
        ("Note: this story", "meta", False),
    ],
)
def test_an_english_article(words: str, label: str, carried: bool) -> None:  # noqa: FBT001
    """Every statement of a small report, as the codebook labels it."""
    row = by_text(labels(EN), words)
    assert (row["label"], row["carried"]) == (label, carried), row["why_en"]


@pytest.mark.parametrize(
    ("words", "label", "carried"),
    [
        ("إغلاق الجسر بعد", "outlet", False),
        ("قال سكان", "unnamed", False),
        ("كتبنا ثلاث رسائل", "unnamed", False),
        ("لم يجبنا أحد", "unnamed", True),
        ("سيبقى مغلقا", "official", False),
        ("منع الشاحنات", "official", True),
        ("من سيدفع", "outlet", False),
        ("ثمن جسر جديد", "outlet", False),
        ("مصدر في البلدية", "unnamed", False),
        ("منى العوضي", "named", False),
        ("ملحوظة", "meta", False),
    ],
)
def test_an_arabic_article(words: str, label: str, carried: bool) -> None:  # noqa: FBT001
    """The same report in Arabic, where verbs carry their subject and sentences begin with و."""
    row = by_text(labels(AR), words)
    assert (row["label"], row["carried"]) == (label, carried), row["why_en"]


@pytest.mark.parametrize(
    ("said", "also"),
    [
        ("The two ministers discussed trade, the foreign ministry said.",
         "The two sides also discussed the release of prisoners."),
        ("بحث الوزيران التجارة، بحسب وزارة الخارجية.", "كما تناول الجانبان الإفراج عن السجناء."),
    ],
)  # fmt: skip
def test_carry_never_crosses_a_paragraph(said: str, also: str) -> None:
    """The same words are carried in one paragraph and the outlet's own in the next."""
    title = "أخبار" if "بحث" in said else "News"
    together = by_text(labels(f"{title}\n\n{said} {also}"), also)
    apart = by_text(labels(f"{title}\n\n{said}\n\n{also}"), also)
    assert (together["label"], together["carried"]) == ("official", True)
    assert (apart["label"], apart["carried"]) == ("outlet", False)
    assert together["cue"] == together["source"] == ""
    assert together["chain"] == by_text(labels(said), said)["chain"]


def test_carry_ends_with_the_first_statement_that_does_not_go_on() -> None:
    """After the outlet has spoken itself, "it also" is the outlet's too."""
    rows = labels(
        "News\n\nThe decree bans parking, the council said. It also bans horns. "
        "Drivers parked on the quay. It also filled the market."
    )
    assert [r["label"] for r in rows[1:]] == ["official", "official", "outlet", "outlet"]


@pytest.mark.parametrize(
    ("first", "middle", "again", "label"),
    [
        ("Informed sources said the budget would be cut.", "The square was empty.",
         "The sources added that no school would close.", "unnamed"),
        ("Mayor Lena Orsholt said the bridge was safe.", "The square was empty.",
         "She added that tests would go on.", "official"),
        ("Marta Ilves said the wall cracked at night.", "The square was empty.",
         "She added that it sounded like thunder.", "named"),
        ("كشفت مصادر مطلعة أن الموازنة ستُخفض.", "كانت الساحة خالية.",
         "وأضافت المصادر أن المدارس مستثناة.", "unnamed"),
        ("قالت رئيسة البلدية هالة الديري إن الجسر آمن.", "كانت الساحة خالية.",
         "وأضافت أن الفحوص ستستمر.", "official"),
        ("قالت منى العوضي إن الجدار تشقق ليلا.", "كانت الساحة خالية.",
         "وأضافت أنها ظنته رعدا.", "named"),
    ],
)  # fmt: skip
def test_a_reference_is_resolved_across_paragraphs(
    first: str, middle: str, again: str, label: str
) -> None:
    """A pronoun, short form or bare verb takes the identity of a speaker paragraphs before."""
    rows = labels(f"{middle[:-1]}\n\n{first}\n\n{middle}\n\n{again}")
    assert [r["label"] for r in rows] == ["outlet", label, "outlet", label]
    assert not rows[-1]["carried"]
    assert rows[-1]["chain"] == rows[1]["chain"]


def test_a_short_form_looks_back_for_its_own_kind_of_speaker() -> None:
    """The ministry is the ministry, though a source has spoken since."""
    rows = labels(
        "News\n\nThe transport ministry said the line would close. "
        "Informed sources said it would be sold. The ministry added that buses would run. "
        "The sources said the buyer was known."
    )
    assert [r["label"] for r in rows[1:]] == ["official", "unnamed", "official", "unnamed"]


def test_articles_do_not_know_each_other() -> None:
    """A reference finds no speaker in the article before its own."""
    texts = ("Mayor Lena Orsholt said the bridge was safe.", "The sources added that it was not.")
    articles = pd.concat(
        kit.load_articles(text=text).assign(article_id=f"a{number}")
        for number, text in enumerate(texts)
    )
    rows = records(kit.explain(articles).labels)
    assert [r["label"] for r in rows] == ["official", "unnamed"]
    assert "Orsholt" not in rows[1]["why_en"]


@pytest.mark.parametrize(
    "text",
    [
        'Mayor Lena Orsholt said: "The bridge is closed. It will open in June. Nobody is in danger."',
        "وقالت رئيسة البلدية هالة الديري: «الجسر مغلق. سيُفتح في يونيو. لا خطر على أحد».",
    ],
)
def test_a_quotation_runs_over_its_statements(text: str) -> None:
    """The first sentence is attributed, the others are carried, all to the one who speaks."""
    rows = labels(text)
    assert [r["label"] for r in rows] == ["official"] * 3
    assert [r["carried"] for r in rows] == [False, True, True]


def test_a_quotation_before_its_attribution_is_not_carried() -> None:
    """The speaker stands beside it, if only in the next sentence."""
    rows = labels('"I thought it was thunder. Then the wall cracked," said Marta Ilves. "We ran."')
    assert [r["label"] for r in rows] == ["named"] * 3
    assert not rows[0]["carried"]
    assert rows[-1]["chain"] == ("Marta Ilves",)


def test_a_quotation_that_is_closed_carries_nothing() -> None:
    """What follows the closing mark is the outlet's again."""
    rows = labels('Marta Ilves said: "The wall cracked." The house was empty within an hour.')
    assert [r["label"] for r in rows] == ["named", "outlet"]


def test_a_quotation_of_nobody_in_a_headline_is_hearsay() -> None:
    """A headline in quotation marks that the body never repeats has no speaker."""
    rows = labels('"The end of the river"\n\nThe council met on Monday. It rained all day.')
    assert rows[0]["label"] == "hearsay"


def test_a_republication_note_is_about_the_text() -> None:
    """It lends its outlet to no statement and takes no label from the one before."""
    note = "This story was originally published by the Harbour Courier. Read it there."
    rows = labels(f"News\n\nPolice said the road was closed. It is open again.\n\n{note}")
    assert [r["label"] for r in rows[-2:]] == ["meta", "meta"]
    assert {r["chain"] for r in rows[-2:]} <= {(), ("",)}
    assert rows[1]["chain"] == ("Police",)


@pytest.mark.parametrize(
    ("headline", "body", "sensational"),
    [
        ("Bridge about to fall into river", "The bridge may be about to fall into the river.", True),
        ("Ferry sold to a foreign buyer", "Sources said the ferry was sold to a foreign buyer.", True),
        ("Sources: ferry sold to foreign buyer", "Sources said the ferry was sold to a foreign buyer.",
         False),
        ("Is the ferry sold to a foreign buyer?", "Sources said the ferry was sold to a foreign buyer.",
         True),
        ("Bridge closed for repairs", "The bridge was closed for repairs on Monday.", False),
        ("بيع العبّارة لمشتر أجنبي", "قالت مصادر إن العبّارة بيعت لمشتر أجنبي.", True),
        ("مصادر: بيع العبّارة لمشتر أجنبي", "قالت مصادر إن العبّارة بيعت لمشتر أجنبي.", False),
        ("هل بيعت العبّارة لمشتر أجنبي؟", "قالت مصادر إن العبّارة بيعت لمشتر أجنبي.", True),
        ("إغلاق الجسر القديم للترميم", "أُغلق الجسر القديم للترميم يوم الاثنين.", False),
    ],
)  # fmt: skip
def test_a_headline_that_overstates_its_body(
    headline: str,
    body: str,
    sensational: bool,  # noqa: FBT001
) -> None:
    """It drops the source or the doubt, or asks what nobody on the record answers."""
    more = "It rained." if headline[0].isascii() else "هطل المطر."
    rows = labels(f"{headline}\n\n{body} {more}")
    assert rows[0]["zone"] == "headline"
    assert rows[0]["sensational"] is sensational
    assert not any(r["sensational"] for r in rows[1:])


def test_a_chain_names_every_hand_from_the_reader_to_the_origin() -> None:
    """The site, the outlet it copied, the agency it quotes, and the one who vouches."""
    text = "Reuters quoted Interior Minister Karam Vashti as saying that the crossing would reopen."
    (row,) = labels(text, publisher="Copy Daily", republished_from="Harbour Courier")
    assert row["label"] == "official"
    assert row["chain"] == (
        "Copy Daily", "Harbour Courier", "Reuters", "Interior Minister Karam Vashti",
    )  # fmt: skip


def test_an_arabic_chain_ends_with_the_origin() -> None:
    """نقلت ... عن: the agency hands on what the unnamed source vouches for."""
    (row,) = labels("نقلت وكالة رويترز عن مصدر أمني أن الصفقة أُلغيت.", publisher="المرسى")
    assert (row["label"], row["chain"]) == ("unnamed", ("المرسى", "وكالة رويترز", "مصدر أمني"))


def test_without_articles_a_chain_begins_at_the_first_source() -> None:
    """Publishers are known only from the frame of articles."""
    articles = kit.load_articles(text="Police said no.").assign(publisher="Copy Daily")
    statements = kit.split_statements(articles)
    cues = kit.find_cues(statements)
    assert kit.suggest_labels(statements, cues)["chain"][0] == ("Police",)
    assert kit.suggest_labels(statements, cues, articles)["chain"][0] == ("Copy Daily", "Police")


@pytest.mark.parametrize(
    "text",
    [
        "The mayor reportedly said that she would not run again.",
        "Photos show that the bridge was open.",
        "It was reported that the bridge was open.",
        "ذُكر أن الجسر كان مفتوحا.",
        "تقارير تشير إلى أن الجسر كان مفتوحا.",
    ],
)
def test_a_saying_without_a_source_is_hearsay(text: str) -> None:
    """Agentless reports, photographs, and a saying that is itself hearsay; no words are a source."""
    (row,) = labels(text)
    assert (row["label"], row["source"], row["source_start"]) == ("hearsay", "", -1)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The ministry of transport denied that the ferry had been sold.", "official"),
        ("Marta Ilves declined to comment.", "named"),
        ("An official declined to comment.", "unnamed"),
        ("نفت وزارة النقل بيع العبّارة.", "official"),
        ("رفضت منى العوضي التعليق.", "named"),
    ],
)
def test_whoever_denies_or_will_not_comment_keeps_the_label(text: str, label: str) -> None:
    """A denial and "no comment" are statements of the one who makes them."""
    (row,) = labels(text)
    assert (row["label"], row["polarity"]) == (label, "deny")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Fire spread to the port, the police chief Bram Olsthoorn said.", "official"),
        ("The bridge, which the mayor opened in 2019 and said was safe, fell on Sunday.", "outlet"),
        ("Nothing has moved since the minister announced the plan.", "outlet"),
        ("The paper has learned that the ferry was sold.", "outlet"),
        ("Marta Ilves and two officials said the ferry was sold.", "named"),
        ("لم يتحرك شيء منذ أن أعلن الوزير الخطة.", "outlet"),
        ("الجسر الذي قال عنه المهندسون إنه متين انهار يوم الأحد.", "outlet"),
    ],
)
def test_only_a_clause_with_the_news_relabels_a_statement(text: str, label: str) -> None:
    """A relative or time clause is a gloss; a clause at the end that carries the news is not."""
    assert labels(text)[0]["label"] == label


def test_a_caption_a_heading_and_a_note_end_no_memory() -> None:
    """A reference after them still finds its speaker."""
    rows = labels(
        "News of the bridge\n\nMayor Lena Orsholt said the bridge was safe. It is old.\n\n"
        "Photo: the bridge\n\nWhat comes next\n\nShe added that tests would go on. It rained."
    )
    assert by_text(rows, "She added")["label"] == "official"
    assert by_text(rows, "Photo")["label"] == "meta"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Pier is unsafe: sources\n\nThe pier was shut at noon. It will open again.", "en"),
        ("Sources said: “It is old. It shook.”\n\nThe pier was shut. It will open.", "en"),
        ("مصادر: الرصيف غير آمن\n\nأُغلق الرصيف ظهرًا. وسيُفتح من جديد.", "ar"),
        ("قالت مصادر مقرّبة: «الرصيف قديم. وقد اهتز».\n\nأُغلق الرصيف. وسيُفتح من جديد.", "ar"),
    ],
)
def test_no_reason_has_a_gap_or_takes_a_speaker_for_a_cue(text: str, lang: str) -> None:
    """Where no reporting words are written, the reason speaks of none."""
    for row in kit.explain(text, lang=lang).found[0].labels:
        for why in (row.why_en, row.why_ar):
            assert "…" not in why
            assert not any(empty in why for empty in ("“”", "«»"))
            assert why.count("مصادر") + why.count("sources") <= 2


def test_the_reason_of_an_office_agrees_with_whoever_holds_it() -> None:
    """Arabic words it so that it holds for women and men, and for several."""
    rows = kit.explain("قالت وزيرة النقل هالة الديري إن الجسر آمن.", lang="ar").found[0].labels
    assert rows[0].why_ar == (
        "كلام «وزيرة النقل هالة الديري» صادر بحكم المنصب وباسم الجهة، على الملأ."
    )
