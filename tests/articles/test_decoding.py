"""Old encodings: bytes are never read silently in another one, and the advice is right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.articles.decoding import decode

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.fault("loading")

SPANISH = "La señora Peña dijo que el niño volverá mañana."
ENGLISH = "It’s over – “at last”, she said: the bill was €40."
ARABIC = "قال مدير المدرسة إن الباب أُغلق في الصباح، وقالت الشرطة إنه كُسر."
PLAIN_ARABIC = "قال مدير المدرسة إن الباب أغلق في الصباح"
FRENCH = "Le maire a déclaré : « L’été sera chaud à Nîmes. »"


def advised(path: Path) -> list[str]:
    """Return the encodings that the error about a file offers, the best first."""
    with pytest.raises(kit.ArticleError) as caught:
        kit.load_articles(path)
    said = str(caught.value)
    assert "\n" not in said
    return re.findall(r"encoding='([^']+)'", said)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("niño", "cp1252"),
        ("€12", "cp1252"),
        ("Cost: £9", "cp1252"),
        ("She said “no”.", "cp1252"),
        ("MAÑANA EN ESPAÑA", "cp1252"),
        ("¿Quién habló? ¡Todos!", "cp1252"),
        (SPANISH, "cp1252"),
        (ENGLISH, "cp1252"),
        (FRENCH, "cp1252"),
        ("Der Bürgermeister sagte: „Schöne Grüße“, weiß die Zeitung.", "cp1252"),
        ("O prefeito não falou da inundação.", "cp1252"),
        ("Åse sa at båten går på søndag.", "cp1252"),
        ("Perché il sindaco è già lì?", "cp1252"),
        ("cuesta 12 € mañana", "iso8859_15"),
        (SPANISH, "mac_roman"),
        ("Le préfet a parlé à l’école", "mac_roman"),
        (SPANISH, "cp850"),
        (ARABIC, "cp1256"),
        ("الباب", "cp1256"),
        ("قال: «لا»، ثم مضى؟", "cp1256"),
        (PLAIN_ARABIC, "iso8859_6"),
        (PLAIN_ARABIC, "cp720"),
        ("Żółta łódź płynęła, powiedział świadek", "cp1250"),
        ("Мэр сказал, что мост закрыт", "cp1251"),
        ("Мэр сказал, что мост закрыт", "koi8_r"),
        ("Ο δήμαρχος είπε ότι η γέφυρα έκλεισε", "cp1253"),
        ("ראש העיר אמר כי הגשר נסגר", "cp1255"),
        ("Başkan köprünün kapandığını söyledi ve gitti", "cp1254"),
    ],
)
def test_the_advice_followed_gives_the_text_back(tmp_path: Path, text: str, encoding: str) -> None:
    """The encoding that is named first reads the file as it was written."""
    path = tmp_path / "old.txt"
    path.write_bytes(text.encode(encoding))
    first = advised(path)[0]
    assert kit.load_articles(path, encoding=first).iloc[0]["text"] == text


@pytest.mark.parametrize("text", [SPANISH, ARABIC, "Port\nThe mayor said no.\n"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-16", "utf-32"])
def test_wide_encodings_are_told_with_and_without_a_mark(
    tmp_path: Path, text: str, encoding: str
) -> None:
    """A file with two or four bytes a character is no binary data."""
    path = tmp_path / "wide.txt"
    path.write_bytes(text.encode(encoding))
    assert advised(path) == [encoding]
    assert kit.load_articles(path, encoding=encoding).iloc[0]["text"] == text


def test_words_of_the_file_stand_beside_each_encoding(tmp_path: Path) -> None:
    """A reader judges by reading, not by the encoding's name."""
    path = tmp_path / "old.txt"
    path.write_bytes("Peña volvió con el niño".encode("cp1252"))
    with pytest.raises(kit.ArticleError, match=r"look like cp1252 \(“Peña volvió”\)"):
        kit.load_articles(path)
    path.write_bytes("niño".encode("cp1252"))
    said = r"cp1252 \(“niño”\) or cp1250 \(“nińo”\), expected utf-8; .*, whichever reads right$"
    with pytest.raises(kit.ArticleError, match=said):
        kit.load_articles(path)


@pytest.mark.parametrize(
    ("data", "asked", "said"),
    [
        (SPANISH.encode(), "cp1252", "look like utf-8 .*, expected cp1252"),
        (ARABIC.encode(), "iso-8859-6", "expected iso8859-6"),
        (ENGLISH.encode("cp1252"), "iso-8859-1", "look like cp1252 .*, expected iso8859-1"),
        (SPANISH.encode(), "utf-16", "expected utf-16"),
        (SPANISH.encode("utf-16"), "cp1252", "look like utf-16 .*, expected cp1252"),
        (b"plain", "base64", "unknown encoding 'base64'"),
        (b"plain", "no\0name", "unknown encoding"),
    ],
)
def test_a_wrong_encoding_is_refused_although_it_could_be_read(
    data: bytes, asked: str, said: str
) -> None:
    """What asks for one encoding and holds another is never spoilt in silence."""
    with pytest.raises(kit.ArticleError, match=said):
        decode(data, "a.txt", asked)


def test_one_broken_byte_in_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    """A file that is UTF-8 but for one place is not called by another encoding."""
    path = tmp_path / "cut.txt"
    path.write_bytes(ARABIC.encode() + b"\nsecond \xff line\n")
    said = r"found UTF-8 with one place that is no character, in line 2 \(“.*second . line”\)"
    with pytest.raises(kit.ArticleError, match=said):
        kit.load_articles(path)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_one_line(data: bytes) -> None:
    """No bytes end in anything but a text or a line that teaches."""
    try:
        said = decode(data, "x")[:0]
    except kit.ArticleError as error:
        said = str(error)
    assert "\n" not in said
