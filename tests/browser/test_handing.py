"""Hand-in codes as a page makes them: the same as Python's, with a picture that cameras read."""

from __future__ import annotations

import io
import json
import random
from typing import TYPE_CHECKING, Any, Final

import axe
import numpy as np
import pytest
import segno
import zxingcpp
from made import made
from PIL import Image
from playwright.sync_api import expect

import kit
from kit.core.codebook import SCHEMES
from kit.exercises.scoring import TASKS
from kit.exercises.task import exercise_of
from kit.export.bundle import driver, handing
from kit.export.classroom import export_lesson
from kit.export.codes import TABLE, code_of
from kit.export.page import NAMES, export_page
from kit.export.pool import Pool
from kit.export.signs import SIGNS, grouped
from kit.languages.interface import translator

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

PHONE: Final[dict[str, Any]] = {"viewport": {"width": 320, "height": 740}, "offline": True}
phone = pytest.mark.parametrize("context", [PHONE], indirect=True, ids=["phone"])
each_lang = pytest.mark.parametrize("lang", ["ar", "en"])
_CALL: Final = (
    "const called = (name, given) => given.map((one) => ({ unpack, codeOf, qrOf })[name](...one));"
)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    """Give an empty page with the scripts that make codes."""
    page = browser.new_page()
    page.add_script_tag(content=f"{driver()}{handing()}{_CALL}")
    return page


def called(page: Page, name: str, given: list[list[Any]]) -> Any:  # noqa: ANN401  (whatever it gives)
    """Return what a function of the script gives for each list of what it takes."""
    return page.evaluate(
        "([name, given]) => called(name, JSON.parse(given))", [name, json.dumps(given)]
    )


def test_a_page_writes_the_codes_that_python_writes(page: Page) -> None:
    """Names, answers and orders of every kind, thousands of them, in one go."""
    tried = list(made(3000, seed=11))
    given = [
        [
            {
                "head": sheet.head,
                "kind": sheet.kind,
                "labels": sheet.labels,
                "steps": [0.25, 0.5, 0.75, 1.0],
                "items": sheet.items,
                "hands": sheet.hands,
            },
            name,
            {item: one._asdict() for item, one in answers.items()},
            TABLE,
        ]
        for sheet, name, answers in tried
    ]
    assert called(page, "codeOf", given) == [grouped(code_of(*one)) for one in tried]


def test_a_name_is_tidied_as_python_does(page: Page) -> None:
    """Marks that nobody sees and white space make no other learner; letters are composed."""
    sheet, _, answers = next(made(1))
    names = ["  Layla\u200f ", "ليلى\u00a0\n حسن", "Zoe\u0308", "\u2067عمر\u2069", "a\x1cb", " "]
    as_sent = {
        "head": sheet.head, "kind": sheet.kind, "labels": sheet.labels,
        "steps": [0.25, 0.5, 0.75, 1.0], "items": sheet.items, "hands": sheet.hands,
    }  # fmt: skip
    told = {item: one._asdict() for item, one in answers.items()}
    found = called(page, "codeOf", [[as_sent, name, told, TABLE] for name in names])
    assert found == [grouped(code_of(sheet, name, answers)) for name in names]


def test_what_is_packed_is_unpacked(page: Page) -> None:
    """Texts that look like places among them."""
    values = [
        {"a": ["the same long text", "the same long text"], "b": {"a": [1, None], "b": "#1"}},
        ["~0", "#", "##", "~", "#~x", ["~1", {"a": "~~"}], {"a": "#~", "b": {}}],
        [{"a": "long enough to be shared", "b": 1}, {"a": "long enough to be shared", "b": 1}],
    ]
    assert called(page, "unpack", [[Pool().pack(value)] for value in values]) == values


def read(picture: np.ndarray[Any, Any]) -> list[str]:
    """Return what a reader that knows nothing of the kit finds in a picture."""
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def test_a_picture_is_what_a_library_draws_and_a_reader_reads(page: Page) -> None:
    """Of codes of all lengths that fit: module by module, and read back."""
    chance = random.Random(7)  # noqa: S311  (for trying, not for hiding)
    texts = ["K" + "".join(chance.choices(SIGNS, k=n - 1)) for n in [*range(12, 153, 4)] * 4]
    pictures = called(page, "qrOf", [[text] for text in texts])
    for text, rows in zip(texts, pictures, strict=True):
        made_there = segno.make(
            text, error="m", mode="alphanumeric", mask=3, boost_error=False, micro=False
        )
        assert rows == [list(row) for row in made_there.matrix]
        module = np.pad(1 - np.array(rows, dtype=np.uint8), 4, constant_values=1)
        assert read(np.kron(module, np.full((4, 4), 255, dtype=np.uint8))) == [text]
    assert called(page, "qrOf", [["K" * 155], [""], ["small"]]) == [None, None, None]


def answer(card: Locator, count: int) -> None:
    """Answer the next items, each by another label, some with a certainty."""
    for at in range(count):
        card.locator(".opt").nth(at % 4).click()
        if at % 2:
            card.locator(".steps label").nth(at % 4).click()
        card.locator(".go").click()
        if card.locator(".show").count():
            card.locator(".show").click()
        card.locator(".go").click()


def seen(place: Locator) -> list[str]:
    """Return what a camera reads of what stands on the page."""
    return read(np.array(Image.open(io.BytesIO(place.screenshot())).convert("L")))


