"""The signs of a code: what is read as one, and how each slip of a hand is found."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.export.signs import (
    SIGNS,
    UNREAD,
    Slip,
    closed,
    grouped,
    is_sound,
    payload_of,
    plain,
    signs_of,
    slips,
    value_of,
)

HEADS = st.text(SIGNS, min_size=5, max_size=5).map(lambda rest: f"K{rest}")
NUMBERS = st.integers(0, 23**60)
CODE = closed("KJJ65V", 23**24 + 12345)


def codes(count: int, seed: int = 1) -> list[str]:
    """Return codes of usual lengths made by chance."""
    chance = random.Random(seed)  # noqa: S311  (for trying, not for hiding)
    heads = ("K" + "".join(chance.choices(SIGNS, k=5)) for _ in range(count))
    return [closed(head, chance.getrandbits(chance.randrange(1, 200))) for head in heads]


def test_no_two_signs_look_alike() -> None:
    """There are 23, a prime; of signs that are taken for each other at most one is used."""
    assert SIGNS == "2345689ACEFHJKMNPRTVWXY"
    for alike in ("0OQD", "1IL7", "2Z", "5S", "6G", "8B", "UV"):
        assert len(set(alike) & set(SIGNS)) <= 1


@given(HEADS, NUMBERS)
def test_a_number_comes_back(head: str, number: int) -> None:
    """In full groups, with a checksum that fits."""
    code = closed(head, number)
    assert (is_sound(code), len(code) % 4, payload_of(code)) == (True, 0, number)
    assert value_of(signs_of(number, 1)) == number


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        grouped(CODE),
        grouped(CODE).replace("-", " – "),
        "\u200f\u2067" + grouped(CODE) + "\u2069",
        CODE.translate(str.maketrans("2345689", "٢٣٤٥٦٨٩")),
        CODE.translate(str.maketrans("2345689", "۲۳۴۵۶۸۹")),
        CODE.replace("5", "S").replace("6", "g").replace("2", "z").replace("8", "B"),
        CODE.replace("V", "u"),
        CODE.translate(str.maketrans("ACEFHJKMNPRTVWXY", "شؤثباتنةىحقفرصءغ")),
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    """Small letters, other dashes, marks of right-to-left text, any digits, look-alikes, another keyboard."""
    assert plain(typed) == CODE


def test_what_is_no_sign_is_kept_as_such() -> None:
    """Its place counts; nothing is guessed."""
    assert plain("K0O-1IL7") == "K" + UNREAD * 6


def test_every_single_slip_is_noticed_and_has_its_place() -> None:
    """Each sign of many codes exchanged for each other one: noticed each time, the sign named."""
    for code in codes(40):
        for at, sign in enumerate(code):
            for other in SIGNS.replace(sign, ""):
                assert not is_sound(code[:at] + other + code[at + 1 :])
        at = len(code) // 2
        other = SIGNS[(SIGNS.index(code[at]) + 7) % 23]
        found = slips(code[:at] + other + code[at + 1 :])
        assert [slip for slip in found if slip.kind == "sign"] == [Slip("sign", at, code)]


def test_every_swap_of_neighbours_is_noticed() -> None:
    """And the place where it happened is among those named, mostly alone."""
    alone = swaps = 0
    for code in codes(40, seed=2):
        for at in range(len(code) - 1):
            wrong = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
            if wrong == code:
                continue
            assert not is_sound(wrong)
            if at % 9 == 0:
                found = slips(wrong)
                assert Slip("swap", at, code) in found
                alone, swaps = alone + (len(found) == 1), swaps + 1
    assert alone / swaps > 0.8


def test_any_two_wrong_signs_are_noticed() -> None:
    """The checksum has a distance of three."""
    chance = random.Random(3)  # noqa: S311  (for trying, not for hiding)
    for code in codes(60, seed=3):
        for _ in range(300):
            one, two = chance.sample(range(len(code)), 2)
            wrong = list(code)
            for at in (one, two):
                wrong[at] = chance.choice(SIGNS.replace(code[at], ""))
            assert not is_sound("".join(wrong))


@pytest.mark.parametrize("kind", ["missing", "extra", "sign"])
def test_a_sign_missing_or_too_many_or_unread_is_found(kind: str) -> None:
    """The code without the slip is among those that would explain it."""
    for code in codes(5, seed=4):
        for at in range(0, len(code), 3):
            wrong = {
                "missing": code[:at] + code[at + 1 :],
                "extra": code[:at] + "W" + code[at:],
                "sign": code[:at] + UNREAD + code[at + 1 :],
            }[kind]
            assert code in {slip.mended for slip in slips(wrong) if slip.kind == kind}


@given(st.text(max_size=60))
def test_any_text_is_taken_apart(text: str) -> None:
    """Whatever is typed, the signs of it are signs, and looking for slips ends."""
    read = plain(text)
    assert set(read) <= {*SIGNS, UNREAD}
    assert all(is_sound(slip.mended) for slip in slips(read))
