"""What the box for an article shows: its page contract, and what can be done with a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NotRequired, TypedDict

from kit.articles.making import MAX_BYTES
from kit.core.text import direction, visible
from kit.exercises.chain.task import Chaining
from kit.exercises.frame import contract  # noqa: TC001  (the types are read as the kit runs)
from kit.exercises.headline.task import Heading
from kit.exercises.rewrite.task import Rewriting
from kit.languages.interface import number, translator
from kit.languages.messages import messages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.exercises.task import LessonTask
    from kit.lessons.lesson import Lesson

ASKED: Final = messages("exercises/own", "asked")
SAID: Final = messages("exercises/own", "said")
NAMES: Final = messages("exercises/own", "exercises")
GLOSSES: Final = messages("exercises/own", "glosses")
TONGUES: Final = messages("exercises/own", "languages")
_ASKS_FOR: Final[Mapping[str, type[LessonTask]]] = {
    "headline": Heading,
    "chain": Chaining,
    "rewrite": Rewriting,
}
"""Exercises that not every text has something for."""


class OwnFixed(TypedDict):
    """What never changes: words and digits, how many bytes a file may have, languages, an example."""

    lang: str
    dir: contract.Direction
    words: dict[str, str]
    most: int
    languages: list[tuple[str, str]]
    sample: str


class OwnState(TypedDict):
    """What may be seen now.

    ``turn`` counts what the page asked; ``notice`` is what went wrong, ``found`` what was read;
    ``text`` are the words of a file or a page, for the box; ``told`` is the language they are in;
    ``options`` are what can be done with it, ``chosen`` is what is done.
    """

    turn: int
    notice: str
    found: str
    text: str
    told: str
    options: list[contract.Option]
    chosen: str


class Read(TypedDict):
    """Read what was pasted, or a file of that name; its bytes come beside the message."""

    action: Literal["read"]
    name: NotRequired[str]
    tongue: NotRequired[str]
    want: NotRequired[str]


class Tell(TypedDict):
    """Take the text for one in that language; empty for what the text itself says."""

    action: Literal["tongue"]
    tongue: str


class Take(TypedDict):
    """Do something else with the text."""

    action: Literal["take"]
    want: str


ACTIONS: Final = (Read, Tell, Take)


def fixed(lang: str, sample: str) -> OwnFixed:
    """Return what never changes."""
    say = translator(lang)
    return {
        "lang": lang,
        "dir": direction(lang),
        "words": {name: say(words) for name, words in ASKED.items()},
        "most": MAX_BYTES,
        "languages": [(tongue, say(name)) for tongue, name in TONGUES.items()],
        "sample": sample,
    }


def told(lang: str, name: str, /, **fields: Any) -> str:  # noqa: ANN401  (numbers and words)
    """Return a message, with its numbers as the language writes them and its words translated."""
    say = translator(lang)
    shown = {
        key: number(f"{value:,}" if lang == "en" else value, lang)
        if isinstance(value, int)
        else visible(say(value))
        for key, value in fields.items()
    }
    return say(SAID[name]).format(**shown)


def found(lang: str, lesson: Lesson) -> str:
    """Return one line on what was read."""
    row = lesson.article_rows[0]
    count = len(lesson.statement_rows)
    title = lesson.title if len(lesson.title) <= 80 else f"{lesson.title[:79]}…"  # noqa: PLR2004
    return told(lang, "found", title=title, n=count, lang=TONGUES.get(row.lang, row.lang))


def options(lang: str, lesson: Lesson | None) -> list[contract.Option]:
    """Return what can be done with a text: all but the exercises that find nothing in it to ask."""
    if lesson is None:
        return []
    say = translator(lang)
    fit = [
        name for name in NAMES if name not in _ASKS_FOR or _ASKS_FOR[name].for_lesson(lesson).items
    ]
    return [
        {"label": name, "name": say(NAMES[name]), "gloss": say(GLOSSES[name]), "digit": ""}
        for name in fit
    ]


def empty() -> Mapping[str, Any]:
    """Return what is seen before anything was read."""
    return {"notice": "", "found": "", "text": "", "told": "", "options": [], "chosen": ""}
