"""Words are data: no word of the news decides anything in Python."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kit
from kit.languages.formats import FORMATS
from kit.languages.tables import languages, read_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(kit.__file__).parent
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))
ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\u06ee-\u06ef\u06fa-\u06ff]")
HOLD_LETTERS = {
    "languages/arabic.py": "the forms of words are made of letters",
    "core/text.py": "the letters that are folded into one",
    "cli.py": "the name of the project",
    "show/lettering.py": "the first and last letter of the script",
}
"""The only modules with Arabic letters in a string, and why."""


def tree_of(module: str) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def strings(tree: ast.AST) -> Iterator[str]:
    """Yield the strings of a module that are no docstrings."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def decisive(tree: ast.AST) -> Iterator[str]:
    """Yield the strings that something is compared with, or looked for in."""
    asks = {"startswith", "endswith", "removeprefix", "removesuffix", "isdisjoint"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            yield from strings(node)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in asks:
            yield from (s for argument in node.args for s in strings(argument))


def test_letters_are_found_in_strings_and_not_in_what_explains_them() -> None:
    """Docstrings and comments may give examples; marks of punctuation are no letters."""
    code = '"""وقال"""\nA = "قال"  # قال\n"""قال"""\nB = f"{A} ،؟"\ndef f(x):\n    """قال"""\n'
    assert [s for s in strings(ast.parse(code)) if ARABIC.search(s)] == ["قال"]


@pytest.mark.parametrize("module", MODULES)
def test_no_arabic_letter_stands_in_a_string(module: str) -> None:
    """Words go into a table of `kit/languages/lexicons`, forms into `kit/languages/arabic.py`."""
    found = [s for s in strings(tree_of(module)) if ARABIC.search(s)]
    assert bool(found) is (module in HOLD_LETTERS), found


def test_words_that_decide_are_found() -> None:
    """The ways in which code asks for a word."""
    code = 'if a == "been" or b in {"as"} or c.endswith("\'s"):\n    say("by")\n'
    assert sorted(decisive(ast.parse(code))) == ["'s", "as", "been"]


@pytest.mark.parametrize(
    "module", [m for m in MODULES if m.startswith(("engine/", "articles/statements"))]
)
def test_no_word_of_a_grammar_decides_anything(module: str) -> None:
    """What the engine asks for stands in every `grammar.tsv`, so that each language has its own."""
    words = {
        word
        for lang in languages()
        for row in read_lexicon(lang, "grammar")
        for word in row["value"].split()
    }
    names = {column for form in FORMATS.values() for columns in form.columns for column in columns}
    names |= {kind for form in FORMATS.values() for kind in form.closed.get("kind", ())}
    names |= {mark for mark in words if not any(letter.isalpha() for letter in mark)}
    assert set(decisive(tree_of(module))) & words - names == set()
