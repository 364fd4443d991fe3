"""Articles to measure on: the project's own sentences, mixed anew, no statement twice."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from kit.articles.files import walk_articles
from kit.articles.statements import statements_of
from kit.core.rows import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT: Final = Path(__file__).parents[1]
_CASE: Final = re.compile(r"[A-Z]{2}-\d{3} [+~-] (?:@\d+ )?(.*?)(?: => .*)?(?: \|\| .*)?")
_DISTRICT: Final = {"ar": " في الحي {}", "en": " in district {}", "es": " en el distrito {}"}
_STOP: Final = re.compile(r"[.؟?!]?[\"”»]?$")


def sentences(lang: str) -> list[str]:
    """Return the sentences of the project's own stories and rule cases in a language."""
    found: list[str] = []
    for path in sorted((_ROOT / "tests" / "cases" / lang).glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if case := _CASE.fullmatch(line):
                text = case[1].removeprefix("[headline] ").replace(" ¶ ", "\n\n")
                found += [row.text for row in statements_of(text, lang, "x")]
    for article in walk_articles(_ROOT / "seeds"):
        if isinstance(article, Article) and article.lang == lang:
            rows = statements_of(article.text, lang, "x")
            found += [row.text for row in rows if row.zone == "body"]
    return sorted(set(found))


def articles(lang: str, count: int, seed: int = 7) -> Iterator[str]:
    """Yield `count` texts of a headline and some 17 statements, the same for the same seed.

    A number in each sentence makes it one of a kind, so that nothing is gained by remembering.
    """
    pool, draw, number = sentences(lang), Random(seed), 0  # noqa: S311  (not for secrets)

    def one() -> str:
        nonlocal number
        number += 1
        sentence = draw.choice(pool)
        stop = _STOP.search(sentence)
        at = stop.start() if stop else len(sentence)
        return sentence[:at] + _DISTRICT[lang].format(number) + sentence[at:]

    for _ in range(count):
        paragraphs = [" ".join(one() for _ in range(draw.randint(2, 4))) for _ in range(5)]
        yield "\n\n".join([draw.choice(pool).rstrip(".") + f" {number}", *paragraphs])
