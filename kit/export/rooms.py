"""Where this computer is found in the room: its addresses there, and one of them as a picture."""

from __future__ import annotations

import socket
from contextlib import suppress
from ipaddress import IPv4Address
from typing import Final

import segno

_ELSEWHERE: Final = ("192.168.255.254", "10.255.255.254", "172.31.255.254", "198.51.100.1")
"""Places to which a way would lead; nothing is sent to them."""
_BLOCKS: Final = " ▀▄█"


def addresses() -> list[str]:
    """Return this computer's addresses in its networks, the likeliest first; none without a network."""
    found = []
    for place in _ELSEWHERE:
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            asked.connect((place, 9))
            found.append(asked.getsockname()[0])
    with suppress(OSError):
        found += socket.gethostbyname_ex(socket.gethostname())[2]
    return [one for one in dict.fromkeys(found) if _in_a_room(one)]


def _in_a_room(address: str) -> bool:
    one = IPv4Address(address)
    return not (one.is_loopback or one.is_link_local or one.is_unspecified)


def picture(text: str) -> list[str]:
    """Return a QR picture in lines of half blocks, with its margin: black where it is dark."""
    rows = [list(row) for row in segno.make(text, micro=False, error="m").matrix_iter(border=2)]
    rows += [[0] * len(rows[0])] * (len(rows) % 2)
    return [
        "".join(_BLOCKS[upper + 2 * lower] for upper, lower in zip(*pair, strict=True))
        for pair in zip(rows[::2], rows[1::2], strict=True)
    ]
