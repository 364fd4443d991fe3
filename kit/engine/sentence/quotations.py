"""Where quotations begin and end in a statement, by the marks of each house style."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_QUOTE: Final = re.compile('[«»“”„"]')
_CLOSES: Final = {"«": "»", "“": "”", "”": "”“", '"': '"”', "„": "“”"}
_NAME: Final = 4
_APOSTROPHE, _DOUBLE = "'", '"'
_STOPS: Final = ".,?!…"
_LEADS: Final = frozenset(":,")
_SINGLE: Final = re.compile("'")
_OPENS_SINGLE: Final = re.compile(r"(?:(?<=^)|(?<=[\s(—–-]))'(?=[^\W\d_])")
_ENDS_TITLE: Final = re.compile(r"'(?!\w)")
_CLOSES_SINGLE: Final = re.compile(rf"(?<=[{_STOPS}])'")


def doubled(text: str, open_mark: str) -> str:
    """Return a text whose single quotation marks stand as double ones; apostrophes stay.

    One opens before a capital, if it begins the text or another closes behind a stop, or comma;
    the marks of a title ('The Ferry') are no quotation.
    """
    if _APOSTROPHE not in text or _QUOTE.search(text):
        return text
    letters, opened = list(text), open_mark == _DOUBLE
    last = max((m.end() for m in _CLOSES_SINGLE.finditer(text)), default=0)
    title = max((m.start() for m in _ENDS_TITLE.finditer(text)), default=0)
    for match in _SINGLE.finditer(text):
        at = match.start()
        if opened:
            turns = at > 0 and text[at - 1] in _STOPS
        else:
            begins = at == 0 or text[max(0, at - 2) : at].rstrip()[-1:] in _LEADS
            speech = at < last or (begins and title <= at)
            turns = speech and _OPENS_SINGLE.match(text, at) is not None
        if turns:
            letters[at], opened = _DOUBLE, not opened
    return "".join(letters)


def quotations(
    text: str, starts: list[int], open_mark: str
) -> tuple[list[tuple[int, int]], list[bool], str]:
    """Return quotations in the folded text, whether each token is in one, and what is left open."""
    spans: list[tuple[int, int]] = []
    mark, since = open_mark, 0
    for match in _QUOTE.finditer(text):
        if mark and match[0] in _CLOSES[mark]:
            spans.append((since, match.end()))
            mark = ""
        elif not mark and match[0] in _CLOSES and not (match[0] == "”" and _closes(text, match)):
            mark, since = match[0], match.start()
    if mark:
        spans.append((since, len(text)))
    if not spans:
        return spans, [False] * len(starts), mark
    quoted, index = [], 0
    for start in starts:
        while index < len(spans) and spans[index][1] <= start:
            index += 1
        quoted.append(index < len(spans) and spans[index][0] <= start)
    return spans, quoted, mark


def titled_in(
    words: list[str],
    starts: list[int],
    quotes: list[tuple[int, int]],
    hits: Mapping[str, Mapping[int, object]],
) -> list[bool]:
    """Return for each word whether it stands in quotation marks as a name does: few words, no verb."""
    titled = [False] * len(words)
    verbs, opens = hits.get("verbs", {}), hits.get("stops", {})
    for begin, end in quotes:
        first, last = bisect_left(starts, begin), bisect_left(starts, end)
        few = 0 < last - first <= _NAME and last - first < len(words)
        if few and not any(i in verbs or i in opens for i in range(first, last)):
            titled[first:last] = [True] * (last - first)
    return titled


def _closes(text: str, match: re.Match[str]) -> bool:
    """Tell a stray closing mark from one that a typist used to open with."""
    return match.end() >= len(text) or text[match.end()].isspace()
