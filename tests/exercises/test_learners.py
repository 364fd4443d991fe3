"""Learners' work in odd corners: names, folders, other windows, full disks, and work brought back."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import warnings
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.core.codebook import CHOICES, student_view
from kit.core.errors import AnswerError
from kit.core.names import friendly_name, friendly_names, tidy_name
from kit.exercises.frame.learner import find_learner
from kit.exercises.frame.wording import Words
from kit.exercises.lines import encode
from kit.exercises.log import AnswerLog, first_answers, log_path, read_answers
from kit.exercises.sorter.widget import Sorter
from kit.lessons.items import bank_items

pytestmark = pytest.mark.fault("learners")

LANGS = ["en", "ar"]
LESSONS = {lang: kit.load_lesson("the-call", lang=lang) for lang in LANGS}
LESSON = LESSONS["en"]
IDS = LESSON.statements["statement_id"].tolist()
SAY = Words("en").say
ROW: dict[str, Any] = {
    "learner_id": "owl-7", "exercise_id": LESSON.exercise_id, "statement_id": IDS[0],
    "label": "official", "scheme": "student", "text_hash": LESSON.text_hash, "confidence": 0.75,
    "answered_at": datetime(2025, 3, 4, 9, 30, tzinfo=UTC),
}  # fmt: skip
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "course" / "here").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "course" / "here")
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)


def commit(sorter: Sorter, at: int, label: str = "official") -> str:
    """Answer a statement; return what is said about it."""
    sorter.receive({"action": "commit", "statement_id": IDS[at], "label": label})
    return str(sorter.state["notice"])


def act(sorter: Sorter) -> str:
    """Do something that answers nothing; return what is said about it."""
    sorter.receive({"action": "goto", "statement_id": IDS[-1]})
    return str(sorter.state["notice"])


def labels(log: Path) -> dict[str, str]:
    """Return what counts of a log: the first label of each statement."""
    first = first_answers(AnswerLog(log).read())
    return dict(zip(first["statement_id"], first["label"], strict=True))


def own(sorter: Sorter) -> dict[str, str]:
    """Return what an exercise shows as given."""
    return dict(zip(sorter.answers["statement_id"], sorter.answers["label"], strict=True))


def quietly(path: Path) -> Any:  # noqa: ANN401  (a frame, and the warnings)
    """Read a folder and what is said about it."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        frame = read_answers(path)
    return frame, [str(one.message) for one in said]


# the file with the learner's name

READ = {
    "UTF-16 with its mark": "منى".encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + "منى".encode("utf-16-be"),
    "UTF-16 without a mark": "منى".encode("utf-16-le"),
    "UTF-16 without a mark, big end first": "منى\r\n".encode("utf-16-be"),
    "UTF-32": "منى".encode("utf-32"),
    "UTF-8 with a mark": b"\xef\xbb\xbf" + "منى\r\n".encode(),
    "spaces and empty lines": "\n\u00a0 منى \u200f\n\nmore".encode(),
    "a name of before": "منى\n".encode(),
}
REFUSED = {
    "cp1256": "منى".encode("cp1256"), "cp1256, even": "منار".encode("cp1256"),
    "cp1252": "José".encode("cp1252"), "mac": "José!".encode("mac-roman"),
    "cut UTF-16": "منى".encode("utf-16")[:-1], "binary": bytes(range(256)), "NUL": b"\x00" * 7,
    "large": b"x" * 100_000, "a long name": b"x" * 300,
}  # fmt: skip


