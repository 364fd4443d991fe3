"""The page contract: Python composes what it declares, and scripts read and send nothing else."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_type_hints

import pytest

import kit
from kit.exercises.frame import contract
from kit.exercises.frame.assets import _read, _small
from kit.exercises.frame.face import table
from kit.exercises.frame.wording import Words
from kit.exercises.registry import EXERCISES
from kit.lessons.folders import load_lesson

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOM = Path(kit.__file__).parent / "exercises"
STORIES = ("the-bridge", "the-call")
PANELS = ("form", "own", "header")
"""Pages with a contract of their own, which is held beside them."""
SCRIPTS = {
    path.parent.name + "/" + path.name: _read(path)
    for path in sorted(ROOM.glob("*/*.js"))
    if path.parent.name not in PANELS
}
FACES = {entry.folder: entry.load_face() for entry in EXERCISES}
ADDS = {folder: face.adds for folder, face in FACES.items()}


def opened(folder: str, story: str, lang: str) -> Any:  # noqa: ANN401  (one of eight)
    """Open an exercise on a story."""
    lesson: Any = load_lesson(story, lang)
    if folder == "compare":
        lesson = [lesson, load_lesson(next(one for one in STORIES if one != story), lang)]
    entry = next(entry for entry in EXERCISES if entry.folder == folder)
    return entry.load_widget()(lesson, "owl-7")


def play(widget: Any, rng: random.Random) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """Yield the states of a random play."""
    face, items = widget._face, widget._face.items  # noqa: SLF001  (answers are drawn from it)
    for _ in range(25):
        item = widget.state["at"] or rng.choice(items)
        answers = list(face.choices(item))[:40]
        text = {"statement_id": item, "given": ["Sources said so"]}
        given = face.as_sent(rng.choice(answers)) if answers else {"given": []}
        if face.kind == "rewrite":
            given = text
        if face.kind == "highlighter" and widget.state.get("tokens"):
            word = next(one for one in widget.state["tokens"] if one[1] >= 0)
            given = {"given": [["source", word[1], word[2]]]}
        if face.kind == "chain":
            given = {"given": [rng.choice(face.task.hands)]}
        action = rng.choice(["commit", "commit", "next", "goto", "hint", "view", "again", "show"])
        widget.receive({"statement_id": item, **given, "action": action, "mode": "article"})
        yield dict(widget.state)
    for item in items:
        widget.receive({"action": "goto", "statement_id": item})
        yield dict(widget.state)


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("folder", FACES)
def test_all_that_is_composed_is_declared(
    folder: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fixed and every state of a random play have the declared fields, no other, of the right types."""
    monkeypatch.chdir(tmp_path)
    for story in STORIES:
        widget, adds = opened(folder, story, lang), ADDS[folder]
        fixed = dict(widget.fixed)
        assert contract.validate(fixed, contract.Fixed, adds.fixed, at="fixed") == []
        modes = set()
        for state in [dict(widget.state), *play(widget, random.Random(story))]:  # noqa: S311  (a play, the same each time)
            forms = contract.state_forms(adds, state["mode"])
            assert contract.validate(state, *forms, at="state") == []
            modes.add(state["mode"])
        assert "verdict" in modes


def test_a_value_of_another_form_is_told() -> None:
    """A missing field, one too many, and a wrong type are each a line."""
    good = {"tone": "right", "right": True, "head": "x", "lines": []}
    assert contract.validate(good, contract.Verdict) == []
    assert contract.validate(good | {"tone": "blue"}, contract.Verdict) != []
    assert contract.validate(good | {"hed": "x"}, contract.Verdict) == [
        "value.hed: is not declared"
    ]
    assert contract.validate(good | {"lines": [7]}, contract.Verdict) != []
    assert contract.validate({"tone": "right"}, contract.Verdict) != []


def declared(form: Any, seen: set[str] | None = None) -> set[str]:  # noqa: ANN401  (types)
    """Return the names of all fields in a type, and in the types of its fields."""
    found = set() if seen is None else seen
    for part in getattr(form, "__args__", ()):
        declared(part, found)
    if hasattr(form, "__required_keys__"):
        for name, hint in get_type_hints(form).items():
            found.add(name)
            declared(hint, found)
    return found


def names(script: str) -> set[str]:
    """Return the names that a script takes out of what Python sent."""
    plain = re.findall(r"\b(?:fixed|state|now\(\)|verdict|copy|v)\??\.(\w+)", script)
    taken = re.findall(
        r"(?:\(|const )\{ ([^{}()]*?) \}(?:, [\w\[\], ]+)?(?:\) =>|\) \{| = (?:fixed|state|now\(\)|shown|statement|state\.\w+|stories\[at\]\.blocks\[place\]))",
        script,
    )
    split = [part.split(":")[0].split("=")[0].strip() for one in taken for part in one.split(",")]
    return {name for name in (*plain, *split) if name and not name.startswith("...")}


