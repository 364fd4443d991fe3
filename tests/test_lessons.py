"""Lessons: stories, keys and evidence that fit each other, or say where they do not."""

import shutil
from pathlib import Path

import pytest

import kit
from kit.codebook import NOISE, SIGNAL
from kit.frames import check

SEEDS = Path(__file__).parent.parent / "seeds"
STORIES = sorted(p.name for p in SEEDS.iterdir() if p.is_dir())
LANGUAGES = ("ar", "en")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a teacher's own copy of the first story, to be broken."""
    return Path(shutil.copytree(SEEDS / "the-call", tmp_path / "mine" / "the-call"))


def edit(path: Path, old: str, new: str) -> None:
    """Replace words that are there once or more."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("story", STORIES)
def test_every_story_is_sound(story: str, lang: str) -> None:
    """Key and evidence fit the article; ids, hash and frames are as they should be."""
    lesson = kit.load_lesson(story, lang)
    assert lesson.exercise_id == f"{story}.{lang}"
    assert list(lesson.key["statement_id"]) == list(lesson.statements["statement_id"])
    check(lesson.key, "key")
    check(lesson.evidence, "evidence")
    assert lesson.articles["constructed"].all()
    assert (lesson.articles["licence"] == "CC BY 4.0").all()
    assert (lesson.key[["hint_ar", "hint_en"]] != "").all(axis=None)
    assert len(lesson.text_hash) == 12


@pytest.mark.parametrize("story", STORIES)
def test_both_languages_tell_the_same_story(story: str) -> None:
    """Zones, paragraphs, labels and judgements stand in the same order."""
    arabic, english = (kit.load_lesson(story, lang) for lang in LANGUAGES)
    same = ["label", "accept", "carried", "hedge", "polarity", "sensational"]
    assert arabic.key[same].equals(english.key[same])
    assert arabic.statements[["zone", "paragraph"]].equals(
        english.statements[["zone", "paragraph"]]
    )
    assert len(arabic.evidence) == len(english.evidence)


def test_the_exercise_weighs_sound_and_doubtful_items_alike() -> None:
    """Training on doubt alone makes people doubt everything."""
    labels = kit.load_lesson("the-bridge").key["label"]
    assert labels.isin(SIGNAL).sum() == labels.isin(NOISE).sum()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("story", STORIES)
def test_the_engine_reads_our_stories_as_the_key_does(story: str, lang: str) -> None:
    """At least nine statements in ten get a label that the key has or accepts."""
    lesson = kit.load_lesson(story, lang)
    labels = kit.explain(lesson.articles).labels["label"]
    right = [
        found == row.label or found in row.accept
        for found, row in zip(labels, lesson.key.itertuples(), strict=True)
    ]
    assert sum(right) / len(right) >= 0.9


def test_unknown_names_get_their_nearest_match() -> None:
    """Lessons and languages alike."""
    with pytest.raises(kit.LessonError, match=r"unknown lesson 'the-cal'.*did you mean 'the-call'"):
        kit.load_lesson("the-cal")
    with pytest.raises(
        kit.LessonError, match=r"unknown language of lesson 'the-call' 'fr': .*ar, en"
    ):
        kit.load_lesson("the-call", "fr")


def test_a_teachers_own_folder_comes_first(copy: Path) -> None:
    """The copy is found before the kit's story of that name; others are still there."""
    edit(copy / "article.en.md", "title: BREAKING", "title: MINE")
    assert kit.load_lesson("the-call", "en", copy.parent).title.startswith("MINE")
    assert kit.load_lesson("the-bridge", "en", copy.parent).lesson_id == "the-bridge"
    assert set(STORIES) <= set(kit.list_lessons(copy.parent))


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("article.en.md", "The Kremlin said on", "The Kremlin added on",
         r"key\.en\.toml: statement 3: found at = 3, text = “The Kremlin said.*mend this entry"),
        ("article.en.md", "\nTrade and aid\n", "\n",
         r"found 17 entries, expected 16, one for each statement"),
        ("key.en.toml", "at = 2", "at = 9", "statement 2: found at = 9"),
        ("key.en.toml", 'label = "official"', 'label = "oficial"', "unknown label 'oficial'.*'official'"),
        ("key.en.toml", "\nlabel =", "\nlabell = 1\nlabel =", "unknown field 'labell'.*'label'"),
        ("key.en.toml", 'source = "The Kremlin"', 'source = "The Cremlin"',
         "found source = “The Cremlin”, expected words as they stand in"),
        ("key.en.toml", "reason.ar", "hint.ar2", "statement 1: found no reason.ar|unknown"),
        ("key.en.toml", "schema = 1", "schema = 2", "found schema 2, expected 1; update the kit"),
        ("key.en.toml", "schema = 1", "schema = ", "found no readable TOML"),
        ("evidence.en.toml", 'finding = "open"', 'finding = "opne"', "unknown finding 'opne'.*'open'"),
        ("evidence.en.toml", "publisher =", "note2 =", "unknown field 'note2'"),
    ],
    ids=lambda v: None if "\n" in v or " " in v else v,
)  # fmt: skip
def test_what_does_not_fit_is_named(copy: Path, name: str, old: str, new: str, said: str) -> None:
    """One line: the file, the entry, what was found and expected. Labels never slide in silence."""
    edit(copy / name, old, new)
    with pytest.raises(kit.LessonError, match=said) as caught:
        kit.load_lesson("the-call", "en", copy.parent)
    assert "\n" not in str(caught.value)


def test_evidence_must_point_to_statements_there_are(copy: Path) -> None:
    """A card for statement 99 is refused."""
    path = copy / "evidence.en.toml"
    text = path.read_text(encoding="utf-8")
    start = text.index("statements = [") + len("statements = [")
    path.write_text(text[:start] + "99, " + text[start:], encoding="utf-8")
    with pytest.raises(kit.LessonError, match="found statement 99, expected numbers from 1 to 17"):
        kit.load_lesson("the-call", "en", copy.parent)


def test_a_missing_key_is_said(copy: Path) -> None:
    """An article alone is no lesson."""
    (copy / "key.en.toml").unlink()
    with pytest.raises(
        kit.LessonError, match="found no such file, expected the lesson's statements"
    ):
        kit.load_lesson("the-call", "en", copy.parent)
