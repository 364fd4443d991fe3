"""Lessons' files: what is written is read back, value for value."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kit
from kit.core.codebook import LABELS, POLARITIES
from kit.core.rows import Article
from kit.lessons.keys import read_evidence, read_key
from kit.lessons.rights import OWN_CLASS, hold_shared, is_shared
from kit.lessons.writing import article_text, cards_text, key_text

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("ar", "en")
TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
SHOWN = TEXT.filter(str.strip)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", kit.list_lessons())
def test_every_lesson_of_the_kit_can_be_written_and_read_again(
    name: str, lang: str, tmp_path: Path
) -> None:
    """Article, key and cards come back as they were."""
    lesson = kit.load_lesson(name, lang)
    folder = tmp_path / name
    folder.mkdir()
    files = {
        f"article.{lang}.md": article_text(lesson.article_rows[0]),
        f"key.{lang}.toml": key_text(lesson.statement_rows, lesson.entries),
        f"evidence.{lang}.toml": cards_text(lesson.cards, lesson.statement_rows),
    }
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")
    found = kit.load_lesson(name, lang, tmp_path)
    assert found.article_rows == lesson.article_rows
    assert (found.entries, found.cards) == (lesson.entries, lesson.cards)


@pytest.mark.fault("hostile")
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SHOWN, SHOWN, TEXT, st.sampled_from(LABELS), st.sampled_from(POLARITIES))
def test_any_words_can_stand_in_a_key(  # noqa: PLR0913, PLR0917  (one for each field)
    tmp_path: Path, english: str, arabic: str, hint: str, label: str, polarity: str
) -> None:
    """Quotation marks, line ends and signs that act unseen among them."""
    lesson = kit.load_lesson("bridge-brief")
    entries = [
        replace(
            entry, label=label, accept=("meta", "named"), polarity=polarity, carried=True, hedge=True,
            reason_en=english, reason_ar=arabic, hint_en=hint, dropped=("hedge",),
        )
        for entry in lesson.entries
    ]  # fmt: skip
    path = tmp_path / "key.toml"
    path.write_bytes(key_text(lesson.statement_rows, entries).encode())
    assert list(read_key(path, lesson.statement_rows)) == entries


def test_cards_are_read_back(tmp_path: Path) -> None:
    """With all that one may hold."""
    lesson = kit.load_lesson("the-bridge")
    card = replace(lesson.cards[0], text='Said "no"\nand \\ went', words="", note="\u202e")
    path = tmp_path / "evidence.toml"
    path.write_text(cards_text([card], lesson.statement_rows), encoding="utf-8")
    assert read_evidence(path, lesson.statement_rows) == (card,)


def test_front_matter_says_whose_an_article_is() -> None:
    """Fields that are empty are left out, and each value stands in quotation marks."""
    article = Article("x.en", "en", title='Port: "fire"', licence=OWN_CLASS, text="Port\n\nFire.")
    assert article_text(article) == (
        '---\ntitle: "Port: \\"fire\\""\nlang: "en"\nlicence: "own class only"\n---\n\nPort\n\nFire.\n'
    )


def test_an_article_for_the_own_class_is_not_shared() -> None:
    """Whatever the case of its mark; any other licence is."""
    lesson = kit.load_lesson("the-bridge")
    (article,) = lesson.article_rows
    own = replace(lesson, article_rows=(replace(article, licence=" Own class only"),))
    assert [is_shared(one) for one in (lesson, own)] == [True, False]
    hold_shared(lesson, "a shared export")
    with pytest.raises(
        kit.LessonError, match="the-bridge: found an article for your own class only"
    ):
        hold_shared(own, "a shared export")
