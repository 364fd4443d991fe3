"""Whatever breaks, the learner is told, can go on, and no committed answer is gone.

An answer is not gone if Python holds it, the log on disk has it, or the widget offers to bring it
back from the browser's copy. Disks, the browser's copy and logs break here on a bare page; kernels
and servers in test_nothing_lost_in_lab.py.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect
from sorting import (
    IDS,
    LABELS,
    LESSON,
    WORDS,
    answer,
    answered,
    bring_back,
    cell,
    choose,
    go_on,
    log_of,
    logged,
    nowhere,
    offer,
    saved,
    told,
    unsaved,
)

from kit.exercises.frame.wording import Words
from kit.exercises.log import AnswerLog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bare import Bare
    from playwright.sync_api import BrowserContext

    Start = Callable[..., Bare]

KEPT: Final = {"text_hash": LESSON.text_hash, "scheme": "student"}
LINE: Final = {
    "schema": 1,
    "learner_id": "",
    "exercise_id": LESSON.exercise_id,
    "statement_id": IDS[0],
    "label": "outlet",
    "scheme": "student",
    "confidence": None,
    "answered_at": "2025-03-05T08:00:00+00:00",
    "text_hash": LESSON.text_hash,
}
LIMIT: Final = (
    "[__import__('resource').setrlimit(1, ({to}, -1)), __import__('resource').RLIMIT_FSIZE]"
)
REFUSE: Final = {
    "forbidden": "throw new DOMException('denied', 'SecurityError')",
    "full": "throw new DOMException('no room', 'QuotaExceededError')",
}
REFUSING: Final = """
for (const name of %s) {
    const plain = Storage.prototype[name];
    Storage.prototype[name] = function (key, ...rest) {
        if (String(key).startsWith("kit:")) %s;
        return plain.call(this, key, ...rest);
    };
}"""
GONE: Final = """() => Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("denied", "SecurityError"); },
})"""


@pytest.mark.parametrize("room", [0, 40], ids=["no byte", "half a line"])
def test_a_full_disk(bare: Start, desk: Path, room: int) -> None:
    """A full disk is told and stops nobody; with room again the next commit writes both answers."""
    learner = f"full-{room}"
    book = bare(cell("en", learner))
    book.run_all()
    answer(book, "outlet")
    book.value(LIMIT.format(to=log_of(desk, learner).stat().st_size + room))
    choose(book, "official")
    expect(book.widget.locator(".verdict")).to_be_visible()
    told(book, WORDS.say("write", why=os.strerror(errno.EFBIG)))
    unsaved(book, 2)
    assert answered(book) == LABELS[:2]
    go_on(book)
    unsaved(book, 2)
    book.value(LIMIT.format(to=-1))
    answer(book, "unverified")
    saved(book, 3)
    whole = AnswerLog(log_of(desk, learner)).read()  # half a line is passed over
    assert whole["statement_id"].tolist() == IDS[:3]
    book.restart()
    assert answered(book) == LABELS[:3]


def test_a_full_disk_and_then_a_new_kernel(bare: Start, desk: Path) -> None:
    """An answer that never reached the disk is brought back from the browser."""
    book = bare(cell("en", "full-killed"))
    book.run_all()
    answer(book, "outlet")
    book.value(LIMIT.format(to=log_of(desk, "full-killed").stat().st_size))
    answer(book, "official")
    unsaved(book, 2)
    book.value(LIMIT.format(to=-1))  # a new kernel would be a new process, without this limit
    book.restart()
    saved(book, 1)
    bring_back(book, 1)
    saved(book, 2)
    assert answered(book) == LABELS[:2]
    assert logged(desk, "full-killed") == list(zip(IDS, LABELS[:2], strict=False))


@pytest.mark.parametrize(
    ("learner", "log"),
    [
        ("blocked", "blocker/answers.jsonl"),
        ("proc", "/proc/kit/answers.jsonl"),
    ],
)
def test_a_log_that_cannot_be_written(bare: Start, learner: str, log: str) -> None:
    """The widget says so and goes on; the next kernel gets the answers from the browser."""
    book = bare(nowhere(learner, log))
    book.run_all()
    choose(book, "outlet")
    expect(book.widget.locator(".verdict")).to_be_visible()
    unsaved(book, 1)
    expect(book.widget.locator(".notice")).to_contain_text("could not be written")
    expect(book.widget.locator("[aria-live]")).to_contain_text("could not be written")
    go_on(book)
    answer(book, "official")
    unsaved(book, 2)
    assert answered(book) == LABELS[:2]
    book.restart()
    assert answered(book) == []
    bring_back(book, 2)
    unsaved(book, 2)
    assert answered(book) == LABELS[:2]


@pytest.mark.parametrize("how", ["forbidden", "full", "gone"])
def test_a_browser_that_keeps_nothing(
    bare: Start, desk: Path, context: BrowserContext, how: str
) -> None:
    """Without the browser's storage the log on disk holds all, and the lesson runs as ever."""
    if how in REFUSE:
        names = ["setItem"] if how == "full" else ["getItem", "setItem", "removeItem"]
        context.add_init_script(REFUSING % (names, REFUSE[how]))
    book = bare(cell("en", f"store-{how}"))
    errors: list[str] = []
    book.page.on("pageerror", lambda error: errors.append(error.message))
    if how == "gone":
        book.page.evaluate(GONE)
    book.run_all()
    for label in LABELS[:2]:
        answer(book, label)
    saved(book, 2)
    assert answered(book) == LABELS[:2]
    assert logged(desk, f"store-{how}") == list(zip(IDS, LABELS[:2], strict=False))
    book.restart()
    saved(book, 2)
    assert errors == []


