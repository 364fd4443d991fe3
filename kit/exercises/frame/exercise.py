"""The widget: a sitting joined to a page. It passes messages on and shows what comes back."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, ClassVar, Final

import pandas as pd
import traitlets

from kit.core.errors import AnswerError
from kit.exercises.frame.gate import Pace, let_in
from kit.exercises.frame.guarded import GuardedLayout
from kit.exercises.frame.keeping import Keeping
from kit.exercises.frame.paper import Papered
from kit.exercises.frame.present import follow, forget_names, move_all
from kit.exercises.frame.shown import page
from kit.exercises.frame.sitting import Sitting
from kit.exercises.frame.wishes import Refused
from kit.languages.lexicon import load_lexicon
from kit.lessons.drafts import draft_lesson
from kit.lessons.lesson import Lesson

if TYPE_CHECKING:
    from kit.exercises.frame.face import Face, StoryFace
    from kit.exercises.log import AnswerLog
    from kit.exercises.task import Choice


_MOST: Final = 20
"""So often a second a page is told what the engine reads (a text that is typed asks seven times), and
that it sends nonsense."""


class Exercise(Papered):
    """An exercise in a notebook.

    Parameters
    ----------
    face
        How it looks. The key stays in Python: the browser gets the verdict on one item once that
        is answered.
    learner
        Whose answers these are. Left out, a name is made up once and kept in
        ``answers/learner.txt``, so that the same learner comes back with the notebook.
    log
        Where answers are kept; ``answers/<exercise>/<learner>.jsonl`` if left out.
    feedback
        Whether verdicts and hints are given; without them it is a test.
    view
        How the exercise is looked at, if its face has several views.

    Attributes
    ----------
    dropped
        How much the page has sent that was not its own to send; nothing of it was taken.
    """

    kind: ClassVar[str]
    """The folder of the exercise: its script, its style and its words."""

    fixed = traitlets.Dict().tag(sync=True)
    """What never changes: words, choices, steps, and whose work this is."""
    state = traitlets.Dict().tag(sync=True)
    """All that may be seen now. It holds nothing of the key but the verdicts already earned."""
    changes = traitlets.Int()
    """How often its answers have changed; the page is not told."""
    moves = traitlets.Int()
    """How often another learner has taken over; what was opened for one is closed for the next."""

    def __init__(
        self,
        face: Face,
        learner: str | None,
        *,
        log: AnswerLog | Path | str | None = None,
        feedback: bool = True,
        view: str = "",
    ) -> None:
        lesson = face.lesson
        self._face, self._learner, self._log, self._home = face, learner, log, Path.cwd()
        self._left: list[Keeping] = []
        self._keeping = Keeping(lesson, face.task, face, learner, log, self._home)
        self._sitting = Sitting(self._keeping, face, feedback=feedback, view=view)
        self._feedback, self._view = feedback, view
        self._noted = self._chosen()
        _warm(lesson.article_rows[0].lang if lesson.article_rows else lesson.lang)
        self._tries, self._refusals = Pace(_MOST), Pace(_MOST)
        super().__init__(
            fixed=self._sitting.fixed(), state=self._sitting.state(), layout=GuardedLayout()
        )
        self.on_msg(lambda _widget, content, _buffers: self.receive(content))
        follow(self)

    @property
    def lang(self) -> str:
        """The language that it speaks to its learner."""
        return self._face.words.lang

    @property
    def exercise_id(self) -> str:
        """What the exercise is called in logs and frames."""
        return self._keeping.exercise

    @property
    def on_show(self) -> tuple[Face, bool, str]:
        """The face, whether verdicts are given, and the view: what a page needs to replay it."""
        return self._face, self._feedback, self._view

    @property
    def title(self) -> str:
        """What is worked on: the title of the story, or of the set of items."""
        return self._face.lesson.title

    @property
    def numbers(self) -> dict[str, str]:
        """The number by which the exercise calls each item."""
        return {item: self._face.number(item) for item in self._face.items}

    @property
    def answers(self) -> pd.DataFrame:
        """The learner's answers to this exercise, the frame ``answers``, in the order given."""
        return self._keeping.answers

    @property
    def undecided(self) -> frozenset[str]:
        """Items whose wrong answer may be tried once more: no result counts them until that is over."""
        return self._sitting.rounds.undecided

    @property
    def scores(self) -> pd.DataFrame:
        """The answers held against the key, the frame ``scores``."""
        from kit.exercises.scores import score_task  # noqa: PLC0415  (who only answers needs no scoring)

        return score_task(self.answers, self._face.task, self._face.words.lang)

    def receive(self, content: object) -> None:
        """Take one message from the browser; what makes no sense changes nothing and says so."""
        try:
            wish, dropped = let_in(content)
        except Refused:
            self.dropped += 1
            tried = isinstance(content, dict) and content.get("action") == "try"
            if tried or not self._refusals.free():
                return
            wish, dropped = {}, 0
        self.dropped += dropped
        if self._keeping.went_aside():  # what was pressed was meant for the answers of before
            forget_names()
            move_all()
        elif wish.get("action") != "try":
            self._save_left()
            self._sitting.obey(wish)
            self.state = self._sitting.state()
            self._note()
        elif self._tries.free():
            self.send(self._sitting.read_along(wish))
        else:
            self.dropped += 1

    def save(self) -> None:
        """Put on disk what is not there yet, of learners before as well."""
        self._keeping.went_aside()
        self._keeping.catch_up()
        self._save_left()

    def _save_left(self) -> None:
        for one in self._left:
            one.went_aside()
            one.catch_up()
        self._left = [one for one in self._left if one.waiting]

    def move_on(self) -> None:
        """Show the work of whoever works here now, in the place of what is shown."""
        self._keeping.went_aside()
        before, aside = self._sitting, self._keeping.classed
        self._left.append(self._keeping)
        self._save_left()
        self._face, self._log = self._work()
        face = self._face
        self._keeping = Keeping(face.lesson, face.task, face, self._learner, self._log, self._home)
        self._sitting = Sitting(self._keeping, face, feedback=self._feedback, view=self._view)
        self._sitting.follow(before, aside=aside)
        with self.hold_sync():
            self.state = self._sitting.state()
            self.fixed = self._sitting.fixed()
        self._noted = self._chosen()
        self._renew()
        self.moves += 1
        self.changes += 1

    def _work(self) -> tuple[Face, AnswerLog | Path | str | None]:
        """Return what whoever works here now is to do, and where it is kept."""
        return self._face, self._log

    def _note(self) -> None:
        """Tell those who follow the exercise that its answers, or what is told of them, are others."""
        if self._noted != (now := self._chosen()):
            self._noted = now
            self._renew()
            self.changes += 1

    def _chosen(self) -> tuple[frozenset[str], tuple[tuple[str, Choice], ...]]:
        """Return what was chosen, and which items may be tried once more before their key is told."""
        given = self._keeping.given.items()
        untold = frozenset(self._sitting.rounds.offered)
        return untold, tuple((item, one.choice) for item, one in given)

    def needed(self) -> bool:
        """Tell whether it holds answers that are not on disk yet."""
        return any(one.waiting for one in [self._keeping, *self._left])

    @property
    def progress(self) -> tuple[int, int]:
        """How many items are answered, and how many there are."""
        return len(self._keeping.given), len(self._face.items)

    def _progress(self) -> str:
        """Return how many items are answered, of how many."""
        return "{} of {}".format(*self.progress)

    def __repr__(self) -> str:
        """Say the same on every run, so that a notebook's stored output can be compared."""
        lesson, name = self._face.lesson, type(self).__name__
        return f"{name}({lesson.lesson_id!r}, lang={lesson.lang!r}, answered={self._progress()})"

    def _paper(self) -> dict[str, str]:
        given = self._keeping.given
        untold = self._sitting.rounds.offered
        html = page(self._face, self._printed(), given, untold, feedback=self._feedback)
        return {"text/html": html, "text/plain": repr(self)}

    def _printed(self) -> str:
        """Return the exercise as it is before anyone has answered, as HTML without scripts."""
        return self._face.printed()


class StoryExercise(Exercise):
    """An exercise on one story that takes nothing but its lesson, a learner and a log."""

    face: ClassVar[type[StoryFace]]
    """Makes the face of the exercise on a lesson."""

    def __init__(
        self,
        lesson: Lesson | str | pd.DataFrame,
        learner: str | None = None,
        *,
        log: AnswerLog | Path | str | None = None,
    ) -> None:
        super().__init__(self.face(as_lesson(lesson)), learner, log=log)


@cache
def _warm(lang: str) -> None:
    """Let the engine read its words while the learner reads the story: the first verdict is told at once."""
    Thread(target=load_lexicon, args=(lang,), daemon=True).start()


def as_lesson(story: Lesson | str | pd.DataFrame, lang: str | None = None) -> Lesson:
    """Return a lesson as it is, or make one of a text or of one article.

    Raises
    ------
    AnswerError
        If it is none of these.
    """
    if isinstance(story, Lesson):
        return story
    if isinstance(story, str | pd.DataFrame):
        return draft_lesson(story, lang)
    raise AnswerError(
        f"found {type(story).__name__}, expected a lesson, a text or a frame of one article; "
        "load one: kit.load_lesson('the-call')"
    )