@pytest.mark.parametrize("data", READ.values(), ids=READ)
def test_a_name_that_can_be_read_for_certain_is_read(data: bytes) -> None:
    """Whatever an editor saves the file in, the learner comes back, and the file is left alone."""
    path = Path("answers/learner.txt")
    path.parent.mkdir()
    path.write_bytes(data)
    sorter = Sorter(LESSON)
    assert sorter.fixed["learner"] == "منى"
    assert path.read_bytes() == data


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("lang", LANGS)
def test_a_name_that_cannot_be_read_is_said_and_left_as_it_is(data: bytes, lang: str) -> None:
    """One line tells why and what to do; the work goes on, and comes back, under one id."""
    path = Path("answers/learner.txt")
    path.parent.mkdir()
    path.write_bytes(data)
    sorter = Sorter(LESSONS[lang])
    assert "answers/learner.txt" in sorter.state["notice"]
    assert 'learner="…"' in sorter.state["notice"]
    assert "\n" not in sorter.state["notice"]
    commit(sorter, 0) if lang == "en" else None
    assert Sorter(LESSONS[lang]).fixed["learner"] == sorter.fixed["learner"]
    assert path.read_bytes() == data


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "dangling link"])
@POSIX
def test_what_is_no_file_is_no_name(kind: str, tmp_path: Path) -> None:
    """A folder, a pipe or a link in the file's place is said, and nothing waits for it."""
    path = Path("answers/learner.txt")
    path.parent.mkdir()
    (tmp_path / "salma").write_text("salma")
    make = {
        "folder": path.mkdir, "pipe": lambda: os.mkfifo(path),
        "link": lambda: path.symlink_to(tmp_path / "salma"),
        "dangling link": lambda: path.symlink_to(tmp_path / "nothing"),
    }  # fmt: skip
    make[kind]()
    assert "answers/learner.txt" in Sorter(LESSON).state["notice"]
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\xef\xbb\xbf", "\u200f\n".encode()])
def test_a_file_that_holds_nothing_is_as_good_as_none(data: bytes) -> None:
    """An id is put into it, and stays."""
    path = Path("answers/learner.txt")
    path.parent.mkdir()
    path.write_bytes(data)
    made = find_learner()
    assert re.fullmatch(r"anon-[0-9a-f]{16}", made.id)
    assert find_learner() == made


# names

ALIKE = [
    "Mona", "Mona ", " Mona", "Mo\u200bna", "\ufeffMona", "Mona\u200f", "\u202aMona\u202c", "\u2067Mona\u2069",
    "Mona\u00a0", "\u3000Mona\t", "Mo\u00adna", "Mona\ufe0f", "M\u034fona", "Mona\n", "Mo\u2060na",
]  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [
        ALIKE,
        ["José Luis", "Jose\u0301 Luis", "José\u00a0Luis", "José  \u2009Luis", "José\u200e Luis "],
        ["منى آدم", "منى ا\u0653دم", " منى\u200f  آدم", "منى\u061c آدم\u200c"],
    ],
    ids=["Latin", "accents", "Arabic"],
)
def test_names_that_look_alike_are_one_learner(names: list[str]) -> None:
    """Exercise, log, score and report know one learner, however the name was typed."""
    for at, name in enumerate(names):
        sorter = Sorter(LESSON, name)
        assert (len(sorter.answers) > 0) == (at > 0)
        commit(sorter, at % len(IDS))
    answers = read_answers("answers")
    assert answers["learner_id"].unique().tolist() == [names[0]]
    typed = answers.assign(learner_id=[names[at % len(names)] for at in range(len(answers))])
    scores = kit.score(typed, LESSON)
    assert scores["learner_id"].unique().tolist() == [names[0]]
    assert kit.report(scores.assign(learner_id=typed["learner_id"].tolist())).learners == 1


@pytest.mark.parametrize("name", ["", " ", "\u200b", "\ufeff\u00a0", "\u202e\u202c", "\n\t"])
def test_a_name_of_which_nothing_is_seen_is_none(name: str) -> None:
    """It is refused in one line, for every exercise."""
    with pytest.raises(AnswerError, match="found an empty learner name"):
        Sorter(LESSON, name)
    with pytest.raises(AnswerError, match="found an empty learner name"):
        kit.Practice("en", name)


@given(st.text(st.characters(), max_size=40))
def test_a_tidy_name_is_tidy(name: str) -> None:
    """Once made, the form stays, and any form of it leads there."""
    once = tidy_name(name)
    assert tidy_name(once) == once
    assert tidy_name(f" \u200f{name}\u00a0\ufeff") == once
    once.encode()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("learner", ["sara", "سارة", None])
def test_answers_that_lie_here_are_never_taken_up_in_silence(
    learner: str | None, lang: str
) -> None:
    """Whoever opens an exercise with answers hears whose they are, of when, and what to do."""
    commit(Sorter(LESSONS[lang], learner), 0) if lang == "en" else Sorter(
        LESSONS[lang], learner
    ).receive(
        {
            "action": "commit",
            "statement_id": LESSONS[lang].statements["statement_id"][0],
            "label": "official",
        }
    )
    second = Sorter(LESSONS[lang], learner)
    name = learner or find_learner().name
    assert name in second.state["notice"]
    assert 'learner="…"' in second.state["notice"]
    assert len(second.answers) == 1
    second.receive({"action": "next", "statement_id": second.state["at"]})
    assert second.state["notice"] == ""


