"""Answers as a learning system keeps them: short, plain, and the same again, also where the end was cut off."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.core.places import PACKAGE
from kit.export.bundle import driver
from kit.export.classroom import FOLDERS, export_lesson
from kit.export.page import LessonPage, export_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

LEARNER: Final = "anon-0123456789abcdef"
SCRIPT: Final = """
const rng = (seed) => () => ((seed = (seed * 1664525 + 1013904223) % 4294967296) / 4294967296);
const pick = (list, next) => list[Math.floor(next() * list.length)];
const shuffled = (list, next) => list.map((one) => [next(), one]).sort(([a], [b]) => a - b).map(([, one]) => one);

/** Any answer to an item that the page lets in; the longest ones with `most`. */
function any(recording, id, next, most) {
  const { how, fixed, answers, texts, marking, items } = recording;
  const words = (items[id].ask.tokens ?? []).filter(([, start]) => start >= 0);
  const marks = () => shuffled(words, next).slice(0, most ? 8 : 1 + Math.floor(next() * 5)).map(([, a, b]) => [pick(marking.pens, next), a, b]);
  if (how === "order") return { given: shuffled(fixed.hands.map(([hand]) => hand), next).slice(0, most ? 99 : 1 + Math.floor(next() * fixed.hands.length)) };
  if (how === "slots") return { given: [pick(texts, next)] };
  if (how === "marks") return { given: marks() };
  const key = pick(Object.keys(answers[id].by), next);
  return how === "given" ? { given: [key] } : { label: key, ...(words.length && (most || next() < 0.5) ? { given: marks() } : {}) };
}

export function play(packed, learner, seed, most) {
  const { exercises } = unpack(JSON.parse(packed));
  const next = rng(seed);
  const seats = exercises.map(({ recording }) => sitting(recording, learner));
  for (const [at, seat] of seats.entries()) {
    const { recording } = exercises[at];
    for (const id of shuffled(idsOf(recording), next)) {
      if (!most && next() < 0.3) continue;
      seat.obey({ action: "commit", statement_id: id, confidence: pick([null, ...recording.sure], next), ...any(recording, id, next, most) });
    }
  }
  const answers = seats.map((seat) => seat.given());
  for (const [, one] of answers.flat()) one.moment = new Date(1.7e12 + Math.floor(next() * 1e9));
  const { text, whole } = suspended(exercises, learner, answers);
  const row = (at) => ([id, { choice, confidence, moment }]) => [exercises[at].recording.fixed.exercise, id, choice.sent.label, choice.sent.given, confidence, Math.floor(moment / 1000)];
  const given = answers.flatMap((own, at) => own.map(row(at)));
  return { text, whole, given };
}

export function again(packed, texts) {
  const { exercises } = unpack(JSON.parse(packed));
  return texts.map((text) => {
    const { learner, rows } = resumed(exercises, text) ?? { learner: "", rows: [] };
    const again = exercises.flatMap(({ recording }) => sitting(recording, learner, undefined, rows.filter((row) => row.exercise_id === recording.fixed.exercise)).given());
    return { learner, taken: again.length, rows: rows.map((row) => [row.exercise_id, row.statement_id, row.label, row.given, row.confidence, new Date(row.answered_at) / 1000]) };
  });
}
"""


def data(page: LessonPage) -> str:
    """Return what a page's script reads."""
    found = re.search(r'<script type="application/json" id="lesson">(.*?)</script>', page.html)
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def run(browser: Browser) -> Callable[..., Any]:
    """Give a function that calls one of the script's, by its name."""
    page = browser.new_page()
    script = driver() + (PACKAGE / "export" / "scorm.js").read_text(encoding="utf-8") + SCRIPT
    page.evaluate(
        """async (script) => {
            const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
            window.kit = await import(url);
        }""",
        script,
    )
    return lambda name, *given: page.evaluate(
        "([name, given]) => window.kit[name](...given)", [name, given]
    )


def in_turn(rows: list[list[Any]]) -> list[str]:
    """Return rows in one order."""
    return sorted(json.dumps(row) for row in rows)


PAGES: Final = {
    "story": data(export_page(kit.load_lesson("the-bridge", "ar"))),
    "cues": data(export_lesson(4, "en")),
    "stories": data(export_lesson(9, "ar")),
    "test": data(export_page(kit.load_lesson("the-bridge", "en"), verdicts=False)),
}


@given(name=st.sampled_from(sorted(PAGES)), seed=st.integers(0, 2**32 - 1))
def test_answers_come_back_as_they_were(run: Callable[..., Any], name: str, seed: int) -> None:
    """All that count, of every exercise, to the second; the text is plain and short enough."""
    made = run("play", PAGES[name], LEARNER, seed, 0)
    assert re.fullmatch(r"[0-9a-z,.:;_!-]{1,4096}", made["text"])
    (found,) = run("again", PAGES[name], [made["text"]])
    assert (found["learner"], in_turn(found["rows"])) == (LEARNER, in_turn(made["given"]))
    assert (made["whole"], found["taken"]) == (True, len(made["given"]))


@given(seed=st.integers(0, 2**32 - 1), data=st.data())
@pytest.mark.fault("learners")
def test_what_was_cut_off_costs_its_end_alone(
    run: Callable[..., Any], seed: int, data: st.DataObject
) -> None:
    """Whatever is left of it gives answers that were given, and none besides."""
    made = run("play", PAGES["story"], LEARNER, seed, 0)
    cut = data.draw(st.integers(0, len(made["text"])))
    (found,) = run("again", PAGES["story"], [made["text"][:cut]])
    assert set(in_turn(found["rows"])) <= set(in_turn(made["given"]))


@given(
    text=st.text(max_size=400)
    | st.from_regex(r"1,anon-[0-9a-f]{16},[0-9a-z]{1,9};[0-9a-z,.:;_]{0,200}!?")
)
@pytest.mark.fault("hostile")
def test_any_text_is_read_or_passed_over(run: Callable[..., Any], text: str) -> None:
    """What another program has kept there stops nothing."""
    (found,) = run("again", PAGES["story"], [text])
    assert found["taken"] <= len(found["rows"])
    assert [row for row in found["rows"] if None in row[:4] or None in row[3]] == []


def test_answers_to_another_edition_are_not_taken_for_these(run: Callable[..., Any]) -> None:
    """A text that has changed, or another lesson, takes none of them."""
    made = run("play", PAGES["story"], LEARNER, 3, 0)
    (found,) = run("again", PAGES["stories"], [made["text"]])
    assert (found["learner"], found["rows"]) == (LEARNER, [])


@pytest.mark.parametrize("lang", ["ar", "en"])
@pytest.mark.parametrize("kind", FOLDERS)
def test_every_lesson_has_room(run: Callable[..., Any], kind: str, lang: str) -> None:
    """All answered, each with the longest answer there is: SCORM 1.2 gives 4,096 signs."""
    for at in range(1, 11):
        made = run("play", data(export_lesson(at, lang, kind=kind)), LEARNER, at, 1)
        assert (made["whole"], len(made["text"]) <= 4096) == (True, True), (at, len(made["text"]))


@pytest.mark.parametrize("name", kit.list_lessons())
def test_every_story_has_room(run: Callable[..., Any], name: str) -> None:
    """As above."""
    made = run("play", data(export_page(kit.load_lesson(name, "en"))), LEARNER, 7, 1)
    assert (made["whole"], len(made["text"]) <= 4096) == (True, True), len(made["text"])
