"""The item bank: sound, balanced, and refused with a reason where it is not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import kit
from kit.core.codebook import LABELS, OFF_RECORD, ON_RECORD, SKILLS, STUDENT_VIEW, TRAPS
from kit.core.frames import check, records
from kit.exercises.sorter.task import Sorting
from kit.exercises.task import Choice
from kit.lessons.items import item_set

LANGUAGES = ("ar", "en")
ROOT = Path(__file__).parents[2]
SETS = sorted(path.stem for path in (ROOT / "bank").glob("*.toml"))
LESSONS = [name for name in SETS if name.startswith("items-")]
FORMS = ("form-a", "form-b")

ONE = """schema = 1
title = { en = "One", ar = "واحد" }
[[item]]
id = "crane"
desk = "local"
trap = "in-the-ministry"
label = "unnamed"
difficulty = 2
reason = { en = "The port is named, the person is not.", ar = "الميناء معروف، أما الشخص فلا." }
hint = { en = "Who exactly?", ar = "مَن تحديدًا؟" }
[item.en]
text = "The port opened. A source in the port said the crane was old."
statement = "A source in the port said the crane was old."
source = "A source in the port"
cue = "said"
[item.ar]
text = "فتح الميناء أبوابه. وقال مصدر في الميناء إن الرافعة قديمة."
statement = "وقال مصدر في الميناء إن الرافعة قديمة."
source = "مصدر في الميناء"
cue = "قال"
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Return a teacher's own bank of one item."""
    (tmp_path / "mine.toml").write_text(ONE, encoding="utf-8")
    return tmp_path


def test_each_lesson_has_its_set_and_there_are_two_forms() -> None:
    """Ten sets, one a lesson; more for practice, numbered on; the forms for before and after."""
    assert [f"items-{n:02}" for n in range(1, len(LESSONS) + 1)] == LESSONS
    assert len(LESSONS) > 10
    assert set(kit.item_bank("en")["set"]) == set(LESSONS)
    assert set(FORMS) <= set(kit.list_items())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SETS)
def test_every_set_is_sound(name: str, lang: str) -> None:
    """Frames hold, each item's statement stands in its text, reasons and hints are there."""
    lesson = kit.load_items(name, lang)
    assert lesson.exercise_id == f"{name}.{lang}"
    check(lesson.statements, "statements")
    check(lesson.key, "key")
    check(item_set(name, lang), "items")
    texts = dict(zip(lesson.articles["article_id"], lesson.articles["text"], strict=True))
    for row in lesson.statements.itertuples():
        assert texts[row.article_id][row.start : row.end] == row.text
    assert set(lesson.key["statement_id"]) <= set(lesson.statements["statement_id"])
    assert (lesson.key[["reason_ar", "reason_en", "hint_ar", "hint_en"]] != "").all(axis=None)


@pytest.mark.parametrize("name", SETS)
def test_both_languages_ask_the_same(name: str) -> None:
    """Ids, labels, traps and difficulty agree, item by item."""
    arabic, english = (item_set(name, lang) for lang in LANGUAGES)
    same = ["item_id", "trap", "skill", "difficulty", "label", "accept", "hedge", "polarity"]
    assert arabic[same].equals(english[same])


@pytest.mark.parametrize("name", LESSONS)
def test_each_set_weighs_sound_and_doubtful_items_alike(name: str) -> None:
    """Training on doubt alone makes people doubt everything."""
    labels = item_set(name)["label"]
    assert len(labels) >= 16
    assert abs(int(labels.isin(OFF_RECORD).sum()) - int(labels.isin(ON_RECORD).sum())) <= 1
    assert set(labels) == set(LABELS)


def test_the_bank_is_large_and_balanced() -> None:
    """At least 160 items; each label has its share, and no trap takes more than an eighth."""
    bank = kit.item_bank("en")
    labels, traps = Counter(bank["label"]), Counter(bank["trap"])
    assert len(bank) >= 160
    assert min(labels[label] for label in LABELS if label != "meta") >= 25
    assert max(traps.values()) <= len(bank) / 8
    assert set(bank["skill"]) == set(SKILLS)
    assert set(traps) <= set(TRAPS)


def test_no_trap_of_phones_and_borrowed_voices_tells_its_answer() -> None:
    """Six items or more of each, with three or four of the student's answers among them."""
    bank = kit.item_bank("en")
    practised = set(bank.loc[bank["set"].between("items-11", "items-15"), "trap"])
    answers = bank["label"].map(STUDENT_VIEW).groupby(bank["trap"]).agg(["size", "nunique"])
    poor = answers.loc[sorted(practised)].query("size < 6 or nunique < 3")
    assert len(practised) == 13
    assert poor.index.tolist() == []


