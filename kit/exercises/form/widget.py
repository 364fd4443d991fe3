"""The test before and after the course: form A or B, chosen by a button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypedDict

from kit.core.frames import build
from kit.core.text import direction
from kit.exercises.form.drawn import FormSorter
from kit.exercises.frame import contract  # noqa: TC001  (the types are read as the kit runs)
from kit.exercises.frame.assets import module, style
from kit.exercises.frame.panel import Panel, Stack
from kit.exercises.frame.present import follow
from kit.exercises.frame.printed import question
from kit.languages.interface import check_language, translator
from kit.languages.messages import messages
from kit.lessons.items import load_items
from kit.show.pages import sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from kit.exercises.sorter.widget import Sorter

ASKED: Final = messages("exercises/form", "asked")
SAID: Final = messages("exercises/form", "said")
FORMS: Final = messages("exercises/form", "forms")


class FormFixed(TypedDict):
    """What never changes: words, and the forms with their names."""

    lang: str
    dir: contract.Direction
    words: dict[str, str]
    forms: list[tuple[str, str]]


class FormState(TypedDict):
    """The form that is shown, and whether the other one was answered before."""

    turn: int
    chosen: str
    notice: str


class Take(TypedDict):
    """Show a form."""

    action: Literal["take"]
    want: str


class FormPanel(Panel):
    """The choice of a form."""

    actions = (Take,)
    _esm = module("form")
    _css = style("form")


class Form(Stack):
    """A test of 40 statements without verdicts, in one of two parallel forms.

    The statements stand in an order drawn for each learner, the same whenever they come back.

    A form that was begun is shown at once when the cell is run again; of one that was answered
    before, the learner is told to take the other.

    Parameters
    ----------
    lang
        ``"ar"`` or ``"en"``.
    learner
        Whose answers these are, as in `Sorter`.
    after
        Whether this is the test after the course: then nothing is shown before a form is chosen.

    Attributes
    ----------
    sorter
        The form that is shown; None before one is chosen.

    Raises
    ------
    KitError
        If the interface does not speak `lang`.

    Examples
    --------
    >>> form = kit.Form("ar")  # doctest: +SKIP
    >>> form.answers  # doctest: +SKIP
    """

    def __init__(
        self, lang: str = "en", learner: str | None = None, *, after: bool = False
    ) -> None:
        self._sorters: dict[str, Sorter] = {}
        self._lang = check_language(lang)
        say = translator(self._lang)
        fixed: FormFixed = {
            "lang": self._lang,
            "dir": direction(self._lang),
            "words": {name: say(words) for name, words in ASKED.items()},
            "forms": [(name, say(words)) for name, words in FORMS.items()],
        }
        self._sorters |= {
            name: FormSorter(load_items(name, lang=self._lang), learner) for name in FORMS
        }
        self._after, self._had = after, ""
        self.sorter: Sorter | None = None
        super().__init__(FormPanel(fixed, self._state(""), self._obey))
        self._resume()
        follow(self)

    def _resume(self) -> None:
        """Show the form that whoever works here has begun, if it is to be shown unasked."""
        begun = [name for name, sorter in self._sorters.items() if sorter.progress[0]]
        self._had = begun[0] if self._after and len(begun) == 1 else ""
        if begun and not self._had:
            self._take(begun[-1])
        else:
            self._panel.tell(self._state(""))

    def save(self) -> None:
        """Do nothing: the forms save themselves."""

    def move_on(self) -> None:
        """Show the form of whoever works here now."""
        self.sorter = None
        self.put(None)
        self._resume()

    @property
    def answers(self) -> pd.DataFrame:
        """The answers to the form that is shown, the frame ``answers``."""
        return build("answers", ()) if self.sorter is None else self.sorter.answers

    @property
    def scores(self) -> pd.DataFrame:
        """These answers held against the key, the frame ``scores``."""
        return build("scores", ()) if self.sorter is None else self.sorter.scores

    def __repr__(self) -> str:
        """Say the same on every run."""
        return f"Form(lang={self._lang!r})"

    def close(self) -> None:
        """Leave the page with both forms."""
        super().close()
        for sorter in self._sorters.values():
            if not sorter.needed():
                sorter.close()

    def printed(self) -> str:
        """Return what stands where no script runs; nothing of the statements."""
        say = translator(self._lang)
        return sheet(say(ASKED["title"]), question(say(SAID["printed"]), ()), self._lang)

    def _obey(self, wish: dict[str, Any], data: bytes) -> Mapping[str, Any]:
        del data
        want = wish.get("want")
        if isinstance(want, str) and want in self._sorters:
            self.sorter = self._sorters[want]
            self.put(self.sorter)
            return self._state(want)
        return self._state(next((n for n, one in self._sorters.items() if one is self.sorter), ""))

    def _take(self, name: str) -> None:
        """Show a form without having been asked."""
        self._panel.receive({"action": "take", "want": name})

    def _state(self, chosen: str) -> dict[str, str]:
        say = translator(self._lang)
        told = ""
        if self._had and chosen in ("", self._had):
            told = say(SAID["had"]).format(form=say(FORMS[self._had]))
        return {"chosen": chosen, "notice": told}
