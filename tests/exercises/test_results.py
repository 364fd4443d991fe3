"""Results on the page: always those of the answers so far, and named as the learner knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import kit
from kit.core.codebook import CHOICES, student_view
from kit.exercises.frame.live import Live

if TYPE_CHECKING:
    from pathlib import Path


def commit(exercise: kit.Sorter, label: str, *items: str) -> None:
    """Answer items as the page would, without a second try."""
    for item in items:
        exercise.receive({"action": "commit", "statement_id": item, "label": label})
        if exercise.state["verdict"].get("again"):
            exercise.receive({"action": "show", "statement_id": item})


@pytest.fixture
def sorter(tmp_path: Path) -> kit.Sorter:
    """Give single statements to sort, by nobody yet."""
    return kit.Sorter(kit.load_items("items-01", lang="en"), "owl", log=tmp_path / "owl.jsonl")


def test_a_report_follows_its_exercise(sorter: kit.Sorter) -> None:
    """After each answer it is that of all answers so far, on the page and in Python."""
    report = kit.report(sorter)
    assert "No answers yet" in report.html
    for done, item in enumerate(list(sorter.numbers)[:3], start=1):
        commit(sorter, "outlet", item)
        assert report.now == kit.report(sorter.scores, lang="en")
        assert report.now.right.whole == done
        assert report.html == report.now._repr_html_()
        assert str(report) == str(report.now)


@pytest.mark.parametrize("over", ["show", "next", "second"])
def test_no_result_counts_a_mistake_before_its_second_try_is_over(
    sorter: kit.Sorter, over: str
) -> None:
    """Until then report and map are as they were; afterwards the first answer is the one that counts."""
    report, skills = kit.report(sorter), kit.skill_map(sorter)
    first = next(iter(sorter.numbers))
    sorter.receive({"action": "commit", "statement_id": first, "label": "outlet"})
    assert sorter.undecided == {first}
    assert "No answers yet" in report.html
    assert skills.now.figures["answered"].sum() == 0
    if over == "second":
        sorter.receive({"action": "again", "statement_id": first})
        assert "No answers yet" in report.html
        right = student_view(kit.load_items("items-01", lang="en").entries[0].label)
        sorter.receive({"action": "commit", "statement_id": first, "label": right})
    else:
        sorter.receive({"action": over, "statement_id": first})
    assert sorter.undecided == frozenset()
    assert (report.now.right.part, report.now.right.whole) == (0, 1)
    assert skills.now.figures["answered"].sum() == 1


def test_practice_counts_a_mistake_once_its_second_try_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own map, which knows other days as well, waits too."""
    monkeypatch.chdir(tmp_path)
    practice = kit.Practice("en", "owl", n=3)
    skills = kit.skill_map(practice)
    item = next(iter(practice.numbers))
    first, others = practice._face.task.expected(item)  # noqa: SLF001  (what is drawn changes by day)
    wrong = next(label for label in CHOICES if label not in (first, *others))
    practice.receive({"action": "commit", "statement_id": item, "label": wrong})
    assert skills.now.figures["answered"].sum() == 0
    practice.receive({"action": "show", "statement_id": item})
    assert skills.now.figures["answered"].sum() == 1


def test_what_changes_no_answer_makes_no_new_report(sorter: kit.Sorter) -> None:
    """A look elsewhere, a hint and nonsense leave it as it is."""
    report = kit.report(sorter)
    before = report.now
    for action in ("next", "hint", "nonsense"):
        sorter.receive({"action": action, "statement_id": next(iter(sorter.numbers))})
    assert report.now is before


def test_items_are_called_by_their_number_in_the_exercise(sorter: kit.Sorter) -> None:
    """Not by their place in the few lines around each, which repeats; a frame of scores says the same."""
    items = list(sorter.numbers)
    commit(sorter, "outlet", items[0], items[2], items[3])
    told = "Worth another look: statements 1, 3, 4"
    assert told in str(kit.report(sorter))
    assert told in str(kit.report(sorter.scores))


@pytest.mark.parametrize("kind", ["exercise", "frame"])
def test_a_report_has_the_title_of_the_story(kind: str, tmp_path: Path) -> None:
    """And not the name of its folder."""
    lesson = kit.load_lesson("the-bridge", lang="ar")
    sorter = kit.Sorter(lesson, "owl", log=tmp_path / "owl.jsonl")
    commit(sorter, "outlet", *list(sorter.numbers)[:2])
    report = kit.report(sorter if kind == "exercise" else sorter.scores)
    assert str(report).splitlines()[0] == f"التقرير · {lesson.title}"
    assert "the-bridge" not in str(report)


def test_an_exercise_of_your_own_has_its_id() -> None:
    """A frame of scores says no more of it."""
    sorter = kit.Sorter("Officials said the bridge may close.", "owl", log="owl.jsonl")
    assert kit.report(sorter.scores).titles == ()


def test_a_map_of_skills_follows_its_exercise(sorter: kit.Sorter) -> None:
    """It counts each answer as it is given."""
    shown = kit.skill_map(sorter)
    assert shown.now.figures["answered"].sum() == 0
    commit(sorter, "outlet", *list(sorter.numbers)[:4])
    assert shown.now.figures["answered"].sum() == 4
    assert str(shown.now) == str(kit.skill_map(sorter.answers, lang="en"))


def test_where_no_widget_is_shown_the_report_can_be_read(sorter: kit.Sorter) -> None:
    """An exported page, or tomorrow's notebook, holds it as HTML and as text."""
    commit(sorter, "outlet", next(iter(sorter.numbers)))
    report = kit.report(sorter)
    (bundle, _) = report._repr_mimebundle_()
    assert report.now._repr_html_() in bundle["text/html"]
    assert bundle["text/plain"] == repr(report.now)


def test_a_page_cannot_write_a_report(sorter: kit.Sorter) -> None:
    """What it sends is dropped and counted."""
    report = kit.report(sorter)
    before = report.html
    report.set_state({"html": "<b>17 of 17</b>"})
    assert (report.html, report.dropped) == (before, 1)


@pytest.mark.parametrize("make", [kit.report, kit.skill_map])
def test_neither_a_frame_nor_an_exercise_is_told(make: object) -> None:
    """One line says what was expected."""
    with pytest.raises(kit.FrameError, match="expected"):
        make("the-call")  # type: ignore[operator]


def test_a_language_can_be_asked_for(sorter: kit.Sorter) -> None:
    """The report of an English exercise may be in Arabic."""
    report = kit.report(sorter, lang="ar")
    assert isinstance(report, Live)
    assert 'lang="ar" dir="rtl"' in report.html
