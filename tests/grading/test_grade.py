"""What a class hands in is marked from the teacher's key, kept, and told."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from classes import (
    ARABIC,
    LATER,
    LESSON,
    MOST,
    START,
    contents,
    graded,
    grades,
    log,
    packed,
    put,
    rows,
)

import kit
from kit.core.errors import AnswerError, LessonError
from kit.exercises.chain.task import Chaining
from kit.exercises.lines import encode
from kit.grading.book import Book, BookError
from kit.grading.layer import BOOK
from kit.languages.interface import decimal

ROOT = Path(kit.__file__).parents[1]
MOODLE = "{name}_{number}_assignsubmission_file_"


def lines_of(data: bytes) -> list[dict[str, object]]:
    """Return the objects of a log's lines."""
    return [json.loads(line) for line in data.splitlines()]


def test_points_come_from_the_key(tmp_path: Path) -> None:
    """What is right earns a point; what is not answered earns none and counts in the whole."""
    put(tmp_path / "in", "answers/x/mona.jsonl", log("mona", wrong=2))
    put(tmp_path / "in", "answers/x/ben.jsonl", log("ben", only=3))
    done = graded(tmp_path / "out", tmp_path / "in")
    assert (done.logs, done.new, done.unread, done.notes) == (2, 2, (), ())
    assert grades(tmp_path / "out") == {"ben": "3", "mona": str(MOST - 2)}
    assert {row["Maximum Grade"] for row in rows(tmp_path / "out/moodle.csv")} == {str(MOST)}


def test_graded_again_nothing_changes(tmp_path: Path) -> None:
    """The same hand-ins twice, or in another folder, leave the book as it was."""
    put(tmp_path / "in", "answers/x/mona.jsonl", log("mona", wrong=2))
    graded(tmp_path / "out", tmp_path / "in")
    before = contents(tmp_path / "out")
    shutil.copytree(tmp_path / "in", tmp_path / "copy")
    done = graded(tmp_path / "out", tmp_path / "in", tmp_path / "copy", tmp_path / "in")
    assert (done.new, done.again, contents(tmp_path / "out")) == (0, 0, before)


@pytest.mark.parametrize(
    ("policy", "expected"), [("first", MOST - 3), ("last", MOST - 2), ("best", MOST - 1)]
)
def test_each_hand_in_is_kept_and_the_policy_says_which_counts(
    tmp_path: Path, policy: str, expected: int
) -> None:
    """Three hand-ins of one learner stay in the book, in whatever order they came."""
    home = MOODLE.format(name="Mona", number=7)
    days = [START + timedelta(days=day) for day in range(3)]
    for day, wrong in ((2, 2), (0, 3), (1, 1)):
        put(tmp_path, f"{day}/{home}/a.jsonl", log("mona", wrong, start=days[day]))
        graded(tmp_path / "out", tmp_path / str(day), policy=policy)
    assert grades(tmp_path / "out") == {"Mona": str(expected)}
    with Book(f"sqlite:///{tmp_path / 'out' / BOOK}") as book, book.changes():
        (mona,) = book.everyone()
        kept = [one.points for one in book.history(mona.learner)]
    assert kept == [MOST - 3, MOST - 1, MOST - 2]


def test_a_log_that_has_grown_is_the_same_learners(tmp_path: Path) -> None:
    """Handed in half done and later whole, it is one learner with one grade."""
    put(tmp_path / "monday", "mona.jsonl", log("mona", only=2))
    put(tmp_path / "friday", "mona.jsonl", log("mona"))
    done = graded(tmp_path / "out", tmp_path / "monday", tmp_path / "friday")
    assert (grades(tmp_path / "out"), done.notes) == ({"mona": str(MOST)}, ())


