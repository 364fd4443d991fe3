"""A lesson made in a notebook: each step by keyboard, kept at once, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe import violations
from playwright.sync_api import expect
from test_access import FITS

import kit
from kit.languages.interface import translator
from kit.languages.messages import messages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bare import Bare
    from playwright.sync_api import Locator

    Start = Callable[..., Bare]

TEXTS = {
    "en": "Port fire\n\nFire spread to the port, police said. Informed sources revealed that it was set.",
    "ar": "حريق في الميناء\n\nقالت الشرطة إن الحريق امتد إلى الميناء. وكشفت مصادر مطلعة أنه متعمد.",
}
both = pytest.mark.parametrize("lang", ["en", "ar"])


def say(lang: str, name: str) -> str:
    """Return what the page says."""
    return translator(lang)(messages("desk", "author")[name])


def opened(bare: Start, lang: str, folder: Path) -> tuple[Bare, Locator]:
    """Begin a lesson, or go on with it."""
    book = bare(
        f"import kit\nauthor = kit.Author(text={TEXTS[lang]!r}, to={str(folder)!r}, lang={lang!r})\nauthor"
    )
    book.run_all()
    card = book.page.locator(".kit-author")
    expect(card.locator(".words button").first).to_be_visible()
    return book, card


@both
def test_a_lesson_is_made_by_keyboard_alone(bare: Start, lang: str, tmp_path: Path) -> None:
    """Ctrl+Enter takes a statement as it stands; at the end a key and the class's files are there."""
    home = tmp_path / "port"
    book, card = opened(bare, lang, home)
    press = book.page.keyboard.press
    card.locator("input[type=radio]:checked").focus()
    press("Control+Enter")
    expect(card.locator(".words")).to_be_focused()
    card.locator("input[type=radio][value=official]").focus()
    press("ArrowDown")
    expect(card.locator("input[type=radio][value=named]")).to_be_checked()
    assert book.value("author.lesson.key['label'].tolist()[1]") == "named"
    press("Control+z")
    expect(card.locator("input[type=radio][value=official]")).to_be_checked()
    press("Control+Enter")
    press("Control+Enter")
    expect(card.locator(".notice")).to_have_text(
        say(lang, "made").format(folder=home / "class"), timeout=20_000
    )
    lesson = kit.load_lesson("port", lang, tmp_path)
    assert list(lesson.key["label"]) == ["outlet", "official", "unnamed"]
    assert len(list((home / "class").iterdir())) == 5


@both
def test_words_reason_and_other_labels_are_chosen_on_the_page(
    bare: Start, lang: str, tmp_path: Path
) -> None:
    """First and last word; a ready sentence or one's own in both languages; what also counts."""
    book, card = opened(bare, lang, tmp_path / "port")
    card.get_by_role("button", name=say(lang, "later")).click()
    words = card.locator(".words button")
    pressed = card.locator(".words [aria-pressed=true]")
    expect(pressed).to_have_count(1)
    words.nth(0).click()
    words.nth(2).click()
    expect(pressed).to_have_count(3)
    source = book.value("author.lesson.key['source'].tolist()[1]")
    assert source == " ".join(words.all_inner_texts()[:3])
    card.locator("select").last.select_option("0")
    ready = book.value("author.lesson.key['reason_en'].tolist()[1]")
    assert ready == "A body speaks for itself here, or someone by office, on the record."
    card.locator("textarea[lang=en]").fill("The police speak.")
    card.locator("textarea[lang=en]").blur()
    expect(card.locator("select").last).to_have_value("")
    assert book.value("author.lesson.key['reason_en'].tolist()[1]") == "The police speak."
    card.locator(".also input[value=named]").check()
    expect(card.locator(".also input[value=official]")).to_be_disabled()
    assert book.value("list(author.lesson.entries[1].accept)") == ["named"]
    words.nth(0).click()
    words.nth(0).click()
    expect(pressed).to_have_count(0)


@both
def test_a_cell_run_again_goes_on_where_it_was_left(bare: Start, lang: str, tmp_path: Path) -> None:
    """Nothing is asked anew, and what was decided stays."""
    home = tmp_path / "port"
    book, card = opened(bare, lang, home)
    card.get_by_role("button", name=say(lang, "accept")).click()
    expect(card.get_by_role("button", name=say(lang, "undo"))).to_be_enabled()
    place = card.locator(".status").inner_text()
    book.restart()
    expect(book.page.locator(".kit-author .status")).to_have_text(place)
    expect(
        book.page.locator(".kit-author").get_by_role("button", name=say(lang, "undo"))
    ).to_be_disabled()


@both
@pytest.mark.parametrize("width", [320, 900])
def test_the_page_is_readable_for_everyone(
    bare: Start, lang: str, width: int, tmp_path: Path
) -> None:
    """Axe finds nothing, in light and in dark, and nothing stands out of a narrow page."""
    book, card = opened(bare, lang, tmp_path / "port")
    book.page.emulate_media(reduced_motion="reduce")  # no colour is on its way to another
    book.page.set_viewport_size({"width": width, "height": 900})
    card.get_by_role("button", name=say(lang, "later")).click()
    assert violations(book.page) == []
    assert card.evaluate(FITS) == []
    book.page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    assert violations(book.page) == []
