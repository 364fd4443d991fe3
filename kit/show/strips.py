"""An article as a strip of blocks, ready to be drawn or told in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple, cast

import pandas as pd

from kit.core.codebook import CHOICES, LABELS, LOOKS, STUDENT_VIEW
from kit.core.errors import FrameError, KitError, unknown
from kit.core.frames import check
from kit.core.text import one_line
from kit.languages.interface import check_language, number, translator
from kit.languages.tags import language_of
from kit.show.tables import face_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kit.core.codebook import Scheme
    from kit.lessons.lesson import Lesson

PER_ROW: Final = 20
"""How many blocks with a mark and a number fit beside each other."""
MOST_STATEMENTS: Final = 1200
MOST_ROWS: Final = 40
_WORDS: Final[dict[str, tuple[str, ...]]] = {"student": CHOICES, "codebook": LABELS}
_DOUBTED: Final = ("unverified", "unnamed", "hearsay")


class _Judged(NamedTuple):
    """What a strip needs of a suggestion, or of a statement with its key."""

    article_id: str
    statement_id: str
    lang: str
    zone: str
    paragraph: int
    text: str
    label: str
    carried: bool


@dataclass(frozen=True)
class Block:
    """One statement of a strip: its number, label and length, and how it stands in the text."""

    number: str
    label: str
    length: int
    low: bool
    carried: bool
    opens: bool
    """Whether a paragraph begins here."""


@dataclass(frozen=True)
class Strip:
    """One article: its blocks, in rows of about the same length of text."""

    title: str
    lang: str
    words: tuple[str, ...]
    rows: tuple[tuple[Block, ...], ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in reading order."""
        return tuple(block for row in self.rows for block in row)

    def titled(self, title: str) -> Strip:
        """Return the same strip under another title, in which nothing acts unseen."""
        return replace(self, title=drawn(title))


