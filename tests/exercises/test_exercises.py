"""All eight exercises without a browser: what they keep, give back, refuse, and never tell."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from html import escape
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.core.codebook import (
    CHOICES,
    CONFIDENCES,
    FINDINGS,
    LABELS,
    RELATIONS,
)
from kit.core.errors import AnswerError
from kit.core.frames import build, check, records
from kit.core.text import direction, visible
from kit.exercises import scoring
from kit.exercises.chain.widget import ChainBuilder
from kit.exercises.compare.widget import Compare
from kit.exercises.cuelab.widget import CueLab
from kit.exercises.frame.marks import words_of
from kit.exercises.frame.wording import SAID, Words
from kit.exercises.highlighter.widget import Highlighter
from kit.exercises.log import AnswerLog, first_answers, log_path, read_answers
from kit.exercises.registry import EXERCISES
from kit.exercises.sorter.widget import Sorter
from kit.languages.interface import day
from kit.languages.messages import tables
from kit.lessons.drafts import draft_lesson
from kit.lessons.folders import load_lesson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kit.exercises.frame.exercise import Exercise
    from kit.lessons.lesson import Lesson

LESSONS = {
    (name, lang): load_lesson(name, lang)
    for name in ("the-bridge", "the-call")
    for lang in ("ar", "en")
}
KINDS: dict[str, Callable[..., Exercise]] = {
    entry.folder: entry.load_widget() for entry in EXERCISES
}
REFUSALS = [name for name, words in SAID.items() if words.endswith("nothing was changed.")]
START = {"source": "office", "verb": "say", "hedge": "none", "fact": "bridge"}
NOW = "2025-03-04T09:30:00+00:00"


@dataclass(frozen=True)
class Case:
    """A kind of exercise and the lesson that it is opened on."""

    kind: str
    lesson: Lesson

    @property
    def other(self) -> Lesson:
        """The other lesson in the same language."""
        return next(
            one
            for (_, lang), one in LESSONS.items()
            if lang == self.lesson.lang and one.lesson_id != self.lesson.lesson_id
        )

    def open(
        self,
        learner: str | None = "owl-7",
        *,
        lesson: Lesson | None = None,
        log: Any = None,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401  (one of eight)
        """Open the exercise on its lesson, or on another edition of it."""
        story: Any = self.lesson if lesson is None else lesson
        if self.kind == "compare":
            story = [story, self.other]
        return KINDS[self.kind](story, learner, log=log)

    def say(self, name: str, **values: object) -> str:
        """Return what a widget says, in the language of the lesson."""
        return Words(self.lesson.lang).say(name, **values)

    def log(self, widget: Exercise, learner: str = "owl-7") -> AnswerLog:
        """Return where a widget keeps its answers if it is not told."""
        return AnswerLog(log_path(widget.fixed["exercise"], learner))


CASES = [Case(kind, lesson) for kind, lesson in product(KINDS, LESSONS.values())]
SHORT = [case for case in CASES if case.lesson.lesson_id == "the-bridge"]


@pytest.fixture(params=CASES, ids=lambda case: f"{case.kind}-{case.lesson.exercise_id}")
def case(request: pytest.FixtureRequest) -> Case:
    """Give each exercise on each lesson."""
    found: Case = request.param
    return found


@pytest.fixture(params=SHORT, ids=lambda case: f"{case.kind}-{case.lesson.lang}")
def short(request: pytest.FixtureRequest) -> Case:
    """Give each exercise on one lesson, for tests that try many things."""
    found: Case = request.param
    return found


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def items(widget: Exercise) -> list[str]:
    """Return the items in order, as the page knows them."""
    return [item for item, _ in widget.fixed["items"]]


def text_of(widget: Exercise, item: str) -> str:
    """Return the text in which words of an item are marked."""
    story = widget._face.lesson  # noqa: SLF001  (the page sees it in pieces)
    statements = dict(zip(story.statements["statement_id"], story.statements["text"], strict=True))
    if item in statements:
        return str(statements[item])
    cards = {f"{card['claim']}|{card['card_id']}": card["text"] for card in records(story.evidence)}
    return str(cards.get(item, ""))


def wish(widget: Exercise, at: int, other: int = 0) -> dict[str, Any]:
    """Return an answer to item `at` as a page sends it; `other` is 1 for a different one."""
    item = items(widget)[at]
    first = [[*span] for span in words_of(text_of(widget, item))[: 1 + other]]
    marks = [["source", first[0][0], first[-1][1]]] if first else []
    hands = [hand for hand, _ in widget.fixed.get("hands", ())]
    options = [option["label"] for option in widget.fixed.get("options", ())]
    arabic = widget.fixed["lang"] == "ar"
    said = ["قالت مصادر ذلك", "أعلنت البلدية ذلك"] if arabic else ["Sources say so", "She said so"]
    sent: dict[str, dict[str, Any]] = {
        "sorter": {"label": CHOICES[at % 3 + other]},
        "highlighter": {"given": marks},
        "cuelab": {"slots": START | {"verb": ["say", "claim"][other]}},
        "headline": {"label": RELATIONS[at % 3 + other]},
        "chain": {"given": hands[other : other + 2]},
        "lateral": {"label": FINDINGS[at % 2 + other], "given": marks if at % 2 else []},
        "rewrite": {"given": [said[other]]},
        "compare": {"given": options[other : other + 1]},
    }
    step = (None, *CONFIDENCES)[at % 5]
    about = {"action": "commit", "statement_id": item, "confidence": step}
    return about | sent[type(widget).kind]


def commit(widget: Exercise, at: int, other: int = 0) -> dict[str, Any]:
    """Commit an answer and return what the page then sees."""
    widget.receive(wish(widget, at, other))
    return dict(widget.state)


def finish(widget: Exercise) -> None:
    """Answer all that is asked."""
    for at in range(len(items(widget))):
        commit(widget, at)


def sent(widget: Exercise) -> str:
    """Return all that the page holds, but scripts and styles."""
    state = {k: v for k, v in widget.get_state().items() if k not in ("_esm", "_css")}
    return json.dumps(state, ensure_ascii=False, allow_nan=False)


def saved(widget: Exercise) -> str:
    """Return a learner's saved file: the lines as the log writes them."""
    return Path(widget._keeping.log.path).read_text(encoding="utf-8")  # noqa: SLF001  (the file itself)