def test_two_learners_of_one_name_stay_two(tmp_path: Path) -> None:
    """Logs of one name that do not begin alike are of two learners, and that is told."""
    put(tmp_path / "a", "answers/x/ali.jsonl", log("ali", 1))
    put(tmp_path / "b", "answers/x/ali.jsonl", log("ali", 3, start=START + timedelta(hours=1)))
    done = graded(tmp_path / "out", tmp_path / "a", tmp_path / "b")
    assert grades(tmp_path / "out") == {"ali": str(MOST - 1), "ali (2)": str(MOST - 3)}
    (note,) = done.notes
    assert note.partition(": ")[2] == (
        f"'ali' handed in other answers to {LESSON.exercise_id} than one of that name before; "
        "they are kept as two learners"
    )
    graded(tmp_path / "one", tmp_path / "a", tmp_path / "b", names_are_unique=True)
    assert grades(tmp_path / "one") == {"ali": str(MOST - 3)}


def test_two_of_one_name_in_a_schools_system_are_told_by_its_number(tmp_path: Path) -> None:
    """Their pages and rows do not fall together."""
    path = packed(
        tmp_path / "all.zip",
        {
            f"{MOODLE.format(name='Ali Hasan', number=n)}/a.jsonl": log("x", n, start=START + timedelta(hours=n))
            for n in (1, 2)
        },
    )  # fmt: skip
    graded(tmp_path / "out", path)
    found = [
        (r["Identifier"], r["Full name"], r["Grade"]) for r in rows(tmp_path / "out/moodle.csv")
    ]
    assert found == [
        ("Participant 1", "Ali Hasan", str(MOST - 1)),
        ("Participant 2", "Ali Hasan", str(MOST - 2)),
    ]
    assert sorted(path.name for path in (tmp_path / "out/feedback").iterdir()) == [
        f"Ali Hasan_{n}_assignsubmission_file_feedback.html" for n in (1, 2)
    ]


def test_the_systems_files_are_told_apart(tmp_path: Path) -> None:
    """Moodle's names, in folders or flat, and Canvas's, late or not, each go to their own file."""
    path = packed(
        tmp_path / "all.zip",
        {
            "منى سالم_11_assignsubmission_file_/a.jsonl": log("a", start=START),
            "Group A-Omar, Zed_12_assignsubmission_file_a.jsonl": log("b", 1, start=START + timedelta(1)),
            "haddadlina_LATE_501_9001_a.jsonl": log("c", 2, start=START + timedelta(2)),
            "smithjo_502_9002_a-1.jsonl": log("d", 3, start=START + timedelta(3)),
        },
    )  # fmt: skip
    graded(tmp_path / "out", path)
    moodle = [(r["Identifier"], r["Full name"]) for r in rows(tmp_path / "out/moodle.csv")]
    assert moodle == [("Participant 12", "Group A-Omar, Zed"), ("Participant 11", "منى سالم")]
    canvas = rows(tmp_path / "out/canvas.csv")
    assert [(r["Student"], r["ID"], r[LESSON.exercise_id]) for r in canvas] == [
        ("Points Possible", "", f"{MOST:.1f}"),
        ("haddadlina", "501", str(MOST - 2)),
        ("smithjo", "502", str(MOST - 3)),
    ]
    page = (tmp_path / "out/feedback/haddadlina.html").read_text(encoding="utf-8")
    assert "handed in late" in page


