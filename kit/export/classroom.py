"""A classroom lesson as a page: the text of its notebook, with each exercise at its place."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kit.core.errors import LessonError
from kit.core.places import SHIPPED
from kit.export.desk import Desk, Elsewhere, Later, Result
from kit.export.page import SAID, LessonPage, Opening, Step, bound, end_part, step_part
from kit.languages.interface import LANGUAGES, check_language, translator
from kit.show.html import made, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from markupsafe import Markup

FOLDERS: Final = {"lesson": "notebooks", "exercise": "exercises"}
"""The kinds of notebooks that can be pages, and their folders."""
_LEFT_OUT: Final = frozenset({"paper", "teacher"})
"""Cells that speak of printing from a notebook, and of notes that give answers away."""
_JUPYTER: Final = re.compile(r"^.*(?:Run All Cells|scheme=).*\n?", re.MULTILINE)
"""Lines that explain JupyterLab's menu, which both languages name in English, or what to write in Python."""
_TITLE: Final = re.compile(r"^# (.+)", re.MULTILINE)
_GALLERY: Final = "gallery"
_BESIDE: Final = frozenset({"title", "header", "frames-words", "frames"})
"""Cells of the gallery that speak of the notebook itself."""
_LINK: Final = re.compile(r"^(?:.*/)?(\d\d)-[\w-]+\.ipynb$")


def notebooks(kind: str, lang: str) -> dict[int, Path]:
    """Return the notebooks of lessons or exercises that came with the kit, by number."""
    for home in SHIPPED:
        found = sorted((home / FOLDERS[kind] / lang).glob("[0-9][0-9]-*.ipynb"))
        if found:
            return {int(path.name[:2]): path for path in found if 0 < int(path.name[:2]) <= 10}  # noqa: PLR2004  (before and after them stand forms)
    return {}


def export_lesson(
    at: int, lang: str, *, kind: str = "lesson", verdicts: bool = True, linked: bool = False
) -> LessonPage:
    """Make one page of a classroom lesson: its text, plan, exercises, discussion and exit ticket.

    Parameters
    ----------
    at
        Its number, 1 to 10.
    lang
        ``"ar"`` or ``"en"``.
    kind
        ``"lesson"``, or ``"exercise"`` for one of the self-paced ones.
    verdicts
        With false the page is a test: what gives answers away is left out.
    linked
        Whether the other lessons lie beside it, so that links to them lead there.

    Raises
    ------
    LessonError
        If there is no such lesson.
    """
    lang = check_language(lang)
    known = notebooks(kind, lang)
    if at not in known:
        numbers = f"{min(known)} to {max(known)}" if known else "a kit with its notebooks"
        raise LessonError(f"found {kind} {at}, expected {numbers}; choose one of these")
    book = json.loads(known[at].read_text(encoding="utf-8"))
    page = _Page(lang, kind, verdicts=verdicts, linked=linked)
    for cell in book["cells"]:
        page.add(str(cell["id"]), str(cell["cell_type"]), "".join(cell["source"]))
    return page.bound(page_name(kind, at, lang))


def export_gallery(lang: str, *, verdicts: bool = True, linked: bool = False) -> LessonPage:
    """Make one page of the gallery's notebook, in which every exercise stands once.

    Parameters and errors as `export_lesson`.
    """
    lang = check_language(lang)
    found = [home / "notebooks" / lang / f"{_GALLERY}.ipynb" for home in SHIPPED]
    path = next((path for path in found if path.is_file()), None)
    if path is None:
        raise LessonError("found no gallery, expected a kit with its notebooks; install it whole")
    say = translator(lang)
    page = _Page(lang, "lesson", verdicts=verdicts, linked=linked)
    page.add("title", "markdown", f"# {say(SAID['gallery'])}\n\n{say(SAID['gallery_lead'])}")
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["id"] not in _BESIDE:
            page.add(str(cell["id"]), str(cell["cell_type"]), "".join(cell["source"]))
    return page.bound(f"{_GALLERY}.{lang}")


def page_name(kind: str, at: int, lang: str) -> str:
    """Return what the page of a notebook is called: ``lesson-03.ar``."""
    return f"{kind}-{at:02}.{lang}"


