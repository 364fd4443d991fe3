"""Lessons made with the keyboard alone: keys in, what is shown and what is kept out."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

import kit
from kit.articles.files import article_from_text
from kit.desk.keyboard import named
from kit.desk.screen import ACTION_OF, Screen
from kit.desk.session import Session
from kit.desk.store import Store
from kit.desk.terminal import Walk

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = (
    "Port fire\n\n"
    "Fire spread to the port on Sunday, police said. Informed sources revealed that it was set.\n\n"
    "“It was loud,” said Ann Hill, a baker.\n"
)


class Desk:
    """A lesson in a folder, and a walk that is driven by keys."""

    def __init__(self, folder: Path, lang: str = "en") -> None:
        self.store = Store(folder / "port-fire", "en")
        self.session = Session(self.store, self.store.begin(article_from_text(ARTICLE, "en")))
        self.lang = lang
        self.shown: list[str] = []

    def press(self, *keys: str) -> bool:
        """Press keys, words letter by letter, and leave; return whether all was decided."""
        names = {"enter", "escape", "delete", "up", "down", "leave"}
        sent = iter([one for key in keys for one in ([key] if key in names else key)] + ["leave"])
        self.shown.clear()
        screen = Screen(self.lang, 120, terminal=False)
        walk = Walk(screen, lambda: next(sent), self.shown.append, terminal=False)
        return walk.through(self.session)

    @property
    def labels(self) -> list[str]:
        """The labels of the key so far."""
        return [one.label for one in self.session.draft.entries]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a lesson of four statements with nothing decided."""
    return Desk(tmp_path)


def test_a_draft_that_is_right_takes_a_key_a_statement(desk: Desk) -> None:
    """Enter each time; then there is a key, and the keys were counted."""
    assert desk.press(*["enter"] * 4)
    assert desk.labels == ["outlet", "official", "unnamed", "named"]
    assert desk.session.keys == 4
    assert kit.load_lesson("port-fire", "en", desk.store.folder.parent).entries


def test_fifteen_statements_stay_far_below_sixty_keys(tmp_path: Path) -> None:
    """With three labels changed, a source marked anew and a reason chosen besides."""
    text = "\n\n".join(["Port fire", *(f"Hall {at} burnt down, police said." for at in range(14))])
    desk = Desk(tmp_path)
    store = Store(tmp_path / "fifteen", "en")
    desk.session = Session(store, store.begin(article_from_text(text, "en")))
    keys = ["enter", *("3", "enter") * 3, "s", "1-2", "enter", "enter", "r", "2", *["enter"] * 10]
    assert desk.press(*keys)
    assert (len(desk.labels), desk.session.keys) == (15, 25)
    assert desk.labels[:5] == ["outlet", "unnamed", "unnamed", "unnamed", "official"]
    assert desk.session.draft.entries[4].source == "Hall 3"


def test_a_statement_is_shown_in_its_place_with_all_that_is_decided(desk: Desk) -> None:
    """Its neighbours, the six labels, the reason, the marked words, and what each key does."""
    desk.press("enter", "a", "6")
    shown = desk.shown[-1]
    for words in (
        "Port fire · 2 of 4 · decided: 1",
        "  Port fire",
        "▸ Fire spread to the port on Sunday, police said.",
        "  Informed sources revealed that it was set.",
        "▸ 1 ● Official",
        "  2 ■ Named source",
        "Why: “police” is a body that speaks for itself, on the record.",
        "Source: police · Verb of saying: said · Hedge: –",
        "Also right: △ About the text",
        "Enter accept · 1-6 another label",
        "q stop; all is kept",
    ):
        assert words in shown


def test_every_step_has_its_key(desk: Desk) -> None:
    """Change, mark, let another count, skip, back, undo: each does that and no more."""
    desk.press("down", "4")
    assert (desk.session.draft.at, desk.labels[1]) == (1, "hearsay")
    desk.press("s", "5", "enter", "c", "1 2", "enter", "h", "7", "enter")
    entry = desk.session.draft.entry
    assert (entry.source, entry.cue, entry.hedge_words) == ("port", "Fire spread", "Sunday")
    desk.press("h", "0", "enter", "s", "enter", "a", "1", "a", "2", "a", "2")
    entry = desk.session.draft.entry
    assert (entry.source, entry.hedge_words, entry.accept) == ("port", "", ("official",))
    desk.press("u", "u", "u")
    assert desk.session.draft.entry.accept == ()
    desk.press("p")
    assert desk.session.draft.at == 0
    desk.press("up")
    assert desk.session.draft.at == 0
    assert desk.session.draft.decided == (False,) * 4


def test_a_reason_of_ones_own_is_written_in_both_languages(desk: Desk) -> None:
    """The other one may keep its ready sentence; a slip is deleted; Escape leaves all as it was."""
    before = desk.session.draft.entry
    desk.press("r", "A slip", "escape", "r", "Nobody", "enter", "escape", "r", "enter")
    assert desk.session.draft.entry == before
    desk.press("r", "The police sayy", "delete", ".", "enter", "الشرطة تقول.", "enter")
    entry = desk.session.draft.entry
    assert (entry.reason_en, entry.reason_ar) == ("The police say.", "الشرطة تقول.")
    desk.press("r", "Again", "enter", "enter")
    entry = desk.session.draft.entry
    assert (entry.reason_en, entry.reason_ar) == ("Again", "الشرطة تقول.")