# learners without a name


def test_five_hundred_learners_without_a_name_stay_five_hundred(tmp_path: Path) -> None:
    """Each in a folder of their own; read together, none is taken for another."""
    for at in range(500):
        who = find_learner(tmp_path / f"{at}")
        log = AnswerLog(log_path(LESSON.exercise_id, who.id, tmp_path / f"{at}"))
        log.append(ROW | {"learner_id": who.id})
    answers, said = quietly(tmp_path)
    assert (answers["learner_id"].nunique(), said) == (500, [])
    scores = kit.score(answers, LESSON)
    assert kit.report(scores).learners == 500
    assert len(set(kit.report(scores).names)) == 500


def test_many_programs_that_start_at_once_find_one_learner(tmp_path: Path) -> None:
    """The first one's id is that of all, and it is the one in the file."""
    code = "from kit.exercises.frame.learner import find_learner as f; print(f().id)"
    ready = "import sys; from kit.exercises.frame import learner; sys.stdin.readline(); "
    started = [
        subprocess.Popen([sys.executable, "-c", ready + code], cwd=tmp_path, text=True,
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                         env=os.environ | {"PYTHONPATH": str(Path(kit.__file__).parents[1])})
        for _ in range(8)
    ]  # fmt: skip
    for one in started:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()
    found = {one.communicate(timeout=60)[0].strip() for one in started}
    kept = (tmp_path / "answers" / "learner.txt").read_text(encoding="utf-8").split("\n")[0]
    assert found == {kept}


def test_a_friendly_name_belongs_to_one_of_a_class() -> None:
    """It comes of the id; who would be called alike is told apart by a few of its letters."""
    ids = [f"anon-{at:016x}" for at in range(3000)]
    names = friendly_names([*ids, "salma", "otter-58"])
    assert len(set(names.values())) == 3002
    assert (names["salma"], names["otter-58"]) == ("salma", "otter-58")
    assert friendly_names(ids[:1]) == {ids[0]: friendly_name(ids[0])}
    assert re.fullmatch(r"[a-z]+-\d\d", friendly_name(ids[0]))


# the log: deleted, emptied, replaced


def older(log: Path) -> None:
    """Put another file in the log's place, as a program that keeps folders alike does."""
    copy = log.with_name("copy")
    copy.write_bytes(log.read_bytes().split(b"\n")[0] + b"\n")
    copy.replace(log)


LOSSES = {
    "the folder is gone": lambda log: shutil.rmtree(log.parents[1]),
    "the log is gone": Path.unlink,
    "the log is empty": lambda log: log.write_bytes(b""),
    "the log is cut": lambda log: log.write_bytes(log.read_bytes()[:200]),
    "half of it is gone": lambda log: log.write_bytes(log.read_bytes().split(b"\n")[0] + b"\n"),
    "it is an older copy": older,
    "it is somebody else's": lambda log: log.write_bytes(encode(ROW | {"learner_id": "fox-3"})),
    "it is rubbish": lambda log: log.write_bytes(os.urandom(999)),
    "a bit is turned": lambda log: log.write_bytes(bytes([log.read_bytes()[0] ^ 1]) + log.read_bytes()[1:]),
}  # fmt: skip


@pytest.mark.parametrize("answering", [True, False], ids=["next answer", "next step"])
@pytest.mark.parametrize("lose", LOSSES.values(), ids=LOSSES)
def test_what_is_no_longer_on_disk_is_written_again(lose: Any, answering: bool) -> None:  # noqa: ANN401, FBT001
    """At the next act all given answers are in the log again, and it is said."""
    sorter = Sorter(LESSON, "owl-7")
    for at in range(3):
        commit(sorter, at)
    log = log_path(LESSON.exercise_id, "owl-7")
    lose(log)
    said = commit(sorter, 3) if answering else act(sorter)
    assert "were written again" in said
    assert labels(log) == dict.fromkeys(IDS[: 3 + answering], "official")
    assert sorter.state["unsaved"] is False
    assert "written again" not in act(sorter)


