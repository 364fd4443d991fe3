"""Codes handed in by a class: one by itself, a list, the export of a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.core.codebook import CONFIDENCES, SCHEMES
from kit.core.frames import build, rows_of
from kit.core.rows import Answer
from kit.exercises.scoring import TASKS
from kit.exercises.task import exercise_of
from kit.export.codes import code_of, exercise_signs, first_of, sheet_of
from kit.export.desk import Desk
from kit.export.handed_in import read_code, write_code
from kit.export.shelf import Shelf
from kit.export.signs import grouped
from kit.export.step_codes import codes_of
from kit.lessons.folders import load_lesson

if TYPE_CHECKING:
    from kit.lessons.lesson import Lesson


def answers(lesson: Lesson, learner: str = "Layla", exercise: str = "") -> pd.DataFrame:
    """Return answers to all items of an exercise, each another label or order than the one before."""
    task = TASKS[exercise](lesson)
    labels = SCHEMES[task.scheme]
    rows = [
        Answer(
            learner,
            exercise_of(lesson.exercise_id, exercise),
            item,
            labels[at % len(labels)],
            task.scheme,
            tuple(task.offered(item))[: at + 1] if exercise == "chain" else (),
            (None, *CONFIDENCES)[at % 5],
            None,
            lesson.text_hash,
        )
        for at, item in enumerate(task.items)
    ]
    return build("answers", rows)


@pytest.fixture(scope="module")
def call() -> Lesson:
    """Give the first story of the kit."""
    return load_lesson("the-call", "ar")


@pytest.fixture(scope="module")
def code(call: Lesson) -> str:
    """Give a code with answers to it."""
    return write_code(answers(call), call)


@pytest.mark.parametrize("exercise", ["", "headline", "lateral", "chain"])
def test_a_code_gives_the_answers_back(call: Lesson, exercise: str) -> None:
    """Found by itself among the kit's lessons, and scored as the answers are."""
    given = answers(call, "ليلى", exercise)
    found = read_code(write_code(given, call, exercise))
    pd.testing.assert_frame_equal(found, given)
    assert kit.score(found, call)["points"].sum() == kit.score(given, call)["points"].sum()


@pytest.mark.parametrize("exercise", ["highlighter", "cuelab", "rewrite"])
def test_words_and_sentences_are_handed_in_as_files(call: Lesson, exercise: str) -> None:
    """A code cannot hold them, and says so."""
    row = Answer(
        "Layla", f"{call.exercise_id}.{exercise}", TASKS[exercise](call).items[0], "",
        TASKS[exercise](call).scheme, (), None, None, call.text_hash,
    )  # fmt: skip
    with pytest.raises(
        kit.AnswerError, match=r"expected labels or an order.*hand in the saved file"
    ):
        write_code(build("answers", [row]), call, exercise)


def test_the_first_answer_of_the_same_edition_is_the_one_that_travels(call: Lesson) -> None:
    """As in a score: a later round and a second try stay behind."""
    first = answers(call)
    later = first.assign(label="outlet", round=2, attempt=1)
    again = first.assign(label="named", attempt=2)
    old = first.assign(label="unverified", text_hash="000000000000")
    found = read_code(write_code(pd.concat([old, again, first, later]), call))
    pd.testing.assert_frame_equal(found, first)


def test_six_labels_travel_too(call: Lesson) -> None:
    """A code says in which words it was sorted."""
    six = answers(call).assign(
        scheme="codebook", label=lambda _: ["meta", "hearsay"] * 8 + ["meta"]
    )
    pd.testing.assert_frame_equal(read_code(write_code(six, call)), six)


def test_one_learner_hands_in_one_code(call: Lesson) -> None:
    """Answers of several, or of nobody, are refused."""
    both = pd.concat([answers(call, "Layla"), answers(call, "Omar")])
    with pytest.raises(
        kit.AnswerError, match=r"found those of 'Layla', 'Omar' to the-call.ar, expected"
    ):
        write_code(both, call)
    with pytest.raises(kit.AnswerError, match=r"found none to the-call.ar.headline, expected one"):
        write_code(both, call, "headline")


def says(code: str, lesson: Lesson | None = None) -> str:
    """Return what is said of a code that cannot be read."""
    with pytest.raises(kit.AnswerError) as error:
        read_code(code, lesson)
    return str(error.value)