def test_an_arabic_keyboard_does_the_same(tmp_path: Path) -> None:
    """Its letters stand for the same keys, its digits are digits, and all is said in Arabic."""
    desk = Desk(tmp_path, "ar")
    desk.press("ن", "٤", "س", "٥-٥", "enter", "ش", "١")
    entry = desk.session.draft.entry
    assert (entry.label, entry.source, entry.accept) == ("hearsay", "port", ("official",))
    assert "التعليل: كلام يُنقل هنا من غير أن يُذكر قائله." in desk.shown[-1]
    assert "س المصدر" in desk.shown[-1]
    desk.press("ق", "تعليل من عندنا", "enter", "A reason of ours.", "enter")
    entry = desk.session.draft.entry
    assert (entry.reason_ar, entry.reason_en) == ("تعليل من عندنا", "A reason of ours.")
    assert desk.press("ض") is False


def test_keys_do_not_clash() -> None:
    """Each key of either keyboard does one thing, and no digit is among them."""
    assert len(ACTION_OF) == 22
    assert not [key for key in ACTION_OF if key.isdigit() or len(key) != 1]


def test_whoever_stops_goes_on_where_it_was_left(desk: Desk) -> None:
    """With the keys counted on."""
    assert desk.press("enter", "3", "q") is False
    again = Session(desk.store, *desk.store.load())
    assert (again.draft, again.keys) == (desk.session.draft, 3)
    desk.session = again
    assert desk.press("enter", "enter", "enter")
    assert desk.session.keys == 6


def test_a_finished_lesson_is_looked_through_until_it_is_left(desk: Desk) -> None:
    """Enter only goes on, and a change counts at once."""
    desk.press(*["enter"] * 4)
    desk.session = Session(desk.store, *desk.store.load())
    assert desk.press("enter", "enter", "5", "q")
    assert desk.labels == ["outlet", "official", "outlet", "named"]
    assert desk.store.key.exists()
    assert not desk.store.draft.exists()


def test_an_evidence_card_is_filled_in_by_form(desk: Desk) -> None:
    """For the statement that is looked at; what will not do is asked again."""
    form = ["e", "Port authority", "enter", "enter", "The ferry rests.", "enter", "2"]
    form += ["Harbour Post", "enter", "no address", "enter", "https://port.example/", "enter"]
    form += ["1 March", "enter", "٢٠٢٦-٠٣-٠١", "enter"]
    desk.press("down", *form)
    assert any("expected a few words" in shown for shown in desk.shown)
    assert any("Found no web address" in shown for shown in desk.shown)
    assert any("Found no day" in shown for shown in desk.shown)
    cards = tomllib.loads(desk.store.evidence.read_text("utf-8"))["card"]
    assert cards == [
        {
            "id": "card-1", "publisher": "Port authority", "published": "2026-03-01",
            "url": "https://port.example/", "vouches": "Harbour Post", "text": "The ferry rests.",
            "finding": "repeats", "statements": [2], "claim": 2,
        }
    ]  # fmt: skip
    desk.press("e", "Port authority", "escape", "e", "A", "enter", "B", "enter", "9")
    assert len(desk.session.draft.cards) == 1


def test_what_a_key_cannot_do_is_told(desk: Desk) -> None:
    """Other numbers than the words have, nothing to undo, a key that does nothing."""
    before = desk.session.draft
    desk.press("u", "s", "99", "enter", "escape", "z", "7", "a", "9")
    assert any("There is nothing to undo." in shown for shown in desk.shown)
    assert any("Found other numbers than those of the words" in shown for shown in desk.shown)
    assert desk.session.draft == before
    desk.press("?")
    assert "Whatever you do is kept at once." in desk.shown[-1]


def test_rights_are_asked_for_what_is_no_page_from_the_web() -> None:
    """Whose it is, where, and under which licence; without one it is for the own class."""
    article = article_from_text(ARTICLE, "en")
    for keys, expected in (
        (["Post", "enter", "x", "enter", "https://a.example/b", "enter", "CC0", "enter"],
         ("Post", "https://a.example/b", "CC0")),
        (["enter"] * 3, ("", "", "own class only")),
    ):  # fmt: skip
        sent = iter([one for key in keys for one in ([key] if key == "enter" else key)])
        walk = Walk(Screen("en", 100, terminal=False), lambda s=sent: next(s), len, terminal=False)  # type: ignore[misc, arg-type]
        found = walk.rights(article)
        assert (found.publisher, found.url, found.licence) == expected


def test_keys_are_named_however_a_terminal_sends_them() -> None:
    """Pasted words come letter by letter; arrows, and keys that mean nothing, by what they are."""
    sent = "aق\r\n\x7f\x08\x1b[A\x1bOB\x1b[15~\x1b[1;5C\t\x01\x03\x04\x1b"
    expected = ["a", "ق", "enter", "enter", "delete", "delete", "up", "down", "right"]
    assert list(named(sent)) == [*expected, "leave", "leave", "escape"]