def line(widget: Exercise, at: int, **changes: object) -> str:
    """Return a line of the log for an answer, with some of it changed by hand."""
    row = next(r for r in map(json.loads, saved(widget).splitlines()) if r["statement_id"] == items(widget)[at])  # fmt: skip
    return json.dumps(row | changes, ensure_ascii=False) + "\n"


def bring(widget: Exercise, text: str) -> str:
    """Bring a saved file back and return what is said about it."""
    widget.receive({"action": "restore", "text": text})
    return str(widget.state["notice"])


CODE = 'learner="…"'


def found(case: Case, widget: Exercise) -> str:
    """Return what an exercise says that finds answers on disk, or none."""
    if widget.answers.empty:
        place = f"\u200e{widget._keeping.log.path.absolute().parent.name}/\u200e"  # noqa: SLF001  (where it is kept)
        return case.say("where", place=place, learner="owl-7")
    last = widget.answers["answered_at"].max().to_pydatetime().astimezone()
    when = day(last, case.lesson.lang)
    taken = case.say("taken_up", n=len(widget.answers), learner="owl-7", day=when)
    return f"{taken} {case.say('not_you', code=CODE)}"


# what is never told


def secrets(case: Case) -> dict[str, list[str]]:
    """Return by item what the page must not hold before that is answered."""
    found: dict[str, list[str]] = {}
    for lesson in (case.lesson, case.other) if case.kind == "compare" else (case.lesson,):
        for row in records(lesson.key):
            names = [f"{name}_{lang}" for name in ("reason", "hint", "headline") for lang in ("ar", "en")]  # fmt: skip
            found[row["statement_id"]] = [row[name] for name in names if row[name]]
        for card in records(lesson.evidence):
            found[f"{card['claim']}|{card['card_id']}"] = [card["note"]]
    return found


def test_nothing_of_the_key_is_sent_before_its_item_is_answered(case: Case) -> None:
    """Reasons, hints, relations and card notes of open items are nowhere in the page's state."""
    widget, hidden = case.open(), secrets(case)
    answered: set[str] = set()
    for at, item in enumerate(items(widget)):
        for message in (
            {"action": "goto", "statement_id": item},
            wish(widget, at),
            {"action": "goto", "statement_id": item},
        ):
            widget.receive(message)
            answered |= {item} & set(widget.answers["statement_id"])
            page = sent(widget)
            told = [w for name, words in hidden.items() if name not in answered for w in words]
            assert [words for words in told if words in page] == []
    assert set(widget.answers["statement_id"]) == set(items(widget))


TURNED: dict[str, Callable[[Lesson], Lesson]] = {
    "sorter": lambda one: one.with_frames(key=one.key.assign(
        label=list(one.key["label"])[::-1], source="", cue="", hedge_words="", accept=[()] * len(one.key))),
    "highlighter": lambda one: one.with_frames(key=one.key.assign(
        label=list(one.key["label"])[::-1], source="", cue="", hedge_words="")),
    "headline": lambda one: one.with_frames(key=one.key.assign(
        headline=list(one.key["headline"])[::-1], headline_ar="س", headline_en="x", label="named",
        dropped=[()] * len(one.key))),
    "chain": lambda one: one.with_frames(key=one.key.assign(
        chain=[chain[::-1] for chain in one.key["chain"]],
        label=["meta" if label == "meta" else "hearsay" for label in one.key["label"]])),
    "lateral": lambda one: one.with_frames(evidence=one.evidence.assign(
        finding=list(one.evidence["finding"])[::-1], words="", note="x")),
    "rewrite": lambda one: one.with_frames(key=one.key.assign(
        source="", cue="", hedge_words="", polarity="deny", reason_ar="س", reason_en="x")),
    "cuelab": lambda one: one.with_frames(key=one.key.iloc[:0]),
}  # fmt: skip
"""By kind, a lesson with another key that asks for the same; Compare's model holds the keys."""


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.kind in TURNED],
    ids=lambda case: f"{case.kind}-{case.lesson.exercise_id}",
)
def test_an_open_item_looks_the_same_whatever_its_key_says(case: Case) -> None:
    """Turning the key over changes nothing that is sent, on any item, before the commit."""
    one, other = case.open(log="one"), case.open(lesson=TURNED[case.kind](case.lesson), log="other")
    assert items(one) == items(other) != []
    for item in items(one):
        for widget in (one, other):
            widget.receive({"action": "goto", "statement_id": item})
        assert (one.fixed, one.state) == (other.fixed, other.state)
        assert one.state["mode"] == "ask"


# what is kept


def test_a_commit_is_on_disk_at_once_and_comes_back(case: Case) -> None:
    """After each answer the log has a line more, and a second instance the same answers and scores."""
    widget = case.open()
    for at in range(len(items(widget))):
        state = commit(widget, at)
        assert (state["notice"], state["unsaved"]) == ("", False)
        log = case.log(widget)
        assert len(log.read()) == at + 1
        assert log.notes == ()
    second = case.open()
    assert second.answers.equals(widget.answers)
    assert second.scores.equals(widget.scores)
    assert check(second.answers, "answers")["confidence"].notna().sum() == sum(
        at % 5 > 0 for at in range(len(items(widget)))
    )
    assert (second.state["mode"], second.state["complete"]) == ("review", True)
    assert second.state["notice"] == found(case, second)
    done = len(items(widget))
    assert second.state["status"] == case.say("saved", done=done, total=done)
    assert repr(second).endswith(f"lang='{case.lesson.lang}', answered={done} of {done})")


def test_scores_are_those_of_the_log(case: Case) -> None:
    """Whoever scores the folder of answers gets what the widget says, but for comparisons."""
    widget = case.open()
    finish(widget)
    assert len(widget.scores) == len(items(widget))
    if case.kind != "compare":
        marked = scoring.score(read_answers("answers"), case.lesson)
        assert marked.equals(widget.scores)