def test_older_answers_to_lateral_reading_travel_too(call: Lesson) -> None:
    """They were given when there were three of them."""
    three = ["confirms", "contradicts", "open"] * 4
    old = answers(call, exercise="lateral").assign(scheme="finding", label=three)
    pd.testing.assert_frame_equal(read_code(write_code(old, call, "lateral")), old)


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_story_sorted_in_two_parts_is_handed_in_by_one_code(lang: str) -> None:
    """Its core and its rest: the page's code is the one of the whole story."""
    story = load_lesson("the-count", lang)
    faces = [Desk.Sorter(part).face for part in (story.core, story.rest)]
    whole = sheet_of(story, TASKS[""](story))
    expected = {"head": whole.head, "kind": whole.kind, "items": whole.items}
    assert codes_of([*faces, None]) == [expected, expected, None]


@pytest.mark.parametrize("part", ["core", "rest"])
def test_a_part_of_a_story_can_be_handed_in_by_itself(part: str) -> None:
    """Where a page has no more of it."""
    lesson = getattr(load_lesson("the-count", "en"), part)
    pd.testing.assert_frame_equal(read_code(write_code(answers(lesson), lesson)), answers(lesson))


def test_an_exercise_or_a_folder_that_is_not_there_is_told(call: Lesson, code: str) -> None:
    """With the nearest one, where there is one."""
    with pytest.raises(kit.AnswerError, match="did you mean 'headline'"):
        write_code(answers(call), call, "headlin")
    with pytest.raises(kit.LessonError, match="found no such folder"):
        read_code(code, folder="no-such-folder")


@pytest.mark.fault("learners")
@pytest.mark.parametrize(
    ("slip", "said"),
    [
        (lambda c: c[:11] + ("M" if c[11] != "M" else "N") + c[12:], "sign 2 of group 3, expected"),
        (lambda c: c[:11] + "0" + c[12:], "found no sign of a code at sign 2 of group 3, expected"),
        (lambda c: c[:11] + c[12:], "found a sign missing at"),
        (lambda c: c[:11] + "H" + c[11:], "found a sign too many at"),
        (lambda c: c[:-10], "expected 9 groups; the code is cut short: copy all of it"),
        (lambda c: c[:11] + "00" + c[13:], "sign 2 of group 3, sign 3 of group 3, expected only"),
    ],
)
def test_a_slip_is_told_with_its_place(code: str, slip: object, said: str) -> None:
    """In one line: found, expected, what to do."""
    told = says(slip(code))  # type: ignore[operator]
    assert said in told
    assert "\n" not in told


def test_one_slip_is_told_with_the_code_as_it_was(code: str) -> None:
    """So that a look at the paper and one paste are enough."""
    assert says(code[:12] + "0" + code[13:]).endswith(f"read {code}")


def test_neighbours_that_changed_places_are_found(code: str) -> None:
    """Neither is taken for the other."""
    at = next(
        at for at in range(15, 40) if "-" not in code[at : at + 2] and code[at] != code[at + 1]
    )
    told = says(code[:at] + code[at + 1] + code[at] + code[at + 2 :])
    assert "found two neighbours exchanged at" in told


def test_a_code_from_a_newer_kit_says_so(code: str) -> None:
    """Its first sign is another one."""
    assert "found M at the beginning, expected K" in says("MM" + code[2:-3] + "MMM")


def test_a_code_for_another_lesson_names_it(code: str) -> None:
    """Both lessons and the learner are named."""
    told = says(code, load_lesson("the-app", "en"))
    assert "found answers of 'Layla' to the-call.ar, expected some to the-app.en" in told


def test_a_code_for_another_edition_says_so(call: Lesson, code: str) -> None:
    """An article that was changed since has other statements."""
    article = call.articles.assign(text=call.text + " ")
    told = says(code, call.with_frames(articles=article))
    assert "found answers of 'Layla' to another edition of the-call.ar" in told


def test_a_lesson_that_is_not_known_here_is_asked_for(call: Lesson) -> None:
    """The code itself is sound."""
    shelf = Shelf(None, None)
    free = next(
        name for name in ("own", "mine", "ours") if not shelf.names(exercise_signs(f"{name}.ar"))
    )
    own = kit.draft_lesson(call.articles.assign(article_id=free))
    told = says(write_code(answers(own), own))
    assert "to no exercise that is known here" in told
    assert "name the folder of your own lessons" in told
    pd.testing.assert_frame_equal(read_code(write_code(answers(own), own), own), answers(own))


@pytest.mark.parametrize("text", ["", "hello there", "قالت الشرطة", "Keep calm and carry on, 2026"])
def test_a_text_without_a_code_says_what_one_looks_like(text: str) -> None:
    """Nothing is taken for one."""
    assert "found no hand-in code in" in says(text)


