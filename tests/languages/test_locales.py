"""Catalogues that lack nothing and hold nothing idle; numbers as each language writes them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import kit
from kit.core.codebook import LOOKS, SKILLS, WIDER
from kit.engine.rules import RULES
from kit.exercises.frame import wording
from kit.languages.interface import LANGUAGES, check_language, number, translator
from kit.languages.messages import messages
from kit.languages.tables import parse_lexicon

ROOT = Path(kit.__file__).parent
FIELD = re.compile(r"\{\w+\}")


def catalogue() -> dict[str, str]:
    """Return the Arabic catalogue as it stands in its file."""
    with (ROOT / "languages" / "locales" / "ar" / "LC_MESSAGES" / "kit.po").open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file, locale="ar") if m.id}


def constants() -> set[str]:
    """Return every string in the kit's code, joined over lines as Python joins them."""
    return {
        node.value
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def said(tree: ast.Module) -> Iterator[str]:
    """Yield what a module gives to a translator: as it stands, by choice, or through a function."""
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and node.args):
            continue
        name = node.func.func if isinstance(node.func, ast.Call) else node.func
        if not (isinstance(name, ast.Name) and name.id in {"say", "translator"}):
            continue
        if name.id == "translator" and name is node.func:  # its argument is a language
            continue
        told: list[ast.expr | None] = [node.args[0]]
        if isinstance(node.args[0], ast.IfExp):
            told = [node.args[0].body, node.args[0].orelse]
        elif isinstance(node.args[0], ast.Call) and isinstance(node.args[0].func, ast.Name):
            asked = functions[node.args[0].func.id]
            told = [step.value for step in ast.walk(asked) if isinstance(step, ast.Return)]
        for part in told:
            if isinstance(part, ast.Constant) and part.value:
                yield str(part.value)


def test_messages_are_found_however_they_are_said() -> None:
    """The reader of the code misses none of the ways in which the kit speaks."""
    code = """
def place(at):
    if at:
        return "first"
    return ""

say("plain"); translator(lang)("at once"); say("one" if few else "many"); say(place(0))
say(name); translator("ar"); other("nothing")
"""
    assert set(said(ast.parse(code))) == {"plain", "at once", "one", "many", "first"}


def written() -> set[str]:
    """Return the messages of all files of words, wherever one lies."""
    paths = sorted(ROOT.rglob("words.tsv"))
    rows = (row for p in paths for row in parse_lexicon(p.read_text(encoding="utf-8"), p.name))
    return {row["message"] for row in rows}


def test_every_exercise_brings_its_words() -> None:
    """Each face has a file of words beside it."""
    rooms = {
        path.parent for path in ROOT.glob("exercises/*/face.py") if path.parent.name != "frame"
    }
    assert {room for room in rooms if not (room / "words.tsv").is_file()} == set()


def spoken() -> set[str]:
    """Return the messages that are handed to a translator, one way or another."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in ROOT.rglob("*.py")]
    direct = {words for tree in trees for words in said(tree)} - set(wording.SAID)
    looks = {w for look in LOOKS.values() for w in (look.name, look.gloss)}
    rules = {r.why for r in RULES.values()}
    looks |= set(WIDER.values())
    return direct | looks | written() | rules | {*SKILLS.values()}


def test_every_message_has_its_arabic() -> None:
    """Nothing falls back to English."""
    assert sorted(spoken() - {k for k, v in catalogue().items() if v}) == []


def test_no_message_is_idle() -> None:
    """Each entry stands somewhere in the code."""
    assert sorted(set(catalogue()) - constants() - written()) == []


@pytest.mark.parametrize(("english", "arabic"), sorted(catalogue().items()))
def test_an_entry_is_whole_and_arabic(english: str, arabic: str) -> None:
    """The same fields, Arabic marks, no Latin words."""
    assert sorted(FIELD.findall(arabic)) == sorted(FIELD.findall(english))
    plain = FIELD.sub("", arabic)
    plain = re.sub("Enter|Shift|Ctrl|Tab|Delete", "", plain)  # as on the keys
    plain = re.sub(r"\b(?:ar|en|CSV|Excel|JSON|JupyterLab|UTF-8|text=body|zip)\b", "", plain)
    assert not re.search(r"[A-Za-z]", plain)
    assert not re.search(r"[,;?]|\s[،؛؟.]", arabic)
    assert not re.search("اً", arabic), "tanwin stands on the letter before alif"


def test_numbers_follow_the_language() -> None:
    """Arabic-Indic digits in Arabic text, Latin ones in English."""
    assert number(17, "ar") == "١٧"
    assert number("3 / 17", "ar") == "٣ / ١٧"
    assert number(17, "en") == "17"


def test_an_unknown_language_is_refused() -> None:
    """With the nearest one."""
    with pytest.raises(kit.KitError, match=r"unknown interface language 'arr'.*did you mean 'ar'"):
        translator("arr")
    assert [check_language(lang) for lang in LANGUAGES] == ["ar", "en"]


def test_certainty_is_told_in_nouns_in_arabic() -> None:
    """A noun suits whoever answers; an adjective would have to choose a gender."""
    say = translator("ar")
    steps = messages("exercises/frame", "steps").values()
    assert [say(step) for step in steps] == ["تخمين", "تردّد", "ترجيح", "يقين"]


def test_a_wrong_answer_hears_in_arabic_what_fits_better() -> None:
    """It is named at once, as a right one is."""
    say = translator("ar")
    told = [
        say(english)
        for english in catalogue()
        if english.startswith("Not quite") and english != "Not quite."
    ]
    assert [words[:8] for words in told] == ["الأدقّ: "] * 3
