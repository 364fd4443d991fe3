"""The exercises without a face: scores worked out by hand, and what is said of an answer."""

from __future__ import annotations

from itertools import pairwise, product
from math import factorial, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.core.codebook import CHOICES, FINDINGS, LABELS, RELATIONS, student_view
from kit.core.errors import AnswerError, ArticleError, FrameError, LessonError
from kit.core.frames import COLUMNS, build, check
from kit.core.text import Span
from kit.exercises.chain.task import Chaining, edit_distance
from kit.exercises.compare.task import Comparing
from kit.exercises.cuelab.task import GOALS, SLOTS, Swapping
from kit.exercises.frame.marks import marks_of, words_of
from kit.exercises.headline.task import Heading
from kit.exercises.highlighter.task import Marking
from kit.exercises.lateral.task import Checking
from kit.exercises.rewrite.task import Rewriting
from kit.exercises.scores import score_task
from kit.exercises.scoring import TASKS, score
from kit.exercises.sorter.task import Sorting
from kit.exercises.task import Choice, exercise_of
from kit.languages.interface import translator
from kit.lessons.drafts import draft_lesson
from kit.lessons.folders import load_lesson
from kit.show.explanation import explain

if TYPE_CHECKING:
    from kit.lessons.lesson import Lesson

LESSONS = {(name, lang): load_lesson(name, lang) for name in ("the-bridge", "the-call") for lang in ("ar", "en")}  # fmt: skip
SEEDS = Path(__file__).parents[2] / "seeds"
BRIDGE, CALL = LESSONS["the-bridge", "en"], LESSONS["the-call", "en"]
BOTH = pytest.mark.parametrize("lang", ["ar", "en"])
ALL = pytest.mark.parametrize("lesson", LESSONS.values(), ids=lambda one: one.exercise_id)


def rekeyed(lesson: Lesson, at: int, **changes: object) -> Lesson:
    """Return a lesson with other words in the key of statement `at`."""
    key = lesson.key.copy()
    for name, value in changes.items():
        key[name] = [value if row == at - 1 else old for row, old in enumerate(key[name])]
    return lesson.with_frames(key=key)


def only(lesson: Lesson, *numbers: int) -> Lesson:
    """Return a lesson with some of its statements."""
    places = [number - 1 for number in numbers]
    return lesson.with_frames(
        statements=lesson.statements.iloc[places], key=lesson.key.iloc[places]
    )


# Sorting


@ALL
def test_sorting_takes_the_key_and_what_it_accepts(lesson: Lesson) -> None:
    """In both schemes just the key's label and the accepted ones earn the point, with the reason."""
    for scheme, labels in (("student", CHOICES), ("codebook", LABELS)):
        task = Sorting(lesson, scheme)  # type: ignore[arg-type]
        assert task.items == tuple(lesson.statements["statement_id"])
        for row in lesson.key.itertuples():
            good = {row.label, *row.accept}
            good = good if scheme == "codebook" else {student_view(label) for label in good}
            marks = {label: task.mark(row.statement_id, Choice(label)) for label in labels}
            assert {label for label, mark in marks.items() if mark.points == 1} == good
            assert {mark.max_points for mark in marks.values()} == {1.0}
            reason = getattr(row, f"reason_{lesson.lang}")
            assert {mark.feedback for mark in marks.values()} == {reason}


def test_sorting_tells_the_first_label_of_the_key() -> None:
    """A photo line may pass for the outlet's voice, but is expected as a note on the text."""
    codebook, student = Sorting(CALL, "codebook"), Sorting(CALL)
    assert codebook.expected("the-call.en#2") == ("meta", ("outlet",))
    assert student.expected("the-call.en#2") == ("outlet", ())
    assert codebook.mark("the-call.en#2", Choice("outlet")).accepted


# Marking

SOURCE, CUE = ("source", 0, 33), ("cue", 34, 43)  # The town council of Marsa al-Lawz / announced
MARKED = [
    ((SOURCE, CUE), 1.0),
    ((CUE, SOURCE), 1.0),
    ((("source", 4, 16), CUE), 0.75),  # two words of six: 2·2 / (2+6) = 1/2, and 1
    ((("source", 0, 43),), 0.462),  # six right and one too many: 12/13, and 0
    ((SOURCE,), 0.5),
    ((("cue", 0, 33), ("source", 34, 43)), 0.0),
    ((SOURCE, CUE, ("hedge", 44, 61)), 0.667),  # a third kind that is not there: 0
    ((("source", 5, 15), CUE), 0.75),  # half of "town", half of "council"
    ((("source", 2, 27), ("cue", 42, 43)), 1.0),  # a letter of a word marks the word
    ((("source", 0, 3), ("source", 4, 33), CUE), 1.0),  # in two strokes
    ((), 0.0),
]
MARKED_AR = [
    ((("cue", 0, 5), ("source", 6, 22)), 1.0),  # أعلنت / بلدية مرسى اللوز
    ((("cue", 0, 5), ("source", 6, 11)), 0.75),  # one word of three: 2·1 / (1+3) = 1/2, and 1
    ((("cue", 0, 5), ("source", 0, 22)), 0.929),  # three right and one too many: 6/7, and 1
    ((("cue", 0, 5), ("source", 8, 18)), 1.0),  # from the middle of a word to the middle of one
    ((("source", 6, 22),), 0.5),
    ((("cue", 0, 5), ("source", 6, 22), ("hedge", 24, 28)), 0.667),
    ((), 0.0),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lesson", "marks", "points"),
    [
        *((BRIDGE, *case) for case in MARKED),
        *((LESSONS["the-bridge", "ar"], *case) for case in MARKED_AR),
    ],
)
def test_marking_earns_the_mean_of_the_kinds_overlap(
    lesson: Lesson, marks: tuple[Any, ...], points: float
) -> None:
    """F1 in words, by kind, as worked out by hand; only all of it is accepted."""
    mark = Marking(lesson).mark(f"{lesson.exercise_id}#2", Choice("", marks))
    assert (mark.points, mark.max_points, mark.accepted) == (points, 1.0, points == 1)


def test_marking_says_which_words_were_found_and_missed_and_which_do_not_belong() -> None:
    """Each kind has its line in words of the text, and the key's reason comes last."""
    marks = (("source", 9, 43), ("hedge", 44, 46))
    mark = Marking(BRIDGE).mark("the-bridge.en#2", Choice("", marks))
    *lines, reason = mark.feedback.split(" · ")
    assert lines == [
        "source: you found “council of Marsa al-Lawz”; you missed “The town”; not part of it: “announced”",
        "reporting verb: you missed “announced”",
        "hedge: there is none here, and you marked “on”",
    ]
    assert reason == BRIDGE.key["reason_en"].iloc[1]
    assert mark.expected == "source: The town council of Marsa al-Lawz; cue: announced"
    arabic = Marking(LESSONS["the-bridge", "ar"])
    mark = arabic.mark("the-bridge.ar#2", Choice("", (("cue", 0, 5), ("source", 6, 11))))
    found = "المصدر: وجدتم «بلدية»؛ فاتكم «مرسى اللوز»"
    assert mark.feedback.split(" · ")[0] == found


@BOTH
def test_where_there_is_nothing_to_mark_leaving_it_alone_is_right(lang: str) -> None:
    """A statement without evidence earns its point unmarked, and none once a word is marked."""
    task, item = Marking(LESSONS["the-bridge", lang]), f"the-bridge.{lang}#4"
    assert task.wanted(item) == {}
    nothing, one = (task.mark(item, Choice("", marks)) for marks in ((), (("source", 0, 3),)))
    assert (nothing.points, nothing.max_points, nothing.accepted) == (1.0, 1.0, True)
    assert (one.points, one.max_points, one.accepted) == (0.0, 1.0, False)


