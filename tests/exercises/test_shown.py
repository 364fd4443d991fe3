"""What a cell's output holds of an exercise: the page without scripts, and what stays of a former run."""

from __future__ import annotations

import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import nbformat
import pytest
from ipywidgets.widgets import widget as registry
from nbclient import NotebookClient

from kit.core.text import visible
from kit.exercises.frame import shown
from kit.exercises.frame.wording import Words
from kit.exercises.practice.widget import Practice
from kit.exercises.registry import EXERCISES
from kit.exercises.sorter.widget import Sorter
from kit.lessons.folders import load_lesson

pytestmark = pytest.mark.fault("notebooks")

FOLDERS = [entry.folder for entry in EXERCISES]
SEEDS = Path(__file__).parents[1] / "browser" / "seeds"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(params=["ar", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    """Give each language."""
    found: str = request.param
    return found


def opened(folder: str, lang: str) -> Any:  # noqa: ANN401  (one of eight)
    """Open an exercise."""
    lesson: Any = load_lesson("the-bridge", lang)
    story = [lesson, load_lesson("the-call", lang)] if folder == "compare" else lesson
    return next(e for e in EXERCISES if e.folder == folder).load_widget()(story, "owl-7")


def answer(widget: Any) -> str:  # noqa: ANN401  (one of eight)
    """Answer the first item, and return the answer in words."""
    face, item = widget._face, widget._face.items[0]  # noqa: SLF001  (answers are drawn from it)
    choices = list(face.choices(item))
    given = face.as_sent(choices[0]) if choices else {"given": ["Sources said so"]}
    if face.kind == "highlighter":
        word = next(one for one in widget.state["tokens"] if one[1] >= 0)
        given = {"given": [["source", word[1], word[2]]]}
    if face.kind == "chain":
        given = {"given": [face.task.hands[0]]}
    widget.receive({"action": "commit", "statement_id": item, **given})
    choice = widget._keeping.given[item].choice  # noqa: SLF001  (as above)
    return visible(face.answer_in_words(item, choice))


def html(widget: Any) -> str:  # noqa: ANN401  (one of eight)
    """Return the page without scripts, as a reader sees it."""
    return unescape(widget._repr_mimebundle_()[0]["text/html"])


def secrets(lang: str) -> list[str]:
    """Return what the key says of each statement of the story."""
    lesson = load_lesson("the-bridge", lang)
    return [words for words in lesson.key[f"reason_{lang}"] if words]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_page_holds_the_story_and_the_answers(folder: str, lang: str) -> None:
    """Before any answer nothing of the key; then the answer, and the key's word on that alone."""
    widget, words = opened(folder, lang), Words(lang)
    before = html(widget)
    assert [text for text in secrets(lang) if text in before] == []
    assert words.say("own", answer="") not in before
    own = answer(widget)
    after = html(widget)
    assert own
    assert words.say("own", answer=own) in after
    assert words.say("strip", done=1, total=len(widget.fixed["items"])) in after
    assert len([text for text in secrets(lang) if text in after]) <= 1
    style, story = before.removesuffix("</div>").split("</style>")
    total = len(widget.fixed["items"])
    card = words.say("go_on", done=1, total=total) if total > 1 else ""
    assert after.startswith(style)
    assert card in after.split(story)[0]
    assert (words.say("saved_page") in after) is (total > 1)
    assert "<script" not in after


def test_a_test_tells_nothing_of_its_key(lang: str) -> None:
    """Without feedback the page holds the answers and no word on them."""
    widget = Sorter(load_lesson("harbour", lang, SEEDS), "owl-7", feedback=False)
    for item in widget._face.items:  # noqa: SLF001  (as above)
        widget.receive({"action": "commit", "statement_id": item, "label": "named"})
    found, words = html(widget), Words(lang)
    assert found.count(words.say("own", answer=words.answer("named"))) == 5
    lesson = load_lesson("harbour", lang, SEEDS)
    told = ["✓", "✗", *lesson.key[f"reason_{lang}"], words.say("key", answer="")]
    assert [text for text in told if text and text in found] == []


def test_practice_prints_the_answers_with_their_items(lang: str) -> None:
    """Items of a day stand on no other page, so an answer comes with its words."""
    widget = Practice(lang, "owl-7", n=3)
    item = widget._face.items[0]  # noqa: SLF001  (as above)
    text = widget._face.line(item)["text"]  # noqa: SLF001
    assert text not in html(widget)
    widget.receive({"action": "commit", "statement_id": item, "label": "named"})
    assert text in html(widget)


def test_markup_in_an_answer_stays_text() -> None:
    """What a learner wrote is no part of the page's own HTML."""
    widget = opened("rewrite", "en")
    item = widget._face.items[0]  # noqa: SLF001  (as above)
    evil = "<img src=x onerror=alert(1)>\u202e"
    widget.receive({"action": "commit", "statement_id": item, "given": [evil]})
    page = widget._repr_mimebundle_()[0]["text/html"]
    assert "<img" not in page
    assert "\u202e" not in page
    assert "&lt;img" in page


class Cells:
    """Stands for a notebook: says which cell runs, and shows exercises in its output."""

    def __init__(self) -> None:
        self.now, self.run, self.out = "", 0, []

    def show(self, cell: str, *exercises: Any) -> None:  # noqa: ANN401  (one of eight)
        """Run a cell that shows some exercises."""
        self.now, self.run = cell, self.run + 1
        for one in exercises:
            one._ipython_display_()


@pytest.fixture
def cells(monkeypatch: pytest.MonkeyPatch) -> Cells:
    """Give a notebook without a kernel."""
    book = Cells()
    monkeypatch.setattr(shown, "_running", lambda: (book.now, str(book.run)))
    monkeypatch.setattr(
        "IPython.display.display", lambda data, **more: book.out.append((data, more))
    )
    monkeypatch.setattr(
        "IPython.display.update_display", lambda data, **more: book.out.append((data, more))
    )
    monkeypatch.setattr(shown, "_CELLS", shown._Cells())  # noqa: SLF001  (none shown yet)
    return book


def open_ones(*exercises: Any) -> list[bool]:  # noqa: ANN401  (of eight)
    """Tell which are still in ipywidgets' list of all widgets."""
    ids = {id(one) for one in registry._instances.values()}  # noqa: SLF001  (ipywidgets' own list)
    return [id(one) in ids for one in exercises]


def test_a_cell_run_again_closes_what_it_showed(cells: Cells) -> None:
    """Ten runs of a cell leave one exercise, and not ten that are saved with the notebook."""
    made = [opened("sorter", "en") for _ in range(10)]
    for one in made:
        cells.show("a", one)
    assert open_ones(*made) == [False] * 9 + [True]
    assert [one.answers.empty for one in made] == [True] * 10


def test_what_is_still_seen_stays_open(cells: Cells) -> None:
    """Two of one cell, one that is shown in another cell too, one shown again: all stay."""
    one, two, three = (opened(folder, "en") for folder in FOLDERS[:3])
    cells.show("a", one, two)
    assert open_ones(one, two) == [True, True]
    cells.show("b", one)
    cells.show("a", three)
    assert open_ones(one, two, three) == [True, False, True]
    cells.show("a", three)
    cells.show("b", one)
    assert open_ones(one, three) == [True, True]


def test_an_exercise_with_unsaved_answers_is_not_closed(cells: Cells, tmp_path: Path) -> None:
    """What no disk has taken stays in Python, and is closed by a later run once it is saved."""
    lesson, wall = load_lesson("the-bridge", "en"), tmp_path / "wall"
    wall.write_text("a file where the folder should be")
    first, *later = (Sorter(lesson, "owl-7", log=wall / name) for name in ("a", "b", "c"))
    cells.show("a", first)
    answer(first)
    cells.show("a", later[0])
    assert open_ones(first, *later) == [True] * 3
    wall.unlink()
    item = first.fixed["items"][1][0]
    first.receive({"action": "commit", "statement_id": item, "label": "official"})
    cells.show("a", later[1])
    assert open_ones(first, *later) == [False, False, True]


def test_where_cells_have_no_names_none_is_closed(cells: Cells) -> None:
    """A front end that says nothing of its cells keeps all that was shown."""
    made = [opened("sorter", "en") for _ in range(3)]
    for one in made:
        cells.show("", one)
    assert open_ones(*made) == [True] * 3


def test_the_page_comes_before_the_widget_and_is_kept_up_to_date(cells: Cells) -> None:
    """Two outputs, so that no viewer must choose; each answer renews the first."""
    widget = opened("sorter", "en")
    cells.show("a", widget)
    (paper, named), (live, _) = cells.out
    assert list(paper) == ["text/html", "text/plain"]
    assert list(live) == [shown.LIVE]
    own = answer(widget)
    assert len(cells.out) == 3
    renewed, again = cells.out[-1]
    assert again["display_id"] == named["display_id"]
    assert Words("en").say("own", answer=own) in unescape(renewed["text/html"])
    reason = widget._face.task.entry(widget.state["at"]).reason_en  # noqa: SLF001  (what was wrong is told)
    assert reason not in unescape(renewed["text/html"])
    widget.receive({"action": "next", "statement_id": widget.state["at"]})
    assert len(cells.out) == 4
    assert reason in unescape(cells.out[-1][0]["text/html"])
    widget.receive({"action": "hint", "statement_id": widget.state["at"]})
    assert len(cells.out) == 4


def test_a_closed_exercise_can_still_be_looked_at(cells: Cells) -> None:
    """Shown after it was closed it is its page alone."""
    widget = opened("sorter", "en")
    widget.close()
    cells.show("a", widget)
    assert [list(data) for data, _ in cells.out] == [["text/html", "text/plain"]]


CODE = """import kit, pathlib
sorter = kit.Sorter(kit.load_lesson("harbour", lang={lang!r}, folder={seeds!r}), "owl-7")
sorter.receive({{"action": "commit", "statement_id": "harbour.{lang}#1", "label": "outlet"}})
sorter"""


@pytest.mark.parametrize(
    "name", ["lesson.ipynb", "my lesson (copy).ipynb", "درس جديد/دفتر ١.ipynb"]
)
def test_a_notebook_runs_under_any_name_and_in_any_folder(
    name: str, lang: str, tmp_path: Path
) -> None:
    """Renamed, copied, in a folder with spaces or Arabic letters: it runs, and keeps its answers there."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    code = CODE.format(lang=lang, seeds=str(SEEDS))
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)]), path)
    book: Any = nbformat.read(path, as_version=4)
    client = NotebookClient(book, timeout=300, resources={"metadata": {"path": str(path.parent)}})
    client.execute()
    page, widget = book.cells[0].outputs
    assert list(widget.data) == [shown.LIVE]
    assert f"{Words(lang).say('strip', done=1, total=5)}" in page.data["text/html"]
    kept = path.parent / "answers" / f"harbour.{lang}" / "owl-7.jsonl"
    assert len(kept.read_text("utf-8").splitlines()) == 1


def test_a_notebook_is_executed_from_another_working_directory(lang: str, tmp_path: Path) -> None:
    """As papermill does it: the command stands elsewhere, and so do the answers."""
    place, elsewhere = tmp_path / "a b", tmp_path / "مكان"
    place.mkdir()
    elsewhere.mkdir()
    code = CODE.format(lang=lang, seeds=str(SEEDS))
    nbformat.write(
        nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)]), place / "b.ipynb"
    )
    run = (
        "import nbformat, nbclient, sys; b = nbformat.read(sys.argv[1], 4);"
        "nbclient.NotebookClient(b, timeout=300).execute();"
        "print([list(o.data) for o in b.cells[0].outputs])"
    )
    done = subprocess.run(
        [sys.executable, "-c", run, str(place / "b.ipynb")],
        cwd=elsewhere, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.stdout.strip() == str([["text/html", "text/plain"], [shown.LIVE]]), done.stderr
    assert (elsewhere / "answers" / f"harbour.{lang}" / "owl-7.jsonl").is_file()
    assert not (place / "answers").exists()