@POSIX
@pytest.mark.parametrize("kind", ["link", "dangling link", "pipe", "folder", "device"])
def test_a_log_that_is_no_file_is_refused_in_one_line(kind: str, tmp_path: Path) -> None:
    """Nothing hangs, nothing is written through it, and the exercise goes on unsaved."""
    log = log_path(LESSON.exercise_id, "owl-7")
    log.parent.mkdir(parents=True)
    target = tmp_path / "target"
    make = {
        "link": lambda: (target.write_bytes(b""), log.symlink_to(target)), "folder": log.mkdir,
        "dangling link": lambda: log.symlink_to(target), "pipe": lambda: os.mkfifo(log),
        "device": lambda: log.symlink_to("/dev/zero"),
    }  # fmt: skip
    make[kind]()
    with pytest.raises(AnswerError, match=r"^[^\n]+cannot be written \([^\n]+\); [^\n]+$"):
        AnswerLog(log).append(ROW)
    with pytest.raises(AnswerError, match=r"^[^\n]+cannot be read \([^\n]+\); [^\n]+$"):
        AnswerLog(log).read()
    sorter = Sorter(LESSON, "owl-7")
    commit(sorter, 0)
    assert (sorter.state["unsaved"], len(sorter.answers)) == (True, 1)
    assert not target.exists() or target.read_bytes() == b""


# a full disk


def full(number: int) -> None:
    """Fail as fsync does."""
    raise OSError(28, f"No space left on device ({number})")