CHATS = {
    "android": "12/02/2025, 10:31 - Layla: here it is {0}\n12/02/2025, 10:40 - عمر: {1}\n",
    "iphone": "[12/02/2025, 10:31:22] Layla: {0}\n\u200e[12/02/2025, 10:40:01] عمر: {1}\n",
    "arabic": "\u200f١٢/٢/٢٠٢٥، ١٠:٣١ ص - Layla: رمزي {0} شكرًا\n١٢/٢/٢٠٢٥، ١٠:٤٠ ص - عمر: {1}\n",
    "lines": "12/02/25, 10:31 am - Layla: my code is\n{0}\n12/02/25, 10:40 am - عمر: {1} thank you all\n",
    "list": "Layla: {0}\nعمر: {1}\n",
    "table": "name,code\nLayla,{0}\nعمر,{1}\n",
}


@pytest.mark.parametrize("name", CHATS)
def test_a_chat_gives_everyones_answers(call: Lesson, name: str) -> None:
    """Codes without a name go by who sent them."""
    codes = [_nameless(call, 1), _nameless(call, 2)]
    found = read_code(CHATS[name].format(*codes))
    assert found["learner_id"].unique().tolist() == ["Layla", "عمر"]
    assert len(found) == 3


def _nameless(lesson: Lesson, count: int) -> str:
    """Return a code of a few answers that carries no name."""
    rows = rows_of(answers(lesson).head(count), Answer)
    return grouped(code_of(sheet_of(lesson, TASKS[""](lesson)), "", first_of(rows)))


def test_a_code_without_name_or_sender_goes_by_its_end(call: Lesson) -> None:
    """So that two of them are two people."""
    codes = [_nameless(call, 1), _nameless(call, 2)]
    found = read_code("\n".join(codes))
    assert found["learner_id"].unique().tolist() == [f"…{code[-4:]}" for code in codes]


@pytest.mark.fault("time")
@pytest.mark.parametrize("word", ["k ", "K23 ", "K2-", "keep kab kite ", "K" * 500])
def test_a_long_text_of_what_may_begin_a_code_is_gone_through_once(word: str) -> None:
    """Each beginning is followed as far as the longest code, and no further."""
    with pytest.raises(kit.AnswerError):
        read_code(word * 3000)


@pytest.mark.fault("learners")
def test_broken_codes_of_a_chat_are_told_with_line_and_sender(call: Lesson, code: str) -> None:
    """The others are read."""
    chat = CHATS["android"].format(code, code[:12] + "0" + code[13:])
    with pytest.warns(kit.KitWarning, match="line 2, عمر: .* found no sign of a code") as warned:
        found = read_code(chat)
    assert len(warned) == 1
    pd.testing.assert_frame_equal(found, answers(call))


def test_a_code_that_was_sent_twice_counts_once(call: Lesson, code: str) -> None:
    """In one form or another."""
    chat = f"12/02/2025, 10:31 - Layla: {code}\n12/02/2025, 10:35 - Layla: {code.lower()}\n"
    pd.testing.assert_frame_equal(read_code(chat), answers(call))


@pytest.mark.parametrize(
    "write",
    [
        lambda code: "-".join(reversed(code.split("-"))),
        lambda code: code.replace("-", "-\n", 5),
        lambda code: f"({code}).",
        lambda code: f"\u200f\u202b{code.translate(str.maketrans('23456789', '٢٣٤٥٦٧٨٩'))}\u202c",
        lambda code: code.translate(str.maketrans("2345689-", "۲۳۴۵۶۸۹–")),
        lambda code: code.translate(str.maketrans("258V", "zsbu")),
        lambda code: code.replace("-", " ").lower(),
        lambda code: f"Kamal here, KEEP it: {code.replace('-', ' ')} thank you",
        lambda code: code.replace("-", "").translate(
            str.maketrans("ACEFHJKMNPRTVWXY", "شؤثباتنةىحقفرصءغ")
        ),
    ],
)
def test_a_code_is_found_however_it_was_copied(call: Lesson, code: str, write: object) -> None:
    """Groups from the right to the left, broken over lines, in other digits, amid words, on a keyboard not changed over."""
    pd.testing.assert_frame_equal(read_code(write(code)), answers(call))  # type: ignore[operator]


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text of a chat ends in anything but an error of the kit."""
    try:
        read_code(text)
    except kit.AnswerError as error:
        assert "\n" not in str(error)  # noqa: PT017  (either way is right)
