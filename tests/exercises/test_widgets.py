"""The sorter without a browser: what it tells, what it keeps, and what it refuses."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kit.core.codebook import CHOICES, LABELS, LOOKS
from kit.core.errors import AnswerError
from kit.core.frames import rows_of
from kit.core.rows import Statement
from kit.core.text import visible
from kit.exercises.frame.assets import INKS, sent, style
from kit.exercises.frame.learner import find_learner
from kit.exercises.frame.passage import passage
from kit.exercises.frame.wording import Words
from kit.exercises.log import AnswerLog, log_path
from kit.exercises.registry import EXERCISES
from kit.exercises.sorter.widget import Sorter
from kit.languages.interface import translator
from kit.lessons.folders import load_lesson

if TYPE_CHECKING:
    from kit.core.codebook import Scheme
    from kit.lessons.lesson import Lesson

SEEDS = Path(__file__).parents[1] / "browser" / "seeds"
RIGHT = ["outlet", "official", "unverified", "named", "unverified"]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def commit(sorter: Sorter, number: int, label: object, confidence: object = None) -> dict[str, Any]:
    """Commit as a page does, and return what the page then sees."""
    statement = f"{sorter.fixed['exercise']}#{number}"
    wish = {"action": "commit", "statement_id": statement, "label": label, "confidence": confidence}
    sorter.receive(wish)
    return dict(sorter.state)


def ask(sorter: Sorter, action: str, number: int) -> dict[str, Any]:
    """Send another wish, and return what the page then sees."""
    sorter.receive({"action": action, "statement_id": f"{sorter.fixed['exercise']}#{number}"})
    return dict(sorter.state)


def secrets(lesson: Lesson, but: int = 0) -> list[str]:
    """Return what the page must not hold yet: reasons and hints, but those of one statement."""
    rows = lesson.key.drop(index=but - 1) if but else lesson.key
    columns = ["reason_ar", "reason_en", "hint_ar", "hint_en"]
    return [words for column in columns for words in rows[column] if words]


def test_nothing_of_the_key_is_sent_before_its_statement_is_answered(lesson: Lesson) -> None:
    """The state holds one reason after a commit, none before, and no label of the key at all."""
    sorter = Sorter(lesson, "owl-7")
    for number in range(6):
        if number:
            commit(sorter, number, "official")
        sent = json.dumps(sorter.get_state(), ensure_ascii=False)
        assert [words for words in secrets(lesson, number) if words in sent] == []
        ask(sorter, "next", number or 1) if 0 < number < 5 else None
    assert "expected" not in json.dumps(sorter.get_state())


def test_an_unanswered_statement_looks_the_same_whatever_its_key_says(lesson: Lesson) -> None:
    """Turning the key over changes nothing that is sent before the commit."""
    turned = lesson.key.assign(
        label=list(lesson.key["label"])[::-1], source="", cue="", hedge_words=""
    )
    one, other = Sorter(lesson, "owl-7"), Sorter(lesson.with_frames(key=turned), "owl-7")
    assert (one.state, one.fixed) == (other.state, other.fixed)


def test_a_commit_is_on_disk_at_once_and_its_verdict_is_shown(lesson: Lesson) -> None:
    """The log holds the choice, and the state its verdict with the evidence marked."""
    sorter = Sorter(lesson, "owl-7")
    for number in (1, 2):
        commit(sorter, number, RIGHT[number - 1])
    state = commit(sorter, 3, "unverified", 0.75)
    row = AnswerLog(log_path(lesson.exercise_id, "owl-7")).read().iloc[-1]
    assert (row["label"], row["confidence"], row["text_hash"]) == (
        "unverified",
        0.75,
        lesson.text_hash,
    )
    key = lesson.key.iloc[2]
    assert state["mode"] == "verdict"
    assert state["verdict"]["right"] is True
    assert state["verdict"]["reason"] == key[f"reason_{lesson.lang}"]
    marked = {m: p["text"] for p in state["statement"]["pieces"] for m in p["marks"]}
    assert marked == {"source": key["source"], "cue": key["cue"], "hedge": key["hedge_words"]}
    assert state["strip"][2]["own"] == "unverified"
    assert "own" not in state["strip"][3]


def test_a_wrong_answer_is_told_the_right_one_and_an_accepted_one_that_readers_differ() -> None:
    """Own answer and key's answer are both named; an accepted answer counts as right."""
    sorter = Sorter(load_lesson("harbour", "en", SEEDS), "owl-7")
    commit(sorter, 4, "official")
    wrong = ask(sorter, "show", 4)["verdict"]
    assert (wrong["right"], wrong["label"]) == (False, "named")
    assert wrong["head"] == "Not quite. The key says: Named source."
    assert wrong["own_said"] == "Your answer: Official"
    assert (
        wrong["why"]
        == "Official? Does “Fisherman Munther Hallaq” speak for a body here, by office, or only for themselves?"
    )
    accepted = commit(sorter, 5, "outlet")["verdict"]
    assert accepted["right"] is True
    assert accepted["differ"] == "Careful readers differ here: Not on the record is defended too."