class _Page:
    """A page that grows cell by cell."""

    def __init__(self, lang: str, kind: str, *, verdicts: bool, linked: bool) -> None:
        self._lang, self._kind = lang, kind
        self._verdicts, self._linked = verdicts, linked
        self._space: dict[str, Any] = {"kit": Desk()}
        self._parts: list[Markup] = []
        self._steps: list[Step] = []
        self._openings: list[Opening] = []
        self._title = ""
        self._missing = False

    def add(self, name: str, kind: str, source: str) -> None:
        """Add a cell: its text, or what its last line shows."""
        if name in _LEFT_OUT:
            return
        if kind == "markdown":
            found = None if self._title else _TITLE.search(source)
            self._title = found[1] if found else self._title
            self._parts.append(self._written(source))
        else:
            for thing in _values(source, self._space):
                self._place(thing)
        if name == "title":
            self._parts.append(render("lesson-head.html", said=self._said()))

    def _place(self, thing: object) -> None:
        if isinstance(thing, Step):
            if not self._verdicts and thing.face.kind == "compare":
                return  # what it is about is what the keys say
            step = thing._replace(verdicts=self._verdicts)
            self._steps.append(step)
            self._space.setdefault("_places", {})[id(thing.face)] = len(self._steps) - 1
            self._parts.append(step_part(step, len(self._steps) - 1, headed=False))
        elif isinstance(thing, Result):
            self._parts.append(render("lesson-result.html", at=self._at(thing.step)))
        elif isinstance(thing, Later) and self._verdicts:
            closed = translator(self._lang)(SAID["closed"])
            self._parts.append(render("lesson-after.html", at=len(self._openings), closed=closed))
            self._openings.append(Opening(self._at(thing.step), thing.html))
        elif isinstance(thing, Elsewhere):
            line = translator(self._lang)(SAID["in_notebook"]).format(code=thing.name)
            self._parts.append(render("lesson-line.html", line=line))

    def _at(self, step: Step) -> int:
        places: Mapping[int, int] = self._space.get("_places", {})
        return places[id(step.face)]

    def _said(self) -> dict[str, str]:
        say = translator(self._lang)
        return {name: say(words) for name, words in SAID.items()}

    def _written(self, source: str) -> Markup:
        return made(_reader().render(_JUPYTER.sub("", source), {"page": self._target}))

    def _target(self, link: str) -> str:
        """Return where a link of the notebook leads from the page; nowhere, where nothing lies there."""
        if link.startswith(("https:", "http:", "#")):
            return link
        found = _LINK.match(link)
        if not (found and self._linked and 0 < int(found[1]) <= 10):  # noqa: PLR2004  (as above)
            return ""
        kind = (
            "exercise" if "exercises/" in link else "lesson" if "notebooks/" in link else self._kind
        )
        lang = next((one for one in LANGUAGES if f"/{one}/" in f"/{link}"), self._lang)
        return f"{page_name(kind, int(found[1]), lang)}.html"

    def bound(self, name: str) -> LessonPage:
        """Return the page as it is now."""
        parts = [*self._parts, end_part(self._lang)]
        return bound(name, self._lang, self._title, parts, self._steps, self._openings)


def _values(source: str, space: dict[str, Any]) -> Iterator[object]:
    """Run a cell, and yield what its last line is, if that is an exercise or what belongs to one.

    These are the kit's own notebooks; they are run in the order of their cells.
    """
    lines = [one for one in ast.parse(source).body if not _imports_kit(one)]
    if not lines:
        return
    *most, last = lines
    shown = isinstance(last, ast.Expr)
    exec(compile(ast.Module(most if shown else lines, []), "cell", "exec"), space)  # noqa: S102  (the kit's own)
    if isinstance(last, ast.Expr):
        yield eval(compile(ast.Expression(last.value), "cell", "eval"), space)  # noqa: S307


def _imports_kit(node: ast.stmt) -> bool:
    return isinstance(node, ast.Import) and [one.name for one in node.names] == ["kit"]


@cache
def _reader() -> Any:  # noqa: ANN401  (a class of a library that is loaded late)
    from markdown_it import MarkdownIt  # noqa: PLC0415  (only pages of notebooks need it)
    from markdown_it.renderer import RendererHTML  # noqa: PLC0415

    class Renderer(RendererHTML):
        """HTML whose links lead where the page says, or nowhere."""

        def link_open(self, tokens: Any, at: int, options: Any, env: Any) -> str:  # noqa: ANN401
            token = tokens[at]
            token.attrs["href"] = env["page"](str(token.attrs["href"]))
            if not token.attrs["href"]:
                del token.attrs["href"]
            return str(self.renderToken(tokens, at, options, env))

        def table_open(self, tokens: Any, at: int, options: Any, env: Any) -> str:  # noqa: ANN401
            return '<div class="wide" tabindex="0" role="region">' + str(
                self.renderToken(tokens, at, options, env)
            )

        def table_close(self, tokens: Any, at: int, options: Any, env: Any) -> str:  # noqa: ANN401
            return str(self.renderToken(tokens, at, options, env)) + "</div>"

    return MarkdownIt("commonmark", {"html": True}, renderer_cls=Renderer).enable("table")
