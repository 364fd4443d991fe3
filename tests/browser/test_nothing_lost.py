"""Whatever breaks, the learner is told, can go on, and no committed answer is gone.

An answer is not gone if Python holds it, the log on disk has it, or the widget offers to bring it
back from the browser's copy.
"""

from __future__ import annotations

import errno
import json
import os
import signal
from typing import TYPE_CHECKING, Any, Final

import pytest
from harness import Lab, Notebook, serve
from playwright.sync_api import expect
from test_sorter import LABELS, SEEDS, answered, cell

from kit.exercises.frame.wording import Words
from kit.lessons.folders import load_lesson

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

    Start = Callable[..., Notebook]

WORDS: Final = Words("en")
LESSON: Final = load_lesson("harbour", "en", SEEDS)
IDS: Final = list(LESSON.statements["statement_id"])
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


def told(book: Notebook, words: str) -> None:
    """Expect a message, shown and spoken."""
    expect(book.widget.locator(".notice")).to_have_text(words)
    expect(book.widget.locator("[aria-live]")).to_contain_text(words)


def choose(book: Notebook, label: str) -> None:
    """Choose an answer and commit it."""
    book.widget.locator(f".opt[data-label={label}] input").click()
    book.widget.locator(".go").click()


def answer(book: Notebook, label: str) -> None:
    """Commit an answer, see the verdict, and go on."""
    choose(book, label)
    expect(book.widget.locator(".verdict")).to_be_visible()
    go_on(book)


def go_on(book: Notebook) -> None:
    """Leave the verdict for the next statement."""
    book.widget.locator(".go").click()
    expect(book.widget.locator(".opt").first).to_be_visible()


def saved(book: Notebook, number: int) -> None:
    """Expect the header to say that so many answers are safe."""
    expect(book.widget.locator(".status")).to_have_text(WORDS.say("saved", done=number, total=5))
    expect(book.widget.locator(".status.bad")).to_have_count(0)


def unsaved(book: Notebook, number: int) -> None:
    """Expect the header to say that not all of so many answers are on disk."""
    expect(book.widget.locator(".status.bad")).to_have_text(
        WORDS.say("unsaved", done=number, total=5)
    )


def offer(number: int) -> str:
    """Return the words of the button that brings answers back."""
    return WORDS.fixed()["restore"].replace("{n}", str(number))


def bring_back(book: Notebook, number: int) -> None:
    """Take up the browser's offer of so many answers."""
    book.widget.get_by_role("button", name=offer(number)).click()
    expect(book.widget.locator(".notice")).to_contain_text(WORDS.say("restored", n=number))


def kill(book: Notebook) -> None:
    """Kill the kernel's process, and close Jupyter's dialog when a new one has started."""
    os.kill(book.value("__import__('os').getpid()"), signal.SIGKILL)
    dialog = book.page.locator(".jp-Dialog", has_text="appears to have died")
    dialog.locator("button", has_text="Ok").click()
    book.idle()


def close_dialogs(page: Page) -> None:
    """Close Jupyter's own dialogs whenever they are in the way, as a learner would."""
    dialog = page.locator(".jp-Dialog")
    page.add_locator_handler(dialog, lambda it: it.locator("button").last.click())
    page.on("dialog", lambda it: it.accept())


def log_of(lab: Lab, learner: str) -> Path:
    """Return where a learner's log is."""
    return lab.folder / "answers" / "harbour.en" / f"{learner}.jsonl"


def logged(lab: Lab, learner: str) -> list[tuple[str, str]]:
    """Return statement and label of every line of a log, all of which must be whole."""
    lines = log_of(lab, learner).read_text(encoding="utf-8").splitlines()
    return [(line["statement_id"], line["label"]) for line in map(json.loads, lines)]


def kept(page: Page, learner: str) -> Any:  # noqa: ANN401  (JSON)
    """Return what the browser keeps of a learner."""
    return json.loads(
        page.evaluate("key => localStorage.getItem(key)", f"kit:harbour.en:{learner}")
    )


