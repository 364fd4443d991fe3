"""The page may not write what is not its own: forged values, floods, and messages of odd stuff."""

from __future__ import annotations

import asyncio
import gc
import json
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ipywidgets.widgets import widget as registry

from kit.exercises.frame import contract
from kit.exercises.frame.gate import Pace, let_in
from kit.exercises.frame.wishes import Refused
from kit.exercises.frame.wording import Words
from kit.exercises.registry import EXERCISES
from kit.lessons.folders import load_lesson

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.fault("page")

FOLDERS = [entry.folder for entry in EXERCISES]
FORGED = {
    "_esm": "export default { render() { alert(1) } }", "_css": "* { display: none }", "_view_name": None,
    "_anywidget_id": "other.Widget", "_model_name": "HTMLModel", "_model_module": "elsewhere",
    "_model_module_version": "9", "_view_module": "elsewhere", "_dom_classes": ["evil"], "_view_count": 7,
    "fixed": {"learner": "mallory"}, "state": {"mode": "review", "result": "17 of 17"},
    "layout": "IPY_MODEL_forged", "tooltip": "<b>evil</b>", "tabbable": True, "comm": None,
    "keys": [], "answers": [], "__class__": "x", "no_such_value": 1, "drafts": {}, "": "",
}  # fmt: skip


def nested(depth: int) -> list[Any]:
    """Return lists in lists."""
    found: list[Any] = []
    for _ in range(depth):
        found = [found]
    return found


ODD: dict[str, Any] = {
    "nothing": None, "a list": [], "a word": "commit", "a number": 7, "empty": {}, "no action": {"statement_id": "x"},
    "list as action": {"action": ["commit"]}, "number as action": {"action": 1}, "object as action": {"action": {}},
    "unknown action": {"action": "explode"}, "method of Python": {"action": "__init__"},
    "10 MB action": {"action": "x" * 10_000_000}, "10 MB beside": {"action": "next", "more": "x" * 10_000_000},
    "10 MB text": {"action": "restore", "text": "x" * 10_000_000},
    "10 MB name": {"action": "next", "x" * 10_000_000: 1},
    "wide": {"action": "commit", "answers": [0] * 1_000_000},
    "many names": {"action": "next"} | {str(at): at for at in range(300_000)},
    "deep": {"action": "commit", "given": nested(100_000)},
    "deep answers": {"action": "restore", "answers": nested(100_000)},
    "deep slots": {"action": "commit", "slots": {"a": nested(50)}},
    "huge number": {"action": "commit", "confidence": 10**10_000},
    "huge number below": {"action": "commit", "given": [["source", 0, 10**10_000]]},
    "bytes": {"action": "commit", "given": b"x"}, "a set": {"action": "commit", "given": {1}},
}  # fmt: skip
MISSHAPEN: list[Any] = [
    {"action": "commit", "statement_id": {}, "answers": {}}, {"action": "commit", "answers": [[], None, 1]},
    {"action": "commit", "answers": [{"statement_id": ["x"], "confidence": {}, "given": {}, "label": []}]},
    {"action": "commit", "answers": [{"confidence": float("nan"), "given": [float("inf")], "label": "named"}]},
    {"action": "commit", "answers": [{"given": ["\ud800"], "label": "\udfff", "slots": {"\ud800": "\udc00"}}]},
    {"action": "goto", "statement_id": "\ud800"}, {"action": "hint", "statement_id": ["x"]},
    {"action": "view", "mode": ["article"]}, {"action": "view", "mode": "\ud800"},
    {"action": "restore", "text": "\ud800\n{}\n[[["}, {"action": "restore", "text": "[" * 100_000},
    {"action": "restore", "answers": [{"answered_at": [[[]]]}, {"answered_at": "9" * 5_000}]},
    {"action": "restore", "text_hash": [], "answers": [1]}, {"action": "try", "statement_id": {}, "text": ["x"]},
    {"action": "try", "text": "\ud800" * 400}, {"action": "try", "slots": {"verb": 1}, "text": ""},
]  # fmt: skip


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def opened(folder: str, lang: str = "en") -> Any:  # noqa: ANN401  (one of eight)
    """Open an exercise."""
    lesson: Any = load_lesson("the-bridge", lang)
    story = [lesson, load_lesson("the-call", lang)] if folder == "compare" else lesson
    return next(e for e in EXERCISES if e.folder == folder).load_widget()(story, "owl-7")


@pytest.fixture(params=FOLDERS)
def widget(request: pytest.FixtureRequest) -> Any:  # noqa: ANN401  (one of eight)
    """Give each exercise."""
    return opened(request.param)


