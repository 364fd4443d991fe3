"""The report on a class: figures, whom and what it names, and what a few learners cannot show."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from classes import ARABIC, LESSON, MOST, START, graded, log, put

import kit
from kit.core.errors import AnswerError, FrameError, KitWarning
from kit.grading.layer import BOOK
from kit.show.classes import pseudonyms

if TYPE_CHECKING:
    from pathlib import Path

    from kit.show.classes import ClassReport

NAMES = [f"learner {n}" for n in range(14)]


def scores(learners: int, folder: Path, lesson: kit.Lesson = LESSON) -> ClassReport:
    """Report on made-up learners, the first of whom are wrong more often."""
    for n, name in enumerate(NAMES[:learners]):
        start = START + timedelta(hours=n)
        wrong = max(0, MOST - 1 - n)
        put(folder, f"{n}.jsonl", log(name, wrong, lesson=lesson, start=start))
    return kit.class_report(folder)


def test_a_class_is_told_in_its_language_and_by_made_up_names(tmp_path: Path) -> None:
    """No name of a learner stands in it unless asked for; the report knows who is who."""
    for lesson, lang, head in ((LESSON, "en", "Class report"), (ARABIC, "ar", "تقرير الصف")):
        found = scores(12, tmp_path / lang, lesson)
        html = found._repr_html_()
        assert (found.lang, found.learners, found.answers) == (lang, 12, 12 * MOST)
        assert head in html
        assert [name for name in NAMES if name in html + str(found)] == []
        assert found.names == pseudonyms(NAMES[:12])
        assert list(found.help) == [found.names[name] for name in NAMES[:2]]
        named = kit.class_report(tmp_path / lang, names=True)
        assert named.help == tuple(NAMES[:2])


def test_those_whom_the_same_helps_stand_together(tmp_path: Path) -> None:
    """An advice is told once, beside everyone whom it is for, the lowest first."""
    found = scores(12, tmp_path)
    groups = re.findall(
        r"<li>((?:(?!</li>).)*kit-many(?:(?!</li>).)*)<br>", found._repr_html_(), re.DOTALL
    )
    named = [re.findall(r"<bdi>(.*?)</bdi>", one) for one in groups]
    assert [name for own in named for name in own] == list(found.help)
    assert [len(own) for own in named] == [2]


def test_what_to_discuss_is_what_the_class_differs_on(tmp_path: Path) -> None:
    """The statements stand there with how often each answer was given, and their key."""
    found = scores(12, tmp_path)
    texts = LESSON.statements.set_index("statement_id")["text"]
    assert len(found.discuss) == 3
    page = found.save(tmp_path / "class.html").read_text(encoding="utf-8")
    for name in found.discuss:
        assert texts[name].split(",")[0] in page


def test_three_learners_get_a_report_that_says_what_they_cannot_show(tmp_path: Path) -> None:
    """Intervals are there and called wide; single statements and a change are not judged."""
    found = scores(3, tmp_path)
    assert found.change is None
    told = str(found)
    assert "Learners: 3. The intervals are wide" in told
    assert "Which statements are at fault shows from 10 learners on." in told
    assert "Before and after shows where three learners or more" in told


def test_one_learner_has_no_interval(tmp_path: Path) -> None:
    """Nothing is made up for one, and nothing fails."""
    found = scores(1, tmp_path)
    assert "With fewer than three there is no interval" in str(found)
    assert found.discuss == ()
    assert "nan" not in (found._repr_html_() + str(found)).lower()


def test_scores_do_as_well_as_logs(tmp_path: Path) -> None:
    """The frame of `kit.score` gives the same report."""
    found = scores(12, tmp_path)
    frame = kit.score(kit.read_answers(tmp_path), LESSON)
    assert kit.class_report(frame)._repr_html_() == found._repr_html_()


def test_the_gradebook_gives_the_report_of_its_logs(tmp_path: Path) -> None:
    """The folder that was written, its book, or the book's address: each will do."""
    found = scores(12, tmp_path / "in")
    graded(tmp_path / "out", tmp_path / "in")
    book = tmp_path / "out" / BOOK
    for given in (tmp_path / "out", book, f"sqlite:///{book}"):
        assert kit.class_report(given)._repr_html_() == found._repr_html_()


def test_a_statement_whose_key_is_wrong_is_named(tmp_path: Path) -> None:
    """Those who do well elsewhere miss it; the others hit it by chance."""
    dice = np.random.default_rng(4)
    frame = kit.score(
        kit.read_answers(put(tmp_path, "x.jsonl", b"".join(log(f"l{n}") for n in range(40)))),
        LESSON,
    )
    last = frame["statement_id"].iloc[-1]
    skill = {f"l{n}": n / 40 for n in range(40)}
    for at, row in frame.iterrows():
        able = skill[row["learner_id"]]
        right = dice.random() < (1 - able if row["statement_id"] == last else able)
        frame.loc[at, "accepted"] = right
        if not right:
            frame.loc[at, "label"] = "official" if row["expected"] != "official" else "outlet"
    told = str(kit.class_report(frame))
    text = LESSON.statements.set_index("statement_id")["text"][last]
    assert re.search(rf"Statements to check:\n  {re.escape(text)}\nWho needs help", told)


def test_no_answers_give_an_empty_report() -> None:
    """It says so."""
    frame = kit.score(kit.AnswerLog("no-such-log.jsonl").read(), LESSON)
    found = kit.class_report(frame)
    assert (found.learners, found.answers, "No answers to sorting yet." in found._repr_html_()) == (
        0, 0, True,
    )  # fmt: skip


@pytest.mark.fault("learners")
def test_what_is_wrong_with_the_input_is_told(tmp_path: Path) -> None:
    """One line each, and nothing is written over."""
    with pytest.raises(FrameError, match="found no column 'learner_id'"):
        kit.class_report(LESSON.statements)
    with (
        pytest.warns(KitWarning, match="found no such file or folder"),
        pytest.raises(AnswerError, match="found no answer log"),
    ):
        kit.class_report(tmp_path / "nowhere")
    put(tmp_path, "mona.jsonl", log("mona")[:-5])
    with pytest.warns(KitWarning, match="the last line is torn"):
        found = kit.class_report(tmp_path)
    with pytest.raises(FrameError, match="cannot be written"):
        found.save(tmp_path / "no" / "such" / "folder.html")


def test_names_that_act_are_shown(tmp_path: Path) -> None:
    """A name is text, whatever it holds."""
    put(tmp_path, "x.jsonl", log("<img src=x onerror=alert(1)>", MOST))
    html = kit.class_report(tmp_path, names=True)._repr_html_()
    assert "<img" not in html
    assert "&lt;img" in html
