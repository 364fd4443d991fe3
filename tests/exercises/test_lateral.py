"""Lateral reading beside an older log, in which three findings could be chosen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

import kit
from kit.exercises.frame.wording import Words

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_answers_of_three_findings_stay_in_the_log_and_count(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says so and begins anew; the old answer is still the first, and is scored as asked."""
    monkeypatch.chdir(tmp_path)
    lesson = kit.load_lesson("the-bridge", lang)
    item = f"the-bridge.{lang}#2|council-notice"
    old = {
        "learner_id": "owl-7", "exercise_id": f"the-bridge.{lang}.lateral", "statement_id": item,
        "label": "confirms", "scheme": "finding", "given": (), "confidence": None,
        "answered_at": datetime(2026, 1, 1, 8, tzinfo=UTC), "text_hash": lesson.text_hash,
    }  # fmt: skip
    kit.AnswerLog("old.jsonl").append(old)
    lateral = kit.LateralReading(lesson, "owl-7", log="old.jsonl")
    assert len(lateral.answers) == 0
    assert Words(lang).say("scheme", n=1) in lateral.state["notice"]
    lateral.receive({"action": "commit", "statement_id": item, "label": "open", "given": []})
    found = kit.score(kit.read_answers("old.jsonl"), lesson)
    assert found[["label", "expected", "points"]].to_numpy().tolist() == [
        ["confirms", "confirms", 1.0]
    ]
