"""Word documents: what is seen on their pages, in order; and what is no such document."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

import kit
from kit.articles.files import article_from_bytes

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.fault("loading")


def parts_of(path: Path) -> dict[str, bytes]:
    """Return the files inside a document."""
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def pack(path: Path, parts: dict[str, bytes]) -> Path:
    """Write a document of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


def write(path: Path, *paragraphs: str, title: str = "") -> Path:
    """Write a Word document of plain paragraphs."""
    document = docx.Document()
    document.core_properties.title = title
    for words in paragraphs:
        document.add_paragraph(words)
    document.save(str(path))
    return path


def test_a_document_becomes_its_words_in_order(tmp_path: Path) -> None:
    """Headings, lists and tables stand where the page has them; the title is the document's."""
    document = docx.Document()
    document.core_properties.title = "Port shut"
    document.add_heading("The port is shut", level=1)
    document.add_paragraph("The mayor said it was safe.\tShe left.")
    document.add_paragraph("Two ships wait", style="List Bullet")
    document.add_paragraph("Nobody is hurt", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells), ("Ships", "2", "Hurt", "0"), strict=True
    ):
        cell.text = words
    document.add_paragraph("Sources said no.\nThey left.")
    document.save(str(tmp_path / "port.docx"))
    row = kit.load_articles(tmp_path / "port.docx").iloc[0]
    assert (row["article_id"], row["lang"], row["title"]) == ("port", "en", "Port shut")
    assert row["text"] == (
        "The port is shut\n\nThe mayor said it was safe.\tShe left.\n\nTwo ships wait\n\n"
        "Nobody is hurt\n\nShips | 2\n\nHurt | 0\n\nSources said no.\nThey left."
    )


def test_an_arabic_document_without_a_title_takes_its_first_line(tmp_path: Path) -> None:
    """The name of the file may say the language, as with a text."""
    path = write(tmp_path / "a.ar.docx", "الباب مغلق", "قال المدير إن الباب أُغلق.")
    row = kit.load_articles(path).iloc[0]
    told = (row["lang"], row["title"], row["text"])
    assert told == ("ar", "الباب مغلق", "الباب مغلق\n\nقال المدير إن الباب أُغلق.")


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        ("<w:ins><w:r><w:t>new</w:t></w:r></w:ins>", "new"),
        ("<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:r><w:t>kept</w:t></w:r>", "kept"),
        ("<w:moveFrom><w:r><w:t>old</w:t></w:r></w:moveFrom><w:r><w:t>kept</w:t></w:r>", "kept"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hid</w:t></w:r><w:r><w:t>seen</w:t></w:r>", "seen"),
        ('<w:hyperlink w:anchor="x"><w:r><w:t>a link</w:t></w:r></w:hyperlink>', "a link"),
        ("<w:sdt><w:sdtContent><w:r><w:t>a field</w:t></w:r></w:sdtContent></w:sdt>", "a field"),
        ("<w:smartTag><w:r><w:t>a place</w:t></w:r></w:smartTag>", "a place"),
        ("<w:r><w:instrText>PAGE</w:instrText><w:t>7</w:t></w:r>", "7"),
        ("<w:r><w:t>so</w:t><w:noBreakHyphen/><w:t>called</w:t></w:r>", "so-called"),
        ("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>", "one\ntwo"),
    ],
)
def test_what_is_seen_is_read(tmp_path: Path, inside: str, seen: str) -> None:
    """Changes not yet accepted, fields and links count as the page shows them."""
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>"))
    document.save(str(tmp_path / "a.docx"))
    assert kit.load_articles(tmp_path / "a.docx").iloc[0]["text"] == seen


def test_a_table_of_long_cells_gives_paragraphs(tmp_path: Path) -> None:
    """Pages that are laid out in a table read as pages."""
    document = docx.Document()
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.text = "The mayor said on Monday that the port was safe and would be open again soon."
    right.text = "Sources said no."
    document.save(str(tmp_path / "a.docx"))
    text = kit.load_articles(tmp_path / "a.docx").iloc[0]["text"]
    assert text == f"{left.text}\n\n{right.text}"


