"""Suggestions for frames of statements and cues."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kit.core.errors import FrameError
from kit.core.frames import build, rows_of
from kit.core.rows import Article, Cue, Statement
from kit.engine.verdict.resolve import hands_of, resolve
from kit.languages.tags import spoken

if TYPE_CHECKING:
    import pandas as pd


def suggest_labels(
    statements: pd.DataFrame, cues: pd.DataFrame, articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Suggest who stands behind each statement, with the evidence and the reason.

    Parameters
    ----------
    statements, cues
        The frames ``statements`` and ``cues`` (of these statements).
    articles
        The frame ``articles``; its publishers then begin each chain.

    Returns
    -------
    pandas.DataFrame
        The frame ``suggestions``, one row a statement, in the same order. Suggestions are for a
        person to check; nothing in the kit takes them for answers.

    Raises
    ------
    FrameError
        If a frame lacks columns, or `cues` belongs to other statements.
    """
    rows = spoken(rows_of(statements, Statement), "statements")
    by_statement: dict[str, list[Cue]] = defaultdict(list)
    for cue in rows_of(cues, Cue):
        by_statement[cue.statement_id].append(cue)
    strangers = by_statement.keys() - {row.statement_id for row in rows}
    if strangers:
        raise FrameError(
            f"cues: found statement_id {min(strangers)!r}, which is not in statements; "
            "expected the cues of these statements: find them again"
        )
    hands = {} if articles is None else hands_of(rows_of(articles, Article))
    found = [by_statement.get(row.statement_id, []) for row in rows]
    return build("suggestions", resolve(rows, found, hands))
