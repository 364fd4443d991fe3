"""Random plays of an exercise, through Python and through the script of a page without Python."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from kit.core.codebook import CONFIDENCES
from kit.exercises.frame.keeping import Keeping
from kit.exercises.frame.sitting import Sitting
from kit.exercises.frame.wishes import Refused, Sent
from kit.exercises.lines import encode
from kit.exercises.log import AnswerLog
from kit.exercises.task import exercise_of
from kit.export.bundle import driver
from kit.export.pool import Pool
from kit.export.recording import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kit.core.rows import Answer
    from kit.exercises.frame.face import Face

LEARNER: Final = "owl-7"
_STEPS: Final = 30
_ODD: Final = (
    {},
    {"action": 7},
    {"action": "commit"},
    {"action": "goto", "statement_id": "nowhere"},
)
SCRIPT: Final = """
export function replay(recording, plays, learner) {
  const odd = [];
  const same = (one, other) => {
    if (Object.is(one, other)) return true;
    if (!one || !other || typeof one !== "object" || typeof other !== "object") return false;
    const [names, others] = [Object.keys(one), Object.keys(other)];
    return Array.isArray(one) === Array.isArray(other) && names.length === others.length && names.every((name) => same(one[name], other[name]));
  };
  for (const [run, { wishes, states, reads }] of plays.entries()) {
    const seat = sitting(unpack(recording), learner);
    let state = seat.state();
    for (let step = 0; step <= wishes.length; step += 1) {
      if (step) state = wishes[step - 1].action === "try" ? state : seat.obey(wishes[step - 1]);
      const seen = { ...state, strip: state.strip.map(({ answered_at, ...rest }) => rest) };
      if (!seen.turn) seen.notice = states[0].notice; // where answers are kept is another matter here
      const wrong = Object.keys({ ...seen, ...states[step] }).filter((name) => !same(seen[name], states[step][name]));
      if (wrong.length) odd.push({ run, step, wish: wishes[step - 1], wrong: wrong.map((name) => [name, states[step][name], seen[name]]) });
      if (step && wishes[step - 1].action === "try") {
        const told = seat.readAlong(wishes[step - 1]);
        if (!same(told, reads[step])) odd.push({ run, step, wish: wishes[step - 1], wrong: [["read", reads[step], told]] });
      }
      if (odd.length > 3) return odd;
    }
  }
  return odd;
}
"""


class NoDisk(AnswerLog):
    """A log that stays in memory: thousands of plays need no disk."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._kept: list[Any] = []

    def rows(self) -> list[Answer]:
        """Return nothing: a play begins with an empty log."""
        return []

    def changed(self) -> bool:
        """Say that nobody else writes."""
        return False

    def extend(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Keep answers."""
        self._kept += rows


def plays(
    face: Face, runs: int, folder: Path, *, seed: int = 1, feedback: bool = True
) -> list[dict[str, Any]]:
    """Return random plays: what a page sent, and the states that Python composed."""
    rng = random.Random(seed)  # noqa: S311  (a play, the same each time)
    return [_play(face, rng, folder, feedback=feedback) for _ in range(runs)]


def _play(face: Face, rng: random.Random, folder: Path, *, feedback: bool) -> dict[str, Any]:
    keeping = Keeping(face.lesson, face.task, face, LEARNER, NoDisk(folder / "log.jsonl"))
    keeping.anonymous = True  # whoever opens a page has no name yet
    sitting = Sitting(keeping, face, feedback=feedback, view=next(iter(face.views), ""))
    states, wishes, reads = [sitting.state()], [], [{}]
    for _ in range(rng.randrange(_STEPS)):
        wish = _wish(face, states[-1], rng)
        reads.append(sitting.read_along(wish) if wish.get("action") == "try" else {})
        if wish.get("action") != "try":
            sitting.obey(wish)
        wishes.append(wish)
        states.append(sitting.state())
    if rng.random() < 0.5:
        for wish in _to_the_end(face, sitting, rng):
            wishes.append(wish)
            reads.append({})
            states.append(sitting.state())
    return {
        "wishes": wishes,
        "reads": reads,
        "states": [
            {**one, "strip": [{k: v for k, v in s.items() if k != "answered_at"} for s in one["strip"]]}
            for one in states
        ],
    }  # fmt: skip


def _to_the_end(face: Face, sitting: Sitting, rng: random.Random) -> Iterable[dict[str, Any]]:
    for _ in range(3):
        while at := sitting.state()["at"]:
            action = "commit" if sitting.state()["mode"] == "ask" else "next"
            wish = {"action": action, "statement_id": at, **_answer(face, at, rng)}
            sitting.obey(wish)
            yield wish
            if action == "commit" and sitting.state()["notice"]:
                break
        wish = {"action": rng.choice(["anew", "mistakes", "goto"]), "statement_id": face.items[0]}
        sitting.obey(wish)
        yield wish


def _wish(face: Face, state: Mapping[str, Any], rng: random.Random) -> dict[str, Any]:
    """Return something that a page may send, and now and then what none would."""
    item = state["at"] or rng.choice(face.items)
    if rng.random() < 0.2:
        item = rng.choice(face.items)
    action = rng.choice(
        ["commit"] * 6 + ["next", "next", "goto", "hint", "view", "again", "show", "anew", "mistakes",
        "restore", "many", "odd", "try"]
    )  # fmt: skip
    if action == "odd":
        return dict(rng.choice(_ODD))
    if action == "try":
        return {"action": "try", "statement_id": item, **_tried(face, rng)}
    if action == "many":
        some = rng.choices(face.items, k=rng.randrange(4))
        answers = [{"statement_id": one, **_answer(face, one, rng)} for one in some]
        return {"action": "commit", "statement_id": item, "answers": answers}
    if action == "restore":
        some = rng.sample(face.items, rng.randrange(len(face.items) + 1))
        when = "2026-01-02T03:04:05.000Z"
        copies = [
            {"statement_id": one, "answered_at": when, **_answer(face, one, rng)} for one in some
        ]
        if rng.random() < 0.5:
            return {"action": "restore", "statement_id": item, "text": _file(face, some, rng)}
        edition = rng.choice([face.lesson.text_hash] * 3 + ["another"])
        return {"action": "restore", "statement_id": item, "answers": copies, "text_hash": edition}
    more = _answer(face, item, rng) if action == "commit" else {}
    return {"action": action, "statement_id": item, "mode": rng.choice(["one", "article"]), **more}


def _file(face: Face, items: list[str], rng: random.Random) -> str:
    """Return a saved file, with lines that fit and lines that do not."""
    lines = []
    for item in items:
        try:
            choice = face.read(Sent(item, _answer(face, item, rng)))
        except Refused:
            lines.append("torn")
            continue
        row = {
            "learner_id": LEARNER,
            "exercise_id": exercise_of(face.lesson.exercise_id, face.task.name),
            "statement_id": item,
            "label": choice.label,
            "scheme": face.task.scheme,
            "text_hash": face.lesson.text_hash,
            "given": choice.given,
            "confidence": rng.choice([None, 0.25, 1.0]),
            "answered_at": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        }
        if rng.random() < 0.2:
            row |= rng.choice(
                [
                    {"exercise_id": "another"}, {"text_hash": "another"}, {"statement_id": "nowhere"},
                    {"attempt": 2}, {"learner_id": "fox-1"},
                ]
            )  # fmt: skip
        line = encode(row).decode().rstrip()
        if rng.random() < 0.1:
            line = line.replace("2026", "2025")
        lines.append(line)
    return rng.choice(["\n", "\r\n"]).join(lines)


def _answer(face: Face, item: str, rng: random.Random) -> dict[str, Any]:
    step = {"confidence": rng.choice([None, *CONFIDENCES, *CONFIDENCES, 0.3])}
    if rng.random() < 0.05:
        return {"label": "nothing of the kind"}
    if face.kind == "cuelab":
        return {"slots": {slot: rng.choice(rows)["id"] for slot, rows in face.task.slots.items()}}
    choices = list(face.choices(item))
    sent = dict(face.as_sent(rng.choice(choices))) if choices else {}
    if face.kind in ("highlighter", "lateral"):
        words = [one for one in face.ask(item)["tokens"] if one[1] >= 0]
        wanted = face.task.wanted(item)
        pens = ("source", "cue", "hedge") if face.kind == "highlighter" else ("source",)
        given = [
            [rng.choice(pens), a, b]
            for _, a, b in rng.sample(words, min(len(words), rng.randrange(5)))
        ]
        if rng.random() < 0.4:
            given = [[kind, *span] for kind, span in wanted.items()] + given[: rng.randrange(2)]
        sent["given"] = given
    if face.kind == "chain":
        hands = list(face.ask(item)["hands"])
        key = list(face.task.chain(item))
        sent = {"given": rng.choice([key, rng.sample(hands, rng.randrange(len(hands) + 1))])}
    return {**sent, **step}


def _tried(face: Face, rng: random.Random) -> dict[str, Any]:
    if face.kind == "cuelab":
        return _answer(face, "", rng)
    return {"text": f"{rng.randrange(3)},{rng.randrange(9)},{rng.choice(['named', 'outlet', 'x'])}"}


def module(face: Face, found: list[dict[str, Any]], *, feedback: bool = True) -> tuple[str, str]:
    """Return a script whose `replay` gives the states that differ, and what it is given, as JSON."""
    packed = Pool().pack(record(face, feedback=feedback))
    return driver() + SCRIPT, json.dumps([packed, found, LEARNER])