def test_a_killed_kernel(notebook: Start, lab: Lab) -> None:
    """The widget says that Python is silent; the answer it could not take comes back from the browser."""
    book = notebook(cell("en", "killed"))
    book.run_all()
    answer(book, "outlet")
    kill(book)
    choose(book, "official")
    told(book, WORDS.fixed()["silent"])
    expect(book.widget.locator(".opt[data-label=official] input")).to_be_checked()
    assert list(kept(book.page, "killed")["answers"]) == IDS[:2]
    book.run_all()
    bring_back(book, 1)
    assert answered(book) == LABELS[:2]
    answer(book, LABELS[2])
    assert logged(lab, "killed") == list(zip(IDS, LABELS[:3], strict=False))


def test_a_killed_kernel_can_be_asked_again(notebook: Start) -> None:
    """Enter on a silent Python is answered each time, and never locks the widget."""
    book = notebook(cell("en", "killed-twice"))
    book.run_all()
    kill(book)
    errors: list[str] = []
    book.page.on("pageerror", lambda error: errors.append(error.message))
    choose(book, "outlet")
    told(book, WORDS.fixed()["silent"])
    expect(book.widget.locator(".go")).not_to_have_attribute("aria-disabled", "true")
    book.widget.locator(".go").click()
    told(book, WORDS.fixed()["silent"])
    assert errors == []


def test_a_reloaded_page(notebook: Start) -> None:
    """The widget comes back with its answers and its place, and no cell runs again."""
    book = notebook(cell("en", "reloaded"), "ran = globals().get('ran', 0) + 1")
    book.run_all()
    answer(book, "outlet")
    answer(book, "named")
    book.save()
    book.page.reload()
    book.widget.wait_for()
    saved(book, 2)
    expect(book.widget.locator("mark")).to_contain_text("Informed sources")
    answer(book, "unverified")
    assert answered(book) == ["outlet", "named", "unverified"]
    assert book.value("ran") == 1


def test_a_choice_not_yet_committed_survives_nothing_but_harms_nothing(notebook: Start) -> None:
    """A reload forgets a choice without a commit; the statement is asked again."""
    book = notebook(cell("en", "draft"))
    book.run_all()
    book.save()
    book.widget.locator(".opt input").first.click()
    book.page.reload()
    book.widget.wait_for()
    saved(book, 0)
    expect(book.widget.locator(".opt input:checked")).to_have_count(0)
    answer(book, "outlet")
    assert answered(book) == ["outlet"]


def test_one_notebook_in_two_tabs(notebook: Start, lab: Lab, context: BrowserContext) -> None:
    """What is committed in one tab shows in the other; a statement has one answer."""
    book = notebook(cell("en", "tabs"))
    book.run_all()
    book.save()
    other = Notebook(lab, context.new_page(), book.name)
    other.open()
    other.widget.wait_for()
    other.widget.locator(".opt[data-label=named] input").click()
    choose(book, "outlet")
    for tab in (book, other):
        expect(tab.widget.locator(".head")).to_have_text("Correct: The outlet itself.")
        saved(tab, 1)
    go_on(other)
    answer(other, "official")
    expect(book.widget.locator("mark")).to_contain_text("Informed sources")
    answer(book, "unverified")
    saved(other, 3)
    assert answered(book) == LABELS[:3]
    assert logged(lab, "tabs") == list(zip(IDS, LABELS[:3], strict=False))


def test_two_notebooks_on_one_lesson(notebook: Start, lab: Lab) -> None:
    """A sorter takes over what another one has logged, and the first answer to a statement stands."""
    one, two = notebook(cell("en", "books")), notebook(cell("en", "books"))
    one.run_all()
    two.run_all()
    saved(two, 0)
    answer(one, "outlet")
    choose(two, "official")
    told_here = two.widget.locator(".notice")
    expect(told_here).to_contain_text(WORDS.say("already"))
    expect(two.widget.locator(".head")).to_have_text("Correct: The outlet itself.")
    assert answered(two) == ["outlet"]
    go_on(two)
    answer(two, "official")
    choose(one, "named")
    expect(one.widget.locator(".notice")).to_contain_text(WORDS.say("already"))
    go_on(one)
    saved(one, 2)
    expect(one.widget.locator("mark")).to_contain_text("Informed sources")
    answer(one, "unverified")
    go_back = two.widget.get_by_role("button", name=WORDS.fixed()["back"], exact=True)
    go_back.click()  # any message will do
    saved(two, 3)
    assert answered(one) == answered(two) == LABELS[:3]
    assert logged(lab, "books") == list(zip(IDS, LABELS[:3], strict=False))


