"""A lesson in one file, on a telephone without a network: opened, answered, saved, read by the kit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Literal

import axe
import pytest
from playwright.sync_api import Page, expect

import kit
from kit.export.classroom import export_gallery, export_lesson
from kit.export.page import export_page

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext

PHONE: Final[dict[str, Any]] = {"viewport": {"width": 360, "height": 740}, "offline": True}
phone = pytest.mark.parametrize("context", [PHONE], indirect=True, ids=["phone"])
each_lang = pytest.mark.parametrize("lang", ["ar", "en"])


def opened(context: BrowserContext, place: Path) -> Page:
    """Open a file as a learner does, and hold that it says nothing wrong and asks for nothing else."""
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("console", lambda said: pytest.fail(said.text) if said.type == "error" else None)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(place.as_uri())
    expect(page.locator(".kit-sorter").first).to_be_visible()
    assert [url for url in asked if not url.startswith("blob:")] == [place.as_uri()]
    return page


def figures_of(report: kit.Report) -> list[str]:
    """Return names, values and what guessing gives of what a report counts, in turn."""
    lines = [re.split(": | · ", line) for line in str(report).splitlines()[1:5]]
    return [part for line in lines for part in line]


@phone
@each_lang
def test_a_page_is_answered_saved_and_scored(
    context: BrowserContext, lang: str, tmp_path: Path
) -> None:
    """The file that a learner hands in is read by the kit, and scored as the page said."""
    lesson = kit.load_lesson("the-sweets", lang)
    export_page(lesson, tmp_path / "page.html")
    page = opened(context, tmp_path / "page.html")
    card = page.locator(".kit-sorter")
    for entry in lesson.entries:
        label = kit.core.codebook.student_view(entry.label)  # type: ignore[attr-defined]
        card.locator(f'.opt[data-label="{label}"]').click()
        card.locator(".go").click()
        expect(card).to_have_attribute("data-mode", "verdict")
        card.locator(".go").click()
    expect(card).to_have_attribute("data-mode", "review")
    page.locator(".who input").fill("ليلى ")
    with page.expect_download() as saved:
        page.locator(".hand-in button").click()
    file = tmp_path / "handed-in.jsonl"
    saved.value.save_as(file)
    answers = kit.read_answers(file)
    scores = kit.score(answers, lesson)
    assert set(answers["learner_id"]) == {"ليلى"}
    assert (len(scores), int(scores["accepted"].sum())) == (len(lesson.entries),) * 2
    figures = page.locator(".results .figure :is(span, b, i)").all_inner_texts()
    assert figures == figures_of(kit.report(scores, lang))


@phone
@each_lang
def test_the_report_counts_as_the_kit_does(
    context: BrowserContext, lang: str, tmp_path: Path
) -> None:
    """All statements are taken for official ones: the page's figures are those of `kit.report`."""
    lesson = kit.load_lesson("the-bridge", lang)
    export_page(lesson, tmp_path / "page.html")
    page = opened(context, tmp_path / "page.html")
    card = page.locator(".kit-sorter")
    while card.get_attribute("data-mode") != "review":
        card.locator(".opt").first.click()
        card.locator(".go").click()
        if card.locator(".show").count():
            card.locator(".show").click()
        card.locator(".go").click()
    with page.expect_download() as saved:
        page.locator(".hand-in button").click()
    saved.value.save_as(tmp_path / "a.jsonl")
    scores = kit.score(kit.read_answers(tmp_path / "a.jsonl"), lesson)
    figures = page.locator(".results .figure :is(span, b, i)").all_inner_texts()
    assert figures == figures_of(kit.report(scores, lang))


@phone
@each_lang
def test_work_is_there_again_on_the_next_visit(
    context: BrowserContext, lang: str, tmp_path: Path
) -> None:
    """Closed half-way it is offered again; somebody else begins anew, and nothing of it is lost."""
    place = tmp_path / "page.html"
    export_page(kit.load_lesson("the-sweets", lang), place)
    page = opened(context, place)
    card = page.locator(".kit-sorter")
    card.locator(".opt").nth(1).click()
    card.locator(".go").click()
    expect(card).to_have_attribute("data-mode", "verdict")
    page.close()
    page = opened(context, place)
    expect(page.locator(".visit")).to_be_visible()
    expect(page.locator(".kit-sorter .resumed")).to_be_visible()
    page.locator(".kit-sorter .resumed .go").click()
    expect(page.locator(".kit-sorter .opt").first).to_be_visible()
    kept = page.evaluate("Object.keys(localStorage).length")
    page.locator(".visit button").click()
    expect(page.locator(".visit")).to_be_hidden()
    expect(page.locator(".kit-sorter .strip [data-label]")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).length") >= kept