class Page:
    """Stands for a widget's comm: sends as a page does, and keeps what Python says."""

    def __init__(self, widget: Any) -> None:  # noqa: ANN401  (an exercise or its layout)
        self.widget, self.heard = widget, []
        self.again: asyncio.Event | None = None
        self.comm_id = widget.model_id
        widget.comm = self

    def send(self, data: dict[str, Any], **_more: object) -> None:
        """Hear what Python sends."""
        self.heard.append(data)
        if self.again:
            self.again.set()

    def on_msg(self, hear: Any) -> None:  # noqa: ANN401  (a method)
        """Learn whom to tell."""
        self.tell = hear

    def say(self, data: object, *buffers: bytes) -> None:
        """Send a message of the widget protocol."""
        self.tell({"content": {"data": data}, "buffers": list(buffers)})

    def act(self, content: object) -> None:
        """Send what the contract calls an action, or what claims to be one."""
        self.say({"method": "custom", "content": content})

    def close(self) -> None:
        """Do nothing: the page stays."""


def snapshot(widget: Any) -> str:  # noqa: ANN401  (one of eight)
    """Return all that a notebook saves of a widget."""
    return json.dumps(widget.get_state(), sort_keys=True, ensure_ascii=False)


def goes_on(widget: Any) -> bool:  # noqa: ANN401  (one of eight)
    """Tell whether the next honest act is done and answered."""
    page, last = Page(widget), widget.fixed["items"][-1][0]
    page.act({"action": "goto", "statement_id": last})
    return bool(widget.state["at"] == last and page.heard and not widget.state["notice"])


@pytest.mark.parametrize("name", FORGED)
def test_no_value_is_taken_from_a_page(widget: Any, name: str) -> None:  # noqa: ANN401
    """Whatever a page says a value is, it stays, is counted, and the page is told the true one."""
    before, page = snapshot(widget), Page(widget)
    page.say({"method": "update", "state": {name: FORGED[name]}, "buffer_paths": []})
    assert (snapshot(widget), widget.dropped) == (before, 1)
    true = [message["state"] for message in page.heard if name in message.get("state", {})]
    synced = name in widget.keys
    assert true == ([widget.get_state(name)] if synced else [])
    assert goes_on(widget)


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_layout_is_not_the_page_s_either(folder: str) -> None:
    """An exercise cannot be made to vanish by a forged layout."""
    widget = opened(folder)
    before, page = snapshot(widget.layout), Page(widget.layout)
    page.say({"method": "update", "state": {"display": "none", "visibility": "hidden"}})
    assert (snapshot(widget.layout), widget.layout.dropped) == (before, 2)


@pytest.mark.parametrize("buffers", [(b"x" * 10_000_000,), (b"", b"x")])
def test_binary_buffers_are_dropped(buffers: tuple[bytes, ...]) -> None:
    """A script sent as a buffer is no script; paths that lead nowhere raise nothing."""
    widget = opened("sorter")
    before, page = snapshot(widget), Page(widget)
    for paths in ([["_esm"]], [["fixed", "words", "commit"]], [[]], "x", None, [["a"] * 1000]):
        page.say({"method": "update", "state": {"fixed": {}}, "buffer_paths": paths}, *buffers)
        page.say({"method": "custom", "content": {"action": "explode"}}, *buffers)
    assert snapshot(widget).replace(str(widget.state["turn"]), "0") != ""
    assert json.loads(snapshot(widget))["fixed"] == json.loads(before)["fixed"]
    assert widget.dropped == 6 * (2 + 2 * len(buffers))
    assert goes_on(widget)


@pytest.mark.parametrize(
    "data",
    [
        None, [], "update", {}, {"method": None}, {"method": ["update"]}, {"method": "update"}, {"method": "custom"},
        {"method": "update", "state": None}, {"method": "update", "state": ["fixed"]},
        {"method": "echo_update", "state": {"fixed": {}}}, {"method": "close"}, {"method": "x" * 10_000_000},
    ],
)  # fmt: skip
def test_a_message_of_no_form_is_dropped(data: object) -> None:
    """What the widget protocol does not have is counted and nothing else."""
    widget = opened("sorter")
    before, page = snapshot(widget), Page(widget)
    page.say(data)
    assert (snapshot(widget), widget.dropped, page.heard) == (before, 1, [])


@pytest.mark.parametrize("name", ODD)
def test_an_odd_message_costs_little_and_changes_nothing(widget: Any, name: str) -> None:  # noqa: ANN401
    """It is refused in one line, whatever its size or depth, and honest work goes on."""
    page, begun = Page(widget), time.process_time()
    page.act(ODD[name])
    assert time.process_time() - begun < 1
    assert widget.state["notice"] == Words("en").say("not_action")
    assert (widget.dropped, widget.answers.empty) == (1, True)
    assert goes_on(widget)


@pytest.mark.parametrize("at", range(len(MISSHAPEN)))
def test_a_message_of_the_wrong_types_is_answered(widget: Any, at: int) -> None:  # noqa: ANN401
    """Fields may hold anything: nothing is raised, kept or sent that is no plain JSON."""
    page = Page(widget)
    page.act(MISSHAPEN[at])
    assert widget.answers.empty
    assert page.heard
    assert "\n" not in widget.state["notice"]
    json.dumps(page.heard, ensure_ascii=False, allow_nan=False).encode()
    assert goes_on(widget)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
