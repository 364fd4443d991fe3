"""Errors that teach."""

import pytest

import kit
from kit.core.errors import unknown
from kit.core.text import one_line


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


ERRORS = [kit.KitError, kit.AnswerError, kit.LessonError, kit.KitWarning]


@pytest.mark.fault("hostile")
@pytest.mark.parametrize("kind", ERRORS)
@pytest.mark.parametrize("sign", ["\x1b[2J", "\n", "\u202e", "\x9b", "\r", "\u2028"])
def test_no_message_breaks_its_line_or_steers_a_terminal(kind: type[Exception], sign: str) -> None:
    """Whatever a file or a name put into it."""
    assert str(kind(f"{sign}: found no such file")) == f"{one_line(sign)}: found no such file"


@pytest.mark.fault("hostile")
@pytest.mark.parametrize("kind", ERRORS)
def test_a_long_message_keeps_its_beginning_and_its_end(kind: type[Exception]) -> None:
    """What was found stands there, and the remedy."""
    told = str(kind(f"key.toml: found {'x' * 50_000_000}, expected a text; cut it"))
    assert told.startswith("key.toml: found xxx")
    assert told.endswith("xxx, expected a text; cut it")
    assert len(told) < (1500 if kind is kit.KitWarning else 500)


@pytest.mark.fault("hostile")
@pytest.mark.parametrize(
    "found", ["x" * 50_000_000, ["x" * 1_000], 10**5_000, {"x": "\x1b"}], ids=range(4)
)
def test_a_strange_name_is_quoted_in_part(found: object) -> None:
    """It takes no time either."""
    assert len(unknown("label", found, ["named"])) < 120


def test_of_many_names_some_are_listed_and_the_nearest_is_offered() -> None:
    """Two hundred lessons are no help in one line."""
    told = unknown("lesson", "story-19", [f"story-{at:03}" for at in range(200)])
    assert told.startswith("unknown lesson 'story-19': expected one of story-000, story-001, ")
    assert told.endswith(", …; did you mean 'story-199'?")
    assert len(told) < 400