def test_two_notebooks_lose_nothing(notebook: Start, lab: Lab) -> None:
    """Answers of two kernels to different statements are all in the log and in the next kernel."""
    one, two = notebook(cell("en", "both")), notebook(cell("en", "both"))
    one.run_all()
    two.run_all()
    answer(one, "outlet")
    choose(two, "outlet")
    expect(two.widget.locator(".verdict")).to_be_visible()
    go_on(two)
    answer(two, "official")
    one.restart()
    assert answered(one) == LABELS[:2]
    assert dict(logged(lab, "both")) == dict(zip(IDS, LABELS[:2], strict=False))


def test_a_notebook_run_again_from_the_top(notebook: Start, lab: Lab) -> None:
    """The new widget goes on where the old one was, and nothing is logged twice."""
    book = notebook(cell("en", "again"))
    book.run_all()
    answer(book, "outlet")
    book.command("notebook:clear-all-cell-outputs")
    book.widget.wait_for(state="detached")
    book.run_all()
    saved(book, 1)
    expect(book.widget.locator("mark")).to_contain_text("The port authority")
    expect(book.widget.locator("button", has_text=offer(1))).to_have_count(0)
    answer(book, "official")
    assert answered(book) == LABELS[:2]
    assert logged(lab, "again") == list(zip(IDS, LABELS[:2], strict=False))


@pytest.mark.parametrize("room", [0, 40], ids=["no byte", "half a line"])
def test_a_full_disk(notebook: Start, lab: Lab, room: int) -> None:
    """A full disk is told and stops nobody; with room again the next commit writes both answers."""
    learner = f"full-{room}"
    book = notebook(cell("en", learner))
    book.run_all()
    answer(book, "outlet")
    book.value(LIMIT.format(to=log_of(lab, learner).stat().st_size + room))
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
    whole = log_of(lab, learner).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["statement_id"] for line in whole] == IDS[
        :3
    ]  # half a line is taken back
    book.restart()
    assert answered(book) == LABELS[:3]


def test_a_full_disk_and_then_a_new_kernel(notebook: Start, lab: Lab) -> None:
    """An answer that never reached the disk is brought back from the browser."""
    book = notebook(cell("en", "full-killed"))
    book.run_all()
    answer(book, "outlet")
    book.value(LIMIT.format(to=log_of(lab, "full-killed").stat().st_size))
    answer(book, "official")
    unsaved(book, 2)
    book.restart()
    saved(book, 1)
    bring_back(book, 1)
    saved(book, 2)
    assert answered(book) == LABELS[:2]
    assert logged(lab, "full-killed") == list(zip(IDS, LABELS[:2], strict=False))


NOWHERE: Final = """
from pathlib import Path
from kit.lessons.folders import load_lesson
from kit.exercises.sorter.widget import Sorter
Path("blocker").write_text("a file where a folder should be")
sorter = Sorter(load_lesson("harbour", "en", {seeds!r}), {learner!r}, log={log!r})
sorter
"""


