"""Is everything there and sound: stories, keys, items, codings, word lists and notebooks."""

from __future__ import annotations

import csv
import json
import os
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import pandas as pd

from kit.core.codebook import LABELS
from kit.core.errors import KitError
from kit.core.places import SHIPPED, is_folder
from kit.guesses import FORMS, check_guesses, guess_lines, guesses
from kit.languages.interface import LANGUAGES
from kit.languages.lexicon import load_lexicon
from kit.languages.tables import languages
from kit.lessons.folders import lesson_folders, list_lessons, load_lesson
from kit.lessons.items import bank_folders, item_set, list_items, load_items
from kit.measures import alpha, alpha_by_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kit.lessons.lesson import Lesson

_PARALLEL: Final = ("label", "accept", "carried", "hedge", "polarity", "sensational")
_PAIRED: Final = ("trap", "label", "difficulty")
_CODED: Final = ("unit", "coder", "label")
_ITEM: Final = [
    "set", "lang", "label", "trap", "difficulty", "pair", "title", "text", "statement",
]  # fmt: skip
_READERS: Final = 2
"""Whose readings a key should rest on."""

T = TypeVar("T")


@dataclass
class Inventory:
    """What there is, and what is wrong with it.

    Attributes
    ----------
    stories
        A row a story and language: ``lesson_id, lang, desk, anatomy, difficulty, statements, cards``.
    items
        A row an item and language: ``set, lang, label, trap, difficulty``.
    codings
        A row a reading: ``lang, unit, coder, label``.
    notebooks
        Paths of the notebooks looked at.
    guesses
        What can be answered without reading, as `kit.guesses.guesses` returns it.
    findings
        One line each: found, expected, remedy. Empty if all is sound.
    """

    stories: pd.DataFrame
    items: pd.DataFrame
    codings: pd.DataFrame
    notebooks: list[Path]
    guesses: pd.DataFrame
    findings: list[str] = field(default_factory=list)

    def keyed(self, lang: str) -> int:
        """Return how many statements have a key: those of stories, and items."""
        told = self.stories.loc[self.stories["lang"] == lang, "statements"].sum()
        return int(told + (self.items["lang"] == lang).sum())

    def twice(self, lang: str) -> pd.DataFrame:
        """Return the readings of statements that at least two readers read: columns of `codings`."""
        own = self.codings.loc[self.codings["lang"] == lang]
        return own.groupby("unit").filter(lambda read: read["coder"].nunique() >= _READERS)

    def agreement(self) -> pd.DataFrame:
        """Return Krippendorff's alpha, a row a language: ``all``, then each label."""
        rows = {}
        for lang in sorted(self.codings["lang"].unique()):
            own = self.twice(lang).rename(columns={"unit": "item"})
            rows[lang] = {"all": alpha(own)} | alpha_by_label(own, LABELS).to_dict()
        return pd.DataFrame.from_dict(rows, orient="index", columns=["all", *LABELS])

    def lines(self) -> Iterator[str]:
        """Yield the inventory as lines of text."""
        for lang in LANGUAGES:
            own = self.stories.loc[self.stories["lang"] == lang]
            counts = f"{len(own)} stories, {int(own['statements'].sum())} statements"
            yield f"{lang}: {counts}, {int(own['cards'].sum())} evidence cards"
            bank = self.items.loc[self.items["lang"] == lang]
            forms = bank["set"].isin(FORMS)
            for name, part in (
                ("items", bank.loc[~forms]),
                ("items in two forms", bank.loc[forms]),
            ):
                labels = part["label"].value_counts()
                told = ", ".join(f"{label} {labels.get(label, 0)}" for label in LABELS)
                yield f"{lang}: {len(part)} {name}: {told}"
        agreement = self.agreement()
        for lang in agreement.index.map(str):
            whole, *labels = agreement.loc[lang]
            each = ", ".join(f"{name} {a:.2f}" for name, a in zip(LABELS, labels, strict=True))
            read = self.twice(lang)["unit"].nunique()
            yield f"{lang}: {read} of {self.keyed(lang)} keys read twice"
            yield f"{lang}: alpha {whole:.3f} ({each})"
        yield from guess_lines(self.guesses)
        yield f"{len(self.notebooks)} notebooks"


