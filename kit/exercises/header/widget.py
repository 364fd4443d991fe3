"""The head of a lesson: who works here, a projector for teachers, and a new class."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypedDict

from kit.core.errors import AnswerError
from kit.core.names import tidy_name
from kit.core.text import direction
from kit.exercises.aside import homes, put_aside, take_along, work_in
from kit.exercises.frame import contract  # noqa: TC001  (the types are read as the kit runs)
from kit.exercises.frame.assets import module, style
from kit.exercises.frame.elsewhere import named
from kit.exercises.frame.learner import write_name
from kit.exercises.frame.panel import Panel, Stack
from kit.exercises.frame.present import (
    follow,
    forget_names,
    move_all,
    name_here,
    present,
    project,
    projecting,
    save_all,
)
from kit.languages.interface import check_language, day, number, translator
from kit.languages.messages import messages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ASKED: Final = messages("exercises/header", "asked")
SAID: Final = messages("exercises/header", "said")
PRESS: Final = messages("exercises/header", "press")
_LONGEST: Final = 60
"""Letters of a name; a file's name holds them in any script, and a report's column too."""
_TOOLS: Final = ("project", "class")


class HeaderFixed(TypedDict):
    """What never changes."""

    lang: str
    dir: contract.Direction
    words: dict[str, str]


class HeaderState(TypedDict):
    """What is said; whether a name is asked for; what can be pressed, by learners and by teachers."""

    turn: int
    lines: list[str]
    asks: bool
    presses: list[tuple[str, str]]
    tools: list[tuple[str, str]]
    projector: bool


class Press(TypedDict):
    """Press a button; `name` is what stands in the box, if there is one."""

    action: Literal["press"]
    want: str
    name: str


class HeaderPanel(Panel):
    """The bar itself."""

    actions = (Press,)
    _esm = module("header")
    _css = style("header")


class Header(Stack):
    """The head of a lesson, in which learners say who they are.

    The name goes into ``answers/learner.txt``, and all exercises of the notebook that were given no
    learner go on with the answers of that name. Answers given before can be taken along; somebody
    who worked here before is asked about and never written over. Marks that nobody sees make no new
    learner.

    Teachers find two buttons in it. *Projector* shows the lesson large, and nothing that is answered
    is kept until it ends. *New class* moves the answers of the whole course into dated folders.

    Parameters
    ----------
    lang
        ``"ar"`` or ``"en"``.

    Raises
    ------
    KitError
        If the interface does not speak `lang`.

    Examples
    --------
    >>> kit.Header("ar")  # doctest: +SKIP
    """

    def __init__(self, lang: str = "en") -> None:
        self._lang, self._home = check_language(lang), Path.cwd()
        self._say = translator(self._lang)
        self._wanted = ""
        fixed: HeaderFixed = {
            "lang": self._lang,
            "dir": direction(self._lang),
            "words": {name: self._say(words) for name, words in ASKED.items()},
        }
        super().__init__(HeaderPanel(fixed, self._first(), self._obey))
        follow(self)

    def __repr__(self) -> str:
        """Say the same on every run."""
        return f"Header(lang={self._lang!r})"

    def printed(self) -> str:
        """Return nothing: on a page without scripts nobody can give a name."""
        return ""

    def save(self) -> None:
        """Do nothing: a name is on disk as soon as it is given."""

    def move_on(self) -> None:
        """Show who works here now."""
        self._panel.tell(self._rest())

    # what is pressed

    def _obey(self, wish: dict[str, Any], data: bytes) -> Mapping[str, Any]:
        """Do what was pressed, and return what is shown then."""
        del data
        want, name = str(wish.get("want")), wish.get("name")
        if want in {"project", "end"}:
            project(on=want == "project")
        if projecting() or (want in {"me", "mine", "not_mine"} and not self._wanted):
            return self._rest()
        done: dict[str, Callable[[], Mapping[str, Any]]] = {
            "keep": lambda: self._asked_for(tidy_name(name) if isinstance(name, str) else ""),
            "change": lambda: self._ask(self._told("change")),
            "another": lambda: self._ask(self._told("change")),
            "not_me": lambda: self._ask(self._told("other", learner=f"{self._wanted} 2")),
            "me": lambda: self._go_on("me"),
            "mine": lambda: self._go_on("mine"),
            "not_mine": lambda: self._go_on("not_mine"),
            "class": self._class,
            "aside": self._put_aside,
        }
        return done.get(want, self._rest)()

    def _asked_for(self, name: str) -> Mapping[str, Any]:
        """Take a name, if it is one, and ask about answers that might be somebody else's."""
        who = present(self._home)
        name = name.lstrip("# ")  # a line that begins so is no name in the file
        if not name:
            return self._ask(self._told("empty"))
        if len(name) > _LONGEST:
            return self._ask(self._told("long", n=_LONGEST))
        if name in {who.id, who.name}:
            return self._rest()
        self._wanted = name
        theirs = work_in([self._home], name)
        if theirs.answers:
            told = self._told("taken", learner=name, n=theirs.answers, day=self._day(theirs.last))
            return self._shown([told], ("me", "not_me", "cancel"))
        return self._mine() or self._go_on("not_mine")

    def _mine(self) -> Mapping[str, Any] | None:
        """Ask whose the answers of whoever worked here are, if there are any."""
        who = present(self._home)
        save_all()
        done = work_in([self._home], who.id)
        if not done.answers:
            return None
        told = self._told("mine", learner=who.name, n=done.answers)
        return self._shown([told], ("mine", "not_mine", "cancel"))

    def _go_on(self, want: str) -> Mapping[str, Any]:
        """Let the learner of that name work here."""
        who, name, said = present(self._home), self._wanted, []
        if want == "me" and not who.named and (asked := self._mine()):
            return asked
        save_all()
        if want == "mine":
            try:
                take_along(who.id, name, self._home)
            except AnswerError as error:
                return self._rest(self._told("unmoved", why=str(error)))
        try:
            write_name(name, self._home)
        except (OSError, ValueError) as error:
            why = "it is not UTF-8" if isinstance(error, UnicodeError) else str(error)
            why = getattr(error, "strerror", None) or why
            said.append(self._told("unwritten", why=why))
        name_here(name, self._home)
        self._wanted = ""
        move_all()
        return self._rest(*said)

    def _class(self) -> Mapping[str, Any]:
        """Say what a new class would put aside."""
        save_all()
        done = work_in(homes(self._home))
        if not done.answers:
            return self._rest(self._told("class_none"))
        told = self._told("class", n=done.answers, learners=done.learners)
        return self._shown([told], ("aside", "cancel"))

    def _put_aside(self) -> Mapping[str, Any]:
        save_all()
        try:
            places = list(filter(None, map(put_aside, homes(self._home))))
        except AnswerError as error:
            return self._rest(self._told("unmoved", why=str(error)))
        forget_names()
        move_all()
        if not places:
            return self._rest(self._told("class_none"))
        seen = dict.fromkeys(named(place.name) for place in places)
        return self._rest(self._told("class_done", place=" · ".join(seen)))

    # what is shown

    def _first(self) -> Mapping[str, Any]:
        """Ask whether somebody who worked here before goes on."""
        who = present(self._home)
        done = work_in([self._home], who.id) if who.named and not projecting() else None
        if done is None or not done.answers:
            return {"turn": 0, **self._rest()}
        told = self._told("again", learner=who.name, n=done.answers, day=self._day(done.last))
        return {"turn": 0, **self._shown([told], ("go_on", "another"), tools=_TOOLS)}

    def _rest(self, *said: str) -> dict[str, Any]:
        """Return what is shown where nothing is asked about."""
        if projecting():
            return self._shown([self._told("projector")], ("end",))
        who = present(self._home)
        if who.named:
            told = self._told("named", learner=who.name)
            return self._shown([*said, told], ("change",), tools=_TOOLS)
        told = self._told("nameless", learner=who.name)
        return self._shown([*said, told], ("keep",), asks=True, tools=_TOOLS)

    def _ask(self, said: str) -> dict[str, Any]:
        return self._shown([said], ("keep", "cancel"), asks=True)

    def _shown(
        self,
        lines: list[str],
        presses: tuple[str, ...],
        *,
        asks: bool = False,
        tools: tuple[str, ...] = (),
    ) -> dict[str, Any]:
        return {
            "lines": lines,
            "asks": asks,
            "presses": [self._button(name) for name in presses],
            "tools": [self._button(name) for name in tools],
            "projector": projecting(),
        }

    def _button(self, name: str) -> tuple[str, str]:
        who = present(self._home).name if name == "go_on" else ""
        return name, self._say(PRESS[name]).format(learner=f"\u2068{who}\u2069")

    def _told(self, name: str, **values: object) -> str:
        plain = {k: number(v, self._lang) if isinstance(v, int) else v for k, v in values.items()}
        if "learner" in plain:  # a name may run the other way than the words round it
            plain["learner"] = f"\u2068{plain['learner']}\u2069"
        return self._say(SAID[name]).format(**plain)

    def _day(self, when: Any) -> str:  # noqa: ANN401  (a time, or none)
        return day(when.astimezone(), self._lang) if when else ""
