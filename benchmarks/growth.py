"""How time grows with the length of a line: ``python -m benchmarks.growth [--quick]``.

Each pattern is repeated to one long line, as a careless paste or a hostile one would be. An exponent of
1 is linear, of 2 quadratic. Processor time is taken, with Python's garbage collector off, as both the
machine's other work and a collection at a bad moment would count as growth.
"""

from __future__ import annotations

import argparse
import gc
from math import log
from time import process_time
from typing import Final

from kit.articles.files import article_from_text
from kit.engine.explain import explain_each

SIZES: Final = (20_000, 80_000)
"""Characters. Sentence ends are looked for in pieces of 20,000, so these are one piece and four."""
WORST: Final = 1.25

_ENGLISH: Final = (
    "officials said the bridge may close and reports say that the minister told them and ",
    'he said "the bridge ', "OFFICIALS SAID THE BRIDGE MAY CLOSE ", "said ", "said. ", "who said ", "Smith and ",
    "Smith, ", "Smith (x) said ", "minister ", "a study published in Nature ", "that ", "U.S. ", "according to ",
    "reportedly ", "a: ", "“go,” said Ann. ", "“Go. ", "“Go! Now? ", "“Why?” he ", "‘no’ ", "it's ", "Mr. ", "e.g. ",
    "p.m. ", "J. ", "3.5 ", "$1,000 ", "http://a.example/b?c=d ", "@name ", "#tag ", "the minister of the minister of ",
    "not ", "may have ", "sources close to ", "told ", "quoted as saying ", "- ", "— he said — ", "(he said) ", "[he said] ",
)  # fmt: skip
_ARABIC: Final = (
    "قالت مصادر مطلعة إن الجسر قد يغلق وأضاف الوزير أن ", "قال ", "قال. ", "وأضاف ", "وزير ", "وزير الوزير ", "«", "«قال ",
    "«نعم. ", "«لماذا؟» ", "بحسب ", "قد يكون ", "مَ", "ـ", "في بيان ", "والوزير والوزير ", "، ", "؛ ", "؟", "؟! ", "د. ",
    "١٢ ", "وكالة ", "إن ", "أن ", "نقلا عن ", "من جهته ", "الذي قال ", "(رويترز) ",
)  # fmt: skip
_SPANISH: Final = ("dijo que ", "según fuentes ", "habría ", "¿qué? ", "¡no! ", "—dijo—. ")
_MARKS: Final = (
    ".", "…", "!", "?", "?!", ". ", ".. ", '."', ".”", ".)", ".]", '"', '" ', "“", "”", "»", "'", "’", "(", ")", "[",
    "![](", "# ", "*", "_ ", ">", "|", "-", "\u202e", "\u200b", "\u0301a", "\U0001f600", "\0", "\t", "\x1b[", "\ufeff",
)  # fmt: skip
PATTERNS: Final = tuple(
    (unit, lang)
    for lang, units in {"en": _ENGLISH + _MARKS, "ar": _ARABIC, "es": _SPANISH}.items()
    for unit in units
)
"""Each pattern with the language that it is read in."""


def seconds(unit: str, lang: str, size: int, rounds: int = 2) -> float:
    """Return the processor time to explain one line of `size` characters; the best of some rounds."""
    row = article_from_text("x " + (unit * (size // len(unit) + 1))[:size], lang)
    times = []
    gc.disable()
    try:
        for _ in range(rounds):
            start = process_time()
            list(explain_each([row]))
            times.append(process_time() - start)
    finally:
        gc.enable()
    return min(times)


def main() -> None:
    """Print the exponent of each pattern, and the worst one last."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a quarter of the length")
    few = 4 if parser.parse_args().quick else 1
    small, large = (size // few for size in SIZES)
    print(f"| pattern | language | ms at {small:,} | ms at {large:,} | exponent |")
    print("|---|---|---|---|---|")
    found = []
    for unit, lang in PATTERNS:
        seconds(unit, lang, 1_000)
        low, high = seconds(unit, lang, small), seconds(unit, lang, large)
        found.append((log(high / low) / log(large / small), unit))
        shown = ascii(unit[:24]) if not unit.isprintable() else repr(unit[:24]).replace("|", "\\|")
        print(
            f"| `{shown}` | {lang} | {low * 1000:.1f} | {high * 1000:.1f} | {found[-1][0]:.2f} |",
            flush=True,
        )
    worst, unit = max(found)
    print(f"\n{len(found)} patterns, worst exponent {worst:.2f} ({unit!r}), wanted ≤ {WORST}")


if __name__ == "__main__":
    main()
