"""Lessons: stories, keys and evidence that fit each other, or say where they do not."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

import kit
from kit.core.codebook import OFF_RECORD, ON_RECORD
from kit.core.frames import check

SEEDS = Path(__file__).parents[2] / "seeds"
STORIES = sorted(p.name for p in SEEDS.iterdir() if p.is_dir())
LANGUAGES = ("ar", "en")
TOLD = ("confirms", "contradicts", "repeats", "open")


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
    assert labels.isin(OFF_RECORD).sum() == labels.isin(ON_RECORD).sum()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("story", ["the-call", "the-bridge", "bridge-brief", "bridge-rumour"])
def test_the_engine_reads_the_first_stories_as_the_key_does(story: str, lang: str) -> None:
    """At least nine statements in ten get a label that the key has or accepts.

    The other stories were written to be hard, by people who did not look at the rules; how well the
    rules read those is measured in benchmarks/, not demanded here.
    """
    lesson = kit.load_lesson(story, lang)
    labels = kit.explain(lesson.articles).labels["label"]
    right = [
        found == row.label or found in row.accept
        for found, row in zip(labels, lesson.key.itertuples(), strict=True)
    ]
    assert sum(right) / len(right) >= 0.9


def test_cards_teach_neither_trust_nor_distrust() -> None:
    """Of each kind of claim about half are confirmed, and the page on the bank tells how many."""
    found: Counter[tuple[str, str]] = Counter()
    for lesson in map(kit.load_lesson, STORIES):
        labels = {entry.statement_id: entry.label for entry in lesson.entries}
        found.update((labels[card.claim], card.finding) for card in lesson.cards)
    page = (SEEDS.parent / "docs" / "item-bank.md").read_text(encoding="utf-8")
    shares = []
    for label in ("official", "named", "unnamed", "hearsay"):
        yes, no, again, nothing = (found[label, finding] for finding in TOLD)
        shares.append(yes / (yes + no))
        row = f"| `{label}` | {yes} | {no} | {again} | {nothing} | "
        line = next(line for line in page.splitlines() if line.startswith(row))
        assert line.endswith(f" → {shares[-1]:.2f} |")
    assert 0.4 <= min(shares) <= max(shares) <= min(0.6, min(shares) + 0.15)


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
        ("key.en.toml", "reason.ar = ", "note = ", r"statement 1: found no reason\.ar, expected one"),
        ("key.en.toml", "\nlabel = ", '\naccept = ["outlett"]\nlabel = ', "statement 1: unknown label 'outlett'"),
        ("key.en.toml", 'polarity = "ask"', 'polarity = "aks"', "unknown polarity 'aks'.*'ask'"),
        ("key.en.toml", "schema = 1", "", "found schema None, expected 1; write schema = 1 at the top"),
        ("evidence.en.toml", "schema = 1", "schema = 2", "found schema 2, expected 1; update the kit"),
        ("evidence.en.toml", 'vouches = "the Kremlin, on record"\n', "",
         r"card 1: found finding = 'repeats' and no vouches, expected the source whose words the card"),
        ("evidence.en.toml", 'finding = "repeats"\n', "",
         r"evidence\.en\.toml: card 1: found no finding, expected one; add it"),
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


@pytest.mark.parametrize(
    ("name", "line", "new", "said"),
    [
        ("key.en.toml", r"^source = .*$", "source = 3", "statement 3: found source = "),
        ("key.en.toml", r"^cue = .*$", 'cue = ["said"]', "statement 3: found cue = "),
        ("key.en.toml", r"^reason\.en = (.*)\nreason\.ar = .*$", r"reason = \1", "statement 1: found .*reason"),
        ("key.en.toml", r"^reason\.en = .*$", 'reason.en = " "', r"statement 1: found no reason\.en"),
        ("key.en.toml", r"\A[\s\S]*\Z", "schema = 1\nstatement = [3]\n", "found .*statement"),
        ("key.en.toml", r"^at = 1$", "at = true", "statement 1: found at = True"),
        ("key.en.toml", r"^sensational = true$", 'sensational = "no"', "statement 1: found .*sensational"),
        ("evidence.en.toml", r"^statements = .*$", "statements = 3", "card 1: found .*statements?"),
        ("evidence.en.toml", r"^statements = .*$", "statements = [true]", "card 1: found statement True"),
        ("evidence.en.toml", r'^id = "kremlin-unity"$', 'id = "kremlin-help"', "card 2: found .*kremlin-help"),
    ],
    ids=lambda v: None if "^" in v or " " in v or "\\" in v else v,
)  # fmt: skip
def test_a_value_of_another_kind_is_named(
    copy: Path, name: str, line: str, new: str, said: str
) -> None:
    """A number for words, words for a table, a card's name given twice: never a traceback."""
    path = copy / name
    text, times = re.subn(line, new, path.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert times == 1
    path.write_text(text, encoding="utf-8")
    with pytest.raises(kit.LessonError, match=said):
        kit.load_lesson("the-call", "en", copy.parent)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """A teacher's misspelt folder does not become the kit's own story in silence."""
    with pytest.raises(kit.LessonError, match="found no such folder"):
        kit.load_lesson("the-call", "en", tmp_path / "mien")


@pytest.mark.parametrize("name", ["", ".."])
def test_a_lesson_has_a_name(name: str) -> None:
    """A path that leads to a folder, but to no lesson."""
    with pytest.raises(kit.LessonError, match="unknown lesson"):
        kit.load_lesson(name)


def test_entries_that_changed_places_are_named(copy: Path) -> None:
    """Two entries swapped, each still whole: the first that stands in the wrong place is told."""
    path = copy / "key.en.toml"
    head, first, second, *rest = path.read_text(encoding="utf-8").split("[[statement]]")
    path.write_text("[[statement]]".join([head, second, first, *rest]), encoding="utf-8")
    with pytest.raises(kit.LessonError, match=r"statement 1: found at = 2, text = “Photo"):
        kit.load_lesson("the-call", "en", copy.parent)


def test_an_entry_too_many_is_said(copy: Path) -> None:
    """A key that goes on after the article's end."""
    path = copy / "key.en.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\n[[statement]]" + text.split("[[statement]]")[-1], encoding="utf-8")
    with pytest.raises(kit.LessonError, match="found 18 entries, expected 17"):
        kit.load_lesson("the-call", "en", copy.parent)


