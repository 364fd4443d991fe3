"""The widgets in a real browser on a real kernel: how soon a choice, a verdict and a page are seen."""

from __future__ import annotations

import importlib
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kit.exercises.frame.assets import sent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HARNESS: Final = Path(__file__).parents[1] / "tests" / "browser"
_STORY: Final = """
import kit
def story(count):
    kinds = ["The ministry of works announced that pump {n} was repaired.", "Informed sources revealed that pump {n} may fail.",
             "Reports indicate that pump {n} was sold.", "“I saw pump {n} stop,” said Rania Habib, a neighbour."]
    lines = [kinds[n % 4].format(n=n) for n in range(count)]
    return kit.draft_lesson("\\n\\n".join(" ".join(lines[i:i + 4]) for i in range(0, count, 4)), "en")
"""
_ECHO: Final = '''
import anywidget, traitlets
class Echo(anywidget.AnyWidget):
    _esm = """
    export default { render({ model, el }) {
      const button = document.createElement("button");
      button.className = "echo";
      button.textContent = "0";
      button.onclick = () => model.send({ action: "echo" });
      model.on("change:count", () => { button.textContent = String(model.get("count")); });
      el.append(button);
    } };
    """
    count = traitlets.Int(0).tag(sync=True)
    def __init__(self):
        super().__init__()
        self.on_msg(lambda widget, content, buffers: setattr(self, "count", self.count + 1))
Echo()
'''
_CHOOSE: Final = """async (nth) => {
    const input = document.querySelectorAll(".kit-sorter .opt input")[nth];
    await new Promise((done) => setTimeout(done, Math.random() * 17)); // people click at any moment of a frame
    const began = performance.now();
    input.click();
    const handled = performance.now();
    await new Promise((done) => requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = done; c.port2.postMessage(0); }));
    if (!input.checked || getComputedStyle(input).boxShadow === "none") throw new Error("the choice is not shown");
    return [handled - began, performance.now() - began];
}"""
_UNTIL: Final = """([press, seen]) => new Promise((done) => {
    const began = performance.now();
    const watch = new MutationObserver(() => { if (eval(seen)) { watch.disconnect(); done(performance.now() - began); } });
    watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    document.querySelector(press).click();
})"""
_PAINTED: Final = """() => new Promise((done) => {
    const began = performance.now();
    const watch = new MutationObserver(() => {
        const shown = document.querySelectorAll(".kit-sorter .st").length;
        if (shown < 400) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
    });
    watch.observe(document.body, { subtree: true, childList: true });
    window.jupyterapp.commands.execute("notebook:run-all-cells");
})"""
_SCROLL: Final = """() => new Promise((done) => {
    let box = document.querySelector(".kit-sorter .article");
    while (box && !(box.scrollHeight > box.clientHeight + 500 && /auto|scroll/.test(getComputedStyle(box).overflowY))) box = box.parentElement;
    const [deltas, end] = [[], performance.now() + 2000];
    let last = 0;
    const step = (now) => {
        if (last) deltas.push(now - last);
        last = now;
        box.scrollTop += 40;
        if (now < end) requestAnimationFrame(step); else done(deltas);
    };
    requestAnimationFrame(step);
})"""


class Spread(NamedTuple):
    """The middle and the slow end of some times, in milliseconds."""

    p50: float
    p95: float


def spread(times: Sequence[float]) -> Spread:
    """Return median and 95th percentile of at least two times."""
    return Spread(median(times), quantiles(times, n=20, method="inclusive")[-1])


class Choice(NamedTuple):
    """A choice by mouse: how long its handlers block, and until the frame that shows it is drawn."""

    blocked: Spread
    shown: Spread