def test_no_trap_gives_its_answer_away() -> None:
    """Each is met at least six times, under at least two of the student's four answers."""
    bank = kit.item_bank("en").assign(answer=lambda rows: rows["label"].map(STUDENT_VIEW))
    traps = bank.groupby("trap")["answer"].agg(["size", "nunique"])
    assert set(traps.index) == set(TRAPS)
    assert traps.loc[(traps["size"] < 6) | (traps["nunique"] < 2)].empty


def test_forms_are_parallel_and_used_nowhere_else() -> None:
    """Pairs agree in trap, label and difficulty; 16 are doubtful, 16 sound, 8 neither; no text returns."""
    for lang in LANGUAGES:
        first, second = (item_set(form, lang).set_index("pair") for form in FORMS)
        same = ["trap", "label", "difficulty"]
        assert sorted(first.index) == list(range(1, 41))
        assert first[same].sort_index().equals(second[same].sort_index())
        for form in (first, second):
            assert int(form["label"].isin(OFF_RECORD).sum()) == 16
            assert int(form["label"].isin(ON_RECORD).sum()) == 16
            assert len(form) == 40
            assert not set(form["statement"]) & set(kit.item_bank(lang)["statement"])
        assert not set(first["statement"]) & set(second["statement"])
        lengths = first["text"].str.len().mean(), second["text"].str.len().mean()
        assert max(lengths) / min(lengths) < 1.1


def test_the_forms_are_in_no_notebook_but_their_own() -> None:
    """Whoever has seen an item before cannot be measured with it."""
    for path in [*ROOT.glob("notebooks/*/*.ipynb"), *ROOT.glob("exercises/*/*.ipynb")]:
        if "form-" in path.read_text(encoding="utf-8"):
            assert path.name in {"00-before.ipynb", "11-after.ipynb"}, path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_teachers_own_set(mine: Path, lang: str) -> None:
    """One file makes a set in both languages, which is sorted and scored like any lesson."""
    lesson = kit.load_items("mine", lang, mine)
    assert "mine" in kit.list_items(mine)
    assert lesson.key["statement_id"].tolist() == ["crane#2"]
    assert Sorting(lesson).mark("crane#2", Choice("unverified")).accepted
    assert kit.Sorter(lesson, "owl-7", log=mine / "log.jsonl").state["statement"]["zone"] in "1١"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('trap = "in-the-ministry"', 'trap = "in-the-ministri"', "did you mean 'in-the-ministry'"),
        ('desk = "local"', 'desk = "loca"', "did you mean 'local'"),
        ("difficulty = 2", "difficulty = 4", "unknown difficulty '?4"),
        ('label = "unnamed"', 'label = "secret"', "unknown label 'secret'"),
        ('statement = "A source in the port said', 'statement = "A source in the harbour said', "0 times"),
        ('source = "A source in the port"', 'source = "A sauce"', "expected words as they stand"),
        ('id = "crane"', 'id = "cra#ne"', "without #"),
        ("schema = 1", "schema = 2", "update the kit"),
        ('title = { en = "One", ar = "واحد" }', 'title = "One"', "expected an .ar and an .en"),
        ("[item.en]", "[item.fr]", "unknown field 'fr'"),
        ('reason = { en = "The port is named, the person is not.", ', 'reason = { en = "", ', "reason.en"),
    ],
)  # fmt: skip
def test_a_broken_item_is_named(mine: Path, old: str, new: str, said: str) -> None:
    """One line: the file, the item, what was found and what is expected."""
    path = mine / "mine.toml"
    assert old in ONE
    path.write_text(ONE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(kit.LessonError, match=said) as error:
        kit.load_items("mine", "en", mine)
    assert "mine.toml" in str(error.value)
    assert "\n" not in str(error.value)


def test_unknown_sets_languages_and_folders_are_refused(mine: Path) -> None:
    """With the nearest name."""
    with pytest.raises(kit.LessonError, match="did you mean 'mine'"):
        kit.load_items("mime", "en", mine)
    with pytest.raises(kit.LessonError, match="unknown language of items 'fr'"):
        kit.load_items("mine", "fr", mine)
    with pytest.raises(kit.LessonError, match="found no such folder"):
        kit.load_items("mine", "en", mine / "no")


def test_one_id_in_two_sets_is_refused(mine: Path) -> None:
    """Answers are kept by id, so that two items of one id would be taken for each other."""
    (mine / "other.toml").write_text(ONE, encoding="utf-8")
    with pytest.raises(kit.LessonError, match="found two items 'crane' in the bank"):
        kit.item_bank("en", mine)


def test_every_item_is_answered_in_its_own_lines() -> None:
    """A headline is shown with the lines below it, and a pronoun with the paragraph before."""
    for lang in LANGUAGES:
        lesson = kit.load_items("items-06", lang)
        titled = [row for row in records(item_set("items-06", lang)) if row["title"]]
        assert titled
        for row in titled:
            text, mates = lesson.around(row["statement_id"])
            assert text.startswith(row["title"])
            assert len(mates) > 1