def test_each_answer_has_its_verdict_and_all_of_them_a_review(case: Case) -> None:
    """An answered item opens with its verdict, and the end lists each with its part of the points."""
    widget = case.open()
    finish(widget)
    for item in items(widget):
        widget.receive({"action": "goto", "statement_id": item})
        assert widget.state["mode"] == "verdict"
        assert widget.state["verdict"]["tone"] in {"right", "part", "wrong"}
        assert widget.state["verdict"]["head"]
    widget.receive({"action": "next", "statement_id": items(widget)[-1]})
    assert (widget.state["mode"], widget.state["at"]) == ("review", "")
    shown = widget.state["items"]
    assert [one["id"] for one in shown] == items(widget)
    assert [one["right"] for one in shown] == widget.scores["accepted"].tolist()
    wanted = [p / most if most else 1 for p, most in zip(widget.scores["points"], widget.scores["max_points"], strict=True)]  # fmt: skip
    assert [one["points"] for one in shown] == pytest.approx(wanted, abs=0.006)


def test_the_first_answer_stands(case: Case) -> None:
    """A second answer to the same item, alone or among others, is refused and said."""
    widget = case.open()
    commit(widget, 0)
    first = widget.answers
    state = commit(widget, 0, other=1)
    assert state["notice"] == case.say("already")
    widget.receive({"action": "commit", "answers": [wish(widget, 0, other=1)]})
    assert widget.state["notice"] == case.say("already")
    assert widget.answers.equals(first)
    assert len(case.log(widget).read()) == 1


def test_several_answers_are_committed_together(case: Case) -> None:
    """A list of answers is taken over in its order, what is none is said, and all reach the disk."""
    widget = case.open()
    wishes = [wish(widget, at) for at in range(len(items(widget)))]
    widget.receive({"action": "commit", "answers": wishes})
    assert widget.state["notice"] == ""
    assert widget.answers["statement_id"].tolist() == items(widget)
    assert len(case.log(widget).read()) == len(wishes)
    assert case.open().answers.equals(widget.answers)


def test_two_learners_do_not_see_each_others_answers(case: Case) -> None:
    """Each learner has a log of their own."""
    widget = case.open()
    commit(widget, 0)
    assert case.open("fox-3").answers.empty


# what is refused


def garbage(case: Case, widget: Exercise) -> Iterator[object]:  # noqa: C901  (a table)
    """Give messages that make no sense, to any exercise and to this one."""
    item, good = items(widget)[0], wish(widget, 0)
    yield from (None, [], "commit", 7, True, {}, {"action": None}, {"action": 7}, {"action": {}})
    yield from ({"action": ["commit"]}, {"action": "explode"}, {"action": "Commit"})
    for action in ("commit", "next", "goto", "hint"):
        yield {"action": action}
        for name in ("", "x", "the-call.en#99", 7, None, [], {}, [item], {"id": item}, True):
            yield good | {"action": action, "statement_id": name}
    yield {"action": "commit", "statement_id": item}
    for step in (0.3, 0, 2, -1, True, False, [1], {}, "0.5", "", float("nan"), float("inf")):
        yield good | {"confidence": step}
    for one in (None, [], "x", 7, {}, {"statement_id": item}, good | {"statement_id": 7}):
        yield {"action": "commit", "answers": [one]}
    yield {"action": "restore", "text_hash": "0123456789ab", "answers": [good]}
    yield {"action": "restore", "text_hash": None, "answers": [good]}
    yield {"action": "restore", "text": "x" * 2_000_001}
    for mode in (None, "", "two", [], {}):
        yield {"action": "view", "mode": mode}
    labels = (None, "", 7, [], {}, ["official"], "hearsay!", "Official", "\ud800")
    marks: list[object] = [
        None, "x", 7, {}, [7], ["source"], [["source"]], [["source", 0]], [["source", 0, 3, 4]],
        [["colour", 0, 3]], [[None, 0, 3]], [[["source"], 0, 3]], [["source", "0", 3]],
        [["source", 0.0, 3]], [["source", True, 3]], [["source", None, None]],
        [["source", 0, 3]] * 2_001, [{"kind": "source"}],
    ]  # fmt: skip
    texts: list[object] = [
        None, "x", 7, {}, [], [""], [" \n"], [7], [None], ["a", "b"], [["a"]], ["x" * 501],
    ]  # fmt: skip
    if case.kind in ("sorter", "headline", "lateral"):
        wrong = {"sorter": "unnamed", "headline": "confirms", "lateral": "supports"}
        yield from (good | {"label": label} for label in (*labels, wrong[case.kind]))
    if case.kind in ("highlighter", "lateral"):
        yield from (good | {"given": given} for given in marks)
    if case.kind == "lateral":
        yield good | {"given": [["cue", 0, 3]]}
    if case.kind in ("rewrite", "cuelab"):
        yield from (good | {"given": given} for given in texts)
    if case.kind == "cuelab":
        for slots in (None, "x", [], {}, {"source": "office"}, START | {"verb": "sya"}, START | {"fact": []}):  # fmt: skip
            yield good | {"slots": slots}
    if case.kind in ("chain", "compare"):
        yield from (good | {"given": given} for given in (*texts, ["nobody"], ["\u202e"], ["\ud800"]))  # fmt: skip
        yield good | {"given": good["given"] * 2}


def test_what_makes_no_sense_is_refused_with_a_notice(case: Case) -> None:
    """No message raises or is taken for an answer; each gets a new turn and says that nothing changed."""
    widget = case.open()
    expected = {case.say(name) for name in REFUSALS}
    for message in garbage(case, widget):
        before = dict(widget.state)
        widget.receive(message)
        assert widget.state["notice"] in expected, message
        assert widget.state["turn"] == before["turn"] + 1, message
        assert widget.state | {"turn": 0, "notice": ""} == before | {"turn": 0, "notice": ""}
        assert widget.answers.empty, message
    assert not case.log(widget).path.exists()