class Page:
    """A notebook with a sorter on a story of `count` statements, and a bare echo widget."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401  (the harness is found at run time)
        self._book, self._page = book, book.page

    def choices(self, count: int) -> Choice:
        """Measure choices from the click to the end of the frame that shows them."""
        times = [self._page.evaluate(_CHOOSE, n % 4) for n in range(count + 4)][4:]
        return Choice(spread([t[0] for t in times]), spread([t[1] for t in times]))

    def commits(self, count: int) -> tuple[float, float]:
        """Return the median times of a commit until its verdict, and of an echo, turn by turn."""
        page, verdicts, echoes = self._page, [], []
        for turn in range(count):
            page.locator(".kit-sorter .opt input").nth(turn % 4).check(force=True)
            verdicts.append(
                self._until(".kit-sorter .go", "document.querySelector('.kit-sorter .verdict')")
            )
            page.locator(".kit-sorter .go").click()
            page.locator(".kit-sorter .opt").first.wait_for()
            before = page.locator(".echo").inner_text()
            echoes.append(
                self._until(".echo", f"document.querySelector('.echo').textContent !== '{before}'")
            )
        return median(verdicts[2:]), median(echoes[2:])

    def _until(self, press: str, seen: str) -> float:
        return float(self._page.evaluate(_UNTIL, [press, seen]))


@contextmanager
def page(count: int) -> Iterator[Page]:
    """Open a sorter on a story of so many statements, and an echo, in JupyterLab."""
    with _notebook(_STORY, f"kit.Sorter(story({count}), 'bench')", _ECHO) as book:
        book.run_all()
        book.page.locator(".echo").wait_for()
        yield Page(book)


def whole_article(count: int) -> tuple[float, list[float]]:
    """Return seconds from running a cell to the painted article, and frame times while it scrolls.

    The cell makes the lesson before the clock runs; the clock covers the widget, the comm, the
    script and the first frame. Frame times are in milliseconds.
    """
    with _notebook(f"{_STORY}\nlesson = story({count})") as book:
        book.command("notebook:run-all-cells")
        book.idle()
        book.value("len(lesson.statements)")
        book.page.evaluate(
            "code => window.jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.setSource(code)",
            "kit.Sorter(lesson, 'bench', mode='article')",
        )
        painted = float(book.page.evaluate(_PAINTED)) / 1000
        return painted, [float(delta) for delta in book.page.evaluate(_SCROLL)]


def requests_of_a_lesson() -> list[str]:
    """Return what the page asks the network for while a lesson is worked through.

    What Jupyter asks of its own server whether or not there is a widget (its interface, its layout,
    the icon of a busy kernel) is left out.
    """
    asked: list[str] = []
    with _notebook(_STORY, "kit.Sorter(story(4), 'bench')") as book:
        book.run_all()
        own = book.lab.url
        book.page.on("request", lambda request: asked.append(request.url))
        for turn in range(4):
            book.page.locator(".kit-sorter .opt input").nth(turn).check(force=True)
            book.page.locator(".kit-sorter .go").click()
            book.page.locator(".kit-sorter .verdict").wait_for()
            book.page.locator(".kit-sorter .go").click()
        book.page.locator(".kit-sorter .result").wait_for()
    theirs = tuple(f"{own}/{place}" for place in ("api/", "lab/api/", "static/favicons/"))
    return [url for url in asked if not url.startswith((*theirs, "blob:", "data:"))]


def weight() -> int:
    """Return the bytes of all scripts and styles as browsers get them, each counted once."""
    return sent()


@contextmanager
def _notebook(*cells: str) -> Iterator[Any]:
    if str(_HARNESS) not in sys.path:
        sys.path.insert(0, str(_HARNESS))  # the tests' own machinery, which is no package
    harness = importlib.import_module("harness")
    with (
        tempfile.TemporaryDirectory() as base,
        harness.serve(Path(base)) as lab,
        harness.chromium() as browser,
    ):
        page = browser.new_page(viewport={"width": 1200, "height": 950})
        book = harness.Notebook(lab, page, lab.write(*cells))
        book.open()
        try:
            yield book
        finally:
            lab.stop(book.name)
