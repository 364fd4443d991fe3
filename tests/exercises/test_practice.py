"""Practice: what is drawn, how it is spaced, and what the map says."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from fsrs import Rating

import kit
from kit.core.codebook import CHOICES, OFF_RECORD, ON_RECORD, SKILLS, student_view
from kit.core.frames import build
from kit.exercises.practice import widget as home
from kit.exercises.practice.figures import skill_figures
from kit.exercises.practice.plan import Tried, cards, draw, history, rating
from kit.lessons.contrasts import contrasts
from kit.lessons.items import bank_items, items_lesson

if TYPE_CHECKING:
    from pathlib import Path

    from kit.core.rows import BankItem

LANGUAGES = ("ar", "en")
DAY = date(2026, 3, 10)
ITEMS = bank_items("en")
BANK = items_lesson(ITEMS, "bank", "en", "")
KNOWN = {one.item.item_id: one for one in ITEMS}
FIRST = ITEMS[0].item
NONE = history(build("answers", []), ITEMS, BANK)


def noon(day: date) -> datetime:
    """Return noon of a day, by the clock of the machine."""
    return datetime(day.year, day.month, day.day, 12).astimezone()


def answers(*given: tuple[str, bool, date], confidence: float = 0.75) -> pd.DataFrame:
    """Make answers from (item, right, day)."""
    rows = []
    for at, (name, right, day) in enumerate(given):
        key = student_view(KNOWN[name].entry.label)
        wrong = "official" if key != "official" else "outlet"
        rows.append(
            {
                "learner_id": "owl-7", "exercise_id": f"practice-{day}.en",
                "statement_id": KNOWN[name].entry.statement_id, "label": key if right else wrong,
                "scheme": "student", "given": (), "confidence": confidence,
                "answered_at": (noon(day) + timedelta(seconds=at)).astimezone(UTC), "text_hash": "",
            }
        )  # fmt: skip
    return build("answers", rows)


def past(*given: tuple[str, bool, date]) -> tuple[Tried, ...]:
    """Return the history of some answers."""
    return history(answers(*given), ITEMS, BANK)


def of(names: list[str]) -> list[BankItem]:
    """Return the items of some ids."""
    return [KNOWN[name] for name in names]


@pytest.mark.parametrize("n", [1, 6, 12, 24, 60])
def test_as_many_are_to_be_doubted_as_trusted(n: int) -> None:
    """Whatever the number, signal and noise differ by one at most, and all items differ."""
    drawn = draw(ITEMS, NONE, "owl-7", DAY, n)
    labels = [one.entry.label for one in of(drawn)]
    signal, noise = (sum(label in kind for label in labels) for kind in (OFF_RECORD, ON_RECORD))
    assert len(set(drawn)) == len(drawn) == n
    assert abs(signal - noise) <= 1


def test_kinds_are_mixed() -> None:
    """No kind of item comes more than twice, and few neighbours train the same skill."""
    rows = of(draw(ITEMS, NONE, "owl-7", DAY, 12))
    assert max(Counter(one.item.trap for one in rows).values()) <= 2
    same = sum(one.item.skill == two.item.skill for one, two in pairwise(rows))
    assert same <= 1


def test_the_same_past_gives_the_same_items_and_learners_differ() -> None:
    """A notebook run again goes on; two learners beside each other do not see the same."""
    assert draw(ITEMS, NONE, "owl-7", DAY) == draw(ITEMS, NONE, "owl-7", DAY)
    assert draw(ITEMS, NONE, "owl-7", DAY) != draw(ITEMS, NONE, "fox-2", DAY)


def test_no_item_comes_twice_on_one_day() -> None:
    """What was answered today in another exercise is not drawn; what was answered yesterday may be."""
    first = draw(ITEMS, NONE, "owl-7", DAY, 60)
    again = draw(ITEMS, past(*((name, True, DAY) for name in first)), "owl-7", DAY, 60)
    assert not set(first) & set(again)


def test_items_never_seen_come_before_those_seen() -> None:
    """Ten days of practice meet no item twice as long as the bank has new ones of that kind."""
    seen: list[tuple[str, bool, date]] = []
    for offset in range(5):
        day = DAY + timedelta(days=offset)
        drawn = draw(ITEMS, past(*seen), "owl-7", day, 12)
        seen += [(name, True, day) for name in drawn]
    assert len({name for name, *_ in seen}) >= 0.9 * len(seen)


def test_practice_leans_to_what_went_wrong() -> None:
    """A skill that failed yesterday gets more room today than one that did not."""
    weak, strong = "nameless", "nobody"
    own = [one.item for one in ITEMS if one.item.skill in {weak, strong}]
    before = [(item.item_id, item.skill != weak, DAY) for item in own]
    drawn = draw(ITEMS, past(*before[:40]), "owl-7", DAY + timedelta(days=1), 12)
    count = Counter(one.item.skill for one in of(drawn))
    assert count[weak] > count[strong]


def test_what_is_known_well_returns_later() -> None:
    """Each right answer on its day of return puts the next one further away; a wrong one brings it near."""
    name, trap = FIRST.item_id, FIRST.trap
    given, gaps, day = [], [], DAY
    for _ in range(4):
        given.append((name, True, day))
        due = cards(past(*given))[trap].due.astimezone().date()
        gaps.append((due - day).days)
        day = due
    assert gaps == sorted(gaps)
    assert gaps[0] < gaps[-1]
    wrong = cards(past(*given, (name, False, day)))[trap].due.astimezone().date()
    assert (wrong - day).days < gaps[-1]


@pytest.mark.parametrize(
    ("right", "confidence", "expected"),
    [
        (False, 1.0, Rating.Again), (True, 0.25, Rating.Hard), (True, 0.5, Rating.Hard),
        (True, 0.75, Rating.Good), (True, None, Rating.Good), (True, 1.0, Rating.Easy),
    ],
)  # fmt: skip
def test_an_answer_is_rated_by_outcome_and_certainty(
    right: bool,  # noqa: FBT001
    confidence: float | None,
    expected: Rating,
) -> None:
    """Wrong is forgotten, whatever was felt; right but unsure is hard."""
    assert rating(right, confidence) is expected


def test_history_leaves_out_what_is_not_of_the_bank() -> None:
    """Answers to stories, to headlines and to items that are gone say nothing about items."""
    frame = answers((FIRST.item_id, True, DAY))
    strange = frame.assign(statement_id="the-call.en#3")
    gone = frame.assign(statement_id="no-such-item#1")
    found = history(pd.concat([frame, strange, gone], ignore_index=True), ITEMS, BANK)
    assert len(found) == 1
    assert found[0].right


def tried(skill: str, *rights: bool, contrast: bool = False) -> tuple[Tried, ...]:
    """Return answers to made-up items of one skill."""
    return tuple(
        Tried(f"practice-{DAY}.en", f"x{at}", "study", skill, "named", contrast, right, 0.75, noon(DAY))
        for at, right in enumerate(rights)
    )  # fmt: skip


EIGHT = (True,) * 8 + (False,) * 2


def test_the_map_by_hand() -> None:
    """Ten usual and ten contrast items in one skill, eight of each right: sure of it."""
    both = tried("people", *EIGHT) + tried("people", *EIGHT, contrast=True)
    found = skill_figures(both, DAY).set_index("skill")
    assert list(found.index) == list(SKILLS)
    columns = ["answered", "right", "last", "last_right", "contrast", "contrast_right", "mastered"]
    assert found.loc["people", columns].tolist() == [20, 16, 10, 8, 10, 8, True]
    assert found["answered"].sum() == 20
    assert pd.isna(found.loc["hands", "due"])


def test_nobody_is_sure_who_is_right_on_one_side_alone() -> None:
    """All usual items right, and many, do not make up for contrast items: nor the other way round."""
    many = (True,) * 40
    for side in (True, False):
        one = tried("people", *many, contrast=side)
        missed = tried("people", *(True, False) * 5, contrast=not side)
        assert not skill_figures(one, DAY)["mastered"].any()
        assert not skill_figures(one + missed, DAY)["mastered"].any()


@pytest.mark.parametrize("label", CHOICES)
def test_one_answer_to_everything_is_never_sure(label: str) -> None:
    """The whole bank, ten times over, is answered alike: no skill of the map becomes sure."""
    days = [DAY + timedelta(days=offset) for offset in range(10)]
    given = [
        (one.item.item_id, student_view(one.entry.label) == label, day)
        for day in days
        for one in ITEMS
    ]
    assert not skill_figures(past(*given), DAY)["mastered"].any()


def test_contrast_items_are_drawn_as_often_as_others() -> None:
    """Where a skill has had fewer of them, one comes before a usual item of its kind."""
    unusual = contrasts(ITEMS)
    seen: list[tuple[str, bool, date]] = []
    for offset in range(6):
        day = DAY + timedelta(days=offset)
        seen += [(name, True, day) for name in draw(ITEMS, past(*seen), "owl-7", day, 12)]
    drawn = sum(name in unusual for name, *_ in seen) / len(seen)
    assert drawn > len(unusual) / len(ITEMS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_is_read_in_both_languages(lang: str) -> None:
    """Every skill has its row, its name in the language, and its direction."""
    shown = kit.skill_map(answers((FIRST.item_id, True, DAY)), lang)
    html = shown._repr_html_()
    assert f'lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}"' in html
    assert html.count('<th scope="row">') == len(SKILLS)
    told = str(shown).splitlines()
    assert len(told) == len(SKILLS) + 2
    assert ("15 times in 100" if lang == "en" else "١٥ مرة في كل ١٠٠") in told[-1]
    assert told[-1] in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_practice_goes_on_where_it_stopped(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers are kept, the same day brings the same items, and more may be asked for."""
    monkeypatch.chdir(tmp_path)
    first = kit.Practice(lang, "owl-7")
    names = [name for name, _ in first.fixed["items"]]
    assert len(names) == 12
    for name in names[:5]:
        commit(first, name)
    again = kit.Practice(lang, "owl-7")
    assert [name for name, _ in again.fixed["items"]] == names
    assert len(again.answers) == 5
    more = kit.Practice(lang, "owl-7", n=20)
    assert set(names[:5]) <= {name for name, _ in more.fixed["items"]}
    assert len(more.answers) == 5
    assert repr(again) == f"Practice({lang!r}, answered=5 of 12)"
    assert again.map.figures["answered"].sum() == 5