def test_an_empty_list_of_answers_is_refused_like_other_nonsense(short: Case) -> None:
    """A page that commits nothing is told so, and no file is made."""
    widget = short.open()
    widget.receive({"action": "commit", "answers": []})
    assert widget.state["notice"] in {short.say(name) for name in REFUSALS}
    assert not short.log(widget).path.exists()


def test_answers_beyond_the_number_of_items_are_not_lost_without_a_word(short: Case) -> None:
    """Where rubbish stands before a good answer the good one is taken, or the page is told."""
    widget = short.open()
    rubbish = [wish(widget, 0) | {"statement_id": "x"}] * len(items(widget))
    widget.receive({"action": "commit", "answers": [*rubbish, wish(widget, 0)]})
    assert widget.state["notice"]


@pytest.mark.parametrize(
    "content", [{"text": "x"}, {"text": 7}, {"slots": START}, {"slots": 7}, {}]
)
def test_reading_along_answers_and_changes_nothing(
    short: Case, content: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A choice that is only tried gets one message back, whatever it holds, and no turn is counted."""
    widget, back = short.open(), list[Any]()
    monkeypatch.setattr(widget, "send", back.append)
    before = sent(widget)
    for item in (items(widget)[0], "x", None, [], {}):
        widget.receive({"action": "try", "statement_id": item} | content)
    assert len(back) == 5
    assert all(isinstance(one, dict) for one in back)
    assert json.dumps(back)
    assert sent(widget) == before


# where no script runs


def test_where_no_script_runs_the_question_is_still_there(case: Case) -> None:
    """The plain page holds the texts and the question, no script and no key; then also what was answered."""
    widget = case.open()
    page = widget._repr_mimebundle_()[0]["text/html"]
    stories = {"compare": [case.lesson, case.other], "cuelab": []}.get(case.kind, [case.lesson])
    told = [visible(str(text)) for story in stories for text in story.statements["text"]]
    asked = Words(case.lesson.lang).asked(case.kind)["ask"]
    assert asked in tables(f"exercises/{case.kind}")["asked"].values() or case.lesson.lang == "ar"
    assert [words for words in [*told, asked] if escape(words) not in page] == []
    assert "<script" not in page.lower()
    hidden = [words for found in secrets(case).values() for words in found]
    assert [words for words in hidden if escape(words) in page] == []
    finish(widget)
    answered = widget._repr_mimebundle_()[0]["text/html"]
    assert answered.startswith(page.removesuffix("</div>"))
    assert "✓" in answered or "✗" in answered


def test_the_plain_page_is_written_in_its_direction(case: Case) -> None:
    """The page and each of its paragraphs say their language, and the direction of that."""
    page = case.open()._repr_mimebundle_()[0]["text/html"]
    lang = case.lesson.lang
    assert f'</style><div lang="{lang}" dir="{direction(lang)}">' in page
    found = re.findall(r'lang="(\w+)" dir="(\w+)"', page)
    assert {one for one, _ in found} == {lang}
    assert all(way == direction(one) for one, way in found)
    assert page.count("<p ") + page.count("<p>") == page.count("text-align:start")
    assert not re.search(r"text-align:\s*(left|right)", page)


def test_the_page_is_told_its_language_and_direction(case: Case) -> None:
    """Words, direction and digits are those of the lesson."""
    fixed = case.open().fixed
    assert (fixed["lang"], fixed["dir"]) == (case.lesson.lang, direction(case.lesson.lang))
    assert "".join(fixed["digits"]) == ("٠١٢٣٤٥٦٧٨٩" if fixed["lang"] == "ar" else "0123456789")
    assert fixed["words"]["ask"] == Words(fixed["lang"]).asked(case.kind)["ask"]


def test_what_is_said_has_the_digits_of_its_language(case: Case) -> None:
    """Status, result and verdict of an Arabic lesson hold no Latin digits."""
    widget = case.open()
    finish(widget)
    said = [widget.state["status"], case.open().state["result"]]
    for item in items(widget):
        widget.receive({"action": "goto", "statement_id": item})
        said.append(widget.state["verdict"]["head"])
        if case.kind != "compare":  # its lines hold titles
            said += [one for one in widget.state["verdict"]["lines"] if "2025" not in one]
    wrong = "[0-9]" if case.lesson.lang == "ar" else "[٠-٩]"
    assert [words for words in said if re.search(wrong, words)] == []


# what comes back


def test_a_saved_file_comes_back(case: Case) -> None:
    """The log's own lines, brought to another place, give the same answers and scores there."""
    widget = case.open()
    finish(widget)
    text = saved(widget)
    fresh = case.open(log="elsewhere/log.jsonl")
    assert bring(fresh, text) == case.say("restored", n=len(items(widget)))
    assert fresh.answers.equals(widget.answers)
    assert fresh.scores.equals(widget.scores)
    assert saved(fresh) == text
    assert bring(fresh, text) == case.say("restored", n=0)
    assert saved(fresh) == text


def test_a_browsers_copy_comes_back(case: Case) -> None:
    """What the strip holds of each item is enough to bring all answers back with their times."""
    widget = case.open()
    finish(widget)
    copies = [
        {"statement_id": item} | segment
        for item, segment in zip(items(widget), widget.state["strip"], strict=True)
    ]
    copies = json.loads(json.dumps(copies))
    fresh = case.open(log="elsewhere/log.jsonl")
    fresh.receive({"action": "restore", "text_hash": widget.fixed["text_hash"], "answers": copies})
    assert fresh.state["notice"] == case.say("restored", n=len(copies))
    assert fresh.answers.equals(widget.answers)
    assert saved(fresh) == saved(widget)


def test_what_was_answered_before_a_file_came_stands(case: Case) -> None:
    """A file fills up what is open, and does not change what a learner has answered since."""
    widget = case.open()
    finish(widget)
    fresh = case.open(log="elsewhere/log.jsonl")
    commit(fresh, 0, other=1)
    own = fresh.answers
    assert bring(fresh, saved(widget)) == case.say("restored", n=len(items(widget)) - 1)
    assert fresh.answers.iloc[:1].equals(own)
    assert len(fresh.answers) == len(items(widget))


def test_a_file_of_another_lesson_is_left_out_and_counted(case: Case) -> None:
    """Answers to another story change nothing, and the learner hears how many they were."""
    other = Case(case.kind, case.other)
    stranger = other.open()
    finish(stranger)
    widget = case.open()
    said = [case.say("restored", n=0), case.say("not_lesson", n=len(items(stranger)))]
    assert bring(widget, saved(stranger)) == " ".join(said)
    assert widget.answers.empty


def test_another_learners_file_is_left_out_unless_nobody_gave_a_name(case: Case) -> None:
    """A named learner takes no one else's answers; one who gave no name brings their own back."""
    stranger = case.open("fox-3")
    finish(stranger)
    named = case.open()
    said = [case.say("restored", n=0), case.say("not_learner", n=len(items(stranger)))]
    assert bring(named, saved(stranger)) == " ".join(said)
    assert named.answers.empty
    nameless = case.open(None)
    assert bring(nameless, saved(stranger)) == case.say("restored", n=len(items(stranger)))
    assert set(nameless.answers["learner_id"]) == {nameless.fixed["learner"]}
    same = nameless.answers.assign(learner_id="fox-3")
    assert same.equals(stranger.answers)


def test_a_file_of_another_edition_is_left_out_and_counted(case: Case) -> None:
    """Answers to another wording of the article are not applied, in a file or in a copy."""
    text = case.lesson.articles.assign(text=case.lesson.text + "\n")
    older = case.open(lesson=case.lesson.with_frames(articles=text), log="older.jsonl")
    finish(older)
    widget = case.open()
    said = [case.say("restored", n=0), case.say("edition", n=len(items(older)))]
    assert bring(widget, saved(older)) == " ".join(said)
    widget.receive({"action": "restore", "text_hash": older.fixed["text_hash"], "answers": [wish(older, 0)]})  # fmt: skip
    assert widget.state["notice"] == case.say("other_edition")
    assert widget.answers.empty


UNSOUND: dict[str, dict[str, object]] = {
    "sorter": {"given": ["x"]}, "headline": {"given": [["source", 0, 3]]},
    "highlighter": {"given": [["source", 0, 1]]}, "cuelab": {"given": ["x" * 501]},
    "chain": {"given": ["nobody"]}, "lateral": {"given": [["cue", 0, 3]]}, "rewrite": {"given": []},
    "compare": {"given": ["the-moon.en"]},
}  # fmt: skip
"""Lines that are answers, but none that this exercise could have taken."""
EDITED = [
    ({"statement_id": "x"}, "left_out"),
    ({"schema": 3}, "torn"), ({"round": 0}, "torn"), ({"attempt": "1"}, "torn"), ({"label": "<b>"}, "torn"), ({"scheme": "colour"}, "torn"),
    ({"given": 7}, "torn"), ({"confidence": 7}, "torn"), ({"answered_at": "yesterday"}, "torn"),
    ({"text_hash": "0123456789ab"}, "edition"), ({"exercise_id": "x"}, "not_lesson"),
    ({"learner_id": "x"}, "not_learner"), (None, "left_out"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "told"), EDITED, ids=lambda part: str(part)[:40])
def test_a_line_edited_by_hand_is_left_out_and_counted(
    short: Case, changes: dict[str, object] | None, told: str
) -> None:
    """One bad line costs itself, is counted under its kind, and the others come back."""
    widget = short.open()
    finish(widget)
    bad = line(widget, 0, **(UNSOUND[short.kind] if changes is None else changes))
    rest = "".join(line(widget, at) for at in range(1, len(items(widget))))
    fresh = short.open(log="elsewhere.jsonl")
    said = [short.say("restored", n=len(items(widget)) - 1), short.say(told, n=1)]
    assert bring(fresh, bad + rest) == " ".join(said)
    assert fresh.answers["statement_id"].tolist() == items(widget)[1:]


def test_a_line_of_another_way_of_answering_is_left_out_and_counted(case: Case) -> None:
    """An answer in a scheme that this exercise does not use is not applied."""
    widget = case.open()
    commit(widget, 0)
    scheme, label = ("codebook", "hearsay") if case.kind == "sorter" else ("student", "named")
    fresh = case.open(log="elsewhere.jsonl")
    said = [case.say("restored", n=0), case.say("scheme", n=1)]
    assert bring(fresh, line(widget, 0, scheme=scheme, label=label)) == " ".join(said)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "no json", "\x00", "[]\n{}\n7", "{" * 9_000, "\ud800", '{"schema": 1}']
)
def test_a_file_that_is_no_log_brings_nothing_and_raises_nothing(short: Case, text: str) -> None:
    """Each line that is none is counted."""
    widget = short.open()
    bad = sum(bool(part.strip()) for part in text.split("\n"))
    said = [short.say("restored", n=0), *([short.say("torn", n=bad)] if bad else [])]
    assert bring(widget, text) == " ".join(said)
    assert widget.answers.empty


