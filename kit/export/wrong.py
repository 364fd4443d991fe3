"""What is wrong with a hand-in code, said in one line: found where, expected what, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kit.core.text import quoted
from kit.export.signs import (
    CHECKS,
    FEWEST,
    GROUP,
    MOST,
    SIGNS,
    UNREAD,
    VERSION,
    Slip,
    grouped,
    groups_of,
    slips,
)

if TYPE_CHECKING:
    from kit.export.finding import Found

_TOLD: Final = 3


def what_is_wrong(found: Found) -> str:
    """Say what is wrong with a code, where, and what to do."""
    code = found.code
    shown = quoted(found.written)
    told = slips(code)
    if told:
        return f"{shown}: {_told(code, told)}"
    if code[:1] not in {VERSION, UNREAD}:
        return (
            f"{shown}: found {code[:1]} at the beginning, expected {VERSION}; copy the code from its "
            "first sign, or update the kit"
        )
    if UNREAD in code:
        places = [_place(at) for at, sign in enumerate(code) if sign == UNREAD]
        more = f" and {len(places) - _TOLD} more" if len(places) > _TOLD else ""
        return (
            f"{shown}: found no sign of a code at {', '.join(places[:_TOLD])}{more}, expected "
            f"only {SIGNS}; look there again"
        )
    count, rest = divmod(len(code), GROUP)
    said = groups_of(code)
    if len(code) < FEWEST or (said is not None and said != (count + bool(rest)) % len(SIGNS)):
        whole = said or len(SIGNS)
        found_groups = f"{count} groups" + (f" and {rest} signs" if rest else "")
        how = "cut short" if count < whole else "not of one piece"
        return f"{shown}: found {found_groups}, expected {whole} groups; the code is {how}: copy all of it"
    if len(code) > MOST:
        return f"{shown}: found {len(code)} signs, expected {MOST} at most; copy one code"
    return (
        f"{shown}: found a checksum ({code[-CHECKS:]}) that does not fit, expected one slip at most; "
        "more than one sign is wrong: compare the code with the original"
    )


def _told(code: str, told: list[Slip]) -> str:
    """Say which one slip explains a code, or which may."""
    first = told[0]
    places = " or ".join(_place(slip.at) for slip in told[:_TOLD])
    if len(told) > _TOLD:
        places = f"{places} or elsewhere"
    what = {
        "sign": f"found {_sign(code, first.at)} at {places}, expected {first.mended[first.at]}",
        "swap": f"found two neighbours exchanged at {places}",
        "missing": f"found a sign missing at {places}",
        "extra": f"found a sign too many at {places}",
    }[first.kind]
    if len(told) == 1:
        return f"{what}; if the original says so too, read {grouped(first.mended)}"
    return f"{what}; compare it there with the original"


def _sign(code: str, at: int) -> str:
    return "no sign of a code" if code[at] == UNREAD else code[at]


def _place(at: int) -> str:
    """Return where a sign stands, as people count."""
    return f"sign {at % GROUP + 1} of group {at // GROUP + 1}"
