"""The page contract: every value that passes between Python and a page, stated once.

Python composes two values. ``fixed`` never changes; ``state`` is all that may be seen now, in one
of three modes: a question, a verdict, the review. A page sends actions and nothing else. Whatever
speaks this contract can show an exercise: a notebook with a kernel, or a page that replays what was
composed beforehand. What one exercise adds stands beside it, in its ``face.py``.

All values are plain JSON. ``validate`` holds any of them against its type.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import (
    Any,
    Final,
    Literal,
    NotRequired,
    TypedDict,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

CONTRACT: Final = 1
"""The version, sent in ``fixed``. A field that goes, or means something else, raises it by one."""

Part = dict[str, object]
"""Fields that an exercise composes; a test holds them against what it declares."""
Mode = Literal["one", "article"]
Direction = str
"""``ltr`` or ``rtl``."""
Kind = Literal["source", "cue", "hedge"]
Word = tuple[str, int, int]
"""A word and the half-open code points at which it stands; what lies between words has -1, -1."""
MarkedWords = tuple[Kind, int, int]
"""A kind of evidence, and the half-open code points that are marked as such."""


class Text(TypedDict):
    """Words with their language."""

    text: str
    lang: str
    dir: str  # a direction, or empty where there is no text


class Piece(TypedDict):
    """A piece of a paragraph; ``now`` if it belongs to the statement, ``marks`` its evidence."""

    text: str
    now: bool
    marks: list[Kind]


class CardPiece(TypedDict):
    """A piece of another source's text, marked where it decides."""

    text: str
    marks: list[Kind]


class Statement(TypedDict):
    """A statement in its paragraph: ``zone`` is its number and zone in words, ``form`` its style."""

    id: str
    lang: str
    dir: Direction
    zone: str
    form: str
    pieces: list[Piece]


class Option(TypedDict):
    """An answer to choose: its name, what it means (may be empty), the digit that chooses it."""

    label: str
    name: str
    gloss: NotRequired[str]
    digit: str


class Step(TypedDict):
    """A step of certainty, 0 to 1, and its name."""

    value: float
    name: str


class Verdict(TypedDict):
    """What is told of an answer.

    ``tone`` colours and shapes it; ``head`` says right or wrong in words; ``lines`` say why, or what
    earned which part. ``label`` is the label whose mark it bears; ``own_said`` the learner's answer,
    ``why`` why that one fails, ``again`` that it may be tried once more, so that the key is not told,
    ``reason`` the key's reason, ``differ`` what careful readers defend
    besides, ``rule`` what the engine sees, which is shown when asked for.
    """

    tone: Literal["right", "part", "wrong"]
    right: bool
    head: str
    lines: list[str]
    label: NotRequired[str]
    own_said: NotRequired[str]
    why: NotRequired[str]
    again: NotRequired[bool]
    reason: NotRequired[str]
    differ: NotRequired[str]
    rule: NotRequired[str]


class Sending(TypedDict):
    """An answer as a page sends it: a label, or what no label can say; either may be empty."""

    label: str
    given: list[Any]


class Segment(TypedDict, total=False):
    """An answered item in the strip; empty for an open one.

    ``own`` is the label whose colour it bears, or ``done``, missing where a later round asks anew; ``right`` whether it is, once that is
    told; a draft tells of no answer that it is wrong. The rest is the first answer, which a page keeps for the case that Python forgets it.
    """

    own: str
    right: bool
    confidence: float | None
    answered_at: str
    label: str
    given: list[Any]


class Listed(Text):
    """An answered item in the review; ``points`` is the part earned, 0 to 1.

    On a draft it is half of it at least, as nobody is wrong against the engine.
    """

    id: str
    number: str
    own: str
    own_said: str
    right: bool
    points: float
    key_said: str
    reason: str