def test_a_log_edited_by_hand_does_not_stop_the_lesson(short: Case) -> None:
    """Lines that this exercise could not have written are not applied, and the widget opens."""
    widget = short.open()
    finish(widget)
    bad = line(widget, 0, **UNSOUND[short.kind])
    rest = "".join(line(widget, at) for at in range(1, len(items(widget))))
    short.log(widget).path.write_text(bad + rest, encoding="utf-8")
    second = short.open()
    assert second.answers["statement_id"].tolist() == items(widget)[1:]
    assert second.state["notice"]
    assert len(second.scores) == len(items(widget)) - 1


@pytest.mark.parametrize("given", [[], ["x"], ["ab"], [["source", 0, 3]], [["source", 10**30, 10**31]], ["x", "y"]])  # fmt: skip
def test_no_open_part_in_a_log_makes_a_widget_raise(short: Case, given: list[object]) -> None:
    """Whatever an edited line holds as its open part, the widget opens, and goes on."""
    widget = short.open()
    commit(widget, 0)
    short.log(widget).path.write_text(line(widget, 0, given=given), encoding="utf-8")
    second = short.open()
    for at, item in enumerate(items(second)):
        second.receive({"action": "goto", "statement_id": item})
        commit(second, at)
    assert len(second.scores) == len(items(second))
    assert second.state["complete"]