@phone
@each_lang
def test_a_code_says_what_the_saved_file_says(
    context: BrowserContext, lang: str, tmp_path: Path
) -> None:
    """Read by the kit, as it stands there and as a camera reads it; with all that the file has of it."""
    export_page(kit.load_lesson("the-sweets", lang), tmp_path / "page.html")
    page = context.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    codes = page.locator("details.codes")
    codes.locator("summary").click()
    expect(codes.locator(".code")).to_have_count(0)
    answer(page.locator(".kit-sorter"), 7)
    expect(codes.locator(".code")).to_have_count(1)
    nameless = codes.locator("bdi").inner_text()
    page.locator(".who input").fill(" ليلى حسن")
    page.locator(".who input").press("Tab")
    expect(codes.locator("bdi")).not_to_have_text(nameless)
    code = codes.locator("bdi").inner_text()
    with page.expect_download() as saved:
        page.locator(".hand-in button").click()
    saved.value.save_as(tmp_path / "a.jsonl")
    log = kit.read_answers(tmp_path / "a.jsonl")
    carried = ["learner_id", "exercise_id", "statement_id", "label", "scheme", "confidence"]
    first = log.loc[(log["attempt"] == 1), [*carried, "text_hash"]].reset_index(drop=True)
    assert kit.read_code(code)[[*carried, "text_hash"]].equals(first)
    assert seen(codes.locator(".qr")) == [code.replace("-", "")]
    assert saved.value.suggested_filename in page.locator(".hand-in-note").inner_text()


@phone
@each_lang
def test_every_exercise_that_a_code_can_carry_has_one(
    context: BrowserContext, lang: str, tmp_path: Path
) -> None:
    """Brought back from a file, orders among them: each as Python writes it, and the others are named."""
    lesson = kit.load_lesson("the-call", lang)
    log = kit.AnswerLog(tmp_path / "a.jsonl")
    for name in ("", "headline", "lateral", "chain", "highlighter"):
        task = TASKS[name](lesson)
        labels = SCHEMES[task.scheme]
        for at, item in enumerate(task.items):
            row = {
                "learner_id": "Layla", "exercise_id": exercise_of(lesson.exercise_id, name),
                "statement_id": item, "label": labels[at % len(labels)], "scheme": task.scheme,
                "text_hash": lesson.text_hash, "confidence": (None, 0.25, 0.5, 0.75, 1)[at % 5],
            }  # fmt: skip
            hands = task.offered(item)[::-1][: at + 1] if name == "chain" else ()
            log.append(row | {"given": hands})
    export_page(lesson, tmp_path / "page.html")
    page = context.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    page.locator(".who input").fill("Layla")
    page.locator(".bring input").set_input_files(tmp_path / "a.jsonl")
    codes = page.locator("details.codes")
    codes.locator("summary").click()
    expect(codes.locator(".code")).to_have_count(4)
    found = codes.locator("bdi").all_inner_texts()
    carried = ("", "headline", "chain", "lateral")
    answers = kit.read_answers(log.path)
    assert sorted(found) == sorted(kit.write_code(answers, lesson, name) for name in carried)
    assert translator(lang)(NAMES["highlighter"]) in codes.locator(".soft").last.inner_text()


@phone
def test_a_package_for_a_learning_system_has_no_codes(
    context: BrowserContext, tmp_path: Path
) -> None:
    """The system hears of each answer by itself: there is no empty place for codes."""
    (tmp_path / "page.html").write_text(
        export_page(kit.load_lesson("bridge-brief", "en")).html_for_system, encoding="utf-8"
    )
    page = context.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    expect(page.locator(".kit-sorter .opt").first).to_be_visible()
    expect(page.locator(".codes")).to_have_count(0)


@phone
def test_a_classroom_lesson_has_one_code_for_both_parts_of_its_story(
    context: BrowserContext, tmp_path: Path
) -> None:
    """It carries what was sorted in either."""
    export_lesson(2, "en").save(tmp_path / "page.html")
    page = context.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    core, rest = page.locator(".kit-sorter").nth(1), page.locator(".kit-sorter").nth(2)
    answer(core, 2)
    answer(rest, 1)
    codes = page.locator("details.codes")
    codes.locator("summary").click()
    expect(codes.locator(".code")).to_have_count(1)
    found = kit.read_code(codes.locator("bdi").inner_text())
    story = kit.load_lesson("the-count", "en")
    asked = [
        part.entries[at].statement_id
        for part, at in ((story.core, 0), (story.core, 1), (story.rest, 0))
    ]
    assert sorted(found["statement_id"]) == sorted(asked)


@phone
@each_lang
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_codes_can_be_used_by_everyone(
    context: BrowserContext, lang: str, theme: str, tmp_path: Path
) -> None:
    """Opened by keyboard alone, whole on a narrow screen, read from left to right, axe content."""
    export_page(kit.load_lesson("the-bridge", lang), tmp_path / "page.html")
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
    page.goto((tmp_path / "page.html").as_uri())
    answer(page.locator(".kit-sorter"), 3)
    answer(page.locator(".kit-headline"), 2)
    codes = page.locator("details.codes")
    codes.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(codes.locator(".code")).to_have_count(2)
    page.wait_for_function("() => !document.getAnimations().length")
    assert axe.violations(page, "details.codes") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for bdi in codes.locator("bdi").all():
        places = bdi.locator("span").evaluate_all(
            "all => all.map((one) => one.getBoundingClientRect()).map(({ x, y }) => [y, x])"
        )
        assert places == sorted(places)
    found = seen(codes.locator(".qr").first), seen(codes.locator(".qr").last)
    assert found == tuple(
        [text.replace("-", "")] for text in codes.locator("bdi").all_inner_texts()
    )
