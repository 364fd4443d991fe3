"""Zones, paragraphs and sentences: an article cut into statements that cover all its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from sentencex import get_sentence_boundaries

from kit.articles.files import articles_in
from kit.core.frames import build
from kit.core.rows import Statement
from kit.core.text import Span, fold, trim
from kit.languages.grammar import read_grammar
from kit.languages.tables import language_or_default, read_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

_HEADLINE_WORDS: Final = 40
_HEADING_WORDS: Final = 12
_WRAP_COLUMNS: Final = 100
_CHUNK: Final = 20_000
_CHUNK_MARKS: Final = 400
"""Sentence ends are looked for in pieces of at most this many characters and marks that
enclose: sentencex slows down with the square of the number of quotations and brackets left open."""

_END: Final = re.compile(r"[.!?؟…۔:][\"'”’»)\]]*$")
_MARKED: Final = re.compile(r"(?P<heading>#{1,6}\s)|(?P<picture>!\[[^\]]*\]\([^)]*\)\s*$)")
_OPEN_TO_CLOSE: Final = {"«": "»", "“": "”", "”": "”", '"': '"', "„": "“"}
_INNER_END: Final = re.compile(r"(?<![.!?؟…])[.!?؟…]++[\"”’»)\]]*+\s++(?=[^\s\da-z])")
"""Looked for at the first stop of a run only: from each of them, the time would grow with the square."""
_ASKED: Final = re.compile(r"[؟?!][»”\"]\s*$")
_TAG_WORDS: Final = 6
"""«من سيدفع؟» تساءلت منى: after a quoted question a few words say who asked."""
_TAG_REACH: Final = 4
_ENCLOSING_MARK: Final = re.compile("[«»“”„\"'‘’()\\[\\]]")
_OPENS_QUOTE: Final = re.compile('[«“"]')
_STOPPED: Final = re.compile(r"[.!?؟…۔][\"'”’»)\]]*\s*$")
_SIGNED: Final = re.compile(r"[-–—]\s*\w[^.!?؟]{0,40}$")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")  # sentencex takes none
_OPENING: Final = frozenset('“«"')
_LINE_END: Final = re.compile("[\n\v\f\x85\u2028\u2029]")
_WORD: Final = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    start: int
    end: int
    zone: str


def split_statements(articles: pd.DataFrame) -> pd.DataFrame:
    """Cut articles into statements, one a sentence, headline, heading, caption or note.

    Parameters
    ----------
    articles
        The frame ``articles``.

    Returns
    -------
    pandas.DataFrame
        The frame ``statements`` in reading order. ``start`` and ``end`` are half-open code points
        into the article's text, and ``text`` is that slice. The statements of an article cover all
        its non-blank characters, each once. ``paragraph`` counts from 0 (the headline).

    Raises
    ------
    FrameError
        If `articles` is not a frame of articles.
    """
    rows = articles_in(articles)
    return build(
        "statements",
        (row for one in rows for row in statements_of(one.text, one.lang, one.article_id)),
    )


def statements_of(text: str, lang: str, article_id: str) -> Iterator[Statement]:
    """Yield the statements of one text, in reading order."""
    number = 0
    for index, paragraph in enumerate(_paragraphs(text, lang)):
        whole = paragraph.zone in {"headline", "heading", "caption"}
        spans = (
            [Span(paragraph.start, paragraph.end)]
            if whole
            else _sentences(text, paragraph.start, paragraph.end, lang)
        )
        for span in spans:
            number += 1
            yield Statement(
                article_id=article_id,
                statement_id=f"{article_id}#{number}",
                lang=lang,
                zone=paragraph.zone,
                paragraph=index,
                start=span.start,
                end=span.end,
                text=text[span.start : span.end],
            )


def _paragraphs(text: str, lang: str) -> list[_Paragraph]:
    spans = _blocks(text)
    notes, captions = _openings(lang, "note"), _openings(lang, "caption")
    zones: list[str] = []
    for index, (start, end) in enumerate(spans):
        line = text[start:end]
        folded = fold(line[:200]).text.lstrip(" *_[(")
        marked = _MARKED.match(line)
        words = len(line.split())
        last = index == len(spans) - 1
        if marked and marked["picture"]:
            zone = "caption"
        elif marked:
            zone = "heading" if "headline" in zones else "headline"
        elif (index > 0 or last) and (notes.match(folded) or _is_label(folded, lang)):
            zone = "boilerplate"
        elif captions.match(folded) and words <= _HEADLINE_WORDS:
            zone = "caption"
        elif index == 0 and not last and words <= _HEADLINE_WORDS and _is_one(line, lang):
            zone = "headline"
        elif index > 0 and not last and words <= _HEADING_WORDS and _is_heading(line):
            zone = "heading"
        else:
            zone = "body"
        zones.append(zone)
    return [_Paragraph(s.start, s.end, z) for s, z in zip(spans, zones, strict=True)]


def _is_label(folded: str, lang: str) -> bool:
    """Tell a line that only says what comes below it: Sources, Related news."""
    return folded.rstrip(": ") in _labels(lang)


@cache
def _labels(lang: str) -> frozenset[str]:
    rows = read_lexicon(language_or_default(lang), "boilerplate")
    return frozenset(fold(r["phrase"]).text for r in rows if r["where"] == "line")


@cache
def _openings(lang: str, kind: str) -> re.Pattern[str]:
    rows = read_lexicon(language_or_default(lang), "boilerplate")
    words = [
        fold(r["phrase"]).text
        for r in rows
        if r["kind"] == kind and r["where"] in {"opens", "sentence"}
    ]
    return re.compile("|".join(re.escape(w) + (r"\b" if w[-1].isalnum() else "") for w in words))


def _is_one(line: str, lang: str) -> bool:
    """Tell a headline from the first paragraph of a text that has none."""
    return not _END.search(line) or line.rstrip()[-1] in "?؟!…" or (
        len(list(_sentences(line, 0, len(line), lang))) == 1
    )  # fmt: skip


def _is_heading(line: str) -> bool:
    ends = _END.search(line)
    if ends and line[ends.start()] not in "?؟!":
        return False
    return line[0] not in "«“\"”'-–—•*" and not line[0].isdigit()


def _blocks(text: str) -> list[Span]:
    """Return the paragraphs: lines, or blocks of lines where the text was wrapped by hand."""
    blocks: list[list[Span]] = [[]]
    at = 0
    for line in _LINE_END.split(text):
        span = trim(text, at, at + len(line))
        if span.start < span.end:
            blocks[-1].append(span)
        elif blocks[-1]:
            blocks.append([])
        at += len(line) + 1
    out: list[Span] = []
    for lines in blocks:
        if lines and _is_wrapped([text[s.start : s.end] for s in lines]):
            out.append(Span(lines[0].start, lines[-1].end))
        else:
            out.extend(lines)
    return out


def _is_wrapped(lines: list[str]) -> bool:
    if len(lines) < 2 or max(map(len, lines)) > _WRAP_COLUMNS:  # noqa: PLR2004  (two lines make a wrap)
        return False
    inner = lines[:-1]
    broken = sum(not _END.search(line) for line in inner)
    longest = max(map(len, lines))
    full = sum(len(line) > longest * 0.7 for line in inner)
    return broken >= len(inner) * 0.6 and full == len(inner) and longest > 40  # noqa: PLR2004


def _sentences(text: str, start: int, end: int, lang: str) -> Iterator[Span]:
    """Yield the sentences of a paragraph; sentencex finds the ends, news text needs a few more."""
    cuts: list[int] = []
    at = start
    while at < end:
        stop = _end_of_piece(text, at, end)
        piece = _SURROGATE.sub("\ufffd", text[at:stop])
        ends = [b["end_index"] for b in get_sentence_boundaries(lang, piece)]
        cuts += [at + e for e in ends[:-1]]
        at = stop
    cuts = sorted({*cuts, *_cuts_in_quotations(text, start, end), start})
    pending, word = start, _first_word(text, start, end)
    for cut in [*cuts[1:], end]:
        if cut < end and (word >= cut or not _is_cut(text, pending, cut, lang)):
            continue
        span = trim(text, pending, cut)
        if span.start < span.end:
            yield span
        pending = cut
        if word < cut:
            word = _first_word(text, cut, end)


def _end_of_piece(text: str, at: int, end: int) -> int:
    stop = min(end, at + _CHUNK)
    crowded = next(islice(_ENCLOSING_MARK.finditer(text, at, stop), _CHUNK_MARKS, None), None)
    stop = crowded.start() if crowded else stop
    space = text.rfind(" ", at, stop) if stop < end else -1
    return space + 1 if space > at else stop


def _first_word(text: str, start: int, end: int) -> int:
    found = _WORD.search(text, start, end)
    return found.start() if found else end


def _is_cut(text: str, start: int, cut: int, lang: str) -> bool:
    """Refuse an end with no stop, after an abbreviation, inside "..", or with only marks after it."""
    before = text[max(start, cut - 40) : cut]
    after = text[cut : cut + 60].lstrip()
    if cut < len(text) and text[cut] in "-–—":
        return False  # CALMORA.- El Gobierno ...
    if not _STOPPED.search(before) or _SIGNED.match(after.rstrip()):
        return False
    if _shortened(lang).search(before) and after[:1] not in _OPENING:
        return False
    if _ASKED.search(before) and (
        (len(after.split()) <= _TAG_WORDS and "." in after) or _says_who(after, lang)
    ):
        return False
    if before.rstrip().endswith("..") and after[:1].islower():
        return False
    return not after or _WORD.search(after) is not None


def _says_who(after: str, lang: str) -> bool:
    """Tell whether a verb of saying stands among the next few words: "Why?" Ilves wrote."""
    words = [w.strip(",.،") for w in fold(after).text.split()[:_TAG_REACH]]
    return not _OPENS_QUOTE.match(after) and any(w in _saying(lang) for w in words)


@cache
def _saying(lang: str) -> frozenset[str]:
    rows = read_lexicon(language_or_default(lang), "verbs")
    kinds = [r for r in rows if r["kind"] in {"say", "ask", "onward"}]
    return frozenset(
        fold(form).text
        for r in kinds
        for c in ("past", "third")
        for form in r.get(c, "").split("|")
    ) - {""}


@cache
def _shortened(lang: str) -> re.Pattern[str]:
    """Return a pattern of what a full stop may end without ending a sentence: J., Gov., p.m."""
    listed = read_grammar(language_or_default(lang)).abbreviations
    forms = sorted({f for word in listed for f in (word, word.capitalize(), word.upper())})
    ends = "|".join(map(re.escape, forms))
    return re.compile(rf"(?:^|[\s(«“\"])(?:[A-Z]|{ends})\.\s*$")


def _cuts_in_quotations(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the sentence ends inside quotations, which sentencex takes as one block each."""
    for match in _INNER_END.finditer(text, start, end):
        yield match.end()