@pytest.mark.parametrize(
    "moment",
    [None, 7, "", "yesterday", "2025-03-04T09:30:00", "2999-01-01T00:00:00+00:00", "0001-01-01T00:00:00+23:59",
     "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+00:00", [], {}],
)  # fmt: skip
def test_a_copy_with_an_odd_time_is_kept_with_one_that_can_be(short: Case, moment: object) -> None:
    """A time that no log could keep does not keep the answer, or those after it, from the disk."""
    widget = short.open()
    copy = wish(widget, 0) | {"answered_at": moment}
    widget.receive({"action": "restore", "answers": [copy]})
    late = [short.say("late", n=1)] if str(moment).startswith("2999") else []
    assert widget.state["notice"] == " ".join([short.say("restored", n=1), *late])
    assert widget.state["unsaved"] is False
    assert short.open().answers.equals(widget.answers)


def test_two_windows_on_one_log_agree(case: Case) -> None:
    """A window takes over, on its next message, what another one wrote; the first answer stands."""
    one, two = case.open(), case.open()
    commit(one, 0)
    two.receive({"action": "goto", "statement_id": items(two)[-1]})
    assert two.state["notice"] == case.say("joined", n=1)
    assert two.answers.equals(one.answers)
    state = commit(two, 0, other=1)
    assert state["notice"] == case.say("already")
    finish(two)
    one.receive({"action": "goto", "statement_id": items(one)[-1]})
    rest = len(items(one)) - 1
    assert one.state["notice"] == (case.say("joined", n=rest) if rest else "")
    assert one.answers.equals(two.answers)
    assert one.scores.equals(two.scores)
    assert len(case.log(one).read()) == len(items(one))


def test_a_late_answer_to_what_another_window_answered_is_refused(case: Case) -> None:
    """A commit that crosses another window's finds the first answer, and says both."""
    one, two = case.open(), case.open()
    commit(one, 0)
    state = commit(two, 0, other=1)
    assert state["notice"] == f"{case.say('joined', n=1)} {case.say('already')}"
    assert two.answers.equals(one.answers)
    assert len(case.log(one).read()) == 1


def test_a_full_disk_is_said_and_made_good_once_there_is_room(case: Case, tmp_path: Path) -> None:
    """Work goes on in memory, "not saved" is shown, and the next good write catches up."""
    log = AnswerLog(tmp_path / "wall" / "log.jsonl")
    widget = case.open(log=log)
    (tmp_path / "wall").write_text("a file where the folder should be")
    total = len(items(widget))
    state = commit(widget, 0)
    assert (state["unsaved"], len(widget.answers)) == (True, 1)
    assert state["notice"]
    assert state["status"] == case.say("unsaved", done=1, total=total)
    (tmp_path / "wall").unlink()
    state = commit(widget, min(1, total - 1))
    assert (state["unsaved"], state["notice"]) == (False, "" if total > 1 else case.say("already"))
    assert log.read().equals(widget.answers)
    assert case.open(log=log).answers.equals(widget.answers)


def test_a_log_that_cannot_be_read_does_not_stop_the_lesson(case: Case, tmp_path: Path) -> None:
    """A folder where the log should be is told, and the exercise opens all the same."""
    (tmp_path / "log.jsonl").mkdir()
    widget = case.open(log=tmp_path / "log.jsonl")
    assert widget.state["notice"]
    assert widget.state["mode"] == "ask"
    assert commit(widget, 0)["unsaved"] is True


# hostile texts

HOSTILE = "<script>alert(1)</script>\u202eevil\u2066\x07\x1b[31m{0}{hedge}%s"
LONG = "w" * 10_000
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def hostile(lang: str) -> Lesson:
    """Make a lesson whose title, texts, sources and cards are hostile."""
    text = {
        "en": f"Bridge {HOSTILE} closed\n\nThe Ministry of Works {HOSTILE} said that the bridge {LONG} was closed.\n\n"
        f"Sources {HOSTILE} said the bridge may have {LONG} burned.\n\nMinister Rania\u202e Habib\u2069 announced that the bridge is {HOSTILE} safe.",
        "ar": f"إغلاق الجسر {HOSTILE}\n\nقالت وزارة الأشغال {HOSTILE} إن الجسر {LONG} مغلق.\n\n"
        f"قالت مصادر {HOSTILE} إن الجسر قد يكون {LONG} احترق.\n\nأعلن الوزير سليم\u202e أبو\u2069 ورد أن الجسر {HOSTILE} آمن.",
    }[lang]
    row = {
        "article_id": "bad", "lang": lang, "title": f"Title {HOSTILE}", "publisher": f"Post {HOSTILE}",
        "republished_from": "", "published": "", "url": "", "licence": "", "constructed": True, "text": text,
    }  # fmt: skip
    lesson = draft_lesson(build("articles", [row]))
    card = {
        "card_id": "c", "publisher": HOSTILE, "published": HOSTILE, "vouches": HOSTILE,
        "url": "https://example.org/\u202egpj.exe", "text": f"{HOSTILE} the bridge {LONG}", "words": "the bridge",
        "finding": "open", "claim": f"bad.{lang}#2", "statement_ids": (), "note": HOSTILE,
    }  # fmt: skip
    return lesson.with_frames(evidence=build("evidence", [card]))


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_texts_are_only_shown(kind: str, lang: str) -> None:
    """What would act unseen reaches the page made visible, before and after answering, and as text."""
    case = Case(kind, hostile(lang))
    widget = CueLab(HOSTILE, "owl-7", lang=lang) if kind == "cuelab" else case.open()
    assert items(widget)
    for at, item in enumerate(items(widget)):
        widget.receive({"action": "goto", "statement_id": item})
        assert UNSEEN.findall(shown(widget)) == []
        good = wish(widget, at)
        good |= {"slots": START | {"fact": "own"}} if kind == "cuelab" else {}
        widget.receive(good)
        assert widget.state["notice"] == ""
        widget.receive({"action": "goto", "statement_id": item})
        assert UNSEEN.findall(shown(widget)) == []
    page = widget._repr_mimebundle_()[0]["text/html"]
    assert UNSEEN.findall(page) == []
    assert "<script" not in page
    assert escape("<script>") in page