def check_kit(folder: str | Path | None = None) -> Inventory:
    """Look at everything the kit teaches with, and say what is not sound.

    Parameters
    ----------
    folder
        A folder of your own lessons: then only these are looked at.

    Raises
    ------
    LessonError
        If there is no such folder.
    """
    findings: list[str] = []
    if folder is not None and not is_folder(folder):
        load_lesson("", folder=folder)  # says so
    names = _own(folder) if folder is not None else list_lessons()
    stories = list(_stories(names, folder, findings))
    if folder is not None:
        empty = pd.DataFrame(columns=_ITEM[:5])
        none = guesses(empty, ())
        return Inventory(_story_frame(stories), empty, _coding_frame([]), [], none, findings)
    sets = list(_sets(findings))
    frames = [items[_ITEM] for _, items in sets]
    items = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=_ITEM)
    check_forms(items, findings)
    guessed = guesses(items, stories)
    check_guesses(guessed, findings)
    codings = _coding_frame(list(_codings(findings)))
    check_coded(codings, [*stories, *(lesson for lesson, _ in sets)], findings)
    for lang in languages():
        _try(partial(load_lexicon, lang), findings)
    notebooks = list(_notebooks())
    check_notebooks(notebooks, findings)
    return Inventory(_story_frame(stories), items, codings, notebooks, guessed, findings)


def _own(folder: str | Path) -> list[str]:
    return sorted({path.parent.name for path in Path(folder).glob("*/article.*.md")})


def _try(act: Callable[[], T], findings: list[str]) -> T | None:
    try:
        return act()
    except KitError as error:
        findings.append(str(error))
        return None


def _stories(names: list[str], folder: str | Path | None, findings: list[str]) -> Iterator[Lesson]:
    for name in names:
        found = []
        for lang in LANGUAGES:
            home = next(f / name for f in lesson_folders(folder) if (f / name).is_dir())
            if folder is not None and not os.path.lexists(home / f"article.{lang}.md"):
                continue  # a teacher's own lesson may speak one language
            lesson = _try(partial(load_lesson, name, lang, folder), findings)
            if lesson is not None:
                found.append(lesson)
        yield from found
        if len(found) == len(LANGUAGES):
            check_twins(name, found[0], found[1], findings)


def check_twins(name: str, one: Lesson, other: Lesson, findings: list[str]) -> None:
    """Say where a story's two languages part."""
    if len(one.key) != len(other.key):
        findings.append(
            f"{name}: found {len(one.key)} statements in {one.lang} and {len(other.key)} in "
            f"{other.lang}, expected as many; tell the same story in both"
        )
        return
    for column in _PARALLEL:
        for place, pair in enumerate(zip(one.key[column], other.key[column], strict=True), start=1):
            if pair[0] != pair[1]:
                findings.append(
                    f"{name}: statement {place}: found {column} {pair[0]!r} in {one.lang} and "
                    f"{pair[1]!r} in {other.lang}, expected the same; read both aloud"
                )
    _twin_cards(name, one, other, findings)


def _twin_cards(name: str, one: Lesson, other: Lesson, findings: list[str]) -> None:
    """Say which evidence cards are in one language alone, or do something else to their claims."""
    ours, theirs = (
        {card.card_id: f"{card.finding} {card.claim.rpartition('#')[2]}" for card in lesson.cards}
        for lesson in (one, other)
    )
    for card in dict.fromkeys((*ours, *theirs)):
        found, said = ours.get(card, "no such card"), theirs.get(card, "no such card")
        if found != said:
            findings.append(
                f"{name}: card {card}: found {found} in {one.lang} and {said} in {other.lang}, "
                "expected the same; read both aloud"
            )


def _sets(findings: list[str]) -> Iterator[tuple[Lesson, pd.DataFrame]]:
    seen: dict[tuple[str, str], str] = {}
    for name in list_items():
        for lang in LANGUAGES:
            lesson = _try(partial(load_items, name, lang), findings)
            if lesson is None:
                continue
            items = item_set(name, lang)
            yield lesson, items
            for item_id, statement in zip(items["item_id"], items["statement"], strict=True):
                first = seen.setdefault((lang, statement), name)
                if first != name:
                    findings.append(
                        f"{name}: found an item of {first} again ({item_id}), expected each in "
                        "one set; write another one"
                    )


