"""Errors that teach."""

import pytest

import kit
from kit.core.errors import unknown


def test_a_near_name_is_offered() -> None:
    """The list comes sorted, with the nearest name after it."""
    found = unknown("lesson", "the-cal", ["the-call", "the-bridge"])
    assert found == (
        "unknown lesson 'the-cal': expected one of the-bridge, the-call; did you mean 'the-call'?"
    )


def test_what_is_no_name_is_told_as_it_is() -> None:
    """A number or nothing at all where a name belongs is shown, and breaks nothing."""
    assert unknown("label", None, ["named"]) == "unknown label None: expected one of named"
    assert unknown("label", 3, ["named"]).startswith("unknown label 3: ")


def test_a_far_name_is_not_guessed() -> None:
    """No guess is better than a wild one; an empty list says so."""
    assert "did you mean" not in unknown("lesson", "zzz", ["the-call"])
    assert "(none)" in unknown("lesson", "zzz", [])


@pytest.mark.parametrize(
    "name", ["AnswerError", "ArticleError", "FrameError", "LessonError", "LexiconError"]
)
def test_one_except_clause_catches_them_all(name: str) -> None:
    """Each error of the kit is a `KitError`."""
    assert issubclass(getattr(kit, name), kit.KitError)
