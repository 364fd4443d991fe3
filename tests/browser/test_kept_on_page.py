"""What the page of a lesson keeps in the browser: of two windows, and of a text that has changed since."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect
from test_one_file import each_lang, opened, phone

import kit
from kit.export.page import export_page
from kit.languages.interface import translator
from kit.languages.messages import messages

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

ROOT: Final = Path(__file__).parents[2]
ANSWERED: Final = ".kit-sorter .strip [data-label]"
CHANGED: Final = {
    "en": ("eight people", "nine people"),
    "ar": ("ثمانية أشخاص", "تسعة أشخاص"),
}
DIGIT: Final = {"en": "1", "ar": "١"}


def answer(page: Page, choice: int) -> None:
    """Give an answer to the statement that is asked, and go on to the next."""
    card = page.locator(".kit-sorter")
    card.locator(".opt").nth(choice).click()
    card.locator(".go").click()
    expect(card).to_have_attribute("data-mode", "verdict")


def saved(page: Page, place: Path) -> list[str]:
    """Save the answers as a file, and return the statements that it holds answers to."""
    with page.expect_download() as download:
        page.locator(".hand-in button").click()
    download.value.save_as(place)
    return list(kit.read_answers(place)["statement_id"])


@phone
@pytest.mark.fault("learners")
def test_a_page_opened_twice_keeps_what_both_windows_were_told(
    context: BrowserContext, tmp_path: Path
) -> None:
    """Neither window overwrites the other; whoever comes back finds the answers of both."""
    place = tmp_path / "page.html"
    export_page(kit.load_lesson("the-sweets", "en"), place)
    first = opened(context, place)
    answer(first, 3)  # the right one: no second try
    second = opened(context, place)
    second.locator(".kit-sorter .resumed .go").click()
    answer(second, 1)
    first.locator(".kit-sorter .go").click()
    answer(first, 2)
    third = opened(context, place)
    expect(third.locator(ANSWERED)).to_have_count(2)
    given = ["the-sweets.en#1", "the-sweets.en#2", "the-sweets.en#2"]
    assert saved(third, tmp_path / "a.jsonl") == given


@phone
@each_lang
@pytest.mark.fault("learners")
def test_answers_to_another_edition_are_kept_and_do_not_count(
    context: BrowserContext, lang: str, tmp_path: Path
) -> None:
    """The page says how many there are; the file that is saved holds them, and the new ones."""
    place, folder = tmp_path / "page.html", tmp_path / "the-sweets"
    shutil.copytree(ROOT / "seeds" / "the-sweets", folder)
    export_page(kit.load_lesson("the-sweets", lang, folder=tmp_path), place)
    answer(opened(context, place), 0)
    for name in (f"article.{lang}.md", f"key.{lang}.toml"):
        told = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(told.replace(*CHANGED[lang]), encoding="utf-8")
    export_page(kit.load_lesson("the-sweets", lang, folder=tmp_path), place)
    page = opened(context, place)
    words = translator(lang)(messages("export", "page")["edition"])
    expect(page.locator(".hand-in-note")).to_have_text(words.format(n=DIGIT[lang]))
    expect(page.locator(ANSWERED)).to_have_count(0)
    answer(page, 1)
    assert saved(page, tmp_path / "a.jsonl") == [f"the-sweets.{lang}#1"] * 2
