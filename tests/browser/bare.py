"""An exercise on a page of its own: its real script, style and Python object, without Jupyter.

`Bare` looks like the harness's `Notebook`, so that a test reads the same: it runs cells of Python,
shows the widgets that they end with, and gives the value of an expression. Between page and Python
stands what a kernel's comm would carry: JSON, and nothing else. What goes to the page is recorded.
"""

from __future__ import annotations

import ast
import base64
import json
from typing import TYPE_CHECKING, Any, Final

import nbformat

from kit.exercises.frame.keeping import WAITING
from kit.exercises.frame.panel import Stack
from kit.exercises.frame.paper import Papered

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from kit.exercises.frame.guarded import Guarded

ORIGIN: Final = "http://kit.test/"
"""An address that only this page answers, so that the browser keeps things for it."""
SENT: Final = {"_esm", "_css", "fixed", "state", "html"}
"""What the page gets of a widget."""
_PAGE: Final = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>bare</title><style>
body { margin: 0; font-family: system-ui, sans-serif; font-size: 14px; }
body[data-jp-theme-light="false"] { background: #111; color: #ddd; }
main > div { margin: 8px 12px; }
</style></head><body data-jp-theme-light="true"><main></main></body></html>"""
_SCRIPT: Final = """
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** What a script of anywidget is given for a model; what no script may need is not here. */
class Model {
  constructor(at, values) {
    Object.assign(this, { at, values, heard: {} });
  }
  get(name) {
    return this.values[name];
  }
  set(name, value) {
    const given = typeof name === "object" ? name : { [name]: value };
    const changed = Object.keys(given).filter((key) => !same(this.values[key], given[key]));
    Object.assign(this.values, given);
    for (const key of changed) this.tell(`change:${key}`, this, given[key]);
    if (changed.length) this.tell("change", this);
  }
  on(name, hear) {
    (this.heard[name] ??= []).push(hear);
  }
  off(name, hear) {
    this.heard[name] = (this.heard[name] ?? []).filter((other) => other !== hear);
  }
  tell(name, ...what) {
    for (const hear of this.heard[name] ?? []) hear(...what);
  }
  send(content, _callbacks, buffers = []) {
    const bytes = buffers.map((one) => new Uint8Array(one).toBase64());
    python(this.at, JSON.stringify(content), bytes).then(window.bare.take);
  }
}

const models = [];
const places = [];
const leaving = [];
window.bare = {
  /** Show widgets, each as often as a cell ended with it. */
  async show(widgets, order) {
    const modules = [];
    for (const [at, { _esm, _css, ...values }] of widgets.entries()) {
      models[at] = new Model(at, values);
      document.head.append(Object.assign(document.createElement("style"), { textContent: _css }));
      const url = URL.createObjectURL(new Blob([_esm], { type: "text/javascript" }));
      modules[at] = (await import(url)).default;
    }
    for (const at of order) {
      const el = document.querySelector("main").appendChild(document.createElement("div"));
      await modules[at].render({ model: models[at], el });
      places[at] = el.appendChild(document.createElement("div"));
    }
  },
  /** Show other widgets below a panel, as a VBox does. */
  async below(at, children) {
    for (const leave of leaving[at] ?? []) leave?.();
    leaving[at] = [];
    places[at].replaceChildren();
    for (const [child, { _esm, _css, value, ...values }] of children) {
      const el = places[at].appendChild(document.createElement("div"));
      if (value !== undefined) el.innerHTML = value;
      if (_esm === undefined) continue;
      models[child] ??= new Model(child, values);
      document.head.append(Object.assign(document.createElement("style"), { textContent: _css }));
      const url = URL.createObjectURL(new Blob([_esm], { type: "text/javascript" }));
      leaving[at].push((await import(url)).default.render({ model: models[child], el }));
    }
  },
  /** Take what Python sent: new values, or a message. */
  take(messages) {
    for (const [at, { method, state, content, children }] of JSON.parse(messages)) {
      if (method === "below") window.bare.below(at, children);
      else if (method === "update") models[at].set(state);
      else models[at].tell("msg:custom", content, []);
    }
  },
};
"""


class Wire:
    """Stands for a widget's comm: keeps what the widget sends, as JSON, until the page takes it."""

    def __init__(self, name: str) -> None:
        self.comm_id = name
        self.waiting: list[dict[str, Any]] = []

    def send(self, data: dict[str, Any], **_more: object) -> None:
        """Keep a message of the widget."""
        self.waiting.append(json.loads(json.dumps(data, allow_nan=False)))

    def close(self, *_what: object, **_more: object) -> None:
        """Say no more."""
        self.waiting.clear()

    def on_msg(self, hear: Callable[[dict[str, Any]], None]) -> None:
        """Do nothing: what the page sends goes to `Exercise.receive`, where an error is seen."""


class Bare:
    """Cells of Python, and the widgets that they end with on an otherwise empty page.

    Parameters
    ----------
    page
        A page of a fresh browser context.
    cells
        Python code; a cell whose last line is a widget shows it, as in a notebook.

    Attributes
    ----------
    pushed
        All that went from Python to the page, as JSON, in order.
    errors
        What Python raised while it took a message; the fixture fails if there is anything.
    """

    def __init__(self, page: Page, *cells: str) -> None:
        self.page, self._cells = page, cells
        self.pushed: list[str] = []
        self.errors: list[Exception] = []
        self._silent = False
        self._space: dict[str, Any] = {}
        self._widgets: list[Guarded] = []
        self._wires: list[Wire] = []
        self._stacks: list[tuple[Stack, tuple[Guarded, ...]]] = []
        page.route(f"{ORIGIN}**", lambda it: it.fulfill(body=_PAGE, content_type="text/html"))
        page.add_init_script(_SCRIPT)
        page.expose_function("python", self._receive)

    @property
    def widget(self) -> Locator:
        """The first exercise on the page; the head of a lesson is none."""
        return self.page.locator(".kit-card:not(.kit-header)").first

    def open(self) -> None:
        """Load the page; it shows nothing yet."""
        self.page.goto(ORIGIN)

    def run_all(self) -> None:
        """Run all cells in a new Python namespace and show their widgets."""
        self._space, shown, self._stacks = {}, [], []
        for cell in self._cells:
            found = _run(cell, self._space)
            if isinstance(found, Papered):
                shown.append(found)
            if isinstance(found, Stack):
                shown.append(found.children[0])
                self._stacks.append((found, ()))
        self._widgets = list(dict.fromkeys(shown))
        self._wires = [Wire(f"bare-{at}") for at in range(len(self._widgets))]
        for widget, wire in zip(self._widgets, self._wires, strict=True):
            widget.comm = wire
        first = [widget.get_state(SENT & set(widget.keys)) for widget in self._widgets]
        self.pushed.append(json.dumps(first, ensure_ascii=False))
        self.page.evaluate(
            "([widgets, order]) => bare.show(JSON.parse(widgets), order)",
            [self.pushed[-1], [self._widgets.index(widget) for widget in shown]],
        )
        self.page.locator(".kit-card").first.wait_for()

    def restart(self) -> None:
        """Load the page anew and run all cells with nothing left in Python: tomorrow's session."""
        self._silent = False
        WAITING.clear()
        self.page.reload()
        self.run_all()

    def silence(self) -> None:
        """From now on Python hears nothing and says nothing."""
        self._silent = True

    def theme(self, name: str) -> None:
        """Change to the light or the dark theme, by the attribute that JupyterLab sets."""
        light = str(name == "Light").lower()
        self.page.evaluate("light => { document.body.dataset.jpThemeLight = light; }", light)
        self.page.wait_for_function("() => !document.getAnimations().length")  # colours glide over

    def value(self, expression: str) -> Any:  # noqa: ANN401  (whatever the expression gives)
        """Return the value of a Python expression where the cells ran."""
        found = eval(expression, self._space)  # noqa: S307  (a test's own words)
        self.page.evaluate("messages => bare.take(messages)", self._said())
        return found

    def _receive(self, at: int, text: str, buffers: list[str]) -> str:
        if self._silent:
            return "[]"
        try:
            bytes_ = [base64.b64decode(one) for one in buffers]
            self._widgets[at].receive(json.loads(text), *([bytes_] if bytes_ else []))
        except Exception as error:
            self.errors.append(error)
            raise
        return self._said()

    def _said(self) -> str:
        """Return what the widgets have said since the last time, as JSON, and record it."""
        opened = [found for place in range(len(self._stacks)) for found in self._opened(place)]
        said = [(at, message) for at, wire in enumerate(self._wires) for message in wire.waiting]
        said += opened
        for wire in self._wires:
            wire.waiting.clear()
        self.pushed.append(json.dumps(said, ensure_ascii=False))
        return self.pushed[-1]

    def _opened(self, place: int) -> list[tuple[int, dict[str, Any]]]:
        """Return what a stack shows below its panel, if that has changed."""
        stack, before = self._stacks[place]
        below = stack.children[1:]
        if below == before:
            return []
        self._stacks[place] = stack, below
        children = []
        for widget in below:
            if widget not in self._widgets:
                self._widgets.append(widget)
                self._wires.append(Wire(f"bare-{len(self._wires)}"))
                widget.comm = self._wires[-1]
            sent = {"_esm", "_css", "fixed", "state", "value"} & set(widget.keys)
            children.append((self._widgets.index(widget), widget.get_state(sent)))
        at = self._widgets.index(stack.children[0])
        return [(at, {"method": "below", "children": children})]


def cells_of(file: Path) -> list[str]:
    """Return the code cells of a notebook, for a `Bare` page to run."""
    book = nbformat.read(file, as_version=4)
    return [str(cell.source) for cell in book.cells if cell.cell_type == "code"]


def _run(cell: str, space: dict[str, Any]) -> Any:  # noqa: ANN401  (whatever a cell ends with)
    """Run a cell and return the value of its last line, if that is an expression."""
    *most, last = ast.parse(cell).body
    if not isinstance(last, ast.Expr):
        most, last = [*most, last], None
    exec(compile(ast.Module(most, []), "<cell>", "exec"), space)  # noqa: S102  (a test's own cell)
    if last is None:
        return None
    return eval(compile(ast.Expression(last.value), "<cell>", "eval"), space)  # noqa: S307