BASE = (contract.Fixed, contract.Ask, contract.Told, contract.Review)
PAGE = {"kind", "target", "pieces", "hand", "chain", "read", "model", "el", "answers"}
"""Names that scripts pass among themselves: pens, events, drafts, and copies in the browser."""


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_read_what_is_declared(script: str) -> None:
    """Every name that a script takes out of `fixed` or `state` is one that Python sends."""
    known = {name for form in (*BASE, contract.Answer) for name in declared(form)} | PAGE
    for adds in ADDS.values():
        for form in (adds.fixed, adds.ask, adds.verdict, adds.review, adds.every_state, contract.ReadAlong):  # fmt: skip
            known |= declared(form)
    assert sorted(names(SCRIPTS[script]) - known) == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_say_words_that_are_sent(script: str) -> None:
    """Every `words.x` of a script stands in a table of words."""
    words = Words("en")
    folder = script.partition("/")[0]
    known = set(words.fixed()) | (set(words.asked(folder)) if folder in FACES else set())
    said = set(re.findall(r"\bwords\.(\w+)", SCRIPTS[script]))
    if folder != "frame":
        assert sorted(said - known) == []
    else:
        assert sorted(said - known - {"length", "filter", "at"}) == []


def test_every_declared_field_is_read_by_a_script() -> None:
    """Nothing is sent that no face looks at, but for what is listed here with its reason."""
    text = "".join(SCRIPTS.values())
    fields = {name for form in BASE for name in declared(form)}
    for adds in ADDS.values():
        for form in (adds.fixed, adds.ask, adds.verdict, adds.review, adds.every_state):
            fields |= declared(form)
    unread = {name for name in fields if not re.search(rf"[.{{,\s]\s*{name}\b", text)}
    assert unread == {
        "contract",  # for pages that were made before
        "turn",  # it makes a state differ from the one before, so that the page is told
    }


def test_actions_are_those_that_scripts_send() -> None:
    """What a script may send is declared, and what is declared is sent."""
    text = "".join(SCRIPTS.values())
    sent = set(re.findall(r'\bsend\("(\w+)"', text)) | set(re.findall(r'action: "(\w+)"', text))
    assert sent == contract.actions()


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ('say("a // b");\n', 'say("a // b");\n'),
        ('  const a = "/* no */"; // why\n', 'const a = "/* no */";\n'),
        ("// gone\n/** gone\n * too */\nconst a = `x // y`;\n", "const a = `x // y`;\n"),
    ],
)
def test_comments_are_taken_out_of_no_string(source: str, read: str, tmp_path: Path) -> None:
    """Comments go, and a string is sent as it stands."""
    (tmp_path / "face.js").write_text(source, encoding="utf-8")
    assert _read(tmp_path / "face.js") == read


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_text_of_a_script_runs_over_lines(script: str) -> None:
    """Indents are taken out, so a template literal must end on the line that it begins on."""
    odd = [line for line in SCRIPTS[script].splitlines() if line.count("`") % 2 and not line.lstrip().startswith(("*", "/*", "//"))]  # fmt: skip
    assert odd == []


def test_what_is_shown_is_known_without_a_widget() -> None:
    """A table of items and answers is made where anywidget cannot be imported."""
    code = """
import sys
sys.modules["anywidget"] = sys.modules["ipywidgets"] = sys.modules["traitlets"] = None
from kit.exercises.frame.face import table
from kit.exercises.registry import EXERCISES
from kit.lessons.folders import load_lesson
lesson = load_lesson("the-bridge", "en")
for entry in EXERCISES:
    if entry.of_one_lesson:
        task, face = entry.load_lesson_task().for_lesson(lesson), entry.load_face()
        made = face(lesson) if hasattr(face, "task_type") else face(lesson, task)
        print(entry.folder, len(table(made)), len(made.items))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found = {
        name: (int(n), int(items)) for name, n, items in map(str.split, done.stdout.splitlines())
    }
    for name, most in {"sorter": 4, "headline": 4, "lateral": 4}.items():
        shown, items = found[name]
        assert shown == most * items > 0
    assert found["cuelab"][0] > found["cuelab"][1]
    assert [found[name][0] for name in ("highlighter", "chain", "rewrite")] == [0, 0, 0]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_table_is_what_a_page_is_shown(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A verdict in the table is the one that a widget shows for the same answer."""
    monkeypatch.chdir(tmp_path)
    for folder in ("sorter", "headline", "lateral", "compare"):
        widget = opened(folder, "the-bridge", lang)
        face = widget._face  # noqa: SLF001  (its face is what is held against it)
        for (item, choice), shown in list(table(face).items())[::5]:
            if item in widget.answers["statement_id"].tolist():
                continue
            widget.receive({"action": "commit", "statement_id": item, **face.as_sent(choice)})
            widget.receive({"action": "goto", "statement_id": item})
            if widget.state["verdict"].get("again"):
                widget.receive({"action": "show", "statement_id": item})
            assert {name: widget.state[name] for name in shown.told} == shown.told


@pytest.mark.parametrize("path", sorted(ROOM.glob("*/*.js")), ids=lambda path: f"{path.parent.name}/{path.name}")  # fmt: skip
def test_what_browsers_get_differs_by_spaces_alone(path: Path) -> None:
    """Spaces and ends of lines go; nothing else does, and no text loses any."""
    written, sent = _read(path), _small(path)
    texts = r'"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\\n])*`'
    assert re.sub(r"\s", "", sent) == re.sub(r"\s", "", written)
    assert re.findall(texts, sent) == re.findall(texts, written)