class Fixed(TypedDict):
    """What never changes.

    ``exercise`` and ``learner`` name the log, ``anonymous`` says that nobody gave a name,
    ``unkept`` that nothing is kept, ``moves`` how often another learner has taken over;
    ``text_hash`` is the edition and ``scheme`` how it is answered. ``words`` are those of the
    interface, ``digits`` from 0 to 9; ``retold`` marks real news told anew and is empty otherwise; ``items`` are pairs of an id and its width in the strip.
    """

    contract: int
    lang: str
    dir: Direction
    title: str
    retold: str
    exercise: str
    learner: str
    anonymous: bool
    unkept: bool
    moves: int
    text_hash: str
    scheme: str
    words: dict[str, str]
    steps: list[Step]
    digits: list[str]
    items: list[tuple[str, int]]


class State(TypedDict):
    """What every state holds.

    ``turn`` counts what a page asked; ``at`` is the item shown, empty in the review; ``status``
    says whether work is saved, ``notice`` what happened; ``strip`` has a segment an item and
    ``strip_label`` says the same in words. ``resumed`` says how far an exercise is that is taken up
    again: a card with it stands in place of the item, until the learner goes on there.
    """

    turn: int
    at: str
    status: str
    unsaved: bool
    complete: bool
    notice: str
    strip: list[Segment]
    strip_label: str
    resumed: NotRequired[str]


class Ask(State):
    """An open item: the one before it, the hints asked for (a line each), whether there are more.

    ``again`` says that it is tried once more, and ``tried`` is the label that was wrong.
    """

    mode: Literal["ask"]
    again: NotRequired[str]
    tried: NotRequired[str]
    before: str
    has_hint: bool
    hint: str


class Told(State):
    """An answered item and its verdict; ``statement`` and ``legend`` are an exercise's own."""

    mode: Literal["verdict"]
    before: str
    verdict: Verdict


class Review(State):
    """The end: what it came to, and all answered items.

    ``counted`` tells in a later round what counts; with ``anew`` a round may be begun.
    """

    mode: Literal["review"]
    result: str
    counted: NotRequired[str]
    anew: NotRequired[bool]
    items: list[Listed]


class Answer(TypedDict, total=False):
    """An answer in a commit; `statement_id` names its item.

    ``slots`` (the cue lab's choices) stand in place of ``given``.
    """

    statement_id: str
    label: str
    given: list[Any]
    slots: dict[str, str]
    confidence: float | None
    answered_at: str


class Commit(TypedDict):
    """Give answers; the first to an item stands."""

    action: Literal["commit"]
    statement_id: str
    answers: list[Answer]


class Go(TypedDict):
    """Go on to the next open item, to any item, or ask for one more hint.

    Of a wrong answer: try ``again``, once, or ``show`` the key.
    """

    action: Literal["next", "goto", "hint", "again", "show"]
    statement_id: str


class Begin(TypedDict):
    """Begin a round: with all items, or with those that went wrong."""

    action: Literal["anew", "mistakes"]
    statement_id: str


class Restore(TypedDict):
    """Bring answers back: a saved file's ``text``, or a browser's copies and their edition."""

    action: Literal["restore"]
    statement_id: str
    text: NotRequired[str]
    text_hash: NotRequired[str]
    answers: NotRequired[list[Answer]]


class View(TypedDict):
    """Look at the exercise another way."""

    action: Literal["view"]
    statement_id: str
    mode: str


class Try(TypedDict):
    """Ask what the engine reads in a choice that is not committed."""

    action: Literal["try"]
    statement_id: str
    text: NotRequired[str]
    slots: NotRequired[dict[str, str]]


ACTIONS: Final = (Commit, Go, Begin, Restore, View, Try)
"""All that a page may send."""


class ReadLine(TypedDict):
    """A line of what the engine reads: good or not, or a label; a name; and what is told."""

    good: NotRequired[bool]
    label: NotRequired[str]
    name: NotRequired[str]
    told: str


class ReadAlong(TypedDict):
    """The answer to a `Try`: the item it belongs to, the sentence (the cue lab's), and its lines."""

    at: str
    text: NotRequired[str]
    lines: list[ReadLine]


class Nothing(TypedDict):
    """What an exercise adds that adds nothing."""


