"""Word documents: their paragraphs, lists and tables in the order of the page (python-docx)."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any, Final

from kit.articles.kinds import ARCHIVE, DOCX, is_page, refuse, what_is
from kit.articles.kinds import HTML as PAGE
from kit.articles.making import Asked, Brought, Found, clean, make
from kit.core.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_UNPACKED: Final = 50_000_000
"""Bytes; more is a file that was packed to fill the memory."""
_MAX_PARTS: Final = 2_000
_WORDS: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE: Final = frozenset({_WORDS + "del", _WORDS + "moveFrom", _FALLBACK})
"""What a reader of the page does not see: deleted words, and what older programs would show."""
_SIGNS: Final = {
    _WORDS + "tab": "\t", _WORDS + "br": "\n", _WORDS + "cr": "\n", _WORDS + "noBreakHyphen": "-",
}  # fmt: skip
_ENTITIES: Final = (b"<!DOCTYPE", b"<!ENTITY")
_CELL_WORDS: Final = 12
_REMEDY: Final = "open it in Word or LibreOffice and save it as .docx anew"


def read_document(file: Brought, asked: Asked) -> Found:
    """Yield the article of a Word document; its title is that of the document, if it has one."""
    kind = what_is(file.data)
    if kind not in {DOCX, ARCHIVE}:  # a broken document is an archive
        if kind is None and is_page(file.data[:10_000].decode("latin-1"), whole=True):
            kind = PAGE
        if kind is not None:
            raise refuse(file.where, kind, "a Word document (.docx)")
        raise ArticleError(
            f"{file.where}: found no Word document, expected one (.docx); "
            "rename the file to .txt if it is text"
        )
    _check_parts(file)
    document = _opened(file)
    text = "\n\n".join(_blocks(document.element.body))
    told = {"title": " ".join((document.core_properties.title or "").split()), "lang": file.lang}
    said = {name: value for name, value in told.items() if value}
    yield make(file.article_id, clean(text, file.where), asked.lang, said)


def _check_parts(file: Brought) -> None:
    try:
        found = _not_allowed(file.data)
    except Exception as error:  # noqa: BLE001  (zipfile lets through whatever damage raises)
        raise _broken(file, error) from None
    if found:
        raise ArticleError(f"{file.where}: found {found}")


def _not_allowed(data: bytes) -> str:
    """Return what no document of a writer has in it, what was expected, and what to do."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        size = sum(part.file_size for part in parts)
        if size > MAX_UNPACKED or len(parts) > _MAX_PARTS:
            return (
                f"a document of {size / 1e6:.0f} MB in {len(parts):,} parts when unpacked, expected "
                f"at most {MAX_UNPACKED / 1e6:.0f} MB in {_MAX_PARTS:,}; "
                "copy its text into a .txt file"
            )
        for part in parts:
            content = packed.read(part) if part.filename.endswith((".xml", ".rels")) else b""
            if any(sign in content.replace(b"\0", b"") for sign in _ENTITIES):
                return (
                    f"a document type or entities in {part.filename!r}, "
                    f"expected a plain Word document; {_REMEDY}"
                )
    return ""


def _opened(file: Brought) -> Any:  # noqa: ANN401  (a document of python-docx)
    try:
        import docx  # noqa: PLC0415  (an extra)
    except ModuleNotFoundError:
        raise ArticleError(
            f"{file.where}: reading a Word document needs python-docx, which is not installed; "
            "pip install 'who-said-so[files]'"
        ) from None
    try:
        document = docx.Document(io.BytesIO(file.data))
        _ = document.element.body, document.core_properties.title
    except Exception as error:  # noqa: BLE001  (python-docx lets through whatever its parts raise)
        raise _broken(file, error) from None
    return document


def _broken(file: Brought, error: Exception) -> ArticleError:
    return ArticleError(
        f"{file.where}: found a damaged Word document ({type(error).__name__}), "
        f"expected a sound one; {_REMEDY}"
    )


def _blocks(body: Any) -> Iterator[str]:  # noqa: ANN401  (an element of lxml)
    """Yield paragraphs in the order of the page; a table row of short cells is one line."""
    done: set[Any] = set()
    for element in body.iter(_WORDS + "p", _WORDS + "tr"):
        if element in done or any(one.tag in _GONE for one in element.iterancestors()):
            continue
        if element.tag == _WORDS + "tr":
            inside = list(element.iter(_WORDS + "p"))
            cells = [" ".join(_text(one).split()) for one in inside]
            if all(len(cell.split()) <= _CELL_WORDS for cell in cells):
                done.update(inside)
                done.update(element.iter(_WORDS + "tr"))
                if line := " | ".join(cell for cell in cells if cell):
                    yield line
        elif (text := _text(element)).strip():
            yield text.strip()


def _text(paragraph: Any) -> str:  # noqa: ANN401  (an element of lxml)
    """Return the words of a paragraph as they are seen, without those of boxes anchored in it."""
    parts: list[str] = []
    todo = list(reversed(paragraph))
    while todo:
        element = todo.pop()
        tag = element.tag
        if tag in _GONE or tag == _WORDS + "p":
            continue
        if tag == _WORDS + "t":
            parts.append(element.text or "")
        elif tag in _SIGNS and element.getparent().tag == _WORDS + "r":
            parts.append(_SIGNS[tag])
        elif tag == _WORDS + "r" and _is_hidden(element):
            continue
        else:
            todo.extend(reversed(element))
    return "".join(parts)


def _is_hidden(run: Any) -> bool:  # noqa: ANN401  (an element of lxml)
    hidden = run.find(f"{_WORDS}rPr/{_WORDS}vanish")
    return hidden is not None and hidden.get(_WORDS + "val", "true") not in {"false", "0", "off"}
