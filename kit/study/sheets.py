"""What coders are given: the texts alone, as a table to fill in and a page to read."""

from __future__ import annotations

import csv
import hashlib
import io
import random
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kit.core.codebook import LABELS, LOOKS
from kit.core.errors import AnswerError, KitWarning, LessonError, unknown
from kit.core.sheets import guarded
from kit.core.text import one_line
from kit.languages.interface import check_language, translator
from kit.languages.messages import messages
from kit.lessons.folders import lesson_languages, list_lessons, load_lesson
from kit.lessons.items import list_items, load_items
from kit.lessons.rights import hold_shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from kit.lessons.lesson import Lesson

COLUMNS: Final = ("code", "source", "paragraph", "context", "statement", "label", "other", "note")
_SIZE: Final = 8


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement to be coded.

    Attributes
    ----------
    code
        What stands for it on a sheet: made of its text, so that it gives nothing away and a
        statement that was changed has another one.
    lang, unit
        Its language, and its id as the keys have it.
    source, paragraph
        The story's title and the number of its paragraph; empty and 0 for a single statement.
    context, statement
        The lines around a single statement, empty for one of a story; the statement.
    """

    code: str
    lang: str
    unit: str
    source: str
    paragraph: int
    context: str
    statement: str


def units(lang: str, only: Iterable[str] = ()) -> list[Unit]:
    """Return what there is to code: stories in reading order, then single statements.

    Parameters
    ----------
    lang
        ``"ar"`` or ``"en"``.
    only
        Names of stories and sets of items; all of both if empty.

    Raises
    ------
    AnswerError
        If there is no story or set of such a name.
    LessonError
        If a story was named whose article is for a teacher's own class only; unnamed ones are left
        out with a `KitWarning`.
    """
    lang = check_language(lang)
    stories, sets = list_lessons(), list_items()
    wanted = list(only)
    for name in wanted:
        if name not in {*stories, *sets}:
            raise AnswerError(unknown("story or set of items", name, [*stories, *sets]))
    told = (
        load_lesson(name, lang)
        for name in stories
        if (name in wanted or not wanted) and lang in lesson_languages(name)
    )
    told = (one for one in told if _may_go(one, named=one.lesson_id in wanted))
    single = (load_items(name, lang) for name in sets if name in wanted or not wanted)
    return [unit for lesson in (*told, *single) for unit in units_of(lesson)]


def _may_go(lesson: Lesson, *, named: bool) -> bool:
    """Tell whether coders may be given a story; one that was asked for by name is refused aloud."""
    try:
        hold_shared(lesson, "coding sheets")
    except LessonError as error:
        if named:
            raise
        warnings.warn(KitWarning(str(error)), stacklevel=4)
        return False
    return True


def units_of(lesson: Lesson) -> Iterator[Unit]:
    """Yield the statements of one lesson or set of items, as they are coded."""
    texts = {row.statement_id: row for row in lesson.statement_rows}
    around = {row.article_id: row.text for row in lesson.article_rows}
    for entry in lesson.entries:
        row = texts[entry.statement_id]
        seed = f"{lesson.lang}\n{entry.statement_id}\n{row.text}"
        yield Unit(
            code=hashlib.sha256(seed.encode()).hexdigest()[:_SIZE],
            lang=lesson.lang,
            unit=entry.statement_id,
            source="" if lesson.single else lesson.title,
            paragraph=0 if lesson.single else row.paragraph,
            context=one_line(around[row.article_id]) if lesson.single else "",
            statement=row.text,
        )


def write_sheets(
    folder: Path, langs: Sequence[str], *, only: Iterable[str] = (), seed: int = 1
) -> list[Path]:
    """Write a table and a page for each language: the texts alone, without keys, reasons or traps.

    Parameters
    ----------
    folder
        Where to; made if there is none.
    langs
        Of the sheets.
    only
        As for `units`.
    seed
        What the order of the single statements, and that of the stories, hangs on: give each coder
        another one, so that no order speaks for all.

    Returns
    -------
    list of pathlib.Path
        ``sheet.<lang>.csv`` and ``sheet.<lang>.md`` for each language.

    Raises
    ------
    AnswerError
        If a sheet of that name lies there already, or the folder cannot be written to.
    """
    paths = []
    wanted = list(only)
    for lang in langs:
        asked = shuffled(units(lang, wanted), seed)
        paths += write_sheet(folder, asked, lang)
    return paths


def write_sheet(folder: Path, asked: Sequence[Unit], lang: str) -> list[Path]:
    """Write the table and the page of some statements, and return both.

    Raises
    ------
    AnswerError
        As `write_sheets`.
    """
    table, page = (folder / f"sheet.{lang}.{kind}" for kind in ("csv", "md"))
    for path, text in ((table, table_of(asked, lang)), (page, page_of(asked, lang))):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="") as file:
                file.write(text)
        except FileExistsError:
            raise AnswerError(
                f"{path}: found a file already, expected none; name another folder"
            ) from None
        except OSError as error:
            raise AnswerError(
                f"{path}: cannot be written ({error.strerror or error}); name another folder"
            ) from error
    return [table, page]


def shuffled(asked: Sequence[Unit], seed: int) -> list[Unit]:
    """Return stories in an order by chance, each whole, and then single statements by chance."""
    chance = random.Random(seed)  # noqa: S311  (an order, no secret)
    stories: dict[str, list[Unit]] = {}
    for unit in asked:
        if unit.source:
            stories.setdefault(unit.unit.rpartition("#")[0], []).append(unit)
    whole, single = list(stories.values()), [unit for unit in asked if not unit.source]
    chance.shuffle(whole)
    chance.shuffle(single)
    return [unit for story in whole for unit in story] + single


def table_of(asked: Iterable[Unit], lang: str) -> str:
    """Return a table to fill in: CSV with the mark by which Excel knows UTF-8."""
    heads = messages("study", "column")
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([translator(lang)(heads[name]) for name in COLUMNS])
    for unit in asked:
        place = str(unit.paragraph) if unit.source else ""
        told = (unit.code, unit.source, place, unit.context, unit.statement, "", "", "")
        writer.writerow([guarded(cell) for cell in told])
    return "\ufeff" + file.getvalue()


def page_of(asked: Sequence[Unit], lang: str) -> str:
    """Return the same as a page to read, in Markdown."""
    return "\n".join(_page(asked, lang)) + "\n"


def _page(asked: Sequence[Unit], lang: str) -> Iterator[str]:
    say, words = translator(lang), messages("study", "sheet")
    if lang == "ar":
        yield from ('<div dir="rtl" lang="ar">', "")
    how = say(words["how"]).format(label=say(messages("study", "column")["label"]))
    yield from (f"# {say(words['title'])}", "", how, "", f"## {say(words['labels'])}", "")
    for label in LABELS:
        look = LOOKS[label]
        yield f"- `{label}` {look.mark} **{say(look.name)}**: {say(look.gloss)}"
    stories = [unit for unit in asked if unit.source]
    single = [unit for unit in asked if unit.context]
    if stories:
        yield from ("", f"## {say(words['stories'])}", *_stories(stories))
    if single:
        yield from ("", f"## {say(words['items'])}", "")
    for unit in single:
        text = unit.context.replace(unit.statement, f"**{unit.statement}**")
        yield f"- `{unit.code}` {text}"
    if lang == "ar":
        yield from ("", "</div>")


def _stories(asked: Iterable[Unit]) -> Iterator[str]:
    """Yield stories line by line; ¶ begins a paragraph, on which it hangs what is carried on."""
    story, paragraph = "", -1
    for unit in asked:
        if (name := unit.unit.rpartition("#")[0]) != story:
            yield from ("", f"### {unit.source}", "")
            story, paragraph = name, -1
        begins = "" if unit.paragraph == paragraph else "¶ "
        paragraph = unit.paragraph
        yield f"- `{unit.code}` {begins}{unit.statement}"