@ALL
def test_marking_asks_for_the_body_and_the_keys_own_words_earn_all(lesson: Lesson) -> None:
    """Every statement of the body is asked for, and its key as an answer is accepted."""
    task = Marking(lesson)
    body = lesson.statements.loc[lesson.statements["zone"] == "body", "statement_id"]
    assert task.items == tuple(body)
    for item in task.items:
        marks = tuple((kind, *span) for kind, span in task.wanted(item).items())
        assert task.mark(item, Choice("", marks)).accepted


def test_words_beside_each_other_become_one_mark() -> None:
    """Marks run on over neighbours of one kind, stop at a gap, and come in the text's order."""
    words = words_of("an old  bridge, closed-down today")
    assert words == [Span(0, 2), Span(3, 6), Span(8, 14), Span(16, 27), Span(28, 33)]
    chosen = [("source", 1), ("source", 0), ("source", 1), ("source", 4), ("cue", 2), ("cue", 0)]
    assert marks_of(words, chosen) == (
        ("cue", 0, 2), ("source", 0, 6), ("cue", 8, 14), ("source", 28, 33),
    )  # fmt: skip
    assert marks_of(words, []) == ()
    assert words_of(" … — ") == []


def test_a_vowel_sign_belongs_to_its_word() -> None:
    """Signs above and below letters stay with them, in a word and at its end."""
    text = "قالَ «الوزيرُ» يومًا cafe\u0301"
    words = [text[span.start : span.end] for span in words_of(text)]
    assert words == ["قالَ", "الوزيرُ", "يومًا", "cafe\u0301"]


def test_a_time_an_amount_or_a_date_is_one_word() -> None:
    """Signs between digits part nothing, those after a number do."""
    text = "07:40: بين ٧:٣٠ و16:00، 4,200,000 أو ٢٫٥ يوم 3/5 (3:5), a:b 1, 2"
    words = [text[span.start : span.end] for span in words_of(text)]
    assert words == [
        "07:40", "بين", "٧:٣٠", "و16:00", "4,200,000", "أو", "٢٫٥", "يوم", "3/5", "3:5",
        "a", "b", "1", "2",
    ]  # fmt: skip


@settings(max_examples=100)
@given(
    st.text(max_size=60), st.lists(st.tuples(st.sampled_from(["source", "cue"]), st.integers(0, 9)))
)
def test_marks_are_whole_words_without_overlap(text: str, chosen: list[tuple[str, int]]) -> None:
    """Whatever is chosen, marks of a kind do not touch, and hold just the chosen words."""
    words = words_of(text)
    asked = {(kind, at) for kind, at in chosen if at < len(words)}
    marks: Any = marks_of(words, asked)
    held = {
        (k, at) for k, a, b in marks for at, w in enumerate(words) if a <= w.start and w.end <= b
    }
    assert held == asked
    for kind in ("source", "cue"):
        places = sorted((a, b) for k, a, b in marks if k == kind)
        assert all(one[1] < two[0] for one, two in pairwise(places))


# Chaining


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("", "", 0), ("abc", "abc", 0), ("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3),
        ("ab", "ba", 2), ("abc", "ac", 1), ("ac", "abc", 1), ("abcd", "bcda", 2), ("flaw", "lawn", 2),
        ("saturday", "sunday", 3),
    ],
)  # fmt: skip
def test_the_edit_distance_is_levenshteins(one: str, other: str, steps: int) -> None:
    """Known distances, also from the end to the beginning, and of names as of letters."""
    assert edit_distance(one, other) == edit_distance(one[::-1], other[::-1]) == steps
    assert edit_distance([*one], tuple(other)) == steps


@BOTH
def test_a_chain_earns_one_minus_its_distance_by_the_longer_length(lang: str) -> None:
    """Three hands: exact, one missing, swapped, one too many, one wrong, reversed, and none."""
    lesson = LESSONS["the-call", lang]
    task, item = Chaining(lesson), f"the-call.{lang}#12"
    near, middle, last = task.chain(item)
    other = next(hand for hand in task.hands if hand not in (near, middle, last))
    for hands, points in {
        (near, middle, last): 1.0,
        (near, middle): 0.667,  # one to add: 1 - 1/3
        (near, last): 0.667,
        (near, last, middle): 0.333,  # two exchanged: 1 - 2/3
        (last, middle, near): 0.333,
        (near, middle, other, last): 0.75,  # one to take away: 1 - 1/4
        (near, middle, other): 0.667,
        (other,): 0.0,
        (): 0.0,
    }.items():
        mark = task.mark(item, Choice("", hands))
        assert (mark.points, mark.max_points, mark.accepted) == (points, 1.0, points == 1)


@BOTH
def test_the_weakest_link_is_the_hand_that_nobody_can_ask(lang: str) -> None:
    """Unnamed people and hearsay are told as the weakest link; an authority answers for it."""
    lesson, say = LESSONS["the-bridge", lang], translator(lang)
    task, name = Chaining(lesson), f"the-bridge.{lang}"
    assert task.items == tuple(f"{name}#{at}" for at in (2, 5, 7, 10, 11, 12))
    weak = {item: task.weakest(item) for item in task.items}
    assert weak == {
        f"{name}#2": "", f"{name}#5": "",
        **{f"{name}#{at}": task.chain(f"{name}#{at}")[1] for at in (7, 10, 11, 12)},
    }  # fmt: skip
    told = say("Weakest link: {hand}. Nobody can ask them, however many hands pass it on.")
    assert task.mark(f"{name}#7", Choice()).feedback == told.format(hand=weak[f"{name}#7"])
    told = say("Every hand can be asked. The last one, {hand}, answers for it.")
    last = task.chain(f"{name}#2")[1]
    assert task.mark(f"{name}#2", Choice()).feedback == told.format(hand=last)


def test_chains_are_drawn_towards_the_reader() -> None:
    """The arrows point from the origin to the reader, in either direction of writing."""
    for lang, arrow in (("en", "←"), ("ar", "→")):
        task = Chaining(LESSONS["the-bridge", lang])
        item = task.items[0]
        assert task.mark(item, Choice()).expected == f" {arrow} ".join(task.chain(item))


@ALL
def test_each_chain_is_asked_once_and_all_its_hands_are_offered(lesson: Lesson) -> None:
    """No chain comes twice; the hands of an item lie in an order that stays."""
    task, again = Chaining(lesson), Chaining(lesson)
    chains = [task.chain(item) for item in task.items]
    assert len(set(chains)) == len(chains) <= 6
    assert {hand for chain in chains for hand in chain} <= set(task.hands)
    for item in task.items:
        assert {*task.chain(item)} <= {*task.offered(item)} <= {*task.hands}
        assert task.offered(item) == again.offered(item)
    assert task.hands == again.hands


@pytest.mark.fault("notebooks")
@pytest.mark.parametrize("shown", ["on the page", "on paper"])
def test_the_order_of_the_hands_says_nothing(shown: str) -> None:
    """Over all stories as many chains lie there in their right order as by chance, or turned round."""
    right = turned = 0
    chance = spread = 0.0
    for path in sorted(SEEDS.glob("*/key.*.toml")):
        task = Chaining(load_lesson(path.parent.name, path.suffixes[0][1:]))
        for item in task.items:
            chain = task.chain(item)
            hands = task.offered(item) if shown == "on the page" else task.hands
            places = [hands.index(hand) for hand in chain]
            right += places == sorted(places)
            turned += places == sorted(places, reverse=True)
            share = 1 / factorial(len(chain))
            chance, spread = chance + share, spread + share * (1 - share)
    assert abs(right - chance) < 2 * sqrt(spread)
    assert abs(turned - chance) < 2 * sqrt(spread)


# Heading


