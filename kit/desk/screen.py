"""What a terminal shows of a lesson in the making; no colour is needed to read it."""

from __future__ import annotations

from shutil import get_terminal_size
from typing import TYPE_CHECKING, Final

from rich.text import Text

from kit.core.codebook import LABELS, LOOKS
from kit.core.places import PACKAGE
from kit.core.text import direction, find_words, one_line
from kit.desk.draft import MARKS, words_of
from kit.languages.interface import number, translator
from kit.languages.messages import messages
from kit.languages.tables import parse_lexicon
from kit.show.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kit.desk.draft import Draft

SAID: Final = messages("desk", "screen")
NAMES: Final = messages("desk", "keys")
_COLUMNS: Final = 100
"""Where no terminal says how many it has."""
_STYLES: Final = {
    "source": "bold underline",
    "cue": "underline2",
    "hedge_words": "italic underline",
}
_ROWS: Final = parse_lexicon(
    (PACKAGE / "desk" / "keys.tsv").read_text(encoding="utf-8"), "desk/keys.tsv"
)
ACTION_OF: Final = {row[kind]: row["action"] for row in _ROWS for kind in ("latin", "arabic")}
"""What a key does, whichever keyboard is on."""


class Screen:
    """Writes what is shown, in the language of the interface and in that of the article.

    Parameters
    ----------
    lang
        Of the interface.
    width
        Columns; the terminal's own if None.
    terminal
        Whether a terminal shows it.
    """

    def __init__(self, lang: str, width: int | None, *, terminal: bool) -> None:
        self.lang = lang
        self._width = width
        self._terminal = terminal

    def say(self, message: str, /, **values: object) -> str:
        """Return a message in the language of the interface, with its numbers."""
        told = {k: number(v, self.lang) if isinstance(v, int) else v for k, v in values.items()}
        return translator(self.lang)(message).format(**told)

    def lines(self, lines: Iterable[str | Text], lang: str = "") -> str:
        """Return lines as the terminal shows them, in the direction of a language."""
        rtl = direction(lang or self.lang) == "rtl"
        with Page(self._width, rtl=rtl, terminal=self._terminal) as page:
            for line in lines:
                page.line(Text(line) if isinstance(line, str) else line)
        return page.text

    def draft(self, draft: Draft) -> str:
        """Return the statement that is looked at, in its place, with all that is decided of it."""
        around = range(max(0, draft.at - 1), min(draft.at + 2, len(draft.statements)))
        story = [
            self._statement(draft) if at == draft.at else Text(f"  {self._text(draft, at)}", "dim")
            for at in around
        ]
        head = self._head(draft)
        return (
            self.lines([head, ""])
            + self.lines([part for line in story for part in (line, "")][:-1], draft.article.lang)
            + self.lines([*self._labels(draft), *self._entry(draft)])
        )

    def words(self, draft: Draft) -> str:
        """Return the words of the statement, each with its number."""
        text = draft.statement.text
        spans = enumerate(words_of(draft.statement), start=1)
        told = (f"{number(at, self.lang)}·{one_line(text[a:b])}" for at, (a, b) in spans)
        return self.lines(["   ".join(told)], draft.article.lang)

    def keys(self, *, whole: bool = False) -> str:
        """Return the line that says which key does what; `whole` is one key a line."""
        kind = "arabic" if self.lang == "ar" else "latin"
        digits = number(f"1-{len(LABELS)}", self.lang)
        told = [(translator(self.lang)(SAID["enter"]), "accept"), (digits, "label")]
        told += [(row[kind], row["action"]) for row in _ROWS]
        each = [f"{key} {translator(self.lang)(NAMES[action])}" for key, action in told]
        if whole:
            return self.lines(each)
        columns = self._width or get_terminal_size((_COLUMNS, _COLUMNS)).columns
        return self.lines(Text(line, "dim") for line in _fitting(each, columns))

    def _head(self, draft: Draft) -> Text:
        done = sum(draft.decided)
        place = self.say(SAID["place"], place=draft.at + 1, count=len(draft.decided))
        parts = [one_line(draft.article.title), place, self.say(SAID["decided"], done=done)]
        if draft.cards:
            parts.append(self.say(SAID["cards"], count=len(draft.cards)))
        return Text(" · ".join(parts), "bold")

    def _text(self, draft: Draft, at: int) -> str:
        return one_line(" ".join(draft.statements[at].text.split()))

    def _statement(self, draft: Draft) -> Text:
        """Return the statement with its source, cue and hedge marked."""
        words = self._text(draft, draft.at)
        text = Text(f"▸ {words}")
        for name in MARKS:
            marked = one_line(" ".join(getattr(draft.entry, name).split()))
            if marked and (span := find_words(words, marked)):
                text.stylize(_STYLES[name], span.start + 2, span.end + 2)
        return text

    def _labels(self, draft: Draft) -> Iterator[Text]:
        """Yield the labels, one a line, the one that is chosen marked."""
        say = translator(self.lang)
        for at, label in enumerate(LABELS, start=1):
            look = LOOKS[label]
            chosen = label == draft.entry.label
            sign = "▸" if chosen else " "
            told = f"{sign} {number(at, self.lang)} {look.mark} {say(look.name)}"
            yield Text(told, "bold" if chosen else "")

    def _entry(self, draft: Draft) -> Iterable[str]:
        entry = draft.entry
        none = translator(self.lang)(SAID["none"])
        told = {
            "source": one_line(entry.source) or none,
            "cue": one_line(entry.cue) or none,
            "hedge": one_line(entry.hedge_words) or none,
        }
        done = f" {translator(self.lang)(SAID['done'])}" if draft.decided[draft.at] else ""
        yield self.say(SAID["why"], words=one_line(entry.reason(self.lang))) + done
        yield self.say(SAID["marks"], **told)
        if entry.accept:
            say = translator(self.lang)
            names = " · ".join(f"{LOOKS[one].mark} {say(LOOKS[one].name)}" for one in entry.accept)
            yield self.say(SAID["also"], names=names)


def _fitting(parts: Iterable[str], columns: int) -> Iterator[str]:
    """Yield lines of whole parts, as many in each as there is room for."""
    line = ""
    for part in parts:
        longer = f"{line} · {part}" if line else part
        if line and len(longer) > columns:
            yield line
            longer = part
        line = longer
    yield line
