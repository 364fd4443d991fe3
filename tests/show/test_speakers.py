"""The cards of speakers as the command writes them."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

import kit
from kit.show.formats import Format
from kit.show.written import written

EN = "Pier shut\n\nMayor Lena Orsholt said it was shut. She said it would open. Sources said it was old."
AR = "إغلاق الرصيف\n\nقالت رئيسة البلدية هالة الديري إنه مغلق. وأضافت أنه سيُفتح. وقالت مصادر إنه قديم."


def shown(text: str, width: int) -> str:
    """Return what is written of a text with its cards, without marks of direction."""
    page = "".join(written([kit.explain(text)], Format.table, width=width, cards=True))
    return page.translate({0x2067: None, 0x2069: None})


def test_cards_say_who_speaks_and_how_one_knows() -> None:
    """A row a speaker: all forms, label, the words that tell, the statements by number."""
    rows = shown(EN, 120).splitlines()
    (row,) = [line for line in rows if "Mayor Lena Orsholt / She" in line]
    assert [cell.strip() for cell in row.strip("│").split("│")] == [
        "Mayor Lena Orsholt / She", "● Official", "Mayor Lena Orsholt", "2 3",
    ]  # fmt: skip


def test_arabic_cards_are_read_from_the_right() -> None:
    """The first column stands at the right, and figures are Arabic."""
    rows = shown(AR, 120).splitlines()
    (row,) = [line for line in rows if "٢ ٣" in line]
    assert [cell.strip() for cell in row.strip("│").split("│")] == [
        "٢ ٣", "رئيسة البلدية هالة الديري", "● تصريح رسمي", "رئيسة البلدية هالة الديري",
    ]  # fmt: skip


@pytest.mark.parametrize("text", [EN, AR], ids=["en", "ar"])
def test_a_narrow_page_has_the_same_words_in_lines(text: str) -> None:
    """Below seventy columns a card is a few lines, and none of them is too long."""
    page = shown(text, 40)
    assert max(map(cell_len, page.splitlines())) <= 40
    for card in kit.explain(text).found[0].speakers:
        assert card.words in page


def test_without_the_option_no_card_is_shown() -> None:
    """The table of statements stays as it was."""
    plain = "".join(written([kit.explain(EN)], Format.table, width=120))
    assert "Known by" not in plain
    assert plain in "".join(written([kit.explain(EN)], Format.table, width=120, cards=True))