@pytest.mark.parametrize("wish", [
    {"action": "goto", "statement_id": IDS[2]}, {"action": "next", "statement_id": IDS[0]},
    {"action": "hint", "statement_id": IDS[1]}, {"action": "view", "mode": "article"},
    {"action": "restore", "answers": []}, {"action": "nonsense"}, 7,
], ids=str)  # fmt: skip
def test_a_waiting_answer_is_written_at_the_next_act_of_any_kind(
    wish: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once there is room again nothing has to be pressed for it."""
    sorter = Sorter(LESSON, "owl-7")
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        assert "could not be written" in commit(sorter, 0)
        assert sorter.state["unsaved"] is True
    sorter.receive(wish)
    assert sorter.state["unsaved"] is False
    assert labels(log_path(LESSON.exercise_id, "owl-7")) == {IDS[0]: "official"}


def test_a_cell_run_again_keeps_what_no_disk_took(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the same kernel the answers are there, still unsaved, and are written when that can be."""
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        commit(Sorter(LESSON, "owl-7"), 0, "named")
        Path("answers").rename("gone")
        again = Sorter(LESSON, "owl-7")
        assert (own(again), again.state["unsaved"]) == ({IDS[0]: "named"}, True)
        assert Sorter(LESSON, "fox-3").answers.empty
    third = Sorter(LESSON, "owl-7")
    assert (own(third), third.state["unsaved"]) == ({IDS[0]: "named"}, False)
    assert labels(log_path(LESSON.exercise_id, "owl-7")) == {IDS[0]: "named"}


def test_two_windows_on_a_full_disk_lose_nothing_that_was_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whenever a window says "saved", what it shows is what the log says first."""
    dice = random.Random(17)  # noqa: S311  (no secret)
    plain = os.fsync

    def often_full(number: int) -> None:
        if dice.random() < 0.4:
            full(number)
        plain(number)

    for one in range(20):
        log = tmp_path / f"{one}.jsonl"
        windows = [Sorter(LESSON, "owl-7", log=log) for _ in range(2)]
        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", often_full)
            for _ in range(20):
                window = dice.choice(windows)
                commit(
                    window, dice.randrange(len(IDS)), dice.choice(["official", "named", "outlet"])
                )
                if not window.state["unsaved"]:
                    assert own(window).items() <= labels(log).items()
        for window in windows * 2:
            act(window)
        assert own(windows[0]) == own(windows[1]) == labels(log)


WRITERS = Path(__file__).with_name("writers.py")


@POSIX
@pytest.mark.parametrize("what", ["killed", "full"])
def test_no_answer_that_was_acknowledged_is_lost(what: str) -> None:
    """Two programs write at once, and are killed at any moment, or meet a full disk."""
    done = subprocess.run(
        [sys.executable, str(WRITERS), what, "20"], capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": str(Path(kit.__file__).parents[1])},
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert found["acknowledged"] > 20
    assert (found["lost"], found["unreadable"]) == (0, 0)


# which answer counts


def test_of_two_windows_the_first_in_the_log_counts_and_both_show_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also where both answered at the same instant, before either had heard of the other."""
    one, two = Sorter(LESSON, "owl-7"), Sorter(LESSON, "owl-7")
    plain = AnswerLog.extend

    def crossing(log: AnswerLog, rows: Any) -> None:  # noqa: ANN401
        monkeypatch.setattr(AnswerLog, "extend", plain)
        commit(one, 0, "named")
        plain(log, rows)

    monkeypatch.setattr(AnswerLog, "extend", crossing)
    said = commit(two, 0, "outlet")
    assert said == SAY("first", n=1)
    assert own(one) == own(two) == {IDS[0]: "named"}
    assert two.state["strip"][0]["label"] == "named"
    assert own(Sorter(LESSON, "owl-7")) == {IDS[0]: "named"}
    act(one)
    assert kit.score(read_answers("answers"), LESSON)["label"].tolist() == ["named"]


def test_to_repeat_a_story_after_the_verdicts_changes_no_score() -> None:
    """With the same answers or the six labels, in a second round: what was scored first stands."""
    first = Sorter(LESSON, "owl-7")
    for at in range(len(IDS)):
        commit(first, at, "official")
    before = kit.score(read_answers("answers"), LESSON)
    again = Sorter(LESSON, "owl-7", scheme="codebook")
    assert again.answers.empty
    for at, label in enumerate(LESSON.key["label"]):
        commit(again, at, label)
    assert again.scores["points"].sum() == len(IDS)
    answers = read_answers("answers")
    assert answers["round"].tolist() == [1] * len(IDS) + [2] * len(IDS)
    assert kit.score(answers, LESSON).equals(before)
    assert kit.report(kit.score(answers, LESSON)) == kit.report(before)
    back = Sorter(LESSON, "owl-7", scheme="codebook")
    assert back.answers.equals(again.answers)


def test_a_practice_counts_the_first_answer() -> None:
    """The record that draws tomorrow's items is by the same rule."""
    practice = kit.Practice("en", "owl-7", n=2)
    item = practice.state["at"]
    keyed = {one.entry.statement_id: one.entry.label for one in bank_items("en")}
    right = student_view(keyed[item])
    practice.receive({"action": "commit", "statement_id": item, "label": right})
    wrong = next(label for label in CHOICES if label != right)
    log = log_path(practice.fixed["exercise"], "owl-7")
    AnswerLog(log).append(AnswerLog(log).read().iloc[0].to_dict() | {"label": wrong})
    figures = practice.map.figures
    assert int(figures["answered"].sum()) == 1
    assert int(figures["right"].sum()) == int(practice.scores["accepted"].sum()) == 1


# bringing work back


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "ahead", [timedelta(minutes=5), timedelta(days=1), timedelta(days=4000), timedelta(seconds=40)]
)
def test_work_of_a_fast_clock_comes_back_and_is_marked(ahead: timedelta, lang: str) -> None:
    """No answer is left out for its time, and none keeps a time that is still to come."""
    lesson, say = LESSONS[lang], Words(lang).say
    moment = datetime.now(UTC) + ahead
    row = ROW | {
        "exercise_id": lesson.exercise_id, "text_hash": lesson.text_hash, "answered_at": moment,
        "statement_id": lesson.statements["statement_id"][0],
    }  # fmt: skip
    sorter = Sorter(lesson, "owl-7")
    sorter.receive({"action": "restore", "text": encode(row).decode()})
    assert sorter.state["notice"] == f"{say('restored', n=1)} {say('late', n=1)}"
    assert sorter.answers["answered_at"][0] <= datetime.now(UTC)
    other = Sorter(lesson, "fox-3")
    copy = {
        "statement_id": row["statement_id"],
        "label": "official",
        "answered_at": moment.isoformat(),
    }
    other.receive({"action": "restore", "answers": [copy]})
    assert other.state["notice"] == f"{say('restored', n=1)} {say('late', n=1)}"
    assert other.answers["answered_at"][0] <= datetime.now(UTC)


def test_a_saved_file_that_was_edited_is_taken_and_said() -> None:
    """It is the learner's own; but it is not what was written."""
    line = encode(ROW).decode().replace("official", "named")
    sorter = Sorter(LESSON, "owl-7")
    sorter.receive(
        {"action": "restore", "text": line + encode(ROW | {"statement_id": IDS[1]}).decode()}
    )
    assert sorter.state["notice"] == f"{SAY('restored', n=2)} {SAY('edited', n=1)}"
    assert own(sorter) == {IDS[0]: "named", IDS[1]: "official"}