def test_a_grade_may_be_out_of_the_systems_own(tmp_path: Path) -> None:
    """An exercise in two languages counts once, and what was not handed in counts nothing."""
    from kit.grading.desk import grade_class  # noqa: PLC0415
    from kit.grading.grade import Wishes  # noqa: PLC0415

    put(tmp_path / "in", "answers/x/mona.jsonl", log("mona") + log("mona", 3, lesson=ARABIC))
    put(tmp_path / "in", "answers/x/ben.jsonl", log("ben", only=MOST // 2))
    grade_class([str(tmp_path / "in")], tmp_path / "out", Wishes(), out_of=100)
    assert grades(tmp_path / "out") == {"ben": "50", "mona": "100"}


@pytest.mark.fault("learners")
def test_claimed_points_are_not_looked_at(tmp_path: Path) -> None:
    """Whatever a line says it earned, the key decides."""
    claimed = [
        row | {"schema": 1, "points": 99, "accepted": True, "max_points": 1}
        for row in lines_of(log("eve", MOST))
    ]
    data = "\n".join(
        json.dumps({k: v for k, v in row.items() if k != "checksum"}) for row in claimed
    )
    put(tmp_path / "in", "eve.jsonl", data.encode() + b"\n")
    graded(tmp_path / "out", tmp_path / "in")
    assert grades(tmp_path / "out") == {"eve": "0"}


def edited(name: str) -> bytes:
    """Return a log that somebody has edited."""
    sound = log("eve", 1)
    whole = sound.splitlines(keepends=True)
    if name == "checksum":
        return re.sub(rb'"label":"\w+"', b'"label":"named"', whole[0]) + b"".join(whole[1:])
    if name == "order":
        return b"".join([whole[1], whole[0], *whole[2:]])
    if name == "time":
        return log("eve", start=datetime.now(UTC) + timedelta(days=9))
    if name == "foreign":
        return sound + log("eve", only=1, statement_id="somewhere#9", answered_at=LATER)
    return sound + log("eve", only=1, text_hash="0123456789abcdef", answered_at=LATER)


@pytest.mark.fault("learners")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("checksum", "lines changed after they were written: 1"),
        ("order", "answers out of order (its clock was set, or it was edited): 1"),
        ("time", f"answers at times that cannot be: {MOST}"),
        ("foreign", "answers to what this exercise does not ask, left aside: 1"),
        ("edition", "answers to another edition of the article, left aside: 1"),
    ],
)
def test_an_edited_log_is_flagged(tmp_path: Path, name: str, said: str) -> None:
    """It is graded, and one line says what is odd about it."""
    path = put(tmp_path / "in", "eve.jsonl", edited(name))
    done = graded(tmp_path / "out", tmp_path / "in")
    told = (f"{path}: {LESSON.exercise_id}: {said}",)
    assert (done.notes, done.unread) == (told, ())
    assert len(grades(tmp_path / "out")) == 1


@pytest.mark.fault("learners")
def test_a_log_that_two_handed_in_is_told(tmp_path: Path) -> None:
    """One copied the other's file."""
    names = {MOODLE.format(name=name, number=n): log("x") for n, name in enumerate(("Ann", "Bob"))}
    path = packed(tmp_path / "all.zip", {f"{name}/a.jsonl": data for name, data in names.items()})
    assert graded(tmp_path / "out", path).notes == (
        f"2 learners ('Ann', 'Bob') handed in one log to {LESSON.exercise_id}; ask them",
    )


@pytest.mark.fault("learners")
def test_late_answers_are_noted_and_cost_nothing(tmp_path: Path) -> None:
    """After the time that is due a page says so."""
    put(tmp_path / "in", "mona.jsonl", log("mona"))
    graded(tmp_path / "out", tmp_path / "in", due=START + timedelta(seconds=15))
    page = (tmp_path / "out/feedback/mona.html").read_text(encoding="utf-8")
    assert ("handed in late" in page, grades(tmp_path / "out")) == (True, {"mona": str(MOST)})


@pytest.mark.fault("learners")
def test_a_key_that_was_mended_marks_anew(tmp_path: Path) -> None:
    """What was handed in before is marked by the newer key, and stands in the book once."""
    home = tmp_path / "lessons" / "bridge-brief"
    shutil.copytree(ROOT / "seeds" / "bridge-brief", home)
    put(tmp_path / "in", "mona.jsonl", log("mona"))
    graded(tmp_path / "out", tmp_path / "in", folder=str(tmp_path / "lessons"))
    key = home / "key.en.toml"
    text = key.read_text(encoding="utf-8")
    at = text.index('label = "official"')
    mended = text[:at] + text[at:].replace('"official"', '"outlet"', 1)
    key.write_text(mended, encoding="utf-8")
    done = graded(tmp_path / "out", tmp_path / "in", folder=str(tmp_path / "lessons"))
    assert (done.new, done.again) == (0, 1)
    assert grades(tmp_path / "out") == {"mona": str(MOST - 1)}


