"""Sheets as Word documents, which a teacher can still change (python-docx)."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

from kit.core.errors import MissingLayer
from kit.desk.markup import add, field
from kit.desk.sheet import PAPERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kit.desk.sheet import Block, Sheet

_FONTS: Final = {"ar": "Arial", "en": "Times New Roman"}
"""What Word and LibreOffice have, or know a stand-in for."""
_LOCALES: Final = {"ar": "ar-EG", "en": "en-GB"}
_POINTS: Final = {"headline": 15, "heading": 12, "caption": 10, "boilerplate": 10}
_BOLD: Final = frozenset({"headline", "heading"})
_BODY: Final = 11
_MARGIN: Final = 17
_STRIP: Final = 17
"""As many statements fit into one row of the strip."""
_MANY: Final = 17
"""With more statements the rows to tick are lower, so that the strip stays on their page."""
_BOX: Final = "☐"


def docx_of(sheet: Sheet) -> bytes:
    """Return a sheet as a Word document (.docx), right to left where its language is.

    Raises
    ------
    MissingLayer
        If python-docx is not installed.
    """
    try:
        import docx  # noqa: F401, PLC0415  (an extra)
    except ModuleNotFoundError:
        raise MissingLayer("a sheet for Word", "python-docx", layer="paper") from None
    writer = _Writer(sheet)
    writer.article()
    writer.page()
    writer.table()
    writer.strip()
    if sheet.key:
        writer.page()
        writer.key()
    file = io.BytesIO()
    writer.document.save(file)
    return file.getvalue()


class _Writer:
    """Writes one document, part by part; python-docx knows no direction, so that is set here."""

    def __init__(self, sheet: Sheet) -> None:
        from docx import Document  # noqa: PLC0415  (an extra)
        from docx.enum.table import WD_ALIGN_VERTICAL  # noqa: PLC0415
        from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
        from docx.shared import Mm, Pt  # noqa: PLC0415

        self.sheet, self.said = sheet, sheet.said
        self.mm, self.pt, self.middle = Mm, Pt, WD_ALIGN_VERTICAL.CENTER
        self.centre = WD_ALIGN_PARAGRAPH.CENTER
        self.document = Document()
        self.document.core_properties.title = sheet.title
        self.document.core_properties.author = ""
        self.document.core_properties.comments = ""
        self.document.core_properties.language = _LOCALES[sheet.lang]
        section = self.document.sections[0]
        width, height = PAPERS[sheet.paper]
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = Mm(_MARGIN)
        section.top_margin = section.bottom_margin = Mm(_MARGIN - 2)
        section.footer_distance = Mm(8)
        self.room = width - 2 * _MARGIN
        normal = self.document.styles["Normal"]
        normal.paragraph_format.space_after = Pt(5)
        self._fonts(normal.element.get_or_add_rPr(), sheet.lang)
        if sheet.dir == "rtl":
            add(section._sectPr, "w:bidi")  # noqa: SLF001  (there is no other way)
        self._footer(section)

    def article(self) -> None:
        """Write the head, the answers and the article."""
        said, sheet = self.said, self.sheet
        self._who(self.document)
        self._line([(said["ask"], True)], points=16)
        if sheet.retold:
            self._line([(sheet.retold, True)])
        legend = self.document.add_table(rows=0, cols=3)
        self._shaped(legend, (9, 50, self.room - 59))
        for one in sheet.choices:
            row = legend.add_row()
            self._cell(row.cells[0], [(one.sign, False)])
            self._cell(row.cells[1], [(f"{one.digit}  {one.name}", True)])
            self._cell(row.cells[2], [(one.gloss, False)])
        self._line([(sheet.credit, False)], points=9)
        for block in sheet.blocks:
            self._block(block)

    def table(self) -> None:
        """Write the table to tick, and the two lines of the exit ticket."""
        said, sheet = self.said, self.sheet
        self._line([(said["tick"], True)], points=13)
        steps = " · ".join(f"{digit} {step}" for digit, step in sheet.steps)
        self._line([(said["steps"].replace("{steps}", steps), False)], points=9)
        count = len(sheet.choices)
        table = self.document.add_table(rows=0, cols=count + 3)
        self._shaped(table, (15, *(11,) * count, 26, self.room - 41 - 11 * count))
        heads = (said["place"], *(one.sign for one in sheet.choices), said["sure"], said["words"])
        self._row(table, [[(head, True)] for head in heads], points=9, head=True, middle=count + 2)
        digits = "\u00a0\u00a0".join(digit for digit, _ in sheet.steps)
        tall = 6.0 if len(sheet.places) > _MANY else 7.0
        for place in sheet.places:
            cells = [[(place, True)], *([(_BOX, False)] for _ in sheet.choices), [(digits, False)]]
            self._row(table, [*cells, [("", False)]], height=tall, middle=count + 2)
        self._line([(said["ticket"], True)], before=6)
        for _ in range(2):
            line = self._line([("", False)], points=13)
            for side in ("bottom", "between"):
                self._bordered(line, side, "single")

    def strip(self) -> None:
        """Write the strip to cut off."""
        said, sheet = self.said, self.sheet
        cut = self._line(
            [(said["strip"], True), (f" · {sheet.title}", False)], before=16, points=10
        )
        self._bordered(cut, "top", "dashed")
        together = [cut, self._line([(said["strip_how"], False)], points=9)]
        together.append(self._who(self.document))
        for at in range(0, len(sheet.places), _STRIP):
            part = sheet.places[at : at + _STRIP]
            table = self.document.add_table(rows=0, cols=len(part) + 1)
            self._shaped(table, (24, *((self.room - 24) / _STRIP,) * len(part)))
            heads = [[(one, True)] for one in (said["place"], *part)]
            self._row(table, heads, points=9, middle=len(heads))
            for name in ("answer", "sure"):
                cells = [[(said[name], False)], *([("", False)] for _ in part)]
                self._row(table, cells, points=9, height=7.5)
            together += [line for row in table.rows for c in row.cells for line in c.paragraphs]
            together.append(self._line([("", False)], points=4))
        together.append(self._line([(f"{said['code']}:", False)], points=9))
        boxes = "   ".join([_BOX * 4] * sheet.groups)
        code = self._line([(boxes, False)], lang="en", points=13)
        for line in together:
            line.paragraph_format.keep_with_next = True
        code.paragraph_format.keep_together = True

    def key(self) -> None:
        """Write the key."""
        said, sheet = self.said, self.sheet
        self._line([(f"{said['key']} · {sheet.title}", True)], points=13)
        if sheet.key_note:
            self._line([(sheet.key_note, True)])
        table = self.document.add_table(rows=0, cols=3)
        self._shaped(table, (15, 45, self.room - 60))
        heads = (said["place"], said["answer"], said["reason"])
        self._row(table, [[(head, True)] for head in heads], points=10, head=True)
        for one in sheet.key:
            answer = [(f"{one.sign} {one.name}", True)]
            if one.accepted:
                answer.append((f"\n{one.accepted}", False))
            self._row(table, [[(one.place, True)], answer, [(one.reason, False)]], points=10)

    def page(self) -> None:
        """Begin a page with what is written next."""
        self._next_page = True

    _next_page = False

    def _who(self, place: Any) -> Any:  # noqa: ANN401  (python-docx has no types)
        line = "_" * 34
        name = f"{self.said['name']}: {line}    {self.said['date']}: {line[:18]}"
        return self._line([(name, False)], place=place)

    def _block(self, block: Block) -> None:
        points = _POINTS.get(block.zone, _BODY)
        words: list[tuple[str, bool]] = []
        line = self._line([], lang=block.lang, points=points)
        for piece in block.pieces:
            lead = " " if words else ""
            words.append((lead + piece.text, False))
            if piece.place:
                self._run(line, f"{lead}{piece.place}", block.lang, points, raised=True)
                lead = "\u00a0"
            strong = block.zone in _BOLD or (block.zone == "item" and bool(piece.place))
            self._run(line, lead + piece.text, block.lang, points, strong=strong)
        line.paragraph_format.keep_with_next = block.zone in _BOLD

    def _line(
        self,
        words: Iterable[tuple[str, bool]],
        *,
        place: Any = None,  # noqa: ANN401  (python-docx has no types)
        lang: str = "",
        points: float = _BODY,
        before: float = 0,
    ) -> Any:  # noqa: ANN401
        """Write a paragraph of words, each with whether they are strong."""
        line = (place or self.document).add_paragraph()
        lang = lang or self.sheet.lang
        self._turn(line, lang)
        line.paragraph_format.space_before = self.pt(before)
        if self._next_page and place is None:
            line.paragraph_format.page_break_before = True
            self._next_page = False
        for text, strong in words:
            self._run(line, text, lang, points, strong=strong)
        return line

    def _cell(
        self,
        cell: Any,  # noqa: ANN401  (as above)
        words: Iterable[tuple[str, bool]],
        points: float = _BODY,
    ) -> None:
        line = cell.paragraphs[0]
        self._turn(line, self.sheet.lang)
        line.paragraph_format.space_after = self.pt(0)
        for text, strong in words:
            self._run(line, text, self.sheet.lang, points, strong=strong)

    def _row(  # noqa: PLR0913  (what a row can be)
        self,
        table: Any,  # noqa: ANN401  (as above)
        cells: Sequence[Iterable[tuple[str, bool]]],
        *,
        points: float = _BODY,
        height: float = 0,
        head: bool = False,
        middle: int = 0,
    ) -> None:
        """Write a row; the first `middle` cells have their words in the middle."""
        row = table.add_row()
        if height:
            row.height = self.mm(height)
            for cell in row.cells:
                cell.vertical_alignment = self.middle
        add(row._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001  (as above)
        if head:
            add(row._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001  (as above)
        for at, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
            self._cell(cell, words, points)
            if at < middle:
                cell.paragraphs[0].alignment = self.centre

    def _run(  # noqa: PLR0913, PLR0917  (as a row)
        self,
        line: Any,  # noqa: ANN401  (as above)
        text: str,
        lang: str,
        points: float,
        strong: bool = False,  # noqa: FBT001, FBT002  (as above)
        raised: bool = False,  # noqa: FBT001, FBT002  (as above)
    ) -> None:
        run = line.add_run(text)
        run.font.superscript = raised or None
        run.bold = strong or raised
        self._formed(run, lang, points)

    def _formed(self, run: Any, lang: str, points: float) -> None:  # noqa: ANN401  (as above)
        """Set size, direction and fonts; Word has settings of their own for right-to-left words."""
        run.font.size = self.pt(points)
        told = run._r.get_or_add_rPr()  # noqa: SLF001  (as above)
        if run.bold:
            add(told, "w:bCs")
        add(told, "w:szCs", val=str(round(2 * points)))
        if lang == "ar":
            add(told, "w:rtl")
        self._fonts(told, lang)

    def _fonts(self, told: Any, lang: str) -> None:  # noqa: ANN401  (as above)
        latin, arabic = _FONTS["en"], _FONTS["ar"]
        add(told, "w:rFonts", ascii=latin, hAnsi=latin, cs=arabic)
        other = _LOCALES["en"] if lang == "ar" else _LOCALES.get(lang, lang)
        add(told, "w:lang", val=other, bidi=_LOCALES["ar"])

    def _turn(self, line: Any, lang: str) -> None:  # noqa: ANN401  (as above)
        if lang == "ar":
            add(line._p.get_or_add_pPr(), "w:bidi")  # noqa: SLF001  (as above)

    def _shaped(self, table: Any, widths: Sequence[float]) -> None:  # noqa: ANN401  (as above)
        """Give a table its lines, its direction and the width of each column, in millimetres."""
        table.style = "Table Grid"
        table.autofit = False
        if self.sheet.dir == "rtl":
            add(table._tblPr, "w:bidiVisual")  # noqa: SLF001  (as above)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = self.mm(width)

    def _bordered(self, line: Any, side: str, kind: str) -> None:  # noqa: ANN401  (as above)
        borders = add(line._p.get_or_add_pPr(), "w:pBdr")  # noqa: SLF001  (as above)
        add(borders, f"w:{side}", val=kind, sz="6", space="6", color="444444")

    def _footer(self, section: Any) -> None:  # noqa: ANN401  (as above)
        footer = section.footer
        line = footer.paragraphs[0]
        self._turn(line, self.sheet.lang)
        told = " · ".join(part for part in (self.sheet.title, self.sheet.retold) if part)
        self._run(line, f"{told} · ", self.sheet.lang, 8)
        codes = {"{n}": "PAGE", "{total}": "NUMPAGES"}
        for part in re.split(r"(\{\w+\})", self.said["page"]):
            if part in codes:
                self._formed(field(line, codes[part]), self.sheet.lang, 8)
            elif part:
                self._run(line, part, self.sheet.lang, 8)
