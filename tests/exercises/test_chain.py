"""Chains: what is offered can be found in what is shown, and nobody stands there twice."""

from __future__ import annotations

from itertools import combinations

import pytest

from kit.engine.verdict.headlines import content_words
from kit.exercises.chain.face import ChainBuilderFace
from kit.exercises.chain.task import Chaining, stands_in
from kit.languages.interface import LANGUAGES, translator
from kit.lessons.drafts import draft_lesson
from kit.lessons.folders import list_lessons, load_lesson
from kit.lessons.items import list_items, load_items

BOTH = pytest.mark.parametrize("lang", LANGUAGES)


def missing(face: ChainBuilderFace, item: str) -> list[str]:
    """Return the hands offered that stand neither in the text shown nor in its byline."""
    ask = face.ask(item)
    shown = "".join(piece["text"] for piece in ask["statement"]["pieces"]) + " " + ask["byline"]
    return [hand for hand in ask["hands"] if not stands_in(hand, shown)]


@BOTH
def test_every_hand_of_every_story_can_be_found_in_what_is_shown(lang: str) -> None:
    """In all stories: in the text beside the statement, or in who published it; two more to choose."""
    faces = [ChainBuilderFace(load_lesson(name, lang)) for name in list_lessons()]
    asked = [(face, item) for face in faces for item in face.items]
    assert len(asked) > 90
    assert [(item, hands) for face, item in asked if (hands := missing(face, item))] == []
    few = [i for f, i in asked if len(f.task.offered(i)) < len(f.task.chain(i)) + 2]
    assert few == [], "one hand of two is no choice"


@BOTH
def test_every_hand_of_the_bank_can_be_found_in_its_lines(lang: str) -> None:
    """Single statements that have a chain hold its hands themselves."""
    faces = [ChainBuilderFace(load_items(name, lang)) for name in list_items()]
    asked = [(face, item) for face in faces for item in face.items]
    assert [(item, hands) for face, item in asked if (hands := missing(face, item))] == []
    assert len(asked) > 5


@BOTH
def test_nobody_stands_twice_in_a_key(lang: str) -> None:
    """No hand of a chain is another one under a shorter name."""
    twice = [
        (entry.statement_id, one, other)
        for name in list_lessons()
        for entry in load_lesson(name, lang).entries
        for one, other in combinations(map(content_words, entry.chain), 2)
        if one and other and (one <= other or other <= one)
    ]
    assert twice == []


def test_an_agency_that_the_text_names_again_is_one_hand() -> None:
    """Where the engine's finds stand in for a key, its name in full and in short are one."""
    said = "The governor, Munir Attar, told the Sahil agency that the bridge would stay closed."
    lesson = draft_lesson(f"Bridge closed\n\n{said}", "en")
    rows = [("The Inland Paper", "Sahil News Agency", "the Sahil agency", "Munir Attar")]
    key = lesson.key.assign(chain=[(), *rows])
    task = Chaining(lesson.with_frames(key=key))
    assert task.chain(task.items[0]) == ("The Inland Paper", "Sahil News Agency", "Munir Attar")


@pytest.mark.parametrize(
    ("hand", "text", "there"),
    [
        ("mayor Nawal Darbas", "The mayor, Nawal Darbas, said so.", True),
        ("mayor Nawal Darbas", "The mayor said so.", False),
        ("rumour", "He is rumoured to have paid.", True),
        ("حكمان كانا على خط السباق", "نقلًا عن حكمين كانا على خط السباق", True),
        ("وزارة التعليم", "بحسب قرار لوزارة التعليم", True),
        ("مديرة المستشفى لبنى الطرزي", "أوضح المستشفى. ووصفت مديرته لبنى الطرزي الكلام", True),
        ("هدى سعد", "وقالت هدى سعد", True),
        ("أحاديث", "وثمة حديث", False),
    ],
)
def test_a_hand_is_found_in_whichever_form(hand: str, text: str, *, there: bool) -> None:
    """Each of its longer words, with what cases and endings make of it."""
    assert stands_in(hand, text) is there


@BOTH
def test_the_page_says_who_published_and_who_wrote_it_first(lang: str) -> None:
    """The byline stands with the question and with the verdict; a text without one has none."""
    lesson, say = load_lesson("bridge-agency", lang), translator(lang)
    face, row = ChainBuilderFace(lesson), lesson.article_rows[0]
    said = say("Published by {publisher}, taken over from {agency}")
    assert face.ask(face.items[0])["byline"] == said.format(
        publisher=row.publisher, agency=row.republished_from
    )
    plain = ChainBuilderFace(load_lesson("the-bridge", lang))
    publisher = load_lesson("the-bridge", lang).article_rows[0].publisher
    said = say("Published by {publisher}").format(publisher=publisher)
    assert plain.ask(plain.items[0])["byline"] == said
    items = ChainBuilderFace(load_items("items-07", lang))
    assert items.ask(items.items[0])["byline"] == ""