def test_who_has_no_name_takes_up_the_work_of_one_learner_and_not_of_many() -> None:
    """One learner's file may come from another machine; the lines of a class are nobody's."""
    sorter = Sorter(LESSON)
    lines = [
        encode(ROW | {"learner_id": name, "statement_id": IDS[at]}).decode()
        for at, name in enumerate(("sara", "omar"))
    ]
    sorter.receive({"action": "restore", "text": "".join(lines)})
    assert sorter.state["notice"] == f"{SAY('restored', n=0)} {SAY('not_learner', n=2)}"
    sorter.receive({"action": "restore", "text": lines[0]})
    assert sorter.state["notice"] == SAY("restored", n=1)


def test_a_saved_file_written_anew_by_another_program_is_as_it_was() -> None:
    """Other spaces, another order, letters as escapes: the same answers, the same checksum."""
    line = json.loads(encode(ROW | {"learner_id": "منى"}))
    text = json.dumps(dict(reversed(line.items())), indent=None) + "\r\n"
    sorter = Sorter(LESSON, "منى")
    sorter.receive({"action": "restore", "text": text})
    assert sorter.state["notice"] == SAY("restored", n=1)


# another folder


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("learner", ["owl-7", None])
def test_a_new_exercise_says_where_answers_are_kept(learner: str | None, lang: str) -> None:
    """The folder is named, so that "nothing answered" can be understood."""
    sorter = Sorter(LESSONS[lang], learner)
    assert "here/answers/" in sorter.state["notice"]
    assert (learner or find_learner().name) in sorter.state["notice"]


@pytest.mark.parametrize("learner", ["owl-7", None])
@pytest.mark.parametrize(
    ("from_here", "notebook"),
    [
        ("..", ""),
        ("../..", ""),
        ("inner", ""),
        ("inner/deep", ""),
        ("../../far", "../../far/x.ipynb"),
    ],
    ids=["above", "further above", "below", "further below", "beside the notebook"],
)
def test_older_answers_near_by_are_told(
    learner: str | None, from_here: str, notebook: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kernel that starts in another folder says where the answers of before lie."""
    here, other = Path.cwd(), Path(from_here).resolve()
    other.mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(other)
    commit(Sorter(LESSON, learner), 0)
    monkeypatch.chdir(here)
    monkeypatch.setenv("JPY_SESSION_NAME", str(Path(notebook).resolve()) if notebook else "")
    sorter = Sorter(LESSON, learner)
    assert str(other) in str(sorter.state["notice"]).replace("//", "/")
    assert sorter.answers.empty
    commit(sorter, 1)
    assert len(Sorter(LESSON, learner).answers) == 1


@pytest.mark.parametrize(
    "log", ["log.jsonl", "/log.jsonl", "/kit/log.jsonl", "a/answers/log.jsonl"]
)
def test_a_log_of_ones_own_choice_may_lie_anywhere(log: str) -> None:
    """Where there is no folder of answers, none is looked for elsewhere."""
    said = Sorter(LESSON, "owl-7", log=log).state["notice"]
    assert f"{Path(log).absolute().parent.name}/" in said
    assert not Path(log).exists()


def test_a_folder_that_was_renamed_or_copied_goes_on_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The work comes along; whether it is the same learner's, only they can tell."""
    commit(Sorter(LESSON), 0)
    assert SAY("copied") not in Sorter(LESSON).state["notice"]
    monkeypatch.chdir("..")
    Path("here").rename("مجلد آخر")
    monkeypatch.chdir("مجلد آخر")
    sorter = Sorter(LESSON)
    assert own(sorter) == {IDS[0]: "official"}
    assert SAY("copied") in sorter.state["notice"]


def test_whoever_gets_a_copy_of_a_folder_is_asked_who_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also for an exercise that nobody has begun: all who copied it would be one learner."""
    commit(Sorter(LESSON), 0)
    shutil.copytree(Path.cwd(), tmp_path / "copy")
    monkeypatch.chdir(tmp_path / "copy")
    for lang in LANGS:
        said = Sorter(LESSONS[lang]).state["notice"]
        assert Words(lang).say("copied") in said
        assert Words(lang).say("not_you", code='learner="…"') in said
