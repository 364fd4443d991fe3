"""Speed beside peers, growth with size, memory, and the start of the package."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import partial
from math import log
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

import kit
from benchmarks.corpus import articles
from benchmarks.peers import blank, quoting
from kit.articles.files import article_from_text, walk_articles
from kit.core.rows import Article
from kit.engine.explain import explain_each
from kit.languages.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from benchmarks.peers import Peer
    from kit.languages.lexicon import Node


_WARM = 20


class Beside(NamedTuple):
    """Statements a second of the kit and of the peer, on the same files, and how many there were."""

    kit: float
    peer: float
    statements: int
    phrases: int


def beside_blank(lang: str, count: int) -> Beside:
    """Measure from files to suggestions, and from files to sentences and phrases in spaCy.

    Both read the same files one by one, one after the other, on one core. Both have been warmed up on
    some other articles, and both are divided by the same number of statements. spaCy remembers every word
    it has cut once, and these articles have few different words: news has more, and spaCy is then slower.
    """
    phrases = [" ".join(words) for words in _phrases(load_lexicon(lang).roots)]
    return _beside(lang, count, blank(lang, phrases), len(phrases))


def beside_quoting(count: int) -> Beside:
    """Measure from files to suggestions, and from files to quotations with their speakers in textacy."""
    return _beside("en", count, quoting(), 0)


def _beside(lang: str, count: int, peer: Peer, phrases: int) -> Beside:
    with tempfile.TemporaryDirectory() as name:
        warm, folder = Path(name, "warm"), Path(name, "articles")
        for where, number, seed in ((warm, _WARM, 1), (folder, count, 7)):
            where.mkdir()
            for place, text in enumerate(articles(lang, number, seed)):
                (where / f"{place:06}.{lang}.txt").write_text(text, encoding="utf-8")
        _explain_folder(warm)
        _match_folder(warm, peer)
        other = _timed(partial(_match_folder, folder, peer))
        start = perf_counter()
        statements = _explain_folder(folder)
        mine = perf_counter() - start
    return Beside(statements / mine, statements / other, statements, phrases)


def _explain_folder(folder: Path) -> int:
    sound = (found for found in walk_articles(folder) if isinstance(found, Article))
    return sum(len(found.labels) for found in explain_each(sound))


def _match_folder(folder: Path, peer: Callable[[Iterable[str]], int]) -> int:
    return peer(path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))


def _phrases(roots: dict[str, Node]) -> Iterator[tuple[str, ...]]:
    stack: list[tuple[tuple[str, ...], Node]] = [((w,), n) for w, n in roots.items()]
    while stack:
        words, node = stack.pop()
        if node.words:
            yield words
        stack += [((*words, word), inner) for word, inner in node.next.items()]


def _timed(run: Callable[[], object]) -> float:
    start = perf_counter()
    run()
    return perf_counter() - start


def growth_by_articles(lang: str, counts: Iterable[int]) -> list[tuple[int, float]]:
    """Return seconds for each number of articles, which are made and forgotten one by one."""
    return [(n, _timed(partial(explain_many, lang, n))) for n in counts]


def explain_many(lang: str, count: int) -> int:
    """Explain `count` articles and keep none; return the number of statements."""
    rows = (article_from_text(text, lang) for text in articles(lang, count))
    return sum(len(found.labels) for found in explain_each(rows))


def growth_by_line(lang: str, sizes: Iterable[int]) -> list[tuple[int, float]]:
    """Return seconds for one line of each number of characters."""
    text = " ".join(" ".join(articles(lang, 4_000)).split())
    out = []
    for size in sizes:
        line = (text * (size // len(text) + 1))[:size]
        rows = [article_from_text(line, lang)]
        out.append((size, _timed(lambda rows=rows: list(explain_each(rows)))))  # type: ignore[misc]
    return out


def exponent(points: list[tuple[int, float]]) -> float:
    """Return the slope of the last step on log scales: 1 is linear, 2 quadratic."""
    (n, t), (m, u) = points[-2:]
    return log(u / t) / log(m / n)


def peak_memory(lang: str, count: int) -> float:
    """Return the peak resident memory, in MB, of a process that explains `count` articles.

    From ``/proc`` where there is one: `resource` counts what the parent held as well.
    """
    code = (
        "import re, sys; from pathlib import Path; from benchmarks.speed import explain_many;"
        f"explain_many({lang!r}, {count}); status = Path('/proc/self/status');"
        "import resource; used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "print(int(re.search(r'VmHWM:\\s+(\\d+)', status.read_text())[1]) * 1024 if status.exists()"
        " else used)"
    )
    return float(_python(code)) / 1e6


def import_times(rounds: int = 7) -> tuple[float, float]:
    """Return the seconds that ``import kit`` and ``import pandas`` take, the best of some rounds."""
    code = "import time; t = time.perf_counter(); import {}; print(time.perf_counter() - t)"
    both = [(float(_python(code.format(n))) for n in ("kit", "pandas")) for _ in range(rounds)]
    pairs = [tuple(times) for times in both]
    return min(p[0] for p in pairs), min(p[1] for p in pairs)


def _python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout


_EDITS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "ar": ("{} {} أن الجسر قد يغلق في اليوم {}.", ("قالت", "كشفت", "زعمت"), ("الوزارة", "مصادر")),
    "en": ("{1} {0} on day {2} that the bridge may close.", ("said", "revealed", "claimed"),
           ("The ministry", "Sources")),
}  # fmt: skip


def what_if(lang: str, rounds: int = 300) -> float:
    """Return the median of milliseconds that `kit.explain` takes for a sentence just edited."""
    pattern, verbs, sources = _EDITS[lang]
    times: list[float] = []
    for n in range(rounds):
        text = pattern.format(verbs[n % len(verbs)], sources[n % len(sources)], n)
        times.append(_timed(lambda text=text: kit.explain(text, lang=lang)))  # type: ignore[misc]
    return 1000 * median(times)


def machine() -> dict[str, Any]:
    """Return what is known of this machine and its versions."""
    import os  # noqa: PLC0415
    import platform  # noqa: PLC0415

    return {
        "python": platform.python_version(), "system": platform.system(),
        "cores": os.cpu_count(), "processor": platform.machine(),
    }  # fmt: skip