@pytest.mark.fault("output")
@pytest.mark.parametrize(
    "name", ["=cmd()", "@SUM(A1)", 'O\'Brien, "Pat"', "منى, أحمد", "+1", "a\tb", "-2"]
)
def test_no_name_runs_or_breaks_a_table(tmp_path: Path, name: str) -> None:
    """Names with commas, quotes and signs of formulas stay one cell, which begins no formula."""
    put(tmp_path / "in", "x.jsonl", log(name))
    graded(tmp_path / "out", tmp_path / "in")
    for file, column in (("moodle.csv", "Full name"), ("canvas.csv", "Student")):
        data = (tmp_path / "out" / file).read_bytes()
        cell = rows(tmp_path / "out" / file)[-1][column]
        assert (data[:3], cell[:1] in "=+-@") == (b"\xef\xbb\xbf", False)
        assert cell.removeprefix("'") == " ".join(name.split())


@pytest.mark.fault("learners")
def test_marks_that_turn_the_reading_direction_make_no_second_learner(tmp_path: Path) -> None:
    """A name with and without them is one."""
    put(tmp_path / "in", "a.jsonl", log("\u202bمنى\u202c", only=2))
    put(tmp_path / "in", "b.jsonl", log("منى"))
    graded(tmp_path / "out", tmp_path / "in")
    assert grades(tmp_path / "out") == {"منى": str(MOST)}


def test_a_lesson_nobody_knows_is_told_once(tmp_path: Path) -> None:
    """Its answers are left aside; those to known lessons are graded."""
    for name, start in (("mona", START), ("ben", LATER)):
        data = log(name, start=start) + log(name, start=start, exercise_id="tonight.en")
        put(tmp_path / "in", f"{name}.jsonl", data)
    done = graded(tmp_path / "out", tmp_path / "in")
    assert (len(done.notes), "unknown lesson 'tonight'" in done.notes[0]) == (1, True)
    assert grades(tmp_path / "out") == {"ben": str(MOST), "mona": str(MOST)}
    with pytest.raises(LessonError, match="did you mean 'bridge-brief'"):
        graded(tmp_path / "none", tmp_path / "in", lessons=("bridge-breif",))
    assert not (tmp_path / "none").exists()


def test_only_the_lessons_asked_for_are_graded(tmp_path: Path) -> None:
    """Answers to others leave no trace."""
    other = kit.load_lesson("the-call", lang="en")
    put(tmp_path / "in", "mona.jsonl", log("mona") + log("mona", lesson=other))
    graded(tmp_path / "out", tmp_path / "in", lessons=("bridge-brief",))
    assert list(rows(tmp_path / "out/moodle.csv")[0])[5:] == [LESSON.exercise_id]


@pytest.mark.fault("learners")
def test_a_book_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    """One line says what was found."""
    put(tmp_path / "in", "mona.jsonl", log("mona"))
    put(tmp_path / "out", BOOK, b"this is no database" * 99)
    with pytest.raises(BookError, match="file is not a database"):
        graded(tmp_path / "out", tmp_path / "in")
    with pytest.raises(BookError, match="found no address of a database"):
        graded(tmp_path / "out", tmp_path / "in", book="my grades")
    with pytest.raises(AnswerError, match="found no answer log"):
        graded(tmp_path / "out", tmp_path / "nowhere")