@BOTH
def test_a_relation_earns_a_point_and_beside_asks_nothing(lang: str) -> None:
    """Right is 1 of 1, wrong 0 of 1; what is beside the headline and left so is 0 of 0."""
    task, name = Heading(LESSONS["the-bridge", lang]), f"the-bridge.{lang}"
    assert (task.headline, len(task.items)) == (f"{name}#1", 13)
    found = {
        (at, relation): task.mark(f"{name}#{at}", Choice(relation))
        for at, relation in product((2, 3, 5), RELATIONS)
    }
    earned = {key: (mark.points, mark.max_points, mark.accepted) for key, mark in found.items()}
    assert {key for key, points in earned.items() if points == (1.0, 1.0, True)} == {
        (2, "supports"), (3, "weakens"),
    }  # fmt: skip
    assert {key for key, points in earned.items() if points == (0.0, 0.0, True)} == {(5, "beside")}
    assert {points for points in earned.values() if not points[2]} == {(0.0, 1.0, False)}


@ALL
def test_each_relation_has_its_reason(lesson: Lesson) -> None:
    """What a person wrote is told; where nobody did, a sentence is made of source and hedge."""
    task = Heading(lesson)
    why = f"headline_{lesson.lang}"
    written = dict(zip(lesson.key["statement_id"], lesson.key[why], strict=True))
    beside = translator(lesson.lang)("It says nothing about the headline's matter.")
    for item in task.items:
        assert task.why(item) == (written[item] or beside)
    bare = Heading(lesson.with_frames(key=lesson.key.assign(headline_ar="", headline_en="")))
    assert all(bare.why(item) and "{" not in bare.why(item) for item in bare.items)


def test_support_tells_whether_anybody_stands_behind_it() -> None:
    """Support from a source nobody can ask, or from nobody at all, is told as such."""
    bare = BRIDGE.key.assign(headline_en="", headline="supports")
    told = Heading(BRIDGE.with_frames(key=bare)).why("the-bridge.en#10")
    source = "A source in the Ministry of Public Works"
    assert told == f"It says what the headline says, but only from {source}: nobody we could ask."
    nobody = bare.assign(chain=[()] * len(bare), source="")
    told = Heading(BRIDGE.with_frames(key=nobody)).why("the-bridge.en#10")
    assert told == "It says what the headline says, and nobody stands behind it."


def test_reasons_name_source_and_hedge_where_nobody_wrote_one() -> None:
    """Support by somebody or by the outlet, weaker by a hedge or a source, open by a source."""
    bare = BRIDGE.key.assign(headline_en="")
    bare["headline"] = [
        {7: "weakens", 9: "weakens", 10: "open", 5: "weakens", 13: "open"}.get(at, relation)
        for at, relation in enumerate(bare["headline"], start=1)
    ]
    task = Heading(BRIDGE.with_frames(key=bare))
    told = {at: task.why(f"the-bridge.en#{at}") for at in (2, 4, 5, 7, 9, 10, 13)}
    assert told == {
        2: "It says what the headline says, and The town council of Marsa al-Lawz stands behind it.",
        4: "It says what the headline says, in the outlet's own voice.",
        5: "It takes something away from what the headline says.",
        7: "The same matter, but only from Residents: nobody we could ask.",
        9: "It puts as uncertain (“may have”) what the headline puts as news.",
        10: "It speaks of what the headline raises, but only from A source in the Ministry of Public "
            "Works: nobody we could ask.",
        13: "It speaks of what the headline raises and settles nothing.",
    }  # fmt: skip


@BOTH
def test_what_the_headline_dropped_is_what_a_person_decided(lang: str) -> None:
    """The key's own list wins over what could be derived, and each part has a sentence."""
    assert list(Heading(LESSONS["the-bridge", lang]).dropped()) == ["attribution"]
    told = Heading(LESSONS["the-call", lang]).dropped()
    assert set(told) == {"attribution", "hedge", "certainty", "answer"}
    call = LESSONS["the-call", lang].key.iloc[13]
    assert call["hedge_words"] in told["hedge"]


@BOTH
def test_what_the_headline_dropped_is_derived_where_nobody_decided(lang: str) -> None:
    """Sources, hedges, hidden sources and open questions of the body are held against it."""
    bridge = rekeyed(LESSONS["the-bridge", lang], 1, dropped=())
    call = rekeyed(LESSONS["the-call", lang], 1, dropped=())
    assert list(Heading(bridge).dropped()) == ["attribution", "hedge"]
    assert list(Heading(call).dropped()) == ["attribution", "hedge", "certainty", "answer"]
    named = rekeyed(bridge, 1, label="official", hedge=True)
    nothing = translator(lang)(
        "Nothing was dropped: who says it, and how sure it is, can be read in the headline."
    )
    assert Heading(named).dropped() == {"nothing": nothing}
    assert list(Heading(rekeyed(call, 1, label="unnamed", polarity="affirm")).dropped()) == [
        "hedge"
    ]
    assert Heading(rekeyed(call, 1, label="unnamed")).dropped().keys() == {"hedge", "answer"}


def test_without_a_headline_nothing_is_asked() -> None:
    """An article that begins with its body has no items, and nothing was dropped from it."""
    task = Heading(only(BRIDGE, 2, 3, 4))
    assert (task.headline, task.items, task.dropped()) == ("", (), {})


# Checking

NOTICE = "the-bridge.en#2|council-notice"


@pytest.mark.parametrize(
    ("label", "words", "points"),
    [
        ("repeats", "is closed to cars and pedestrians", 1.0),
        ("repeats", "closed to cars", 1.0),
        ("repeats", "buses take the mountain road", 1.0),
        ("repeats", "", 1.0),
        ("contradicts", "is closed to cars and pedestrians", 0.0),
        ("open", "", 0.0),
        ("", "", 0.0),
    ],
)
def test_checking_earns_its_point_for_the_finding_alone(
    label: str, words: str, points: float
) -> None:
    """Marking is optional: no words, or the wrong ones, take nothing away."""
    task = Checking(BRIDGE)
    at = task.card(NOTICE)["text"].index(words)
    marks = (("source", at, at + len(words)),) if words else ()
    mark = task.mark(NOTICE, Choice(label, marks))
    assert (mark.points, mark.max_points, mark.expected) == (points, 1.0, "repeats")
    assert mark.feedback.endswith(task.card(NOTICE)["note"])


def test_words_that_were_marked_are_told_of() -> None:
    """Three of six words of the card: what was right and what was missed is said."""
    task, item = Checking(LESSONS["the-bridge", "ar"]), "the-bridge.ar#2|council-notice"
    text = task.card(item)["text"]
    at = text.index("أُغلق جسر الطاحونة")
    mark = task.mark(item, Choice("repeats", (("source", at, at + len("أُغلق جسر الطاحونة")),)))
    assert mark.points == 1
    say = translator("ar")
    told = say("you found {words}").format(words="«أُغلق جسر الطاحونة»")
    assert mark.feedback.startswith(say("Words: {told}").format(told=told))


def test_a_card_that_names_no_words_is_decided_by_its_finding() -> None:
    """Where the key marks nothing the finding is the whole point, whatever was marked."""
    bare = Checking(BRIDGE, BRIDGE.evidence.assign(words=""))
    for marks in ((), (("source", 0, 5),)):
        assert bare.mark(NOTICE, Choice("repeats", marks)).points == 1
        assert bare.mark(NOTICE, Choice("open", marks)).points == 0


@ALL
def test_official_and_unconfirmed_is_said_where_it_is_so(lesson: Lesson) -> None:
    """Cards that leave an official claim open say that on the record is not the same as true."""
    task, key = Checking(lesson), lesson.key.set_index("statement_id")["label"]
    said = translator(lesson.lang)(
        "The claim is official and not found on this card: on the record is not the same as true."
    )
    wanted = {
        item for item in task.items
        if task.card(item)["finding"] == "open" and key[task.claim(item)] == "official"
    }  # fmt: skip
    told = {item for item in task.items if said in task.mark(item, Choice("open")).feedback}
    assert told == wanted
    names = (
        {f"the-bridge.{lesson.lang}#13|association"} if lesson.lesson_id == "the-bridge" else set()
    )
    assert wanted == names


