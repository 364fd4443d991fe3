"""Many articles on several cores."""

from __future__ import annotations

import os
import signal
import sys
from itertools import count, islice
from multiprocessing import active_children
from typing import TYPE_CHECKING

import pytest

from kit.core.rows import Article
from kit.engine.explain import explain_each
from kit.engine.jobs import explain_many

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLES = [
    Article(f"a{n}", "en", text=f"Two sources said on day {n} that the ferry leaked.")
    for n in range(60)
]


def test_helpers_find_the_same_in_the_same_order() -> None:
    """However many work on it, nothing is lost and nothing changes its place."""
    assert list(explain_many(ARTICLES, 2, alone=5)) == list(explain_each(ARTICLES))


def test_no_helper_is_started_for_a_few() -> None:
    """The first articles come without waiting for any process, though the source never ends."""
    endless = (ARTICLES[n % len(ARTICLES)] for n in count())
    found = list(islice(explain_many(endless, 2), 3))
    assert [one.article.article_id for one in found] == ["a0", "a1", "a2"]


@pytest.mark.fault("output")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_what_a_helper_leaves_undone_is_done_without_it() -> None:
    """A helper that the system ends, for want of memory say, costs no article."""

    def ended() -> Iterator[Article]:
        for number, article in enumerate(ARTICLES):
            if number == 40:
                for child in active_children():
                    os.kill(child.pid or 0, signal.SIGKILL)
            yield article

    found = list(explain_many(ended(), 1 + 1, alone=0))
    assert [one.article for one in found] == ARTICLES
