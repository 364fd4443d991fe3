"""Zones, paragraphs and sentences; offsets that never lie."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import kit
from kit.articles.statements import statements_of

NEWS = "\n ?!.؟…«»“”\"'():-–؛،#*[]"


def split(text: str, lang: str = "en") -> list[tuple[str, str]]:
    """Return zone and text of each statement."""
    return [(r.zone, r.text) for r in statements_of(text, lang, "x")]


def test_zones_of_an_english_text_without_marks() -> None:
    """Headline, picture line, body, heading and note are told by their shape and words."""
    text = (
        "Bridge closed after cracks are found\n\nPhoto: the bridge, from the archive\n\n"
        "The council closed the bridge on Sunday. It will stay shut for a month.\n\n"
        "Who pays?\n\nNobody has said who will pay for the repair.\n\n"
        "Note: this story first appeared elsewhere. We only republished it."
    )
    assert [z for z, _ in split(text)] == [
        "headline", "caption", "body", "body", "heading", "body", "boilerplate", "boilerplate",
    ]  # fmt: skip


def test_zones_of_an_arabic_text_without_marks() -> None:
    """The same in Arabic, where one line is one paragraph and no line is blank."""
    text = (
        "عاجل: إغلاق الجسر.. فمن يدفع الثمن؟\n"
        "صورة: الجسر، من الأرشيف\n"
        "أغلقت البلدية الجسر مساء الأحد. وسيبقى مغلقًا شهرًا.\n"
        "من المسؤول؟\n"
        "لم يقل أحد من سيدفع كلفة الإصلاح حتى الآن.\n"
        "ملحوظة: نُشر هذا الخبر في مكان آخر."
    )
    assert [z for z, _ in split(text, "ar")] == [
        "headline", "caption", "body", "body", "heading", "body", "boilerplate",
    ]  # fmt: skip


def test_markdown_marks_are_understood_and_kept() -> None:
    """Marked lines give their zone, and stay whole so that nothing is lost."""
    text = "# Title\n\n![A flag](flag.png)\n\nOne sentence. Two sentences.\n\n## Part\n\nThree.\n"
    assert split(text) == [
        ("headline", "# Title"), ("caption", "![A flag](flag.png)"), ("body", "One sentence."),
        ("body", "Two sentences."), ("heading", "## Part"), ("body", "Three."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "paragraph", "sentences"),
    [
        ("en", "Mr. Smith of the U.S. Army left. He was tired.", 2),
        ("en", "It fell 3.5 per cent to $1.2 million. Nobody knew why.", 2),
        ("en", "“We saw it. It was red. It fell,” Ms. Hall said.", 3),
        ("en", 'He said: "No. Never." Then he left.', 3),
        ("en", "It was said on Oct. 14 that all was well.", 1),
        ("en", "Well… maybe not. We shall see?! Yes.", 3),
        ("ar", "قال د. أحمد إن الأمر انتهى. وأضاف أنه راضٍ.", 2),
        ("ar", "هل انتهت الأزمة؟ لا أحد يعلم.", 2),
        ("ar", "بلغت النسبة 3.5 في المئة. وارتفعت لاحقًا.", 2),
        ("ar", "«لا نريد شيئًا. هذا كل ما في الأمر»، بحسب الناطق.", 2),
        ("ar", "وزعت المياه على (6) أحياء و(50) قرية.", 1),
    ],
)
def test_sentences(lang: str, paragraph: str, sentences: int) -> None:
    """Abbreviations, figures and initials end no sentence; quotations are cut inside."""
    assert len(list(statements_of(paragraph, lang, "x"))) == sentences


def test_a_headline_of_two_questions_is_one_statement() -> None:
    """Headlines are never cut."""
    found = split("من دفع؟ ومن قبض؟\n\nلا أحد يعلم حتى الآن من دفع ومن قبض.", "ar")
    assert found[0] == ("headline", "من دفع؟ ومن قبض؟")


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    """A paragraph broken at eighty columns is read as one."""
    text = (
        "The council closed the bridge on Sunday evening after a routine look\n"
        "at its piers had shown cracks, and it is going to stay shut for weeks\n"
        "while the work goes on.\n"
    )
    assert len(split(text)) == 1


def test_ids_count_from_one_and_paragraphs_from_zero() -> None:
    """Ids are the article's name and the place in reading order."""
    articles = kit.load_articles(text="Title\n\nOne is here. Two is here.\n")
    statements = kit.split_statements(articles)
    assert list(statements["statement_id"]) == ["text#1", "text#2", "text#3"]
    assert list(statements["paragraph"]) == [0, 1, 1]


