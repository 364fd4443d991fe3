"""A lesson made with the keyboard alone: a statement at a time, a key for each step."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from unicodedata import digit

from kit.core.codebook import FINDINGS, LABELS
from kit.core.rows import Card
from kit.desk.draft import words_of
from kit.desk.keyboard import DELETE, ENTER, ESCAPE, LEAVE
from kit.desk.ready import ready_reasons
from kit.desk.screen import ACTION_OF
from kit.languages.interface import number
from kit.languages.messages import messages
from kit.lessons.fields import ADDRESS, DATE
from kit.lessons.rights import OWN_CLASS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kit.core.rows import Article
    from kit.desk.screen import Screen
    from kit.desk.session import Session
    from kit.lessons.fields import Kind

ASK: Final = messages("desk", "ask")
TOLD: Final = messages("desk", "told")
_CLEAR: Final = "\x1b[H\x1b[2J\x1b[3J"
_HOLD: Final = "\x1b7"
_AGAIN: Final = "\x1b8\x1b[J"
_WORDS: Final = re.compile(r"\s*(\d+)(?:\s*[-–— ,،]\s*(\d+))?\s*")
_STEPS: Final = {"up": "back", "down": "skip"}


class Walk:
    """One way through a lesson in the making, key by key.

    Parameters
    ----------
    screen
        Says what is shown.
    read
        Waits for the next key and returns it, as `kit.desk.keyboard` names it.
    write
        Shows something at once.
    terminal
        Whether what is shown may be shown anew in its place.
    """

    def __init__(
        self,
        screen: Screen,
        read: Callable[[], str],
        write: Callable[[str], None],
        *,
        terminal: bool = True,
    ) -> None:
        self.screen = screen
        self.pressed = 0
        self._read = read
        self._write = write
        self._terminal = terminal
        self._does: dict[str, Callable[[Session], str]] = {
            "skip": self._skip, "back": self._back, "undo": self._undo, "help": self._help,
            "also": self._also, "reason": self._reason, "card": self._card,
            "source": lambda session: self._mark(session, "source"),
            "cue": lambda session: self._mark(session, "cue"),
            "hedge": lambda session: self._mark(session, "hedge_words"),
        }  # fmt: skip

    def rights(self, article: Article) -> Article:
        """Ask who published an article, where it is, and whether it may be passed on."""
        publisher = article.publisher or self._line(ASK["publisher"]) or ""
        url = article.url or self._field(ASK["url"], TOLD["url"], ADDRESS) or ""
        licence = self._line(ASK["licence"]) or OWN_CLASS
        return replace(article, publisher=publisher, url=url, licence=licence)

    def through(self, session: Session, notes: Mapping[int, str] | None = None) -> bool:
        """Go through a draft until all is decided or somebody stops, and return whether all is.

        A finished lesson is looked through again, from its first statement, until it is left.

        Parameters
        ----------
        session
            The sitting.
        notes
            By the place of a statement, what is shown with it besides.
        """
        told = ""
        again = session.draft.is_done
        while again or not session.draft.is_done:
            note = (notes or {}).get(session.draft.at, "")
            self._show(session, told + (self.screen.lines([note]) if note else ""))
            key = self._key()
            session.keys += self.pressed
            self.pressed = 0
            if key in {LEAVE, ESCAPE} or ACTION_OF.get(key) == "quit":
                break
            told = self._step(session, key)
            session.keys += self.pressed
            self.pressed = 0
        session.close()
        return session.draft.is_done

    def _step(self, session: Session, key: str) -> str:
        """Do what a key asks for; return what is to be told, as it is shown."""
        draft = session.draft
        if key == ENTER and draft.is_done:
            session.do("go", draft.at + 1)
        elif key == ENTER:
            session.do("accept")
        elif label := _label(key):
            session.do("label", label)
        else:
            action = _STEPS.get(key) or ACTION_OF.get(key, "")
            if action == "undo" and not session.can_undo:
                return self.screen.lines([self.screen.say(TOLD["no_undo"])])
            if action in self._does:
                return self._does[action](session)
        return ""

    def _skip(self, session: Session) -> str:
        if session.draft.is_done:
            session.do("go", session.draft.at + 1)
        else:
            session.do("skip")
        return ""

    def _back(self, session: Session) -> str:
        session.do("go", session.draft.at - 1)
        return ""

    def _undo(self, session: Session) -> str:
        session.undo()
        return ""

    def _help(self, _: Session) -> str:
        return self.screen.lines([self.screen.say(TOLD["help"])]) + self.screen.keys(whole=True)

    def _also(self, session: Session) -> str:
        self._ask(ASK["also"])
        if label := _label(self._key()):
            session.do("also", label)
        return ""

    def _mark(self, session: Session, what: str) -> str:
        self._write(self.screen.words(session.draft))
        ask = ASK["words"]
        while said := self._line(ask):
            found = _WORDS.fullmatch(said)
            if found:
                first, last = int(found[1]), int(found[2] or found[1])
                there = len(words_of(session.draft.statement))
                if not first or first <= last <= there:
                    session.do("mark", what, first - 1, last - 1 if first else -2)
                    return ""
            ask = TOLD["words"]
        return ""

    def _reason(self, session: Session) -> str:
        ready = ready_reasons(session.draft.entry)
        mine, other = (0, 1) if self.screen.lang == "en" else (1, 0)
        self._write(
            self.screen.lines(
                f"{number(at, self.screen.lang)}  {pair[mine]}" for at, pair in enumerate(ready, 1)
            )
        )
        said = self._line(ASK["reason"], short=frozenset(map(str, range(1, len(ready) + 1))))
        if not said:
            return ""
        if said.isdecimal() and 0 < int(said) <= len(ready):
            session.do("reason", *ready[int(said) - 1])
            return ""
        there = (session.draft.entry.reason_en, session.draft.entry.reason_ar)[other]
        translated = self._line(ASK["other"], words=there)
        if translated is None:
            return ""
        pair = {mine: said, other: translated or there}
        session.do("reason", pair[0], pair[1])
        return ""

    def _card(self, session: Session) -> str:
        publisher, text = self._needed(ASK["card_publisher"]), None
        if publisher is not None:
            text = self._needed(ASK["card_text"])
        if publisher is None or text is None:
            return ""
        self._ask(ASK["card_finding"])
        at = _digit(self._key())
        if at is None or not 0 < at <= len(FINDINGS):
            return ""
        finding = FINDINGS[at - 1]
        vouches = self._needed(ASK["card_vouches"]) if finding == "repeats" else ""
        url = self._field(ASK["card_url"], TOLD["url"], ADDRESS)
        published = self._field(ASK["card_published"], TOLD["published"], DATE)
        if vouches is None or url is None or published is None:
            return ""
        draft = session.draft
        taken = {card.card_id for card in draft.cards}
        name = next(name for at in range(1, len(taken) + 2) if (name := f"card-{at}") not in taken)
        claim = draft.statement.statement_id
        card = Card(
            name, publisher, published, url, vouches, text, "", finding, claim, (claim,), ""
        )
        session.do("card", card)
        return ""

    def _show(self, session: Session, told: str) -> None:
        clear = _CLEAR if self._terminal else ""
        self._write(f"{clear}{self.screen.draft(session.draft)}{told}{self.screen.keys()}")

    def _key(self) -> str:
        self.pressed += 1
        return self._read()

    def _ask(self, message: str, /, **values: object) -> None:
        self._write(self.screen.lines([self.screen.say(message, **values)]))

    def _line(
        self, ask: str, /, *, short: frozenset[str] = frozenset(), **values: object
    ) -> str | None:
        """Ask for a line; return None where it was left.

        Parameters
        ----------
        ask
            What is asked.
        short
            What is taken at once, as its one key says all.
        values
            For the fields of the message.
        """
        self._ask(ask, **values)
        if self._terminal:
            self._write(_HOLD)
        typed = ""
        while True:
            key = self._key()
            if key in {ESCAPE, LEAVE}:
                return None
            if key == ENTER:
                self._write("\n")
                return typed.strip()
            if key == DELETE:
                typed = typed[:-1]
            elif len(key) == 1:
                typed += key
            if typed == key and (at := _digit(key)) is not None and str(at) in short:
                return str(at)
            if self._terminal:
                self._write(_AGAIN + typed)

    def _needed(self, ask: str) -> str | None:
        while (said := self._line(ask)) == "":
            ask = TOLD["needed"]
        return said

    def _field(self, ask: str, wrong: str, kind: Kind) -> str | None:
        while said := self._line(ask):
            plain = "".join(one if (at := _digit(one)) is None else str(at) for one in said)
            if kind.holds(plain):
                return plain
            ask = wrong
        return said


def _digit(key: str) -> int | None:
    """Return the value of a digit of any script; None for any other key."""
    return digit(key, None) if len(key) == 1 else None


def _label(key: str) -> str:
    at = _digit(key)
    return LABELS[at - 1] if at is not None and 0 < at <= len(LABELS) else ""