def check_forms(items: pd.DataFrame, findings: list[str]) -> None:
    """Hold the two forms against each other: each pair asks the same in other words."""
    for lang in LANGUAGES:
        own = items.loc[items["lang"] == lang]
        first, second = (
            own.loc[own["set"] == form].set_index("pair", drop=False)[list(_PAIRED)]
            for form in FORMS
        )
        if (
            not first.index.is_unique
            or not second.index.is_unique
            or set(first.index) != set(second.index)
        ):
            findings.append(
                f"form-a, form-b ({lang}): found unequal pairs, expected each number once in each"
            )
            continue
        differ = (first.sort_index() != second.sort_index()).any(axis=1)
        told = ", ".join(map(str, differ.index[differ]))
        if told:
            findings.append(
                f"form-a, form-b ({lang}): pairs {told} differ in {', '.join(_PAIRED)}, expected alike; "
                "mend one of each"
            )


def _codings(findings: list[str]) -> Iterator[dict[str, str]]:
    for lang in LANGUAGES:
        path = next(
            (p for place in bank_folders() if (p := place / f"codings.{lang}.tsv").is_file()), None
        )
        if path is None:
            findings.append(f"codings.{lang}.tsv: found no such file in the bank, expected one")
            continue
        with path.open(encoding="utf-8", newline="") as file:
            lines = (line for line in file if not line.startswith("#"))
            for row in csv.DictReader(lines, delimiter="\t"):
                if set(_CODED) - set(row) or row["label"] not in LABELS:
                    findings.append(
                        f"{path}: found {row}, expected unit, coder and a label; mend it"
                    )
                else:
                    yield {"lang": lang} | {name: row[name] for name in _CODED}


def check_coded(codings: pd.DataFrame, lessons: list[Lesson], findings: list[str]) -> None:
    """Say which readings a key neither shares nor accepts, and which are of no statement."""
    read: dict[tuple[str, str], set[str]] = {}
    for lang, unit, label in zip(codings["lang"], codings["unit"], codings["label"], strict=True):
        read.setdefault((lang, unit), set()).add(label)
    for lesson in lessons:
        for entry in lesson.entries:
            unit, held = entry.statement_id, {entry.label, *entry.accept}
            other = read.pop((lesson.lang, unit), set()) - held
            findings += [
                f"{unit}: found a reading as {label}, expected {' or '.join(sorted(held))}; "
                "accept it too, or reword the statement and have it read anew"
                for label in sorted(other)
            ]
    findings += [
        f"codings.{lang}.tsv: found a reading of {unit}, expected a statement of the kit; drop it"
        for lang, unit in sorted(read)
    ]


def _notebooks() -> Iterator[Path]:
    for root in SHIPPED:
        for folder in ("notebooks", "exercises"):
            yield from sorted((root / folder).glob("*/*.ipynb"))


def check_notebooks(paths: list[Path], findings: list[str]) -> None:
    """Say which notebooks cannot be read, hold errors, or differ from their twins."""
    books: dict[Path, Any] = {}
    for path in paths:
        try:
            books[path] = json.loads(path.read_text(encoding="utf-8"))["cells"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            findings.append(f"{path}: found no readable notebook ({error}), expected one; mend it")
    for path, cells in books.items():
        stored = [output for cell in cells for output in cell.get("outputs", [])]
        if any(output.get("output_type") == "error" for output in stored):
            findings.append(
                f"{path}: found an error among its outputs, expected none; run it again"
            )
        for twin in (path.parents[1] / lang / path.name for lang in LANGUAGES):
            if twin not in books:
                findings.append(f"{twin}: found no such notebook, expected the twin of {path}")
            elif [c.get("id") for c in books[twin]] != [c.get("id") for c in cells]:
                findings.append(
                    f"{twin}: found other cells than in {path}, expected the same; mend one"
                )


def _story_frame(lessons: list[Lesson]) -> pd.DataFrame:
    rows = [
        {
            "lesson_id": lesson.lesson_id,
            "lang": lesson.lang,
            "desk": lesson.story.desk if lesson.story else "",
            "anatomy": lesson.story.anatomy if lesson.story else "",
            "difficulty": lesson.story.difficulty if lesson.story else 0,
            "statements": len(lesson.statements),
            "cards": len(lesson.evidence),
        }
        for lesson in lessons
    ]
    columns = ["lesson_id", "lang", "desk", "anatomy", "difficulty", "statements", "cards"]
    return pd.DataFrame(rows, columns=columns)


def _coding_frame(rows: list[dict[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["lang", *_CODED])