def test_a_second_sorter_goes_on_where_the_first_stopped(lesson: Lesson) -> None:
    """After a restart the log gives answers, scores and place back."""
    first = Sorter(lesson, "owl-7")
    commit(first, 1, "outlet")
    commit(first, 2, "named", 0.25)
    second = Sorter(lesson, "owl-7")
    assert second.answers.equals(first.answers)
    assert list(second.scores["points"]) == [1.0, 0.0]
    assert second.state["statement"]["id"] == f"{lesson.exercise_id}#3"
    assert repr(second) == f"Sorter('harbour', lang='{lesson.lang}', answered=2 of 5)"
    assert len(Sorter(lesson, "fox-3").answers) == 0


def test_answers_to_another_edition_or_with_other_labels_are_kept_back_and_told(
    lesson: Lesson,
) -> None:
    """An edited article takes no answers over in silence; the log keeps them."""
    sorter = Sorter(lesson, "owl-7")
    commit(sorter, 1, "outlet")
    edited = lesson.with_frames(articles=lesson.articles.assign(text=lesson.text + " "))
    say = Words(lesson.lang).say
    assert Sorter(edited, "owl-7").state["notice"] == say("edition", n=1)
    assert Sorter(edited, "owl-7").answers.empty
    six = Sorter(lesson, "owl-7", scheme="codebook")
    assert six.state["notice"] == say("scheme", n=1)
    assert six.answers.empty