FULL = """
import resource, signal, sys
from pathlib import Path
from kit.grading.desk import grade_class
from kit.grading.grade import Wishes
from kit.core.errors import KitError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), -1))
try:
    grade_class([sys.argv[1]], Path(sys.argv[2]), Wishes())
except KitError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.fault("learners")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no sizes of files")
@pytest.mark.parametrize("room", [8_000, 60_000, 90_000])
def test_a_full_disk_leaves_the_book_as_it_was(tmp_path: Path, room: int) -> None:
    """One line says so; with room made, grading gives what it would have given."""
    for n in range(60):
        put(tmp_path / "in", f"{n}.jsonl", log(f"learner {n}", n % 3))
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / "in"), str(tmp_path / "out"), str(room)],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert (done.stdout.startswith("BookError"), done.stdout.count("\n"), done.stderr) == (
        True, 1, "",
    ), done.stderr  # fmt: skip
    graded(tmp_path / "out", tmp_path / "in")
    graded(tmp_path / "fresh", tmp_path / "in")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


KILLED = """
import os, sys
from pathlib import Path
from kit.grading import desk
from kit.grading.grade import Wishes
left = int(sys.argv[3])
def watched(found):
    global left
    for one in found:
        left -= 1
        if left < 0:
            os.kill(os.getpid(), 9)
        yield one
desk.grade_class([sys.argv[1]], Path(sys.argv[2]), Wishes(), watched=watched)
"""


@pytest.mark.fault("learners")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal 9")
def test_killed_while_grading_it_gives_the_same_book(tmp_path: Path) -> None:
    """However far it came, the next run gives what one run alone would have given."""
    for n in range(40):
        put(
            tmp_path / "in",
            f"{n}.jsonl",
            log(f"learner {n % 30}", n % 3, start=START + timedelta(hours=n)),
        )
    for left in (0, 1, 17, 39):
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(tmp_path / "in"), str(tmp_path / "out"), str(left)],
            check=False, cwd=ROOT, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
        assert done.returncode == -signal.SIGKILL
    graded(tmp_path / "out", tmp_path / "in")
    graded(tmp_path / "fresh", tmp_path / "in")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_a_second_try_without_a_first_is_no_answer(tmp_path: Path) -> None:
    """It is flagged, and earns nothing."""
    put(tmp_path / "in", "eve.jsonl", log("eve", attempt=2))
    done = graded(tmp_path / "out", tmp_path / "in")
    assert "nothing in it could be marked" in done.notes[0]
    assert grades(tmp_path / "out") == {}


def test_a_line_that_encodes_is_a_line() -> None:
    """The logs made here are such as the kit writes."""
    first = lines_of(log("mona"))[0]
    assert encode({**first, "answered_at": START}) == log("mona").splitlines(keepends=True)[0]


@pytest.mark.parametrize(
    ("lesson", "told"),
    [(LESSON, "{right} of {most} points (guessing gives {chance})"),
     (ARABIC, "النقاط: {right} من {most} (حصيلة التخمين {chance})")],
)  # fmt: skip
def test_points_stand_beside_what_guessing_gives(
    lesson: kit.Lesson, told: str, tmp_path: Path
) -> None:
    """A quarter with four answers; hands in an order have no such list, and nothing is told of them."""
    hands = Chaining.for_lesson(lesson)
    order = {
        "learner_id": "mona", "exercise_id": f"{lesson.exercise_id}.chain", "label": "",
        "statement_id": hands.items[0], "scheme": "order", "given": [lesson.entries[0].chain[0]],
        "text_hash": lesson.text_hash, "answered_at": START,
    }  # fmt: skip
    put(tmp_path / "in", "mona.jsonl", log("mona", 2, lesson=lesson) + encode(order))
    graded(tmp_path / "out", tmp_path / "in")
    page = (tmp_path / "out/feedback/mona.html").read_text(encoding="utf-8")
    figures = {"right": MOST - 2, "most": MOST, "chance": MOST / 4}
    said = told.format(**{name: decimal(n, lesson.lang) for name, n in figures.items()})
    points = re.findall(r'<p class="points">(.*?)</p>', page)
    assert (len(points), points.count(said), page.count(said.partition("(")[2][:8])) == (2, 1, 1)
