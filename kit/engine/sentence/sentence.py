"""One statement as words, lexicon hits and quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kit.core.text import Folded, Span, fold
from kit.engine.sentence.quotations import doubled, quotations, titled_in
from kit.languages.lexicon import TOKEN, Lexicon, Word

if TYPE_CHECKING:
    from kit.languages.grammar import Grammar

_QUOTE: Final = re.compile('[«»“”„"]')
_CLOSES: Final = {"«": "»", "“": "”", "”": "”“", '"': '"”', "„": "“”"}
PARTS: Final = re.compile(r"[,،;؛:.؟?!…()\[\]–—\"«»“”„]|(?:^-$)")
SOURCE_TABLES: Final = ("unnamed", "titles", "bodies", "outlets", "documents", "places")
_NONE: Final[dict[int, Hit]] = {}


@dataclass(frozen=True, slots=True)
class Hit:
    """A lexicon entry that stands at words ``first`` up to (not with) ``last``."""

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
    words, starts, ends
        Its folded words, and where each begins and ends in the folded text.
    before
        For each word, and for the end, the marks that stand before it, without white space.
    hits
        By table and first word; the longest match where two begin together.
    nouns
        The longest word for a speaker at each place, of whichever table.
    quoted
        For each word whether it stands in a quotation.
    capital
        For each word whether it begins with a capital letter.
    titled
        For each word whether it stands in quotation marks as a name does: few words, no verb.
    opens_quoted, open_mark
        Whether the statement begins inside a quotation that was open before, and the mark of the
        one that it leaves open.
    """

    text: str
    lexicon: Lexicon
    folded: Folded
    words: list[str]
    starts: list[int]
    ends: list[int]
    before: list[str]
    hits: dict[str, dict[int, Hit]]
    nouns: dict[int, Hit]
    quoted: list[bool]
    capital: list[bool]
    quotes: list[Span]
    titled: list[bool]
    opens_quoted: bool = False
    open_mark: str = ""

    @property
    def shouts(self) -> bool:
        """Whether all of it is in capitals, which then mark no names."""
        return self.text.isupper()

    def parts(self, index: int) -> bool:
        """Tell whether a mark before a word ends a phrase; quotation marks round a name do not."""
        mark = self.before[index]
        if not mark:
            return False
        inside = index < len(self.titled) and self.titled[index]
        after = index > 0 and self.titled[index - 1]
        if inside or after:
            mark = _QUOTE.sub("", mark)
        return bool(PARTS.search(mark))

    def span(self, first: int, last: int) -> Span:
        """Return the span in the statement's own text of words first up to last."""
        if last <= first:
            return Span(-1, -1)
        start, end = self.starts[first], self.ends[last - 1]
        folded = self.folded.text
        if self.titled[first] and (first == 0 or not self.titled[first - 1]):
            start -= start > 0 and folded[start - 1] in _CLOSES
        if self.titled[last - 1] and (last == len(self.words) or not self.titled[last]):
            end += end < len(folded) and _QUOTE.match(folded[end]) is not None
        return self.folded.back(start, end)

    def said(self, first: int, last: int) -> str:
        """Return the statement's own text of words first up to last, or ``""``."""
        start, end = self.span(first, last)
        return self.text[start:end] if start >= 0 else ""

    def word(self, index: int) -> str:
        """Return the folded word at an index, ``""`` where there is none."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def at(self, index: int, *tables: str) -> Hit | None:
        """Return the longest hit of any of the tables that begins at a word."""
        best = None
        for table in tables:
            hit = self.hits.get(table, _NONE).get(index)
            if hit is not None and (best is None or hit.last > best.last):
                best = hit
        return best

    def noun(self, index: int) -> Hit | None:
        """Return the longest word for a speaker that begins at a word."""
        return self.nouns.get(index)

    def within(self, first: int, last: int, *tables: str) -> list[Hit]:
        """Return the hits of some tables that lie inside words first up to last, in order."""
        found = [hits for t in tables if (hits := self.hits.get(t))]
        return [
            hit
            for index in range(first, last)
            for hits in found
            if (hit := hits.get(index)) and hit.last <= last
        ]


def read_sentence(text: str, lexicon: Lexicon, open_mark: str = "") -> Sentence:
    """Cut a statement into words and look them up.

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
    plain = folded.text.replace("_", " ")  # of a hashtag: #وزير_الطاقة
    spans = [m.span() for m in TOKEN.finditer(plain)]
    words = [plain[a:b] for a, b in spans]
    starts, ends = [a for a, _ in spans], [b for _, b in spans]
    marks = [
        "" if (gap := plain[a:b]) == " " else "".join(gap.split())
        for a, b in zip([0, *ends], [*starts, len(folded.text)], strict=True)
    ]
    short = lexicon.grammar.clipped
    for index, word in enumerate(words, start=1):
        if (
            marks[index][:1] == "."
            and index < len(words)
            and (word in short or (len(word) == 1 and word.isalpha()))
        ):
            marks[index] = marks[index][1:]
    quotes, quoted, left_open = quotations(
        doubled(plain, open_mark) if lexicon.grammar.cased else plain, starts, open_mark
    )
    hits = _look_up(words, lexicon, marks)
    if not lexicon.grammar.cased:
        capital = [False] * len(words)
    elif folded.starts:
        capital = [text[folded.back(a, a).start].isupper() for a in starts]
    else:
        capital = [text[a].isupper() for a in starts]
    acronyms = [
        i
        for i, word in enumerate(words)
        if capital[i] and len(word) > 1 and word in lexicon.grammar.breakers
        if text[slice(*folded.back(starts[i], ends[i]))].isupper()
    ]
    if acronyms and not text.isupper():
        for i in acronyms:
            words[i] = ".".join(words[i])  # WHO is no who
        hits = _look_up(words, lexicon, marks)
    if "stops" in hits:
        _keep_months(hits["stops"], words, lexicon.grammar)
    if "outlets" in hits:
        _keep_mastheads(hits, words, marks, capital, lexicon.grammar.articles)
    if "bodies" in hits and lexicon.grammar.cased:
        _keep_firms(hits["bodies"], marks, capital)
    return Sentence(
        text=text,
        lexicon=lexicon,
        folded=folded,
        words=words,
        starts=starts,
        ends=ends,
        before=marks,
        hits=hits,
        nouns=_nouns(hits),
        quoted=quoted,
        capital=capital,
        titled=titled_in(words, starts, quotes, hits),
        quotes=[folded.back(a, b) for a, b in quotes],
        opens_quoted=bool(open_mark) and bool(quoted) and quoted[0],
        open_mark=left_open,
    )