@pytest.mark.parametrize(
    ("learner", "log"),
    [
        ("blocked", "blocker/answers.jsonl"),
        ("proc", "/proc/kit/answers.jsonl"),
    ],
)
def test_a_log_that_cannot_be_written(notebook: Start, learner: str, log: str) -> None:
    """The widget says so and goes on; the next kernel gets the answers from the browser."""
    book = notebook(NOWHERE.format(seeds=str(SEEDS), learner=learner, log=log))
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
    notebook: Start, lab: Lab, context: BrowserContext, how: str
) -> None:
    """Without the browser's storage the log on disk holds all, and the lesson runs as ever."""
    if how in REFUSE:
        names = ["setItem"] if how == "full" else ["getItem", "setItem", "removeItem"]
        context.add_init_script(REFUSING % (names, REFUSE[how]))
    book = notebook(cell("en", f"store-{how}"))
    errors: list[str] = []
    book.page.on("pageerror", lambda error: errors.append(error.message))
    if how == "gone":
        book.page.evaluate(GONE)
    book.run_all()
    for label in LABELS[:2]:
        answer(book, label)
    saved(book, 2)
    assert answered(book) == LABELS[:2]
    assert logged(lab, f"store-{how}") == list(zip(IDS, LABELS[:2], strict=False))
    book.restart()
    saved(book, 2)
    assert errors == []


def test_no_promise_of_a_browser_that_keeps_nothing(
    notebook: Start, lab: Lab, context: BrowserContext
) -> None:
    """With Python silent and the storage full the message does not say that the browser keeps it."""
    context.add_init_script(REFUSING % (["setItem"], REFUSE["full"]))
    book = notebook(cell("en", "no-promise"))
    book.run_all()
    lab.stop(book.name)
    choose(book, "outlet")
    expect(book.widget.locator(".notice")).to_have_text(WORDS.fixed()["silent_bare"])
    expect(book.widget.locator(".opt[data-label=outlet] input")).to_be_checked()


def test_no_promise_when_neither_disk_nor_browser_keeps_it(
    notebook: Start, lab: Lab, context: BrowserContext
) -> None:
    """With disk and storage both full the learner is told that only this page holds the answer."""
    context.add_init_script(REFUSING % (["setItem"], REFUSE["full"]))
    book = notebook(cell("en", "both-full"))
    book.run_all()
    answer(book, "outlet")
    book.value(LIMIT.format(to=log_of(lab, "both-full").stat().st_size))
    choose(book, "official")
    expect(book.widget.locator(".verdict")).to_be_visible()
    unsaved(book, 2)
    expect(book.widget.locator(".notice")).not_to_be_empty()
    expect(book.widget.locator(".notice")).not_to_contain_text("this browser")
    assert answered(book) == LABELS[:2]


@pytest.mark.parametrize("how", ["reloaded", "reconnected"])
def test_a_server_started_again(tmp_path: Path, context: BrowserContext, how: str) -> None:
    """The widget says that Python is silent; on the same port the answers are all there again."""
    page = context.new_page()
    close_dialogs(page)
    with serve(tmp_path) as lab:
        book = Notebook(lab, page, lab.write(cell("en", "server")))
        book.open()
        book.run_all()
        answer(book, "outlet")
        book.save()
    choose(book, "official")
    told(book, WORDS.fixed()["silent"])
    expect(book.widget.locator(".opt[data-label=official] input")).to_be_checked()
    with serve(tmp_path, port=lab.port) as lab:
        if how == "reloaded":
            book.open()
        else:
            page.wait_for_function(
                "() => !window.jupyterapp.shell.currentWidget.sessionContext.session"
            )
            page.evaluate("""() => {
                const { sessionContext } = window.jupyterapp.shell.currentWidget;
                return sessionContext.changeKernel({ name: "python3" });
            }""")
            book.idle()
        book.command("notebook:clear-all-cell-outputs")
        book.widget.wait_for(state="detached")
        book.run_all()
        saved(book, 1)
        bring_back(book, 1)
        answer(book, "unverified") if book.widget.locator(".opt").count() else go_on(book)
        assert answered(book)[:2] == LABELS[:2]
        assert logged(lab, "server")[:2] == list(zip(IDS, LABELS[:2], strict=False))


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