def test_damaged_and_hostile_documents_are_refused_in_one_line(tmp_path: Path) -> None:
    """Bombs, entities, cut files and strange parts each have their line."""
    sound = parts_of(write(tmp_path / "sound.docx", "The mayor said no."))
    words = sound["word/document.xml"]
    entity = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    declared = re.sub(rb"(<\?xml[^>]*\?>)", rb"\1" + entity, words)
    cases = {
        "found a document of 6. MB": sound | {"word/big.xml": b" " * 60_000_000},
        "in 2,[0-9]+ parts": sound | {f"x{n}": b"" for n in range(2_000)},
        "document type or entities in 'word/document.xml'": sound | {"word/document.xml": declared},
        "document type or entities in 'docProps/core.xml'": sound | {"docProps/core.xml": entity},
        r"damaged Word document \(": sound | {"word/document.xml": words[:200]},
        "damaged Word document .* expected": {"word/document.xml": words},
        "found an empty text": sound
        | {"word/document.xml": re.sub(rb"<w:t>.*?</w:t>", b"", words)},
        "damaged Word document": sound
        | {"word/document.xml": words.replace(b"<w:t>", b"<w:p>" * 9_000 + b"<w:t>")},
    }
    for said, parts in cases.items():
        path = pack(tmp_path / "a.docx", parts)
        with pytest.raises(kit.ArticleError, match=said) as caught:
            kit.load_articles(path)
        assert "\n" not in str(caught.value)
        assert "root:" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"The mayor said no.", "found no Word document, expected one .*rename the file to .txt"),
        (b"<html><p>The mayor</p></html>", "found an HTML page, expected a Word document"),
        (b"{\\rtf1 The mayor}", "found an RTF document, expected a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old Word doc"),
        (b"PK\x03\x04 xl/workbook.xml", "found a spreadsheet, .* save the sheet as CSV"),
        (b"PK\x03\x04 word/document.xml", "damaged Word document"),
        (b"PK\x03\x04", "damaged Word document"),
    ],
)
def test_another_file_under_the_name_of_a_document_is_told(
    tmp_path: Path, content: bytes, said: str
) -> None:
    """The bytes say what it is, whatever the name says."""
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(kit.ArticleError, match=said):
        kit.load_articles(path)


def test_every_cut_of_a_document_is_refused(tmp_path: Path) -> None:
    """A download that broke off is no article and no other error."""
    whole = write(tmp_path / "whole.docx", "The mayor said no.").read_bytes()
    for length in range(0, len(whole), 997):
        path = tmp_path / "cut.docx"
        path.write_bytes(whole[:length])
        with pytest.raises(kit.ArticleError):
            kit.load_articles(path)


def test_flipped_bytes_end_in_an_article_or_one_line(tmp_path: Path) -> None:
    """No damage inside leaves another error."""
    whole = write(tmp_path / "whole.docx", "The mayor said no.").read_bytes()
    for at in range(0, len(whole), 401):
        data = bytearray(whole)
        data[at] ^= 0x55
        path = tmp_path / "flipped.docx"
        path.write_bytes(data)
        with contextlib.suppress(kit.ArticleError):
            kit.load_articles(path)


def test_a_document_needs_its_layer_and_says_so(tmp_path: Path) -> None:
    """Without the library one line names what to install."""
    path = write(tmp_path / "a.docx", "The mayor said no.")
    code = (
        "import sys; sys.modules['docx'] = None\nimport kit\n"
        f"try: kit.load_articles({str(path)!r})\nexcept kit.ArticleError as e: print(e)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    said = "python-docx, which is not installed; pip install 'who-said-so[files]'"
    assert done.stdout.strip() == f"{path}: reading a Word document needs {said}"


def test_a_document_in_memory_is_told_from_text() -> None:
    """A document sent through a pipe is no text."""
    held = io.BytesIO()
    docx.Document().save(held)
    with pytest.raises(kit.ArticleError, match="stdin: found a Word document, expected text"):
        article_from_bytes(held.getvalue(), "stdin")
