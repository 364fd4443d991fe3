"""The settings of a language: every one of them, and no other."""

from __future__ import annotations

import pytest

from kit.core.errors import LexiconError
from kit.languages import grammar
from kit.languages.grammar import read_grammar
from kit.languages.tables import experimental, languages, read_lexicon, tell_language


@pytest.mark.parametrize("lang", languages())
def test_each_language_has_every_setting_and_says_what_it_means(lang: str) -> None:
    """A contributor copies the file of another language and changes the middle column."""
    assert read_grammar(lang)
    rows = read_lexicon(lang, "grammar")
    meanings = {row["setting"]: row["meaning"] for row in read_lexicon("en", "grammar")}
    assert {row["setting"]: row["meaning"] for row in rows} == meanings
    assert all(meanings.values())


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            {"setting": "joinerz", "value": "of"},
            "unknown setting 'joinerz'.*did you mean 'joiners'",
        ),
        (None, "no setting 'head', expected it in every language"),
    ],
)
def test_a_setting_too_many_or_too_few_is_named(
    monkeypatch: pytest.MonkeyPatch, row: dict[str, str] | None, said: str
) -> None:
    """A misspelt setting would otherwise do nothing, and nobody would know why."""
    rows = read_lexicon("en", "grammar")
    changed = (*rows, row) if row else tuple(r for r in rows if r["setting"] != "head")
    monkeypatch.setattr(grammar, "read_lexicon", lambda *_: changed)
    with pytest.raises(LexiconError, match=said):
        read_grammar("en")


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