def test_no_promise_of_a_browser_that_keeps_nothing(bare: Start, context: BrowserContext) -> None:
    """With Python silent and the storage full the message does not say that the browser keeps it."""
    context.add_init_script(REFUSING % (["setItem"], REFUSE["full"]))
    book = bare(cell("en", "no-promise"))
    book.run_all()
    book.silence()
    choose(book, "outlet")
    expect(book.widget.locator(".notice")).to_have_text(WORDS.fixed()["silent_bare"])
    expect(book.widget.locator(".opt[data-label=outlet] input")).to_be_checked()


def test_no_promise_when_neither_disk_nor_browser_keeps_it(
    bare: Start, desk: Path, context: BrowserContext
) -> None:
    """With disk and storage both full the learner is told that only this page holds the answer."""
    context.add_init_script(REFUSING % (["setItem"], REFUSE["full"]))
    book = bare(cell("en", "both-full"))
    book.run_all()
    answer(book, "outlet")
    book.value(LIMIT.format(to=log_of(desk, "both-full").stat().st_size))
    choose(book, "official")
    expect(book.widget.locator(".verdict")).to_be_visible()
    unsaved(book, 2)
    expect(book.widget.locator(".notice")).not_to_be_empty()
    expect(book.widget.locator(".notice")).not_to_contain_text("this browser")
    assert answered(book) == LABELS[:2]


def copy(**answers: object) -> str:
    """Return a browser's copy with answers to statements by their ids."""
    return json.dumps(KEPT | {"answers": answers})


FINE: Final = {"label": "outlet", "confidence": None, "answered_at": "2025-03-05T08:00:00+00:00"}
COPIES: Final[dict[str, tuple[str, int, list[str]]]] = {
    "no JSON": ("{oops", 0, []),
    "a number": ("7", 0, []),
    "null": ("null", 0, []),
    "a list": ("[1, 2]", 0, []),
    "answers that are a text": (json.dumps(KEPT | {"answers": "official"}), 0, []),
    "answers that are a list": (json.dumps(KEPT | {"answers": [FINE, FINE]}), 0, []),
    "another text": (json.dumps({**KEPT, "text_hash": "0" * 64, "answers": {IDS[0]: FINE}}), 0, []),
    "another scheme": (json.dumps({**KEPT, "scheme": "codebook", "answers": {IDS[0]: FINE}}), 0, []),
    "unknown statements": (copy(**{"nobody.en#1": FINE, IDS[0]: FINE}), 1, ["outlet"]),
    "no object": (copy(**{IDS[0]: None, IDS[1]: "official", IDS[2]: 7}), 3, []),
    "a codebook label": (copy(**{IDS[0]: FINE | {"label": "hearsay"}}), 1, []),
    "markup": (copy(**{IDS[0]: FINE | {"label": "<img src=x onerror=window.hacked=1>"}}), 1, []),
    "a list of labels": (copy(**{IDS[0]: FINE | {"label": ["outlet"]}}), 1, []),
    "a word for certainty": (copy(**{IDS[0]: FINE | {"confidence": "high"}}), 1, []),
    "a step between": (copy(**{IDS[0]: FINE | {"confidence": 0.3}}), 1, []),
    "true for certainty": (copy(**{IDS[0]: FINE | {"confidence": True}}), 1, []),
    "10,000 answers": (copy(**{f"x#{n}": FINE for n in range(10_000)}, **{IDS[0]: FINE}), 1, ["outlet"]),
    "the future": (copy(**{IDS[0]: FINE | {"answered_at": "2999-01-01T00:00:00+00:00"}}), 1, ["outlet"]),
    "before all time": (copy(**{IDS[0]: FINE | {"answered_at": "0001-01-01T00:00:00+14:00"}}), 1, ["outlet"]),
    "a time that is an object": (copy(**{IDS[0]: FINE | {"answered_at": {"now": 1}}}), 1, ["outlet"]),
    "prototypes": (
        copy(**{
            "__proto__": FINE | {"polluted": 1}, "constructor": FINE, "hasOwnProperty": FINE,
            IDS[0]: FINE | {"__proto__": {"polluted": 1}, "statement_id": IDS[3]},
        })[:-1] + ', "__proto__": {"polluted": 1}}', 1, ["outlet"],
    ),
}  # fmt: skip
"""A tampered copy, how many answers of it are offered at most, and which of them are taken."""


