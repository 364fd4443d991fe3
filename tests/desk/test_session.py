"""Lessons in the making: each step, what is kept of it, and how it is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import kit
from kit.articles.files import article_from_text
from kit.core.codebook import LABELS
from kit.desk.draft import words_of
from kit.desk.ready import ready_reasons
from kit.desk.session import Session
from kit.desk.store import Store

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = (
    "Port fire\n\n"
    "Fire spread to the port on Sunday, police said. Informed sources revealed that it was set.\n\n"
    "“It was loud,” said Ann Hill, a baker.\n"
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return the place of a lesson that is not there yet."""
    return Store(tmp_path / "port-fire", "en")


@pytest.fixture
def session(store: Store) -> Session:
    """Return a sitting at a lesson of four statements, with nothing decided."""
    return Session(store, store.begin(article_from_text(ARTICLE, "en")))


def test_a_lesson_begins_with_the_engines_draft(session: Session) -> None:
    """Every statement with a label and a reason, and none of them decided."""
    draft = session.draft
    assert [one.label for one in draft.entries] == ["outlet", "official", "unnamed", "named"]
    assert (draft.decided, draft.at) == ((False,) * 4, 0)
    assert all(one.reason_en and one.reason_ar for one in draft.entries)
    names = sorted(path.name for path in session.store.folder.iterdir())
    assert names == ["article.en.md", "draft.en.toml"]


def test_a_draft_is_no_lesson_yet(session: Session) -> None:
    """Until the last statement is decided there is no key, and loading says so."""
    with pytest.raises(kit.LessonError, match=r"key.en.toml: found no such file"):
        kit.load_lesson("port-fire", "en", session.store.folder.parent)
    for _ in range(4):
        session.do("accept")
    lesson = kit.load_lesson("port-fire", "en", session.store.folder.parent)
    assert lesson.entries == session.draft.entries
    assert not (session.store.folder / "draft.en.toml").exists()


def test_steps_are_kept_at_once_and_taken_up_again(session: Session, store: Store) -> None:
    """Whoever stops anywhere finds it as it was left."""
    session.keys = 7
    session.do("accept")
    session.do("skip")
    session.do("accept")
    draft, keys = store.load()
    assert draft == session.draft
    assert (draft.decided, draft.at, keys) == ((True, False, True, False), 3, 7)
    session.do("accept")
    assert session.draft.at == 1, "round to the one that was skipped"


def test_another_label_brings_a_reason_of_its_own(session: Session) -> None:
    """That claims no more than the label; others quote the words that are marked."""
    session.do("go", 2)
    session.do("also", "official")
    session.do("label", "official")
    entry = session.draft.entry
    assert (entry.label, entry.accept, entry.source) == ("official", (), "Informed sources")
    assert entry.reason_en == (
        "A body speaks for itself here, or someone by office, on the record."
    )
    quoting = "“Informed sources” speaks for an office, on the record."
    assert quoting in [english for english, _ in ready_reasons(entry)]
    session.do("label", "outlet")
    entry = session.draft.entry
    assert (entry.source, entry.cue) == ("", "")
    assert entry.reason_en == "Nobody is quoted: the outlet tells it in its own voice."


@pytest.mark.parametrize("label", LABELS)
def test_every_label_has_ready_sentences_in_both_languages(session: Session, label: str) -> None:
    """Also where no word is marked, and without an empty field."""
    session.do("label", label)
    ready = ready_reasons(session.draft.entry)
    assert ready
    assert [
        pair for pair in ready if not all(pair) or "{" in "".join(pair) or "“”" in pair[0]
    ] == []


def test_words_are_marked_by_their_place(session: Session) -> None:
    """Without the marks at their edges; a reason that quoted the words before quotes the new ones."""
    session.do("go", 1)
    assert (
        session.draft.entry.reason_en == "“police” is a body that speaks for itself, on the record."
    )
    session.do("mark", "source", 4, 4)
    assert session.draft.entry.source == "port"
    assert (
        session.draft.entry.reason_en == "“port” is a body that speaks for itself, on the record."
    )
    session.do("mark", "cue", 0, 1)
    assert session.draft.entry.cue == "Fire spread"
    session.do("mark", "hedge_words", 6, 6)
    assert (session.draft.entry.hedge_words, session.draft.entry.hedge) == ("Sunday", True)
    session.do("mark", "hedge_words", 0, -1)
    assert (session.draft.entry.hedge_words, session.draft.entry.hedge) == ("", False)
    found = [
        session.draft.statement.text[start:end] for start, end in words_of(session.draft.statement)
    ]
    assert found == ["Fire", "spread", "to", "the", "port", "on", "Sunday", "police", "said"]