@ALL
def test_each_card_is_held_against_its_claim_in_the_articles_order(lesson: Lesson) -> None:
    """No card is lost, claims come in reading order, and the key's own answer earns it all."""
    task = Checking(lesson)
    order = list(lesson.statements["statement_id"])
    claims = [order.index(task.claim(item)) for item in task.items]
    assert claims == sorted(claims)
    assert {task.card(item)["card_id"] for item in task.items} == set(lesson.evidence["card_id"])
    for item in task.items:
        marks = tuple(("source", *span) for span in task.wanted(item).values())
        for finding in FINDINGS:
            mark = task.mark(item, Choice(finding, marks))
            assert mark.points == float(finding == task.card(item)["finding"])


@pytest.mark.parametrize(
    ("lang", "item", "told", "said"),
    [
        ("en", "2|council-notice", "Heard twice, and still one source", FINDINGS),
        ("ar", "2|council-notice", "سُمع مرتين والمصدر واحد", FINDINGS),
        ("en", "6|register", "does not have it from the story's source", ("repeats",)),
        ("ar", "6|register", "لم يأخذ كلامه عن مصدر الخبر", ("repeats",)),
    ],
)
def test_a_copy_is_told_from_a_second_witness(
    lang: str, item: str, told: str, said: tuple[str, ...]
) -> None:
    """A copy always hears why it confirms nothing; a witness taken for a copy, why it is none."""
    task, name = Checking(LESSONS["the-bridge", lang]), f"the-bridge.{lang}#{item}"
    found = {one for one in FINDINGS if told in task.mark(name, Choice(one)).feedback}
    assert found == set(said)


@BOTH
def test_answers_from_before_copies_were_told_apart_are_scored_as_they_were_asked(
    lang: str,
) -> None:
    """Of three findings a card that repeats was right as confirming; a newer answer changes nothing."""
    lesson = LESSONS["the-bridge", lang]
    copy, witness, other = (
        f"the-bridge.{lang}#{item}" for item in ("2|council-notice", "6|register", "4|ferry")
    )
    old = {"scheme": "finding"}
    later = {"answered_at": pd.Timestamp("2026-02-01T08:00Z")}
    frame = build("answers", [
        row(lesson, "lateral", copy, "confirms", **old),
        row(lesson, "lateral", witness, "confirms", **old),
        row(lesson, "lateral", other, "open", **old),
        row(lesson, "lateral", copy, "contradicts", **later),
    ])  # fmt: skip
    found = score(frame, lesson)
    assert found[["statement_id", "expected", "points"]].to_numpy().tolist() == [
        [copy, "confirms", 1.0], [other, "contradicts", 0.0], [witness, "confirms", 1.0],
    ]  # fmt: skip
    with pytest.raises(AnswerError, match="unknown label in the finding scheme 'repeats'"):
        score(build("answers", [row(lesson, "lateral", copy, "repeats", **old)]), lesson)


def test_a_way_of_checking_that_nobody_knows_is_named() -> None:
    """The error gives the nearest one."""
    with pytest.raises(AnswerError, match=r"unknown scheme 'findings'.*'finding'"):
        Checking(BRIDGE, scheme="findings")


def test_cards_of_ones_own_are_held_against_the_lesson() -> None:
    """A frame of cards stands in for the lesson's; those for other claims are left out."""
    cards = pd.concat([BRIDGE.evidence.iloc[[3]], CALL.evidence.iloc[[0]]], ignore_index=True)
    assert Checking(BRIDGE, cards).items == ("the-bridge.en#9|cameras",)
    assert Checking(BRIDGE, build("evidence", [])).items == ()


# Rewriting

REWRITTEN = [
    # the-bridge#1: the headline, for the council's announcement (official, not hedged)
    ("the-bridge.en#1", "The town council announced that Mill Bridge was closed to cars and pedestrians.", "kept", "kept", "kept", 1.0),
    ("the-bridge.en#1", "Mill Bridge was closed to cars and pedestrians.", "kept", "lost", "kept", 0.5),
    ("the-bridge.en#1", "Sources said that Mill Bridge was closed to cars and pedestrians.", "kept", "hidden", "kept", 0.5),
    ("the-bridge.en#1", "The police announced that Mill Bridge was closed to cars and pedestrians.", "kept", "other", "kept", 0.5),
    ("the-bridge.en#1", "The town council said Mill Bridge may be closed to cars and pedestrians.", "kept", "kept", "hedge_added", 0.5),
    ("the-bridge.en#1", "The town council said that dogs are lovely.", "lost", "kept", "kept", 0.0),
    ("the-bridge.ar#1", "أعلنت بلدية مرسى اللوز إغلاق جسر الطاحونة أمام السيارات والمشاة", "kept", "kept", "kept", 1.0),
    ("the-bridge.ar#1", "إغلاق جسر الطاحونة أمام السيارات والمشاة", "kept", "lost", "kept", 0.5),
    ("the-bridge.ar#1", "قالت مصادر إن جسر الطاحونة أُغلق أمام السيارات والمشاة", "kept", "hidden", "kept", 0.5),
    ("the-bridge.ar#1", "أعلنت الشرطة إغلاق جسر الطاحونة أمام السيارات والمشاة", "kept", "other", "kept", 0.5),
    ("the-bridge.ar#1", "قالت بلدية مرسى اللوز إن جسر الطاحونة قد يُغلق أمام السيارات والمشاة", "kept", "kept", "hedge_added", 0.5),
    ("the-bridge.ar#1", "قالت بلدية مرسى اللوز إن الكلاب لطيفة", "lost", "kept", "kept", 0.0),
    # the-bridge#7: residents (unnamed)
    ("the-bridge.en#7", "Residents say the cracks have been plain to see since spring.", "kept", "kept_hidden", "kept", 1.0),
    ("the-bridge.en#7", "The council announced that the cracks have been plain to see since spring.", "kept", "raised", "kept", 0.5),
    ("the-bridge.en#7", "The cracks have been plain to see since spring.", "kept", "lost", "kept", 0.5),
    ("the-bridge.en#7", "Residents revealed that the cracks have been plain to see since spring.", "kept", "kept_hidden", "factive", 0.5),
    ("the-bridge.ar#7", "يقول سكان إن الشروخ كانت ظاهرة للعيان منذ الربيع", "kept", "kept_hidden", "kept", 1.0),
    ("the-bridge.ar#7", "أعلنت البلدية أن الشروخ كانت ظاهرة للعيان منذ الربيع", "kept", "raised", "kept", 0.5),
    ("the-bridge.ar#7", "الشروخ كانت ظاهرة للعيان منذ الربيع", "kept", "lost", "kept", 0.5),
    ("the-bridge.ar#7", "كشف سكان أن الشروخ كانت ظاهرة للعيان منذ الربيع", "kept", "kept_hidden", "factive", 0.5),
    # the-bridge#9: a guess without a source (hearsay, hedged)
    ("the-bridge.en#9", "A truck loaded with marble may have crossed the bridge on Friday.", "kept", "kept_hidden", "kept", 1.0),
    ("the-bridge.en#9", "A truck loaded with marble crossed the bridge on Friday.", "kept", "lost", "hedge_lost", 0.0),
    ("the-bridge.en#9", "Reports say a truck loaded with marble crossed the bridge on Friday.", "kept", "kept_hidden", "hedge_lost", 0.5),
    ("the-bridge.ar#9", "من المحتمل أن تكون شاحنة محمّلة بالرخام قد عبرت الجسر مساء الجمعة", "kept", "kept_hidden", "kept", 1.0),
    ("the-bridge.ar#9", "شاحنة محمّلة بالرخام عبرت الجسر مساء الجمعة", "kept", "lost", "hedge_lost", 0.0),
    ("the-bridge.ar#9", "أفادت تقارير بأن شاحنة محمّلة بالرخام عبرت الجسر مساء الجمعة", "kept", "kept_hidden", "hedge_lost", 0.5),
    # the-bridge#10: "revealed" is the story's own verb, and still too strong for an unnamed source
    ("the-bridge.en#10", "The Ministry of Public Works revealed that the bridge had not been inspected for six years.", "kept", "raised", "factive", 0.0),
    ("the-bridge.ar#10", "كشفت وزارة الأشغال أن الجسر لم يُفحص منذ ست سنوات", "kept", "raised", "factive", 0.0),
    # the-call#1: the headline, for the Kremlin's account
    ("the-call.en#1", "The Kremlin said that President Vladimir Putin had spoken by telephone with Ahmed al-Sharaa.", "kept", "kept", "kept", 1.0),
    ("the-call.en#1", "Putin has spoken by telephone with Ahmed al-Sharaa.", "kept", "lost", "kept", 0.5),
    ("the-call.en#1", "The White House said that Vladimir Putin had spoken by telephone with Ahmed al-Sharaa.", "kept", "other", "kept", 0.5),
    ("the-call.ar#1", "قال الكرملين إن فلاديمير بوتين وأحمد الشرع تحدثا هاتفيًا", "kept", "kept", "kept", 1.0),
    ("the-call.ar#1", "بوتين والشرع تحدثا هاتفيًا في أول اتصال مباشر", "kept", "lost", "kept", 0.5),
    ("the-call.ar#1", "قال البيت الأبيض إن فلاديمير بوتين وأحمد الشرع تحدثا هاتفيًا", "kept", "other", "kept", 0.5),
    # the-call#14: unnamed and hedged
    ("the-call.en#14", "According to unnamed sources, Moscow may have offered to give up Assad for another five years.", "kept", "kept_hidden", "kept", 1.0),
    ("the-call.en#14", "Unnamed sources said Moscow offered to give up Assad for another five years.", "kept", "kept_hidden", "hedge_lost", 0.5),
    ("the-call.en#14", "The Kremlin said Moscow may have offered to give up Assad for another five years.", "kept", "raised", "kept", 0.5),
    ("the-call.ar#14", "بحسب مصادر مطلعة، قد تكون موسكو عرضت تسليم الأسد لقاء إبقاء قواتها خمس سنوات أخرى", "kept", "kept_hidden", "kept", 1.0),
    ("the-call.ar#14", "قالت مصادر مطلعة إن موسكو عرضت تسليم الأسد لقاء إبقاء قواتها خمس سنوات أخرى", "kept", "kept_hidden", "hedge_lost", 0.5),
    ("the-call.ar#14", "قال الكرملين إن موسكو قد تكون عرضت تسليم الأسد لقاء إبقاء قواتها خمس سنوات أخرى", "kept", "raised", "kept", 0.5),
]  # fmt: skip
"""Item, headline, what became of matter, source and certainty, and what that earns."""


