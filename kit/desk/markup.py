"""Elements of Word documents that python-docx does not know, each where the format's schema has it."""

from __future__ import annotations

from typing import Any, Final

_SCHEMA: Final = """
w:pPr w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:framePr w:widowControl w:numPr
    w:suppressLineNumbers w:pBdr w:shd w:tabs w:bidi w:adjustRightInd w:snapToGrid w:spacing w:ind
    w:contextualSpacing w:mirrorIndents w:suppressOverlap w:jc w:rPr
w:rPr w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:color w:sz w:szCs w:u w:vertAlign w:rtl w:cs w:em
    w:lang
w:tblPr w:tblStyle w:tblpPr w:tblOverlap w:bidiVisual w:tblStyleRowBandSize
    w:tblStyleColBandSize w:tblW w:jc w:tblCellSpacing w:tblInd w:tblBorders w:shd w:tblLayout
    w:tblCellMar w:tblLook
w:sectPr w:headerReference w:footerReference w:type w:pgSz w:pgMar w:cols w:titlePg
    w:textDirection w:bidi w:rtlGutter w:docGrid
w:pBdr w:top w:left w:bottom w:right w:between w:bar
"""
ORDER: Final = {
    names[0]: tuple(names[1:])
    for names in map(str.split, _SCHEMA.replace("\n    ", " ").strip().split("\n"))
}
"""The children of an element in the order in which Word asks for them, as far as sheets have them."""


def add(parent: Any, name: str, **values: str) -> Any:  # noqa: ANN401  (python-docx has no types)
    """Return the child of a name, made in its place if there is none, with values of ``w:``."""
    from docx.oxml import OxmlElement  # noqa: PLC0415  (an extra)
    from docx.oxml.ns import NamespacePrefixedTag, qn  # noqa: PLC0415

    found = parent.find(qn(name))
    if found is None:
        found = OxmlElement(name)
        order = ORDER.get(str(NamespacePrefixedTag.from_clark_name(parent.tag)), ())
        later = {qn(one) for one in order[order.index(name) + 1 :]} if name in order else set()
        at = next((at for at, child in enumerate(parent) if child.tag in later), len(parent))
        parent.insert(at, found)
    for key, value in values.items():
        found.set(qn(f"w:{key}"), value)
    return found


def field(line: Any, code: str) -> Any:  # noqa: ANN401  (as above)
    """Append what Word fills in itself, such as ``PAGE``, and return the run that shows it."""
    from docx.oxml import OxmlElement  # noqa: PLC0415  (an extra)
    from docx.oxml.ns import qn  # noqa: PLC0415

    run = line.add_run("1")
    holder = OxmlElement("w:fldSimple")
    holder.set(qn("w:instr"), code)
    line._p.append(holder)  # noqa: SLF001  (there is no other way)
    holder.append(run._r)  # noqa: SLF001  (as above)
    return run
