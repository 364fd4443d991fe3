"""Who speaks in an article, as the command writes it: a card a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from kit.core.codebook import LOOKS
from kit.core.text import direction, visible
from kit.languages.interface import number, translator
from kit.show.page import Page
from kit.show.tables import face_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kit.core.rows import SpeakerCard


def speakers_shown(speakers: Sequence[SpeakerCard], width: int | None, *, terminal: bool) -> str:
    """Return the speakers of one article as a table; where that would be too narrow, as lines.

    Parameters
    ----------
    speakers
        At least one.
    width, terminal
        As `written` takes them.
    """
    lang = speakers[0].lang
    face, rtl = face_of(lang), direction(lang) == "rtl"
    rows = list(_cells(speakers, face))
    with Page(width, rtl=rtl, terminal=terminal) as page:
        if page.is_narrow:
            for cells in rows:
                page.line(Text(" "))
                for cell in filter(None, cells):
                    page.line(Text(cell))
        else:
            page.table(_table(rows, face, rtl=rtl))
    return page.text


def _table(rows: Sequence[Sequence[str]], face: str, *, rtl: bool) -> Table:
    say = translator(face)
    names = [say("Speaker"), say("Who stands behind it"), say("Known by"), say("Statements")]
    table = Table(show_lines=True)
    for name in reversed(names) if rtl else names:
        table.add_column(name, justify="right" if rtl else "left", overflow="fold")
    for cells in rows:
        table.add_row(*(Text(cell) for cell in (reversed(cells) if rtl else cells)))
    return table


def _cells(speakers: Sequence[SpeakerCard], face: str) -> Iterator[tuple[str, ...]]:
    """Yield what is told of each speaker: forms, label, what it is known by, its statements."""
    say = translator(face)
    for card in speakers:
        look = LOOKS[card.label]
        forms = (card.words, *(one for one in card.forms if one not in card.words))
        places = [number(int(one.rpartition("#")[2]), face) for one in card.statement_ids]
        yield (
            visible(" / ".join(forms)),
            f"{look.mark} {say(look.name)}",
            visible(card.known_by),
            " ".join(places),
        )
