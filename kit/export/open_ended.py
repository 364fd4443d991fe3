"""What a page needs to compare an answer that no list holds: marked words, hands in an order.

`marking.js` does with it what `kit.exercises.frame.marks`, `kit.exercises.chain.task` and the faces
of these exercises do; a test holds both against each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kit.exercises.chain.face import MISTAKES as CHAINED
from kit.exercises.chain.face import ChainBuilderFace
from kit.exercises.cuelab.face import MISTAKES as READS
from kit.exercises.cuelab.face import CueLabFace
from kit.exercises.frame.face import Answered
from kit.exercises.frame.marks import MARKED, PEN_NAMES, PENS
from kit.exercises.highlighter.face import MISTAKES as DRAWN
from kit.exercises.highlighter.face import TOLD, HighlighterFace
from kit.exercises.lateral.face import LateralReadingFace
from kit.exercises.task import Choice
from kit.languages.interface import translator

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kit.exercises.frame.face import Face

_HEADS: Final = ("all_right", "part", "not_yet")
_SENTENCES: Final = ("not_quite", "own", "no_source")


def spots(face: Face, *, feedback: bool) -> dict[str, Any]:
    """Return what the answers of an exercise are compared with; nothing where they are looked up.

    Returns
    -------
    dict
        ``pens``, the kinds of marks there are; and where verdicts are told ``say``, messages with
        their {fields}, and ``items``: by item what the key wants (``wanted``, ``chain``) and
        ``told``, ``again`` and ``listed`` with all in them that no answer changes. Of the cue lab
        ``meets``, the goals that a sentence meets.
    """
    if isinstance(face, HighlighterFace):
        return _with_messages(face, _marked(face), PENS, feedback=feedback)
    if isinstance(face, LateralReadingFace):
        return _with_messages(face, _beside(face), ("source",), feedback=feedback)
    if isinstance(face, CueLabFace):
        found = _with_messages(face, {}, (), feedback=feedback)
        return found | _spoken(face, feedback=feedback)
    if isinstance(face, ChainBuilderFace):
        return _with_messages(face, _ordered(face), (), feedback=feedback)
    return {}


def _with_messages(
    face: Face, items: Mapping[str, Any], pens: tuple[str, ...], *, feedback: bool
) -> dict[str, Any]:
    words = face.words
    say = translator(words.lang)
    joints = {"comma": ", ", "semicolon": "; ", "quoted": "“{words}”"}
    found: dict[str, Any] = {
        "pens": list(pens),
        "arrow": getattr(face.task, "drawn", " ".join)(["", ""]),
        "say": {name: say(message) for name, message in joints.items()}
        | {name: words.pattern(name) for name in ("own", "no_source")},
    }
    if not feedback:
        return found
    heads = face.drafts if face.lesson.drafted else _HEADS
    found["say"] |= {name: words.pattern(name) for name in _SENTENCES}
    found["say"] |= dict(zip(_HEADS, map(words.pattern, heads), strict=True))
    found["say"] |= {f"marked_{name}": say(message) for name, message in MARKED.items()}
    found["say"] |= {f"pen_{name}": say(message) for name, message in PEN_NAMES.items()}
    found["say"] |= {f"drawn_{name}": say(message) for name, message in DRAWN.items()}
    found["say"] |= {f"chained_{name}": say(message) for name, message in CHAINED.items()}
    found["say"] |= {"reads": say(READS["reads"])}
    found["say"] |= {"none": say(TOLD["none"]), "words": say("Words: {told}")}
    return found | {"items": dict(items)}


def _still(face: Face, item: str, choice: Choice) -> dict[str, Any]:
    """Return what is told of an answer, of which a page changes what depends on the answer."""
    mark = face.task.mark(item, choice)
    answered = Answered(item, choice, mark, ((item, choice),))
    return {
        "told": face.tell(answered),
        "listed": face.listed(answered),
        "again": face.tell_again(answered) if face.retries else {},
    }


def _marked(face: HighlighterFace) -> dict[str, Any]:
    return {
        item: {
            "wanted": {kind: list(span) for kind, span in face.task.wanted(item).items()},
            "reason": face.task.reason(item) if face.reasons else "",
            **_still(face, item, Choice()),
        }
        for item in face.items
    }


def _beside(face: LateralReadingFace) -> dict[str, Any]:
    """Return the words that decide; all else of a card is looked up by the finding."""
    return {
        item: {"wanted": {kind: list(span) for kind, span in face.task.wanted(item).items()}}
        for item in face.items
    }


def _ordered(face: ChainBuilderFace) -> dict[str, Any]:
    found = {}
    for item in face.items:
        chain = face.task.chain(item)
        still = _still(face, item, Choice("", chain[:1]))
        found[item] = {"chain": [hand["hand"] for hand in still["told"]["key"]], **still}
    return found


def _spoken(face: CueLabFace, *, feedback: bool) -> dict[str, Any]:
    """Return the goals, and of each sentence those that it meets; ``along`` says what the engine reads."""
    if not feedback:
        return {}
    items, meets = {}, []
    choices = list(face.choices(face.items[0]))
    for item in face.items:
        missed = (one for one in choices if not face.task.mark(item, one).accepted)
        items[item] = _still(face, item, next(missed))
    for choice in choices:
        met = [item for item in face.items if face.task.mark(item, choice).accepted]
        meets.append(met)
    return {"items": items, "meets": meets}