@phone
@each_lang
@pytest.mark.fault("output")
def test_where_scripts_are_blocked_the_story_can_be_read(
    browser: Browser, context: BrowserContext, lang: str, tmp_path: Path
) -> None:
    """All statements stand there, and a line says why there is nothing to press."""
    del context
    lesson = kit.load_lesson("the-bridge", lang)
    export_page(lesson, tmp_path / "page.html")
    bare = browser.new_context(java_script_enabled=False, **PHONE)
    page = bare.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    seen = " ".join(page.locator("body").inner_text().split())
    assert [text for text in lesson.statements["text"] if " ".join(text.split()) not in seen] == []
    expect(page.locator(".blocked")).to_be_visible()
    expect(page.locator(".hand-in")).to_be_hidden()
    bare.close()


@phone
@pytest.mark.fault("output")
def test_where_nothing_can_be_kept_it_is_said_and_can_be_saved(
    context: BrowserContext, tmp_path: Path
) -> None:
    """A browser that keeps nothing for files costs the copy, not the answers."""
    export_page(kit.load_lesson("the-sweets", "en"), tmp_path / "page.html")
    context.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); };")
    page = opened(context, tmp_path / "page.html")
    expect(page.locator(".kept")).to_contain_text("keeps nothing")
    card = page.locator(".kit-sorter")
    card.locator(".opt").nth(1).click()
    card.locator(".go").click()
    expect(card).to_have_attribute("data-mode", "verdict")
    with page.expect_download() as saved:
        page.locator(".hand-in button").click()
    saved.value.save_as(tmp_path / "a.jsonl")
    assert len(kit.read_answers(tmp_path / "a.jsonl")) == 1


@phone
@each_lang
def test_a_saved_file_comes_back(context: BrowserContext, lang: str, tmp_path: Path) -> None:
    """From another device, by its file."""
    place = tmp_path / "page.html"
    export_page(kit.load_lesson("the-sweets", lang), place)
    page = opened(context, place)
    page.locator(".kit-sorter .opt").nth(1).click()
    page.locator(".kit-sorter .go").click()
    with page.expect_download() as saved:
        page.locator(".hand-in button").click()
    saved.value.save_as(tmp_path / "a.jsonl")
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.locator(".kit-sorter .strip [data-label]")).to_have_count(0)
    page.locator(".bring input").set_input_files(tmp_path / "a.jsonl")
    expect(page.locator(".kit-sorter .strip [data-label]")).to_have_count(1)


@each_lang
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("what", ["story", "lesson", "gallery"])
def test_nothing_is_in_the_way_of_anybody(
    browser: Browser, lang: str, scheme: Literal["light", "dark"], what: str, tmp_path: Path
) -> None:
    """Axe finds nothing, and nothing is wider than a narrow telephone."""
    made = {
        "story": lambda: export_page(kit.load_lesson("the-bridge", lang)),
        "lesson": lambda: export_lesson(4, lang),
        "gallery": lambda: export_gallery(lang),
    }[what]()
    made.save(tmp_path / "page.html")
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = opened(context, tmp_path / "page.html")
    assert axe.violations(page, "body") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


@each_lang
def test_what_gives_answers_away_opens_once_its_exercise_is_done(
    context: BrowserContext, lang: str, tmp_path: Path
) -> None:
    """The key's strip of a lesson is not in the page's elements until then."""
    export_lesson(7, lang).save(tmp_path / "page.html")
    page = opened(context, tmp_path / "page.html")
    expect(page.locator("[data-after] .strip")).to_have_count(0)
    card = page.locator(".kit-sorter").nth(1)  # after what is recalled from earlier lessons
    while card.get_attribute("data-mode") != "review":
        card.locator(".opt").first.click()
        card.locator(".go").click()
        if card.locator(".show").count():
            card.locator(".show").click()
        card.locator(".go").click()
    expect(page.locator("[data-after] .strip").first).to_be_visible()
