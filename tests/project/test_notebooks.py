"""The notebooks: the same lesson in both languages, sound before anyone has run a cell.

That they run, and show what is stored, is nbval's business: ``make notebooks``.
"""

from __future__ import annotations

import json
import re
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import nbformat
import pytest

import kit
from kit.core.codebook import CHOICES, LOOKS
from kit.exercises.registry import EXERCISES as ENTRIES
from kit.languages.interface import LANGUAGES, translator

ROOT = Path(__file__).resolve().parents[2]
WIDGETS = {*(entry.widget for entry in ENTRIES), "Practice", "OwnArticle", "Form"}
FOLDERS = ("notebooks", "exercises")
NOTEBOOKS = sorted(path for folder in FOLDERS for path in (ROOT / folder).glob("*/*.ipynb"))
EXTENSION = ROOT / "kit" / "jupyter" / "labextensions" / "who-said-so"
FORMS = ("00-before.ipynb", "11-after.ipynb")
OWN = "10-your-own-article.ipynb"
"""There the story is the learner's own: a box stands in the place of a sorter."""
LESSONS = [p for p in sorted((ROOT / "notebooks").glob("*/[0-9]*.ipynb")) if p.name not in FORMS]
OWN_LESSONS = [path for path in LESSONS if path.name == OWN]
FIRST = [path for path in LESSONS if path.name.startswith("01-")]
EXERCISES = sorted((ROOT / "exercises").glob("*/[0-9]*.ipynb"))
TOLD = [*LESSONS, *EXERCISES]
"""Notebooks that teach; the others only show, measure or practise."""
PAIRS = {"en": ("Open", "UNESCO"), "ar": ("افتحوا", "اليونسكو")}
SORTED = {"rumour": "bridge-rumour", "lesson": "bridge-live"}
"""What a sorter's cell gets by another way than by name."""
OPEN, CLOSE = '<div dir="rtl" lang="ar">\n\n', "\n\n</div>"
RIGHT = '<span style="display:block;text-align:right">'
"""JupyterLab sets each paragraph flush left, whatever its direction; what is inside it may turn back."""
MARKUP = re.compile(r"</?(?:div|span|sup)\b[^>]*>|\*\*|^-{3}$", re.MULTILINE)


def name_of(path: Path) -> str:
    """Name a notebook as a person would: folder, language, file."""
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> Any:  # noqa: ANN401  (nbformat's own type says no more)
    """Read and validate a notebook."""
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    return book


def cells(path: Path, kind: str) -> list[Any]:
    """Return a notebook's cells of one kind."""
    return [cell for cell in read(path).cells if cell.cell_type == kind]


def markdown(path: Path) -> str:
    """Return all Markdown of a notebook."""
    return "\n\n".join(cell.source for cell in cells(path, "markdown"))


def plain(text: str) -> str:
    """Return Markdown without its marks, its blanks run together."""
    return " ".join(MARKUP.sub(" ", text).split())


each = pytest.mark.parametrize("path", NOTEBOOKS, ids=name_of)
each_told = pytest.mark.parametrize("path", TOLD, ids=name_of)
each_lesson = pytest.mark.parametrize("path", LESSONS, ids=name_of)
each_first = pytest.mark.parametrize("path", FIRST, ids=name_of)
each_exercise = pytest.mark.parametrize("path", EXERCISES, ids=name_of)
SORTED_IN = [
    p
    for p in NOTEBOOKS
    if p.name != "practice.ipynb" and p.name not in FORMS and p not in OWN_LESSONS
]
each_sorted = pytest.mark.parametrize("path", SORTED_IN, ids=name_of)
each_arabic = pytest.mark.parametrize(
    "path", [path for path in NOTEBOOKS if path.parent.name == "ar"], ids=name_of
)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_notebook_is_there_in_both_languages(folder: str) -> None:
    """A lesson or exercise in one language has its twin in the other."""
    found = {
        lang: sorted(path.name for path in (ROOT / folder / lang).glob("*.ipynb"))
        for lang in LANGUAGES
    }
    assert found["ar"]
    assert found["ar"] == found["en"]


@each_arabic
def test_both_languages_have_the_same_cells(path: Path) -> None:
    """Number, order, ids, kinds, tags, folding and code agree; only the language differs."""

    def skeleton(path: Path) -> list[tuple[Any, ...]]:
        lang = path.parent.name
        return [
            (cell.id, cell.cell_type, dict(cell.metadata))
            + (
                (cell.source.replace(f'lang="{lang}"', "lang=LANG"),)
                if cell.cell_type == "code"
                else ()
            )
            for cell in read(path).cells
        ]

    assert skeleton(path) == skeleton(path.parents[1] / "en" / path.name)


