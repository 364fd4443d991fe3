"""The report: what it says, in both languages, and what it never does."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from kit.core.codebook import CHOICES, LABELS, LOOKS
from kit.core.errors import FrameError, KitError
from kit.core.frames import build
from kit.languages.interface import translator
from kit.measures import Share
from kit.show.advice import ADVICE, weakness
from kit.show.reports import report


def scores(
    *pairs: tuple[str, str],
    exercise: str = "the-call.en",
    learner: str = "owl-7",
    scheme: str = "student",
) -> pd.DataFrame:
    """Make scores from (expected, answered)."""
    return build(
        "scores",
        [
            {
                "learner_id": learner, "exercise_id": exercise, "statement_id": f"{exercise}#{at}",
                "label": label, "scheme": scheme, "confidence": None,
                "answered_at": pd.Timestamp("2026-01-01T08:00Z"), "expected": expected,
                "accepted": label == expected, "points": float(label == expected),
                "max_points": 1.0, "feedback": "why",
            }
            for at, (expected, label) in enumerate(pairs, start=1)
        ],
    )  # fmt: skip


RIGHT = (
    ("official", "official"),
    ("named", "named"),
    ("unverified", "unverified"),
    ("outlet", "outlet"),
)
TRUSTING = (*RIGHT, ("unverified", "official"), ("unverified", "named"), ("outlet", "official"))


def test_english_text() -> None:
    """The text says how much is right, which way the mistakes lean, and what to do."""
    text = str(report(scores(*TRUSTING)))
    assert text.splitlines() == [
        "Report · the-call.en",
        "Right answers: 4 of 7 (57%) · guessing gives 25%",
        "Over-trust: 2 of 3 (67%) · guessing gives 50%",
        "Over-doubt: 0 of 2 (0%) · guessing gives 25%",
        "Official and named mixed up: 0 of 2 (0%) · guessing gives 25%",
        "What was taken for what:",
        "  Not on the record, taken for Official: 1",
        "  Not on the record, taken for Named source: 1",
        "  The outlet itself, taken for Official: 1",
        "Worth another look: statements 5, 6, 7",
        f"Practise next: {report(scores(*TRUSTING)).next_step}",
    ]


def test_arabic_text() -> None:
    """An Arabic exercise is reported in Arabic, with Arabic digits, unless asked otherwise."""
    arabic = scores(*TRUSTING, exercise="the-call.ar")
    text = str(report(arabic))
    assert "الإجابات الصحيحة: ٤ من ٧ (٥٧٪) · حصيلة التخمين ٢٥٪" in text
    assert "خلط بين الرسمي والمسمّى: ٠ من ٢ (٠٪) · حصيلة التخمين ٢٥٪" in text
    assert "العبارات ٥، ٦، ٧" in text
    assert "لا أحد يُسأل" in text
    assert not re.search(r"[A-Za-z0-9]", text.replace("the-call.ar", ""))
    assert report(arabic, lang="en").lang == "en"


def test_values() -> None:
    """The numbers can be used without reading the text."""
    result = report(scores(*TRUSTING))
    assert (result.right, result.trusted, result.doubted) == (Share(4, 7), Share(2, 3), Share(0, 2))
    assert result.accuracy == pytest.approx(4 / 7)
    assert result.over_trust == pytest.approx(2 / 3)
    assert result.over_doubt == 0.0
    assert (result.mixed, result.chance) == (Share(0, 2), (0.25, 0.5, 0.25, 0.25))
    assert result.confusions[0] == ("unverified", "official", 1)
    assert result.confusion.loc["outlet", "official"] == 1


def test_the_codebooks_six_labels_are_guessed_less_often() -> None:
    """What guessing gives follows the answers there were; where nothing counts it is not told."""
    text = str(report(scores(*[("official", "named")] * 6, scheme="codebook")))
    assert text.splitlines()[1:5] == [
        "Right answers: 0 of 6 (0%) · guessing gives 17%",
        "Over-trust: nothing to count yet",
        "Over-doubt: 0 of 6 (0%) · guessing gives 33%",
        "Official and named mixed up: 6 of 6 (100%) · guessing gives 17%",
    ]


def test_no_answers_yet() -> None:
    """Empty scores, or scores of open statements alone, say so and are no error."""
    for empty in (build("scores", []), scores(("official", ""))):
        text = str(report(empty))
        assert "No answers yet" in text
        assert "nan" not in (text + report(empty)._repr_html_()).lower()


def test_too_early_to_tell() -> None:
    """Five answers are no ground for advice; six are."""
    assert "Too early" in report(scores(*TRUSTING[:5])).next_step
    assert "Too early" not in report(scores(*TRUSTING[:6])).next_step


def test_no_mistakes() -> None:
    """Who makes none is sent on, not praised for nothing."""
    assert report(scores(*RIGHT, *RIGHT)).next_step.startswith("No mistakes here")


@pytest.mark.parametrize(
    ("expected", "given", "start"),
    [
        ("unverified", "official", "Before you trust"),
        ("named", "unverified", "Doubt has an address"),
        ("outlet", "unverified", "Look for a word of saying"),
        ("official", "outlet", "Look once more"),
        ("named", "official", "Ask whether the person"),
    ],
)
def test_advice_follows_the_commonest_mistake(expected: str, given: str, start: str) -> None:
    """Two mistakes of a kind outweigh one of another."""
    other = ("unverified", "named") if start != "Before you trust" else ("official", "outlet")
    pairs = (*RIGHT, (expected, given), (expected, given), other)
    assert report(scores(*pairs)).next_step.startswith(start)


@pytest.mark.parametrize("words", [CHOICES, LABELS])
def test_every_mistake_is_of_a_kind(words: tuple[str, ...]) -> None:
    """Doubt and trust mirror each other, and no pair of labels is without advice."""
    kinds = {(a, b): weakness(a, b) for a in words for b in words if a != b}
    assert {a for a, b in kinds if kinds[a, b] == "trust"} == {
        b for a, b in kinds if kinds[a, b] == "doubt"
    }
    assert set(kinds.values()) >= {"trust", "doubt", "voice", "source", "office"}
    assert ("kind" in kinds.values()) == (words == LABELS)


@pytest.mark.parametrize("message", [*ADVICE.values(), *(look.name for look in LOOKS.values())])
def test_advice_and_labels_are_there_in_arabic(message: str) -> None:
    """What is looked up by variable, where a search for messages would miss it, is translated."""
    assert re.search(r"[\u0620-\u064a]", translator("ar")(message))


def test_a_class() -> None:
    """Many learners are summed up, and the statements most often missed come first."""
    one = scores(("official", "official"), ("named", "official"), ("unverified", "official"))
    two = scores(
        ("official", "official"), ("named", "named"), ("unverified", "outlet"), learner="wren"
    )
    result = report(pd.concat([one, two], ignore_index=True))
    assert (result.learners, result.right) == (2, Share(3, 6))
    assert result.again == (("the-call.en#3", Share(2, 2)), ("the-call.en#2", Share(1, 2)))
    assert "Learners: 2" in str(result)


def test_open_statements_are_said() -> None:
    """What is not answered yet is counted apart, not among the mistakes."""
    result = report(scores(*RIGHT, ("official", "")))
    assert (result.unanswered, result.confusions) == (1, ())
    assert "Not answered yet: 1" in str(result)


def test_several_exercises_name_their_statements() -> None:
    """With more than one exercise a number alone would not be enough."""
    both = pd.concat([scores(("named", "official")), scores(("named", "outlet"), exercise="b.ar")])
    result = report(both)
    assert result.lang == "en"
    assert "the-call.en: statements 1 · b.ar: statements 1" in str(result)


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_html_is_a_table_that_can_be_heard(lang: str, direction: str) -> None:
    """Language, direction, caption and scopes are set, and each mark stands beside its word."""
    page = report(scores(*TRUSTING), lang=lang)._repr_html_()
    assert f'lang="{lang}" dir="{direction}"' in page
    assert "<caption>" in page
    assert page.count('scope="row"') == page.count('scope="col"') == 4
    for word in CHOICES:
        assert page.count(f'<span aria-hidden="true">{LOOKS[word].mark}</span>') == 2


def test_html_escapes_names() -> None:
    """A name that looks like markup stays text."""
    page = report(scores(*TRUSTING, exercise="<script>alert(1)</script>"))._repr_html_()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_html_is_stable() -> None:
    """The same scores give the same page, so that stored notebooks can be compared."""
    assert report(scores(*TRUSTING))._repr_html_() == report(scores(*TRUSTING))._repr_html_()


def test_scores_are_not_changed() -> None:
    """The caller's frame stays as it was."""
    frame = scores(*TRUSTING)
    before = frame.copy(deep=True)
    report(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_what_cannot_be_reported() -> None:
    """A wrong frame and an unknown language are named."""
    with pytest.raises(FrameError, match="scores: found"):
        report(pd.DataFrame({"label": []}))
    with pytest.raises(KitError, match="unknown interface language 'fr'"):
        report(scores(), lang="fr")
