"""A real kernel whose page sends what is not its own: nothing is taken, and Python stays alive."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

import pytest
from jupyter_client.manager import start_new_kernel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jupyter_client import BlockingKernelClient

pytestmark = pytest.mark.fault("page")

START = """import kit
sorter = kit.Sorter(kit.load_lesson("the-bridge", "en"), "owl-7")
before = sorter.get_state(), sorter.layout.get_state()"""
SAME = "(sorter.get_state(), sorter.layout.get_state()) == before"


class Kernel:
    """A kernel with one exercise in it, and a page that can send anything to that."""

    def __init__(self, client: BlockingKernelClient) -> None:
        self.client = client
        self.ask("0")
        self.client.execute(START)
        self.page = self.ask("sorter.model_id")

    def ask(self, expression: str) -> Any:  # noqa: ANN401  (whatever the expression gives)
        """Return the value of an expression once all that was sent before it has been dealt with."""
        asked = self.client.execute("", silent=True, user_expressions={"it": expression})
        reply = self.client.get_shell_msg(timeout=120)
        while reply["parent_header"].get("msg_id") != asked:
            reply = self.client.get_shell_msg(timeout=120)
        return ast.literal_eval(reply["content"]["user_expressions"]["it"]["data"]["text/plain"])

    def send(self, data: dict[str, Any], *buffers: bytes, times: int = 1) -> None:
        """Send a message to the exercise, as its page would."""
        session = self.client.session
        for _ in range(times):
            message = session.msg("comm_msg", {"comm_id": self.page, "data": data})
            session.send(self.client.shell_channel.socket, message, buffers=list(buffers))

    def send_raw(self, content: str) -> None:
        """Send an action as it stands, be it JSON or not."""
        session = self.client.session
        message = session.msg("comm_msg", {})
        data = f'{{"method":"custom","content":{content}}}'
        parts = [session.pack(message["header"]), session.pack({}), session.pack({})]
        parts.append(f'{{"comm_id":"{self.page}","data":{data}}}'.encode())
        signed = [b"<IDS|MSG>", session.sign(parts), *parts]
        self.client.shell_channel.socket.send_multipart(signed)


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    """Give one kernel to all tests, in a folder of its own."""
    folder: Path = tmp_path_factory.mktemp("kernel")
    manager, client = start_new_kernel(cwd=str(folder))
    yield Kernel(client)
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_forged_values_are_dropped(kernel: Kernel) -> None:
    """Script, words, state, model and buffers stay as they were, and are counted."""
    before = kernel.ask("sorter.dropped")
    kernel.send(
        {"method": "update", "state": {"_esm": "x", "fixed": {}, "state": {}, "layout": "x"}}
    )
    kernel.send({"method": "update", "state": {}, "buffer_paths": [["_esm"]]}, b"alert(1)")
    kernel.send({"method": "update", "state": {"_esm": "x" * 10_000_000}})
    assert kernel.ask(f"{SAME}, sorter.dropped") == (True, before + 6)


def test_a_flood_of_forgeries_ends(kernel: Kernel) -> None:
    """A thousand in a row are counted, and the kernel answers after them."""
    before = kernel.ask("sorter.dropped")
    kernel.send({"method": "update", "state": {"_esm": "x"}}, times=1_000)
    assert kernel.ask(f"{SAME}, sorter.dropped") == (True, before + 1_000)


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000 + "]" * 100_000,
        '{"action":"commit","given":' + '{"a":' * 100_000 + "1" + "}" * 100_001,
        '{"action":"commit","confidence":NaN,"given":["\\ud800"]}',
        '{"action":"commit","confidence":' + "9" * 4_000 + "}",
        '{"action":"commit","confidence":' + "9" * 40_000 + "}",
        '{"action":"restore","text":"' + "x" * 10_000_000 + '"}',
        '{"action":', "null", '"commit"', "\\",
    ],
    ids=["lists", "objects", "no number", "large number", "huge number", "10 MB", "torn", "null", "text", "no JSON"],
)  # fmt: skip
def test_an_odd_message_leaves_python_alive(kernel: Kernel, content: str) -> None:
    """No depth, size or stuff ends the kernel or is taken for an answer."""
    kernel.send_raw(content)
    assert kernel.ask("len(sorter.answers), sorter.fixed == before[0]['fixed']") == (0, True)


def test_honest_work_goes_on(kernel: Kernel) -> None:
    """After all that an answer is kept, and its verdict told."""
    item = kernel.ask("sorter.fixed['items'][0][0]")
    kernel.send({"method": "custom", "content": {"action": "goto", "statement_id": item}})
    answer = {"action": "commit", "statement_id": item, "label": "outlet"}
    kernel.send({"method": "custom", "content": answer})
    found = kernel.ask(
        "len(sorter.answers), sorter.state['mode'], sorter._esm == before[0]['_esm']"
    )
    assert found == (1, "verdict", True)