@pytest.mark.parametrize("name", COPIES)
def test_a_tampered_copy_in_the_browser(bare: Start, desk: Path, name: str) -> None:
    """It is read as data: what is no answer is refused with a reason, and the lesson goes on."""
    text, offered, taken = COPIES[name]
    learner = f"copy-{list(COPIES).index(name)}"
    book = bare(cell("en", learner))
    errors: list[str] = []
    book.page.on("pageerror", lambda error: errors.append(error.message))
    book.page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", [f"kit:harbour.en:{learner}", text]
    )
    book.run_all()
    button = book.widget.get_by_role("button", name=offer(offered))
    saved(book, 0)
    if taken:
        button.click()
        expect(book.widget.locator(".notice")).to_contain_text(WORDS.say("restored", n=len(taken)))
    elif button.count():
        button.click()
        expect(book.widget.locator(".notice")).to_contain_text("were left out")
    saved(book, len(taken))
    assert answered(book) == taken
    answer(book, LABELS[len(taken)])
    saved(book, len(taken) + 1)
    assert answered(book) == [*taken, LABELS[len(taken)]]
    assert logged(desk, learner) == list(zip(IDS, answered(book), strict=False))
    now = "__import__('pandas').Timestamp.now('UTC')"
    assert book.value(f"bool((sorter.answers['answered_at'] <= {now}).all())")
    assert book.page.evaluate("[window.hacked, {}.polluted]") == [None, None]
    assert errors == []


def test_a_refused_copy_is_not_offered_for_ever(bare: Start) -> None:
    """What was refused once is not offered again by the same widget."""
    book = bare(cell("en", "refused"))
    book.page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)",
        ["kit:harbour.en:refused", COPIES["a codebook label"][0]],
    )
    book.run_all()
    button = book.widget.get_by_role("button", name=offer(1))
    if button.count():
        button.click()
        expect(book.widget.locator(".notice")).to_contain_text("were left out")
    expect(button).to_have_count(0)


def test_a_copy_of_another_edition_is_not_overwritten(bare: Start) -> None:
    """Answers to an earlier text are not applied, but this browser goes on keeping them."""
    book = bare(cell("en", "edition"))
    book.page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)",
        ["kit:harbour.en:edition", COPIES["another text"][0]],
    )
    book.run_all()
    answer(book, "outlet")
    everything = book.page.evaluate(
        "() => Object.keys(localStorage).filter(k => k.startsWith('kit:')).map(k => localStorage[k])"
    )
    assert any("0" * 64 in text for text in everything)


def line(**change: object) -> bytes:
    """Return a line of a log that differs from a sound one."""
    return json.dumps(LINE | change).encode()


LOGS: Final[dict[str, tuple[bytes, str]]] = {
    "binary junk": (bytes(range(11, 256)), WORDS.say("torn", n=1)),
    "zeros of a crashed disk": (bytes(4096), WORDS.say("torn", n=1)),
    "half a line": (line(statement_id=IDS[2])[:90], WORDS.say("torn", n=1)),
    "a deep nest": (b"[" * 100_000, WORDS.say("torn", n=1)),
    "no object": (b'"official"', WORDS.say("torn", n=1)),
    "a number too long": (b'{"schema": ' + b"9" * 5000 + b"}", WORDS.say("torn", n=1)),
    "schema 2": (line(schema=2, statement_id=IDS[2]), WORDS.say("torn", n=1)),
    "a label of the other scheme": (line(label="hearsay", statement_id=IDS[2]), WORDS.say("torn", n=1)),
    "the other scheme": (
        line(scheme="codebook", label="hearsay", statement_id=IDS[2]), WORDS.say("scheme", n=1),
    ),
    "another edition": (line(text_hash="0" * 64, statement_id=IDS[2]), WORDS.say("edition", n=1)),
    "certainty of 7": (line(confidence=7, statement_id=IDS[2]), WORDS.say("torn", n=1)),
    "before all time": (
        line(answered_at="0001-01-01T00:00:00+14:00", statement_id=IDS[2]), WORDS.say("torn", n=1),
    ),
    "no zone": (line(answered_at="2025-03-05T08:00:00", statement_id=IDS[2]), WORDS.say("torn", n=1)),
    "another learner": (line(learner_id="somebody else", statement_id=IDS[2]), ""),
    "another exercise": (line(exercise_id="bridge.en", statement_id=IDS[2]), ""),
    "an unknown statement": (line(statement_id="harbour.en#99"), ""),
}  # fmt: skip
"""What stands between two sound lines of a log, and what the learner is told, if words exist."""