@each
def test_python_is_hidden(path: Path) -> None:
    """A lesson opens as a page to read; one button shows its code."""
    hidden = [cell.metadata.get("jupyter") for cell in cells(path, "code")]
    assert hidden == [{"source_hidden": True}] * len(hidden)


def test_what_runs_by_itself_is_what_the_notebooks_hold() -> None:
    """Opening a lesson runs the code that the project ships, and no other; `make outputs` lists it."""
    told = json.loads((EXTENSION / "static" / "cells.json").read_text("utf-8"))
    assert told == sorted({cell.source for path in NOTEBOOKS for cell in cells(path, "code")})


@pytest.mark.parametrize("name", ["package.json", "static/lesson.js", "static/lesson.css"])
def test_the_extension_fetches_nothing_from_elsewhere(name: str) -> None:
    """What JupyterLab loads for a lesson is on this machine."""
    assert "//" not in re.sub(
        r"^ *//.*$| // .*$", "", (EXTENSION / name).read_text("utf-8"), flags=re.MULTILINE
    )


@each_arabic
def test_arabic_cells_run_from_right_to_left(path: Path) -> None:
    """Each Markdown cell is wrapped, with the blank lines that let Markdown work inside."""
    for cell in cells(path, "markdown"):
        assert cell.source.startswith(OPEN), cell.id
        assert cell.source.endswith(CLOSE), cell.id
        assert cell.source.count("<div") == 1, cell.id


@each_arabic
def test_arabic_paragraphs_stand_at_the_right_edge(path: Path) -> None:
    """A block that becomes a paragraph says where it stands; no quotation bar stands on the left."""
    for cell in cells(path, "markdown"):
        body = cell.source.removeprefix(OPEN).removesuffix(CLOSE)
        for block in re.split(r"\n{2,}", body):
            if not re.match(r"#|- |\d+\. |\||</?(?:details|summary)|---$", block):
                assert block.startswith(RIGHT), block
                assert block.endswith("</span>"), block
            assert not block.startswith(">"), block


@each_arabic
def test_a_page_in_arabic_has_digits_of_one_system(path: Path) -> None:
    """Those of the exercises on it; what is quoted from an article stays as it is written there."""
    for cell in cells(path, "markdown"):
        if cell.id == "story" or cell.id.startswith("cards-"):
            continue
        names = r"`[^`]*`|<[^>]*>|\]\([^)]*\)|^ *\d+\. |«[^»]*»|\b[A-Za-z][\w'-]*\d[\w-]*|\d+[A-Za-z]+\w*"
        own = re.sub(names, "", cell.source, flags=re.MULTILINE)
        assert re.findall(r"[0-9]+", own) == [], cell.id


@each
def test_a_learner_never_has_to_edit(path: Path) -> None:
    """Code cells are one to four lines of plain Python that ask for nothing and use public names."""
    for cell in cells(path, "code"):
        assert 1 <= len(cell.source.splitlines()) <= 4, cell.id
        assert not re.search(r"^[%!]|\binput\(|\.\.\.|\._", cell.source, re.MULTILINE), cell.id
        assert set(re.findall(r"\bkit\.(\w+)", cell.source)) <= set(kit.__all__), cell.id


@each
def test_metadata_is_clean(path: Path) -> None:
    """Kernel and language are named, and nothing of the machine; ids are stable and unique."""
    book = read(path)
    assert dict(book.metadata) == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert (book.nbformat, book.nbformat_minor) == (4, 5)
    ids = [cell.id for cell in book.cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z][a-z-]+", name) for name in ids)
    for cell in book.cells:
        assert set(cell.metadata) <= {"tags", "jp-MarkdownHeadingCollapsed", "jupyter"}, cell.id
        assert len(cell.metadata.tags) == 1, cell.id


@each
def test_outputs_are_those_of_a_first_run(path: Path) -> None:
    """Cells are stored in the order of Run All, without errors, warnings or anyone's answers."""
    code = cells(path, "code")
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    for cell in code:
        kinds = {output.output_type for output in cell.outputs}
        assert kinds <= {"execute_result", "display_data"}, cell.id
    shown = [cell for cell in code if cell.id in {"sorter", "practice"}]
    assert bool(shown) is (path.name not in FORMS and path not in OWN_LESSONS)
    for cell in shown:
        assert "answered=0 of" in cell.outputs[0].data["text/plain"]