def test_a_lesson_without_evidence_is_a_lesson(copy: Path) -> None:
    """Cards may lack; the frame is there and empty."""
    (copy / "evidence.en.toml").unlink()
    evidence = kit.load_lesson("the-call", "en", copy.parent).evidence
    assert len(check(evidence, "evidence")) == 0


def test_windows_line_ends_change_nothing(copy: Path) -> None:
    """A story that went through a Windows editor keeps its text, its hash and its key."""
    ours = kit.load_lesson("the-call", "en")
    for path in copy.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    theirs = kit.load_lesson("the-call", "en", copy.parent)
    assert theirs.text_hash == ours.text_hash
    assert theirs.key.equals(ours.key)


def test_a_missing_key_is_said(copy: Path) -> None:
    """An article alone is no lesson."""
    (copy / "key.en.toml").unlink()
    with pytest.raises(
        kit.LessonError, match="found no such file, expected the lesson's statements"
    ):
        kit.load_lesson("the-call", "en", copy.parent)


CORE = {
    name: lesson.story.core
    for name in kit.list_lessons()
    if (lesson := kit.load_lesson(name)).story is not None and lesson.story.core
}


def test_seven_lessons_have_a_core_path() -> None:
    """Those with 15 statements or more that a class sorts; eight to ten of them are enough."""
    assert len(CORE) == 7
    assert {len(numbers) for numbers in CORE.values()} <= {8, 9, 10}


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("name", CORE)
def test_core_and_rest_are_the_whole_lesson(name: str, lang: str) -> None:
    """Each statement is in one of them, in reading order, in the same edition of the same text."""
    lesson = kit.load_lesson(name, lang)
    core, rest = lesson.core, lesson.rest
    assert [e.statement_id for e in core.entries] == [
        f"{name}.{lang}#{number}" for number in CORE[name]
    ]
    both = sorted((*core.entries, *rest.entries), key=lesson.entries.index)
    assert tuple(both) == lesson.entries
    assert core.text_hash == rest.text_hash == lesson.text_hash


def test_a_lesson_without_a_core_path_is_its_own() -> None:
    """All of it is sorted, and nothing is left."""
    lesson = kit.load_lesson("the-call")
    assert lesson.core == lesson
    assert lesson.rest.entries == ()


def test_a_core_path_beyond_the_last_statement_is_refused(copy: Path) -> None:
    """The file is named, the number, and how many statements there are."""
    about = copy / "story.toml"
    about.write_text(about.read_text("utf-8") + "core = [3, 18]\n", "utf-8")
    with pytest.raises(
        kit.LessonError,
        match=r"story\.toml: found 18 in core, expected numbers of the 17 statements",
    ):
        kit.load_lesson("the-call", "en", copy.parent)
