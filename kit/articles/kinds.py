"""What a file is, told by its bytes or its name, where that is nothing the kit reads as text."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final, NamedTuple

from kit.core.errors import ArticleError

_AS_WORDS: Final = "save it as .docx, or copy its text into a .txt file"
_AS_TABLE: Final = "save the sheet as CSV UTF-8 (.csv)"
_TYPED: Final = "type its words into a .txt file"
_UNPACK: Final = "unpack it and load what is in it"
_PAGE: Final = "rename the file to .html, or copy the article's words alone"


class Kind(NamedTuple):
    """What a file is, and what to do with it."""

    name: str
    remedy: str


PDF: Final = Kind("a PDF", _AS_WORDS)
RTF: Final = Kind("an RTF document", _AS_WORDS)
DOC: Final = Kind("an old Word document (.doc)", _AS_WORDS)
DOCX: Final = Kind("a Word document", "rename the file to .docx")
HTML: Final = Kind("an HTML page", _PAGE)
_SHEET: Final = Kind("a spreadsheet", _AS_TABLE)
_IMAGE: Final = Kind("a picture", _TYPED)
_ODT: Final = Kind("an OpenDocument text (.odt)", _AS_WORDS)
_EPUB: Final = Kind("an e-book", _AS_WORDS)
_PAGES: Final = Kind("a Pages document", _AS_WORDS)
_SLIDES: Final = Kind("slides", _AS_WORDS)
ARCHIVE: Final = Kind("an archive", _UNPACK)
_SOUND: Final = Kind("a recording", _TYPED)
_MAIL: Final = Kind("an e-mail", "copy its text into a .txt file")
_WEB: Final = Kind("a web archive", "save the page as .html")
_NOTEBOOK: Final = Kind("a notebook", "copy its text into a .txt file")

_BY_SUFFIX: Final = {
    suffix: kind
    for suffixes, kind in (
        (".pdf .ps .xps .djvu", PDF),
        (".rtf .rtfd", RTF),
        (".doc .dot .wps .wpd", DOC),
        (".docm .dotx .dotm", Kind("a Word document with macros or a template", "save it as .docx")),
        (".odt .ott .fodt .sxw", _ODT),
        (".epub .mobi .azw3", _EPUB),
        (".pages", _PAGES),
        (".xls .xlsx .xlsm .xlsb .ods .fods .numbers", _SHEET),
        (".ppt .pptx .odp .key", _SLIDES),
        (".png .jpg .jpeg .gif .webp .heic .tif .tiff .bmp .svg .avif", _IMAGE),
        (".zip .gz .7z .rar .tar .tgz .bz2 .xz", ARCHIVE),
        (".mp3 .mp4 .m4a .wav .ogg .mov .webm .avi", _SOUND),
        (".eml .msg .mbox", _MAIL),
        (".webarchive .warc", _WEB),
        (".ipynb", _NOTEBOOK),
    )
    for suffix in suffixes.split()
}  # fmt: skip
_BY_START: Final = (
    (rb"\s*%PDF-", PDF),
    (rb"\s*\{\\rtf", RTF),
    (rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|II\*\0|MM\0\*|....ftyp(?:heic|mif1|avif)",
     _IMAGE),
    (rb"%!PS", PDF),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!\x1a|BZh[1-9]1AY|\xfd7zXZ", ARCHIVE),
    (rb"ID3[\x02-\x04]|OggS\0|RIFF....(?:WAVE|AVI )|....ftyp", _SOUND),
    (rb"bplist00", _WEB),
)  # fmt: skip
_BY_START_RE: Final = tuple((re.compile(start, re.DOTALL), kind) for start, kind in _BY_START)
_IN_ZIP: Final = (
    (b"word/document.xml", DOCX),
    (b"xl/workbook", _SHEET),
    (b"application/vnd.oasis.opendocument.spreadsheet", _SHEET),
    (b"ppt/presentation.xml", _SLIDES),
    (b"application/vnd.oasis.opendocument.presentation", _SLIDES),
    (b"application/vnd.oasis.opendocument.text", _ODT),
    (b"application/epub+zip", _EPUB),
    (b"Index/Document.iwa", _PAGES),
)
_IN_OLE: Final = (("WordDocument", DOC), ("Workbook", _SHEET), ("PowerPoint Document", _SLIDES))
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS: Final = re.compile(rb"\xef\xbb\xbf")
_HEAD: Final = 100_000
_WHOLE_PAGE: Final = re.compile(
    r"\s*(?>(?><\?xml[^<>]*>|<!--.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK: Final = r"(?:p|div|article|section|main|header|h[1-6]|table|ul|ol|blockquote)"
_FRAGMENT: Final = re.compile(rf"\s*<({_BLOCK})\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_CLOSED: Final = re.compile(rf"</{_BLOCK}\s*>", re.IGNORECASE)
_MANY: Final = 3


def what_is(data: bytes) -> Kind | None:
    """Return what bytes are, if they are a file of some other program; None for text and pages."""
    data = _BOMS.sub(b"", data[:3]) + data[3:]
    if data.startswith(_ZIP):
        return next((kind for sign, kind in _IN_ZIP if sign in data), ARCHIVE)
    if data.startswith(_OLE):
        signs = ((name.encode("utf-16-le"), kind) for name, kind in _IN_OLE)
        return next((kind for sign, kind in signs if sign in data), DOC)
    return next((kind for start, kind in _BY_START_RE if start.match(data[:1024])), None)


def is_page(text: str, *, whole: bool = False) -> bool:
    """Tell whether a text is HTML; `whole` asks for a page, since Markdown may hold single tags."""
    head = text[:_HEAD].removeprefix("\ufeff")
    if _WHOLE_PAGE.match(head):
        return True
    return not whole and bool(_FRAGMENT.match(head) or len(_CLOSED.findall(head)) >= _MANY)


def refuse(where: str, kind: Kind, expected: str = "text") -> ArticleError:
    """Return the error for a file that is something else."""
    return ArticleError(f"{where}: found {kind.name}, expected {expected}; {kind.remedy}")


def refused_name(name: str) -> Kind | None:
    """Return what a file is by its name, if that is nothing the kit reads."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower())
