"""Write the figures of docs/item-bank.md anew, from the bank, its readings and what can be guessed.

`make figures`, after a change of items, keys or readings. The words around the figures stay as
they are; so do those of what a table said before, left of an arrow.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from kit.checks import Inventory, check_kit
from kit.guesses import LIMITS

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "item-bank.md"
LANGUAGES = {"ar": "Arabic", "en": "English"}
PARTS = {"form-a": "Form A", "form-b": "Form B", "bank": "Bank"}
ONCE = re.compile(r"In Arabic \d+ more keys .*? The remaining \d+ and \d+ rest on")


def once(found: Inventory) -> str:
    """Return the sentences on keys that one reading or none bears out, by language."""
    parts, rest = [], []
    for lang in LANGUAGES:
        readers = found.codings.query("lang == @lang").groupby("unit")["coder"].nunique()
        single = readers[readers == 1].index
        forms = single.str.startswith(("fa-", "fb-")).sum()
        parts.append(f"{len(single)} more keys were read once, {forms} of them of the forms")
        rest.append(str(found.keyed(lang) - len(readers)))
    english = parts[1].replace(" more keys were read once", "")
    return f"In Arabic {parts[0]}; in English {english}. The remaining {' and '.join(rest)} rest on"


def told(page: str, found: Inventory) -> str:
    """Return the page with the figures of today."""
    agreement = found.agreement()
    for lang, name in LANGUAGES.items():
        whole, *each = agreement.loc[lang]
        read = f"{found.twice(lang)['unit'].nunique()} of {found.keyed(lang)}"
        row = " | ".join([name, read, f"{whole:.3f}", *(f"{label:.2f}" for label in each)])
        page = re.sub(rf"^\| {name} \| \d+ of \d+ \|.*$", f"| {row} |", page, flags=re.MULTILINE)
    page = ONCE.sub(once(found), page)
    guesses = found.guesses.assign(share=lambda rows: rows["right"] / rows["whole"])
    for (part, lang, way), rows in guesses.groupby(["part", "lang", "way"], sort=False):
        head = f"| {PARTS[part]} | {LANGUAGES[lang]} | {way} | {LIMITS[way]:.2f} |"
        line = next((line for line in page.splitlines() if line.startswith(head)), head)
        before = line.removeprefix(head).split("|")[:-1] or [""] * len(rows)
        cells = [
            f"{old.split('→')[0].strip()} → {share:.2f}" if "→" in old else f"{share:.2f}"
            for old, share in zip(before, rows["share"], strict=True)
        ]
        page = page.replace(line, f"{head} {' | '.join(cells)} |")
    return page


if __name__ == "__main__":
    found = check_kit()
    PAGE.write_text(told(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8", newline="\n")
    for line in found.findings:
        print(line, file=sys.stderr)
    sys.exit(1 if found.findings else 0)