@pytest.mark.parametrize("name", LOGS)
def test_a_tampered_log(bare: Start, desk: Path, name: str) -> None:
    """A line that is no answer of this learner is told and passed over; it stays, and so do the rest."""
    junk, words = LOGS[name]
    learner = f"log-{list(LOGS).index(name)}"
    if name != "another learner":
        junk = junk.replace(b'"learner_id": ""', f'"learner_id": "{learner}"'.encode())
    log = log_of(desk, learner)
    log.parent.mkdir(parents=True, exist_ok=True)
    before = b"\n".join([
        line(learner_id=learner), junk, line(learner_id=learner, statement_id=IDS[1], label="official"),
    ])  # fmt: skip
    log.write_bytes(before)
    book = bare(cell("en", learner))
    book.run_all()
    saved(book, 2)
    if words:
        told_at_once = book.widget.locator(".notice")
        expect(told_at_once).to_contain_text(words)
    assert answered(book) == LABELS[:2]
    answer(book, "unverified")
    saved(book, 3)
    assert answered(book) == LABELS[:3]
    after = log.read_bytes()
    assert after.startswith(before + b"\n")
    assert json.loads(after.splitlines()[-1])["statement_id"] == IDS[2]


@pytest.mark.parametrize("name", [name for name, (_, words) in LOGS.items() if not words])
def test_foreign_lines_of_a_log_are_told(bare: Start, desk: Path, name: str) -> None:
    """A learner whose log holds lines of others, or for others, hears that they are not applied."""
    learner = f"foreign-{list(LOGS).index(name)}"
    log = log_of(desk, learner)
    log.parent.mkdir(parents=True, exist_ok=True)
    own = f'"learner_id": "{learner}"'.encode()
    junk = LOGS[name][0]
    log.write_bytes(junk if name == "another learner" else junk.replace(b'"learner_id": ""', own))
    book = bare(cell("en", learner))
    book.run_all()
    saved(book, 0)
    expect(book.widget.locator(".notice")).not_to_be_empty(timeout=3000)


def test_a_folder_where_the_log_should_be(bare: Start, desk: Path) -> None:
    """The widget says that the log cannot be read, and goes on without a disk."""
    log_of(desk, "folder").mkdir(parents=True)
    book = bare(cell("en", "folder"))
    book.run_all()
    why = os.strerror(errno.EISDIR)
    expect(book.widget.locator(".notice")).to_have_text(WORDS.say("unread", why=why))
    answer(book, "outlet")
    unsaved(book, 1)
    assert answered(book) == ["outlet"]
    log_of(desk, "folder").rmdir()
    answer(book, "official")
    saved(book, 2)
    assert logged(desk, "folder") == list(zip(IDS, LABELS[:2], strict=False))


def test_a_lost_disk_is_made_good_from_the_browser(bare: Start, desk: Path) -> None:
    """When the server forgets its files, as Binder does, this browser brings the answers back."""
    book = bare(cell("ar", "binder"))
    book.run_all()
    book.widget.locator(".opt input").last.click()
    book.widget.locator(".go").click()
    expect(book.widget.locator(".verdict")).to_be_visible()
    before = book.value("repr(sorter.answers.to_dict('list'))")
    shutil.rmtree(desk / "answers")
    book.restart()
    assert answered(book) == []
    button = Words("ar").fixed()["restore"].replace("{n}", "١")
    book.widget.get_by_role("button", name=button).click()
    expect(book.widget.locator(".notice")).to_have_text(Words("ar").say("restored", n=1))
    assert book.value("repr(sorter.answers.to_dict('list'))") == before
    assert (desk / "answers" / "harbour.ar" / "binder.jsonl").is_file()


def test_answers_saved_to_a_file_are_brought_back(bare: Start, desk: Path) -> None:
    """With neither log nor browser left, the file that a learner has saved holds all answers."""
    book = bare(cell("en", "filed"))
    book.run_all()
    for label in LABELS[:2]:
        answer(book, label)
    with book.page.expect_download() as download:
        book.widget.get_by_role("button", name=WORDS.fixed()["save"], exact=True).click()
    file = desk / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == "harbour.en.filed.jsonl"
    shutil.rmtree(desk / "answers")
    book.page.evaluate("localStorage.clear()")
    book.restart()
    saved(book, 0)
    book.widget.locator("input[type=file]").set_input_files(file)
    expect(book.widget.locator(".notice")).to_contain_text(WORDS.say("restored", n=2))
    assert answered(book) == LABELS[:2]
    assert logged(desk, "filed") == list(zip(IDS, LABELS[:2], strict=False))