@given(st.text(), st.sampled_from(["ar", "en", "zz"]))
@example("\ud800. A", "en")
@example("«أ. ب", "ar")
@example("\u200f \u200f", "ar")
def test_statements_cover_every_character_once(text: str, lang: str) -> None:
    """Whatever the text, slices are exact and no non-blank character is lost or doubled."""
    check_cover(text, lang)


@given(st.text(alphabet=st.sampled_from("aب.Z " + NEWS), max_size=120))
def test_marks_in_any_order_lose_nothing(text: str) -> None:
    """Quotation marks, stops and brackets may stand anywhere."""
    check_cover(text, "ar")


def check_cover(text: str, lang: str) -> None:
    """Assert the invariant of offsets."""
    at = 0
    for row in statements_of(text, lang, "x"):
        assert text[row.start : row.end] == row.text
        assert row.text.strip() == row.text != ""
        assert not text[at : row.start].strip()
        at = row.end
    assert not text[at:].strip()


def test_time_grows_with_the_length_not_its_square() -> None:
    """Ten times the open quotation marks take far less than a hundred times as long."""
    unit = "“word. "

    def seconds(n: int) -> float:
        start = time.perf_counter()
        assert len(list(statements_of(unit * n, "en", "x"))) > 0
        return time.perf_counter() - start

    seconds(500)
    small, large = min(seconds(2_000) for _ in range(3)), seconds(20_000)
    assert large < small * 40


def test_a_frame_of_another_kind_is_refused() -> None:
    """The door names what is missing."""
    with pytest.raises(kit.FrameError, match="articles: found no column"):
        kit.split_statements(kit.split_statements(kit.load_articles(text="One.")))


@pytest.mark.parametrize(
    ("lang", "text", "sentences"),
    [
        ("en", "* The mayor said the pier was safe\n* Two nurses said it was not\n* It rained", 3),
        ("en", "14:05 The mayor said the pier was safe\n14:40 Two nurses said it was not", 2),
        ("en", "Mayor calls the old pier safe to walk on\nTwo divers say they saw it crack", 2),
        ("en", "1. The pier is shut.\n2) The mayor said it was safe.\n(3) Nobody knows why.", 3),
        ("ar", "🔵 عمدة المدينة: الرصيف سليم\n🔵 شهود: رأيناه يتشقق\n🔵 الشرطة تحقق في الأمر", 3),
        ("ar", "1. الرصيف مغلق.\n2. قال العمدة إنه سليم.\n3. لا أحد يعلم لماذا.", 3),
    ],
)
def test_a_line_of_a_list_is_a_statement(lang: str, text: str, sentences: int) -> None:
    """Bullets, numbers, times and pictures open statements; lines alike in length are not glued."""
    assert len(split(text, lang)) == sentences


def test_lines_that_were_wrapped_by_hand_are_one_paragraph() -> None:
    """A line that ends where the next word found no room goes on in the next line."""
    text = (
        "The council closed the old pier on Sunday after divers\n"
        "had seen a crack in one of the four pillars that carry\n"
        "the northern end of it."
    )
    assert split(text) == [("body", text)]


@pytest.mark.parametrize(
    ("lang", "paragraph", "sentences"),
    [
        ("en", "The bus left at 6 a.m. The driver said it was late.", 2),
        ("en", "She moved to the U.K. He stayed at home.", 2),
        ("en", "There is a plan C. The board said it would work.", 2),
        ("en", "It was built by K. Strand and sold to P. Q. Moreno.", 1),
        ("en", "The judge cited Strand v. Moreno and found it binding.", 1),
        ("en", "Some birds, e.g. Arctic terns, fly far.", 1),
        ("en", "Amber Foods Inc. President Ana Ruiz will resign.", 1),
        ("en", "The mayor said it was safe.[3] Two divers said it was not.[4] It rained.", 3),
        ("ar", "كتب م. ن. سالم عن الميناء القديم.", 1),
        ("ar", "قالت أ.د. هدى سالم إن الدواء آمن.", 1),
        ("ar", "بُني الرصيف سنة 1974 م. وهُدم بعد ذلك.", 2),
        ("ar", "قال العمدة إن الرصيف سليم.. ولا خوف عليه.", 1),
        ("ar", "وقالت هدى سالم: «نحن… نحن من يدفع… ولا أحد يسأل».", 1),
    ],
)
def test_a_stop_ends_a_sentence_or_not(lang: str, paragraph: str, sentences: int) -> None:
    """Stops of abbreviations and initials, pauses and footnotes; what word comes next decides."""
    assert len(split(paragraph, lang)) == sentences
