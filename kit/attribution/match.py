"""One statement as tokens, lexicon hits and quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from kit.attribution.lexicon import TOKEN, Lexicon, Word
from kit.text import Folded, Span, fold

_QUOTE: Final = re.compile('[«»“”„"]')
_CLOSES: Final = {"«": "»", "“": "”", "”": "”“", '"': '"”', "„": "“”"}
_LAM: Final = "ل"


class Token(NamedTuple):
    """A word: its folded text and its place in the folded statement."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A lexicon word that stands at tokens ``first`` up to (not with) ``last``."""

    word: Word
    first: int
    last: int


@dataclass(slots=True)
class Sentence:
    """A statement made ready for the rules.

    Attributes
    ----------
    text, folded
        The statement as it stands and as it is matched.
    tokens
        Its words.
    before
        For each token, and for the end, the marks that stand before it, without white space.
    hits
        By table and first token; the longest match where two begin together.
    quoted
        For each token whether it stands in a quotation.
    opens_quoted, closes_quoted
        Whether the statement begins inside a quotation that was open before, and ends in one.
    """

    text: str
    lexicon: Lexicon
    folded: Folded
    tokens: list[Token]
    before: list[str]
    hits: dict[str, dict[int, Hit]]
    quoted: list[bool]
    quotes: list[Span]
    opens_quoted: bool = False
    closes_quoted: bool = False
    open_mark: str = ""
    capital: list[bool] = field(default_factory=list)

    def span(self, first: int, last: int) -> Span:
        """Return the span in the statement's own text of tokens first up to last."""
        if last <= first:
            return Span(-1, -1)
        return self.folded.back(self.tokens[first].start, self.tokens[last - 1].end)

    def words(self, first: int, last: int) -> str:
        """Return the statement's own words at tokens first up to last, or ``""``."""
        start, end = self.span(first, last)
        return self.text[start:end] if start >= 0 else ""

    def at(self, index: int, *tables: str) -> Hit | None:
        """Return the longest hit of any of the tables that begins at a token."""
        found = [h for t in tables if (h := self.hits.get(t, {}).get(index))]
        return max(found, key=lambda h: h.last, default=None)

    def within(self, first: int, last: int, *tables: str) -> list[Hit]:
        """Return the hits of some tables that lie inside tokens first up to last, in order."""
        return [
            hit
            for index in range(first, last)
            for table in tables
            if (hit := self.hits.get(table, {}).get(index)) and hit.last <= last
        ]


def read_sentence(text: str, lexicon: Lexicon, open_mark: str = "") -> Sentence:
    """Tokenise a statement and look its words up.

    Parameters
    ----------
    text
        The statement.
    lexicon
        The words of its language.
    open_mark
        The quotation mark that the statements before it left open, or ``""``.
    """
    folded = fold(text)
    tokens = [Token(m[0], m.start(), m.end()) for m in TOKEN.finditer(folded.text)]
    marks: list[str] = []
    at = 0
    for token in tokens:
        marks.append("".join(folded.text[at : token.start].split()))
        at = token.end
    marks.append("".join(folded.text[at:].split()))
    quotes, quoted, left_open = _quotations(folded.text, tokens, open_mark)
    return Sentence(
        text=text,
        lexicon=lexicon,
        folded=folded,
        tokens=tokens,
        before=marks,
        hits=_look_up(tokens, lexicon, marks),
        quoted=quoted,
        quotes=[folded.back(a, b) for a, b in quotes],
        opens_quoted=bool(open_mark) and bool(quoted) and quoted[0],
        closes_quoted=bool(left_open),
        open_mark=left_open,
        capital=[text[folded.back(t.start, t.end).start].isupper() for t in tokens],
    )


def _look_up(tokens: list[Token], lexicon: Lexicon, marks: list[str]) -> dict[str, dict[int, Hit]]:
    hits: dict[str, dict[int, Hit]] = {}
    texts = [_bare(token.text, lexicon.grammar.endings) for token in tokens]
    for index, text in enumerate(texts):
        words = lexicon.words.get(text)
        if not words:
            continue
        taken: set[str] = set()
        for word in words:  # longest first: one hit a table and place
            if word.table in taken:
                continue
            last = _fits(word.tokens, texts, index, marks)
            if last:
                taken.add(word.table)
                hits.setdefault(word.table, {})[index] = Hit(word, index, last)
    return hits


def _bare(text: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if text.endswith(ending) and len(text) > len(ending):
            return text[: -len(ending)]
    return text


def _fits(wanted: tuple[str, ...], texts: list[str], index: int, marks: list[str]) -> int:
    """Return where a word ends if it stands at a token, else 0."""
    for offset, token in enumerate(wanted):
        place = index + offset
        if place >= len(texts):
            return 0
        if offset and marks[place]:
            return 0
        if token == _LAM and offset == len(wanted) - 1 and offset:
            # the clitic belongs to the next noun, so the phrase ends before that noun
            return place if texts[place].startswith(_LAM) else 0
        if texts[place] != token:
            return 0
    return index + len(wanted)


def _quotations(
    text: str, tokens: list[Token], open_mark: str
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
    quoted, index = [], 0
    for token in tokens:
        while index < len(spans) and spans[index][1] <= token.start:
            index += 1
        quoted.append(index < len(spans) and spans[index][0] <= token.start)
    return spans, quoted, mark


def _closes(text: str, match: re.Match[str]) -> bool:
    """Tell a stray closing mark from one that a typist used to open with."""
    return match.end() >= len(text) or text[match.end()].isspace()
