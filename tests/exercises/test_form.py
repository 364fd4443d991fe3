"""The test before and after the course: two forms, one choice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import kit
from kit.exercises.form import widget
from kit.exercises.form.widget import Form
from kit.exercises.frame import contract
from kit.exercises.frame.assets import _read
from kit.languages.interface import LANGUAGES, translator
from kit.languages.messages import messages


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def take(form: Form, name: object) -> dict[str, Any]:
    """Choose a form as the page does, and return what it then sees."""
    form.children[0].receive({"action": "take", "want": name})
    return dict(form.children[0].state)


def answer(form: Form) -> None:
    """Answer the first statement of the form that is shown."""
    assert form.sorter is not None
    at = form.sorter.state["at"]
    form.sorter.receive({"action": "commit", "statement_id": at, "label": "named"})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_form_is_chosen_and_stays_chosen(lang: str) -> None:
    """Nothing is asked before; the next session goes on with the form that was begun."""
    form = Form(lang, "owl-7")
    assert (form.sorter, len(form.children)) == (None, 1)
    assert take(form, "form-b")["chosen"] == "form-b"
    answer(form)
    again = Form(lang, "owl-7")
    assert again.sorter is not None
    assert (again.sorter.fixed["exercise"], len(again.answers)) == (f"form-b.{lang}", 1)
    assert again.children[0].state["chosen"] == "form-b"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_after_the_course_the_other_form_is_asked_for(lang: str) -> None:
    """Who had A is told so, and is asked to take B; the answers to A stay."""
    before, say = Form(lang, "owl-7"), translator(lang)
    take(before, "form-a")
    answer(before)
    after = Form(lang, "owl-7", after=True)
    told = say(messages("exercises/form", "said")["had"])
    told = told.format(form=say(messages("exercises/form", "forms")["form-a"]))
    assert (after.sorter, after.children[0].state["notice"]) == (None, told)
    assert take(after, "form-b")["notice"] == ""
    assert len(after.answers) == 0
    assert len(before.answers) == 1


@pytest.mark.fault("page")
@pytest.mark.parametrize("name", ["form-c", None, 7, [], {}])
def test_another_name_changes_nothing(name: object) -> None:
    """Only the two forms can be chosen."""
    form = Form("en", "owl-7")
    take(form, "form-a")
    assert take(form, name)["chosen"] == "form-a"


def test_the_script_reads_and_sends_what_is_declared() -> None:
    """No name, word or action of the script is one that Python does not know, and none is idle."""
    script = _read(Path(widget.__file__).with_name("face.js"))
    form = Form("en", "owl-7")
    assert contract.validate(dict(form.children[0].fixed), widget.FormFixed) == []
    assert contract.validate(dict(form.children[0].state), widget.FormState) == []
    words = set(re.findall(r"\bwords\.(\w+)", script))
    assert words == set(messages("exercises/form", "asked"))
    assert re.findall(r'action: "(\w+)"', script) == ["take"]
    assert repr(form) == "Form(lang='en')"
    assert "form" in kit.Form.__module__


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_learner_has_an_order_of_their_own(lang: str) -> None:
    """All 40 for everybody, in the same order on every day, and in another for somebody else."""
    owl, fox, again = (Form(lang, name) for name in ("owl-7", "fox-3", "owl-7"))
    orders = []
    for form in (owl, fox, again):
        take(form, "form-a")
        assert form.sorter is not None
        orders.append([name for name, _ in form.sorter.fixed["items"]])
    lesson = kit.load_items("form-a", lang)
    assert sorted(orders[0]) == sorted(orders[1]) == sorted(lesson.key["statement_id"])
    assert len(orders[0]) == 40
    assert orders[0] == orders[2] != orders[1]


def test_answers_in_any_order_are_answers_to_the_form() -> None:
    """The edition is the form's own: none is kept aside, and each is held against its own key."""
    form = Form("en", "owl-7")
    take(form, "form-a")
    answer(form)
    lesson = kit.load_items("form-a", "en")
    scores = kit.score(form.answers, lesson)
    expected = dict(zip(lesson.key["statement_id"], lesson.key["label"], strict=True))
    row = scores.iloc[0]
    assert form.answers["text_hash"].tolist() == [lesson.text_hash]
    assert row["accepted"] == (expected[row["statement_id"]] == "named")
