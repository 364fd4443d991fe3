"""Many articles explained on all cores, in the order in which they came."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

from kit.engine.explain import Explained, explain_each, explain_one

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from kit.core.rows import Article

ALONE: Final = 400
"""So many articles are read before helpers start: reading the words takes each of them as long."""
_BATCH: Final = 16
_WAITING: Final = 4
"""How many batches may wait for each core, so that memory does not grow with the folder."""


def cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def explain_many(
    articles: Iterable[Article], jobs: int | None = None, alone: int = ALONE
) -> Iterator[Explained]:
    """Yield what is found in each article, in order; after the first few with helpers.

    Parameters
    ----------
    articles
        Read one by one, as they are needed.
    jobs
        How many processes work on them; all cores if left out. With 1 no other is started.
    alone
        How many articles are explained before any helper is started.
    """
    jobs = cores() if jobs is None else jobs
    source = iter(articles)
    if jobs == 1:
        yield from explain_each(source)
        return
    yield from explain_each(islice(source, alone))
    if ahead := tuple(islice(source, _BATCH)):
        yield from _shared(ahead, source, jobs)


def _shared(
    ahead: tuple[Article, ...], source: Iterator[Article], jobs: int
) -> Iterator[Explained]:
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
    waiting: deque[tuple[Future[list[Explained]], tuple[Article, ...]]] = deque()
    batch: tuple[Article, ...] = ahead
    try:
        while batch or waiting:
            while batch and len(waiting) < jobs * _WAITING:
                try:
                    waiting.append((pool.submit(_batch, batch), batch))
                except BrokenProcessPool:
                    yield from _rest(waiting, batch, source)
                    return
                batch = tuple(islice(source, _BATCH))
            yield from _done(*waiting.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


def _rest(
    waiting: Iterable[tuple[Future[list[Explained]], tuple[Article, ...]]],
    batch: tuple[Article, ...],
    source: Iterator[Article],
) -> Iterator[Explained]:
    """Yield what is left, alone, once the helpers are gone."""
    for one in waiting:
        yield from _done(*one)
    yield from explain_each(batch)
    yield from explain_each(source)


def _done(future: Future[list[Explained]], batch: tuple[Article, ...]) -> list[Explained]:
    """Return what a helper has found; where it was ended, find it here."""
    try:
        return future.result()
    except BrokenProcessPool:
        return _batch(batch)


def _batch(articles: tuple[Article, ...]) -> list[Explained]:
    return [explain_one(article) for article in articles]