def _look_up(words: list[str], lexicon: Lexicon, marks: list[str]) -> dict[str, dict[int, Hit]]:
    """Find every listed phrase, the longest of each table at each place."""
    hits: dict[str, dict[int, Hit]] = {}
    owners: list[int] = []
    if endings := lexicon.grammar.endings:
        owners = [i for i, word in enumerate(words) if word.endswith(endings)]
        words = [_bare(word, endings) if word.endswith(endings) else word for word in words]
    roots, count, onto = lexicon.roots, len(words), lexicon.grammar.onto
    for index, first in enumerate(words):
        node = roots.get(first)
        place = index + 1
        while node is not None:
            for entry in node.words:
                hits.setdefault(entry.table, {})[index] = Hit(entry, index, place)
            if place == count or marks[place] or not node.next:
                break
            word = words[place]
            if onto in node.next and word.startswith(onto):
                # the clitic belongs to the next noun, so the phrase ends before that noun
                for entry in node.next[onto].words:
                    hits.setdefault(entry.table, {})[index] = Hit(entry, index, place)
            node = node.next.get(word)
            place += 1
    for index in owners:  # the state's chief states nothing
        hits.get("verbs", {}).pop(index, None)
    return hits


def _keep_mastheads(
    hits: dict[str, dict[int, Hit]],
    words: list[str],
    marks: list[str],
    capital: list[bool],
    articles: frozenset[str],
) -> None:
    """Leave of the words that end a paper's name those that do: The Harbour Post, no post office."""
    for at, hit in [*hits["outlets"].items()]:
        if hit.word.kind != "masthead":
            continue
        named = at > 1 and capital[at] and capital[at - 1] and not marks[at]
        if named and words[at - 2] in articles and not any(
            at - 1 in hits.get(table, _NONE) for table in SOURCE_TABLES
        ):  # fmt: skip
            for table in SOURCE_TABLES:  # The Calmora Leader is no leader
                if table != "outlets":
                    hits.get(table, {}).pop(at, None)
        else:
            del hits["outlets"][at]


def _keep_months(stops: dict[int, Hit], words: list[str], grammar: Grammar) -> None:
    """Leave of the names of months those that date something: Tom May said, حميد شباط."""
    for at, hit in [*stops.items()]:
        if words[at] not in grammar.months or hit.last > at + 1:
            continue
        near = words[max(0, at - 1) : at] + words[at + 1 : at + 2]
        timed = any(h.last == at for h in (stops.get(at - 1), stops.get(at - 2)) if h)
        if not timed and not any(w[:1].isdigit() or w in grammar.dating for w in near):
            del stops[at]


def _keep_firms(bodies: dict[int, Hit], marks: list[str], capital: list[bool]) -> None:
    """Leave of the words that end a firm's name those that do: Gosal Energy, no clean energy."""
    for at, hit in [*bodies.items()]:
        named = at > 0 and capital[at] and capital[at - 1] and not marks[at]
        if hit.word.kind == "firm" and not named:
            del bodies[at]


def _bare(word: str, endings: tuple[str, ...]) -> str:
    found = next(e for e in endings if word.endswith(e))
    return word[: -len(found)] or word


def _nouns(hits: dict[str, dict[int, Hit]]) -> dict[int, Hit]:
    """Return the longest hit at each place of all tables of words for speakers."""
    nouns: dict[int, Hit] = {}
    for table in SOURCE_TABLES:
        for index, hit in hits.get(table, _NONE).items():
            best = nouns.get(index)
            if best is None or hit.last > best.last:
                nouns[index] = hit
    return nouns