def test_tomorrow_brings_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No item of today is in tomorrow's round while there are new ones of its kind."""
    monkeypatch.chdir(tmp_path)
    today = kit.Practice("en", "owl-7")
    names = [name for name, _ in today.fixed["items"]]
    for name in names:
        commit(today, name)

    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # noqa: ANN401  (as datetime has it)
            return datetime.now(tz) + timedelta(days=1)

    monkeypatch.setattr(home, "datetime", Tomorrow)
    later = kit.Practice("en", "owl-7")
    fresh = [name for name, _ in later.fixed["items"]]
    assert len(set(fresh) & set(names)) <= 1
    assert later.answers.empty


@pytest.mark.parametrize("n", [0, 61, True, 2.5])
def test_a_number_that_is_none_is_refused(n: Any) -> None:  # noqa: ANN401  (anything may be given)
    """One line, with what was found and expected."""
    with pytest.raises(kit.AnswerError, match="expected a number of items from 1 to 60"):
        kit.Practice("en", "owl-7", n=n)


def commit(practice: kit.Practice, item: str) -> None:
    """Answer one item as a page would."""
    one = {"statement_id": item, "label": "official", "confidence": 0.75}
    practice.receive({"action": "commit", "statement_id": item, "answers": [one]})


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_recall_asks_for_five_items_of_the_lessons_before(lang: str, tmp_path: Path) -> None:
    """They are drawn by the learner's record, mixed, and kept apart from the day's practice."""
    recall = kit.Practice(lang, "owl", n=5, before=4, folder=tmp_path)
    asked = [item.partition("#")[0] for item, _ in recall.fixed["items"]]
    sets = {one.item.item_id: one.item.set for one in bank_items(lang)}
    assert len(asked) == 5
    assert {sets[item] for item in asked} <= {"items-01", "items-02", "items-03"}
    assert recall.exercise_id.startswith("recall-4-")
    assert (
        kit.Practice(lang, "owl", n=5, before=4, folder=tmp_path).fixed["items"]
        == recall.fixed["items"]
    )
    others = kit.Practice(lang, "wren", n=5, before=4, folder=tmp_path).fixed["items"]
    assert others != recall.fixed["items"]


@pytest.mark.parametrize("before", [1, 0, -3, 100, True, 2.0, "2"])
def test_a_lesson_that_none_comes_before_is_refused(before: Any) -> None:  # noqa: ANN401  (as above)
    """It is said what was found and what is a number of a lesson."""
    with pytest.raises(
        kit.AnswerError, match=r"found before = .*, expected the number of a lesson from 2 to 99"
    ):
        kit.Practice("en", "owl", before=before)
