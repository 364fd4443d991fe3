"""Every notebook, read as a student reads it: no answer stands in the page before its question."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import nbformat
import pytest

import kit
from kit.core.codebook import LOOKS
from kit.exercises.frame.exercise import Exercise
from kit.exercises.task import Choice
from kit.languages.interface import translator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kit.exercises.frame.face import Face

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted(path for folder in ("notebooks", "exercises") for path in (ROOT / folder).glob("*/*.ipynb"))  # fmt: skip
TURNED: Final = {
    "official": "named", "named": "official", "unnamed": "hearsay", "hearsay": "unnamed",
    "outlet": "outlet", "meta": "meta", "confirms": "repeats", "repeats": "contradicts",
    "contradicts": "confirms",
    "open": "open",
}  # fmt: skip
"""Another key that asks for the same items."""
FINDINGS: Final = ("confirmed", "repeated", "contradicted", "not found", "left open")
NUMBERED: Final = re.compile(
    r"(?:statements?|cards?|العبارة|العبارتين|العبارتان|العبارات|و?البطاقة) \d+|^\|? *\d+ \||\d+ \(|(?:at|Compare|إلى|قارنوا) \d+",
    re.IGNORECASE | re.MULTILINE,
)
"""How a text speaks of one statement of its story."""
ASIDE: Final = re.compile(r"^\| \d+ \|[^|]+\| \d+ \|$|^#")
"""Rows of a lesson's plan, and headings."""

each = pytest.mark.parametrize(
    "path", NOTEBOOKS, ids=lambda path: path.relative_to(ROOT).as_posix()
)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def turned(lesson: kit.Lesson) -> kit.Lesson:
    """Return a lesson that asks for the same, with other answers and reasons."""
    entries = tuple(
        replace(
            entry, label=TURNED[entry.label], reason_en="other", reason_ar="other", hint_en=entry.hint_en and "other",
            hint_ar=entry.hint_ar and "other", headline_en="other", headline_ar="other",
        )
        for entry in lesson.entries
    )  # fmt: skip
    cards = tuple(
        replace(card, finding=TURNED[card.finding], note="other") for card in lesson.cards
    )
    return replace(lesson, entries=entries, cards=cards)


def explained(found: kit.Explanation) -> kit.Explanation:
    """Return an explanation whose labels and reasons are others."""
    return kit.Explanation(
        tuple(
            one._replace(
                labels=[
                    replace(row, label=TURNED[row.label], why_en="other", why_ar="other")
                    for row in one.labels
                ]
            )
            for one in found.found
        )
    )


def code_of(path: Path) -> list[tuple[str, str]]:
    """Return id and source of a notebook's code cells."""
    book = nbformat.read(path, as_version=4)
    return [(str(cell.id), str(cell.source)) for cell in book.cells if cell.cell_type == "code"]


def run(path: Path, learner: str) -> dict[str, Any]:
    """Return by cell what its last line gives, where one learner has answered nothing."""
    space: dict[str, Any] = {}
    shown: dict[str, Any] = {}
    Path("answers").mkdir(exist_ok=True)
    Path("answers/learner.txt").write_text(learner, encoding="utf-8")
    for name, source in code_of(path):
        *most, last = ast.parse(source).body
        ends = isinstance(last, ast.Expr)
        exec(compile(ast.Module(most if ends else [*most, last], []), name, "exec"), space)  # noqa: S102
        if isinstance(last, ast.Expr):
            shown[name] = eval(compile(ast.Expression(last.value), name, "eval"), space)  # noqa: S307
    return shown


def page_of(thing: object) -> str:
    """Return all that a page holds of what a cell shows: its HTML, its text, its model."""
    parts = [repr(thing), str(getattr(thing, "alt", ""))]
    paper = getattr(thing, "_paper", None)
    if paper is not None:
        state = {name: getattr(thing, name) for name in ("fixed", "state", "html") if hasattr(thing, name)}  # fmt: skip
        parts += [*paper().values(), json.dumps(state, ensure_ascii=False)]
    elif hasattr(thing, "_repr_html_") and not hasattr(thing, "alt"):
        parts.append(str(thing._repr_html_()))
    return unescape("\n".join(parts))


