"""What several tests of exercises ask for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kit.lessons.folders import load_lesson

if TYPE_CHECKING:
    from kit.lessons.lesson import Lesson

SEEDS = Path(__file__).parents[1] / "browser" / "seeds"


@pytest.fixture(params=["ar", "en"])
def lesson(request: pytest.FixtureRequest) -> Lesson:
    """Give a short lesson of five statements in each language."""
    return load_lesson("harbour", request.param, SEEDS)