def shown(widget: Exercise) -> str:
    """Return what the page holds, but the learner's own words, which must come back as they are."""
    state = {k: v for k, v in widget.get_state().items() if k not in ("_esm", "_css")}
    strip = [{k: v for k, v in one.items() if k != "given"} for one in state["state"]["strip"]]
    return json.dumps(state | {"state": state["state"] | {"strip": strip}}, ensure_ascii=False)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "cuelab"])
def test_broken_letters_reach_no_page(kind: str) -> None:
    """Half a surrogate pair in a title or text is shown as a sign, for no comm could carry it."""
    lesson = LESSONS["the-bridge", "en"]
    texts = [f"{text} \udfff" for text in lesson.statements["text"]]
    statements = lesson.statements.assign(text=texts)
    broken = replace(lesson.with_frames(statements=statements), title="Half \ud800")
    widget = Case(kind, broken).open()
    finish(widget)
    for item in items(widget):
        widget.receive({"action": "goto", "statement_id": item})
        assert sent(widget).encode("utf-8")
    assert widget._repr_mimebundle_()[0]["text/html"].encode("utf-8")


# what was found in single exercises


@pytest.mark.parametrize(
    "short",
    # compare has one item, and takes as many answers as it has items
    [case for case in SHORT if case.kind != "compare"],
    ids=lambda case: f"{case.kind}-{case.lesson.lang}",
    indirect=True,
)
def test_of_two_answers_to_one_item_in_a_message_the_first_stands(short: Case) -> None:
    """A list that answers an item twice is taken at its first word, as two messages would be."""
    widget = short.open()
    widget.receive({"action": "commit", "answers": [wish(widget, 0), wish(widget, 0, other=1)]})
    alone = short.open("fox-3")
    commit(alone, 0)
    columns = ["label", "given", "confidence"]
    assert widget.answers[columns].equals(alone.answers[columns])
    assert widget.state["notice"] == short.say("already")


def test_windows_that_answered_apart_are_scored_as_the_log_is(short: Case, tmp_path: Path) -> None:
    """Where a full disk let two answers to one item into a log, widget and scoring count the same."""
    log = tmp_path / "answers" / "log.jsonl"
    one, two = short.open(log=log), short.open(log=log)
    (tmp_path / "answers").write_text("a file where the folder should be")
    commit(one, 0)
    (tmp_path / "answers").unlink()
    commit(two, 0, other=1)
    commit(one, min(1, len(items(one)) - 1))
    third = short.open(log=log)
    last = first_answers(read_answers("answers"))
    columns = ["statement_id", "label", "given"]
    assert third.answers[columns].to_numpy().tolist() == last[columns].to_numpy().tolist()


@pytest.mark.parametrize("learner", ["\ud800", "owl\ud800", "owl\u202e7", "owl\x007"])
def test_a_learners_odd_name_is_refused_or_works(learner: str) -> None:
    """A name that no log or page can hold is refused at once, not with every answer."""
    try:
        widget = Sorter(LESSONS["the-bridge", "en"], learner)
    except AnswerError:
        return
    assert commit(widget, 0)["unsaved"] is False
    assert UNSEEN.findall(sent(widget)) == []


@pytest.mark.parametrize(
    "name", ["Rania\u00a0Habib", "Rania\u200b Habib", "Rania\u200f Habib", "Rania\u00ad Habib"]
)
def test_every_hand_that_is_offered_can_be_chosen(name: str) -> None:
    """Invisible marks in a name, as pasted texts have them, do not make its hand unusable."""
    widget = ChainBuilder(f"Port news\n\nMinister {name} said that the port was closed.", "owl-7")
    hands = [hand for hand, _ in widget.fixed["hands"]]
    assert len(hands) == 2
    widget.receive({"action": "commit", "statement_id": items(widget)[0], "given": hands})
    assert widget.state["notice"] == ""
    assert len(widget.answers) == 1


def test_every_story_that_is_offered_can_be_chosen() -> None:
    """A file's name with a no-break space in it does not make its story unusable."""
    row = records(LESSONS["the-bridge", "en"].articles)[0]
    rows = [row | {"article_id": name} for name in ("my\u00a0story", "story")]
    widget = Compare(build("articles", rows), "owl-7")
    picked = widget.fixed["options"][0]["label"]
    widget.receive({"action": "commit", "statement_id": "least", "given": [picked]})
    assert widget.state["notice"] == ""


def test_an_answer_that_the_log_cannot_keep_does_not_keep_the_others_from_the_disk() -> None:
    """Very many marks are refused or kept; either way the next answer is saved."""
    long = " ".join(f"word{at}" for at in range(3_000))
    text = f"Bridge news\n\nThe mayor said that the bridge was closed.\n\nSources said {long}."
    widget = Highlighter(text, "owl-7")
    spans = words_of(text_of(widget, items(widget)[1]))[::2]
    marks = [["source", *span] for span in spans]
    widget.receive({"action": "commit", "statement_id": items(widget)[1], "given": marks})
    commit(widget, 0)
    assert widget.state["unsaved"] is False
    assert len(Highlighter(text, "owl-7").answers) == len(widget.answers) >= 1


@pytest.mark.parametrize("letters", [600, 10_000, 30_000])
def test_a_long_fact_of_ones_own_is_kept_and_comes_back_or_is_refused(letters: int) -> None:
    """A sentence that was taken is on disk, and its saved file brings it back."""
    fact = "the port will close " + "w" * letters
    widget = CueLab(fact, "owl-7", lang="en")
    widget.receive({"action": "commit", "statement_id": "record", "slots": START | {"fact": "own"}})
    assert widget.state["unsaved"] is False
    if len(widget.answers):
        fresh = CueLab(fact, "owl-7", lang="en", log="elsewhere.jsonl")
        bring(fresh, saved(widget))
        assert fresh.answers.equals(widget.answers)
    else:
        assert widget.state["notice"] == Words("en").say("too_long")


