"""The settings of a language: every one of them, and no other."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

import kit
from kit.core.errors import LexiconError
from kit.languages.grammar import SETTINGS, Grammar, parse_grammar, read_grammar
from kit.languages.tables import languages, read_lexicon
from kit.languages.telling import experimental, tell_language


@pytest.mark.parametrize("lang", languages())
def test_each_language_has_every_setting_and_says_what_it_means(lang: str) -> None:
    """A contributor copies the file of another language and changes the middle column."""
    assert read_grammar(lang)
    rows = read_lexicon(lang, "grammar")
    meanings = {row["setting"]: row["meaning"] for row in read_lexicon("en", "grammar")}
    assert {row["setting"]: row["meaning"] for row in rows} == meanings
    assert all(meanings.values())


def values() -> dict[str, str]:
    """Return the settings of English as they stand in their file."""
    return {row["setting"]: row["value"] for row in read_lexicon("en", "grammar")}


def test_a_misspelt_setting_is_named_with_the_nearest() -> None:
    """It would otherwise do nothing, and nobody would know why."""
    said = r"^en/grammar\.tsv: unknown setting 'joinerz'.*did you mean 'joiners'"
    with pytest.raises(LexiconError, match=said):
        parse_grammar({**values(), "joinerz": "of"}, "en/grammar.tsv")


@pytest.mark.parametrize("name", SETTINGS)
def test_a_missing_setting_is_named(name: str) -> None:
    """Each of them is needed, and the remedy is told."""
    rows = values()
    del rows[name]
    said = f"^en/grammar.tsv: found no setting '{name}', expected it in every language; write -"
    with pytest.raises(LexiconError, match=said):
        parse_grammar(rows, "en/grammar.tsv")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("head", "fisrt", "expected one of first, last; did you mean 'first'"),
        ("subject", "before aftr", "expected one of after, before; did you mean 'after'"),
        ("subject", "", "unknown value '': expected one of after, before"),
        ("event", "^(ab", "found the pattern '.*', expected a sound one: missing \\)"),
        ("cased", "", "unknown value '': expected one of no, yes"),
        ("elides", "no", "expected one of -, yes"),
        ("morphology", "arabik", "did you mean 'arabic'"),
        ("status", "experimentl", "did you mean 'experimental'"),
    ],
)
def test_a_misspelt_value_is_named_with_its_setting(name: str, value: str, said: str) -> None:
    """Settings with few values take no other."""
    with pytest.raises(LexiconError, match=rf"^en/grammar\.tsv: setting '{name}': .*{said}"):
        parse_grammar({**values(), name: value}, "en/grammar.tsv")


def test_every_setting_is_used_by_the_code() -> None:
    """A setting that nothing reads would be work for every translator, and do nothing."""
    root = Path(kit.__file__).parent
    read = {
        node.attr
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        if re.search(r"grammar(\(.*\))?$", whose := ast.unparse(node.value))
        or (path.name == "grammar.py" and whose == "self")
    }
    local = {"fixed_alone"}  # used while the settings are read
    assert sorted({field.name for field in fields(Grammar)} - read - local) == []


def test_a_grammar_is_read_once() -> None:
    """All who ask for the settings of a language get the same ones."""
    assert read_grammar("en") is read_grammar("en")


def test_words_end_in_ya_and_in_alef_maqsura_but_for_those_that_would_be_others() -> None:
    """لدى is also printed لدي; على is no علي, and إلى alone is no آلي."""
    arabic = read_grammar("ar")
    assert {"لدى", "لدي"} <= arabic.joiners
    assert {"على", "الى"} <= arabic.breakers
    assert not {"علي", "الي"} & arabic.breakers


def test_definite_nouns_are_told_under_what_is_written_onto_them() -> None:
    """The article stands first, or behind a conjunction or a preposition."""
    arabic = read_grammar("ar")
    assert [arabic.is_definite(w) for w in ("الوزير", "والوزير", "وزير", "بالوزارة")] == [
        True, True, False, False,
    ]  # fmt: skip
    words = ("الوزارة", "بالوزارة", "للوزارة", "وزارة")
    assert [arabic.carries_article(w) for w in words] == [True, True, True, False]
    assert not read_grammar("en").is_definite("the")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("El puente de la ciudad se cerró por las lluvias en la noche del lunes.", "es"),
        ("The bridge of the town was closed on Monday by the rain.", "en"),
        ("أُغلق جسر البلدة مساء الاثنين بسبب المطر.", "ar"),
        ("Kalmora 2031", "en"),
        ("Il ponte della città è stato chiuso per la pioggia, ha detto una fonte.", "en"),
        ("Le pont de la ville est fermé, selon une source qui a requis l'anonymat.", "en"),
        ("", "en"),
        ("وقال el ministro de la ciudad إن الجسر مغلق منذ مساء الاثنين.", "ar"),
    ],
)
def test_a_language_is_told_by_script_and_commonest_words(text: str, lang: str) -> None:
    """Where nothing tells, it is English."""
    assert tell_language(text) == lang


def test_only_spanish_is_experimental() -> None:
    """Arabic and English have been measured against labelled articles; Spanish has not."""
    assert experimental() == {"es"}
