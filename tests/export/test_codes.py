"""What a code carries comes back as it was, in some nine groups."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import NAMES, made

from kit.core.codebook import SCHEMES
from kit.core.errors import AnswerError
from kit.core.names import tidy_name
from kit.export.codes import KINDS, Carried, Sheet, code_of, exercise_signs, opened, take_answers
from kit.export.learners import LONGEST_NAME
from kit.export.signs import GROUP, grouped, is_sound
from kit.lessons.folders import list_lessons
from kit.lessons.items import list_items

VECTORS = Path(__file__).parent / "vectors.tsv"
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


def test_no_two_exercises_of_the_kit_begin_alike() -> None:
    """Three signs tell them apart."""
    parts = ("", ".headline", ".lateral", ".chain")
    names = [f"{name}.{lang}" for name in list_items() for lang in ("ar", "en")]
    names += [
        f"{name}.{lang}{part}" for name in list_lessons() for lang in ("ar", "en") for part in parts
    ]
    alike = {
        name for name in names if [*map(exercise_signs, names)].count(exercise_signs(name)) > 1
    }
    assert sorted(alike) == []


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


def test_codes_are_short() -> None:
    """Half of those that learners make of 17 answers have no more than 40 signs."""
    sizes = [len(code_of(*one)) for one in made(500, seed=9) if len(one[0].items) == 17]
    assert median(sizes) <= 44
    assert {size % GROUP for size in sizes} == {0}