@pytest.mark.parametrize("name", list(COPIES)[::3])
def test_a_tampered_copy_in_the_browser(notebook: Start, lab: Lab, name: str) -> None:
    """It is read as data: what is no answer is refused with a reason, and the lesson goes on."""
    text, offered, taken = COPIES[name]
    learner = f"copy-{list(COPIES).index(name)}"
    book = notebook(cell("en", learner))
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
    assert logged(lab, learner) == list(zip(IDS, answered(book), strict=False))
    now = "__import__('pandas').Timestamp.now('UTC')"
    assert book.value(f"bool((sorter.answers['answered_at'] <= {now}).all())")
    assert book.page.evaluate("[window.hacked, {}.polluted]") == [None, None]
    assert errors == []


def test_a_refused_copy_is_not_offered_for_ever(notebook: Start) -> None:
    """What was refused once is not offered again by the same widget."""
    book = notebook(cell("en", "refused"))
    book.page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)",
        ["kit:harbour.en:refused", COPIES["a codebook label"][0]],
    )
    book.run_all()
    button = book.widget.get_by_role("button", name=offer(1))
    if button.count():
        button.click()
        expect(book.widget.locator(".notice")).to_contain_text("were left out")
    expect(button).to_have_count(0, timeout=3000)


def test_a_copy_of_another_edition_is_not_overwritten(notebook: Start) -> None:
    """Answers to an earlier text are not applied, but this browser goes on keeping them."""
    book = notebook(cell("en", "edition"))
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


@pytest.mark.parametrize("name", list(LOGS)[::4])
def test_a_tampered_log(notebook: Start, lab: Lab, name: str) -> None:
    """A line that is no answer of this learner is told and passed over; it stays, and so do the rest."""
    junk, words = LOGS[name]
    learner = f"log-{list(LOGS).index(name)}"
    if name != "another learner":
        junk = junk.replace(b'"learner_id": ""', f'"learner_id": "{learner}"'.encode())
    log = log_of(lab, learner)
    log.parent.mkdir(parents=True, exist_ok=True)
    before = b"\n".join([
        line(learner_id=learner), junk, line(learner_id=learner, statement_id=IDS[1], label="official"),
    ])  # fmt: skip
    log.write_bytes(before)
    book = notebook(cell("en", learner))
    book.run_all()
    saved(book, 2)
    if words:
        told_at_once = book.widget.locator(".notice")
        expect(told_at_once).to_have_text(words)
    assert answered(book) == LABELS[:2]
    answer(book, "unverified")
    saved(book, 3)
    assert answered(book) == LABELS[:3]
    after = log.read_bytes()
    assert after.startswith(before + b"\n")
    assert json.loads(after.splitlines()[-1])["statement_id"] == IDS[2]


@pytest.mark.parametrize("name", [name for name, (_, words) in LOGS.items() if not words][:1])
def test_foreign_lines_of_a_log_are_told(notebook: Start, lab: Lab, name: str) -> None:
    """A learner whose log holds lines of others, or for others, hears that they are not applied."""
    learner = f"foreign-{list(LOGS).index(name)}"
    log = log_of(lab, learner)
    log.parent.mkdir(parents=True, exist_ok=True)
    own = f'"learner_id": "{learner}"'.encode()
    junk = LOGS[name][0]
    log.write_bytes(junk if name == "another learner" else junk.replace(b'"learner_id": ""', own))
    book = notebook(cell("en", learner))
    book.run_all()
    saved(book, 0)
    expect(book.widget.locator(".notice")).not_to_be_empty(timeout=3000)


def test_a_folder_where_the_log_should_be(notebook: Start, lab: Lab) -> None:
    """The widget says that the log cannot be read, and goes on without a disk."""
    log_of(lab, "folder").mkdir(parents=True)
    book = notebook(cell("en", "folder"))
    book.run_all()
    why = os.strerror(errno.EISDIR)
    expect(book.widget.locator(".notice")).to_have_text(WORDS.say("unread", why=why))
    answer(book, "outlet")
    unsaved(book, 1)
    assert answered(book) == ["outlet"]
    log_of(lab, "folder").rmdir()
    answer(book, "official")
    saved(book, 2)
    assert logged(lab, "folder") == list(zip(IDS, LABELS[:2], strict=False))
