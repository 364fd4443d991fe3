"""Sheets: what stands on paper, read back from the PDF and the Word document themselves."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit.core.codebook import CHOICES, LABELS, LOOKS
from kit.desk.markup import ORDER
from kit.desk.pdf import pdf_of
from kit.desk.sheet import PAPERS, sheet_of
from kit.desk.word import docx_of
from kit.languages.interface import translator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL import Image

    from kit.core.codebook import Scheme

LANGUAGES = ("ar", "en")
RETOLD = {"ar": "أُعيدت روايته للتعليم", "en": "Retold for teaching"}


def pages(data: bytes) -> list[str]:
    """Return the words of each page of a PDF, white space made one space."""
    document = pypdfium2.PdfDocument(data)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def pictures(data: bytes) -> Iterator[Image.Image]:
    """Yield each page of a PDF as a picture."""
    for page in pypdfium2.PdfDocument(data):
        yield page.render(scale=0.5).to_pil().convert("RGB")


def opened(data: bytes) -> Any:  # noqa: ANN401  (python-docx has no types)
    """Return a Word document as python-docx opens it."""
    return docx.Document(io.BytesIO(data))


def written(document: Any) -> str:  # noqa: ANN401  (as above)
    """Return all words of a Word document, its tables among them."""
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in lines(document))


def lines(document: Any) -> list[Any]:  # noqa: ANN401  (as above)
    """Return the paragraphs of a Word document, those of its tables among them."""
    return list(document.element.body.iter(qn("w:p")))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("paper", PAPERS)
def test_a_sheet_is_three_pages_of_the_paper_asked_for(lang: str, paper: str) -> None:
    """The article, what is filled in, and the key, each a page, also in the longest story."""
    sheet = sheet_of(kit.load_lesson("the-call", lang), paper=paper)
    document = pypdfium2.PdfDocument(pdf_of(sheet))
    sizes = {tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document}
    assert (len(document), sizes) == (3, {tuple(map(round, PAPERS[paper]))})
    section = opened(docx_of(sheet)).sections[0]
    found = (section.page_width.mm, section.page_height.mm)
    assert tuple(map(round, found)) == tuple(map(round, PAPERS[paper]))


def test_a_pdf_holds_the_article_the_table_and_the_key_in_this_order() -> None:
    """Every statement with its number; then what is filled in; then every reason."""
    lesson = kit.load_lesson("the-bridge")
    article, table, key = pages(pdf_of(sheet_of(lesson)))
    for at, text in enumerate(lesson.statements["text"], start=1):
        assert f"{at} {' '.join(text.split())}" in re.sub(r"\s+", " ", article)
    assert "Tick one answer for each statement" in table
    assert "Answer strip" in table
    assert "How sure? 1 guessing · 2 unsure · 3 fairly sure · 4 certain" in table
    for reason in lesson.key["reason_en"]:
        assert reason in key
        assert reason not in article + table


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("scheme", "labels"), [("student", CHOICES), ("codebook", LABELS)])
def test_a_document_offers_a_box_for_each_answer_to_each_statement(
    lang: str, scheme: Scheme, labels: tuple[str, ...]
) -> None:
    """Legend, table to tick and strip, in the words of its language."""
    lesson = kit.load_lesson("the-bridge", lang)
    document = opened(docx_of(sheet_of(lesson, scheme=scheme)))
    legend, ticks, strip, _ = document.tables
    names = [translator(lang)(LOOKS[label].name) for label in labels]
    assert [row.cells[1].text.split("  ")[1] for row in legend.rows] == names
    assert len(ticks.rows) == len(lesson.key) + 1
    boxes = [[cell.text for cell in row.cells].count("☐") for row in ticks.rows[1:]]
    assert boxes == [len(labels)] * len(lesson.key)
    assert [len(strip.rows), len(strip.columns)] == [3, len(lesson.key) + 1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_document_is_set_in_the_direction_of_its_language(lang: str) -> None:
    """Word is told so of every paragraph, run, table and page of an Arabic sheet, and of no other."""
    document = opened(docx_of(sheet_of(kit.load_lesson("the-call", lang))))
    body = document.element.body
    for name, holder in (("w:bidi", "w:pPr"), ("w:rtl", "w:rPr"), ("w:bidiVisual", "w:tblPr")):
        holders = list(body.iter(qn(holder)))
        turned = [one for one in holders if one.find(qn(name)) is not None]
        left = len(holders) - len(turned)
        assert (left if lang == "ar" else len(turned)) <= (1 if holder != "w:tblPr" else 0), name
    assert (body.sectPr.find(qn("w:bidi")) is not None) is (lang == "ar")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_document_keeps_the_order_of_the_format(lang: str) -> None:
    """Word calls a file damaged whose elements stand in another order."""
    body = opened(docx_of(sheet_of(kit.load_lesson("the-call", lang)))).element.body
    for holder, order in ORDER.items():
        known = [qn(name) for name in order]
        for element in body.iter(qn(holder)):
            places = [known.index(child.tag) for child in element]
            assert places == sorted(places), holder


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sheet_without_a_key_gives_nothing_away(lang: str) -> None:
    """No reason stands in it, in either format."""
    lesson = kit.load_lesson("the-call", lang)
    sheet = sheet_of(lesson, key=False)
    assert len(pages(pdf_of(sheet))) == 2
    words = written(opened(docx_of(sheet)))
    assert [reason for reason in lesson.key[f"reason_{lang}"] if reason in words] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_says_that_real_news_is_retold(lang: str) -> None:
    """At its foot, besides the head of the first one; a story of ours says nothing."""
    sheet = sheet_of(kit.load_lesson("the-call", lang))
    if lang == "en":  # Arabic comes out of a PDF letter by letter
        assert [RETOLD[lang] in page for page in pages(pdf_of(sheet))] == [True] * 3
    document = opened(docx_of(sheet))
    assert RETOLD[lang] in document.sections[0].footer.paragraphs[0].text
    assert RETOLD[lang] in written(document)
    other = opened(docx_of(sheet_of(kit.load_lesson("the-bridge", lang))))
    assert RETOLD[lang] not in written(other) + other.sections[0].footer.paragraphs[0].text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sheet_needs_no_colour(lang: str) -> None:
    """Every point of every page is a grey."""
    for picture in pictures(pdf_of(sheet_of(kit.load_lesson("the-call", lang)))):
        colours = picture.getcolors(maxcolors=1 << 24) or []
        assert {max(rgb) - min(rgb) for _, rgb in colours} == {0}  # type: ignore[type-var, arg-type]


def test_arabic_is_set_in_the_fonts_that_come_along() -> None:
    """No font of the machine is asked, so that every machine prints the same."""
    data = pdf_of(sheet_of(kit.load_lesson("the-call", "ar")))
    fonts = set(re.findall(rb"/FontName ?/[A-Z]{6}\+([\w-]+)", data))
    expected = {"NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold", "LibertinusSerif-Regular"}
    assert {font.decode() for font in fonts} - {"LibertinusSerif-Bold"} == expected
    assert data == pdf_of(sheet_of(kit.load_lesson("the-call", "ar")))


def test_the_key_names_other_answers_that_count() -> None:
    """Beside its own; among the four answers those that fall together are named once."""
    lesson = kit.load_items("items-01")
    accepted = {
        line.place: line.accepted
        for line in sheet_of(lesson, scheme="codebook").key
        if line.accepted
    }
    expected = {
        str(at): {*entry.accept} for at, entry in enumerate(lesson.entries, start=1) if entry.accept
    }
    assert accepted.keys() == expected.keys()
    for place, words in accepted.items():
        assert all(LOOKS[label].name in words for label in expected[place])
    both = {line.place for line in sheet_of(lesson).key if line.accepted}
    assert both < set(accepted), "a note on the text is the outlet's voice among the four"


def test_a_drafted_key_says_that_nobody_has_written_it() -> None:
    """On the key's page alone: learners see an article like any other."""
    sheet = sheet_of(kit.draft_lesson("Port fire\n\nFire spread to the port, police said."))
    first, second, key = pages(pdf_of(sheet))
    said = "Nobody has written this key: it is what the engine suggests."
    assert [said in page for page in (first, second, key)] == [False, False, True]
    assert said in written(opened(docx_of(sheet)))


