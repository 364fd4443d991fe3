"""An article of the learner's own: paste it or drop it, and work on it."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from kit.articles.making import MAX_BYTES
from kit.core.errors import AnswerError, KitError, unknown
from kit.core.frames import build
from kit.core.text import direction
from kit.engine.explain import explain_each
from kit.exercises.chain.widget import ChainBuilder
from kit.exercises.frame.assets import module, style
from kit.exercises.frame.panel import Panel, Sheet, Stack
from kit.exercises.frame.present import follow
from kit.exercises.frame.printed import question
from kit.exercises.headline.widget import HeadlineCheck
from kit.exercises.highlighter.widget import Highlighter
from kit.exercises.own import face
from kit.exercises.own.reading import Unread, read
from kit.exercises.rewrite.widget import Rewrite
from kit.exercises.sorter.widget import Sorter
from kit.languages.interface import check_language
from kit.languages.tags import language_if_told
from kit.lessons.drafts import draft_lesson
from kit.lessons.folders import load_lesson
from kit.show.explanation import Explanation
from kit.show.pages import sheet, worksheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from kit.exercises.frame.exercise import Exercise
    from kit.exercises.frame.guarded import Guarded
    from kit.lessons.lesson import Lesson

_SAMPLE: Final = "bridge-live"
"""The story taken by those who have brought none."""
_EXERCISES: Final[Mapping[str, Callable[..., Exercise]]] = {
    "highlighter": Highlighter,
    "sorter": Sorter,
    "codebook": lambda lesson, learner: Sorter(lesson, learner, scheme="codebook"),
    "headline": HeadlineCheck,
    "chain": ChainBuilder,
    "rewrite": Rewrite,
}
_SORTED: Final = ("sorter", "codebook")
"""What has to be done before the engine says what it thinks: either."""


class OwnPanel(Panel):
    """The box for a text."""

    actions = face.ACTIONS
    most_bytes = MAX_BYTES
    _esm = module("own")
    _css = style("own")


class OwnArticle(Stack):
    """A box for an article of the learner's own, and exercises on it.

    The article is pasted, dropped or chosen as a file (``.txt``, ``.md``, ``.html``, ``.docx``);
    of a page's source the article is read. Its language is told by itself and can be changed. No
    person has written a key: each verdict says what the engine thinks, as a second opinion. The
    text stays in this browser and in Python's memory; only answers are written to disk.

    Parameters
    ----------
    lang
        Language of the box, ``"ar"`` or ``"en"``; exercises speak that of the article.
    learner
        Whose answers these are, as in `Sorter`.
    start
        What is opened once a text is read: ``"highlighter"``, ``"sorter"``, ``"codebook"`` (the
        six labels), ``"headline"``, ``"chain"`` or ``"rewrite"``.

    Attributes
    ----------
    lesson
        The article as a lesson, with the engine's suggestions for a key; None before one is read.
    exercise
        The exercise that is shown; None before one is.

    Raises
    ------
    AnswerError
        If `start` is no exercise.
    KitError
        If the interface does not speak `lang`.

    Examples
    --------
    >>> own = kit.OwnArticle("ar")  # doctest: +SKIP
    >>> own.answers  # doctest: +SKIP
    >>> kit.report(own)  # doctest: +SKIP
    """

    def __init__(
        self, lang: str = "en", learner: str | None = None, *, start: str = "highlighter"
    ) -> None:
        self._opened: dict[str, Exercise] = {}
        if start not in _EXERCISES:
            raise AnswerError(unknown("exercise", start, _EXERCISES))
        self._lang, self._learner, self._want = check_language(lang), learner, start
        self._brought, self._name, self._text = b"", "", ""
        self.lesson: Lesson | None = None
        self.exercise: Exercise | None = None
        sample = load_lesson(_SAMPLE, self._lang).text
        super().__init__(OwnPanel(face.fixed(self._lang, sample), face.empty(), self._obey))
        follow(self)

    def save(self) -> None:
        """Do nothing: the exercises save themselves."""

    def move_on(self) -> None:
        """Show the engine's view only to who has sorted."""
        if self.lesson is not None and self._want not in _EXERCISES:
            self._panel.tell(self._obey({"action": "take", "want": self._want}, b""))

    @property
    def answers(self) -> pd.DataFrame:
        """The answers given in the exercise that is shown, the frame ``answers``."""
        return build("answers", ()) if self.exercise is None else self.exercise.answers

    @property
    def scores(self) -> pd.DataFrame:
        """These answers beside the engine's suggestions, the frame ``scores``."""
        return build("scores", ()) if self.exercise is None else self.exercise.scores

    @property
    def lang(self) -> str:
        """The language that the exercise shown speaks, or the box."""
        return self._lang if self.exercise is None else self.exercise.lang

    @property
    def exercise_id(self) -> str:
        """What the exercise shown is called in logs and frames; empty before one is."""
        return "" if self.exercise is None else self.exercise.exercise_id

    @property
    def title(self) -> str:
        """The title of the article; empty before one is read."""
        return "" if self.exercise is None else self.exercise.title

    @property
    def numbers(self) -> dict[str, str]:
        """The number by which the exercise shown calls each item."""
        return {} if self.exercise is None else self.exercise.numbers

    @property
    def undecided(self) -> frozenset[str]:
        """Items of the exercise shown whose answer may be given once more."""
        return frozenset() if self.exercise is None else self.exercise.undecided

    def __repr__(self) -> str:
        """Say the same on every run: a text is the learner's own."""
        return f"OwnArticle(lang={self._lang!r})"

    def close(self) -> None:
        """Leave the page with all exercises that were opened."""
        super().close()
        self._close_exercises()

    def printed(self) -> str:
        """Return what stands where no script runs; nothing of a text."""
        say = face.told
        title = face.fixed(self._lang, "")["words"]["title"]
        return sheet(title, question(say(self._lang, "printed"), ()), self._lang)

    def _obey(self, wish: dict[str, Any], data: bytes) -> Mapping[str, Any]:
        """Do what the box asks for, and return what it shows then."""
        notice, text = "", ""
        try:
            if wish["action"] == "read":
                text = self._read(data, _word(wish, "name"), _word(wish, "tongue"))
            elif wish["action"] == "tongue" and self._brought:
                self._read(self._brought, self._name, _word(wish, "tongue"))
            if self.lesson is not None:
                self._open(self.lesson, _word(wish, "want") or self._want)
        except Unread as no:
            notice = face.told(self._lang, no.name, **no.fields)
        lesson = self.lesson
        return {
            "notice": notice,
            "found": face.found(self._lang, lesson) if lesson else "",
            "text": text,
            "told": lesson.article_rows[0].lang if lesson else "",
            "options": face.options(self._lang, lesson),
            "chosen": self._want if lesson else "",
        }

    def _read(self, data: bytes, name: str, tongue: str) -> str:
        """Make a lesson of what was brought; return its words if they are others than the box has."""
        try:
            article = read(data, name, language_if_told(tongue or None))
            digest = sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
            lesson = draft_lesson(build("articles", [article]), lesson_id=f"text-{digest}")
        except KitError:
            raise Unread("unread") from None
        self._brought, self._name = data, name
        if self.lesson is None or self.lesson.entries != lesson.entries:
            self._forget()
            self.lesson = lesson
        return "" if article.text.encode("utf-8", "replace") == data else article.text

    def _open(self, lesson: Lesson, want: str) -> None:
        """Show what was asked for below the box; before sorting, the engine's view gives way to it."""
        fit = {option["label"] for option in face.options(self._lang, lesson)}
        want = want if want in fit else _SORTED[0]
        done, total = self._sorted(lesson) if want == "engine" else (0, 0)
        if done < total:
            if self._want not in fit & {*_EXERCISES}:
                self._want = _SORTED[0]
            self._open(lesson, self._want)
            raise Unread("first", done=done, total=total)
        if want in _EXERCISES:
            before, self.exercise = self.exercise, self._exercise(lesson, want)
            below: Guarded = self.exercise
            if before is not self.exercise:
                self._follow(None)
        elif want == "sheet":
            below = Sheet(worksheet(lesson).html)
        else:
            below = self._second_opinion(lesson)
        self._want = want
        self.put(below)

    def _exercise(self, lesson: Lesson, name: str) -> Exercise:
        if name not in self._opened:
            made = self._opened[name] = _EXERCISES[name](lesson, self._learner)
            made.observe(self._follow, "changes")
        return self._opened[name]

    def _follow(self, _change: object) -> None:
        """Tell those who follow the box that what they see is another."""
        self.changes += 1

    def _sorted(self, lesson: Lesson) -> tuple[int, int]:
        """Return how many statements are sorted, of how many: by the scheme in which most are."""
        return max(self._exercise(lesson, name).progress for name in _SORTED)

    def _second_opinion(self, lesson: Lesson) -> Sheet:
        """Return what the engine thinks of each statement."""
        html = Explanation(tuple(explain_each(lesson.article_rows)))._repr_html_()
        return Sheet(f'<div dir="{direction(lesson.lang)}" lang="{lesson.lang}">{html}</div>')

    def _forget(self) -> None:
        """Close the exercises on a text that is left; what no disk has taken stays open."""
        self.put(None)
        self._close_exercises()
        self._opened, self.exercise = {}, None
        self._follow(None)

    def _close_exercises(self) -> None:
        for exercise in self._opened.values():
            if not exercise.needed():
                exercise.close()


def _word(wish: Mapping[str, Any], name: str) -> str:
    """Return a short text that a page sent, or an empty one."""
    value = wish.get(name)
    return value[:200] if isinstance(value, str) else ""
