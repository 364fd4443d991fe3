"""Zones, paragraphs and sentences: an article cut into statements that cover all its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kit.articles.chats import is_message
from kit.articles.ends import sentences
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
_SHORT_LINE: Final = 9
_FIGURES: Final = re.compile(r"\d[\d:.,٫/-]*")
_MARKS: Final = " *_[(•-–—|📌🔔👉➡️⏱🕐"
_WRAP_COLUMNS: Final = 100
_END: Final = re.compile(r"[.!?؟…۔:][\"'”’»)\]]*$")
_MARKED: Final = re.compile(r"(?P<heading>#{1,6}\s)|(?P<picture>!\[[^\]]*\]\([^)]*\)\s*$)")
_ITEM: Final = re.compile(
    r"(?:[•▪◦‣●○■□◆►▶✔✓]|[*–—-]\s|\(?\d{1,3}[.)\-]\s|\d{1,2}:\d\d\b|[\u2600-\u27bf\U0001f300-\U0001faff])"
)
"""How a line of a list begins: a bullet, a number, a time, a picture."""
_LINE_END: Final = re.compile("[\n\v\f\x85\u2028\u2029]")


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
            else sentences(text, paragraph.start, paragraph.end, lang)
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
    spans = _blocks(text, cased=read_grammar(language_or_default(lang)).cased)
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
        elif is_message(line):
            zone = "body"
        elif index == 0 and not last and words <= _HEADLINE_WORDS and _is_one(line, lang):
            zone = "headline"
        elif index > 0 and not last and words <= _HEADING_WORDS and _is_heading(line):
            zone = "heading"
        else:
            zone = "body"
        zones.append(zone)
    return [_Paragraph(s.start, s.end, z) for s, z in zip(spans, zones, strict=True)]


def _is_label(folded: str, lang: str) -> bool:
    """Tell a line that only says what comes below it, or a short one about the text.

    Sources, Related news; 3 min read, Published 12 Feb 2025, كتبت: منى هادي.
    """
    if folded.rstrip(": ") in _labels(lang):
        return True
    if len(folded.split()) > _SHORT_LINE or _END.search(folded):
        return False
    return _shorts(lang).match(_FIGURES.sub("0", folded).lstrip(_MARKS)) is not None


@cache
def _labels(lang: str) -> frozenset[str]:
    rows = read_lexicon(language_or_default(lang), "boilerplate")
    return frozenset(fold(r["phrase"]).text for r in rows if r["where"] == "line")


@cache
def _shorts(lang: str) -> re.Pattern[str]:
    """Return what finds the beginnings of short lines about the text; 0 stands for any figure."""
    rows = read_lexicon(language_or_default(lang), "boilerplate")
    words = [fold(r["phrase"]).text for r in rows if r["where"] == "short"]
    ends = (re.escape(w) + (r"(?!\w)" if w[-1].isalnum() else "") for w in words)
    return re.compile("|".join(ends) or r"(?!)")


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
        len(list(sentences(line, 0, len(line), lang))) == 1
    )  # fmt: skip


def _is_heading(line: str) -> bool:
    ends = _END.search(line)
    if ends and line[ends.start()] not in "?؟!":
        return False
    return line[0] not in "«“\"”'-–—•*" and not line[0].isdigit()


def _blocks(text: str, *, cased: bool) -> list[Span]:
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
        if lines and _is_wrapped([text[s.start : s.end] for s in lines], cased=cased):
            out.append(Span(lines[0].start, lines[-1].end))
        else:
            out.extend(lines)
    return out


def _is_wrapped(lines: list[str], *, cased: bool) -> bool:
    """Tell text whose lines end where the next word found no room from lines of their own."""
    if len(lines) < 2 or max(map(len, lines)) > _WRAP_COLUMNS:  # noqa: PLR2004  (two lines make a wrap)
        return False
    if any(_ITEM.match(line) or is_message(line) for line in lines):
        return False
    inner, following = lines[:-1], lines[1:]
    if cased and not any(line[0].islower() for line in following):
        return False
    if not cased and not _END.search(lines[-1]):
        return False
    broken = sum(not _END.search(line) for line in inner)
    longest = max(map(len, lines))
    full = sum(len(line) > longest * 0.7 for line in inner)
    return broken >= len(inner) * 0.6 and full == len(inner) and longest > 40  # noqa: PLR2004