@pytest.mark.fault("hostile")
@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_any_text_can_be_printed(text: str) -> None:
    """Nothing in an article is taken for a command of the typesetter or for an element of XML."""
    lesson = kit.draft_lesson(f"Police said no.\n\n{text}", "en")
    sheet = sheet_of(lesson)
    assert pdf_of(sheet).startswith(b"%PDF-")
    words = written(opened(docx_of(sheet)))
    assert [p.text for b in sheet.blocks for p in b.pieces if p.text not in words] == []


def test_commands_in_an_article_are_words() -> None:
    """They stand on the page as they were written."""
    text = '#pagebreak() $x^2$ <b> \\ `raw` *bold* @ref "quoted" #read("/etc/passwd") said police.'
    sheet = sheet_of(kit.draft_lesson(f"A headline\n\n{text}", "en"))
    assert text in pages(pdf_of(sheet))[0]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("sheet.odt", "unknown format of a sheet '.odt': expected one of .docx, .pdf"),
        ("none/sheet.pdf", "cannot be written (No such file or directory); choose another place"),
    ],
)
def test_a_place_that_will_not_do_is_named(name: str, said: str, tmp_path: Path) -> None:
    """With what would."""
    with pytest.raises(kit.LessonError, match=re.escape(said)):
        kit.save_sheet(kit.load_lesson("the-bridge"), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_paper_and_scheme_get_their_nearest_match() -> None:
    """As every name does."""
    lesson = kit.load_lesson("the-bridge")
    with pytest.raises(kit.LessonError, match=r"unknown paper 'lettre'.*did you mean 'letter'"):
        sheet_of(lesson, paper="lettre")
    with pytest.raises(kit.LessonError, match="did you mean 'student'"):
        sheet_of(lesson, scheme="students")  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_sheet_is_saved_in_either_format(kind: str, tmp_path: Path) -> None:
    """By the end of its name, whatever its case."""
    place = kit.save_sheet(kit.load_lesson("the-bridge"), tmp_path / f"sheet.{kind.upper()}")
    data = place.read_bytes()
    assert data.startswith(b"%PDF-") if kind == "pdf" else zipfile.is_zipfile(place)
