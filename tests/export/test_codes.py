"""What a code carries comes back as it was, in some nine groups."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import NAMES, made

from kit.core.codebook import CONFIDENCES, SCHEMES
from kit.core.errors import AnswerError
from kit.core.names import tidy_name
from kit.exercises.task import exercise_of
from kit.export.codes import KINDS, Carried, Sheet, code_of, exercise_signs, opened, take_answers
from kit.export.learners import LONGEST_NAME
from kit.export.shelf import CARRIED, Shelf
from kit.export.signs import GROUP, SIGNS, grouped, is_sound, payload_of
from kit.languages.interface import LANGUAGES
from kit.lessons.folders import list_lessons
from kit.lessons.items import list_items

VECTORS = Path(__file__).parent / "vectors.tsv"
PAGE = Path(__file__).parents[2] / "docs" / "hand-in-code.md"
_EXAMPLES = 10_000 if settings().max_examples > 1000 else settings().max_examples
SHEET = Sheet("the-ferry.en", "0123456789ab", 0, tuple(f"s{at}" for at in range(17)))


def back(sheet: Sheet, code: str) -> tuple[str, dict[str, Carried]]:
    """Return the learner and the answers of a code."""
    _, learner, rest = opened(code)
    return learner, take_answers(sheet, rest)


def test_ten_thousand_codes_come_back() -> None:
    """Learner and answers of every kind that codes carry."""
    for sheet, learner, answers in made(10_000):
        code = code_of(sheet, learner, answers)
        assert is_sound(code)
        short = tidy_name(learner[:LONGEST_NAME]) + "…"
        name = short if len(learner) > LONGEST_NAME and learner[:5] != "anon-" else learner
        assert back(sheet, code) == (name, answers)


@settings(max_examples=_EXAMPLES)
@given(st.data(), st.text(max_size=LONGEST_NAME))
def test_answers_under_any_text_come_back(data: st.DataObject, name: str) -> None:
    """Ten thousand of them in `make fuzz`."""
    kind = data.draw(st.integers(0, len(KINDS) - 1))
    items = tuple(map(str, range(data.draw(st.integers(0, 25)))))
    order = KINDS[kind][0] == "order"
    sizes = st.integers(0, 8)
    hands = tuple(tuple(map(str, range(data.draw(sizes)))) for _ in items) if order else ()
    sheet = Sheet("the-ferry.en", "0123456789ab", kind, items, hands)
    sure = st.sampled_from([None, *CONFIDENCES])
    answers = {}
    for at, item in enumerate(items):
        if data.draw(st.booleans()):
            given = data.draw(st.permutations(hands[at])) if order else []
            given = given[: data.draw(st.integers(0, len(given)))]
            answers[item] = Carried(
                data.draw(st.sampled_from(sheet.labels)), tuple(given), data.draw(sure)
            )
    code = code_of(sheet, name, answers)
    assert is_sound(code)
    assert back(sheet, code)[1] == answers


@given(st.text(max_size=LONGEST_NAME))
def test_any_name_comes_back(name: str) -> None:
    """In the form in which the kit knows it."""
    learner, short = tidy_name(name), tidy_name(tidy_name(name)[:LONGEST_NAME])
    found, _ = back(SHEET, code_of(SHEET, name, {}))
    assert found == (f"{short}…" if len(learner) > LONGEST_NAME else learner)


@pytest.mark.parametrize(
    ("name", "signs"), [("", 32), ("Layla", 36), ("ليلى", 36), ("Layla Harbi", 44)]
)
def test_seventeen_answers_are_about_nine_groups(name: str, signs: int) -> None:
    """The longest that four labels and a certainty each can get."""
    full = {item: Carried("outlet", (), 1.0) for item in SHEET.items}
    assert len(code_of(SHEET, name, full)) == signs


def test_a_name_that_is_too_long_is_seen_to_be_cut() -> None:
    """Twenty-four letters, and a sign that more followed."""
    name = "Anna-Maria Constantinopoulou-Smith"
    assert back(SHEET, code_of(SHEET, name, {}))[0] == "Anna-Maria Constantinopo…"


def test_an_answer_that_cannot_be_given_is_refused() -> None:
    """It is named, with what could have been."""
    with pytest.raises(
        AnswerError, match=r"the-ferry.en, s3: found the answer 'hearsay', expected"
    ):
        code_of(SHEET, "Layla", {"s3": Carried("hearsay", (), None)})
    chain = Sheet("the-ferry.en.chain", "0123456789ab", 5, ("s1",), (("a", "b"),))
    with pytest.raises(AnswerError, match="found 'a' in an order, expected each of its hands once"):
        code_of(chain, "Layla", {"s1": Carried("", ("a", "a"), None)})


def test_a_sheet_that_is_too_long_to_be_copied_is_refused() -> None:
    """With what to hand in instead."""
    sheet = Sheet("long.en", "0123456789ab", 1, tuple(map(str, range(400))))
    full = {item: Carried("meta", (), 1.0) for item in sheet.items}
    with pytest.raises(
        AnswerError, match=r"found a code of .* signs for long.en, expected 400 at most"
    ):
        code_of(sheet, "Layla", full)


def test_the_codebook_is_the_one_that_codes_are_written_in() -> None:
    """Where labels change, their new list is appended; lists that stand stay as they are."""
    carried = [scheme for scheme, _ in KINDS]
    assert [name for name in set(carried) if (name, SCHEMES[name]) not in KINDS] == []
    assert KINDS[:6] == (
        ("student", ("official", "named", "unverified", "outlet")),
        ("codebook", ("official", "named", "unnamed", "hearsay", "outlet", "meta")),
        ("relation", ("supports", "weakens", "open", "beside")),
        ("witness", ("confirms", "repeats", "contradicts", "open")),
        ("finding", ("confirms", "contradicts", "open")),
        ("order", ("",)),
    )


def test_no_two_exercises_of_the_kit_have_codes_that_begin_alike() -> None:
    """Three signs may be those of two exercises; with the two of the edition they tell them apart."""
    stories = [f"{name}.{lang}" for name in (*list_lessons(), *list_items()) for lang in LANGUAGES]
    shelf = Shelf(None, None)
    alike = [
        shelf.names(exercise_signs(exercise_of(one, part))) for one in stories for part in CARRIED
    ]
    assert len(alike) == len(stories) * len(CARRIED)
    for names in alike:
        heads = [{(s.head, s.kind) for s in shelf.sheets(name)} for name in names if len(names) > 1]
        assert len(set().union(*heads)) == sum(map(len, heads))


def test_the_codes_of_the_format_are_written_and_read() -> None:
    """The table stands for every program that writes or reads codes."""
    rows = VECTORS.read_text(encoding="utf-8").splitlines()
    found = list(
        csv.DictReader((r for r in rows if not r.startswith("#")), delimiter="\t", quoting=3)
    )
    assert len(found) == len(NAMES) * 2
    for row in found:
        sheet = Sheet(**json.loads(row["sheet"]))
        sheet = Sheet(
            sheet.exercise_id, sheet.text_hash, sheet.kind, tuple(sheet.items),
            tuple(map(tuple, sheet.hands)),
        )  # fmt: skip
        answers = {
            item: Carried(label, tuple(given), confidence)
            for item, (label, given, confidence) in json.loads(row["answers"]).items()
        }
        assert grouped(code_of(sheet, row["learner"], answers)) == row["code"]


def test_the_page_of_the_format_is_true() -> None:
    """Its code is the one of its example, step by step, and its signs are those there are."""
    page = PAGE.read_text(encoding="utf-8")
    sheet = Sheet("the-ferry.en", "0123456789ab", 0, ("s1", "s2", "s3"))
    answers = {"s1": Carried("official", (), 1.0), "s3": Carried("outlet", (), None)}
    code = code_of(sheet, "Layla", answers)
    shown = [grouped(code), SIGNS, code[1:4], code[4:6], code[7:-3].rstrip("2"), code[-3:]]
    assert [f"`{part}`" in page or f"\n{part}\n" in page for part in shown] == [True] * 6
    assert f" {payload_of(code)}, or `{shown[4]}`" in page


def test_codes_are_short() -> None:
    """Half of those that learners make of 17 answers have no more than 40 signs."""
    sizes = [len(code_of(*one)) for one in made(500, seed=9) if len(one[0].items) == 17]
    assert median(sizes) <= 44
    assert {size % GROUP for size in sizes} == {0}
