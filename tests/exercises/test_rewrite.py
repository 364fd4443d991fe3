"""Rewriting in the form of headlines: a speaker, a colon, the news."""

from __future__ import annotations

from typing import Any

import pytest

from kit.core.codebook import OFF_RECORD, ON_RECORD
from kit.exercises.rewrite.task import Rewriting
from kit.exercises.task import Choice
from kit.languages.interface import LANGUAGES
from kit.lessons.folders import list_lessons, load_lesson

COLONS = [
    ("the-bridge.en#1", "Council: Mill Bridge closed to cars and pedestrians", "kept", 1.0),
    ("the-bridge.en#1", "Marsa al-Lawz: Mill Bridge closed to cars and pedestrians", "lost", 0.5),
    ("the-bridge.en#1", "Mill Bridge: closed to cars and pedestrians", "lost", 0.5),
    ("the-bridge.en#10", "Ministry source: bridge had not been inspected for six years", "kept_hidden", 1.0),
    ("the-bridge.en#10", "Ministry of Public Works: bridge not inspected for six years", "lost", 0.5),
    ("the-stadium.en#1", "Two people close to the organising committee: cup final to be played in Belmour", "kept_hidden", 1.0),
    ("the-ward.en#7", "Two nurses on the ward: visitors turned away at the door since Friday", "kept_hidden", 1.0),
    ("the-sweets.en#5", "Screenshot making the rounds: kitchen was last cleaned before the feast", "kept_hidden", 1.0),
    ("bridge-live.en#1", "Huda Saad: I took sixty pupils across in three trips", "kept", 1.0),
    ("the-bridge.ar#1", "بلدية مرسى اللوز: إغلاق جسر الطاحونة أمام السيارات والمشاة", "kept", 1.0),
    ("the-bridge.ar#1", "مرسى اللوز: إغلاق جسر الطاحونة أمام السيارات والمشاة", "lost", 0.5),
    ("the-bridge.ar#1", "عاجل: إغلاق جسر الطاحونة أمام السيارات والمشاة", "lost", 0.5),
    ("the-bridge.ar#10", "مصدر في الأشغال: الجسر لم يُفحص منذ ست سنوات", "kept_hidden", 1.0),
    ("the-bridge.ar#10", "وزارة الأشغال: الجسر لم يُفحص منذ ست سنوات", "raised", 0.5),
    ("the-stadium.ar#1", "شخصان مقربان من اللجنة المنظمة: نهائي الكأس في بلمور لا في استاد القنديل", "kept_hidden", 1.0),
    ("the-flood.ar#9", "حارس في السد: إحدى بوابات تصريف المياه علقت وتعذّر إغلاقها", "kept_hidden", 1.0),
    ("the-app.ar#1", "شركة «لقلق»: أرقام البطاقات والأرصدة محفوظة على خادم منفصل", "kept", 1.0),
    ("bridge-live.ar#1", "هدى سعد: نقلت ستين تلميذًا في ثلاث رحلات", "kept", 1.0),
]  # fmt: skip
"""Item, headline with its speaker before a colon, what became of the source, what that earns."""


@pytest.mark.parametrize("case", COLONS, ids=lambda case: f"{case[0]} {case[2]}")
def test_a_speaker_before_a_colon_is_the_storys_own_or_is_not(case: tuple[Any, ...]) -> None:
    """Whoever the story quotes may stand there; a body is not its insider, nor a town its council."""
    item, text, source, points = case
    name, lang = item.split("#")[0].split(".")
    task = Rewriting(load_lesson(name, lang))
    read = task.read(item, text)
    assert (read.source, task.mark(item, Choice("", (text,))).points) == (source, points)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_storys_own_speakers_may_stand_before_a_colon(lang: str) -> None:
    """In all stories the last hand of the chain, a colon and the news keep the source."""
    lost, asked = [], 0
    for name in list_lessons():
        lesson = load_lesson(name, lang)
        task, agency = Rewriting(lesson), lesson.article_rows[0].republished_from
        for item in task.items:
            row = task.matter(item)
            hands = [hand for hand in row["chain"][1:] if hand != agency]
            if row["label"] in ON_RECORD | OFF_RECORD and hands:
                told = str(row["text"]).replace(row["source"] or "\n", "")
                asked += 1
                if not task.read(item, f"{hands[-1]}: {told}").source.startswith("kept"):
                    lost.append(item)
    assert (lost, asked > 40) == ([], True)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Mayor: bridge not in danger of collapsing"),
        ("ar", "رئيسة البلدية: الجسر ليس مهددًا بالانهيار"),
    ],
)
def test_a_headline_that_says_it_is_not_so_keeps_a_denial(lang: str, text: str) -> None:
    """Who denies need not be said with a verb of denying."""
    lesson = load_lesson("the-bridge", lang)
    one = lesson.with_frames(statements=lesson.statements.iloc[[12]], key=lesson.key.iloc[[12]])
    assert Rewriting(one).read(f"the-bridge.{lang}#13", text).kept == (True, True, True)
