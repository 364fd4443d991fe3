"""A lesson made in a notebook: the steps of the terminal, by mouse, touch or keyboard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypedDict

from kit.articles.files import article_from_paste
from kit.core.codebook import LABELS, LOOKS
from kit.core.errors import KitError
from kit.core.text import direction, visible
from kit.desk.bringing import bring, folder_for, hold_own
from kit.desk.draft import MARKS, words_of
from kit.desk.making import make_all
from kit.desk.ready import ready_reasons
from kit.desk.session import Session
from kit.desk.store import Store
from kit.exercises.frame.assets import FRAME, joined, style
from kit.exercises.frame.panel import Panel, Stack
from kit.exercises.frame.printed import question
from kit.languages.interface import number, translator
from kit.languages.messages import messages
from kit.lessons.rights import OWN_CLASS
from kit.show.pages import numbered, sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.lessons.lesson import Lesson

_HERE: Final = Path(__file__).parent
_SAID: Final = messages("desk", "author")
_SCREEN: Final = messages("desk", "screen")
_STEPS: Final[Mapping[str, tuple[str, ...]]] = {
    "accept": (),
    "skip": (),
    "label": ("label",),
    "also": ("label",),
    "reason": ("english", "arabic"),
    "mark": ("what", "first", "last"),
}
"""What a page may ask for, and what each step needs."""
_KINDS: Final = {
    "label": str, "english": str, "arabic": str, "what": str, "first": int, "last": int,
}  # fmt: skip
_TONGUES: Final = {"en": "English", "ar": "Arabic"}


class Step(TypedDict, total=False):
    """A step of a draft, with what it needs."""

    action: Literal["step"]
    step: str
    label: str
    what: str
    first: int
    last: int
    english: str
    arabic: str


class AuthorPanel(Panel):
    """The page on which a lesson is made."""

    actions = (Step,)
    _esm = joined(FRAME / "frame.js", _HERE / "author.js")
    _css = style() + joined(_HERE / "author.css")


class Author(Stack):
    """Make a lesson of an article, statement by statement.

    The kit drafts a key; every step is kept in the lesson's folder at once and can be undone, and
    the cell run again goes on where it was left. When all is decided, notebooks, a page and sheets
    for the class are written. What is fetched from the web is for your own class only.

    Parameters
    ----------
    source
        An article's file, or a web address; nothing if `text` is given.
    text
        The article itself.
    to
        The lesson's own folder; by default one in ``my-lessons``, named after the source.
    lang
        Language of the text, by default told by it.
    publisher, url, licence
        Who published the article, where it is, and under which licence it may be passed on; without
        a licence it is for your own class only.

    Attributes
    ----------
    lesson
        The lesson as far as it is.
    folder
        Where it is kept.

    Raises
    ------
    ArticleError, LessonError
        As `kit lesson new`.

    Examples
    --------
    >>> author = kit.Author("fire.txt")  # doctest: +SKIP
    """

    def __init__(  # noqa: PLR0913  (what can be said of an article)
        self,
        source: str | Path = "-",
        *,
        text: str | None = None,
        to: str | Path | None = None,
        lang: str | None = None,
        publisher: str = "",
        url: str = "",
        licence: str = "",
    ) -> None:
        name = str(source) if text is None else "-"
        hold_own(name, licence)
        article = article_from_paste(text, lang) if text is not None else bring(name, lang, bytes)
        article = replace(
            article,
            publisher=publisher or article.publisher,
            url=url or article.url,
            licence=licence or article.licence or OWN_CLASS,
        )
        self.folder = Path(to) if to is not None else folder_for(name, article)
        store = Store(self.folder, article.lang)
        begun = store.draft.exists() or store.key.exists()
        self._session = Session(store, *(store.load() if begun else (store.begin(article), 0)))
        self._lang = article.lang
        panel = AuthorPanel(self._fixed(), self._state(""), self._obey)
        super().__init__(panel)

    @property
    def lesson(self) -> Lesson:
        """The lesson as far as it is."""
        return self._session.draft.lesson()

    def __repr__(self) -> str:
        """Say the same on every run."""
        return f"Author({str(self.folder)!r})"

    def printed(self) -> str:
        """Return what stands where no script runs: the article, and nothing of its key."""
        say = translator(self._lang)
        parts = [*numbered(self.lesson, self._lang), *question(say(_SAID["printed"]), ())]
        return sheet(self.lesson.title, parts, self._lang)

    def _fixed(self) -> dict[str, Any]:
        say = translator(self._lang)
        names = messages("desk", "keys")
        return {
            "lang": self._lang,
            "dir": direction(self._lang),
            "face": self._lang,
            "facing": direction(self._lang),
            "title": visible(self._session.draft.article.title),
            "words": {name: say(words) for name, words in _SAID.items()},
            "labels": [{"label": one, "name": say(LOOKS[one].name)} for one in LABELS],
            "marks": [(one, say(names[one.removesuffix("_words")])) for one in MARKS],
            "tongues": [(one, say(_TONGUES[one]), direction(one)) for one in ("en", "ar")],
        }

    def _obey(self, wish: dict[str, Any], data: bytes) -> Mapping[str, Any]:
        del data
        try:
            return self._state(self._took(wish))
        except KitError as error:
            return self._state(str(error))

    def _took(self, wish: Mapping[str, Any]) -> str:
        """Take the step that the page asks for, and return what is to be told."""
        session, step = self._session, wish.get("step")
        was_done = session.draft.is_done
        if step == "undo":
            session.undo()
        elif step == "back":
            session.do("go", session.draft.at - 1)
        elif step in {"accept", "skip"} and was_done:
            session.do("go", session.draft.at + 1)
        elif isinstance(step, str) and step in _STEPS:
            values = [wish.get(name) for name in _STEPS[step]]
            if all(
                type(one) is _KINDS[name] for one, name in zip(values, _STEPS[step], strict=True)
            ):
                session.do(step, *values)
        return self._made() if session.draft.is_done and step == "accept" else ""

    def _made(self) -> str:
        """Write what the class needs, and say where it is."""
        for _ in make_all(self.lesson, self.folder):
            pass
        return translator(self._lang)(_SAID["made"]).format(folder=self.folder / "class")

    def _state(self, notice: str) -> dict[str, Any]:
        """Return what may be seen now."""
        session = self._session
        draft = session.draft
        entry, say = draft.entry, translator(self._lang)
        told = {"place": draft.at + 1, "count": len(draft.decided)}
        shown = {name: number(value, self._lang) for name, value in told.items()}
        place = say(_SCREEN["place"]).format(**shown)
        done = say(_SCREEN["decided"]).format(done=number(sum(draft.decided), self._lang))
        none = say(_SCREEN["none"])
        spans = words_of(draft.statement)
        text = draft.statement.text
        return {
            "at": draft.at,
            "place": f"{place} · {done}",
            "before": self._near(-1),
            "after": self._near(1),
            "words": [visible(text[start:end]) for start, end in spans],
            "marks": {name: _where(text, spans, getattr(entry, name)) for name in MARKS},
            "told": say(_SCREEN["marks"]).format(
                source=visible(entry.source) or none,
                cue=visible(entry.cue) or none,
                hedge=visible(entry.hedge_words) or none,
            ),
            "label": entry.label,
            "accept": list(entry.accept),
            "ready": [list(pair) for pair in ready_reasons(entry)],
            "reason": [entry.reason_en, entry.reason_ar],
            "can_undo": session.can_undo,
            "notice": notice,
        }

    def _near(self, step: int) -> str:
        draft = self._session.draft
        at = draft.at + step
        return visible(draft.statements[at].text) if 0 <= at < len(draft.statements) else ""


def _where(text: str, spans: list[tuple[int, int]], words: str) -> list[int]:
    """Return the places of the first and last of some words; none where they are not marked."""
    start = text.find(words) if words else -1
    end = start + len(words)
    found = [at for at, span in enumerate(spans) if start <= span[0] and span[1] <= end]
    return [found[0], found[-1]] if start >= 0 and found else [0, -1]
