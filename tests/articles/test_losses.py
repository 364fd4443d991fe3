"""Texts that were spoilt before they came here."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest

import kit
from kit.articles.losses import losses

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.fault("loading")

SPANISH = "La señora Peña dijo que el niño volverá mañana."
ARABIC = "قال مدير المدرسة إن الباب مغلق."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SPANISH.encode().decode("cp1252"), "found 'Ã±' where 'ñ' was meant"),
        (ARABIC.encode().decode("latin-1"), "where .* was meant"),
        ("La se\ufffdora dijo que no.", "letters were lost"),
        ("??? ???? ??????? ?? ?????.", "letters were lost"),
    ],
)
def test_a_spoilt_text_loads_and_is_told(tmp_path: Path, text: str, said: str) -> None:
    """What an encoding cannot bring back is said, with what to do."""
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    with pytest.warns(kit.KitWarning, match=f"{said}.*; save it again as UTF-8"):
        assert len(kit.load_articles(path)) == 1


@pytest.mark.parametrize(
    "text",
    [
        SPANISH,
        ARABIC,
        "What??? Nobody said so, she asked.",
        "Ã is a letter, and so is ±, in São Paulo.",
        "Â» «À l’été», dit-il.",
        "L'ÂGE D'OR – “ÉTÉ” À NÎMES…",
        "No???",
    ],
)
def test_a_sound_text_is_told_nothing(tmp_path: Path, text: str) -> None:
    """Accents, quotation marks and many question marks are no damage."""
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    with warnings.catch_warnings(action="error"):
        assert kit.load_articles(path).iloc[0]["text"] == text
    assert losses(text) == ""