def test_a_reason_of_ones_own_stays_whatever_is_marked(session: Session) -> None:
    """Only ready sentences are put anew."""
    session.do("go", 1)
    session.do("reason", " The police speak. ", "الشرطة تتكلم.")
    session.do("mark", "source", 4, 4)
    entry = session.draft.entry
    assert (entry.reason_en, entry.reason_ar) == ("The police speak.", "الشرطة تتكلم.")


def test_every_step_can_be_taken_back(session: Session, store: Store) -> None:
    """One by one to the beginning, on the disk too; also the last one, which made a key."""
    states = [session.draft]
    for action, *values in (
        ("also", "named"), ("label", "hearsay"), ("accept",), ("accept",), ("accept",), ("accept",),
    ):  # fmt: skip
        states.append(session.do(action, *values))
    assert session.draft.is_done
    for state in reversed(states[:-1]):
        assert session.undo() == state == store.load()[0]
    assert not session.can_undo
    assert session.undo() == states[0]
    assert not store.key.exists()


@pytest.mark.parametrize(
    ("action", "values", "said"),
    [
        ("acept", (), "unknown step 'acept'.*did you mean 'accept'"),
        ("label", ("oficial",), "unknown label 'oficial'.*did you mean 'official'"),
        ("also", ("oficial",), "unknown label 'oficial'"),
        ("mark", ("sorce", 0, 0), "unknown mark 'sorce'.*did you mean 'source'"),
        ("mark", ("source", 0, 99), "found words 1 to 100, expected some of 1 to 2; count anew"),
        ("reason", ("", "سبب"), "found no reason in one language"),
    ],
)
def test_a_step_that_will_not_do_changes_nothing(
    session: Session, store: Store, action: str, values: tuple[object, ...], said: str
) -> None:
    """It is told in one line."""
    before = session.draft
    with pytest.raises(kit.LessonError, match=said):
        session.do(action, *values)
    assert session.draft == before == store.load()[0]
    assert not session.can_undo


@pytest.mark.fault("learners")
def test_a_step_that_cannot_be_kept_is_not_taken(session: Session) -> None:
    """What is shown and what is on the disk never differ."""
    before = session.draft
    for path in session.store.folder.iterdir():
        path.unlink()
    session.store.folder.rmdir()
    with pytest.raises(kit.LessonError, match="cannot be written"):
        session.do("accept")
    assert (session.draft, session.can_undo) == (before, False)


def test_a_finished_lesson_can_be_looked_through_again(session: Session, store: Store) -> None:
    """What somebody wrote into its key by hand stays, and a change makes a key at once."""
    for _ in range(4):
        session.do("accept")
    text = store.key.read_text("utf-8").replace("at = 2\n", 'at = 2\nnote = "see the codebook"\n')
    store.key.write_text(text.replace("at = 3\n", 'at = 3\nform = "leak"\n'), "utf-8")
    again = Session(store, *store.load())
    assert again.draft.is_done
    again.do("also", "meta")
    kept = store.key.read_text("utf-8")
    assert ('note = "see the codebook"' in kept, 'form = "leak"' in kept) == (True, True)
    assert store.load()[0] == again.draft


@pytest.mark.fault("hostile")
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("at = 1\nkeys = 0", "at = 99\nkeys = 0", "found at = 99, keys = 0, expected numbers"),
        ("schema = 1", "schema = 2", "found schema 2, expected 1; update the kit"),
        ('"Port fire"', '"Port fires"', "found another text than the article's"),
        ("[[statement]]\nat = 1", "[[other]]\nat = 1", "found 3 entries, expected 4"),
        ("decided = false", 'decided = "no"', "decided = 'no', expected true or false"),
    ],
)
def test_a_draft_that_was_edited_is_refused(
    session: Session, store: Store, old: str, new: str, said: str
) -> None:
    """With its place and what to do."""
    text = store.draft.read_text("utf-8")
    assert old in text
    store.draft.write_text(text.replace(old, new, 1), "utf-8")
    assert session.draft
    with pytest.raises(kit.LessonError, match=said):
        store.load()


def test_a_folder_with_a_lesson_is_not_written_over(session: Session, store: Store) -> None:
    """It is named, with how to go on."""
    with pytest.raises(kit.LessonError, match="found a lesson already"):
        store.begin(article_from_text(ARTICLE, "en"))
    assert store.load()[0] == session.draft
