"""A page as a package for learning systems: SCORM 1.2, which Moodle and most others read.

The manifest has the elements of ADL's *SCORM Content Aggregation Model 1.2* (2001): one organization
with one item, one resource of type ``sco``. What the page tells the system is in `scorm.js`.
"""

from __future__ import annotations

import io
import re
from hashlib import sha256
from typing import Final
from xml.etree.ElementTree import (
    Element,
    SubElement,
    indent,
    register_namespace,
    tostring,
)
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kit.core.text import one_line

PAGE: Final = "index.html"
MANIFEST: Final = "imsmanifest.xml"
_CONTENT: Final = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_SCORM: Final = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_TITLE: Final = 200
"""How many signs the schema allows a title."""
_UNWRITTEN: Final = re.compile(r"[^\t -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold."""


def packed(name: str, title: str, html: str) -> bytes:
    """Return a page as a package: a zip file, the same to the byte whenever it is made.

    Parameters
    ----------
    name
        Which lesson, as in `kit.export.page.LessonPage`; a system tells packages apart by it.
    title
        What the system shows; at most 200 signs of it.
    html
        The whole page, with the script that speaks to a system.
    """
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=9) as package:
        for path, text in ((MANIFEST, manifest(name, title)), (PAGE, html)):
            entry = ZipInfo(path)  # of 1980, the first year there is
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            package.writestr(entry, text.encode("utf-8"))
    return file.getvalue()


def manifest(name: str, title: str) -> str:
    """Return what a package says of itself, as XML."""
    register_namespace("", _CONTENT)
    register_namespace("adlcp", _SCORM)
    shown = _UNWRITTEN.sub("\ufffd", one_line(title))[:_TITLE]
    key = _identifier(name)

    def add(to: Element, tag: str, text: str = "", **given: str) -> Element:
        made = SubElement(to, f"{{{_CONTENT}}}{tag}", given)
        made.text = text or None
        return made

    root = Element(f"{{{_CONTENT}}}manifest", {"identifier": key, "version": "1"})
    about = add(root, "metadata")
    add(about, "schema", "ADL SCORM")
    add(about, "schemaversion", "1.2")
    parts = add(root, "organizations", default=f"{key}.lesson")
    part = add(parts, "organization", identifier=f"{key}.lesson")
    add(part, "title", shown)
    item = add(part, "item", identifier=f"{key}.item", identifierref=f"{key}.page")
    add(item, "title", shown)
    page = add(
        add(root, "resources"), "resource", identifier=f"{key}.page", type="webcontent", href=PAGE
    )
    page.set(f"{{{_SCORM}}}scormtype", "sco")
    add(page, "file", href=PAGE)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, "unicode") + "\n"


def _identifier(name: str) -> str:
    """Return a name as XML and all systems take one; of names of other letters a hash stands in it."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name)
    mark = "" if plain == name else f".{sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"
    return f"who-said-so.{plain[:80]}{mark}"
