"""Messages as telephones export them: each is a statement of its own, of whoever sent it."""

from __future__ import annotations

import pytest

import kit
from kit.articles.chats import is_head, is_message, stamp_of

NARROW = "\u202f"
SIGN = "\u200f"
CHATS = {
    "en": "[12/05/2026, 14:03] Ines Kaldor: The quay is closed.\n"
    "[12/05/2026, 14:05] Ana: My cousin says it fell.\n"
    "[12/05/2026, 14:06] +44 7700 900123: Police said it is open.\n"
    "[12/05/2026, 14:07] Ana: I do not know.\n"
    "[12/05/2026, 14:08] +44 7700 900123: Neither do I.",
    "ar": f"[١٢{SIGN}/٥{SIGN}/٢٠٢٦، ٢:٠٣:١١{NARROW}م] سامي الحداد: الرصيف مغلق.\n"
    f"[١٢{SIGN}/٥{SIGN}/٢٠٢٦، ٢:٠٥:١١{NARROW}م] منى: قال صاحب متجر إنه سقط.\n"
    f"[١٢{SIGN}/٥{SIGN}/٢٠٢٦، ٢:٠٦:١١{NARROW}م] منى: قالت الشرطة إنه مفتوح.\n"
    f"[١٢{SIGN}/٥{SIGN}/٢٠٢٦، ٢:٠٧:١١{NARROW}م] منى: لا علم لي.\n"
    f"[١٢{SIGN}/٥{SIGN}/٢٠٢٦، ٢:٠٨:١١{NARROW}م] +44 7700 900123: ولا أنا.",
}


@pytest.mark.parametrize(
    "line",
    [
        "[12/05/2026, 14:03] Ines Kaldor: Hello",
        "[12.05.26, 14:03:59] Ines Kaldor: Hello",
        "12/05/2026, 14:03 - Ines Kaldor: Hello",
        f"5/12/26, 2:03{NARROW}PM - Ines Kaldor: Hello",
        f"\u200e[١٢{SIGN}/٥{SIGN}/٢٠٢٦، ٢:٠٣ م] سامي: مرحبا",
    ],
)
def test_the_time_of_a_message_is_known_in_the_ways_that_telephones_write_it(line: str) -> None:
    """Brackets or a dash, seconds or none, western and Arabic figures, marks of direction."""
    assert line[stamp_of(line) :] in {"Ines Kaldor: Hello", "سامي: مرحبا"}
    assert is_message(line)


@pytest.mark.parametrize(
    "line",
    ["14:03 The quay is closed.", "12/05/2026", "On 12/05/2026, 14:03 people met.", "[12] A"],
)
def test_a_date_alone_begins_no_message(line: str) -> None:
    """News is full of dates; only day and time together, marked off, are a message's."""
    assert not is_message(line)


def test_a_line_that_only_says_who_sent_what_follows_is_about_the_text() -> None:
    """Some programs copy sender and time on a line of their own."""
    assert is_head("Ines Kaldor, [12.05.2026 14:03]")
    found = kit.explain("Ines Kaldor, [12.05.2026 14:03]\nThe quay is closed.").labels
    assert list(found["label"]) == ["meta", "outlet"]


@pytest.mark.parametrize("lang", CHATS)
def test_a_message_is_its_senders_unless_it_names_another(lang: str) -> None:
    """No message is a headline; what it passes on stands on whoever is said to have said it."""
    found = kit.explain(CHATS[lang], lang=lang).labels
    assert list(found["label"]) == ["named", "unnamed", "official", "named", "unnamed"]
    assert set(found["zone"]) == {"body"}


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "12/05/2026, 14:03 - Messages and calls are end-to-end encrypted."),
        ("en", "12/05/2026, 14:05 - Ana: <Media omitted>"),
        ("ar", "١٢/٥/٢٠٢٦، ٢:٠٣ م - الرسائل والمكالمات مشفرة بين الطرفين."),
    ],
)
def test_what_the_program_adds_is_about_the_text(lang: str, line: str) -> None:
    """Encryption, files left out, groups made: nobody says it of the world."""
    assert list(kit.explain(line, lang=lang).labels["label"]) == ["meta"]


def test_a_long_line_takes_no_time_to_tell() -> None:
    """Only the first letters of a line are looked at."""
    assert not is_message("1" * 1_000_000)
