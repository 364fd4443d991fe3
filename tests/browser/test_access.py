"""The sorter for those who do not see it, do not use a mouse, read it large, or want it still."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe import violations
from playwright.sync_api import expect
from sorting import LABELS, RIGHT, answered, cell, nowhere, tab_into

from kit.exercises.frame.wording import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from bare import Bare
    from playwright.sync_api import Page

    Start = Callable[..., Bare]

SMALL = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}
"""A screen of 1280 x 1024 at 400 %."""
FITS = """root => {
    const { left, right } = root.getBoundingClientRect();
    const out = [...root.querySelectorAll(':not(.unseen)')].filter(node => {
        const box = node.getBoundingClientRect();
        return box.width && (box.left < left - 1 || box.right > right + 1);
    });
    if (root.scrollWidth > root.clientWidth) out.push(root);
    return out.map(node => `${node.tagName}.${node.className}`);
}"""
"""What of a widget stands out of it sideways."""
SEEN = """() => {
    const box = document.activeElement.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height, 20) / 2);
    return !!top && (document.activeElement.contains(top) || top.contains(document.activeElement));
}"""
"""Whether what has the focus can be seen, and nothing lies over it."""
MOVES = """root => {
    const zero = text => text.split(',').every(part => parseFloat(part) === 0);
    const moving = [root, ...root.querySelectorAll('*')].filter(node => {
        const style = getComputedStyle(node);
        return !zero(style.transitionDuration) || style.animationName !== 'none';
    });
    return moving.length + root.getAnimations({ subtree: true }).length;
}"""
"""How many parts of a widget are moving or could move."""


def tree(page: Page) -> list[dict[str, Any]]:
    """Return what assistive technology is given of a page, as Chromium computes it."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    return [
        {
            "role": node["role"]["value"],
            "name": node.get("name", {}).get("value", ""),
            "description": node.get("description", {}).get("value", ""),
        }
        | {part["name"]: part["value"].get("value") for part in node.get("properties", [])}
        for node in nodes
        if not node["ignored"]
    ]


