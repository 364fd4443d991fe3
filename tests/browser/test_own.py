"""An article of the learner's own in the page: pasted, dropped, chosen, and what is told of bad ones."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx
import pytest
from axe import violations
from playwright.sync_api import expect
from test_access import FITS

import kit
from kit.exercises.own import face

if TYPE_CHECKING:
    from collections.abc import Callable

    from bare import Bare
    from playwright.sync_api import Locator

    Start = Callable[..., Bare]

TEXTS = {lang: kit.load_lesson("the-bridge", lang).text.strip() for lang in ("en", "ar")}
both = pytest.mark.parametrize("lang", ["en", "ar"])
DROP = """([node, name, base64]) => {
    const bytes = Uint8Array.fromBase64(base64);
    const data = new DataTransfer();
    if (name) data.items.add(new File([bytes], name));
    else data.setData('text/plain', new TextDecoder().decode(bytes));
    for (const type of ['dragover', 'drop']) node.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


FIVE_MB = """node => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'The bridge was shut. '.repeat(250000));
    node.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}"""


def words(lang: str) -> dict[str, str]:
    """Return what the box says."""
    return face.fixed(lang, "")["words"]


def opened(bare: Start, lang: str, more: str = "") -> Bare:
    """Open the box."""
    book = bare(f"import kit\nown = kit.OwnArticle({lang!r}, 'owl-7'{more})\nown")
    book.run_all()
    return book


def box(book: Bare) -> Locator:
    """Return the box to paste into."""
    return book.page.locator(".kit-own")


def paste(book: Bare, text: str) -> None:
    """Paste as a person does, and press the button by keyboard."""
    box(book).locator("textarea").fill(text)
    box(book).locator("textarea").press("Control+Enter")


def drop(book: Bare, name: str, data: bytes) -> None:
    """Drop a file, or a text, on the box."""
    import base64  # noqa: PLC0415  (only here)

    node = box(book).element_handle()
    book.page.evaluate(DROP, [node, name, base64.b64encode(data).decode()])


def document(text: str) -> bytes:
    """Return a Word document."""
    made, file = docx.Document(), io.BytesIO()
    for line in text.split("\n"):
        made.add_paragraph(line)
    made.save(file)
    return file.getvalue()


@both
def test_paste_then_another_exercise(bare: Start, lang: str) -> None:
    """The exercise stands below the box; another is one press away, and answers stay."""
    book = opened(bare, lang)
    paste(book, TEXTS[lang])
    expect(book.page.locator(".kit-highlighter")).to_be_visible()
    expect(box(book).locator(".found")).to_be_focused()
    expect(box(book).locator("textarea")).to_be_hidden()
    box(book).locator("input[value=sorter]").check()
    sorter = book.page.locator(".kit-sorter")
    sorter.locator(".opt input").first.check()
    sorter.locator(".go").click()
    expect(sorter.locator(".verdict")).to_be_visible()
    assert book.value("len(own.answers)") == 1
    box(book).locator("input[value=engine]").check()
    expect(box(book).locator(".notice")).to_have_text(
        face.told(lang, "first", done=1, total=len(book.value("own.lesson").statement_rows))
    )
    expect(sorter.locator(".verdict")).to_be_visible()
    box(book).locator("input[value=sheet]").check()
    expect(book.page.locator("main table")).to_be_visible()
    assert book.value("own.lesson.lang") == lang


@both
def test_drop_and_choose(bare: Start, lang: str) -> None:
    """A file's words come into the box; a text dragged from another window does as well."""
    book = opened(bare, lang)
    drop(book, "news.docx", document(TEXTS[lang]))
    expect(book.page.locator(".kit-highlighter")).to_be_visible()
    first = box(book).locator(".found").inner_text()
    box(book).get_by_role("button", name=words(lang)["again"]).click()
    assert box(book).locator("textarea").input_value().startswith(TEXTS[lang][:30])
    page = (
        f"<html><body><article><p>{'</p><p>'.join(TEXTS[lang].split())}</p></article></body></html>"
    )
    box(book).locator("input[type=file]").set_input_files(
        {"name": "x.html", "mimeType": "text/html", "buffer": page.encode()}
    )
    expect(box(book).locator(".found")).not_to_have_text(first)
    expect(box(book).locator(".found")).to_be_visible()
    drop(book, "", TEXTS[lang].encode())
    expect(box(book).locator(".found")).to_have_text(first)


@both
def test_a_reload_loses_nothing(bare: Start, lang: str) -> None:
    """Text, exercise and answers are there again without a press, also what was only typed."""
    book = opened(bare, lang)
    paste(book, TEXTS[lang])
    box(book).locator("input[value=sorter]").check()
    sorter = book.page.locator(".kit-sorter")
    sorter.locator(".opt input").first.check()
    sorter.locator(".go").click()
    expect(sorter.locator(".verdict")).to_be_visible()
    book.restart()
    expect(book.page.locator(".kit-sorter")).to_be_visible()
    assert book.value("len(own.answers)") == 1
    box(book).get_by_role("button", name=words(lang)["again"]).click()
    box(book).locator("textarea").fill("x" * 20)
    book.page.wait_for_function("() => Object.values(localStorage).some(v => v.includes('xxx'))")
    book.restart()
    expect(box(book).locator("textarea")).to_have_value("x" * 20)


BAD: dict[str, tuple[str, bytes, str, dict[str, Any]]] = {
    "a PDF": ("news.pdf", b"%PDF-1.7", "other", {"kind": "a PDF"}),
    "binary": ("news.txt", bytes(range(256)) * 9, "letters", {}),
    "damaged": ("news.docx", b"PK\x03\x04rest", "damaged", {}),
    "another language": ("", "部长说大桥已经关闭。".encode(), "foreign", {}),
}


@both
def test_bad_input_is_told_and_the_text_stays(bare: Start, lang: str) -> None:
    """Empty, a PDF, binary, 5 MB: one line each, heard as well as seen, and nothing is lost."""
    book = opened(bare, lang)
    paste(book, "")
    told = box(book).locator(".notice")
    expect(told).to_have_text(face.told(lang, "empty"))
    paste(book, TEXTS[lang])
    expect(book.page.locator(".kit-highlighter")).to_be_visible()
    for name, data, said, fields in BAD.values():
        drop(book, name, data)
        line = face.told(lang, said, **fields)
        expect(told).to_have_text(line)
        expect(box(book).locator("[aria-live]")).to_have_text(line)
    expect(book.page.locator(".kit-highlighter")).to_be_visible()
    box(book).get_by_role("button", name=words(lang)["again"]).click()
    box(book).locator("textarea").evaluate(FIVE_MB)
    expect(told).to_contain_text(face.told(lang, "long", n=5_250_000, most=60_000))
    expect(box(book).locator("textarea")).to_have_value(TEXTS[lang])
    drop(book, "big.txt", b"x" * 10_000_001)
    expect(told).to_have_text(words(lang)["large"])


@pytest.mark.parametrize("theme", ["Light", "Dark"])
@both
def test_axe_finds_nothing(bare: Start, lang: str, theme: str) -> None:
    """Every control has its name, and all can be read, before and after a text is read."""
    book = opened(bare, lang)
    book.theme(theme)
    assert violations(book.page) == []
    paste(book, "")
    expect(box(book).locator(".notice")).not_to_be_empty()
    assert violations(book.page) == []
    paste(book, TEXTS[lang])
    expect(book.page.locator(".kit-highlighter")).to_be_visible()
    assert violations(book.page) == []


@pytest.mark.parametrize("context", [{"viewport": {"width": 320, "height": 600}}], indirect=True)
@both
def test_a_phone_and_keys_alone(bare: Start, lang: str) -> None:
    """At 320 pixels nothing stands out, and Tab and arrows reach everything."""
    book = opened(bare, lang)
    assert box(book).evaluate(FITS) == []
    page = book.page
    page.keyboard.press("Tab")
    expect(box(book).locator("textarea")).to_be_focused()
    page.keyboard.insert_text(TEXTS[lang])
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(book.page.locator(".kit-highlighter")).to_be_visible()
    assert box(book).evaluate(FITS) == []
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(book.page.locator(".kit-sorter")).to_be_visible()
    expect(box(book).locator("input[value=sorter]")).to_be_focused()