MORE = sorted(contract.fields(*contract.ACTIONS, contract.Answer).keys() - {"action"})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_any_json_is_taken_as_a_message(widget: Any, data: st.DataObject) -> None:  # noqa: ANN401
    """Whatever is sent for whatever field, nothing is raised and all that is said is plain JSON."""
    action = st.sampled_from([*sorted(contract.actions()), "explode"])
    known = st.fixed_dictionaries({"action": action}, optional=dict.fromkeys(MORE, JSON))
    page = Page(widget)
    page.act(data.draw(known | JSON))
    page.say(data.draw(JSON))
    page.say(
        {
            "method": "update",
            "state": data.draw(st.dictionaries(st.sampled_from(list(FORGED)), JSON)),
        }
    )
    json.dumps(page.heard, ensure_ascii=False, allow_nan=False).encode()
    assert widget.fixed["learner"] == "owl-7"


@pytest.mark.parametrize(
    "data",
    [
        {"method": "update", "state": {"_esm": "alert(1)", "state": {}}}, {"method": "request_state"},
        {"method": "custom", "content": {"action": "explode"}}, {"method": "custom", "content": None},
        {"method": "custom", "content": {"action": "try", "text": "Sources said so"}},
    ],
)  # fmt: skip
def test_a_flood_is_answered_by_drops(widget: Any, data: dict[str, Any]) -> None:  # noqa: ANN401
    """Of ten thousand messages in a row most are only counted, and honest work goes on."""
    page, begun = Page(widget), time.monotonic()
    used = time.process_time()
    for _ in range(10_000):
        page.say(data)
    seconds = 1 + time.monotonic() - begun
    assert time.process_time() - used < 10
    assert len(page.heard) <= 21 * seconds
    assert widget.dropped > 9_000 - 21 * seconds
    assert goes_on(widget)


@pytest.mark.parametrize("action", ["next", "goto", "hint", "view", "commit", "restore"])
def test_a_flood_of_real_actions_takes_bounded_time(widget: Any, action: str) -> None:  # noqa: ANN401
    """A thousand of them are done one by one, none twice, in less than ten seconds."""
    page, used = Page(widget), time.process_time()
    for _ in range(1_000):
        page.act({"action": action, "statement_id": widget.state["at"], "answers": [], "mode": "x"})
    assert time.process_time() - used < 10
    assert goes_on(widget)


def test_only_what_the_contract_lists_passes() -> None:
    """Other fields are taken out of a message and of its answers, and counted."""
    sent = {
        "action": "commit", "statement_id": "a", "learner": "mallory", "scheme": "x",
        "answers": [{"statement_id": "a", "label": "named", "points": 1}, 7, {"text_hash": "b"}],
    }  # fmt: skip
    wish = {
        "action": "commit", "statement_id": "a",
        "answers": [{"statement_id": "a", "label": "named"}, 7, {"text_hash": "b"}],
    }  # fmt: skip
    assert let_in(sent) == (wish, 3)


@pytest.mark.parametrize("name", ODD)
def test_the_gate_says_what_is_no_message(name: str) -> None:
    """Size, depth and stuff are judged before anything is read."""
    with pytest.raises(Refused, match="not_action"):
        let_in(ODD[name])


def test_a_large_file_passes_the_gate() -> None:
    """What a page sends for a file that is too large still gets its own answer."""
    wish = {"action": "restore", "text": "x" * 2_000_001}
    assert let_in(wish) == (wish, 0)
    widget = opened("sorter")
    widget.receive(wish)
    assert widget.state["notice"] == Words("en").say("too_large")


def test_a_page_is_corrected_again_after_a_while() -> None:
    """A second forgery within a second is made good a second later, so that none is saved."""
    widget = opened("sorter")
    page = Page(widget)

    async def forge() -> None:
        for _ in range(3):
            page.say({"method": "update", "state": {"fixed": {}}})
        assert len(page.heard) == 1
        page.again = asyncio.Event()
        await page.again.wait()

    with ThreadPoolExecutor(1) as other:  # a thread in which no loop runs yet, as a kernel's
        other.submit(lambda: asyncio.run(asyncio.wait_for(forge(), 30))).result()
    assert [list(message["state"]) for message in page.heard] == [["fixed"], ["fixed"]]


def test_pace_lets_a_number_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """The count begins anew with each second."""
    now = iter([0.0, 0.1, 0.2, 1.0, 1.1, 5.0])
    monkeypatch.setattr("kit.exercises.frame.gate.time.monotonic", lambda: next(now))
    pace = Pace(2)
    assert [pace.free() for _ in range(6)] == [True, True, False, True, True, True]


@pytest.mark.fault("notebooks")
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_closed_exercise_leaves_nothing_behind(folder: str) -> None:
    """It leaves ipywidgets' list together with its layout, can be closed twice, and is forgotten."""
    gc.collect()
    before = set(registry._instances)  # noqa: SLF001  (ipywidgets' own list)
    other = opened(folder)
    assert len(registry._instances) == len(before) + 2  # noqa: SLF001
    other.close()
    other.close()
    assert set(registry._instances) == before  # noqa: SLF001
    assert other.answers.empty
    gone = weakref.ref(other)
    del other
    gc.collect()
    assert gone() is None