@pytest.mark.parametrize("case", REWRITTEN, ids=lambda case: f"{case[0]} {case[3]} {case[4]}")
def test_an_honest_headline_keeps_matter_source_and_certainty(case: tuple[Any, ...]) -> None:
    """Half a point each for source and certainty, none if it tells another matter."""
    item, text, matter, source, certainty, points = case
    name, lang = item.split("#")[0].split(".")
    task = Rewriting(LESSONS[name, lang])
    read = task.read(item, text)
    assert (read.matter, read.source, read.certainty) == (matter, source, certainty)
    mark = task.mark(item, Choice("", (text,)))
    assert (mark.points, mark.max_points, mark.accepted) == (points, 1.0, points == 1)
    assert mark.feedback == " ".join(read.told)
    assert mark.expected == task.matter(item)["text"]


@pytest.mark.parametrize(
    ("lang", "lost", "kept"),
    [
        ("en", "The mayor said that the bridge was in danger of collapsing.",
         "The mayor denied that the bridge was in danger of collapsing."),
        ("ar", "قالت رئيسة البلدية نوال الدرباس إن الجسر مهدد بالانهيار",
         "نفت رئيسة البلدية نوال الدرباس أن يكون الجسر مهددًا بالانهيار"),
    ],
)  # fmt: skip
def test_a_denial_that_became_a_claim_is_told(lang: str, lost: str, kept: str) -> None:
    """Whoever leaves the denial out turns the news over."""
    task, item = Rewriting(only(LESSONS["the-bridge", lang], 13)), f"the-bridge.{lang}#13"
    read = task.read(item, lost)
    assert (read.matter, read.source, read.certainty) == ("kept", "kept", "deny_lost")
    assert read.told[2] == translator(lang)("Certainty changed: in the story this is denied.")
    assert task.read(item, kept).kept == (True, True, True)


@pytest.mark.parametrize(
    ("lang", "text", "source"),
    [
        ("en", "The bridge is the only way across the river to the schools.", "kept_outlet"),
        ("en", "The council said the bridge is the only way across the river.", "invented"),
        ("en", "Sources said the bridge is the only way across the river.", "invented"),
        ("ar", "الجسر هو المعبر الوحيد فوق النهر بين السوق القديمة ومدارس البلدة", "kept_outlet"),
        ("ar", "قالت البلدية إن الجسر هو المعبر الوحيد فوق النهر", "invented"),
        ("ar", "قالت مصادر إن الجسر هو المعبر الوحيد فوق النهر", "invented"),
    ],
)
def test_a_source_that_the_story_does_not_have_is_invented(
    lang: str, text: str, source: str
) -> None:
    """What the outlet says by itself stays so, or somebody was made up to say it."""
    task, item = Rewriting(only(LESSONS["the-bridge", lang], 4)), f"the-bridge.{lang}#4"
    assert task.read(item, text).source == source
    assert task.mark(item, Choice("", (text,))).points == (1.0 if source == "kept_outlet" else 0.5)


def test_what_was_kept_and_lost_is_said_with_the_storys_words() -> None:
    """The sentences name the story's source and hedge, and the headline's own strong verb."""
    task = Rewriting(BRIDGE)
    told = task.read("the-bridge.en#1", "Mill Bridge was closed to cars and pedestrians.").told
    assert told == (
        "It tells the same matter.",
        "Source lost: in the story it is The town council of Marsa al-Lawz; here nobody is given.",
        "Certainty kept.",
    )
    told = task.read("the-bridge.en#9", "A truck loaded with marble crossed the bridge.").told
    assert told[2] == ("Certainty changed: the story says “may have”; here it is put as settled.")
    told = task.read(
        "the-bridge.en#7", "Residents revealed that the cracks were plain to see."
    ).told
    assert told[2] == "Certainty changed: “revealed” puts as fact what nobody answers for."
    told = task.read("the-bridge.en#1", "The council said Mill Bridge may be closed to cars.").told
    assert told[2] == "Certainty changed: “may” makes it less sure than it was said."


@ALL
def test_the_storys_own_words_are_about_its_matter_and_keep_its_source(lesson: Lesson) -> None:
    """Copying the statement keeps matter and source; at most four headlines are asked for."""
    task = Rewriting(lesson)
    assert 1 <= len(task.items) <= 4
    for item in task.items:
        read = task.read(item, task.matter(item)["text"])
        assert read.kept[:2] == (True, True)


