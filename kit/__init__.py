"""Who Said So? (مَن قال؟): who stands behind each statement of a news story.

Articles become statements, statements get cues and suggested labels; a lesson holds a key, a
learner answers, and the answers are scored. Everything between is a pandas frame; `kit.frames`
lists their columns.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version as _version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kit.answers import AnswerLog, read_answers
    from kit.articles import load_articles
    from kit.attribution import Explanation, explain, find_cues, suggest_labels
    from kit.drafts import draft_lesson
    from kit.errors import (
        AnswerError,
        ArticleError,
        FrameError,
        KitError,
        KitWarning,
        LessonError,
        LexiconError,
    )
    from kit.items import item_bank, list_items, load_items
    from kit.lessons import Lesson, list_lessons, load_lesson
    from kit.measures import accuracy, confusion, over_doubt, over_trust
    from kit.pages import worksheet
    from kit.plots import describe_sourcing, plot_shares, plot_sourcing
    from kit.reports import Report, report
    from kit.scoring import score
    from kit.skills import SkillMap, skill_map
    from kit.statements import split_statements
    from kit.widgets import (
        ChainBuilder,
        Compare,
        CueLab,
        HeadlineCheck,
        Highlighter,
        LateralReading,
        Practice,
        Rewrite,
        Sorter,
    )

_HOMES = {
    "AnswerError": "errors", "AnswerLog": "answers", "ArticleError": "errors",
    "Explanation": "attribution", "FrameError": "errors", "KitError": "errors",
    "KitWarning": "errors", "Lesson": "lessons", "LessonError": "errors",
    "LexiconError": "errors", "Report": "reports", "Sorter": "widgets", "accuracy": "measures",
    "ChainBuilder": "widgets", "Compare": "widgets", "CueLab": "widgets",
    "HeadlineCheck": "widgets", "Highlighter": "widgets", "LateralReading": "widgets",
    "Rewrite": "widgets", "confusion": "measures", "describe_sourcing": "plots",
    "draft_lesson": "drafts", "explain": "attribution",
    "find_cues": "attribution", "list_lessons": "lessons", "load_articles": "articles",
    "load_lesson": "lessons", "over_doubt": "measures", "over_trust": "measures",
    "plot_sourcing": "plots", "read_answers": "answers", "report": "reports", "score": "scoring",
    "split_statements": "statements", "suggest_labels": "attribution",
    "Practice": "widgets", "SkillMap": "skills", "item_bank": "items", "list_items": "items",
    "load_items": "items", "skill_map": "skills", "worksheet": "pages",
    "plot_shares": "plots",
}  # fmt: skip
"""Where each public name lives; loaded on first use, so that a plot or widget costs only its user."""

__version__ = _version("who-said-so")
__all__ = [
    "AnswerError", "AnswerLog", "ArticleError", "ChainBuilder", "Compare", "CueLab", "Explanation",
    "FrameError", "HeadlineCheck", "Highlighter", "KitError", "KitWarning", "LateralReading",
    "Lesson", "LessonError", "LexiconError", "Practice", "Report", "Rewrite", "SkillMap", "Sorter",
    "__version__", "accuracy", "confusion", "describe_sourcing", "draft_lesson", "explain",
    "find_cues", "item_bank", "list_items", "list_lessons", "load_articles", "load_items",
    "load_lesson", "over_doubt", "over_trust", "plot_shares", "plot_sourcing", "read_answers",
    "report", "score", "skill_map", "split_statements", "suggest_labels", "worksheet",
]  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401  (whatever the name stands for)
    home = _HOMES.get(name)
    if home is None:
        from kit.errors import unknown  # noqa: PLC0415  (only on the way to an error)

        raise AttributeError(f"kit: {unknown('name', name, _HOMES)}")
    value = getattr(import_module(f"kit.{home}"), name)
    globals()[name] = value  # also where a module of the same name has been set here by its import
    return value


def __dir__() -> list[str]:
    return __all__