@pytest.mark.parametrize(("story", "lang"), [("ar", "en"), ("en", "ar")])
def test_the_cue_labs_face_is_of_one_language(story: str, lang: str) -> None:
    """A language that was asked for rules sentences and words, whatever lesson is at hand."""
    widget = CueLab(LESSONS["the-call", story], "owl-7", lang=lang)
    assert widget.fixed["words"]["ask"] == Words(lang).asked("cuelab")["ask"]
    assert (widget.fixed["lang"], widget.fixed["dir"]) == (lang, direction(lang))
    assert (
        widget.fixed["slots"]["source"] == CueLab("", "owl-7", lang=lang).fixed["slots"]["source"]
    )


def test_a_reason_with_a_dot_in_the_middle_is_told_whole() -> None:
    """A teacher may write any sign in a reason without losing what stands before it."""
    lesson = LESSONS["the-bridge", "en"]
    reason = "One thing · and another."
    widget = Highlighter(lesson.with_frames(key=lesson.key.assign(reason_en=reason)), "owl-7")
    commit(widget, 0)
    widget.receive({"action": "show", "statement_id": items(widget)[0]})
    assert widget.state["verdict"]["reason"] == reason


# any message

JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
ACTIONS = ("commit", "next", "goto", "hint", "restore", "try", "view")
WORDS = tuple(dict.fromkeys((*CHOICES, *LABELS, *RELATIONS, *FINDINGS, "")))


def messages(widget: Exercise) -> st.SearchStrategy[Any]:
    """Draw messages that look like a page's in part, or like nothing at all."""
    names = items(widget)
    hands = [hand for hand, _ in widget.fixed.get("hands", ())]
    picks = [option["label"] for option in widget.fixed.get("options", ())]
    mark = st.tuples(st.sampled_from(["source", "cue", "hedge", "x"]), st.integers(-3, 99), st.integers(-3, 99)).map(list)  # fmt: skip
    given = st.one_of(
        st.lists(mark, max_size=4), st.lists(st.sampled_from([*hands, *picks, "x"]), max_size=4),
        st.lists(st.text(max_size=40), max_size=2), JSON,
    )  # fmt: skip
    moments = st.one_of(
        st.just(NOW), st.datetimes().map(lambda at: f"{at.isoformat()}+00:00"), JSON
    )
    slots = st.one_of(
        st.just(START), JSON,
        st.fixed_dictionaries({slot: st.sampled_from(["office", "none", "say", "bridge", "own", "x"]) for slot in START}),
    )  # fmt: skip
    fields = {
        "statement_id": st.one_of(st.sampled_from(names), JSON),
        "label": st.one_of(st.sampled_from(WORDS), JSON),
        "given": given,
        "slots": slots,
        "confidence": st.one_of(st.sampled_from([None, *CONFIDENCES]), JSON),
        "answered_at": moments,
        "mode": st.one_of(st.sampled_from(["one", "article"]), JSON),
        "text_hash": st.one_of(st.just(widget.fixed["text_hash"]), JSON),
    }
    answer = st.fixed_dictionaries({}, optional=fields)
    text = st.one_of(st.text(max_size=60), JSON, files(widget, answer))
    optional = fields | {"answers": st.one_of(st.lists(answer, max_size=4), JSON), "text": text}
    action = st.one_of(st.sampled_from(ACTIONS), JSON)
    known = st.fixed_dictionaries({"action": action}, optional=optional)
    good = st.integers(0, len(names) - 1).map(lambda at: wish(widget, at))
    return st.one_of(known, known, good, JSON)


def files(widget: Exercise, answer: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[str]:
    """Draw saved files: lines that are the log's in form, with random parts."""
    about = {
        "schema": 1, "learner_id": "owl-7", "exercise_id": widget.fixed["exercise"], "label": "",
        "scheme": widget.fixed["scheme"], "text_hash": widget.fixed["text_hash"], "given": [],
        "confidence": None, "answered_at": NOW, "statement_id": items(widget)[0],
    }  # fmt: skip
    return st.lists(answer.map(lambda part: json.dumps(about | part)), max_size=3).map("\n".join)


def sound(widget: Any, log: AnswerLog, turn: int) -> None:  # noqa: ANN401
    """Hold a widget against its log and itself."""
    names, answers = items(widget), check(widget.answers, "answers")
    done = answers["statement_id"].tolist()
    assert len(set(done)) == len(done)
    assert set(done) <= set(names)
    state = widget.state
    assert state["turn"] == turn
    assert state["at"] in (*names, "")
    mode = "review" if not state["at"] else "verdict" if state["at"] in done else "ask"
    assert state["mode"] == mode
    assert [bool(one) for one in state["strip"]] == [name in done for name in names]
    assert state["complete"] == (len(done) == len(names))
    assert state["unsaved"] is False
    assert sent(widget).encode("utf-8")
    assert check(widget.scores, "scores")["points"].between(0, 1).all()
    kept = log.read()
    assert log.notes == ()
    assert kept.equals(answers)


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])  # fmt: skip
@given(st.data())
def test_any_message_leaves_an_exercise_whole(kind: str, lang: str, data: st.DataObject) -> None:
    """Whatever a page sends nothing raises, answers and disk agree, and a restart finds the same."""
    case = Case(kind, LESSONS["the-bridge", lang])
    with TemporaryDirectory() as folder:
        log = AnswerLog(Path(folder) / "log.jsonl")
        widget = case.open(log=log.path)
        turn = 0
        for message in data.draw(st.lists(messages(widget), max_size=8)):
            widget.receive(message)
            turn += not (isinstance(message, dict) and message.get("action") == "try")
            sound(widget, log, turn)
        second = case.open(log=log.path)
        assert second.answers.equals(widget.answers)
        assert second.state["notice"] == found(case, second)
        widget.close()
        second.close()