@BOTH
@pytest.mark.parametrize("given", [(), ("",), (" \n\t",)])
def test_an_empty_headline_earns_nothing_and_is_not_judged(lang: str, given: tuple[str, ...]) -> None:  # fmt: skip
    """Nothing written is nothing to read: no points and no sentences."""
    task = Rewriting(LESSONS["the-bridge", lang])
    mark = task.mark(task.items[0], Choice("", given))
    assert (mark.points, mark.max_points, mark.accepted, mark.feedback) == (0.0, 1.0, False, "")


@settings(max_examples=60)
@given(st.text(max_size=80), st.sampled_from(["ar", "en"]))
def test_any_text_can_be_read_as_a_headline(text: str, lang: str) -> None:
    """Whatever a learner types earns 0, a half or 1 and is told in sentences."""
    task = Rewriting(LESSONS["the-bridge", lang])
    mark = task.mark(task.items[0], Choice("", (text,)))
    assert mark.points in {0.0, 0.5, 1.0}
    assert bool(mark.feedback) == bool(text.strip())


# Swapping

BY_SOURCE = {
    "office": {"official"}, "name": {"named"}, "hidden": {"unnamed"}, "reports": {"hearsay"},
    "none": {"outlet", "hearsay"},  # a guess at what has happened, and nobody who guesses
}  # fmt: skip
GOAL_BY = {
    "record": ("office", "say", "none"), "hidden": ("hidden", "reveal", "none"),
    "distance": ("name", "claim", "none"), "hedged": ("office", "announce", "modal"),
    "voice": ("none", "say", "none"),
}  # fmt: skip
WRONG_BY = {
    "record": [("hidden", "say", "none"), ("office", "claim", "none"), ("office", "say", "modal"), ("name", "say", "none"), ("none", "say", "none")],
    "hidden": [("hidden", "say", "none"), ("hidden", "reveal", "modal"), ("office", "reveal", "none"), ("none", "reveal", "none")],
    "distance": [("name", "say", "none"), ("hidden", "claim", "none"), ("none", "claim", "none")],
    "hedged": [("office", "say", "none"), ("hidden", "say", "modal"), ("name", "say", "adverb"), ("none", "say", "adverb")],
    "voice": [("office", "say", "none"), ("reports", "say", "none"), ("none", "say", "modal"), ("none", "say", "adverb")],
}  # fmt: skip


def every(task: Swapping) -> list[dict[str, str]]:
    """Return every choice from all slots."""
    names = [[row["id"] for row in task.slots[slot]] for slot in SLOTS]
    return [dict(zip(SLOTS, chosen, strict=True)) for chosen in product(*names)]


@BOTH
def test_every_choice_makes_one_sentence(lang: str) -> None:
    """It starts with a letter, a capital one in English, ends with its one full stop, and is whole."""
    task = Swapping(lang)
    sentences = [task.compose(chosen) for chosen in every(task)]
    assert len(sentences) == 5 * 6 * 3 * 3
    for said in sentences:
        assert said[0].isalpha()
        assert lang == "ar" or said[0].isupper()
        assert (said.count("."), said[-1]) == (1, ".")
        assert said == " ".join(said.split())
        assert not any(bad in said for bad in ("{", "}", "،،", ",,", " ،", " ,", "،.", ",."))


@BOTH
def test_the_engine_reads_each_choice_as_its_source_and_hedge_say(lang: str) -> None:
    """The label follows the source slot and certainty the hedge slot, in every combination."""
    task = Swapping(lang)
    for chosen in every(task):
        read = task.read(task.compose(chosen))
        assert read.label in BY_SOURCE[chosen["source"]], (chosen, read)
        assert bool(read.hedge) == (chosen["hedge"] != "none"), (chosen, read)
        if chosen["source"] == "none" and chosen["hedge"] == "none":
            assert read.label == "outlet"
        if chosen["source"] != "none":
            wanted = {"reveal": "factive", "claim": "doubting", "stress": "assertive"}
            assert read.stance == wanted.get(chosen["verb"], "neutral"), (chosen, read)


@BOTH
@pytest.mark.parametrize("fact", ["bridge", "water", "match"])
@pytest.mark.parametrize("goal", GOALS)
def test_each_goal_can_be_reached_and_missed(lang: str, fact: str, goal: str) -> None:
    """A sentence put together for a goal earns its point; a wrong one does not, and is told why."""
    task = Swapping(lang)

    def points(source: str, verb: str, hedge: str) -> float:
        chosen = {"source": source, "verb": verb, "hedge": hedge, "fact": fact}
        mark = task.mark(goal, Choice("", (task.compose(chosen),)))
        assert mark.feedback.strip()
        assert (mark.max_points, mark.accepted) == (1.0, mark.points == 1)
        return mark.points

    assert points(*GOAL_BY[goal]) == 1
    assert [points(*wrong) for wrong in WRONG_BY[goal]] == [0] * len(WRONG_BY[goal])


@BOTH
def test_the_parts_stand_at_first_on_a_sentence_that_no_goal_asks_for(lang: str) -> None:
    """Committed as it stands, it earns nothing, whatever is asked; nor does one with a fact of one's own."""
    for task in (Swapping(lang), Swapping(lang, {"ar": "الميناء سيغلق", "en": "the port will close"}[lang])):  # fmt: skip
        choice = Choice("", (task.compose(task.start),))
        assert {goal: task.mark(goal, choice).points for goal in GOALS} == dict.fromkeys(GOALS, 0.0)


@BOTH
def test_each_goal_has_a_model_sentence_that_earns_its_point(lang: str) -> None:
    """A model is there for all five goals, from the parts alone."""
    task = Swapping(lang)
    assert list(task.models) == list(GOALS)
    marks = {goal: task.mark(goal, Choice("", (text,))) for goal, text in task.models.items()}
    assert {goal: mark.points for goal, mark in marks.items()} == dict.fromkeys(GOALS, 1.0)


def test_no_model_is_given_where_a_fact_of_ones_own_rules_it_out() -> None:
    """A fact that is uncertain in itself can be put on no record without a hedge, so nothing is shown."""
    assert list(Swapping("en", "the port may close").models) == ["distance", "hedged"]


@pytest.mark.parametrize(
    ("lang", "fact", "said"),
    [
        ("en", "the {port} will close", "The Ministry of Works said that the (port) will close."),
        ("en", " the port will close. ", "The Ministry of Works said that the port will close."),
        ("en", "{0}{hedge}{", "The Ministry of Works said that (0)(hedge)(."),
        ("ar", "الميناء {سيغلق}؟", "قالت وزارة الأشغال إن الميناء (سيغلق)."),
    ],
)
def test_a_fact_of_ones_own_is_said_as_it_is(lang: str, fact: str, said: str) -> None:
    """Braces do no harm, the full stop stands once, and the hedge that changes verbs is gone."""
    task = Swapping(lang, fact)
    start = {slot: rows[0]["id"] for slot, rows in task.slots.items()}
    assert task.compose(start) == said
    assert [row["id"] for row in task.slots["hedge"]] == ["none", "adverb"]
    assert all(task.compose(chosen).endswith(".") for chosen in every(task))


@pytest.mark.parametrize("fact", [".", "?!", " . ", "؟"])
def test_a_fact_of_nothing_but_marks_is_no_fact(fact: str) -> None:
    """Where no words are left there is nothing to say: the three facts stand ready instead."""
    assert [row["id"] for row in Swapping("en", fact).slots["fact"]] == ["bridge", "water", "match"]


def test_what_is_not_in_the_slots_is_named() -> None:
    """An unknown choice, a missing one and an unknown language are each told with what would do."""
    task = Swapping("en")
    chosen = {"source": "office", "verb": "say", "hedge": "none", "fact": "bridge"}
    with pytest.raises(LessonError, match=r"unknown verb 'sya'.*did you mean 'say'"):
        task.compose(chosen | {"verb": "sya"})
    with pytest.raises(LessonError, match="unknown source ''"):
        task.compose({})
    with pytest.raises(LessonError, match="language of the cue lab 'fr'"):
        Swapping("fr")