@dataclass(frozen=True, slots=True)
class Adds:
    """What one exercise adds to `Fixed`, `Ask`, `Told`, `Review`, and what it says while read along."""

    fixed: Any = Nothing
    ask: Any = Nothing
    verdict: Any = Nothing
    review: Any = Nothing
    every_state: Any = Nothing
    read_along: Any = Nothing


def state_forms(adds: Adds, mode: object) -> tuple[Any, ...]:
    """Return the TypedDicts that a state in this mode has the fields of."""
    forms = {
        "ask": (Ask, adds.ask),
        "verdict": (Told, adds.verdict),
        "review": (Review, adds.review),
    }
    return (*forms.get(str(mode), (State,)), adds.every_state)


@cache
def actions(forms: tuple[Any, ...] = ACTIONS) -> frozenset[str]:
    """Return the names of all that a page may ask for, or a page with other actions."""
    return frozenset(name for form in forms for name in get_args(get_type_hints(form)["action"]))


def validate(  # noqa: PLR0911  (a case for each kind of type)
    value: object,
    *forms: Any,  # noqa: ANN401  (types)
    at: str = "value",
) -> list[str]:
    """Return what is wrong with a value, one line a fault; nothing if it is of the form.

    Parameters
    ----------
    value
        Plain JSON.
    *forms
        Its type; several TypedDicts together are the fields of all of them.
    at
        What the value is called in the lines.
    """
    form = forms[0]
    if is_typeddict(form):
        return _fields(value, forms, at)
    origin, parts = get_origin(form), get_args(form)
    if origin in (Union, UnionType):
        found = [validate(value, part, at=at) for part in parts]
        return [] if any(not one for one in found) else min(found, key=len)
    if origin is Literal:
        return [] if value in parts else [f"{at}: found {value!r}, expected one of {parts}"]
    if origin is list:
        return (
            _all(value, (parts[0],) * len(value), at)
            if isinstance(value, list)
            else _no(value, form, at)
        )
    if origin is tuple:
        fits = isinstance(value, list | tuple) and len(value) == len(parts)
        return _all(value, parts, at) if fits else _no(value, form, at)
    if origin is dict:
        if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
            return _no(value, form, at)
        return _all(list(value.values()), (parts[1],) * len(value), at)
    wanted: Any = {float: (int, float), None: NoneType, Any: object}.get(form, form)
    loose = isinstance(value, bool) and form in (int, float)
    return [] if isinstance(value, wanted) and not loose else _no(value, form, at)


def fields(*forms: type) -> dict[str, Any]:
    """Return the fields of some TypedDicts together, and their types."""
    return {name: hint for form in forms for name, hint in get_type_hints(form).items()}


def required(form: Any) -> set[str]:  # noqa: ANN401  (a TypedDict)
    """Return the fields that must be there; a TypedDict's own set does not see delayed annotations."""
    hints = get_type_hints(form, include_extras=True)
    return {
        n for n, hint in hints.items() if form.__total__ and get_origin(hint) is not NotRequired
    }


def _fields(value: object, forms: tuple[Any, ...], at: str) -> list[str]:
    if not isinstance(value, dict):
        return _no(value, forms[0], at)
    known = fields(*forms)
    needed = {name for form in forms for name in required(form)}
    found = [f"{at}.{name}: is missing" for name in sorted(needed - value.keys())]
    found += [f"{at}.{name}: is not declared" for name in sorted(value.keys() - known.keys())]
    for name in value.keys() & known.keys():
        found += validate(value[name], known[name], at=f"{at}.{name}")
    return found


def _all(values: Any, forms: tuple[Any, ...], at: str) -> list[str]:  # noqa: ANN401  (any sequence)
    pairs = enumerate(zip(values, forms, strict=True))
    return [line for i, (one, form) in pairs for line in validate(one, form, at=f"{at}[{i}]")]


def _no(value: object, form: object, at: str) -> list[str]:
    return [f"{at}: found {str(value)[:80]!r}, expected {getattr(form, '__name__', form)}"]