@pytest.fixture
def other_keys(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Give what turns over every key, and what the engine suggests."""

    def turn() -> None:
        for name in ("load_lesson", "load_items", "draft_lesson"):
            own = getattr(kit, name)
            monkeypatch.setattr(kit, name, lambda *a, _own=own, **k: turned(_own(*a, **k)))
        explain = kit.explain
        monkeypatch.setattr(kit, "explain", lambda *a, **k: explained(explain(*a, **k)))

    return turn


@each
def test_a_page_is_the_same_whatever_the_keys_say(
    path: Path, other_keys: Callable[[], None]
) -> None:
    """No cell shows, prints or sends anything of a key, or of the engine, before an answer."""
    one = {name: page_of(thing) for name, thing in run(path, "owl-7").items()}
    other_keys()
    other = {name: page_of(thing) for name, thing in run(path, "owl-7").items()}
    assert [name for name in one if one[name] != other[name]] == []


def read(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each line that a reader of the stored notebook sees, with its cell."""
    for cell in nbformat.read(path, as_version=4).cells:
        parts = [cell.source] if cell.cell_type == "markdown" else []
        for output in cell.get("outputs", ()):
            parts += [str(text) for kind, text in output.get("data", {}).items() if kind != "image/png"]  # fmt: skip
        for part in parts:
            for line in re.sub(r"</?(?:p|li|h\d|div|tr)\b[^>]*>", "\n", part).splitlines():
                yield str(cell.id), unescape(line)


def lessons_of(path: Path) -> list[kit.Lesson]:
    """Return the lessons and sets of items that a notebook works on."""
    code = "\n".join(source for _, source in code_of(path))
    lang = path.parent.name
    names = re.findall(r'"((?:the|bridge)-[\w-]+)"', code)
    sets = re.findall(r'load_items\("([\w-]+)"', code)
    return [kit.load_lesson(n, lang) for n in names] + [kit.load_items(n, lang) for n in sets]


@each
def test_no_text_holds_a_reason_or_what_a_card_finds(path: Path) -> None:
    """Neither what people wrote around the exercises nor a stored output tells what a key says."""
    secrets = [
        words
        for lesson in lessons_of(path)
        for words in (
            *(entry.reason(lesson.lang) for entry in lesson.entries),
            *(card.note for card in lesson.cards),
        )
    ]
    found = [name for name, line in read(path) if any(words in line for words in secrets if words)]
    assert found == []


@each
def test_no_text_names_a_statement_together_with_its_answer(path: Path) -> None:
    """A line that points to a statement by number holds no label and no finding."""
    say = translator(path.parent.name)
    names = [say(name) for look in LOOKS.values() for name in (look.name, look.mark)]
    names += [say(words) for words in FINDINGS[:3]] + [FINDINGS[3], "بلا حسم"]
    found = [
        (name, line)
        for name, line in read(path)
        if NUMBERED.search(line)
        and not ASIDE.search(line)
        and any(words.lower() in line.lower() for words in names)
    ]
    assert found == []


@each
def test_no_picture_is_stored(path: Path) -> None:
    """The pictures of a lesson show answers; a notebook that nobody has run holds none."""
    book = nbformat.read(path, as_version=4)
    found = [
        cell.id
        for cell in book.cells
        for output in cell.get("outputs", ())
        if "image/png" in output.get("data", {})
    ]
    assert found == []


def face_of(exercise: Exercise) -> Face:
    """Return how an exercise looks, of which a student's answers are made."""
    return exercise._face  # noqa: SLF001


def answers(exercise: Exercise, item: str) -> dict[str, Any]:
    """Return an answer to an item as a page sends it."""
    choice = next(face_of(exercise).choices(item), Choice("", ()))
    wish: dict[str, Any] = {"action": "commit", "statement_id": item, **face_of(exercise).as_sent(choice)}  # fmt: skip
    if exercise.kind in {"rewrite", "cuelab"}:
        wish |= {"text": "The council said so.", "given": ["The council said so."]}
    return wish


@each
def test_an_exercise_tells_nothing_that_a_later_one_asks(path: Path) -> None:
    """A student goes down the page: no verdict holds the reason for a statement still to be sorted."""
    shown = run(path, "owl-7")
    exercises = [thing for thing in shown.values() if isinstance(thing, Exercise)]
    found = []
    for at, exercise in enumerate(exercises):
        lang = face_of(exercise).words.lang
        later = {
            entry.statement_id: entry.reason(lang)
            for one in exercises[at + 1 :]
            if one.kind == "sorter"
            for entry in face_of(one).lesson.entries
        }
        for item in face_of(exercise).items if later else ():
            exercise.receive(answers(exercise, item))
            page = json.dumps(exercise.state, ensure_ascii=False).replace('\\"', '"')
            found += [name for name, reason in later.items() if reason and reason in page]
            exercise.receive({"action": "next", "statement_id": item})
        page = page_of(exercise) if later else ""  # as it is saved, with all that was told
        found += [name for name, reason in later.items() if reason and reason in page]
    assert sorted(set(found)) == []