@settings(max_examples=60)
@given(st.text(max_size=80), st.sampled_from(["ar", "en"]))
def test_any_sentence_of_ones_own_can_be_read(text: str, lang: str) -> None:
    """Whatever is typed has a label of the codebook, a certainty and a reason."""
    task = Swapping(lang)
    if text.strip():
        read = task.read(text)
        assert read.label in LABELS
        assert all((read.certainty, read.why, read.rule))
    assert task.mark("record", Choice("", (text,))).points in {0.0, 1.0}


# Comparing

EAST = "Town news\n\nThe harbour council said the northern pier was closed on Friday.\n\nBread is cheap."
WEST = "Port news\n\nSources said the northern pier of the harbour was closed by storms.\n\nSources said that fish is dear."


@BOTH
def test_the_share_leaves_notes_on_the_text_out(lang: str) -> None:
    """Six of fifteen statements of one story cannot be asked about, and three of fifteen of the other."""
    bridge, call = LESSONS["the-bridge", lang], LESSONS["the-call", lang]
    task = Comparing([call, bridge])
    assert task.shares == {f"the-call.{lang}": 3 / 15, f"the-bridge.{lang}": 6 / 15}
    right = task.mark("least", Choice("", (f"the-bridge.{lang}",)))
    assert (right.points, right.expected, right.accepted) == (1.0, f"the-bridge.{lang}", True)
    for picked in ((f"the-call.{lang}",), (), ("the-moon.en",)):
        assert task.mark("least", Choice("", picked)).points == 0


def test_a_story_of_notes_alone_has_nothing_that_cannot_be_asked() -> None:
    """Without a statement on the world the share is none, and not an error."""
    assert Comparing([only(BRIDGE, 16), CALL]).shares["the-bridge.en"] == 0


def test_where_stories_lean_alike_each_of_them_is_right() -> None:
    """A tie is decided for whoever picks one of those that share the largest part."""
    task = Comparing([only(BRIDGE, 7, 2), only(CALL, 12, 3), LESSONS["the-call", "ar"]])
    assert list(task.shares.values()) == [0.5, 0.5, 0.2]
    earned = [task.mark("least", Choice("", (name,))).points for name in task.shares]
    assert earned == [1.0, 1.0, 0.0]


def test_statements_on_the_same_matter_find_each_other() -> None:
    """Shared longer words join two stories' statements; other news stands alone."""
    task = Comparing([draft_lesson(EAST, "en"), draft_lesson(WEST, "en")])
    assert task.alike(0, 1) == [(1, 1)]
    assert task.alike(1, 1) == [(0, 1)]
    assert (task.alike(0, 2), task.alike(1, 2)) == ([], [])
    third = Comparing([draft_lesson(EAST, "en"), draft_lesson(WEST, "en"), BRIDGE, only(CALL)])
    assert third.alike(0, 1) == [(1, 1)]


# Scores


def row(lesson: Lesson, name: str, at: str, label: str = "", **changes: object) -> dict[str, Any]:
    """Make an answer to one of the exercises on a lesson; `at` is the number or the item."""
    item = f"{lesson.exercise_id}#{at}" if at[0].isdigit() else at
    return {
        "learner_id": "owl-7", "exercise_id": exercise_of(lesson.exercise_id, name),
        "statement_id": item, "label": label, "confidence": None, "given": (),
        "scheme": "student" if not name else TASKS[name](lesson).scheme,
        "answered_at": pd.Timestamp("2026-01-01T08:00Z"), "text_hash": lesson.text_hash,
    } | changes  # fmt: skip


def several(lang: str = "en") -> pd.DataFrame:
    """Return answers to all the exercises on the-bridge, in no order, by two learners."""
    lesson = LESSONS["the-bridge", lang]
    marks = (SOURCE, CUE) if lang == "en" else (("cue", 0, 5), ("source", 6, 22))
    chain = Chaining(lesson).chain(f"the-bridge.{lang}#7")
    sentence = Swapping(lang).compose(dict(zip(SLOTS, (*GOAL_BY["voice"], "water"), strict=True)))
    return build("answers", [
        row(lesson, "cuelab", "voice", given=(sentence,)),
        row(lesson, "lateral", f"the-bridge.{lang}#2|council-notice", "repeats"),
        row(lesson, "", "3", "official"),
        row(lesson, "", "2", "named", learner_id="wren"),
        row(lesson, "rewrite", "9", given=("xyz",)),
        row(lesson, "chain", "7", given=chain[:1]),
        row(lesson, "headline", "5", "beside"),
        row(lesson, "headline", "2", "supports"),
        row(lesson, "highlighter", "2", given=marks),
        row(lesson, "", "1", "named"),
        row(lesson, "chain", "5", given=chain),
    ])  # fmt: skip


@BOTH
def test_one_log_of_all_exercises_is_scored_by_each_ones_rules(lang: str) -> None:
    """Learners as they came, exercises one after the other, items in order, each with its points."""
    result = check(score(several(lang), LESSONS["the-bridge", lang]), "scores")
    name = f"the-bridge.{lang}"
    columns = ["learner_id", "exercise_id", "statement_id", "points", "max_points", "accepted"]
    assert result[columns].to_numpy().tolist() == [
        ["owl-7", name, f"{name}#1", 0.0, 1.0, False],
        ["owl-7", name, f"{name}#3", 1.0, 1.0, True],
        ["owl-7", f"{name}.highlighter", f"{name}#2", 1.0, 1.0, True],
        ["owl-7", f"{name}.headline", f"{name}#2", 1.0, 1.0, True],
        ["owl-7", f"{name}.headline", f"{name}#5", 0.0, 0.0, True],
        ["owl-7", f"{name}.chain", f"{name}#5", 0.5, 1.0, False],
        ["owl-7", f"{name}.chain", f"{name}#7", 0.5, 1.0, False],
        ["owl-7", f"{name}.lateral", f"{name}#2|council-notice", 1.0, 1.0, True],
        ["owl-7", f"{name}.rewrite", f"{name}#9", 0.0, 1.0, False],
        ["owl-7", f"{name}.cuelab", "voice", 1.0, 1.0, True],
        ["wren", name, f"{name}#2", 0.0, 1.0, False],
    ]
    assert list(result.columns) == list(COLUMNS["scores"])


@BOTH
def test_scores_of_one_exercise_do_not_depend_on_the_others(lang: str) -> None:
    """Each exercise scored alone gives the same rows as all of them together."""
    lesson, frame = LESSONS["the-bridge", lang], several(lang)
    whole = score(frame, lesson)
    for name in TASKS:
        exercise = exercise_of(lesson.exercise_id, name)
        alone = score(frame.loc[frame["exercise_id"] == exercise], lesson)
        part = whole.loc[whole["exercise_id"] == exercise].reset_index(drop=True)
        pd.testing.assert_frame_equal(part, alone)


def test_a_complete_score_asks_for_what_is_open_in_each_exercise_begun() -> None:
    """What was begun is filled up with rows of 0 points that tell no reason; the rest is left out."""
    frame = several()
    full = check(score(frame, BRIDGE, complete=True), "scores")
    rows = full.groupby(["learner_id", "exercise_id"], sort=False).size().to_dict()
    name = "the-bridge.en"
    assert rows == {
        ("owl-7", name): 16, ("owl-7", f"{name}.highlighter"): 13, ("owl-7", f"{name}.headline"): 13,
        ("owl-7", f"{name}.chain"): 6, ("owl-7", f"{name}.lateral"): 9, ("owl-7", f"{name}.rewrite"): 4,
        ("owl-7", f"{name}.cuelab"): 5, ("wren", name): 16,
    }  # fmt: skip
    still = full.loc[full["answered_at"].isna()]
    assert len(still) == len(full) - len(frame)
    assert still["points"].tolist() == [0.0] * len(still)
    assert not still["accepted"].any()
    assert set(still["feedback"]) == {"Not answered yet: no points."}
    assert full["points"].sum() == score(frame, BRIDGE)["points"].sum()