@each
def test_outputs_hold_no_path_and_no_dead_widget(path: Path) -> None:
    """What is stored can be read anywhere: no folder of a machine, no view without its kernel."""
    for cell in cells(path, "code"):
        for output in cell.outputs:
            assert "application/vnd.jupyter.widget-view+json" not in output.data, cell.id
            words = str({k: v for k, v in output.data.items() if k != "image/png"})
            found = re.search(r"(?<![\w<])/(?:home|tmp|root|Users|work|usr|opt)/|\b[A-Z]:\\", words)
            assert not found, cell.id


def sorted_in(path: Path) -> kit.Lesson:
    """Return what a notebook's sorter works on."""
    code = "\n".join(cell.source for cell in cells(path, "code"))
    lang = path.parent.name
    name = re.search(r"kit\.Sorter\((\w+)", code)[1]  # type: ignore[index]
    made = re.search(rf'^{name} = kit\.(load_\w+)\("([\w-]+)"', code, re.MULTILINE)
    if made:
        return (
            kit.load_items(made[2], lang)
            if made[1] == "load_items"
            else kit.load_lesson(made[2], lang)
        )
    return kit.load_lesson(SORTED[name], lang)


@each_sorted
def test_a_reader_without_a_kernel_sees_the_story(path: Path) -> None:
    """On a page that only shows notebooks the sorter's place holds the whole text."""
    sorter = next(cell for cell in cells(path, "code") if cell.id == "sorter")
    for text in sorted_in(path).statements["text"]:
        assert escape(text) in sorter.outputs[0].data["text/html"]