@pytest.mark.parametrize(
    "message",
    [
        None, [], "commit", 7, {}, {"action": ["commit"]}, {"action": "explode"}, {"action": "commit"},
        {"action": "commit", "statement_id": "harbour.en#99", "label": "official"},
        {"action": "goto", "statement_id": {}}, {"action": "next", "statement_id": ""},
        {"action": "commit", "statement_id": "harbour.en#1", "label": "hearsay"},
        {"action": "commit", "statement_id": "harbour.en#1", "label": []},
        {"action": "commit", "statement_id": "harbour.en#1", "label": "named", "confidence": 0.3},
        {"action": "commit", "statement_id": "harbour.en#1", "label": "named", "confidence": True},
        {"action": "commit", "statement_id": "harbour.en#1", "label": "named", "confidence": [1]},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_a_notice(message: object) -> None:
    """No message from a page raises, or is taken for an answer; each is answered."""
    sorter = Sorter(load_lesson("harbour", "en", SEEDS), "owl-7")
    before = sorter.state["turn"]
    sorter.receive(message)
    assert sorter.state["notice"].endswith("nothing was changed.")
    assert sorter.state["turn"] > before
    assert sorter.answers.empty
    assert not log_path("harbour.en", "owl-7").exists()


def test_the_first_answer_stands(lesson: Lesson) -> None:
    """A second page, late with its own choice, does not undo a verdict already read."""
    sorter = Sorter(lesson, "owl-7")
    commit(sorter, 1, "named")
    state = commit(sorter, 1, "outlet")
    assert state["notice"] == Words(lesson.lang).say("already")
    assert list(sorter.answers["label"]) == ["named"]


def test_messages_of_the_page_arrive(lesson: Lesson) -> None:
    """The comm's custom messages reach the sorter, as a browser sends them."""
    sorter = Sorter(lesson, "owl-7")
    content = {"action": "commit", "statement_id": f"{lesson.exercise_id}#1", "label": "outlet"}
    data = {"method": "custom", "content": content}
    sorter._handle_msg({"content": {"data": data}, "buffers": []})  # noqa: SLF001  (ipywidgets' own door)
    assert list(sorter.answers["label"]) == ["outlet"]


def test_a_full_disk_is_said_and_made_good_once_there_is_room(
    lesson: Lesson, tmp_path: Path
) -> None:
    """Work goes on in memory, "not saved" is shown, and the next good write catches up."""
    log = AnswerLog(tmp_path / "wall" / "log.jsonl")
    sorter = Sorter(lesson, "owl-7", log=log)
    (tmp_path / "wall").write_text("a file where the folder should be")
    state = commit(sorter, 1, "outlet")
    assert (state["mode"], state["unsaved"], len(sorter.answers)) == ("verdict", True, 1)
    assert state["notice"]
    assert state["status"] == Words(lesson.lang).say("unsaved", done=1, total=5)
    (tmp_path / "wall").unlink()
    state = commit(sorter, 2, "official")
    assert (state["unsaved"], state["notice"]) == (False, "")
    assert list(log.read()["label"]) == ["outlet", "official"]


def test_a_log_that_cannot_be_read_does_not_stop_the_lesson(lesson: Lesson, tmp_path: Path) -> None:
    """A folder where the log should be is told, and the sorter opens all the same."""
    (tmp_path / "log.jsonl").mkdir()
    sorter = Sorter(lesson, "owl-7", log=tmp_path / "log.jsonl")
    assert sorter.state["notice"]
    assert sorter.state["mode"] == "ask"


def test_torn_lines_are_told(lesson: Lesson) -> None:
    """A learner hears that a line of the log was passed over."""
    commit(Sorter(lesson, "owl-7"), 1, "outlet")
    with log_path(lesson.exercise_id, "owl-7").open("ab") as file:
        file.write(b'{"schema"')
    sorter = Sorter(lesson, "owl-7")
    assert sorter.state["notice"].endswith(f" {Words(lesson.lang).say('torn', n=1)}")
    assert len(sorter.answers) == 1


def test_a_browser_copy_is_taken_over_by_the_rules_of_new_answers(lesson: Lesson) -> None:
    """Good copies come back with their times and reach the disk; the rest changes nothing."""
    sorter = Sorter(lesson, "owl-7")
    commit(sorter, 1, "outlet")
    name = lesson.exercise_id
    copies = [
        {"statement_id": f"{name}#1", "label": "named"},
        {"statement_id": f"{name}#2", "label": "official", "answered_at": "2025-03-04T09:30:00.000Z"},
        {"statement_id": f"{name}#3", "label": "<b>"},
        {"statement_id": f"{name}#9", "label": "named"},
        "x", None,
    ]  # fmt: skip
    sorter.receive({"action": "restore", "answers": copies})
    assert list(sorter.answers["label"]) == ["outlet", "official"]
    assert sorter.answers["answered_at"].iloc[1].isoformat() == "2025-03-04T09:30:00+00:00"
    assert len(AnswerLog(log_path(name, "owl-7")).read()) == 2
    assert sorter.state["statement"]["id"] == f"{name}#3"
    sorter.receive({"action": "restore", "answers": "all"})
    assert len(sorter.answers) == 2


def test_hint_back_and_review(lesson: Lesson) -> None:
    """A hint shows when asked for; verdicts open again; the end is a list of all of them."""
    sorter = Sorter(lesson, "owl-7")
    assert lesson.key[f"hint_{lesson.lang}"].iloc[0] == ""
    assert sorter.state["has_hint"] is True, "where to look and the rule help without a question"
    assert ask(sorter, "goto", 3)["has_hint"] is True
    steps = ask(sorter, "hint", 3)["hint"], ask(sorter, "hint", 3)["hint"], ask(sorter, "hint", 3)
    assert steps[0] == lesson.key[f"hint_{lesson.lang}"].iloc[2]
    assert steps[1].startswith(f"{steps[0]}\n")
    assert steps[2]["hint"].startswith(f"{steps[1]}\n")
    assert steps[2]["has_hint"] is False
    for number, label in enumerate([*RIGHT[:4], "official"], start=1):
        commit(sorter, number, label)
    review = ask(sorter, "next", 5)
    assert review["mode"] == "review"
    assert review["result"] == Words(lesson.lang).say("result", right=4, total=5)
    assert [item["right"] for item in review["items"]] == [True] * 4 + [False]
    assert [item["reason"] for item in review["items"]] == list(lesson.key[f"reason_{lesson.lang}"])
    assert ask(sorter, "goto", 2)["mode"] == "verdict"


@pytest.mark.parametrize(("scheme", "labels"), [("student", CHOICES), ("codebook", LABELS)])
def test_each_scheme_offers_its_labels(
    lesson: Lesson, scheme: Scheme, labels: tuple[str, ...]
) -> None:
    """Four answers for students, six for the codebook, with digits as the language writes them."""
    options = Sorter(lesson, "owl-7", scheme=scheme).fixed["options"]
    assert tuple(option["label"] for option in options) == labels
    digits = "١٢٣٤٥٦" if lesson.lang == "ar" else "123456"
    assert "".join(option["digit"] for option in options) == digits[: len(labels)]
    glosses = {option["label"]: option["gloss"] for option in options}
    note = {"student": "its own voice, or a note on the text", "codebook": "its own voice"}
    assert glosses["outlet"] == translator(lesson.lang)(note[scheme])


def test_an_unknown_scheme_or_an_empty_learner_is_refused(lesson: Lesson) -> None:
    """The error names what would do."""
    with pytest.raises(AnswerError, match="did you mean 'student'"):
        Sorter(lesson, "owl-7", scheme="studnet")  # type: ignore[arg-type]
    with pytest.raises(AnswerError, match="empty learner"):
        Sorter(lesson, " ")


def test_a_lesson_without_statements_opens_and_says_so(lesson: Lesson) -> None:
    """An empty lesson is a message, not an exception."""
    empty = lesson.with_frames(statements=lesson.statements.iloc[:0], key=lesson.key.iloc[:0])
    sorter = Sorter(empty, "owl-7")
    assert (sorter.state["mode"], sorter.state["items"]) == ("review", [])
    assert sorter.scores.empty


def test_a_learner_without_a_name_gets_one_that_lasts(tmp_path: Path) -> None:
    """An id is made once a folder, may be changed there, and never fails."""
    first = find_learner()
    assert re.fullmatch(r"anon-[0-9a-f]{16}", first.id)
    assert re.fullmatch(r"[a-z]+-\d\d", first.name)
    assert find_learner() == first
    (tmp_path / "answers" / "learner.txt").write_text("\n سلمى \n", encoding="utf-8")
    assert find_learner().id == "سلمى"
    (tmp_path / "wall").write_text("")
    assert find_learner(tmp_path / "wall") == find_learner(tmp_path / "wall")
    assert find_learner(tmp_path / "wall").id == "learner"


def test_where_no_script_runs_the_article_and_the_question_are_still_there(lesson: Lesson) -> None:
    """The notebook's output holds the widget, a line, and plain HTML: of the key what is earned."""
    sorter = Sorter(lesson, "owl-7")
    data, _ = sorter._repr_mimebundle_()
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == sorter.model_id
    assert data["text/plain"] == repr(sorter)
    assert all(text in data["text/html"] for text in lesson.statements["text"])
    assert [words for words in secrets(lesson) if words in data["text/html"]] == []
    commit(sorter, 1, "outlet")
    html = unescape(sorter._repr_mimebundle_()[0]["text/html"])
    say = Words(lesson.lang).say
    assert say("own", answer=Words(lesson.lang).answer("outlet")) in html
    assert say("strip", done=1, total=5) in html
    assert lesson.key[f"reason_{lesson.lang}"].iloc[0] in html
    assert [words for words in secrets(lesson, 1) if words in html] == []


def test_hostile_text_is_escaped_and_shown(lesson: Lesson) -> None:
    """Markup stays text, and signs that act unseen become visible ones."""
    hostile = "<script>alert(1)</script>\u202eevil\x07\ud800"
    assert visible(hostile) == "<script>alert(1)</script>‹U+202E›evil␇\ufffd"
    sorter = Sorter(replace(lesson, title=hostile), "owl-7")
    data, _ = sorter._repr_mimebundle_()
    assert "<script" not in data["text/html"]
    assert "\u202e" not in json.dumps(sorter.get_state(), ensure_ascii=False)


def test_a_passage_is_the_paragraph_and_its_evidence_in_pieces(lesson: Lesson) -> None:
    """The pieces put together are the paragraph; a long one is cut around the statement."""
    text, statements = lesson.text, lesson.statements
    row = statements.iloc[2]
    mates = statements[statements["paragraph"] == row["paragraph"]]
    pieces = passage(
        text,
        rows_of(mates, Statement),
        row["statement_id"],
        {"source": "مصادر", "cue": "sources disclosed"},
    )
    assert "".join(p["text"] for p in pieces) == text[mates["start"].min() : mates["end"].max()]
    assert "".join(p["text"] for p in pieces if p["now"]) == row["text"]


def test_overlapping_evidence_is_marked_twice() -> None:
    """Words that are source and cue at once carry both marks, and whole words are found first."""
    lesson = load_lesson("harbour", "en", SEEDS)
    evidence = {"source": "Informed sources", "cue": "sources disclosed", "hedge": "a"}
    pieces = passage(lesson.text, lesson.statement_rows, "harbour.en#3", evidence)
    marked = [(p["text"], p["marks"]) for p in pieces if p["marks"]]
    assert marked == [
        ("Informed ", ["source"]), ("sources", ["source", "cue"]), (" disclosed", ["cue"]), ("a", ["hedge"]),
    ]  # fmt: skip


def test_colours_come_from_the_codebook_and_can_be_read() -> None:
    """Each look stands in the style in both themes; each ink has a contrast of 4.5 : 1 on its paper."""
    css = style()
    for name, look in LOOKS.items():
        assert f"--{name}:{look.light};" in css
        assert f"--{name}:{look.dark};" in css
    inks = {k: INKS[k] for k in ("ink", "soft", "good", "bad", "ring")}
    inks |= {name: (look.light, look.dark) for name, look in LOOKS.items()}
    for side in (0, 1):
        papers = [INKS["paper"][side], INKS["wash"][side]]
        low = [n for n, ink in inks.items() for p in papers if _contrast(ink[side], p) < 4.5]
        assert low == []
        assert _contrast(INKS["ink"][side], INKS["lit"][side]) > 7


def _contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


KINDS = tuple(entry.folder for entry in EXERCISES)


def test_a_module_exports_once() -> None:
    """What is put in front of a face exports nothing itself: browsers refuse a second default."""
    assert {vars(one.load_widget())["_esm"].count("export default") for one in EXERCISES} == {1}


def test_scripts_and_styles_together_are_small() -> None:
    """All that browsers can be sent, each part counted once and not compressed, is under 80 kB."""
    assert sent() < 80_000


@pytest.mark.parametrize("kind", KINDS)
def test_script_and_style_are_local_and_follow_the_text(kind: str) -> None:
    """Nothing is fetched, parsed as markup, imported, or placed left or right."""
    widget = next(entry.load_widget() for entry in EXERCISES if entry.folder == kind)
    script, sheet = vars(widget)["_esm"], vars(widget)["_css"]
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|\beval\b|https?:|fetch\(|import\b", script
    )
    assert not re.search(r"https?:|@import|url\(|[-{;](left|right):|:(left|right)[;}]", sheet)


def test_the_kit_itself_needs_no_widgets() -> None:
    """Importing lessons, answers and scoring loads neither anywidget nor ipywidgets."""
    code = "import sys, kit; kit.load_lesson, kit.AnswerLog, kit.score; print([m for m in sys.modules if 'widget' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_rest_goes_on_in_the_log_of_the_core(tmp_path: Path) -> None:
    """Two sorters on the halves of one story stand side by side; together they are the whole."""
    lesson, log = load_lesson("the-count", "en"), AnswerLog(tmp_path / "owl.jsonl")
    core = Sorter(lesson.core, "owl", log=log)
    rest = Sorter(lesson.rest, "owl", log=log)
    for number in lesson.story.core if lesson.story else ():
        assert commit(core, number, "official")["unsaved"] is False
    assert commit(rest, 4, "official")["unsaved"] is False
    assert core.state["complete"] is True
    assert rest.state["complete"] is False
    assert len(core.answers) == len(lesson.core.entries)
    assert list(rest.answers["statement_id"]) == ["the-count.en#4"]
    again = Sorter(lesson, "owl", log=log)
    assert len(again.answers) == len(lesson.core.entries) + 1