def test_what_is_beside_a_headline_costs_nothing_when_left_alone() -> None:
    """An open statement that says nothing about the headline is 0 of 0, as if it had been left so."""
    full = score(
        build("answers", [row(BRIDGE, "headline", "2", "supports")]), BRIDGE, complete=True
    )
    beside = full["expected"] == "beside"
    assert full.loc[~beside, "max_points"].tolist() == [1.0] * 4
    assert full.loc[beside, "max_points"].tolist() == [0.0] * 9


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"scheme": "student", "label": "named"}, r"scheme 'student' to the-bridge\.en\.highlighter, expected words"),
        ({"statement_id": "the-bridge.en#1"}, r"answer to 'the-bridge\.en#1', expected 'the-bridge\.en#2' to 'the-bridge\.en#15'"),
        ({"statement_id": "x"}, r"found an answer to 'x', expected"),
        ({"label": "official"}, "unknown label in the words scheme 'official'"),
        ({"scheme": "colour"}, "unknown scheme of answers 'colour'"),
        ({"exercise_id": "the-bridge.en.dancing"}, r"found answers to the-bridge\.en\.dancing, expected some to the-bridge\.en"),
        ({"text_hash": "0123456789ab"}, r"1 answers to another edition of the-bridge\.en"),
    ],
)  # fmt: skip
def test_an_answer_that_does_not_fit_its_exercise_is_refused(
    changes: dict[str, Any], message: str
) -> None:
    """The error names what was found and what would do."""
    with pytest.raises(AnswerError, match=message):
        score(build("answers", [row(BRIDGE, "highlighter", "2") | changes]), BRIDGE)


def test_an_exercise_that_asks_nothing_says_so() -> None:
    """Answers to the cards of a lesson that has none are refused with the reason."""
    bare = BRIDGE.with_frames(evidence=build("evidence", []))
    frame = build("answers", [row(BRIDGE, "lateral", NOTICE, "confirms")])
    with pytest.raises(AnswerError, match="expected none, as it asks nothing"):
        score(frame, bare)
    frame = build("answers", [row(BRIDGE, "", "2", scheme="words")])
    with pytest.raises(
        AnswerError, match=r"'words' to the-bridge\.en, expected student or codebook"
    ):
        score(frame, BRIDGE)


@pytest.mark.parametrize(
    ("name", "at", "label", "given"),
    [
        ("highlighter", "2", "", ("a text",)),
        ("lateral", NOTICE, "confirms", ("a text",)),
        ("highlighter", "2", "", (("colour", 0, 4),)),
        ("chain", "7", "", (("source", 0, 4),)),
        ("rewrite", "9", "", (("source", 0, 4),)),
        ("cuelab", "voice", "", (("source", 0, 4),)),
    ],
)
def test_an_open_part_of_another_exercise_never_ends_in_a_crash(
    name: str, at: str, label: str, given: tuple[Any, ...]
) -> None:
    """Edited answers earn nothing or are refused in a sentence; no other error comes out."""
    frame = build("answers", [row(BRIDGE, name, at, label, given=given)])
    try:
        points = score(frame, BRIDGE)["points"].tolist()
    except AnswerError:
        return
    assert points in ([0.0], [1.0])  # the finding of a card stands without its words


def test_a_task_without_a_lesson_is_scored_too() -> None:
    """Answers to sentences of one's own fact have a task and no key, and are refused alike."""
    task = Swapping("en", "the port will close")
    said = task.compose({"source": "office", "verb": "say", "hedge": "none", "fact": "own"})
    frame = build("answers", [row(BRIDGE, "cuelab", "record", given=(said,))])
    assert score_task(frame, task, "en")["points"].tolist() == [1.0]
    assert score_task(frame.iloc[:0], task, "en").empty
    with pytest.raises(AnswerError, match="expected 'record' to 'voice'"):
        score_task(frame.assign(statement_id="fame"), task, "en")
    with pytest.raises(FrameError, match="answers: found"):
        score_task(pd.DataFrame({"label": [""]}), task, "en")


# Drafts


@ALL
def test_a_drafted_key_is_what_the_engine_suggests(lesson: Lesson) -> None:
    """Labels, sources, chains and reasons are the engine's, hints are empty, and it says so."""
    draft = draft_lesson(lesson.articles)
    found = explain(lesson.articles).labels
    for name in ("label", "carried", "hedge", "polarity", "sensational", "source", "cue"):
        assert draft.key[name].tolist() == found[name].tolist()
    for lang in ("ar", "en"):
        assert draft.key[f"reason_{lang}"].tolist() == found[f"why_{lang}"].tolist()
        assert set(draft.key[f"hint_{lang}"]) == {""}
    assert (draft.drafted, lesson.drafted) == (True, False)
    assert draft.text == lesson.text
    assert draft.evidence.empty
    check(draft.key, "key")
    check(draft.statements, "statements")


@ALL
def test_every_exercise_can_be_done_on_a_draft(lesson: Lesson) -> None:
    """Each task asks something of a drafted news story, and marks any answer to it."""
    draft = draft_lesson(lesson.text, lesson.lang)
    for name, make in TASKS.items():
        task = make(draft)
        assert bool(task.items) == (name != "lateral")
        for item in task.items:
            mark = task.mark(item, Choice())
            assert 0 <= mark.points <= mark.max_points


def test_a_draft_has_one_article() -> None:
    """Several articles are refused with the way to choose one, and none as well."""
    two = pd.concat([BRIDGE.articles, CALL.articles], ignore_index=True)
    with pytest.raises(
        LessonError, match=r"found 2 articles, expected one; choose a row: articles\.iloc"
    ):
        draft_lesson(two)
    with pytest.raises(LessonError, match="found 0 articles"):
        draft_lesson(two.iloc[:0])
    assert draft_lesson(two.iloc[[1]]).lesson_id == "the-call.en"


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_an_empty_text_is_no_article(text: str) -> None:
    """Nothing to read is told as such, be it a text or a frame."""
    with pytest.raises(ArticleError, match=r"empty|no words"):
        draft_lesson(text)
    with pytest.raises(ArticleError, match=r"empty|no words"):
        draft_lesson(BRIDGE.articles.assign(text=text))


def test_a_drafts_name_is_made_of_its_text_and_stays() -> None:
    """The same text has the same name on every run, another one another, and a given one wins."""
    one, again = draft_lesson(EAST, "en"), draft_lesson(EAST, "en")
    assert one.exercise_id == again.exercise_id == "text-7a2599f9.en"
    assert one.text_hash == again.text_hash
    assert draft_lesson(WEST, "en").lesson_id != one.lesson_id
    assert draft_lesson(EAST, "en", lesson_id="port").exercise_id == "port.en"
    assert one.statements["statement_id"].tolist()[0] == "text-7a2599f9.en#1"


def test_a_drafts_language_is_told_by_its_text_and_its_face_is_one_we_speak() -> None:
    """Arabic and English are told apart; a Spanish story is read in Spanish and explained in English."""
    assert draft_lesson("قال الوزير إن الجسر مغلق.").lang == "ar"
    assert draft_lesson("The minister said the bridge was closed.").lang == "en"
    spanish = draft_lesson("Fuentes cercanas al gobierno dijeron que el puente está cerrado.")
    assert (spanish.lang, spanish.articles["lang"].iloc[0]) == ("en", "es")
    assert spanish.key["label"].tolist() == ["unnamed"]
    assert spanish.key["reason_en"].iloc[0]