@each
def test_headings_come_in_order(path: Path) -> None:
    """One title, and no level is skipped on the way down."""
    levels = [len(found) for found in re.findall(r"^(#+) \S", markdown(path), re.MULTILINE)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(low - high <= 1 for high, low in pairwise(levels))


@each_told
def test_the_key_waits_for_its_exercise(path: Path) -> None:
    """Whatever draws or tells the answers of a story is held back until they are given."""
    code = [cell.source for cell in cells(path, "code")]
    telling = [text for text in code if re.search(r"plot_\w+|kit\.explain|counts", text)]
    own = any("kit.OwnArticle(" in text for text in code)  # which tells last what the engine thinks
    assert telling or own
    assert [text for text in telling if "kit.after(" not in text] == []


@each
def test_links_lead_somewhere(path: Path) -> None:
    """Each link is a file of the project or an evidence card's address."""
    cards = kit.load_lesson("the-call", lang=path.parent.name).evidence
    links = re.findall(r"\]\(([^)]+)\)", markdown(path))
    assert links
    for link in links:
        if link.startswith("http"):
            assert link in set(cards["url"])
        else:
            assert (path.parent / unquote(link)).is_file(), link


@each_told
def test_the_answers_have_the_names_of_the_widget(path: Path) -> None:
    """The table names the four answers, and marks them, as the interface does."""
    say = translator(path.parent.name)
    for choice in CHOICES:
        look = LOOKS[choice]
        assert f"| {look.mark} **{say(look.name)}** |" in markdown(path)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_gallery_shows_every_widget(lang: str) -> None:
    """Each public widget stands there, and without a kernel its cell holds text for a reader."""
    path = ROOT / "notebooks" / lang / "gallery.ipynb"
    shown = {
        name: cell
        for cell in cells(path, "code")
        for name in re.findall(r"= kit\.([A-Z]\w+)\(", cell.source)
    }
    assert sorted(shown) == sorted(WIDGETS - {"Practice", "Form"}), "those have their own pages"
    for name, cell in shown.items():
        assert len(cell.outputs[0].data["text/html"]) > 400, name


@each_lesson
def test_the_lesson_takes_45_minutes(path: Path) -> None:
    """The plan adds up, and each step's heading says what the plan says."""
    planned = [
        int(n) for n in re.findall(r"^\| \d+ \|[^|]+\| (\d+) \|$", markdown(path), re.MULTILINE)
    ]
    headed = [
        int(n or 2)
        for n in re.findall(r"^## \d+\. .*\((?:(\d+) \w+|دقيقتان)\)$", markdown(path), re.MULTILINE)
    ]
    assert sum(planned) == 45
    assert headed == planned


def notes_of(path: Path) -> Path:
    """Return the page of a lesson's notes for teachers, which the lesson links and does not hold."""
    return ROOT / "docs" / "lessons" / path.parent.name / f"{path.stem}.md"


@each_lesson
def test_the_links_of_the_notes_lead_somewhere(path: Path) -> None:
    """They lead back to the lesson, to the guide and to the notes in the other language."""
    notes = notes_of(path)
    links = re.findall(r"\]\(([^)]+)\)", notes.read_text("utf-8"))
    assert path.resolve() in [(notes.parent / link).resolve() for link in links]
    assert [link for link in links if not (notes.parent / link).is_file()] == []


@each_lesson
def test_a_lesson_is_whole(path: Path) -> None:
    """Aims name competences; there are two widgets, questions, an exit ticket, a page for paper, notes."""
    opened, unesco = PAIRS[path.parent.name]
    by_id = {cell.id: cell for cell in read(path).cells}
    assert unesco in by_id["title"].source
    assert "SIFT" in by_id["title"].source
    code = "\n".join(cell.source for cell in cells(path, "code"))
    widgets = set(re.findall(r"kit\.([A-Z]\w+)\(", code)) & WIDGETS
    assert len(widgets) >= 2 or widgets == {"OwnArticle"}, "it opens any exercise"
    assert len(re.findall(r"^[1-6]\. ", by_id["discuss"].source, re.MULTILINE)) >= 4
    assert opened in by_id["exit"].source
    assert len(notes_of(path).read_text("utf-8")) > 1500
    assert f"](../../{notes_of(path).relative_to(ROOT).as_posix()})" in by_id["teacher"].source
    assert "kit.worksheet(" in by_id["worksheet"].source


@each_exercise
def test_an_exercise_has_16_items_and_shows_mastery(path: Path) -> None:
    """Enough to practise on, hints are spoken of, and the learner's map stands below."""
    assert len(sorted_in(path).key) >= 16
    code = "\n".join(cell.source for cell in cells(path, "code"))
    assert "kit.skill_map(" in code


def test_there_are_ten_lessons_and_ten_exercises() -> None:
    """One of each to a number, in both languages, under the same name from lesson 2 on."""
    for lang in LANGUAGES:
        lessons = [p.name for p in LESSONS if p.parent.name == lang]
        exercises = [p.name for p in EXERCISES if p.parent.name == lang]
        assert [name[:2] for name in lessons] == [f"{n:02}" for n in range(1, 11)]
        assert lessons == exercises


@each_first
def test_the_story_is_the_one_that_is_sorted(path: Path) -> None:
    """The story to read holds the lesson's statements, numbered, and nothing else."""
    lesson = kit.load_lesson("the-concert", lang=path.parent.name)
    story = next(cell.source for cell in cells(path, "markdown") if cell.id == "story")
    assert [int(n) for n in re.findall(r"<sup>(\d+)</sup>", story)] == list(
        range(1, len(lesson.statements) + 1)
    )
    unnumbered = re.sub(r"<sup>\d+</sup>", "", story)
    assert plain(unnumbered) == plain(" ".join(lesson.statements["text"]))


@each_first
@pytest.mark.parametrize(
    ("story", "places"),
    [("the-concert", {"cards-concert"}), ("the-call", {"cards-call", "cards-deal"})],
)
def test_the_evidence_cards_are_all_there(path: Path, story: str, places: set[str]) -> None:
    """Each card's text and publisher stand in the notebook as in the lesson's file, and no note."""
    lesson = kit.load_lesson(story, lang=path.parent.name)
    told = " ".join(c.source for c in cells(path, "markdown") if c.id in places)
    assert len(re.findall(r"\*\*\d+\.\*\* ", told)) == len(lesson.evidence)
    for card in lesson.evidence.itertuples():
        for words in (card.text, card.publisher):
            assert words in told, card.card_id
        assert card.note not in told, card.card_id


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_each_notebook_says_who_made_its_keys(path: Path) -> None:
    """Language models, after a codebook that it leads to; no page says that people wrote them."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    text = "".join("".join(cell["source"]) for cell in cells)
    told = {
        "en": ["language models", "docs/codebook.md"],
        "ar": ["نماذج لغوية", "docs/codebook.ar.md"],
    }
    assert [words for words in told[path.parent.name] if words not in text] == []
    assert [words for words in ("people wrote", "كتبه بشر") if words in text] == []