def read_strips(source: pd.DataFrame | Lesson | Sequence[Lesson], scheme: Scheme) -> list[Strip]:
    """Read one strip an article from a frame ``suggestions``, or from lessons and their keys.

    Raises
    ------
    FrameError
        If columns or labels are not those of suggestions, or there are too many statements.
    """
    if scheme not in _WORDS:
        raise KitError(unknown("scheme", scheme, _WORDS))
    if isinstance(source, list | tuple):
        return _beside(source, scheme)
    frame, title = _frame(cast("pd.DataFrame | Lesson", source))
    if len(frame) > MOST_STATEMENTS:
        raise FrameError(
            f"found {len(frame)} statements, expected at most {MOST_STATEMENTS} in one figure; "
            "choose some articles: frame[frame.article_id.isin([...])]"
        )
    articles = frame["article_id"].nunique()
    if articles > MOST_ROWS:
        raise FrameError(
            f"found {articles} articles, expected at most {MOST_ROWS} in one figure; "
            "choose some: frame[frame.article_id.isin([...])]"
        )
    strips = []
    columns = list(_Judged._fields)
    for article_id, part in frame[columns].groupby("article_id", sort=False):
        judged = [_Judged(*row) for row in part.itertuples(index=False, name=None)]
        rows = _rows(_blocks(judged, scheme), MOST_ROWS // articles)
        name = one_line(title or _headline(judged) or str(article_id))
        lang = language_of(judged[0].lang, where="suggestions.lang: ", error=FrameError)
        strips.append(Strip(name, lang, _WORDS[scheme], rows))
    return strips


def _beside(lessons: Sequence[Lesson], scheme: Scheme) -> list[Strip]:
    """Return a strip a lesson, each named by its publisher as well."""
    if not 1 <= len(lessons) <= MOST_ROWS:
        raise FrameError(
            f"found {len(lessons)} lessons, expected 1 to {MOST_ROWS} in one figure; choose some"
        )
    strips = []
    for lesson in lessons:
        strip = read_strips(lesson, scheme)[0]
        publisher = str(lesson.articles["publisher"].iloc[0])
        strips.append(strip.titled(f"{publisher}: {strip.title}" if publisher else strip.title))
    return strips


def describe_sourcing(
    source: pd.DataFrame | Lesson | Sequence[Lesson],
    *,
    lang: str | None = None,
    scheme: Scheme = "student",
) -> str:
    """Say in one paragraph an article what `plot_sourcing` shows.

    Parameters
    ----------
    source
        A frame ``suggestions``, a lesson, or several lessons.
    lang
        ``"ar"`` or ``"en"``; the article's own without it.
    scheme
        ``"student"`` for the four answers, ``"codebook"`` for the six labels.
    """
    strips = read_strips(source, scheme)
    return describe(strips, face_for(strips, lang))


def face_for(strips: Sequence[Strip], lang: str | None) -> str:
    """Return the interface language `lang`; without it that of the first article, or English."""
    if lang is not None:
        return check_language(lang)
    return face_of(strips[0].lang) if strips else "en"


def describe(strips: list[Strip], lang: str) -> str:
    """Say in words what each strip holds: counts, shares, and where the unverified stands."""
    say = translator(lang)
    return "\n".join(_told(strip, lang) for strip in strips) or say("No statements to show.")


def _frame(source: pd.DataFrame | Lesson) -> tuple[pd.DataFrame, str]:
    if isinstance(source, pd.DataFrame):
        # Fewer columns than suggestions have will do, such as a key beside its statements.
        if not {*_Judged._fields} <= set(source.columns):
            check(source, "suggestions")
        frame, title = source, ""
    elif hasattr(source, "statements") and hasattr(source, "key"):
        key = source.key[["statement_id", "label", "carried"]]
        frame, title = source.statements.merge(key, on="statement_id"), source.title
    else:
        raise FrameError(
            f"found {type(source).__name__}, expected a frame of suggestions or a lesson"
        )
    for label in frame["label"].unique():
        if label not in LABELS:
            raise FrameError(f"suggestions.label: {unknown('value', label, LABELS)}")
    return frame, title


def _blocks(judged: Sequence[_Judged], scheme: Scheme) -> list[Block]:
    before = [None, *(row.paragraph for row in judged)]
    return [
        Block(
            number=one_line(row.statement_id.rpartition("#")[2]),
            label=STUDENT_VIEW[row.label] if scheme == "student" else row.label,
            length=len(row.text),
            low=row.zone in {"headline", "heading"},
            carried=bool(row.carried),
            opens=row.paragraph != last,
        )
        for row, last in zip(judged, before, strict=False)
    ]


def _rows(blocks: list[Block], most: int) -> tuple[tuple[Block, ...], ...]:
    planned = max(1, min(most, -(-len(blocks) // PER_ROW)))
    per_row = -(-len(blocks) // planned)
    # A short statement still gets the width that a mark and a number need.
    least = sum(block.length for block in blocks) / planned * min(0.042, 0.6 / per_row)
    wide = [replace(block, length=max(block.length, round(least), 1)) for block in blocks]
    total = sum(block.length for block in wide)
    rows: list[list[Block]] = [[] for _ in range(planned)]
    passed = 0
    for block in wide:
        middle = passed + block.length / 2
        rows[int(middle / total * planned)].append(block)
        passed += block.length
    return tuple(tuple(row) for row in rows if row)


def _headline(judged: Sequence[_Judged]) -> str:
    return next((" ".join(row.text.split()) for row in judged if row.zone == "headline"), "")


def drawn(words: object) -> str:
    """Return a title or name as a figure shows it: nothing acts unseen, and lines may break."""
    return "\n".join(map(one_line, str(words).split("\n")))


def _told(strip: Strip, lang: str) -> str:
    say = translator(lang)
    blocks = strip.blocks
    counts = Counter(block.label for block in blocks)
    told = [say("Statements: {count}.").format(count=len(blocks))]
    for word in strip.words:
        percent = round(100 * counts[word] / len(blocks))
        words = say("{name}: {count} ({percent}%).") if counts[word] else say("{name}: none.")
        name = say(LOOKS[word].name)
        told.append(words.format(name=name, count=counts[word], percent=percent))
    doubted = [at for at, block in enumerate(blocks) if block.label in _DOUBTED]
    if doubted:
        numbers = say(", ").join(blocks[at].number for at in doubted)
        told.append(
            say("Nobody can be asked about the statements numbered {numbers}.").format(
                numbers=numbers
            )
        )
        told.append(say(_place(doubted, len(blocks))))
    # The title is the article's own and keeps its digits.
    return " ".join([strip.title, "—", number(" ".join(filter(None, told)), lang)])


def _place(at: list[int], count: int) -> str:
    if count < 3:  # noqa: PLR2004  (fewer have no thirds)
        return ""
    thirds = {3 * position // count for position in at}
    if thirds == {0}:
        return "All of them stand in the first third of the story."
    if thirds == {1}:
        return "All of them stand in the middle third of the story."
    if thirds == {2}:
        return "All of them stand in the last third of the story."
    return ""