@pytest.mark.parametrize("name", ["Light", "Dark"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_axe_finds_nothing(bare: Start, lang: str, name: str) -> None:
    """No rule of WCAG 2.2 AA is broken in question, verdict or review, right or wrong."""
    book = bare(cell(lang, f"axe-{name}"))
    book.theme(name)
    book.run_all()
    widget = book.widget
    assert violations(book.page) == []
    for number, label in enumerate(["official", *LABELS[1:]], start=1):
        chosen = widget.locator(f".opt[data-label={label}] input")
        chosen.click()
        if number == 1:
            widget.locator(".steps input").first.click()
            expect(widget.locator(".loose")).to_be_visible()
            assert violations(book.page) == []
        widget.locator(".go").click()
        expect(widget.locator(".verdict")).to_be_visible()
        if number < 3:
            assert violations(book.page) == []
        if number == 1:
            widget.locator(".go").click()
            expect(widget.locator(".again")).to_be_visible()
            assert violations(book.page) == []
            widget.locator(".opt input:enabled").last.click()
            widget.locator(".go").click()
            widget.locator("summary").click()
            expect(widget.locator(".rule")).to_be_visible()
            assert violations(book.page) == []
        widget.locator(".go").click()
        expect(widget.locator(".opt, .result").first).to_be_visible()
    expect(widget.locator(".review li")).to_have_count(5)
    assert violations(book.page) == []


@pytest.mark.parametrize("name", ["Light", "Dark"])
def test_axe_finds_nothing_where_something_went_wrong(bare: Start, name: str) -> None:
    """What is said of a disk that cannot be written is as readable as all else."""
    log = "/proc/kit/answers.jsonl"
    book = bare(nowhere(f"axe-{name}", log))
    book.theme(name)
    book.run_all()
    book.widget.locator(".opt input").first.click()
    book.widget.locator(".go").click()
    expect(book.widget.locator(".status.bad")).to_be_visible()
    expect(book.widget.locator(".notice")).not_to_be_empty()
    assert violations(book.page) == []


@pytest.mark.parametrize("context", [SMALL], indirect=True, ids=["400%"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_lesson_by_keyboard_at_400_percent(bare: Start, lang: str) -> None:
    """Tab, digits and Enter finish the lesson; what has the focus is in sight, nothing is cut off."""
    book = bare(cell(lang, "zoomed"))
    page, widget = book.page, book.widget
    book.run_all()
    tab_into(page, widget.locator(".opt input").first)
    for number, label in enumerate(LABELS, start=1):
        expect(widget.locator(".opt input").first).to_be_focused()
        assert widget.evaluate(FITS) == []
        page.keyboard.press(str(RIGHT[label]))
        expect(widget.locator(f".opt[data-label={label}] input")).to_be_focused()
        page.wait_for_function(SEEN)
        tab_into(page, widget.locator(".go"))
        page.wait_for_function(SEEN)
        page.keyboard.press("Enter")
        expect(widget.locator(".verdict")).to_have_attribute("data-right", "true")
        expect(widget.locator(".go")).to_be_focused()
        page.wait_for_function(SEEN)
        assert widget.evaluate(FITS) == []
        assert answered(book) == LABELS[:number]
        page.keyboard.press("Enter")
    expect(widget.locator(".result")).to_be_focused()
    page.wait_for_function(SEEN)
    assert widget.evaluate(FITS) == []


@pytest.mark.parametrize(
    "context", [{"viewport": {"width": 320, "height": 800}}], indirect=True, ids=["320px"]
)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_nothing_scrolls_sideways_on_a_phone(bare: Start, lang: str) -> None:
    """At 320 pixels question, hint, verdict and review stay inside the widget, and it on the page."""
    book = bare(cell(lang, "phone"))
    book.run_all()
    widget = book.widget
    for label in LABELS:
        hint = widget.get_by_role("button", name=Words(lang).fixed()["hint"], exact=True)
        if hint.count():
            hint.click()
            expect(widget.locator(".hint")).to_be_visible()
        widget.locator(f".opt[data-label={label}] input").click()
        widget.locator(".steps input").last.click()
        assert widget.evaluate(FITS) == []
        widget.locator(".go").click()
        expect(widget.locator(".verdict")).to_be_visible()
        assert widget.evaluate(FITS) == []
        widget.locator(".go").click()
        expect(widget.locator(".opt, .result").first).to_be_visible()
    expect(widget.locator(".review li")).to_have_count(5)
    assert widget.evaluate(FITS) == []
    box = widget.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320


@pytest.mark.parametrize(
    ("context", "still"),
    [({"reduced_motion": "reduce"}, True), ({"reduced_motion": "no-preference"}, False)],
    indirect=["context"],
    ids=["reduce", "no preference"],
)
def test_nothing_moves_for_those_who_want_it_still(bare: Start, *, still: bool) -> None:
    """With reduced motion no transition or animation runs or could run; without, some do."""
    book = bare(cell("en", f"still-{still}"))
    book.run_all()
    widget = book.widget
    assert (widget.evaluate(MOVES) == 0) is still
    widget.locator(".opt input").first.click()
    assert (widget.evaluate(MOVES) == 0) is still
    widget.locator(".go").click()
    expect(widget.locator(".verdict")).to_be_visible()
    assert (widget.evaluate(MOVES) == 0) is still


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_what_a_screen_reader_is_given(bare: Start, lang: str) -> None:
    """Groups, radios, buttons and the live region have roles, names and states; marks have none."""
    book = bare(cell(lang, "tree"))
    book.run_all()
    widget, words = book.widget, Words(lang)
    fixed = words.fixed() | words.asked("sorter")
    options, steps = words.options("student"), words.steps()

    groups = {node["name"]: node for node in tree(book.page) if node["role"] == "group"}
    assert {fixed["ask"], fixed["sure"]} <= set(groups)
    assert fixed["keys"] in groups[fixed["ask"]]["description"]
    radios = [node for node in tree(book.page) if node["role"] == "radio"]
    named = [f"{option['name']} {option['gloss']}" for option in options]
    assert [node["name"] for node in radios] == [*named, *(step["name"] for step in steps)]
    assert [node["checked"] for node in radios] == ["false"] * 8
    commit = widget.get_by_role("button", name=fixed["commit"], exact=True)
    expect(commit).to_be_disabled()
    widget.locator(".opt[data-label=outlet] input").click()
    expect(commit).to_be_enabled()
    radios = [node for node in tree(book.page) if node["role"] == "radio"]
    assert [node["checked"] for node in radios].count("true") == 1
    assert radios[[o["label"] for o in options].index("outlet")]["checked"] == "true"
    live = [n for n in tree(book.page) if n["role"] == "status" and n.get("live") == "polite"]
    assert live
    commit.click()
    expect(widget.locator("[aria-live]")).to_contain_text(
        words.say("right", answer=words.answer("outlet"))
    )
    expect(widget.get_by_role("button", name=fixed["next"], exact=True)).to_be_focused()
    expect(widget).to_have_role("region")
    expect(widget).not_to_have_accessible_name("")
    strip = widget.get_by_role("img")
    expect(strip).to_have_accessible_name(
        widget.locator(".strip").get_attribute("aria-label") or "-"
    )
    assert "⏎" not in " ".join(node["name"] for node in tree(book.page) if node["role"] == "button")
